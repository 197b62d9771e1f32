import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readHecateConfig } from "../../../src/config/hecate.ts";
import type { Happening } from "../../../src/hecate/brain.ts";
import { diskWriter, type WriteFile } from "../../../src/hecate/disk.ts";
import { Memory } from "../../../src/hecate/memory.ts";
import { powerConfigOf } from "../../../src/hecate/power-config.ts";
import { RunsFile } from "../../../src/hecate/runs-file.ts";
import { Store } from "../../../src/hecate/store.ts";
import type { FinishedRun } from "../../../src/power/model.ts";
import { writeConfig } from "../../support/config-files.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { siteYaml } from "../../support/hecate.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { keptLog } from "./fakes.ts";

const bootId = "b".repeat(32);
const onBattery = { comms: "ok", flags: ["OB"], runtimeS: 900 } as const;

describe("what hecate keeps over a restart", () => {
  const dir = useTempDir();
  let clock: FakeClock;
  let troubles: (string | undefined)[];
  let anew: string[];
  let unread: string[];
  let log: ReturnType<typeof keptLog>;

  beforeEach(() => {
    clock = new FakeClock();
    troubles = [];
    anew = [];
    unread = [];
    log = keptLog();
  });

  function remember(
    self = "db",
    write: WriteFile = diskWriter(clock),
    boot = bootId,
    rehearsesRuns = false,
  ): Memory {
    writeConfig(dir(), { "hecate.yaml": siteYaml({ brokerPort: 1, upsdPort: 1 }) });
    const sources = { file: join(dir(), "hecate.yaml"), env: {}, flags: { node: self } };
    const config = powerConfigOf(readHecateConfig(sources));
    const onTrouble = (problem: string | undefined) => troubles.push(problem);
    const onUnread = (problem: string) => unread.push(problem);
    const store = new Store({ stateDir: dir(), write, onTrouble, onUnread, log: log.log });
    const bootClock = { bootMs: () => clock.monotonicMs() };
    const onBegunAnew = (problem: string) => anew.push(problem);
    return new Memory({
      ...{ store, config, bootId: boot, bootClock, log: log.log, onBegunAnew },
      rehearsesRuns,
    });
  }

  /** The UPS of this host goes on battery. */
  async function outage(memory: Memory, ups = "alpha"): Promise<void> {
    const reading = { ...onBattery, flags: ["OB"], session: "5".repeat(32), seq: 1 };
    const effects = memory.brain.step({ kind: "reading", ups, origin: "local", reading }, 0);
    await memory.save(effects);
  }

  const secondsOnBattery = (memory: Memory, ups = "alpha") =>
    memory.brain.view(clock.monotonicMs()).upses.find((one) => one.ups === ups)?.onBatteryS;
  const warnings = () => log.lines.filter(({ level }) => Number(level) >= 40).map(({ msg }) => msg);

  for (const [self, ups] of [
    ["db", "alpha"],
    ["edge", "beta"],
  ] as const) {
    it(`[REQ-HEC-6] counts the time on battery on, of ${self}`, async () => {
      await outage(remember(self), ups);
      clock.stall(7000);
      const successor = remember(self);
      successor.brain.step({ kind: "tick" }, clock.monotonicMs());
      assert.equal(secondsOnBattery(successor, ups), 7);
      assert.deepEqual(warnings(), []);
    });
  }

  it("[REQ-HEC-6] knows of no time on battery in another boot", async () => {
    await outage(remember());
    const successor = remember("db", diskWriter(clock), "c".repeat(32));
    assert.equal(secondsOnBattery(successor), undefined);
  });

  /** What it decides, in a life that rehearses runs or one that does not. */
  async function life(rehearsesRuns: boolean, happenings: readonly Happening[], boot = bootId) {
    const memory = remember("db", diskWriter(clock), boot, rehearsesRuns);
    const effects = happenings.flatMap((one) => memory.brain.step(one, clock.monotonicMs()));
    await memory.write();
    return effects.map((effect) =>
      effect.kind === "answer" && "refusal" in effect ? effect.refusal : effect.kind,
    );
  }
  const ordered = { by: "root", reason: "work" };
  const shutdown = (id: string): Happening => ({
    kind: "order",
    order: { ...ordered, id, what: "shutdown", mode: "poweroff", skips: [] },
  });
  const startupBy = (isBootstrap: boolean): Happening => ({
    kind: "order",
    order: {
      ...{ ...ordered, id: "s", what: "startup", isBootstrap, ignoreCharge: !isBootstrap },
      waitsForOthers: false,
    },
  });
  const [bootstrap, startup] = [startupBy(true), startupBy(false)];
  const finished = (run: number, executed: boolean): Happening => ({
    ...{ kind: "run", run },
    event: { kind: "finished", outcome: "done", executed },
  });
  const reading = (flag: string, runtimeS: number): Happening => ({
    ...{ kind: "reading", ups: "alpha", origin: "local" },
    reading: {
      ...{ comms: "ok", flags: [flag], runtimeS, chargePercent: 50 },
      ...{ session: "5".repeat(32), seq: clock.monotonicMs() },
    },
  });

  it("[REQ-ORD-30] believes no order that was rehearsed, neither one that is over nor one that is not", async () => {
    const isShutDown = /has shut the cluster down/;
    for (const events of [[finished(1, false)], []]) {
      rmSync(join(dir(), "state.json"), { force: true });
      await life(true, [shutdown("a"), ...events]);
      const saved = JSON.parse(readFileSync(join(dir(), "state.json"), "utf8"));
      assert.equal(saved.state.intent === undefined, events.length === 1);
      const said = await life(false, [bootstrap]);
      assert.doesNotMatch(said.join(), isShutDown);
      assert.ok(!said.includes("begin-run"));
      assert.equal(remember().brain.isAfoot, false);
    }
  });

  it("[REQ-ORD-31] believes on, after a rehearsal and boots in between, what was ordered before it", async () => {
    await life(false, [shutdown("a"), finished(1, true)]);
    await life(true, [shutdown("b"), finished(2, false), startup]);
    for (const rehearsesRuns of [true, false]) {
      const [answer] = await life(rehearsesRuns, [{ kind: "tick" }, bootstrap]);
      if (!rehearsesRuns) assert.match(String(answer), /root has shut the cluster down \(run 1/);
    }
    const { state } = JSON.parse(readFileSync(join(dir(), "state.json"), "utf8"));
    assert.equal(state.intent.run, 1);
    assert.equal(state.real, undefined);
    assert.ok(state.lastRun >= 2);
    await life(true, [], "c".repeat(32));
    await life(false, [], "d".repeat(32));
    const later = JSON.parse(readFileSync(join(dir(), "state.json"), "utf8"));
    assert.deepEqual(later.state.intent, state.intent);
  });

  it("[REQ-ORD-32] begins the run of an outage that was rehearsed only, and of one that had its run none", async () => {
    const fires = async (rehearsesRuns: boolean) => {
      const effects: string[] = [];
      for (let i = 0; i < 8; i++) {
        clock.stall(2000);
        effects.push(...(await life(rehearsesRuns, [reading("OB", 5)])));
      }
      return effects.filter((kind) => kind === "begin-run").length;
    };
    await life(true, [reading("OL", 3000)]);
    assert.ok((await fires(true)) > 0);
    await life(true, [finished(1, false)]);
    assert.equal(await fires(true), 0);
    assert.ok((await fires(false)) > 0);
    await life(false, [finished(2, true)]);
    assert.equal(await fires(true), 0);
  });

  it("[REQ-HEC-5] writes at once while something is afoot, and seldom while nothing is", async () => {
    let writes = 0;
    const memory = remember("db", async () => void writes++);
    await memory.save([]);
    assert.equal(memory.save([]), undefined);
    clock.stall(1);
    memory.brain.step({ kind: "tick" }, clock.monotonicMs());
    assert.equal(memory.save([]), undefined);
    await memory.save([{ kind: "alarm-over", id: "x" }]);
    assert.equal(writes, 2);
    clock.stall(30_000);
    memory.brain.step({ kind: "tick" }, clock.monotonicMs());
    await memory.save([]);
    assert.equal(writes, 3);
    await outage(memory);
    await memory.save([]);
    assert.equal(writes, 4, "the same state is not written twice");
    clock.stall(1);
    memory.brain.step({ kind: "tick" }, clock.monotonicMs());
    assert.equal(await memory.save([]), true);
    assert.equal(writes, 5);
  });

  it("[REQ-HEC-5] says that the disk fails, once, and that it does no more", async () => {
    let isBroken = true;
    let why = "no space left on device";
    const memory = remember("db", async () => {
      if (isBroken) throw new Error(why);
    });
    assert.equal(await memory.write(), false);
    why = "the disk has not answered yet";
    assert.equal(await memory.write(), false);
    isBroken = false;
    assert.equal(await memory.write(), true);
    assert.deepEqual(troubles, ["no space left on device", undefined]);
  });

  for (const [what, text] of [
    ["is no JSON", "{"],
    [
      "is of another version",
      JSON.stringify({ version: 2, bootId, role: "coordinator", state: {} }),
    ],
    ["holds no state", JSON.stringify({ version: 1, bootId, role: "coordinator", state: {} })],
    [
      "holds a state that cannot be gone on with",
      JSON.stringify({ version: 1, bootId, role: "coordinator", state: { format: 1 } }),
    ],
    ["has no boot", JSON.stringify({ version: 1, role: "coordinator", state: { format: 1 } })],
  ] as const) {
    it(`[REQ-HEC-7] sets a state file aside that ${what}, and begins anew`, () => {
      writeFileSync(join(dir(), "state.json"), text);
      const memory = remember();
      assert.equal(memory.brain.view(0).condition, "degraded");
      assert.equal(readFileSync(join(dir(), "state.json.corrupt"), "utf8"), text);
      assert.match(String(warnings().at(-1)), /set aside/);
    });
  }

  it("[REQ-HEC-7] sets a state aside that the disk does not give, and says so, before another is in its place", async () => {
    const path = join(dir(), "state.json");
    mkdirSync(join(path, "inside"), { recursive: true });
    const memory = remember();
    assert.match(unread.join(), /state\.json cannot be read: EISDIR/);
    assert.equal(await memory.write(), true);
    assert.deepEqual(readdirSync(`${path}.corrupt`), ["inside"]);
    rmSync(`${path}.corrupt`, { recursive: true });
  });

  /** What a life before has left, and what of it is other than it was written. */
  async function leave(self: string, ups: string, other: object): Promise<void> {
    const memory = remember(self);
    await outage(memory, ups);
    const kept = { version: 1, bootId, role: memory.brain.role };
    const state = { ...Object(memory.brain.state), ...other };
    writeFileSync(join(dir(), "state.json"), JSON.stringify({ ...kept, state }));
  }

  const broken = {
    ...{ atMs: undefined, bootId: 1, upses: null, alarms: [], upsAlarms: undefined, inhibit: 1 },
  };
  for (const [self, ups, wrong] of [
    [
      ...(["db", "alpha"] as const),
      {
        ...{ ...broken, lastRun: "x", covered: null, phase: { at: "zzz" }, owed: [1] },
        ...{ peers: null, guards: [], triggers: { alpha: 1 }, ownFsd: null, budgets: null },
        ...{ returning: undefined },
      },
    ],
    ["edge", "beta", { ...broken, others: null, thresholdS: { beta: "9" }, atMs: 9e12 }],
  ] as const) {
    it(`[REQ-HEC-7] begins anew where a field of the state of ${self} is not what it should be, and keeps numbers`, async () => {
      for (const [field, value] of Object.entries(wrong)) {
        await leave(self, ups, { [field]: value });
        const memory = remember(self);
        assert.match(String(warnings().at(-1)), /set aside/, field);
        assert.equal(secondsOnBattery(memory, ups), undefined, field);
        await outage(memory, ups);
        const now = memory.brain.view(0).upses.find((one) => one.ups === ups);
        assert.equal(now?.outage, field === "upses" ? 1 : 2, field);
        rmSync(join(dir(), "state.json"));
      }
    });
  }

  it("[REQ-HEC-9] gives a state up by which nothing can be judged any more, and says so", async () => {
    const written: string[] = [];
    const memory = remember("db", async (path) => void written.push(path));
    await outage(memory);
    const { brain } = memory;
    const bad = { kind: "reading", ups: "alpha", origin: "local", reading: null } as unknown;
    // As whoever sends what cannot be judged: the state is not to blame.
    for (let i = 0; i < 5; i++) assert.throws(() => brain.step(bad as Happening, 1));
    assert.deepEqual(anew, []);
    brain.step({ kind: "tick" }, 1);
    Reflect.set(Object(brain.state).upses.alpha, "memory", null);
    for (let i = 0; i < 2; i++) assert.throws(() => brain.step({ kind: "tick" }, 2));
    brain.step({ kind: "tick" }, 3);
    assert.equal(anew.length, 1);
    assert.equal(brain.view(3).upses[0]?.line, "unknown");
    assert.equal(written.at(-1), join(dir(), "state.json.corrupt"));
  });

  it("[REQ-HEC-7] begins anew where this host has another role than before, and where nothing can be read", async () => {
    await outage(remember("edge"), "beta");
    assert.equal(remember("db").brain.role, "coordinator");
    assert.match(String(warnings().at(-1)), /another role/);
    mkdirSync(join(dir(), "sub/state.json"), { recursive: true });
    const write = diskWriter(clock);
    const store = new Store({
      ...{ stateDir: join(dir(), "sub"), write, log: log.log },
      onTrouble: () => undefined,
    });
    assert.equal(
      store.load((state) => state),
      undefined,
    );
  });

  describe("of runs", () => {
    const run: FinishedRun = {
      ...{ run: 1, kind: "shutdown", outcome: "done", executed: true, mode: "poweroff" },
      ...{ scope: ["db"], skipped: { forTime: 0, byOperator: 0 }, offsetS: { alpha: 90 } },
      heldMs: 0,
    };
    const open = (write = diskWriter(clock)) =>
      RunsFile.open({ stateDir: dir(), write, log: log.log });

    it("[REQ-HEC-7] keeps the last 100, each once", async () => {
      const file = open();
      for (let i = 1; i <= 105; i++) file.add({ ...run, run: i });
      file.add({ ...run, run: 105, outcome: "failed" });
      await file.settled;
      const { runs } = open();
      assert.equal(runs.length, 100);
      assert.deepEqual([runs[0]?.run, runs.at(-1)?.outcome], [6, "failed"]);
      assert.deepEqual(readdirSync(dir()), ["runs.json"]);
    });

    for (const [what, value] of [
      ["no list", { version: 1, runs: {} }],
      ["a run without an end", { version: 1, runs: [{ ...run, outcome: "well" }] }],
      ["an offset that is no number", { version: 1, runs: [{ ...run, offsetS: { alpha: "9" } }] }],
      ["a run held for less than no time", { version: 1, runs: [{ ...run, heldMs: -1 }] }],
      ["a run that does not say so", { version: 1, runs: [{ ...run, heldMs: undefined }] }],
      ["another version", { version: 2, runs: [] }],
    ] as const) {
      it(`[REQ-HEC-7] sets a file aside that has ${what}, and goes on without`, () => {
        const text = JSON.stringify(value);
        writeFileSync(join(dir(), "runs.json"), text);
        assert.deepEqual(open().runs, []);
        assert.equal(readFileSync(join(dir(), "runs.json.corrupt"), "utf8"), text);
        assert.equal(warnings().length, 1);
      });
    }

    it("[REQ-HEC-5] has those that cannot be written in memory, and writes them when it can", async () => {
      let isFull = true;
      const write = diskWriter(clock);
      const file = RunsFile.open({
        ...{ stateDir: dir(), log: log.log, onTrouble: (problem) => troubles.push(problem) },
        write: (...of) => (isFull ? Promise.reject(new Error("full")) : write(...of)),
      });
      file.add(run);
      await file.settled;
      file.retry();
      await file.settled;
      assert.deepEqual(file.runs, [run]);
      assert.match(String(warnings()[0]), /cannot be written/);
      isFull = false;
      file.retry();
      await file.settled;
      assert.deepEqual(open().runs, [run]);
      assert.deepEqual(troubles, ["full", undefined]);
    });
  });
});
