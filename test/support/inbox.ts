import { type AnySubscription, type Delivery, subscription } from "../../src/mqtt/link.ts";
import type { ParamsOf, TopicRow } from "../../src/protocol/topics.ts";

/** What was heard on a row, in order, and a way to wait for more of it. */
export class Inbox<R extends TopicRow> {
  readonly all: Delivery<R>[] = [];
  readonly subscription: AnySubscription;
  readonly #waiters = new Set<() => void>();

  constructor(row: R, params: Partial<ParamsOf<R>> = {}) {
    this.subscription = subscription<R>({
      row,
      params,
      onMessage: (delivery) => {
        this.all.push(delivery);
        for (const check of [...this.#waiters]) check();
      },
    });
  }

  /** The messages heard, cleared ones left out. */
  get messages(): NonNullable<Delivery<R>["message"]>[] {
    return this.all.flatMap((d) =>
      d.message === undefined ? [] : [d.message as NonNullable<Delivery<R>["message"]>],
    );
  }

  /** The first message, heard already or yet to come, for which `isWanted` holds. */
  next(
    isWanted: (message: NonNullable<Delivery<R>["message"]>) => boolean = () => true,
    withinMs = 15_000,
  ): Promise<NonNullable<Delivery<R>["message"]>> {
    return new Promise((resolve, reject) => {
      const check = () => {
        const found = this.messages.find(isWanted);
        if (found === undefined) return;
        clearTimeout(timer);
        this.#waiters.delete(check);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.#waiters.delete(check);
        reject(
          new Error(
            `nothing of the kind within ${withinMs} ms; heard: ${JSON.stringify(this.messages)}`,
          ),
        );
      }, withinMs);
      this.#waiters.add(check);
      check();
    });
  }
}
