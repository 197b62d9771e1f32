import { join } from "node:path";
import type { HecateConfig } from "../../config/hecate-types.ts";
import type { Clock } from "../../core/clock.ts";
import type { Log } from "../../core/log.ts";
import { type ConfiguredCluster, clusterOf } from "../cluster/cluster.ts";
import { upsmonHere } from "../doctor/ask-machine.ts";
import type { Guards } from "../guards.ts";
import { AgentHands } from "../nodes/agent-hands.ts";
import { Hands } from "../nodes/hands.ts";
import { HirteWay } from "../nodes/hirte-way.ts";
import { NodePresence } from "../nodes/presence.ts";
import { Prober } from "../nodes/prober.ts";
import { SshHands } from "../nodes/ssh-hands.ts";
import { SshProgram } from "../nodes/ssh-program.ts";
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
  readonly mayWake: RunWorld["mayWake"];
  readonly run: RunProgram;
  /** Tells people once, and returns at once. */
  readonly tell: RunWorld["tell"];
  /** Nothing is under way, nothing is on battery, and nothing is to be put back: the cluster is as it is to be. */
  readonly isCalm: () => boolean;
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

const sshPort = 22;

/** The real one: nodes by hirte's agents and by SSH, the cluster by its API, and what else they hang on. */
export const runWorld: WorldMaker = (parts) => {
  const { config, undo, guards, hasFired, mayWake, run, tell, isCalm, clock, log } = parts;
  const { nodes } = guards;
  const way = new HirteWay({ clock, log });
  const agent = new AgentHands({ client: () => way.client, nodes, clock });
  const program = new SshProgram({ controlDir: join(config().runDir, "ssh"), clock });
  const ssh = new SshHands({ config, program });
  const transports = () => config().transports;
  const hands = new Hands({ agent, ssh, transports, nodes, clock, log });
  const presence = new NodePresence({
    ...{ config, nodes, prober: new Prober({ clock }), clock },
    portOf: (node) => config().nodes.find(({ name }) => name === node)?.ssh?.port ?? sshPort,
  });
  let cluster: ConfiguredCluster | undefined;
  let mark: string | undefined;
  const apply = (next: HecateConfig) => {
    way.apply(next);
    const { kubernetes, flux, nodes: entries } = next;
    const of = JSON.stringify([kubernetes, flux, entries]);
    if (of === mark) return;
    mark = of;
    void cluster?.manifests?.stop();
    cluster?.hands.close();
    const runCommand = hands.runCommand.bind(hands);
    cluster = clusterOf(next, { clock, log, isCalm, runCommand });
    cluster?.manifests?.start();
  };
  apply(config());
  return {
    world: {
      ...{ hands, presence, undo, hasFired, mayWake, tell, clock, log },
      waker: new NodeWaker({ nodes: () => config().nodes, run, clock, log }),
      cluster: () => cluster?.hands,
      foreign: new NutClients({ config, clock, log, upsmon: upsmonHere }),
      nodes: () => powerConfigOf(config()).nodes,
    },
    apply,
    close: async () => {
      await cluster?.manifests?.stop();
      cluster?.hands.close();
      await Promise.all([way.close(), program.close()]);
    },
  };
};
