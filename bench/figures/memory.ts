import { readFileSync } from "node:fs";
import type { LabNode } from "../../test/support/lab.ts";
import type { Figure } from "../figure.ts";
import { cpuSecondsOf, memoryOf } from "../process-usage.ts";
import { summarize } from "../statistics.ts";

/** Memory of both daemons and what an agent does when there is nothing to do, on real machines. */
export const memory: Figure = {
  name: "memory",
  summary: "memory of hirte and its agents, and the CPU of an agent that has nothing to do",
  place: "lab",

  async measure({ isQuick, progress }, tell, { cluster: lab }) {
    const lookS = isQuick ? 8 : 30;
    progress(`${lookS} s of doing nothing`);
    const agents = lab.nodes.map((node) => mainPid(node, "hirte-agent.service"));
    const hirte = mainPid(lab.primary, "hirte.service");
    const units = await loadedUnits(lab.node1);
    const usage = () => ({
      agents: agents.map(cpuSecondsOf),
      hirte: cpuSecondsOf(hirte),
      atMs: performance.now(),
    });
    const before = usage();
    await new Promise<void>((resolve) => setTimeout(resolve, lookS * 1000));
    const after = usage();
    const spentS = (after.atMs - before.atMs) / 1000;
    const percent = agents.map(
      (_, i) => (((after.agents[i] ?? 0) - (before.agents[i] ?? 0)) / spentS) * 100,
    );

    const ofAgents = agents.map(memoryOf);
    const rss = summarize(ofAgents.map(({ rssMiB }) => rssMiB));
    const own = summarize(ofAgents.map(({ privateMiB }) => privateMiB));
    const busy = summarize(percent);
    const many = `largest of ${agents.length} agents with ${units} units each, median `;
    tell(
      {
        what: "agent, resident",
        value: rss.max,
        unit: "MiB",
        budget: 62,
        note: many + rss.p50.toFixed(1),
      },
      {
        what: "agent, private",
        value: own.max,
        unit: "MiB",
        budget: 22,
        note: many + own.p50.toFixed(1),
      },
      {
        what: "agent, idle CPU",
        value: busy.p50,
        unit: "%",
        budget: 0.2,
        note: `of one core, median of ${agents.length} agents over ${lookS} s, highest ${busy.max.toFixed(3)}`,
      },
    );
    const { rssMiB, privateMiB } = memoryOf(hirte);
    const isEnough = agents.length >= 10;
    tell(
      {
        what: `hirte with ${agents.length} nodes, resident`,
        value: rssMiB,
        unit: "MiB",
        ...(isEnough ? { budget: 85 } : {}),
        note: `${agents.length * units} units; private ${privateMiB.toFixed(1)} MiB`,
      },
      {
        what: `hirte with ${agents.length} nodes, idle CPU`,
        value: ((after.hirte - before.hirte) / spentS) * 100,
        unit: "%",
        note: `of one core over ${lookS} s`,
      },
    );
  },
};

/** The pid by which this process sees a unit's only process. */
function mainPid(node: LabNode, unit: string): number {
  const path = `/sys/fs/cgroup/${node.name}/system.slice/${unit}/cgroup.procs`;
  const pids = readFileSync(path, "utf8").trim().split("\n").map(Number);
  if (pids.length !== 1 || !pids[0])
    throw new Error(`${unit} on ${node.name}: ${pids.length} processes`);
  return pids[0];
}

async function loadedUnits(node: LabNode): Promise<number> {
  const text = await node.systemctl("list-units", "--all", "--plain", "--no-legend");
  return text.trim().split("\n").length;
}
