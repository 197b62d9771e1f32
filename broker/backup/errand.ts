import { HirteError } from "../../src/core/errors.ts";

/** What `hirte backup` or `hirte restore` is asked for. */
export type BackupErrand =
  | { readonly kind: "backup"; readonly file: string; readonly rest: readonly string[] }
  | {
      readonly kind: "restore";
      readonly file: string;
      readonly isReplacing: boolean;
      /** Patterns of nodes whose certificates are to be revoked. */
      readonly revoked: readonly string[];
      /** The other words, as any start of hirte takes them. */
      readonly rest: readonly string[];
    };

const flags: readonly string[] = ["-h", "--help", "-V", "--version"];

/**
 * Reads the words of hirte's command line; undefined: they ask for something else.
 * @throws HirteError `bad-argument`
 */
export function parseBackupErrand([kind, ...words]: readonly string[]): BackupErrand | undefined {
  if (kind !== "backup" && kind !== "restore") return undefined;
  const files: string[] = [];
  const rest: string[] = [];
  const revoked: string[] = [];
  let isReplacing = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    const [, joined] = /^--revoke=(.*)$/s.exec(word) ?? [];
    if (word === "-" || !word.startsWith("-")) files.push(word);
    else if (kind === "restore" && word === "--replace") isReplacing = true;
    else if (kind === "restore" && joined !== undefined) revoked.push(joined);
    else if (kind === "restore" && word === "--revoke") revoked.push(words[++at] ?? "");
    else {
      rest.push(word);
      // All of hirte's own options take a value, which may stand in a word of its own.
      const hasValue = word.startsWith("--") ? word.includes("=") : word.length > 2;
      if (!hasValue && !flags.includes(word) && words[at + 1] !== undefined)
        rest.push(words[++at] ?? "");
    }
  }
  const [file = "", second] = files;
  const asksForHelp = rest.some((word) => flags.includes(word));
  if (!asksForHelp && (file === "" || second !== undefined || revoked.includes(""))) {
    throw new HirteError("bad-argument", usages[kind]);
  }
  return kind === "backup" ? { kind, file, rest } : { kind, file, isReplacing, revoked, rest };
}

const usages = {
  backup: "hirte backup FILE|- [OPTION]...: - writes it to standard output",
  restore:
    "hirte restore FILE|- [--replace] [--revoke NODE]... [OPTION]...: - reads it from standard input",
} as const;

/** Of the help of hirte. */
export const backupHelp = `hirte backup FILE|- [OPTION]...
      write CA, users, nodes and log into one file, or to standard output, while hirte runs
hirte restore FILE|- [--replace] [--revoke NODE]... [OPTION]...
      while hirte is stopped: bring them back into a state directory that is empty, or whose
      state is moved aside; NODE: a node, or pattern of nodes, whose certificates are revoked
`;
