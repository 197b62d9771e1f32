import type { HecateConfig, UpsEntry } from "../config/hecate-types.ts";
import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import { type UpsLogin, UpsPoller } from "../nut/ups-poller.ts";
import type { UpsdTls } from "../nut/upsd-connection.ts";
import { readCertificates } from "../pki/pem-files.ts";
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

  /**
   * Polls the UPSes of `config.self` from now on; those that are as they were go on undisturbed.
   * @throws HirteError `bad-config` where the CA of an upsd cannot be read; nothing has changed then
   */
  apply(config: HecateConfig): void {
    const { pollIntervalMs } = config.policy;
    const own = config.upses.filter(({ host }) => host === config.self);
    const tls = new Map(own.map((ups) => [ups.name, tlsOf(ups)]));
    const marks = new Map(
      own.map((ups) => [ups.name, JSON.stringify([ups, pollIntervalMs, tls.get(ups.name)])]),
    );
    for (const [name, { mark }] of this.#pollers) if (marks.get(name) !== mark) this.#drop(name);
    for (const ups of own) {
      if (this.#pollers.has(ups.name)) continue;
      const poller = this.#pollerOf(ups, pollIntervalMs, tls.get(ups.name));
      this.#pollers.set(ups.name, { poller, mark: marks.get(ups.name) ?? "" });
      poller.start();
    }
  }

  /** Takes leave of every upsd. */
  async stop(): Promise<void> {
    for (const name of [...this.#pollers.keys()]) this.#drop(name);
    await Promise.all(this.#leaving);
  }

  #pollerOf(
    { name, target, monitor }: UpsEntry,
    pollMs: number,
    tls: UpsdTls | undefined,
  ): UpsPoller {
    const { clock, log, onPoll, onLogin } = this.#options;
    const { user, password } = monitor ?? {};
    return new UpsPoller({
      ...{ ups: target.ups, host: target.host, port: target.port, pollMs, clock, log },
      ...(tls ? { tls } : {}),
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

/**
 * What a connection to the upsd of a UPS is encrypted with; undefined: it is not.
 * @throws HirteError `bad-config`
 */
export function tlsOf({ name, tls }: UpsEntry): UpsdTls | undefined {
  if (!tls) return undefined;
  const { mode, caFile, serverName } = tls;
  const key = `ups.${name}.tls.ca`;
  const cure = "have it hold the certificate of upsd's CA, PEM, where hecate may read it";
  return {
    mode,
    ...(caFile === undefined ? {} : { ca: readCertificates({ path: caFile, key, cure }).pem }),
    ...(serverName === undefined ? {} : { serverName }),
  };
}
