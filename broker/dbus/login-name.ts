import { execFile } from "node:child_process";
import { HirteError } from "../../src/core/errors.ts";

const timeoutMs = 3000;
/** Status of getent(1) when there is no such entry. */
const noEntry = 2;

/**
 * Login name of a uid, from wherever the machine has its users (getent(1)): part of the topic of
 * requests. A user without a name, or with one that no topic can hold, is `uid-1234`.
 */
export async function loginNameOf(uid: number): Promise<string> {
  const name = await findLogin(uid).catch(() => undefined);
  return name !== undefined && /^[A-Za-z0-9._@-]{1,63}$/.test(name) ? name : `uid-${uid}`;
}

/**
 * Login name of a uid; undefined: it has none.
 * @throws HirteError `unavailable` when that cannot be learned just now
 */
export function findLogin(uid: number): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    execFile("getent", ["passwd", String(uid)], { timeout: timeoutMs }, (cause, stdout) => {
      if (!cause) resolve(stdout.split(":")[0]);
      else if (cause.code === noEntry) resolve(undefined);
      else {
        const message = `the login name of uid ${uid} cannot be learned: ${cause.message}`;
        reject(new HirteError("unavailable", message, { cause }));
      }
    });
  });
}
