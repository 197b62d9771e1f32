import type { Timer } from "../core/clock.ts";
import { HirteError, isHirteError, messageOf } from "../core/errors.ts";
import { type AnySubscription, subscription } from "../mqtt/link.ts";
import type { Credit, NodeState, Request, StreamMessage } from "../protocol/generated/schemas.ts";
import { topics } from "../protocol/topics.ts";
import type { Connection } from "./connection.ts";
import { type QueryOptions, type QueryParts, Question } from "./question.ts";
import { refusalOf } from "./refusal.ts";
import {
  beginReading,
  creditOf,
  type ReadingEffect,
  type ReadingInput,
  type ReadingState,
  stepReading,
  tickMs,
} from "./stream-reading.ts";

/** What a stream needs of the client that reads it. */
export interface StreamParts {
  readonly connection: Connection;
  readonly user: string;
  readonly queryParts: QueryParts;
  /** The streams that are being read; each keeps itself in here. */
  readonly open: Set<Stream>;
}

/** What is to be read, and how. */
export interface StreamOptions {
  readonly node: string;
  readonly verb: string;
  readonly request: Pick<Request, "id">;
  /** Taken in advance, in bytes. Default 256 KiB. */
  readonly windowBytes?: number;
  /** How long the agent may be away before it fails. Default: for ever. */
  readonly patienceMs?: number;
  /** Told when the agent cannot be heard, and when it can again. */
  readonly onWaiting?: (what: "node" | "hirte" | undefined) => void;
  readonly query: QueryOptions;
  /** Told when another agent goes on with the stream; absent: that is its end. */
  readonly onGap?: () => void;
}

/** How long a goodbye to the agent may take; its lease ends what did not hear it. */
const goodbyeMs = 500;

/**
 * Messages of one stream, in order, each once. It survives broken connections; an agent that was
 * restarted knows it no more. What is not taken out is not sent for.
 */
export class Stream {
  readonly #parts: StreamParts;
  readonly #options: StreamOptions;
  readonly #wishes: readonly AnySubscription[];
  /** Opened by another request: begins with the first word of the agent. */
  #isAttached = false;
  readonly #queue: StreamMessage[] = [];
  #forget: () => void = () => {};
  /** What is said of the node. It is about whom to wait for; whether the agent is there, it says itself. */
  #node: NodeState | undefined;
  #state: ReadingState | undefined;
  #timer: Timer | undefined;
  #takenBytes = 0;
  /** The last credit, as far as the broker has it. */
  #said: Promise<void> = Promise.resolve();
  #end: { readonly error?: HirteError } | undefined;
  #wake: () => void = () => {};

  private constructor(parts: StreamParts, options: StreamOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#wishes = [
      subscription({
        row: topics.stream,
        params: this.#params,
        onMessage: ({ message }) => {
          if (!message) return;
          if (this.#isAttached) this.begin();
          this.#input({ kind: "message", message });
        },
      }),
      subscription({
        row: topics.nodeState,
        params: { node: options.node },
        onMessage: ({ message }) => {
          this.#node = message;
          this.#input(message ? { kind: "node", node: message } : { kind: "taken-off" });
        },
      }),
    ];
  }

  /**
   * Asks for a stream.
   * @throws HirteError the code of a refusal, or as a question does
   */
  static async open(parts: StreamParts, options: StreamOptions): Promise<Stream> {
    const stream = new Stream(parts, options);
    try {
      await stream.#open();
    } catch (error) {
      await stream.close();
      throw error;
    }
    return stream;
  }

  /**
   * Listens to a stream that the agent opens by itself, for the job of this id. It begins with the agent's
   * first word, or with `begin`.
   * @throws HirteError `denied`, `closed`
   */
  static async attach(parts: StreamParts, options: StreamOptions): Promise<Stream> {
    const stream = new Stream(parts, options);
    stream.#isAttached = true;
    parts.open.add(stream);
    try {
      await parts.connection.subscribe(...stream.#wishes);
    } catch (error) {
      await stream.close();
      throw error;
    }
    return stream;
  }

  /** The agent has opened the stream: credits are given from now on. Idempotent. */
  begin(): void {
    if (this.#state || this.#end) return;
    const { windowBytes, patienceMs, onGap } = this.#options;
    const { connection } = this.#parts;
    this.#state = beginReading({
      atMs: this.#nowMs,
      isLasting: onGap !== undefined,
      ...(windowBytes === undefined ? {} : { windowBytes }),
      ...(patienceMs === undefined ? {} : { patienceMs }),
    });
    this.#forget = connection.listen({
      onUp: () => this.#input({ kind: "link", isUp: true }),
      onDown: () => this.#input({ kind: "link", isUp: false }),
    });
    this.#say(creditOf(this.#state));
    this.#tick();
    this.#input({ kind: "node", node: this.#node });
    if (!connection.link.isUp) this.#input({ kind: "link", isUp: false });
  }

  /** The agent was heard, or it is known that it has opened the stream. */
  get hasBegun(): boolean {
    return this.#state !== undefined;
  }

  /** From now on the agent may be away no longer than this: little is to come. */
  limitPatience(patienceMs: number): void {
    if (this.#state) this.#state = { ...this.#state, patienceMs };
  }

  /**
   * The next data, once there is some; undefined after the end. By asking, one says that the one before
   * was dealt with.
   * @throws HirteError `stream-lost`; `no-such-node` when it was taken off; `node-offline`,
   *   `not-reachable` when there is no more patience;
   *   `closed`; the problem the agent ended it with
   */
  async next(): Promise<StreamMessage | undefined> {
    if (this.#takenBytes > 0) {
      this.#input({ kind: "read", bytes: this.#takenBytes });
      this.#takenBytes = 0;
    }
    for (;;) {
      const message = this.#queue.shift();
      if (message) {
        this.#takenBytes = message.size ?? 0;
        return message;
      }
      if (this.#end?.error) throw this.#end.error;
      if (this.#end) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Wants no more, and says so to the agent. Idempotent. */
  async close(): Promise<void> {
    const wasOpen = this.#state !== undefined && !this.#state.isOver;
    this.abandon();
    if (wasOpen && this.#state) {
      const { ack } = creditOf(this.#state);
      this.#say({ ack, windowBytes: 0, close: true });
    }
    let timer: Timer | undefined;
    const timeIsOver = new Promise<void>((resolve) => {
      timer = this.#parts.connection.clock.after(goodbyeMs, resolve);
    });
    await Promise.race([timeIsOver, this.#said]);
    timer?.cancel();
  }

  /** Ends without a word: the client leaves. */
  abandon(): void {
    this.#finish(new HirteError("closed", "the stream was closed"));
  }

  get #params() {
    const { node, request } = this.#options;
    return { node, user: this.#parts.user, id: request.id };
  }

  async #open(): Promise<void> {
    const { connection, queryParts } = this.#parts;
    const { node, verb, request, query } = this.#options;
    this.#parts.open.add(this);
    await connection.subscribe(...this.#wishes);
    await new Question(queryParts, { node, verb, request, options: query }).answer;
    this.begin();
  }

  get #nowMs(): number {
    return this.#parts.connection.clock.monotonicMs();
  }

  #tick(): void {
    this.#timer = this.#parts.connection.clock.after(tickMs, () => {
      this.#tick();
      this.#input({ kind: "time" });
    });
  }

  #input(input: InputWithoutTime): void {
    if (!this.#state || this.#end) return;
    // The spread keeps which kind it is, which the compiler does not see.
    const timed = { ...input, atMs: this.#nowMs } as ReadingInput;
    const { state, effects } = stepReading(this.#state, timed);
    this.#state = state;
    for (const effect of effects) this.#carryOut(effect);
  }

  #carryOut(effect: ReadingEffect): void {
    const { node, onWaiting, onGap } = this.#options;
    switch (effect.kind) {
      case "credit":
        this.#say(effect);
        return;
      case "deliver":
        this.#queue.push(effect.message);
        this.#wake();
        return;
      case "waiting":
        onWaiting?.(effect.for);
        return;
      case "going-on":
        onWaiting?.(undefined);
        return;
      case "gap":
        onGap?.();
        return;
      case "lost":
        this.#finish(new HirteError("stream-lost", `${node}: its agent does not know the stream`));
        return;
      case "end":
        this.#finish(effect.problem && refusalOf(effect, { node }));
        return;
    }
  }

  #finish(error?: HirteError): void {
    if (this.#end) return;
    this.#parts.open.delete(this);
    this.#end = error ? { error } : {};
    this.#timer?.cancel();
    this.#forget();
    this.#parts.connection.unsubscribe(...this.#wishes);
    this.#wake();
  }

  #say({ ack, windowBytes, close }: Pick<Credit, "ack" | "windowBytes" | "close">): void {
    const message = { ack, windowBytes, ...(close ? { close } : {}) };
    this.#said = this.#parts.connection.link
      .publish(topics.credit, this.#params, message)
      .catch((error: unknown) => {
        // The next one says it as well.
        if (isHirteError(error, "connection-lost")) return;
        this.#finish(isHirteError(error) ? error : new HirteError("bad-message", messageOf(error)));
      });
  }
}

type InputWithoutTime = ReadingInput extends infer I
  ? I extends { readonly atMs: number }
    ? Omit<I, "atMs">
    : never
  : never;
