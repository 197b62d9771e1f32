import { createHash } from "node:crypto";
import { HirteError } from "../../src/core/errors.ts";
import { highestEpoch } from "../../src/protocol/topics.ts";
import { placeOf } from "./members.ts";

/** A file of a backup. */
export interface Member {
  readonly name: string;
  readonly size: number;
  readonly mode: number;
  /** Of its bytes, in lower case hexadecimal digits. */
  readonly sha256: string;
}

/** What a backup says of itself, in its first file. */
export interface Manifest {
  readonly format: 1;
  /** Version of the hirte that made it. */
  readonly version: string;
  /** Name of the machine it was made on. */
  readonly host: string;
  /** When, on that machine's clock, in milliseconds. */
  readonly takenAtMs: number;
  /** Of the latest life of hirte in it. */
  readonly epoch?: number;
  /** `NUMBER:HASH` of the last line of the log in it, as `hirtectl audit verify --expect` takes it. */
  readonly lastRecord?: string;
  /** All other files, in their order. */
  readonly members: readonly Member[];
}

/** A manifest in bytes; more than this is none. */
export const longestManifest = 2 * 1024 * 1024;
const format = 1;

/** As it stands in a backup, with a sum over it. */
export function encodeManifest(manifest: Manifest): Buffer {
  return Buffer.from(`${JSON.stringify({ ...manifest, sum: sumOf(manifest) }, null, 2)}\n`);
}

/**
 * The manifest in bytes that come from anywhere.
 * @throws HirteError `bad-argument`
 */
export function decodeManifest(bytes: Buffer): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch {
    throw damaged("it is not JSON");
  }
  // Fields of whatever this is: each is looked at.
  const { sum, ...fields } = Object(value) as Readonly<Record<string, unknown>>;
  if (Number.isSafeInteger(fields["format"]) && Number(fields["format"]) > format) {
    throw new HirteError(
      "bad-argument",
      `it is of format ${fields["format"]}, and this hirte knows ${format}: a later hirte made it`,
    );
  }
  if (sum !== sumOf(fields)) throw damaged("its sum is not that of what it says");
  const { version, host, takenAtMs, epoch, lastRecord, members } = fields;
  if (fields["format"] !== format || !isText(version) || !isText(host) || !isNumber(takenAtMs))
    throw damaged("it does not hold what it should");
  // Epochs are times, too: the end of the year 9999.
  if (takenAtMs > highestEpoch) throw damaged("it is of no time that there is");
  if (!Array.isArray(members)) throw damaged("it names no files");
  const known = members.map(memberIn);
  if (new Set(known.map(({ name }) => name)).size < known.length)
    throw damaged("it names a file twice");
  return {
    ...{ format, version, host, takenAtMs, members: known },
    ...(isNumber(epoch) ? { epoch } : {}),
    ...(isText(lastRecord) && /^\d{1,15}:[0-9a-f]{64}$/.test(lastRecord) ? { lastRecord } : {}),
  };
}

function memberIn(value: unknown): Member {
  const { name, size, mode, sha256 } = Object(value);
  if (!isText(name) || !placeOf(name)) {
    throw damaged(`${JSON.stringify(String(name).slice(0, 100))} is no file of a backup`);
  }
  if (!isNumber(size) || !isNumber(mode) || !isText(sha256) || !/^[0-9a-f]{64}$/.test(sha256))
    throw damaged(`of ${name} it does not say what it should`);
  return { name, size, mode, sha256 };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length <= 256;
}

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function sumOf(value: object): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

function damaged(why: string): HirteError {
  return new HirteError("bad-argument", `its list of files is damaged: ${why}`);
}
