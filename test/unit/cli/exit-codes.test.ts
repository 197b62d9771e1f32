import { deepEqual, equal } from "node:assert/strict";
import { exitOfError, exitOfJob, exitStatuses, worst } from "../../../cli/exit-codes.ts";

describe("exit statuses", () => {
  it("[REQ-CLI-12] are those of the design", () => {
    deepEqual(
      Object.values(exitStatuses).map(({ status }) => status),
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 130],
    );
  });

  it("[REQ-CLI-12] follow the result of a job", () => {
    const results = [
      "done",
      "skipped",
      "failed",
      "canceled",
      "dependency",
      "lost",
      "timeout",
      "expired",
    ] as const;
    deepEqual(
      results.map((result) => exitOfJob({ result })),
      [0, 0, 1, 1, 1, 5, 6, 6],
    );
    equal(exitOfJob({ result: "failed", problem: { code: "no-such-unit", message: "" } }), 4);
    equal(exitOfJob({ result: "failed", problem: { code: "unit-masked", message: "" } }), 1);
    equal(exitOfJob({ result: "failed", problem: { code: "denied", message: "" } }), 7);
    equal(exitOfJob({}), 5);
  });

  it("[REQ-CLI-12] follow the code of a failure; a refusal of any other kind is 7", () => {
    equal(exitOfError("bad-config"), 2);
    equal(exitOfError("not-reachable"), 8);
    equal(exitOfError("outcome-unknown"), 9);
    equal(exitOfError("deadline"), 6);
    equal(exitOfError("epoch-superseded"), 7);
  });

  it("[REQ-CLI-13] of several is the highest", () => {
    equal(worst([]), 0);
    equal(worst([0, 5, 1]), 5);
  });
});
