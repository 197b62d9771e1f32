import assert from "node:assert/strict";
import { conditionOf, isSyncedBy } from "../../../../src/hecate/nodes/unit-words.ts";
import { failureOf } from "../../../../src/hecate/nodes/words.ts";
import type { Job } from "../../../../src/protocol/generated/schemas.ts";

describe("what nodes say", () => {
  const after = { active: "failed", sub: "failed" } as const;
  const failure = (job: Partial<Job>) => {
    const deed = { node: "n", what: "start a.service" };
    // Of the job only its end is looked at.
    const error = failureOf(job as Job, deed);
    return error && `${error.code} ${error.message}`;
  };

  it("[REQ-NHD-1] is an end as hirte tells it, each by its code", () => {
    assert.equal(failure({ result: "done" }), undefined);
    const log: [string, string] = ["one", "port 80 is taken"];
    assert.equal(
      failure({ result: "failed", after: { ...after, result: "exit-code", exitCode: 1, log } }),
      "job-failed n: start a.service: failed (exit-code), unit is failed/failed, exit status 1: port 80 is taken",
    );
    const moving = { active: "activating", sub: "start" };
    assert.equal(
      failure({ result: "timeout", after: moving }),
      "deadline n: start a.service: was not over in time, unit is activating/start",
    );
    for (const [result, code] of [
      ["canceled", "job-failed"],
      ["dependency", "job-failed"],
      ["skipped", "job-failed"],
      ["expired", "expired"],
      ["lost", "lost"],
      [undefined, "lost"],
    ] as const) {
      const job = result === undefined ? {} : { result };
      assert.match(failure(job) ?? "", new RegExp(`^${code} n: start a.service: `));
    }
    const problem = { code: "unit-masked", message: "start a.service: Unit a.service is masked." };
    assert.equal(
      failure({ result: "failed", problem }),
      "unit-masked n: start a.service: Unit a.service is masked.",
    );
  });

  it("[REQ-NHD-6] is the condition of a unit", () => {
    const of = (load: string, active: string) => conditionOf({ load, active });
    assert.deepEqual(
      ["active", "reloading", "activating", "deactivating", "failed", "inactive"].map((active) =>
        of("loaded", active),
      ),
      ["active", "active", "changing", "changing", "failed", "inactive"],
    );
    assert.deepEqual(
      [of("not-found", "inactive"), of("not-found", "active"), of("masked", "inactive")],
      ["absent", "active", "inactive"],
    );
  });

  it("[REQ-NHD-6] is whether a clock is in step, by a target that was reached or a client that says so", () => {
    const words = (unit: string, active: string, text = "") => [
      { unit, name: "ActiveState", value: active },
      { unit, name: "StatusText", value: text },
    ];
    const client = "systemd-timesyncd.service";
    assert.equal(isSyncedBy(words("time-sync.target", "active")), true);
    assert.equal(isSyncedBy(words("time-sync.target", "inactive")), undefined);
    assert.equal(isSyncedBy(words(client, "active", "Idle.")), false);
    assert.equal(isSyncedBy(words(client, "active", "Contacted time server 10.0.0.1:123.")), true);
    assert.equal(isSyncedBy([]), undefined);
  });
});
