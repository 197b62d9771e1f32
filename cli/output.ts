import type { Io } from "./io.ts";
import type { OutputForm } from "./options.ts";
import { paint, printable, type Tone, truncate, truncateMiddle, widthOf } from "./text.ts";

/** A column of a table. */
export interface Column<Row> {
  readonly title: string;
  readonly text: (row: Row) => string;
  readonly tone?: (row: Row) => Tone;
  /** Narrowest it gets. */
  readonly least?: number;
  /** On a terminal its middle makes room, down to 20 columns, for what would be left of the last column. */
  readonly yields?: boolean;
}

/** How a result is to look. */
export interface Look {
  readonly output: OutputForm;
  readonly headers: boolean;
  readonly io: Pick<Io, "stdout" | "isTty" | "columns" | "env">;
}

/** Between two columns; on a terminal that is too narrow for all of them the first that leaves room. */
const gaps = ["   ", "  ", " "] as const;

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
  const terminal = io.columns || 80;
  const gap = io.isTty ? gapFor(widths, columns, terminal) : gaps[0];
  if (io.isTty) makeRoom(widths, columns, { terminal, gap });
  const before = widths.slice(0, last).reduce((sum, width) => sum + width + gap.length, 0);
  // A file or a pipe gets everything; on a terminal the last column is cut.
  const room = io.isTty ? Math.max(0, terminal - before) : Number.POSITIVE_INFINITY;
  const line = (texts: readonly string[], toneOfCell: (i: number) => Tone) =>
    texts
      .map((text, i) => {
        const width = widths[i] ?? 0;
        const shown = i === last ? truncate(text, room) : truncateMiddle(text, width);
        const padding = i === last ? "" : " ".repeat(width - widthOf(shown));
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

/** Columns of a terminal that the last column has before another one is left whole. */
const leastOfLast = 20;
/** Narrowest the column that yields gets. */
const leastOfYielding = 20;

/** Takes from the column that yields what the last one lacks, as systemctl does with its units. */
function makeRoom(
  widths: number[],
  columns: readonly Column<never>[],
  of: { readonly terminal: number; readonly gap: string },
): void {
  const at = columns.findIndex((column) => column.yields);
  const lacking = neededOf(widths, of.gap) - of.terminal;
  const width = widths[at];
  if (width !== undefined && lacking > 0)
    widths[at] = Math.max(Math.min(leastOfYielding, width), width - lacking);
}

/** So much of a line is needed for all columns, and for what of the last one there has to be. */
function neededOf(widths: readonly number[], gap: string): number {
  const needed = [...widths.slice(0, -1), Math.min(leastOfLast, widths.at(-1) ?? 0)];
  return needed.reduce((sum, width) => sum + width + gap.length, -gap.length);
}

function gapFor(
  widths: readonly number[],
  columns: readonly Column<never>[],
  terminal: number,
): string {
  const least = widths.map((width, i) =>
    columns[i]?.yields ? Math.min(leastOfYielding, width) : width,
  );
  return gaps.find((gap) => neededOf(least, gap) <= terminal) ?? gaps[2];
}
