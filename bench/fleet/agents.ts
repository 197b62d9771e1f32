import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Agent } from "../../agent/agent.ts";
import { procProcesses } from "../../agent/processes.ts";
import { systemClock } from "../../src/core/clock.ts";
import { silentLog } from "../../src/core/log.ts";
import { tcpStream } from "../../src/mqtt/link.ts";
import { FakeLogs } from "../../test/support/fake-logs.ts";
import { FakeNames } from "../../test/support/fake-names.ts";
import { FakeActions, FakeQueries } from "../../test/support/fake-queries.ts";
import { FakeRuns } from "../../test/support/fake-runs.ts";
import { FakeJournal } from "../../test/support/fake-systemd.ts";
import type { AgentsSpec, FromAgents, ToAgents } from "./messages.ts";
import { SimulatedNode } from "./simulated-node.ts";

/** A process of many agents: the real ones, but for the systemd beneath them. Started by fleet.ts. */
const spec = JSON.parse(process.argv[2] ?? "") as AgentsSpec;
const bootId = randomBytes(16).toString("hex");

const nodes = spec.nodes.map((name) => {
  const simulated = new SimulatedNode(spec.unitsPerNode);
  const agent = new Agent({
    node: name,
    links: [tcpStream(spec.host, spec.port)],
    systemd: simulated.systemd,
    actions: new FakeActions(),
    runs: new FakeRuns(),
    queries: new FakeQueries(),
    units: simulated.systemd,
    processes: procProcesses,
    journal: new FakeJournal(),
    logs: new FakeLogs(),
    names: new FakeNames(),
    bootClock: { bootMs: () => Number.parseFloat(readFileSync("/proc/uptime", "utf8")) * 1000 },
    machine: { machineId: randomBytes(16).toString("hex"), bootId },
    clock: systemClock,
    log: silentLog(),
    stateDir: join(spec.directory, name, "state"),
    runDir: join(spec.directory, name, "run"),
    // As agents are configured by default.
    heartbeatMs: 2000,
    reconnectMaxMs: 5000,
    version: "bench",
  });
  return { agent, simulated };
});

let changes = 0;
let timer: NodeJS.Timeout | undefined;

process.on("message", (message: ToAgents) => {
  if (message.kind === "start") {
    for (const { agent } of nodes) void agent.start();
    return;
  }
  clearInterval(timer);
  if (message.everyMs === 0) {
    say({ kind: "changed", changes });
    return;
  }
  // Spread evenly: nodes do not change in step.
  let next = 0;
  timer = setInterval(() => {
    nodes[next++ % nodes.length]?.simulated.change();
    changes++;
  }, message.everyMs / nodes.length);
});
process.on("disconnect", () => process.exit(0));
say({ kind: "loaded" });

function say(message: FromAgents): void {
  process.send?.(message);
}
