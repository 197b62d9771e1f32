/**
 * What the coordinator would decide, and plan, if the mains failed now: the decision of production, stepped with readings
 * that are made up, on a clock that is made up. Pure: no UPS is read, no daemon is told, no node is touched.
 */

import { stepCoordinator, viewOf } from "../../power/coordinator.ts";
import { type CoordinatorState, newCoordinator } from "../../power/coordinator-state.ts";
import type {
  CoordinatorEffect,
  CoordinatorInput,
  FinishedRun,
  PowerConfig,
  Reading,
} from "../../power/model.ts";
import { planShutdown } from "../../power/plan.ts";
import type { Plan } from "../../power/plan-model.ts";
import type { PlanConfig } from "../dry-run.ts";
import { roundedBudgetS } from "../first-budget.ts";
import { learntStagesMs, leftForRunMs } from "../run/learnt.ts";
import type { ProtocolLine } from "./model.ts";
import { RehearsedRun } from "./rehearsed-run.ts";

/** A battery as it is when the mains go. */
export interface Battery {
  readonly ups: string;
  readonly runtimeS: number;
  readonly chargePercent: number;
}

/** What is rehearsed. */
export interface MainsLoss {
  readonly power: PowerConfig;
  readonly plan: PlanConfig;
  /** What was learnt of. */
  readonly runs: readonly FinishedRun[];
  /** Of every UPS. */
  readonly batteries: readonly Battery[];
}

/** What came of it. */
export interface Rehearsed {
  readonly protocol: readonly ProtocolLine[];
  /** Who would die with a battery, or why else it is not well; absent: all of it ended in order. */
  readonly problem?: string;
  /** From the loss of the mains until everything was off, or, with cluster-only, stopped. */
  readonly offS?: number;
  /** How long the battery lasted that the coordinator hangs on. */
  readonly lastsS: number;
  /** Stages that it did not last for. */
  readonly leftOut: readonly string[];
}

/** On mains for so long before: as a coordinator that has run for a while. */
const calmMs = 120_000;
/** Longer than any battery. */
const longestS = 86_400;

/** Rehearses the loss of the mains at all UPSes at once, for good: each battery loses a second in a second. */
export function rehearseMainsLoss(of: MainsLoss): Rehearsed {
  return new Rehearsal(of).hold();
}

function longestOf(batteries: readonly Battery[]): number {
  return Math.min(longestS, Math.max(0, ...batteries.map(({ runtimeS }) => runtimeS)));
}

type Plain<T> = T extends unknown ? Omit<T, "atMs"> : never;

class Rehearsal {
  readonly #of: MainsLoss;
  readonly #protocol: ProtocolLine[] = [];
  readonly #gone = new Set<string>();
  readonly #dead = new Set<string>();
  readonly #shown = new Map<string, string>();
  #state: CoordinatorState;
  #atMs = 0;
  #seq = 0;
  #run: { readonly number: number; readonly work: RehearsedRun } | undefined;
  #offS: number | undefined;
  #isEnded = false;

  constructor(of: MainsLoss) {
    this.#of = of;
    this.#state = newCoordinator({ bootId: "0".repeat(32), atMs: 0 });
  }

  hold(): Rehearsed {
    const { power, runs, batteries } = this.#of;
    const { pollIntervalMs } = power.policy;
    const endMs = calmMs + (longestOf(batteries) + 60) * 1000;
    const own = power.nodes.find(({ name }) => name === power.self)?.feeds ?? [];
    const lastsS = longestOf(batteries.filter(({ ups }) => own.includes(ups)));
    this.#input({ kind: "runs", runs });
    for (const { host } of power.upses) {
      this.#input({ kind: "availability", host, publisher: "up" });
    }
    while (this.#atMs < endMs && !this.#isEnded) {
      // Just after the last poll on mains.
      if (this.#atMs <= calmMs && this.#atMs + pollIntervalMs > calmMs) this.#sayLoss();
      this.#atMs += pollIntervalMs;
      const isOut = this.#atMs > calmMs;
      for (const battery of batteries) this.#read(battery, isOut);
      this.#input({ kind: "tick" });
      if (isOut) {
        this.#show();
        this.#work();
        this.#drain();
      }
    }
    const problem = this.#problem();
    return {
      protocol: this.#protocol,
      lastsS,
      leftOut: this.#run?.work.leftOut ?? [],
      ...(problem === undefined ? {} : { problem }),
      ...(this.#offS === undefined ? {} : { offS: this.#offS }),
    };
  }

  get #outS(): number {
    return Math.max(0, (this.#atMs - calmMs) / 1000);
  }

  #say(text: string): void {
    this.#protocol.push({ atS: this.#outS, text });
  }

  #sayLoss(): void {
    const { batteries, power } = this.#of;
    for (const { ups, budgetS, thresholdS } of viewOf(this.#state, power, this.#atMs).upses) {
      const battery = batteries.find((one) => one.ups === ups);
      this.#say(
        `${ups}: on battery, which lasts for ${Math.round(battery?.runtimeS ?? 0)} s; budget ${Math.round(budgetS)} s, fires at ${Math.round(thresholdS)} s`,
      );
    }
  }

  #read({ ups, runtimeS, chargePercent }: Battery, isOut: boolean): void {
    const { power } = this.#of;
    const host = power.upses.find(({ name }) => name === ups)?.host ?? "";
    const leftS = Math.max(0, runtimeS - this.#outS);
    // Nobody reads the UPS of a host that is off.
    if (this.#gone.has(host) || leftS === 0) return;
    const reading: Reading = {
      ...{ session: "0".repeat(32), seq: ++this.#seq, comms: "ok" },
      flags: isOut ? ["OB", "DISCHRG"] : ["OL"],
      runtimeS: leftS,
      chargePercent: runtimeS === 0 ? 0 : (chargePercent * leftS) / runtimeS,
    };
    const origin = host === power.self ? "local" : "live";
    this.#input({ kind: "reading", ups, origin, reading });
  }

  #input(plain: Plain<CoordinatorInput>): void {
    // What was taken away is an input again.
    const input = { ...plain, atMs: this.#atMs } as CoordinatorInput;
    const { state, effects } = stepCoordinator(this.#state, input, this.#of.power);
    this.#state = state;
    for (const effect of effects) this.#effect(effect);
  }

  #effect(effect: CoordinatorEffect): void {
    const say = (text: string) => this.#say(text);
    switch (effect.kind) {
      case "begin-run": {
        say(`decided: shutdown of ${effect.scope.join(" ")}: ${effect.reason}`);
        const plan = this.#plan(effect.scope);
        say(`the plan takes about ${Math.round(plan.estimateMs / 1000)} s`);
        const work = new RehearsedRun({ plan, atMs: this.#atMs, say });
        this.#run = { number: effect.run, work };
        return;
      }
      case "widen-run":
        say(`decided: also ${effect.scope.join(" ")}: ${effect.reason}`);
        this.#run?.work.widen(this.#plan(effect.scope), this.#atMs);
        return;
      case "power-off-self": {
        const cut = effect.killpower.length === 0 ? "" : `, and cuts ${effect.killpower.join(" ")}`;
        say(`decided: ${this.#of.power.self} powers itself off${cut}: ${effect.reason}`);
        this.#offS = this.#outS;
        this.#isEnded = true;
        return;
      }
      case "alarm":
        if (this.#outS > 0) say(`alarm, ${effect.severity}: ${effect.text}`);
        return;
      case "hold-run":
      case "continue-run":
      case "cancel-run":
        say(`decided: ${effect.kind.replace("-", " ")}: ${effect.reason}`);
        return;
      case "start-up":
      case "ack":
      case "answer":
      case "guard":
      case "alarm-over":
      case "restart-driver":
      case "restart-upsd":
        // None of these belongs to what is asked here: what becomes of the machines.
        return;
    }
  }

  #plan(scope: readonly string[]): Plan {
    const { plan, power, runs } = this.#of;
    const { shutdownStages: stages, startupStages: _, ...rest } = plan;
    return planShutdown({ ...rest, stages, scope, learntMs: learntStagesMs(runs, power) });
  }

  /** What is thought of each UPS, when that is something else. */
  #show(): void {
    for (const { ups, row, bad, why, fired } of viewOf(this.#state, this.#of.power, this.#atMs)
      .upses) {
      const key = fired ? `${row} fired` : `${row} ${bad}`;
      if (this.#shown.get(ups) === key) continue;
      this.#shown.set(ups, key);
      this.#say(`${ups}: ${why}`);
    }
  }

  #work(): void {
    const run = this.#run;
    if (!run) return;
    const { power } = this.#of;
    const leftMs = () => leftForRunMs(viewOf(this.#state, power, this.#atMs), power);
    for (const event of run.work.until(this.#atMs, leftMs)) {
      if (event.kind === "gone") for (const node of event.nodes) this.#gone.add(node);
      this.#input({ kind: "run", run: run.number, event });
      if (event.kind !== "finished") continue;
      this.#offS = this.#outS;
      // The machines stay: what they die with is no part of it.
      this.#isEnded = power.mode === "cluster-only";
    }
  }

  /** Who hangs on batteries that are empty is dead. */
  #drain(): void {
    const { power, batteries } = this.#of;
    const empty = batteries.filter(({ runtimeS }) => this.#outS >= runtimeS).map(({ ups }) => ups);
    for (const { name, feeds } of power.nodes) {
      if (this.#gone.has(name) || this.#dead.has(name) || feeds.length === 0) continue;
      if (!feeds.every((ups) => empty.includes(ups))) continue;
      this.#dead.add(name);
      this.#say(`${name} dies: ${feeds.join(" and ")} is empty`);
      if (name === power.self) this.#isEnded = true;
    }
  }

  #problem(): string | undefined {
    if (this.#dead.size > 0) return `dies with its battery: ${[...this.#dead].join(" ")}`;
    if (this.#offS === undefined) return "it came to no end";
    return this.#cutShort();
  }

  /** Of the clients that are told last, the one that lacks most of what it needs before its battery is empty. */
  #cutShort(): string | undefined {
    const { power, plan, batteries } = this.#of;
    if (power.mode === "cluster-only") return undefined;
    const short = (plan.foreignClients ?? []).map(({ name, ups, needsMs }) => {
      const lastsS = batteries.find((one) => one.ups === ups)?.runtimeS ?? 0;
      const toldMs = this.#run?.work.clientsToldMs.get(name);
      const hadS = toldMs === undefined ? undefined : lastsS - (toldMs - calmMs) / 1000;
      return { name, ups, needsS: needsMs / 1000, hadS };
    });
    const [worst] = short
      .filter(({ needsS, hadS = 0 }) => hadS < needsS)
      .sort((a, b) => (a.hadS ?? 0) - a.needsS - ((b.hadS ?? 0) - b.needsS));
    if (!worst) return undefined;
    const { name, ups, needsS, hadS } = worst;
    if (hadS === undefined) return `${name} is not told to shut down before ${ups} is empty`;
    return `${name} needs ${needsS} s once it is told, and ${ups} lasts for ${Math.round(hadS)} s then: write ${this.#budgetFor(ups, needsS - hadS)}`;
  }

  /** The setting by which it is decided so much earlier. */
  #budgetFor(ups: string, earlierS: number): string {
    const { power } = this.#of;
    const { defaultS, minimumS, selfS } = power.budget;
    const view = viewOf(this.#state, power, this.#atMs).upses.find((one) => one.ups === ups);
    const moreS = earlierS / power.policy.runtimeSafetyFactor;
    if (view === undefined || view.budgetSource === "default") {
      return `budget.default_shutdown_budget: ${roundedBudgetS(Math.max(minimumS, defaultS) + moreS)}s`;
    }
    // What was measured has none of what clients need: the least that is taken has to.
    const own = power.nodes.find(({ name }) => name === power.self)?.feeds ?? [];
    const takenS = view.budgetS - (own.includes(ups) ? selfS : 0);
    return `budget.min_budget: ${roundedBudgetS(takenS + moreS)}s`;
  }
}
