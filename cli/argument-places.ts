import type { CommandRow } from "./commands.ts";

/** What a word of a command line stands for. */
export type Place =
  | { readonly kind: "word"; readonly words: readonly string[] }
  | { readonly kind: "nodes" | "units" | "jobs" | "other" };

/**
 * What may stand behind the words `before` of a command, by the forms of its arguments in the command
 * table: `NODE UNIT…`, `[NODE] LEVEL`, `node NODE`, `bash|zsh|fish`. With --all no node is named.
 */
export function placesAfter(
  { args }: Pick<CommandRow, "args">,
  before: readonly string[],
  isAll: boolean,
): readonly Place[] {
  return args.flatMap((form) => {
    const tokens = tokensOf(form, isAll);
    const at = (i: number) =>
      tokens[i] ?? (tokens.at(-1)?.endsWith("…") ? tokens.at(-1) : undefined);
    const fits = before.every((word, i) => {
      const place = placeOf(at(i) ?? "");
      return place.kind !== "word" || place.words.includes(word);
    });
    const next = at(before.length);
    return fits && next !== undefined ? [placeOf(next)] : [];
  });
}

/** Which of the words `before` names the nodes; undefined: none does. */
export function nodesIn({ args }: Pick<CommandRow, "args">, before: readonly string[]) {
  const at = tokensOf(args[0] ?? "", false).findIndex((token) => placeOf(token).kind === "nodes");
  return at < 0 ? undefined : before[at];
}

function tokensOf(form: string, isAll: boolean): string[] {
  const tokens = form.split(/[\s[\]]+/).filter((token) => token !== "");
  const names = tokens.filter((token) => !token.startsWith("-"));
  if (isAll) return names[0] === "NODE" ? names.slice(1) : names;
  return tokens[0] === "--all" ? [] : names;
}

function placeOf(token: string): Place {
  const name = token.replace(/\u2026$/, "");
  switch (name) {
    case "NODE":
      return { kind: "nodes" };
    case "UNIT":
    case "TARGET":
      return { kind: "units" };
    case "ID":
    case "JOB":
      return { kind: "jobs" };
  }
  return /^[a-z|-]+$/.test(name) ? { kind: "word", words: name.split("|") } : { kind: "other" };
}
