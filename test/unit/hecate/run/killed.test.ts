import assert from "node:assert/strict";
import type { FinishedRun, RunEvent } from "../../../../src/power/model.ts";
import { type Life, RunBench, siteNames, wholeRun } from "../../../support/run-bench.ts";
import { useTempDir } from "../../../support/temp-dir.ts";

const startUp = {
  ...({ kind: "start-up", run: 2, after: 1, reason: "the mains are back" } as const),
  wake: siteNames.filter((name) => name !== "titan-db"),
};

/** What was done, but for what may be done as often as one likes: a look, or a packet that wakes who sleeps. */
const effects = (done: readonly string[]) => done.filter((one) => !one.startsWith("wake"));

/** Kills, and goes on as the coordinator's state has it after a restart: the run under way is ordered again. */
async function withKillAt(
  bench: RunBench,
  order: (life: Life) => void,
  kill: { readonly at: number; readonly when: "before" | "after" },
): Promise<{ readonly life: Life; readonly lines: number }> {
  let lines = 0;
  let isKilled = false;
  let life = bench.live();
  const look = (when: "before" | "after") => {
    if (when === "before") lines += 1;
    if (isKilled || kill.when !== when || lines !== kill.at) return;
    isKilled = true;
    life = bench.live();
    // In its own turn: the old one is in the middle of a line.
    setImmediate(() => order(life));
  };
  bench.onLine = () => look("before");
  bench.afterLine = () => look("after");
  order(life);
  await bench.clock.advance(400_000);
  return { life, lines };
}

function eventsOf({ events }: Life, kind: RunEvent["kind"]): readonly RunEvent[] {
  return events.map(({ event }) => event).filter((event) => event.kind === kind);
}

/** Killed when all of it was on disk. */
function isLast(at: number, when: "before" | "after", lines: number): boolean {
  return at === lines && when === "after";
}

/** The last life tells what became of the run, once; `isAll`: as the one before it would have. */
function assertRemembered(
  finished: readonly FinishedRun[],
  of: { readonly learnt: readonly FinishedRun[]; readonly isAll: boolean; readonly where: string },
): void {
  const { learnt, isAll, where } = of;
  if (isAll) assert.deepEqual(finished, learnt, where);
  assert.deepEqual(
    finished.map(({ run, outcome }) => [run, outcome]),
    learnt.map(({ run, outcome }) => [run, outcome]),
    where,
  );
}

describe("an executor that is killed at any line of its journal", function () {
  this.timeout(60_000);
  const dir = useTempDir();

  it("[REQ-RUNS-10] [REQ-RUNS-22] comes to the same end of a shutdown, and does nothing of it twice", async () => {
    const whole = new RunBench(`${dir()}/whole`);
    const { life, lines } = await withKillAt(whole, (one) => one.executor.begin(wholeRun), {
      at: 0,
      when: "before",
    });
    const wanted = [...effects(whole.site.done)].sort();
    const learnt = life.finished;
    assert.ok(lines >= 30, `${lines} lines`);
    for (let at = 1; at <= lines; at++) {
      for (const when of ["before", "after"] as const) {
        const bench = new RunBench(`${dir()}/${at}-${when}`);
        const { life } = await withKillAt(bench, (one) => one.executor.begin(wholeRun), {
          at,
          when,
        });
        const where = `killed ${when} line ${at}`;
        // A cluster's work is looked at and done again, as it says itself what it has done.
        const once = (done: readonly string[]) => done.filter((one) => !/^(kube|flux)/.test(one));
        assert.deepEqual([...once(bench.site.done)].sort(), once(wanted), where);
        assert.equal(life.executor.run?.phase, "holding", where);
        assert.equal(eventsOf(life, "others-gone").length, 1, where);
        assertRemembered(life.finished, { learnt, isAll: isLast(at, when, lines), where });
        const told = eventsOf(life, "power-off-told").flatMap((event) =>
          "nodes" in event ? event.nodes : [],
        );
        assert.deepEqual([...new Set(told)].sort(), [...siteNames.slice(1)].sort(), where);
      }
    }
  });

  it("[REQ-RUNS-11] [REQ-RUNS-22] comes to the same end of a startup", async () => {
    const off = (bench: RunBench) => {
      for (const name of siteNames.slice(1)) {
        const machine = bench.site.machine(name);
        machine.power = "off";
        for (const unit of machine.units.keys()) machine.units.set(unit, "inactive");
      }
    };
    const whole = new RunBench(`${dir()}/whole`);
    off(whole);
    const { life, lines } = await withKillAt(whole, (one) => one.executor.startUp(startUp), {
      at: 0,
      when: "before",
    });
    const learnt = life.finished;
    const wanted = [...effects(whole.site.done)].sort();
    assert.equal(wanted.length, 3);
    for (let at = 1; at <= lines; at++) {
      for (const when of ["before", "after"] as const) {
        const bench = new RunBench(`${dir()}/${at}-${when}`);
        off(bench);
        const { life } = await withKillAt(bench, (one) => one.executor.startUp(startUp), {
          at,
          when,
        });
        const where = `killed ${when} line ${at}`;
        assert.deepEqual([...effects(bench.site.done)].sort(), wanted, where);
        assert.equal(life.executor.run?.phase, "done", where);
        assert.equal(eventsOf(life, "finished").length, 1, where);
        assertRemembered(life.finished, { learnt, isAll: isLast(at, when, lines), where });
      }
    }
  });

  it("[REQ-RUNS-46] powers nobody off after a restart who has come up by itself while it holds", async () => {
    const bench = new RunBench(dir());
    bench.live().executor.begin(wholeRun);
    await bench.clock.advance(400_000);
    // The mains are back, for a moment or for good, and it boots.
    bench.site.machine("titan-1a").power = "on";
    bench.site.done.length = 0;
    const life = bench.live();
    life.executor.begin(wholeRun);
    await bench.clock.advance(400_000);
    assert.deepEqual(bench.site.done, []);
    assert.equal(life.executor.run?.phase, "holding");
    assert.equal(eventsOf(life, "others-gone").length, 1);
    // Another battery needs more of it: then it is looked at anew who is there.
    const widened = { run: 1, reason: "both", scope: siteNames, edition: 1 };
    life.executor.widen({ kind: "widen-run", ...widened });
    await bench.clock.advance(400_000);
    assert.deepEqual(bench.site.done, ["off titan-1a"]);
  });

  it("[REQ-RUNS-40] does not prolong a startup for ever where it is killed again and again", async () => {
    const bench = new RunBench(dir());
    bench.site.machine("titan-1b").power = "off";
    bench.site.machine("titan-1b").quirk = "dead";
    let life = bench.live();
    // Waking it may take 600 s.
    for (let lives = 1; lives <= 7; lives++) {
      life.executor.startUp(startUp);
      await bench.clock.advance(100_000);
      if (lives < 7) life = bench.live();
    }
    assert.equal(life.executor.run?.phase, "done");
    const ends = eventsOf(life, "finished");
    assert.deepEqual(
      ends.flatMap((end) => (end.kind === "finished" ? [end.outcome, end.missing] : [])),
      ["done", ["titan-1b"]],
    );
  });

  it("[REQ-RUNS-12] begins no startup whose journal cannot be written", async () => {
    const bench = new RunBench(dir());
    bench.onLine = () => {
      throw new Error("no space left on device");
    };
    const life = bench.live();
    life.executor.startUp(startUp);
    await bench.clock.advance(100_000);
    assert.equal(life.executor.run?.phase, "failed");
    assert.deepEqual(bench.site.done, []);
    assert.match(JSON.stringify(life.executor.run), /its journal cannot be written/);
  });

  it("[REQ-RUNS-13] takes no journal of another run for that of its own", async () => {
    const bench = new RunBench(dir());
    const first = bench.live();
    first.executor.begin({ ...wholeRun, key: "pyrphoros:other:1" });
    await bench.clock.advance(400_000);
    assert.equal(first.executor.run?.phase, "holding");
    for (const name of siteNames) bench.site.machine(name).power = "on";
    const second = bench.live();
    bench.site.done.length = 0;
    second.executor.begin(wholeRun);
    await bench.clock.advance(400_000);
    assert.ok(bench.site.done.includes("off titan-1a"));
  });
});
