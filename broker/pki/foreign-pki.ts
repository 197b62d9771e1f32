import { createSecureContext } from "node:tls";
import type { HirteTls } from "../../src/config/hirte.ts";
import { HirteError, messageOf } from "../../src/core/errors.ts";
import { plainSerial, validityOf } from "../../src/pki/certificates.ts";
import { derOf } from "../../src/pki/der.ts";
import { readCertificates, readKey, readPem } from "../../src/pki/pem-files.ts";
import type { X509Crl } from "../../src/pki/x509-library.ts";
import type { ServerCredentials } from "./setup.ts";

/** What the files of another PKI say. */
export interface ForeignPki {
  readonly credentials: ServerCredentials;
  /** Serial numbers that its lists revoke, as `serialOf` writes them. */
  readonly revoked: ReadonlySet<string>;
}

/**
 * Reads the files of another PKI, all of them or none. `Crl`: needed where there is a revocation list.
 * @throws HirteError `bad-config` with path, key and cure
 */
export function readForeignPki(
  files: Extract<HirteTls, { kind: "files" }>,
  Crl: typeof X509Crl | undefined,
  nowMs: number,
): ForeignPki {
  const { caFile, certFile, keyFile, crlFile } = files;
  const cure = (what: string) => `have it hold ${what}, where the user hirte may read it`;
  const ca = readCertificates({ path: caFile, key: "TLSCAFile", cure: cure("the CA, PEM") });
  const server = readCertificates({
    path: certFile,
    key: "TLSCertFile",
    cure: cure("the server's certificate, PEM"),
  });
  const [certificate] = server.certificates;
  const { untilMs } = validityOf(certificate);
  if (untilMs < nowMs) {
    const when = new Date(untilMs).toISOString();
    throw wrong(certFile, "TLSCertFile", `has expired, on ${when}: put the next one there`);
  }
  const key = readKey(
    { path: keyFile, key: "TLSKeyFile", cure: cure("the key of TLSCertFile=, PEM") },
    certificate,
  );
  const crl =
    crlFile === undefined
      ? undefined
      : readPem({ path: crlFile, key: "TLSCRLFile", cure: cure("the CA's list, PEM") });
  const credentials = {
    cert: server.pem,
    key,
    ca: ca.pem,
    ...(crl === undefined ? {} : { crl }),
  };
  const revoked: ReadonlySet<string> =
    Crl && crl !== undefined ? revokedIn(crl, crlFile ?? "", Crl) : new Set();
  try {
    createSecureContext(credentials);
  } catch (cause) {
    throw wrong(certFile, "TLSCertFile", `is of no use to TLS: ${messageOf(cause)}`);
  }
  return { credentials, revoked };
}

function revokedIn(pem: string, path: string, Crl: typeof X509Crl): ReadonlySet<string> {
  const lists = pem.match(/-----BEGIN X509 CRL-----[^-]+-----END X509 CRL-----/g) ?? [];
  if (lists.length === 0) throw wrong(path, "TLSCRLFile", "holds no revocation list in PEM");
  try {
    return new Set(
      lists.flatMap((list) =>
        new Crl(derOf(list, "X509 CRL")).entries.map(({ serialNumber }) =>
          plainSerial(serialNumber),
        ),
      ),
    );
  } catch (cause) {
    throw wrong(path, "TLSCRLFile", `holds a list that cannot be read: ${messageOf(cause)}`);
  }
}

function wrong(path: string, key: string, problem: string): HirteError {
  return new HirteError("bad-config", `${path} ${problem} (${key}=)`, { details: { path, key } });
}
