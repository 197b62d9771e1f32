import type { Clock } from "../src/core/clock.ts";
import type { Log } from "../src/core/log.ts";
import { isLocalUser } from "../src/core/uid-proof.ts";
import { comesAs } from "./comes-as.ts";
import type { Connection, Identity, Refusal } from "./connection.ts";
import type { LocalAuthentication } from "./local-users.ts";
import { type Authentication, Logins } from "./logins.ts";
import type { ConnectFacts } from "./mqtt-inspect.ts";
import type { Shown, Vouch, Vouched } from "./pki/vouching.ts";

/** How a client did not prove who it is: nothing shown, something wrong, or too many wait to be looked at. */
export type LoginFailure = "missing" | "wrong" | "busy";

/** What CONNECT is answered where a client does not prove who it is (MQTT 3.1.1 table 3.1). */
const loginRefusals = {
  missing: { returnCode: 5, detail: "it shows no certificate, nor user and password" },
  wrong: { returnCode: 4, detail: "user or password is wrong" },
  busy: {
    returnCode: 3,
    detail: "too many passwords of its address, or in all, wait to be looked at",
  },
} as const satisfies Readonly<Record<LoginFailure, Refusal>>;

/** What a doorkeeper is made of. */
export interface DoorkeeperOptions {
  readonly log: Log;
  readonly clock: Clock;
  /** Judges certificates of clients, at every look anew. Absent: connections are plain. */
  readonly vouch?: Vouch | undefined;
  /** As in `BrokerOptions`. */
  readonly authentication?: Authentication | undefined;
  readonly coordinator?: string | undefined;
}

/**
 * Says who comes: by certificate, by password, by the operators' socket, or as nobody in particular where nobody is
 * asked. What a certificate is worth may change while its client is connected.
 */
export class Doorkeeper {
  /** Proves who comes by the operators' socket; before there is one, nobody does. */
  local: LocalAuthentication | undefined;
  /** The node whose hecate is the coordinator; undefined: none is. */
  coordinator: string | undefined;
  readonly #clock: Clock;
  readonly #vouch: Vouch | undefined;
  readonly #logins: Logins | undefined;
  /** What clients that came by TLS have shown. */
  readonly #shown = new WeakMap<Connection, Shown>();
  readonly #failures: Record<LoginFailure, number> = { missing: 0, wrong: 0, busy: 0 };

  constructor({ log, clock, vouch, authentication, coordinator }: DoorkeeperOptions) {
    this.#clock = clock;
    this.#vouch = vouch;
    this.#logins = authentication && new Logins({ authentication, log, clock });
    this.coordinator = coordinator;
  }

  /** Clients that did not prove who they are, by how. */
  get failures(): Readonly<Record<LoginFailure, number>> {
    return { ...this.#failures };
  }

  /** Whose certificate it is that is shown, as of now; undefined: none is. */
  vouchFor(shown: Shown | undefined): Vouched | undefined {
    return shown && this.#vouch?.(shown, this.#clock.wallMs());
  }

  /** A connection has shown a certificate. */
  hasShown(connection: Connection, shown: Shown): void {
    this.#shown.set(connection, shown);
  }

  /** Who a client is, by what its transport proves and its CONNECT says. */
  identify(
    connection: Connection,
    { username: user, password }: ConnectFacts,
  ): Identity | Promise<Identity> {
    const refusal = this.certificateRefusal(connection);
    if (refusal) return { kind: "refusal", refusal };
    const { proven, via } = connection.peer;
    if (proven?.role === "agent") return comesAs(proven.node, user, this.coordinator);
    if (!this.#logins && this.#vouch && via !== "socket") return this.#refuse("missing");
    if (via === "socket" && (!this.#logins || isLocalUser(user ?? ""))) {
      return this.#identifyLocal(user, password);
    }
    if (!this.#logins) {
      const principal = { role: "unproven", ...(user === undefined ? {} : { user }) } as const;
      return { kind: "principal", principal };
    }
    if (user === undefined || password === undefined) return this.#refuse("missing");
    const { host: address } = connection;
    return this.#logins
      .prove({ user, password: password.toString("utf8"), address }, connection)
      .then((outcome) => {
        if (typeof outcome === "string") return this.#refuse(outcome);
        return { kind: "principal", principal: outcome };
      });
  }

  /** What a client is told whose certificate does not count, or no longer; undefined: nothing is wrong with it. */
  certificateRefusal(connection: Connection): Refusal | undefined {
    const problem = this.certificateProblem(connection);
    return problem === undefined ? undefined : { returnCode: 5, detail: problem };
  }

  /** Why the certificate that a client has shown, if any, does not count, or no longer for who it came as. */
  certificateProblem(connection: Connection): string | undefined {
    const vouched = this.vouchFor(this.#shown.get(connection));
    if (!vouched) return undefined;
    if ("problem" in vouched) return vouched.problem;
    const { proven } = connection.peer;
    if (proven?.role !== "agent" || proven.node === vouched.node) return undefined;
    return `its certificate is of node ${vouched.node} by now, and it came as node ${proven.node}`;
  }

  /** It is gone: its password need not be looked at. */
  forget(connection: Connection): void {
    this.#logins?.forget(connection);
  }

  /** Looks at nobody's password any more. */
  close(): void {
    this.#logins?.close();
  }

  async #identifyLocal(user: string | undefined, password: Buffer | undefined): Promise<Identity> {
    if (user === undefined || password === undefined) return this.#refuse("missing");
    if (!this.local) return this.#refuse("busy", "hirte does not look at who it is yet");
    const outcome = await this.local.prove(user, password.toString("utf8"));
    return outcome.kind === "principal" ? outcome : this.#refuse(outcome.kind, outcome.detail);
  }

  #refuse(failure: LoginFailure, detail?: string): Identity {
    this.#failures[failure]++;
    const refusal = { ...loginRefusals[failure], ...(detail === undefined ? {} : { detail }) };
    return { kind: "refusal", refusal: { ...refusal, reason: "login-failed" } };
  }
}
