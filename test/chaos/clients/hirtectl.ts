import type { Job } from "../../../src/protocol/generated/schemas.ts";
import type { LabNode, Outcome } from "../../support/lab.ts";
import type { Ending } from "../history.ts";
import type { PlannedAsk } from "../plan.ts";
import { type Caller, newAsk, type OpenCall } from "./call.ts";

/** A line of `hirtectl -o jsonl`. */
type Row = { readonly id: string; readonly exitStatus: number } & (
  | Job
  | { readonly error: { readonly code: string; readonly message: string } }
);

/** Real processes of hirtectl on the primary, one for each call. */
export class HirtectlCaller implements Caller {
  readonly #primary: LabNode;
  readonly #before: readonly string[];

  /** `before`: words to put before hirtectl. */
  constructor(primary: LabNode, before: readonly string[]) {
    this.#primary = primary;
    this.#before = before;
  }

  call(planned: PlannedAsk): OpenCall {
    const { user, node, verb, unit, settleMs = 0, startWithinMs, endWithinMs } = planned;
    const ask = newAsk(planned, undefined);
    const canSettle = verb === "start" || verb === "restart";
    const running = this.#primary.spawn(
      ...[...this.#before, "hirtectl", verb, node, unit, "--user", user, "-o", "jsonl"],
      ...(canSettle ? ["--settle", `${settleMs}ms`] : []),
      ...(startWithinMs === undefined ? [] : ["--start-within", `${startWithinMs}ms`]),
      ...(endWithinMs === undefined ? [] : ["--timeout", `${endWithinMs}ms`]),
      ...(planned.doesNotWait ? ["--no-block"] : []),
    );
    const dying =
      planned.dieAfterMs === undefined
        ? undefined
        : setTimeout(() => {
            if (!running.isRunning) return;
            ask.wasAbandoned = true;
            running.signal((planned.dieAfterMs ?? 0) % 2 === 0 ? "SIGKILL" : "SIGINT");
          }, planned.dieAfterMs);
    const over = running.ended.then((outcome) => {
      clearTimeout(dying);
      const row = rowOf(outcome);
      if (row) ask.id = row.id;
      // What carries the signal into the machine dies of it, and its status is not hirtectl's.
      const status = ask.wasAbandoned ? (row?.exitStatus ?? outcome.status) : outcome.status;
      ask.ending = endingOf({ ...outcome, status }, row);
    });
    return { ask, over };
  }

  async close(): Promise<void> {
    // Each process ended, or was counted as one that did not.
  }
}

function rowOf({ stdout }: Outcome): Row | undefined {
  const [line = ""] = stdout.split("\n");
  try {
    // What hirtectl prints is of this form; a torn line is none.
    return line === "" ? undefined : (JSON.parse(line) as Row);
  } catch {
    return undefined;
  }
}

function endingOf({ status, stderr }: Outcome, row: Row | undefined): Ending {
  const at = Date.now();
  if (!row) {
    // Before it had anything to ask; or killed, or switched off with its machine.
    return status === 8
      ? { at, kind: "error", code: "not-reachable", message: stderr, exitStatus: status }
      : { at, kind: "died", why: `exit status ${status}: ${stderr.trim()}` };
  }
  if ("error" in row) return { at, kind: "error", ...row.error, exitStatus: status };
  const { exitStatus: _, ...job } = row;
  return job.state === "finished"
    ? { at, kind: "job", job, exitStatus: status }
    : { at, kind: "accepted", exitStatus: status };
}
