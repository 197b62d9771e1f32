import { randomBytes, scryptSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSecureContext, type SecureContext } from "node:tls";
import { AllowedNodes } from "../../broker/allowed-nodes.ts";
import { EpochStore } from "../../broker/epoch-store.ts";
import { Identity } from "../../broker/identity.ts";
import { JobLog } from "../../broker/job-log.ts";
import { Manager } from "../../broker/manager.ts";
import type { PasswordHash } from "../../broker/password-hash.ts";
import { ownVouch } from "../../broker/pki/vouching.ts";
import { all, type Rights } from "../../broker/rights.ts";
import { UsersFile } from "../../broker/users-file.ts";
import { systemClock } from "../../src/core/clock.ts";
import { silentLog } from "../../src/core/log.ts";
import { BrokerUnderTest } from "./broker.ts";
import { isRoot, LocalHirte, otto } from "./local-socket.ts";
import { type Credentials, TestPki } from "./pki.ts";
import { WireClient } from "./wire-client.ts";

/** Right for each of `people`. */
export const rightPassword = "right password";

/** The users of hirte, the operator and one user of the machine with patterns. */
export const people: Readonly<Record<string, Rights>> = {
  vera: { role: "viewer", nodes: all, units: all },
  olga: { role: "operator", nodes: ["a"], units: ["web-*"] },
  ada: { role: "admin", nodes: all, units: all },
  eva: { role: "admin", nodes: all, units: all },
  // From before the name was taken for something else.
  coordinator: { role: "admin", nodes: all, units: all },
  // Bounds the user of the machine of this name, who comes by the socket.
  [`uid-${otto}`]: { role: "operator", nodes: ["b"], units: ["db-*"] },
};

/** What somebody may show. */
export type CertificateName =
  | "a"
  | "b"
  | "expired"
  | "revoked"
  | "of another CA"
  | "not allowed"
  | "given to nobody";

/** What PowerCoordinator= says. */
export const powerCoordinator = "b";

const yearMs = 365 * 86_400_000;

/** hirte with all its ways in: TLS with certificates, users with passwords, and, for root, the operators' socket. */
export class OpenHirte {
  readonly pki: TestPki;
  readonly certificates: Readonly<Record<CertificateName, Credentials>>;
  /** Where this process may become others. */
  readonly local: LocalHirte | undefined;
  readonly tested: BrokerUnderTest;
  readonly #directory: string;
  readonly #identity: Identity;
  readonly #contexts = new Map<CertificateName | undefined, SecureContext>();
  readonly #clients: WireClient[] = [];
  #manager: Manager | undefined;
  #jobLog: JobLog | undefined;

  private constructor(parts: {
    readonly directory: string;
    readonly pki: TestPki;
    readonly certificates: OpenHirte["certificates"];
    readonly identity: Identity;
    readonly opened: LocalHirte | BrokerUnderTest;
  }) {
    this.#directory = parts.directory;
    this.pki = parts.pki;
    this.certificates = parts.certificates;
    this.#identity = parts.identity;
    const { opened } = parts;
    this.local = opened instanceof LocalHirte ? opened : undefined;
    this.tested = opened instanceof LocalHirte ? opened.tested : opened;
  }

  /** Without a manager. Of the nodes a, b, and d those may join. */
  static async start(): Promise<OpenHirte> {
    const directory = mkdtempSync(join(tmpdir(), "hirte-test-"));
    const log = silentLog();
    const hash = cheapHash(rightPassword);
    const users = Object.entries(people).map(([name, rights]) => ({ name, hash, ...rights }));
    new UsersFile({ directory, log }).write({ users, served: [] });
    const identity = Identity.open({ directory, log, hasCoordinator: true });
    const pki = await TestPki.make(join(directory, "pki"));
    const certificates = await certificatesOf(pki, join(directory, "other"));
    const options = {
      authentication: identity.authentication,
      webSocket: { port: 0 },
      coordinator: powerCoordinator,
      tls: {
        credentials: pki.own.credentials,
        vouch: ownVouch(pki.issued, (node) => ["a", "b", "d"].includes(node)),
      },
    };
    const opened = await (isRoot ? LocalHirte.start(options) : BrokerUnderTest.start(options));
    return new OpenHirte({ directory, pki, certificates, identity, opened });
  }

  get port(): number {
    return this.tested.port;
  }

  /** What a client shows in a handshake, made once. */
  secureContextOf(name: CertificateName | undefined): SecureContext {
    const made = this.#contexts.get(name);
    if (made) return made;
    const context = createSecureContext(name && this.certificates[name]);
    this.#contexts.set(name, context);
    return context;
  }

  /** A connection by the operators' socket, without CONNECT. */
  openLocal(): WireClient {
    const stream = connect(this.local?.socket.path ?? "");
    stream.on("error", () => {});
    return this.keep(new WireClient(stream));
  }

  /** A connection from within the process, without CONNECT. */
  openWithin(): WireClient {
    return this.keep(new WireClient(this.tested.broker.inMemoryStream()));
  }

  /** Ends a client with hirte. */
  keep(client: WireClient): WireClient {
    this.#clients.push(client);
    return client;
  }

  /** Has requests answered from now on. */
  async startManager(): Promise<void> {
    const log = silentLog();
    const directory = this.#directory;
    const opened = JobLog.open({ directory, log });
    this.#jobLog = opened.log;
    this.#manager = new Manager({
      servers: [() => this.tested.broker.inMemoryStream()],
      isBrokerExternal: false,
      allowedNodes: AllowedNodes.open({ directory, configured: ["a", "b"], log }),
      epochs: EpochStore.open(directory, { wallMs: systemClock.wallMs(), log }),
      jobLog: opened.log,
      open: [],
      lastAt: 0,
      version: "1.2.3",
      clock: systemClock,
      log,
      identities: this.#identity.identities(this.tested.broker),
      onFatal: (error) => {
        throw error;
      },
    });
    await this.#manager.start();
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.stream.destroy();
    await this.#manager?.stop();
    await (this.local ?? this.tested).stop();
    this.#jobLog?.close();
    rmSync(this.#directory, { recursive: true, force: true });
  }
}

async function certificatesOf(pki: TestPki, other: string): Promise<OpenHirte["certificates"]> {
  const certificates = {
    a: await pki.node("a"),
    b: await pki.node("b"),
    expired: await pki.node("a", Date.now() - yearMs - 60_000),
    revoked: await pki.node("d"),
    "of another CA": await (await TestPki.make(other)).node("a"),
    "not allowed": await pki.node("c"),
    "given to nobody": await pki.stranger("ups:a"),
  };
  pki.issued.revoke({ nodes: ["d"], request: "root x", nowMs: Date.now() });
  return certificates;
}

/** As hirte makes them, but for what they cost: who may log in is tried here, and not how slowly. */
function cheapHash(password: string): PasswordHash {
  const cost = { n: 16, r: 8, p: 1 };
  const salt = randomBytes(16);
  const key = scryptSync(password, salt, 32, { N: cost.n, ...cost });
  return { ...cost, salt: salt.toString("base64"), key: key.toString("base64") };
}
