import { X509Certificate } from "node:crypto";
import { connect, type DetailedPeerCertificate } from "node:tls";
import { type Endpoint, formatEndpoint } from "../src/config/address.ts";
import { HirteError, messageOf } from "../src/core/errors.ts";
import type { TlsIdentity } from "../src/mqtt/link.ts";
import { openTls, tlsProblem } from "../src/mqtt/tls-stream.ts";
import { certificatesIn, fingerprintOf } from "../src/pki/certificates.ts";

/** A call takes no longer, whoever answers. */
const callMs = 20_000;
const maxAnswerBytes = 64 * 1024;

/** What hirte gives a node. */
export interface Given {
  /** PEM, as is `ca`. */
  readonly certificate: string;
  readonly ca: string;
}

/**
 * The certificate of the CA that the server at `endpoint` says it is of, where it is the one of the fingerprint.
 * Nothing is said to the server but that somebody connects.
 * @throws HirteError `not-reachable`
 */
export async function fetchAuthority(endpoint: Endpoint, fingerprint: string): Promise<string> {
  const chain = await new Promise<DetailedPeerCertificate>((resolve, reject) => {
    const socket = connect({
      ...endpoint,
      ALPNProtocols: ["http/1.1"],
      minVersion: "TLSv1.2",
      // What it shows is compared with the fingerprint, and then believed for a connection of its own.
      rejectUnauthorized: false,
    });
    const timer = setTimeout(() => socket.destroy(new Error("no answer in time")), callMs);
    socket.once("secureConnect", () => {
      resolve(socket.getPeerCertificate(true));
      socket.end();
    });
    socket.once("error", (error) =>
      reject(notReachable(endpoint, error, tlsProblem(error, socket))),
    );
    socket.once("close", () => {
      clearTimeout(timer);
      reject(notReachable(endpoint, new Error("the connection was closed")));
    });
  });
  for (let each = chain, seen = new Set<object>(); each?.raw && !seen.has(each); ) {
    seen.add(each);
    const certificate = new X509Certificate(each.raw);
    if (fingerprintOf(certificate) === fingerprint) return certificate.toString();
    each = each.issuerCertificate;
  }
  throw new HirteError(
    "not-reachable",
    `what answers at ${formatEndpoint(endpoint)} is not the hirte that this line is of: its CA has another fingerprint. Nothing was sent. Is it the right host, and was hirte set up anew since? A new line: hirtectl node add NAME, on the primary`,
  );
}

/**
 * Asks hirte for a certificate.
 * @throws HirteError `not-reachable`; `denied` when it gives none
 */
export async function askForCertificate(options: {
  readonly endpoint: Endpoint;
  readonly identity: TlsIdentity;
  readonly path: "/v1/join" | "/v1/renew";
  readonly body: object;
}): Promise<Given> {
  const { endpoint, identity, path, body } = options;
  const text = JSON.stringify(body);
  // Most lives of an agent ask for none.
  const { request } = await import("node:http");
  const { status, answer } = await new Promise<{ status: number; answer: string }>(
    (resolve, reject) => {
      const socket = openTls({ ...endpoint, identity, protocol: "http/1.1" });
      const fail = (error: Error) =>
        reject(notReachable(endpoint, error, tlsProblem(error, socket)));
      const call = request(
        {
          method: "POST",
          path,
          headers: {
            host: formatEndpoint(endpoint),
            "content-type": "application/json",
            "content-length": Buffer.byteLength(text),
          },
          createConnection: () => socket,
          signal: AbortSignal.timeout(callMs),
        },
        (response) => {
          let answer = "";
          response.setEncoding("utf8");
          response.on("data", (piece: string) => {
            answer += piece;
            if (answer.length > maxAnswerBytes)
              response.destroy(new Error("its answer is too long"));
          });
          response.once("error", fail);
          response.once("end", () => resolve({ status: response.statusCode ?? 0, answer }));
        },
      );
      call.once("error", fail);
      // Not before it is known who hears it.
      socket.once("secureConnect", () => {
        if (socket.alpnProtocol === "http/1.1") call.end(text);
        else call.destroy(new Error("what answers there gives no certificates"));
      });
    },
  );
  if (status === 403)
    throw new HirteError("denied", `${formatEndpoint(endpoint)}: hirte gives no certificate`);
  const given = givenIn(answer);
  if (status === 200 && given) return given;
  throw notReachable(endpoint, new Error(`its answer is none of hirte's (HTTP status ${status})`));
}

function givenIn(text: string): Given | undefined {
  try {
    const { certificate, ca } = Object(JSON.parse(text));
    if (typeof certificate !== "string" || typeof ca !== "string") return undefined;
    const isGood = certificatesIn(certificate).length === 1 && certificatesIn(ca).length === 1;
    return isGood ? { certificate, ca } : undefined;
  } catch {
    return undefined;
  }
}

function notReachable(endpoint: Endpoint, cause: Error, words?: string): HirteError {
  return new HirteError(
    "not-reachable",
    `${formatEndpoint(endpoint)}: ${words ?? messageOf(cause)}`,
    { cause },
  );
}
