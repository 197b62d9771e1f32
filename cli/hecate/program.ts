import { Command, CommanderError, Option } from "commander";
import { HirteError, isHirteError } from "../../src/core/errors.ts";
import { programVersion } from "../../src/core/version.ts";
import {
  type HecateCommandRow,
  type HecateIo,
  type HecateOptionRow,
  type HecateOptions,
  hecateCommandTable,
  hecateOptionTable,
} from "./commands.ts";
import { hecateExits } from "./exit-codes.ts";
import { wrapped } from "./lay-out.ts";

/** Runs one command line of hecate. @returns its exit status */
export async function runHecate(argv: readonly string[], io: HecateIo): Promise<number> {
  try {
    const parsed = parse(argv, io);
    if (parsed === undefined) return hecateExits.done.status;
    const { row, args, options } = parsed;
    const handle = await row.load();
    return await handle({ args, options, io });
  } catch (error) {
    if (!isHirteError(error)) throw error;
    // Of a configuration, everything that is wrong is told, a line each.
    for (const line of error.message.split("\n")) io.stderr.write(`hecate: ${line}\n`);
    if (error.code === "bad-argument") return hecateExits.usage.status;
    if (error.code === "not-reachable") return hecateExits.unavailable.status;
    return hecateExits[error.code === "bad-config" ? "config" : "failed"].status;
  }
}

interface Parsed {
  readonly row: HecateCommandRow;
  readonly args: readonly string[];
  readonly options: HecateOptions;
}

/**
 * @returns undefined: help or version was asked for, and is printed
 * @throws HirteError `bad-argument`, in one line
 */
function parse(argv: readonly string[], io: HecateIo): Parsed | undefined {
  let found: Parsed | undefined;
  const program = hecateProgram(io, (parsed) => {
    found = parsed;
  });
  try {
    program.parse([...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    const [first, second] = argv;
    const text =
      error.code === "commander.help"
        ? first === "help" && second !== undefined
          ? `unknown command '${second}'`
          : "which command? hecate --help lists them"
        : `${error.message.replace(/^error: /, "").replaceAll("\n", " ")}${placeOf(error, argv)}`;
    throw new HirteError("bad-argument", text, { cause: error });
  }
  return found;
}

/** Where an option belongs that stands before the command. */
function placeOf({ code }: CommanderError, [first = ""]: readonly string[]): string {
  if (code !== "commander.unknownOption" || !first.startsWith("-")) return "";
  return "; options stand behind the command, as in hecate check-config -c FILE";
}

/** The command line, from the tables. */
export function hecateProgram(
  io: Pick<HecateIo, "env" | "stdout" | "stderr">,
  onCommand: (parsed: Parsed) => void,
): Command {
  const program = new Command("hecate")
    .description("Watch the power of a cluster, and shut it down in time.")
    .usage("COMMAND [options] [arguments]")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: () => undefined,
      outputError: () => undefined,
    })
    .configureHelp({
      // In place of the words that commander is told to leave to us.
      subcommandTerm: (command) => {
        const row = hecateCommandTable.find(({ name }) => name === command.name());
        return `${command.name()} ${row?.args ?? "[COMMAND]"}`.trim();
      },
    })
    .helpOption("-h, --help", "Show this help.")
    .helpCommand("help [command]", "Show help of a command.")
    .version(`hecate ${programVersion}`, "-V, --version", "Print the version.");
  for (const row of hecateCommandTable) {
    const command = program
      .command(row.name)
      .summary(row.summary)
      .description([row.summary, ...row.details].join("\n\n"))
      .usage(["[options]", row.args].join(" ").trim())
      .argument("[words...]")
      .helpOption("-h, --help", "Show this help.")
      .configureHelp({ ...program.configureHelp(), visibleArguments: () => [] })
      .copyInheritedSettings(program)
      .addHelpText("after", `\nExit status:\n${exitLines(row).join("\n")}`)
      .action((words: string[]) => {
        checkCount(row, words);
        // The option table makes exactly these values.
        onCommand({ row, args: words, options: withVariables(command.opts(), row, io.env) });
      });
    for (const name of row.options) command.addOption(optionOf(hecateOptionTable[name]));
  }
  return program;
}

/** Lines of a command's help. */
function exitLines(row: HecateCommandRow): readonly string[] {
  return row.exits.flatMap((name) => {
    const { status, summary } = hecateExits[name];
    const look = { isColoured: false, columns: 80 };
    return wrapped(summary, { first: `  ${String(status).padEnd(5)}`, tone: "plain", look });
  });
}

function optionOf(row: HecateOptionRow): Option {
  const variable = row.variable === undefined ? "" : ` (${row.variable})`;
  const option = new Option(row.flags, `${row.summary}${variable}`);
  return row.choices ? option.choices(row.choices) : option;
}

/** What the environment says where the command line says nothing; an empty variable says nothing. */
function withVariables(
  given: HecateOptions,
  row: HecateCommandRow,
  env: HecateIo["env"],
): HecateOptions {
  const values: Record<string, unknown> = { ...given };
  for (const name of row.options) {
    const option: HecateOptionRow = hecateOptionTable[name];
    const { variable, choices } = option;
    const value = variable === undefined ? undefined : env[variable] || undefined;
    if (values[name] !== undefined || value === undefined) continue;
    if (choices && !choices.includes(value)) {
      throw new HirteError("bad-argument", `${variable}: write one of ${choices.join(", ")}`);
    }
    values[name] = value;
  }
  // As above.
  return values as HecateOptions;
}

function checkCount(
  { name, args, count, options }: HecateCommandRow,
  words: readonly string[],
): void {
  if (words.length >= count.least && words.length <= count.most) return;
  const usage = `hecate ${name} ${args}`.trim();
  const file = count.most === 0 && options.includes("config") ? " [-c FILE]" : "";
  throw new HirteError("bad-argument", `wrong number of arguments; usage: ${usage}${file}`);
}
