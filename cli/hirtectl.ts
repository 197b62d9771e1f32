import { setMaxListeners } from "node:events";
import { userInfo } from "node:os";
import { exitWith } from "../src/core/exit-status.ts";
import { readBootId } from "../src/core/machine.ts";
import { exitStatuses } from "./exit-codes.ts";
import type { Io } from "./io.ts";
import { openOutput } from "./output-streams.ts";
import { run } from "./run.ts";

const interrupt = new AbortController();
const output = openOutput();
// One listener for each target.
setMaxListeners(0, interrupt.signal);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  // Only once: a second one ends it at once, as it would without a handler.
  process.once(signal, () => interrupt.abort());
}
let draining: Promise<void> | undefined;
/** While a reader takes its time nothing more is written, so that nothing piles up here. */
function drained(): Promise<void> {
  const ends = [interrupt.signal, output.outputGone];
  const slow = [process.stdout, process.stderr].find(({ writableNeedDrain }) => writableNeedDrain);
  if (!slow || ends.some(({ aborted }) => aborted)) {
    return Promise.resolve();
  }
  draining ??= new Promise((resolve) => {
    const end = () => {
      draining = undefined;
      slow.off("drain", end);
      for (const signal of ends) signal.removeEventListener("abort", end);
      resolve();
    };
    slow.on("drain", end);
    for (const signal of ends) signal.addEventListener("abort", end);
  });
  return draining;
}

/** Yes only for y or yes; the end of the input and Ctrl-C are a no. */
async function ask(question: string): Promise<boolean> {
  const { createInterface } = await import("node:readline/promises");
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  const isOver = new Promise<string>((resolve) => reader.once("close", () => resolve("")));
  try {
    const answer = await Promise.race([reader.question(question), isOver]);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    reader.close();
  }
}

/** So many at most, without what ends them. Passwords need not be longer. */
async function readLines(count: number): Promise<readonly string[]> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of process.stdin as AsyncIterable<Buffer>) {
    pieces.push(piece);
    bytes += piece.length;
    if (Buffer.concat(pieces).toString("latin1").split("\n").length > count || bytes > 65_536)
      break;
  }
  return Buffer.concat(pieces).toString("utf8").split(/\r?\n/, count);
}

async function askSecret(question: string): Promise<string | undefined> {
  const { readSecret } = await import("../src/core/terminal-secret.ts");
  return readSecret(
    { input: process.stdin, output: process.stderr, signal: interrupt.signal },
    question,
  );
}

const io: Io = {
  stdout: output.stdout,
  stderr: output.stderr,
  drained,
  env: process.env,
  isTty: process.stdout.isTTY === true,
  ...(process.stdout.isTTY ? { columns: process.stdout.columns, rows: process.stdout.rows } : {}),
  signal: interrupt.signal,
  outputGone: output.outputGone,
  ...(process.stdin.isTTY && process.stderr.isTTY ? { ask, askSecret } : {}),
  readLines,
  bootId: () => {
    try {
      return readBootId();
    } catch {
      return undefined;
    }
  },
  loginName: () => {
    try {
      return userInfo().username;
    } catch {
      // A uid without an entry in the user database, as in some containers.
      return `uid-${process.getuid?.() ?? "unknown"}`;
    }
  },
};

exitWith(async () => {
  const status = await run(process.argv.slice(2), io);
  const failure = output.failure();
  if (failure !== undefined) io.stderr.write(`hirtectl: ${failure}\n`);
  // What is known of the jobs says more than that it could not be written.
  const said = failure !== undefined && status === 0 ? exitStatuses.unwritten.status : status;
  // Whoever is interrupted does not wait for a reader that reads no more.
  if (interrupt.signal.aborted && process.stdout.writableLength > 0) process.exit(said);
  return said;
});
