import type { HecateConfig, UpsEntry } from "../config/hecate-types.ts";
import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import { type UpsLogin, UpsPoller } from "../nut/ups-poller.ts";
import type { Poll } from "./publisher.ts";
import { pollOf } from "./ups-reading.ts";

/** What the watch is made of. */
export interface UpsWatchOptions {
  readonly onPoll: (ups: string, poll: Poll) => void;
  readonly onLogin: (ups: string, login: UpsLogin) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** Polls each UPS of this host, and takes up and lets go of them as the configuration says. */
export class UpsWatch {
  readonly #options: UpsWatchOptions;
  readonly #pollers = new Map<string, { readonly poller: UpsPoller; readonly mark: string }>();
  /** Those that are let go of. */
  readonly #leaving = new Set<Promise<void>>();

  constructor(options: UpsWatchOptions) {
    this.#options = options;
  }

  /** Polls the UPSes of `config.self` from now on; those that are as they were go on undisturbed. */
  apply(config: HecateConfig): void {
    const { pollIntervalMs } = config.policy;
    const own = config.upses.filter(({ host }) => host === config.self);
    const marks = new Map(own.map((ups) => [ups.name, JSON.stringify([ups, pollIntervalMs])]));
    for (const [name, { mark }] of this.#pollers) if (marks.get(name) !== mark) this.#drop(name);
    for (const ups of own) {
      if (this.#pollers.has(ups.name)) continue;
      const poller = this.#pollerOf(ups, pollIntervalMs);
      this.#pollers.set(ups.name, { poller, mark: marks.get(ups.name) ?? "" });
      poller.start();
    }
  }

  /** Takes leave of every upsd. */
  async stop(): Promise<void> {
    for (const name of [...this.#pollers.keys()]) this.#drop(name);
    await Promise.all(this.#leaving);
  }

  #pollerOf({ name, target, monitor }: UpsEntry, pollMs: number): UpsPoller {
    const { clock, log, onPoll, onLogin } = this.#options;
    const { user, password } = monitor ?? {};
    return new UpsPoller({
      ...{ ups: target.ups, host: target.host, port: target.port, pollMs, clock, log },
      ...(user !== undefined && password !== undefined ? { login: { user, password } } : {}),
      onPoll: (poll) => onPoll(name, pollOf(poll)),
      onLogin: (login) => onLogin(name, login),
    });
  }

  #drop(name: string): void {
    const leaving = this.#pollers.get(name)?.poller.stop();
    this.#pollers.delete(name);
    if (leaving === undefined) return;
    const left = leaving.catch(() => undefined).finally(() => this.#leaving.delete(left));
    this.#leaving.add(left);
  }
}
