import type {
  CommandRun,
  HirteClient,
  JobHandle,
  RunArgs,
  SubmitOptions,
} from "../src/client/hirte-client.ts";
import { HirteError, isHirteError, messageOf } from "../src/core/errors.ts";
import { randomId } from "../src/core/ids.ts";
import type { Job } from "../src/protocol/generated/schemas.ts";
import { managerNode } from "../src/protocol/topics.ts";
import { unitNameOf } from "../src/units/unit-name.ts";
import type { Call } from "./commands.ts";
import { exitOfError, exitOfJob, exitStatuses } from "./exit-codes.ts";
import { describeEnd, logLines, nameOfJob, withoutName } from "./job-words.ts";
import { nodeSetOf } from "./targets.ts";
import { printable } from "./text.ts";

/** As a shell says that SIGPIPE has ended a program. */
const brokenPipe = 141;

/** `hirtectl exec NODE COMMAND…`: the output and the exit status are the command's own. */
export async function execute(call: Call): Promise<number> {
  const node = nodeOf(call);
  const args = argsOf(call);
  const client = await call.connect();
  const times = timesOf(call);
  return follow(call, client, await client.run(node, args, times));
}

/** `hirtectl command NODE NAME`: as exec, of a command that the node knows by name. */
export async function namedCommand(call: Call): Promise<number> {
  const node = nodeOf(call);
  const [, name = ""] = call.args;
  const client = await call.connect();
  return follow(call, client, await client.command(node, name, timesOf(call)));
}

/** `hirtectl run NODE -- COMMAND…`. */
export async function run(call: Call): Promise<number> {
  const { wait, pipe, block } = call.options;
  if (wait !== undefined && Number.isFinite(wait)) {
    throw new HirteError("bad-argument", "run: --wait takes no time; --timeout sets one");
  }
  if (pipe && !block) {
    throw new HirteError(
      "bad-argument",
      "run: --pipe prints the output, and --no-block ends before it",
    );
  }
  if (pipe) return execute(call);
  const node = nodeOf(call);
  const isWaiting = wait !== undefined;
  const args = { ...argsOf(call), ...(isWaiting ? { wait: true } : {}) };
  const client = await call.connect();
  const job = client.submit(node, "run", args, timesOf(call));
  const release = stopOnInterrupt(call, client, job);
  try {
    if (!block) return tellStart(call, await job.accepted);
    const ended = await job.finished;
    return isWaiting ? tell(call, ended) : tellStart(call, ended);
  } catch (error) {
    return tellFailure(call, job, error);
  } finally {
    release();
  }
}

/** Prints the output as it comes, and ends as the command does. */
async function follow(call: Call, client: HirteClient, command: CommandRun): Promise<number> {
  const { job } = command;
  const { io } = call;
  const release = stopOnInterrupt(call, client, job, command);
  try {
    await printOutput(call, command);
    const ended = await job.finished;
    return io.outputGone.aborted ? exitUnread(io) : tell(call, ended);
  } catch (error) {
    return tellFailure(call, job, error);
  } finally {
    release();
  }
}

/** A command runs on one node: its output and exit status are what hirtectl ends with. */
function nodeOf({ args: [text = ""], command }: Call): string {
  const { wanted: [node = ""] = [], isOne } = nodeSetOf(text);
  if (isOne) return node;
  throw new HirteError("bad-argument", `${command.name}: "${text}" is not the name of one node`);
}

function argsOf({ args, options }: Call): RunArgs {
  const [, first = "", ...rest] = args;
  if (first === "") throw new HirteError("bad-argument", "the command is empty");
  const { unit, uid, workingDirectory, setenv, property = [] } = options;
  const wrong = property.find((text) => !/^[A-Za-z]+=/.test(text));
  if (wrong !== undefined) {
    throw new HirteError("bad-argument", `"${wrong}" is not NAME=VALUE, as in CPUWeight=200`);
  }
  return {
    // As ssh is called: one word is a line for the shell, several are a command.
    ...(rest.length === 0 ? { shell: first } : { argv: [first, ...rest] }),
    ...(unit === undefined ? {} : { unit: unitNameOf(unit) }),
    ...(uid === undefined ? {} : { user: uid }),
    ...(workingDirectory === undefined ? {} : { workingDirectory }),
    ...(setenv.length === 0 ? {} : { environment: [...setenv] }),
    ...(property.length === 0 ? {} : { assignments: [...property] }),
    // The lists are tuples of bounded length in the generated type; the request is checked on its way.
  } as RunArgs;
}

function timesOf({ options: { startWithin, timeout } }: Call): SubmitOptions {
  return {
    id: randomId(),
    ...(startWithin === undefined ? {} : { startWithinMs: startWithin }),
    ...(timeout === undefined ? {} : { endWithinMs: timeout }),
  };
}

/** Has the command stopped on Ctrl-C, or when nobody reads its output. @returns what takes that back */
function stopOnInterrupt(
  { io }: Call,
  client: HirteClient,
  job: JobHandle,
  command?: CommandRun,
): () => void {
  const onInterrupt = () => {
    if (!job.wasSent) {
      void command?.close();
      job.abandon();
      return;
    }
    client.query(managerNode, "cancel", { job: job.id }).catch(() => {
      // Not there, or not accepted yet: without a reader the agent stops it.
      void command?.close();
      job.abandon();
    });
  };
  const onGone = () => void command?.close();
  io.signal.addEventListener("abort", onInterrupt);
  io.outputGone.addEventListener("abort", onGone);
  // Both may have come while nobody listened yet.
  if (io.signal.aborted) onInterrupt();
  if (io.outputGone.aborted) onGone();
  return () => {
    io.signal.removeEventListener("abort", onInterrupt);
    io.outputGone.removeEventListener("abort", onGone);
  };
}

async function printOutput(call: Call, command: CommandRun): Promise<void> {
  const { io } = call;
  const { node } = command.job;
  try {
    for await (const piece of command.output()) {
      if (piece.kind === "gap") {
        say(call, `${node}: its agent was restarted: output may be missing here`);
        continue;
      }
      (piece.fd === 2 ? io.stderr : io.stdout).write(piece.bytes);
      await io.drained?.();
    }
  } catch (error) {
    if (!isHirteError(error)) throw error;
    say(call, `${node}: output is missing: ${messageOf(error)}`);
  }
}

/** Where nobody reads the command's output, or it could not be written; in both cases it was stopped. */
function exitUnread({ outputGone }: Call["io"]): number {
  return typeof outputGone.reason === "string" ? exitStatuses.unwritten.status : brokenPipe;
}

function tell(call: Call, job: Job): number {
  const { result, after, problem } = job;
  if (call.io.signal.aborted && result === "canceled") {
    say(call, `${nameOfJob(job)}: ${describeEnd(job)}`);
    return exitStatuses.interrupted.status;
  }
  if (result === "done") return 0;
  if (result === "failed" && !problem) {
    if (after?.exitCode !== undefined && after.exitCode !== 0) return after.exitCode;
    if (after?.signal !== undefined) return 128 + after.signal;
  }
  say(call, `${nameOfJob(job)}: ${describeEnd(job, call.options.timeout)}`);
  call.io.stderr.write(logLines(job));
  return exitOfJob(job);
}

function tellStart(call: Call, job: Job): number {
  if (job.state === "finished" && job.result !== "done") return tell(call, job);
  call.io.stdout.write(`${call.options.block ? job.unit : job.id}\n`);
  return 0;
}

function tellFailure(call: Call, job: JobHandle, error: unknown): number {
  if (!isHirteError(error)) throw error;
  const wasStopped = call.io.signal.aborted && error.code === "closed";
  say(call, `${nameOfJob(job)}: ${wasStopped ? "not sent" : withoutName(error.message, job)}`);
  return exitOfError(error.code);
}

function say({ io }: Call, line: string): void {
  io.stderr.write(`hirtectl: ${printable(line)}\n`);
}
