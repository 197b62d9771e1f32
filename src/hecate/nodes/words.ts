import { refusalOf } from "../../client/refusal.ts";
import { HirteError } from "../../core/errors.ts";
import type { Job } from "../../protocol/generated/schemas.ts";

/** What an act is about, as messages begin: `worker: stop k3s-agent.service`. */
export interface Deed {
  readonly node: string;
  /** `stop k3s-agent.service` */
  readonly what: string;
}

/** An error of an act, with the act before it. */
export function problemOf(
  { node, what }: Deed,
  code: HirteError["code"],
  text: string,
  cause?: unknown,
): HirteError {
  const prefix = `${node}: ${what}: `;
  // The unit that a command was given is a name for machines.
  const said = text
    .replace(prefix, "")
    .replace(`${what}: `, "")
    .replace(/^command hirte-run-\S+: /, "");
  const message = `${prefix}${said}`;
  return new HirteError(code, message, {
    details: { node, what },
    ...(cause === undefined ? {} : { cause }),
  });
}

/**
 * Codes by which it is certain that nothing was begun and nothing will be, because the way did not reach that far. What
 * was refused by who could have done it (`denied`, `no-such-unit`) is not among them: another way is not there to get
 * around a refusal.
 */
const notBegun = new Set<HirteError["code"]>([
  "not-reachable",
  "node-offline",
  "node-unreachable",
  "no-such-node",
  "expired",
  "not-sent",
  "epoch-superseded",
]);

/** Codes by which it may have been begun, and nobody can say. */
const uncertain = new Set<HirteError["code"]>([
  "outcome-unknown",
  "lost",
  "dbus-gone",
  "connection-lost",
]);

/** Whether an act that ended so was certainly not begun for lack of a way: another way may be taken. */
export function wasNotReached(error: HirteError): boolean {
  return notBegun.has(error.code);
}

/** Whether an act that ended so may have been begun, or not. */
export function isUncertain(error: HirteError): boolean {
  return uncertain.has(error.code);
}

/** Why a job of hirte did not end well; undefined: it did. */
export function failureOf(job: Job, deed: Deed): HirteError | undefined {
  const { problem, detail, after } = job;
  // An end without a result says only that it ended.
  const result = job.result ?? "lost";
  const because = detail === undefined ? "" : ` (${detail})`;
  const unit = after ? `, unit is ${after.active}/${after.sub}` : "";
  if (problem && result !== "done") {
    const refusal = refusalOf({ problem }, {});
    return problemOf(deed, refusal.code, refusal.message, refusal);
  }
  switch (result) {
    case "done":
      return undefined;
    case "failed": {
      const reason =
        after?.result === undefined || after.result === "success" ? detail : after.result;
      const exit = after?.exitCode ? `, exit status ${after.exitCode}` : "";
      const said = after?.log?.at(-1);
      const log = said === undefined ? "" : `: ${said}`;
      return problemOf(
        deed,
        "job-failed",
        `failed${reason ? ` (${reason})` : ""}${unit}${exit}${log}`,
      );
    }
    case "canceled":
    case "dependency":
      return problemOf(deed, "job-failed", `${result}${because}${unit}`);
    case "skipped":
      return problemOf(deed, "job-failed", `skipped, a condition of the unit was not met${unit}`);
    case "timeout":
      return problemOf(deed, "deadline", `was not over in time${because}${unit}`);
    case "expired":
      return problemOf(deed, "expired", `was not begun in time, and will not be${because}`);
    case "lost":
      return problemOf(deed, "lost", `lost${because}, the unit may be running${unit}`);
  }
}
