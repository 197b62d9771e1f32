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
  /** `carriesPassword`: one will be sent over the connection, beyond what it proves itself by. */
  readonly connect: (purpose?: { readonly carriesPassword: boolean }) => Promise<HirteClient>;
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
  /** So many words are arguments of hirtectl; all that follows belongs to somebody else, options too. */
  readonly ownWords?: number;
  /** Short flags that stand for another option here than elsewhere, by their letter. */
  readonly shorts?: Readonly<Record<string, OptionName>>;
  /** Long flags that stand for another option behind the name of the command than in front of it. */
  readonly longs?: Readonly<Record<string, OptionName>>;
  readonly exits: readonly ExitName[];
  /** Loaded when it is called, so that no command pays for the others. */
  readonly load: () => Promise<Handler>;
}

const any = Number.POSITIVE_INFINITY;
const connecting = [
  "host",
  "port",
  "tls",
  "tlsCaFile",
  "allowInsecure",
  "user",
  "config",
  "passwordFile",
] as const;
const printing = ["output", "headers", "quiet"] as const;
const trouble = ["usage", "refused", "unreachable", "unwritten", "interrupted"] as const;

const nodeSets =
  "NODE is the name of a node, several (node1,node2) or a pattern (web-*), quoted against the shell.";
const unitNames =
  "UNIT is the name of a unit; without a suffix it is a service, as with systemctl. A pattern (app-*) stands for the loaded units it matches.";

const unitFiles =
  "UNIT is the name of a unit or template; without a suffix it is a service. It need not be loaded.";
const linkLines =
  "The links that are made and removed are told on standard error, as systemctl does.";

const jobOptions = [
  ...connecting,
  "output",
  "quiet",
  "all",
  "timeout",
  "startWithin",
  "block",
  "parallel",
  "dryRun",
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
  return changeCommand(name, summary, {
    ...extra,
    details: [unitNames, ...(extra.details ?? [])],
    options: ["jobMode", ...(extra.options ?? [])],
  });
}

/** A command that changes something on nodes; its arguments are NODE UNIT… unless it says otherwise. */
function changeCommand(
  name: string,
  summary: string,
  extra: {
    readonly args?: readonly string[];
    readonly count?: CommandRow["count"];
    readonly details?: readonly string[];
    readonly options?: readonly OptionName[];
  } = {},
): CommandRow {
  return {
    name,
    args: extra.args ?? ["NODE UNIT…", "--all UNIT…"],
    count: extra.count ?? { least: 2, most: any },
    summary,
    details: [
      nodeSets,
      ...(extra.details ?? []),
      "Silent when one target is done; with several, each gets its own line. What failed is told on standard error, with the state of the unit and its last log lines. Ctrl-C ends the wait, not the job.",
    ],
    options: [...jobOptions, ...(extra.options ?? [])],
    exits: jobExits,
    load: async () => (await import("./jobs.ts")).runJobs,
  };
}

function powerCommand(name: string, summary: string, confirmed: string): CommandRow {
  return {
    name,
    args: ["NODE", "--all"],
    count: { least: 1, most: 1 },
    summary,
    details: [
      nodeSets,
      `It is done when hirte ${confirmed}, and silent then. Where that is not seen within --timeout the exit status is 6: the node may still be on its way. --no-block returns when hirte has taken it on.`,
      "More than one node by its name (node1,node2, a pattern, --all) is asked back for on a terminal, and refused elsewhere, unless --yes is given.",
    ],
    options: [
      ...connecting,
      "output",
      "quiet",
      "all",
      "timeout",
      "startWithin",
      "block",
      "yes",
      "parallel",
      "dryRun",
    ],
    exits: jobExits,
    load: async () => (await import("./power.ts")).power,
  };
}

const settling =
  "A Type=simple, exec or idle service, which does not say when it is ready, counts as done only when it still holds --settle after its program was executed.";

const running = [
  "One word is a command line for sh -c on the node; several are a program and its arguments. From COMMAND on nothing is an option of hirtectl. Standard input is empty.",
  "The node must say AllowExec=yes in its agent.conf; otherwise it is refused with 7.",
];
const exiting =
  "The exit status is the command's own, or 128 and the number of the signal that ended it. What hirtectl itself has to say begins with `hirtectl:` on standard error; its own statuses, as below, can be a command's too.";
const leaving =
  "Ctrl-C stops the command and whatever it has started; so does a hirtectl that was killed, 15 s later. When the agent is restarted meanwhile the command goes on, what may be missing of its output is told, and the exit status is true all the same.";
const runOptions = [
  ...connecting,
  "timeout",
  "startWithin",
  "unit",
  "uid",
  "setenv",
  "workingDirectory",
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
    name: "node",
    args: ["add NAME", "remove NODE…", "allow NAME…", "disallow NODE…"],
    count: { least: 2, most: any },
    summary: "Say which nodes may join, while hirte runs.",
    details: [
      "add prints the line by which the machine joins, to be typed there: it allows the node, as allow does, and holds a right to one certificate. It works once, within --expires. For a node that has joined before the new certificate is one more; remove first where the old one is not to be trusted.",
      "remove disallows nodes, revokes all their certificates and cuts their connections at once. Neither is there where hirte says TLS=off or has another CA than its own (docs/tls.md).",
      "Names are whole ones: no sets, no patterns. What is said holds at once, over AllowedNodeNames= of hirte.conf, and outlives restarts of hirte. No other node notices. A node that is disallowed is told to leave, and cut off by the embedded broker where it does not: its open jobs end as lost, and its units go on running.",
      "Lines: NODE allowed or NODE disallowed, of those that have changed.",
    ],
    options: [...connecting, "output", "quiet", "timeout", "expires"],
    exits: ["done", "unknownName", "late", ...trouble],
    load: async () => (await import("./node.ts")).changeNodes,
  },
  {
    name: "user",
    args: ["add NAME", "set NAME", "passwd [NAME]", "remove NAME", "list"],
    count: { least: 1, most: 2 },
    summary: "Say who may use hirte, and for what.",
    details: [
      "Where hirte asks its clients who they are. All of it is for admins; passwd without NAME sets one's own password. Columns of list: USER, ROLE, NODES, UNITS.",
      "add needs --role. A viewer may ask questions and read logs; an operator may also act, on the nodes and units of its patterns; what concerns a whole node (run, poweroff, daemon-reload, isolate) needs --units '*'. Admins have no patterns. The last admin cannot be removed.",
      "The password, 8 to 256 characters, is asked for on the terminal, twice and without showing it, or read with --password-stdin. It is never an argument, which others could see. Whose password was set, and who was removed, is disconnected.",
    ],
    options: [...connecting, ...printing, "role", "nodes", "units", "passwordStdin", "timeout"],
    exits: ["done", "unknownName", "late", ...trouble],
    load: async () => (await import("./user.ts")).manageUsers,
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
      "With --watch it is shown again after each change, in place on a terminal, one below the other elsewhere; when hirte is away it says so, and goes on. Ctrl-C ends that with 0.",
    ],
    options: [...connecting, ...printing, "all", "lines", "watch", "timeout", "parallel"],
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
  changeCommand("isolate", "Start a unit, and stop all others that it does not need.", {
    args: ["NODE UNIT", "--all UNIT"],
    count: { least: 2, most: 2 },
    details: ["UNIT without a suffix is a target, as with systemctl."],
  }),
  changeCommand("enable", "Have units started at boot.", {
    details: [unitFiles, linkLines],
    options: ["runtime", "force", "reload"],
  }),
  changeCommand("disable", "Undo enable.", {
    details: [unitFiles, linkLines],
    options: ["runtime", "reload"],
  }),
  changeCommand("mask", "Make it impossible to start units.", {
    details: [unitFiles, linkLines],
    options: ["runtime", "force", "reload"],
  }),
  changeCommand("unmask", "Undo mask.", {
    details: [unitFiles, linkLines],
    options: ["runtime", "reload"],
  }),
  changeCommand("freeze", "Suspend the processes of units.", { details: [unitNames] }),
  changeCommand("thaw", "Undo freeze.", { details: [unitNames] }),
  changeCommand("kill", "Send a signal to the processes of units.", {
    details: [unitNames],
    options: ["signal", "killWhom"],
  }),
  changeCommand("reset-failed", "Forget that units failed; without units, that any did.", {
    args: ["[NODE [UNIT…]]", "--all [UNIT…]"],
    count: { least: 0, most: any },
    details: ["Without NODE: on all nodes."],
  }),
  changeCommand("daemon-reload", "Have systemd read its unit files again.", {
    args: ["NODE", "--all"],
    count: { least: 1, most: 1 },
  }),
  changeCommand("set-default", "Choose the target that is started at boot.", {
    args: ["NODE TARGET", "--all TARGET"],
    count: { least: 2, most: 2 },
    details: [linkLines],
  }),
  changeCommand("set-property", "Set resource controls of a unit.", {
    args: ["NODE UNIT NAME=VALUE…", "--all UNIT NAME=VALUE…"],
    count: { least: 3, most: any },
    details: [
      "As systemctl set-property on the node. Properties other than resource controls (systemd.resource-control(5)) need AllowExec=yes there.",
    ],
    options: ["runtime"],
  }),
  {
    ...changeCommand("set-loglevel", "Set how much an agent, or hirte, writes to its log.", {
      args: ["[NODE] LEVEL", "--all LEVEL"],
      count: { least: 1, most: 2 },
      details: [
        "LEVEL is error, warn, info or debug. Without NODE, hirte's own; --all means all agents. It holds until the daemon is started again, or reads its files again.",
      ],
    }),
    load: async () => (await import("./set-loglevel.ts")).setLogLevel,
  },
  {
    name: "is-active",
    args: ["NODE UNIT…", "--all UNIT…"],
    count: { least: 2, most: any },
    summary: "Print whether units are active.",
    details: [
      nodeSets,
      unitNames,
      "As systemctl on one node: 0 when one of the units is active, 3 when none is, 4 when there is none of them. Of several nodes the highest, and NODE UNIT STATE is printed.",
    ],
    options: [...connecting, "output", "quiet", "all", "timeout", "parallel"],
    exits: ["done", "inactive", "unknownName", "offline", "late", ...trouble],
    load: async () => (await import("./is-active.ts")).isActive,
  },
  {
    name: "is-failed",
    args: ["NODE UNIT…", "--all UNIT…"],
    count: { least: 2, most: any },
    summary: "Print whether units have failed.",
    details: [
      nodeSets,
      unitNames,
      "As systemctl on one node: 0 when one of the units has failed, 1 when none has, 4 when there is none of them. Of several nodes the highest.",
    ],
    options: [...connecting, "output", "quiet", "all", "timeout", "parallel"],
    exits: ["done", "failed", "unknownName", "offline", "late", ...trouble],
    load: async () => (await import("./is-active.ts")).isFailed,
  },
  {
    name: "is-enabled",
    args: ["NODE UNIT…", "--all UNIT…"],
    count: { least: 2, most: any },
    summary: "Print whether unit files are enabled.",
    details: [
      nodeSets,
      unitFiles,
      "As systemctl on one node: 0 when one of them is enabled (also enabled-runtime, static, alias, indirect, generated), 1 when none is, 4 when none of them exists. Of several nodes the highest.",
    ],
    options: [...connecting, "output", "quiet", "all", "timeout", "parallel"],
    exits: ["done", "failed", "unknownName", "offline", "late", ...trouble],
    load: async () => (await import("./unit-files.ts")).isEnabled,
  },
  {
    name: "list-unit-files",
    args: ["[NODE [PATTERN…]]", "--all [PATTERN…]"],
    count: { least: 0, most: any },
    summary: "List unit files, loaded or not, and whether they are enabled.",
    details: [
      nodeSets,
      "Columns: UNIT FILE, STATE; NODE in front unless one node was named. 1 when a node has none that match, as with systemctl.",
    ],
    options: [...connecting, ...printing, "all", "timeout", "parallel"],
    exits: ["done", "failed", "unknownName", "offline", "late", ...trouble],
    load: async () => (await import("./unit-files.ts")).listUnitFiles,
  },
  {
    name: "get-default",
    args: ["NODE", "--all"],
    count: { least: 1, most: 1 },
    summary: "Print the target that is started at boot.",
    details: [nodeSets],
    options: [...connecting, ...printing, "all", "timeout", "parallel"],
    exits: ["done", "unknownName", "offline", "late", ...trouble],
    load: async () => (await import("./unit-files.ts")).getDefault,
  },
  {
    name: "show",
    args: ["NODE [UNIT…]", "--all [UNIT…]"],
    count: { least: 1, most: any },
    summary: "Print properties of units, or of systemd itself, as systemctl show does there.",
    details: [
      nodeSets,
      unitNames,
      "A pattern stands for the units it matches that are not inactive, as with systemctl. -p is --property here, and no port.",
    ],
    shorts: { p: "property" },
    options: [
      ...connecting,
      ...printing,
      "all",
      "property",
      "value",
      "empty",
      "timeout",
      "parallel",
    ],
    exits: ["done", "failed", "unknownName", "offline", "late", ...trouble],
    load: async () => (await import("./show.ts")).showProperties,
  },
  {
    name: "cat",
    args: ["NODE UNIT…", "--all UNIT…"],
    count: { least: 2, most: any },
    summary: "Print the files that make up units.",
    details: [
      nodeSets,
      "As systemctl on one node: 1 when one of several units has no files; 4 when none of them has any.",
    ],
    options: [...connecting, ...printing, "all", "timeout", "parallel"],
    exits: ["done", "failed", "unknownName", "offline", "late", ...trouble],
    load: async () => (await import("./show.ts")).catFiles,
  },
  {
    name: "jobs",
    args: [""],
    count: { least: 0, most: 0 },
    summary: "List the jobs that have not ended.",
    details: ["Columns: ID, NODE, VERB, UNIT, STATE, USER, SINCE."],
    options: [...connecting, ...printing, "timeout"],
    exits: ["done", "late", ...trouble],
    load: async () => (await import("./job-queries.ts")).listJobs,
  },
  {
    name: "job",
    args: ["ID…"],
    count: { least: 1, most: any },
    summary: "Show jobs, open or ended.",
    details: ["The exit status is that of the job: 0 while it is open."],
    options: [...connecting, ...printing, "timeout"],
    exits: [...jobExits],
    load: async () => (await import("./job-queries.ts")).showJobs,
  },
  {
    name: "cancel",
    args: ["ID…"],
    count: { least: 1, most: any },
    summary: "Let go of jobs.",
    details: [
      "The last who waits for a systemd job cancels it there; how the job ends is what `job ID` says. One that has ended stays as it is.",
    ],
    options: [...connecting, ...printing, "timeout", "dryRun"],
    exits: ["done", "unknownName", "late", ...trouble],
    load: async () => (await import("./job-queries.ts")).cancelJobs,
  },
  {
    name: "audit",
    args: ["", "verify"],
    count: { least: 0, most: 1 },
    summary: "List who asked for what, and what came of it; or verify the log it is read from.",
    details: [
      "Columns: TIME, USER, NODE, VERB, UNIT, RESULT, DURATION; the oldest first. What changes something is listed, done or refused, and who read logs; other questions are not. -o json prints more: schemas/row-audit.json. Behind `audit`, --user is --by; the name to ask under is written before it.",
      'TIME, and the times of --since and --until, are of this machine: YYYY-MM-DD HH:MM:SS, or parts of it, today, yesterday, now, -1h, "1h ago", @SECONDS.',
      "`audit verify` reads the files of the log on the primary, whether hirte is running or not, and holds each line against the hash that it and the next one carry. It ends with 0 when nothing was changed, taken out or moved, and prints number and hash of the last record: noted elsewhere, and given to --expect later, that is what tells when records were taken away at the end. docs/audit.md says what it proves.",
    ],
    longs: { "--user": "by" },
    options: [
      ...connecting,
      ...printing,
      "since",
      "until",
      "by",
      "node",
      "unit",
      "failed",
      "lines",
      "timeout",
      "directory",
      "expect",
    ],
    exits: ["done", "failed", "late", ...trouble],
    load: async () => (await import("./audit.ts")).audit,
  },
  {
    name: "exec",
    args: ["NODE COMMAND…"],
    count: { least: 2, most: any },
    ownWords: 1,
    summary: "Run a command on a node, and print its output.",
    details: [...running, exiting, leaving],
    shorts: { p: "property" },
    options: runOptions,
    exits: jobExits,
    load: async () => (await import("./exec.ts")).execute,
  },
  {
    name: "run",
    args: ["NODE COMMAND…"],
    count: { least: 2, most: any },
    ownWords: 1,
    summary: "Run a command in a unit of its own on a node.",
    details: [
      ...running,
      "Without --wait and --pipe it returns when the program was executed, and prints the name of the unit; the output goes to the node's journal, and the unit is gone when the command has ended. --timeout is then about the start.",
      "With --wait it ends with the command; with --pipe it is as exec.",
      exiting,
    ],
    shorts: { p: "property" },
    options: [...runOptions, "wait", "pipe", "block"],
    exits: jobExits,
    load: async () => (await import("./exec.ts")).run,
  },
  {
    name: "command",
    args: ["NODE NAME"],
    count: { least: 2, most: 2 },
    summary: "Run a command that has a name on a node, and print its output.",
    details: [
      "NAME stands in [commands] of the node's agent.conf. AllowExec=yes is not needed for it.",
      exiting,
      leaving,
    ],
    options: [...connecting, "timeout", "startWithin"],
    exits: jobExits,
    load: async () => (await import("./exec.ts")).namedCommand,
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
    name: "is-online",
    args: ["node NODE", "agent", "system"],
    count: { least: 1, most: 2 },
    summary: "Tell by the exit status whether nodes are online.",
    details: [
      "agent: the node that this machine is, by NodeName= of its agent.conf (-c names another file). node: NODE is the name of a node, several (node1,node2) or a pattern (web-*): all of them. system: every node that is allowed.",
      "It is hirte that is asked: 0 when it says so, 1 when not, and 1 when hirte is not there. Why is told on standard error, unless --quiet or --monitor was given. For units: ExecCondition=hirtectl is-online node db --wait=30s, or ExecStart=hirtectl is-online system --monitor.",
      "--wait waits until it is so; with a time, written --wait=DURATION, it ends with 1 when that is over. --monitor goes on, in silence, until the first node or hirte is lost, and then ends with 1; on Ctrl-C or SIGTERM with 0. A connection that breaks counts as a loss: nothing is known any more.",
    ],
    options: [...connecting, "quiet", "wait", "monitor", "timeout"],
    exits: ["done", "failed", "usage", "unknownName", "refused", "unwritten"],
    load: async () => (await import("./is-online.ts")).isOnline,
  },
  powerCommand(
    "poweroff",
    "Switch nodes off.",
    "has the node's word that it goes and then no longer hears it (state offline); whether the machine has no power any more, hirte cannot see",
  ),
  powerCommand(
    "reboot",
    "Reboot nodes.",
    "hears the node again in another boot (online, with a new boot id)",
  ),
  {
    name: "completion",
    args: ["bash|zsh|fish"],
    count: { least: 1, most: 1 },
    summary: "Print what a shell needs to complete command lines of hirtectl.",
    details: [
      "Needs no connection. While a name of a node, unit or job is typed, hirte is asked for those there are, for a second at most.",
      "bash: source <(hirtectl completion bash); zsh: hirtectl completion zsh > a directory of fpath/_hirtectl; fish: hirtectl completion fish > ~/.config/fish/completions/hirtectl.fish.",
    ],
    options: [],
    exits: ["done", "usage", "unwritten"],
    load: async () => (await import("./completion.ts")).completionPrinter(commandTable),
  },
  {
    name: "version",
    args: [""],
    count: { least: 0, most: 0 },
    summary: "Print the version of hirtectl.",
    details: ["Needs no connection."],
    options: [],
    exits: ["done", "usage", "unwritten"],
    load: async () => (await import("./version.ts")).printVersion,
  },
];
