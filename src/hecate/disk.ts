import type { Clock } from "../core/clock.ts";
import { HirteError } from "../core/errors.ts";
import { replaceStateFile } from "../core/state-file.ts";

/** Replaces a file in one step, as `writeStateFile` does; rejects when it cannot, or the disk takes too long. */
export type WriteFile = (path: string, value: unknown) => Promise<void>;

/** A disk that has not answered by then is given up for this time: a battery does not wait for it. */
const patienceMs = 3000;

/**
 * Writes files without ever standing still for a disk: where one hangs, whoever waits for it is told so after 3 s, and
 * at once for as long as that goes on.
 */
export function diskWriter(clock: Clock, replace: WriteFile = replaceStateFile): WriteFile {
  /** What is with the kernel still, by path. */
  const pending = new Set<string>();
  return async (path, value) => {
    if (pending.has(path)) throw unavailable(path, "the disk has not answered yet");
    pending.add(path);
    const written = replace(path, value).finally(() => pending.delete(path));
    // Nobody may wait for it any more by the time it fails.
    written.catch(() => undefined);
    let giveUp: () => void = () => undefined;
    const late = new Promise<never>((_, reject) => {
      const timer = clock.after(patienceMs, () =>
        reject(unavailable(path, `the disk has not answered within ${patienceMs / 1000} s`)),
      );
      giveUp = () => timer.cancel();
    });
    try {
      await Promise.race([written, late]);
    } finally {
      giveUp();
    }
  };
}

function unavailable(path: string, why: string): HirteError {
  return new HirteError("unavailable", `${path} cannot be written: ${why}`, { details: { path } });
}
