import { HirteError } from "../src/core/errors.ts";
import { joinLine } from "../src/pki/join-line.ts";
import { managerNode } from "../src/protocol/topics.ts";
import type { Call } from "./commands.ts";
import { exitStatuses } from "./exit-codes.ts";
import { printRows } from "./output.ts";
import { queryOptionsOf } from "./targets.ts";

/** What there is to do to nodes: the verb, and what has become of a node then. */
const changes = {
  allow: { verb: "allow-nodes", done: "allowed" },
  disallow: { verb: "disallow-nodes", done: "disallowed" },
  remove: { verb: "remove-nodes", done: "removed" },
} as const;

/** `hirtectl node add NAME`, and `node remove`, `allow`, `disallow NAME…`. */
export async function changeNodes(call: Call): Promise<number> {
  const [word = "", ...names] = call.args;
  for (const name of names) {
    if (/^[A-Za-z0-9._-]{1,63}$/.test(name)) continue;
    throw new HirteError(
      "bad-argument",
      `"${name}" is not the name of a node: letters, digits, . _ - only, 63 at most`,
    );
  }
  if (word === "add") return addNode(call, names);
  if (word !== "allow" && word !== "disallow" && word !== "remove")
    throw new HirteError(
      "bad-argument",
      "node: add, remove, allow or disallow is needed before the names",
    );
  const { options, io } = call;
  if (options.expires !== undefined)
    throw new HirteError("bad-argument", `node ${word} takes no --expires: it is for node add`);
  const { verb, done } = changes[word];
  const nodes = [...new Set(names)];
  const client = await call.connect();
  const rows = await client.query(managerNode, verb, { nodes }, queryOptionsOf(call));
  if (options.output !== "table") printRows(rows, [], { ...options, io });
  else if (!options.quiet) {
    // A node that was disallowed before is removed all the same.
    for (const { node, changed } of rows)
      if (changed || word === "remove") io.stdout.write(`${node} ${done}\n`);
  }
  return exitStatuses.done.status;
}

async function addNode(call: Call, names: readonly string[]): Promise<number> {
  const { options, io } = call;
  const [node] = names;
  if (node === undefined || names.length > 1)
    throw new HirteError("bad-argument", "node add: one name at a time, for each line is for one");
  const client = await call.connect();
  const request = { node, ...(options.expires === undefined ? {} : { lifeMs: options.expires }) };
  const rows = await client.query(managerNode, "add-node", request, queryOptionsOf(call));
  if (options.output !== "table") printRows(rows, [], { ...options, io });
  else for (const row of rows) io.stdout.write(`${joinLine(row)}\n`);
  return exitStatuses.done.status;
}
