import { findVerb } from "../src/protocol/verbs.ts";
import { isTemplateName, isUnitName } from "../src/units/unit-name.ts";
import type { ControlFacts, LeftOutRecord, NoteRecord } from "./log-record.ts";
import { Noted } from "./noted.ts";
import { RecordBudget } from "./record-budget.ts";
import type { RequestParams } from "./replies.ts";

/** A request, as far as the audit log speaks of it. */
export interface AuditedRequest extends RequestParams {
  readonly id?: string | undefined;
}

/** What keeping the audit log needs. */
export interface AuditPorts {
  /** Manager's clock, milliseconds. */
  now(): number;
  monoMs(): number;
  /** Writes to the log. @returns whether it was written */
  note(record: NoteRecord): boolean;
}

/** Refusals cost whoever asks nothing: few of them are written one by one. */
const refusals = { each: { burst: 20, perSecond: 0.5 }, all: { burst: 100, perSecond: 2 } };
/** So may anybody begin to read streams who may look. */
const streams = { each: { burst: 200, perSecond: 0.5 }, all: { burst: 1000, perSecond: 2 } };
const controls = { each: { burst: 200, perSecond: 10 }, all: { burst: 1000, perSecond: 50 } };
/** How long what was left out is counted before it is written. */
const leftOutMs = 10_000;
/** Users whose requests were left out. */
const maxNamed = 100;
/** Units or nodes in one record, and characters in all of their names. */
const maxSome = 10;
const longestSome = 1000;
/** What the chain adds to a line: number, hash of the line before, and its own. */
const chainBytes = 160;
const longestText = 64;

interface LeftOut {
  readonly from: number;
  readonly sinceMonoMs: number;
  readonly users: Map<string, number>;
  others: number;
}

/**
 * Keeps what the log does not hold for the sake of jobs: what was refused, and what is done without a
 * job. Nothing a request says is taken over but names that are known to be names; what comes too fast is
 * counted, so that a flood fills no disk and drives nothing else out of the log.
 */
export class Audit {
  readonly #ports: AuditPorts;
  readonly #budgets: Readonly<Record<LeftOutRecord["of"] | "begun", RecordBudget>>;
  readonly #noted = new Noted();
  readonly #leftOut = new Map<LeftOutRecord["of"], LeftOut>();

  constructor(ports: AuditPorts) {
    this.#ports = ports;
    const monoMs = ports.monoMs();
    this.#budgets = {
      refused: new RecordBudget({ ...refusals, monoMs }),
      done: new RecordBudget({ ...controls, monoMs }),
      begun: new RecordBudget({ ...streams, monoMs }),
    };
  }

  /** A request was refused. Questions that are refused are not kept, unless for who asked them. */
  refused(request: AuditedRequest, code: string): void {
    const kind = findVerb(request.verb)?.kind;
    if (kind === "query" && code !== "denied") return;
    this.#write("refused", request, () => ({
      type: "refused",
      at: this.#ports.now(),
      ...this.#asked(request),
      code: cut(code),
    }));
  }

  /** Something was done without a job; `at`: when it was asked for. Absent: it has only begun. */
  done(request: AuditedRequest, facts: ControlFacts, at?: number): void {
    const now = this.#ports.now();
    this.#write(at === undefined ? "begun" : "done", request, () => ({
      type: "done",
      at: at ?? now,
      ...this.#asked(request),
      ...facts,
      ...(at === undefined ? {} : { durationMs: now - at }),
    }));
  }

  /** Time has passed. */
  tick(): void {
    for (const [of, { sinceMonoMs }] of this.#leftOut)
      if (this.#ports.monoMs() - sinceMonoMs >= leftOutMs) this.#tellLeftOut(of);
  }

  /** Nothing more is asked for. */
  stop(): void {
    for (const of of this.#leftOut.keys()) this.#tellLeftOut(of);
  }

  #write(
    budget: LeftOutRecord["of"] | "begun",
    request: AuditedRequest,
    made: () => NoteRecord,
  ): void {
    const name = cut(request.user);
    const monoMs = this.#ports.monoMs();
    // It is said again until it is answered.
    if (this.#noted.has(request, made, monoMs)) return;
    const bytesOf = () => Buffer.byteLength(JSON.stringify(made())) + chainBytes;
    if (this.#budgets[budget].take(name, monoMs, bytesOf)) {
      const record = made();
      if (this.#ports.note(record)) {
        this.#noted.add(request, record, monoMs);
        return;
      }
    }
    const of = budget === "begun" ? "done" : budget;
    const leftOut = this.#leftOut.get(of) ?? {
      from: this.#ports.now(),
      sinceMonoMs: this.#ports.monoMs(),
      users: new Map<string, number>(),
      others: 0,
    };
    this.#leftOut.set(of, leftOut);
    const { users } = leftOut;
    if (users.has(name) || users.size < maxNamed) users.set(name, (users.get(name) ?? 0) + 1);
    else leftOut.others++;
  }

  #tellLeftOut(of: LeftOutRecord["of"]): void {
    const leftOut = this.#leftOut.get(of);
    if (!leftOut) return;
    const { from, users, others } = leftOut;
    const isWritten = this.#ports.note({
      type: "left-out",
      at: this.#ports.now(),
      from,
      of,
      users: [...users].map(([user, count]) => ({ user, count })),
      ...(others === 0 ? {} : { others }),
    });
    // Without room on the disk it is counted on.
    if (isWritten) this.#leftOut.delete(of);
  }

  #asked({ user, node, verb, unit, id, address }: AuditedRequest) {
    return {
      user: cut(user),
      node: cut(node),
      verb: cut(verb),
      ...(unit === undefined ? {} : { unit }),
      ...(id === undefined ? {} : { id }),
      ...(address === undefined ? {} : { address }),
    };
  }
}

/** The first of many names, and how many there are. */
export function someOf<Kind extends "nodes" | "units">(
  kind: Kind,
  names: readonly string[] = [],
): ControlFacts {
  if (names.length === 0) return {};
  const some: string[] = [];
  let length = 0;
  for (const name of names.slice(0, maxSome)) {
    length += name.length;
    if (length > longestSome) break;
    some.push(name);
  }
  return { [kind]: some, ...(some.length < names.length ? { count: names.length } : {}) };
}

/** The unit a request names, where that can be one; anything else may be of any length and kind. */
export function unitIn(request: object): string | undefined {
  if (!("unit" in request) || typeof request.unit !== "string") return undefined;
  const { unit } = request;
  return isUnitName(unit) || isTemplateName(unit) ? unit : undefined;
}

/** A name out of a topic. */
function cut(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText)}…`;
}
