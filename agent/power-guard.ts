import { join } from "node:path";
import type { Clock, Timer } from "../src/core/clock.ts";
import type { Log } from "../src/core/log.ts";
import { readStateFile, writeStateFile } from "../src/core/state-file.ts";
import { stepGuard } from "../src/power/guard.ts";
import {
  defaultGuardPolicy,
  type GuardEffect,
  type GuardInput,
  type GuardPolicy,
  type GuardState,
  idleGuard,
  type PoweringOff,
  type Stopping,
} from "../src/power/guard-model.ts";
import type { PowerGuard as GuardMessage } from "../src/protocol/generated/schemas.ts";
import type { BootClock } from "./ports.ts";
import { parseGuardState } from "./power-guard-file.ts";
import { StopList, type StopListOptions } from "./stop-list.ts";
import { tooLateToDisarm } from "./systemd-power.ts";

/** What this node's owner says of its power guard. */
export interface PowerGuardSettings {
  /** PowerGuard= */
  readonly isOn: boolean;
  /** PowerGuardUnheard= */
  readonly unheardMs: number;
}

/** What a power guard is made of. */
export interface PowerGuardOptions
  extends Omit<StopListOptions, "onCommand" | "onDone" | "bootClock" | "clock" | "log"> {
  readonly settings: PowerGuardSettings;
  readonly bootClock: BootClock;
  readonly clock: Clock;
  readonly log: Log;
  readonly bootId: string;
  /** Emptied at boot: a successor of this process goes on from there. */
  readonly runDir: string;
  /** Told when what a hello says of it may be another. */
  readonly onChanged?: () => void;
}

/** How often the clock is looked at while there is something to count. */
const tickMs = 500;

type Event = GuardInput extends infer I
  ? I extends GuardInput
    ? Omit<I, "bootMs">
    : never
  : never;

/**
 * Keeps the node's power guard: hears what the coordinator says, looks at the clock, and carries out what
 * `stepGuard` decides. It needs neither the broker nor hirte nor the network for that.
 */
export class PowerGuard {
  readonly #options: PowerGuardOptions;
  readonly #path: string;
  #settings: PowerGuardSettings;
  #state: GuardState = idleGuard;
  #timer: Timer | undefined;
  #list: StopList | undefined;
  #isStopped = true;

  constructor(options: PowerGuardOptions) {
    this.#options = options;
    this.#settings = options.settings;
    this.#path = join(options.runDir, "power-guard.json");
  }

  /** Goes on from what a predecessor left. */
  start(): void {
    const { bootId, log } = this.#options;
    this.#isStopped = false;
    this.#state =
      readStateFile(this.#path, (value) => parseGuardState(value, bootId), log) ?? idleGuard;
    this.#obeySettings();
    this.#step({ kind: "resumed" });
  }

  /** What the owner says now. */
  set(settings: PowerGuardSettings): void {
    this.#settings = settings;
    if (!this.#isStopped) this.#obeySettings();
  }

  get isOn(): boolean {
    return this.#settings.isOn;
  }

  /** The outage that it is armed for, or acts on; undefined: none. */
  get outage(): string | undefined {
    const { phase } = this.#state;
    return phase.at === "idle" ? undefined : phase.outage;
  }

  /** Whether it is on its own, counting or acting: nobody has told it anything for long. */
  get isAlone(): boolean {
    const { phase } = this.#state;
    return phase.at === "stopping" || (phase.at === "armed" && phase.isSilent);
  }

  /** This node is registered anew: it may be told something from now on. */
  sessionBegins(): void {
    if (!this.#isStopped) this.#step({ kind: "session" });
  }

  /** Something came on this node's topic. `session`: of the present registration; undefined: there is none. */
  heard(
    guard: GuardMessage,
    of: { readonly isRetained: boolean; readonly session: number | undefined },
  ): void {
    if (this.#isStopped) return;
    if (this.#settings.isOn) this.#step({ kind: "message", guard, ...of });
    else
      this.#options.log.debug(
        { outage: guard.outage },
        "a power guard was not heeded: PowerGuard=no",
      );
  }

  /** Forgets the outage, or the present one. @throws HirteError `denied`: it is too late */
  disarm(outage: string | undefined): void {
    this.#step({ kind: "disarm", outage, why: "the coordinator says so" });
    const { phase } = this.#state;
    const names = phase.at === "powering-off" ? [phase.outage, ...(phase.formerOutages ?? [])] : [];
    if (names.includes(outage ?? names[0] ?? "")) throw tooLateToDisarm();
  }

  /** Counts and acts no more; what is written down is for a successor. */
  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#list?.halt();
    this.#list = undefined;
  }

  #obeySettings(): void {
    if (!this.#settings.isOn) this.#step({ kind: "switched-off" });
  }

  #step(event: Event): void {
    // The moment completes the one input that the event is of.
    const input = { ...event, bootMs: this.#options.bootClock.bootMs() } as GuardInput;
    const { state, effects } = stepGuard(this.#state, input, this.#policy());
    const before = { outage: this.outage, isAlone: this.isAlone };
    this.#state = state;
    for (const effect of effects) this.#carryOut(effect);
    this.#watch();
    const isOther = before.outage !== this.outage || before.isAlone !== this.isAlone;
    if (isOther) this.#options.onChanged?.();
  }

  #policy(): GuardPolicy {
    return { ...defaultGuardPolicy, unheardMs: this.#settings.unheardMs };
  }

  #carryOut(effect: GuardEffect): void {
    switch (effect.kind) {
      case "save":
        this.#save();
        return;
      case "log":
        this.#options.log[effect.level](effect.facts, effect.text);
        return;
      case "run-list":
        this.#runList(effect.phase);
        return;
      case "halt-list":
        this.#list?.halt();
        this.#list = undefined;
        return;
    }
  }

  #runList(phase: Stopping | PoweringOff): void {
    const { log } = this.#options;
    const list: StopList = new StopList({
      ...this.#options,
      onCommand: () => this.#step({ kind: "command-begins" }),
      onDone: () => this.#step({ kind: "list-done" }),
    });
    this.#list = list;
    list
      .run(phase)
      .catch((error: unknown) => log.error({ error }, "the power guard's list failed"));
  }

  #watch(): void {
    const isWatching = this.#state.phase.at === "armed" && !this.#isStopped;
    if (!isWatching) {
      this.#timer?.cancel();
      this.#timer = undefined;
      return;
    }
    this.#timer ??= this.#options.clock.after(tickMs, () => {
      this.#timer = undefined;
      this.#step({ kind: "tick" });
    });
  }

  #save(): void {
    const { bootId, log } = this.#options;
    try {
      writeStateFile(this.#path, { version: 1, bootId, state: this.#state });
    } catch (error) {
      // The battery does not wait for a disk.
      log.error(
        { path: this.#path, error },
        "the power guard cannot be written down: a restarted agent will not know of it",
      );
    }
  }
}
