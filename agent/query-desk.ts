import type { Clock } from "../src/core/clock.ts";
import { HirteError, isHirteError, messageOf } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { check } from "../src/protocol/codec.ts";
import type {
  Command,
  Report,
  UnitStatusRow,
  UnitsRequest,
} from "../src/protocol/generated/schemas.ts";
import { findVerb, type VerbName, verbs } from "../src/protocol/verbs.ts";
import { isGlob } from "../src/units/glob.ts";
import { Observer } from "./observer.ts";
import type { OwnLimits } from "./own-limits.ts";
import type { JournalPort, QueryPort, SystemdPort } from "./ports.ts";

/** What a query desk is made of. */
export interface QueryDeskOptions {
  readonly systemd: SystemdPort;
  readonly queries: QueryPort;
  readonly journal: JournalPort;
  readonly limits: OwnLimits;
  readonly clock: Clock;
  readonly log: Log;
  readonly report: (report: Omit<Report, "session">) => void;
}

/** An object of a row's schema is one of unknown fields, too. */
type Rows = NonNullable<Report["data"]>;

/** Queries answered at a time. */
const maxQueries = 8;
/** Units whose log lines are read at a time. */
const maxReaders = 4;
/** Log lines are read for so long; rows after that go without. The manager waits 10 s. */
const readLogsMs = 6000;
/** An answer goes in parts, well below the largest packet. */
const chunkBytes = 256 * 1024;
const rowBytes = 192 * 1024;

/** Answers queries, none of which changes anything. */
export class QueryDesk {
  readonly #options: QueryDeskOptions;
  readonly #observer: Observer;
  readonly #underWay = new Set<string>();

  constructor(options: QueryDeskOptions) {
    this.#options = options;
    this.#observer = new Observer(options);
  }

  stop(): void {
    this.#observer.stop();
  }

  /** Answers a query; a repeated one is answered once while the answer is being made. */
  async query(command: Command): Promise<void> {
    const { id, verb = "" } = command;
    if (this.#underWay.has(id)) return;
    const known = findVerb(verb);
    if (known?.kind !== "query" || known.target !== "node") {
      this.#refuse(id, "unknown-verb", `this agent knows no query "${verb}"`);
      return;
    }
    if (this.#underWay.size >= maxQueries) {
      this.#refuse(id, "busy", `${maxQueries} queries are being answered: try again`);
      return;
    }
    this.#underWay.add(id);
    try {
      this.#answer(id, await this.#rows(known.name, command));
    } catch (error) {
      const code = !isHirteError(error)
        ? "dbus-error"
        : error.code === "bad-message"
          ? "bad-request"
          : error.code;
      const text = messageOf(error);
      this.#refuse(id, code, text.startsWith(`${verb}: `) ? text : `${verb}: ${text}`);
    } finally {
      this.#underWay.delete(id);
    }
  }

  async #rows(verb: VerbName, { id, args = {} }: Command): Promise<readonly object[]> {
    const { queries, limits } = this.#options;
    const request = { ...args, id };
    await limits.checkQuestion(verb, unitsIn(check(verbs[verb].requestSchema, request)));
    switch (verb) {
      case "status":
        return this.#statusRows(check("request-units", request));
      case "is-active": {
        const { units = [] } = check("request-units", request);
        return this.#shown(units, await queries.activeStates(units));
      }
      case "list-unit-files": {
        const { units = [] } = check("request-units", request);
        return this.#shown(units, await queries.unitFiles(units));
      }
      case "is-enabled":
        return queries.fileStates(check("request-unit-names", request).units);
      case "get-default":
        return [await queries.defaultTarget()];
      case "show": {
        const wanted = check("request-show", request);
        const rows = await queries.show(wanted);
        // Without units they are systemd's own.
        return wanted.units === undefined ? rows : this.#shown(wanted.units, rows);
      }
      case "properties":
        return queries.properties(check("request-properties", request));
      case "cat":
        return queries.files(check("request-unit-names", request).units);
      default:
        throw new HirteError("unknown-verb", "this agent has no answer to it");
    }
  }

  /** Without the rows of units that only a pattern stands for, and that the node does not let be seen. */
  async #shown<R extends { readonly unit?: string }>(
    asked: readonly string[],
    rows: readonly R[],
  ): Promise<readonly R[]> {
    // Units that were named were judged by their names.
    if (asked.length > 0 && !asked.some(isGlob)) return rows;
    const isShown = await this.#options.limits.shown(rows.flatMap(({ unit }) => unit ?? []));
    return rows.filter(({ unit }) => unit !== undefined && isShown(unit));
  }

  async #statusRows({ units, lines = 0 }: UnitsRequest): Promise<readonly UnitStatusRow[]> {
    const all = await this.#options.systemd.status(units ?? ["*"]);
    const rows = await this.#shown(units ?? [], all);
    if (lines === 0) return rows;
    const { clock } = this.#options;
    const untilMs = clock.monotonicMs() + readLogsMs;
    const withLogs: UnitStatusRow[] = [...rows];
    const todo = rows.entries();
    const read = async () => {
      for (const [i, row] of todo) {
        if (clock.monotonicMs() >= untilMs) return;
        const { unit, invocation } = row;
        const log = await this.#observer.lastLines({
          unit,
          count: lines,
          ...(invocation === undefined ? {} : { invocation }),
        });
        if (log.length > 0) withLogs[i] = { ...row, log: newestWithin(log, rowBytes) };
      }
    };
    // The deadline is readLogsMs; each reading has its own.
    await Promise.all(Array.from({ length: maxReaders }, read));
    return withLogs;
  }

  #answer(id: string, rows: readonly object[]): void {
    const chunks = chunksOf(rows);
    for (const [chunk, data] of chunks.entries()) {
      const last = chunk === chunks.length - 1;
      this.#options.report({ id, kind: "answer", chunk, last, data: data as Rows });
    }
  }

  #refuse(id: string, code: string, message: string): void {
    this.#options.report({
      id,
      kind: "answer",
      chunk: 0,
      last: true,
      problem: { code, message },
    });
  }
}

function unitsIn(request: object): readonly string[] {
  const { unit, units }: { unit?: unknown; units?: unknown } = request;
  // By the schemas of requests, a name, and a list of names and patterns.
  return [...(unit === undefined ? [] : [unit]), ...((units ?? []) as unknown[])] as string[];
}

function chunksOf(rows: readonly object[]): object[][] {
  const chunks: object[][] = [[]];
  let bytes = 0;
  for (const row of rows) {
    const size = Buffer.byteLength(JSON.stringify(row)) + 1;
    if (bytes > 0 && bytes + size > chunkBytes) {
      chunks.push([]);
      bytes = 0;
    }
    chunks.at(-1)?.push(row);
    bytes += size;
  }
  return chunks;
}

function newestWithin(lines: readonly string[], limitBytes: number): string[] {
  let bytes = 0;
  const kept: string[] = [];
  for (const line of lines.toReversed()) {
    bytes += Buffer.byteLength(JSON.stringify(line)) + 1;
    if (bytes > limitBytes) break;
    kept.unshift(line);
  }
  return kept;
}
