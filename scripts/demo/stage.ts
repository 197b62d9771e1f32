/** Where the demo is shown: standard output, in colour on a terminal. */
export class Stage {
  readonly #write: (text: string) => void;
  readonly #isColoured: boolean;
  #chapters = 0;

  constructor(
    options: { readonly write?: (text: string) => void; readonly isColoured?: boolean } = {},
  ) {
    this.#write = options.write ?? ((text) => void process.stdout.write(text));
    const { isTTY = false } = process.stdout;
    this.#isColoured = options.isColoured ?? (isTTY && !process.env["NO_COLOR"]);
  }

  /** A line of the demo's own. */
  say(text: string): void {
    this.#write(`${text}\n`);
  }

  chapter(title: string): void {
    this.#write(`\n${this.#paint("1", `${++this.#chapters}. ${title}`)}\n`);
  }

  /** A command, as if typed at that machine's prompt. */
  command(machine: string, argv: readonly string[]): void {
    this.#write(`   ${this.#paint("32", `${machine}#`)} ${argv.join(" ")}\n`);
  }

  /** What a command printed. */
  output(text: string): void {
    if (text.trim() !== "") this.#write(`${indented(text, "   ")}\n`);
  }

  /** What a command in the background printed meanwhile. */
  aside(text: string): void {
    this.#write(`${this.#paint("36", indented(text, "   | "))}\n`);
  }

  #paint(code: string, text: string): string {
    return this.#isColoured ? `\x1b[${code}m${text}\x1b[0m` : text;
  }
}

const columns = 80;

/** The lines of a text behind an indent; what is too long for 80 columns goes on below, deeper in. */
function indented(text: string, indent: string): string {
  return text
    .trimEnd()
    .split("\n")
    .flatMap((line) => wrapped(indent + line, " ".repeat(indent.length + 4)))
    .join("\n");
}

function wrapped(line: string, indent: string): string[] {
  const at = line.lastIndexOf(" ", columns);
  if (line.length <= columns || at <= indent.length) return [line.trimEnd()];
  return [line.slice(0, at).trimEnd(), ...wrapped(indent + line.slice(at + 1), indent)];
}
