import { formatAge } from "../src/core/duration.ts";
import { HirteError, isHirteError } from "../src/core/errors.ts";
import type { Job } from "../src/protocol/generated/schemas.ts";
import { managerNode } from "../src/protocol/topics.ts";
import type { Call } from "./commands.ts";
import { printWishes } from "./dry-run.ts";
import { exitOfError, exitOfJob, exitStatuses, worst } from "./exit-codes.ts";
import { describeEnd, logLines, nameOfJob } from "./job-words.ts";
import { concernsAll } from "./node-queries.ts";
import { type Column, printRows } from "./output.ts";
import { queryOptionsOf } from "./targets.ts";
import { printable } from "./text.ts";

/** `hirtectl jobs`: those that have not ended. */
export async function listJobs(call: Call): Promise<number> {
  const client = await call.connect();
  const jobs = await client.query(managerNode, "jobs", {}, queryOptionsOf(call));
  const now = await client.managerNow();
  const columns: readonly Column<Job>[] = [
    { title: "ID", text: ({ id }) => id },
    { title: "NODE", text: ({ node }) => node },
    { title: "VERB", text: ({ verb }) => verb },
    { title: "UNIT", text: ({ unit }) => unit ?? "-", yields: true },
    { title: "STATE", text: ({ state }) => state },
    { title: "USER", text: ({ user }) => user },
    { title: "SINCE", text: ({ acceptedAt }) => formatAge(Math.max(0, now - acceptedAt)) },
  ];
  printRows(jobs, columns, { ...call.options, io: call.io });
  return exitStatuses.done.status;
}

/** `hirtectl job ID…`: jobs, open or ended; the status is that of the job. */
export async function showJobs(call: Call): Promise<number> {
  checkIds(call.args);
  return each(call, "job", (job) => {
    const isOver = job.state === "finished";
    const text = isOver ? describeEnd(job) : job.state;
    const later = job.resolved ? `; later known: ${describeEnd(laterOf(job, job.resolved))}` : "";
    call.io.stdout.write(
      `${printable(`${nameOfJob(job)}: ${text}${later}`)}\n${isOver ? logLines(job) : ""}`,
    );
    return isOver ? exitOfJob(job) : exitStatuses.done.status;
  });
}

/** The job as it would have been told, had it been known. */
function laterOf(job: Job, resolved: NonNullable<Job["resolved"]>): Job {
  const { detail: _detail, after: _after, problem: _problem, ...rest } = job;
  return { ...rest, ...resolved };
}

/** `hirtectl cancel ID…`: lets go of jobs; the last who waits for one cancels it in systemd. */
export async function cancelJobs(call: Call): Promise<number> {
  checkIds(call.args);
  if (call.options.dryRun) {
    printWishes(
      call,
      call.args.map((job) => ({ verb: "cancel", job })),
    );
    return exitStatuses.done.status;
  }
  return each(call, "cancel", (job) => {
    if (job.state === "finished" && !call.options.quiet) {
      call.io.stderr.write(
        `${printable(`${nameOfJob(job)}: had ended before: ${describeEnd(job)}`)}\n`,
      );
    }
    return exitStatuses.done.status;
  });
}

/** @throws HirteError `bad-argument` for what no job can have as its id (`requestId` of schemas/defs.json) */
function checkIds(ids: readonly string[]): void {
  const wrong = ids.find((id) => !/^[A-Za-z0-9_-]{22,64}$/.test(id));
  if (wrong === undefined) return;
  throw new HirteError(
    "bad-argument",
    `"${wrong}" is no job id: 32 hexadecimal digits, or 22 to 64 of A-Z a-z 0-9 _ - where somebody chose it; hirtectl jobs lists those that are open`,
  );
}

async function each(
  call: Call,
  verb: "job" | "cancel",
  tell: (job: Job) => number,
): Promise<number> {
  const { args, options, io } = call;
  const client = await call.connect();
  const jobs: Job[] = [];
  const statuses: number[] = [];
  for (const id of args) {
    try {
      const [job] = await client.query(managerNode, verb, { job: id }, queryOptionsOf(call));
      if (!job) continue;
      jobs.push(job);
      if (options.output === "table") statuses.push(tell(job));
      else statuses.push(verb === "job" && job.state === "finished" ? exitOfJob(job) : 0);
    } catch (error) {
      if (!isHirteError(error) || concernsAll.has(error.code)) throw error;
      io.stderr.write(`hirtectl: ${printable(error.message)}\n`);
      statuses.push(exitOfError(error.code));
    }
  }
  if (options.output !== "table") printRows(jobs, [], { ...options, io });
  return worst(statuses);
}
