import type { ArgsOf, ChangeName, HirteClient, JobHandle } from "../src/client/hirte-client.ts";
import { type HirteError, isHirteError } from "../src/core/errors.ts";
import type { FileChange, Job } from "../src/protocol/generated/schemas.ts";
import { type Change, changeOf } from "./changes.ts";
import type { Call } from "./commands.ts";
import { printWishes } from "./dry-run.ts";
import { exitOfError, exitOfJob, exitStatuses, worst } from "./exit-codes.ts";
import { describeEnd, logLines, nameOfJob, withoutName } from "./job-words.ts";
import { expandTargets, inParallel, pickNodes, queryNodes, type Target } from "./targets.ts";
import { printable } from "./text.ts";

/** What became of one target, as -o json tells it. */
type JobRow = { readonly exitStatus: number } & (
  | Job
  | (Target & {
      readonly id: string;
      readonly verb: ChangeName;
      readonly error: { readonly code: string; readonly message: string };
    })
);

/** Every command that changes something on nodes. */
export async function runJobs(call: Call): Promise<number> {
  const change = changeOf(call);
  const { selection } = change;
  const client = await call.connect();
  // Nobody else will say of a name that it is wrong, when nobody is asked.
  if (call.options.dryRun) pickNodes(await queryNodes(client, call), selection.nodes);
  const { targets, unmatched } = await expandTargets(client, selection, call);
  const statuses = unmatched.map((pattern) => {
    const where = selection.nodes.isOne ? `${selection.nodes.wanted?.[0]}: ` : "";
    call.io.stderr.write(`${where}no loaded unit matches ${pattern}\n`);
    return exitStatuses.unknownName.status;
  });
  if (call.options.dryRun) {
    const { verb, args } = change;
    printWishes(
      call,
      targets.map(({ node, ...rest }) => ({ node, verb, ...rest, args })),
    );
    return worst(statuses);
  }
  const reporter = new Reporter(call, client, targets.length > 1);
  const rows = await inParallel(targets, call.options.parallel, (target) =>
    runJob(call, client, { change, target }, reporter),
  );
  reporter.end(rows);
  return overall([...statuses, ...rows.map(({ exitStatus }) => exitStatus)]);
}

async function runJob(
  { options, io }: Call,
  client: HirteClient,
  { change: { verb, args }, target }: { readonly change: Change; readonly target: Target },
  reporter: Reporter,
): Promise<JobRow> {
  const handle = client.submit(
    target.node,
    verb,
    // As changeOf makes them for this verb; `submit` holds them against the verb's schema.
    { ...args, ...(target.unit === undefined ? {} : { unit: target.unit }) } as ArgsOf<ChangeName>,
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
        `${job.node}: not answering, waiting for it (${[job.verb, job.unit].filter(Boolean).join(" ")}, job ${job.id})`,
      );
    }
  }

  onAccepted(job: Job, row: JobRow): void {
    this.#pending--;
    const { node, unit, id } = job;
    const name = unit === undefined ? node : `${node} ${unit}`;
    this.#result(this.#hasSeveral ? `${name} ${id}` : id, row);
  }

  onEnd(job: Job, row: JobRow): void {
    this.#pending--;
    const { options, io } = this.#call;
    const line = printable(`${nameOfJob(job)}: ${describeEnd(job, options.timeout)}`);
    for (const change of job.files ?? []) this.#note(this.#linkLine(job.node, change));
    if (job.hasInstall === false) this.#note(printable(`${nameOfJob(job)}: ${noInstall}`));
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

  /** As systemctl tells it. */
  #linkLine(node: string, { type, file, source }: FileChange): string {
    const said =
      type === "symlink"
        ? `Created symlink '${file}' → '${source}'.`
        : type === "unlink"
          ? `Removed '${file}'.`
          : `${type}: ${file}`;
    return printable(this.#hasSeveral ? `${node}: ${said}` : said);
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

/** systemctl says as much in twenty lines. */
const noInstall =
  "its unit file has no [Install] section that says how to enable it: it is started by other units, or by hand";
