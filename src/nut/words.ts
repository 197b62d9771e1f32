import { HirteError } from "../core/errors.ts";

/** The longest command that is sent, with its line end: upsd takes words of 512 bytes at most. */
const maxCommandBytes = 1024;

/**
 * The words of a line of NUT's protocol (RFC 9271 §4): separated by spaces, `"` around those that hold any, `\`
 * before a `"` or `\` that is meant as such.
 * @throws HirteError `bad-message` where a quote is not closed
 */
export function parseWords(line: string): readonly string[] {
  const words: string[] = [];
  let word = "";
  let isInWord = false;
  let isQuoted = false;
  for (let i = 0; i < line.length; i++) {
    const char = line.charAt(i);
    if (char === "\\") {
      i++;
      if (i === line.length) throw unclosed(line);
      word += line.charAt(i);
      isInWord = true;
    } else if (char === '"') {
      isQuoted = !isQuoted;
      isInWord = true;
    } else if (!isQuoted && (char === " " || char === "\t")) {
      if (isInWord) words.push(word);
      word = "";
      isInWord = false;
    } else {
      word += char;
      isInWord = true;
    }
  }
  if (isQuoted) throw unclosed(line);
  if (isInWord) words.push(word);
  return words;
}

/**
 * A command as it is sent, with its line end. Words may hold what can be printed of ASCII, and nothing else: a line
 * end would be a second command, and upsd drops what it does not know.
 * @throws HirteError `bad-request`; the words are not in it, for they may be a password
 */
export function formatCommand(words: readonly string[]): string {
  const [name = ""] = words;
  if (words.some((word) => !/^[ -~]*$/.test(word))) {
    throw new HirteError(
      "bad-request",
      `${name}: upsd takes only characters of ASCII that can be printed`,
    );
  }
  const line = `${words.map(quote).join(" ")}\n`;
  if (line.length > maxCommandBytes) {
    throw new HirteError(
      "bad-request",
      `${name}: ${line.length} bytes are more than the ${maxCommandBytes} that are sent`,
    );
  }
  return line;
}

/** upsd reads `#`, `=` and others as more than characters, where they are not quoted. */
function quote(word: string): string {
  return /^[A-Za-z0-9._:@/+-]+$/.test(word) ? word : `"${word.replace(/["\\]/g, "\\$&")}"`;
}

function unclosed(line: string): HirteError {
  return new HirteError("bad-message", `a quote is not closed in ${shown(line)}`);
}

/** A line for messages: what is long is cut, and what cannot be printed is escaped. */
export function shown(line: string): string {
  return JSON.stringify(line.length > 80 ? `${line.slice(0, 80)}…` : line);
}
