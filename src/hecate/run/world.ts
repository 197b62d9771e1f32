import type { HecateConfig } from "../../config/hecate-types.ts";
import type { Clock } from "../../core/clock.ts";
import type { Log } from "../../core/log.ts";
import type { Guards } from "../guards.ts";
import { AgentHands } from "../nodes/agent-hands.ts";
import { Hands } from "../nodes/hands.ts";
import { HirteWay } from "../nodes/hirte-way.ts";
import { NodePresence } from "../nodes/presence.ts";
import { Prober } from "../nodes/prober.ts";
import { NodeWaker } from "../nodes/waker.ts";
import { powerConfigOf } from "../power-config.ts";
import type { RunProgram } from "../run-program.ts";
import { NutClients } from "./foreign-clients.ts";
import type { UndoList } from "./ports.ts";
import type { RunWorld } from "./step-runner.ts";

/** What a world is made of. */
export interface WorldParts {
  readonly config: () => HecateConfig;
  readonly undo: UndoList;
  /** Knows which nodes are registered. */
  readonly guards: Guards;
  readonly hasFired: (ups: string) => boolean;
  readonly run: RunProgram;
  readonly clock: Clock;
  readonly log: Log;
}

/** Makes the world of this process; `close` ends its connections. */
export type WorldMaker = (parts: WorldParts) => {
  readonly world: RunWorld;
  /** Another configuration holds. */
  apply(config: HecateConfig): void;
  close(): Promise<void>;
};

/** The real one: nodes by hirte's agents and by SSH, and what else they hang on. */
export const runWorld: WorldMaker = ({ config, undo, guards, hasFired, run, clock, log }) => {
  const { nodes } = guards;
  const way = new HirteWay({ clock, log });
  way.apply(config());
  const agent = new AgentHands({ client: () => way.client, nodes, clock });
  const ssh = agent;
  const presence = new NodePresence({ config, nodes, prober: new Prober({ clock }), clock });
  return {
    world: {
      hands: new Hands({ agent, ssh, transports: () => config().transports, nodes, clock, log }),
      presence,
      waker: new NodeWaker({ nodes: () => config().nodes, run, clock, log }),
      foreign: new NutClients({ config, clock, log }),
      nodes: () => powerConfigOf(config()).nodes,
      ...{ undo, hasFired, clock, log },
    },
    apply: (next) => way.apply(next),
    close: () => way.close(),
  };
};
