import type { Log } from "./log.ts";

/**
 * How a daemon comes to its end. A signal asks it to leave; a second one, or an error that nobody
 * caught, ends it at once: systemd starts it again, and what it was doing is on disk.
 */
export class Ending {
  /** Resolves with the exit status, at the first signal or the first `fail`. */
  readonly asked: Promise<number>;
  readonly #program: string;
  readonly #log: Log;
  #resolve: (status: number) => void = () => undefined;

  constructor(program: string, log: Log) {
    this.#program = program;
    this.#log = log;
    this.asked = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    let signals = 0;
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.on(signal, () => {
        if (++signals > 1) process.exit(1);
        log.info({ signal }, `${program} is leaving`);
        this.#resolve(0);
      });
    }
    const die = (error: unknown) => {
      log.error({ error }, `${program} cannot go on`);
      process.exit(1);
    };
    process.on("uncaughtException", die);
    process.on("unhandledRejection", die);
  }

  /** The program cannot go on, and leaves in good order with this exit status. */
  fail(error: unknown, status = 1): void {
    this.#log.error({ error }, `${this.#program} cannot go on`);
    this.#resolve(status);
  }
}
