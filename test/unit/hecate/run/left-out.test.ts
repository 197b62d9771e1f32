import assert from "node:assert/strict";
import type { StageConfig } from "../../../../src/power/plan-model.ts";
import type { Waking } from "../../../../src/power/supply.ts";
import { type Life, RunBench, startupStages } from "../../../support/run-bench.ts";
import { useTempDir } from "../../../support/temp-dir.ts";

const others = ["tethys", "titan-0a", "titan-1a", "titan-1b"];
const order = {
  ...({ kind: "start-up", run: 2, after: 1, wake: others, reason: "back" } as const),
};
const onFailure = "continue" as const;
const notYet: Waking = { is: "not-yet", why: "statera: it was not heard yet" };
const leftOut: Waking = { is: "left-out", why: "statera: charge 8 %" };

describe("a startup and nodes whose batteries are not known to have enough", () => {
  const dir = useTempDir();

  /** All others are off, and titan-1b may be woken as `titan1b` says. */
  const bench = (titan1b: (waitedMs: number) => Waking, where = ""): RunBench => {
    const made = new RunBench(`${dir()}/${where}`);
    made.config = {
      ...made.config,
      upses: [
        { name: "pyrphoros", host: "titan-db" },
        { name: "statera", host: "tethys" },
      ],
    };
    for (const name of others) {
      const machine = made.site.machine(name);
      machine.power = "off";
      machine.units.set("k3s.service", "inactive");
    }
    made.site.mayWake = (node, waitedMs) =>
      node === "titan-1b" ? titan1b(waitedMs) : { is: "yes" };
    return made;
  };
  const isOn = (made: RunBench) => others.filter((name) => made.site.machine(name).power === "on");
  const end = (life: Life) =>
    life.events.flatMap(({ event }) => (event.kind === "finished" ? [event] : []));
  const stepOf = (life: Life, id: string) =>
    life.executor.run?.stages.flatMap(({ steps }) => steps).find((step) => step.id === id);

  it("[REQ-RUNS-70] has the host that reads a UPS woken with the first who hangs on that, and waits for the battery from when it is up", async () => {
    const waited: number[] = [];
    const made = bench((waitedMs) => {
      waited.push(waitedMs);
      return waitedMs < 60_000 ? notYet : { is: "yes" };
    });
    const wake = (name: string, node: string, onFailure: "abort" | "continue"): StageConfig => ({
      ...{ name, skippable: false },
      steps: [{ kind: "wake", at: { nodes: [node] }, onFailure }],
    });
    const stages = [
      wake("first", "titan-0a", "abort"),
      wake("second", "titan-1b", "abort"),
      wake("third", "tethys", "abort"),
      wake("fourth", "titan-1a", "abort"),
    ];
    made.config = { ...made.config, startupStages: stages };
    made.site.bootMs = 100_000;
    const life = made.live();
    life.executor.startUp(order);
    await made.clock.advance(105_000);
    assert.deepEqual(isOn(made), ["titan-0a"]);
    await made.clock.advance(90_000);
    assert.equal(Math.max(...waited), 0);
    await made.clock.advance(13_000);
    assert.deepEqual(isOn(made), ["tethys", "titan-0a"]);
    assert.ok(Math.max(...waited) <= 10_000, `${waited}`);
    await made.clock.advance(300_000);
    assert.deepEqual(isOn(made), others);
    assert.deepEqual(
      life.executor.run?.stages.map(({ steps }) => steps.map(({ id }) => id)),
      [
        ["first/0/titan-0a"],
        ["second/0/titan-1b", "second/r/tethys"],
        ["third/0/tethys"],
        ["fourth/0/titan-1a"],
      ],
    );
  });

  it("[REQ-RUNS-70] waits for the battery from when that host has had its time, if it does not come up; only its own stage breaks off", async () => {
    const made = bench((waitedMs) => (waitedMs < 60_000 ? notYet : { is: "yes" }));
    made.site.machine("tethys").quirk = "dead";
    const life = made.live();
    life.executor.startUp(order);
    await made.clock.advance(600_000);
    assert.deepEqual(isOn(made), ["titan-0a", "titan-1a"]);
    await made.clock.advance(150_000);
    assert.deepEqual(isOn(made), ["titan-0a", "titan-1a", "titan-1b"]);
    assert.deepEqual(end(life)[0]?.missing, ["tethys"]);
  });

  it("[REQ-RUNS-71] wakes a node when its battery is known to have enough, and says until then what it waits for", async () => {
    let says: Waking = notYet;
    const waited: number[] = [];
    const made = bench((waitedMs) => {
      waited.push(waitedMs);
      return says;
    });
    const life = made.live();
    life.executor.startUp(order);
    await made.clock.advance(400_000);
    assert.deepEqual(isOn(made), ["tethys", "titan-0a", "titan-1a"]);
    assert.equal(stepOf(life, "wake/0/titan-1b")?.detail, `not woken yet: ${notYet.why}`);
    assert.equal(waited.at(-1), 370_000);
    says = { is: "yes" };
    await made.clock.advance(120_000);
    assert.deepEqual(isOn(made), others);
    assert.equal(made.site.machine("titan-1b").units.get("k3s.service"), "active");
    assert.deepEqual(end(life), [
      { kind: "finished", outcome: "done", executed: true, edition: 0 },
    ]);
  });

  it("[REQ-RUNS-71] gives it the whole of its time to come up from then on, over a restart as well, and asks no second time", async () => {
    for (const killedAt of ["never", "when it may", "while it waits"]) {
      let says: Waking = notYet;
      const made = bench(() => says, killedAt);
      // Longer than the wake step has left, and than what a step has after a restart.
      made.site.bootMs = 500_000;
      const wake: StageConfig = {
        ...{ name: "wake", skippable: false },
        steps: [{ kind: "wake", at: { nodes: ["titan-1b"] }, timeoutMs: 600_000, onFailure }],
      };
      made.config = { ...made.config, upses: [], startupStages: [wake] };
      let life = made.live();
      const alone = { ...order, wake: ["titan-1b"] };
      life.executor.startUp(alone);
      await made.clock.advance(590_000);
      if (killedAt === "while it waits") {
        life = made.live();
        life.executor.startUp(alone);
      }
      says = { is: "yes" };
      await made.clock.advance(2000);
      says = leftOut;
      if (killedAt === "when it may") {
        life = made.live();
        life.executor.startUp(alone);
      }
      await made.clock.advance(520_000);
      assert.deepEqual(isOn(made), ["titan-1b"]);
      assert.equal(stepOf(life, "wake/0/titan-1b")?.state, "done");
    }
  });

  it("[REQ-RUNS-72] goes on without a node that is left out, does nothing there, waits for it nowhere, and says who that is", async () => {
    const made = bench((waitedMs) => (waitedMs < 60_000 ? notYet : leftOut));
    const at = { nodes: ["titan-1a", "titan-1b"] };
    const extra: StageConfig = {
      ...{ name: "extra", skippable: false },
      steps: [
        {
          kind: "command",
          command: "once",
          first: 1,
          at: { nodes: ["titan-1b", "titan-1a"] },
          onFailure,
        },
        { kind: "restart", unit: "k3s.service", at, onFailure },
        { kind: "wait", what: "agent", at, onFailure },
        // Twice in the plan, it is looked at once.
        { kind: "wake", at, onFailure },
        // All who could do it, or more than there are now.
        {
          kind: "command",
          command: "none",
          first: 1,
          at: { nodes: ["titan-1b"] },
          onFailure: "abort",
        },
        {
          kind: "command",
          command: "two",
          first: 2,
          at: { nodes: ["titan-0a", ...at.nodes] },
          onFailure: "abort",
        },
      ],
    };
    const asked: (readonly string[] | undefined)[] = [];
    made.site.onCluster = ({ leftOut: those }) => void asked.push(those);
    const ready: StageConfig = {
      ...{ name: "ready", skippable: false },
      steps: [{ kind: "kube", what: "nodes-ready", onFailure }],
    };
    made.config = { ...made.config, startupStages: [...startupStages.slice(0, 3), extra, ready] };
    const life = made.live();
    life.executor.startUp(order);
    await made.clock.advance(300_000);
    const [finished] = end(life);
    assert.deepEqual(
      [finished?.outcome, finished?.leftOut, finished?.missing],
      [...["done", ["titan-1b"], undefined]],
    );
    assert.deepEqual(
      made.site.done.filter((what) => what.endsWith("titan-1b")),
      [],
    );
    assert.ok(made.site.done.includes("run once titan-1a"));
    assert.ok(made.site.done.includes("run two titan-0a"));
    assert.ok(made.site.done.includes("run two titan-1a"));
    const skipped = life.executor.run?.stages
      .flatMap(({ steps }) => steps)
      .flatMap(({ id, state }) => (state === "skipped" ? [id] : []));
    assert.deepEqual(skipped, [
      ...["wake/0/titan-1b", "workers/0/titan-1b", "extra/1/titan-1b", "extra/2/titan-1b"],
      "extra/3/titan-1b",
      "extra/4/titan-1b",
    ]);
    assert.match(stepOf(life, "wake/0/titan-1b")?.detail ?? "", /^left out: statera: charge 8 %/);
    assert.deepEqual(asked, [["titan-1b"]]);
    // Whoever did not hear that it is over is told once more.
    const next = made.live();
    next.executor.startUp(order);
    assert.deepEqual(end(next)[0]?.leftOut, ["titan-1b"]);
  });

  it("[REQ-RUNS-72] goes on without it in the next life, too, where it was killed at any line", async () => {
    const told = new Set<string>();
    for (let number = 1; ; number++) {
      const made = bench(() => leftOut, `${number}`);
      let life = made.live();
      let lines = 0;
      made.afterLine = (line) => {
        if (++lines !== number) return;
        told.add(line);
        life = made.live();
        made.clock.after(1000, () => life.executor.startUp(order));
      };
      life.executor.startUp(order);
      await made.clock.advance(400_000);
      assert.deepEqual(end(life).at(-1)?.leftOut, ["titan-1b"], `${number}`);
      assert.equal(made.site.machine("titan-1b").power, "off");
      assert.equal(
        made.site.done.filter((what) => what === "start k3s.service titan-1a").length,
        1,
      );
      if (lines < number) break;
    }
    assert.ok(told.size > 10);
  });

  it("[REQ-RUNS-73] takes a node that somebody has switched on meanwhile as it is", async () => {
    const made = bench(() => notYet);
    const life = made.live();
    life.executor.startUp(order);
    await made.clock.advance(100_000);
    made.site.machine("titan-1b").power = "on";
    await made.clock.advance(60_000);
    assert.equal(stepOf(life, "wake/0/titan-1b")?.detail, "it is up");
    assert.equal(made.site.machine("titan-1b").units.get("k3s.service"), "active");
  });

  it("[REQ-RUNS-74] about nodes that were left out alone does nothing to others, and nothing once more that was done for all", async () => {
    const made = bench(() => ({ is: "yes" }));
    for (const name of others.slice(0, 3)) made.site.machine(name).power = "on";
    const once: StageConfig = {
      ...{ name: "once", skippable: false },
      steps: [
        {
          kind: "command",
          command: "once",
          first: 1,
          at: { nodes: ["titan-1a", "titan-1b"] },
          onFailure,
        },
      ],
    };
    made.config = { ...made.config, startupStages: [...startupStages, once] };
    const life = made.live();
    life.executor.startUp({ ...order, wake: ["titan-1b"], part: { leftOut: [] } });
    await made.clock.advance(120_000);
    assert.deepEqual(made.site.done, ["wake titan-1b", "start k3s.service titan-1b"]);
    assert.deepEqual(life.executor.run?.scope, ["titan-1b"]);
    assert.deepEqual(end(life)[0]?.outcome, "done");
  });

  it("[REQ-RUNS-74] after one that has failed it does nothing about the cluster as a whole", async () => {
    const made = bench(() => ({ is: "yes" }));
    for (const name of others.slice(0, 3)) made.site.machine(name).power = "on";
    const whole: StageConfig = {
      ...{ name: "whole", skippable: false },
      steps: [
        { kind: "flux", what: "resume-ours", onFailure },
        { kind: "kube", what: "nodes-ready", onFailure },
        { kind: "command", command: "once", first: 1, at: { nodes: ["titan-1b"] }, onFailure },
        { kind: "restart", unit: "k3s.service", at: { nodes: ["titan-1b"] }, onFailure },
      ],
    };
    made.config = { ...made.config, startupStages: [...startupStages, whole] };
    const life = made.live();
    const part = { leftOut: [], isAfterFailure: true } as const;
    life.executor.startUp({ ...order, wake: ["titan-1b"], part });
    await made.clock.advance(120_000);
    assert.deepEqual(made.site.done, [
      ...["wake titan-1b", "start k3s.service titan-1b", "restart k3s.service titan-1b"],
    ]);
  });

  it("[REQ-RUNS-72] leaves nobody out of whom it cannot be said whether it is up", async () => {
    const made = bench(() => leftOut);
    made.site.isHirteAway = true;
    const life = made.live();
    life.executor.startUp(order);
    await made.clock.advance(60_000);
    assert.equal(stepOf(life, "wake/0/titan-1b")?.state, "started");
    made.site.isHirteAway = false;
    await made.clock.advance(5_000);
    assert.equal(stepOf(life, "wake/0/titan-1b")?.state, "skipped");
  });
});
