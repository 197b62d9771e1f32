import { parseArgs } from "node:util";
import { HirteError, messageOf } from "../core/errors.ts";
import { environmentName, type Key, type Program, programs } from "./keys.ts";

/** What a daemon's command line asks for. */
export type DaemonArguments =
  | { readonly kind: "help" | "version" }
  | {
      readonly kind: "run";
      /** -c FILE */
      readonly file?: string;
      /** --user, of an agent. */
      readonly isUser?: true;
      /** Texts of options, by key name. */
      readonly flags: Readonly<Record<string, string>>;
    };

/**
 * Reads the arguments of a daemon; each configuration key has an option.
 * @throws HirteError `bad-argument`
 */
export function parseDaemonArguments(
  program: keyof typeof programs,
  argv: readonly string[],
): DaemonArguments {
  const keys = Object.entries<Key>(programs[program].keys);
  const options: Record<string, { type: "string" | "boolean"; short?: string }> = {
    config: { type: "string", short: "c" },
    help: { type: "boolean", short: "h" },
    version: { type: "boolean", short: "V" },
    ...(program === "hirte-agent" ? { user: { type: "boolean" } } : {}),
  };
  for (const [, { option }] of keys) {
    options[option.name] = {
      type: "string",
      ...(option.short === undefined ? {} : { short: option.short }),
    };
  }
  let values: Readonly<Record<string, unknown>>;
  try {
    ({ values } = parseArgs({ args: [...argv], options, allowPositionals: false }));
  } catch (cause) {
    throw new HirteError("bad-argument", `${messageOf(cause)}; see ${program} --help`, { cause });
  }
  if (values["help"] === true) return { kind: "help" };
  if (values["version"] === true) return { kind: "version" };
  const flags: Record<string, string> = {};
  for (const [name, { option }] of keys) {
    const value = values[option.name];
    if (typeof value === "string") flags[name] = value;
  }
  const file = values["config"];
  return {
    kind: "run",
    flags,
    ...(typeof file === "string" ? { file } : {}),
    ...(values["user"] === true ? { isUser: true } : {}),
  };
}

/** The help text of a daemon. */
export function daemonHelp(program: keyof typeof programs): string {
  const { file, section, keys }: Program = programs[program];
  const rows = [
    ["-c, --config FILE", `read FILE in place of /etc/hirte/${file} and ${file}.d`],
    ["-h, --help", "print this"],
    ["-V, --version", "print the version"],
    ...(program === "hirte-agent"
      ? [["    --user", "units of this user's systemd; reads ~/.config/hirte too"]]
      : []),
    ...Object.entries(keys).map(([name, { option }]) => [
      `${option.short === undefined ? "    " : `-${option.short}, `}--${option.name} ${option.argument}`,
      `${name}= of [${section}], ${environmentName(name)}`,
    ]),
  ];
  const width = Math.max(...rows.map(([left = ""]) => left.length));
  const lines = rows.map(([left = "", right = ""]) => `  ${left.padEnd(width)}  ${right}`);
  return `Usage: ${program} [OPTION]...\n\n${lines.join("\n")}\n`;
}
