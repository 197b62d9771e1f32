import type { Clock, Timer } from "../src/core/clock.ts";
import { isHirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import type { JobInput } from "./job.ts";
import type { Evidence, JournalPort, SystemdPort } from "./ports.ts";

/** How long the evidence of an end waits for the bus to come back. */
const evidencePatienceMs = 5000;
/** How long a job whose end may have been missed waits for the bus to come back. */
const fatePatienceMs = 60_000;
/** How long one question to systemd or the journal may take. */
const askMs = 10_000;
/** Pauses before the journal is asked again: it can lag behind what systemd has done. */
const journalPausesMs = [0, 250, 1000, 2000];
/** How long an end waits for its log lines. */
const logMs = 3000;
const logLineChars = 1000;

/** What looking for a job can show. */
export type Fate = Extract<
  JobInput,
  { readonly kind: "found" | "removed" | "not-found" | "bus-stays-away" }
>;

/** Looks at what systemd does and did, with patience for its being away. It never changes anything. */
export class Observer {
  readonly #systemd: SystemdPort;
  readonly #journal: JournalPort;
  readonly #clock: Clock;
  readonly #log: Log;
  /** Ends of waits, so that stopping leaves none. */
  readonly #waits = new Set<() => void>();
  #isStopped = false;

  constructor(options: {
    readonly systemd: SystemdPort;
    readonly journal: JournalPort;
    readonly clock: Clock;
    readonly log: Log;
  }) {
    this.#systemd = options.systemd;
    this.#journal = options.journal;
    this.#clock = options.clock;
    this.#log = options.log;
  }

  stop(): void {
    this.#isStopped = true;
    for (const end of [...this.#waits]) end();
  }

  /**
   * As `evidence`, once everything systemd has said until now was heard: a timer that woke this
   * process fires before what lies in the socket is read, and evidence is what was heard.
   */
  async lateEvidence(unit: string, jobId: number): Promise<Evidence | undefined> {
    try {
      // Any question does: its answer comes after all signals that were sent before it.
      if (this.#systemd.isAvailable) await this.#ask(this.#systemd.findJob(jobId));
    } catch (error) {
      this.#log.debug({ unit, jobId, error }, "systemd could not be heard out");
    }
    return this.evidence(unit);
  }

  /** What the unit does now, as far as was heard; undefined when systemd cannot be asked. */
  async evidence(unit: string): Promise<Evidence | undefined> {
    // Twice: the bus may break just while it is asked.
    for (let attempt = 0; attempt < 2; attempt++) {
      if (!(await this.#busWithin(evidencePatienceMs))) return undefined;
      try {
        return await this.#ask(this.#systemd.evidence(unit));
      } catch (error) {
        this.#log.debug({ unit, error }, "the unit could not be read");
        if (!isHirteError(error, "dbus-gone")) return undefined;
      }
    }
    return undefined;
  }

  /** What became of a job whose JobRemoved may have been missed. */
  async fate(job: { readonly jobId: number; readonly unit: string }): Promise<Fate> {
    const untilMs = this.#clock.monotonicMs() + fatePatienceMs;
    let isBusThere = false;
    for (const pauseMs of journalPausesMs) {
      await this.#pause(pauseMs);
      isBusThere = await this.#busWithin(untilMs - this.#clock.monotonicMs());
      try {
        if (isBusThere && (await this.#ask(this.#systemd.findJob(job.jobId))))
          return { kind: "found" };
        const word = await this.#ask(this.#journal.jobResult(job));
        if (word !== undefined) return { kind: "removed", word };
      } catch (error) {
        this.#log.debug({ ...job, error }, "a job could not be looked for");
      }
    }
    return { kind: isBusThere ? "not-found" : "bus-stays-away" };
  }

  /** The unit's last log lines, oldest first, none of them too long; none when the journal does not answer. */
  async lastLines(query: Parameters<JournalPort["lastLines"]>[0]): Promise<string[]> {
    try {
      const lines = await this.#ask(this.#journal.lastLines(query), logMs);
      return (lines ?? []).slice(-query.count).map((line) => line.slice(0, logLineChars));
    } catch (error) {
      this.#log.debug({ unit: query.unit, error }, "the journal could not be read");
      return [];
    }
  }

  async #busWithin(ms: number): Promise<boolean> {
    if (this.#systemd.isAvailable || this.#isStopped || ms <= 0) return this.#systemd.isAvailable;
    await new Promise<void>((resolve) => {
      const off = this.#systemd.onAvailability((isAvailable) => isAvailable && end());
      const end = this.#endOf(ms, () => {
        off();
        resolve();
      });
    });
    return this.#systemd.isAvailable;
  }

  async #pause(ms: number): Promise<void> {
    if (ms > 0 && !this.#isStopped) await new Promise<void>((resolve) => this.#endOf(ms, resolve));
  }

  /** The answer, or undefined when it does not come in time. */
  #ask<T>(answer: Promise<T>, limitMs = askMs): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      const end = this.#endOf(limitMs, () => resolve(undefined));
      void answer.then(resolve, reject).finally(end);
    });
  }

  /** A wait that ends once: by calling what is returned, after `ms`, or when all is stopped. */
  #endOf(ms: number, onEnd: () => void): () => void {
    let timer: Timer | undefined;
    const end = () => {
      if (!this.#waits.delete(end)) return;
      timer?.cancel();
      onEnd();
    };
    this.#waits.add(end);
    timer = this.#clock.after(ms, end);
    return end;
  }
}
