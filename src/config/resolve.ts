import { HirteError } from "../core/errors.ts";
import type { FoundFile } from "./files.ts";
import type { Entry, Problem } from "./ini.ts";
import {
  type DefaultOfMachine,
  environmentName,
  type Key,
  type KeyTable,
  type Program,
  programs,
  type ValuesOf,
} from "./keys.ts";
import { nearest } from "./suggest.ts";
import { shorten } from "./values.ts";

/** What keys are taken from; later ones win: files in their order, environment, options. */
export interface Layers {
  readonly files: readonly FoundFile[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Texts of command line options, by key name. */
  readonly flags: Readonly<Record<string, string | undefined>>;
  /** In place of the table's. */
  readonly defaults?: Readonly<Record<string, string | DefaultOfMachine>>;
}

/** The keys' values, and everything that was wrong. */
export interface Resolved<K extends KeyTable> {
  readonly values: ValuesOf<K>;
  readonly problems: readonly Problem[];
}

/** Reads one program's section against its table. */
export function resolve<K extends KeyTable>(program: Program<K>, layers: Layers): Resolved<K> {
  const problems: Problem[] = [];
  const given = new Map<string, unknown>();
  for (const file of layers.files) {
    const ofFile = [...file.problems, ...strangers(file, program)];
    for (const { key: name, value, ...at } of file.entries) {
      const key = keyOf({ ...at, key: name }, program);
      const text = key && take(given, name, key, value);
      if (text !== undefined) ofFile.push({ ...at, key: name, text });
    }
    problems.push(...ofFile.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)));
  }
  for (const [name, key] of Object.entries(program.keys)) {
    const sources = [
      // An empty variable is how a shell takes one away for a single command.
      { file: environmentName(name), value: layers.env[environmentName(name)] || undefined },
      { file: `--${key.option.name}`, value: layers.flags[name] },
    ];
    for (const { file, value } of sources) {
      const text = value === undefined ? undefined : take(given, name, key, value);
      if (text !== undefined) problems.push({ file, text });
    }
  }
  const values: Record<string, unknown> = {};
  for (const [name, key] of Object.entries(program.keys)) {
    const own = layers.defaults?.[name];
    const withDefault = own === undefined ? key : { ...key, default: own };
    const text = given.has(name) ? undefined : takeDefault(given, name, withDefault);
    if (text !== undefined) problems.push({ file: program.file, key: name, text });
    values[name] = given.get(name);
  }
  // Every key has a value of its type, or undefined where the table has no default for it.
  return { values: values as ValuesOf<K>, problems };
}

/**
 * Throws when there are problems, with all of them, a line each.
 * @throws HirteError `bad-config`
 */
export function throwProblems(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const lines = problems.map(({ file, line, key, text }) => {
    const place = line === undefined ? file : `${file}:${line}`;
    return key === undefined ? `${place}: ${text}` : `${place}: ${shorten(key)}=: ${text}`;
  });
  throw new HirteError("bad-config", lines.join("\n"), { details: { problems: lines } });
}

/** Puts a key's value in its place, or says why it cannot be one. */
function take(
  given: Map<string, unknown>,
  name: string,
  key: Key,
  raw: string,
): string | undefined {
  const text = raw.trim();
  if (text === "") {
    // A key without a value goes back to its default, as in systemd's own files.
    given.delete(name);
    return undefined;
  }
  const parsed = key.type.parse(text);
  if ("wrong" in parsed) {
    const hint = /\s[#;]/.test(text) ? " (a comment needs a line of its own)" : "";
    return `${parsed.wrong}${hint}: write ${parsed.allowed ?? key.type.allowed}`;
  }
  given.set(name, parsed.value);
  return undefined;
}

function takeDefault(given: Map<string, unknown>, name: string, key: Key): string | undefined {
  if (key.default === undefined) return undefined;
  const isWritten = typeof key.default === "string";
  const parsed = key.type.parse(isWritten ? key.default : key.default.read());
  if ("wrong" in parsed) {
    const says = isWritten ? "its default" : key.default.says;
    return `is not set, and ${says} will not do: ${parsed.wrong}: write ${key.type.allowed}`;
  }
  given.set(name, parsed.value);
  return undefined;
}

/** Sections and keys that have no business in this file, and keys given twice. */
function strangers(file: FoundFile, program: Program): Problem[] {
  const problems: Problem[] = [];
  for (const { name, line } of file.sections) {
    if (name === program.section || program.otherSections?.includes(name)) continue;
    problems.push({ file: file.path, line, text: aboutSection(name, program) });
  }
  const firstLines = new Map<string, number>();
  for (const entry of file.entries) {
    if (entry.section !== program.section) continue;
    const { line, key } = entry;
    const firstLine = firstLines.get(key);
    if (!keyOf(entry, program)) {
      problems.push({ file: file.path, line, key, text: aboutKey(key, program) });
    } else if (firstLine !== undefined) {
      const text = `line ${firstLine} has this key already: give it once; a long list may go on in lines that are indented deeper`;
      problems.push({ file: file.path, line, key, text });
    } else firstLines.set(key, line);
  }
  return problems;
}

function aboutSection(name: string, program: Program): string {
  const home = Object.values(programs).find((p) => p.section === name);
  return home
    ? `[${name}] belongs in ${home.file}: here stands [${program.section}]`
    : `there is no section [${shorten(name)}]: write [${program.section}]`;
}

function aboutKey(key: string, program: Program): string {
  const names = Object.keys(program.keys);
  const near = nearest(key, names);
  if (near !== undefined) return `there is no such key: did you mean ${near}=?`;
  const home = Object.values(programs).find((p) => Object.hasOwn(p.keys, key));
  if (home) return `this key belongs in [${home.section}] of ${home.file}`;
  return `there is no such key: [${program.section}] has ${names.join(", ")}`;
}

function keyOf(at: Pick<Entry, "section" | "key">, program: Program): Key | undefined {
  const isOurs = at.section === program.section && Object.hasOwn(program.keys, at.key);
  return isOurs ? program.keys[at.key] : undefined;
}
