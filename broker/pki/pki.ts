import { join } from "node:path";
import type { HirteTls } from "../../src/config/hirte.ts";
import type { Clock, Timer } from "../../src/core/clock.ts";
import { makeDirectory } from "../../src/core/directory.ts";
import { HirteError } from "../../src/core/errors.ts";
import type { Log } from "../../src/core/log.ts";
import { validityOf } from "../../src/pki/certificates.ts";
import { replaceFile } from "../../src/pki/pem-files.ts";
import type { Broker, BrokerTls } from "../broker.ts";
import { certificateOf } from "./authority.ts";
import { type ForeignPki, readForeignPki } from "./foreign-pki.ts";
import { IssuedCertificates } from "./issued.ts";
import { JoinDesk, type JoinLimits } from "./join-desk.ts";
import type { Joining } from "./joining.ts";
import { nameForNodes } from "./server-names.ts";
import { type OwnPki, setUpPki } from "./setup.ts";
import { foreignVouch, ownVouch } from "./vouching.ts";

/** How often it is looked whether a certificate is to be renewed, and for how long the CA still holds. */
const lookMs = 3_600_000;
const yearMs = 365 * 86_400_000;

/** What the PKI of a running hirte is made of. */
export interface PkiOptions {
  readonly tls: HirteTls;
  readonly stateDir: string;
  readonly runDir: string;
  readonly listenAddresses: readonly string[];
  readonly mayJoin: (node: string) => boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly joinLimits?: Partial<JoinLimits>;
}

/** Directory of hirte's own PKI. */
export function pkiDirectory(stateDir: string): string {
  return join(stateDir, "pki");
}

/** What a running hirte does about certificates: its own CA's, or those of another PKI. */
export interface Pki {
  readonly tls: BrokerTls;
  readonly joining: Joining;
  /** Keeps the broker's certificates up to date from now on. */
  attach(broker: Pick<Broker, "setCredentials" | "judgeCertificates" | "port">): void;
  /** Others may join than before: who may not any longer is told so, and its connections end in a moment. */
  judge(): void;
  /**
   * Reads the files again that others write.
   * @throws HirteError `bad-config`; the former ones stay
   */
  reload(): void;
  stop(): void;
}

/**
 * The PKI that the configuration asks for; hirte's own is made where it is missing.
 * @throws HirteError `bad-config`, `bad-state`, `unavailable`
 */
export async function openPki(options: PkiOptions): Promise<Pki> {
  return options.tls.kind === "own" ? openOwn(options) : openForeign(options, options.tls);
}

async function openOwn(options: PkiOptions): Promise<Pki> {
  const { stateDir, runDir, listenAddresses, mayJoin, clock, log } = options;
  const directory = pkiDirectory(stateDir);
  const setUp = () => setUpPki({ directory, names: [], listenAddresses, nowMs: clock.wallMs() });
  let own: OwnPki = await setUp();
  for (const line of own.report) log.info({ what: line }, "hirte's own PKI");
  const issued = IssuedCertificates.open({ directory, log });
  const { authority } = own;
  // hirtectl on this machine finds it here: what lies in the state directory is not for everybody.
  try {
    // Others go through it to the operators' socket, too; what is made for keys would be closed to them.
    makeDirectory(runDir, 0o755);
    replaceFile(join(runDir, "ca.pem"), authority.pem, 0o644);
  } catch (error) {
    log.warn({ error }, "hirtectl does not find hirte's CA by itself: it needs TLSCAFile=");
  }
  const vouch = ownVouch(issued, mayJoin);
  const desk = new JoinDesk({
    authority,
    issued,
    vouch,
    mayJoin,
    clock,
    log,
    ...(options.joinLimits ? { limits: options.joinLimits } : {}),
  });
  let broker: Parameters<Pki["attach"]>[0] | undefined;
  let timer: Timer | undefined;
  const look = async () => {
    const before = own.credentials.cert;
    own = await setUp();
    if (own.credentials.cert !== before) {
      broker?.setCredentials(own.credentials);
      log.info("the server's certificate was renewed");
    }
    const { untilMs } = validityOf(certificateOf(authority.pem));
    if (untilMs - clock.wallMs() < yearMs)
      log.warn(
        { until: new Date(untilMs).toISOString() },
        "hirte's CA ends within a year: set up a new one, and have every node join again",
      );
  };
  const renew = () => {
    look().catch((error: unknown) =>
      log.error({ error }, "the server's certificate cannot be renewed: it is tried again"),
    );
  };
  const schedule = () => {
    timer = clock.after(lookMs, () => {
      schedule();
      renew();
    });
  };
  return {
    tls: { credentials: own.credentials, vouch, serveHttp: (arrival) => desk.serve(arrival) },
    joining: {
      invite: ({ node, request, lifeMs }) => ({
        ...issued.invite({ node, request, lifeMs, nowMs: clock.wallMs() }),
        ca: authority.fingerprint,
        host: nameForNodes(own.names),
        port: broker?.port ?? 0,
      }),
      has: (node) => issued.has(node),
      isServed: (request) => issued.isServed(request),
      revoke: ({ nodes, request }) => {
        issued.revoke({ nodes, request, nowMs: clock.wallMs() });
        broker?.judgeCertificates();
      },
    },
    attach: (running) => {
      broker = running;
      schedule();
    },
    judge: () => broker?.judgeCertificates("soon"),
    // setup may have been given more names.
    reload: () => renew(),
    stop: () => {
      timer?.cancel();
      timer = undefined;
      desk.close();
    },
  };
}

async function openForeign(
  { mayJoin, clock }: PkiOptions,
  files: Extract<HirteTls, { kind: "files" }>,
): Promise<Pki> {
  const nowMs = () => clock.wallMs();
  const { X509Crl } =
    files.crlFile === undefined ? {} : await import("../../src/pki/x509-library.ts");
  let foreign: ForeignPki = readForeignPki(files, X509Crl, nowMs());
  let broker: Parameters<Pki["attach"]>[0] | undefined;
  const refuse = (): never => {
    throw new HirteError(
      "no-authority",
      "certificates come from the PKI of TLSCAFile=, not from hirte: give the node one of its own there, and allow it: hirtectl node allow NAME",
    );
  };
  return {
    tls: {
      credentials: foreign.credentials,
      vouch: foreignVouch({ mayJoin, isRevoked: (serial) => foreign.revoked.has(serial) }),
    },
    joining: { invite: refuse, has: () => false, isServed: () => false, revoke: refuse },
    attach: (running) => {
      broker = running;
    },
    judge: () => broker?.judgeCertificates("soon"),
    reload: () => {
      const next = readForeignPki(files, X509Crl, nowMs());
      broker?.setCredentials(next.credentials);
      foreign = next;
      broker?.judgeCertificates();
    },
    stop: () => undefined,
  };
}
