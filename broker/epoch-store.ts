import { join } from "node:path";
import { HirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { readStateFile, writeStateFile } from "../src/core/state-file.ts";
import { highestEpoch } from "../src/protocol/topics.ts";

interface Numbers {
  readonly epoch: number;
  /** No session up to this one will be given again. */
  readonly sessionCeiling: number;
}

/** No session that was given is above this: the highest of the wire, with room for those that are yet to be given. */
const highestSession = 999_999_999_999_999 - 1_000_000_000;
/** Sessions are reserved on disk in blocks, so that giving one costs no write. */
const block = 1000;

/** Hands out what must only ever rise: the epoch of this life, and the sessions of agents. */
export class EpochStore {
  readonly epoch: number;
  readonly #path: string;
  readonly #write: typeof writeStateFile;
  #session: number;
  #ceiling: number;

  private constructor(path: string, numbers: Numbers, write: typeof writeStateFile) {
    this.#path = path;
    this.#write = write;
    this.epoch = numbers.epoch;
    this.#session = numbers.sessionCeiling;
    this.#ceiling = numbers.sessionCeiling;
  }

  /** Begins a new epoch: above the stored one, and not below the wall clock. */
  static open(
    directory: string,
    options: {
      readonly wallMs: number;
      readonly log: Log;
      /** Tests fill the disk here. */
      readonly write?: typeof writeStateFile;
    },
  ): EpochStore {
    const { write = writeStateFile } = options;
    const path = join(directory, "epoch.json");
    const stored = readStateFile(path, parse, options.log) ?? { epoch: 0, sessionCeiling: 0 };
    const epoch = Math.max(stored.epoch + 1, options.wallMs);
    const sessionCeiling = Math.max(stored.sessionCeiling, epoch);
    write(path, { epoch, sessionCeiling });
    return new EpochStore(path, { epoch, sessionCeiling }, write);
  }

  /**
   * Makes the next start of hirte use an epoch above `epoch` (a rebuilt primary).
   * @throws HirteError `bad-argument`
   */
  static adopt(directory: string, epoch: number, log: Log): void {
    if (epoch >= highestEpoch)
      throw new HirteError("bad-argument", `${epoch} is no epoch: it is beyond the year 9999`);
    const path = join(directory, "epoch.json");
    const stored = readStateFile(path, parse, log) ?? { epoch: 0, sessionCeiling: 0 };
    const numbers = {
      epoch: Math.max(stored.epoch, epoch),
      sessionCeiling: Math.max(stored.sessionCeiling, epoch),
    };
    writeStateFile(path, numbers);
  }

  /** Has the numbers in the directory `to` be no lower than those in `from`, whose place it is to take. */
  static carryOver({
    from,
    to,
    log,
  }: {
    readonly from: string;
    readonly to: string;
    readonly log: Log;
  }) {
    const other = readStateFile(join(from, "epoch.json"), parse, log);
    if (!other) return;
    const path = join(to, "epoch.json");
    const own = readStateFile(path, parse, log) ?? other;
    writeStateFile(path, {
      epoch: Math.max(own.epoch, other.epoch),
      sessionCeiling: Math.max(own.sessionCeiling, other.sessionCeiling),
    });
  }

  /**
   * A session above all that were ever given.
   * @throws when no more can be reserved on the disk
   */
  nextSession(): number {
    if (this.#session >= this.#ceiling) {
      const sessionCeiling = this.#session + block;
      // Reserved once it is on disk; a write that fails leaves nothing to give.
      this.#write(this.#path, { epoch: this.epoch, sessionCeiling });
      this.#ceiling = sessionCeiling;
    }
    return ++this.#session;
  }
}

function parse(value: unknown): Numbers | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { epoch, sessionCeiling } = value as Record<string, unknown>;
  if (!Number.isSafeInteger(epoch) || !Number.isSafeInteger(sessionCeiling)) return undefined;
  const numbers = { epoch: Number(epoch), sessionCeiling: Number(sessionCeiling) };
  // From beyond these it would begin an epoch that no message can carry.
  if (numbers.epoch >= highestEpoch || numbers.sessionCeiling > highestSession) return undefined;
  return numbers;
}
