import assert from "node:assert/strict";
import { firstJobId } from "../../../broker/dbus/job-board.ts";
import { isHirteError } from "../../../src/core/errors.ts";
import type { Job } from "../../../src/protocol/generated/schemas.ts";
import type { BusCaller } from "../../support/bus-caller.ts";
import type { Asked } from "../../support/scripted-hirte.ts";
import { acceptedAs, controller, FacadeBench, node1, target } from "./facade-bench.ts";

const end = { state: "finished", result: "done" } as const;
const others: Asked = {
  user: "others",
  node: "node1",
  verb: "stop",
  request: { id: "others".padEnd(22, "x"), unit: "b.service" },
};

describe("BlueChi's interface: jobs", () => {
  let bench: FacadeBench;
  let caller: BusCaller;

  beforeEach(async () => {
    bench = await FacadeBench.start(async (hirte) => {
      await hirte.sayNode("node1", {});
      await hirte.tell(
        hirte.jobOf({ ...others, request: { id: "early".padEnd(22, "x"), unit: "c.service" } }),
      );
    });
    caller = await bench.caller();
  });
  afterEach(() => bench.stop());

  const start = (unit: string) => caller.call(node1, "StartUnit", "ss", unit, "replace");
  const pathOf = ([path]: readonly unknown[]) => String(path);
  const jobsOn = async () => {
    const above = {
      ...target("job", ""),
      interface: "org.freedesktop.DBus.Introspectable",
    };
    const [xml] = await caller.call(above, "Introspect").catch(() => [""]);
    return [...String(xml).matchAll(/<node name="(\d+)"/g)].map(([, id]) => Number(id));
  };

  it("[REQ-DBUS-6] are begun for a caller under its login name, and answered when systemd has them", async () => {
    const { hirte } = bench;
    const answered = start("a.service").then(pathOf);
    const asked = await hirte.whenAsked("start");
    assert.equal(asked.user, `login-of-${process.getuid?.()}`);
    assert.equal(asked.request.unit, "a.service");
    assert.equal(asked.request.mode, "replace");
    await hirte.tell(hirte.jobOf(asked));
    const [id, path] = await caller.heard("JobNew");
    assert.equal(await caller.get(target(String(path), "Job"), "State"), "waiting");
    await hirte.tell(hirte.jobOf(asked, { state: "running" }));
    assert.equal(await answered, path);
    const job = target(String(path), "Job");
    for (const [property, value] of Object.entries({
      Id: id,
      Node: "node1",
      Unit: "a.service",
      JobType: "start",
      State: "running",
    })) {
      assert.equal(await caller.get(job, property), value);
    }
    await hirte.tell(hirte.jobOf(asked, end));
    assert.deepEqual(await caller.heard("JobRemoved"), [id, path, "node1", "a.service", "done"]);
    await assert.rejects(caller.get(job, "State"), (error) => isHirteError(error, "dbus-error"));
    assert.deepEqual(
      caller.signals.map(({ member }) => member),
      ["JobNew", "PropertiesChanged", "JobRemoved"],
    );
  });

  for (const [method, verb] of Object.entries({
    StopUnit: "stop",
    RestartUnit: "restart",
    ReloadUnit: "reload",
  })) {
    it(`[REQ-DBUS-6] are ${verb} by ${method}`, async () => {
      bench.hirte.on(verb, (asked) => acceptedAs(bench.hirte, asked, { state: "running" }));
      const [path] = await caller.call(node1, method, "ss", "a.service", "fail");
      assert.equal(await caller.get(target(String(path), "Job"), "JobType"), verb);
      assert.equal((await bench.hirte.whenAsked(verb)).request.mode, "fail");
    });
  }

  it("[REQ-DBUS-6] that end at once are removed after the answer, never before it", async () => {
    bench.hirte.on("start", (asked) => {
      const job = bench.hirte.jobOf(asked, { ...end, result: "failed" });
      void bench.hirte.tell(job);
      return { status: "accepted", job };
    });
    for (let round = 1; round <= 20; round++) {
      const before = caller.of("JobRemoved").length;
      const answered = start("a.service").then(pathOf);
      const path = await answered;
      assert.equal(caller.of("JobRemoved").length, before);
      assert.deepEqual((await caller.heard("JobRemoved", before + 1)).slice(1), [
        path,
        "node1",
        "a.service",
        "failed",
      ]);
    }
  });

  it("[REQ-DBUS-6] that systemd refuses are errors of the call", async () => {
    const problems = {
      "no-such-unit": "org.freedesktop.systemd1.NoSuchUnit",
      "unit-masked": "org.freedesktop.systemd1.UnitMasked",
      "unit-refused": "org.freedesktop.DBus.Error.Failed",
    };
    for (const [code, name] of Object.entries(problems)) {
      bench.hirte.on("start", (asked) =>
        acceptedAs(bench.hirte, asked, {
          ...{ state: "finished", result: "failed" },
          problem: { code, message: `because of ${code}` },
        } as Partial<Job>),
      );
      await assert.rejects(
        start("a.service"),
        (error) =>
          isHirteError(error) &&
          error.details["dbusName"] === name &&
          error.details["text"] === `because of ${code}`,
      );
    }
  });

  it("[REQ-DBUS-6] that hirte refuses are errors of the call, and no jobs", async () => {
    bench.hirte.on("start", () => ({
      status: "refused",
      problem: { code: "node-offline", message: "node node1 is offline" },
    }));
    await assert.rejects(
      start("a.service"),
      (error) => isHirteError(error) && error.details["dbusName"] === "org.eclipse.bluechi.Offline",
    );
    await assert.rejects(
      start("no unit"),
      (error) =>
        isHirteError(error) &&
        error.details["dbusName"] === "org.freedesktop.DBus.Error.InvalidArgs",
    );
    assert.equal(caller.of("JobNew").length, 0);
  });

  it("[REQ-DBUS-6] are answered when their node stops answering, and end as hirte says", async () => {
    const { hirte } = bench;
    const answered = start("a.service").then(pathOf);
    const asked = await hirte.whenAsked("start");
    await hirte.tell(hirte.jobOf(asked, { state: "unreachable" }));
    const path = await answered;
    assert.equal(await caller.get(target(path, "Job"), "State"), "waiting");
    await hirte.tell(hirte.jobOf(asked, { state: "finished", result: "lost" }));
    assert.equal((await caller.heard("JobRemoved"))[4], "lost");
  });

  it("[REQ-DBUS-7] of others are told, and those that began before the facade did", async () => {
    const { hirte } = bench;
    assert.equal((await jobsOn()).length, 1);
    await hirte.tell(hirte.jobOf(others));
    const [id, path] = await caller.heard("JobNew");
    assert.equal(await caller.get(target(String(path), "Job"), "Unit"), "b.service");
    await hirte.tell(hirte.jobOf(others, { ...end, result: "timeout" }));
    assert.deepEqual(await caller.heard("JobRemoved"), [id, path, "node1", "b.service", "timeout"]);
    assert.equal((await jobsOn()).length, 1);
  });

  it("[REQ-DBUS-7] have numbers that no job of an earlier life had", async () => {
    const [first = 0] = await jobsOn();
    await bench.facade.stop();
    const later = firstJobId(Date.now() + 1000);
    assert.ok(later > first);
    assert.equal(firstJobId(0), 1);
    assert.ok(firstJobId(Date.now() * 1000) <= 0xffffffff);
  });

  it("[REQ-DBUS-6] are cancelled in the name of who asks for it", async () => {
    const { hirte } = bench;
    await hirte.tell(hirte.jobOf(others, { state: "running" }));
    const [, path] = await caller.heard("JobNew");
    hirte.on("cancel", () => ({ data: [{ ...hirte.jobOf(others) }] }));
    assert.deepEqual(await caller.call(target(String(path), "Job"), "Cancel"), []);
    const asked = await hirte.whenAsked("cancel");
    assert.equal(asked.user, `login-of-${process.getuid?.()}`);
    assert.equal(Reflect.get(asked.request, "job"), others.request.id);
    hirte.on("cancel", () => ({
      status: "refused",
      problem: { code: "denied", message: "you may not" },
    }));
    await assert.rejects(
      caller.call(target(String(path), "Job"), "Cancel"),
      (error) =>
        isHirteError(error) &&
        error.details["dbusName"] === "org.freedesktop.DBus.Error.AccessDenied",
    );
  });

  it("[REQ-DBUS-9] have their times told while metrics are enabled", async () => {
    const { hirte } = bench;
    hirte.on("start", (asked) => acceptedAs(hirte, asked, { state: "running" }));
    hirte.on("properties", () => ({
      status: "refused",
      problem: { code: "deadline", message: "" },
    }));
    const run = async () => {
      const [path] = await start("a.service");
      const asked = hirte.of("start").at(-1);
      const before = caller.of("JobRemoved").length;
      if (asked) await hirte.tell(hirte.jobOf(asked, end));
      await caller.heard("JobRemoved", before + 1);
      return path;
    };
    await run();
    await caller.call(controller, "EnableMetrics");
    const path = await run();
    const [node, job, unit, gross, net] = await caller.heard("StartUnitJobMetrics");
    assert.deepEqual([node, job, unit, net], ["node1", path, "a.service", 0]);
    const [agentNode, agentUnit, method, took] = await caller.heard("AgentJobMetrics");
    assert.deepEqual([agentNode, agentUnit, method], ["node1", "a.service", "StartUnit"]);
    assert.ok(Number(took) > 0 && Number(took) <= Number(gross));
    await caller.call(controller, "DisableMetrics");
    await run();
    await caller.heard("JobRemoved", 3);
    assert.equal(caller.of("StartUnitJobMetrics").length, 1);
    const metrics = { ...target("metrics", ""), interface: "org.freedesktop.DBus.Introspectable" };
    await assert.rejects(caller.call(metrics, "Introspect"));
  });
});
