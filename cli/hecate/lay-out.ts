import { printRows } from "../output.ts";
import { paint, printable, type Tone, widthOf } from "../text.ts";

/** How something is shown. */
export interface Look {
  readonly isColoured: boolean;
  /** Lines are broken at blanks to fit. */
  readonly columns: number;
}

/** A line of a block: its name (none: it goes on with the one before), and what there is to say (undefined: nothing). */
export interface Field {
  readonly name: string;
  readonly text: string | undefined;
  readonly tone?: Tone;
}

const nameWidth = 11;
const gap = ": ";
/** What stands before a field that goes on with the one before it. */
const rest = " ".repeat(nameWidth + gap.length);

/** A title, and fields below it, as hirtectl shows a node. */
export function block(title: string, fields: readonly Field[], look: Look): string {
  const lines = fields.flatMap(({ name, text, tone = "plain" }) =>
    text === undefined
      ? []
      : wrapped(text, {
          first: name === "" ? rest : `${name.padStart(nameWidth)}${gap}`,
          tone,
          look,
        }),
  );
  return [title, ...lines].map((line) => `${line}\n`).join("");
}

/** A text after `first`, further lines below where it begins. Control characters are shown, not sent. */
export function wrapped(
  text: string,
  { first, tone, look }: { readonly first: string; readonly tone: Tone; readonly look: Look },
): string[] {
  const indent = " ".repeat(widthOf(first));
  const room = Math.max(20, look.columns - widthOf(first));
  return broken(printable(text), room).map((line, i) =>
    `${i === 0 ? first : indent}${paint(line, tone, look.isColoured)}`.trimEnd(),
  );
}

/** A word that is longer than a line stays whole: whoever copies it has all of it. */
function broken(text: string, room: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && widthOf(line) + 1 + widthOf(word) > room) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** A table as hirtectl has them, cut to the columns, in a pipe too: its rows are short. */
export function tableOf<Row>(
  { columns }: Look,
  rows: readonly Row[],
  cells: readonly { readonly title: string; readonly text: (row: Row) => string }[],
): string {
  let text = "";
  const stdout = {
    write: (piece: string | Uint8Array) => {
      text += typeof piece === "string" ? piece : Buffer.from(piece).toString();
    },
  };
  const io = { stdout, isTty: true, columns, env: { NO_COLOR: "1" } };
  printRows(rows, cells, { output: "table", headers: true, io });
  return text;
}
