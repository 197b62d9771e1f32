import type { BootClock } from "../core/boot-clock.ts";
import type { Clock, Timer } from "../core/clock.ts";
import { messageOf } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { QuietLog } from "../core/quiet-log.ts";
import type { Brain, Effect, Happening } from "./brain.ts";

/** What the loop is made of. */
export interface LoopOptions {
  readonly brain: Brain;
  /** Has the state on disk where that is due; resolves with whether it is. `effects`: what follows. */
  readonly save: (effects: readonly Effect[]) => Promise<boolean> | undefined;
  /** Begins what is to be done, and returns at once. */
  readonly carryOut: (effect: Effect, isOnDisk: boolean) => void;
  /** After each step. */
  readonly onStepped: () => void;
  readonly pollMs: () => number;
  readonly bootClock: BootClock;
  readonly clock: Clock;
  readonly log: Log;
}

/** More than this cannot wait in good order: the oldest readings are forgotten, for newer ones follow. */
const maxWaiting = 10_000;

/** Something that waits for its turn, and when it came. */
interface Arrival {
  readonly happening: Happening;
  readonly atMs: number;
}

/**
 * Takes in what happens, one thing after the other: decides, has the new state on disk, then does what is to be done,
 * in its order. What came while a disk was waited for is judged together after that, each thing by the moment in which
 * it came, and is one state on disk: a slow disk makes nothing old look new. No input ends it.
 */
export class Loop {
  readonly #options: LoopOptions;
  #waiting: Arrival[] = [];
  readonly #quiet: QuietLog;
  #isDraining = false;
  #drained: Promise<void> = Promise.resolve();
  #timer: Timer | undefined;
  #isStopped = false;

  constructor(options: LoopOptions) {
    this.#options = options;
    this.#quiet = new QuietLog(options.log, options.clock);
  }

  /** Ticks from now on. */
  start(): void {
    this.push({ kind: "tick" });
    this.#timer = this.#options.clock.after(this.#options.pollMs(), () => this.start());
  }

  /** Takes something in: at once, where nothing else is under way. Never throws. */
  push(happening: Happening): void {
    if (this.#isStopped) return;
    // One that waits stands for all that would have come.
    const isOf = (kind: Happening["kind"]) => (one: Arrival) => one.happening.kind === kind;
    if (happening.kind === "tick" && this.#waiting.some(isOf("tick"))) return;
    if (this.#waiting.length >= maxWaiting) {
      const oldest = this.#waiting.findIndex(isOf("reading"));
      this.#waiting.splice(Math.max(oldest, 0), 1);
    }
    this.#waiting.push({ happening, atMs: this.#options.bootClock.bootMs() });
    if (!this.#isDraining) this.#drained = this.#drain();
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.#isDraining) await this.#drained;
  }

  /** Nothing more is taken in; resolves when what came before is done. */
  async stop(): Promise<void> {
    this.#timer?.cancel();
    await this.idle();
    this.#isStopped = true;
  }

  async #drain(): Promise<void> {
    this.#isDraining = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      // Only where a disk is to be waited for: what needs none is done in the turn in which it came.
      const saving = this.#decide(batch);
      if (saving !== undefined) await saving;
    }
    this.#isDraining = false;
  }

  #decide(batch: readonly Arrival[]): Promise<void> | undefined {
    const judged = batch.map((arrival) => this.#step(arrival)).filter((one) => one !== undefined);
    if (judged.length === 0) return undefined;
    const effects = judged.flat();
    const saving = this.#options.save(effects);
    if (saving === undefined) {
      this.#finish(effects, true);
      return undefined;
    }
    return saving
      .catch((error: unknown) => {
        this.#options.log.error({ error }, "saving failed");
        return false;
      })
      .then((isOnDisk) => this.#finish(effects, isOnDisk));
  }

  /** What follows; undefined: it could not be judged. */
  #step({ happening, atMs }: Arrival): readonly Effect[] | undefined {
    const { brain, log } = this.#options;
    try {
      return brain.step(happening, atMs);
    } catch (error) {
      // The state is the one before: whatever else happens is judged as ever.
      const facts = { kind: happening.kind, problem: messageOf(error) };
      this.#quiet.warn(`step ${happening.kind}`, facts, "something could not be judged");
      log.debug({ error }, "something could not be judged");
      return undefined;
    }
  }

  #finish(effects: readonly Effect[], isOnDisk: boolean): void {
    const { carryOut, onStepped, log } = this.#options;
    for (const effect of effects) {
      try {
        carryOut(effect, isOnDisk);
      } catch (error) {
        // What comes after it is done all the same.
        log.error({ error, effect: effect.kind }, "an effect could not be carried out");
      }
    }
    try {
      onStepped();
    } catch (error) {
      log.error({ error }, "a step could not be told");
    }
  }
}
