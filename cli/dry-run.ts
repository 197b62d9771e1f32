import { formatDuration } from "../src/core/duration.ts";
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
  const details = Object.entries(args).map(([name, value]) => wordsOf(name, value));
  const what = [verb, unit, job, ...details].filter((part) => part !== undefined).join(" ");
  return `${node}: ${what}: not asked for (--dry-run)`;
}

/** An argument of a request as it is typed. */
function wordsOf(name: string, value: unknown): string {
  switch (name) {
    case "settleMs":
      return `--settle ${formatDuration(Number(value)).replaceAll(" ", "")}`;
    case "mode":
      return `--job-mode ${value}`;
    case "whom":
      return `--kill-whom ${value}`;
    case "signal":
      return `--signal ${value}`;
    case "reload":
      return "--no-reload";
    case "runtime":
    case "force":
      return `--${name}`;
    default:
      return Array.isArray(value) ? value.join(" ") : String(value);
  }
}
