import type { Timer } from "../core/clock.ts";
import { HirteError, isHirteError } from "../core/errors.ts";
import { type AnySubscription, subscription } from "../mqtt/link.ts";
import type { Reply, Request } from "../protocol/generated/schemas.ts";
import { topics } from "../protocol/topics.ts";
import type { Connection } from "./connection.ts";
import { refusalOf } from "./refusal.ts";

/** How long to wait for rows. */
export interface QueryOptions {
  /** Without an answer, or a further piece of it, for this long the query fails. Default 15 s. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** How long a question waits where nothing else is said. */
export const defaultTimeoutMs = 15_000;
const repeatMs = 1000;

/** What a question needs of the client that asks it. */
export interface QueryParts {
  readonly connection: Connection;
  readonly user: string;
  /** Told each reply, and when the question first left. */
  readonly onReply: (reply: Reply, askedMonoMs: number) => void;
  /** Whether hirte has ever answered this client. */
  readonly hasAnswered: () => boolean;
  /** The questions that are under way; each keeps itself in here. */
  readonly open: Set<Question>;
}

/** What is asked of whom. */
export interface Asking {
  readonly node: string;
  readonly verb: string;
  readonly request: Request;
  readonly options: QueryOptions;
}

/** A question on its way, until it is answered or given up; rejects as `runQuery` says. */
export class Question {
  readonly answer: Promise<readonly unknown[]>;
  readonly #parts: QueryParts;
  readonly #asking: Asking;
  readonly #rows = new RowsInPieces();
  readonly #wish: AnySubscription;
  readonly #forget: () => void;
  #askedMonoMs: number | undefined;
  #again: Timer | undefined;
  #deadline: Timer | undefined;
  readonly #onAbort = () => this.abandon();
  #isEnded = false;
  #resolve: (rows: readonly unknown[]) => void = () => {};
  #reject: (error: unknown) => void = () => {};

  constructor(parts: QueryParts, asking: Asking) {
    this.#parts = parts;
    this.#asking = asking;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    const { connection, user } = parts;
    const { request, options } = asking;
    this.#wish = subscription({
      row: topics.reply,
      params: { user, id: request.id },
      onMessage: ({ message }) => message && this.#onReply(message),
      onInvalid: ({ error }) => this.#fail(error),
    });
    this.#forget = connection.listen({ onUp: () => this.#ask() });
    if (options.signal?.aborted) this.abandon();
    else this.#begin();
  }

  /** Gives it up. */
  abandon(): void {
    const { node, verb } = this.#asking;
    this.#fail(new HirteError("closed", `${node}: ${verb}: the question was given up`));
  }

  #begin(): void {
    this.#parts.open.add(this);
    this.#asking.options.signal?.addEventListener("abort", this.#onAbort);
    this.#expectAnswer();
    this.#parts.connection.subscribe(this.#wish).then(
      (isInPlace) => isInPlace && this.#ask(),
      (error) => this.#fail(error),
    );
  }

  #ask(): void {
    const { connection, user } = this.#parts;
    const { node, verb, request } = this.#asking;
    if (this.#isEnded || !connection.link.isUp) return;
    this.#askedMonoMs ??= connection.clock.monotonicMs();
    this.#askLater();
    connection.link.publish(topics.request, { user, node, verb }, request).catch((error) => {
      // Over a broken connection it is asked again when that is back.
      if (!isHirteError(error, "connection-lost")) this.#fail(error);
    });
  }

  #askLater(): void {
    this.#again?.cancel();
    this.#again = this.#parts.connection.clock.after(repeatMs, () => this.#ask());
  }

  #expectAnswer(): void {
    const { connection } = this.#parts;
    this.#deadline?.cancel();
    this.#deadline = connection.clock.after(this.#timeoutMs, () => this.#fail(this.#silence()));
  }

  get #timeoutMs(): number {
    return this.#asking.options.timeoutMs ?? defaultTimeoutMs;
  }

  /** Why there was no answer. */
  #silence(): HirteError {
    const { connection, hasAnswered } = this.#parts;
    const { node, verb } = this.#asking;
    const { where, lastReason } = connection;
    if (!connection.link.isUp) {
      return new HirteError("not-reachable", `hirte cannot be reached${where}: ${lastReason}`);
    }
    if (hasAnswered()) {
      return new HirteError("deadline", `${node}: ${verb}: no answer within ${this.#timeoutMs} ms`);
    }
    return new HirteError(
      "not-reachable",
      `connected to the broker${where}, but hirte has not answered within ${this.#timeoutMs} ms`,
    );
  }

  #onReply(reply: Reply): void {
    if (this.#isEnded) return;
    const { node, verb } = this.#asking;
    this.#parts.onReply(reply, this.#askedMonoMs ?? this.#parts.connection.clock.monotonicMs());
    switch (reply.status) {
      case "refused":
        this.#fail(refusalOf(reply, { node, verb }));
        return;
      case "accepted":
        return;
      case "result":
        // The rest is on its way; only when it does not come is everything asked for again.
        this.#expectAnswer();
        this.#askLater();
        if (this.#rows.add(reply)) this.#end(() => this.#resolve(this.#rows.rows));
    }
  }

  #fail(error: unknown): void {
    this.#end(() => this.#reject(error));
  }

  #end(settle: () => void): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#parts.open.delete(this);
    this.#again?.cancel();
    this.#deadline?.cancel();
    this.#forget();
    this.#asking.options.signal?.removeEventListener("abort", this.#onAbort);
    this.#parts.connection.unsubscribe(this.#wish);
    settle();
  }
}

/** Rows of a result that comes in chunks. A repeated question may be answered twice. */
export class RowsInPieces {
  #rows: unknown[] = [];
  #next = 0;

  get rows(): readonly unknown[] {
    return this.#rows;
  }

  /** @returns whether all rows are there. */
  add({ chunk = 0, last = true, data = [] }: Pick<Reply, "chunk" | "last" | "data">): boolean {
    if (chunk === 0) {
      this.#rows = [];
      this.#next = 0;
    }
    if (chunk !== this.#next) return false;
    this.#next++;
    for (const row of data) this.#rows.push(row);
    return last;
  }
}
