import { HirteError, isHirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import type {
  AddNodeRequest,
  AuditRequest,
  Job,
  JobRequest,
  LogLevelRequest,
  NodesRequest,
  Request,
  UnitsRequest,
} from "../src/protocol/generated/schemas.ts";
import { coordinatorUser } from "../src/protocol/power-names.ts";
import { isGlob, matchesAny } from "../src/units/unit-name.ts";
import type { AllowanceRequest } from "./allowed-nodes.ts";
import { type AuditedRequest, someOf } from "./audit.ts";
import type { RequestBy } from "./job-desk.ts";
import type { JobRegistry } from "./job-registry.ts";
import type { ControlFacts } from "./log-record.ts";
import type { NodeRegistry } from "./node-registry.ts";
import type { Joining } from "./pki/joining.ts";
import { noSuchNode, type Replies, type RequestParams } from "./replies.ts";
import { type RequestKey, requestKeyOf } from "./request-key.ts";
import type { KnownVerb } from "./request-parts.ts";
import type { Errand } from "./rights.ts";

/** How long a token may be used where the request does not say. */
const defaultTokenMs = 3_600_000;
/** Of units, in one request: each is held against all units of all nodes, while everybody else waits. */
const maxPatterns = 32;

/** What the manager's own answers need of it. */
export interface ManagerDeskPorts {
  /** Manager's clock, milliseconds. */
  now(): number;
  /**
   * Which nodes may join. @returns those of which something has changed
   * @throws HirteError `no-such-node`, `bad-request`, `not-saved`, `id-in-use`
   */
  serveAllowance(request: AllowanceRequest): readonly string[];
  /**
   * Whether a request has said before which nodes may join.
   * @throws HirteError `id-in-use`: another one has, under its id
   */
  isAllowanceServed(request: RequestKey): boolean;
  /** How nodes get certificates; absent: connections are not encrypted. */
  readonly joining: Joining | undefined;
  /** How much hirte writes to its log from now on. */
  setLogLevel(level: LogLevelRequest["level"]): void;
  /** Why somebody may not ask for this, if so. */
  refusalOf(errand: Errand): HirteError | undefined;
  /** Keeps that a control was done; `at`: when it was asked for. */
  audit(request: AuditedRequest, facts: ControlFacts, at: number): void;
  /** Answers, in its turn, with what is in the audit log. @throws HirteError `busy` */
  readAudit(params: RequestParams, request: AuditRequest): void;
  /**
   * Does something about a request after that was taken on or refused, once for each that asks for it; at once where
   * it does not wait.
   * @throws HirteError `busy`
   */
  after(id: string, by: RequestBy, work: () => void): void;
}

/** Keeps that what was asked for was done. */
type Done = (facts: ControlFacts, about?: RequestParams) => void;

/** Answers what is asked of the manager itself: what it knows, and what it can do without a node. */
export class ManagerDesk {
  readonly #nodes: NodeRegistry;
  readonly #jobs: JobRegistry;
  readonly #replies: Replies;
  readonly #ports: ManagerDeskPorts;
  readonly #epoch: number;
  readonly #version: string;
  readonly #log: Log;

  constructor(options: {
    readonly nodes: NodeRegistry;
    readonly jobs: JobRegistry;
    readonly replies: Replies;
    readonly ports: ManagerDeskPorts;
    readonly epoch: number;
    readonly version: string;
    readonly log: Log;
  }) {
    this.#nodes = options.nodes;
    this.#jobs = options.jobs;
    this.#replies = options.replies;
    this.#ports = options.ports;
    this.#epoch = options.epoch;
    this.#version = options.version;
    this.#log = options.log;
  }

  /**
   * Answers, now or soon. The request was checked against the schema of its verb.
   * @throws HirteError the request is to be refused
   */
  serve(params: RequestParams, verb: KnownVerb, request: Request): void {
    const { user } = params;
    const { id } = request;
    const denied = this.#ports.refusalOf({ ...params, verb });
    if (denied) throw denied;
    if (verb.kind === "control") this.#checkTime(verb, request);
    const at = this.#ports.now();
    const done: Done = (facts, about = params) => this.#ports.audit({ ...about, id }, facts, at);
    switch (verb.name) {
      case "time":
        this.#replies.rows(user, id, [
          { now: this.#ports.now(), epoch: this.#epoch, version: this.#version },
        ]);
        return;
      case "list-nodes":
        this.#replies.rows(user, id, this.#nodes.nodeRows());
        return;
      case "list-units":
        // `serve` says of which schema a request is, here and below.
        this.#listUnits(user, request as UnitsRequest);
        return;
      case "jobs":
        this.#replies.rows(user, id, this.#jobs.openJobs());
        return;
      case "job": {
        const { job } = request as JobRequest;
        const by = { user, verb: verb.name, id };
        this.#ports.after(job, by, () => this.#answerJob(params, id, job));
        return;
      }
      case "audit":
        this.#ports.readAudit(params, request as AuditRequest);
        return;
      case "cancel": {
        const { job } = request as JobRequest;
        const by = { user, verb: verb.name, id };
        // Whoever lets go of what still waits must not hear that there is no such job.
        this.#ports.after(job, by, () => this.#cancel(params, verb, { id, job }, done));
        return;
      }
      case "set-manager-loglevel":
        this.#setLogLevel(user, request as LogLevelRequest, done);
        return;
      case "allow-nodes":
      case "disallow-nodes":
        this.#allow({ user, verb: verb.name }, request as NodesRequest, done);
        return;
      case "add-node":
        this.#addNode(user, request as AddNodeRequest, done);
        return;
      case "remove-nodes":
        this.#removeNodes(user, request as NodesRequest, done);
        return;
      default:
        throw new HirteError("unknown-verb", `hirte has no answer to ${verb.name}`);
    }
  }

  #checkTime({ name }: KnownVerb, { startBy = Number.POSITIVE_INFINITY }: Request): void {
    const lateMs = this.#ports.now() - startBy;
    if (lateMs < 0) return;
    // Of a copy it would not be true that nothing was done at all.
    const when = `${Math.round(lateMs)} ms ago`;
    throw new HirteError("expired", `${name}: it was to begin ${when}: nothing is done any more`);
  }

  #listUnits(user: string, { id, nodes, units }: UnitsRequest): void {
    const unknown = nodes?.filter((node) => !this.#nodes.has(node)) ?? [];
    if (unknown.length > 0) throw noSuchNode(unknown.join(", "));
    const patterns = units?.filter(isGlob).length ?? 0;
    if (patterns > maxPatterns) {
      const text = `list-units: ${patterns} patterns of units, ${maxPatterns} are allowed in one request`;
      throw new HirteError("bad-request", text);
    }
    this.#replies.rows(user, id, this.#nodes.unitRows(nodes, matchesAny(units)));
  }

  #answerJob(params: RequestParams, id: string, wanted: string): void {
    this.#jobs.findDurable(wanted).then(
      (job) => {
        if (job) this.#replies.rows(params.user, id, [job]);
        else this.#replies.refuse(params, id, noSuchJob(wanted));
      },
      (error) => this.#log.error({ jobId: wanted, error }, "a job could not be looked up"),
    );
  }

  #cancel(
    params: RequestParams,
    verb: KnownVerb,
    { id, job: wanted }: JobRequest,
    done: Done,
  ): void {
    const { user } = params;
    const known = this.#jobs.find(wanted);
    // What may be begun may be ended, and nothing else.
    const denied = known && this.#ports.refusalOf({ ...this.#errandOf(known), user, verb });
    if (denied) {
      this.#replies.refuse(params, id, denied);
      return;
    }
    this.#jobs.cancel(wanted, { needsNoLog: user === coordinatorUser }).then(
      (job) => {
        const facts = { user, node: job.node, unit: job.unit, jobId: job.id };
        this.#log.info(facts, "cancel asked for");
        const { node, unit } = job;
        const about = { ...params, node, ...(unit === undefined ? {} : { unit }) };
        done({ job: job.id }, about);
        this.#replies.rows(user, id, [job]);
      },
      (error) => {
        if (isHirteError(error)) this.#replies.refuse(params, id, error);
        else this.#log.error({ jobId: wanted, error }, "a job could not be canceled");
      },
    );
  }

  #errandOf({ id, node, unit, verb }: Job): Pick<Errand, "node" | "unit" | "args"> {
    const args = this.#jobs.argsOf(id);
    // The unit that a command runs in is no unit that anybody may act on.
    const named = verb === "run" || verb === "command" || unit === undefined ? {} : { unit };
    return { node, ...named, ...(args ? { args } : {}) };
  }

  #setLogLevel(user: string, { id, level }: LogLevelRequest, done: Done): void {
    this.#ports.setLogLevel(level);
    done({ level });
    this.#log.info({ user, level }, "the log level was changed");
    this.#replies.rows(user, id, [{ level }]);
  }

  #addNode(user: string, asked: AddNodeRequest, done: Done): void {
    const { id, node, lifeMs = defaultTokenMs } = asked;
    const joining = this.#joining();
    const request = requestKeyOf({ user, verb: "add-node" }, asked);
    // First what may be refused: of such a request nothing is done.
    this.#ports.isAllowanceServed(request);
    const { untilMs, ...invitation } = joining.invite({ node, request, lifeMs });
    const allowance = { request, nodes: [node], isAllowed: true };
    const changed = this.#ports.serveAllowance(allowance).includes(node);
    // Of the token nothing is written down.
    done(someOf("nodes", [node]));
    this.#log.info({ user, node, untilMs }, "a node may fetch a certificate, and join");
    this.#replies.rows(user, id, [{ node, changed, ...invitation, until: untilMs }]);
  }

  #removeNodes(user: string, asked: NodesRequest, done: Done): void {
    const { id, nodes } = asked;
    const joining = this.#joining();
    const allowed = nodes.filter((node) => this.#nodes.has(node));
    const strangers = nodes.filter((node) => !allowed.includes(node) && !joining.has(node));
    const request = requestKeyOf({ user, verb: "remove-nodes" }, asked);
    const isCopy = joining.isServed(request);
    this.#ports.isAllowanceServed(request);
    if (strangers.length > 0 && !isCopy) throw noSuchNode(strangers.join(", "));
    // First what is worth most: it is on disk, and connections are cut, when this returns.
    joining.revoke({ nodes, request });
    // Of nobody, perhaps: a late copy is not to take off who was allowed meanwhile.
    const changed = this.#ports.serveAllowance({ request, nodes: allowed, isAllowed: false });
    done(someOf("nodes", nodes));
    this.#log.info({ user, nodes }, "nodes were removed: their certificates are revoked");
    const rows = [...new Set(nodes)].map((node) => ({
      node,
      allowed: this.#nodes.has(node),
      changed: changed.includes(node),
    }));
    this.#replies.rows(user, id, rows);
  }

  #joining(): Joining {
    const { joining } = this.#ports;
    if (joining) return joining;
    throw new HirteError(
      "no-authority",
      "hirte gives no certificates with TLS=off, or beside another broker: hirtectl node allow and disallow say which nodes may join",
    );
  }

  #allow(
    by: { readonly user: string; readonly verb: "allow-nodes" | "disallow-nodes" },
    asked: NodesRequest,
    done: Done,
  ): void {
    const { user, verb } = by;
    const { id, nodes } = asked;
    const isAllowed = verb === "allow-nodes";
    const request = requestKeyOf(by, asked);
    const changed = this.#ports.serveAllowance({ request, nodes, isAllowed });
    done(someOf("nodes", changed));
    this.#log.info({ user, nodes, isAllowed, changed }, "which nodes may join was asked for");
    const rows = [...new Set(nodes)].map((node) => ({
      node,
      allowed: this.#nodes.has(node),
      changed: changed.includes(node),
    }));
    this.#replies.rows(user, id, rows);
  }
}

function noSuchJob(id: string): HirteError {
  return new HirteError("no-such-job", `there is no job ${id} as far back as the log is kept`);
}
