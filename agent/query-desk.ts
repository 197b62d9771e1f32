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
import { findVerb, type VerbName } from "../src/protocol/verbs.ts";
import { Observer } from "./observer.ts";
import type { JournalPort, QueryPort, SystemdPort } from "./ports.ts";

/** What a query desk is made of. */
export interface QueryDeskOptions {
  readonly systemd: SystemdPort;
  readonly queries: QueryPort;
  readonly journal: JournalPort;
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
      this.#refuse(id, code, `${verb}: ${messageOf(error)}`);
    } finally {
      this.#underWay.delete(id);
    }
  }

  async #rows(verb: VerbName, { id, args = {} }: Command): Promise<readonly object[]> {
    const { queries } = this.#options;
    const request = { ...args, id };
    switch (verb) {
      case "status":
        return this.#statusRows(check("request-units", request));
      case "is-active":
        return queries.activeStates(check("request-units", request).units ?? []);
      case "list-unit-files":
        return queries.unitFiles(check("request-units", request).units ?? []);
      case "is-enabled":
        return queries.fileStates(check("request-unit-names", request).units);
      case "get-default":
        return [await queries.defaultTarget()];
      case "show":
        return queries.show(check("request-show", request));
      case "properties":
        return queries.properties(check("request-properties", request));
      case "cat":
        return queries.files(check("request-unit-names", request).units);
      default:
        throw new HirteError("unknown-verb", "this agent has no answer to it");
    }
  }

  async #statusRows({ units, lines = 0 }: UnitsRequest): Promise<UnitStatusRow[]> {
    const rows = await this.#options.systemd.status(units ?? ["*"]);
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
