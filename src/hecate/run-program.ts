import { spawn } from "node:child_process";
import { messageOf } from "../core/errors.ts";

/** Runs a program to its end, without a shell; never rejects. @returns what went wrong; undefined: nothing */
export type RunProgram = (
  argv: readonly string[],
  timeoutMs: number,
) => Promise<string | undefined>;

/** Of what a program says on its standard error, so much is told. */
const maxSaid = 500;

/**
 * The real one. After `timeoutMs` it is killed with all that it started, and nobody waits for whoever else holds its
 * standard error open.
 */
export const runProgram: RunProgram = ([file = "", ...args], timeoutMs) =>
  new Promise((resolve) => {
    let said = "";
    let timer: NodeJS.Timeout | undefined;
    const end = (problem: string | undefined) => {
      clearTimeout(timer);
      resolve(problem);
    };
    try {
      // A group of its own, which can be killed as a whole.
      const child = spawn(file, args, { stdio: ["ignore", "ignore", "pipe"], detached: true });
      timer = setTimeout(() => {
        kill(child.pid);
        end(`it was killed after ${timeoutMs} ms`);
      }, timeoutMs);
      child.stderr.on("data", (bytes: Buffer) => {
        if (said.length < maxSaid) said = `${said}${bytes.toString("utf8")}`.slice(0, maxSaid);
      });
      child.once("error", (error) => end(messageOf(error)));
      child.once("exit", (status, signal) => {
        // What it said last may still be in the pipe.
        setImmediate(() => {
          child.stderr.destroy();
          if (status === 0) return end(undefined);
          end(said.trim() || (signal ? `ended by ${signal}` : `exit status ${status}`));
        });
      });
    } catch (error) {
      // A word with a NUL, or one that is too long: it is not started at all.
      end(messageOf(error));
    }
  });

function kill(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
