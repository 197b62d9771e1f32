import type { HirteClient, LogsArgs } from "../src/client/hirte-client.ts";
import { HirteError, isHirteError } from "../src/core/errors.ts";
import type { LogEntry } from "../src/protocol/generated/schemas.ts";
import type { Call } from "./commands.ts";
import { exitOfError, exitStatuses, worst } from "./exit-codes.ts";
import { withoutName } from "./job-words.ts";
import { nodeNames, selectionOf } from "./targets.ts";
import { printable, widthOf } from "./text.ts";

/** Taken in advance by all readers of a call together, and by one of them. */
const windowsBytes = 1024 * 1024;
const windowBytes = 256 * 1024;

/** `hirtectl logs NODE [UNIT…]`. */
export async function showLogs(call: Call): Promise<number> {
  const { options, io } = call;
  const { nodes: set, units } = selectionOf(call);
  const args = argsOf(call, units);
  const client = await call.connect();
  const nodes = await nodeNames(client, set, call);
  const printer = new Printer(call);
  const stop = AbortSignal.any([io.signal, io.outputGone]);
  // Each has its own end: by itself, by the signal, or by its patience with the node.
  const statuses = await Promise.all(
    nodes.map((node) => readNode({ call, client, node, args, printer, stop, of: nodes.length })),
  );
  printer.end();
  if (io.signal.aborted)
    return (options.follow ? exitStatuses.done : exitStatuses.interrupted).status;
  return io.outputGone.aborted ? exitStatuses.done.status : worst(statuses);
}

function argsOf({ options }: Call, units: readonly string[]): LogsArgs {
  const { follow, lines, since, until, priority, output } = options;
  if (follow && output === "json") {
    throw new HirteError(
      "bad-argument",
      "what is followed never ends, one JSON document would: use -o jsonl",
    );
  }
  if (follow && until !== undefined) {
    throw new HirteError("bad-argument", "--follow and --until do not go together");
  }
  return {
    ...(units.length > 0 ? { units: [...units] } : {}),
    ...(follow ? { follow } : {}),
    ...(lines === undefined ? {} : { lines }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(priority === undefined ? {} : { priority }),
  };
}

async function readNode(reading: {
  readonly call: Call;
  readonly client: HirteClient;
  readonly node: string;
  readonly args: LogsArgs;
  readonly printer: Printer;
  readonly stop: AbortSignal;
  /** How many nodes there are. */
  readonly of: number;
}): Promise<number> {
  const { call, client, node, args, printer, stop } = reading;
  const { timeout } = call.options;
  const logs = client.logs(node, args, {
    signal: stop,
    windowBytes: Math.min(windowBytes, Math.floor(windowsBytes / reading.of)),
    onWaiting: (what) => printer.onWaiting(node, what),
    ...(timeout === undefined ? {} : { timeoutMs: timeout }),
  });
  let count = 0;
  try {
    for await (const entries of logs) {
      count += entries.length;
      await printer.print(node, entries);
    }
  } catch (error) {
    if (!isHirteError(error)) throw error;
    if (stop.aborted) return exitStatuses.done.status;
    // A failure is per node; what concerns all of them is told once, by whoever called.
    if (error.code === "not-reachable" && count === 0) throw error;
    printer.complain(`${node}: ${withoutName(error.message, { node, verb: "logs", unit: "" })}`);
    return exitOfError(error.code);
  }
  if (count === 0) printer.note(`${node}: the journal has no such entries`);
  return exitStatuses.done.status;
}

/** Writes entries down, those of several nodes as they come. */
class Printer {
  readonly #call: Call;
  #count = 0;
  #isHirteAway = false;

  constructor(call: Call) {
    this.#call = call;
  }

  /** Resolves when standard output takes more. */
  async print(node: string, entries: readonly LogEntry[]): Promise<void> {
    const { io } = this.#call;
    io.stdout.write(entries.map((entry) => this.#textOf(node, entry)).join(""));
    await io.drained?.();
  }

  #textOf(node: string, entry: LogEntry): string {
    const document = () => JSON.stringify({ node, ...entry });
    switch (this.#call.options.output) {
      case "table":
        return `${lineOf(node, entry)}\n`;
      case "jsonl":
        return `${document()}\n`;
      case "json":
        return `${this.#count++ === 0 ? "[\n" : ",\n"}  ${document()}`;
    }
  }

  end(): void {
    const { io, options } = this.#call;
    if (options.output === "json") io.stdout.write(this.#count === 0 ? "[]\n" : "\n]\n");
  }

  onWaiting(node: string, what: "node" | "hirte" | undefined): void {
    if (what === "node") this.note(`${node}: not answering, waiting for it`);
    else if (what === undefined) {
      this.note(this.#isHirteAway ? "hirtectl: hirte is back" : `${node}: answering again`);
      this.#isHirteAway = false;
    } else if (!this.#isHirteAway) {
      this.#isHirteAway = true;
      this.note("hirtectl: hirte does not answer, going on when it is back");
    }
  }

  note(line: string): void {
    if (!this.#call.options.quiet) this.complain(line);
  }

  complain(line: string): void {
    this.#call.io.stderr.write(`${printable(line)}\n`);
  }
}

/** An entry as `journalctl -o short` prints it, the node in place of the host; further lines are indented. */
export function lineOf(node: string, { atUs, identifier, pid, message }: LogEntry): string {
  const writer = `${identifier ?? "unknown"}${pid === undefined ? "" : `[${pid}]`}`;
  const head = `${shortTime(Number(atUs) / 1000)} ${node} ${printable(writer)}: `;
  const lines = message.replace(/\n+$/, "").split("\n").map(withoutColours).map(printable);
  return head + lines.join(`\n${" ".repeat(widthOf(head))}`);
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function shortTime(wallMs: number): string {
  const time = new Date(wallMs);
  const two = (number: number) => String(number).padStart(2, "0");
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(":");
  return `${months[time.getMonth()]} ${two(time.getDate())} ${clock}`;
}

function withoutColours(line: string): string {
  return line.replace(/\p{Cc}\[[0-9;]*m/gu, "").trimEnd();
}
