import { HirteError } from "../core/errors.ts";
import type { FoundFile } from "./files.ts";
import type { Entry, Problem } from "./ini.ts";
import {
  type DefaultOfMachine,
  environmentName,
  type FileKey,
  type FileKeyTable,
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
export interface Resolved<K extends KeyTable, N extends FileKeyTable = FileKeyTable> {
  readonly values: ValuesOf<K>;
  /** Where each key that is set was set last: a file, a variable, an option. */
  readonly places: ReadonlyMap<string, Place>;
  /** Sections of the program's `named` kind, by name. */
  readonly named: ReadonlyMap<string, NamedSection<N>>;
  readonly problems: readonly Problem[];
}

/** A place of a key: a file with its line, or the name of a variable or an option. */
export interface Place {
  readonly file: string;
  readonly line?: number;
}

/** What is wrong with a key, at the place where it was set last; the file of the program where it was not. */
export function problemAt(
  key: string,
  text: string,
  { places, file }: { readonly places: ReadonlyMap<string, Place>; readonly file: string },
): Problem {
  const place = places.get(key);
  // Names of variables and options say which key it is.
  if (place && place.line === undefined) return { file: place.file, text };
  return { file, ...place, key, text };
}

/** What the sections of one name say, and where the last of them stands. */
export interface NamedSection<N extends FileKeyTable = FileKeyTable> {
  readonly values: ValuesOf<N>;
  readonly file: string;
  readonly line: number;
}

/** Reads one program's sections against its tables. */
export function resolve<K extends KeyTable, N extends FileKeyTable>(
  program: Program<K, N>,
  layers: Layers,
): Resolved<K, N> {
  const problems: Problem[] = [];
  const given = new Map<string, unknown>();
  const places = new Map<string, Place>();
  // A key without a value is as one that is not there.
  const note = (name: string, value: string, place: Place) =>
    value.trim() === "" ? places.delete(name) : places.set(name, place);
  const sections = new Map<
    string,
    { readonly given: Map<string, unknown>; readonly file: string; readonly line: number }
  >();
  for (const file of layers.files) {
    const ofFile = [...file.problems, ...strangers(file, program)];
    for (const { name: head, line } of file.sections) {
      const name = nameIn(head, program);
      if (name === undefined) continue;
      const before = sections.get(name)?.given;
      sections.set(name, { given: before ?? new Map(), file: file.path, line });
    }
    for (const { key: name, value, ...at } of file.entries) {
      const key = keyOf({ ...at, key: name }, program);
      const section = nameIn(at.section, program);
      const place = section === undefined ? given : sections.get(section)?.given;
      const text = key && place && take(place, name, key, value);
      if (place === given) note(name, value, { file: file.path, line: at.line });
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
      if (value !== undefined) note(name, value, { file });
      if (text !== undefined) problems.push({ file, text });
    }
  }
  const complete = <T extends FileKeyTable>(from: Map<string, unknown>, keys: T): ValuesOf<T> => {
    const values: Record<string, unknown> = {};
    for (const [name, key] of Object.entries(keys)) {
      const own = layers.defaults?.[name];
      const withDefault = own === undefined ? key : { ...key, default: own };
      const text = from.has(name) ? undefined : takeDefault(from, name, withDefault);
      if (text !== undefined) problems.push({ file: program.file, key: name, text });
      values[name] = from.get(name);
    }
    // Every key has a value of its type, or undefined where the table has no default for it.
    return values as ValuesOf<T>;
  };
  const values = complete(given, program.keys);
  const named = new Map<string, NamedSection<N>>();
  for (const [name, { given: own, file, line }] of sections) {
    if (program.named) {
      named.set(name, { values: complete(own, program.named.keys), file, line });
    }
  }
  return { values, places, named, problems };
}

/**
 * Throws when there are problems, with all of them, a line each.
 * @throws HirteError `bad-config`
 */
export function throwProblems(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const lines = problems.map(lineOfProblem);
  throw new HirteError("bad-config", lines.join("\n"), { details: { problems: lines } });
}

/** What is wrong, behind its place. */
export function lineOfProblem({ file, line, key, text }: Problem): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return key === undefined ? `${place}: ${text}` : `${place}: ${shorten(key)}=: ${text}`;
}

/** Puts a key's value in its place, or says why it cannot be one. */
function take(
  given: Map<string, unknown>,
  name: string,
  key: FileKey,
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

function takeDefault(given: Map<string, unknown>, name: string, key: FileKey): string | undefined {
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
    const isKnown = name === program.section || nameIn(name, program) !== undefined;
    if (isKnown || program.otherSections?.includes(name)) continue;
    problems.push({ file: file.path, line, text: aboutSection(name, program) });
  }
  const firstLines = new Map<string, number>();
  for (const entry of file.entries) {
    const keys = keysOf(entry.section, program);
    if (!keys) continue;
    const { line, key } = entry;
    const place = `${entry.section}\n${key}`;
    const firstLine = firstLines.get(place);
    if (!keyOf(entry, program)) {
      const text = aboutKey(entry, keys, program);
      problems.push({ file: file.path, line, key, text });
    } else if (firstLine !== undefined) {
      const text = `line ${firstLine} has this key already: give it once; a long list may go on in lines that are indented deeper`;
      problems.push({ file: file.path, line, key, text });
    } else firstLines.set(place, line);
  }
  return problems;
}

function aboutSection(name: string, program: Program): string {
  const home = Object.values<Program>(programs).find((p) => keysOf(name, p) !== undefined);
  const { named } = program;
  const [word, ...rest] = name.split(/\s+/);
  if (home) return `[${shorten(name)}] belongs in ${home.file}: here stands [${program.section}]`;
  if (named && word === named.word) {
    const parsed = named.name.parse(rest.join(" "));
    const wrong = rest.length === 0 || !("wrong" in parsed) ? "a name is missing" : parsed.wrong;
    return `${wrong}: write [${named.word} NAME], NAME being ${named.name.allowed}`;
  }
  const more = named ? ` or [${named.word} NAME]` : "";
  return `there is no section [${shorten(name)}]: write [${program.section}]${more}`;
}

function aboutKey(
  { key, section }: Pick<Entry, "key" | "section">,
  keys: FileKeyTable,
  program: Program,
): string {
  const names = Object.keys(keys);
  const near = nearest(key, names);
  if (near !== undefined) return `there is no such key: did you mean ${near}=?`;
  const all: readonly Program[] = [program, ...Object.values<Program>(programs)];
  const home = all.find((p) => Object.hasOwn(p.keys, key));
  if (home) return `this key belongs in [${home.section}] of ${home.file}`;
  const { named } = program;
  if (named && Object.hasOwn(named.keys, key)) return `this key belongs in [${named.word} NAME]`;
  return `there is no such key: [${shorten(section)}] has ${names.join(", ")}`;
}

/** The NAME of `[WORD NAME]`, where the program has such sections and this is one. */
function nameIn(section: string, { named }: Program): string | undefined {
  const [word, name, ...rest] = section.split(/\s+/);
  if (!named || word !== named.word || name === undefined || rest.length > 0) return undefined;
  const parsed = named.name.parse(name);
  return "value" in parsed ? parsed.value : undefined;
}

function keysOf(section: string, program: Program): FileKeyTable | undefined {
  if (section === program.section) return program.keys;
  return nameIn(section, program) === undefined ? undefined : program.named?.keys;
}

function keyOf(at: Pick<Entry, "section" | "key">, program: Program): FileKey | undefined {
  const keys = keysOf(at.section, program);
  return keys && Object.hasOwn(keys, at.key) ? keys[at.key] : undefined;
}
