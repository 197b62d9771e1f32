import type { Clock } from "../../../../src/core/clock.ts";
import type { Log } from "../../../../src/core/log.ts";
import type { NodeStates } from "../../../../src/hecate/nodes/node-states.ts";
import { Subscriptions } from "../../../../src/mqtt/subscriptions.ts";
import { encode } from "../../../../src/protocol/codec.ts";
import type { NodeState, Schemas } from "../../../../src/protocol/generated/schemas.ts";

/** Says of nodes what hirte does. */
export class NodesSaid {
  readonly #subscriptions: Subscriptions;

  constructor(nodes: NodeStates, { clock, log }: { readonly clock: Clock; readonly log: Log }) {
    this.#subscriptions = new Subscriptions(log, clock);
    this.#subscriptions.add(nodes.subscriptions);
  }

  manager(manager: "up" | "down" = "up", epoch = 3): void {
    const rest = { system: "up", version: "1", at: 1 } as const;
    this.#say("manager/state", "manager-state", { epoch, manager, ...rest });
  }

  node(node: string, state: NodeState["state"], epoch = 3): void {
    const rest = { reason: "r", since: 1, synced: true, session: 12 } as const;
    this.#say(`nodes/${node}/state`, "node-state", { epoch, node, state, ...rest });
  }

  #say<S extends keyof Schemas>(topic: string, schema: S, message: Schemas[S]): void {
    this.#subscriptions.deliver(`hirte/v1/${topic}`, Buffer.from(encode(schema, message)), true);
  }
}
