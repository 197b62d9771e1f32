import type { HirteClient, JobHandle } from "../src/client/hirte-client.ts";
import { type HirteError, isHirteError } from "../src/core/errors.ts";
import type { Job } from "../src/protocol/generated/schemas.ts";
import type { JobVerb } from "../src/protocol/verbs.ts";
import type { Call } from "./commands.ts";
import { exitOfError, exitOfJob, exitStatuses, worst } from "./exit-codes.ts";
import { describeEnd, logLines, nameOfJob, withoutName } from "./job-words.ts";
import { expandTargets, inParallel, selectionOf, type Target } from "./targets.ts";
import { printable } from "./text.ts";

/** What became of one target, as -o json tells it. */
type JobRow = { readonly exitStatus: number } & (
  | Job
  | (Target & {
      readonly id: string;
      readonly verb: JobVerb;
      readonly error: { readonly code: string; readonly message: string };
    })
);

/** `hirtectl start`, `stop`, `restart`, `reload`. */
export async function runJobs(call: Call): Promise<number> {
  const selection = selectionOf(call);
  const client = await call.connect();
  const { targets, unmatched } = await expandTargets(client, selection, call);
  const statuses = unmatched.map((pattern) => {
    const where = selection.nodes.isOne ? `${selection.nodes.wanted?.[0]}: ` : "";
    call.io.stderr.write(`${where}no loaded unit matches ${pattern}\n`);
    return exitStatuses.unknownName.status;
  });
  const reporter = new Reporter(call, client, targets.length > 1);
  const rows = await inParallel(targets, call.options.parallel, (target) =>
    runJob(call, client, target, reporter),
  );
  reporter.end(rows);
  return overall([...statuses, ...rows.map(({ exitStatus }) => exitStatus)]);
}

async function runJob(
  { command, options, io }: Call,
  client: HirteClient,
  target: Target,
  reporter: Reporter,
): Promise<JobRow> {
  // The command table has only these under this handler.
  const verb = command.name as JobVerb;
  const settles = (verb === "start" || verb === "restart") && options.settle > 0;
  const handle = client.submit(
    target.node,
    verb,
    {
      unit: target.unit,
      ...(options.jobMode === "replace" ? {} : { mode: options.jobMode }),
      ...(settles ? { settleMs: options.settle } : {}),
    },
    {
      signal: io.signal,
      ...(options.startWithin === undefined ? {} : { startWithinMs: options.startWithin }),
      ...(options.timeout === undefined ? {} : { endWithinMs: options.timeout }),
    },
  );
  handle.onState((job) => reporter.onState(job));
  reporter.begin();
  try {
    const job = await (options.block ? handle.finished : handle.accepted);
    const exitStatus = job.state === "finished" ? exitOfJob(job) : 0;
    const row = { ...job, exitStatus };
    if (job.state === "finished") reporter.onEnd(job, row);
    else reporter.onAccepted(job, row);
    return row;
  } catch (error) {
    if (!isHirteError(error)) throw error;
    const { code, message } = error;
    const { id } = handle;
    const row = { id, ...target, verb, error: { code, message }, exitStatus: exitOfError(code) };
    reporter.onFailure(handle, error, row);
    return row;
  }
}

/** With an interrupt, targets that were never begun do not outweigh the one whose end is not known. */
function overall(statuses: readonly number[]): number {
  const { unknownOutcome, interrupted } = exitStatuses;
  const begun = statuses.filter((status) => status !== interrupted.status);
  return worst(begun.includes(unknownOutcome.status) ? begun : statuses);
}

/** Says how the jobs go. */
class Reporter {
  readonly #call: Call;
  readonly #hasSeveral: boolean;
  /** Nodes it was said of that they do not answer. */
  readonly #silent = new Set<string>();
  #pending = 0;
  #isHirteGone = false;

  constructor(call: Call, client: HirteClient, hasSeveral: boolean) {
    this.#call = call;
    this.#hasSeveral = hasSeveral;
    client.onConnection({
      onUp: () => {
        this.#isHirteGone = false;
      },
      onDown: (reason) => {
        if (this.#isHirteGone || this.#pending === 0 || call.io.signal.aborted) return;
        this.#isHirteGone = true;
        this.#note(
          `hirtectl: the connection to hirte broke (${reason}), waiting for it to come back`,
        );
      },
    });
  }

  begin(): void {
    this.#pending++;
  }

  onState(job: Job): void {
    if (job.state !== "unreachable") this.#silent.delete(job.node);
    else if (!this.#silent.has(job.node)) {
      this.#silent.add(job.node);
      this.#note(
        `${job.node}: not answering, waiting for it (${job.verb} ${job.unit}, job ${job.id})`,
      );
    }
  }

  onAccepted(job: Job, row: JobRow): void {
    this.#pending--;
    const { node, unit, id } = job;
    this.#result(this.#hasSeveral ? `${node} ${unit} ${id}` : id, row);
  }

  onEnd(job: Job, row: JobRow): void {
    this.#pending--;
    const { options, io } = this.#call;
    const line = printable(`${nameOfJob(job)}: ${describeEnd(job, options.timeout)}`);
    if (job.result === "done") {
      this.#result(this.#hasSeveral && !options.quiet ? line : undefined, row);
      return;
    }
    if (job.result === "skipped") this.#note(line);
    else io.stderr.write(`${line}\n${logLines(job)}`);
    this.#result(undefined, row);
  }

  onFailure(handle: JobHandle, error: HirteError, row: JobRow): void {
    this.#pending--;
    const { io } = this.#call;
    const wasInterrupted = io.signal.aborted;
    const what = !wasInterrupted
      ? withoutName(error.message, handle)
      : handle.wasSent
        ? `still going on; job ID ${handle.id}`
        : "not sent";
    io.stderr.write(`${printable(`${nameOfJob(handle)}: ${what}`)}\n`);
    this.#result(undefined, row);
  }

  end(rows: readonly JobRow[]): void {
    const { options, io } = this.#call;
    if (options.output === "json") io.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  }

  #result(line: string | undefined, row: JobRow): void {
    const { options, io } = this.#call;
    if (options.output === "jsonl") io.stdout.write(`${JSON.stringify(row)}\n`);
    else if (options.output === "table" && line !== undefined) io.stdout.write(`${line}\n`);
  }

  #note(line: string): void {
    if (!this.#call.options.quiet) this.#call.io.stderr.write(`${line}\n`);
  }
}
