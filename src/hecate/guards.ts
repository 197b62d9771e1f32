import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import { type AnySubscription, subscription } from "../mqtt/link.ts";
import type { GuardOrder } from "../power/model.ts";
import type { ManagerState, NodeState, PowerGuard } from "../protocol/generated/schemas.ts";
import { topics } from "../protocol/topics.ts";
import type { BrokerLink } from "./broker-link.ts";
import { Outlet } from "./outlet.ts";

/** What guards are sent with. */
export interface GuardsOptions {
  /** 128 random bits of this life of the daemon: numbers count within it. */
  readonly life: string;
  readonly link: () => Pick<BrokerLink, "isUp" | "publish"> | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** A guard is said again every 10 s: one that waited longer says nothing of now. */
const maxWaitMs = 5000;

/**
 * Tells nodes without a UPS cable how long their battery lasts. Each message names the node's present registration, of
 * which the manager tells, so that none of the past is believed; where the manager is not there, nobody can say which
 * one that is, and nothing is sent.
 */
export class Guards {
  readonly #options: GuardsOptions;
  #manager: ManagerState | undefined;
  readonly #nodes = new Map<string, NodeState>();
  readonly #outlets = new Map<string, Outlet>();
  #seq = 0;

  constructor(options: GuardsOptions) {
    this.#options = options;
  }

  /** What has to be heard for it. */
  readonly subscriptions: readonly AnySubscription[] = [
    subscription({
      row: topics.managerState,
      onMessage: ({ message }) => {
        this.#manager = message;
      },
    }),
    subscription({
      row: topics.nodeState,
      onMessage: ({ params: { node }, message }) => {
        if (message) this.#nodes.set(node, message);
        else this.#nodes.delete(node);
      },
    }),
  ];

  /** The connection is gone: what the broker told is not known to be so any more. */
  linkDown(): void {
    this.#manager = undefined;
    this.#nodes.clear();
  }

  /** The registration of a node, as far as it is known now. */
  sessionOf(node: string): number | undefined {
    const state = this.#nodes.get(node);
    if (this.#manager?.manager !== "up" || state?.epoch !== this.#manager.epoch) return undefined;
    return state.session;
  }

  /** Tells each of these nodes, as far as it is there. Waits for nothing. */
  send(orders: readonly GuardOrder[]): void {
    const { life, link, log } = this.#options;
    for (const order of orders) {
      const { node, ...rest } = order;
      this.#outletOf(node).offer(async () => {
        // As it is when it leaves.
        const session = this.sessionOf(node);
        if (session === undefined) {
          log.debug({ node }, "a node was not told of its battery: it is not registered");
          return;
        }
        const guard: PowerGuard = { session, life, seq: ++this.#seq, ...rest };
        await link()?.publish(topics.powerGuard, { node }, guard);
      });
    }
  }

  #outletOf(node: string): Outlet {
    const known = this.#outlets.get(node);
    if (known) return known;
    const { link, clock, log } = this.#options;
    const isUp = () => link()?.isUp === true;
    const what = `guard of ${node}`;
    const outlet = new Outlet({ what, maxWaitMs: () => maxWaitMs, isUp, clock, log });
    this.#outlets.set(node, outlet);
    return outlet;
  }
}
