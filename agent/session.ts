import type { Clock, Timer } from "../src/core/clock.ts";
import { isHirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import type { Link } from "../src/mqtt/link.ts";
import type { Pulse, Report } from "../src/protocol/generated/schemas.ts";
import { topics } from "../src/protocol/topics.ts";
import type { ManagerTime } from "./manager-time.ts";
import type { BootClock } from "./ports.ts";

/** What a session is made of. */
export interface SessionOptions {
  readonly link: Link;
  readonly node: string;
  readonly instance: string;
  readonly epoch: number;
  /** Given by the manager. */
  readonly number: number;
  readonly heartbeatMs: number;
  /** Load average over one minute. */
  readonly load1?: () => number;
  readonly time: ManagerTime;
  readonly bootClock: BootClock;
  readonly clock: Clock;
  readonly log: Log;
}

/** Heartbeats whose pulse may still come. */
const maxUnanswered = 64;

/** One registration with a manager: heartbeats, the manager's time learned from its pulses, reports. */
export class Session {
  readonly epoch: number;
  readonly number: number;
  readonly #options: SessionOptions;
  /** Boot clock at which each unanswered heartbeat left. */
  readonly #sentBootMs = new Map<number, number>();
  #seq = 0;
  #timer: Timer | undefined;

  /** The manager may be another one than before: what was known of its time is forgotten. */
  constructor(options: SessionOptions) {
    this.epoch = options.epoch;
    this.number = options.number;
    this.#options = options;
    options.time.reset();
  }

  start(): void {
    const beat = () => {
      this.#heartbeat();
      this.#timer = this.#options.clock.after(this.#options.heartbeatMs, beat);
    };
    beat();
  }

  end(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Learns from a pulse. @returns whether it was for this session */
  pulse({ session, seq, now, ping }: Pulse): boolean {
    if (session !== this.number) return false;
    const sentBootMs = seq === undefined ? undefined : this.#sentBootMs.get(seq);
    if (seq !== undefined && sentBootMs !== undefined) {
      this.#sentBootMs.delete(seq);
      this.#options.time.observe({ now, sentBootMs });
    }
    if (ping !== undefined) {
      this.#heartbeat();
      this.#echo(ping);
    }
    return true;
  }

  /** Says something of a job or query. What does not arrive is asked for again. */
  async report(report: Omit<Report, "session">): Promise<void> {
    const { link, node, log } = this.#options;
    const { id, kind, result } = report;
    const message = { session: this.number, ...report };
    try {
      await link.publish(topics.report, { node }, message);
    } catch (error) {
      if (isHirteError(error, "connection-lost")) return;
      log.error({ jobId: id, error }, "a report cannot be sent as it is");
      // An end reaches who waits for it, if only as one word.
      if (kind !== "finished" || result === undefined || !report.after) return;
      await this.report({ id, kind, result });
    }
  }

  #heartbeat(): void {
    const { link, node, instance, load1, bootClock, log } = this.#options;
    const seq = ++this.#seq;
    // Read before it leaves: the bound errs on the safe side.
    this.#sentBootMs.set(seq, bootClock.bootMs());
    this.#sentBootMs.delete(seq - maxUnanswered);
    const load = load1 ? { load1: load1() } : {};
    link
      .publish(topics.heartbeat, { node }, { instance, session: this.number, seq, ...load })
      .catch((error: unknown) => log.debug({ error }, "a heartbeat was not sent"));
  }

  #echo(ping: number): void {
    const { link, node, log } = this.#options;
    link
      .publish(topics.echo, { node }, { session: this.number, ping })
      .catch((error: unknown) => log.debug({ error }, "a ping was not answered"));
  }
}
