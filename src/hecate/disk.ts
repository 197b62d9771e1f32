import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Clock } from "../core/clock.ts";
import { HirteError, messageOf } from "../core/errors.ts";

/** Replaces a file in one step, as `writeStateFile` does; rejects when it cannot, or the disk takes too long. */
export type WriteFile = (path: string, value: unknown) => Promise<void>;

/** A disk that has not answered by then is given up for this time: a battery does not wait for it. */
const patienceMs = 3000;

/**
 * Writes files without ever standing still for a disk: where one hangs, whoever waits for it is told so after 3 s, and
 * at once for as long as that goes on.
 */
export function diskWriter(clock: Clock, replace: WriteFile = replaceFile): WriteFile {
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

async function replaceFile(path: string, value: unknown): Promise<void> {
  const temporary = `${path}.new`;
  try {
    await mkdir(dirname(path), { recursive: true });
    // One that a crash has left there would keep its own mode.
    await rm(temporary, { force: true });
    try {
      const file = await open(temporary, "wx", 0o640);
      try {
        await file.writeFile(`${JSON.stringify(value)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
    } catch (error) {
      // A part of it would hold the room that is missing.
      await rm(temporary, { force: true });
      throw error;
    }
    const directory = await open(dirname(path), "r");
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  } catch (cause) {
    throw unavailable(path, messageOf(cause), cause);
  }
}

function unavailable(path: string, why: string, cause?: unknown): HirteError {
  return new HirteError("unavailable", `${path} cannot be written: ${why}`, {
    cause,
    details: { path },
  });
}
