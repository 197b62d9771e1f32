import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { RunCall } from "../../../agent/run-call.ts";
import { SystemdDbus } from "../../../agent/systemd-dbus.ts";
import { SystemdLink } from "../../../agent/systemd-link.ts";
import { unitPath } from "../../../agent/systemd-names.ts";
import { SystemdRuns } from "../../../agent/systemd-runs.ts";
import { silentLog } from "../../../src/core/log.ts";
import type { Variant } from "../../../src/dbus/codec.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { PrivateBus } from "../../support/private-bus.ts";
import { SystemdModel } from "../../support/systemd-model.ts";
import { SystemdOnBus } from "../../support/systemd-on-bus.ts";
import { useTempDir } from "../../support/temp-dir.ts";

const id = "a".repeat(32);
const call: RunCall = { verb: "run", unit: "x.service", wait: true, endAtBootMs: 5000 };
const jobPath = "/org/freedesktop/systemd1/job/99";
const yes = { order: { shell: "echo" }, mayLeave: () => true };

describe("commands over D-Bus", () => {
  const directory = useTempDir();
  let bus: PrivateBus;
  let model: SystemdModel;
  let onBus: SystemdOnBus;
  let link: SystemdLink;
  let systemd: SystemdDbus;
  let runs: SystemdRuns;
  /** In the unit's LogExtraFields=. */
  let mark: Buffer | undefined;
  let clock: FakeClock;
  let leaving: AbortController;
  /** What StartTransientUnit was called with. */
  let bodies: (readonly unknown[])[];

  beforeEach(async () => {
    bus = await PrivateBus.start();
    model = new SystemdModel();
    onBus = new SystemdOnBus(model, bus.address);
    clock = new FakeClock();
    leaving = new AbortController();
    bodies = [];
    onBus.methods.set("StartTransientUnit", (body) => {
      bodies.push(body);
      const [unit] = body as [string];
      model.add(unit, { serviceType: "exec" });
      return {
        signature: "o",
        body: [`/org/freedesktop/systemd1/job/${model.enqueue("start", unit, "fail")}`],
      };
    });
    onBus.methods.set("ResetFailedUnit", () => ({}));
    link = new SystemdLink({ address: bus.address, log: silentLog() });
    systemd = new SystemdDbus({ link, log: silentLog() });
    runs = new SystemdRuns({
      ...{ link, systemd },
      bootClock: { bootMs: () => 1000 },
      clock,
      runDir: directory(),
      allowExec: true,
      commands: new Map([["backup", "/bin/backup --now"]]),
    });
    await onBus.appear();
    mark = undefined;
    const read = link.read.bind(link);
    link.read = async (path, iface, name) =>
      mark && name === "LogExtraFields" && path === unitPath("x.service")
        ? [mark]
        : read(path, iface, name);
    const isReady = new Promise<void>((resolve) => link.onAvailability(() => resolve()));
    link.open();
    await isReady;
  });
  afterEach(async () => {
    link.close();
    onBus.disappear();
    model.close();
    await bus.stop();
  });

  const propertiesOf = ([, , properties]: readonly unknown[] = []) =>
    new Map(
      // The signature of the call says so.
      (properties as readonly (readonly [string, Variant])[]).map(([name, { value }]) => [
        name,
        value,
      ]),
    );

  it("[REQ-RUN-1] are units that systemd makes at one call, with their own end in time", async () => {
    const { jobId, isNew } = await runs.start(id, call, yes);
    assert.deepEqual([jobId, isNew], [1, true]);
    const [unit, mode, , aux] = bodies[0] ?? [];
    assert.deepEqual([unit, mode, aux], ["x.service", "fail", []]);
    const properties = propertiesOf(bodies[0]);
    assert.equal(properties.get("Type"), "exec");
    // A second longer than the agent gives it, which is to be the first.
    assert.equal(Number(properties.get("RuntimeMaxUSec")), 5_000_000);
    const named = { ...yes, order: { commandName: "backup" } };
    await runs.start(id, { ...call, unit: "y.service" }, named);
    const [[, argv] = []] = propertiesOf(bodies[1]).get("ExecStartEx") as [[string, string[]]];
    assert.deepEqual(argv, ["/bin/sh", "-c", "/bin/backup --now"]);
  });

  it("[REQ-RUN-8] that were not executed are known by that, though their unit has gone at once", async () => {
    model.endsBeforeAnswer = true;
    onBus.methods.set("StartTransientUnit", (body) => {
      const [unit] = body as [string];
      const becomes = { active: "failed", result: "exit-code", mainCode: 1, mainStatus: 203 };
      model.add(unit, { serviceType: "exec", start: { result: "failed", becomes } });
      const jobId = model.enqueue("start", unit, "fail");
      // CollectMode=inactive-or-failed; whoever asks loads a unit of this name that nobody has made.
      model.loaded.delete(unit);
      model.add(unit, { load: "not-found", isReferred: false });
      return { signature: "o", body: [`/org/freedesktop/systemd1/job/${jobId}`] };
    });
    await runs.start(id, { ...call, wait: false }, yes);
    const { active, exitCode, serviceType, wasActive } = await systemd.evidence("x.service");
    assert.deepEqual([active, exitCode, serviceType, wasActive], ["failed", 203, "exec", false]);
    assert.equal(model.loaded.has("x.service"), false, "nobody has asked for it");
  });

  it("[REQ-RUN-12] do not leave when they may not, and are not made of what cannot be said", async () => {
    await assert.rejects(runs.start(id, call, { ...yes, mayLeave: () => false }), {
      code: "not-sent",
    });
    const wrong = { ...yes, order: { shell: "x", assignments: ["Nope=1"] as [string] } };
    await assert.rejects(runs.start(id, call, wrong), { code: "bad-request" });
    assert.deepEqual(bodies, []);
  });

  it("[REQ-RUN-5] are cleared away where their unit is theirs, and another one is left alone", async () => {
    mark = Buffer.from(`HIRTE_JOB=${id}`);
    runs.note(id, "x.service");
    assert.deepEqual(runs.noted(), [{ id, unit: "x.service" }]);
    await runs.start(id, call, yes);
    mark = Buffer.from("HIRTE_JOB=other");
    onBus.calls.length = 0;
    await runs.clear(id, "x.service", leaving.signal);
    assert.ok(!onBus.calls.includes("StopUnit"));
    assert.equal(existsSync(join(directory(), "runs", id)), false);
    mark = Buffer.from(`HIRTE_JOB=${id}`);
    await runs.clear(id, "x.service", leaving.signal);
    const changes = onBus.calls.filter((member) => !member.startsWith("Get"));
    assert.deepEqual(changes, ["StopUnit", "ResetFailedUnit"]);
    assert.deepEqual(runs.noted(), []);
  });

  it("[REQ-RUN-5] are cleared away though their name can be no unit's", async () => {
    runs.note(id, "x@.service");
    onBus.calls.length = 0;
    await runs.clear(id, "x@.service", leaving.signal);
    assert.deepEqual([runs.noted(), onBus.calls], [[], []]);
  });

  for (const why of ["that takes long", "the agent leaves"]) {
    it(`[REQ-RUN-5] are waited for no longer when they do not stop and ${why}`, async () => {
      mark = Buffer.from(`HIRTE_JOB=${id}`);
      runs.note(id, "x.service");
      await runs.start(id, call, yes);
      onBus.methods.set("StopUnit", () => ({ signature: "o", body: [jobPath] }));
      const asked = new Promise<void>((resolve) => {
        const { after } = clock;
        clock.after = (...args) => {
          resolve();
          return after.call(clock, ...args);
        };
      });
      const cleared = runs.clear(id, "x.service", leaving.signal);
      await asked;
      if (why === "the agent leaves") leaving.abort();
      else void clock.advance(30_000);
      await assert.rejects(cleared, { code: leaving.signal.aborted ? "closed" : "deadline" });
      assert.equal(clock.pending, 0, "timers are left");
      assert.deepEqual(runs.noted(), [{ id, unit: "x.service" }], "a successor clears it away");
    });
  }

  it("[REQ-RUN-7] are allowed by AllowExec, and those with a name always", () => {
    runs.check({ shell: "x" });
    const closed = new SystemdRuns({
      link,
      systemd: new SystemdDbus({ link, log: silentLog() }),
      bootClock: { bootMs: () => 0 },
      clock,
      runDir: directory(),
      allowExec: false,
      commands: new Map([["backup", "x"]]),
    });
    assert.throws(() => closed.check({ shell: "x" }), { code: "denied" });
    closed.check({ commandName: "backup" });
    assert.throws(() => closed.check({ commandName: "toString" }), { code: "no-such-command" });
  });
});
