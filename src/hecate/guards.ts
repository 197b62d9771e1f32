import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import type { AnySubscription } from "../mqtt/link.ts";
import type { GuardOrder } from "../power/model.ts";
import type { PowerGuard } from "../protocol/generated/schemas.ts";
import { topics } from "../protocol/topics.ts";
import type { Happening } from "./brain.ts";
import type { BrokerLink } from "./broker-link.ts";
import { NodeStates } from "./nodes/node-states.ts";
import { Outlet } from "./outlet.ts";

/** What guards are sent with. */
export interface GuardsOptions {
  /** 128 random bits of this life of the daemon: numbers count within it. */
  readonly life: string;
  /** What hirte says of the nodes. Default: heard for the guards alone. */
  readonly nodes?: NodeStates;
  readonly link: () => Pick<BrokerLink, "isUp" | "publish"> | undefined;
  /** Told what hirte says of a node, and what became of a word to one. */
  readonly onHappening: (happening: Happening) => void;
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
  /** What hirte says of the nodes. */
  readonly nodes: NodeStates;
  readonly #options: GuardsOptions;
  /** What was told of each node last. */
  readonly #told = new Map<string, string>();
  readonly #outlets = new Map<string, Outlet>();
  #seq = 0;

  constructor(options: GuardsOptions) {
    this.#options = options;
    this.nodes = options.nodes ?? new NodeStates(options);
    this.nodes.onChange((node) => this.#tell(node));
  }

  /** What has to be heard for it. */
  get subscriptions(): readonly AnySubscription[] {
    return this.nodes.subscriptions;
  }

  /** The connection is gone: what the broker told is not known to be so any more. */
  linkDown(): void {
    this.nodes.linkDown();
  }

  /** Tells each of these nodes, as far as it is there. Waits for nothing. */
  send(orders: readonly GuardOrder[]): void {
    const { life, link, log } = this.#options;
    for (const order of orders) {
      const { node, ...rest } = order;
      this.#outletOf(node).offer(async () => {
        // As it is when it leaves.
        const session = this.nodes.sessionOf(node);
        if (session === undefined) {
          log.debug({ node }, "a node was not told of its battery: it is not registered");
          return;
        }
        const guard: PowerGuard = { session, life, seq: ++this.#seq, ...rest };
        const isThere = this.nodes.agentOf(node) === "online";
        await link()?.publish(topics.powerGuard, { node }, guard);
        // The broker has it. A node whose connection is dead without anybody knowing says that it is armed when it is back.
        if (isThere && rest.line === "ol") {
          this.#options.onHappening({ kind: "guard-told", node, outage: rest.outage });
        }
      });
    }
  }

  /** Tells of a node, or of all of them, where something is different. */
  #tell(only?: string): void {
    const { nodes } = this;
    for (const node of only === undefined
      ? new Set([...this.#told.keys(), ...nodes.names])
      : [only]) {
      const session = nodes.agentOf(node) === "online" ? nodes.sessionOf(node) : undefined;
      const { armed, run } = nodes.powerOf(node) ?? {};
      const happening = {
        ...({ kind: "node", node } as const),
        ...(session === undefined ? {} : { session }),
        ...(armed === undefined ? {} : { armed }),
        ...(run === undefined ? {} : { run }),
      };
      const told = JSON.stringify(happening);
      if (told === this.#told.get(node)) continue;
      this.#told.set(node, told);
      this.#options.onHappening(happening);
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
