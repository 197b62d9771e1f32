import type { HirteClient } from "../src/client/hirte-client.ts";
import { managerNode } from "../src/protocol/topics.ts";
import { nodesIn, type Place, placesAfter } from "./argument-places.ts";
import { type Call, type CommandRow, commandTable } from "./commands.ts";
import type { Io } from "./io.ts";
import { flagsOf, type OptionRow, optionTable } from "./options.ts";
import { parseCommandLine, withOwnShorts } from "./program.ts";
import { connectTo } from "./session.ts";
import { nodeNames, queryNodes, selectionOf } from "./targets.ts";

/** Nobody waits longer than this for a name while typing. */
const patienceMs = 1000;

/**
 * `hirtectl __complete WORD…`: what the last of the words may become, one a line, for the scripts of
 * `hirtectl completion`. Says nothing when it finds nothing out, whatever the reason, and takes no
 * longer than a second. @returns 0
 */
export async function complete(words: readonly string[], io: Io): Promise<number> {
  const signal = AbortSignal.any([io.signal, AbortSignal.timeout(patienceMs)]);
  try {
    const found = await candidates(words, { ...io, signal, stderr: { write: () => {} } });
    io.stdout.write([...new Set(found)].map((text) => `${text}\n`).join(""));
  } catch {
    // A prompt that somebody types at is no place for complaints.
  }
  return 0;
}

async function candidates(words: readonly string[], io: Io): Promise<readonly string[]> {
  const line = readWords(words);
  if (!line) return [];
  const { command, before, current, isAll } = line;
  const places = placesAfter(command, before, isAll);
  const fixed = places.flatMap((place) => (place.kind === "word" ? place.words : []));
  const asked = places.filter(({ kind }) => kind !== "word" && kind !== "other");
  if (asked.length === 0) return fixed.filter((word) => word.startsWith(current));
  const call = callOf(line, io);
  const client = await connectTo(call.options, io);
  try {
    const lists = await Promise.all(asked.map((place) => namesFor(place, { client, call, line })));
    return [...fixed, ...lists.flat()].filter((word) => word.startsWith(current));
  } finally {
    await client.close("cut");
  }
}

/** A command line that is being typed. */
interface Line {
  readonly command: CommandRow;
  /** Arguments before the one that is being typed. */
  readonly before: readonly string[];
  readonly current: string;
  readonly isAll: boolean;
  /** Options that say where hirte is, with their values. */
  readonly connection: readonly string[];
}

const connecting: readonly OptionRow[] = [
  optionTable.host,
  optionTable.port,
  optionTable.tls,
  optionTable.tlsCaFile,
  optionTable.allowInsecure,
  optionTable.user,
  optionTable.config,
  optionTable.passwordFile,
];

function readWords(words: readonly string[]): Line | undefined {
  const args: string[] = [];
  const connection: string[] = [];
  let isAll = false;
  const typed = withOwnShorts(words.slice(0, -1));
  for (let i = 0; i < typed.length; i++) {
    const word = typed[i] ?? "";
    if (!word.startsWith("-")) {
      // A shell hands words over as they were typed.
      args.push(word.replace(/['"]/g, ""));
      continue;
    }
    isAll ||= word === "--all";
    const row = Object.values<OptionRow>(optionTable).find(({ flags }) =>
      flagsOf(flags).includes(word.replace(/=.*/s, "")),
    );
    const hasNext = row?.flags.includes("<") && !word.includes("=");
    const given = hasNext ? [word, typed[++i] ?? ""] : [word];
    if (row && connecting.includes(row)) connection.push(...given);
  }
  const [name, ...before] = args;
  const command = commandTable.find((row) => row.name === name);
  return command && { command, before, current: words.at(-1) ?? "", isAll, connection };
}

function callOf({ connection }: Line, io: Io): Pick<Call, "options" | "io"> {
  const silent = { stdout: io.stderr, stderr: io.stderr };
  const parsed = parseCommandLine(["list-nodes", ...connection], silent);
  if (parsed.kind !== "command") throw new Error("list-nodes is a command");
  return { options: parsed.options, io };
}

interface Question {
  readonly client: HirteClient;
  readonly call: Pick<Call, "options" | "io">;
  readonly line: Line;
}

async function namesFor({ kind }: Place, question: Question): Promise<readonly string[]> {
  const { client, call, line } = question;
  const options = { signal: call.io.signal };
  switch (kind) {
    case "nodes": {
      // Of a set (node1,no) the last name is completed, and none is offered twice.
      const named = line.current.split(",").slice(0, -1);
      const rows = await queryNodes(client, call);
      const free = rows.map(({ node }) => node).filter((node) => !named.includes(node));
      return free.map((node) => [...named, node].join(","));
    }
    case "units":
      return unitNames(question);
    case "jobs":
      return (await client.query(managerNode, "jobs", {}, options)).map(({ id }) => id);
    case "word":
    case "other":
      return [];
  }
}

async function unitNames({ client, call, line }: Question): Promise<readonly string[]> {
  const { command, before, current, isAll } = line;
  const nodes = isAll ? undefined : nodesIn(command, before);
  const args = nodes === undefined ? [] : [nodes];
  const set = selectionOf({ args, options: { ...call.options, all: isAll } }).nodes;
  const query = {
    ...(set.wanted ? { nodes: [...(await nodeNames(client, set, call))] } : {}),
    ...(/^[\w:.@-]+$/.test(current) ? { units: [`${current}*`] } : {}),
  };
  const rows = await client.query(managerNode, "list-units", query, { signal: call.io.signal });
  return rows
    .filter(({ unit, load }) => load !== "not-found" && !before.includes(unit))
    .map(({ unit }) => unit)
    .toSorted();
}
