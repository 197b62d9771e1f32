import { secretIn } from "../config/hecate.ts";
import type { HecateConfig, UpsEntry } from "../config/hecate-types.ts";
import type { Clock } from "../core/clock.ts";
import { HirteError, messageOf } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { type UpsLogin, UpsPoller } from "../nut/ups-poller.ts";
import type { UpsdUser } from "../nut/upsd-client.ts";
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

/** What connections to an upsd are encrypted with. */
interface Encryption {
  /** Asked before each. */
  readonly tls: () => UpsdTls | undefined;
  /** What of it was known when it was made. */
  readonly mark: UpsdTls | undefined;
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

  /** Polls the UPSes of `config.self` from now on; of files that cannot be read yet each is asked by itself again. */
  start(config: HecateConfig): void {
    this.#apply(config, (ups) => {
      let read: UpsdTls | undefined;
      // What was read once holds: a file that is lost later blinds nobody.
      const tls = () => {
        read ??= tlsOf(ups);
        return read;
      };
      try {
        return { tls, mark: tls() };
      } catch (error) {
        const problem = messageOf(error);
        this.#options.log.error(
          { ups: ups.name, problem },
          "a UPS is blind until that can be read",
        );
        return { tls, mark: undefined };
      }
    });
  }

  /**
   * Polls those of another configuration; those that are as they were go on undisturbed.
   * @throws HirteError `bad-config` where the CA of an upsd cannot be read; nothing has changed then
   */
  apply(config: HecateConfig): void {
    const read = new Map(ownOf(config).map((ups) => [ups.name, tlsOf(ups)]));
    this.#apply(config, ({ name }) => ({ tls: () => read.get(name), mark: read.get(name) }));
  }

  /** Takes leave of every upsd. */
  async stop(): Promise<void> {
    for (const name of [...this.#pollers.keys()]) this.#drop(name);
    await Promise.all(this.#leaving);
  }

  #apply(config: HecateConfig, encryptionOf: (ups: UpsEntry) => Encryption): void {
    const { pollIntervalMs } = config.policy;
    const wanted = ownOf(config).map((ups) => {
      const { tls, mark } = encryptionOf(ups);
      return { ups, tls, mark: JSON.stringify([ups, pollIntervalMs, mark]) };
    });
    const marks = new Map(wanted.map(({ ups, mark }) => [ups.name, mark]));
    for (const [name, { mark }] of this.#pollers) if (marks.get(name) !== mark) this.#drop(name);
    for (const { ups, tls, mark } of wanted) {
      if (this.#pollers.has(ups.name)) continue;
      const poller = this.#pollerOf(ups, pollIntervalMs, tls);
      this.#pollers.set(ups.name, { poller, mark });
      poller.start();
    }
  }

  #pollerOf(
    { name, target, monitor }: UpsEntry,
    pollMs: number,
    tls: Encryption["tls"],
  ): UpsPoller {
    const { clock, log, onPoll, onLogin } = this.#options;
    return new UpsPoller({
      ...{ ups: target.ups, host: target.host, port: target.port, pollMs, tls, clock, log },
      ...(monitor ? { login: () => userOf(monitor) } : {}),
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

function ownOf({ self, upses }: HecateConfig): readonly UpsEntry[] {
  return upses.filter(({ host }) => host === self);
}

/** Who asks at an upsd. @throws HirteError `bad-config` while the file with the password cannot be read */
export function userOf({ user, passwordFile, secret }: NonNullable<UpsEntry["monitor"]>): UpsdUser {
  const now = secret && "password" in secret ? secret : secretIn(passwordFile);
  if ("problem" in now) throw new HirteError("bad-config", now.problem);
  return { user, password: now.password };
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
