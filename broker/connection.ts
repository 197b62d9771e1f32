import type { Duplex } from "node:stream";
import { type Clock, systemClock, type Timer } from "../src/core/clock.ts";
import { messageOf } from "../src/core/errors.ts";
import { randomId } from "../src/core/ids.ts";
import { findTopic, topics } from "../src/protocol/topics.ts";
import type { Account } from "./accounts.ts";
import { BoundedStream } from "./bounded-stream.ts";
import type { CutReason } from "./cut-off.ts";
import type { BrokerLimits } from "./limits.ts";
import { isTooSilent } from "./liveness.ts";
import type { ConnectFacts } from "./mqtt-inspect.ts";
import type { PacketTurns } from "./packet-turns.ts";
import { placeOf, withoutPort } from "./peer-address.ts";
import type { Peer, Principal } from "./principal.ts";
import type { RetainedReplay } from "./retained-replay.ts";
import type { TrafficCount } from "./traffic.ts";

/** How long a client may take to read why it was refused, or is to leave. */
const farewellMs = 2000;
/** How long the last packets of a client that has gone may take to be handled. */
const remainsMs = 30_000;

/** Why a CONNECT is refused, with its return code (MQTT 3.1.1 table 3.1). */
export interface Refusal {
  readonly returnCode: 1 | 2 | 3 | 4 | 5;
  readonly detail: string;
  /** Default: `refused`. */
  readonly reason?: CutReason;
}

/** Who a client is, or that it is refused for not proving it. */
export type Identity =
  | { readonly kind: "principal"; readonly principal: Principal }
  | { readonly kind: "refusal"; readonly refusal: Refusal };

/** What a connection asks of its broker. */
export interface ConnectionHost {
  /**
   * Who a client is whose transport does not say, or says no more than on which node it is: at once, or when that
   * is known.
   */
  readonly identify: (connection: Connection, facts: ConnectFacts) => Identity | Promise<Identity>;
  /** Whether a client may connect; what it says of itself is known by then. */
  readonly admit: (connection: Connection, facts: ConnectFacts) => Refusal | undefined;
  /** CONNECT has come. @returns how long it is to wait, as others of its address came just before; undefined: too long */
  readonly spoken: (connection: Connection) => number | undefined;
  /** Joins the stream to aedes. */
  readonly attach: (connection: Connection, stream: Duplex) => void;
  readonly queued: (connection: Connection, deltaBytes: number) => void;
  /** The client has read something, and more may be sent. */
  readonly taken: (connection: Connection) => void;
  /** The connection was ended from here; comes before `closed`. */
  readonly cutOff: (connection: Connection, reason: CutReason, detail: string) => void;
  readonly closed: (connection: Connection) => void;
}

/** That a client is to leave: since when, and whether that is so yet. */
interface TurnedOut {
  readonly atMs: number;
  readonly reason: CutReason;
  readonly isStill: () => boolean;
}

/** One client's connection, from accept to close. */
export class Connection {
  readonly peer: Peer;
  /** The machine it comes from, as `placeOf` says. */
  readonly host: string;
  /** Counters of all connections of its kind. */
  readonly traffic: TrafficCount;
  /** Filters subscribed to. */
  readonly filters = new Set<string>();
  /** Set once aedes has it. */
  replay: RetainedReplay | undefined;
  readonly #host: ConnectionHost;
  readonly #limits: BrokerLimits;
  readonly #bounded: BoundedStream;
  readonly #clock: Clock;
  readonly #nowMs: () => number;
  readonly #sinceMs: number;
  #account: Account | undefined;
  #keepaliveS = 0;
  #node: string | undefined;
  /** Why it is to leave; one entry for each reason. */
  #turnedOut: readonly TurnedOut[] = [];
  #clientId = "";
  #principal: Principal;
  #state: "awaiting" | "proving" | "connecting" | "up" | "refused" | "closed" = "awaiting";
  #refusedAtMs = 0;
  #delay: Timer | undefined;

  constructor(options: {
    readonly transport: Duplex;
    readonly peer: Peer;
    readonly limits: BrokerLimits;
    /** The judge's clock. */
    readonly nowMs: () => number;
    readonly host: ConnectionHost;
    readonly traffic: TrafficCount;
    readonly clock?: Clock;
  }) {
    const { transport, peer, limits, nowMs, host, traffic, clock = systemClock } = options;
    this.#clock = clock;
    this.peer = peer;
    this.host = placeOf(withoutPort(peer.address));
    this.traffic = traffic;
    this.#principal = peer.proven ?? { role: "unproven" };
    this.#limits = limits;
    this.#host = host;
    this.#nowMs = nowMs;
    this.#sinceMs = nowMs();
    this.#bounded = new BoundedStream({
      transport,
      limits,
      nowMs,
      traffic,
      handlers: {
        onConnect: (facts) => this.#decide(facts),
        onProblem: (problem, detail) => {
          if (problem === "wrong-version") this.refuse({ returnCode: 1, detail });
          else this.cut(problem, detail);
        },
        onQueued: (deltaBytes) => host.queued(this, deltaBytes),
        onTaken: () => {
          this.replay?.goOn();
          host.taken(this);
        },
        onClosed: () => this.#close(),
      },
    });
  }

  /** Whether CONNECT was answered and the client is at work. */
  get isUp(): boolean {
    return this.#state === "up";
  }

  get isClosed(): boolean {
    return this.#state === "closed";
  }

  /** Whether CONNECT has not come yet. */
  get isAwaitingConnect(): boolean {
    return this.#state === "awaiting";
  }

  get queuedBytes(): number {
    return this.#bounded.queuedBytes;
  }

  /** Bytes that wait for the client to read them. */
  get unreadBytes(): number {
    return this.#bounded.unreadBytes;
  }

  get isCrowded(): boolean {
    return this.#bounded.isCrowded;
  }

  /** Address and port of the peer, for the log. */
  get address(): string {
    return this.peer.address;
  }

  get isInProcess(): boolean {
    return this.peer.via === "in-process";
  }

  /** As CONNECT says, or made where it says none; empty before it. */
  get clientId(): string {
    return this.#clientId;
  }

  /** Who it is; nobody in particular before CONNECT, where its transport does not say. */
  get principal(): Principal {
    return this.#principal;
  }

  /** The node whose agent it is, as it has proven or by the will it left; undefined: no agent. hecate is none. */
  get node(): string | undefined {
    return this.#node;
  }

  /**
   * Where what it takes is counted with what else its principal takes; undefined before CONNECT, and for whom no
   * share binds.
   */
  get account(): Account | undefined {
    return this.#account;
  }

  /** From now on it counts to an account, and its packets are handed on in turns with those of others. */
  joinAccount(account: Account, turns: PacketTurns): void {
    this.#account = account;
    this.#bounded.takeTurns(turns, account.turn);
  }

  /** aedes has answered CONNECT. */
  comeUp(): void {
    if (this.#state !== "connecting") return;
    this.#state = "up";
    this.#bounded.open();
  }

  /** aedes has answered SUBSCRIBE or UNSUBSCRIBE. */
  settle(): void {
    this.#bounded.settle();
  }

  /** Ends the connection from this side; the client's will is published. */
  cut(reason: CutReason, detail = ""): void {
    if (this.#state === "closed") return;
    this.#host.cutOff(this, reason, detail);
    this.#bounded.destroy();
  }

  /**
   * Ends the connection in a moment, if it does not end by itself: its peer was just told to leave. `isStill`: whether
   * it is to leave yet; who may stay again meanwhile, stays.
   */
  turnOut(reason: CutReason, isStill = () => true): void {
    if (this.#turnedOut.some((each) => each.reason === reason)) return;
    this.#turnedOut = [...this.#turnedOut, { atMs: this.#nowMs(), reason, isStill }];
  }

  /** Ends the connection of a client that was not let in yet: another one has its place. */
  giveWay(): void {
    // Why one is refused was counted.
    if (this.#state === "refused") this.#bounded.destroy();
    else this.cut("no-connect", "its place was needed");
  }

  /** Says no to CONNECT. */
  refuse(refusal: Refusal): void {
    if (this.#state === "closed" || this.#state === "refused") return;
    this.#state = "refused";
    this.#refusedAtMs = this.#nowMs();
    this.#host.cutOff(this, refusal.reason ?? "refused", refusal.detail);
    this.#bounded.refuse(refusal.returnCode);
  }

  /** Looks at what only time can show. */
  judge(nowMs: number): void {
    switch (this.#state) {
      case "awaiting":
      case "proving":
      case "connecting":
        if (nowMs - this.#sinceMs > this.#limits.connectTimeoutMs) this.cut("no-connect");
        return;
      case "refused":
        if (nowMs - this.#refusedAtMs > farewellMs) this.#bounded.destroy();
        return;
      case "up": {
        const silentMs = nowMs - this.#bounded.heardAtMs;
        const isSilent = isTooSilent(this.#keepaliveS, silentMs);
        if (isSilent) this.cut("silent", `keep-alive ${this.#keepaliveS} s`);
        const { overAtMs } = this.#bounded;
        if (overAtMs !== undefined && nowMs - overAtMs > remainsMs) this.#bounded.destroy();
        const problem = this.#bounded.readerProblemAt(nowMs);
        if (problem) this.cut(problem, `${this.queuedBytes} bytes wait`);
        this.#turnedOut = this.#turnedOut.filter(({ isStill }) => isStill());
        const due = this.#turnedOut.find(({ atMs }) => nowMs - atMs > farewellMs);
        if (due) this.cut(due.reason, this.#node === undefined ? "" : `node ${this.#node}`);
        return;
      }
      case "closed":
        return;
    }
  }

  #decide(facts: ConnectFacts): void {
    this.#keepaliveS = facts.keepaliveS;
    // An id that others could guess would be one that they can take.
    this.#clientId = facts.clientId === "" ? `anonymous.${randomId()}` : facts.clientId;
    const delayMs = this.isInProcess ? 0 : this.#host.spoken(this);
    if (delayMs === undefined) {
      const detail = "its address connects more often than it may: try again in some seconds";
      this.refuse({ returnCode: 3, detail, reason: "over-share" });
    } else if (delayMs > 0) {
      this.#state = "proving";
      this.#delay = this.#clock.after(delayMs, () => {
        if (this.#state !== "proving") return;
        try {
          this.#identify(facts);
        } catch (error) {
          this.cut("broker-error", messageOf(error));
        }
      });
    } else this.#identify(facts);
  }

  #identify(facts: ConnectFacts): void {
    const { proven } = this.peer;
    const identity =
      proven && proven.role !== "agent"
        ? ({ kind: "principal", principal: proven } as const)
        : this.#host.identify(this, facts);
    if (!(identity instanceof Promise)) {
      this.#settle(identity, facts);
      return;
    }
    this.#state = "proving";
    // The password is not kept while it is looked at.
    const { password: _, ...rest } = facts;
    identity
      .then((known) => {
        if (this.#state === "proving") this.#settle(known, rest);
      })
      .catch((error: unknown) => this.cut("broker-error", messageOf(error)));
  }

  #settle(identity: Identity, facts: ConnectFacts): void {
    if (identity.kind === "refusal") {
      this.refuse(identity.refusal);
      return;
    }
    this.#principal = identity.principal;
    this.#node = identity.principal.role === "agent" ? identity.principal.node : agentOf(facts);
    const refusal = this.#host.admit(this, facts);
    if (refusal) {
      this.refuse(refusal);
      return;
    }
    this.#state = "connecting";
    this.#host.attach(this, this.#bounded.end);
    this.#bounded.pass();
  }

  #close(): void {
    if (this.#state === "closed") return;
    this.#state = "closed";
    this.#delay?.cancel();
    this.replay?.stop();
    this.#host.closed(this);
  }
}

/** An agent's will says that its node is gone. */
function agentOf({ will }: ConnectFacts): string | undefined {
  const found = will && findTopic(will.topic);
  return found?.row === topics.gone ? found.params["node"] : undefined;
}
