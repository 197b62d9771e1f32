import { join } from "node:path";
import { managerNode } from "../../src/protocol/topics.ts";
import { clientOf } from "../access.ts";
import type { Context, Figure, Tell, Unit } from "../figure.ts";
import { Fleet } from "../fleet/fleet.ts";
import { timesChanged } from "../fleet/simulated-node.ts";
import { Primary } from "../primary.ts";
import { cpuSecondsOf, memoryOf, peakRssMiB, tooFewFilesFor } from "../process-usage.ts";
import { scratchDirectory } from "../scratch.ts";
import { SyncWatch } from "../sync-watch.ts";

const unitsPerNode = 50;
const nodesPerProcess = 250;
const changesPerSecond = 100;
const restartBudgetS = 20;
const syncDeadlineMs = 60_000;

/** How many nodes one primary bears. */
export const scale: Figure = {
  name: "scale",
  summary: "200 and 1,000 simulated nodes of 50 units each on one hirte: time, memory, CPU",
  place: "here",

  async measure(context, tell) {
    for (const nodeCount of context.isQuick ? [200] : [200, 1000]) {
      const note = tooFewFilesFor(nodeCount);
      if (note === undefined) await measureAt(nodeCount, context, tell);
      else tell({ what: `${nodeCount} nodes`, unit: "", note });
    }
  },
};

/** A run with this many nodes, from nothing. */
async function measureAt(nodeCount: number, context: Context, tell: Tell): Promise<void> {
  const directory = scratchDirectory();
  const nodes = Array.from({ length: nodeCount }, (_, i) => `n${i + 1}`);
  context.progress(`certificates for ${nodeCount} nodes`);
  const identities = await context.identities();
  await identities.issueFor(nodes);
  const primary = await Primary.prepare({ directory, allowedNodes: nodes, identities });
  let fleet: Fleet | undefined;
  let watch: SyncWatch | undefined;
  try {
    context.progress(`loading ${nodeCount} nodes`);
    fleet = await Fleet.load({
      nodes,
      unitsPerNode,
      host: primary.host,
      port: primary.port,
      certificates: identities.directory,
      directory: join(directory, "agents"),
      processes: Math.max(2, Math.ceil(nodeCount / nodesPerProcess)),
    });
    watch = new SyncWatch(primary.access);
    await new Run({ nodeCount, primary, fleet, watch, context, tell }).measure();
  } finally {
    await watch?.close();
    fleet?.stop();
    await primary.stop();
  }
}

interface Parts {
  readonly nodeCount: number;
  readonly primary: Primary;
  readonly fleet: Fleet;
  readonly watch: SyncWatch;
  readonly context: Context;
  readonly tell: Tell;
}

class Run {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async measure(): Promise<void> {
    const { nodeCount, primary, fleet, context } = this.#parts;
    const look = (s: number) => s / (context.isQuick ? 4 : 1);
    context.progress(`${nodeCount} nodes: start`);
    await this.#untilSynced("start", async () => {
      primary.launch();
      fleet.start();
    });
    context.progress(`${nodeCount} nodes: steady`);
    await this.#spend("nothing to do", look(20));
    context.progress(`${nodeCount} nodes: changes`);
    await this.#change(look(10));
    this.#tellMemory();
    context.progress(`${nodeCount} nodes: restart`);
    await this.#untilSynced("kill -9 and restart", () => primary.killAndRestart(), restartBudgetS);
    await this.#isWhole("after the restart");
    await this.#spend("nothing to do after the restart", look(8));
  }

  /** How long it takes until all nodes are in sync, from the moment hirte is started. */
  async #untilSynced(after: string, begin: () => Promise<void>, budget?: number): Promise<void> {
    const { nodeCount, primary, fleet, watch } = this.#parts;
    watch.forget();
    const fleetBefore = fleet.cpuSeconds();
    const startMs = performance.now();
    await begin();
    await watch.reaches(nodeCount, syncDeadlineMs);
    const tookS = (performance.now() - startMs) / 1000;
    const cpu = cpuSecondsOf(primary.pid);
    const fleetCpu = fleet.cpuSeconds() - fleetBefore;
    this.#tell(`all synced after ${after}`, tookS, "s", {
      ...(budget === undefined ? {} : { budget }),
      note: `CPU: hirte ${cpu.toFixed(1)} s, ${fleet.size} processes of agents ${fleetCpu.toFixed(1)} s; together ${((cpu + fleetCpu) / tookS).toFixed(1)} cores`,
    });
    this.#tell(`CPU of hirte until then`, cpu, "CPU s", {});
  }

  /** CPU used while nothing is asked for, and whether everybody stayed. */
  async #spend(what: string, seconds: number): Promise<void> {
    const { primary, fleet, watch, nodeCount } = this.#parts;
    const [cpu, fleetCpu, startMs] = [
      cpuSecondsOf(primary.pid),
      fleet.cpuSeconds(),
      performance.now(),
    ];
    await pause(seconds * 1000);
    const spentS = (performance.now() - startMs) / 1000;
    const fleetCores = (fleet.cpuSeconds() - fleetCpu) / spentS;
    this.#tell(`CPU of hirte, ${what}`, ((cpuSecondsOf(primary.pid) - cpu) / spentS) * 100, "%", {
      note: `of one core over ${spentS.toFixed(0)} s; agents ${fleetCores.toFixed(2)} cores`,
    });
    this.#tell(`nodes not in sync, ${what}`, nodeCount - watch.count, "", { budget: 0 });
  }

  /** CPU used while units change, and whether every change was learned. */
  async #change(seconds: number): Promise<void> {
    const { fleet, nodeCount } = this.#parts;
    fleet.change(changesPerSecond, nodeCount);
    await this.#spend(`${changesPerSecond} units change each second`, seconds);
    const changes = await fleet.settle();
    await pause(1000);
    await this.#isWhole("after the changes", changes);
  }

  /** All units are known to hirte as they are. */
  async #isWhole(when: string, changes?: number): Promise<void> {
    const { primary, nodeCount } = this.#parts;
    const client = await clientOf(primary.access);
    try {
      const startMs = performance.now();
      const rows = await client.query(managerNode, "list-units", {}, { timeoutMs: 20_000 });
      const tookMs = performance.now() - startMs;
      const right = rows.filter(({ stale }) => !stale).length;
      const missing = nodeCount * unitsPerNode - right;
      this.#tell(`units not known, ${when}`, missing, "", {
        budget: 0,
        note: `list-units of ${rows.length} units took ${tookMs.toFixed(0)} ms`,
      });
      if (changes === undefined) return;
      const learned = rows.reduce((sum, { sub }) => sum + timesChanged(sub), 0);
      this.#tell("changes of units not learned", changes - learned, "", {
        budget: 0,
        note: `of ${changes}`,
      });
    } finally {
      await client.close("cut");
    }
  }

  #tellMemory(): void {
    const { primary, nodeCount } = this.#parts;
    const { rssMiB, privateMiB } = memoryOf(primary.pid);
    this.#tell("memory of hirte, resident", rssMiB, "MiB", {
      note: `${nodeCount * unitsPerNode} units; private ${privateMiB.toFixed(0)} MiB, highest so far ${peakRssMiB(primary.pid).toFixed(0)} MiB`,
    });
  }

  #tell(
    what: string,
    value: number,
    unit: Unit,
    rest: { readonly budget?: number; readonly note?: string },
  ): void {
    this.#parts.tell({ what: `${this.#parts.nodeCount} nodes: ${what}`, value, unit, ...rest });
  }
}

function pause(forMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, forMs));
}
