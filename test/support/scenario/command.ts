import { parseDurationMs } from "../../../src/core/duration.ts";
import type { World } from "./world.ts";

/** A command of the language of scenarios. A family of them is a file here; language.ts lists the families. */
export interface Command {
  /** Whether a line is this command's: the first one that says so has it. */
  readonly isFor: (words: readonly string[], world: World) => boolean;
  readonly run: (words: readonly string[], world: World) => void;
}

/** The command that begins with this word. */
export function named(name: string, run: Command["run"]): Command {
  return { isFor: ([first]) => first === name, run: (words, world) => run(words.slice(1), world) };
}

/** The words `key=value` of a line; a word without a value is "yes". */
export function valuesOf(words: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    words.map((word) => {
      const at = word.indexOf("=");
      return at < 0 ? [word, "yes"] : [word.slice(0, at), word.slice(at + 1)];
    }),
  );
}

/** `30s`, `2m`. */
export function durationOf(text: string): number {
  return parseDurationMs(text);
}
