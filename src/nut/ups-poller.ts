import type { Clock, Timer } from "../core/clock.ts";
import { formatDuration } from "../core/duration.ts";
import { HirteError, isHirteError, messageOf } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { UpsdClient, type UpsdUser, type UpsVariables, upsdCodeOf } from "./upsd-client.ts";
import type { UpsdTls } from "./upsd-connection.ts";

/** Why a poll saw nothing of the UPS; each is another state of the world. */
export type Blindness =
  /** Nobody listens, the connection broke, or upsd did not answer in time. */
  | "upsd-unreachable"
  /** upsd is there, and the driver is not. */
  | "driver-not-connected"
  /** The driver is there, and has told nothing for MAXAGE. */
  | "data-stale"
  /** The driver was just started, or has told no status yet. */
  | "waiting"
  /** ups.conf has no UPS of this name. */
  | "unknown-ups"
  /** upsd tells this client nothing. */
  | "access-denied"
  /** What answers is not as RFC 9271 has it, or not encrypted as required. */
  | "protocol";

/** What one poll came to. `at`: monotonic milliseconds when it was asked, so that its age is never taken too small. */
export type UpsPoll =
  | { readonly kind: "values"; readonly variables: UpsVariables; readonly at: number }
  | {
      readonly kind: "blind";
      readonly why: Blindness;
      /** For people. */
      readonly detail: string;
      readonly at: number;
    };

/** Whether upsd counts us among the hosts that the UPS feeds. */
export type UpsLogin =
  | { readonly kind: "logged-in" }
  | {
      readonly kind: "refused";
      /** upsd's own: `ACCESS-DENIED` where user or password are wrong, or upsd.users gives no `upsmon` right. */
      readonly upsdCode?: string;
      /** For people. */
      readonly detail: string;
    };

/** Options of a poller. */
export interface UpsPollerOptions {
  readonly ups: string;
  readonly host: string;
  readonly port: number;
  /** Asked before each connection; where it throws, the poll is blind (`protocol`). */
  readonly tls?: () => UpsdTls | undefined;
  /**
   * Where it is given, the poller stays logged in, so that upsd counts us. Asked before each login; where it throws,
   * that counts as refused.
   */
  readonly login?: () => UpsdUser;
  readonly pollMs: number;
  /** Limit of one poll, below `pollMs`. Default 0.8 of it. */
  readonly deadlineMs?: number;
  readonly clock: Clock;
  readonly log: Log;
  /** Told of each poll, once, in order. */
  readonly onPoll: (poll: UpsPoll) => void;
  /** Told when it is another than the last time. */
  readonly onLogin?: (login: UpsLogin) => void;
}

/** A login that was refused is tried again: upsd may read its users anew at any time. */
const loginAgainMs = 60_000;
/** upsd hears a LOGOUT, or it does not: nobody who leaves waits longer for its answer. */
const goodbyeMs = 2000;

/**
 * Polls one UPS until it is stopped, over a connection of its own: at `start`, and then each `pollMs` from there.
 * A poll ends before the next one begins, whatever upsd does. After a time in which the process stood still it goes
 * on with the next poll that is due, and makes up for none. The connection is made anew by the next poll.
 */
export class UpsPoller {
  readonly #options: UpsPollerOptions;
  readonly #deadlineMs: number;
  #client: UpsdClient | undefined;
  #timer: Timer | undefined;
  #dueMs = 0;
  #running = Promise.resolve();
  #giveUp = new AbortController();
  #isStopped = false;
  #isAuthenticated = false;
  #isLoggedIn = false;
  #loginDueMs = 0;
  #toldLogin: string | undefined;

  /** @throws HirteError `bad-config` where a poll could overlap the next */
  constructor(options: UpsPollerOptions) {
    const { pollMs, deadlineMs = pollMs * 0.8 } = options;
    if (!(deadlineMs > 0 && deadlineMs < pollMs)) {
      throw new HirteError("bad-config", "a poll must end before the next one begins");
    }
    this.#options = options;
    this.#deadlineMs = deadlineMs;
  }

  /** The first poll begins at once. */
  start(): void {
    if (this.#isStopped || this.#timer) return;
    this.#dueMs = this.#options.clock.monotonicMs();
    this.#turn();
  }

  /** Gives up what is under way, of which nothing is told, and takes leave of upsd, within 2 s. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#timer?.cancel();
    this.#giveUp.abort(new HirteError("closed", "the poller was stopped"));
    await this.#running;
    const client = this.#client;
    const late = this.#options.clock.after(goodbyeMs, () => client?.destroy());
    await client?.close();
    late.cancel();
  }

  #turn(): void {
    const { clock, pollMs } = this.#options;
    // Timers of Node.js fire up to 2 ms early: that is no second turn for the same poll.
    const missed = Math.max(0, Math.floor((clock.monotonicMs() - this.#dueMs) / pollMs));
    this.#dueMs += (missed + 1) * pollMs;
    this.#timer = clock.after(this.#dueMs - clock.monotonicMs(), () => this.#turn());
    // The one before has ended, by its deadline at the latest; where both were due at once, it does so first.
    this.#running = this.#running.then(() => this.#poll());
  }

  /** Never rejects. */
  async #poll(): Promise<void> {
    if (this.#isStopped) return;
    const { clock, onPoll } = this.#options;
    this.#giveUp = new AbortController();
    const { signal } = this.#giveUp;
    const end = clock.after(this.#deadlineMs, () => this.#giveUp.abort(this.#late()));
    const at = clock.monotonicMs();
    const poll = await this.#read(signal).then(
      (variables): UpsPoll => seen(variables, at),
      (error: unknown): UpsPoll => ({ ...blindnessOf(error), kind: "blind", at }),
    );
    if (!this.#isStopped) {
      this.#tell(() => onPoll(poll));
      // After the values: they never wait for it.
      await this.#login(signal);
    }
    end.cancel();
    if (!this.#client?.isOpen) this.#forget();
  }

  async #read(signal: AbortSignal): Promise<UpsVariables> {
    const { ups, host, port, tls, clock } = this.#options;
    if (!this.#client?.isOpen) {
      this.#forget();
      const encryption = tls?.();
      this.#client = await UpsdClient.connect({
        ...{ host, port, clock, signal, timeoutMs: this.#deadlineMs },
        ...(encryption ? { tls: encryption } : {}),
      });
    }
    return await this.#client.listVariables(ups, { signal });
  }

  /** Logs in where that is wanted and not done; nothing of it is an error of the poll. */
  async #login(signal: AbortSignal): Promise<void> {
    const { ups, login, clock } = this.#options;
    const client = this.#client;
    if (!login || !client?.isOpen || this.#isLoggedIn) return;
    if (clock.monotonicMs() < this.#loginDueMs) return;
    try {
      if (!this.#isAuthenticated) {
        const user = login();
        // Once on a connection, whatever comes of it: upsd refuses a second user.
        this.#isAuthenticated = true;
        await client.authenticate(user, { signal });
      }
      await client.login(ups, { signal });
      this.#isLoggedIn = true;
      this.#tellLogin({ kind: "logged-in" });
    } catch (error) {
      // A connection that broke is told by the next poll.
      if (isHirteError(error, "connection-lost", "deadline", "closed")) return;
      const upsdCode = upsdCodeOf(error);
      // A UPS that cannot be seen cannot be logged in to either, and that is told already.
      if (upsdCode === "DRIVER-NOT-CONNECTED" || upsdCode === "DATA-STALE") return;
      this.#loginDueMs = clock.monotonicMs() + loginAgainMs;
      this.#tellLogin({
        ...{ kind: "refused", detail: messageOf(error) },
        ...(upsdCode === undefined ? {} : { upsdCode }),
      });
    }
  }

  #forget(): void {
    this.#client?.destroy();
    this.#client = undefined;
    this.#isLoggedIn = false;
    this.#isAuthenticated = false;
    this.#loginDueMs = 0;
  }

  #tellLogin(login: UpsLogin): void {
    const told = login.kind === "refused" ? login.detail : login.kind;
    if (told === this.#toldLogin || this.#isStopped) return;
    this.#toldLogin = told;
    this.#tell(() => this.#options.onLogin?.(login));
  }

  /** What a listener throws ends no polling. */
  #tell(tell: () => void): void {
    const { log, ups } = this.#options;
    try {
      tell();
    } catch (error) {
      log.error({ error, ups }, "handling a poll of a UPS failed");
    }
  }

  #late(): HirteError {
    const { host, port } = this.#options;
    return new HirteError(
      "deadline",
      `upsd at ${host}:${port} has not answered within ${formatDuration(this.#deadlineMs)}`,
    );
  }
}

/**
 * A driver that has just been started has no status but WAIT: nothing follows from what else it tells by then. FSD is
 * upsd's own word, and is passed on also beside WAIT.
 */
function seen(variables: UpsVariables, at: number): UpsPoll {
  const flags = (variables["ups.status"] ?? "").split(" ").filter((flag) => flag !== "");
  if (flags.some((flag) => flag !== "WAIT")) return { kind: "values", variables, at };
  const detail = flags.length > 0 ? "its driver has just been started" : "it tells no ups.status";
  return { kind: "blind", why: "waiting", detail, at };
}

function blindnessOf(error: unknown): { readonly why: Blindness; readonly detail: string } {
  return { why: whyOf(error), detail: messageOf(error) };
}

function whyOf(error: unknown): Blindness {
  if (isHirteError(error, "not-reachable", "connection-lost", "deadline")) {
    return "upsd-unreachable";
  }
  switch (upsdCodeOf(error)) {
    case "DRIVER-NOT-CONNECTED":
      return "driver-not-connected";
    case "DATA-STALE":
      return "data-stale";
    case "UNKNOWN-UPS":
      return "unknown-ups";
    case "ACCESS-DENIED":
      return "access-denied";
    default:
      return "protocol";
  }
}
