import type { Clock, Timer } from "../core/clock.ts";
import { HirteError, isHirteError } from "../core/errors.ts";
import { randomId } from "../core/ids.ts";
import type { LogEntry } from "../protocol/generated/schemas.ts";
import { type ArgsOf, checkedRequest } from "./query.ts";
import { Stream, type StreamOptions, type StreamParts } from "./stream.ts";

/** Which entries of a node's journal. Without `lines`: all, or the last ten and what follows. */
export type LogsArgs = Omit<ArgsOf<"logs">, "cursor">;

/** How to read them. */
export interface LogsOptions {
  /** Ends the reading; it then fails with `closed`. */
  readonly signal?: AbortSignal;
  /** How long to wait for the node's first answer. Default 15 s. */
  readonly timeoutMs?: number;
  /** Taken in advance, in bytes. Default 256 KiB. */
  readonly windowBytes?: number;
  /** Told when the node or hirte cannot be heard, and when (undefined) it can be again. */
  readonly onWaiting?: StreamOptions["onWaiting"];
}

const followedLines = 10;
/** Who does not follow waits no longer than this for a node that went away in the middle. */
const patienceMs = 15_000;
const againMs = 1000;

/**
 * Entries of a node's journal, in its order. When the agent is restarted in the middle it is asked
 * again for what comes after the last entry: nothing comes twice, nothing is missing.
 */
export class Logs implements AsyncIterable<readonly LogEntry[]> {
  readonly #parts: StreamParts;
  readonly #node: string;
  readonly #args: ArgsOf<"logs">;
  readonly #options: LogsOptions;
  #cursor: string | undefined;

  constructor(parts: StreamParts, node: string, args: LogsArgs, options: LogsOptions) {
    this.#parts = parts;
    this.#node = node;
    const tail = args.follow && args.since === undefined ? { lines: followedLines } : {};
    this.#args = { ...tail, ...args };
    this.#options = options;
  }

  /**
   * Entries as they arrive, some at a time. The next ones are sent for as these are dealt with.
   * @throws HirteError the code of a refusal; `bad-argument` for a time that cannot be read;
   *   `deadline`, `not-reachable`, `node-offline`; `closed`
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<readonly LogEntry[], void, void> {
    let stream = await this.#open();
    const { signal } = this.#options;
    const onAbort = () => void stream.close();
    signal?.addEventListener("abort", onAbort);
    try {
      for (;;) {
        try {
          const message = await stream.next();
          if (!message) return;
          this.#cursor = message.cursor ?? this.#cursor;
          if (message.entries && message.entries.length > 0) yield message.entries;
        } catch (error) {
          if (!isHirteError(error, "stream-lost")) throw error;
          stream = await this.#openAgain();
        }
      }
    } finally {
      signal?.removeEventListener("abort", onAbort);
      await stream.close();
    }
  }

  #open(): Promise<Stream> {
    const { user } = this.#parts;
    const { signal, timeoutMs, windowBytes, onWaiting } = this.#options;
    const node = this.#node;
    const request = checkedRequest(
      "logs",
      { user, node },
      {
        ...this.#args,
        ...(this.#cursor === undefined ? {} : { cursor: this.#cursor }),
        id: randomId(),
      },
    );
    return Stream.open(this.#parts, {
      node,
      verb: "logs",
      request,
      query: { ...(signal ? { signal } : {}), ...(timeoutMs === undefined ? {} : { timeoutMs }) },
      ...(windowBytes === undefined ? {} : { windowBytes }),
      ...(this.#args.follow ? {} : { patienceMs }),
      ...(onWaiting ? { onWaiting } : {}),
    });
  }

  /** Who follows waits for whatever is away. */
  async #openAgain(): Promise<Stream> {
    const { onWaiting, signal } = this.#options;
    let isWaiting = false;
    for (;;) {
      try {
        const stream = await this.#open();
        if (isWaiting) onWaiting?.(undefined);
        return stream;
      } catch (error) {
        if (!this.#args.follow || !isHirteError(error, ...passing)) throw error;
        if (!isWaiting) onWaiting?.(isHirteError(error, "not-reachable") ? "hirte" : "node");
        isWaiting = true;
      }
      await pause(againMs, this.#parts.connection.clock, signal);
    }
  }
}

/** What may be over soon. */
const passing = ["node-offline", "node-unreachable", "deadline", "not-reachable", "busy"] as const;

function pause(ms: number, clock: Clock, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let timer: Timer | undefined;
    const onAbort = () => {
      timer?.cancel();
      reject(new HirteError("closed", "reading the logs was given up"));
    };
    if (signal?.aborted) {
      onAbort();
      return;
    }
    timer = clock.after(ms, () => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    });
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
