import { HirteError } from "../src/core/errors.ts";
import { managerNode } from "../src/protocol/topics.ts";
import type { Call } from "./commands.ts";
import { exitStatuses } from "./exit-codes.ts";
import { printRows } from "./output.ts";
import { queryOptionsOf } from "./targets.ts";

/** `hirtectl node allow NAME…` and `hirtectl node disallow NAME…`. */
export async function allowNodes(call: Call): Promise<number> {
  const { args, options, io } = call;
  const [word, ...names] = args;
  if (word !== "allow" && word !== "disallow")
    throw new HirteError("bad-argument", "node: allow or disallow is needed before the names");
  for (const name of names) {
    if (/^[A-Za-z0-9._-]{1,63}$/.test(name)) continue;
    throw new HirteError(
      "bad-argument",
      `"${name}" is not the name of a node: letters, digits, . _ - only, 63 at most`,
    );
  }
  const nodes = [...new Set(names)];
  const client = await call.connect();
  const rows = await client.query(
    managerNode,
    word === "allow" ? "allow-nodes" : "disallow-nodes",
    { nodes },
    queryOptionsOf(call),
  );
  if (options.output !== "table") printRows(rows, [], { ...options, io });
  else if (!options.quiet) {
    for (const { node, allowed, changed } of rows)
      if (changed) io.stdout.write(`${node} ${allowed ? "allowed" : "disallowed"}\n`);
  }
  return exitStatuses.done.status;
}
