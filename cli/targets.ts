import type { HirteClient, QueryOptions } from "../src/client/hirte-client.ts";
import { HirteError } from "../src/core/errors.ts";
import type { NodeRow } from "../src/protocol/generated/schemas.ts";
import { managerNode } from "../src/protocol/topics.ts";
import { isGlob, matchesAny, matchesGlob, unitPatternOf } from "../src/units/unit-name.ts";
import type { Call } from "./commands.ts";

/** Which nodes are meant. */
export interface NodeSet {
  /** Names and patterns; undefined: all. */
  readonly wanted?: readonly string[];
  /** Exactly one was named, by its name. */
  readonly isOne: boolean;
}

/** What a command line is about. */
export interface Selection {
  readonly nodes: NodeSet;
  /** Names, completed, and patterns. */
  readonly units: readonly string[];
}

/** A unit on a node; without a unit, the node. */
export interface Target {
  readonly node: string;
  readonly unit?: string;
}

/**
 * The nodes and units of `[NODE] [UNIT…]`, where --all stands for NODE.
 * @throws HirteError `bad-argument`
 */
export function selectionOf({ args, options }: Pick<Call, "args" | "options">): Selection {
  const [first, ...rest] = args;
  if (options.all || first === undefined) {
    return { nodes: { isOne: false }, units: args.map(unitPatternOf) };
  }
  return { nodes: nodeSetOf(first), units: rest.map(unitPatternOf) };
}

/**
 * The nodes meant by what somebody typed: a name, several, a pattern.
 * @throws HirteError `bad-argument`
 */
export function nodeSetOf(text: string): NodeSet {
  const wanted = text.split(",").map((part) => part.trim());
  for (const part of wanted) {
    if (!/^[A-Za-z0-9._*?!^[\]-]{1,63}$/.test(part) || (!isGlob(part) && /[!^\]]/.test(part))) {
      throw new HirteError(
        "bad-argument",
        `"${part}" is not the name of a node, nor a pattern: letters, digits, . _ - and * ? [ ] only, 63 at most`,
      );
    }
  }
  return { wanted, isOne: wanted.length === 1 && !wanted.some(isGlob) };
}

/** What the command line says of waiting for answers. */
export function queryOptionsOf({ options, io }: Pick<Call, "options" | "io">): QueryOptions {
  return {
    signal: io.signal,
    ...(options.timeout === undefined ? {} : { timeoutMs: options.timeout }),
  };
}

/** The nodes, as hirte knows them. */
export function queryNodes(
  client: HirteClient,
  call: Pick<Call, "options" | "io">,
): Promise<NodeRow[]> {
  return client.query(managerNode, "list-nodes", {}, queryOptionsOf(call));
}

/**
 * The rows of the nodes that are meant, in hirte's order.
 * @throws HirteError `no-such-node` naming what fits none
 */
export function pickNodes(rows: readonly NodeRow[], { wanted }: NodeSet): NodeRow[] {
  for (const text of wanted ?? []) {
    if (rows.some(({ node }) => matchesGlob(text, node))) continue;
    const known = rows.map(({ node }) => node).join(", ");
    throw new HirteError(
      "no-such-node",
      isGlob(text)
        ? `no node matches ${text}: hirte knows ${known || "none"}`
        : `there is no node ${text}: hirte knows ${known || "none"}`,
    );
  }
  return rows.filter(({ node }) => matchesAny(wanted)(node));
}

/**
 * The names of the nodes that are meant. Names are taken as they are, for whoever is asked next
 * says what is wrong with them; only patterns and `--all` are looked up.
 * @throws HirteError `no-such-node`, and as a query
 */
export async function nodeNames(
  client: HirteClient,
  set: NodeSet,
  call: Pick<Call, "options" | "io">,
): Promise<readonly string[]> {
  if (set.wanted && !set.wanted.some(isGlob)) return [...new Set(set.wanted)];
  return pickNodes(await queryNodes(client, call), set).map(({ node }) => node);
}

/**
 * Every unit on every node that is meant, each once; patterns stand for the loaded units they match.
 * `unmatched`: patterns that stand for none.
 */
export async function expandTargets(
  client: HirteClient,
  { nodes: set, units }: Selection,
  call: Pick<Call, "options" | "io">,
): Promise<{ readonly targets: readonly Target[]; readonly unmatched: readonly string[] }> {
  const nodes = await nodeNames(client, set, call);
  if (units.length === 0) return { targets: nodes.map((node) => ({ node })), unmatched: [] };
  const patterns = units.filter(isGlob);
  const names = new Set(units.filter((unit) => !isGlob(unit)));
  if (patterns.length === 0) {
    return {
      targets: nodes.flatMap((node) => [...names].map((unit) => ({ node, unit }))),
      unmatched: [],
    };
  }
  const query = { nodes: [...nodes], units: patterns };
  const rows = (await client.query(managerNode, "list-units", query, queryOptionsOf(call)))
    // A name that others refer to, and that does not exist, cannot be meant by a pattern.
    .filter(({ load }) => load !== "not-found");
  const targets = nodes.flatMap((node) => {
    const matched = rows.filter((row) => row.node === node).map(({ unit }) => unit);
    return [...new Set([...names, ...matched.toSorted()])].map((unit) => ({ node, unit }));
  });
  const unmatched = patterns.filter((text) => !rows.some(({ unit }) => matchesGlob(text, unit)));
  return { targets, unmatched };
}

/** Does something with each item, at most `limit` at a time; results in the order of the items. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const at = next++;
      // `at` is below the length.
      results[at] = await work(items[at] as Item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
