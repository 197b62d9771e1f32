import type { Clock, Timer } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import type { PowerRun, PowerState } from "../protocol/generated/schemas.ts";
import { topics } from "../protocol/topics.ts";
import type { BrokerLink } from "./broker-link.ts";
import { Outlet } from "./outlet.ts";

/** What the coordinator's words are published with. */
export interface StatePublisherOptions {
  readonly link: () => Pick<BrokerLink, "isUp" | "publish"> | undefined;
  /** What is thought at this moment. */
  readonly state: () => PowerState;
  readonly clock: Clock;
  readonly log: Log;
}

/** Who hears nothing for three times as long does not believe any more that somebody is there. */
const everyMs = 10_000;

/** Publishes what the coordinator thinks: when that is something else than before, and every 10 s; and its run. */
export class StatePublisher {
  readonly #options: StatePublisherOptions;
  readonly #states: Outlet;
  readonly #runs: Outlet;
  #told = "";
  #run: PowerRun | undefined;
  #timer: Timer | undefined;
  #look: NodeJS.Immediate | undefined;

  constructor(options: StatePublisherOptions) {
    this.#options = options;
    const { link, clock, log } = options;
    const isUp = () => link()?.isUp === true;
    const shared = { maxWaitMs: () => everyMs, isUp, clock, log };
    this.#states = new Outlet({ what: "power/state", ...shared });
    this.#runs = new Outlet({ what: "power/run", ...shared });
  }

  start(): void {
    this.#timer = this.#options.clock.after(everyMs, () => {
      this.#publish();
      this.start();
    });
  }

  stop(): void {
    this.#timer?.cancel();
    clearImmediate(this.#look);
  }

  /** Something may be different: looked at once, when all that came in this turn has been judged. */
  mayHaveChanged(): void {
    this.#look ??= setImmediate(() => {
      this.#look = undefined;
      const { link, state } = this.#options;
      if (link()?.isUp === true && essence(state()) !== this.#told) this.#publish();
    });
  }

  runChanged(run: PowerRun): void {
    this.#run = run;
    this.#publishRun();
  }

  /** The connection is there: everything is said anew. */
  linkUp(): void {
    this.#states.clear();
    this.#runs.clear();
    this.#publish();
    this.#publishRun();
  }

  #publish(): void {
    const { link, state } = this.#options;
    if (link()?.isUp !== true) return;
    this.#told = essence(state());
    // As it is when it leaves.
    this.#states.offer(async () => link()?.publish(topics.powerState, {}, state()));
  }

  #publishRun(): void {
    const { link } = this.#options;
    const run = this.#run;
    if (run) this.#runs.offer(async () => link()?.publish(topics.powerRun, {}, run));
  }
}

/** What of a state is news: ages, and numbers that move with each poll, are not. */
function essence(state: PowerState): string {
  const { condition, phase, reasons, upses, alarms, peers, run, inhibit, startGate } = state;
  return JSON.stringify([
    [condition, phase, reasons.length, run, inhibit !== undefined, startGate.open],
    upses.map((ups) => [ups.ups, ups.comms, ups.line, ups.flags, ups.row, ups.bad, ups.fired]),
    upses.map((ups) => [ups.thresholdS, ups.outage, ups.feasible]),
    alarms.map(({ id, severity }) => [id, severity]),
    peers.map(({ host, publisher, configHash, trigger }) => [host, publisher, configHash, trigger]),
  ]);
}
