import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeDirectory } from "../src/core/directory.ts";
import { HirteError } from "../src/core/errors.ts";

/** A unit that is to be cleared away, and the id that it was made for. */
export interface RunNote {
  readonly id: string;
  readonly unit: string;
}

/**
 * What is to be cleared away, on the disk for a successor: a directory for each id, with the name of its
 * unit and the pipes of its output.
 */
export class RunNotes {
  readonly #directory: string;

  /** @param runDir emptied at boot, as systemd's transient units are */
  constructor(runDir: string) {
    this.#directory = join(runDir, "runs");
  }

  /** The directory of an id, which need not be there. */
  directoryOf(id: string): string {
    return join(this.#directory, id);
  }

  /** @throws HirteError `run-unavailable` */
  add({ id, unit }: RunNote): void {
    const directory = this.directoryOf(id);
    try {
      makeDirectory(directory, 0o700);
      writeFileSync(join(directory, "unit"), unit, { mode: 0o600 });
    } catch (cause) {
      throw new HirteError("run-unavailable", `${this.#directory} cannot be written`, { cause });
    }
  }

  /** What was added and not removed. */
  all(): RunNote[] {
    return listed(this.#directory).flatMap((id) => {
      try {
        const unit = readFileSync(join(this.directoryOf(id), "unit"), "utf8");
        if (unit !== "") return [{ id, unit }];
      } catch {
        // Made, and not written.
      }
      // Nothing was called.
      this.remove(id);
      return [];
    });
  }

  /** Removes the directory of an id, and what is in it. */
  remove(id: string): void {
    rmSync(this.directoryOf(id), { recursive: true, force: true });
  }
}

function listed(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    // Nothing was ever run.
    return [];
  }
}
