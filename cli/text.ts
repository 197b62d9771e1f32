/** Colours by what they say. */
export type Tone = "good" | "bad" | "busy" | "faint" | "plain";

const codes: Readonly<Record<Tone, string>> = {
  good: "32",
  bad: "31;1",
  busy: "33",
  faint: "2",
  plain: "",
};

/** `text` in a tone, where colours are on. */
export function paint(text: string, tone: Tone, isColoured: boolean): string {
  return isColoured && codes[tone] !== "" ? `\x1b[${codes[tone]}m${text}\x1b[0m` : text;
}

/** What stands for a state in colour. */
export function toneOf(state: string): Tone {
  switch (state) {
    case "active":
    case "online":
      return "good";
    case "failed":
    case "offline":
      return "bad";
    case "inactive":
      return "faint";
    case "activating":
    case "deactivating":
    case "reloading":
    case "refreshing":
    case "maintenance":
    case "unreachable":
      return "busy";
    default:
      return "plain";
  }
}

/**
 * Text from elsewhere made fit for a terminal: control characters, which could move the cursor or
 * begin a line of their own, are shown as `\xNN`. Tabs become blanks.
 */
export function printable(text: string): string {
  return text.replaceAll("\t", " ").replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    /[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (char) => {
      const code = char.charCodeAt(0);
      return code < 256
        ? `\\x${code.toString(16).padStart(2, "0")}`
        : `\\u${code.toString(16).padStart(4, "0")}`;
    },
  );
}

/** Columns a text takes on a terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += widthOfChar(char.codePointAt(0) ?? 0);
  return width;
}

/** The text cut to `width` columns, with … where something is missing. */
export function truncate(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let cut = "";
  let left = width - 1;
  for (const char of text) {
    left -= widthOfChar(char.codePointAt(0) ?? 0);
    if (left < 0) break;
    cut += char;
  }
  return width > 0 ? `${cut}…` : "";
}

/** The text cut to `width` columns with … in its middle, so that its end is seen: the type of a unit. */
export function truncateMiddle(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const end = [...text].slice(-Math.floor((width - 1) / 2)).join("");
  const begin = truncate(text, width - widthOf(end));
  return width > 2 ? begin + end : truncate(text, width);
}

function widthOfChar(code: number): number {
  if ((code >= 0x300 && code <= 0x36f) || code === 0x200b || code === 0x200d || code === 0xfe0f)
    return 0;
  const isWide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0x1f300 && code <= 0x1faff);
  return isWide ? 2 : 1;
}
