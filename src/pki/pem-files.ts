import { createPrivateKey, type X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { makeDirectory } from "../core/directory.ts";
import { HirteError, messageOf } from "../core/errors.ts";
import { writeSharedFile } from "../core/state-file.ts";
import { certificatesIn } from "./certificates.ts";

/** A file of the PKI, and what to say where it cannot be used. */
export interface PemFile {
  readonly path: string;
  /** The key of the configuration that names it. */
  readonly key: string;
  /** What to do about it. */
  readonly cure: string;
}

/**
 * The certificates in a file, and its text.
 * @throws HirteError `bad-config` with path, key and cure
 */
export function readCertificates(file: PemFile): {
  readonly pem: string;
  readonly certificates: readonly [X509Certificate, ...X509Certificate[]];
} {
  const pem = readPem(file);
  let all: readonly X509Certificate[];
  try {
    all = certificatesIn(pem);
  } catch (cause) {
    throw unusable(file, `holds a certificate that cannot be read (${messageOf(cause)})`, cause);
  }
  const [first, ...others] = all;
  if (!first) throw unusable(file, "holds no certificate in PEM");
  return { pem, certificates: [first, ...others] };
}

/**
 * The text of a file with a private key, which belongs to the certificate.
 * @throws HirteError `bad-config` with path, key and cure
 */
export function readKey(file: PemFile, certificate: X509Certificate): string {
  const pem = readPem(file);
  let isPair: boolean;
  try {
    isPair = certificate.checkPrivateKey(createPrivateKey(pem));
  } catch (cause) {
    throw unusable(file, `holds no private key that can be read (${messageOf(cause)})`, cause);
  }
  if (!isPair) throw unusable(file, "is not the key of the certificate it stands beside");
  return pem;
}

/**
 * The text of a file.
 * @throws HirteError `bad-config` with path, key and cure
 */
export function readPem(file: PemFile): string {
  try {
    return readFileSync(file.path, "utf8");
  } catch (cause) {
    const isAbsent = (cause as NodeJS.ErrnoException).code === "ENOENT";
    throw unusable(file, isAbsent ? "is not there" : `cannot be read (${messageOf(cause)})`, cause);
  }
}

/**
 * Writes a file in one step, on disk when it returns; the directory is made where it is missing.
 * @throws HirteError `unavailable` with the path
 */
export function replaceFile(path: string, text: string, mode: number): void {
  makeDirectory(dirname(path), 0o700);
  writeSharedFile(path, text, mode);
}

function unusable({ path, key, cure }: PemFile, problem: string, cause?: unknown): HirteError {
  return new HirteError("bad-config", `${path} ${problem} (${key}=): ${cure}`, {
    details: { path, key },
    ...(cause === undefined ? {} : { cause }),
  });
}
