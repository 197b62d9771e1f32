import { isDeepStrictEqual } from "node:util";
import { HirteError } from "../src/core/errors.ts";
import type { Report } from "../src/protocol/generated/schemas.ts";
import type { Judgement } from "./hearing.ts";
import type { SessionlessCommand } from "./job-registry.ts";
import { QueryLine, type QueryLineLimits } from "./query-line.ts";

/** A question, and who asks it. */
export interface RelayedQuery {
  readonly user: string;
  readonly node: string;
  readonly command: SessionlessCommand;
  readonly address?: string | undefined;
}

/** What the relay needs of the desk. */
export interface QueryRelayPorts {
  monoMs(): number;
  send(node: string, command: SessionlessCommand): boolean;
  /** Why a node cannot be asked, if so. */
  unavailable(node: string): HirteError | undefined;
  /** A piece of the node's answer. */
  answer(query: RelayedQuery, report: Report): void;
  refuse(query: RelayedQuery, error: HirteError): void;
  /** Whether no share binds a user. */
  isUnbounded(user: string): boolean;
  /** A question waits for its turn. */
  waited(): void;
}

interface Pending extends RelayedQuery {
  untilMonoMs: number;
  /** Undefined: it waits for its turn. */
  sentMonoMs: number | undefined;
}

const queryMs = 10_000;
/** A copy that comes sooner than this is one of the network's, and not a question asked again. */
const repeatMs = 900;

/**
 * Questions that nodes answer, and streams, whose beginning is an answer: each is passed on in its turn
 * (query-line.ts), and answered, or refused in time.
 */
export class QueryRelay {
  readonly #ports: QueryRelayPorts;
  readonly #pending = new Map<string, Pending>();
  readonly #line: QueryLine;

  constructor(ports: QueryRelayPorts, limits: Partial<QueryLineLimits> = {}) {
    this.#ports = ports;
    this.#line = new QueryLine(limits);
  }

  /**
   * @throws HirteError when the node cannot be asked; `id-in-use`: another one waits under this id; `busy`: too many
   *   wait for their turn
   */
  passOn(query: RelayedQuery): void {
    const { user, node, command } = query;
    const known = this.#pending.get(command.id);
    if (known && !isSame(known, query)) {
      const { node: knownNode, command: asked } = known;
      throw new HirteError(
        "id-in-use",
        `id ${asked.id} belongs to another request (${asked.verb} on ${knownNode}): use a new id for each`,
      );
    }
    const problem = this.#ports.unavailable(node);
    if (problem) throw problem;
    const monoMs = this.#ports.monoMs();
    if (known) {
      const isAgain = known.sentMonoMs !== undefined && monoMs - known.sentMonoMs >= repeatMs;
      if (isAgain) this.#send(known);
      return;
    }
    const pending: Pending = { ...query, untilMonoMs: monoMs + queryMs, sentMonoMs: undefined };
    this.#pending.set(command.id, pending);
    const pass = () => this.#send(pending);
    if (this.#ports.isUnbounded(user)) {
      pass();
      return;
    }
    const size = JSON.stringify(command).length;
    const full = this.#line.add({ id: command.id, user, node, size, pass });
    if (full === undefined) {
      if (pending.sentMonoMs === undefined) this.#ports.waited();
      return;
    }
    this.#pending.delete(command.id);
    throw new HirteError(
      "busy",
      `${node}: ${command.verb}: ${full}: ask again when some of them are answered`,
    );
  }

  /** A node's answer, or a piece of it. */
  onAnswer(node: string, report: Report): void {
    const query = this.#pending.get(report.id);
    if (query?.node !== node) return;
    if (report.problem || report.last !== false) this.#forget(report.id);
    this.#ports.answer(query, report);
  }

  /** Time has passed; for `stalledMs` of it nobody could be heard. */
  tick({ stalledMs, upToMonoMs }: Judgement): void {
    const ends: (readonly [Pending, HirteError])[] = [];
    for (const query of this.#pending.values()) {
      query.untilMonoMs += stalledMs;
      const problem = this.#ports.unavailable(query.node);
      const isLate = upToMonoMs > query.untilMonoMs;
      if (problem || isLate) ends.push([query, problem ?? lateness(query)]);
    }
    // First those that wait: the places of the others are not for them.
    ends.sort(([a], [b]) => Number(isSent(a)) - Number(isSent(b)));
    for (const [query, error] of ends) {
      this.#forget(query.command.id);
      this.#ports.refuse(query, error);
    }
  }

  #send(pending: Pending): void {
    pending.sentMonoMs = this.#ports.monoMs();
    this.#ports.send(pending.node, pending.command);
  }

  #forget(id: string): void {
    this.#pending.delete(id);
    this.#line.done(id);
  }
}

function isSent({ sentMonoMs }: Pending): boolean {
  return sentMonoMs !== undefined;
}

function lateness({ user, node, command, sentMonoMs }: Pending): HirteError {
  if (sentMonoMs !== undefined) {
    const text = `${node}: no answer to ${command.verb} within ${queryMs / 1000} s`;
    return new HirteError("deadline", text);
  }
  return new HirteError(
    "busy",
    `${node}: ${command.verb}: other questions to ${node}, or of ${user}, were not answered within ${queryMs / 1000} s, and this one waited for its turn: ask again when they are`,
  );
}

function isSame(a: RelayedQuery, b: RelayedQuery): boolean {
  return a.user === b.user && a.node === b.node && isDeepStrictEqual(a.command, b.command);
}
