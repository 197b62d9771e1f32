import type { Io } from "./io.ts";
import type { OutputForm } from "./options.ts";
import { paint, printable, type Tone, truncate, widthOf } from "./text.ts";

/** A column of a table. */
export interface Column<Row> {
  readonly title: string;
  readonly text: (row: Row) => string;
  readonly tone?: (row: Row) => Tone;
  /** Narrowest it gets. */
  readonly least?: number;
}

/** How a result is to look. */
export interface Look {
  readonly output: OutputForm;
  readonly headers: boolean;
  readonly io: Pick<Io, "stdout" | "isTty" | "columns" | "env">;
}

const gap = "   ";

/** Prints rows: a table with one header row, one JSON array, or a document a line. */
export function printRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { output, headers, io }: Look,
): void {
  switch (output) {
    case "json":
      io.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
      return;
    case "jsonl":
      // One write for all: a reader that leaves early need not be told of each line.
      io.stdout.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
      return;
    case "table":
      io.stdout.write(table(rows, columns, headers, io));
      return;
  }
}

/** Whether standard output is coloured: a terminal, unless NO_COLOR (no-color.org) or TERM=dumb. */
export function isColoured({ isTty, env }: Pick<Io, "isTty" | "env">): boolean {
  return isTty && !env["NO_COLOR"] && env["TERM"] !== "dumb";
}

function table<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  hasHeaders: boolean,
  io: Look["io"],
): string {
  const colours = isColoured(io);
  const cells = rows.map((row) => columns.map(({ text }) => printable(text(row))));
  const widths = columns.map(({ title, least = 0 }, i) =>
    cells.reduce(
      (most, line) => Math.max(most, widthOf(line[i] ?? "")),
      Math.max(title.length, least),
    ),
  );
  const last = columns.length - 1;
  const before = widths.slice(0, last).reduce((sum, width) => sum + width + gap.length, 0);
  // A file or a pipe gets everything; only the last column can be cut, names are needed whole.
  const room = io.isTty ? Math.max(0, (io.columns || 80) - before) : Number.POSITIVE_INFINITY;
  const line = (texts: readonly string[], toneOfCell: (i: number) => Tone) =>
    texts
      .map((text, i) => {
        const shown = i === last ? truncate(text, room) : text;
        const padding = i === last ? "" : " ".repeat((widths[i] ?? 0) - widthOf(text));
        return paint(shown, toneOfCell(i), colours) + padding;
      })
      .join(gap)
      .trimEnd();
  const lines = rows.map((row, at) =>
    line(cells[at] ?? [], (i) => columns[i]?.tone?.(row) ?? "plain"),
  );
  if (hasHeaders)
    lines.unshift(
      line(
        columns.map(({ title }) => title),
        () => "plain",
      ),
    );
  return lines.map((text) => `${text}\n`).join("");
}
