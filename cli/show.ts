import { HirteError } from "../src/core/errors.ts";
import type { PropertyRow } from "../src/protocol/generated/schemas.ts";
import { unitNameOf } from "../src/units/unit-name.ts";
import type { Call } from "./commands.ts";
import { exitStatuses, worst } from "./exit-codes.ts";
import { askNodes, withNodes, worstOf } from "./node-queries.ts";
import { printRows } from "./output.ts";
import { nodeSetOf, selectionOf } from "./targets.ts";
import { printable } from "./text.ts";

/** `hirtectl show NODE [UNIT…]`: as systemctl show prints it there. */
export async function showProperties(call: Call): Promise<number> {
  const { options, io } = call;
  const { nodes: set, units } = selectionOf(call);
  const args = {
    ...(units.length === 0 ? {} : { units: [...units] }),
    ...(options.empty ? { all: true } : {}),
    ...(options.property ? { properties: propertiesOf(options.property) } : {}),
  };
  const client = await call.connect();
  const answers = await askNodes(call, client, { set, verb: "show", args });
  if (options.output !== "table") {
    printRows(withNodes(answers), [], { ...options, io });
    return worstOf(answers);
  }
  const blocks = answers.flatMap(({ node, rows }) =>
    blocksOf(rows).map((block) => {
      const lines = block.map(({ name, value }) => (options.value ? value : `${name}=${value}`));
      const head = set.isOne ? [] : [`# ${node}${block[0]?.unit ? ` ${block[0].unit}` : ""}`];
      // A value may have lines of its own; each is made fit for a terminal.
      return [...head, ...lines.flatMap((text) => text.split("\n"))].map(printable).join("\n");
    }),
  );
  if (blocks.length > 0) io.stdout.write(`${blocks.join("\n\n")}\n`);
  return worstOf(answers);
}

function propertiesOf(lists: readonly string[]): string[] {
  const names = lists.flatMap((list) => list.split(","));
  const wrong = names.find((name) => !/^[A-Za-z0-9]{1,100}$/.test(name));
  if (wrong === undefined) return names;
  throw new HirteError("bad-argument", `"${wrong}" is not the name of a property`);
}

/** The rows of each unit. */
function blocksOf(rows: readonly PropertyRow[]): PropertyRow[][] {
  const blocks = new Map<string, PropertyRow[]>();
  for (const row of rows) {
    const unit = row.unit ?? "";
    blocks.set(unit, [...(blocks.get(unit) ?? []), row]);
  }
  return [...blocks.values()];
}

/** `hirtectl cat NODE UNIT…`: the files that make up units, each under its path. */
export async function catFiles(call: Call): Promise<number> {
  const { options, io } = call;
  const [first = "", ...rest] = call.args;
  const set = options.all ? { isOne: false } : nodeSetOf(first);
  const units = (options.all ? call.args : rest).map(unitNameOf);
  const client = await call.connect();
  const answers = await askNodes(call, client, { set, verb: "cat", args: { units } });
  const rows = withNodes(answers);
  if (options.output !== "table") printRows(rows, [], { ...options, io });
  else {
    // As systemctl, an empty line in front of every file but the first; that a unit is masked is no file.
    let hasFile = false;
    for (const { node, path, text, problem } of rows) {
      if (path === "" && problem !== undefined) continue;
      const isFile = path !== "";
      const where = [...(set.isOne ? [] : [node]), ...(isFile ? [path] : [])].join(": ");
      const head = where === "" ? "" : `# ${printable(where)}\n`;
      const body = text.split("\n").map(printable).join("\n").trimEnd();
      io.stdout.write(`${isFile && hasFile ? "\n" : ""}${head}${body}\n`);
      hasFile ||= isFile;
    }
  }
  const unread = rows.filter(({ problem }) => problem !== undefined);
  for (const { node, path, problem } of unread) {
    const words = [node, ...(path === "" ? [] : [path]), problem];
    io.stderr.write(`${printable(words.join(": "))}\n`);
  }
  return worst([worstOf(answers), unread.length > 0 ? exitStatuses.failed.status : 0]);
}
