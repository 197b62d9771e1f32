/**
 * Has Ctrl-C end this process quietly with 130, as a shell has it. It reaches the programs that were started here as
 * well, so that their failing may come first: nothing of that is told when the signal follows.
 */
export function endQuietlyOnInterrupt(): void {
  process.once("SIGINT", () => process.exit(130));
  process.once("uncaughtException", (error) => {
    setTimeout(() => {
      console.error(error);
      process.exit(1);
    }, signalWithinMs);
  });
}

/** How long after the end of a child by Ctrl-C this process has heard of it, too. */
const signalWithinMs = 100;
