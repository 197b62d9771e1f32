import { existsSync } from "node:fs";
import { join } from "node:path";
import { isDueForRenewal, validityOf } from "../../src/pki/certificates.ts";
import { newKey } from "../../src/pki/keys.ts";
import { readCertificates, readKey, readPem, replaceFile } from "../../src/pki/pem-files.ts";
import { Authority, certificateOf, namesIn, pkiFiles, plainAddress } from "./authority.ts";
import { readMachineNames } from "./machine-names.ts";
import { type MachineNames, serverNames } from "./server-names.ts";

/** What a server shows of itself. */
export interface ServerCredentials {
  /** The server's certificate, and those that lead to its CA. */
  readonly cert: string;
  readonly key: string;
  /** Of whom clients' certificates are believed. */
  readonly ca: string;
  /** Revocation list of the CA, PEM. */
  readonly crl?: string;
}

/** hirte's own PKI, complete. */
export interface OwnPki {
  readonly authority: Authority;
  readonly credentials: ServerCredentials;
  /** In the server's certificate, the most likely first. */
  readonly names: readonly string[];
  /** What there was already, and what was made: a line each. */
  readonly report: readonly string[];
}

const cure = "move it away, and `hirte setup` makes it anew";

/** What stands in the way of certificates is a file of this name: what setup was given as names. */
const namesFile = "names.json";

/**
 * Makes what is missing of hirte's own PKI: CA, server's key and certificate. A server certificate that lacks a
 * name, does not hold yet, is about to end or is of another CA is replaced, one that is good stays.
 * @throws HirteError `bad-config` when what there is cannot be used; `unavailable` when nothing can be written
 */
export async function setUpPki(options: {
  /** That of the PKI. */
  readonly directory: string;
  /** Names and addresses given, beyond those of before. */
  readonly names: readonly string[];
  readonly listenAddresses: readonly string[];
  readonly nowMs: number;
  readonly machine?: MachineNames;
}): Promise<OwnPki> {
  const { directory, listenAddresses, nowMs, machine = readMachineNames() } = options;
  const report: string[] = [];
  const path = (name: string) => join(directory, name);
  const hasAuthority = existsSync(path(pkiFiles.caCertificate)) || existsSync(path(pkiFiles.caKey));
  // A key alone is what a crash during the first setup leaves: nobody has seen its certificate.
  const isHalf = existsSync(path(pkiFiles.caKey)) && !existsSync(path(pkiFiles.caCertificate));
  const authority =
    hasAuthority && !isHalf ? Authority.open(directory) : await Authority.create(directory, nowMs);
  report.push(
    `${hasAuthority && !isHalf ? "there is a CA" : "made a CA"}: ${path(pkiFiles.caCertificate)}, until ${until(authority.pem)}, SHA-256 ${authority.fingerprint}`,
  );
  const before = readNames(path(namesFile));
  const given = [...new Set([...before, ...options.names.map(plainAddress)])];
  if (given.length > before.length)
    replaceFile(path(namesFile), `${JSON.stringify({ names: given })}\n`, 0o644);
  const names = serverNames(given, listenAddresses.map(plainAddress), machine);
  const server = await serverOf({ directory, authority, names, nowMs });
  report.push(
    `${server.isNew ? "made a server certificate" : "there is a server certificate"}: ${path(pkiFiles.serverCertificate)}, until ${until(server.cert)}, for ${namesIn(certificateOf(server.cert)).join(", ")}`,
  );
  const { cert, key } = server;
  // The CA's own goes with it: who joins knows no more of it than its fingerprint.
  const credentials = { cert: `${cert}${authority.pem}`, key, ca: authority.pem };
  return { authority, credentials, names, report };
}

async function serverOf(options: {
  readonly directory: string;
  readonly authority: Authority;
  readonly names: readonly string[];
  readonly nowMs: number;
}): Promise<{ readonly cert: string; readonly key: string; readonly isNew: boolean }> {
  const { directory, authority, names, nowMs } = options;
  const file = (name: string) => ({ path: join(directory, name), key: "StateDirectory", cure });
  const certificateFile = file(pkiFiles.serverCertificate);
  const keyFile = file(pkiFiles.serverKey);
  if (existsSync(certificateFile.path)) {
    const { pem, certificates } = readCertificates(certificateFile);
    const [certificate] = certificates;
    const known = namesIn(certificate);
    // A clock that was ahead once leaves one that nobody believes yet.
    const isGood =
      validityOf(certificate).fromMs <= nowMs &&
      certificate.verify(authority.certificate.publicKey) &&
      !isDueForRenewal(certificate, nowMs) &&
      names.every((name) => known.includes(name));
    if (isGood) return { cert: pem, key: readKey(keyFile, certificate), isNew: false };
  }
  // The key stays: a crash between two files leaves a pair that belongs together.
  const key = existsSync(keyFile.path) ? readPem(keyFile) : newKey();
  if (!existsSync(keyFile.path)) replaceFile(keyFile.path, key, 0o600);
  const cert = await authority.signServer(key, names, nowMs);
  replaceFile(certificateFile.path, cert, 0o644);
  return { cert, key, isNew: true };
}

function readNames(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  const text = readPem({ path, key: "StateDirectory", cure });
  try {
    const { names } = Object(JSON.parse(text));
    if (Array.isArray(names) && names.every((name) => typeof name === "string")) return names;
  } catch {
    // Names are known to the certificate, too: those given again stand there again.
  }
  return [];
}

function until(pem: string): string {
  return new Date(validityOf(certificateOf(pem)).untilMs).toISOString().slice(0, 10);
}
