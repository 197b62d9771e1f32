import { formatDuration } from "../../core/duration.ts";
import { HirteError, messageOf } from "../../core/errors.ts";
import type { PowerRun } from "../../protocol/generated/schemas.ts";
import type { Task } from "../cluster/task.ts";
import type { StatusAnswer } from "../socket-protocol.ts";
import { Lookout } from "./lookout.ts";
import type { DrillOutcome, DrillReport, DrillSite, ProtocolLine } from "./model.ts";
import { DrillNotes, textOfTaken } from "./notes.ts";
import { preconditionsOf } from "./preconditions.ts";
import { restoreDrill } from "./restore.ts";
import { askSource, type Drill, lookBroken, lookWhole, type Targets } from "./table.ts";
import { doWork, look } from "./work.ts";

/** How a drill is held. */
export interface HoldOptions {
  /** In place of the drill's own. */
  readonly limitMs?: number;
  /** Aborts when whoever holds it wants no more of it. */
  readonly interrupted: AbortSignal;
}

/** How long breaking may take, and Flux to notice. */
const breakMs = 180_000;

/**
 * Holds a drill: looks whether it may begin, breaks, orders a startup from the daemon and sees whether that brings
 * everything back in time, and puts back what is broken still, whatever happened. The startup is never called off: by the
 * time that is heard it may be a shutdown for a battery.
 * @throws HirteError `busy` with what is not as it must be, `unavailable` where the disk takes no notes: nothing is broken
 */
export async function holdDrill(
  drill: Drill,
  of: DrillSite,
  { limitMs = drill.limitMs, interrupted }: HoldOptions,
): Promise<DrillReport> {
  const { clock, write, config, log } = of;
  const beganAt = clock.wallMs();
  const protocol: ProtocolLine[] = [];
  const beganMs = clock.monotonicMs();
  const say = (text: string) => {
    protocol.push({ atS: Math.round((clock.monotonicMs() - beganMs) / 1000), text });
    of.say(text);
  };
  const site = { ...of, say };
  const lookout = new Lookout(site);
  const ends = AbortSignal.any([lookout.danger, interrupted]);
  try {
    const found = await preconditionsOf(drill, site, { asksFlux: true, signal: ends });
    // What was not seen any more then is no news.
    if (ends.aborted) throw new HirteError("busy", whyEnded(lookout, interrupted));
    const unmet = found.preconditions.filter(({ problem }) => problem !== undefined);
    const { targets } = found;
    if (unmet.length > 0 || !targets) {
      const why = unmet.map(({ text, problem }) => `not so: ${text}: ${problem}`);
      throw new HirteError("busy", why.join("\n"));
    }
    const name = { drill: drill.name, beganAt };
    const notes = await DrillNotes.begin(name, { stateDir: config.stateDir, write, log });
    const exercise = new Exercise({ ...{ drill, site, targets, notes, limitMs, signal: ends } });
    let outcome: DrillOutcome = "passed";
    let reason: string | undefined;
    try {
      await exercise.hold();
    } catch (error) {
      outcome = ends.aborted ? "broken-off" : "failed";
      reason = ends.aborted ? whyEnded(lookout, interrupted) : messageOf(error);
      say(`${outcome.replace("-", " ")}: ${reason}`);
    }
    say("puts back what is not as it was");
    const { isRestored, detail } = await restoreDrill(notes, site, lookout);
    say(detail);
    if (outcome === "passed" && !isRestored) {
      outcome = "failed";
      reason = detail;
    }
    const { run, recoveredMs } = exercise;
    return {
      ...{ version: 1, drill: drill.name, outcome, ...(reason === undefined ? {} : { reason }) },
      ...{ beganAt, endedAt: clock.wallMs(), ...(run === undefined ? {} : { run }) },
      broken: notes.broken.map(textOfTaken),
      limitS: limitMs / 1000,
      ...(recoveredMs === undefined ? {} : { recoveredS: Math.round(recoveredMs / 1000) }),
      ...{ isRestored, protocol },
    };
  } finally {
    lookout.stop();
  }
}

function whyEnded({ danger }: Lookout, interrupted: AbortSignal): string {
  return danger.aborted && !interrupted.aborted ? messageOf(danger.reason) : "it was interrupted";
}

interface ExerciseOptions {
  readonly drill: Drill;
  readonly site: DrillSite;
  readonly targets: Targets;
  readonly notes: DrillNotes;
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

/** What is broken, and how it comes back. */
class Exercise {
  /** The startup that was ordered. */
  run: number | undefined;
  /** From its order until everything was as before. */
  recoveredMs: number | undefined;
  readonly #of: ExerciseOptions;
  readonly #told = new Map<string, string>();

  constructor(of: ExerciseOptions) {
    this.#of = of;
  }

  /** Resolves when everything was back in time. @throws why it was not */
  async hold(): Promise<void> {
    await this.#break();
    const { site, drill, limitMs, signal } = this.#of;
    signal.throwIfAborted();
    const run = await site.daemon.startUp(`drill ${drill.name}`);
    this.run = run;
    const orderedMs = site.clock.monotonicMs();
    site.say(`startup ${run} was ordered: everything is to be back in ${formatDuration(limitMs)}`);
    const last = await look(site, { timeoutMs: limitMs, signal }, (task) =>
      task.watch(orderedMs + limitMs, () => this.#lookBack(task, run, orderedMs)),
    );
    if (last.isDone) return;
    throw new HirteError("deadline", `not within ${formatDuration(limitMs)}: ${last.text}`);
  }

  async #break(): Promise<void> {
    const { drill, site, targets, notes, signal } = this.#of;
    const { say } = site;
    const work = { timeoutMs: breakMs, signal, undo: notes };
    say(`breaks: ${drill.summary}`);
    const end =
      drill.breaking.kind === "scale"
        ? await doWork(
            site,
            { kind: "kube", what: "quiesce" },
            { ...work, namespaces: targets.namespaces },
          )
        : await doWork(site, { kind: "flux", what: "suspend" }, work);
    say(end.detail ?? end.outcome);
    if (end.outcome !== "done") {
      throw new HirteError("job-failed", `it could not be broken: ${end.detail ?? end.outcome}`);
    }
    const isLost = drill.breaking.kind === "scale" && drill.breaking.isSourceLost;
    if (isLost) await this.#loseSource();
    const broken = await look(site, work, (task) => lookBroken(task, targets));
    if (broken.isDone) return;
    throw new HirteError("job-failed", `somebody puts it back at once: ${broken.text}`);
  }

  async #loseSource(): Promise<void> {
    const { site, signal } = this.#of;
    const isReady = await look(site, { timeoutMs: breakMs, signal }, (task) =>
      askSource(task, site),
    );
    if (isReady === false) {
      site.say("Flux cannot fetch its source any more");
      return;
    }
    const why = isReady
      ? "Flux fetches its source all the same"
      : "Flux does not look at its source";
    throw new HirteError("job-failed", why);
  }

  async #lookBack(task: Task, run: number, orderedMs: number) {
    const { site, drill, targets, notes } = this.#of;
    const phase = this.#phaseOf(await site.daemon.status(), run);
    if (phase === "failed" || phase === "cancelled") {
      throw new HirteError("job-failed", `startup ${run}: ${phase}`);
    }
    if (this.recoveredMs === undefined) {
      const whole = await lookWhole(task, notes.broken, { site, drill, targets });
      if (!whole.isDone) return whole;
      this.recoveredMs = site.clock.monotonicMs() - orderedMs;
      site.say(`everything is back after ${formatDuration(this.recoveredMs)}`);
    }
    return { isDone: phase === "done", text: `startup ${run} is under way` };
  }

  /** Where the startup is; each of its steps is told when it has ended. */
  #phaseOf({ run, runs }: StatusAnswer, number: number): PowerRun["phase"] | undefined {
    if (run?.run !== number) return runs.find((one) => one.run === number)?.outcome;
    if (run.isDryRun) {
      const text = "the daemon rehearses runs (--dry-run), and brings nothing back";
      throw new HirteError("job-failed", text);
    }
    for (const { steps } of run.stages) {
      for (const { id, text, state, detail } of steps) {
        if (state === "planned" || state === "started" || this.#told.get(id) === state) continue;
        this.#told.set(id, state);
        const more = detail === undefined ? "" : `: ${detail}`;
        this.#of.site.say(`  ${text}: ${state}${more}`);
      }
    }
    return run.phase;
  }
}
