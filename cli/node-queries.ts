import type { ArgsOf, HirteClient, RowOf, RowVerb } from "../src/client/hirte-client.ts";
import { type ErrorCode, isHirteError } from "../src/core/errors.ts";
import type { Call } from "./commands.ts";
import { exitOfError, worst } from "./exit-codes.ts";
import { withoutName } from "./job-words.ts";
import { inParallel, type NodeSet, nodeNames, queryOptionsOf } from "./targets.ts";
import { printable } from "./text.ts";

/** What is not of one node or job, but of hirte or this call. */
export const concernsAll: ReadonlySet<string> = new Set<ErrorCode>(["closed", "not-reachable"]);

/** What one node answered. */
export interface NodeAnswer<Row> {
  readonly node: string;
  readonly rows: readonly Row[];
  /** Exit status of a node that could not answer; 0 where it did. */
  readonly status: number;
}

/**
 * Asks each of the nodes. One that cannot answer is told on standard error, and costs the others nothing.
 * @throws HirteError what concerns all of them: `no-such-node` for patterns, `not-reachable`, `closed`
 */
export async function askNodes<V extends RowVerb>(
  call: Call,
  client: HirteClient,
  { set, verb, args }: { readonly set: NodeSet; readonly verb: V; readonly args: ArgsOf<V> },
): Promise<NodeAnswer<RowOf<V>>[]> {
  const nodes = await nodeNames(client, set, call);
  return inParallel(nodes, call.options.parallel, async (node) => {
    try {
      const rows = await client.query(node, verb, args, queryOptionsOf(call));
      return { node, rows, status: 0 };
    } catch (error) {
      if (!isHirteError(error) || concernsAll.has(error.code)) throw error;
      const text = withoutName(error.message, { node, verb });
      call.io.stderr.write(`${printable(`${node}: ${text}`)}\n`);
      return { node, rows: [], status: exitOfError(error.code) };
    }
  });
}

/** Rows of all nodes, each with its node. */
export function withNodes<Row extends object>(
  answers: readonly NodeAnswer<Row>[],
): (Row & { readonly node: string })[] {
  return answers.flatMap(({ node, rows }) => rows.map((row) => ({ node, ...row })));
}

/** The worst of what kept nodes from answering. */
export function worstOf(answers: readonly NodeAnswer<unknown>[]): number {
  return worst(answers.map(({ status }) => status));
}
