import type { Clock, Timer } from "../src/core/clock.ts";
import { type ErrorCode, isHirteError, messageOf } from "../src/core/errors.ts";
import { randomId } from "../src/core/ids.ts";
import type { Log } from "../src/core/log.ts";
import type { Credit, StreamMessage } from "../src/protocol/generated/schemas.ts";
import type { BootClock, StreamSource } from "./ports.ts";
import {
  leaseMs,
  openStream,
  type Piece,
  type StreamEffect,
  type StreamInput,
  type StreamState,
  stepStream,
  wantsChunk,
} from "./stream.ts";

/** Why a stream is no more. */
export type StreamEnd = Extract<StreamEffect, { kind: "close" }>["why"];

/** What a stream is made of. */
export interface StreamRunnerOptions {
  readonly source: StreamSource;
  /** What a failure of the source is called that has no code of its own. */
  readonly failureCode: ErrorCode;
  /** Rejects with `connection-lost` while there is no connection. */
  readonly publish: (message: StreamMessage) => Promise<void>;
  readonly onEnd: (why: StreamEnd) => void;
  readonly clock: Clock;
  readonly bootClock: BootClock;
  readonly log: Log;
}

/** The lease is looked at no more often than this. */
const leastWaitMs = 200;

/** A stream at work: reads its source when the reader has room, and stops with it. */
export class StreamRunner {
  readonly #options: StreamRunnerOptions;
  readonly #instance = randomId();
  /** Numbers of messages the broker has not confirmed yet: sending them again would help nobody. */
  readonly #underWay = new Set<number>();
  #state: StreamState;
  #isReading = false;
  #timer: Timer | undefined;

  constructor(options: StreamRunnerOptions) {
    this.#options = options;
    this.#state = openStream(options.bootClock.bootMs());
    this.#watchLease(leaseMs);
  }

  /** The reader has spoken. */
  credit(credit: Credit): void {
    this.#apply({ kind: "credit", credit, atMs: this.#nowMs });
  }

  /** Tells the reader that its credits are heard from now on. */
  greet(): void {
    if (this.#state.phase === "open") void this.#send({ kind: "alive", seq: this.#state.nextSeq });
  }

  /** Ends without a word: the agent leaves. */
  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#options.source.stop();
    this.#state = { ...this.#state, phase: "closed" };
  }

  /** Ends though its reader may be there. */
  abandon(): void {
    if (this.#state.phase === "closed") return;
    this.stop();
    this.#options.onEnd("abandoned");
  }

  get #nowMs(): number {
    return this.#options.bootClock.bootMs();
  }

  #watchLease(delayMs: number): void {
    this.#timer = this.#options.clock.after(delayMs, () => {
      this.#apply({ kind: "time", atMs: this.#nowMs });
      if (this.#state.phase === "closed") return;
      const restMs = this.#state.creditAtMs + leaseMs - this.#nowMs;
      this.#watchLease(Math.max(restMs, leastWaitMs));
    });
  }

  #apply(input: StreamInput): void {
    const { state, effects } = stepStream(this.#state, input);
    this.#state = state;
    for (const effect of effects) {
      switch (effect.kind) {
        case "send":
          void this.#send(effect.piece);
          break;
        case "close":
          this.stop();
          this.#options.onEnd(effect.why);
          break;
      }
    }
    this.#read();
  }

  async #send(piece: Piece): Promise<void> {
    const { publish, log } = this.#options;
    const isNumbered = piece.kind !== "alive";
    if (isNumbered && this.#underWay.has(piece.seq)) return;
    if (isNumbered) this.#underWay.add(piece.seq);
    try {
      await publish({ instance: this.#instance, ...piece });
    } catch (error) {
      // What got lost with the connection is sent again when the reader asks for it.
      if (!isHirteError(error, "connection-lost"))
        log.error({ error }, "a piece of a stream cannot be sent");
    } finally {
      if (isNumbered) this.#underWay.delete(piece.seq);
    }
  }

  #read(): void {
    if (this.#isReading || !wantsChunk(this.#state)) return;
    this.#isReading = true;
    this.#options.source.next().then(
      (chunk) => {
        this.#isReading = false;
        const atMs = this.#nowMs;
        this.#apply(chunk ? { kind: "chunk", chunk, atMs } : { kind: "over", atMs });
      },
      (error: unknown) => {
        this.#isReading = false;
        const problem = {
          code: isHirteError(error) ? error.code : this.#options.failureCode,
          message: messageOf(error),
        };
        this.#apply({ kind: "over", problem, atMs: this.#nowMs });
      },
    );
  }
}
