import type { JobHandle } from "../../src/client/hirte-client.ts";
import { HirteError } from "../../src/core/errors.ts";
import { randomId } from "../../src/core/ids.ts";
import { Recent } from "../../src/core/recent.ts";
import { jobInterface } from "../../src/dbus/generated/interfaces.ts";
import type { Caller } from "../../src/dbus/interface-spec.ts";
import { type ObjectServer, part, type ServedObject } from "../../src/dbus/object-server.ts";
import type { Job } from "../../src/protocol/generated/schemas.ts";
import { managerNode } from "../../src/protocol/topics.ts";
import { problemToBusError, toBusError } from "./errors.ts";
import { bluechi } from "./names.ts";
import type { Requesters } from "./requesters.ts";

/** A job that has not ended, as an object on the bus. */
interface Entry {
  readonly id: number;
  readonly path: string;
  readonly object: ServedObject;
  /** As the bus is told: waiting or running. */
  state: "waiting" | "running";
}

/** A request for a job, as much of it as is waited for. */
type Begun = Pick<JobHandle, "onState" | "finished">;

/** What a job did, when it was heard of and when it ended, on a monotonic clock. */
export interface JobTimes {
  readonly path: string;
  readonly heardMs: number;
  /** Absent: it was never told to be running. */
  readonly runningMs?: number;
  readonly endedMs: number;
}

/** Who is told of jobs. */
export interface JobBoardPorts {
  onNew(id: number, path: string): void;
  onRemoved(id: number, path: string, job: Job): void;
  onTimes(job: Job, times: JobTimes): void;
  monotonicMs(): number;
}

/** What systemd calls the jobs of a verb; hirte's actions are no jobs on the bus. */
const jobTypes: ReadonlyMap<string, string> = new Map([
  ["start", "start"],
  ["stop", "stop"],
  ["restart", "restart"],
  ["reload", "reload"],
  // What is run is a unit that is started.
  ["run", "start"],
  ["command", "start"],
]);
const endsRemembered = 10_000;

/**
 * The jobs of the whole system as objects on the bus, whoever asked for them: hirte's ids of 128 bits
 * under small numbers. A job is removed with its true end, once, and never before the answer to the
 * call that began it was sent.
 */
export class JobBoard {
  readonly #server: ObjectServer;
  readonly #requesters: Requesters;
  readonly #ports: JobBoardPorts;
  readonly #open = new Map<string, Entry>();
  readonly #times = new Map<string, { heardMs: number; runningMs?: number }>();
  readonly #ended = new Recent<string>(endsRemembered);
  /** Ends that wait until the call which began the job is answered; undefined: not there yet. */
  readonly #held = new Map<string, Job | undefined>();
  #lastId: number;

  /** `firstId`: see `firstJobId`. */
  constructor(options: {
    readonly server: ObjectServer;
    readonly requesters: Requesters;
    readonly ports: JobBoardPorts;
    readonly firstId: number;
  }) {
    this.#server = options.server;
    this.#requesters = options.requesters;
    this.#ports = options.ports;
    this.#lastId = options.firstId - 1;
  }

  /**
   * Begins a job for a caller and resolves to its path as soon as systemd has it, or as its node does
   * not answer. `submit` makes the request, under the id it is given.
   * @throws HirteError with the name the bus knows: refused, or nothing systemd would do
   */
  async begin(caller: Caller, submit: (id: string) => Begun): Promise<string> {
    const id = randomId();
    const calledMs = this.#ports.monotonicMs();
    this.#held.set(id, undefined);
    this.#times.set(id, { heardMs: calledMs });
    caller.onAnswered(() => this.#release(id));
    try {
      const job = await begun(submit(id));
      if (job.problem && job.state === "finished") throw problemToBusError(job.problem);
      // It is told on the requester's own connection: the watch may not have told it yet.
      const entry = this.#entry(job);
      if (!entry) throw new HirteError("no-such-job", `job ${id} was removed while it was held`);
      return entry.path;
    } catch (error) {
      throw toBusError(error);
    }
  }

  /** A job has come into a state. */
  onJob(job: Job): void {
    if (!jobTypes.has(job.verb)) return;
    const entry = this.#entry(job);
    if (!entry) return;
    this.#show(entry, job);
    if (job.state !== "finished") return;
    if (this.#held.has(job.id)) this.#held.set(job.id, job);
    else this.#remove(entry, job);
  }

  /** Tells of those that are open: who listens by our name was told nothing while it was not ours. */
  tellOpen(): void {
    for (const { id, path } of this.#open.values()) this.#ports.onNew(id, path);
  }

  #release(id: string): void {
    const ended = this.#held.get(id);
    this.#held.delete(id);
    const entry = this.#open.get(id);
    if (ended && entry) this.#remove(entry, ended);
    // Refused: there will never be a job of this id.
    if (!entry) this.#times.delete(id);
  }

  /** The object of a job, made when the job is heard of for the first time; none once it was removed. */
  #entry(job: Job): Entry | undefined {
    const known = this.#open.get(job.id);
    if (known || this.#ended.has(job.id)) return known;
    const id = this.#nextId();
    const path = bluechi.jobPath(id);
    const entry: Entry = {
      id,
      path,
      state: "waiting",
      object: this.#server.add(
        path,
        part(jobInterface, {
          methods: { Cancel: (caller) => this.#cancel(caller, job.id) },
          properties: {
            Id: () => id,
            Node: () => job.node,
            Unit: () => job.unit ?? "",
            JobType: () => jobTypes.get(job.verb) ?? job.verb,
            State: () => entry.state,
          },
        }),
      ),
    };
    this.#open.set(job.id, entry);
    const times = this.#times.get(job.id) ?? { heardMs: this.#ports.monotonicMs() };
    this.#times.set(job.id, times);
    this.#ports.onNew(id, path);
    return entry;
  }

  #show(entry: Entry, { id, state }: Job): void {
    // A job whose node does not answer is what it was before, as far as anybody knows.
    if (state !== "running" || entry.state === "running") return;
    entry.state = "running";
    const times = this.#times.get(id);
    if (times) times.runningMs = this.#ports.monotonicMs();
    entry.object.changed(jobInterface, "State");
  }

  #remove(entry: Entry, job: Job): void {
    this.#open.delete(job.id);
    this.#ended.add(job.id);
    entry.object.remove();
    this.#ports.onRemoved(entry.id, entry.path, job);
    const times = this.#times.get(job.id);
    this.#times.delete(job.id);
    if (times) {
      this.#ports.onTimes(job, {
        ...times,
        path: entry.path,
        endedMs: this.#ports.monotonicMs(),
      });
    }
  }

  async #cancel(caller: Caller, id: string): Promise<readonly []> {
    try {
      const client = await this.#requesters.of(caller);
      await client.query(managerNode, "cancel", { job: id });
      return [];
    } catch (error) {
      throw toBusError(error);
    }
  }

  #nextId(): number {
    // 0 means no job.
    this.#lastId = this.#lastId >= 0xffffffff ? 1 : this.#lastId + 1;
    return this.#lastId;
  }
}

/**
 * Number of the first job of a facade's life. BlueChi counts from 1 in each life, so that who kept the
 * path of a job over a restart can take the end of another one for its own. Here a life begins where
 * the one before cannot have come to: at 64 numbers for each second since 1970, modulo 2^32.
 */
export function firstJobId(wallMs: number): number {
  return (Math.floor(wallMs / 1000) * 64) % 2 ** 32 || 1;
}

/** The job once systemd has it, its node does not answer, or it has ended. */
function begun(handle: Begun): Promise<Job> {
  return new Promise((resolve, reject) => {
    const forget = handle.onState((job) => {
      if (job.state === "queued") return;
      forget();
      resolve(job);
    });
    handle.finished.then(resolve, reject);
  });
}
