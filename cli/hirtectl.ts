import { setMaxListeners } from "node:events";
import { userInfo } from "node:os";
import { readBootId } from "../src/core/machine.ts";
import type { Io } from "./io.ts";
import { run } from "./run.ts";

const interrupt = new AbortController();
const outputGone = new AbortController();
// One listener for each target.
setMaxListeners(0, interrupt.signal);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  // Only once: a second one ends it at once, as it would without a handler.
  process.once(signal, () => interrupt.abort());
}
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // Whoever read along has seen enough (head -1): no fault, and nothing to tell anybody.
    if (error.code === "EPIPE") outputGone.abort();
    else throw error;
  });
}

let draining: Promise<void> | undefined;
/** While a reader takes its time nothing more is written, so that nothing piles up here. */
function drained(): Promise<void> {
  const ends = [interrupt.signal, outputGone.signal];
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

const io: Io = {
  stdout: { write: (text) => !outputGone.signal.aborted && process.stdout.write(text) },
  stderr: { write: (text) => process.stderr.write(text) },
  drained,
  env: process.env,
  isTty: process.stdout.isTTY === true,
  ...(process.stdout.isTTY ? { columns: process.stdout.columns, rows: process.stdout.rows } : {}),
  signal: interrupt.signal,
  outputGone: outputGone.signal,
  ...(process.stdin.isTTY && process.stderr.isTTY ? { ask } : {}),
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

process.exitCode = await run(process.argv.slice(2), io);
// Whoever is interrupted does not wait for a reader that reads no more.
if (interrupt.signal.aborted && process.stdout.writableLength > 0) process.exit();
