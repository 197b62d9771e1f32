import type { Clock, Timer } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import type { AlarmEffect } from "../power/model.ts";
import { type RunProgram, runProgram } from "./run-program.ts";

/** A program that tells people. */
export interface NotifyProgram {
  readonly exec: readonly string[];
  readonly timeoutMs: number;
  readonly repeatMs: number;
}

/** What a notifier is made of. */
export interface NotifierOptions {
  readonly programs: readonly NotifyProgram[];
  /** Before each text that a program is given. Default: nothing. */
  readonly mark?: string;
  /** Told when a program fails again and again, and when it does no more. */
  readonly onFailing?: (program: string, problem: string | undefined) => void;
  /** Text that a lasting alarm has by now; undefined, or absent: the one that it was told with. */
  readonly textNow?: (id: string) => string | undefined;
  readonly run?: RunProgram;
  readonly clock: Clock;
  readonly log: Log;
}

type Alarm = Extract<AlarmEffect, { kind: "alarm" }>;

const levelOf = { info: "info", warning: "warn", critical: "error" } as const;

/** One of the programs: what it is to tell next, by alarm, the newest of each. */
interface Voice {
  readonly program: NotifyProgram;
  isBusy: boolean;
  /** In a row. */
  failures: number;
  readonly waiting: Map<string, Pick<Alarm, "severity" | "text">>;
}

/** Of what waits for a program that takes its time, so much is kept. */
const maxWaiting = 100;
/** A program that fails so often in a row reaches nobody. */
const maxFailures = 3;

/**
 * Tells people, by the log and by programs: when an alarm begins, again while it lasts, and when it is over. Nothing
 * waits for it: each program runs once at a time, and what comes meanwhile waits for its end.
 */
export class Notifier {
  readonly #options: NotifierOptions;
  readonly #run: RunProgram;
  #voices: readonly Voice[];
  readonly #lasting = new Map<string, { alarm: Alarm; readonly timers: Timer[] }>();
  #isStopped = false;
  /** How often something was told that does not last. */
  #once = 0;

  constructor(options: NotifierOptions) {
    this.#options = options;
    this.#run = options.run ?? runProgram;
    this.#voices = options.programs.map(voiceOf);
  }

  /** An alarm begins, changes its text, or is over. */
  tell(effect: AlarmEffect): void {
    const { log } = this.#options;
    const before = this.#lasting.get(effect.id);
    for (const timer of before?.timers ?? []) timer.cancel();
    this.#lasting.delete(effect.id);
    switch (effect.kind) {
      case "alarm": {
        const { id, severity, text } = effect;
        log[levelOf[severity]]({ alarm: id, severity }, text);
        this.#lasting.set(id, { alarm: effect, timers: [] });
        for (const voice of this.#voices) this.#sayAndRepeat(voice, effect);
        return;
      }
      case "alarm-over": {
        if (!before) return;
        const text = effect.text ?? `over: ${before.alarm.text}`;
        log.info({ alarm: effect.id }, text);
        for (const voice of this.#voices) this.#say(voice, effect.id, { severity: "info", text });
      }
    }
  }

  /** Something that does not last: it is told once. */
  tellOnce({ severity, text }: Pick<Alarm, "severity" | "text">): void {
    const id = `once:${++this.#once}`;
    this.#options.log[levelOf[severity]]({ severity }, text);
    for (const voice of this.#voices) this.#say(voice, id, { severity, text });
  }

  /** Other programs are to tell from now on; what lasts is told by them too. */
  setPrograms(programs: readonly NotifyProgram[]): void {
    const isSame = (voice: Voice, program: NotifyProgram) =>
      JSON.stringify(voice.program) === JSON.stringify(program);
    const before = this.#voices;
    if (
      before.length === programs.length &&
      programs.every((program, i) => before[i] !== undefined && isSame(before[i], program))
    ) {
      return;
    }
    for (const { failures, program } of before) {
      if (failures >= maxFailures) this.#options.onFailing?.(program.exec[0] ?? "", undefined);
    }
    this.#voices = programs.map(voiceOf);
    for (const entry of this.#lasting.values()) {
      for (const timer of entry.timers.splice(0)) timer.cancel();
      for (const voice of this.#voices) this.#sayAndRepeat(voice, this.#asItIsNow(entry));
    }
  }

  stop(): void {
    this.#isStopped = true;
    for (const { timers } of this.#lasting.values()) for (const timer of timers) timer.cancel();
    this.#lasting.clear();
  }

  #sayAndRepeat(voice: Voice, alarm: Alarm): void {
    this.#say(voice, alarm.id, alarm);
    const entry = this.#lasting.get(alarm.id);
    if (this.#isStopped || !entry) return;
    const timer = this.#options.clock.after(voice.program.repeatMs, () => {
      entry.timers.splice(entry.timers.indexOf(timer), 1);
      this.#sayAndRepeat(voice, this.#asItIsNow(entry));
    });
    entry.timers.push(timer);
  }

  /** Whoever hears of it again hears how it stands, and not how it began. */
  #asItIsNow(entry: { alarm: Alarm }): Alarm {
    const text = this.#options.textNow?.(entry.alarm.id);
    if (text !== undefined) entry.alarm = { ...entry.alarm, text };
    return entry.alarm;
  }

  #say(voice: Voice, id: string, what: Pick<Alarm, "severity" | "text">): void {
    if (this.#isStopped) return;
    voice.waiting.delete(id);
    voice.waiting.set(id, what);
    const oldest = voice.waiting.keys().next();
    if (voice.waiting.size > maxWaiting && !oldest.done) voice.waiting.delete(oldest.value);
    if (!voice.isBusy) void this.#speak(voice);
  }

  #counted(voice: Voice, problem: string | undefined): void {
    const { onFailing } = this.#options;
    const [name = ""] = voice.program.exec;
    const wasFailing = voice.failures >= maxFailures;
    voice.failures = problem === undefined ? 0 : voice.failures + 1;
    // One that another configuration has let go of is nobody's any more.
    if (this.#isStopped || !this.#voices.includes(voice)) return;
    if (voice.failures === maxFailures) onFailing?.(name, problem);
    if (wasFailing && problem === undefined) onFailing?.(name, undefined);
  }

  async #speak(voice: Voice): Promise<void> {
    voice.isBusy = true;
    for (const [id, { severity, text }] of voice.waiting) {
      voice.waiting.delete(id);
      const { exec, timeoutMs } = voice.program;
      const marked = `${this.#options.mark ?? ""}${text}`;
      const argv = exec.map((word) =>
        word.replace(/\{(severity|text)\}/g, (_, name) => (name === "text" ? marked : severity)),
      );
      const problem = await this.#run(argv, timeoutMs);
      this.#counted(voice, problem);
      if (problem !== undefined) {
        this.#options.log.warn(
          { program: exec[0], alarm: id, problem },
          "a program that tells people has failed",
        );
      }
      if (this.#isStopped) break;
    }
    voice.isBusy = false;
  }
}

function voiceOf(program: NotifyProgram): Voice {
  return { program, isBusy: false, failures: 0, waiting: new Map() };
}
