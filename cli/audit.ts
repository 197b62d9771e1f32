import type { ArgsOf } from "../src/client/hirte-client.ts";
import { systemClock } from "../src/core/clock.ts";
import { formatDuration } from "../src/core/duration.ts";
import { HirteError } from "../src/core/errors.ts";
import type { AuditRow } from "../src/protocol/generated/schemas.ts";
import { managerNode } from "../src/protocol/topics.ts";
import { unitPatternOf } from "../src/units/unit-name.ts";
import { verifyAudit } from "./audit-verify.ts";
import type { Call } from "./commands.ts";
import { exitStatuses } from "./exit-codes.ts";
import type { Options } from "./options.ts";
import { type Column, printRows } from "./output.ts";
import { nodeSetOf, queryOptionsOf } from "./targets.ts";
import type { Tone } from "./text.ts";
import { formatTime, parseTime } from "./times.ts";

const defaultRows = 1000;
const mostRows = 100_000;

const columns: readonly Column<AuditRow>[] = [
  { title: "TIME", text: ({ at }) => formatTime(at) },
  { title: "USER", text: ({ user }) => user ?? "-" },
  { title: "NODE", text: ({ node, nodes }) => nodes?.join(",") ?? node ?? "-" },
  { title: "VERB", text: ({ verb }) => verb ?? "-" },
  { title: "UNIT", text: about, yields: true },
  { title: "RESULT", text: resultOf, tone: toneOfResult },
  {
    title: "DURATION",
    text: ({ durationMs }) => (durationMs === undefined ? "-" : formatDuration(durationMs)),
  },
];

/** `hirtectl audit` and `hirtectl audit verify`. */
export async function audit(call: Call): Promise<number> {
  const { args, options, io } = call;
  const [word] = args;
  if (word === "verify") {
    refuse(
      options,
      ["since", "until", "by", "node", "unit", "lines", "timeout"],
      "audit verify takes",
    );
    if (options.failed) throw notTaken("audit verify takes", "failed");
    return verifyAudit(call);
  }
  if (word !== undefined)
    throw new HirteError("bad-argument", `audit: ${word}: only verify may stand here`);
  refuse(options, ["directory", "expect"], "audit without verify takes");
  const request = requestOf(options, (io.clock ?? systemClock).wallMs());
  const client = await call.connect();
  // One more tells whether there are more.
  const asked = { ...request, limit: request.limit + 1 };
  const rows = await client.query(managerNode, "audit", asked, queryOptionsOf(call));
  // What took long is written when it is done.
  const shown = rows
    .slice(0, request.limit)
    .toReversed()
    .sort((a, b) => a.at - b.at);
  printRows(shown, columns, { ...options, io });
  if (rows.length > shown.length && !options.quiet) {
    const all = request.limit < mostRows ? `-n ${mostRows} shows more, ` : "";
    io.stderr.write(
      `hirtectl: there are more: these are the last ${shown.length}; ${all}--until '${formatTime(Math.ceil((shown[0]?.at ?? 0) / 1000) * 1000)}' shows those before\n`,
    );
  }
  return exitStatuses.done.status;
}

function requestOf(options: Options, nowMs: number): ArgsOf<"audit"> & { readonly limit: number } {
  const { since, until, by, node, unit, failed, lines } = options;
  const limit = lines ?? (since === undefined ? defaultRows : mostRows);
  if (limit < 1 || (limit > mostRows && lines !== undefined && lines < 1_000_000_000))
    throw new HirteError("bad-argument", `audit: -n: a number from 1 to ${mostRows} is needed`);
  return {
    ...(since === undefined ? {} : { since: parseTime(since, nowMs) }),
    ...(until === undefined ? {} : { until: parseTime(until, nowMs) }),
    ...(by === undefined ? {} : { user: by }),
    ...(node === undefined ? {} : { nodes: nodesOf(node) }),
    ...(unit === undefined
      ? {}
      : { units: unit.split(",").map((name) => unitPatternOf(name.trim())) }),
    ...(failed ? { failed } : {}),
    limit: Math.min(limit, mostRows),
  };
}

function nodesOf(text: string): string[] {
  return text === managerNode ? [managerNode] : [...(nodeSetOf(text).wanted ?? [])];
}

function refuse(options: Options, names: readonly (keyof Options)[], who: string): void {
  const wrong = names.find((name) => options[name] !== undefined);
  if (wrong !== undefined) throw notTaken(who, wrong);
}

function notTaken(who: string, name: keyof Options): HirteError {
  const flag = name === "by" ? "--user" : `--${name}`;
  return new HirteError("bad-argument", `${who} no ${flag}; see hirtectl help audit`);
}

/** What a request was about, besides its node. */
function about({ unit, units, count, command, level, job, about: user, role }: AuditRow): string {
  const named = user !== undefined && role !== undefined ? `${user} (${role})` : user;
  const more = units && count !== undefined ? ",…" : "";
  return unit ?? (units ? `${units.join(",")}${more}` : (command ?? level ?? job ?? named ?? "-"));
}

function resultOf({ result, code, resolved, times }: AuditRow): string {
  const why = code === undefined ? "" : ` (${code})`;
  const later = resolved === undefined ? "" : ` (later: ${resolved})`;
  const often = times === undefined ? "" : ` ${times} times`;
  return `${result}${why}${later}${often}`;
}

function toneOfResult({ result }: AuditRow): Tone {
  if (result === "done" || result === "skipped") return "plain";
  return result === "open" || result === "begun" ? "faint" : "bad";
}
