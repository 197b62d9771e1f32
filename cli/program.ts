import { Command, CommanderError, Help, InvalidArgumentError, Option } from "commander";
import { HirteError, isHirteError } from "../src/core/errors.ts";
import { programVersion } from "../src/core/version.ts";
import { type CommandRow, commandTable } from "./commands.ts";
import { exitStatuses } from "./exit-codes.ts";
import type { Sink } from "./io.ts";
import {
  commonOptions,
  describeOption,
  flagsOf,
  type OptionName,
  type OptionRow,
  type Options,
  optionTable,
} from "./options.ts";

/** What a command line asks for: a command, or nothing more than what was printed already. */
export type Parsed =
  | {
      readonly kind: "command";
      readonly command: CommandRow;
      readonly args: string[];
      readonly options: Options;
    }
  | { readonly kind: "ended"; readonly status: number };

/**
 * Reads a command line. Help and version are printed here.
 * @throws HirteError `bad-argument`, in one line
 */
export function parseCommandLine(
  argv: readonly string[],
  io: { readonly stdout: Sink; readonly stderr: Sink; readonly columns?: number },
): Parsed {
  let found: Extract<Parsed, { kind: "command" }> | undefined;
  const program = buildProgram(io, (command, args) => {
    // The parsers and defaults of the option table make exactly these values.
    const options = program.opts() as Options;
    checkOptions(program, command);
    checkCount(command, args, options);
    found = { kind: "command", command, args, options };
  });
  try {
    const words = withOptionalValues(withOwnLongs(withOwnShorts(withForeignWords(argv))));
    program.parse(withoutHelpOfNothing(words), { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const isFine = error.exitCode === 0;
    if (isFine || error.code === "commander.help") {
      return { kind: "ended", status: isFine ? 0 : exitStatuses.usage.status };
    }
    throw new HirteError("bad-argument", oneLine(error.message), { cause: error });
  }
  return found ?? { kind: "ended", status: exitStatuses.usage.status };
}

function buildProgram(
  io: { readonly stdout: Sink; readonly stderr: Sink; readonly columns?: number },
  onCommand: (command: CommandRow, args: string[]) => void,
): Command {
  const program = new Command("hirtectl");
  const rowOf = (command: Command) => commandTable.find(({ name }) => name === command.name());
  program
    .description("Start, stop and watch systemd units on many machines.")
    .usage("[options] COMMAND [arguments]")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      // Told in one line by whoever catches it.
      outputError: () => {},
      getOutHelpWidth: () => io.columns ?? 80,
      getErrHelpWidth: () => io.columns ?? 80,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => title.replace(/^Global /, ""),
      subcommandTerm: (command) =>
        `${command.name()} ${rowOf(command)?.args[0] ?? "[COMMAND]"}`.trim(),
      optionDescription: (option) => {
        const row = Object.values<OptionRow>(optionTable).find(
          ({ flags }) => flags === option.flags,
        );
        return row ? describeOption(row) : option.description;
      },
      visibleOptions: (command) => {
        const all = Help.prototype.visibleOptions.call(plainHelp, command);
        return command === program ? all.filter(({ flags }) => isForAll(flags)) : [];
      },
      visibleGlobalOptions: (command) => {
        const takes = rowOf(command)?.options.map(attributeOf) ?? [];
        const all = Help.prototype.visibleGlobalOptions.call(plainHelp, command);
        return all.filter((option) => takes.includes(option.attributeName()));
      },
    })
    .helpCommand("help [command]", "Show help of a command.")
    .addHelpText(
      "after",
      "\nhirtectl help COMMAND tells the further options and the exit statuses of a command.",
    )
    .helpOption("-h, --help", "Show this help.");
  program.version(`hirtectl ${programVersion}`, "-V, --version", "Print the version.");
  for (const row of Object.values(optionTable)) program.addOption(optionOf(row));
  for (const row of commandTable) {
    program
      .command(row.name)
      .summary(row.summary)
      .description([row.summary, ...row.details].join("\n\n"))
      .usage(row.args[0] ?? "")
      .argument("[words...]")
      .helpOption("-h, --help", "Show this help.")
      .configureHelp({
        ...program.configureHelp(),
        visibleArguments: () => [],
        commandUsage: () => usageOf(row),
      })
      .addHelpText("after", `\n${exitHelp(row)}`)
      .action((words: string[]) => onCommand(row, words));
  }
  return program;
}

/** Commander's own idea of what to show, before ours narrows it. */
const plainHelp = Object.assign(new Help(), { showGlobalOptions: true });

/** Options of the connection and of printing are told of at the top, the others with their commands. */
function isForAll(flags: string): boolean {
  const rows = Object.entries<OptionRow>(optionTable);
  const name = rows.find(([, row]) => row.flags === flags)?.[0];
  return name === undefined || commonOptions.some((common) => common === name);
}

function optionOf(row: OptionRow): Option {
  const option = new Option(row.flags, row.summary);
  if (row.default !== undefined) option.default(row.default);
  if (row.choices) return option.choices(row.choices);
  if (!/[<[]/.test(row.flags)) return option;
  const parse = row.parse;
  return option.argParser((text, before) => {
    // As comes of a shell variable that is not set: the default is not what was meant.
    if (text.trim() === "" && row.flags.includes("<")) throw new InvalidArgumentError(isEmpty);
    try {
      return parse ? parse(text, before) : text;
    } catch (error) {
      if (isHirteError(error)) throw new InvalidArgumentError(error.message);
      throw error;
    }
  });
}

/** Help of a command that does not exist: the word alone, which commander then says is none. */
function withoutHelpOfNothing(argv: readonly string[]): readonly string[] {
  const at = wordAt(argv, 0);
  const name = argv[at] === "help" ? argv[wordAt(argv, at + 1)] : undefined;
  const isKnown =
    name === undefined || ["help", "--", ...commandTable.map((row) => row.name)].includes(name);
  return isKnown ? argv : [name];
}

const isEmpty = "it is empty; leave the option out for its default";

/** The words, with a `--` before those that belong to somebody else. */
export function withForeignWords(argv: readonly string[]): readonly string[] {
  const at = wordAt(argv, 0);
  const row = commandTable.find(({ name }) => name === argv[at]);
  if (row?.ownWords === undefined) return argv;
  let next = at + 1;
  for (let left = row.ownWords; left >= 0; left--) {
    next = wordAt(argv, next);
    if (next >= argv.length || argv[next] === "--") return argv;
    if (left > 0) next++;
  }
  return [...argv.slice(0, next), "--", ...argv.slice(next)];
}

/** The words, where a short flag that the command gives a meaning of its own is written out. */
export function withOwnShorts(argv: readonly string[]): readonly string[] {
  const at = wordAt(argv, 0);
  const shorts = commandTable.find(({ name }) => name === argv[at])?.shorts;
  if (!shorts) return argv;
  const end = argv.includes("--") ? argv.indexOf("--") : argv.length;
  return argv.flatMap((word, i) => {
    const own = i < end && /^-[a-z]/.test(word) ? shorts[word.charAt(1)] : undefined;
    if (own === undefined) return [word];
    const long = /--[a-z-]+/.exec(optionTable[own].flags)?.[0] ?? word;
    return word.length === 2 ? [long] : [`${long}=${word.slice(2)}`];
  });
}

/** Where, from there on, the next word stands that is neither an option nor the value of one; `--` counts as one. */
function wordAt(argv: readonly string[], from: number): number {
  const rows = Object.values<OptionRow>(optionTable);
  for (let at = from; at < argv.length; at++) {
    const word = argv[at] ?? "";
    if (!/^-./.test(word) || word === "--") return at;
    const row = rows.find(({ flags }) => flags.split(/[ ,]+/).includes(word));
    if (row?.flags.includes("<")) at++;
  }
  return argv.length;
}

/** An option given to a command that does nothing with it is a mistake somebody should know of. */
/** The words behind a command, with what means another option there than in front of it. */
function withOwnLongs(argv: readonly string[]): readonly string[] {
  const at = wordAt(argv, 0);
  const longs = commandTable.find(({ name }) => name === argv[at])?.longs;
  if (!longs) return argv;
  const end = argv.includes("--") ? argv.indexOf("--") : argv.length;
  return argv.map((word, i) => {
    const [flag = "", ...value] = word.split("=");
    const own = i > at && i < end ? longs[flag] : undefined;
    if (own === undefined) return word;
    return [/--[a-z-]+/.exec(optionTable[own].flags)?.[0] ?? flag, ...value].join("=");
  });
}

function checkOptions(program: Command, command: CommandRow): void {
  const takes: readonly string[] = command.options.map(attributeOf);
  for (const option of program.options) {
    const name = option.attributeName();
    if (name === "version" || takes.includes(name)) continue;
    if (program.getOptionValueSource(name) === "cli") {
      throw new HirteError(
        "bad-argument",
        `${command.name} takes no ${option.long}; see hirtectl help ${command.name}`,
      );
    }
  }
}

function checkCount(command: CommandRow, args: readonly string[], { all }: Options): void {
  const { least, most } = command.count;
  // --all stands for NODE: beside it a name of a node would be passed over, and more be done than was meant.
  const spared = all && least > 0 ? 1 : 0;
  if (args.length >= least - spared && args.length <= most - spared) return;
  const forms = command.args.map((form) => `hirtectl ${command.name} ${form}`.trim()).join(", or ");
  const what = args.length > most - spared ? "too many arguments" : "something is missing";
  throw new HirteError("bad-argument", `${command.name}: ${what}; usage: ${forms}`);
}

/** The usage lines of a command. */
export function usageOf(row: CommandRow): string {
  return row.args.map((form) => `hirtectl ${row.name} [options] ${form}`.trim()).join("\n       ");
}

function exitHelp(row: CommandRow): string {
  const lines = row.exits
    .map((name) => exitStatuses[name])
    .toSorted((a, b) => a.status - b.status)
    .map(({ status, summary }) => `  ${String(status).padEnd(5)}${wrapped(summary, 7, 80)}`);
  return ["Exit status (several targets: the highest):", ...lines].join("\n");
}

/** Text in lines of `width` columns, the second and later ones indented. */
function wrapped(text: string, indent: number, width: number): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line === "") lines[lines.length - 1] = word;
    else if (indent + line.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join(`\n${" ".repeat(indent)}`);
}

const optionalLong = Object.values<OptionRow>(optionTable).flatMap(({ flags }) =>
  flags.includes(" [") ? flagsOf(flags) : [],
);

/**
 * A value that may be left out stands behind a `=`, as with getopt_long: the next word is none. What follows
 * `--` is no option at all.
 */
function withOptionalValues(argv: readonly string[]): readonly string[] {
  const end = argv.includes("--") ? argv.indexOf("--") : argv.length;
  return argv.map((word, at) => {
    if (at >= end) return word;
    if (word.endsWith("=") && optionalLong.includes(word.slice(0, -1))) {
      throw new HirteError("bad-argument", `option '${word}': ${isEmpty}`);
    }
    return optionalLong.includes(word) ? `${word}=` : word;
  });
}

/** Commander's own name of an option: `--no-x` is x. */
function attributeOf(name: OptionName): string {
  return new Option(optionTable[name].flags).attributeName();
}

function oneLine(message: string): string {
  return message
    .replace(/^error: /, "")
    .replace(" is invalid. ", ": ")
    .trim()
    .replace(/\s*\n\s*/g, " ");
}
