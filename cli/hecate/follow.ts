import { setTimeout as sleep } from "node:timers/promises";
import { isHirteError } from "../../src/core/errors.ts";
import { askHecate } from "../../src/hecate/ask.ts";
import type { StatusAnswer } from "../../src/hecate/socket-protocol.ts";
import type { PowerRun } from "../../src/protocol/generated/schemas.ts";
import { printable } from "../text.ts";
import type { HecateCall } from "./commands.ts";
import { hecateExits } from "./exit-codes.ts";
import { outcomeText, stepsFailed } from "./run-text.ts";
import { seconds } from "./spans.ts";
import { socketOf } from "./where.ts";

type Phase = PowerRun["phase"];
type Step = PowerRun["stages"][number]["steps"][number];

const lookEveryMs = 500;
/** So long nothing was told, and what is under way is. */
const quietMs = 15_000;
/** A daemon that is restarted goes on with its run. */
const patienceMs = 60_000;
/** Said at the end of a run that was rehearsed. */
const rehearsed = " (a rehearsal: nothing was done)";

/** How a run ended. */
export interface Ended {
  readonly kind: PowerRun["kind"];
  readonly number: number;
  readonly phase: Phase;
  /** Its steps; undefined: another run has begun since, and no more is known of it. */
  readonly stages: PowerRun["stages"] | undefined;
  /** The run before it that has shut the cluster down and left its nodes up, where nothing has started it since. */
  readonly downSince: number | undefined;
}

/** Follows a run to its end. @returns the exit status; with `--json` the run is printed at its end */
export async function followToEnd(call: HecateCall, run: number, isJson: boolean): Promise<number> {
  const left = `run ${run} goes on: \`hecate status\` shows it, \`hecate cancel\` calls it off where that is possible`;
  const ended = await follow(call, run, { isJson, left });
  if (ended === undefined) return hecateExits.interrupted.status;
  if (ended.phase === "failed") call.io.stderr.write(`hecate: ${printable(whyFailed(ended))}\n`);
  return hecateExits[ended.phase === "done" ? "done" : "failed"].status;
}

/**
 * Tells each step of a run as it ends: a line each, whether they go to a terminal or to a journal. `left`: what is said
 * to whoever leaves by Ctrl-C.
 * @returns how it ended; undefined: nobody waited for its end
 */
export async function follow(
  call: HecateCall,
  run: number,
  { isJson = false, left }: { readonly isJson?: boolean; readonly left: string },
): Promise<Ended | undefined> {
  const { io } = call;
  const interrupted = io.interrupted?.();
  const say = (text: string) => {
    if (!isJson) io.stdout.write(`${printable(text)}\n`);
  };
  const teller = new Teller(say);
  let unheardMs: number | undefined;
  for (;;) {
    if (interrupted?.aborted) {
      io.stderr.write(`hecate: ${left}\n`);
      return undefined;
    }
    try {
      const answer = await askHecate(socketOf(call), { ask: "status" });
      unheardMs = undefined;
      const ended = teller.tell(answer, run);
      if (ended) {
        if (isJson) io.stdout.write(`${JSON.stringify(answer.run, null, 2)}\n`);
        return ended;
      }
    } catch (error) {
      if (!isHirteError(error, "not-reachable")) throw error;
      unheardMs ??= performance.now();
      if (performance.now() - unheardMs > patienceMs) throw error;
    }
    await sleep(lookEveryMs, undefined, interrupted ? { signal: interrupted } : {}).catch(
      () => undefined,
    );
  }
}

/** What was told of a run. */
class Teller {
  readonly #say: (text: string) => void;
  readonly #told = new Map<string, Step["state"]>();
  readonly #stages = new Set<string>();
  readonly #beganMs = performance.now();
  #saidMs = performance.now();
  #hasBegun = false;

  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  /** @returns how the run ended; undefined: it has not */
  tell({ run, runs, state }: StatusAnswer, number: number): Ended | undefined {
    const downSince = downBefore(number, runs);
    if (run?.run !== number) {
      const over = runs.find((one) => one.run === number);
      if (!over) return undefined;
      this.#line(`run ${number} is over: ${outcomeText(over)}${over.executed ? "" : rehearsed}`);
      return { kind: over.kind, number, phase: over.outcome, stages: undefined, downSince };
    }
    if (!this.#hasBegun) {
      this.#hasBegun = true;
      const dry = run.isDryRun ? " (rehearsed: nothing is done)" : "";
      this.#line(`${run.kind} ${number}${dry}: ${run.reason}`);
    }
    for (const [index, { name, steps }] of run.stages.entries()) {
      const isBegun = steps.some((step) => step.state !== "planned");
      if (isBegun && !this.#stages.has(name)) {
        this.#stages.add(name);
        this.#line(`stage ${index + 1} of ${run.stages.length}, ${name}${lasts(state)}`);
      }
      for (const step of steps) this.#step(name, step);
    }
    const underWay = run.stages.flatMap(({ steps }) => steps.filter((s) => s.state === "started"));
    if (performance.now() - this.#saidMs >= quietMs && underWay.length > 0) {
      const [first, ...more] = underWay;
      const others = more.length === 0 ? "" : `, and ${more.length} more`;
      const detail = first?.detail === undefined ? "" : ` (${first.detail})`;
      this.#line(`  under way: ${first?.text}${detail}${others}`);
    }
    if (run.phase !== "done" && run.phase !== "failed" && run.phase !== "cancelled")
      return undefined;
    const failed = failedOf(run.stages).map(({ text }) => text);
    const with_ =
      failed.length === 0 ? "" : `, ${stepsFailed(failed.length)}: ${failed.join("; ")}`;
    this.#line(`${run.kind} ${number}: ${run.phase}${with_}${run.isDryRun ? rehearsed : ""}`);
    return { kind: run.kind, number, phase: run.phase, stages: run.stages, downSince };
  }

  #step(stage: string, { id, text, state, tookS, detail }: Step): void {
    const before = this.#told.get(id);
    if (before === state) return;
    this.#told.set(id, state);
    if (state === "planned" || state === "started") return;
    const took = tookS === undefined ? "" : `, ${seconds(tookS)}`;
    const why = detail === undefined ? "" : `: ${detail}`;
    this.#line(`  ${stage}: ${text}: ${state.replace("-", " ")}${took}${why}`);
  }

  #line(text: string): void {
    this.#saidMs = performance.now();
    const atS = Math.floor((this.#saidMs - this.#beganMs) / 1000);
    this.#say(`[${String(atS).padStart(4)} s] ${text}`);
  }
}

function failedOf(stages: PowerRun["stages"]): readonly Step[] {
  return stages.flatMap(({ steps }) => steps.filter(({ state }) => state === "failed"));
}

/** A shutdown that failed has not changed what one before it left behind. */
function downBefore(number: number, runs: StatusAnswer["runs"]): number | undefined {
  const before = runs.filter(
    ({ run, kind, outcome, executed }) =>
      run < number && executed && (kind === "startup" || outcome === "done"),
  );
  const last = before.at(-1);
  return last?.kind === "shutdown" && last.mode === "cluster-only" ? last.run : undefined;
}

/** What went wrong in a run that failed, what of it was not done, and what may be done about that. */
function whyFailed({ kind, number, stages, downSince }: Ended): string {
  const failed = failedOf(stages ?? []).map(({ text, detail }) =>
    detail === undefined ? text : `${text}: ${detail}`,
  );
  const why = failed.length === 0 ? "" : `: ${failed.join("; ")}`;
  const left = (stages ?? []).flatMap(({ name, steps }) =>
    steps.some(({ state }) => state === "planned") ? [name] : [],
  );
  const undone = left.length === 0 ? "" : `. Not done: ${left.join(", ")}`;
  const next =
    kind === "shutdown"
      ? "`hecate shutdown --execute` tries again, `hecate startup --execute` brings back what was stopped"
      : "`hecate startup --execute` tries again";
  if (kind === "shutdown" && downSince !== undefined) {
    const first = "`hecate startup --execute` first, then `hecate shutdown --execute` once more";
    return `${kind} ${number} failed${why}${undone}. Run ${downSince} had shut the cluster down before (cluster-only), and its API is down since: ${first}`;
  }
  return `${kind} ${number} failed${why}${undone}. When that is mended, ${next}`;
}

/** What is left of the batteries that are in use. */
function lasts({ upses }: StatusAnswer["state"]): string {
  const left = upses.flatMap(({ ups, line, runtimeLeftS }) =>
    line === "ob" && runtimeLeftS !== undefined
      ? [`${ups} lasts for ${seconds(runtimeLeftS)}`]
      : [],
  );
  return left.length === 0 ? "" : `; ${left.join(", ")}`;
}
