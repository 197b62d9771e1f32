/** Fields of a journal entry; a field has several lines where its text has, or where it occurs more than once. */
export type JournalEntry = Partial<Record<string, string[]>>;

/**
 * The entries in the output of `journalctl --output=json`, one a line. A line that is cut off, as when
 * the program was killed, is left out.
 */
export function parseEntries(text: string): JournalEntry[] {
  return text.split("\n").flatMap((line) => {
    let entry: unknown;
    try {
      entry = JSON.parse(line);
    } catch {
      return [];
    }
    if (typeof entry !== "object" || entry === null) return [];
    const fields = Object.entries(entry).map(([name, value]) => [name, linesOf(value)] as const);
    return [Object.fromEntries(fields)];
  });
}

/**
 * systemd.journal-fields(7), "Journal JSON Format": text is a string; what is not printable is a list
 * of bytes; a field that occurs more than once is a list of these; one that is too long is null.
 */
function linesOf(value: unknown): string[] {
  if (typeof value === "string") return value.trimEnd().split("\n").map(printable);
  if (!Array.isArray(value)) return [];
  if (value.length > 0 && value.every((item) => typeof item === "number")) {
    return linesOf(Buffer.from(value).toString("utf8"));
  }
  return value.flatMap(linesOf);
}

/** Without what would move the cursor or colour the terminal of whoever reads it. */
function printable(line: string): string {
  return line
    .replace(/\p{Cc}\[[0-9;]*m/gu, "")
    .trimEnd()
    .replace(/\p{Cc}/gu, (char) => (char === "\t" ? char : "\ufffd"));
}
