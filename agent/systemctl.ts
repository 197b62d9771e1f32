import { execFile } from "node:child_process";
import { HirteError } from "../src/core/errors.ts";

/** What systemctl is asked, and how long it may take. */
export interface SystemctlOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** Runs systemctl(1) on this machine, and resolves with what it printed. */
export type Systemctl = (args: readonly string[], options: SystemctlOptions) => Promise<string>;

const maxOutputBytes = 32 * 1024 * 1024;

/**
 * The machine's own systemctl: it knows how its systemd writes each property, and which it takes.
 * @throws HirteError `unit-refused` with what it complained of; `deadline`; `dbus-error` where there is none
 */
export const runSystemctl: Systemctl = (args, { timeoutMs, signal }) =>
  new Promise((resolve, reject) => {
    const limits = {
      timeout: timeoutMs,
      killSignal: "SIGKILL",
      maxBuffer: maxOutputBytes,
      ...(signal ? { signal } : {}),
    } as const;
    execFile(
      "systemctl",
      ["--no-pager", "--no-ask-password", ...args],
      limits,
      (error, out, err) => {
        if (!error) resolve(out);
        else if (error.killed) {
          reject(new HirteError("deadline", `systemctl: no answer within ${timeoutMs} ms`));
        } else if (typeof error.code === "string") {
          reject(new HirteError("dbus-error", `systemctl could not be run: ${error.message}`));
        } else {
          const text = err.trim() || `systemctl ended with ${error.code}`;
          reject(new HirteError("unit-refused", text, { cause: error }));
        }
      },
    );
  });
