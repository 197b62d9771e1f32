import { userInfo } from "node:os";
import { exitWith } from "../src/core/exit-status.ts";
import { createLog } from "../src/core/log.ts";
import { outliveOutput } from "../src/core/standard-output.ts";
import { runHecate } from "./hecate/program.ts";

outliveOutput("hecate");
exitWith(() =>
  runHecate(process.argv.slice(2), {
    env: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    createLog,
    interrupted: ({ byAnySignal = false } = {}) => {
      const asked = new AbortController();
      const signals = byAnySignal ? (["SIGINT", "SIGTERM", "SIGHUP"] as const) : ["SIGINT"];
      for (const signal of signals) process.once(signal, () => asked.abort());
      // A terminal that is gone takes no words either; what was begun is ended all the same.
      if (byAnySignal) process.stderr.on("error", () => undefined);
      return asked.signal;
    },
    isTty: process.stdout.isTTY === true,
    ...(process.stdout.isTTY ? { columns: process.stdout.columns } : {}),
    loginName: () => {
      try {
        return userInfo().username;
      } catch {
        // A uid without an entry in the user database, as in some containers.
        return `uid-${process.getuid?.() ?? "unknown"}`;
      }
    },
  }),
);
