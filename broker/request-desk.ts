import { HirteError, isHirteError, messageOf } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { check } from "../src/protocol/codec.ts";
import type { Reply, Report, Request } from "../src/protocol/generated/schemas.ts";
import { managerNode } from "../src/protocol/topics.ts";
import { findVerb, type Verb } from "../src/protocol/verbs.ts";
import { Audit, someOf, unitIn } from "./audit.ts";
import { AuditDesk } from "./audit-desk.ts";
import type { Judgement } from "./hearing.ts";
import { JobDesk, type JobDeskPorts } from "./job-desk.ts";
import type { JobLog } from "./job-log.ts";
import type { JobRegistry, SessionlessCommand } from "./job-registry.ts";
import type { ControlFacts } from "./log-record.ts";
import { ManagerDesk, type ManagerDeskPorts } from "./manager-desk.ts";
import type { NodeRegistry } from "./node-registry.ts";
import { QueryRelay, type RelayedQuery } from "./query-relay.ts";
import { isUnboundedUser } from "./quota.ts";
import type { QuotaBook } from "./quota-book.ts";
import { noSuchNode, Replies, type RequestParams } from "./replies.ts";
import { RequestLine } from "./request-line.ts";
import { idIn, type KnownVerb, queryOf, streamOf } from "./request-parts.ts";
import { type Errand, type RightsOf, refusalOf, refusalOfRun, rightsOfLocal } from "./rights.ts";
import { isUserVerb, UserDesk } from "./user-desk.ts";
import type { Users } from "./users.ts";

/** What the desk needs of the manager. */
export interface RequestDeskPorts
  extends Omit<ManagerDeskPorts, "after" | "audit" | "readAudit" | "refusalOf">,
    Pick<JobDeskPorts, "settled"> {
  monoMs(): number;
  send(node: string, command: SessionlessCommand): boolean;
  reply(user: string, message: Reply): void;
}

/** Who hirte knows, and what they may do. */
export interface Identities {
  readonly users: Users;
  readonly rightsOf: RightsOf;
  /** A user was removed, or has another password: its connections are to end at once. */
  readonly signedOut: (user: string) => void;
}

/** Of hirte's own answers, so much is made in one go. */
const listingsMs = 10;

const userName = /^[A-Za-z0-9._@-]{1,63}$/;

/**
 * Takes requests in, and gives each to who answers it: the desk for jobs, a node, or the manager itself. Each is
 * answered, once for each time it is asked.
 */
export class RequestDesk {
  readonly #nodes: NodeRegistry;
  readonly #log: Log;
  readonly #replies: Replies;
  readonly #jobs: JobDesk;
  readonly #manager: ManagerDesk;
  readonly #relay: QueryRelay;
  readonly #listings: RequestLine;
  readonly #quotas: QuotaBook;
  readonly #identities: Identities | undefined;
  readonly #users: UserDesk | undefined;
  readonly #audit: Audit;
  readonly #auditDesk: AuditDesk;

  constructor(options: {
    readonly nodes: NodeRegistry;
    readonly jobs: JobRegistry;
    readonly journal: JobLog;
    readonly ports: RequestDeskPorts;
    readonly epoch: number;
    readonly version: string;
    readonly quotas: QuotaBook;
    readonly maxJobsPerUser: number;
    readonly log: Log;
    /** Absent: nobody proves anything but those at the operators' socket, and others may do everything. */
    readonly identities?: Identities;
  }) {
    this.#nodes = options.nodes;
    this.#log = options.log;
    this.#quotas = options.quotas;
    this.#identities = options.identities;
    const { ports } = options;
    this.#audit = new Audit({
      now: () => ports.now(),
      monoMs: () => ports.monoMs(),
      note: (record) => options.journal.note(record),
    });
    this.#replies = new Replies({
      epoch: options.epoch,
      now: () => ports.now(),
      reply: (user, message) => ports.reply(user, message),
      onRefused: (request, code) => this.#audit.refused(request, code),
      log: options.log,
    });
    this.#auditDesk = new AuditDesk({
      directory: options.journal.directory,
      replies: this.#replies,
      settled: () => ports.settled(),
      monoMs: () => ports.monoMs(),
      log: options.log,
    });
    this.#jobs = new JobDesk({
      ...options,
      replies: this.#replies,
      ports: {
        now: () => ports.now(),
        monoMs: () => ports.monoMs(),
        unavailable: (node) => this.#unavailable(node),
        bootIdOf: (node) => this.#nodes.find(node)?.bootId,
        refusalOf: (errand) => this.#refusalOf(errand) ?? refusalOfRun(errand),
        isUnbounded: (user) => this.#isUnbounded(user),
        settled: () => ports.settled(),
      },
    });
    this.#manager = new ManagerDesk({
      ...options,
      replies: this.#replies,
      ports: {
        now: () => ports.now(),
        serveAllowance: (request) => ports.serveAllowance(request),
        isAllowanceServed: (request) => ports.isAllowanceServed(request),
        joining: ports.joining,
        setLogLevel: (level) => ports.setLogLevel(level),
        after: (id, by, work) => this.#jobs.after(id, by, work),
        refusalOf: (errand) => this.#refusalOf(errand),
        audit: (request, facts, at) => this.#audit.done(request, facts, at),
        readAudit: (params, request) => this.#auditDesk.serve(params, request),
      },
    });
    this.#users =
      options.identities &&
      new UserDesk({
        ...options.identities,
        replies: this.#replies,
        settled: () => ports.settled(),
        now: () => ports.now(),
        audit: (asked, facts, at) => this.#audit.done(asked, facts, at),
        log: options.log,
      });
    this.#listings = new RequestLine({
      settled: () => ports.settled(),
      monoMs: () => ports.monoMs(),
      sliceMs: listingsMs,
      limits: { perUser: 1000, textPerUser: 4 * 1024 * 1024 },
    });
    this.#relay = new QueryRelay({
      isUnbounded: (user) => this.#isUnbounded(user),
      waited: () => this.#quotas.waited("requests"),
      monoMs: () => ports.monoMs(),
      send: (node, command) => ports.send(node, command),
      unavailable: (node) => this.#unavailable(node),
      answer: (query, report) => this.#passBack(query, report),
      refuse: ({ user, node, command, address }, error) => {
        const from = address === undefined ? {} : { address };
        const params = { user, node, verb: command.verb ?? "", ...from };
        this.#replies.refuse(params, command.id, error);
      },
    });
  }

  /** Nothing that waits is taken on any more. */
  stop(): void {
    this.#jobs.stop();
    this.#listings.stop();
    this.#users?.stop();
    this.#auditDesk.stop();
    this.#audit.stop();
  }

  onRequest(topic: RequestParams, request: Request): void {
    const unit = unitIn(request);
    const params = { ...topic, ...(unit === undefined ? {} : { unit }) };
    try {
      this.#serve(params, request);
    } catch (error) {
      if (!isHirteError(error)) throw error;
      this.#replies.refuse(params, request.id, error);
    }
  }

  /** A request that is not JSON or not of its schema: answered where its id can still be read. */
  onInvalid(params: RequestParams, payload: Buffer, error: HirteError): void {
    const id = idIn(payload);
    this.#log.warn(
      { user: params.user, node: params.node, verb: params.verb, id, error },
      "a request was refused",
    );
    if (id !== undefined)
      this.#replies.refuse(params, id, new HirteError("bad-request", error.message));
    else this.#audit.refused(params, "bad-request");
  }

  /** A node's answer to a query. */
  onAnswer(node: string, report: Report): void {
    this.#relay.onAnswer(node, report);
  }

  /** A job has ended. */
  onEnd(): void {
    this.#jobs.onEnd();
  }

  /** Time has passed. */
  tick(judgement: Judgement): void {
    this.#relay.tick(judgement);
    this.#jobs.tick(judgement);
    this.#audit.tick();
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
        this.#jobs.serve(params, verb, this.#checked(verb, request));
        return;
      case "query":
        if (node === managerNode) this.#listInTurn(params, verb, request);
        else {
          const command = queryOf(verb, this.#checked(verb, request));
          this.#permit({ user, node, verb });
          this.#passOn(params, command);
        }
        return;
      case "stream": {
        const command = streamOf(user, verb, this.#checked(verb, request));
        this.#permit({ user, node, verb });
        this.#passOn(params, command);
        return;
      }
      case "control":
        this.#serveByManager(params, verb, request);
        return;
    }
  }

  #passOn({ user, node, verb, address }: RequestParams, command: SessionlessCommand): void {
    try {
      this.#relay.passOn({ user, node, command, address });
    } catch (error) {
      if (isHirteError(error, "busy"))
        this.#quotas.refused("requests", `user ${user}`, { node, verb });
      throw error;
    }
  }

  /** Some of hirte's own answers take longer than all else it does: users take turns at them. */
  #listInTurn(params: RequestParams, verb: KnownVerb, request: Request): void {
    const { user } = params;
    const { id } = request;
    if (this.#isUnbounded(user)) {
      this.#serveByManager(params, verb, request);
      return;
    }
    const asked = JSON.stringify([user, verb.name, request]);
    const waiting = this.#listings.find(id);
    // A copy is answered with the first one.
    if (waiting?.asked === asked) return;
    if (waiting) {
      const text = `id ${id} belongs to another request: use a new id for each`;
      throw new HirteError("id-in-use", text);
    }
    const serve = () => this.#answerInTurn(params, verb, request);
    const problem = this.#listings.add({ id, user, asked, serve });
    if (problem === undefined) {
      if (this.#listings.find(id)) this.#quotas.waited("requests");
      return;
    }
    this.#quotas.refused("requests", `user ${user}`, { verb: verb.name });
    const text = `${verb.name}: ${problem}: ask again when some of them are answered`;
    throw new HirteError("busy", text);
  }

  /** When nobody is there any more to catch anything. */
  #answerInTurn(params: RequestParams, verb: KnownVerb, request: Request): void {
    const { id } = request;
    try {
      this.#serveByManager(params, verb, request);
    } catch (error) {
      if (isHirteError(error)) this.#replies.refuse(params, id, error);
      else this.#log.error({ ...params, id, error }, "a request could not be dealt with");
    }
  }

  #isUnbounded(user: string): boolean {
    // Where nobody proves anything, everybody could say that it is somebody whom nothing binds.
    if (!this.#identities) return false;
    return isUnboundedUser(user);
  }

  #serveByManager(params: RequestParams, verb: KnownVerb, request: Request): void {
    const checked = this.#checked(verb, request);
    if (!isUserVerb(verb.name)) this.#manager.serve(params, verb, checked);
    else if (this.#users) this.#users.serve(params, { ...verb, name: verb.name }, checked);
    else {
      throw new HirteError(
        "unknown-verb",
        `${verb.name}: this hirte has no users, as it asks nobody who they are`,
      );
    }
  }

  #refusalOf(errand: Errand): HirteError | undefined {
    const { user } = errand;
    if (this.#identities) return refusalOf(this.#identities.rightsOf(user), errand);
    // Who comes by the operators' socket is proven also where nobody else is.
    const rights = rightsOfLocal(user, undefined);
    return rights && refusalOf(rights, errand);
  }

  #permit(errand: Errand): void {
    const denied = this.#refusalOf(errand);
    if (denied) throw denied;
  }

  #checked(verb: Verb, request: Request): Request {
    try {
      return check(verb.requestSchema, request);
    } catch (cause) {
      throw new HirteError("bad-request", messageOf(cause), { cause });
    }
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

  /** What a node has answered. */
  #passBack({ user, node, command, address }: RelayedQuery, report: Report): void {
    const { id, problem, chunk = 0, last, data = [] } = report;
    const from = address === undefined ? {} : { address };
    const asked = { user, node, verb: command.verb ?? "", id, ...from };
    if (problem) this.#audit.refused(asked, problem.code);
    else if (command.kind === "stream") this.#audit.done(asked, unitsIn(command));
    if (problem) this.#replies.answer(user, { id, status: "refused", problem });
    else this.#replies.answer(user, { id, status: "result", chunk, last: last !== false, data });
  }
}

/** The units whose entries are read. */
function unitsIn({ args }: SessionlessCommand): ControlFacts {
  const units: unknown = args && "units" in args ? args.units : undefined;
  return someOf("units", Array.isArray(units) ? units.map(String) : []);
}
