import { deepEqual, equal, match } from "node:assert/strict";
import type { Evidence } from "../../../agent/ports.ts";
import { type RunEffect, type RunInput, type RunState, stepRun } from "../../../agent/run.ts";

const running: Evidence = { active: "active", sub: "running", wasActive: true };
const exited: Evidence = {
  ...{ active: "active", sub: "exited", wasActive: true },
  ...{ exitCode: 0, result: "success" },
};
const failed: Evidence = {
  ...{ active: "failed", sub: "failed", wasActive: true },
  ...{ exitCode: 203, result: "exit-code" },
};
const waiting: Evidence = { active: "inactive", sub: "dead", wasActive: false };
const stop = (cause: "timeout" | "canceled", hasLeft = true): RunInput => ({
  kind: "stop",
  stop: { cause, why: "it was to stop" },
  hasLeft,
});
const seen = (evidence?: Evidence): RunInput => ({ kind: "seen", evidence });
const started = (word?: string): RunInput => ({ kind: "started", word });
const answered: RunInput = { kind: "answered" };
const unanswered: RunInput = { kind: "unanswered", detail: "no answer" };

/** What comes of these inputs, and the outcome once there is one. */
function steps(inputs: readonly RunInput[], wait = true) {
  let state: RunState = { at: "calling" };
  const effects: RunEffect[] = [];
  for (const input of inputs) {
    const step = stepRun(state, input, wait);
    state = step.state;
    effects.push(...step.effects);
  }
  const ends = effects.flatMap((effect) => (effect.kind === "finish" ? [effect.outcome] : []));
  equal(ends.length <= 1, true, "it ends once");
  const kinds = effects.map(({ kind }) => kind);
  return { at: state.at, kinds, outcome: ends[0] };
}
const outcomeOf = (...inputs: readonly RunInput[]) => steps(inputs).outcome;

describe("a command that is waited for", () => {
  const begun = [answered, started("done")] as const;

  it("[REQ-RUN-8] ends as its program does, whatever status that is", () => {
    equal(outcomeOf(...begun, seen(running)), undefined);
    equal(outcomeOf(...begun, seen(exited))?.result, "done");
    const end = outcomeOf(...begun, seen(failed));
    deepEqual([end?.result, end?.problem, end?.after?.exitCode], ["failed", undefined, 203]);
    // Heard before the end of the job that starts it, and after it was missed.
    equal(outcomeOf(answered, seen(failed))?.after?.exitCode, 203);
    equal(outcomeOf(answered, started(undefined), seen(failed))?.after?.exitCode, 203);
    const oom: Evidence = { ...failed, exitCode: 0, result: "oom-kill" };
    equal(outcomeOf(...begun, seen(oom))?.result, "failed");
  });

  it("[REQ-RUN-8] was not executed where its unit was never active", () => {
    for (const word of ["failed", undefined, "done"]) {
      const end = outcomeOf(answered, started(word), seen({ ...failed, wasActive: false }));
      deepEqual([end?.result, end?.problem?.code], ["failed", "not-executed"]);
      match(end?.problem?.message ?? "", /no such program.*status 203 of systemd/);
      equal(end?.after?.exitCode, undefined, "it has no status of its own");
    }
    const other = outcomeOf(answered, started("timeout"), seen({ ...failed, wasActive: false }));
    equal(other?.result, "timeout");
    equal(outcomeOf(answered, seen({ ...failed, wasActive: false })), undefined, "not told yet");
  });

  it("[REQ-RUN-3] ends as timeout where systemd has ended it at the end of its time", () => {
    equal(outcomeOf(...begun, seen({ ...failed, result: "timeout" }))?.result, "timeout");
  });

  it("[REQ-RUN-4] is stopped, and has ended when its unit has", () => {
    const { kinds } = steps([...begun, stop("canceled"), stop("timeout"), seen(running)]);
    deepEqual(kinds, ["look", "look", "stop-unit", "limit-stop"]);
    const { active, sub } = { active: "inactive", sub: "dead" };
    equal(outcomeOf(...begun, stop("canceled"), seen({ active, sub }))?.result, "canceled");
    equal(outcomeOf(...begun, stop("timeout"), seen(undefined))?.result, "timeout");
    const overdue = outcomeOf(...begun, stop("timeout"), { kind: "stop-overdue" });
    match(overdue?.detail ?? "", /has not stopped yet/);
  });

  it("[REQ-RUN-4] that ends well by itself just then has not been stopped", () => {
    equal(outcomeOf(...begun, stop("timeout"), seen(exited))?.result, "done");
  });

  it("[REQ-RUN-4] is stopped as soon as its unit is known, where it is let go of before that", () => {
    deepEqual(steps([stop("canceled")]).kinds, ["limit-stop"]);
    deepEqual(steps([stop("canceled"), answered]).kinds.at(1), "stop-unit");
    equal(steps([stop("canceled"), { kind: "stop-overdue" }]).at, "calling");
  });

  it("[REQ-RUN-12] that has not left is not begun, and never was where it could not leave", () => {
    equal(outcomeOf(stop("canceled", false))?.result, "canceled");
    equal(outcomeOf(stop("timeout", false))?.result, "expired");
    equal(outcomeOf({ kind: "not-sent", detail: "late" })?.result, "expired");
    const refused = { kind: "refused", problem: { code: "denied", message: "no" } } as const;
    deepEqual(outcomeOf(refused), { result: "failed", problem: refused.problem });
  });

  it("[REQ-RUN-6] is lost where nobody can say what became of it, and not guessed at", () => {
    equal(outcomeOf(unanswered, seen(undefined))?.result, "lost");
    equal(outcomeOf(...begun, seen(undefined))?.result, "lost");
    equal(outcomeOf(answered, seen(undefined)), undefined, "before its job has ended it is there");
    equal(outcomeOf(unanswered, stop("timeout"), { kind: "stop-overdue" })?.result, "lost");
  });

  it("[REQ-RUN-6] is gone on with where its unit is found", () => {
    equal(outcomeOf(unanswered, seen(running), seen(failed))?.after?.exitCode, 203);
    const { kinds } = steps([unanswered, stop("canceled"), seen(running)]);
    deepEqual(kinds.slice(-3), ["find-start", "stop-unit", "limit-stop"]);
  });

  it("[REQ-RUN-6] may still begin where its call was not answered, and what its job came to counts", () => {
    const found = [unanswered, seen(waiting), seen(waiting)] as const;
    deepEqual(steps(found).kinds, ["look", "find-start", "look"]);
    equal(outcomeOf(...found), undefined, "its job may be queued");
    equal(outcomeOf(...found, started("dependency"), seen(waiting))?.result, "dependency");
    equal(outcomeOf(...found, started("done"), seen(exited))?.result, "done");
    const end = outcomeOf(...found, started(undefined), seen(waiting));
    deepEqual([end?.result, end?.problem, end?.after?.active], ["lost", undefined, "inactive"]);
    equal(outcomeOf(...found, started(undefined), seen(undefined))?.result, "lost");
    equal(outcomeOf(...found, started(undefined), seen(exited))?.result, "done");
  });
});

describe("a unit whose start is all that is waited for", () => {
  const end = (...inputs: readonly RunInput[]) => steps(inputs, false).outcome;

  it("[REQ-RUN-10] ends with the job that starts it", () => {
    equal(end(answered, seen(running)), undefined);
    equal(end(answered, started("done"), seen(running))?.result, "done");
    equal(end(answered, started("done"), seen(undefined))?.result, "done", "it has gone already");
    equal(end(answered, started("failed"), seen(failed))?.problem, undefined);
    const exec: Evidence = { ...failed, wasActive: false, serviceType: "exec" };
    equal(end(answered, started("failed"), seen(exec))?.problem?.code, "not-executed");
    const oneshot: Evidence = { ...exec, serviceType: "oneshot" };
    equal(end(answered, started("failed"), seen(oneshot))?.problem, undefined, "its own status");
  });

  it("[REQ-RUN-10] is not said to have started where its call was not answered and it may yet fail", () => {
    const oneshot: Evidence = { active: "activating", sub: "start", serviceType: "oneshot" };
    const found = [unanswered, seen(oneshot), seen(oneshot)] as const;
    equal(end(...found), undefined, "its job is under way");
    equal(end(...found, started("failed"), seen({ ...failed, ...oneshot }))?.result, "failed");
    equal(end(...found, started("done"), seen(waiting))?.result, "done");
  });

  it("[REQ-RUN-10] is lost, with what it does, where nobody knows how its start ended", () => {
    for (const known of [[answered], [unanswered, seen(running)]]) {
      const unknown = [...known, started(undefined)];
      const notify: Evidence = { ...running, serviceType: "notify" };
      const lost = end(...unknown, seen(notify));
      deepEqual([lost?.result, lost?.after?.active], ["lost", "active"]);
      equal(end(...unknown, seen({ ...failed, serviceType: "oneshot" }))?.result, "lost");
      equal(end(...unknown, seen(undefined))?.result, "lost");
      const exec: Evidence = { ...running, serviceType: "exec" };
      equal(end(...unknown, seen(exec))?.result, "done", "it was executed, as is to be seen");
    }
  });
});
