import type { Clock } from "../core/clock.ts";
import type { HirteError } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { QuietLog } from "../core/quiet-log.ts";
import { decode } from "../protocol/codec.ts";
import {
  filterOf,
  findTopic,
  type MessageOf,
  type ParamsOf,
  type TopicRow,
} from "../protocol/topics.ts";

/** What a subscriber is given. */
export interface Delivery<R extends TopicRow> {
  readonly topic: string;
  readonly params: ParamsOf<R>;
  /** Undefined: an empty message, the retained one was cleared. */
  readonly message: MessageOf<R> | undefined;
  /** Delivered because it was retained, not because it was published just now. */
  readonly isRetained: boolean;
}

/** A message that is not JSON or not of its schema. */
export interface InvalidDelivery<R extends TopicRow> {
  readonly topic: string;
  readonly params: ParamsOf<R>;
  readonly payload: Buffer;
  readonly error: HirteError;
}

/** A wish to hear a row's messages, kept over reconnects. */
export interface Subscription<R extends TopicRow = TopicRow> {
  readonly row: R;
  /** Placeholders left out match anything. */
  readonly params?: Partial<ParamsOf<R>>;
  readonly onMessage: (delivery: Delivery<R>) => void;
  /** Default: a warning in the log, one of each node or user in ten seconds. */
  readonly onInvalid?: (delivery: InvalidDelivery<R>) => void;
}

/** A subscription of any row, as `Link.subscribe` takes it. */
export type AnySubscription = Subscription<never>;

/** A subscription whose handlers are typed by its row. */
export function subscription<R extends TopicRow>(wish: Subscription<R>): AnySubscription {
  // A handler is called only with what was decoded for its own row.
  return wish as unknown as AnySubscription;
}

/** Who wants to hear what; hands messages out to them. */
export class Subscriptions {
  readonly #byFilter = new Map<string, readonly Subscription[]>();
  /** Filters of which the log says that something old was kept: there may be any number of such messages. */
  readonly #warned = new Set<string>();
  readonly #log: Log;
  /** Of each node and user one line in ten seconds: who may publish could fill the log by it. */
  readonly #rejected: QuietLog;

  constructor(log: Log, clock: Clock) {
    this.#log = log;
    this.#rejected = new QuietLog(log, clock);
  }

  /** All filters, each once. */
  get filters(): readonly string[] {
    return [...this.#byFilter.keys()];
  }

  qosOf(filter: string): 0 | 1 {
    return this.#byFilter.get(filter)?.[0]?.row.qos ?? 1;
  }

  /** Takes wishes in. @returns their filters, each once */
  add(wishes: readonly AnySubscription[]): readonly string[] {
    const filters = new Set<string>();
    for (const wish of asSubscriptions(wishes)) {
      const filter = filterOf(wish.row, wish.params ?? {});
      this.#byFilter.set(filter, [...(this.#byFilter.get(filter) ?? []), wish]);
      filters.add(filter);
    }
    return [...filters];
  }

  /** Takes wishes out. @returns the filters that nobody wants any more */
  remove(wishes: readonly AnySubscription[]): readonly string[] {
    const filters: string[] = [];
    for (const wish of asSubscriptions(wishes)) {
      const filter = filterOf(wish.row, wish.params ?? {});
      const before = this.#byFilter.get(filter) ?? [];
      const rest = before.filter((s) => s !== wish);
      if (rest.length > 0) this.#byFilter.set(filter, rest);
      else if (this.#byFilter.delete(filter)) filters.push(filter);
    }
    return filters;
  }

  /** Hands a message to everybody who wants it. */
  deliver(topic: string, payload: Buffer, isRetained: boolean): void {
    const found = findTopic(topic);
    if (!found) return;
    const { row, params } = found;
    for (const [filter, wishes] of this.#byFilter) {
      const [first] = wishes;
      if (first?.row !== row || !isWithin(params, first.params)) continue;
      // Somebody had the broker keep what must never be kept: it is old, whatever it says.
      if (isRetained && !row.isRetained) {
        this.#log[this.#warned.has(filter) ? "debug" : "warn"](
          { topic },
          "a retained message was ignored on a topic that is never retained",
        );
        this.#warned.add(filter);
        continue;
      }
      const isCleared = row.isRetained && payload.length === 0;
      let message: MessageOf<TopicRow> | undefined;
      try {
        message = isCleared ? undefined : decode(row.schema, payload);
      } catch (error) {
        // decode throws nothing else.
        this.#reject(wishes, { topic, params, payload, error: error as HirteError });
        continue;
      }
      for (const wish of wishes) {
        // A handler before this one may have taken it out.
        if (!this.#byFilter.get(filter)?.includes(wish)) continue;
        wish.onMessage({ topic, params, message, isRetained });
      }
    }
  }

  #reject(wishes: readonly Subscription[], delivery: InvalidDelivery<TopicRow>): void {
    const { topic, error } = delivery;
    const params: Readonly<Record<string, string | undefined>> = delivery.params;
    for (const { row, onInvalid } of wishes) {
      if (onInvalid) onInvalid(delivery);
      else {
        const key = `${row.pattern} ${params["node"] ?? params["user"] ?? ""}`;
        this.#rejected.warn(key, { topic, error }, "a message was ignored");
      }
    }
  }
}

function asSubscriptions(wishes: readonly AnySubscription[]): readonly Subscription[] {
  // What `subscription` has made one of no row in particular.
  return wishes as unknown as readonly Subscription[];
}

function isWithin(
  params: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string | undefined>> | undefined,
): boolean {
  return !wanted || Object.entries(wanted).every(([k, v]) => v === undefined || params[k] === v);
}
