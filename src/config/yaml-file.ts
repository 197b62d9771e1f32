import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { TextDecoder } from "node:util";
import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  Parser,
  type YAMLMap,
} from "yaml";
import { HirteError, messageOf } from "../core/errors.ts";
import { shorten } from "./values.ts";

/** Larger than any configuration, and soon read. */
const mostBytes = 1024 * 1024;

/** What is nested deeper can have the parser end the whole process, which is why it is looked at before. */
const deepest = 64;

/** A key, or the position in a list, from the top of the file down. */
export type YamlPath = readonly (string | number)[];

/** Line and column, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Something wrong in a YAML file; `path` where it concerns a value. */
export interface YamlProblem extends Position {
  readonly path: YamlPath;
  readonly text: string;
}

/** What a YAML file says, as plain data, and where each of it stands. */
export interface YamlFile {
  readonly value: unknown;
  /** What is no YAML, or more of YAML than a configuration needs. */
  readonly problems: readonly YamlProblem[];
  /** Of a value, or of what is around it where there is none; `key`: of the key that it stands behind. */
  positionOf(path: YamlPath, what?: "key" | "value"): Position;
}

/**
 * The bytes of a configuration file.
 * @throws HirteError `bad-config`
 */
export function readConfigBytes(path: string): Buffer {
  let fd: number;
  try {
    fd = openSync(path, "r");
  } catch (cause) {
    throw new HirteError("bad-config", `${path}: cannot be read: ${messageOf(cause)}`, { cause });
  }
  try {
    const facts = fstatSync(fd);
    if (!facts.isFile()) throw new HirteError("bad-config", `${path}: is no file`);
    const bytes = Buffer.alloc(mostBytes + 1);
    let length = 0;
    for (;;) {
      const got = readSync(fd, bytes, length, bytes.length - length, null);
      length += got;
      if (got === 0 || length === bytes.length) break;
    }
    if (length <= mostBytes) return bytes.subarray(0, length);
    throw new HirteError("bad-config", `${path}: is larger than 1 MiB`);
  } finally {
    closeSync(fd);
  }
}

/**
 * Reads YAML 1.2 (core schema) as far as a configuration needs it: maps with texts as keys, lists, texts, numbers,
 * true and false. Aliases and tags are refused: what counts at a place stands there.
 */
export function parseYaml(bytes: Uint8Array): YamlFile {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return failure({ line: lineThatIsNotText(bytes), column: 1 }, "is not UTF-8 text");
  }
  const lines = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  let documents: readonly Document[];
  try {
    const tokens = [...new Parser(lines.addNewLine).parse(text)];
    const tooDeep = offsetOfTooDeep(tokens);
    if (tooDeep !== undefined)
      return failure(at(tooDeep), `is nested deeper than ${deepest} levels`);
    documents = [...new Composer(parserOptions).compose(tokens, true, text.length)];
  } catch (cause) {
    return failure({ line: 1, column: 1 }, `cannot be read as YAML: ${messageOf(cause)}`);
  }
  const [document, second] = documents;
  if (!document) return failure({ line: 1, column: 1 }, "is empty");
  if (second) return failure(at(second.range?.[0] ?? 0), "begins a second document: one is enough");
  const faults = [...document.errors, ...document.warnings].map(({ pos: [offset], message }) => ({
    ...at(offset),
    path: [],
    text: `is no YAML that can be read here: ${shortened(message)}${/^Unresolved tag: !(?!!)/.test(message) ? "; a text that begins with ! stands in quotes" : ""}`,
  }));
  const [first] = faults;
  if (document.directives?.yaml.version !== "1.2") {
    return failure(first ?? { line: 1, column: 1 }, "is read as YAML 1.2: take the %YAML line out");
  }
  if (first) return { value: undefined, problems: faults, positionOf: () => first };
  return new Reading(at).read(document.contents);
}

/** YAML 1.2 without what a configuration does not need. */
const parserOptions = {
  version: "1.2",
  schema: "core",
  strict: true,
  // Looked for below: of the parser it takes a time that grows with the square of their number.
  uniqueKeys: false,
  merge: false,
  resolveKnownTags: false,
  prettyErrors: false,
} as const;

/** Where something begins that is nested too deep; without recursion, for its depth is not known. */
function offsetOfTooDeep(tokens: readonly CST.Token[]): number | undefined {
  const open = tokens.map((token) => ({ token, depth: 0 }));
  for (;;) {
    const next = open.pop();
    if (!next) return undefined;
    const { token, depth } = next;
    if (depth > deepest) return "offset" in token ? token.offset : 0;
    const inner =
      "items" in token
        ? token.items.flatMap(({ key, value }) => [key, value])
        : "value" in token
          ? [token.value]
          : [];
    for (const each of inner) if (each) open.push({ token: each, depth: depth + 1 });
  }
}

/** Makes plain data of nodes, and remembers where they stand. */
class Reading {
  private readonly problems: YamlProblem[] = [];
  private readonly keys = new Map<string, Position>();
  private readonly values = new Map<string, Position>();
  private readonly at: (offset: number) => Position;

  constructor(at: (offset: number) => Position) {
    this.at = at;
  }

  read(root: Document["contents"]): YamlFile {
    const value = root === null ? null : this.valueOf(root, []);
    return {
      value,
      problems: this.problems,
      positionOf: (path, what = "value") => this.positionOf(path, what),
    };
  }

  private positionOf(path: YamlPath, what: "key" | "value"): Position {
    for (let length = path.length; length > 0; length--) {
      const name = nameOf(path.slice(0, length));
      // What is not there itself is shown by the key of what it would be in.
      const isKey = what === "key" || length < path.length;
      const found = (isKey ? this.keys.get(name) : undefined) ?? this.values.get(name);
      if (found) return found;
    }
    return { line: 1, column: 1 };
  }

  private valueOf(node: Node, path: YamlPath): unknown {
    const position = this.at(node.range?.[0] ?? 0);
    this.values.set(nameOf(path), position);
    if (isMap(node)) return this.mapOf(node, path);
    if (isSeq(node)) {
      // What is missing in a flow sequence, as in [a, , b], the parser has refused.
      return node.items.map((item, index) => this.valueOf(item as Node, [...path, index]));
    }
    if (isScalar(node)) return node.value;
    const text = isAlias(node)
      ? "is an alias, which is not taken here: write out what it stands for"
      : "is no value";
    this.problems.push({ ...position, path, text });
    return undefined;
  }

  private mapOf(map: YAMLMap, path: YamlPath): Record<string, unknown> {
    const lines = new Map<string, number>();
    const entries: [string, unknown][] = [];
    for (const { key, value } of map.items) {
      // Pairs that were parsed have nodes, or null, on both sides.
      const [keyNode, valueNode] = [key as Node | null, value as Node | null];
      const position = this.at(keyNode?.range?.[0] ?? map.range?.[0] ?? 0);
      if (!isScalar(keyNode) || typeof keyNode.value !== "string") {
        const source = isScalar(keyNode) ? shorten(keyNode.source ?? "") : "";
        const cure = source === "" ? "" : `: write "${source}"`;
        this.problems.push({ ...position, path, text: `a key is no text${cure}` });
        continue;
      }
      const name = keyNode.value;
      const inner = [...path, name];
      const line = lines.get(name);
      if (line !== undefined) {
        const text = `line ${line} has this key already: give it once`;
        this.problems.push({ ...position, path: inner, text });
        continue;
      }
      lines.set(name, position.line);
      this.keys.set(nameOf(inner), position);
      entries.push([name, valueNode === null ? null : this.valueOf(valueNode, inner)]);
    }
    // Unlike assignment, this makes a key of `__proto__`, too.
    return Object.fromEntries(entries);
  }
}

function failure(position: Position, text: string): YamlFile {
  return {
    value: undefined,
    problems: [{ line: position.line, column: position.column, path: [], text }],
    positionOf: () => position,
  };
}

/** Parts that cannot be told from one another by joining them alone. */
function nameOf(path: YamlPath): string {
  return JSON.stringify(path);
}

function shortened(message: string): string {
  const [line = ""] = message.split("\n", 1);
  return line.length > 160 ? `${line.slice(0, 157)}…` : line;
}

function lineThatIsNotText(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  for (let start = 0; start <= bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    const next = end < 0 ? bytes.length : end;
    try {
      decoder.decode(bytes.subarray(start, next));
    } catch {
      return line;
    }
    start = next + 1;
  }
  return 1;
}
