import { testUnit } from "../units.ts";
import { type Facts, faultsDuring, keyOf, type SystemdJob } from "./facts.ts";
import type { Finding } from "./finding.ts";

/** What is heard of systemd here, and the manager's clock, may be late by this much. */
const hearingMs = 250;
/** Jobs of a shutdown are queued before the target that stands for it is heard of. */
const shutdownMs = 1500;

/** Whether anything was carried out twice, late, or without having been asked for. */
export function judgeExecution(facts: Facts): Finding[] {
  return [...twice(facts), ...late(facts), ...unasked(facts), ...tooOften(facts)];
}

function* twice({ cases, history }: Facts): Generator<Finding> {
  for (const { id, links } of cases) {
    const jobs = new Set(links.filter((link) => link.jobId !== undefined).map(keyOf));
    const places = new Set(links.map(({ node, bootId }) => `${node} ${bootId}`));
    const [first] = links;
    if (first && (jobs.size > 1 || places.size > 1)) {
      const where = links.map((link) => `${link.node} job ${link.jobId ?? "?"}`).join(", ");
      yield finding("begun-twice", id, first.node, first.unit, `it became ${where}`);
    }
  }
  for (const { node, ledger } of history.nodes) {
    // Within one file, an id is called for once; a file begins with a copy of the one before.
    const called = new Set<string>();
    for (const { id, file, at, unit } of ledger) {
      if (at !== "calling") continue;
      if (called.has(`${file} ${id}`)) {
        yield finding("begun-twice", id, node, unit ?? "", "systemd was called for it again");
      }
      called.add(`${file} ${id}`);
    }
  }
}

function* late({ cases, history }: Facts): Generator<Finding> {
  for (const { id, jobs, links, told, finally: last } of cases) {
    const job = told[0]?.job ?? last;
    const [begun] = jobs;
    if (!job || !begun) continue;
    const isOurs = history.nodes
      .find(({ node }) => node === begun.node)
      ?.ledger.find((note) => note.id === id && note.at === "running")?.isNew;
    // Who joins a job that was there already begins nothing.
    if (!isOurs || links.length === 0) continue;
    const latest = Math.min(job.startBy, job.endBy ?? job.startBy);
    const lateMs = begun.begunAt - latest;
    if (lateMs <= hearingMs || pid1StoodStill(history, begun, latest)) continue;
    const what = `systemd had job ${begun.jobId} ${lateMs} ms after the time to begin it was over`;
    yield finding("begun-late", id, begun.node, begun.unit, what);
  }
}

/**
 * docs/architecture.md, "Deadlines without synchronised clocks": what the kernel has taken for PID 1
 * is carried out when PID 1 reads it; nobody can call it back while it stands still, or goes through all
 * units to shut the machine down.
 */
function pid1StoodStill(history: Facts["history"], begun: SystemdJob, latest: number): boolean {
  return faultsDuring(history, [begun.node], latest - 1000, begun.begunAt).some(({ kind }) =>
    ["node-freeze", "daemon-reexec", "daemon-reload", "reboot"].includes(kind),
  );
}

function* unasked({ cases, jobs, history }: Facts): Generator<Finding> {
  const asked = new Set(
    cases.flatMap(({ links }) => links.filter((link) => link.jobId !== undefined).map(keyOf)),
  );
  // Calls whose answer was never noted: each may have become one job.
  const open = cases.flatMap(({ links }) => links.filter((link) => link.jobId === undefined));
  for (const job of jobs) {
    const unit = testUnit(job.unit);
    if (!unit || unit.restartsItself || unit.isPulled || asked.has(keyOf(job))) continue;
    if (isOfShutdown(job, jobs) || isOfBoot(job, history.startedAt)) continue;
    const at = open.findIndex(
      (call) => call.node === job.node && call.bootId === job.bootId && call.unit === job.unit,
    );
    if (at >= 0) {
      open.splice(at, 1);
      continue;
    }
    yield {
      kind: "unasked-job",
      subject: `${job.node} ${job.unit}`,
      message: `job ${job.jobId} (${job.types.join(", ") || "?"}: ${job.words.join(", ") || "?"}) of boot ${job.bootId} at ${job.begunAt}`,
    };
  }
}

function isOfShutdown(job: SystemdJob, jobs: readonly SystemdJob[]): boolean {
  return jobs.some(
    ({ node, bootId, unit, begunAt }) =>
      unit === "shutdown.target" &&
      node === job.node &&
      bootId === job.bootId &&
      job.begunAt > begunAt - shutdownMs,
  );
}

/** Before the run began. */
function isOfBoot(job: SystemdJob, startedAt: number): boolean {
  return job.begunAt < startedAt;
}

function* tooOften({ cases, history }: Facts): Generator<Finding> {
  for (const { node, runs } of history.nodes) {
    const starts = new Map<string, number>();
    for (const { unit, bootId, what, at } of runs) {
      if (what !== "start" || at < history.startedAt) continue;
      const key = `${bootId} ${unit}`;
      starts.set(key, (starts.get(key) ?? 0) + 1);
    }
    for (const [key, count] of starts) {
      const [bootId = "", name = ""] = key.split(" ");
      const unit = testUnit(name);
      if (!unit || unit.restartsItself || unit.isPulled) continue;
      const asked = cases.filter(({ links }) =>
        links.some(
          (link) =>
            link.node === node &&
            link.bootId === bootId &&
            link.unit === name &&
            (link.verb === "start" || link.verb === "restart"),
        ),
      ).length;
      if (count <= asked) continue;
      const message = `it was started ${count} times in boot ${bootId}, and asked for ${asked} times`;
      yield { kind: "started-too-often", subject: `${node} ${name}`, message };
    }
  }
}

function finding(
  kind: Finding["kind"],
  id: string,
  node: string,
  unit: string,
  message: string,
): Finding {
  return { kind, id, subject: `${node} ${unit}`, message };
}
