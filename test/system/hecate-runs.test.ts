import assert from "node:assert/strict";
import { macOf, until } from "../support/lab.ts";
import { diary, holdUp, letGo, takesToStop, type Word } from "./runs-nodes.ts";
import { type NodeName, nodeNames, RunsSite } from "./runs-site.ts";

describe("an outage from its begin to its end, on real machines", function () {
  this.timeout(240_000);
  // Each begins where the one before it has left everything.
  this.bail(true);
  let runs: RunsSite;
  let wanted: readonly string[];
  let beganMs: number;
  let woken: number;
  let heard: number;

  before("a site", async () => {
    runs = await RunsSite.begin();
    ({ wanted } = runs.api);
  });
  beforeEach(() => {
    beganMs = Date.now();
    woken = runs.wakes.woken.length;
    heard = runs.wakes.heard.length;
  });
  afterEach("what was logged", async function () {
    if (this.currentTest?.state !== "failed") return;
    for (let run = 1; run <= (await runs.lastRun()); run++) {
      for (const line of runs.journal(run)) console.log(run, JSON.stringify(line));
    }
    console.log(await runs.site.journal("primary", { sinceMs: beganMs }).catch(String));
    for (const machine of runs.cluster.machines) {
      console.log(machine.name, await machine.lastEnd(), JSON.stringify(diary(machine, beganMs)));
    }
    console.log(JSON.stringify(runs.api.changesSince(beganMs)));
  });
  after(() => runs?.end());

  /** Machines that magic packets were sent to, on or off. */
  const calledNow = () => {
    const called = new Set(runs.wakes.heard.slice(heard));
    const { machines } = runs.cluster;
    return machines.flatMap((one) => (called.has(macOf(one)) ? [one.name] : [])).sort();
  };
  const wokenNow = () => runs.wakes.woken.slice(woken).sort();
  const when = (name: string, word: Word) => {
    const found = diary(runs.machine(name), beganMs).find((each) => each.word === word);
    assert.ok(found, `${name} has written down no ${word}`);
    return found.atMs;
  };
  const countOf = (name: string, word: Word) =>
    diary(runs.machine(name), beganMs).filter((each) => each.word === word).length;

  /** The next run, once it has begun. */
  async function outage(): Promise<number> {
    const run = (await runs.lastRun()) + 1;
    await runs.outage();
    await runs.notes(run, "begun", ({ is }) => is === "begun");
    return run;
  }

  /** Everything is as before, and only these machines were powered off, once each. */
  async function isAsBefore(after: number, ...off: readonly string[]): Promise<void> {
    const { run } = await runs.isUpAgain(after);
    assert.deepEqual(await runs.areMissing(), []);
    assert.deepEqual(runs.api.wanted, wanted);
    assert.deepEqual(runs.api.marked, []);
    assert.deepEqual(runs.api.cordoned, []);
    assert.deepEqual(
      runs.livesSince(beganMs),
      Object.fromEntries([...off].map((name) => [name, "off boot"])),
    );
    const others = [...off].filter((name) => name !== "primary").sort();
    assert.deepEqual([wokenNow(), calledNow()], [others, others]);
    const asked = runs.journal(run).flatMap((line) => (line.is === "begun" ? line.wake : []));
    assert.deepEqual([...asked].sort(), others);
    const pinned = runs.api.changesSince(beganMs).filter(({ what }) => what.includes("pinned"));
    assert.deepEqual(pinned, []);
  }

  it("[REQ-RUNS-20] [REQ-RUNS-44] begun by the peer's UPS and widened by the coordinator's, it ends with every node powered off in order, the coordinator last, before the batteries; then everything is up again", async () => {
    // One that takes a minute, and one that never ends.
    await takesToStop(runs.machine("worker1"), 60);
    await takesToStop(runs.machine("worker2"), 3600);
    const run = (await runs.lastRun()) + 1;
    await runs.outageAtPeer();
    await runs.begins(run, "drain/0/worker2");
    await until(() => runs.api.evictionsSince(beganMs).length > 0, { what: "worker2 is drained" });
    // What Longhorn runs there stays for as long as a drain takes: that is waited for by nobody now.
    const drainsMs = Date.now();
    const battery = { runtimeS: 270, perS: 2.4 };
    runs.drain(battery);
    const offs = await Promise.all(
      nodeNames.map(async (name) => [name, await runs.isOff(name, beganMs)] as const),
    );
    const off = Object.fromEntries(offs) as Readonly<Record<NodeName, number>>;
    // The coordinator goes when its own battery has just enough for itself.
    const selfMs = await runs.isOff("primary", beganMs);
    const lastsMs = (battery.runtimeS / battery.perS) * 1000;
    assert.ok(selfMs - drainsMs < lastsMs, `off after ${selfMs - drainsMs} ms of ${lastsMs} ms`);
    assert.equal(await runs.lastRun(), run);
    const lines = runs.journal(run);
    assert.deepEqual(
      lines.flatMap((one) =>
        one.is === "begun" || one.is === "widened" ? [[...one.scope].sort()] : [],
      ),
      [["peer", "worker2"], [...nodeNames, "primary"].sort()],
    );
    assert.deepEqual(
      lines.flatMap((line) => (line.is === "told" ? line.nodes : [])).sort(),
      [...nodeNames].sort(),
    );
    // The one that hangs was killed, and the drain was ended. All else went well, and nothing was left out.
    const bad = lines.flatMap((line) =>
      line.is === "step-ended" && line.outcome !== "done" ? [[line.step, line.outcome]] : [],
    );
    assert.deepEqual(bad, [
      ["drain/0/worker2", "skipped"],
      ["workers/0/worker2", "failed"],
    ]);
    assert.deepEqual(runs.api.cordoned, ["worker2"]);

    const changes = runs.api.changesSince(beganMs);
    const of = (word: string) => changes.filter(({ what }) => what.startsWith(word));
    assert.deepEqual(
      of("suspend")
        .map(({ what }) => what.slice(8))
        .sort(),
      [
        "gitrepositories/flux-system",
        "helmreleases/web",
        "kustomizations/apps",
        "kustomizations/core",
      ],
    );
    assert.deepEqual(
      of("scale")
        .map(({ what }) => what.slice(6))
        .sort(),
      ["deployments/gitea 0", "deployments/web 0", "statefulsets/queue 0"],
    );
    assert.equal(of("scale").at(-1)?.what, "scale deployments/gitea 0");
    const order = {
      suspended: of("suspend").map(({ atMs }) => atMs),
      snapshot: [when("server", "snapshot")],
      scaled: of("scale").map(({ atMs }) => atMs),
      stopping: [when("worker1", "stopping"), when("worker2", "stopping")],
      killed: [when("worker1", "killall"), when("worker2", "killall")],
      server: [when("server", "stopping")],
      workers: [off.worker1, off.worker2],
      off: [off.server],
      peer: [off.peer],
      self: [selfMs],
    };
    inOrder(order);
    assert.ok(when("worker1", "stopped") - when("worker1", "stopping") >= 60_000);
    assert.equal(countOf("worker2", "stopped"), 0);

    await runs.mainsBack();
    await runs.machine("primary").start();
    await isAsBefore(run, ...nodeNames, "primary");
    for (const name of ["worker1", "worker2"]) await takesToStop(runs.machine(name), 0);
  });

  it("[REQ-RUNS-25] powers nobody off where the mains are back before anybody was told, and takes back what was done", async () => {
    const { worker1 } = machines();
    await holdUp(worker1, "stop");
    const run = await outage();
    await runs.begins(run, "workers/0/worker1");
    await runs.mainsBack();
    await runs.isHeld(run);
    await letGo(worker1, "stop");
    await isAsBefore(run);
    assert.deepEqual(ended(run), ["cancelled"]);
    assert.equal(countOf("server", "stopping"), 0);
  });

  it("[REQ-RUNS-25] tells no further node where the mains are back, and wakes those that were told, and no other", async () => {
    const { worker1 } = machines();
    await holdUp(worker1, "off");
    const run = await outage();
    await runs.areTold(run, "worker1", "worker2");
    await runs.mainsBack();
    await runs.isHeld(run);
    await letGo(worker1, "off");
    await isAsBefore(run, "worker1", "worker2");
  });

  it("[REQ-RUNS-25] does not power the coordinator off where the mains are back while it holds, and wakes all others", async () => {
    const run = await outage();
    await runs.isHolding(run);
    assert.deepEqual(await runs.areOn(), ["primary"]);
    await runs.mainsBack();
    await isAsBefore(run, ...nodeNames);
  });

  it("[REQ-RUNS-26] begins another run where the mains go again while it starts up, and leaves nothing off in the end", async () => {
    const run = await outage();
    await runs.areTold(run, "worker1", "worker2");
    await runs.mainsBack();
    await runs.isHeld(run);
    await runs.run("it starts up", (now) => now.run > run && now.kind === "startup");
    await runs.wakes.until("one is woken", () => runs.wakes.woken.length > woken, 30_000);
    const second = await outage();
    await runs.isHolding(second);
    assert.deepEqual(await runs.areOn(), ["primary"]);
    await runs.mainsBack();
    await runs.isUpAgain(second);
    assert.deepEqual(await runs.areOn(), [...nodeNames, "primary"].sort());
    assert.deepEqual(await runs.areMissing(), []);
    assert.deepEqual(runs.api.wanted, wanted);
    assert.deepEqual(runs.api.marked, []);
  });

  it("[REQ-RUNS-27] comes to the same end where hecate is killed again and again, and does nothing twice", async () => {
    const { worker1 } = machines();
    await holdUp(worker1, "stop");
    await holdUp(worker1, "off");
    const run = await outage();
    await runs.begins(run, "freeze/0");
    await runs.kill();
    await runs.begins(run, "quiesce/0");
    await runs.kill();
    await runs.begins(run, "workers/0/worker1");
    await runs.kill();
    await letGo(worker1, "stop");
    await runs.areTold(run, "worker1");
    await runs.kill();
    await runs.mainsBack();
    await runs.isHeld(run);
    await runs.kill();
    await letGo(worker1, "off");
    await runs.notes(run + 1, "begun", ({ is }) => is === "begun");
    await runs.kill();
    await isAsBefore(run, "worker1", "worker2");
    assert.deepEqual(ended(run), ["cancelled"]);
    for (const name of ["worker1", "worker2"]) assert.equal(countOf(name, "stopping"), 1);
    assert.equal(countOf("server", "snapshot"), 1);
    const changes = runs.api.changesSince(beganMs).map(({ what }) => what);
    const twice = changes.filter((what, index) => changes.indexOf(what) !== index);
    assert.deepEqual(twice, []);
  });

  function machines() {
    return { worker1: runs.machine("worker1"), worker2: runs.machine("worker2") };
  }

  /** How a run ended, each time that its journal says so. */
  function ended(run: number): readonly string[] {
    return runs.journal(run).flatMap((line) => (line.is === "finished" ? [line.outcome] : []));
  }
});

/** Each group has begun and ended before the next begins. */
function inOrder(groups: Readonly<Record<string, readonly number[]>>): void {
  const all = Object.entries(groups);
  for (const [index, [name, moments]] of all.entries()) {
    const [next, after] = all[index + 1] ?? [];
    if (!next || !after) continue;
    assert.ok(
      moments.length > 0 && Math.max(...moments) <= Math.min(...after),
      `${name} before ${next}: ${JSON.stringify(groups)}`,
    );
  }
}
