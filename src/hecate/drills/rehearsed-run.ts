import type { RunEvent } from "../../power/model.ts";
import type { Plan, PlannedStage, PlannedStep } from "../../power/plan-model.ts";
import { leftOut } from "../../power/short-of-time.ts";

/** What a rehearsed run is told with. */
export interface RehearsedRunOptions {
  readonly plan: Plan;
  readonly atMs: number;
  readonly say: (text: string) => void;
}

interface Underway {
  readonly stage: PlannedStage;
  readonly endMs: number;
}

/**
 * A shutdown that takes exactly as long as its plan is thought to: its stages end one after the other, and each node that is
 * told to power off is gone at the end of its stage. Nothing is done.
 */
export class RehearsedRun {
  readonly #say: (text: string) => void;
  readonly #done = new Set<string>();
  readonly #leftOut: string[] = [];
  readonly #clientsToldMs = new Map<string, number>();
  #ahead: readonly PlannedStage[];
  #now: Underway | undefined;
  /** What was under way when it was widened, and goes on beside what is new. */
  #beside: Underway[] = [];
  #fromMs: number;
  #isOver = false;

  constructor({ plan, atMs, say }: RehearsedRunOptions) {
    this.#say = say;
    this.#fromMs = atMs;
    this.#ahead = plan.stages;
  }

  /** When clients of a UPS that are not hecate's were told to shut down, by name. */
  get clientsToldMs(): ReadonlyMap<string, number> {
    return this.#clientsToldMs;
  }

  /** Stages that the battery did not last for. */
  get leftOut(): readonly string[] {
    return this.#leftOut;
  }

  /** Nothing is left to do but to wait for the battery. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** A plan for more nodes: what is new begins at once, and what is done or under way is not done again. */
  widen(plan: Plan, atMs: number): void {
    if (this.#now) this.#beside.push(this.#now);
    this.#now = undefined;
    this.#fromMs = atMs;
    const underway = this.#beside.flatMap(({ stage }) => stage.steps.map(({ id }) => id));
    const taken = new Set([...this.#done, ...underway]);
    this.#ahead = plan.stages
      .map((stage) => ({ ...stage, steps: stage.steps.filter(({ id }) => !taken.has(id)) }))
      .filter(({ steps }) => steps.length > 0);
    this.#isOver = false;
  }

  /** What has happened by this moment, in order. `leftMs`: what the battery lasts for it; undefined: not known. */
  until(atMs: number, leftMs: () => number | undefined): readonly RunEvent[] {
    const events: RunEvent[] = [];
    for (const one of this.#beside.filter(({ endMs }) => endMs <= atMs)) this.#end(one, events);
    this.#beside = this.#beside.filter(({ endMs }) => endMs > atMs);
    while (!this.#isOver) {
      if (this.#now) {
        if (this.#now.endMs > atMs) break;
        this.#fromMs = this.#now.endMs;
        this.#end(this.#now, events);
        this.#now = undefined;
      }
      const isLast = this.#ahead.every(({ steps }) => steps.every(isHold));
      if (isLast && this.#beside.length > 0) break;
      this.#begin(leftMs(), events);
    }
    return events;
  }

  #begin(leftMs: number | undefined, events: RunEvent[]): void {
    const out = leftOut(this.#ahead, leftMs);
    const [stage, ...rest] = this.#ahead;
    if (!stage || stage.steps.every(isHold)) {
      this.#isOver = true;
      const isHeld = stage !== undefined;
      this.#say(isHeld ? "only the coordinator is left, and waits" : "the plan is carried out");
      if (isHeld) events.push({ kind: "others-gone" });
      else events.push({ kind: "finished", outcome: "done", executed: true });
      return;
    }
    this.#ahead = rest;
    if (out.has(stage.name)) {
      this.#leftOut.push(stage.name);
      this.#say(`${stage.name}: left out, the battery does not last for it`);
      return;
    }
    for (const { text } of stage.steps) this.#say(`${stage.name}: ${text}`);
    const clients = stage.steps.flatMap(({ action }) =>
      action.kind === "force-shutdown" ? action.clients : [],
    );
    for (const client of clients) this.#clientsToldMs.set(client, this.#fromMs);
    // As in a run that is carried out: meanwhile the coordinator goes when it has too little for itself.
    if (clients.length > 0) events.push({ kind: "others-gone" });
    const told = nodesOf(stage.steps);
    if (told.length > 0) events.push({ kind: "power-off-told", nodes: told });
    this.#now = { stage, endMs: this.#fromMs + stage.estimateMs };
  }

  #end({ stage: { name, steps, estimateMs } }: Underway, events: RunEvent[]): void {
    for (const { id } of steps) this.#done.add(id);
    const clients = steps.flatMap(({ action }) =>
      action.kind === "force-shutdown" ? action.clients : [],
    );
    const gone = [...nodesOf(steps), ...clients];
    this.#say(
      `${name}: done in ${Math.round(estimateMs / 1000)} s${gone.length === 0 ? "" : `, ${gone.join(" ")} gone`}`,
    );
    if (gone.length > 0) events.push({ kind: "gone", nodes: gone });
  }
}

function nodesOf(steps: readonly PlannedStep[]): readonly string[] {
  return steps.flatMap(({ action }) => (action.kind === "poweroff" ? [action.node] : []));
}

function isHold({ action }: PlannedStep): boolean {
  return action.kind === "hold-then-power-off-self";
}
