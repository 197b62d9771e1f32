import assert from "node:assert/strict";
import type { NodeConfig } from "../../../src/power/model.ts";
import { planShutdown, planStartup } from "../../../src/power/plan.ts";
import type { Plan, StageConfig } from "../../../src/power/plan-model.ts";

const node = (name: string, ...roles: string[]): NodeConfig => ({
  name,
  feeds: ["alpha"],
  minSupplies: 1,
  roles,
  offTimeoutMs: 90_000,
});
const nodes = [
  node("db", "coordinator"),
  node("broker"),
  node("server", "k3s-server"),
  node("worker", "k3s-agent"),
  node("nas"),
];
const everybody = nodes.map(({ name }) => name);
const onFailure = "continue" as const;
const stages: readonly StageConfig[] = [
  { name: "freeze", skippable: false, steps: [{ kind: "flux", what: "suspend", onFailure }] },
  {
    name: "snapshot",
    skippable: true,
    steps: [
      {
        kind: "command",
        command: "snap",
        at: { nodes: ["server", "worker"] },
        first: 1,
        onFailure,
      },
    ],
  },
  {
    name: "workers",
    skippable: false,
    steps: [
      {
        kind: "stop",
        unit: "k3s-agent.service",
        at: { nodes: ["worker"] },
        thenCommand: "killall",
        timeoutMs: 5000,
        onFailure,
      },
    ],
  },
  {
    name: "off",
    skippable: false,
    steps: [{ kind: "poweroff", at: { nodes: ["broker", "worker", "db"] }, onFailure }],
  },
  // Once more, as two selectors may name one node.
  {
    name: "off-again",
    skippable: false,
    steps: [{ kind: "poweroff", at: { nodes: ["worker", "server"] }, onFailure }],
  },
];
const request = {
  ...{ stages, nodes, coordinator: "db", brokerHost: "broker", scope: everybody },
  mode: "poweroff",
} as const;

function idsOf(plan: Plan): readonly string[] {
  return plan.stages.flatMap(({ steps }) => steps.map(({ id }) => id));
}

describe("the plan of a shutdown", () => {
  it("[REQ-HEC-10] powers off whoever is concerned once, the broker's host after the others, the coordinator by itself", () => {
    assert.deepEqual(idsOf(planShutdown(request)), [
      ...["freeze/0", "snapshot/0", "workers/0/worker", "off/0/worker", "off-again/0/server"],
      ...["off-others/0/nas", "off-broker-host/0/broker", "self/0"],
    ]);
  });

  it("[REQ-HEC-10] of a part of the cluster drains it, and leaves out what stops all of it", () => {
    const plan = planShutdown({ ...request, scope: ["worker", "nas"] });
    assert.deepEqual(idsOf(plan), [
      ...["drain/0/worker", "snapshot/0/worker", "workers/0/worker", "off/0/worker"],
      "off-others/0/nas",
    ]);
  });

  it("[REQ-HEC-10] names the same work by the same id in a wider scope", () => {
    const narrow = idsOf(planShutdown({ ...request, scope: ["worker", "nas"] }));
    const wide = new Set(idsOf(planShutdown({ ...request, scope: ["worker", "nas", "broker"] })));
    assert.deepEqual(
      narrow.filter((id) => !wide.has(id)),
      [],
    );
  });

  it("[REQ-HEC-10] powers nothing off where only the cluster is to stop", () => {
    const plan = planShutdown({ ...request, mode: "cluster-only" });
    const kinds = plan.stages.flatMap(({ steps }) => steps.map(({ action }) => action.kind));
    assert.deepEqual(kinds, ["flux", "command-on-first", "stop"]);
  });

  it("[REQ-HEC-10] says of each step what it does, and takes the slowest of a stage for its length, or what it took before", () => {
    const plan = planShutdown({ ...request, scope: ["worker", "server"] });
    const texts = plan.stages.flatMap(({ steps }) => steps.map(({ text }) => text));
    assert.deepEqual(texts, [
      "flux: suspend",
      "run snap on the first of server, worker to answer",
      "stop k3s-agent.service on worker, then run killall",
      "power off worker, and wait until it is gone",
      "power off server, and wait until it is gone",
    ]);
    // What is typical of each, and never more than it may take.
    assert.equal(plan.estimateMs, 10_000 + 20_000 + 5000 + 2 * 45_000);
    const learntMs = { snapshot: 42_000, off: 33_000 };
    const learnt = planShutdown({ ...request, scope: ["worker", "server"], learntMs });
    assert.equal(learnt.estimateMs, 10_000 + 42_000 + 5000 + 33_000 + 45_000);
  });
});

describe("the plan of a startup", () => {
  it("[REQ-RUNS-30] says of restarts and waits what they are about, a step for each node that is concerned", () => {
    const at = { nodes: ["server", "worker"] };
    const only = { nodes: ["server"] };
    const plan = planStartup({
      ...{ nodes, scope: everybody, wake: [], upses: [] },
      stages: [
        {
          name: "x",
          skippable: false,
          steps: [
            { kind: "restart", unit: "a.service", at, onFailure },
            { kind: "wait", what: "unit", unit: "a.service", is: "active", at: only, onFailure },
            { kind: "wait", what: "command", command: "look", at: only, onFailure },
            { kind: "wait", what: "tcp", to: { host: "fd00::1", port: 443 }, onFailure },
            { kind: "wait", what: "agent", at: only, onFailure, timeoutMs: 5000 },
          ],
        },
      ],
    });
    const [stage] = plan.stages;
    assert.deepEqual(
      stage?.steps.map(({ id, text }) => [id, text]),
      [
        ["x/0/server", "restart a.service on server"],
        ["x/0/worker", "restart a.service on worker"],
        ["x/1/server", "wait until a.service is active on server"],
        ["x/2/server", "wait until look succeeds on server"],
        ["x/3", "wait until [fd00::1]:443 takes a connection"],
        ["x/4/server", "wait for the agent of server"],
      ],
    );
    assert.deepEqual(
      stage?.steps.map(({ estimateMs }) => estimateMs),
      [30_000, 30_000, 30_000, 30_000, 30_000, 5000],
    );
  });

  it("[REQ-HEC-10] wakes exactly those that are to be woken", () => {
    const plan = planStartup({
      nodes,
      scope: everybody,
      upses: [],
      wake: ["worker"],
      stages: [
        {
          name: "wake",
          skippable: false,
          steps: [{ kind: "wake", at: { nodes: ["server", "worker"] }, onFailure }],
        },
        {
          name: "units",
          skippable: false,
          steps: [
            { kind: "wait", what: "time-synced", at: { nodes: ["server"] }, onFailure },
            { kind: "start", unit: "k3s.service", at: { nodes: ["server"] }, onFailure },
            { kind: "kube", what: "nodes-ready", atLeast: 2, onFailure },
            { kind: "http", url: "https://192.0.2.1/", expect: 200, onFailure },
            { kind: "soak", forMs: 60_000, onFailure },
          ],
        },
      ],
    });
    assert.deepEqual(idsOf(plan), [
      ...["wake/0/worker", "units/0/server", "units/1/server", "units/2", "units/3", "units/4"],
    ]);
    assert.deepEqual(plan.stages[1]?.steps[2]?.action, {
      ...{ kind: "kube", what: "nodes-ready", atLeast: 2 },
    });
  });
});
