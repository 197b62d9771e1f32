import { type Link, subscription } from "../src/mqtt/link.ts";
import { topics } from "../src/protocol/topics.ts";
import { type Access, linkOf } from "./access.ts";

/** Counts the nodes that are online with all their units known, as any subscriber can see. */
export class SyncWatch {
  readonly #synced = new Set<string>();
  readonly #link: Link;
  #epoch = 0;
  /** The highest session that was told of, and the one that is outdated, as are those before it. */
  #session = 0;
  #outdated = 0;
  #look: () => void = () => undefined;

  constructor(access: Access) {
    // It must not be what is waited for.
    this.#link = linkOf(access, { backoff: { firstMs: 20, maxMs: 50 } });
    void this.#link.subscribe(
      subscription<typeof topics.nodeState>({
        row: topics.nodeState,
        onMessage: ({ params, message }) => {
          if (!message || message.epoch < this.#epoch) return;
          if (message.epoch > this.#epoch) this.#synced.clear();
          this.#epoch = message.epoch;
          const { session = 0 } = message;
          this.#session = Math.max(this.#session, session);
          const isNew = session > this.#outdated;
          if (message.state === "online" && message.synced && isNew) this.#synced.add(params.node);
          else this.#synced.delete(params.node);
          this.#look();
        },
      }),
    );
    this.#link.open();
  }

  /** Nodes that are in sync now. */
  get count(): number {
    return this.#synced.size;
  }

  /** What was told until now is of the past. */
  forget(): void {
    this.#synced.clear();
    this.#epoch++;
  }

  /** Nodes count again in later sessions than they have now: sessions of all nodes come one after the other. */
  outdate(): void {
    this.#synced.clear();
    this.#outdated = this.#session;
  }

  /** Waits until so many nodes are in sync. @throws when that takes longer than `deadlineMs` */
  async reaches(count: number, deadlineMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        const fail = () =>
          reject(new Error(`${this.count} of ${count} nodes in sync after ${deadlineMs / 1000} s`));
        timer = setTimeout(fail, deadlineMs);
        this.#look = () => this.count >= count && resolve();
        this.#look();
      });
    } finally {
      clearTimeout(timer);
      this.#look = () => undefined;
    }
  }

  close(): Promise<void> {
    return this.#link.close("cut");
  }
}
