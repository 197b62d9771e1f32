import { type ErrorCode, HirteError, isHirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import type { Variant } from "../src/dbus/codec.ts";
import { Listeners } from "../src/dbus/listeners.ts";
import type { JobMode, UnitStatusRow } from "../src/protocol/generated/schemas.ts";
import type { JobVerb } from "../src/protocol/verbs.ts";
import { EvidenceKeeper, type FileFacts } from "./evidence-keeper.ts";
import type { Evidence, JobEnd, QueuedJob, SystemdPort } from "./ports.ts";
import type { SystemdLink } from "./systemd-link.ts";
import { jobIdOfPath } from "./systemd-names.ts";
import type { SystemdSignal } from "./systemd-signals.ts";
import { asNumber, asRows, asString } from "./systemd-values.ts";
import { readStatus } from "./unit-status.ts";

/** systemd over D-Bus (org.freedesktop.systemd1(5)). */
export class SystemdDbus implements SystemdPort {
  readonly #link: SystemdLink;
  readonly #evidence: EvidenceKeeper;
  readonly #jobEndListeners: Listeners<[JobEnd]>;
  readonly #unitListeners: Listeners<[string]>;
  /** For each call under way, whether a job was new by the last that was said of it. */
  readonly #heard = new Set<Map<number, boolean>>();

  constructor({ link, log }: { readonly link: SystemdLink; readonly log: Log }) {
    this.#link = link;
    this.#jobEndListeners = new Listeners(log, "ends of jobs");
    this.#unitListeners = new Listeners(log, "changes of units");
    this.#evidence = new EvidenceKeeper(link);
    link.onSignal((signal) => this.#onSignal(signal));
  }

  get isAvailable(): boolean {
    return this.#link.isAvailable;
  }

  onAvailability(listener: (isAvailable: boolean) => void): () => void {
    return this.#link.onAvailability(listener);
  }

  onJobEnd(listener: (end: JobEnd) => void): () => void {
    return this.#jobEndListeners.add(listener);
  }

  /** Told of each unit that changed or went, after its evidence. Returns what takes the listener out again. */
  onUnitChange(listener: (unit: string) => void): () => void {
    return this.#unitListeners.add(listener);
  }

  enqueue(
    verb: JobVerb,
    unit: string,
    mode: JobMode,
    mayLeave: () => boolean = () => true,
  ): Promise<QueuedJob> {
    const call = { member: methods[verb], signature: "ss", body: [unit, mode] };
    return this.#queue(`${verb} ${unit}`, unit, call, mayLeave);
  }

  /** Makes a unit of these properties and starts it; refused where there is one of this name. Throws as `enqueue`. */
  enqueueTransient(
    unit: string,
    mode: JobMode,
    properties: readonly (readonly [string, Variant])[],
    mayLeave: () => boolean,
  ): Promise<QueuedJob> {
    const body = [unit, mode, properties, []];
    const call = { member: "StartTransientUnit", signature: "ssa(sv)a(sa(sv))", body };
    const type = properties.findLast(([name]) => name === "Type")?.[1].value;
    const made = typeof type === "string" ? { load: "loaded", serviceType: type } : undefined;
    return this.#queue(`run ${unit}`, unit, call, mayLeave, made);
  }

  async #queue(
    what: string,
    unit: string,
    call: Parameters<SystemdLink["callIf"]>[1],
    mayLeave: () => boolean,
    made?: FileFacts,
  ): Promise<QueuedJob> {
    const heard = new Map<number, boolean>();
    this.#heard.add(heard);
    try {
      this.#evidence.keep(unit);
      const [path] = await this.#link.callIf(mayLeave, call);
      if (made) this.#evidence.made(unit, made);
      else this.#evidence.prepare(unit);
      const jobId = jobIdOfPath(asString(path));
      if (jobId === undefined) {
        throw new HirteError("dbus-error", `${what}: systemd named the job ${path}`);
      }
      // The last thing systemd says of a job before it answers the call is JobNew, where it made the
      // job for that call, and PropertiesChanged of the job, where it merged the call into it.
      return { jobId, isNew: heard.get(jobId) === true };
    } catch (error) {
      throw refusalOf(error, what);
    } finally {
      this.#heard.delete(heard);
    }
  }

  async cancel(jobId: number): Promise<boolean> {
    try {
      await this.#link.call("CancelJob", "u", [jobId]);
      return true;
    } catch (error) {
      if (dbusNameOf(error) === "org.freedesktop.systemd1.NoSuchJob") return false;
      throw error;
    }
  }

  async findJob(
    jobId: number,
  ): Promise<{ readonly unit: string; readonly type: string } | undefined> {
    return this.#findJob((job) => job.jobId === jobId);
  }

  findJobOf(unit: string): Promise<{ readonly jobId: number; readonly type: string } | undefined> {
    return this.#findJob((job) => job.unit === unit);
  }

  async #findJob(isIt: (job: ListedJob) => boolean): Promise<ListedJob | undefined> {
    const [rows] = await this.#link.call("ListJobs");
    for (const [jobId, unit, type] of asRows(rows)) {
      const job = { jobId: asNumber(jobId), unit: asString(unit), type: asString(type) };
      if (!isIt(job)) continue;
      this.#evidence.keep(job.unit);
      this.#evidence.prepare(job.unit);
      return job;
    }
    return undefined;
  }

  evidence(unit: string): Promise<Evidence> {
    return this.#evidence.of(unit);
  }

  status(patterns: readonly string[]): Promise<UnitStatusRow[]> {
    return readStatus(this.#link, patterns);
  }

  #onSignal(signal: SystemdSignal): void {
    switch (signal.kind) {
      case "job-new":
      case "job-changed":
        for (const heard of this.#heard) heard.set(signal.jobId, signal.kind === "job-new");
        return;
      case "job-removed": {
        const { jobId, unit, result } = signal;
        this.#jobEndListeners.tell({ jobId, unit, result });
        return;
      }
      case "unit-removed":
      case "unit-changed":
        this.#unitListeners.tell(signal.unit);
        return;
      case "unit-new":
      case "unit-files-changed":
      case "reloading":
        return;
    }
  }
}

interface ListedJob {
  readonly jobId: number;
  readonly unit: string;
  readonly type: string;
}

const methods: Readonly<Record<JobVerb, string>> = {
  start: "StartUnit",
  stop: "StopUnit",
  restart: "RestartUnit",
  reload: "ReloadUnit",
};

function dbusNameOf(error: unknown): string | undefined {
  const name = isHirteError(error) ? error.details["dbusName"] : undefined;
  return typeof name === "string" ? name : undefined;
}

/** Names of D-Bus errors that say the same as a code of ours; any other is a refusal. */
const codesOfErrors: Readonly<Record<string, ErrorCode>> = {
  "org.freedesktop.systemd1.NoSuchUnit": "no-such-unit",
  "org.freedesktop.DBus.Error.FileNotFound": "no-such-unit",
  "org.freedesktop.systemd1.UnitMasked": "unit-masked",
};

/**
 * What a failed call means: systemd answers with an error only where it did nothing.
 * @param what names the call in the message
 */
export function refusalOf(error: unknown, what: string): unknown {
  const dbusName = dbusNameOf(error);
  if (!isHirteError(error, "dbus-error") || dbusName === undefined) return error;
  const code = codesOfErrors[dbusName] ?? "unit-refused";
  return new HirteError(code, `${what}: ${error.details["text"]}`, {
    cause: error,
    details: { what, dbusName },
  });
}
