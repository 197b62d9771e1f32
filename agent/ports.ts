import type { Clock } from "../src/core/clock.ts";
import type { HirteError } from "../src/core/errors.ts";
import type {
  ActiveStateRow,
  After,
  DefaultTargetRow,
  FileRow,
  FileStateRow,
  JobMode,
  LogsRequest,
  PropertiesRequest,
  PropertyRow,
  Report,
  ShowRequest,
  TypedPropertyRow,
  UnitFileRow,
  UnitStatusRow,
} from "../src/protocol/generated/schemas.ts";
import type { JobVerb } from "../src/protocol/verbs.ts";
import type { ActionCall } from "./call.ts";
import type { RunCall, RunOrder } from "./run-call.ts";

export type { BootClock } from "../src/core/boot-clock.ts";

import type { Chunk } from "./stream.ts";

/** What the agent asks of systemd. Implemented by systemd-dbus.ts; the fake passes the same contract. */
export interface SystemdPort {
  /** Connected to the bus, and systemd owns its name on it. */
  readonly isAvailable: boolean;
  /** Told at each change of `isAvailable`. Returns what takes the listener out again. */
  onAvailability(listener: (isAvailable: boolean) => void): () => void;
  /**
   * Queues a job (systemd `StartUnit` and its like).
   * @param mayLeave asked once, at the moment the call leaves for systemd, which may be later than
   *   now; absent: it may leave at any time. What it throws is what this fails with: nothing was queued
   * @throws HirteError `no-such-unit`, `unit-masked`, `unit-refused`, `not-sent` (nothing was queued);
   *   `dbus-gone`, `deadline` (it is not known whether something was queued)
   */
  enqueue(verb: JobVerb, unit: string, mode: JobMode, mayLeave?: () => boolean): Promise<QueuedJob>;
  /** Every JobRemoved, in the order of the bus. It can come before `enqueue` answers. */
  onJobEnd(listener: (end: JobEnd) => void): () => void;
  /** Cancels a queued or running job; false when there is no such job any more. */
  cancel(jobId: number): Promise<boolean>;
  /** The job of this number, if systemd still has it. */
  findJob(jobId: number): Promise<{ readonly unit: string; readonly type: string } | undefined>;
  /** The job that systemd has for this unit. It has one at most. */
  findJobOf(unit: string): Promise<{ readonly jobId: number; readonly type: string } | undefined>;
  /** What the unit is doing now. @throws HirteError `dbus-gone`, `deadline`, `dbus-error` */
  evidence(unit: string): Promise<Evidence>;
  /**
   * The rows of `status`, without log lines. Patterns: names and globs, none for all loaded units; a
   * name that is not loaded is loaded, one that is not there has the load state `not-found`.
   * @throws HirteError `dbus-gone`, `deadline`, `dbus-error`
   */
  status(patterns: readonly string[]): Promise<UnitStatusRow[]>;
}

/** What names systemd has for a unit. */
export interface NamesPort {
  /**
   * The unit that a name stands for; of a template, what its instances are instances of. A name that
   * nothing has stands for itself. Changes nothing, but loads what is not loaded.
   * @throws HirteError `dbus-gone`, `deadline`; `unit-refused`, `no-such-unit` for what can be no name
   */
  namesOf(unit: string): Promise<UnitNames>;
}

/** A unit's names. */
export interface UnitNames {
  /** The real one, after its file. */
  readonly id: string;
  /** All of them, links that lead to it included. */
  readonly names: readonly string[];
}

/** What is done by one call and ends with its answer. */
export interface ActionPort {
  /**
   * Does it, once, and answers within a minute or two. `mayLeave` is asked once, when the call really
   * leaves; where it says no, or throws, nothing was done, and this fails with what it threw.
   * @throws HirteError `no-such-unit`, `unit-masked`, `unit-refused`, `bad-request`, `denied`,
   *   `dbus-error`, `not-sent` (it was not done); `dbus-gone`, `deadline` (it is not known whether it was)
   */
  act(call: ActionCall, options: { readonly mayLeave: () => boolean }): Promise<ActionAnswer>;
  /**
   * What is to be seen now of what the call was to do, as half a sentence; undefined where nothing
   * shows. Says nothing about whether, and by whom, it was done.
   * @throws HirteError `dbus-gone`, `deadline`, `dbus-error`
   */
  found(call: ActionCall): Promise<string | undefined>;
}

/** What an action has to tell besides having been done. */
export interface ActionAnswer extends Pick<Report, "files" | "hasInstall"> {
  /** The links were changed, and then systemd was not reloaded, or it is not known whether it was. */
  readonly reloadError?: HirteError;
}

/**
 * What is asked of systemd without changing anything.
 * Each throws HirteError `no-such-unit`, `dbus-gone`, `deadline`, `dbus-error`.
 */
export interface QueryPort {
  unitFiles(patterns: readonly string[]): Promise<UnitFileRow[]>;
  /** One row for each name, in the same order, then those of the loaded units that patterns match. */
  activeStates(patterns: readonly string[]): Promise<ActiveStateRow[]>;
  fileStates(units: readonly string[]): Promise<FileStateRow[]>;
  defaultTarget(): Promise<DefaultTargetRow>;
  /** As `systemctl show` prints them. */
  show(wanted: Pick<ShowRequest, "units" | "properties" | "all">): Promise<PropertyRow[]>;
  properties(
    wanted: Pick<PropertiesRequest, "unit" | "interface" | "property">,
  ): Promise<TypedPropertyRow[]>;
  /**
   * The files that make up units, in the order in which systemd reads them. A unit that has none is a row
   * without path that says so. @throws HirteError `no-such-unit` when none of them has any
   */
  files(units: readonly string[]): Promise<FileRow[]>;
}

/** A job as systemd numbered it. */
export interface QueuedJob {
  readonly jobId: number;
  /** False: systemd merged the call into a job that was queued before it. */
  readonly isNew: boolean;
}

/** JobRemoved. */
export interface JobEnd {
  readonly jobId: number;
  readonly unit: string;
  /** systemd's word: done, canceled, timeout, failed, dependency, skipped, invalid, assert, … */
  readonly result: string;
}

/** `after` without log lines, and what decides whether a start must settle, and did. */
export interface Evidence extends Omit<After, "log"> {
  /** Type= of a service: simple, exec, forking, oneshot, dbus, notify, notify-reload, idle. */
  readonly serviceType?: string;
  /** The service's main process, while there is one. */
  readonly mainPid?: number;
  /** How long the unit's last run was active, in milliseconds; absent while it is, or never was. */
  readonly heldMs?: number;
  /** Whether it was ever active since it was loaded: of Type=exec, whether its program was executed. */
  readonly wasActive?: boolean;
}

/** What is published of a unit, without session and sequence number. */
export interface UnitInfo {
  readonly load: string;
  readonly active: string;
  readonly sub: string;
  readonly description: string;
  readonly fileState?: string;
  readonly freezer?: string;
  readonly result?: string;
  readonly invocation?: string;
}

/** The loaded units, kept right by whoever implements it. */
export interface UnitSource {
  /** False while systemd is not there or the first list has not been read. */
  readonly isReady: boolean;
  /** The units as last seen; live view, not a copy. */
  readonly units: ReadonlyMap<string, UnitInfo>;
  /**
   * Told of each unit that changed, in order; `undefined` when it is no longer loaded. Nothing is told
   * while `isReady` is false: `units` is to be read anew when it is true again.
   */
  onChange(listener: (unit: string, info: UnitInfo | undefined) => void): () => void;
  /** Told at each change of `isReady`. */
  onReady(listener: (isReady: boolean) => void): () => void;
}

/** The node's journal. */
export interface JournalPort {
  /** How PID 1 said that this job ended (JOB_RESULT of JOB_ID in this boot); undefined when it did not. */
  jobResult(job: { readonly jobId: number }): Promise<string | undefined>;
  /** The unit's last log lines of this invocation (all of this boot, without one), oldest first. */
  lastLines(query: {
    readonly unit: string;
    readonly invocation?: string;
    readonly count: number;
  }): Promise<string[]>;
}

/** Where a stream comes from. Nothing is read, and nothing runs, before the first `next`. */
export interface StreamSource {
  /**
   * The next piece, once there is one; undefined after the last. Not called again before it has settled.
   * @throws HirteError why it cannot go on
   */
  next(): Promise<Chunk | undefined>;
  /** Lets go of everything at once, processes included; idempotent. A `next` under way may never settle. */
  stop(): void;
}

/** The node's journal as a stream. */
export interface LogsPort {
  /** `mayRead`: which entries are shown, by their unit; absent: all. */
  open(request: LogsRequest, mayRead?: (unit: string | undefined) => boolean): StreamSource;
}

/** The machine's processes. */
export interface ProcessPort {
  /**
   * `preparing`: still what systemd forked, setting up what its unit asks for; `running`: executes its
   * unit's program; `gone`: there is no process of this number.
   */
  stageOf(pid: number): "preparing" | "running" | "gone";
}

/** What running commands asks of systemd and of the machine. */
export interface RunPort {
  /** @throws HirteError `denied`, `no-such-command`: why this must not or cannot be run here */
  check(order: RunOrder): void;
  /** Pipes for the output of the command of this id. @throws HirteError `run-unavailable` */
  makeOutput(id: string): Promise<CommandOutput>;
  /** Those a predecessor made; undefined where they were forgotten. @throws HirteError `run-unavailable` */
  findOutput(id: string): CommandOutput | undefined;
  /** The output was read to its end: there is nothing to be found any more. */
  forgetOutput(id: string): void;
  /** Remembers, for a successor, that the unit is to be cleared away; until `clear` is done. */
  note(id: string, unit: string): void;
  /** What was noted and not cleared away. */
  noted(): readonly { readonly id: string; readonly unit: string }[];
  /**
   * Makes the unit and starts it; systemd refuses a name that is in use. Throws as `SystemdPort.enqueue`,
   * and `bad-request`.
   */
  start(id: string, call: RunCall, options: StartOptions): Promise<QueuedJob>;
  /** Told of each unit that changed or went. Returns what takes the listener out again. */
  onChange(listener: (unit: string) => void): () => void;
  /** Whether the unit of this name is there and was made for this id. Throws as `evidence`. */
  isOf(id: string, unit: string): Promise<boolean>;
  /** Has systemd stop the unit; resolves when it has queued that. @throws HirteError */
  stop(unit: string): Promise<void>;
  /**
   * Has the unit stopped and forgotten, where it is still that of this id, and what was noted. Nothing is
   * waited for once `signal` is aborted. @throws HirteError
   */
  clear(id: string, unit: string, signal: AbortSignal): Promise<void>;
}

/** What a node's own power-off asks of systemd and of the machine. */
export interface PowerPort {
  /**
   * Runs a command line as a unit of this name, and resolves with systemd's word for how its job ended: done where
   * it ended well; undefined where there was no word in time. systemd kills it after `timeoutMs`. Throws as
   * `SystemdPort.enqueue`.
   */
  runCommand(
    unit: string,
    shell: string,
    options: {
      readonly timeoutMs: number;
      readonly clock: Clock;
      readonly signal: AbortSignal;
    },
  ): Promise<string | undefined>;
  /**
   * Has systemd begin; resolves when it has. @throws HirteError as `ActionPort.act`; where it says that nothing was
   * begun, nothing will be forced either
   */
  powerOff(what: "poweroff" | "reboot", options: PowerOffOptions): Promise<void>;
  /** Tells PID 1 without any bus: to begin with it as always, or to kill all that is left. @throws */
  signal(how: "poweroff" | "poweroff-force"): void;
}

/** How a power-off goes. */
export interface PowerOffOptions {
  /** Of whoever asks: at most one forces for each. */
  readonly mark: string;
  /** What has not stopped after this is killed, whether this agent is there or not. */
  readonly forceAfterMs?: number | undefined;
  /** Asked once, at the moment the first call leaves. */
  readonly mayLeave: () => boolean;
}

/** How a unit is made. */
export interface StartOptions {
  readonly order: RunOrder;
  readonly output?: CommandOutput;
  /** Asked once, at the moment the call leaves. Where it throws, nothing leaves. */
  readonly mayLeave: () => boolean;
}

/** Where the output of a command comes out. */
export interface CommandOutput extends StreamSource {
  /** Paths of the pipes for standard output and standard error. */
  readonly paths: readonly [string, string];
  /** The unit has ended: when what is in the pipes was read, nothing follows. */
  finish(): void;
}
