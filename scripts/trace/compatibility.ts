import type { Test, Wish } from "./trace.ts";

/** What docs/compatibility.md says of a test: where it is, and its title without the ids. */
interface Named {
  readonly file: string;
  readonly title: string;
}

/**
 * What is wrong with the tests that docs/compatibility.md names, one line each. In its tables tests are
 * named as `[jobs.test.ts](../test/system/jobs.test.ts): title; title; other.test.ts: title`; a file is
 * linked once. A row that begins with the id of a wish names system tests that carry this id.
 */
export function problemsOfCompatibility(
  markdown: string,
  { wishes, tests }: { readonly wishes: readonly Wish[]; readonly tests: readonly Test[] },
): string[] {
  const problems: string[] = [];
  const paths = new Map<string, string>();
  for (const [, name = "", path = ""] of markdown.matchAll(/\[([^\]]+\.ts)\]\(\.\.\/([^)]+)\)/g)) {
    paths.set(name, path);
  }
  for (const line of markdown.split("\n")) {
    if (!line.startsWith("|") || !line.includes(".ts")) continue;
    const id = /^\| *([WR]\d+) *\|/.exec(line)?.[1];
    if (id !== undefined && !wishes.some((wish) => wish.id === id)) {
      problems.push(`there is no wish ${id}`);
    }
    for (const cell of line.split("|").filter((text) => text.includes(".ts"))) {
      const { named, strange } = namedIn(cell, { paths, tests });
      problems.push(...strange);
      if (id === undefined) continue;
      for (const { file, title } of named) {
        const isHeld = tests.some(
          (t) => t.file === file && t.title === title && t.ids.includes(id),
        );
        if (!isHeld || !file.startsWith("test/system/")) {
          problems.push(`${id}: no system test with this id: ${file}: ${title}`);
        }
      }
    }
  }
  return problems.map((problem) => `docs/compatibility.md: ${problem}`);
}

/** The tests a cell names, and what in it names none. */
function namedIn(
  cell: string,
  {
    paths,
    tests,
  }: { readonly paths: ReadonlyMap<string, string>; readonly tests: readonly Test[] },
): { readonly named: readonly Named[]; readonly strange: readonly string[] } {
  const named: Named[] = [];
  const strange: string[] = [];
  // Behind each name of a file stand titles, up to the next.
  const [before = "", ...parts] = cell
    .trim()
    .split(/(?:\[([^\]]+\.ts)\]\([^)]*\)|([\w/-]+(?:\.test)?\.ts)): /);
  if (before !== "") strange.push(`"${before.trim()}" is in no file`);
  for (let at = 0; at < parts.length; at += 3) {
    const name = parts[at] ?? parts[at + 1] ?? "";
    const file = paths.get(name);
    if (file === undefined) {
      strange.push(`${name} is linked nowhere`);
      continue;
    }
    const titles = tests.filter((test) => test.file === file).map(({ title }) => title);
    let rest = (parts[at + 2] ?? "").replace(/[;\s]+$/, "");
    while (rest !== "") {
      // A title may hold a semicolon itself: the longest that fits is meant.
      const title = titles
        .filter((each) => rest === plain(each) || rest.startsWith(`${plain(each)}; `))
        .sort((a, b) => b.length - a.length)[0];
      if (title === undefined) {
        strange.push(`no test of ${file} is called "${rest}"`);
        break;
      }
      named.push({ file, title });
      rest = rest.slice(plain(title).length).replace(/^; /, "");
    }
  }
  return { named, strange };
}

/** What is filled in when the test runs is an ellipsis here. */
function plain(title: string): string {
  return title.replace(/\$\{[^}]*\}/g, "…");
}
