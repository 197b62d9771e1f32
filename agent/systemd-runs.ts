import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Timer } from "../src/core/clock.ts";
import { systemClock } from "../src/core/clock.ts";
import { HirteError, isHirteError } from "../src/core/errors.ts";
import { Variant } from "../src/dbus/codec.ts";
import { fromTyped } from "../src/dbus/typed-value.ts";
import type { RunCall } from "./call.ts";
import { findOutput, makeOutput } from "./command-output.ts";
import type { CommandOutput, QueuedJob, RunPort } from "./ports.ts";
import { type BusProperty, busPropertyOf } from "./run-properties.ts";
import type { SystemdDbus } from "./systemd-dbus.ts";
import type { SystemdLink } from "./systemd-link.ts";
import { systemd as names, unitPath, unitType } from "./systemd-names.ts";

/** What runs are made of. */
export interface SystemdRunsOptions {
  readonly link: SystemdLink;
  readonly systemd: SystemdDbus;
  /** Emptied at boot, as systemd's transient units are. */
  readonly runDir: string;
  readonly allowExec: boolean;
}

/** systemd kills what has not stopped by then. */
const stopTimeoutUs = 10_000_000n;
/** How long stopping may take when a unit is cleared away. */
const clearMs = 30_000;

/** Commands as transient units of systemd. */
export class SystemdRuns implements RunPort {
  readonly #options: SystemdRunsOptions;
  readonly #directory: string;

  constructor(options: SystemdRunsOptions) {
    this.#options = options;
    this.#directory = join(options.runDir, "runs");
  }

  get isAllowed(): boolean {
    return this.#options.allowExec;
  }

  makeOutput(id: string): Promise<CommandOutput> {
    return makeOutput(this.#pathOf(id));
  }

  findOutput(id: string): CommandOutput | undefined {
    return findOutput(this.#pathOf(id));
  }

  note(id: string, unit: string): void {
    try {
      mkdirSync(this.#pathOf(id), { recursive: true, mode: 0o700 });
      writeFileSync(join(this.#pathOf(id), "unit"), unit, { mode: 0o600 });
    } catch (cause) {
      throw new HirteError("run-unavailable", `${this.#directory} cannot be written`, { cause });
    }
  }

  noted(): { readonly id: string; readonly unit: string }[] {
    return listed(this.#directory).flatMap((id) => {
      try {
        return [{ id, unit: readFileSync(join(this.#pathOf(id), "unit"), "utf8") }];
      } catch {
        // Made, and not written: nothing was called.
        rmSync(this.#pathOf(id), { recursive: true, force: true });
        return [];
      }
    });
  }

  async start(
    id: string,
    call: RunCall,
    { mayLeave, output }: Parameters<RunPort["start"]>[2],
  ): Promise<QueuedJob> {
    const properties = propertiesOf(id, call, output);
    const { mode = "fail" } = call.args;
    return this.#options.systemd.enqueueTransient(call.unit, mode, properties, mayLeave);
  }

  onChange(listener: (unit: string) => void): () => void {
    return this.#options.systemd.onUnitChange(listener);
  }

  async isOf(id: string, unit: string): Promise<boolean> {
    if (unitType(unit) !== "service") return false;
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

  async clear(id: string, unit: string): Promise<void> {
    if (await this.isOf(id, unit)) {
      await this.#stopped(unit);
      try {
        await this.#options.link.call("ResetFailedUnit", "s", [unit]);
      } catch (error) {
        // Gone already, which was to be.
        if (!isHirteError(error, "dbus-error")) throw error;
      }
    }
    rmSync(this.#pathOf(id), { recursive: true, force: true });
  }

  /** Stops a unit, and waits for it. */
  async #stopped(unit: string): Promise<void> {
    const { systemd } = this.#options;
    const ended = new Set<number>();
    let wake: () => void = () => undefined;
    let timer: Timer | undefined;
    const off = systemd.onJobEnd(({ jobId }) => {
      ended.add(jobId);
      wake();
    });
    try {
      const { jobId } = await systemd.enqueue("stop", unit, "replace");
      let isLate = false;
      timer = systemClock.after(clearMs, () => {
        isLate = true;
        wake();
      });
      while (!ended.has(jobId)) {
        if (isLate) throw new HirteError("deadline", `${unit} has not stopped`);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } catch (error) {
      if (!isHirteError(error, "no-such-unit")) throw error;
    } finally {
      timer?.cancel();
      off();
    }
  }

  #pathOf(id: string): string {
    return join(this.#directory, id);
  }
}

function listed(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    // Nothing was ever run.
    return [];
  }
}

/** In each of the unit's log lines, and by what it is known whose unit it is. */
function markOf(id: string): Buffer {
  return Buffer.from(`HIRTE_JOB=${id}`);
}

/** Properties of the transient unit. @throws HirteError `bad-request` */
function propertiesOf(
  id: string,
  { unit, args }: RunCall,
  output: CommandOutput | undefined,
): readonly BusProperty[] {
  const isService = unitType(unit) === "service";
  const mark: BusProperty[] = isService
    ? [["LogExtraFields", new Variant("aay", [markOf(id)])]]
    : [];
  const { argv = args.shell === undefined ? undefined : ["/bin/sh", "-c", args.shell] } = args;
  if (!argv) {
    const asked = (args.properties ?? []).map(
      ({ name, value }): BusProperty => [name, fromTyped(value)],
    );
    return [...asked, ...mark];
  }
  const [program = ""] = argv;
  if (!isService) throw new HirteError("bad-request", `${unit}: a command runs in a .service`);
  if (!/^(\/.+|[^/]+)$/.test(program)) {
    throw new HirteError("bad-request", `"${program}" is neither a path from / nor a name`);
  }
  const { user, workingDirectory, environment, runtimeMaxMs, wait = false } = args;
  const description = args.description ?? (args.shell ?? argv.join(" ")).slice(0, 200);
  return [
    ["Description", text(description.replace(/\p{Cc}+/gu, " "))],
    // Started is what was executed: a program that is not there is an error.
    ["Type", text("exec")],
    // systemd would put its own variables in place of $NAME.
    ["ExecStartEx", new Variant("a(sasas)", [[program, argv, ["no-env-expand"]]])],
    // What is waited for stays until its end was read; what is not goes by itself.
    ...(wait
      ? [["RemainAfterExit", new Variant("b", true)] as const]
      : [["CollectMode", text("inactive-or-failed")] as const]),
    // As in a shell: who writes to nobody ends.
    ["IgnoreSIGPIPE", new Variant("b", false)],
    ["TimeoutStopUSec", new Variant("t", stopTimeoutUs)],
    ...(user === undefined ? [] : [["User", text(user)] as const]),
    ...(workingDirectory === undefined
      ? []
      : [["WorkingDirectory", text(workingDirectory)] as const]),
    ...(environment === undefined
      ? []
      : [["Environment", new Variant("as", [...environment])] as const]),
    ...(runtimeMaxMs === undefined
      ? []
      : [["RuntimeMaxUSec", new Variant("t", BigInt(runtimeMaxMs) * 1000n)] as const]),
    ...(output
      ? [
          ["StandardOutputFile", text(output.paths[0])] as const,
          ["StandardErrorFile", text(output.paths[1])] as const,
        ]
      : []),
    ...(args.assignments ?? []).map(busPropertyOf),
    ...mark,
  ];
}

function text(value: string): Variant {
  return new Variant("s", value);
}
