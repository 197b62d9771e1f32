import { type Link, subscription } from "../../src/mqtt/link.ts";
import { topics } from "../../src/protocol/topics.ts";
import type { LabNode } from "../../test/support/lab.ts";
import { type Access, linkOf } from "../access.ts";
import { type Figure, ms } from "../figure.ts";
import { LocalSystemd, withDeadline } from "../local-systemd.ts";
import { summarize } from "../statistics.ts";
import { simple } from "../units.ts";

const budgetMs = 5;
const unit = "bench-event.service";

/** From a change of a unit to whoever subscribes to it, against the same change on the node's own bus. */
export const event: Figure = {
  name: "event",
  summary: "unit event → MQTT subscriber, against the same event on the node's own bus",
  place: "lab",

  async measure({ isQuick, progress }, tell, lab) {
    const rounds = isQuick ? 100 : 500;
    const untilMs = performance.now() + (isQuick ? 6000 : 20_000);
    const { node1 } = lab.cluster;
    await node1.unit(unit, simple);
    const local = await LocalSystemd.connect(node1, "jobs and units");
    const reader = await Reader.connect(lab.access, node1);
    const lateMs: number[] = [];
    try {
      progress("a unit that starts and stops");
      for (let round = 0; round < rounds && performance.now() < untilMs; round++) {
        for (const [verb, state] of [
          ["start", "active"],
          ["stop", "inactive"],
        ] as const) {
          const onBus = local.activeState(unit, state);
          const onTopic = reader.activeState(state);
          const [busMs, topicMs] = await Promise.all([onBus, onTopic, local.job(verb, unit)]);
          if (round > 2) lateMs.push(topicMs - busMs);
        }
      }
    } finally {
      await reader.close();
      local.close();
    }
    const { p50, p99, max, count } = summarize(lateMs);
    const note = `n = ${count} events, each seen on both ways by one process; max ${ms(max)}`;
    tell(
      { what: "later than PropertiesChanged, p50", value: p50, unit: "ms", note },
      { what: "later than PropertiesChanged, p99", value: p99, unit: "ms", budget: budgetMs, note },
    );
  },
};

/** A subscriber to one unit of a node. */
class Reader {
  readonly #link: Link;
  readonly #listeners: Set<(state: string) => void>;

  private constructor(link: Link, listeners: Set<(state: string) => void>) {
    this.#link = link;
    this.#listeners = listeners;
  }

  static async connect(access: Access, node: LabNode): Promise<Reader> {
    const listeners = new Set<(state: string) => void>();
    const link = await withDeadline<Link>("a connection to hirte", (resolve) => {
      const opened = linkOf(access, { onUp: resolve });
      void opened.subscribe(
        subscription<typeof topics.unitState>({
          row: topics.unitState,
          params: { node: node.name, unit },
          onMessage: ({ message }) => {
            for (const listener of [...listeners]) if (message) listener(message.active);
          },
        }),
      );
      opened.open();
    });
    return new Reader(link, listeners);
  }

  /** When, by `performance.now()`, the unit was told to be in this state. */
  async activeState(wanted: string): Promise<number> {
    let stop: () => void = () => undefined;
    try {
      return await withDeadline(`${unit} is ${wanted} on its topic`, (resolve) => {
        const listener = (state: string) => {
          if (state === wanted) resolve(performance.now());
        };
        this.#listeners.add(listener);
        stop = () => this.#listeners.delete(listener);
      });
    } finally {
      stop();
    }
  }

  close(): Promise<void> {
    return this.#link.close();
  }
}
