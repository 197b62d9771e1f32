import { HirteError } from "../core/errors.ts";
import { parseWords, shown } from "./words.ts";

/** The longest list that is read. A UPS has some hundred variables. */
const maxListBytes = 1024 * 1024;

/**
 * Collects the answer to one command, line by line.
 * @returns undefined while it is not whole
 * @throws HirteError `upsd-error` where it is an error of upsd's, `bad-message` where it is no answer to this command
 */
export type AnswerReader<T> = (line: string) => { readonly value: T } | undefined;

/** An answer of one line, decoded by `decode`; undefined from it: this is no answer to that. */
export function lineAnswer<T>(
  command: string,
  decode: (line: string) => T | undefined,
): AnswerReader<T> {
  return (line) => {
    refuseError(command, line);
    const value = decode(line);
    if (value === undefined) throw notAnAnswer(command, line);
    return { value };
  };
}

/** `OK`, and what follows it. */
export function okAnswer(command: string): AnswerReader<readonly string[]> {
  return lineAnswer(command, (line) => {
    const [first, ...rest] = parseWords(line);
    return first === "OK" ? rest : undefined;
  });
}

/** A row such as `VAR alpha ups.status "OL"` to `GET VAR alpha ups.status`: what follows the words asked for. */
export function rowAnswer(command: string, asked: readonly string[]): AnswerReader<string> {
  return lineAnswer(command, (line) => after(asked, parseWords(line))?.[0]);
}

/**
 * The rows between `BEGIN LIST …` and `END LIST …`, which both repeat what was asked for (RFC 9271 §4.2.9): of each
 * row what follows the words asked for. With more than one word to follow, `words` says how many.
 */
export function listAnswer(
  command: string,
  asked: readonly string[],
  words: 1 | 2,
): AnswerReader<readonly (readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  let hasBegun = false;
  let bytes = 0;
  return (line) => {
    bytes += line.length;
    if (bytes > maxListBytes) {
      throw new HirteError("bad-message", `${command}: the list is longer than 1 MiB`);
    }
    if (!hasBegun) {
      refuseError(command, line);
      hasBegun = isSame(parseWords(line), ["BEGIN", "LIST", ...asked]);
      if (!hasBegun) throw notAnAnswer(command, line);
      return undefined;
    }
    const found = parseWords(line);
    if (isSame(found, ["END", "LIST", ...asked])) return { value: rows };
    const row = after(asked, found);
    if (row === undefined || row.length < words) throw notAnAnswer(command, line);
    rows.push(row);
    return undefined;
  };
}

/** Codes of errors are passed on as they come, also those that are not known yet. */
function refuseError(command: string, line: string): void {
  const [, upsdCode] = /^ERR (\S+)/.exec(line) ?? [];
  if (upsdCode === undefined) return;
  throw new HirteError("upsd-error", `${command}: upsd answers ${shown(upsdCode).slice(1, -1)}`, {
    details: { upsdCode },
  });
}

function notAnAnswer(command: string, line: string): HirteError {
  return new HirteError("bad-message", `${command}: upsd answers ${shown(line)}`);
}

function isSame(words: readonly string[], others: readonly string[]): boolean {
  return words.length === others.length && words.every((word, i) => word === others[i]);
}

/** The words after those asked for; undefined where it does not begin with them, or has no more. */
function after(asked: readonly string[], words: readonly string[]): readonly string[] | undefined {
  const isOfThese = words.length > asked.length && asked.every((word, i) => word === words[i]);
  return isOfThese ? words.slice(asked.length) : undefined;
}
