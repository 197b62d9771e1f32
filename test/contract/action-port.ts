import assert from "node:assert/strict";
import type { ActionCall } from "../../agent/call.ts";
import type { ActionPort, QueryPort } from "../../agent/ports.ts";
import { isHirteError } from "../../src/core/errors.ts";

/** What the contract is held against: ports on unit files that a test lays down. */
export interface Subject {
  readonly actions: ActionPort;
  readonly queries: QueryPort;
  /** Puts a unit file there, in this state. */
  set(unit: string, state: string): void;
  /** State of a unit file, as it is on the machine. */
  stateOf(unit: string): string | undefined;
  /** Calls are carried out, but not answered until what this returns is called. */
  holdAnswers(): () => void;
  /** systemd leaves, with calls unanswered. */
  leave(): Promise<void>;
  /** Resolves when so many calls that change something have come. */
  called(times: number): Promise<void>;
  stop(): Promise<void>;
}

const yes = { mayLeave: () => true };
const enable: ActionCall = { verb: "enable", unit: "web.service", args: { reload: false } };

/** What ActionPort and QueryPort promise, whoever implements them. */
export function describeActions(name: string, make: () => Promise<Subject>): void {
  describe(`actions and queries of the agent: ${name}`, () => {
    let subject: Subject;
    beforeEach(async () => {
      subject = await make();
      subject.set("web.service", "disabled");
    });
    afterEach(() => subject.stop());

    it("[REQ-AGT-70] does what it is told, and says which links it changed", async () => {
      const { files, hasInstall } = await subject.actions.act(enable, yes);
      assert.equal(subject.stateOf("web.service"), "enabled");
      assert.deepEqual([files?.length, hasInstall], [1, true]);
    });

    it("[REQ-AGT-70] asks once whether it may leave, and does nothing when it may not", async () => {
      let asked = 0;
      const mayLeave = () => {
        asked++;
        return false;
      };
      await assert.rejects(subject.actions.act(enable, { mayLeave }), { code: "not-sent" });
      assert.equal(asked, 1);
      assert.equal(subject.stateOf("web.service"), "disabled");
    });

    it("[REQ-AGT-74] says by a code why nothing was done", async () => {
      subject.set("masked.service", "masked");
      const nothing = subject.actions.act({ ...enable, unit: "nothing.service" }, yes);
      const masked = subject.actions.act({ ...enable, unit: "masked.service" }, yes);
      await assert.rejects(nothing, { code: "no-such-unit" });
      await assert.rejects(masked, { code: "unit-masked" });
      assert.equal(subject.stateOf("masked.service"), "masked");
    });

    it("[REQ-AGT-72] says of a call that is not answered that it is not known", async () => {
      subject.holdAnswers();
      const answer = subject.actions.act(enable, yes);
      const failed = assert.rejects(answer, (error) => isHirteError(error, "dbus-gone"));
      await subject.called(1);
      await subject.leave();
      await failed;
    });

    it("[REQ-AGT-72] sees what there is, of what can be seen", async () => {
      subject.set("web.service", "enabled");
      assert.equal(await subject.actions.found(enable), "its unit file is enabled now");
      const kill: ActionCall = { verb: "kill", unit: "web.service", args: {} };
      assert.equal(await subject.actions.found(kill), undefined);
    });

    it("[REQ-AGT-78] has the states of unit files, also of those that are not there", async () => {
      assert.deepEqual(await subject.queries.fileStates(["web.service", "nothing.service"]), [
        { unit: "web.service", state: "disabled" },
        { unit: "nothing.service", state: "not-found" },
      ]);
      subject.set("db.service", "static");
      assert.deepEqual(
        (await subject.queries.unitFiles([])).map(({ unit, state }) => `${unit} ${state}`),
        ["web.service disabled", "db.service static"],
      );
      assert.deepEqual(
        (await subject.queries.unitFiles(["db.service"])).map(({ unit }) => unit),
        ["db.service"],
      );
    });

    it("[REQ-AGT-78] has the default target", async () => {
      assert.deepEqual(await subject.queries.defaultTarget(), { unit: "multi-user.target" });
    });

    it("[REQ-AGT-78] says that a unit has no files", async () => {
      await assert.rejects(subject.queries.files(["nothing.service"]), { code: "no-such-unit" });
    });
  });
}
