import { Duplex } from "node:stream";
import { messageOf } from "../src/core/errors.ts";
import type { ConnectFacts } from "./mqtt-inspect.ts";
import { Outbox, type OutboxLimits, type OutboxProblem } from "./outbox.ts";
import { type GateLimits, type GateProblem, PacketGate } from "./packet-gate.ts";
import type { PacketTurns, TurnShare } from "./packet-turns.ts";
import { isMessage, type TrafficCount } from "./traffic.ts";

/** Limits of one connection's stream. */
export interface StreamLimits extends GateLimits, OutboxLimits {
  readonly batchPackets: number;
  readonly batchBytes: number;
}

/** What the owner of a stream hears of it. */
export interface StreamHandlers {
  /** CONNECT came; `pass` or `refuse` is to be called. */
  readonly onConnect: (facts: ConnectFacts) => void;
  /** The peer cannot be kept. */
  readonly onProblem: (
    problem: GateProblem | OutboxProblem | "broker-error",
    detail: string,
  ) => void;
  /** More, or less, waits in either direction. */
  readonly onQueued: (deltaBytes: number) => void;
  /** The peer has read something, and more may be sent. */
  readonly onTaken: () => void;
  /** Both directions are over. */
  readonly onClosed: () => void;
}

/**
 * A connection as aedes sees it. Writing never waits: aedes holds back every other client while one
 * of them does not take what it is sent. Reading yields whole packets, checked, a few at a time.
 */
export class BoundedStream {
  /** aedes's end. */
  readonly end: Duplex;
  readonly #transport: Duplex;
  readonly #limits: StreamLimits;
  readonly #handlers: StreamHandlers;
  readonly #nowMs: () => number;
  readonly #traffic: TrafficCount;
  readonly #gate: PacketGate;
  readonly #outbox: Outbox;
  #state: "awaiting" | "deciding" | "passed" | "open" | "refused" | "closed" = "awaiting";
  #connect: Buffer | undefined;
  #isWanted = false;
  #isSettling = false;
  #overAtMs: number | undefined;
  #heardAtMs: number;
  #gateBytes = 0;
  #isInLine = false;
  #turn: { readonly turns: PacketTurns; readonly share: TurnShare } | undefined;

  constructor(options: {
    readonly transport: Duplex;
    readonly limits: StreamLimits;
    readonly nowMs: () => number;
    readonly handlers: StreamHandlers;
    /** Added to, except for the messages sent. */
    readonly traffic: TrafficCount;
  }) {
    const { transport, limits, nowMs, handlers, traffic } = options;
    this.#transport = transport;
    this.#limits = limits;
    this.#handlers = handlers;
    this.#nowMs = nowMs;
    this.#traffic = traffic;
    this.#heardAtMs = nowMs();
    this.#gate = new PacketGate(limits);
    this.#outbox = new Outbox({
      transport,
      limits,
      nowMs,
      onQueued: handlers.onQueued,
      onTaken: handlers.onTaken,
      onSent: (bytes) => {
        traffic.bytesOut += bytes;
      },
    });
    this.end = this.#makeEnd();
    transport.on("data", (chunk: Buffer) => this.#guard(() => this.#receive(chunk)));
    transport.on("end", () => this.#finish());
    transport.on("close", () => {
      this.#outbox.close();
      this.#finish();
    });
    // What follows, close, says all there is to know.
    transport.on("error", () => undefined);
  }

  /** When the peer last sent anything, on the clock given. */
  get heardAtMs(): number {
    return this.#heardAtMs;
  }

  /** When the peer's side ended, if it has; what it sent may still be on its way to aedes. */
  get overAtMs(): number | undefined {
    return this.#overAtMs;
  }

  /** Bytes that wait in both directions, as far as `onQueued` was told of them. */
  get queuedBytes(): number {
    return this.#outbox.queuedBytes + this.#gateBytes;
  }

  /** Bytes that wait for the peer to read them. */
  get unreadBytes(): number {
    return this.#outbox.queuedBytes;
  }

  /** Whether what can wait elsewhere should, before it is written. */
  get isCrowded(): boolean {
    return this.#outbox.isCrowded;
  }

  /** From now on packets are handed on in turns with others. */
  takeTurns(turns: PacketTurns, share: TurnShare): void {
    this.#turn = { turns, share };
  }

  /** Hands on what it may, now. */
  goOn(): void {
    this.#guard(() => this.#pump());
  }

  /** Hands CONNECT on; what follows waits for `open`, as aedes allows few packets before that. */
  pass(): void {
    if (this.#state !== "deciding" || !this.#connect) return;
    this.#state = "passed";
    this.end.push(this.#connect);
    this.#connect = undefined;
  }

  /** Lets everything through: aedes has answered CONNECT. */
  open(): void {
    if (this.#state !== "passed") return;
    this.#state = "open";
    this.#pump();
  }

  /** Answers CONNECT with a return code (MQTT 3.1.1 table 3.1), and closes when that has left. */
  refuse(returnCode: number): void {
    if (this.#state === "closed") return;
    this.#state = "refused";
    this.#transport.end(Buffer.from([0x20, 2, 0, returnCode]));
    this.#transport.resume();
  }

  /** aedes is done with the SUBSCRIBE or UNSUBSCRIBE it was given last. */
  settle(): void {
    this.#isSettling = false;
    setImmediate(() => this.#guard(() => this.#pump()));
  }

  /** Ends both directions at once. */
  destroy(): void {
    if (this.#state === "closed") return;
    this.#state = "closed";
    this.#turn?.turns.forget(this.#turn.share, this);
    this.#outbox.close();
    this.#handlers.onQueued(-this.#gateBytes);
    this.#gateBytes = 0;
    this.#transport.destroy();
    this.end.destroy();
    this.#handlers.onClosed();
  }

  /** Why the peer cannot be kept as a reader any longer, if so. */
  readerProblemAt(nowMs: number): OutboxProblem | undefined {
    return this.#outbox.problemAt(nowMs);
  }

  /** Whether aedes takes more packets. */
  get #isTaking(): boolean {
    return this.#state === "open" && this.#isWanted && !this.#isSettling;
  }

  #makeEnd(): Duplex {
    const add = (pieces: readonly Buffer[], done: () => void) => {
      this.#outbox.add(pieces);
      const problem = this.#outbox.problemAt(this.#nowMs());
      if (problem) this.#handlers.onProblem(problem, `${this.#outbox.queuedBytes} bytes wait`);
      done();
    };
    return new Duplex({
      // aedes asks anew for each batch; Node would fetch ahead up to a higher mark.
      readableHighWaterMark: 1,
      writableHighWaterMark: Number.MAX_SAFE_INTEGER,
      allowHalfOpen: false,
      read: () => {
        this.#isWanted = true;
        // Not within the call: aedes's parser does not bear to be fed while it is at work.
        setImmediate(() => this.#guard(() => this.#pump()));
      },
      write: (piece: Buffer, _encoding, done) => add([piece], done),
      writev: (pieces, done) =>
        add(
          pieces.map(({ chunk }) => chunk),
          done,
        ),
      destroy: (_error, done) => {
        done(null);
        this.destroy();
      },
    });
  }

  /** Whatever goes wrong over a client's bytes ends its connection, not the program. */
  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#handlers.onProblem("broker-error", messageOf(error));
    }
  }

  #receive(chunk: Buffer): void {
    if (this.#state === "refused" || this.#state === "closed") return;
    this.#heardAtMs = this.#nowMs();
    this.#traffic.bytesIn += chunk.length;
    this.#gate.push(chunk);
    if (this.#state === "awaiting") this.#awaitConnect();
    else this.#pump();
    this.#account();
    // In the meantime the kernel holds back the peer.
    const isHeldUp = !this.#isTaking || this.#isInLine;
    const isBehind = this.#gate.waitingBytes >= this.#limits.batchBytes && isHeldUp;
    if (isBehind) this.#transport.pause();
  }

  #awaitConnect(): void {
    const result = this.#gate.next();
    if (result.kind === "problem") this.#handlers.onProblem(result.problem, result.detail);
    if (result.kind !== "connect") return;
    this.#state = "deciding";
    this.#connect = result.packet;
    this.#handlers.onConnect(result.facts);
  }

  #pump(): void {
    if (!this.#isTaking) return;
    const turn = this.#turn;
    this.#isInLine =
      turn !== undefined && this.#gate.waitingBytes > 0 && !turn.turns.mayGo(turn.share, this);
    if (this.#isInLine) return;
    let bytes = 0;
    let packets = 0;
    let isHungry = false;
    const { batchPackets } = this.#limits;
    // One at least: that nothing has come is found out, too.
    const most = turn ? Math.max(1, Math.min(batchPackets, turn.share.packets)) : batchPackets;
    for (; packets < most; packets++) {
      if (bytes >= this.#limits.batchBytes) break;
      const result = this.#gate.next();
      if (result.kind === "problem") {
        // What came before it is good; the gate says the same again when aedes has read that.
        if (bytes > 0) break;
        this.#handlers.onProblem(result.problem, result.detail);
        return;
      }
      if (result.kind === "incomplete") {
        isHungry = true;
        if (this.#overAtMs !== undefined && bytes === 0) this.end.push(null);
        break;
      }
      this.#isWanted = false;
      bytes += result.packet.length;
      if (isMessage(result.packet)) this.#traffic.messagesIn++;
      this.end.push(result.packet);
      // What follows waits for it: aedes handles packets side by side, and loses a subscription
      // made while its removal is under way, or never lets go of it.
      this.#isSettling = result.kind === "packet" && result.filters > 0;
      if (this.#isSettling) {
        packets++;
        break;
      }
    }
    if (packets > 0) turn?.turns.took(turn.share, packets, bytes);
    this.#account();
    if (isHungry || this.#gate.waitingBytes < this.#limits.batchBytes) this.#transport.resume();
  }

  /** The peer sends nothing more: aedes is told once it has read all there is. */
  #finish(): void {
    if (this.#state === "closed" || this.#overAtMs !== undefined) return;
    this.#overAtMs = this.#nowMs();
    if (this.#state === "passed" || this.#state === "open") this.#pump();
    else this.destroy();
  }

  #account(): void {
    if (this.#state === "closed") return;
    const delta = this.#gate.waitingBytes - this.#gateBytes;
    this.#gateBytes = this.#gate.waitingBytes;
    if (delta !== 0) this.#handlers.onQueued(delta);
  }
}
