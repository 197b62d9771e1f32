import { deepEqual, equal } from "node:assert/strict";
import type { PowerOffOptions, PowerPort } from "../../../agent/ports.ts";
import { StopList, type StopListPlan } from "../../../agent/stop-list.ts";
import { HirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import type { Stopping } from "../../../src/power/guard-model.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { FakeBootClock, FakeSystemd, FakeUnits } from "./fakes.ts";

/** Remembers what it was asked for. */
class FakePower implements PowerPort {
  readonly did: string[] = [];
  forceAfterMs: number | undefined;
  /** What the power-off fails with; "never": it is not answered. */
  failure: HirteError | "never" | undefined;
  commandFailure: HirteError | undefined;
  signalFailure: Error | undefined;

  async runCommand(_unit: string, shell: string): Promise<string | undefined> {
    this.did.push(`run ${shell}`);
    if (this.commandFailure) throw this.commandFailure;
    return "done";
  }

  async powerOff(what: "poweroff" | "reboot", { forceAfterMs }: PowerOffOptions): Promise<void> {
    this.did.push(what);
    this.forceAfterMs = forceAfterMs;
    if (this.failure === "never") await new Promise(() => undefined);
    else if (this.failure) throw this.failure;
  }

  signal(how: "poweroff" | "poweroff-force"): void {
    this.did.push(`signal ${how}`);
    if (this.signalFailure) throw this.signalFailure;
  }
}

describe("the stop list of a power guard", () => {
  let clock: FakeClock;
  let bootClock: FakeBootClock;
  let systemd: FakeSystemd;
  let units: FakeUnits;
  let power: FakePower;
  let plan: StopListPlan;
  let hasKillall: boolean;
  let begun: number;
  let list: StopList;
  beforeEach(() => {
    clock = new FakeClock();
    bootClock = new FakeBootClock(clock);
    systemd = new FakeSystemd();
    units = new FakeUnits(["k3s.service"]);
    power = new FakePower();
    plan = { units: ["k3s.service", "k3s-agent.service"] };
    hasKillall = true;
    begun = 0;
    list = new StopList({
      ...{ systemd, units, power, bootClock, clock, log: silentLog() },
      plan: () => plan,
      onCommand: () => begun++,
      onDone: () => power.did.push("done"),
      exists: () => hasKillall,
    });
  });
  afterEach(() => list.halt());

  const phase = (commands = 0): Stopping => {
    const begunMs = bootClock.bootMs();
    return { at: "stopping", outage: "o1", begunMs, emptyMs: begunMs + 100_000, commands };
  };
  const off = ["done", "poweroff"];
  const killall = "run /usr/local/bin/k3s-killall.sh";
  const stops = () => systemd.calls.map(({ verb, unit }) => `${verb} ${unit}`);

  it("[REQ-GRD-13] stops k3s where it runs, then kills what it leaves, then switches off", async () => {
    void list.run(phase());
    await clock.advance(10_000);
    deepEqual([stops(), power.did], [["stop k3s.service"], []]);
    systemd.end(1, "done");
    await clock.advance(0);
    deepEqual([power.did, begun], [[killall, ...off], 1]);
    equal(power.forceAfterMs, 75_000);
  });

  it("[REQ-GRD-13] has nothing killed where there is no such script, k3s is not meant, or it says so", async () => {
    const goes = async () => {
      power.did.length = 0;
      units.unload("k3s.service");
      await list.run(phase());
      deepEqual(power.did, off);
    };
    hasKillall = false;
    await goes();
    for (const other of [{ units: ["db.service"] }, { units: ["k3s.service"], commands: [] }]) {
      hasKillall = true;
      plan = other;
      await goes();
    }
  });

  it("[REQ-GRD-8] waits for a unit that hangs no longer than its share, and for no command then", async () => {
    void list.run(phase());
    await clock.advance(44_900);
    deepEqual(power.did, []);
    await clock.advance(200);
    deepEqual(power.did, [killall, ...off]);
    equal(power.forceAfterMs, 40_000);
  });

  it("[REQ-GRD-8] goes on where a stop and commands fail", async () => {
    systemd.refusal = new HirteError("unit-refused", "no");
    power.commandFailure = new HirteError("unit-refused", "no");
    plan = { units: ["k3s.service"], commands: ["a", "b"].map((name) => ({ name, line: name })) };
    await list.run(phase());
    deepEqual(power.did, ["run a", "run b", ...off]);
  });

  it("[REQ-GRD-7] begins no command that was begun before, and only the power-off where that was asked for", async () => {
    plan = { units: [], commands: ["a", "b"].map((name) => ({ name, line: name })) };
    await list.run(phase(1));
    deepEqual(power.did, ["run b", ...off]);
    const { commands: _, ...rest } = phase();
    await list.run({ ...rest, at: "powering-off" });
    deepEqual(power.did.slice(3), ["poweroff"]);
  });

  it("[REQ-GRD-6] begins nothing more once it was halted", async () => {
    const end = list.run(phase());
    await clock.advance(0);
    list.halt();
    await end;
    await clock.advance(200_000);
    deepEqual([power.did, clock.pending], [[], 0]);
  });

  for (const [what, failure] of [
    ["refuses", new HirteError("unit-masked", "masked")],
    ["does not answer", "never"],
  ] as const) {
    it(`[REQ-GRD-10] tells PID 1 by a signal where systemd ${what}, and has all killed in the end`, async () => {
      hasKillall = false;
      units.isReady = false;
      power.failure = failure;
      void list.run(phase());
      await clock.advance(6500);
      deepEqual([stops(), power.did], [[], [...off, "signal poweroff"]]);
      power.signalFailure = new Error("EPERM");
      await clock.advance(84_000 - 6500);
      equal(power.did.length, 3);
      await clock.advance(6000);
      deepEqual(power.did.slice(3), ["signal poweroff-force", "signal poweroff-force"]);
    });
  }

  it("[REQ-GRD-7] waits a moment for a systemd that it has not met yet", async () => {
    units.isReady = false;
    void list.run(phase());
    await clock.advance(1000);
    units.ready(true);
    await clock.advance(0);
    deepEqual(stops(), ["stop k3s.service"]);
  });
});
