import { join } from "node:path";
import type { UnitAction } from "../src/config/unit-action.ts";
import type { Clock } from "../src/core/clock.ts";
import type { Log } from "../src/core/log.ts";
import { readStateFile, writeStateFile } from "../src/core/state-file.ts";
import type { SystemdPort } from "./ports.ts";
import { Silence } from "./silence.ts";

/** What a node does by itself when it hears nothing of its manager. */
export interface ManagerLossOptions {
  /** Done once nothing was heard for `afterMs`. */
  readonly onLost: UnitAction;
  /** Done once it is heard again after that; absent: what was done stays. */
  readonly onBack?: UnitAction;
  readonly afterMs: number;
  readonly systemd: SystemdPort;
  readonly clock: Clock;
  readonly log: Log;
  /** Emptied at boot: remembers that `onLost` was done, for a successor of this process. */
  readonly runDir: string;
}

/** A way back that failed is tried again after this. */
const retryMs = 10_000;

/**
 * The node's own answer to the loss of its manager, whatever the reason: primary down, cable cut,
 * agent refused. It is the node's configuration that says what is done, nobody else.
 */
export class ManagerLoss {
  readonly #options: ManagerLossOptions;
  readonly #silence: Silence;
  readonly #path: string;
  /** What was done and not yet undone; undefined: nothing. */
  #done: string | undefined;
  #isGoingBack = false;
  #triedBackMs = Number.NEGATIVE_INFINITY;

  constructor(options: ManagerLossOptions) {
    this.#options = options;
    this.#path = join(options.runDir, "manager-lost.json");
    this.#silence = new Silence({
      clock: options.clock,
      limitMs: options.afterMs,
      onSilent: () => void this.#onLost(),
    });
  }

  /** Begins to listen. An agent that has just been started has heard nothing yet: the time runs from now. */
  start(): void {
    this.#done = readStateFile(this.#path, doneOf, this.#options.log);
    this.#silence.start();
  }

  /** The manager was heard: a welcome, or a pulse of the present session. */
  heard(): void {
    this.#silence.heard();
    if (this.#done !== undefined) void this.#onBack();
  }

  stop(): void {
    this.#silence.stop();
  }

  async #onLost(): Promise<void> {
    const { onLost, afterMs, log } = this.#options;
    const what = wordsOf(onLost);
    // It stays done while the manager stays away; people may have changed things since.
    if (this.#done === what) return;
    log.warn(
      { action: what },
      `nothing was heard of the manager for ${afterMs / 1000} s: OnManagerLost= is carried out`,
    );
    // Before the call: a successor of this process is to undo it, not to repeat it.
    this.#remember(what);
    if (!(await this.#carryOut(onLost))) this.#remember(undefined);
  }

  async #onBack(): Promise<void> {
    const { onBack, clock, log } = this.#options;
    if (this.#isGoingBack || clock.monotonicMs() - this.#triedBackMs < retryMs) return;
    this.#isGoingBack = true;
    this.#triedBackMs = clock.monotonicMs();
    try {
      if (!onBack) log.info("the manager is back; what was done when it was lost stays");
      else {
        log.info({ action: wordsOf(onBack) }, "the manager is back: OnManagerBack= is carried out");
        if (!(await this.#carryOut(onBack))) return;
      }
      this.#remember(undefined);
    } finally {
      this.#isGoingBack = false;
    }
  }

  /** @returns whether systemd took it on */
  async #carryOut({ verb, unit }: UnitAction): Promise<boolean> {
    const { systemd, log } = this.#options;
    try {
      const isIsolate = verb === "isolate";
      await systemd.enqueue(isIsolate ? "start" : verb, unit, isIsolate ? "isolate" : "replace");
      return true;
    } catch (error) {
      log.error({ verb, unit, error }, "systemd did not take it on; it is tried again");
      return false;
    }
  }

  #remember(done: string | undefined): void {
    this.#done = done;
    try {
      writeStateFile(this.#path, { done: done ?? null });
    } catch (error) {
      this.#options.log.error(
        { path: this.#path, error },
        "what was done cannot be written down: a restarted agent will not know of it",
      );
    }
  }
}

function wordsOf({ verb, unit }: UnitAction): string {
  return `${verb} ${unit}`;
}

function doneOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !("done" in value)) return undefined;
  return typeof value.done === "string" ? value.done : undefined;
}
