import { join } from "node:path";

/** Where a unit of `startLog` notes its starts. */
export const startLogFolder = "/var/log/starts";

/** What a unit of `startLog` does beyond noting its start. */
export interface StartLogOptions {
  /** Type= of the service. Default simple. */
  readonly type?: string;
  /** What it runs. Default `/bin/sleep infinity`; for oneshot `/bin/true`. */
  readonly exec?: string;
  /** Seconds it takes to start, after the line in the log was written. Default 0. */
  readonly startS?: number;
  /** More lines of [Unit]. */
  readonly unit?: readonly string[];
  /** More lines of [Service]. */
  readonly service?: readonly string[];
}

/** A job of a node's systemd, as its PID 1 wrote it into the journal. */
export interface JournalJob {
  readonly jobId: number;
  readonly type: string;
  /** Absent: the job has begun, its end is not written. */
  readonly result?: string;
}

/** Text of a service that appends a line to a log each time it is started. */
export function startLogUnit(name: string, options: StartLogOptions): string {
  const { type = "simple", startS = 0 } = options;
  const exec = options.exec ?? (type === "oneshot" ? "/bin/true" : "/bin/sleep infinity");
  const log = join(startLogFolder, name);
  return [
    "[Unit]",
    `Description=Test unit ${name}`,
    ...(options.unit ?? []),
    "[Service]",
    `Type=${type}`,
    `ExecStartPre=/bin/sh -c 'mkdir -p ${startLogFolder}; echo "$INVOCATION_ID" >> "${log}"'`,
    ...(startS > 0 ? [`ExecStartPre=/bin/sleep ${startS}`] : []),
    `ExecStart=${exec}`,
    ...(options.service ?? []),
    "",
  ].join("\n");
}

/** Jobs from what `journalctl -o json` printed of PID 1's lines about a unit, oldest first. */
export function journalJobs(text: string): JournalJob[] {
  const jobs = new Map<number, JournalJob>();
  for (const line of text.split("\n")) {
    if (!line.includes("JOB_ID")) continue;
    // Written by journald, whose export of these fields is a string each.
    const entry = JSON.parse(line) as Record<string, string>;
    const jobId = Number(entry["JOB_ID"]);
    const before = jobs.get(jobId);
    const result = entry["JOB_RESULT"] ?? before?.result;
    // A restart job becomes a start job halfway, and keeps its number.
    const type = before?.type === "restart" ? before.type : (entry["JOB_TYPE"] ?? "");
    jobs.set(jobId, { jobId, type, ...(result === undefined ? {} : { result }) });
  }
  return [...jobs.values()];
}
