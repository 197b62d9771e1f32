import { HirteError } from "../core/errors.ts";
import type { ConfigWarning } from "./hecate-types.ts";
import { nearest } from "./suggest.ts";
import { shorten } from "./values.ts";
import type { Position, YamlFile, YamlPath, YamlProblem } from "./yaml-file.ts";

/** More than one mends before looking again. */
const mostProblems = 100;

/** Collects what is wrong with a YAML file, and what is odd, each with its place. */
export class Report {
  private readonly problems: YamlProblem[] = [];
  private readonly oddities: (ConfigWarning & Position)[] = [];
  private readonly path: string;
  private readonly file: YamlFile;

  constructor(path: string, file: YamlFile) {
    this.path = path;
    this.file = file;
    this.problems.push(...file.problems);
  }

  get isClean(): boolean {
    return this.problems.length === 0;
  }

  /** In the order of their lines. */
  get warnings(): readonly ConfigWarning[] {
    return [...this.oddities].sort(byPosition).map(({ line, text }) => ({ line, text }));
  }

  /** What is wrong with a value, or, with `key`, with its key. */
  wrong(path: YamlPath, text: string, what: "key" | "value" = "value"): void {
    this.problems.push({ ...this.file.positionOf(path, what), path, text });
  }

  /** Whether something is wrong with that value itself. */
  isWrong(path: YamlPath): boolean {
    const name = pathText(path);
    return this.problems.some((problem) => pathText(problem.path) === name);
  }

  /** What is odd about a value. */
  odd(path: YamlPath, text: string): void {
    const position = this.file.positionOf(path, "key");
    this.oddities.push({ ...position, text: `${pathText(path)}: ${text}` });
  }

  /**
   * Says all that is wrong, a line each, the first of the file first.
   * @throws HirteError `bad-config`
   */
  throwProblems(): void {
    if (this.isClean) return;
    const lines = [...this.problems].sort(byPosition).map(({ line, column, path, text }) => {
      const key = path.length === 0 ? "" : `${pathText(path)}: `;
      return `${this.path}:${line}:${column}: ${key}${text}`;
    });
    const shown = [...new Set(lines)];
    const rest = shown.splice(mostProblems).length;
    if (rest > 0) shown.push(`${this.path}: and ${rest} more`);
    throw new HirteError("bad-config", shown.join("\n"), { details: { problems: shown } });
  }
}

/** `shutdown.stages[0].name` */
export function pathText(path: YamlPath): string {
  const parts = path.map((part) =>
    typeof part === "number" ? `[${part}]` : `.${printable(shorten(part))}`,
  );
  return parts.join("").replace(/^\./, "");
}

/** What to write in place of a name that is none of the known ones. */
export function insteadOf(name: string, known: readonly string[], what: string): string {
  const near = nearest(name, known);
  if (near !== undefined) return `did you mean ${near}?`;
  return known.length === 0 ? `there is no ${what}` : `write one of ${list(known)}`;
}

/** Names, as many as can be read at a glance. */
export function list(names: readonly string[]): string {
  const shown = names.slice(0, 20);
  return `${shown.join(", ")}${names.length > shown.length ? " …" : ""}`;
}

/** A value as it can stand in a message. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a map";
  if (typeof value === "string") return JSON.stringify(shorten(value));
  return String(value);
}

/** In quotes where it would not be seen, or be taken for more than one key. */
function printable(name: string): string {
  return /^[\p{L}\p{N}_@:+-]+$/u.test(name) ? name : JSON.stringify(name);
}

function byPosition(a: Position, b: Position): number {
  return a.line - b.line || a.column - b.column;
}
