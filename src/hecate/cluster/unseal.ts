import { createHash } from "node:crypto";
import type { FluxEntry } from "../../config/hecate-types.ts";
import { messageOf } from "../../core/errors.ts";
import type { StepEnd } from "../run/ports.ts";
import type { Task } from "./task.ts";

/** Between two attempts: a human may have unsealed it, or what it needs is up. */
const againMs = 15_000;

/**
 * Runs the command that unseals, until it succeeds or its time is over. A command that cannot do it alone says so by its
 * status, and succeeds once a human did. After a restart it goes on with the next attempt, once the last is known to be over.
 */
export async function unseal(
  task: Task,
  entry: NonNullable<FluxEntry["unseal"]>,
): Promise<StepEnd> {
  const { runCommand } = task.parts;
  const { command, at, waitMs } = entry;
  if (!runCommand)
    return { outcome: "failed", detail: `there is no way to run ${command} on ${at}` };
  const endMs = task.within(waitMs);
  const { attempts } = task.act;
  const begun = attempts?.begun ?? 0;
  for (let attempt = Math.max(1, begun); ; attempt++) {
    const isOfLifeBefore = attempt <= begun;
    if (!isOfLifeBefore) await attempts?.begin(attempt);
    const leftMs = Math.max(1000, endMs - task.nowMs());
    try {
      await runCommand(at, command, {
        ...{ run: task.act.run, id: attemptId(task.act.id, attempt) },
        ...{ timeoutMs: Math.min(60_000, leftMs), signal: task.signal },
      });
      const after = attempt === 1 ? "" : ` at attempt ${attempt}`;
      return { outcome: "done", detail: `${command} on ${at} succeeded${after}` };
    } catch (error) {
      if (task.signal.aborted) throw task.signal.reason;
      const text = `${command} on ${at}: ${messageOf(error)}`;
      // It may have been under way still. Where it was not, it has had its pause.
      if (isOfLifeBefore && task.nowMs() < endMs) continue;
      if (task.nowMs() + againMs > endMs) return { outcome: "failed", detail: text };
      task.tell(`waits for a human to unseal: ${text}; it is tried again every 15 s`);
      await task.sleep(againMs);
    }
  }
}

/** The first attempt is the act itself; the others are acts of their own, the same ones in every life. */
function attemptId(id: string, attempt: number): string {
  if (attempt === 1) return id;
  return createHash("sha256").update(`${id} ${attempt}`).digest("base64url");
}
