import { execFile } from "node:child_process";

const timeoutMs = 3000;

/**
 * Login name of a uid, from wherever the machine has its users (getent(1)): part of the topic of
 * requests. A user without a name, or with one that no topic can hold, is `uid-1234`.
 */
export function loginNameOf(uid: number): Promise<string> {
  return new Promise((resolve) => {
    execFile("getent", ["passwd", String(uid)], { timeout: timeoutMs }, (_error, stdout) => {
      const [name = ""] = stdout.split(":");
      resolve(/^[A-Za-z0-9._@-]{1,63}$/.test(name) ? name : `uid-${uid}`);
    });
  });
}
