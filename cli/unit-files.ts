import type { FileStateRow, UnitFileRow } from "../src/protocol/generated/schemas.ts";
import { unitFileNameOf } from "../src/units/unit-name.ts";
import type { Call } from "./commands.ts";
import { exitStatuses, worst } from "./exit-codes.ts";
import { compareUnits } from "./list.ts";
import { askNodes, withNodes, worstOf } from "./node-queries.ts";
import { type Column, printRows } from "./output.ts";
import { nodeSetOf, selectionOf } from "./targets.ts";
import { printable } from "./text.ts";

const fileColumns: readonly Column<UnitFileRow & { readonly node: string }>[] = [
  { title: "UNIT FILE", text: ({ unit }) => unit },
  { title: "STATE", text: ({ state }) => state },
];

/** `hirtectl list-unit-files [NODE [PATTERN…]]`. */
export async function listUnitFiles(call: Call): Promise<number> {
  const { nodes: set, units } = selectionOf(call);
  const client = await call.connect();
  const args = units.length === 0 ? {} : { units: [...units] };
  const answers = await askNodes(call, client, { set, verb: "list-unit-files", args });
  const rows = withNodes(answers).toSorted(
    (a, b) => compare(a.node, b.node) || compareUnits(a.unit, b.unit),
  );
  const node: Column<(typeof rows)[number]> = { title: "NODE", text: (row) => row.node };
  printRows(rows, set.isOne ? fileColumns : [node, ...fileColumns], {
    ...call.options,
    io: call.io,
  });
  const isMissing = answers.some(({ rows, status }) => status === 0 && rows.length === 0);
  return worst([worstOf(answers), isMissing ? exitStatuses.failed.status : 0]);
}

/** States in which systemctl calls a unit file enabled. */
const enabled = ["enabled", "enabled-runtime", "static", "alias", "indirect", "generated"];

/** `hirtectl is-enabled NODE UNIT…`: statuses as systemctl's, across nodes the highest. */
export async function isEnabled(call: Call): Promise<number> {
  const [first = "", ...rest] = call.args;
  const set = call.options.all ? { isOne: false } : nodeSetOf(first);
  const units = (call.options.all ? call.args : rest).map(unitFileNameOf);
  const client = await call.connect();
  const answers = await askNodes(call, client, { set, verb: "is-enabled", args: { units } });
  printStates(call, withNodes(answers), set.isOne);
  return worst([
    worstOf(answers),
    ...answers.flatMap(({ rows }) => (rows.length === 0 ? [] : [exitOfStates(rows)])),
  ]);
}

function exitOfStates(rows: readonly FileStateRow[]): number {
  if (rows.some(({ state }) => enabled.includes(state))) return exitStatuses.done.status;
  const isMissing = rows.every(({ state }) => state === "not-found");
  return (isMissing ? exitStatuses.unknownName : exitStatuses.failed).status;
}

/** One state a line, as systemctl prints them; of several nodes with node and unit in front. */
export function printStates(
  call: Pick<Call, "options" | "io">,
  rows: readonly { readonly node: string; readonly unit: string; readonly state: string }[],
  isOneNode: boolean,
): void {
  const { options, io } = call;
  if (options.output === "json") io.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  else if (options.output === "jsonl") {
    io.stdout.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  } else if (!options.quiet) {
    const lines = rows.map(({ node, unit, state }) =>
      isOneNode ? state : `${node} ${unit} ${state}`,
    );
    io.stdout.write(lines.map((line) => `${printable(line)}\n`).join(""));
  }
}

/** `hirtectl get-default NODE`. */
export async function getDefault(call: Call): Promise<number> {
  const { nodes: set } = selectionOf(call);
  const client = await call.connect();
  const answers = await askNodes(call, client, { set, verb: "get-default", args: {} });
  const rows = withNodes(answers);
  if (call.options.output !== "table") printRows(rows, [], { ...call.options, io: call.io });
  else
    for (const { node, unit } of rows) {
      call.io.stdout.write(`${printable(set.isOne ? unit : `${node} ${unit}`)}\n`);
    }
  return worstOf(answers);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
