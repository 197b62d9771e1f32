import { createHash } from "node:crypto";
import { setMaxListeners } from "node:events";
import type { BootClock } from "../../core/boot-clock.ts";
import type { Clock } from "../../core/clock.ts";
import type { Log } from "../../core/log.ts";
import type { FinishedRun, RunEvent } from "../../power/model.ts";
import type { Plan, PlannedAction, PlannedStep } from "../../power/plan-model.ts";
import type { PowerRun } from "../../protocol/generated/schemas.ts";
import type { ExecutorListener } from "../executor.ts";
import type { Journal } from "./journal.ts";
import type { JournalRecord, RunHead, RunMemory } from "./journal-record.ts";
import type { Attempts, StepEnd } from "./ports.ts";

/** What the book of a run is made of. */
export interface RunBookOptions extends Pick<ExecutorListener, "onEvent"> {
  readonly memory: RunMemory;
  /** How often more was wanted of it, as whoever decides counts. */
  readonly edition: number;
  readonly journal: Journal;
  readonly bootId: string;
  readonly bootClock: BootClock;
  readonly clock: Clock;
  readonly log: Log;
  /** Something of it is different now. */
  readonly onChanged: () => void;
}

type StepView = PowerRun["stages"][number]["steps"][number];
type StepState = Pick<StepView, "state" | "tookS" | "detail">;
/** How far a run is, in the words of power/run. */
export type RunPhase = PowerRun["phase"];

/** A run was replaced, or called off: nothing more is begun. */
export class RunEnded extends Error {}

/** A step that goes on after a restart has at least so long, or its whole time where that is shorter. */
const leastMs = 30_000;
/** Longest texts that a message takes. */
const maxText = 1024;

/** All that is known of a run that is carried out: its head, how far each step is, whether it is held. Its journal says the same. */
export class RunBook {
  readonly #options: RunBookOptions;
  readonly #ends: Map<string, StepEnd & { readonly tookMs: number }>;
  readonly #states = new Map<string, StepState>();
  readonly #told: Set<string>;
  readonly #gone: Set<string>;
  readonly #goneMs = new Map<string, number>();
  readonly #stageBegunMs = new Map<string, number>();
  readonly #stageMs = new Map<string, number>();
  readonly #end = new AbortController();
  #head: RunHead;
  #plan: Plan = { stages: [], estimateMs: 0 };
  /** Of all its stages. */
  #steps: readonly PlannedStep[] = [];
  #phase: RunPhase = "running";
  #heldMs: number;
  #heldSinceMs: number | undefined;
  #waiting: (() => void)[] = [];
  #edition: number;
  #forTime: number;
  /** What a life before this one has learnt of it, as long as nothing of it is different. */
  #learnt: FinishedRun | undefined;
  #wereOthersGone: boolean;
  readonly #absent: Set<string>;
  readonly #answered = new Set<string>();
  readonly #reboots: Map<string, string>;
  readonly #comingUp = new Set<string>();
  readonly #supplied: Set<string>;
  readonly #leftOut = new Set<string>();

  constructor(options: RunBookOptions) {
    this.#options = options;
    // Every step that is under way listens.
    setMaxListeners(0, this.#end.signal);
    const { head, ends, told, gone, heldMs, forTime, absent } = options.memory;
    this.#head = head;
    this.#edition = options.edition;
    this.#forTime = forTime;
    this.#learnt = options.memory.learnt;
    this.#wereOthersGone = options.memory.areOthersGone;
    this.#absent = new Set(absent);
    this.#reboots = new Map(options.memory.reboots);
    this.#supplied = new Set(options.memory.supplied);
    this.#ends = new Map(ends);
    this.#told = new Set(told);
    this.#gone = new Set(gone.keys());
    for (const [node, { bootId, bootMs }] of gone) {
      if (bootId === options.bootId) this.#goneMs.set(node, bootMs);
    }
    this.#heldMs = heldMs;
    for (const [id, { outcome, tookMs, detail }] of ends) {
      this.#states.set(id, stateOf(outcome, tookMs, detail));
    }
  }

  get head(): RunHead {
    return this.#head;
  }

  get plan(): Plan {
    return this.#plan;
  }

  get told(): readonly string[] {
    return [...this.#told];
  }

  /** Nodes that were told, and that nobody has seen gone yet. */
  get going(): readonly string[] {
    return this.told.filter((node) => !this.#gone.has(node));
  }

  get isHeld(): boolean {
    return this.#heldSinceMs !== undefined;
  }

  /** Aborts when the run is replaced or called off. */
  get signal(): AbortSignal {
    return this.#end.signal;
  }

  get phase(): RunPhase {
    return this.#phase;
  }

  /** Another plan of the same run: steps keep what became of them. */
  setPlan(plan: Plan): void {
    this.#plan = plan;
    this.#steps = plan.stages.flatMap(({ steps }) => steps);
    // As a life before this one has left it.
    for (const { id, action } of this.#steps) this.#notes(action, this.#ends.get(id));
    this.#options.onChanged();
  }

  /** A node that is to be woken, and is not, is left out. */
  #notes(action: PlannedAction, end: StepEnd | undefined): void {
    if (this.#head.kind !== "startup" || action.kind !== "wake") return;
    if (end?.outcome === "skipped") this.#leftOut.add(action.node);
  }

  setPhase(phase: RunPhase): void {
    this.#phase = phase;
    this.#options.onChanged();
  }

  /** Adds a line to the journal. @returns whether it is on disk */
  note(record: JournalRecord): Promise<boolean> {
    return this.#options.journal.note(record);
  }

  /** The same in every life: whoever was asked under it already does it no second time. */
  actId(step: string, part = ""): string {
    const { seed, run } = this.#head;
    return createHash("sha256").update(`${seed} ${run} ${step} ${part}`).digest("base64url");
  }

  /** What became of a step; undefined: it is not over. */
  readonly endOf = (step: string): StepEnd | undefined => this.#ends.get(step);

  /** A step begins, and that is on disk before it does. @returns whether it is */
  async stepStarts({ id }: PlannedStep): Promise<boolean> {
    this.#states.set(id, { state: "started" });
    this.#options.onChanged();
    return await this.note({ is: "step-started", step: id });
  }

  /**
   * How long a step may take from now on. Restarts do not prolong a startup for ever: one that was begun by a life before
   * has what is left of its time, and enough for a look.
   */
  leftOfMs({ id, timeoutMs }: PlannedStep): number {
    const { memory, bootId, bootClock } = this.#options;
    const since = memory.started.get(id);
    if (this.#head.kind !== "startup" || since?.bootId !== bootId) return timeoutMs;
    const leftMs = timeoutMs - (bootClock.bootMs() - since.bootMs);
    return Math.max(leftMs, Math.min(timeoutMs, leastMs));
  }

  /** A node may be woken now, in whatever life: it is not looked at any more what its batteries have. */
  isSupplied({ id }: PlannedStep): boolean {
    return this.#supplied.has(id);
  }

  /** The batteries of a node that had to wait have enough. @returns ms that waking it may take from now on */
  async supplied({ id }: PlannedStep): Promise<number> {
    await this.note({ is: "supplied", step: id });
    this.#supplied.add(id);
    return this.#steps.find((step) => step.id === id)?.timeoutMs ?? leastMs;
  }

  /** Nodes that this startup has not woken, as their batteries have too little. */
  get leftOut(): readonly string[] {
    return [...this.#leftOut];
  }

  /** Whether nothing is done about a node. */
  isLeftOut(node: string): boolean {
    return this.#leftOut.has(node);
  }

  /** Nodes that are off as one startup or another has left them out. */
  get staysOff(): readonly string[] {
    return [...this.#leftOut, ...(this.#head.part?.leftOut ?? [])];
  }

  /** Whether the first wake step of a node is not over. */
  isBeingWoken(node: string): boolean {
    const first = this.#steps.find(({ action }) => action.kind === "wake" && action.node === node);
    return first !== undefined && !this.#ends.has(first.id);
  }

  /** Attempts at a step that are acts of their own, those of other lives among them. */
  attemptsAt({ id }: PlannedStep): Attempts {
    return {
      begun: this.#options.memory.attempts.get(id) ?? 0,
      begin: async (number) => {
        await this.note({ is: "attempt", step: id, number });
      },
    };
  }

  /** What a step is about now, for people. */
  progress({ id }: PlannedStep, detail: string): void {
    const told = detail.slice(0, maxText);
    if (this.#ends.has(id) || this.#states.get(id)?.detail === told) return;
    this.#states.set(id, { state: "started", detail: told });
    this.#options.onChanged();
  }

  async stepEnds(
    { id, text, action }: PlannedStep,
    end: StepEnd,
    { tookMs, isForTime = false }: { readonly tookMs: number; readonly isForTime?: boolean },
  ): Promise<void> {
    const { log } = this.#options;
    const { outcome } = end;
    const detail = end.detail?.slice(0, maxText);
    this.#ends.set(id, { outcome, tookMs, ...(detail === undefined ? {} : { detail }) });
    this.#notes(action, end);
    this.#states.set(id, stateOf(outcome, tookMs, detail));
    this.#learnt = undefined;
    this.#options.onChanged();
    const facts = { run: this.#head.run, step: id, outcome, tookMs: Math.round(tookMs) };
    const level = outcome === "failed" ? "error" : "info";
    log[level]({ ...facts, ...(detail === undefined ? {} : { detail }) }, text);
    const told = { ...(detail === undefined ? {} : { detail }) };
    if (isForTime) this.#forTime += 1;
    await this.note({
      ...({ is: "step-ended", step: id, tookMs: Math.round(tookMs), outcome, ...told } as const),
      ...(isForTime ? { isForTime } : {}),
    });
  }

  /** A node was off when its turn came: nothing is to be learnt of how long that took. */
  async isAbsent(node: string): Promise<void> {
    if (this.#absent.has(node)) return;
    this.#absent.add(node);
    await this.note({ is: "absent", node });
  }

  /** The boot in which a node was told to reboot by this step, in whatever life; undefined: it was not told. */
  rebootOf(step: string): string | undefined {
    return this.#reboots.get(step);
  }

  /** Before a node is told to reboot, in this boot. @returns whether it is on disk */
  async reboots(step: string, node: string, nodeBootId: string): Promise<boolean> {
    const isOnDisk = await this.note({ is: "rebooting", step, node, nodeBootId });
    if (isOnDisk) this.#reboots.set(step, nodeBootId);
    return isOnDisk;
  }

  /** Before a node is woken or rebooted: whoever decides knows. */
  comingUp(node: string): void {
    this.#comingUp.add(node);
    this.event({ kind: "coming-up", nodes: [node] });
  }

  /** Nodes that this life of it has woken or rebooted. */
  get whoComesUp(): readonly string[] {
    return [...this.#comingUp];
  }

  /** How it ends, by what became of its steps: a node that was not seen to be gone is no good end. */
  get outcome(): "done" | "failed" {
    const isBad = ({ id, action, onFailure }: PlannedStep) =>
      this.#ends.get(id)?.outcome === "failed" &&
      (onFailure === "abort" || action.kind === "poweroff");
    return this.#steps.some(isBad) ? "failed" : "done";
  }

  /** Before a node is told to power off: it is on disk, and whoever decides knows. */
  async tell(node: string): Promise<void> {
    await this.note({ is: "told", nodes: [node] });
    this.#told.add(node);
    if (this.#phase === "running") this.#phase = "powering-off";
    const isAnew = this.#gone.delete(node);
    this.event({ kind: "power-off-told", nodes: [node], ...(isAnew && { isAnew }) });
    this.#options.onChanged();
  }

  /**
   * Resolves when a node that was told, or is being told, may be asked to go. Where that has to wait it may not have
   * heard it, and that is said: the run is wanted for it, too, when the mains go again. @throws RunEnded
   */
  async mayReach(node: string): Promise<void> {
    const mustWait = this.isHeld && this.#told.has(node) && !this.#answered.has(node);
    if (mustWait) this.event({ kind: "not-reached", nodes: [node] });
    await this.mayBegin();
    if (mustWait) this.event({ kind: "power-off-told", nodes: [node] });
  }

  /** Whether a node that was told to power off has said anything to that, in this life. */
  hasAnswered(node: string): boolean {
    return this.#answered.has(node);
  }

  answered(node: string): void {
    this.#answered.add(node);
  }

  /** Whether a node was seen to be off in this run. */
  wasOff(node: string): boolean {
    return this.#gone.has(node) || this.#absent.has(node);
  }

  /** Whether a life before this one held already, and nothing more was wanted since. */
  get wereOthersGone(): boolean {
    return this.#wereOthersGone;
  }

  /** A node is confirmed gone. */
  async isGone(node: string): Promise<void> {
    if (this.#gone.has(node)) return;
    this.#gone.add(node);
    this.#goneMs.set(node, this.#options.bootClock.bootMs());
    this.event({ kind: "gone", nodes: [node] });
    await this.note({ is: "gone", nodes: [node] });
  }

  /** For whoever decides. */
  event(event: RunEvent): void {
    this.#options.onEvent(this.#head.run, event);
  }

  /** Tells once more what a life before this one had told: nobody knows whether it was heard. */
  tellAgain(): void {
    if (this.#told.size > 0) {
      if (this.#phase === "running") this.#phase = "powering-off";
      this.event({ kind: "power-off-told", nodes: [...this.#told] });
    }
    if (this.#gone.size > 0) this.event({ kind: "gone", nodes: [...this.#gone] });
  }

  /** How often more was wanted of it: what it says is of that. */
  get edition(): number {
    return this.#edition;
  }

  /** A battery needs it for all of these. */
  widen(reason: string, scope: readonly string[], edition: number): void {
    this.#edition = edition;
    this.#head = { ...this.#head, reason, scope, isOrdered: false };
    this.#learnt = undefined;
    this.#wereOthersGone = false;
    void this.note({ is: "widened", reason, scope });
    this.#options.onChanged();
  }

  /** Nothing more is begun until it goes on. */
  hold(reason: string): void {
    if (this.isHeld) return;
    this.#heldSinceMs = this.#options.bootClock.bootMs();
    this.#options.log.warn({ run: this.#head.run, reason }, "a run is held");
    void this.note({ is: "held", reason });
    this.#options.onChanged();
  }

  goOn(reason: string): void {
    const since = this.#heldSinceMs;
    if (since === undefined) return;
    this.#heldMs += this.#options.bootClock.bootMs() - since;
    this.#heldSinceMs = undefined;
    this.#options.log.warn({ run: this.#head.run, reason }, "a run goes on");
    void this.note({ is: "went-on", reason });
    for (const wake of this.#waiting.splice(0)) wake();
    this.#options.onChanged();
  }

  /** Resolves when something new may be begun. @throws RunEnded */
  async mayBegin(): Promise<void> {
    for (;;) {
      if (this.signal.aborted) throw new RunEnded();
      if (!this.isHeld) return;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Nothing more is begun, and nothing is waited for any more. */
  end(): void {
    this.#end.abort();
    for (const wake of this.#waiting.splice(0)) wake();
  }

  stageBegins(name: string): void {
    this.#stageBegunMs.set(name, this.#options.bootClock.bootMs());
  }

  /** `isWhole`: all of it was done in this life. */
  stageEnds(name: string, isWhole: boolean): void {
    if (!isWhole) return;
    const begunMs = this.#stageBegunMs.get(name);
    if (begunMs === undefined) return;
    this.#stageMs.set(name, this.#options.bootClock.bootMs() - begunMs);
  }

  /** What is learnt from it, now that it is over. `fedBy`: nodes that each UPS feeds, but for the coordinator. */
  finished(
    outcome: FinishedRun["outcome"],
    fedBy: ReadonlyMap<string, readonly string[]>,
  ): FinishedRun {
    if (this.#learnt?.outcome === outcome) return this.#learnt;
    const { memory, bootId, bootClock, clock } = this.#options;
    const { run, kind, mode, scope, skips } = this.#head;
    const { begun } = memory;
    const isSameBoot = begun.bootId === bootId;
    const nowMs = bootClock.bootMs();
    const offsetS: Record<string, number> = {};
    for (const [ups, nodes] of fedBy) {
      if (kind !== "shutdown" || !isSameBoot || nodes.length === 0) continue;
      // One that was never seen gone took at least until now.
      const lastMs = Math.max(...nodes.map((node) => this.#goneMs.get(node) ?? nowMs));
      offsetS[ups] = Math.round((lastMs - begun.bootMs) / 100) / 10;
    }
    const heldNowMs = this.#heldSinceMs === undefined ? 0 : nowMs - this.#heldSinceMs;
    const endedAt = clock.wallMs();
    const failedSteps = [...this.#ends.values()].filter((end) => end.outcome === "failed").length;
    const tookS = isSameBoot ? (nowMs - begun.bootMs) / 1000 : (endedAt - begun.at) / 1000;
    return {
      ...{ run, kind, outcome, executed: true, mode, scope },
      skipped: { forTime: this.#forTime, byOperator: skips.length },
      ...(this.#absent.size > 0 ? { absent: this.#absent.size } : {}),
      ...(failedSteps > 0 ? { failedSteps } : {}),
      offsetS,
      heldMs: Math.round(this.#heldMs + heldNowMs),
      stageS: Object.fromEntries([...this.#stageMs].map(([name, ms]) => [name, ms / 1000])),
      endedAt,
      tookS: Math.max(0, Math.round(tookS * 10) / 10),
    };
  }

  /** As power/run and the report show it. */
  view(): Omit<PowerRun, "session" | "seq" | "at"> {
    const { run, kind, mode, key, reason, scope } = this.#head;
    return {
      ...{ run, kind, isDryRun: false, mode, key, phase: this.#phase },
      reason: reason.slice(0, maxText),
      scope: [...scope],
      told: [...this.#told],
      startedAt: this.#options.memory.begun.at,
      stages: this.#plan.stages.map(({ name, steps }) => ({
        name,
        steps: steps.map(({ id, text, action, estimateMs }) => ({
          id,
          text: text.slice(0, maxText),
          ...("node" in action ? { node: action.node } : {}),
          estimateS: estimateMs / 1000,
          ...(this.#states.get(id) ?? ({ state: "planned" } as const)),
        })),
      })),
    };
  }
}

function stateOf(
  outcome: StepEnd["outcome"],
  tookMs: number,
  detail: string | undefined,
): StepState {
  return {
    state: outcome,
    tookS: Math.round(tookMs / 100) / 10,
    ...(detail === undefined ? {} : { detail }),
  };
}
