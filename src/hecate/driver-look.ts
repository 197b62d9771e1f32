import type { HecateConfig, UpsEntry } from "../config/hecate-types.ts";
import type { Clock, Timer } from "../core/clock.ts";
import { messageOf } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { connected } from "./run/foreign-clients.ts";

/** What a look at drivers is made of. */
export interface DriverLookOptions {
  readonly config: () => HecateConfig;
  /** Whether the driver of a UPS can cut its load and bring it back with the mains; why not, where it cannot. */
  readonly onDriver: (ups: string, canReturn: boolean, why?: string) => void;
  readonly clock: Clock;
  readonly log: Log;
}

const everyMs = 600_000;
const soonMs = 10_000;
/** So long a machine has from its last word to the end of its power. */
const leastDelayS = 60;

/** Asks the drivers of UPSes whose load is to be cut whether they can: at the begin, and every 10 min. */
export class DriverLook {
  readonly #options: DriverLookOptions;
  #timer: Timer | undefined;
  #isStopped = false;

  constructor(options: DriverLookOptions) {
    this.#options = options;
  }

  /** Looks now, and from now on. */
  start(): void {
    void this.#look();
  }

  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
  }

  async #look(): Promise<void> {
    const { config, clock } = this.#options;
    const { upses, self } = config();
    const those = upses.filter(({ host, killpower }) => host === self && killpower);
    const all = await Promise.all(those.map((ups) => this.#ask(ups)));
    if (this.#isStopped) return;
    // One that cannot be asked yet, as upsd comes up, is asked again soon.
    const waitMs = all.every((wasAsked) => wasAsked) ? everyMs : soonMs;
    this.#timer = clock.after(waitMs, () => void this.#look());
  }

  async #ask(ups: UpsEntry): Promise<boolean> {
    const { onDriver, clock, log } = this.#options;
    try {
      const client = await connected(ups, { clock });
      try {
        const commands = await client.listCommands(ups.target.ups);
        const { "ups.delay.shutdown": delay } = await client.listVariables(ups.target.ups);
        const why = whyNot(commands, delay);
        onDriver(ups.name, why === undefined, why);
        return true;
      } finally {
        await client.close();
      }
    } catch (error) {
      log.debug(
        { ups: ups.name, problem: messageOf(error) },
        "a driver could not be asked what it can",
      );
      return false;
    }
  }
}

function whyNot(commands: readonly string[], delay: string | undefined): string | undefined {
  if (!commands.includes("shutdown.return")) return "its driver does not know shutdown.return";
  const delayS = Number(delay);
  if (delay === undefined || !Number.isFinite(delayS)) {
    return "it does not tell ups.delay.shutdown, which has to be 60 s or more";
  }
  return delayS >= leastDelayS
    ? undefined
    : `it cuts its load after ${delayS} s (ups.delay.shutdown), and 60 s are needed: set offdelay in ups.conf`;
}
