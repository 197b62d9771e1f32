import type { LogEntry } from "../src/protocol/generated/schemas.ts";
import { type JournalScope, systemScope } from "./journal-scope.ts";
import type { Line } from "./line-splitter.ts";

/** An entry and where it stands in the journal. */
export interface PlacedEntry {
  readonly entry: LogEntry;
  readonly cursor: string;
}

/** Fields that make an entry; journalctl adds cursor and time by itself. */
export const entryFields = [
  "MESSAGE",
  "_SOURCE_REALTIME_TIMESTAMP",
  "PRIORITY",
  "SYSLOG_IDENTIFIER",
  "SYSLOG_PID",
  "_COMM",
  "_PID",
  "_SYSTEMD_UNIT",
  "UNIT",
  "_SYSTEMD_USER_UNIT",
  "USER_UNIT",
] as const;

/** Longest text of an entry, in bytes of JSON. */
const maxMessageBytes = 24 * 1024;

/** The entry in a line of `journalctl --output=json`; undefined where there is none. */
export function entryOf(
  line: Line,
  { writer, subject }: Pick<JournalScope, "writer" | "subject"> = systemScope,
): PlacedEntry | undefined {
  const fields = line.kind === "whole" ? parse(line.text) : remains(line);
  const cursor = textOf(fields?.["__CURSOR"]);
  const takenInUs = timeOf(fields?.["__REALTIME_TIMESTAMP"]);
  if (!fields || cursor === undefined || takenInUs === undefined) return undefined;
  // As journalctl shows it: a busy machine takes in later what was written before.
  const atUs = timeOf(fields["_SOURCE_REALTIME_TIMESTAMP"]) ?? takenInUs;
  // systemd.journal-fields(7): what systemd says of a unit names it in UNIT=, or USER_UNIT=.
  const unit = textOf(fields[subject]) ?? textOf(fields[writer]);
  const identifier = textOf(fields["SYSLOG_IDENTIFIER"]) ?? textOf(fields["_COMM"]);
  const pid = numberOf(fields["_PID"]) ?? numberOf(fields["SYSLOG_PID"]);
  const priority = numberOf(fields["PRIORITY"]);
  return {
    cursor,
    entry: {
      atUs,
      ...(unit === undefined ? {} : { unit: unit.slice(0, 256) }),
      ...(identifier === undefined ? {} : { identifier: identifier.slice(0, 256) }),
      ...(pid === undefined ? {} : { pid }),
      ...(priority === undefined || priority > 7 ? {} : { priority }),
      message: cut(textOf(fields["MESSAGE"]) ?? ""),
    },
  };
}

type Fields = Readonly<Record<string, unknown>>;

function parse(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    // What is neither null nor an array has fields.
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Fields)
      : undefined;
  } catch {
    return undefined;
  }
}

/** What can be said of an entry of which only both ends were kept: journalctl has no fixed order of fields. */
function remains({ head, tail, bytes }: Extract<Line, { kind: "too-long" }>): Fields | undefined {
  const find = (name: string) => {
    const pattern = new RegExp(`"${name}":"([^"\\\\]*)"`);
    return (pattern.exec(head) ?? pattern.exec(tail))?.[1];
  };
  const found = Object.fromEntries(
    ["__CURSOR", "__REALTIME_TIMESTAMP", ...entryFields].map((name) => [name, find(name)] as const),
  );
  return { ...found, MESSAGE: `(an entry of ${bytes} bytes is left out: it is too long)` };
}

/**
 * systemd.journal-fields(7), "Journal JSON Format": text is a string; what is not printable is a list
 * of bytes; a field that occurs more than once is a list of these.
 */
function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (!Array.isArray(value)) return undefined;
  if (value.length > 0 && value.every((item) => typeof item === "number")) {
    return Buffer.from(value).toString("utf8");
  }
  const texts = value.flatMap((item) => textOf(item) ?? []);
  return texts.length > 0 ? texts.join("\n") : undefined;
}

function timeOf(value: unknown): string | undefined {
  const text = textOf(value);
  return /^\d{1,20}$/.test(text ?? "") ? text : undefined;
}

function numberOf(value: unknown): number | undefined {
  const text = textOf(value)?.trim();
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}

function cut(message: string): string {
  let text = message;
  while (Buffer.byteLength(JSON.stringify(text)) > maxMessageBytes) {
    const room = maxMessageBytes / Buffer.byteLength(JSON.stringify(text));
    // Not within a pair of surrogates: half of one is no character.
    text = `${text.slice(0, Math.floor(text.length * room * 0.95)).replace(/[\ud800-\udbff]$/, "")}…`;
  }
  return text;
}
