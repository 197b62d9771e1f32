import type { HirteClient } from "../src/client/hirte-client.ts";
import { HirteError, isHirteError } from "../src/core/errors.ts";
import type { NodeRow, UnitRow, UnitStatusRow } from "../src/protocol/generated/schemas.ts";
import { managerNode } from "../src/protocol/topics.ts";
import { isGlob } from "../src/units/unit-name.ts";
import type { Call } from "./commands.ts";
import { exitOfError, exitStatuses, worst } from "./exit-codes.ts";
import { withoutName } from "./job-words.ts";
import { lastSeen, staleNote } from "./list.ts";
import { type Column, isColoured, printRows } from "./output.ts";
import { nodeBlock, unitBlock } from "./status-blocks.ts";
import {
  inParallel,
  nodeNames,
  pickNodes,
  queryNodes,
  queryOptionsOf,
  selectionOf,
} from "./targets.ts";
import { printable, toneOf } from "./text.ts";

const defaultLines = 10;
const mostLines = 1000;

/** `hirtectl status [NODE [UNIT…]]`. */
export async function showStatus(call: Call): Promise<number> {
  const { nodes: set, units } = selectionOf(call);
  const { lines = defaultLines } = call.options;
  if (lines > mostLines) {
    throw new HirteError("bad-argument", `--lines: status shows ${mostLines} log lines at most`);
  }
  if (call.options.watch) {
    return (await import("./status-watch.ts")).watchStatus(call, showStatus);
  }
  const client = await call.connect();
  if (units.length > 0) {
    const nodes = await nodeNames(client, set, call);
    const answers = await inParallel(nodes, call.options.parallel, (node) =>
      unitsOfNode(call, client, node, units),
    );
    return printUnits(call, answers);
  }
  const rows = pickNodes(await queryNodes(client, call), set);
  if (!set.isOne) return printNodes(call, rows);
  return printNode(call, client, rows);
}

const nodeColumns: readonly Column<NodeRow>[] = [
  { title: "NODE", text: ({ node }) => node },
  { title: "STATE", text: ({ state }) => state, tone: ({ state }) => toneOf(state), least: 7 },
  { title: "UNITS", text: ({ units }) => (units === undefined ? "-" : String(units)) },
  { title: "ADDRESS", text: ({ address }) => address ?? "-" },
  { title: "VERSION", text: ({ version }) => version ?? "-" },
  { title: "LAST SEEN", text: lastSeen },
];

function printNodes(call: Call, rows: readonly NodeRow[]): number {
  printRows(rows, nodeColumns, { ...call.options, io: call.io });
  return exitStatuses.done.status;
}

async function printNode(
  call: Call,
  client: HirteClient,
  rows: readonly NodeRow[],
): Promise<number> {
  const { options, io } = call;
  const status = worst(
    rows.map(({ state }) => (state === "online" ? exitStatuses.done : exitStatuses.offline).status),
  );
  if (options.output !== "table") {
    printRows(rows, nodeColumns, { ...options, io });
    return status;
  }
  for (const row of rows) {
    const query = { nodes: [row.node] };
    const units = await client.query(managerNode, "list-units", query, queryOptionsOf(call));
    const failed = units.filter(({ active }) => active === "failed").map(({ unit }) => unit);
    io.stdout.write(nodeBlock(row, failed, isColoured(io)));
  }
  return status;
}

/** A unit as status tells it: read on the node, or as last seen of a node that is not there. */
type StatusRow =
  | (UnitStatusRow & { readonly node: string })
  | (UnitRow & { readonly node: string });

interface NodeAnswer {
  readonly rows: readonly StatusRow[];
  readonly status: number;
  /** Lines for standard error. */
  readonly complaints: readonly string[];
}

async function unitsOfNode(
  call: Call,
  client: HirteClient,
  node: string,
  units: readonly string[],
): Promise<NodeAnswer> {
  const args = { units: [...units], lines: call.options.lines ?? defaultLines };
  try {
    const rows = await client.query(node, "status", args, queryOptionsOf(call));
    return judge(node, units, rows);
  } catch (error) {
    if (!isHirteError(error)) throw error;
    const { code } = error;
    if (code === "node-offline" || code === "node-unreachable") {
      return lastKnown(call, client, node, units);
    }
    // A failure is per node; what concerns all of them is told once, by whoever called.
    if (code === "closed" || code === "not-reachable") throw error;
    const complaint = `${node}: ${withoutName(error.message, { node, verb: "status", unit: "" })}`;
    return { rows: [], status: exitOfError(code), complaints: [complaint] };
  }
}

function judge(node: string, units: readonly string[], rows: readonly UnitStatusRow[]): NodeAnswer {
  const found = rows.filter(({ load }) => load !== "not-found");
  const names = units.filter((unit) => !isGlob(unit));
  const missing = names.filter((name) => !found.some(({ unit }) => unit === name));
  const complaints = missing.map((unit) => `${node}: unit ${unit} could not be found`);
  // An alias is answered under the name it stands for: as many rows as names is enough then.
  const isAnswered = found.length >= names.length && !rows.some(({ load }) => load === "not-found");
  const isMissing = missing.length > 0 && !isAnswered;
  const nothing = names.length === 0 && found.length === 0;
  if (nothing) complaints.push(`${node}: no loaded unit matches ${units.join(" ")}`);
  return {
    rows: found.map((row) => ({ node, ...row })),
    status: worst([
      ...found.map(({ active }) => exitOfActive(active)),
      ...(isMissing || nothing ? [exitStatuses.unknownName.status] : []),
    ]),
    complaints: isMissing || nothing ? complaints : [],
  };
}

/** systemctl's rule: active, reloading and refreshing are active. */
function exitOfActive(active: string): number {
  const isActive = ["active", "reloading", "refreshing"].includes(active);
  return (isActive ? exitStatuses.done : exitStatuses.inactive).status;
}

async function lastKnown(
  call: Call,
  client: HirteClient,
  node: string,
  units: readonly string[],
): Promise<NodeAnswer> {
  const query = { nodes: [node], units: [...units] };
  const [rows, nodes] = await Promise.all([
    client.query(managerNode, "list-units", query, queryOptionsOf(call)),
    queryNodes(client, call),
  ]);
  const row = nodes.find((each) => each.node === node);
  return {
    rows,
    status: exitStatuses.offline.status,
    complaints: row ? [staleNote(row, rows.length > 0)] : [],
  };
}

function printUnits(call: Call, answers: readonly NodeAnswer[]): number {
  const { options, io } = call;
  const rows = answers.flatMap((answer) => answer.rows);
  const status = worst(answers.map((answer) => answer.status));
  switch (options.output) {
    case "json":
      io.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
      break;
    case "jsonl":
      io.stdout.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
      break;
    case "table":
      io.stdout.write(rows.map((row) => unitBlock(row, isColoured(io))).join("\n"));
      break;
  }
  for (const complaint of answers.flatMap(({ complaints }) => complaints)) {
    io.stderr.write(`${printable(complaint)}\n`);
  }
  return status;
}
