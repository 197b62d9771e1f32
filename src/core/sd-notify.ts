import { execFile } from "node:child_process";
import { messageOf } from "./errors.ts";
import type { Log } from "./log.ts";

/** What `notify` may be told beyond the state. */
export interface NotifyOptions {
  /** Where NOTIFY_SOCKET is looked for. Default: the environment of the process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Warned when systemd could not be told. */
  readonly log?: Log;
  /** Default 5 s; the helper program is killed after it. */
  readonly timeoutMs?: number;
}

/**
 * Tells the service manager something, `READY=1` or `STOPPING=1` (sd_notify(3)). Does nothing where
 * nobody asked to be told, and never throws: a daemon goes on all the same. Resolves when the service
 * manager has read it: systemd-notify(1) waits for that by itself, since systemd 246.
 *
 * Node has no datagram sockets of the family AF_UNIX, hence the program; it is another process than the
 * daemon, hence NotifyAccess=all in the unit file.
 */
export function notify(state: string, options: NotifyOptions = {}): Promise<void> {
  const { env = process.env, log, timeoutMs = 5000 } = options;
  if (!env["NOTIFY_SOCKET"]) return Promise.resolve();
  return new Promise((resolve) => {
    const settings = { env: { ...env }, timeout: timeoutMs, killSignal: "SIGKILL" } as const;
    execFile("systemd-notify", [state], settings, (error, _stdout, stderr) => {
      if (error) {
        const problem = stderr.trim() || messageOf(error);
        log?.warn({ state, problem }, "systemd could not be told of the state of this program");
      }
      resolve();
    });
  });
}
