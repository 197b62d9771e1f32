import { formatAge } from "../src/core/duration.ts";
import type { NodeRow, UnitRow } from "../src/protocol/generated/schemas.ts";
import { managerNode } from "../src/protocol/topics.ts";
import type { Call } from "./commands.ts";
import { exitStatuses } from "./exit-codes.ts";
import { type Column, printRows } from "./output.ts";
import { pickNodes, queryNodes, queryOptionsOf, selectionOf } from "./targets.ts";
import { type Tone, toneOf } from "./text.ts";

const nodeColumns: readonly Column<NodeRow>[] = [
  { title: "NODE", text: ({ node }) => node },
  { title: "STATE", text: ({ state }) => state, tone: ({ state }) => toneOf(state), least: 7 },
  { title: "LAST SEEN", text: lastSeen },
];

/** `hirtectl list-nodes`. */
export async function listNodes(call: Call): Promise<number> {
  const client = await call.connect();
  printRows(await queryNodes(client, call), nodeColumns, { ...call.options, io: call.io });
  return exitStatuses.done.status;
}

const unitColumns: readonly Column<UnitRow>[] = [
  { title: "UNIT", text: ({ unit }) => unit, tone: faintIfStale },
  { title: "ACTIVE", text: ({ active }) => active, tone: toneOfUnit },
  { title: "SUB", text: ({ sub }) => sub, tone: toneOfUnit },
  { title: "DESCRIPTION", text: ({ description }) => description, tone: faintIfStale },
];
const nodeColumn: Column<UnitRow> = { title: "NODE", text: ({ node }) => node, tone: faintIfStale };

/** `hirtectl list-units [NODE [UNIT…]]`. */
export async function listUnits(call: Call): Promise<number> {
  const { nodes: set, units } = selectionOf(call);
  const client = await call.connect();
  const nodes = pickNodes(await queryNodes(client, call), set);
  const query = {
    ...(set.wanted ? { nodes: nodes.map(({ node }) => node) } : {}),
    ...(units.length > 0 ? { units: [...units] } : {}),
  };
  const rows = await client.query(managerNode, "list-units", query, queryOptionsOf(call));
  const order = new Map(nodes.map(({ node }, at) => [node, at]));
  const sorted = rows.toSorted(
    (a, b) => (order.get(a.node) ?? 0) - (order.get(b.node) ?? 0) || compareUnits(a.unit, b.unit),
  );
  const columns = set.isOne ? unitColumns : [nodeColumn, ...unitColumns];
  printRows(sorted, columns, { ...call.options, io: call.io });
  const notThere = nodes.filter(({ state, synced }) => state !== "online" || !synced);
  for (const node of notThere) {
    if (call.options.quiet) break;
    const isKnown = rows.some((row) => row.node === node.node);
    call.io.stderr.write(`${staleNote(node, isKnown)}\n`);
  }
  const wasNamed = notThere.some(
    ({ node, state }) => state !== "online" && set.wanted?.includes(node),
  );
  return wasNamed ? exitStatuses.offline.status : exitStatuses.done.status;
}

/** When a node was last heard, as a column tells it. */
export function lastSeen({ ageMs }: Pick<NodeRow, "ageMs">): string {
  return ageMs === undefined ? "never" : formatAge(ageMs);
}

/** Why the units of a node are not the truth. */
export function staleNote(row: NodeRow, isKnown: boolean): string {
  const { node, state, ageMs, reason } = row;
  if (state === "online") return `${node} has just come online: its units are not all known yet`;
  const why = `${node} is ${state} (${reason})`;
  if (!isKnown || ageMs === undefined) return `${why}: nothing is known of its units`;
  // "now" would claim what the note denies.
  const when = ageMs < 1000 ? "a moment ago" : formatAge(ageMs);
  return `${why}: its units are as last seen ${when}`;
}

/** systemctl's order: by type, then by name, both without regard to case. */
export function compareUnits(a: string, b: string): number {
  return compare(typeOf(a), typeOf(b)) || compare(a.toLowerCase(), b.toLowerCase());
}

function typeOf(unit: string): string {
  return unit.slice(unit.lastIndexOf(".") + 1);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function faintIfStale({ stale }: UnitRow): Tone {
  return stale ? "faint" : "plain";
}

function toneOfUnit({ stale, active }: UnitRow): Tone {
  return stale ? "faint" : toneOf(active);
}
