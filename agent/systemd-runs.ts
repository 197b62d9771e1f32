import type { Clock, Timer } from "../src/core/clock.ts";
import { HirteError, isHirteError } from "../src/core/errors.ts";
import { isUnitName } from "../src/units/unit-name.ts";
import { findOutput, forgetOutput, makeOutput } from "./command-output.ts";
import type { BootClock, CommandOutput, QueuedJob, RunPort, StartOptions } from "./ports.ts";
import type { RunCall, RunOrder } from "./run-call.ts";
import { type RunNote, RunNotes } from "./run-notes.ts";
import type { SystemdDbus } from "./systemd-dbus.ts";
import type { SystemdLink } from "./systemd-link.ts";
import { systemd as names, unitPath, unitType } from "./systemd-names.ts";
import { markOf, propertiesOf } from "./transient-unit.ts";

/** What runs are made of. */
export interface SystemdRunsOptions {
  readonly link: SystemdLink;
  readonly systemd: SystemdDbus;
  readonly bootClock: BootClock;
  readonly clock: Clock;
  /** Emptied at boot, as systemd's transient units are. */
  readonly runDir: string;
  /** AllowExec= */
  readonly allowExec: boolean;
  /** [commands]: command lines by their names. */
  readonly commands: ReadonlyMap<string, string>;
}

/** How long stopping may take when a unit is cleared away. */
const clearMs = 30_000;
/** The agent is to be the first that stops a command at the end of its time. */
const agentFirstMs = 1000;

/** Commands as transient units of systemd. */
export class SystemdRuns implements RunPort {
  readonly #options: SystemdRunsOptions;
  readonly #notes: RunNotes;
  #commands: ReadonlyMap<string, string>;

  constructor(options: SystemdRunsOptions) {
    this.#options = options;
    this.#commands = options.commands;
    this.#notes = new RunNotes(options.runDir);
  }

  /** [commands] as it was read again. */
  setCommands(commands: ReadonlyMap<string, string>): void {
    this.#commands = commands;
  }

  check(order: RunOrder): void {
    const { allowExec } = this.#options;
    if ("commandName" in order) {
      if (this.#commands.has(order.commandName)) return;
      throw new HirteError(
        "no-such-command",
        `there is no command ${order.commandName} in [commands] of this node's agent.conf`,
      );
    }
    if (allowExec) return;
    throw new HirteError(
      "denied",
      "this node does not allow commands to be run: AllowExec=yes in its agent.conf does",
    );
  }

  makeOutput(id: string): Promise<CommandOutput> {
    return makeOutput(this.#notes.directoryOf(id));
  }

  findOutput(id: string): CommandOutput | undefined {
    return findOutput(this.#notes.directoryOf(id));
  }

  forgetOutput(id: string): void {
    forgetOutput(this.#notes.directoryOf(id));
  }

  note(id: string, unit: string): void {
    this.#notes.add({ id, unit });
  }

  noted(): readonly RunNote[] {
    return this.#notes.all();
  }

  async start(
    id: string,
    call: RunCall,
    { order, output, mayLeave }: StartOptions,
  ): Promise<QueuedJob> {
    const { systemd, bootClock } = this.#options;
    const { unit, wait, endAtBootMs } = call;
    const limit =
      wait && endAtBootMs !== undefined
        ? { runtimeMaxMs: Math.max(0, endAtBootMs - bootClock.bootMs()) + agentFirstMs }
        : {};
    const unnamed = this.#unnamed(order);
    const properties = propertiesOf({
      ...{ id, call, order: unnamed },
      ...limit,
      ...(output ? { output } : {}),
    });
    return systemd.enqueueTransient(unit, unnamed.mode ?? "fail", properties, mayLeave);
  }

  onChange(listener: (unit: string) => void): () => void {
    return this.#options.systemd.onUnitChange(listener);
  }

  async isOf(id: string, unit: string): Promise<boolean> {
    if (unitType(unit) !== "service" || !isUnitName(unit)) return false;
    const fields = await this.#options.link.read(unitPath(unit), names.service, "LogExtraFields");
    const own = markOf(id);
    return (
      Array.isArray(fields) &&
      fields.some((field) => field instanceof Uint8Array && own.equals(Buffer.from(field)))
    );
  }

  async stop(unit: string): Promise<void> {
    await this.#options.systemd.enqueue("stop", unit, "replace");
  }

  async clear(id: string, unit: string, signal: AbortSignal): Promise<void> {
    if (await this.isOf(id, unit)) {
      await this.#stopped(unit, signal);
      try {
        await this.#options.link.call("ResetFailedUnit", "s", [unit]);
      } catch (error) {
        // Gone already, which was to be.
        if (!isHirteError(error, "dbus-error")) throw error;
      }
    }
    this.#notes.remove(id);
  }

  #unnamed(order: RunOrder): Exclude<RunOrder, { readonly commandName: string }> {
    if (!("commandName" in order)) return order;
    const { commandName } = order;
    const shell = this.#commands.get(commandName);
    if (shell === undefined) throw new HirteError("no-such-command", commandName);
    return { shell, description: `hirte: command ${commandName}` };
  }

  /** Stops a unit, and waits for it. @throws HirteError `deadline`, `closed` */
  async #stopped(unit: string, signal: AbortSignal): Promise<void> {
    const { systemd, clock } = this.#options;
    const ended = new Set<number>();
    let wake: () => void = () => undefined;
    let timer: Timer | undefined;
    const off = systemd.onJobEnd(({ jobId }) => {
      ended.add(jobId);
      wake();
    });
    const onAbort = () => wake();
    signal.addEventListener("abort", onAbort);
    try {
      const { jobId } = await systemd.enqueue("stop", unit, "replace");
      let isLate = false;
      timer = clock.after(clearMs, () => {
        isLate = true;
        wake();
      });
      while (!ended.has(jobId)) {
        if (signal.aborted) throw new HirteError("closed", `${unit} was not waited for`);
        if (isLate) throw new HirteError("deadline", `${unit} has not stopped`);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } catch (error) {
      if (!isHirteError(error, "no-such-unit")) throw error;
    } finally {
      timer?.cancel();
      signal.removeEventListener("abort", onAbort);
      off();
    }
  }
}
