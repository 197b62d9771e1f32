import type { Clock } from "../../core/clock.ts";
import { isHirteError, messageOf } from "../../core/errors.ts";
import type { PlannedStep } from "../../power/plan-model.ts";
import { isUncertain } from "../nodes/words.ts";
import type { Act, NodeHands, StepEnd } from "./ports.ts";
import type { RunBook } from "./run-book.ts";
import { againMs, askMs } from "./waiting.ts";

/** What a node is rebooted with. */
export interface RebootWith {
  readonly step: PlannedStep;
  readonly hands: NodeHands;
  readonly book: RunBook;
  readonly act: (part: string, forMs: number) => Act;
  readonly forceAfterMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Resolves after so long, or when nobody waits any more. */
  readonly pause: (ms: number) => Promise<void>;
}

/** Until systemd on the node has begun. What it is to do is bound to its boot, and so are all attempts. */
const tellMs = 60_000;

/**
 * Reboots a node, and waits until it is up in another boot. It is told once: the boot that it was in is on disk before, and
 * goes with the word, so that a successor, whoever else has heard it, or a word that was long under way never
 * reboots it a second time. A node on which something runs already that this run is to start is left alone.
 */
export async function reboot(node: string, having: RebootWith): Promise<StepEnd> {
  const { step, hands, book, act, clock, signal } = having;
  const untilMs = clock.monotonicMs() + step.timeoutMs;
  const known = book.rebootOf(step.id);
  const found = known === undefined ? await lookFirst(node, having) : { bootId: known };
  if ("outcome" in found) return found;
  const { bootId } = found;
  let problem = "";
  const isUp = async (): Promise<boolean> => {
    try {
      const now = await hands.bootOf(node, act("boot", askMs));
      if (now !== bootId) return true;
      problem = "it is still in the same boot";
    } catch (error) {
      problem = messageOf(error);
    }
    return false;
  };
  // Whoever was told by a life before this one may be back.
  if (known === undefined || !(await isUp())) {
    book.comingUp(node);
    try {
      const { forceAfterMs } = having;
      await hands.powerOff(node, "reboot", { ...act("tell", tellMs), forceAfterMs, bootId });
    } catch (error) {
      if (await isUp()) return up;
      problem = messageOf(error);
      // Else it may have been begun, now or by a life before: only the boot tells.
      if (known === undefined && isRefused(error)) return { outcome: "failed", detail: problem };
      book.progress(step, problem);
    }
  } else return up;
  for (;;) {
    if (await isUp()) return up;
    book.progress(step, problem);
    const leftMs = untilMs - clock.monotonicMs();
    if (signal.aborted || leftMs <= 0) break;
    await having.pause(Math.min(againMs, leftMs));
  }
  return {
    outcome: "failed",
    detail: `it was told, and not seen to be up in another boot: ${problem}`,
  };
}

/** Whether it is certain that nothing was begun. */
function isRefused(error: unknown): boolean {
  return (
    isHirteError(error) &&
    !isUncertain(error) &&
    !["deadline", "aborted", "closed"].includes(error.code)
  );
}

const up: StepEnd = { outcome: "done", detail: "it is up in another boot" };

/** What has to be so before it is told; and then the boot that it is in, which is on disk. */
async function lookFirst(
  node: string,
  { step, hands, book, act }: RebootWith,
): Promise<StepEnd | { readonly bootId: string }> {
  for (const unit of unitsOf(node, book)) {
    const condition = await hands.unitCondition(node, unit, act("look", askMs));
    if (condition !== "active" && condition !== "changing") continue;
    return { outcome: "skipped", detail: `${unit} is ${condition} there: it is not rebooted` };
  }
  const bootId = await hands.bootOf(node, act("boot", askMs));
  await book.mayBegin();
  if (await book.reboots(step.id, node, bootId)) return { bootId };
  return { outcome: "failed", detail: "its journal cannot be written: it was not told" };
}

/** What the run starts on a node. */
function unitsOf(node: string, { plan }: RunBook): readonly string[] {
  return plan.stages.flatMap(({ steps }) =>
    steps.flatMap(({ action }) =>
      (action.kind === "start" || action.kind === "restart") && action.node === node
        ? [action.unit]
        : [],
    ),
  );
}
