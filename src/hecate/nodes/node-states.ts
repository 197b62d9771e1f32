import type { Clock } from "../../core/clock.ts";
import { type AnySubscription, subscription } from "../../mqtt/link.ts";
import type { ManagerState, NodePower, NodeState } from "../../protocol/generated/schemas.ts";
import { topics } from "../../protocol/topics.ts";

/** What an agent is, as hirte has it; `unknown`: hirte is not to be asked. */
export type AgentState = "online" | "offline" | "unknown";

/**
 * What hirte says of the nodes, believed only while the manager is there, and of its present life: what the broker has
 * kept of an earlier one says nothing.
 */
export class NodeStates {
  readonly #clock: Clock;
  #manager: ManagerState | undefined;
  readonly #nodes = new Map<string, NodeState>();
  /** Since when a node is not online, as far as is known. */
  readonly #awaySinceMs = new Map<string, number>();
  #beganMs: number;
  readonly #listeners = new Set<(node: string | undefined) => void>();

  constructor({ clock }: { readonly clock: Clock }) {
    this.#clock = clock;
    this.#beganMs = clock.monotonicMs();
  }

  /** What has to be heard for it. */
  readonly subscriptions: readonly AnySubscription[] = [
    subscription({
      row: topics.managerState,
      onMessage: ({ message }) => {
        // Nodes come back to a hirte that was restarted within some seconds: from now on they are waited for.
        const { epoch, manager } = this.#manager ?? {};
        const isAnother =
          message?.manager === "up" && (manager !== "up" || epoch !== message.epoch);
        if (isAnother) this.#awaySinceMs.clear();
        if (isAnother) this.#beganMs = this.#clock.monotonicMs();
        this.#manager = message;
        this.#changed();
      },
    }),
    subscription({
      row: topics.nodeState,
      onMessage: ({ params: { node }, message }) => {
        if (message) this.#nodes.set(node, message);
        else this.#nodes.delete(node);
        this.#changed(node);
      },
    }),
  ];

  /** The connection is gone: what the broker told is not known to be so any more. */
  linkDown(): void {
    this.#manager = undefined;
    this.#nodes.clear();
    this.#changed();
  }

  /** Told the node of which something was said; undefined: of all. Returns what takes the listener out again. */
  onChange(listener: (node: string | undefined) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The nodes of which something is known. */
  get names(): Iterable<string> {
    return this.#nodes.keys();
  }

  /** `offline` is one that hirte does not know, too. */
  agentOf(node: string): AgentState {
    if (this.#manager?.manager !== "up") return "unknown";
    const state = this.#nodes.get(node);
    return state?.state === "online" && state.epoch === this.#manager.epoch ? "online" : "offline";
  }

  /** For how long it has not been online, since hirte could be asked at most; undefined: it is. */
  awayForMs(node: string): number | undefined {
    if (this.agentOf(node) === "online") return undefined;
    return this.#clock.monotonicMs() - (this.#awaySinceMs.get(node) ?? this.#beganMs);
  }

  /** The registration of a node, as far as it is known now. */
  sessionOf(node: string): number | undefined {
    const state = this.#nodes.get(node);
    if (this.#manager?.manager !== "up" || state?.epoch !== this.#manager.epoch) return undefined;
    return state.session;
  }

  /** The boot of a node, as its agent has said it. */
  bootOf(node: string): string | undefined {
    return this.#nodes.get(node)?.bootId;
  }

  /** What a node says about its power, whenever that was. */
  powerOf(node: string): NodePower | undefined {
    return this.#nodes.get(node)?.power;
  }

  #changed(only?: string): void {
    const known = new Set([...this.#awaySinceMs.keys(), ...this.#nodes.keys()]);
    for (const node of only === undefined ? known : [only]) {
      if (this.agentOf(node) === "online") this.#awaySinceMs.delete(node);
      else if (!this.#awaySinceMs.has(node)) this.#awaySinceMs.set(node, this.#clock.monotonicMs());
    }
    for (const listener of [...this.#listeners]) listener(only);
  }
}
