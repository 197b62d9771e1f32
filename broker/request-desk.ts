import { type ErrorCode, HirteError, isHirteError, messageOf } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { check } from "../src/protocol/codec.ts";
import type {
  Job,
  JobRequest,
  LogLevelRequest,
  NodesRequest,
  Reply,
  Report,
  Request,
  UnitsRequest,
} from "../src/protocol/generated/schemas.ts";
import { managerNode } from "../src/protocol/topics.ts";
import { findVerb, type Verb, type VerbName } from "../src/protocol/verbs.ts";
import { runUnitOf } from "../src/units/run-unit.ts";
import { matchesAny } from "../src/units/unit-name.ts";
import type { AllowanceRequest } from "./allowed-nodes.ts";
import type { Judgement } from "./hearing.ts";
import type { JobRegistry, SessionlessCommand } from "./job-registry.ts";
import type { NodeRegistry } from "./node-registry.ts";
import { QueryRelay } from "./query-relay.ts";
import { Refusals } from "./refusals.ts";
import { RequestLine } from "./request-line.ts";
import { idIn, partsOf, queryOf, streamOf } from "./request-parts.ts";

/** Who asks for what, as the topic of the request says. */
export interface RequestParams {
  readonly user: string;
  readonly node: string;
  readonly verb: string;
}

/** What the desk needs of the manager. */
export interface RequestDeskPorts {
  now(): number;
  monoMs(): number;
  send(node: string, command: SessionlessCommand): boolean;
  reply(user: string, message: Reply): void;
  /**
   * Which nodes may join. @returns those of which something has changed
   * @throws HirteError `no-such-node`, `not-saved`
   */
  serveAllowance(request: AllowanceRequest): readonly string[];
  /** Resolves when the broker has what was said so far, or cannot be reached; never rejects. */
  settled(): Promise<void>;
  /** How much hirte writes to its log from now on. */
  setLogLevel(level: LogLevelRequest["level"]): void;
}

type Known = NonNullable<ReturnType<typeof findVerb>>;

/** A job that is asked for, with its times on the manager's clock as they were when it was. */
interface Order {
  readonly id: string;
  readonly user: string;
  readonly node: string;
  readonly name: VerbName;
  readonly unit: string | undefined;
  readonly args: Record<string, unknown>;
  readonly startBy: number;
  readonly endBy: number | undefined;
  /** Verb and unit, for people. */
  readonly what: string;
}

const defaultStartWithinMs = 90_000;
/** A start-by further away than this is cut to it: nothing waits for ever to be begun. */
const longestStartWithinMs = 86_400_000;
const chunkBytes = 256 * 1024;
const userName = /^[A-Za-z0-9._@-]{1,63}$/;
/** Takes requests in: each is answered, once for each time it is asked, and begun at most once. */
export class RequestDesk {
  readonly #nodes: NodeRegistry;
  readonly #jobs: JobRegistry;
  readonly #ports: RequestDeskPorts;
  readonly #log: Log;
  readonly #epoch: number;
  readonly #version: string;
  readonly #relay: QueryRelay;
  readonly #refusals = new Refusals();
  readonly #line: RequestLine;

  constructor(options: {
    readonly nodes: NodeRegistry;
    readonly jobs: JobRegistry;
    readonly ports: RequestDeskPorts;
    readonly epoch: number;
    readonly version: string;
    readonly log: Log;
  }) {
    this.#nodes = options.nodes;
    this.#jobs = options.jobs;
    this.#ports = options.ports;
    this.#epoch = options.epoch;
    this.#version = options.version;
    this.#log = options.log;
    this.#relay = new QueryRelay({
      monoMs: () => options.ports.monoMs(),
      send: (node, command) => options.ports.send(node, command),
      unavailable: (node) => this.#unavailable(node),
      answer: ({ user }, report) => this.#passBack(user, report),
      refuse: ({ user, node, command }, error) =>
        this.#refuse({ user, node, verb: command.verb ?? "" }, command.id, error),
    });
    this.#line = new RequestLine({ settled: () => options.ports.settled() });
  }

  /** Nothing that waits is taken on any more. */
  stop(): void {
    this.#line.stop();
  }

  onRequest(params: RequestParams, request: Request): void {
    this.#refusing(params, request.id, () => this.#serve(params, request));
  }

  /** A request that is not JSON or not of its schema: answered where its id can still be read. */
  onInvalid(params: RequestParams, payload: Buffer, error: HirteError): void {
    const id = idIn(payload);
    this.#log.warn(
      { user: params.user, node: params.node, verb: params.verb, id, error },
      "a request was refused",
    );
    if (id !== undefined) this.#refuse(params, id, new HirteError("bad-request", error.message));
  }

  /** A node's answer to a query. */
  onAnswer(node: string, report: Report): void {
    this.#relay.onAnswer(node, report);
  }

  /** Time has passed. */
  tick(judgement: Judgement): void {
    this.#relay.tick(judgement);
  }

  #refusing(params: RequestParams, id: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!isHirteError(error)) throw error;
      this.#refuse(params, id, error);
    }
  }

  /** As `#refusing`, where nobody is there to catch anything else. */
  #guarded(params: RequestParams, id: string, work: () => void): void {
    try {
      this.#refusing(params, id, work);
    } catch (error) {
      this.#log.error({ ...params, id, error }, "a request could not be dealt with");
    }
  }

  #serve(params: RequestParams, request: Request): void {
    const { user, node } = params;
    if (!userName.test(user)) {
      throw new HirteError(
        "bad-request",
        `"${user}" is not a user's name: letters, digits, . _ @ - only, 63 at most`,
      );
    }
    const verb = findVerb(params.verb);
    if (!verb) throw new HirteError("unknown-verb", `there is no verb "${params.verb}"`);
    if ((verb.target === "manager") !== (node === managerNode)) {
      throw new HirteError(
        "bad-request",
        verb.target === "manager"
          ? `${verb.name} is asked of ${managerNode}, not of a node`
          : `${verb.name} is asked of a node, not of ${managerNode}`,
      );
    }
    switch (verb.kind) {
      case "job":
      case "action":
      case "run":
        this.#serveJob(params, verb, this.#checked(verb, request));
        return;
      case "query":
        if (node === managerNode)
          this.#serveManagerQuery(user, verb.name, this.#checked(verb, request));
        else
          this.#relay.passOn({ user, node, command: queryOf(verb, this.#checked(verb, request)) });
        return;
      case "stream":
        this.#relay.passOn({
          ...{ user, node },
          command: streamOf(user, verb, this.#checked(verb, request)),
        });
        return;
      case "control":
        this.#serveControl(params, verb, this.#checked(verb, request));
        return;
    }
  }

  #checked(verb: Verb, request: Request): Request {
    try {
      return check(verb.requestSchema, request);
    } catch (cause) {
      throw new HirteError("bad-request", messageOf(cause), { cause });
    }
  }

  #serveJob(params: RequestParams, { name, requestSchema }: Known, request: Request): void {
    const { user, node } = params;
    const { args, ...named } = partsOf(request, requestSchema);
    const unit = named.unit ?? (name === "run" ? runUnitOf(request.id) : undefined);
    const what = unit === undefined ? name : `${name} ${unit}`;
    const known = this.#jobs.find(request.id);
    if (known) {
      if (
        known.user !== user ||
        known.node !== node ||
        known.verb !== name ||
        known.unit !== unit
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
    const order = { user, node, unit, name, args, startBy, endBy, what, id: request.id };
    const problem = this.#line.add({
      id: request.id,
      user,
      asked,
      serve: () => this.#guarded(params, request.id, () => this.#takeOn(order)),
    });
    if (problem === undefined) return;
    const busy = new HirteError("busy", `${node}: ${what}: ${problem}: nothing was done`);
    this.#refusals.remember({ user, id: request.id, startBy }, busy, now);
    throw busy;
  }

  #takeOn({ user, node, unit, name, args, startBy, endBy, what, id }: Order): void {
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
      if (startBy <= now) {
        throw new HirteError(
          "expired",
          `${node}: ${what}: it was to begin ${Math.round(now - startBy)} ms ago: nothing was done`,
        );
      }
      const problem = this.#unavailable(node);
      if (problem) throw problem;
      this.#jobs.accept(job, this.#nodes.find(node)?.bootId ?? "", args);
    } catch (error) {
      // Copies of it may be on their way while what stood against it passes.
      if (isHirteError(error)) this.#refusals.remember(job, error, now);
      throw error;
    }
    // Once the command is on its way: to write to the log wakes the journal.
    setImmediate(() =>
      this.#log.info({ user, node, verb: name, unit, jobId: job.id }, "job accepted"),
    );
    this.#answer(user, { id: job.id, status: "accepted", job });
  }

  #serveManagerQuery(user: string, name: VerbName, request: Request): void {
    switch (name) {
      case "time":
        this.#rows(user, request.id, [
          { now: this.#ports.now(), epoch: this.#epoch, version: this.#version },
        ]);
        return;
      case "list-nodes":
        this.#rows(user, request.id, this.#nodes.nodeRows());
        return;
      case "list-units": {
        const { nodes, units } = request as UnitsRequest;
        const unknown = nodes?.filter((node) => !this.#nodes.has(node)) ?? [];
        if (unknown.length > 0) throw noSuchNode(unknown.join(", "));
        this.#rows(user, request.id, this.#nodes.unitRows(nodes, matchesAny(units)));
        return;
      }
      case "jobs":
        this.#rows(user, request.id, this.#jobs.openJobs());
        return;
      case "job": {
        const wanted = (request as JobRequest).job;
        this.#line.after(wanted, () => this.#answerJob(user, request.id, wanted));
        return;
      }
      default:
        throw new HirteError("unknown-verb", `hirte has no answer to ${name}`);
    }
  }

  #answerJob(user: string, id: string, wanted: string): void {
    this.#jobs.findDurable(wanted).then(
      (job) =>
        job
          ? this.#rows(user, id, [job])
          : this.#answer(user, { id, status: "refused", problem: noSuchJob(wanted) }),
      (error) => this.#log.error({ jobId: wanted, error }, "a job could not be looked up"),
    );
  }

  /** The request was checked against the schema of its verb. */
  #serveControl(params: RequestParams, verb: Known, request: Request): void {
    const lateMs = this.#ports.now() - (request.startBy ?? Number.POSITIVE_INFINITY);
    // Of a copy it would not be true that nothing was done at all.
    if (lateMs >= 0) {
      throw new HirteError(
        "expired",
        `${verb.name}: it was to begin ${Math.round(lateMs)} ms ago: nothing is done any more`,
      );
    }
    switch (verb.name) {
      case "cancel":
        // Whoever lets go of what still waits must not hear that there is no such job.
        this.#line.after((request as JobRequest).job, () =>
          this.#cancel(params, request as JobRequest),
        );
        return;
      case "set-manager-loglevel":
        this.#setLogLevel(params, request as LogLevelRequest);
        return;
      case "allow-nodes":
      case "disallow-nodes":
        this.#allow(params, request as NodesRequest, verb.name === "allow-nodes");
        return;
      default:
        throw new HirteError("unknown-verb", `hirte cannot ${verb.name}`);
    }
  }

  #allow({ user }: RequestParams, { id, nodes }: NodesRequest, isAllowed: boolean): void {
    const changed = this.#ports.serveAllowance({ user, id, nodes, isAllowed });
    this.#log.info({ user, nodes, isAllowed, changed }, "which nodes may join was asked for");
    const rows = [...new Set(nodes)].map((node) => ({
      node,
      allowed: this.#nodes.has(node),
      changed: changed.includes(node),
    }));
    this.#rows(user, id, rows);
  }

  #setLogLevel({ user }: RequestParams, { id, level }: LogLevelRequest): void {
    this.#ports.setLogLevel(level);
    this.#log.info({ user, level }, "the log level was changed");
    this.#rows(user, id, [{ level }]);
  }

  #cancel(params: RequestParams, request: JobRequest): void {
    const { user } = params;
    this.#jobs.cancel(request.job).then(
      (job) => {
        const facts = { user, node: job.node, unit: job.unit, jobId: job.id };
        this.#log.info(facts, "cancel asked for");
        this.#rows(user, request.id, [job]);
      },
      (error) => {
        if (isHirteError(error)) this.#refuse(params, request.id, error);
        else this.#log.error({ jobId: request.job, error }, "a job could not be canceled");
      },
    );
  }

  /** Answers a repeat. What it says of an ended job is on disk before it is said. */
  #accepted(user: string, id: string): void {
    this.#jobs.findDurable(id).then(
      (job) => job && this.#answer(user, { id, status: "accepted", job }),
      (error) => this.#log.error({ jobId: id, error }, "a repeated request could not be answered"),
    );
  }

  #unavailable(node: string): HirteError | undefined {
    const record = this.#nodes.find(node);
    if (!record) return noSuchNode(node);
    switch (record.state) {
      case "online":
        return undefined;
      case "unreachable":
        return new HirteError(
          "node-unreachable",
          `node ${node} does not answer (${record.reason})`,
        );
      case "offline":
        return new HirteError("node-offline", `node ${node} is offline (${record.reason})`);
    }
  }

  #rows(user: string, id: string, rows: Iterable<object>): void {
    let data: Record<string, unknown>[] = [];
    let bytes = 0;
    let chunk = 0;
    for (const row of rows) {
      const size = JSON.stringify(row).length + 1;
      if (bytes > 0 && bytes + size > chunkBytes) {
        this.#answer(user, { id, status: "result", chunk: chunk++, last: false, data });
        data = [];
        bytes = 0;
      }
      data.push(row as Record<string, unknown>);
      bytes += size;
    }
    this.#answer(user, { id, status: "result", chunk, last: true, data });
  }

  /** What a node has answered. */
  #passBack(user: string, { id, problem, chunk = 0, last, data = [] }: Report): void {
    if (problem) this.#answer(user, { id, status: "refused", problem });
    else this.#answer(user, { id, status: "result", chunk, last: last !== false, data });
  }

  #refuse(params: RequestParams, id: string, error: HirteError): void {
    this.#log.info(
      { user: params.user, node: params.node, verb: params.verb, id, code: error.code },
      "request refused",
    );
    this.#answer(params.user, {
      id,
      status: "refused",
      problem: { code: error.code, message: error.message },
    });
  }

  #answer(user: string, message: Omit<Reply, "epoch" | "now">): void {
    this.#ports.reply(user, { ...message, epoch: this.#epoch, now: this.#ports.now() });
  }
}

function noSuchNode(node: string): HirteError {
  return new HirteError(
    "no-such-node",
    `node ${node} is not known to hirte: see hirtectl list-nodes, or add it to AllowedNodeNames=`,
  );
}

function noSuchJob(id: string): { readonly code: ErrorCode; readonly message: string } {
  return { code: "no-such-job", message: `there is no job ${id} as far back as the log is kept` };
}
