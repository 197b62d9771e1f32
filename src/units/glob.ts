/** Whether `text` is a pattern rather than a name. */
export function isGlob(text: string): boolean {
  return /[*?[]/.test(text);
}

/**
 * Whether a name matches a pattern as systemd matches them, fnmatch(3) with FNM_NOESCAPE: `*`, `?`,
 * `[a-z]`, `[!a]`, `[^a]`, `[[:digit:]]`; a backslash stands for itself, as unit names hold some.
 * Takes time in proportion to both lengths whatever the pattern, for patterns come from outside.
 */
export function matchesGlob(pattern: string, name: string): boolean {
  return matcherOf(pattern)(name);
}

/** What says of a name whether it matches any of `patterns`; without patterns, every name does. */
export function matchesAny(patterns: readonly string[] | undefined): (name: string) => boolean {
  if (patterns === undefined) return () => true;
  const names = new Set(patterns.filter((pattern) => !isGlob(pattern)));
  const matchers = patterns.filter(isGlob).map(matcherOf);
  return (name) => names.has(name) || matchers.some((matches) => matches(name));
}

/** A piece of a pattern: any run of characters, or one character that passes a test. */
type Piece = "run" | ((char: string) => boolean);

function matcherOf(pattern: string): (name: string) => boolean {
  const pieces = piecesOf(pattern);
  return (name) => {
    let at = 0;
    let piece = 0;
    // Where to go on after the last run when what follows it did not fit: only the last one matters.
    let retryPiece = -1;
    let retryAt = 0;
    while (at < name.length) {
      const next = pieces[piece];
      if (next === "run") {
        retryPiece = ++piece;
        retryAt = at;
      } else if (next?.(name[at] ?? "")) {
        piece++;
        at++;
      } else if (retryPiece >= 0) {
        piece = retryPiece;
        at = ++retryAt;
      } else return false;
    }
    while (pieces[piece] === "run") piece++;
    return piece === pieces.length;
  };
}

function piecesOf(pattern: string): Piece[] {
  const pieces: Piece[] = [];
  // Behind it no set is closed: nobody need look for the end of each.
  const lastClose = pattern.lastIndexOf("]");
  for (let at = 0; at < pattern.length; ) {
    const char = pattern[at] ?? "";
    const set = char === "[" && at < lastClose ? setAt(pattern, at) : undefined;
    if (char === "*") {
      if (pieces.at(-1) !== "run") pieces.push("run");
    } else if (char === "?") pieces.push(() => true);
    else if (set) pieces.push(set.test);
    else pieces.push((other) => other === char);
    at = set?.end ?? at + 1;
  }
  return pieces;
}

const classes: Readonly<Record<string, RegExp>> = {
  alnum: /[A-Za-z0-9]/,
  alpha: /[A-Za-z]/,
  digit: /[0-9]/,
  lower: /[a-z]/,
  upper: /[A-Z]/,
  punct: /[!-/:-@[-`{-~]/,
  xdigit: /[0-9A-Fa-f]/,
};

/** The set that begins at `start`; undefined when it is never closed: `[` then stands for itself. */
function setAt(
  pattern: string,
  start: number,
): { readonly test: (char: string) => boolean; readonly end: number } | undefined {
  const tests: ((char: string) => boolean)[] = [];
  const isNegated = /[!^]/.test(pattern[start + 1] ?? "");
  const first = start + (isNegated ? 2 : 1);
  for (let at = first; at < pattern.length; ) {
    const char = pattern[at] ?? "";
    // A bracket right at the beginning is a member (POSIX 2.13.1).
    if (char === "]" && at > first) {
      return { test: (other) => tests.some((test) => test(other)) !== isNegated, end: at + 1 };
    }
    const named = pattern.startsWith("[:", at) ? /^\[:([a-z]+):\]/.exec(pattern.slice(at)) : null;
    const members =
      named && Object.hasOwn(classes, named[1] ?? "") ? classes[named[1] ?? ""] : null;
    const last = pattern[at + 2];
    if (named && members) {
      tests.push((other) => members.test(other));
      at += named[0].length;
    } else if (pattern[at + 1] === "-" && last !== undefined && last !== "]") {
      tests.push((other) => char <= other && other <= last);
      at += 3;
    } else {
      tests.push((other) => other === char);
      at++;
    }
  }
  return undefined;
}
