import type { CommandRun, HirteClient, JobHandle, RunArgs } from "../src/client/hirte-client.ts";
import { HirteError, isHirteError, messageOf } from "../src/core/errors.ts";
import { randomId } from "../src/core/ids.ts";
import type { Job } from "../src/protocol/generated/schemas.ts";
import { managerNode } from "../src/protocol/topics.ts";
import { unitPatternOf } from "../src/units/unit-name.ts";
import type { Call } from "./commands.ts";
import { exitOfError, exitOfJob, exitStatuses } from "./exit-codes.ts";
import { describeEnd, logLines, nameOfJob, withoutName } from "./job-words.ts";
import { printable } from "./text.ts";

/** As a shell says that SIGPIPE has ended a program. */
const brokenPipe = 141;

/** `hirtectl exec NODE COMMAND…`: the output and the exit status are the command's own. */
export function execute(call: Call): Promise<number> {
  return runCommand(call, { wait: true, pipe: true });
}

/** `hirtectl run NODE -- COMMAND…`. */
export function run(call: Call): Promise<number> {
  const { wait, pipe } = call.options;
  return runCommand(call, { wait: wait || pipe, pipe });
}

async function runCommand(
  call: Call,
  how: { readonly wait: boolean; readonly pipe: boolean },
): Promise<number> {
  const { options, io } = call;
  const [node = ""] = call.args;
  const args = argsOf(call, how);
  const client = await call.connect();
  const id = randomId();
  const times = {
    id,
    ...(options.startWithin === undefined ? {} : { startWithinMs: options.startWithin }),
    ...(options.timeout === undefined ? {} : { endWithinMs: options.timeout }),
  };
  const command = how.pipe ? await client.run(node, args, times) : undefined;
  const job = command?.job ?? client.submit(node, "run", args, times);
  const release = watchStop(call, client, job, command);
  try {
    const problem = command && (await printOutput(call, command));
    const ended = await (how.wait || options.block ? job.finished : job.accepted);
    if (problem) say(call, `${node}: output is missing: ${problem}`);
    if (io.outputGone.aborted) return brokenPipe;
    return how.wait ? tell(call, ended) : tellStart(call, ended);
  } catch (error) {
    if (!isHirteError(error)) throw error;
    say(call, `${nameOfJob(job)}: ${withoutName(error.message, job)}`);
    return exitOfError(error.code);
  } finally {
    release();
  }
}

function argsOf(
  { args, options }: Call,
  { wait, pipe }: { readonly wait: boolean; readonly pipe: boolean },
): RunArgs {
  const [, first = "", ...rest] = args;
  if (first === "") throw new HirteError("bad-argument", "the command is empty");
  return {
    // As ssh and docker exec are called: one word is a line for the shell, several are a command.
    ...(rest.length === 0 ? { shell: first } : { argv: [first, ...rest] as const }),
    ...(wait ? { wait } : {}),
    ...(pipe ? { pipe } : {}),
    ...(options.unit === undefined ? {} : { unit: unitPatternOf(options.unit) }),
    ...(options.userName === undefined ? {} : { user: options.userName }),
    ...(options.property.length === 0 ? {} : { assignments: [...options.property] }),
    // Also where nobody is there any more to ask for its end.
    ...(options.timeout === undefined ? {} : { runtimeMaxMs: Math.ceil(options.timeout) }),
  } as RunArgs;
}

/** Has the command stopped on Ctrl-C, or when nobody reads its output. @returns what takes that back */
function watchStop(
  { io }: Call,
  client: HirteClient,
  job: JobHandle,
  command: CommandRun | undefined,
): () => void {
  const onInterrupt = () => {
    client.query(managerNode, "cancel", { job: job.id }).catch(() => {
      // Not there, or not accepted yet: without a reader the agent stops it.
      void command?.close();
      job.abandon();
    });
  };
  const onGone = () => void command?.close();
  io.signal.addEventListener("abort", onInterrupt);
  io.outputGone.addEventListener("abort", onGone);
  return () => {
    io.signal.removeEventListener("abort", onInterrupt);
    io.outputGone.removeEventListener("abort", onGone);
  };
}

/** @returns why some of it is missing */
async function printOutput({ io }: Call, command: CommandRun): Promise<string | undefined> {
  try {
    for await (const { fd, bytes } of command.output()) {
      (fd === 2 ? io.stderr : io.stdout).write(bytes);
      await io.drained?.();
    }
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
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
  if (job.state !== "finished" || job.result === "done") {
    call.io.stdout.write(`${job.unit ?? job.id}\n`);
    return 0;
  }
  return tell(call, job);
}

function say({ io }: Call, line: string): void {
  io.stderr.write(`hirtectl: ${printable(line)}\n`);
}
