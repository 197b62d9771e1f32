import { setMaxListeners } from "node:events";
import { userInfo } from "node:os";
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

const io: Io = {
  stdout: { write: (text) => !outputGone.signal.aborted && process.stdout.write(text) },
  stderr: { write: (text) => process.stderr.write(text) },
  env: process.env,
  isTty: process.stdout.isTTY === true,
  ...(process.stdout.isTTY ? { columns: process.stdout.columns } : {}),
  signal: interrupt.signal,
  outputGone: outputGone.signal,
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
