import type { Clock, Timer } from "../src/core/clock.ts";
import type { Log } from "../src/core/log.ts";
import type { Observer } from "./observer.ts";
import type { Evidence, JobEnd, RunPort, SystemdPort } from "./ports.ts";

/** What watching the unit of a command needs. */
export interface RunUnitWatchOptions {
  readonly id: string;
  readonly unit: string;
  /** There may be a unit of this name that is not this id's: an earlier process made it, or failed to. */
  readonly mayBeOther: () => boolean;
  /** How the job that starts the unit ended; undefined: it is over, and nobody knows how. */
  readonly onStarted: (word: string | undefined) => void;
  /** What the unit does; undefined: there is none of this id. The newest reading only. */
  readonly onSeen: (evidence: Evidence | undefined) => void;
  readonly runs: Pick<RunPort, "onChange" | "isOf">;
  readonly systemd: SystemdPort;
  readonly observer: Pick<Observer, "fate">;
  readonly clock: Clock;
  readonly log: Log;
}

const againMs = 5000;

/** Sees what becomes of the unit of a command: the job that starts it, and then the unit itself. */
export class RunUnitWatch {
  readonly #options: RunUnitWatchOptions;
  readonly #detach: readonly (() => void)[];
  /** Ends of jobs of the unit, until it is known which of them was to start it. */
  readonly #early = new Map<number, string>();
  #jobId: number | undefined;
  /** Nobody has said which job that is: it is looked for in systemd. */
  #isSought = false;
  #hasStarted = false;
  #reading = 0;
  #isReading = false;
  /** The unit has changed since the reading under way was begun. */
  #hasChanged = false;
  #againTimer: Timer | undefined;
  #isOver = false;

  constructor(options: RunUnitWatchOptions) {
    this.#options = options;
    const { systemd, runs, unit } = options;
    this.#detach = [
      systemd.onJobEnd((end) => this.#onJobEnd(end)),
      runs.onChange((changed) => changed === unit && this.#onChange()),
    ];
  }

  /** systemd has numbered the job that starts the unit. */
  numbered(jobId: number): void {
    this.#jobId = jobId;
    const word = this.#early.get(jobId);
    this.#early.clear();
    if (word !== undefined) this.#started(word);
  }

  /** Takes up a job of which the end may have been missed. */
  adopt(jobId: number): void {
    this.#jobId = jobId;
    this.#findEnd(jobId);
  }

  /** Looks for the job that starts the unit, which is there though its call was not answered. */
  findStart(): void {
    this.#isSought = true;
    const { systemd, log, id, unit } = this.#options;
    if (this.#isOver || !systemd.isAvailable) return;
    systemd.findJobOf(unit).then(
      (job) => {
        if (this.#isOver || this.#jobId !== undefined) return;
        const isStart = job?.type === "start" || job?.type === "restart";
        // Units are made with their job: where there is none, or another one by now, it is over.
        if (isStart) this.numbered(job.jobId);
        else this.#started(undefined);
      },
      (error: unknown) => {
        log.debug({ jobId: id, unit, error }, "the job of a unit could not be looked for");
        this.#lookAgain();
      },
    );
  }

  /** systemd can be asked again. */
  busBack(): void {
    if (this.#jobId !== undefined && !this.#hasStarted) this.#findEnd(this.#jobId);
    else if (this.#isSought && !this.#hasStarted) this.findStart();
    this.look();
  }

  /** Reads the unit; what comes of it is told, unless it was called again by then. */
  look(): void {
    const { systemd, log, id, unit, onSeen } = this.#options;
    if (this.#isOver || !systemd.isAvailable) return;
    const reading = ++this.#reading;
    this.#isReading = true;
    this.#hasChanged = false;
    this.#evidence().then(
      (evidence) => this.#onRead(reading, () => onSeen(evidence)),
      (error: unknown) => {
        log.debug({ jobId: id, unit, error }, "a unit could not be read");
        this.#onRead(reading, () => this.#lookAgain());
      },
    );
  }

  /** Nothing is told any more. */
  stop(): void {
    this.#isOver = true;
    this.#againTimer?.cancel();
    for (const detach of this.#detach) detach();
  }

  /** In a while where systemd is there and has not answered; where it has gone, `busBack` follows. */
  #lookAgain(): void {
    const { systemd, clock } = this.#options;
    if (this.#isOver || !systemd.isAvailable) return;
    this.#againTimer ??= clock.after(againMs, () => {
      this.#againTimer = undefined;
      this.busBack();
    });
  }

  #onRead(reading: number, tell: () => void): void {
    if (reading !== this.#reading || this.#isOver) return;
    this.#isReading = false;
    tell();
    if (this.#hasChanged) this.look();
  }

  /**
   * To ask for a unit that is gone makes systemd load it, and tell that it is gone again: a reading that
   * each such change put off would never be told.
   */
  #onChange(): void {
    if (this.#isReading) this.#hasChanged = true;
    else this.look();
  }

  #onJobEnd({ jobId, unit, result }: JobEnd): void {
    if (unit !== this.#options.unit) return;
    if (this.#jobId === undefined) this.#early.set(jobId, result);
    else if (jobId === this.#jobId) this.#started(result);
    else this.look();
  }

  #findEnd(jobId: number): void {
    const { observer, unit } = this.#options;
    void observer.fate({ jobId, unit }).then((fate) => {
      if (fate.kind === "removed") this.#started(fate.word);
      else if (fate.kind === "not-found") this.#started(undefined);
    });
  }

  #started(word: string | undefined): void {
    if (this.#hasStarted || this.#isOver) return;
    this.#hasStarted = true;
    this.#options.onStarted(word);
  }

  async #evidence(): Promise<Evidence | undefined> {
    const { runs, systemd, id, unit, mayBeOther } = this.#options;
    if (mayBeOther() && !(await runs.isOf(id, unit))) return undefined;
    const evidence = await systemd.evidence(unit);
    // Of one that has gone since it ran, what was heard of it stays true.
    return evidence.load === "not-found" && !evidence.wasActive ? undefined : evidence;
  }
}
