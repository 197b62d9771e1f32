import { isDeepStrictEqual } from "node:util";
import { HirteError, isHirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import type { Job, Request } from "../src/protocol/generated/schemas.ts";
import { coordinatorUser } from "../src/protocol/power-names.ts";
import type { VerbName } from "../src/protocol/verbs.ts";
import { runUnitOf } from "../src/units/run-unit.ts";
import type { Judgement } from "./hearing.ts";
import type { JobRegistry } from "./job-registry.ts";
import type { QuotaBook } from "./quota-book.ts";
import { Refusals } from "./refusals.ts";
import type { Replies, RequestParams } from "./replies.ts";
import { RequestLine } from "./request-line.ts";
import { type KnownVerb, partsOf } from "./request-parts.ts";
import type { Errand } from "./rights.ts";

/** What the desk for jobs needs of the manager. */
export interface JobDeskPorts {
  /** Manager's clock, milliseconds. */
  now(): number;
  monoMs(): number;
  /** Why a node cannot be asked, if so. */
  unavailable(node: string): HirteError | undefined;
  /** Boot of a node, as far as it is known. */
  bootIdOf(node: string): string | undefined;
  /** Why somebody may not ask for this, if so. */
  refusalOf(errand: Errand): HirteError | undefined;
  /** Whether no share binds a user. */
  isUnbounded(user: string): boolean;
  /** Resolves when the broker has what was said so far, or cannot be reached; never rejects. */
  settled(): Promise<void>;
}

/** Who asks for something about a request. */
export interface RequestBy {
  readonly user: string;
  readonly verb: string;
  /** Of the request that asks. */
  readonly id: string;
}

/** A job that is asked for, with its times on the manager's clock as they were when it was. */
interface Order {
  readonly id: string;
  readonly user: string;
  readonly node: string;
  readonly name: VerbName;
  readonly unit: string | undefined;
  /** As it was judged when it came. */
  readonly errand: Errand;
  readonly args: Record<string, unknown>;
  readonly startBy: number;
  readonly endBy: number | undefined;
  /** Verb and unit, for people. */
  readonly what: string;
  readonly address?: string | undefined;
}

const defaultStartWithinMs = 90_000;
/** A start-by further away than this is cut to it: nothing waits for ever to be begun. */
const longestStartWithinMs = 86_400_000;

/** Takes requests for jobs on, a few at a time: each is begun at most once, and copies of it are told apart. */
export class JobDesk {
  readonly #jobs: JobRegistry;
  readonly #replies: Replies;
  readonly #ports: JobDeskPorts;
  readonly #epoch: number;
  readonly #log: Log;
  readonly #quotas: QuotaBook;
  readonly #maxJobsPerUser: number;
  readonly #refusals = new Refusals();
  readonly #line: RequestLine;

  constructor(options: {
    readonly jobs: JobRegistry;
    readonly replies: Replies;
    readonly ports: JobDeskPorts;
    readonly epoch: number;
    readonly quotas: QuotaBook;
    /** Open at a time. */
    readonly maxJobsPerUser: number;
    readonly log: Log;
  }) {
    this.#jobs = options.jobs;
    this.#replies = options.replies;
    this.#ports = options.ports;
    this.#epoch = options.epoch;
    this.#log = options.log;
    this.#quotas = options.quotas;
    this.#maxJobsPerUser = options.maxJobsPerUser;
    this.#line = new RequestLine({
      settled: () => options.ports.settled(),
      isHeld: (user) => this.#jobs.openOf(user) >= this.#maxJobsPerUser,
      monoMs: () => options.ports.monoMs(),
    });
  }

  /** Nothing that waits is taken on any more. */
  stop(): void {
    this.#line.stop();
  }

  /** A job has ended: others may have been waiting for that. */
  onEnd(): void {
    this.#line.goOn();
  }

  /** Time has passed. */
  tick(judgement: Judgement): void {
    this.#line.tick(judgement);
  }

  /**
   * Does something about a request after that was taken on or refused, once for each that asks for it; at once where
   * it does not wait.
   * @throws HirteError `busy`: too many wait for it
   */
  after(id: string, by: RequestBy, work: () => void): void {
    const full = this.#line.after(id, `${by.user} ${by.verb} ${by.id}`, work);
    if (full === undefined) return;
    this.#quotas.refused("requests", `user ${by.user}`, { verb: by.verb });
    throw new HirteError("busy", `${by.verb}: ${full}: ask again when it was taken on`);
  }

  /**
   * Takes a request for a job in, which is answered when it was taken on; the answer to a copy is how it
   * is by now. The request was checked against the schema of its verb.
   * @throws HirteError the request is to be refused
   */
  serve(params: RequestParams, verb: KnownVerb, request: Request): void {
    const { user, node } = params;
    const { name, requestSchema } = verb;
    const { args, ...named } = partsOf(request, requestSchema);
    const unit = named.unit ?? (name === "run" ? runUnitOf(request.id) : undefined);
    const what = unit === undefined ? name : `${name} ${unit}`;
    const known = this.#jobs.find(request.id);
    if (known) {
      const knownArgs = this.#jobs.argsOf(request.id);
      if (
        known.user !== user ||
        known.node !== node ||
        known.verb !== name ||
        known.unit !== unit ||
        (knownArgs !== undefined && !isDeepStrictEqual(knownArgs, args))
      ) {
        throw new HirteError(
          "id-in-use",
          `id ${request.id} belongs to another request (${known.verb}${known.unit === undefined ? "" : ` ${known.unit}`} on ${known.node}): use a new id for each`,
        );
      }
      this.#accepted(user, request.id);
      return;
    }
    if (this.#jobs.isIllegible(request.id)) {
      throw new HirteError(
        "outcome-unknown",
        `${node}: ${what}: it was asked for before, and its record in hirte's log cannot be read: look at the unit, then ask under a new id`,
      );
    }
    const now = this.#ports.now();
    const refused = this.#refusals.find({ user, id: request.id }, now);
    if (refused) throw refused;
    const asked = JSON.stringify([user, node, name, request]);
    const waiting = this.#line.find(request.id);
    if (waiting) {
      // A copy is answered with the first one.
      if (waiting.asked === asked) return;
      throw new HirteError(
        "id-in-use",
        `id ${request.id} belongs to another request: use a new id for each`,
      );
    }
    const endBy =
      request.endBy ?? (request.endWithinMs === undefined ? undefined : now + request.endWithinMs);
    const wantedStartBy = request.startBy ?? now + (request.startWithinMs ?? defaultStartWithinMs);
    const startBy = Math.min(wantedStartBy, endBy ?? wantedStartBy, now + longestStartWithinMs);
    const errand = { user, node, verb, unit: named.unit, args };
    const { address } = params;
    const { id } = request;
    const order = { user, node, unit, errand, name, args, startBy, endBy, what, id, address };
    // Not before: of what was taken on, copies are answered with how it is, whatever who asks may do by now.
    const denied = this.#ports.refusalOf(errand);
    if (denied) {
      this.#refusals.remember({ user, id: request.id, startBy }, denied, now);
      throw denied;
    }
    if (this.#ports.isUnbounded(user)) {
      this.#serveInTurn(params, order);
      return;
    }
    const problem = this.#line.add({
      id: request.id,
      user,
      asked,
      serve: () => this.#serveInTurn(params, order),
      untilMonoMs: this.#ports.monoMs() + startBy - now,
      giveUp: (why) => this.#giveUp(params, order, why),
    });
    if (problem === undefined) {
      if (this.#line.find(request.id)) this.#quotas.waited("requests");
      return;
    }
    this.#quotas.refused("requests", `user ${user}`, { node, verb: name });
    const error = new HirteError(
      "busy",
      `${node}: ${what}: ${problem}: nothing was done; ask again, under a new id, when some of them were`,
    );
    this.#refusals.remember({ user, id: request.id, startBy }, error, now);
    throw error;
  }

  /** Its user has had as many jobs open as it may: for too long, or until it was too late for this one. */
  #giveUp(params: RequestParams, order: Order, why: "held" | "too-late"): void {
    const { id, user, node, what, startBy } = order;
    const now = this.#ports.now();
    const most = this.#maxJobsPerUser;
    this.#quotas.refused("jobs", `user ${user}`, { jobs: most });
    const error =
      why === "too-late"
        ? tooLate(order, now)
        : new HirteError(
            "busy",
            `${node}: ${what}: ${most} jobs of ${user} are open, as many as may be (MaxJobsPerUser=): nothing was done; ask again, under a new id, when some have ended`,
          );
    this.#refusals.remember({ user, id, startBy }, error, now);
    this.#replies.refuse(params, id, error);
  }

  /** In its turn, when nobody is there any more to catch anything. */
  #serveInTurn(params: RequestParams, order: Order): void {
    try {
      this.#takeOn(order);
    } catch (error) {
      if (isHirteError(error)) this.#replies.refuse(params, order.id, error);
      else this.#log.error({ ...params, id: order.id, error }, "a request could not be dealt with");
    }
  }

  #takeOn(order: Order): void {
    const { user, node, unit, errand, name, args, startBy, endBy, id, address } = order;
    const now = this.#ports.now();
    const job: Job = {
      id,
      epoch: this.#epoch,
      user,
      node,
      ...(unit === undefined ? {} : { unit }),
      verb: name as Job["verb"],
      state: "queued",
      at: now,
      acceptedAt: now,
      startBy,
      ...(endBy === undefined ? {} : { endBy }),
    };
    try {
      if (startBy <= now) throw tooLate(order, now);
      // While it waited, who asked may have been removed, or made less.
      const problem = this.#ports.refusalOf(errand) ?? this.#ports.unavailable(node);
      if (problem) throw problem;
      const isBounded = !this.#ports.isUnbounded(user);
      // A shutdown waits for no disk. Where nobody proves who it is, names are believed in this as in all else.
      const needsNoLog = user === coordinatorUser;
      const from = address === undefined ? {} : { address };
      const facts = { isBounded, needsNoLog, ...from };
      this.#jobs.accept(job, this.#ports.bootIdOf(node) ?? "", args, facts);
    } catch (error) {
      // Copies of it may be on their way while what stood against it passes.
      if (isHirteError(error)) this.#refusals.remember(job, error, now);
      throw error;
    }
    // Once the command is on its way: to write to the log wakes the journal.
    setImmediate(() =>
      this.#log.info({ user, node, verb: name, unit, jobId: job.id }, "job accepted"),
    );
    this.#replies.answer(user, { id: job.id, status: "accepted", job });
  }

  /** Answers a repeat; with what is on disk, where it can be brought there. */
  #accepted(user: string, id: string): void {
    this.#jobs.findDurable(id).then(
      (job) => job && this.#replies.answer(user, { id, status: "accepted", job }),
      (error) => this.#log.error({ jobId: id, error }, "a repeated request could not be answered"),
    );
  }
}

function tooLate({ node, what, startBy }: Order, now: number): HirteError {
  const lateMs = Math.round(now - startBy);
  return new HirteError(
    "expired",
    `${node}: ${what}: it was to begin ${lateMs} ms ago: nothing was done`,
  );
}
