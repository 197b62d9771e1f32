import { createPublicKey } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashPassword, type PasswordHash } from "../broker/password-hash.ts";
import { lifetimesMs, newSerial, pkiFiles } from "../broker/pki/authority.ts";
import { IssuedCertificates } from "../broker/pki/issued.ts";
import { pkiDirectory } from "../broker/pki/pki.ts";
import { type OwnPki, setUpPki } from "../broker/pki/setup.ts";
import { all } from "../broker/rights.ts";
import { UsersFile } from "../broker/users-file.ts";
import type { AgentTls } from "../src/config/agent.ts";
import { silentLog } from "../src/core/log.ts";
import type { TlsIdentity } from "../src/mqtt/link.ts";
import { newKey } from "../src/pki/keys.ts";
import { nodeFiles } from "./fleet/node-files.ts";

/** As whom clients that measure come, and with which password. */
export const benchUser = "bench";
export const benchPassword = "a password for benchmarks";
/** Users that nobody has come as before, all with the same password: each of them can be a stranger once. */
const strangers = Array.from({ length: 64 }, (_, i) => `stranger-${i + 1}`);

/**
 * Who is who in a run: a CA of hirte's own, certificates of many nodes, and users. hirte's own code makes them, but
 * without the way over HTTP, which a thousand nodes would take one after the other. Made once, given to every
 * hirte that is started.
 */
export class Identities {
  /** Certificates and keys of nodes, one beside the other (`nodeFiles`). */
  readonly directory: string;
  readonly #pki: string;
  readonly #own: OwnPki;
  readonly #issued: IssuedCertificates;
  readonly #hash: PasswordHash;
  readonly #has = new Set<string>();

  private constructor(parts: {
    readonly directory: string;
    readonly pki: string;
    readonly own: OwnPki;
    readonly hash: PasswordHash;
  }) {
    this.directory = parts.directory;
    this.#pki = parts.pki;
    this.#own = parts.own;
    this.#hash = parts.hash;
    this.#issued = IssuedCertificates.open({ directory: parts.pki, log: silentLog() });
  }

  /** In a directory of which the caller disposes. */
  static async make(directory: string): Promise<Identities> {
    const pki = pkiDirectory(directory);
    const own = await setUpPki({
      directory: pki,
      names: [],
      listenAddresses: [],
      nowMs: Date.now(),
    });
    const hash = await hashPassword(benchPassword);
    writeFileSync(nodeFiles(directory, "").caFile, own.authority.pem);
    return new Identities({ directory, pki, own, hash });
  }

  /** The CA's certificate, PEM. */
  get ca(): string {
    return this.#own.authority.pem;
  }

  /** A user that has not come before, as long as there is one. */
  stranger(index: number): string {
    const user = strangers[index];
    if (user === undefined) throw new RangeError(`there are ${strangers.length} strangers`);
    return user;
  }

  /** Gives certificates to those nodes that have none. */
  async issueFor(nodes: readonly string[]): Promise<void> {
    for (const node of nodes) if (!this.#has.has(node)) await this.#issueFor(node);
  }

  /** The files of a node that was given a certificate. */
  filesOf(node: string): AgentTls {
    return nodeFiles(this.directory, node);
  }

  /** What such a node believes and shows. */
  identityOf(node: string): TlsIdentity {
    const { certFile, keyFile } = this.filesOf(node);
    const [cert, key] = [readFileSync(certFile, "utf8"), readFileSync(keyFile, "utf8")];
    return { ca: this.ca, cert, key };
  }

  /** Has a hirte that was not started yet, and listens there, know all of them. */
  async install(stateDir: string, host: string): Promise<void> {
    const directory = pkiDirectory(stateDir);
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const { caCertificate, caKey } = pkiFiles;
    for (const file of [caCertificate, caKey, "nodes.json", "nodes.copy.json"]) {
      // There are no nodes before the first one has its certificate.
      const from = join(this.#pki, file);
      if (existsSync(from)) copyFileSync(from, join(directory, file));
    }
    // As `hirte setup` does: what signs it is not to be loaded by the hirte that is measured.
    await setUpPki({ directory, names: [], listenAddresses: [host], nowMs: Date.now() });
    const users = [benchUser, ...strangers].map(
      (name) => ({ name, role: "admin", nodes: all, units: all, hash: this.#hash }) as const,
    );
    new UsersFile({ directory: stateDir, log: silentLog() }).write({ users, served: [] });
  }

  async #issueFor(node: string): Promise<void> {
    const nowMs = Date.now();
    const untilMs = nowMs + lifetimesMs.node;
    const { token } = this.#issued.invite({ node, request: newSerial(), lifeMs: 60_000, nowMs });
    const entry = this.#issued.redeem({ node, token, untilMs, nowMs });
    if (!entry) throw new Error("the token was just made");
    const key = newKey();
    const spki = createPublicKey(key).export({ type: "spki", format: "der" });
    const cert = await this.#own.authority.signNode({ ...entry, spki, nowMs });
    const { certFile, keyFile } = this.filesOf(node);
    writeFileSync(certFile, cert);
    writeFileSync(keyFile, key, { mode: 0o600 });
    this.#has.add(node);
  }
}
