import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TextDecoder } from "node:util";
import { messageOf } from "../core/errors.ts";
import { type IniFile, type Problem, parseIni } from "./ini.ts";

/** Where the configuration is looked for. */
export const defaultEtcDir = "/etc/hirte";

/** A file that was looked for. */
export interface FoundFile extends IniFile {
  readonly path: string;
  readonly state: "read" | "absent" | "illegible";
}

/**
 * The files of a program, in the order in which later ones win: FILE of the directory, then
 * FILE.d/*.conf by name. One that is `named` stands in place of all of them, and must be there.
 */
export function readFiles(options: {
  readonly file: string;
  readonly etcDir: string;
  readonly named?: string | undefined;
}): readonly FoundFile[] {
  if (options.named !== undefined) {
    const file = readIni(options.named);
    return [file.state === "absent" ? illegible(options.named, "there is no such file") : file];
  }
  const path = join(options.etcDir, options.file);
  return [readIni(path), ...readDropIns(`${path}.d`)];
}

function readDropIns(directory: string): readonly FoundFile[] {
  let names: string[];
  try {
    names = readdirSync(directory);
  } catch (error) {
    return isAbsent(error) ? [] : [illegible(directory, `cannot be read: ${messageOf(error)}`)];
  }
  return names
    .filter((name) => name.endsWith(".conf") && !name.startsWith("."))
    .sort()
    .map((name) => readIni(join(directory, name)));
}

function readIni(path: string): FoundFile {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    if (!isAbsent(error)) return illegible(path, `cannot be read: ${messageOf(error)}`);
    return { path, state: "absent", sections: [], entries: [], problems: [] };
  }
  const text = bytes.toString("utf8");
  const line = text.includes("\uFFFD") ? lineThatIsNotText(bytes) : undefined;
  if (line !== undefined) return illegible(path, "is not UTF-8 text", line);
  return { path, state: "read", ...parseIni(text, path) };
}

function lineThatIsNotText(bytes: Buffer): number | undefined {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  for (let start = 0; start <= bytes.length; line++) {
    const end = bytes.indexOf("\n", start);
    const next = end < 0 ? bytes.length : end;
    try {
      decoder.decode(bytes.subarray(start, next));
    } catch {
      return line;
    }
    start = next + 1;
  }
  return undefined;
}

function illegible(path: string, text: string, line?: number): FoundFile {
  const problem: Problem = { file: path, text, ...(line === undefined ? {} : { line }) };
  return { path, state: "illegible", sections: [], entries: [], problems: [problem] };
}

function isAbsent(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ENOENT" || code === "ENOTDIR";
}
