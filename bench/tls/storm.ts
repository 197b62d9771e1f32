import { join } from "node:path";
import { Fleet } from "../fleet/fleet.ts";
import type { Identities } from "../identities.ts";
import { Primary } from "../primary.ts";
import { cpuSecondsOf } from "../process-usage.ts";
import { SyncWatch } from "../sync-watch.ts";
import { type Plan, sides } from "./pair.ts";

/** Few: it is about connections. How it is with many is told by the figure `scale`. */
const unitsPerNode = 5;
const nodesPerProcess = 250;
const deadlineMs = 60_000;
/** What came of the start is over. */
const settleMs = 3000;

interface Storm {
  readonly tookS: number;
  /** Of hirte, and of the agents. */
  readonly cpuS: number;
  readonly agentsS: number;
  /** To connect. */
  readonly attempts: number;
}

/** All connections of many agents break in one moment, as when a switch restarts, and all agents come back at once. */
export async function measureStorm(plan: Plan): Promise<void> {
  const { context, tell, nodes } = plan;
  const identities = await context.identities();
  await identities.issueFor(nodes);
  const base = await storm(plan);
  const ours = await storm(plan, identities);
  const note = (side: string, { tookS, cpuS, agentsS, attempts }: Storm) =>
    `${side} ${tookS.toFixed(2)} s, ${attempts} attempts; CPU: hirte ${cpuS.toFixed(2)} s, agents ${agentsS.toFixed(2)} s`;
  const what = `${nodes.length} agents reconnect at once`;
  tell(
    {
      what: `${what}: all online and in sync`,
      value: ours.tookS,
      unit: "s",
      note: `${note(sides.ours, ours)}; ${note(sides.base, base)}`,
    },
    { what: `${what}: the same, against plain`, value: ours.tookS / base.tookS, unit: "×" },
    { what: `${what}: CPU of hirte, against plain`, value: ours.cpuS / base.cpuS, unit: "×" },
  );
}

async function storm(
  { context: { progress }, nodes, directory }: Plan,
  identities?: Identities,
): Promise<Storm> {
  const side = identities ? sides.ours : sides.base;
  progress(`${nodes.length} agents, ${side}`);
  const primary = await Primary.start({
    directory,
    allowedNodes: nodes,
    ...(identities ? { identities } : {}),
  });
  let fleet: Fleet | undefined;
  let watch: SyncWatch | undefined;
  try {
    fleet = await Fleet.load({
      nodes,
      unitsPerNode,
      host: primary.host,
      port: primary.port,
      ...(identities ? { certificates: identities.directory } : {}),
      directory: join(directory, `agents-${side}`),
      processes: Math.max(2, Math.ceil(nodes.length / nodesPerProcess)),
    });
    watch = new SyncWatch(primary.access);
    fleet.start();
    await watch.reaches(nodes.length, deadlineMs);
    progress(`${nodes.length} agents reconnect at once, ${side}`);
    await new Promise<void>((resolve) => setTimeout(resolve, settleMs));
    const [cpu, agents, attempts] = [
      cpuSecondsOf(primary.pid),
      fleet.cpuSeconds(),
      await fleet.attempts(),
    ];
    const startMs = performance.now();
    watch.outdate();
    fleet.cut();
    await watch.reaches(nodes.length, deadlineMs);
    return {
      tookS: (performance.now() - startMs) / 1000,
      cpuS: cpuSecondsOf(primary.pid) - cpu,
      agentsS: fleet.cpuSeconds() - agents,
      attempts: (await fleet.attempts()) - attempts,
    };
  } finally {
    await watch?.close();
    fleet?.stop();
    await primary.stop();
  }
}
