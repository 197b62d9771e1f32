import { HirteError } from "../src/core/errors.ts";
import { randomId } from "../src/core/ids.ts";
import type { Log } from "../src/core/log.ts";
import type { Job, JobMode } from "../src/protocol/generated/schemas.ts";
import type { JobRegistry } from "./job-registry.ts";

/** A job of hirte's own. */
export interface OwnJob {
  readonly verb: "start" | "stop";
  readonly node: string;
  readonly unit: string;
  /** Begun at most once under this id, over restarts of hirte too. Absent: a new one. */
  readonly id?: string;
  readonly mode?: JobMode;
}

/** Under this name hirte's own jobs are logged. */
const ownUser = "hirte";
/** How long a job of hirte's own may wait to be begun. */
const startWithinMs = 90_000;

/** Jobs that nobody has asked for by a request: under the same promises as everybody's. */
export class OwnJobs {
  readonly #jobs: JobRegistry;
  readonly #epoch: number;
  readonly #now: () => number;
  readonly #bootIdOf: (node: string) => string | undefined;
  readonly #log: Log;

  constructor(options: {
    readonly jobs: JobRegistry;
    readonly epoch: number;
    /** Manager's clock, milliseconds. */
    readonly now: () => number;
    readonly bootIdOf: (node: string) => string | undefined;
    readonly log: Log;
  }) {
    this.#jobs = options.jobs;
    this.#epoch = options.epoch;
    this.#now = options.now;
    this.#bootIdOf = options.bootIdOf;
    this.#log = options.log;
  }

  /**
   * Takes a job on. One whose id was used for the same before is not begun again.
   * @returns the job as it is now
   * @throws HirteError `log-unavailable`, `id-in-use`, `outcome-unknown`; nothing was begun then
   */
  begin({ verb, node, unit, id = randomId(), mode }: OwnJob): Job {
    const known = this.#jobs.find(id);
    if (known) return this.#again(known, { verb, node, unit });
    if (this.#jobs.isIllegible(id)) {
      throw new HirteError(
        "outcome-unknown",
        `${node}: ${verb} ${unit}: it was begun before, and its record in hirte's log cannot be read`,
      );
    }
    const now = this.#now();
    const job: Job = {
      ...{ id, epoch: this.#epoch, user: ownUser, node, unit, verb },
      ...{ state: "queued", at: now, acceptedAt: now, startBy: now + startWithinMs },
    };
    const bootId = this.#bootIdOf(node) ?? "";
    // A unit that is needed is not kept waiting by how much others have asked for.
    this.#jobs.accept(job, bootId, mode === undefined ? {} : { mode }, { isBounded: false });
    this.#log.info({ user: ownUser, node, verb, unit, mode, jobId: id }, "job accepted");
    return job;
  }

  /** Lets go of a job: one that has not begun does not begin any more. */
  cancel(id: string): void {
    this.#jobs
      .cancel(id)
      .catch((error: unknown) =>
        this.#log.warn({ jobId: id, error }, "a job could not be canceled"),
      );
  }

  #again(known: Job, { verb, node, unit }: OwnJob): Job {
    const isSame =
      known.user === ownUser && known.verb === verb && known.node === node && known.unit === unit;
    if (isSame) return known;
    throw new HirteError(
      "id-in-use",
      `${node}: ${verb} ${unit}: id ${known.id} belongs to another job (${known.verb} on ${known.node})`,
    );
  }
}
