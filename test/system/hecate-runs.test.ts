import assert from "node:assert/strict";
import { RunsSite } from "./runs-site.ts";

const stop = (unit: string, at: string) => ({
  ...{ stop: unit, at, timeout: "95s", on_failure: "continue" },
  // biome-ignore lint/suspicious/noThenProperty: a key of hecate.yaml
  then: { command: "k3s-killall" },
});
const shutdown = [
  {
    name: "snapshot",
    skippable: true,
    steps: [
      {
        command: "k3s-etcd-snapshot",
        at: "role:k3s-server",
        first: 1,
        timeout: "20s",
        on_failure: "continue",
      },
    ],
  },
  { name: "workers", steps: [stop("k3s-agent.service", "role:k3s-agent")] },
  { name: "servers", steps: [stop("k3s.service", "role:k3s-server")] },
  { name: "off-workers", steps: [{ poweroff: "role:k3s-agent" }] },
  { name: "off-servers", steps: [{ poweroff: "role:k3s-server" }] },
  { name: "off-ups-hosts", steps: [{ poweroff: "role:ups-host" }] },
];
const startup = [
  {
    name: "wake",
    steps: [{ wake: "role:k3s-server | role:k3s-agent | role:ups-host", timeout: "2m" }],
  },
  { name: "servers", steps: [{ start: "k3s.service", at: "role:k3s-server" }] },
  { name: "workers", steps: [{ start: "k3s-agent.service", at: "role:k3s-agent" }] },
  { name: "soak", steps: [{ soak: "5s" }] },
];

describe("an outage from its begin to its end, on real machines", function () {
  this.timeout(480_000);
  let runs: RunsSite;
  before("a site", async () => {
    runs = await RunsSite.begin({ shutdown, startup });
  });
  afterEach("what was logged", async function () {
    if (this.currentTest?.state !== "failed") return;
    const status = await runs.site.status("primary").catch(() => undefined);
    console.log(JSON.stringify(status?.run, undefined, 1));
    console.log(await runs.site.journal("primary").catch(String));
  });
  after(() => runs?.end());

  it("[REQ-RUNS-20] ends with every node powered off in order, the coordinator last, before the batteries; then everything is up again", async () => {
    const lastsS = 290;
    const beganMs = Date.now();
    runs.mainsGone(lastsS);
    const offs = await Promise.all(
      ["worker1", "worker2", "server", "peer"].map(
        async (name) => [name, await runs.isOff(name)] as const,
      ),
    );
    const order = [...offs].sort((a, b) => a[1] - b[1]).map(([name]) => name);
    assert.deepEqual(order.slice(2), ["server", "peer"]);
    const run = await runs.run(({ phase }) => phase === "holding", "all others are gone");
    assert.equal((await runs.statuses())["primary"], "on");
    const states = run.stages.flatMap(({ steps }) => steps.map(({ id, state }) => [id, state]));
    const of = Object.fromEntries(states) as Readonly<Record<string, string>>;
    // The one that takes a minute has had it, and the one that hangs was killed.
    assert.deepEqual([of["workers/0/worker1"], of["workers/0/worker2"]], ["done", "failed"]);
    for (const name of ["worker1", "worker2"]) assert.equal(of[`off-workers/0/${name}`], "done");
    // The coordinator goes when its own battery has just enough for itself.
    await runs.isOff("primary");
    const tookS = (Date.now() - beganMs) / 1000;
    assert.ok(tookS < lastsS, `everything was off after ${tookS} s of ${lastsS} s`);
    const stopped = await runs.stops("worker1");
    assert.ok(stopped.some((line) => line.startsWith("stopped")) && stopped.includes("killall"));
    assert.ok((await runs.stops("worker2")).includes("killall"));

    await runs.mainsBack();
    await runs.machine("primary").start();
    const started = await runs.run(
      ({ kind, phase }) => kind === "startup" && phase === "done",
      "the startup is over",
    );
    assert.deepEqual([...new Set(runs.wakes.woken)].sort(), [
      "peer",
      "server",
      "worker1",
      "worker2",
    ]);
    assert.deepEqual(new Set(Object.values(await runs.statuses())), new Set(["on"]));
    for (const [name, unit] of [
      ["server", "k3s"],
      ["worker1", "k3s-agent"],
      ["worker2", "k3s-agent"],
    ] as const) {
      assert.equal(await runs.machine(name).property(`${unit}.service`, "ActiveState"), "active");
    }
    assert.deepEqual([started.kind, started.phase], ["startup", "done"]);
  });
});
