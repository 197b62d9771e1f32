import { deepEqual, equal, throws } from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PowerGuard, type PowerGuardSettings } from "../../../agent/power-guard.ts";
import { silentLog } from "../../../src/core/log.ts";
import type { PowerGuard as GuardMessage } from "../../../src/protocol/generated/schemas.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { FakeBootClock, FakeSystemd, FakeUnits } from "./fakes.ts";

describe("the agent's power guard", () => {
  const directory = useTempDir();
  const on: PowerGuardSettings = { isOn: true, unheardMs: 30_000 };
  let clock: FakeClock;
  let bootClock: FakeBootClock;
  let did: string[];
  let isAnswering: boolean;
  let guard: PowerGuard;
  let changes: (readonly [string | undefined, boolean])[];
  let seq = 0;
  const start = (settings = on, bootId = "b") => {
    guard = new PowerGuard({
      settings,
      plan: () => ({ units: [], commands: [{ name: "a", line: "a" }] }),
      systemd: new FakeSystemd(),
      units: new FakeUnits(),
      power: {
        runCommand: async (_, line) => {
          did.push(`run ${line}`);
          if (!isAnswering) await new Promise(() => undefined);
          return "done";
        },
        powerOff: async (what) => void did.push(what),
        signal: (how) => void did.push(how),
      },
      ...{ bootClock, clock, log: silentLog(), runDir: directory(), bootId },
      onChanged: () => changes.push([guard.outage, guard.isAlone]),
    });
    guard.start();
  };
  const hear = (rest: Partial<GuardMessage> = {}) => {
    const usual = { outage: "o1", line: "ob", runtimeS: 100, stopBudgetS: 60 } as const;
    const message = { ...usual, session: 7, seq: ++seq, ...rest };
    guard.heard(message, { isRetained: false, session: 7 });
  };
  beforeEach(() => {
    clock = new FakeClock();
    bootClock = new FakeBootClock(clock);
    did = [];
    changes = [];
    isAnswering = true;
    start();
  });
  afterEach(() => guard.stop());
  const file = () => join(directory(), "power-guard.json");

  it("[REQ-GRD-2] acts at its time, once", async () => {
    hear();
    await clock.advance(39_000);
    deepEqual(did, []);
    await clock.advance(1500);
    deepEqual(did, ["run a", "poweroff"]);
    await clock.advance(10_000);
    equal(did.length, 2);
  });

  it("[REQ-GRD-1] leaves no timer where there is nothing to watch", async () => {
    equal(clock.pending, 0);
    hear();
    hear({ line: "ol" });
    deepEqual(
      [clock.pending, JSON.parse(readFileSync(file(), "utf8")).state.phase],
      [0, { at: "idle" }],
    );
    hear();
    guard.stop();
    equal(clock.pending, 0);
    hear();
    await clock.advance(100_000);
    deepEqual(did, []);
  });

  it("[REQ-GRD-5] obeys a configuration that was read again", async () => {
    hear();
    guard.set({ isOn: false, unheardMs: 30_000 });
    hear();
    await clock.advance(100_000);
    deepEqual([did, guard.isOn], [[], false]);
    guard.set({ isOn: true, unheardMs: 60_000 });
    hear({ runtimeS: 0 });
    await clock.advance(59_000);
    deepEqual(did, []);
    await clock.advance(1500);
    deepEqual(did, ["run a", "poweroff"]);
  });

  it("[REQ-GRD-6] is disarmed while its list is under way, and not afterwards", async () => {
    isAnswering = false;
    hear({ runtimeS: 0 });
    await clock.advance(31_000);
    guard.disarm(undefined);
    await clock.advance(100_000);
    deepEqual(did, ["run a"]);
    isAnswering = true;
    hear({ outage: "o2", runtimeS: 0 });
    await clock.advance(31_000);
    equal(did.at(-1), "poweroff");
    for (const outage of [undefined, "o2"]) throws(() => guard.disarm(outage), { code: "denied" });
    guard.disarm("o3");
  });

  it("[REQ-GRD-7] goes on where a process before it was, and runs no command again", async () => {
    hear();
    await clock.advance(20_000);
    guard.stop();
    start();
    // From now on it can hear something, and for so long it waits for that.
    guard.sessionBegins();
    await clock.advance(29_500);
    deepEqual(did, []);
    isAnswering = false;
    await clock.advance(1500);
    guard.stop();
    start();
    await clock.advance(0);
    deepEqual(did, ["run a", "poweroff"]);
    guard.stop();
    start();
    await clock.advance(0);
    deepEqual(did, ["run a", "poweroff", "poweroff"]);
  });

  it("[REQ-GRD-7] believes nothing of another boot, and no file that is none", async () => {
    hear({ runtimeS: 950, stopBudgetS: 900 });
    guard.stop();
    const text = readFileSync(file(), "utf8");
    start(on, "c");
    await clock.advance(100_000);
    guard.stop();
    const { state } = JSON.parse(text);
    const phase = { at: "stopping", outage: "o1", begunMs: 0, emptyMs: 1, commands: 0 };
    for (const broken of [
      7,
      { version: 2, bootId: "b", state },
      { version: 1, bootId: "b" },
      { version: 1, bootId: "b", state: { ...state, phase: { ...state.phase, heardMs: "1" } } },
      { version: 1, bootId: "b", state: { ...state, phase: { ...phase, emptyMs: null } } },
      { version: 1, bootId: "b", state: { ...state, phase: { ...phase, at: "gone" } } },
      { version: 1, bootId: "b", state: { ...state, phase: { ...phase, outage: 7 } } },
      { version: 1, bootId: "b", state: { ...state, disarmed: "o1" } },
    ]) {
      writeFileSync(file(), JSON.stringify(broken));
      start();
      await clock.advance(100_000);
      guard.stop();
    }
    deepEqual(did, []);
    writeFileSync(file(), text);
    start();
    await clock.advance(31_000);
    deepEqual(did, ["run a", "poweroff"]);
  });

  it("[REQ-GRD-4] [REQ-GRD-6] knows former lives and former names of an outage after a restart", async () => {
    const [former, present] = ["1".repeat(32), "2".repeat(32)];
    isAnswering = false;
    hear({ life: former });
    hear({ life: present, runtimeS: 0 });
    await clock.advance(31_000);
    hear({ life: present, outage: "o2" });
    guard.stop();
    start();
    hear({ life: former, outage: "o1", line: "ol" });
    equal(guard.outage, "o2");
    hear({ life: present, outage: "o1", line: "ol" });
    equal(guard.outage, undefined);
    await clock.advance(100_000);
    deepEqual(did, ["run a"]);
  });

  it("[REQ-GRD-14] tells when it is armed, is on its own, and is not armed any more", async () => {
    const told = () => changes.splice(0);
    hear({ runtimeS: 300 });
    hear({ runtimeS: 300 });
    deepEqual(told(), [["o1", false]]);
    await clock.advance(30_500);
    deepEqual(told(), [["o1", true]]);
    hear({ line: "ol" });
    deepEqual(told(), [[undefined, false]]);
  });

  it("[REQ-GRD-8] acts also where it cannot be written down", async () => {
    mkdirSync(`${file()}.new`);
    hear({ runtimeS: 0 });
    await clock.advance(31_000);
    deepEqual(did, ["run a", "poweroff"]);
  });
});
