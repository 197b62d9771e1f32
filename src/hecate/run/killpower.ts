import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { messageOf } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";

/** Name of the file, in the run directory: a tmpfs, so that a boot knows nothing of it. */
export const killpowerFile = "killpower";

/** What a life before this one has said of an end that did not come is not true any more. Never throws. */
export function forgetKillpower(runDir: string): void {
  try {
    rmSync(join(runDir, killpowerFile), { force: true });
  } catch {
    // What cannot be removed could not be written either.
  }
}

/** Says to the hook that runs last, by a line `ups@host` each, whose load is to be cut. Never throws. */
export function writeKillpower(
  runDir: string,
  targets: readonly { readonly ups: string; readonly host: string }[],
  log: Log,
): void {
  const path = join(runDir, killpowerFile);
  try {
    mkdirSync(runDir, { recursive: true });
    writeFileSync(path, targets.map(({ ups, host }) => `${ups}@${host}\n`).join(""), {
      mode: 0o600,
    });
    log.warn(
      { path, upses: targets.map(({ ups }) => ups).join(" ") },
      "the load is to be cut at the end",
    );
  } catch (error) {
    log.error({ path, problem: messageOf(error) }, "the load will not be cut: it cannot be said");
  }
}
