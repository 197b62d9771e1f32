import { execFile } from "node:child_process";
import { HirteError } from "../src/core/errors.ts";

/** What systemctl is asked, and how long it may take. */
export interface SystemctlOptions {
  readonly timeoutMs: number;
}

/**
 * Runs systemctl(1) on this machine, and resolves with what it printed.
 * @throws HirteError `unit-refused` with what it complained of; `too-large`; `dbus-error` where there
 *   is none; `deadline`, `dbus-gone` when systemd did not answer it or it was killed
 */
export type Systemctl = (args: readonly string[], options: SystemctlOptions) => Promise<string>;

/** An agent has little memory, and what is printed is taken apart in it. */
const maxOutputBytes = 4 * 1024 * 1024;

/**
 * What systemctl says, in English, when it has no answer from systemd: sd-bus's words, and those of
 * errno(3). It ends with 1 then as it does when systemd refuses.
 */
const unanswered =
  /timed out|connection (terminated|reset|refused)|disconnected|not connected|broken pipe|no ?reply/i;

/**
 * The machine's own systemctl: it knows how its systemd writes each property, and which it takes.
 * @param env of this process
 * @param whose systemd is asked
 */
export const systemctlIn =
  (env: NodeJS.ProcessEnv, whose: "system" | "user" = "system"): Systemctl =>
  (args, { timeoutMs }) =>
    new Promise((resolve, reject) => {
      const limits = {
        timeout: timeoutMs,
        killSignal: "SIGKILL",
        maxBuffer: maxOutputBytes,
        env: { ...env, LC_ALL: "C" },
      } as const;
      const argv = [`--${whose}`, "--no-pager", "--no-ask-password", ...args];
      execFile("systemctl", argv, limits, (error, out, err) => {
        const said = err.trim();
        if (!error) resolve(out);
        else if (error.killed) {
          reject(new HirteError("deadline", `systemctl: no answer within ${timeoutMs} ms`));
        } else if (error.signal) {
          reject(new HirteError("dbus-gone", `systemctl was ended by ${error.signal}`));
        } else if (error.code === outOfBuffer) {
          const text = `systemctl printed more than ${maxOutputBytes} bytes: ask for less at a time`;
          reject(new HirteError("too-large", text));
        } else if (typeof error.code === "string") {
          reject(new HirteError("dbus-error", `systemctl could not be run: ${error.message}`));
        } else {
          const code = unanswered.test(said) ? "dbus-gone" : "unit-refused";
          const text = said || `systemctl ended with ${error.code}`;
          reject(new HirteError(code, text, { cause: error }));
        }
      });
    });

// Typed as a number or null by some versions of Node's types; it is a string where Node itself failed.
const outOfBuffer: unknown = "ERR_CHILD_PROCESS_STDIO_MAXBUFFER";
