/** A key with its value, and where it stands. */
export interface Entry {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  readonly file: string;
  readonly line: number;
}

/** The head of a section, and where it stands. */
export interface Section {
  readonly name: string;
  readonly line: number;
}

/** Something wrong in a file; `line` and `key` where it concerns one. */
export interface Problem {
  readonly file: string;
  readonly line?: number;
  readonly key?: string;
  readonly text: string;
}

/** What a file says. */
export interface IniFile {
  readonly sections: readonly Section[];
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
}

/** Stands for a section whose head could not be read; what is in it is passed over. */
const unreadable = "";

/**
 * Reads sections of `Key=value` lines. `#` and `;` at the start of a line begin a comment; a line
 * indented deeper than its key goes on with that key's value, as if a blank stood between the two.
 * Values are taken as they are, without the blanks around them: no quotes, no escapes.
 */
export function parseIni(text: string, file: string): IniFile {
  const sections: Section[] = [];
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  let section: string | undefined;
  // A value that goes on for many lines is collected and joined once.
  let open:
    | { readonly at: Omit<Entry, "value">; readonly indent: number; readonly parts: string[] }
    | undefined;
  const finish = () => {
    if (open) entries.push({ ...open.at, value: open.parts.join(" ").trim() });
    open = undefined;
  };
  const lines = text.split(/\r\n|\n|\r/);
  for (const [index, raw] of lines.entries()) {
    const line = index + 1;
    // A byte order mark counts as a blank (ECMA-262, WhiteSpace).
    const content = raw.trim();
    if (content.startsWith("#") || content.startsWith(";")) continue;
    if (content === "") {
      finish();
      continue;
    }
    const indent = raw.length - raw.trimStart().length;
    if (open && indent > open.indent) {
      open.parts.push(content);
      continue;
    }
    finish();
    if (content.startsWith("[")) {
      const end = content.indexOf("]");
      if (end !== content.length - 1 || end < 2) {
        problems.push({ file, line, text: "a section is written [NAME], alone on its line" });
        section = unreadable;
      } else {
        section = content.slice(1, end).trim();
        sections.push({ name: section, line });
      }
      continue;
    }
    const equals = content.indexOf("=");
    const key = content.slice(0, Math.max(0, equals)).trim();
    if (key === "") {
      problems.push({
        file,
        line,
        text: "this is neither Key=value, nor [section], nor a # comment",
      });
    } else if (section === undefined) {
      problems.push({ file, line, key, text: "stands before any [section]" });
    } else if (section !== unreadable) {
      open = { at: { section, key, file, line }, indent, parts: [content.slice(equals + 1)] };
    }
  }
  finish();
  return { sections, entries, problems };
}
