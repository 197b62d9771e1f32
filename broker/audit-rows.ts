import type { AuditRequest, AuditRow, Job } from "../src/protocol/generated/schemas.ts";
import { isGlob, matchesAny } from "../src/units/unit-name.ts";
import type { LogRecord } from "./log-record.ts";

/** Which rows are wanted. */
export type AuditFilter = Pick<
  AuditRequest,
  "since" | "until" | "user" | "nodes" | "units" | "failed"
>;

/** How a job ended, without what its beginning says. */
interface End {
  readonly job: Job;
  readonly at: number;
}

/** An end may be written anew with its old time, and what was done is told with the time it was asked for. */
const bearsAnotherTime: ReadonlySet<string> = new Set(["finished", "resolved", "done"]);
const wellEnded: ReadonlySet<AuditRow["result"]> = new Set(["done", "skipped", "open", "begun"]);

/**
 * Makes rows of the records of the log, which are brought to it from the newest to the oldest: the end of
 * a job comes before its beginning, and waits for it. What waits is bounded by the jobs that were open at
 * one time.
 */
export class AuditRows {
  readonly #filter: AuditFilter;
  readonly #matchesNode: (name: string) => boolean;
  readonly #matchesUnit: (name: string) => boolean;
  readonly #ends = new Map<string, End>();
  /** What stands in every line that is wanted. */
  readonly #needles: readonly Buffer[];

  constructor(filter: AuditFilter) {
    this.#filter = filter;
    this.#needles = needlesOf(filter);
    this.#matchesNode = matchesAny(filter.nodes);
    this.#matchesUnit = matchesAny(filter.units);
  }

  /** Whether no older record is wanted, going by one of this type, written at this time. */
  isOver({ type, at }: { readonly type: string; readonly at: number }): boolean {
    const { since } = this.#filter;
    // Others bear the time of what they tell of.
    return since !== undefined && at < since && !bearsAnotherTime.has(type);
  }

  /** Whether a line may tell of something that is wanted; costs little. */
  mayConcern(line: Buffer): boolean {
    return this.#needles.every((needle) => line.includes(needle));
  }

  /** The rows that a record makes; `n`: its number. */
  take(record: LogRecord, n?: number): readonly AuditRow[] {
    if (record.type === "finished" || record.type === "resolved") {
      // What was written first of it is repeated in a new segment, and followed by what became of it.
      const { id } = record.job;
      if (!this.#ends.has(id)) this.#ends.set(id, { job: slim(record.job), at: record.at });
      return [];
    }
    return this.#rowsOf(record)
      .map((row) => (n === undefined ? row : { n, ...row }))
      .filter((row) => this.#isWanted(row));
  }

  /** Jobs whose beginning is not kept any more, the newest first. */
  rest(): readonly AuditRow[] {
    const jobs = [...this.#ends.values()].map(({ job, at }) => rowOfJob(job, { job, at }));
    this.#ends.clear();
    return jobs.filter((row) => this.#isWanted(row)).sort((a, b) => b.at - a.at);
  }

  #rowsOf(record: LogRecord): AuditRow[] {
    switch (record.type) {
      case "accepted": {
        const end = this.#ends.get(record.job.id);
        this.#ends.delete(record.job.id);
        const { command, level } = namesIn(record.job.verb, record.args);
        return [
          {
            ...rowOfJob(record.job, end),
            ...(record.address === undefined ? {} : { address: record.address }),
            ...(command === undefined ? {} : { command }),
            ...(level === undefined ? {} : { level }),
          },
        ];
      }
      case "refused": {
        const { type, ...asked } = record;
        return [{ ...asked, result: type }];
      }
      case "done": {
        const { type, units, nodes, ...asked } = record;
        return [
          {
            ...asked,
            ...(units ? { units: [...units] } : {}),
            ...(nodes ? { nodes: [...nodes] } : {}),
            result: record.durationMs === undefined ? "begun" : type,
          },
        ];
      }
      case "left-out": {
        const { from: at, of: result, users, others } = record;
        const named = users.map(({ user, count }) => ({ at, user, result, times: count }));
        return others === undefined ? named : [...named, { at, result, times: others }];
      }
      default:
        return [];
    }
  }

  #isWanted(row: AuditRow): boolean {
    const {
      since = 0,
      until = Number.POSITIVE_INFINITY,
      user,
      nodes,
      units,
      failed,
    } = this.#filter;
    if (row.at < since || row.at > until) return false;
    if (user !== undefined && row.user !== user) return false;
    if (nodes && ![row.node ?? "", ...(row.nodes ?? [])].some(this.#matchesNode)) return false;
    if (units && ![row.unit ?? "", ...(row.units ?? [])].some(this.#matchesUnit)) return false;
    return !failed || !wellEnded.has(row.result);
  }
}

function needlesOf({ user, nodes, units }: AuditFilter): Buffer[] {
  const texts = user === undefined ? [] : [`"user":${JSON.stringify(user)}`];
  for (const [name, ...others] of [nodes ?? [], units ?? []])
    if (name !== undefined && others.length === 0 && !isGlob(name))
      texts.push(JSON.stringify(name));
  return texts.map((text) => Buffer.from(text));
}

function rowOfJob(job: Job, end: End | undefined): AuditRow {
  const { user, node, verb, unit, id, acceptedAt } = job;
  const row = { at: acceptedAt, user, node, verb, ...(unit === undefined ? {} : { unit }), id };
  if (!end) return { ...row, result: "open" };
  const { result = "lost", problem, resolved, at } = end.job;
  return {
    ...row,
    result,
    ...(problem ? { code: problem.code } : {}),
    ...(resolved ? { resolved: resolved.result } : {}),
    durationMs: Math.max(0, at - acceptedAt),
  };
}

/** What of a job a row tells, so that those that wait take little room. */
function slim({ after: _, files: _files, detail: _detail, ...job }: Job): Job {
  return job;
}

/** What a job was about, where it was not about a unit. */
function namesIn(verb: string, args: Readonly<Record<string, unknown>> = {}) {
  const { name, level } = args;
  return {
    command: verb === "command" && typeof name === "string" ? name : undefined,
    level: verb === "set-loglevel" && typeof level === "string" ? level : undefined,
  };
}
