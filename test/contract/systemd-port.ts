import assert from "node:assert/strict";
import type { JobEnd, SystemdPort, UnitInfo, UnitSource } from "../../agent/ports.ts";
import { isHirteError } from "../../src/core/errors.ts";
import type { SystemdModel } from "../support/systemd-model.ts";
import { Until } from "../support/until.ts";

/** What the contract is held against: ports on a modelled systemd. */
export interface Subject {
  readonly systemd: SystemdPort;
  readonly units: UnitSource;
  readonly model: SystemdModel;
  /** systemd leaves, with calls unanswered. */
  leave(): Promise<void>;
  comeBack(): Promise<void>;
  /** Calls are carried out, but not answered until what this returns is called. */
  holdAnswers(): () => void;
  stop(): Promise<void>;
}

/** What SystemdPort and UnitSource promise, whoever implements them. */
export function describePorts(name: string, make: () => Promise<Subject>): void {
  describe(`ports of the agent: ${name}`, () => {
    let subject: Subject;
    let ends: JobEnd[];
    let changes: (readonly [unit: string, info: UnitInfo | undefined])[];
    const events = new Until();
    const ended = (jobId: number) =>
      events.until(`an end of job ${jobId}`, () => ends.some((end) => end.jobId === jobId));
    const shown = (unit: string, isIt: (info: UnitInfo | undefined) => boolean) =>
      events.until(`${unit} as wanted`, () => isIt(subject.units.units.get(unit)));
    const active = (state: string) => (info: UnitInfo | undefined) => info?.active === state;

    beforeEach(async () => {
      subject = await make();
      ends = [];
      changes = [];
      subject.systemd.onJobEnd((end) => {
        ends.push(end);
        events.notify();
      });
      subject.units.onChange((unit, info) => {
        changes.push([unit, info]);
        events.notify();
      });
      subject.units.onReady(events.notify);
      subject.systemd.onAvailability(events.notify);
    });
    afterEach(() => subject.stop());

    it("[REQ-SYS-1] numbers a job, and tells its end once, with systemd's word", async () => {
      subject.model.add("web.service", { start: { delayMs: 5, result: "dependency" } });
      const { jobId, isNew } = await subject.systemd.enqueue("start", "web.service", "replace");
      await ended(jobId);
      assert.ok(isNew);
      assert.deepEqual(ends, [{ jobId, unit: "web.service", result: "dependency" }]);
    });

    for (const verb of ["start", "stop", "restart", "reload"] as const) {
      it(`[REQ-SYS-1] carries out ${verb}`, async () => {
        subject.model.add("web.service", { facts: { active: "active" }, reload: {} });
        const { jobId } = await subject.systemd.enqueue(verb, "web.service", "replace");
        await ended(jobId);
        assert.equal(
          subject.model.load("web.service").facts.active,
          verb === "stop" ? "inactive" : "active",
        );
      });
    }

    it("[REQ-SYS-2] says of a call that was merged into a job that the job is not new", async () => {
      subject.model.add("web.service", { start: { delayMs: 60_000 } });
      const [first, second] = await Promise.all([
        subject.systemd.enqueue("start", "web.service", "replace"),
        subject.systemd.enqueue("start", "web.service", "replace"),
      ]);
      assert.deepEqual([first.isNew, second.isNew], [true, false]);
      assert.equal(first.jobId, second.jobId);
    });

    it("[REQ-SYS-2] says so too of a call that was merged into somebody else's job", async () => {
      subject.model.add("web.service", { start: { delayMs: 60_000 } });
      const jobId = subject.model.enqueue("start", "web.service", "replace");
      assert.deepEqual(await subject.systemd.enqueue("start", "web.service", "replace"), {
        jobId,
        isNew: false,
      });
    });

    it("[REQ-SYS-3] tells an end that comes before the answer", async () => {
      subject.model.add("web.service");
      subject.model.endsBeforeAnswer = true;
      const { jobId } = await subject.systemd.enqueue("start", "web.service", "replace");
      assert.deepEqual(ends, [{ jobId, unit: "web.service", result: "done" }]);
    });

    const refusals = [
      ["no-such-unit", "start", "nothing.service"],
      ["unit-masked", "start", "masked.service"],
      ["unit-refused", "start", "bad.service"],
      ["unit-refused", "reload", "web.service"],
    ] as const;
    for (const [code, verb, unit] of refusals) {
      it(`[REQ-SYS-4] refuses ${verb} ${unit} with ${code}, in systemd's words`, async () => {
        subject.model.add("web.service");
        subject.model.add("masked.service", { load: "masked", isReferred: false });
        subject.model.add("bad.service", { load: "bad-setting", isReferred: false });
        await assert.rejects(
          subject.systemd.enqueue(verb, unit, "replace"),
          (error) => isHirteError(error, code) && error.message.startsWith(`${verb} ${unit}: `),
        );
        assert.equal(subject.model.jobs.size, 0);
      });
    }

    it("[REQ-SYS-32] queues nothing when the call may not leave any more", async () => {
      subject.model.add("web.service", { start: { delayMs: 60_000 } });
      await assert.rejects(
        subject.systemd.enqueue("start", "web.service", "replace", () => false),
        (error) => isHirteError(error, "not-sent"),
      );
      assert.equal(subject.model.jobs.size, 0);
      await subject.systemd.enqueue("start", "web.service", "replace", () => true);
      assert.equal(subject.model.jobs.size, 1);
    });

    it("[REQ-SYS-4] refuses what would replace a job in mode fail", async () => {
      subject.model.add("web.service", { start: { delayMs: 60_000 } });
      await subject.systemd.enqueue("start", "web.service", "replace");
      await assert.rejects(subject.systemd.enqueue("stop", "web.service", "fail"), (error) =>
        isHirteError(error, "unit-refused"),
      );
    });

    it("[REQ-SYS-5] cancels a job, which then ends as canceled", async () => {
      subject.model.add("web.service", { start: { delayMs: 60_000 } });
      const { jobId } = await subject.systemd.enqueue("start", "web.service", "replace");
      assert.equal(await subject.systemd.cancel(jobId), true);
      await ended(jobId);
      assert.equal(ends[0]?.result, "canceled");
    });

    it("[REQ-SYS-5] says that there is no job to cancel", async () => {
      assert.equal(await subject.systemd.cancel(4711), false);
    });

    it("[REQ-SYS-6] finds a job by its number while systemd has it", async () => {
      subject.model.add("web.service", { start: { delayMs: 60_000 } });
      const { jobId } = await subject.systemd.enqueue("start", "web.service", "replace");
      const found = await subject.systemd.findJob(jobId);
      await subject.systemd.cancel(jobId);
      assert.deepEqual([found?.unit, found?.type], ["web.service", "start"]);
      assert.equal(await subject.systemd.findJob(jobId), undefined);
    });

    it("[REQ-SYS-6] finds the job of a unit while systemd has it", async () => {
      for (const unit of ["db.service", "web.service"]) {
        subject.model.add(unit, { start: { delayMs: 60_000 } });
        await subject.systemd.enqueue("start", unit, "replace");
      }
      const job = await subject.systemd.findJobOf("web.service");
      assert.deepEqual([job?.jobId, job?.type], [2, "start"]);
      await subject.systemd.cancel(2);
      assert.equal(await subject.systemd.findJobOf("web.service"), undefined);
      assert.equal(subject.model.loaded.has("nothing.service"), false);
      assert.equal(await subject.systemd.findJobOf("nothing.service"), undefined);
      assert.equal(subject.model.loaded.has("nothing.service"), false);
    });

    it("[REQ-SYS-7] has evidence of a run whose unit was unloaded right after it", async () => {
      subject.model.add("once.service", {
        serviceType: "oneshot",
        isReferred: false,
        start: { becomes: { active: "inactive", sub: "dead", mainCode: 1, mainStatus: 0 } },
      });
      const { jobId } = await subject.systemd.enqueue("start", "once.service", "replace");
      await ended(jobId);
      assert.deepEqual(await subject.systemd.evidence("once.service"), {
        load: "loaded",
        active: "inactive",
        sub: "dead",
        result: "success",
        condition: true,
        invocation: "00000000000000000000000000000001",
        exitCode: 0,
        serviceType: "oneshot",
        wasActive: false,
      });
    });

    it("[REQ-SYS-7] has evidence of a failure: result, exit status, state", async () => {
      subject.model.add("web.service", {
        serviceType: "exec",
        start: {
          result: "failed",
          becomes: {
            active: "failed",
            sub: "failed",
            result: "exit-code",
            mainCode: 1,
            mainStatus: 203,
          },
        },
      });
      const { jobId } = await subject.systemd.enqueue("start", "web.service", "replace");
      await ended(jobId);
      const {
        active: state,
        result,
        exitCode,
        serviceType,
      } = await subject.systemd.evidence("web.service");
      assert.deepEqual(
        [state, result, exitCode, serviceType],
        ["failed", "exit-code", 203, "exec"],
      );
    });

    it("[REQ-SYS-7] knows the main process of a service, from its signals and when asked", async () => {
      const becomes = { active: "active", sub: "running", mainPid: 4711 };
      subject.model.add("web.service", { start: { becomes } });
      assert.equal((await subject.systemd.evidence("web.service")).mainPid, undefined);
      const { jobId } = await subject.systemd.enqueue("start", "web.service", "replace");
      await ended(jobId);
      assert.equal((await subject.systemd.evidence("web.service")).mainPid, 4711);
      subject.model.add("old.service", { facts: { active: "active", mainPid: 4712 } });
      assert.equal((await subject.systemd.evidence("old.service")).mainPid, 4712);
    });

    it("[REQ-SYS-7] knows how long the last run was active once it is over, and not before", async () => {
      const over = { active: "failed", activeSinceUs: 7_000_000, activeUntilUs: 7_250_000 };
      subject.model.add("over.service", { facts: over });
      assert.equal((await subject.systemd.evidence("over.service")).heldMs, 250);
      const again = { active: "active", activeSinceUs: 9_000_000, activeUntilUs: 7_250_000 };
      subject.model.add("again.service", { facts: again });
      assert.equal((await subject.systemd.evidence("again.service")).heldMs, undefined);
      subject.model.add("never.service");
      assert.equal((await subject.systemd.evidence("never.service")).heldMs, undefined);
    });

    it("[REQ-SYS-7] does not take the run before for that of a job that never began", async () => {
      const becomes = { active: "inactive", sub: "dead" };
      subject.model.add("once.service", { isReferred: false, start: { becomes } });
      const first = await subject.systemd.enqueue("start", "once.service", "replace");
      await ended(first.jobId);
      assert.ok((await subject.systemd.evidence("once.service")).invocation);
      const start = { result: "dependency", isBlocked: true };
      subject.model.add("once.service", { isReferred: false, start });
      const second = await subject.systemd.enqueue("start", "once.service", "replace");
      await ended(second.jobId);
      const { invocation, condition } = await subject.systemd.evidence("once.service");
      assert.deepEqual([invocation, condition], [undefined, undefined]);
    });

    it("[REQ-SYS-7] does not take the number of a signal for an exit status", async () => {
      subject.model.add("web.service", { facts: { active: "failed", mainCode: 2, mainStatus: 9 } });
      assert.equal((await subject.systemd.evidence("web.service")).exitCode, undefined);
    });

    it("[REQ-SYS-8] knows a condition that was not met", async () => {
      subject.model.add("web.service", {
        start: { becomes: { active: "inactive", sub: "dead", condition: false, conditionAtUs: 5 } },
      });
      const { jobId } = await subject.systemd.enqueue("start", "web.service", "replace");
      await ended(jobId);
      assert.equal((await subject.systemd.evidence("web.service")).condition, false);
    });

    it("[REQ-SYS-8] says nothing of a condition that was never looked at", async () => {
      subject.model.add("web.service");
      assert.equal((await subject.systemd.evidence("web.service")).condition, undefined);
    });

    it("[REQ-SYS-9] has a row for each named unit, also for one that is not there", async () => {
      subject.model.add("web.service", { description: "The web", facts: { active: "active" } });
      subject.model.add("idle.service", { isReferred: false });
      const rows = await subject.systemd.status(["web.service", "idle.service", "nothing.service"]);
      assert.deepEqual(
        rows.map(({ unit, load, active: state }) => [unit, load, state]),
        [
          ["web.service", "loaded", "active"],
          ["idle.service", "loaded", "inactive"],
          ["nothing.service", "not-found", "inactive"],
        ],
      );
      assert.equal(rows[0]?.description, "The web");
      assert.equal(rows[0]?.fileState, "static");
    });

    it("[REQ-SYS-9] completes a name as systemctl does, and finds no template", async () => {
      subject.model.add("web.service");
      subject.model.add("a.b.service");
      const rows = await subject.systemd.status(["web", "a.b", "tty@.service"]);
      assert.deepEqual(
        rows.map(({ unit, load }) => [unit, load]),
        [
          ["web.service", "loaded"],
          ["a.b.service", "loaded"],
          ["tty@.service", "not-found"],
        ],
      );
    });

    it("[REQ-SYS-9] refuses what cannot be a name", async () => {
      await assert.rejects(subject.systemd.status(["a/b"]), (error) =>
        isHirteError(error, "bad-argument"),
      );
    });

    it("[REQ-SYS-9] matches patterns against loaded units only", async () => {
      subject.model.add("web-1.service");
      subject.model.add("web-2.service", { isReferred: false });
      subject.model.add("db.service");
      const rows = await subject.systemd.status(["web-*"]);
      assert.deepEqual(
        rows.map(({ unit }) => unit),
        ["web-1.service"],
      );
    });

    it("[REQ-SYS-10] is not available while systemd is away, and then is again", async () => {
      const seen: boolean[] = [];
      subject.systemd.onAvailability((isAvailable) => seen.push(isAvailable));
      await subject.leave();
      await events.until("systemd away", () => !subject.systemd.isAvailable);
      await assert.rejects(subject.systemd.enqueue("start", "web.service", "replace"), (error) =>
        isHirteError(error, "not-sent"),
      );
      await subject.comeBack();
      await events.until("systemd back", () => subject.systemd.isAvailable);
      assert.deepEqual(seen, [false, true]);
    });

    it("[REQ-SYS-10] fails a call whose answer is lost with dbus-gone", async () => {
      subject.model.add("web.service", { start: { delayMs: 60_000 } });
      subject.holdAnswers();
      const call = subject.systemd.enqueue("start", "web.service", "replace");
      const failure = assert.rejects(call, (error) => isHirteError(error, "dbus-gone"));
      await events.until("the job", () => subject.model.jobs.size === 1 || pollLater(events));
      await subject.leave();
      await failure;
    });

    it("[REQ-SYS-10] tells ends of jobs again after systemd was away", async () => {
      subject.model.add("web.service", { start: { delayMs: 5 } });
      await subject.leave();
      await subject.comeBack();
      await events.until("systemd back", () => subject.systemd.isAvailable);
      const { jobId } = await subject.systemd.enqueue("start", "web.service", "replace");
      await ended(jobId);
    });

    it("[REQ-SYS-11] shows a unit that is there, with all that is published of it", async () => {
      subject.model.add("web.service", {
        description: "The web",
        fileState: "enabled",
        facts: {
          active: "failed",
          sub: "failed",
          result: "exit-code",
          invocation: "0a".repeat(16),
        },
      });
      await shown("web.service", (info) => info?.fileState !== undefined);
      assert.deepEqual(subject.units.units.get("web.service"), {
        load: "loaded",
        active: "failed",
        sub: "failed",
        description: "The web",
        fileState: "enabled",
        result: "exit-code",
        invocation: "0a".repeat(16),
      });
    });

    it("[REQ-SYS-11] reads everything again when systemd comes back", async () => {
      subject.model.add("web.service", { facts: { active: "active", sub: "running" } });
      await shown("web.service", active("active"));
      await subject.leave();
      await events.until("not ready", () => !subject.units.isReady);
      subject.model.change("web.service", { active: "failed", sub: "failed" });
      await subject.comeBack();
      await events.until("ready again", () => subject.units.isReady);
      assert.equal(subject.units.units.get("web.service")?.active, "failed");
    });

    it("[REQ-SYS-12] tells of a change, with its whole state in one piece", async () => {
      subject.model.add("web.service", { facts: { active: "active", sub: "running" } });
      await shown("web.service", active("active"));
      changes.length = 0;
      const facts = { active: "failed", sub: "failed", result: "exit-code" };
      subject.model.change("web.service", facts);
      await shown("web.service", active("failed"));
      const states = changes.map(([unit, info]) => [unit, info?.active, info?.result]);
      assert.deepEqual(states, [["web.service", "failed", "exit-code"]]);
    });

    it("[REQ-SYS-12] tells of a freezer", async () => {
      subject.model.add("web.service", { facts: { active: "active", sub: "running" } });
      await shown("web.service", active("active"));
      subject.model.change("web.service", { freezer: "frozen" });
      await shown("web.service", (info) => info?.freezer === "frozen");
    });

    it("[REQ-SYS-12] ends on the final state of a unit that flaps", async () => {
      subject.model.add("web.service");
      await shown("web.service", active("inactive"));
      for (let i = 0; i < 100; i++) {
        subject.model.change("web.service", { active: "activating", sub: `start-${i}` });
        subject.model.change("web.service", { active: "active", sub: "running" });
      }
      subject.model.change("web.service", { active: "failed", sub: "at last" });
      await shown("web.service", (info) => info?.sub === "at last");
    });

    it("[REQ-SYS-13] shows nothing of units that somebody merely asks for", async () => {
      subject.model.add("idle.service", { isReferred: false });
      subject.model.add("web.service");
      await shown("web.service", active("inactive"));
      changes.length = 0;
      for (let i = 0; i < 100; i++) {
        subject.model.load("idle.service");
        subject.model.load("nothing.service");
        subject.model.collect();
      }
      subject.model.change("web.service", { active: "active" });
      await shown("web.service", active("active"));
      assert.deepEqual(new Set(changes.map(([unit]) => unit)), new Set(["web.service"]));
    });

    it("[REQ-SYS-14] shows a unit that is started for the first time while it starts", async () => {
      subject.model.add("new.service", { isReferred: false, start: { delayMs: 60_000 } });
      await subject.systemd.enqueue("start", "new.service", "replace");
      await shown("new.service", active("activating"));
      subject.model.finish("new.service");
      await shown("new.service", active("active"));
      assert.equal(subject.units.units.get("new.service")?.fileState, "static");
    });

    it("[REQ-SYS-15] tells that a unit is no longer loaded", async () => {
      subject.model.add("once.service", { isReferred: false, start: { delayMs: 60_000 } });
      await subject.systemd.enqueue("start", "once.service", "replace");
      await shown("once.service", active("activating"));
      subject.model.finish("once.service");
      await shown("once.service", active("active"));
      await subject.systemd.enqueue("stop", "once.service", "replace");
      await shown("once.service", (info) => info === undefined);
      assert.deepEqual(changes.at(-1), ["once.service", undefined]);
    });

    it("[REQ-SYS-16] tells only what a daemon-reload has changed", async () => {
      for (const unit of ["a.service", "b.service", "c.service"]) {
        subject.model.add(unit, { facts: { active: "active", sub: "running" } });
        await shown(unit, active("active"));
      }
      changes.length = 0;
      subject.model.reload({ "b.service": { description: "now another" } });
      await shown("b.service", (info) => info?.description === "now another");
      assert.deepEqual(
        changes.map(([unit]) => unit),
        ["b.service"],
      );
    });

    it("[REQ-SYS-17] shows that a unit was enabled", async () => {
      subject.model.add("web.service", { fileState: "disabled" });
      await shown("web.service", (info) => info?.fileState === "disabled");
      subject.model.setFileState("web.service", "enabled");
      await shown("web.service", (info) => info?.fileState === "enabled");
    });
  });
}

/** Looks again in a moment: the model tells nobody of its jobs. */
function pollLater(events: Until): false {
  setImmediate(events.notify);
  return false;
}
