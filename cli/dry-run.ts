import type { Call } from "./commands.ts";
import { printable } from "./text.ts";

/** What would be asked for. */
export interface Wish {
  /** Absent: of hirte itself. */
  readonly node?: string;
  readonly verb: string;
  /** The unit, or the job, it is about. */
  readonly unit?: string;
  readonly job?: string;
  readonly args?: Readonly<Record<string, unknown>>;
}

/** What --dry-run prints: a line, or a document, for each request that would be made. */
export function printWishes(
  { options, io }: Pick<Call, "options" | "io">,
  wishes: readonly Wish[],
) {
  switch (options.output) {
    case "json":
      io.stdout.write(`${JSON.stringify(wishes, null, 2)}\n`);
      return;
    case "jsonl":
      io.stdout.write(wishes.map((wish) => `${JSON.stringify(wish)}\n`).join(""));
      return;
    case "table":
      io.stdout.write(wishes.map((wish) => `${printable(lineOf(wish))}\n`).join(""));
      return;
  }
}

function lineOf({ node = "hirte", verb, unit, job, args = {} }: Wish): string {
  const what = [verb, unit, job].filter((part) => part !== undefined).join(" ");
  const details = Object.entries(args).map(([name, value]) => ` ${name}=${value}`);
  return `${node}: ${what}${details.join("")}: not asked for (--dry-run)`;
}
