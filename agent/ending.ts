import type { Log } from "../src/core/log.ts";

/**
 * How the program comes to its end. A signal asks it to leave; a second one, or an error that nobody
 * caught, ends it at once: systemd starts it again, and the ledger knows what was under way.
 */
export class Ending {
  /** Resolves at the first signal. */
  readonly asked: Promise<void>;

  constructor(log: Log) {
    this.asked = new Promise((resolve) => {
      let signals = 0;
      for (const signal of ["SIGTERM", "SIGINT"] as const) {
        process.on(signal, () => {
          if (++signals > 1) process.exit(1);
          log.info({ signal }, "the agent is leaving");
          resolve();
        });
      }
    });
    const fail = (error: unknown) => {
      log.error({ error }, "the agent cannot go on");
      process.exit(1);
    };
    process.on("uncaughtException", fail);
    process.on("unhandledRejection", fail);
  }
}
