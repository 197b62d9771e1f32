import type { FoundFile } from "./files.ts";
import type { Problem } from "./ini.ts";
import { shorten, type ValueType } from "./values.ts";

/** Section of command lines that have a name: `backup=/usr/local/bin/backup --now`. */
export const commandSection = "commands";

const longest = 100_000;

/** What the section says, in all files together; a name without a line takes away an earlier one. */
export function commandLines(files: readonly FoundFile[]): {
  readonly lines: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
} {
  const lines = new Map<string, string>();
  const problems: Problem[] = [];
  for (const file of files) {
    const seen = new Map<string, number>();
    for (const { section, key, value, line } of file.entries) {
      if (section !== commandSection) continue;
      const text = wrong(key, value, seen.get(key));
      if (text !== undefined) problems.push({ file: file.path, line, key, text });
      else if (value === "") lines.delete(key);
      else lines.set(key, value);
      seen.set(key, line);
    }
  }
  return { lines, problems };
}

/** Name of a command line. */
export const commandName: ValueType<string> = {
  name: "name of a command",
  allowed: "names that [commands] has",
  parse: (text) =>
    isCommandName(text)
      ? { value: text }
      : { wrong: `${JSON.stringify(shorten(text))} is no name of a command` },
};

function isCommandName(name: string): boolean {
  return /^[A-Za-z0-9._-]{1,63}$/.test(name);
}

function wrong(name: string, value: string, firstLine: number | undefined): string | undefined {
  if (!isCommandName(name)) {
    return `${JSON.stringify(shorten(name))} is no name of a command: write 1 to 63 letters, digits, dots, underscores and hyphens`;
  }
  if (firstLine !== undefined) return `line ${firstLine} has this command already: give it once`;
  if (value.includes("\0") || value.length > longest) {
    return `the command line is too long, or holds a NUL: write ${longest} characters at most`;
  }
  return undefined;
}
