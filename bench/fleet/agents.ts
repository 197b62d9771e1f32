import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Agent } from "../../agent/agent.ts";
import { procProcesses } from "../../agent/processes.ts";
import { systemClock } from "../../src/core/clock.ts";
import { silentLog } from "../../src/core/log.ts";
import { wayTo } from "../../src/identity/node-identity.ts";
import type { StreamFactory } from "../../src/mqtt/link.ts";
import { FakeLogs } from "../../test/support/fake-logs.ts";
import { FakeNames } from "../../test/support/fake-names.ts";
import { FakeActions, FakeQueries } from "../../test/support/fake-queries.ts";
import { FakeRuns } from "../../test/support/fake-runs.ts";
import { FakeJournal } from "../../test/support/fake-systemd.ts";
import type { AgentsSpec, FromAgents, ToAgents } from "./messages.ts";
import { nodeFiles } from "./node-files.ts";
import { SimulatedNode } from "./simulated-node.ts";

/** A process of many agents: the real ones, but for the systemd beneath them. Started by fleet.ts. */
const spec = JSON.parse(process.argv[2] ?? "") as AgentsSpec;
const bootId = randomBytes(16).toString("hex");

let attempts = 0;
/** The connection of each node, the last one it had. */
const connections = new Map<string, ReturnType<StreamFactory>>();

const nodes = spec.nodes.map((name) => {
  const { host, port, certificates } = spec;
  const way = wayTo({ host, port }, certificates ? { tls: nodeFiles(certificates, name) } : {});
  const simulated = new SimulatedNode(spec.unitsPerNode);
  const agent = new Agent({
    node: name,
    links: [
      () => {
        attempts++;
        const connection = way();
        connections.set(name, connection);
        return connection;
      },
    ],
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
  switch (message.kind) {
    case "start":
      for (const { agent } of nodes) void agent.start();
      return;
    case "cut":
      for (const connection of connections.values()) connection.destroy();
      return;
    case "count":
      say({ kind: "counted", attempts });
      return;
    case "change":
      change(message.everyMs);
  }
});
process.on("disconnect", () => process.exit(0));
say({ kind: "loaded" });

function change(everyMs: number): void {
  clearInterval(timer);
  if (everyMs === 0) {
    say({ kind: "changed", changes });
    return;
  }
  // Spread evenly: nodes do not change in step.
  let next = 0;
  timer = setInterval(() => {
    nodes[next++ % nodes.length]?.simulated.change();
    changes++;
  }, everyMs / nodes.length);
}

function say(message: FromAgents): void {
  process.send?.(message);
}
