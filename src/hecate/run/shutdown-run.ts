import { formatDuration } from "../../core/duration.ts";
import type { FinishedRun, OperatorSkip } from "../../power/model.ts";
import type { Plan, PlannedStage, PlannedStep } from "../../power/plan-model.ts";
import { leftOut } from "../../power/short-of-time.ts";
import { type RunBook, RunEnded } from "./run-book.ts";
import { carryOutStage } from "./stage.ts";
import { pause, type RunWorld, StepRunner } from "./step-runner.ts";

/** What a shutdown is carried out with. */
export interface ShutdownOptions {
  readonly world: RunWorld;
  /** Of the run as it is now. `late`: who is powered off once more, round by round. */
  readonly plan: (late: readonly (readonly string[])[]) => Plan;
  /** Never told: it goes by itself. */
  readonly coordinator: () => string;
  /** ms that the battery lasts, less what the coordinator needs; undefined: not known. */
  readonly leftMs: () => number | undefined;
  /** ms that it may take at most until it is known whether all of the cluster goes; 0: it is known. */
  readonly drainsInDoubtMs: () => number;
  /** Whether a battery that has fired, and whose mains are not back, has a node stopped. */
  readonly losesPower: (node: string) => boolean;
  /** Begins when this is over. */
  readonly after: Promise<void>;
  /** What is learnt of it, as far as it has come. */
  readonly learnt: () => FinishedRun;
  /** All others are gone, or have cost their time. */
  readonly onOthersGone: (learnt: FinishedRun) => void;
}

/** A shutdown that is being carried out. */
export interface ShutdownRun {
  /** How it ended; undefined: it was ended from outside, or only the coordinator is left. */
  readonly over: Promise<FinishedRun["outcome"] | undefined>;
  /** A battery needs more of it: what is new is done at once, and what is under way waits for it before it goes on. */
  widen(reason: string, scope: readonly string[], edition: number): void;
}

/** A node that comes up again and again is not gone after for ever. */
const mostLate = 3;
/** How often it is looked whether the battery lasts. */
const lookEveryMs = 5000;
/** And how often whether it is known by now who goes. */
const doubtEveryMs = 500;

/** Carries a shutdown out. */
export function carryOutShutdown(book: RunBook, options: ShutdownOptions): ShutdownRun {
  return new Shutdown(book, options);
}

class Shutdown implements ShutdownRun {
  readonly over: Promise<FinishedRun["outcome"] | undefined>;
  readonly #book: RunBook;
  readonly #options: ShutdownOptions;
  readonly #runner: StepRunner;
  /** Steps that some lane has taken on. */
  readonly #taken = new Set<string>();
  readonly #lanes: Promise<void>[] = [];
  /** Stages that a lane has before it still, by the lane; the first is the one that it is at. */
  readonly #ahead = new Map<symbol, readonly string[]>();
  #waiting: (() => void)[] = [];
  /** Who came up in the middle of it. */
  readonly #late: (readonly string[])[] = [];
  #isBroken = false;
  /** Ends drains that are under way, where they are not planned any more. */
  readonly #drains = new Set<() => void>();

  constructor(book: RunBook, options: ShutdownOptions) {
    this.#book = book;
    this.#options = options;
    this.#runner = new StepRunner(options.world, book);
    book.setPlan(options.plan([]));
    this.#watchGoing();
    this.over = options.after.then(() => this.#carryOut());
  }

  widen(reason: string, scope: readonly string[], edition: number): void {
    this.#book.widen(reason, scope, edition);
    this.#book.setPlan(this.#options.plan(this.#late));
    for (const cut of this.#drains) cut();
    this.#open();
  }

  async #carryOut(): Promise<FinishedRun["outcome"] | undefined> {
    try {
      if (this.#lanes.length === 0) this.#open();
      for (;;) {
        // More may open while one is waited for.
        for (let index = 0; index < this.#lanes.length; index++) await this.#lanes[index];
        if (this.#isBroken) return "failed";
        if (await this.#isSomeoneThere()) continue;
        if (!this.#book.plan.stages.some(({ steps }) => steps.some(isHold))) {
          void this.#watchComing();
          return this.#book.outcome;
        }
        const { length } = this.#lanes;
        const learnt = this.#options.learnt();
        await this.#book.note({ is: "others-gone", learnt });
        // What was wanted meanwhile is done first.
        if (this.#lanes.length > length) continue;
        if (this.#book.signal.aborted) throw new RunEnded();
        this.#book.setPhase("holding");
        this.#options.onOthersGone(learnt);
        this.#book.event({ kind: "others-gone", edition: this.#book.edition });
        void this.#watchComing();
        return undefined;
      }
    } catch (error) {
      if (!(error instanceof RunEnded)) throw error;
      await Promise.allSettled(this.#lanes);
      return undefined;
    }
  }

  /**
   * Has those powered off, too, that came up while others were: one that was off when its turn came, and was booted by the
   * mains for a moment, say. @returns whether there are any
   */
  async #isSomeoneThere(): Promise<boolean> {
    const { mode, scope } = this.#book.head;
    const { coordinator } = this.#options;
    if (mode !== "poweroff" || this.#late.length >= mostLate) return false;
    // Who comes up while it holds comes with the mains, and is none of this run's, but for those that are awaited:
    // whoever decides sees to that.
    if (this.#book.wereOthersGone) return false;
    // One that was told, has answered, and never went has had its time.
    const asked = scope.filter(
      (node) =>
        node !== coordinator() && (this.#book.wasOff(node) || !this.#book.hasAnswered(node)),
    );
    const there = await this.#thereOf(asked);
    if (there.length === 0) return false;
    this.#powerOffLate(there);
    return true;
  }

  /**
   * Whom a startup was having come up when this took its place may do so minutes after nobody was there at its turn: it is
   * powered off as long as its battery wants that, and nothing waits for it. With the mains others come up, too: not these.
   */
  async #watchComing(): Promise<void> {
    const { coordinator, world, losesPower } = this.#options;
    const { signal, head } = this.#book;
    // A battery that fires after an operator's run has one of its own.
    if (head.mode !== "poweroff" || head.isOrdered) return;
    const { scope, owed = [] } = head;
    const awaited = new Set(owed.filter((node) => scope.includes(node) && node !== coordinator()));
    while (awaited.size > 0) {
      await pause(lookEveryMs, world.clock, signal);
      if (signal.aborted) return;
      const asked = [...awaited].filter((node) => this.#book.wasOff(node) && losesPower(node));
      const there = (await this.#thereOf(asked)).filter(losesPower);
      if (there.length === 0 || signal.aborted) continue;
      // Once in a life: what does not go then has its guard.
      for (const node of there) awaited.delete(node);
      this.#powerOffLate(there);
    }
  }

  /** Who of these is up. */
  async #thereOf(nodes: readonly string[]): Promise<readonly string[]> {
    const { presence } = this.#options.world;
    const found = await Promise.all(
      nodes.map(
        async (node) =>
          presence.agentOf(node) === "online" || (await presence.answers(node, this.#book.signal)),
      ),
    );
    return nodes.filter((_, index) => found[index]);
  }

  #powerOffLate(nodes: readonly string[]): void {
    this.#late.push(nodes);
    this.#book.setPlan(this.#options.plan(this.#late));
    this.#open();
  }

  /**
   * Whom a life before this one has told goes whatever becomes of the run: one that is held begins no step, and yet a
   * startup waits until they are gone.
   */
  #watchGoing(): void {
    const { going, plan } = this.#book;
    for (const { action, timeoutMs } of plan.stages.flatMap(({ steps }) => steps)) {
      if (action.kind !== "poweroff" || !going.includes(action.node)) continue;
      void this.#runner.watchGone(action.node, timeoutMs);
    }
  }

  /**
   * A lane for the steps that none has taken on yet. Lanes are at most at the same stage: one that came later catches up,
   * and no server goes before a worker that was added.
   */
  #open(): void {
    const steps = this.#book.plan.stages.flatMap((stage) => stage.steps);
    const fresh = steps.filter((step) => !isHold(step) && !this.#taken.has(step.id));
    if (fresh.length === 0) return;
    const ids = new Set(fresh.map(({ id }) => id));
    for (const id of ids) this.#taken.add(id);
    const lane = this.#lane(ids).finally(() => this.#moved());
    // Whoever waits for it does so in its turn.
    lane.catch(() => undefined);
    this.#lanes.push(lane);
  }

  async #lane(ids: ReadonlySet<string>): Promise<void> {
    const stages = this.#book.plan.stages.flatMap((stage) => {
      const steps = stage.steps.filter(({ id }) => ids.has(id));
      return steps.length === 0 ? [] : [{ stage, steps }];
    });
    const lane = Symbol("lane");
    const names = stages.map(({ stage }) => stage.name);
    try {
      for (const [index, one] of stages.entries()) {
        this.#moved(lane, names.slice(index));
        await this.#turnOf(lane);
        await this.#begin(
          one,
          stages.slice(index).map(({ stage }) => stage),
        );
        if (this.#isBroken) return;
      }
    } finally {
      this.#ahead.delete(lane);
    }
  }

  async #begin(
    { stage, steps }: { readonly stage: PlannedStage; readonly steps: readonly PlannedStep[] },
    rest: readonly PlannedStage[],
  ): Promise<void> {
    await this.#book.mayBegin();
    if (isDrain(stage)) {
      await this.#untilDrainsAreSure(rest);
      await this.#book.mayBegin();
      // All of it goes by now, and nothing is evicted for that.
      if (!this.#isPlanned(stage.name)) return;
    }
    if (this.#isBroken) return;
    // Who is waited for now is none of the nodes: meanwhile the coordinator goes when it has too little for itself.
    const isForOthers = steps.some(({ action }) => action.kind === "force-shutdown");
    if (isForOthers) this.#book.event({ kind: "others-gone", edition: this.#book.edition });
    const why = this.#whyLeftOut(stage, rest);
    if (why === undefined) {
      await this.#stage(stage, steps, rest);
      return;
    }
    for (const step of steps) {
      if (!this.#book.endOf(step.id)) await this.#leaveOut(step, why);
    }
  }

  #isPlanned(stage: string): boolean {
    return this.#book.plan.stages.some(({ name }) => name === stage);
  }

  /**
   * UPSes on the same mains fire within a few polls of each other: where the next would have all of the cluster go, nothing
   * is evicted before it is known, as long as the battery lasts for that wait twice. What is not known of it is no reason to wait.
   */
  async #untilDrainsAreSure(rest: readonly PlannedStage[]): Promise<void> {
    const { world, leftMs, drainsInDoubtMs } = this.#options;
    const { clock } = world;
    const { signal } = this.#book;
    const [drain] = rest;
    const neededMs = rest.reduce((sum, { estimateMs }) => sum + estimateMs, 0);
    const spareMs = () => ((leftMs() ?? 0) - neededMs) / 2;
    const untilMs = clock.monotonicMs() + Math.min(drainsInDoubtMs(), spareMs());
    const isInDoubt = () =>
      drain !== undefined &&
      this.#isPlanned(drain.name) &&
      clock.monotonicMs() < untilMs &&
      drainsInDoubtMs() > 0;
    while (isInDoubt() && !signal.aborted && !this.#book.isHeld) {
      await pause(doubtEveryMs, clock, signal);
    }
  }

  /** A lane is at another stage, or over: others may go on. */
  #moved(lane?: symbol, ahead: readonly string[] = []): void {
    if (lane) this.#ahead.set(lane, ahead);
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** Resolves when no other lane is at an earlier stage. @throws RunEnded */
  async #turnOf(lane: symbol): Promise<void> {
    for (;;) {
      if (this.#book.signal.aborted) throw new RunEnded();
      // A stage that is not planned any more is before all others: it is ended as soon as it can be.
      const order = this.#book.plan.stages.map(({ name }) => name);
      const placeOf = ([name = ""]: readonly string[]) => order.indexOf(name);
      const own = placeOf(this.#ahead.get(lane) ?? []);
      const isBehind = (other: readonly string[]) => other.length > 0 && placeOf(other) < own;
      if (![...this.#ahead].some(([of, other]) => of !== lane && isBehind(other))) return;
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        this.#book.signal.addEventListener("abort", () => resolve(), { once: true });
      });
    }
  }

  async #stage(
    stage: PlannedStage,
    steps: readonly PlannedStep[],
    rest: readonly PlannedStage[],
  ): Promise<void> {
    const { clock } = this.#options.world;
    const hurry = new AbortController();
    let isForTime = true;
    const cut = () => {
      if (hurry.signal.aborted || this.#isPlanned(stage.name)) return;
      isForTime = false;
      hurry.abort();
    };
    if (isDrain(stage)) this.#drains.add(cut);
    const beganMs = clock.monotonicMs();
    const look = () => {
      // What is behind it of this stage is not needed any more.
      const passedMs = clock.monotonicMs() - beganMs;
      const now = { ...stage, estimateMs: Math.max(0, stage.estimateMs - passedMs) };
      const left = [now, ...rest.slice(1)];
      if (leftOut(left, this.#options.leftMs()).has(stage.name)) hurry.abort();
      else timer = clock.after(lookEveryMs, look);
    };
    let timer = clock.after(lookEveryMs, look);
    try {
      const ends = await carryOutStage(stage, {
        ...{ book: this.#book, runner: this.#runner, clock, steps, goesOnWithoutDisk: true },
        hurry: {
          signal: hurry.signal,
          why: () => (isForTime ? shortOfTime(this.#options.leftMs()) : allGoes),
          isForTime: () => isForTime,
        },
      });
      const isBroken = steps.some(
        ({ onFailure }, index) => onFailure === "abort" && ends[index]?.outcome === "failed",
      );
      // A battery does not wait for what went wrong; an operator is asked. Who was told goes in any case.
      const isAfterCommit = this.#book.told.length > 0;
      if (isBroken && this.#book.head.isOrdered && !isAfterCommit) this.#isBroken = true;
    } finally {
      timer.cancel();
      this.#drains.delete(cut);
    }
  }

  async #leaveOut(step: PlannedStep, why: string): Promise<void> {
    if (why === byOperator) {
      await this.#book.stepEnds(step, { outcome: "skipped", detail: why }, { tookMs: 0 });
    } else {
      const end = { outcome: "skipped", detail: why } as const;
      await this.#book.stepEnds(step, end, { tookMs: 0, isForTime: true });
    }
  }

  #whyLeftOut(stage: PlannedStage, rest: readonly PlannedStage[]): string | undefined {
    if (isLeftOutBy(stage, this.#book.head.skips)) return byOperator;
    const leftMs = this.#options.leftMs();
    return leftOut(rest, leftMs).has(stage.name) ? shortOfTime(leftMs) : undefined;
  }
}

const byOperator = "left out as ordered";
const allGoes = "the whole cluster goes by now: nobody is drained for that";

function shortOfTime(leftMs: number | undefined): string {
  const left = leftMs === undefined ? "too little" : formatDuration(Math.max(0, leftMs));
  return `left out: the battery lasts for ${left} of the rest`;
}

function isDrain({ steps }: PlannedStage): boolean {
  return steps.every(({ action }) => action.kind === "drain");
}

function isHold({ action }: PlannedStep): boolean {
  return action.kind === "hold-then-power-off-self";
}

/** Whether an operator who leaves these out means that stage: all of its steps are of one of them. */
export function isLeftOutBy({ steps }: PlannedStage, skips: readonly OperatorSkip[]): boolean {
  const isSnapshot = (action: PlannedStep["action"]) =>
    (action.kind === "command" || action.kind === "command-on-first") &&
    action.command.includes("snapshot");
  return skips.some((skip) =>
    steps.every(({ action }) => (skip === "drain" ? action.kind === "drain" : isSnapshot(action))),
  );
}
