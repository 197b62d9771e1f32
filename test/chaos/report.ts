import type { History } from "./history.ts";
import { type Case, endOf } from "./judge/facts.ts";
import type { Finding } from "./judge/finding.ts";
import type { Judgement } from "./judge/judge.ts";
import type { Plan } from "./plan.ts";

/** What a run says of itself, for people: how much was tried, and every finding with its history. */
export function reportText(plan: Plan, history: History, judgement: Judgement): string {
  const { findings, doubts } = judgement;
  return [
    ...findings.flatMap((finding) => [line(finding), ...historyOf(finding, history, judgement)]),
    ...doubts.map(({ id, message }) => `unproven: ${id}: ${message}`),
    "",
    ...summary(history, judgement).map(([what, counts]) => `${what.padEnd(10)} ${counts}`),
    "",
    `seed ${plan.seed}: ${findings.length === 0 ? "nothing false" : `${findings.length} findings`}, ${doubts.length} ends unproven`,
    "",
  ].join("\n");
}

/** The same for programs. */
export function reportJson(plan: Plan, history: History, judgement: Judgement): string {
  const { findings, doubts } = judgement;
  return `${JSON.stringify(
    {
      seed: plan.seed,
      durationMs: plan.durationMs,
      summary: Object.fromEntries(summary(history, judgement)),
      findings: findings.map((finding) => ({
        ...finding,
        history: historyOf(finding, history, judgement),
      })),
      doubts,
    },
    null,
    2,
  )}\n`;
}

const line = ({ kind, id, subject, message }: Finding) =>
  `${kind}: ${subject}${id === undefined ? "" : ` ${id}`}: ${message}`;

function summary(history: History, { facts }: Judgement): [string, string][] {
  const { asks, faults, told, nodes } = history;
  const endings = asks.map(({ ending, wasAbandoned }) =>
    !ending
      ? wasAbandoned
        ? "abandoned"
        : "none"
      : ending.kind === "job"
        ? `${ending.job.result}`
        : ending.kind === "error"
          ? ending.code
          : ending.kind,
  );
  const results = facts.cases.flatMap((subject) => endOf(subject)?.result ?? []);
  const resolved = facts.cases.filter(
    (c) => c.finally?.resolved ?? c.told.some(({ job }) => job.resolved),
  );
  return [
    ["calls", `${asks.length}: ${counted(asks.map(({ client }) => client))}`],
    ["endings", counted(endings)],
    ["jobs", `${results.length}: ${counted(results)}; resolved later ${resolved.length}`],
    [
      "messages",
      `${told.length} about jobs; ${history.copies} commands and reports delivered again`,
    ],
    [
      "systemd",
      `${facts.jobs.length} jobs, ${nodes.flatMap(({ runs }) => runs).length} lines of units`,
    ],
    ["faults", `${faults.length}: ${counted(faults.map(({ kind }) => kind))}`],
    ["", `of them with trouble: ${faults.filter(({ trouble }) => trouble !== undefined).length}`],
  ];
}

function counted(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([word, count]) => `${word} ${count}`)
    .join(", ");
}

/** Everything that was recorded of the id of a finding, and what was done to its node, in order. */
function historyOf({ id }: Finding, history: History, { facts }: Judgement): string[] {
  const subject = facts.cases.find((one) => one.id === id);
  if (!subject) return [];
  const events = [...eventsOf(subject, history)].sort((a, b) => a.at - b.at);
  return events.map(
    ({ at, what }) => `    ${((at - history.startedAt) / 1000).toFixed(3)} s  ${what}`,
  );
}

function* eventsOf(subject: Case, history: History): Generator<{ at: number; what: string }> {
  const { asks, told, replies, cancels, jobs, links, finally: last } = subject;
  for (const ask of asks) {
    yield {
      at: ask.askedAt,
      what: `${ask.client} ${ask.user} asks: ${ask.verb} ${ask.unit} on ${ask.node}, settle ${ask.settleMs ?? 0} ms`,
    };
    const { ending } = ask;
    if (ending) yield { at: ending.at, what: `the call ends: ${JSON.stringify(ending)}` };
  }
  for (const { at, job } of told) yield { at, what: `told: ${JSON.stringify(job)}` };
  for (const { at, status, code } of replies)
    yield { at, what: `answered: ${status} ${code ?? ""}` };
  for (const at of cancels) yield { at, what: "cancel asked for" };
  if (last) yield { at: history.endedAt, what: `hirte says at last: ${JSON.stringify(last)}` };
  for (const { bootId, jobId } of links) {
    yield {
      at: asks[0]?.askedAt ?? 0,
      what: `ledger: boot ${bootId} job ${jobId ?? "not numbered"}`,
    };
  }
  for (const job of jobs) {
    yield { at: job.begunAt, what: `systemd: job ${job.jobId} of ${job.unit} is there` };
    const { endedAt } = job;
    if (endedAt !== undefined)
      yield { at: endedAt, what: `systemd: job ${job.jobId}: ${job.words}` };
  }
  const node = asks[0]?.node ?? last?.node;
  const fromAt = (asks[0]?.askedAt ?? last?.acceptedAt ?? 0) - 20_000;
  for (const fault of history.faults) {
    if (fault.machine !== node && fault.machine !== "primary") continue;
    if (fault.toAt < fromAt) continue;
    if (last && fault.fromAt > (last.resolved?.at ?? last.at)) continue;
    const name = `${fault.machine}: ${fault.kind}`;
    yield { at: fault.fromAt, what: `fault: ${name}` };
    if (fault.toAt > fault.fromAt + 100) yield { at: fault.toAt, what: `fault over: ${name}` };
  }
}
