import { isDeepStrictEqual } from "node:util";
import { HirteError } from "../src/core/errors.ts";
import type { Report } from "../src/protocol/generated/schemas.ts";
import type { Judgement } from "./hearing.ts";
import type { SessionlessCommand } from "./job-registry.ts";

/** A question, and who asks it. */
export interface RelayedQuery {
  readonly user: string;
  readonly node: string;
  readonly command: SessionlessCommand;
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
}

interface Pending extends RelayedQuery {
  untilMonoMs: number;
  sentMonoMs: number;
}

const queryMs = 10_000;
/** A copy that comes sooner than this is one of the network's, and not a question asked again. */
const repeatMs = 900;

/** Questions that nodes answer, and streams, whose beginning is an answer: each is answered, or refused in time. */
export class QueryRelay {
  readonly #ports: QueryRelayPorts;
  readonly #pending = new Map<string, Pending>();

  constructor(ports: QueryRelayPorts) {
    this.#ports = ports;
  }

  /** @throws HirteError when the node cannot be asked; `id-in-use`: another one waits under this id */
  passOn(query: RelayedQuery): void {
    const { node, command } = query;
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
    if (known && monoMs - known.sentMonoMs < repeatMs) return;
    const untilMonoMs = known?.untilMonoMs ?? monoMs + queryMs;
    this.#pending.set(command.id, { ...query, sentMonoMs: monoMs, untilMonoMs });
    this.#ports.send(node, command);
  }

  /** A node's answer, or a piece of it. */
  onAnswer(node: string, report: Report): void {
    const query = this.#pending.get(report.id);
    if (query?.node !== node) return;
    if (report.problem || report.last !== false) this.#pending.delete(report.id);
    this.#ports.answer(query, report);
  }

  /** Time has passed; for `stalledMs` of it nobody could be heard. */
  tick({ stalledMs, upToMonoMs }: Judgement): void {
    for (const [id, query] of this.#pending) {
      query.untilMonoMs += stalledMs;
      const problem = this.#ports.unavailable(query.node);
      const isLate = upToMonoMs > query.untilMonoMs;
      if (!problem && !isLate) continue;
      this.#pending.delete(id);
      const late = `${query.node}: no answer to ${query.command.verb} within ${queryMs / 1000} s`;
      this.#ports.refuse(query, problem ?? new HirteError("deadline", late));
    }
  }
}

function isSame(a: RelayedQuery, b: RelayedQuery): boolean {
  return a.user === b.user && a.node === b.node && isDeepStrictEqual(a.command, b.command);
}
