import { messageOf } from "./errors.ts";

/**
 * Has nothing end for what standard output does not take: what was asked for is done all the same. A reader that has
 * seen enough (`| head -1`) is no fault; anything else is told on standard error, and the exit status is 1 where it
 * would have been 0.
 */
export function outliveOutput(program: string): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return;
    process.stderr.write(`${program}: standard output cannot be written: ${messageOf(error)}\n`);
    process.once("exit", () => {
      process.exitCode ||= 1;
    });
  });
}
