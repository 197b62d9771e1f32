import assert from "node:assert/strict";
import { SystemdDbus } from "../../../agent/systemd-dbus.ts";
import { SystemdLink } from "../../../agent/systemd-link.ts";
import { systemd as names } from "../../../agent/systemd-names.ts";
import { debounceMs } from "../../../agent/unit-table.ts";
import { UnitWatcher } from "../../../agent/unit-watcher.ts";
import { silentLog } from "../../../src/core/log.ts";
import { Bus } from "../../../src/dbus/bus.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { PrivateBus } from "../../support/private-bus.ts";
import { SystemdModel } from "../../support/systemd-model.ts";
import { SystemdOnBus } from "../../support/systemd-on-bus.ts";
import { Until } from "../../support/until.ts";

describe("systemd over D-Bus", () => {
  let daemon: PrivateBus;
  let model: SystemdModel;
  let onBus: SystemdOnBus;
  let link: SystemdLink;
  let systemd: SystemdDbus;
  let units: UnitWatcher;
  /** Of the watcher. */
  let clock: FakeClock;
  const events = new Until();
  /** What a test has opened besides. */
  const opened: { close(): void }[] = [];
  /** Units that were told of, in order. */
  let told: string[];

  beforeEach(async () => {
    daemon = await PrivateBus.start();
    model = new SystemdModel();
    onBus = new SystemdOnBus(model, daemon.address);
    link = new SystemdLink({ address: daemon.address, log: silentLog() });
    systemd = new SystemdDbus({ link, log: silentLog() });
    clock = new FakeClock();
    units = new UnitWatcher({ link, log: silentLog(), clock });
    told = [];
    units.onChange((unit) => {
      told.push(unit);
      events.notify();
    });
    units.onReady(events.notify);
    systemd.onAvailability(events.notify);
    systemd.onJobEnd(events.notify);
    model.add("web.service", { facts: { active: "active", sub: "running" } });
    await onBus.appear();
    link.open();
    await events.until("ready", () => units.isReady);
  });
  afterEach(async () => {
    for (const other of opened.splice(0)) other.close();
    units.stop();
    link.close();
    onBus.disappear();
    model.close();
    await daemon.stop();
  });

  /** Everything systemd has sent so far has been handled once this resolves. */
  async function handled(): Promise<void> {
    await link.call("ListJobs");
  }

  /** A job of web.service, to its end. */
  async function carryOut(verb: "start" | "stop" | "restart"): Promise<void> {
    const ended = new Set<number>();
    const off = systemd.onJobEnd(({ jobId }) => {
      ended.add(jobId);
      events.notify();
    });
    const { jobId } = await systemd.enqueue(verb, "web.service", "replace");
    await events.until("the end of the job", () => ended.has(jobId));
    off();
  }

  it("[REQ-SYS-2] is not deceived by a job that somebody else queued while its call was under way", async () => {
    model.add("slow.service", { start: { delayMs: 60_000 } });
    // Just before the call is carried out, somebody else's is: JobNew is told after the call was sent.
    onBus.beforeCall = (member) => {
      if (member === "StartUnit") model.enqueue("start", "slow.service", "replace");
    };
    const { isNew } = await systemd.enqueue("start", "slow.service", "replace");
    assert.equal(isNew, false);
  });

  it("[REQ-SYS-3] hands an end that follows the answer at once on after the answer", async () => {
    const seen: string[] = [];
    systemd.onJobEnd(({ jobId }) => {
      seen.push(`end ${jobId}`);
      events.notify();
    });
    for (let i = 1; i <= 30; i++) {
      model.add(`u${i}.service`);
      const { jobId } = await systemd.enqueue("start", `u${i}.service`, "replace");
      seen.push(`answer ${jobId}`);
      await events.until("the end", () => seen.includes(`end ${jobId}`));
      assert.deepEqual(seen.splice(0), [`answer ${jobId}`, `end ${jobId}`]);
    }
  });

  it("[REQ-SYS-7] needs no further question for the evidence of a job", async () => {
    await carryOut("restart");
    await handled();
    onBus.calls.length = 0;
    const { active } = await systemd.evidence("web.service");
    assert.equal(active, "active");
    assert.deepEqual(onBus.calls, []);
  });

  it("[REQ-SYS-7] does not take what it heard before systemd was away for evidence", async () => {
    await carryOut("stop");
    onBus.disappear();
    await events.until("away", () => !systemd.isAvailable);
    model.change("web.service", { active: "failed", sub: "failed" });
    await onBus.appear();
    await events.until("back", () => systemd.isAvailable);
    assert.equal((await systemd.evidence("web.service")).active, "failed");
  });

  it("[REQ-SYS-10] comes back after the bus itself was restarted", async () => {
    onBus.disappear();
    await daemon.down();
    await events.until("away", () => !systemd.isAvailable && !units.isReady);
    model.change("web.service", { active: "failed", sub: "failed" });
    await daemon.up();
    await onBus.appear();
    await events.until("back", () => units.isReady);
    assert.equal(units.units.get("web.service")?.active, "failed");
    await carryOut("start");
  });

  it("[REQ-SYS-10] is there as soon as systemd is, however late", async () => {
    onBus.disappear();
    const late = new SystemdLink({ address: daemon.address, log: silentLog() });
    const isThere = new Promise<void>((resolve) => late.onAvailability((is) => is && resolve()));
    opened.push(late);
    late.open();
    await events.until("away", () => !systemd.isAvailable);
    await onBus.appear();
    await isThere;
  });

  it("[REQ-SYS-20] believes no signal that systemd did not send", async () => {
    const forger = new Bus({ address: daemon.address, log: silentLog() });
    opened.push(forger);
    const isUp = new Promise<void>((resolve) => forger.onConnection(() => resolve()));
    forger.open();
    await isUp;
    const ends: number[] = [];
    systemd.onJobEnd(({ jobId }) => ends.push(jobId));
    const [listeners] = await forger.call({
      destination: "org.freedesktop.DBus",
      path: "/org/freedesktop/DBus",
      interface: "org.freedesktop.DBus",
      member: "ListNames",
    });
    for (const destination of (listeners as string[]).filter((name) => name.startsWith(":"))) {
      forger.emit({
        destination,
        path: names.path,
        interface: names.manager,
        member: "JobRemoved",
        signature: "uoss",
        body: [1, "/org/freedesktop/systemd1/job/1", "web.service", "done"],
      });
    }
    // A call of the forger's own, answered after its signals were delivered.
    await forger.call({
      destination: names.name,
      path: names.path,
      interface: names.manager,
      member: "ListJobs",
    });
    await handled();
    assert.deepEqual(ends, []);
  });

  it("[REQ-SYS-20] passes over a signal that is not built as it should be", async () => {
    onBus.emitRaw({
      path: names.path,
      interface: names.manager,
      member: "JobRemoved",
      signature: "s",
      body: ["?"],
    });
    model.change("web.service", { active: "failed" });
    await events.until("the change", () => told.includes("web.service"));
  });

  it("[REQ-SYS-13] asks nothing of units that come and go", async () => {
    model.add("idle.service", { isReferred: false });
    await handled();
    onBus.calls.length = 0;
    for (let i = 0; i < 20; i++) {
      for (let k = 0; k < 10; k++) {
        model.load("idle.service");
        model.load("nothing.service");
        model.collect();
      }
      await handled();
      await clock.advance(debounceMs);
    }
    assert.deepEqual(new Set(onBus.calls), new Set(["ListJobs"]));
    assert.deepEqual(told, []);
  });

  it("[REQ-SYS-13] lists a unit that stays once, and asks nothing that would load it", async () => {
    onBus.calls.length = 0;
    model.add("idle.service");
    await handled();
    await clock.advance(debounceMs);
    await events.until("the unit", () => told.includes("idle.service"));
    for (let i = 0; i < 5; i++) await clock.advance(debounceMs);
    assert.deepEqual(onBus.calls, ["ListJobs", "ListUnitsByPatterns", "GetUnitFileState"]);
  });

  it("[REQ-SYS-16] lists all units once for a storm of daemon-reloads", async () => {
    onBus.calls.length = 0;
    for (let i = 0; i < 20; i++) model.reload();
    await handled();
    for (let i = 0; i < 5; i++) await clock.advance(debounceMs);
    await handled();
    const lists = onBus.calls.filter((call) => call.startsWith("ListUnits"));
    assert.ok(lists.length <= 2, `${lists.length} lists`);
    assert.deepEqual(told, []);
  });

  it("[REQ-SYS-12] shows 300 units that appear at once, in a few lists", async () => {
    onBus.calls.length = 0;
    for (let i = 0; i < 300; i++) model.add(`q${i}.service`, { facts: { active: "active" } });
    for (let i = 0; i < 300; i++) model.change(`q${i}.service`, { sub: "running" });
    await events.until("all of them", () => units.units.size === 301);
    const lists = onBus.calls.filter((call) => call.startsWith("ListUnits"));
    assert.ok(lists.length <= 10, `${lists.length} lists`);
  });

  it("[REQ-SYS-19] lets jobs pass while the units are read for the first time", async () => {
    for (let i = 0; i < 500; i++) {
      model.add(`unit-${i}.service`, { facts: { active: "failed", sub: "failed" } });
    }
    const other = new SystemdLink({ address: daemon.address, log: silentLog() });
    opened.push(other);
    const port = new SystemdDbus({ link: other, log: silentLog() });
    const watcher = new UnitWatcher({ link: other, log: silentLog() });
    opened.push({ close: () => watcher.stop() });
    const isThere = new Promise<void>((resolve) => other.onAvailability((is) => is && resolve()));
    const isReady = new Promise<void>((resolve) => watcher.onReady(() => resolve()));
    other.open();
    await isThere;
    await other.call("ListJobs");
    const before = onBus.calls.length;
    await port.enqueue("restart", "web.service", "replace");
    const between = onBus.calls.slice(before).indexOf("RestartUnit");
    assert.equal(watcher.isReady, false);
    assert.ok(between < 20, `${between} other calls came first`);
    await isReady;
    assert.equal(watcher.units.size, 501);
  });
});
