import type { Job } from "../../../src/protocol/generated/schemas.ts";
import type { Answered, Ask, DoneFault, History, LedgerNote, NodeTruth, Told } from "../history.ts";

/** A job of systemd, put together from its signals and from the journal. */
export interface SystemdJob {
  readonly node: string;
  readonly bootId: string;
  readonly jobId: number;
  readonly unit: string;
  /** When it was there for certain: the earlier of what was heard and what was written. */
  readonly begunAt: number;
  /** When it was gone; absent: nobody saw it end. */
  readonly endedAt?: number;
  /** How it ended, as systemd's signal and PID 1's line say; several only where they differ. */
  readonly words: readonly string[];
  readonly types: readonly string[];
}

/** What the agents' ledgers say of an id. */
export interface Link {
  readonly node: string;
  readonly bootId: string;
  readonly verb: string;
  readonly unit: string;
  /** The job that the call to systemd became; absent: no answer was noted. */
  readonly jobId?: number;
}

/** Everything that is known of an id. */
export interface Case {
  readonly id: string;
  readonly asks: readonly Ask[];
  readonly told: readonly Told[];
  readonly replies: readonly Answered[];
  readonly cancels: readonly number[];
  readonly links: readonly Link[];
  /** Jobs of systemd that the links name. */
  readonly jobs: readonly SystemdJob[];
  /** What hirte says of it at the end. */
  readonly finally?: Job;
}

/** A history, put in order for the judge. */
export interface Facts {
  readonly history: History;
  readonly cases: readonly Case[];
  readonly jobs: readonly SystemdJob[];
}

/** Puts a history in order. */
export function factsOf(history: History): Facts {
  const jobs = history.nodes.flatMap((node) => systemdJobs(node));
  const byKey = new Map(jobs.map((job) => [keyOf(job), job]));
  const links = new Map<string, Link[]>();
  for (const { node, ledger } of history.nodes) {
    for (const [id, link] of linksOf(node, ledger)) push(links, id, link);
  }
  const ids = new Set<string>([
    ...history.asks.flatMap(({ id }) => id ?? []),
    ...history.told.map(({ job }) => job.id),
    ...links.keys(),
    ...history.finally.keys(),
  ]);
  const asks = group(history.asks, ({ id }) => id);
  const told = group(history.told, ({ job }) => job.id);
  const replies = group(history.replies, ({ id }) => id);
  const cancels = group(history.cancels, ({ id }) => id);
  const cases = [...ids].map((id): Case => {
    const ofId = links.get(id) ?? [];
    const job = history.finally.get(id);
    return {
      id,
      asks: asks.get(id) ?? [],
      told: told.get(id) ?? [],
      replies: replies.get(id) ?? [],
      cancels: (cancels.get(id) ?? []).map(({ at }) => at),
      links: ofId,
      jobs: ofId.flatMap((link) => byKey.get(keyOf(link)) ?? []),
      ...(job ? { finally: job } : {}),
    };
  });
  return { history, cases, jobs };
}

/** A job's name among all nodes and boots. */
export function keyOf(job: {
  readonly node: string;
  readonly bootId: string;
  readonly jobId?: number;
}): string {
  return `${job.node} ${job.bootId} ${job.jobId ?? "?"}`;
}

/** Faults of these machines that touched this span of time. */
export function faultsDuring(
  history: History,
  machines: readonly string[],
  fromAt: number,
  toAt: number,
): DoneFault[] {
  return history.faults.filter(
    (fault) => machines.includes(fault.machine) && fault.fromAt <= toAt && fault.toAt >= fromAt,
  );
}

/** The end that was told of an id: the first on the wire, or what hirte says at last. */
export function endOf({ told, finally: last }: Case): Job | undefined {
  const first = told.find(({ job }) => job.state === "finished")?.job;
  return first ?? (last?.state === "finished" ? last : undefined);
}

function systemdJobs({ node, signals, journal }: NodeTruth): SystemdJob[] {
  interface Draft {
    readonly bootId: string;
    readonly jobId: number;
    readonly unit: string;
    begunAt: number;
    endedAt?: number;
    readonly words: Set<string>;
    readonly types: Set<string>;
  }
  const drafts = new Map<string, Draft>();
  const draft = (seen: { bootId: string; jobId: number; unit: string; at: number }): Draft => {
    const key = keyOf({ node, ...seen });
    const known = drafts.get(key);
    if (known) {
      known.begunAt = Math.min(known.begunAt, seen.at);
      return known;
    }
    const { bootId, jobId, unit, at } = seen;
    const made = { bootId, jobId, unit, begunAt: at, words: new Set(""), types: new Set("") };
    drafts.set(key, made);
    return made;
  };
  const end = (job: Draft, word: string, at: number) => {
    job.words.add(word);
    job.endedAt = Math.min(job.endedAt ?? at, at);
  };
  for (const signal of signals) {
    const job = draft(signal);
    if (signal.word !== undefined) end(job, signal.word, signal.at);
  }
  for (const { jobId, type, word, ...entry } of journal) {
    if (jobId === undefined) continue;
    const job = draft({ ...entry, jobId });
    if (type !== undefined) job.types.add(type);
    // A restart is "done" when the unit has stopped; it goes on as a start, under its number.
    if (word !== undefined && !(type === "restart" && word === "done")) end(job, word, entry.at);
  }
  return [...drafts.values()].map(({ words, types, ...job }) => ({
    node,
    ...job,
    words: [...words],
    types: [...types],
  }));
}

/** Each call that an agent noted, once, however often its ledger was copied. */
function linksOf(node: string, ledger: readonly LedgerNote[]): [string, Link][] {
  const calls = new Map<string, Link>();
  const links: [string, Link][] = [];
  const running = new Set<string>();
  for (const { id, bootId, at, verb, unit, jobId } of ledger) {
    const key = `${id} ${bootId}`;
    if (at === "calling" && !calls.has(key)) {
      calls.set(key, { node, bootId, verb: verb ?? "", unit: unit ?? "" });
    }
    if (at !== "running" || jobId === undefined || running.has(`${key} ${jobId}`)) continue;
    running.add(`${key} ${jobId}`);
    links.push([id, { node, bootId, verb: "", unit: "", ...calls.get(key), jobId }]);
  }
  for (const [key, call] of calls) {
    const [id = ""] = key.split(" ");
    const hasAnswer = links.some(([other, link]) => other === id && link.bootId === call.bootId);
    if (!hasAnswer) links.push([id, call]);
  }
  return links;
}

function group<T>(items: readonly T[], keyOfItem: (item: T) => string | undefined) {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOfItem(item);
    if (key !== undefined) push(groups, key, item);
  }
  return groups;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
