import type { HirteClient } from "../src/client/hirte-client.ts";
import type { ExitName } from "./exit-codes.ts";
import type { Io } from "./io.ts";
import type { OptionName, Options } from "./options.ts";

/** One call of hirtectl, understood. */
export interface Call {
  readonly command: CommandRow;
  readonly args: readonly string[];
  readonly options: Options;
  readonly io: Io;
  /**
   * Connects to hirte.
   * @throws HirteError `not-reachable`, `bad-config`, `closed`
   */
  readonly connect: () => Promise<HirteClient>;
}

/** Carries a call out. @returns its exit status */
export type Handler = (call: Call) => Promise<number>;

/** A row of the command table. */
export interface CommandRow {
  readonly name: string;
  /** Forms of its arguments, for help. */
  readonly args: readonly string[];
  /** Fewest and most arguments; with --all one less, for then no node is named. */
  readonly count: { readonly least: number; readonly most: number };
  readonly summary: string;
  readonly details: readonly string[];
  readonly options: readonly OptionName[];
  readonly exits: readonly ExitName[];
  /** Loaded when it is called, so that no command pays for the others. */
  readonly load: () => Promise<Handler>;
}

const any = Number.POSITIVE_INFINITY;
const connecting = ["host", "port", "user", "config"] as const;
const printing = ["output", "headers", "quiet"] as const;
const trouble = ["usage", "refused", "unreachable", "interrupted"] as const;

const nodeSets =
  "NODE is the name of a node, several (node1,node2) or a pattern (web-*), quoted against the shell.";
const unitNames =
  "UNIT is the name of a unit; without a suffix it is a service, as with systemctl. A pattern (app-*) stands for the loaded units it matches.";

const jobOptions = [
  ...connecting,
  "output",
  "quiet",
  "all",
  "timeout",
  "startWithin",
  "block",
  "jobMode",
  "parallel",
] as const satisfies readonly OptionName[];
const jobExits = [
  "done",
  "failed",
  "unknownName",
  "offline",
  "late",
  "unknownOutcome",
  ...trouble,
] as const satisfies readonly ExitName[];

function jobCommand(
  name: string,
  summary: string,
  extra: { readonly details?: readonly string[]; readonly options?: readonly OptionName[] } = {},
): CommandRow {
  return {
    name,
    args: ["NODE UNIT…", "--all UNIT…"],
    count: { least: 2, most: any },
    summary,
    details: [
      nodeSets,
      unitNames,
      ...(extra.details ?? []),
      "Silent when one target is done; with several, each gets its own line. What failed is told on standard error, with the state of the unit and its last log lines. Ctrl-C ends the wait, not the job.",
    ],
    options: [...jobOptions, ...(extra.options ?? [])],
    exits: jobExits,
    load: async () => (await import("./jobs.ts")).runJobs,
  };
}

const settling =
  "A Type=simple, exec or idle service, which does not say when it is ready, counts as done only when it still holds after --settle.";

const running = [
  "One word is a command line for sh -c on the node, several are a program and its arguments. Options of the command come after --.",
  "The node must say AllowExec=yes; otherwise it is refused with 7.",
];
const runOptions = [
  ...connecting,
  "timeout",
  "startWithin",
  "unit",
  "userName",
  "property",
] as const satisfies readonly OptionName[];

/** Every verb of hirtectl. Parser, help and docs/hirtectl.md derive from it. */
export const commandTable: readonly CommandRow[] = [
  {
    name: "list-nodes",
    args: [""],
    count: { least: 0, most: 0 },
    summary: "List the nodes and their state.",
    details: ["Columns: NODE, STATE (online, unreachable, offline), LAST SEEN."],
    options: [...connecting, ...printing, "timeout"],
    exits: ["done", "late", ...trouble],
    load: async () => (await import("./list.ts")).listNodes,
  },
  {
    name: "list-units",
    args: ["[NODE [UNIT…]]"],
    count: { least: 0, most: any },
    summary: "List the loaded units of all nodes, or of some.",
    details: [
      nodeSets,
      "Columns: UNIT, ACTIVE, SUB, DESCRIPTION; NODE in front unless one node was named. Units of a node that is not online are listed as last seen, with a note on standard error, and marked stale in JSON; where such a node was named, the exit status is 5.",
    ],
    options: [...connecting, ...printing, "all", "timeout"],
    exits: ["done", "unknownName", "offline", "late", ...trouble],
    load: async () => (await import("./list.ts")).listUnits,
  },
  {
    name: "status",
    args: ["[NODE [UNIT…]]", "--all [UNIT…]"],
    count: { least: 0, most: any },
    summary: "Show nodes, or units in detail with their last log lines.",
    details: [
      nodeSets,
      unitNames,
      "Follows systemctl: 0 when the unit is active, 3 when it is not, 4 when there is none; the highest of several. Of a node that is not online the last known state is shown, and the exit status is 5.",
    ],
    options: [...connecting, ...printing, "all", "lines", "timeout", "parallel"],
    exits: ["done", "inactive", "unknownName", "offline", "late", ...trouble],
    load: async () => (await import("./status.ts")).showStatus,
  },
  jobCommand("start", "Start units.", { details: [settling], options: ["settle"] }),
  jobCommand("stop", "Stop units."),
  jobCommand("restart", "Stop and start units again.", {
    details: [settling],
    options: ["settle"],
  }),
  jobCommand("reload", "Ask units to reload their configuration."),
  {
    name: "exec",
    args: ["NODE COMMAND…", "NODE -- COMMAND…"],
    count: { least: 2, most: any },
    summary: "Run a command on a node, and print its output.",
    details: [
      ...running,
      "The exit status is the command's own, or 128 and the number of the signal that ended it. What hirtectl itself has to say begins with hirtectl: on standard error; its own statuses, as below, can be a command's too. Ctrl-C stops the command on the node; so does a hirtectl that was killed, 15 s later. When output was lost, because the agent was restarted, this is said; the exit status is true all the same.",
    ],
    options: runOptions,
    exits: jobExits,
    load: async () => (await import("./exec.ts")).execute,
  },
  {
    name: "run",
    args: ["NODE -- COMMAND…"],
    count: { least: 2, most: any },
    summary: "Run a command in a unit of its own on a node.",
    details: [
      ...running,
      "Without --wait and --pipe it returns when the command was started, and prints the name of the unit; the output goes to the node's journal.",
    ],
    options: [...runOptions, "wait", "pipe", "block"],
    exits: jobExits,
    load: async () => (await import("./exec.ts")).run,
  },
  {
    name: "logs",
    args: ["NODE [UNIT…]", "--all [UNIT…]"],
    count: { least: 1, most: any },
    summary: "Print entries of a node's journal, those there are and those to come.",
    details: [
      nodeSets,
      "UNIT is the name of a unit; without a suffix it is a service. A pattern (app-*) stands for the units of which the journal holds entries when it is read. Without any, the whole journal is printed.",
      "Lines: TIME NODE WRITER[PID]: TEXT, in local time, as journalctl -o short prints them; those of several nodes as they come. -o jsonl prints the entries as documents, with node (schemas/stream.json).",
      "With --follow it goes on by itself after the node, its agent or hirte was away: nothing comes twice, nothing is missing. Ctrl-C ends that with 0. A reader that takes its time holds up the node's journalctl, and costs no memory anywhere; one that is gone leaves nothing running on the node, 15 s later at the latest.",
    ],
    options: [
      ...connecting,
      "output",
      "quiet",
      "all",
      "follow",
      "lines",
      "since",
      "until",
      "priority",
      "timeout",
    ],
    exits: ["done", "unknownName", "offline", "late", ...trouble],
    load: async () => (await import("./logs.ts")).showLogs,
  },
  {
    name: "monitor",
    args: ["[NODE [UNIT…]]"],
    count: { least: 0, most: any },
    summary: "Print a line for each change of a node or unit, until Ctrl-C.",
    details: [
      nodeSets,
      "Lines: TIME NODE UNIT ACTIVE SUB [RESULT]; a dash stands for UNIT where the node itself changed (TIME NODE - STATE REASON), and UNIT unloaded where a unit went away. What is named is printed once as it is, then its changes. When hirte is restarted it goes on by itself, and prints what has changed meanwhile. -o jsonl prints documents. Ends with 0 on Ctrl-C.",
    ],
    options: [...connecting, "output", "quiet", "all"],
    exits: ["done", "unknownName", ...trouble],
    load: async () => (await import("./monitor.ts")).monitor,
  },
  {
    name: "version",
    args: [""],
    count: { least: 0, most: 0 },
    summary: "Print the version of hirtectl.",
    details: ["Needs no connection."],
    options: [],
    exits: ["done", "usage"],
    load: async () => (await import("./version.ts")).printVersion,
  },
];
