import { parseDurationMs } from "../src/core/duration.ts";
import { HirteError } from "../src/core/errors.ts";
import type { JobMode, UserRole } from "../src/protocol/generated/schemas.ts";
import { unitPatternOf } from "../src/units/unit-name.ts";

/** How results are written. */
export type OutputForm = "table" | "json" | "jsonl";

/** All options with their values. */
export interface Options {
  readonly host: readonly string[];
  readonly port?: number;
  readonly tls?: "on" | "off";
  readonly tlsCaFile?: string;
  readonly allowInsecure?: "yes" | "no";
  /** Milliseconds. */
  readonly expires?: number;
  readonly user?: string;
  readonly config?: string;
  readonly passwordFile?: string;
  readonly output: OutputForm;
  readonly headers: boolean;
  readonly quiet: boolean;
  /** Milliseconds. */
  readonly timeout?: number;
  /** Milliseconds. */
  readonly startWithin?: number;
  readonly block: boolean;
  /** Milliseconds. */
  readonly settle: number;
  readonly jobMode: JobMode;
  readonly parallel: number;
  readonly all: boolean;
  readonly lines?: number;
  readonly follow: boolean;
  readonly since?: string;
  readonly until?: string;
  readonly priority?: string;
  readonly dryRun: boolean;
  readonly runtime: boolean;
  readonly force: boolean;
  readonly reload: boolean;
  readonly killWhom?: "main" | "control" | "all";
  readonly signal?: string;
  readonly property?: readonly string[];
  readonly value: boolean;
  readonly empty: boolean;
  /** Milliseconds; Infinity without a limit. */
  readonly wait?: number;
  readonly monitor: boolean;
  readonly yes: boolean;
  readonly watch: boolean;
  readonly pipe: boolean;
  readonly unit?: string;
  readonly uid?: string;
  readonly setenv: readonly string[];
  readonly workingDirectory?: string;
  readonly role?: UserRole;
  /** Names and patterns of nodes, and of units. */
  readonly nodes?: readonly string[];
  readonly units?: readonly string[];
  readonly passwordStdin: boolean;
  readonly by?: string;
  readonly node?: string;
  readonly failed: boolean;
  readonly directory?: string;
  readonly expect?: string;
}

/** A row of the option table. */
export interface OptionRow {
  /** As commander reads them; `--no-x` makes an option that is on by default. */
  readonly flags: string;
  readonly summary: string;
  readonly default?: unknown;
  /** The default in words, for help. */
  readonly defaultText?: string;
  /** @throws HirteError `bad-argument` */
  readonly parse?: (text: string, before: unknown) => unknown;
  readonly choices?: readonly string[];
}

/** As good as all. */
const mostLines = 1_000_000_000;

/** Every option there is. Each command names those it takes. */
export const optionTable = {
  host: {
    flags: "-H, --host <host[:port]>",
    summary:
      "Where hirte is; may be given several times, tried in order. unix:PATH, alone: its socket on this machine.",
    default: [],
    defaultText:
      "HIRTE_HOST, or HIRTE_SOCKET, or hirte's socket where it can be opened, or as /etc/hirte says, or 127.0.0.1",
    parse: (text, before) => [...(before as readonly string[]), ...hostNames(text)],
  },
  port: {
    flags: "-p, --port <port>",
    summary: "Port of hosts named without one.",
    defaultText: "HIRTE_PORT, ManagerPort= of the configuration, or 2020",
    parse: (text) => wholeNumber(text, 1, 65_535),
  },
  tls: {
    flags: "--tls <on|off>",
    summary: "Whether hirte is spoken to over TLS.",
    defaultText: "HIRTE_TLS, or as /etc/hirte says, or on",
    choices: ["on", "off"],
  },
  tlsCaFile: {
    flags: "--tls-ca-file <file>",
    summary: "Certificate of the CA that must have signed hirte's.",
    defaultText: "HIRTE_TLSCAFILE, or /etc/hirte/ca.pem, or what hirte shows on its own machine",
    parse: (text) => absolutePath(text),
  },
  allowInsecure: {
    flags: "--allow-insecure <yes|no>",
    summary:
      "Whether a password may be shown to another machine without TLS, where others can read it.",
    defaultText: "HIRTE_ALLOW_INSECURE, or as /etc/hirte says, or no",
    choices: ["yes", "no"],
  },
  expires: {
    flags: "--expires <duration>",
    summary: "node add: how long the line may be used, 7d at most.",
    defaultText: "1h",
    parse: (text) => lifeTime(text),
  },
  user: {
    flags: "--user <name>",
    summary: "Name to ask under. At hirte's socket it is LOGIN@local.",
    defaultText: "login name",
    parse: (text) => userName(text),
  },
  config: {
    flags: "-c, --config <file>",
    summary: "Configuration to read in place of /etc/hirte/hirte.conf.",
  },
  passwordFile: {
    flags: "--password-file <file>",
    summary: "File with the password, which nobody but its owner may read.",
    defaultText: "HIRTE_PASSWORD_FILE, or PasswordFile= of hirtectl.conf, or no password",
    parse: (text) => absolutePath(text),
  },
  output: {
    flags: "-o, --output <form>",
    summary: "Form of results; json is one document, jsonl one a line.",
    default: "table",
    choices: ["table", "json", "jsonl"],
  },
  headers: { flags: "--no-headers", summary: "Tables without their header row." },
  quiet: { flags: "-q, --quiet", summary: "Errors only: no notes, no warnings.", default: false },
  timeout: {
    flags: "--timeout <duration>",
    summary:
      "Jobs: cancelled in systemd when still running after this long. Questions: how long to wait for the answer. Connecting to hirte takes no longer either, and 5s at most.",
    defaultText:
      "jobs: the unit's own timeouts; poweroff and reboot: 5min until they are confirmed; questions: 15s",
    parse: (text) => positiveDuration(text),
  },
  startWithin: {
    flags: "--start-within <duration>",
    summary: "A job is never begun later than this.",
    defaultText: "90s, and not more than --timeout",
    parse: (text) => positiveDuration(text),
  },
  block: {
    flags: "--no-block",
    summary: "Return when hirte has taken the job on, and print its id.",
  },
  settle: {
    flags: "--settle <duration>",
    summary:
      "start and restart of a Type=simple, exec or idle service: how long it must hold; 0 switches it off, 1min at most.",
    default: 100,
    defaultText: "100ms",
    parse: (text) => settleTime(text),
  },
  jobMode: {
    flags: "--job-mode <mode>",
    summary: "How systemd treats conflicting queued jobs.",
    default: "replace",
    choices: ["replace", "fail", "isolate", "ignore-dependencies", "ignore-requirements"],
  },
  parallel: {
    flags: "--parallel <number>",
    summary: "Targets at a time.",
    default: 64,
    parse: (text) => wholeNumber(text, 1, 10_000),
  },
  all: { flags: "--all", summary: "All nodes; then no node is named.", default: false },
  lines: {
    flags: "-n, --lines <number>",
    summary:
      "status: log lines of each unit, 1000 at most. logs: the last so many entries, or all. audit: the last so many requests, 100000 at most.",
    defaultText:
      "status: 10; logs: all, with --follow the last 10 or those --since; audit: 1000, with --since 100000",
    parse: (text) => (text === "all" ? mostLines : wholeNumber(text, 0, mostLines)),
  },
  follow: {
    flags: "-f, --follow",
    summary: "Go on with new entries as they come, until Ctrl-C.",
    default: false,
  },
  since: {
    flags: "--since <time>",
    summary:
      'Entries from this time on, as journalctl reads it on the node, audit as hirtectl reads it here: "2026-01-31 10:00", today, -1h.',
    parse: (text) => journalTime(text),
  },
  until: {
    flags: "--until <time>",
    summary: "Entries up to this time.",
    parse: (text) => journalTime(text),
  },
  priority: {
    flags: "--priority <level>",
    summary:
      "Entries of this priority and more urgent ones, by name or number, or of a range: err, 4, warning..info.",
    parse: (text) => priority(text),
  },
  dryRun: {
    flags: "--dry-run",
    summary: "Say what would be asked of whom, and ask for nothing.",
    default: false,
  },
  runtime: { flags: "--runtime", summary: "Only until the next boot.", default: false },
  force: {
    flags: "--force",
    summary: "Replace links that are in the way.",
    default: false,
  },
  reload: {
    flags: "--no-reload",
    summary: "Do not have systemd reload its configuration afterwards.",
  },
  killWhom: {
    flags: "--kill-whom <whom>",
    summary: "Which processes of the unit.",
    defaultText: "all",
    choices: ["main", "control", "all"],
  },
  signal: {
    flags: "-s, --signal <signal>",
    summary: "Signal by name (SIGHUP, HUP, RTMIN+3) or number.",
    defaultText: "SIGTERM",
  },
  property: {
    flags: "--property <property>",
    summary:
      "show: only these properties, separated by commas. run, exec: NAME=VALUE of the unit. May be given several times.",
    parse: (text, before) => [...((before as readonly string[] | undefined) ?? []), text],
  },
  value: { flags: "--value", summary: "Values without names.", default: false },
  empty: {
    flags: "--empty",
    summary: "Properties without a value too, as systemctl show --all prints them.",
    default: false,
  },
  wait: {
    flags: "--wait [duration]",
    summary:
      "is-online: wait for it, for ever or for --wait=DURATION. run: until the command has ended.",
    // Without a value nothing is between the = and the end of the word.
    parse: (text) => (text === "" ? Number.POSITIVE_INFINITY : positiveDuration(text)),
  },
  watch: {
    flags: "-w, --watch",
    summary: "Show it again after each change, until Ctrl-C.",
    default: false,
  },
  yes: {
    flags: "-y, --yes",
    summary: "Do not ask before several nodes are switched off or rebooted.",
    default: false,
  },
  monitor: {
    flags: "--monitor",
    summary: "Go on, in silence, until it is not so any more.",
    default: false,
  },
  pipe: {
    flags: "--pipe",
    summary: "Print the output of the command as it comes; includes --wait.",
    default: false,
  },
  unit: {
    flags: "--unit <name>",
    summary:
      "run, exec: name of the unit the command runs in. audit: only these units, patterns too.",
    defaultText: "run, exec: hirte-run-ID.service",
  },
  uid: {
    flags: "--uid <user>",
    summary: "Who runs the command on the node.",
    defaultText: "root",
    parse: (text) => loginName(text),
  },
  setenv: {
    flags: "--setenv <name=value>",
    summary: "Variable of the command; may be given several times.",
    default: [],
    defaultText: "none",
    parse: (text, before) => [...(before as readonly string[]), variable(text)],
  },
  workingDirectory: {
    flags: "--working-directory <path>",
    summary: "Where the command runs on the node.",
    defaultText: "/",
    parse: (text) => absolutePath(text),
  },
  role: {
    flags: "--role <role>",
    summary:
      "What the user may do: ask and read logs; also act on nodes and units; also say who may do what.",
    choices: ["viewer", "operator", "admin"],
  },
  nodes: {
    flags: "--nodes <patterns>",
    summary: "Nodes that the user may act on and ask, names and patterns (web-*,db1).",
    defaultText: "user add: all; user set: as before",
    parse: (text) => patterns(text, nodePattern),
  },
  units: {
    flags: "--units <patterns>",
    summary: "Units that an operator may act on, names and patterns (app-*,nginx).",
    defaultText: "user add: all; user set: as before",
    parse: (text) => patterns(text, unitPatternOf),
  },
  passwordStdin: {
    flags: "--password-stdin",
    summary:
      "Read the password from standard input, its first line; with passwd for one's own, the old one from the first and the new one from the second.",
    default: false,
  },
  by: {
    flags: "--by <user>",
    summary: "Only what this user asked for.",
    parse: (text) => userName(text),
  },
  node: {
    flags: "--node <node>",
    summary: "Only what was asked of these nodes, or about them: names and patterns, with commas.",
  },
  failed: {
    flags: "--failed",
    summary: "Only what was refused or did not end well.",
    default: false,
  },
  directory: {
    flags: "--directory <path>",
    summary: "verify: where the log is.",
    defaultText: "StateDirectory= of hirte.conf",
    parse: (text) => absolutePath(text),
  },
  expect: {
    flags: "--expect <record>",
    summary: "verify: the log must hold this record: a hash, or NUMBER:HASH as verify prints it.",
    parse: (text) => recordName(text),
  },
} as const satisfies Readonly<Record<keyof Options, OptionRow>>;

/** Options of the connection and of printing. */
export const commonOptions = [
  "host",
  "port",
  "tls",
  "tlsCaFile",
  "allowInsecure",
  "user",
  "config",
  "passwordFile",
  "output",
  "headers",
  "quiet",
] as const satisfies readonly OptionName[];

/** What an option does, with its choices and its default. */
export function describeOption({
  summary,
  choices,
  default: preset,
  defaultText,
}: OptionRow): string {
  const isTold = typeof preset === "string" || typeof preset === "number";
  const facts = [
    ...(choices ? [`one of ${choices.join(", ")}`] : []),
    ...(defaultText !== undefined || isTold ? [`default: ${defaultText ?? preset}`] : []),
  ];
  return facts.length === 0 ? summary : `${summary} (${facts.join("; ")})`;
}

/** The ways to write an option: `-H, --host <host>` is -H and --host. */
export function flagsOf(flags: string): readonly string[] {
  return flags.replace(/[<[].*/, "").match(/-[\w-]+/g) ?? [];
}

/** Name of an option. */
export type OptionName = keyof typeof optionTable;

function patterns(text: string, check: (pattern: string) => string): readonly string[] {
  return text.split(",").map((one) => check(one.trim()));
}

function nodePattern(text: string): string {
  if (/^[A-Za-z0-9._*?!^[\]-]{1,63}$/.test(text)) return text;
  throw new HirteError("bad-argument", `"${text}" is not the name of a node, nor a pattern`);
}

function hostNames(text: string): readonly string[] {
  const names = text.split(",").map((name) => name.trim());
  if (!names.includes("")) return names;
  throw new HirteError("bad-argument", "one of the names is empty");
}

function wholeNumber(text: string, least: number, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most) {
    throw new HirteError("bad-argument", `a whole number from ${least} to ${most} is needed`);
  }
  return number;
}

function journalTime(text: string): string {
  if (/^[ -~]{1,64}$/.test(text)) return text;
  throw new HirteError("bad-argument", "it is no time: 64 plain characters at most");
}

function priority(text: string): string {
  const level = "(emerg|alert|crit|err|warning|notice|info|debug|[0-7])";
  if (new RegExp(`^${level}(\\.\\.${level})?$`).test(text)) return text;
  throw new HirteError(
    "bad-argument",
    "one of emerg, alert, crit, err, warning, notice, info, debug, or 0 to 7, or two of them as in err..info",
  );
}

function variable(text: string): string {
  if (/^[A-Za-z_][A-Za-z0-9_]*=/.test(text)) return text;
  throw new HirteError("bad-argument", "it is not NAME=VALUE");
}

function loginName(text: string): string {
  if (/^[A-Za-z0-9._@-]{1,63}$/.test(text)) return text;
  throw new HirteError("bad-argument", "it is no user's name, nor a number");
}

function recordName(text: string): string {
  if (/^([1-9]\d{0,14}:)?[0-9a-f]{64}$/.test(text)) return text;
  throw new HirteError("bad-argument", "64 hexadecimal digits are needed, or NUMBER:HASH");
}

function absolutePath(text: string): string {
  if (/^\/[^\n]*$/.test(text)) return text;
  throw new HirteError("bad-argument", "a path that begins with / is needed");
}

function positiveDuration(text: string): number {
  const ms = parseDurationMs(text);
  if (ms <= 0) throw new HirteError("bad-argument", "it must be longer than nothing");
  if (ms > 7 * 86_400_000) throw new HirteError("bad-argument", "it must not be longer than 7d");
  return ms;
}

function lifeTime(text: string): number {
  const ms = positiveDuration(text);
  if (ms >= 1000) return ms;
  throw new HirteError("bad-argument", "it must not be shorter than 1s");
}

function settleTime(text: string): number {
  const ms = parseDurationMs(text);
  if (ms > 60_000) throw new HirteError("bad-argument", "it must not be longer than 1min");
  return ms;
}

/**
 * A name to ask under, as topics allow it.
 * @throws HirteError `bad-argument`
 */
export function userName(text: string): string {
  if (/^[A-Za-z0-9._@-]{1,63}$/.test(text)) return text;
  throw new HirteError(
    "bad-argument",
    `"${text}" is not a user's name here: letters, digits, . _ @ - only, 63 at most; --user names another`,
  );
}
