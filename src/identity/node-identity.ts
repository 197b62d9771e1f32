import type { X509Certificate } from "node:crypto";
import { existsSync } from "node:fs";
import type { Endpoint } from "../config/address.ts";
import type { AgentConfig, AgentTls } from "../config/agent.ts";
import { type StreamFactory, type TlsIdentity, tcpStream, tlsStream } from "../mqtt/link.ts";
import { type PemFile, readCertificates, readKey } from "../pki/pem-files.ts";

/** What an agent believes and shows, and its certificate once more, read. */
export interface AgentIdentity extends TlsIdentity {
  readonly cert: string;
  readonly key: string;
  readonly certificate: X509Certificate;
}

/**
 * The agent's files, as they are now.
 * @throws HirteError `bad-config` with path, key and cure
 */
export function readIdentity(files: AgentTls): AgentIdentity {
  try {
    return readOnce(files);
  } catch (error) {
    if (!files.isOwn) throw error;
    // `join` may have put another pair in their places between one look and the next.
    return readOnce(files);
  }
}

/** Where `join` writes a file until it counts. */
export function nextName(path: string): string {
  return `${path}.next`;
}

function readOnce({ caFile, certFile, keyFile, isOwn }: AgentTls): AgentIdentity {
  const cure = isOwn
    ? "have this node join: `hirtectl node add NAME` on the primary prints the line for it"
    : "have it hold what its key says, PEM, where the agent may read it";
  const ca = readCertificates({ path: caFile, key: "TLSCAFile", cure });
  const { pem: cert, certificates } = readCertificates({
    path: certFile,
    key: "TLSCertFile",
    cure,
  });
  const [certificate] = certificates;
  const file = { path: keyFile, key: "TLSKeyFile", cure };
  const key = isOwn ? ownKey(file, certificate) : readKey(file, certificate);
  return { ca: ca.pem, cert, key, certificate };
}

/** The certificate says which key counts: that of a `join` that was cut off still has its other name. */
function ownKey(file: PemFile, certificate: X509Certificate): string {
  try {
    return readKey(file, certificate);
  } catch (error) {
    const next = { ...file, path: nextName(file.path) };
    if (!existsSync(next.path)) throw error;
    try {
      return readKey(next, certificate);
    } catch {
      throw error;
    }
  }
}

/** The way to a manager, as the configuration has it. */
export function wayTo({ host, port }: Endpoint, { tls }: Pick<AgentConfig, "tls">): StreamFactory {
  if (!tls) return tcpStream(host, port);
  const identity = () => {
    const { ca, cert, key } = readIdentity(tls);
    return { ca, cert, key };
  };
  return tlsStream({ host, port, identity });
}
