import type { createLog } from "../../src/core/log.ts";
import type { HecateExitName } from "./exit-codes.ts";

/** Where a program writes text to. */
export interface Sink {
  write(text: string): unknown;
}

/** What hecate's commands are given of the world. */
export interface HecateIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly createLog: typeof createLog;
  /** Standard output is a terminal. Default: it is none. */
  readonly isTty?: boolean;
  /** Width of the terminal. Default 80. */
  readonly columns?: number;
  /** Login name of who runs it. */
  readonly loginName?: () => string;
  /** Between two attempts at what is not possible yet. Default 10 s. */
  readonly againMs?: number;
  /**
   * Aborts when whoever runs it wants no more of it: by Ctrl-C, or by SIGTERM and a terminal that is gone as well.
   * Default: never.
   */
  readonly interrupted?: (of?: { readonly byAnySignal?: boolean }) => AbortSignal;
}

/** Values of the options. */
export interface HecateOptions {
  readonly config?: string;
  readonly node?: string;
  readonly socket?: string;
  readonly json?: boolean;
  readonly reason?: string;
  readonly execute?: boolean;
  readonly mode?: "cluster-only" | "poweroff";
  readonly skipDrain?: boolean;
  readonly skipEtcdSnapshot?: boolean;
  readonly ignoreCharge?: boolean;
  readonly forceFluxBranch?: string;
  readonly bootstrap?: boolean;
  readonly startup?: boolean;
  readonly within?: string;
  readonly dryRun?: boolean;
  readonly rehearseRuns?: boolean;
  readonly logLevel?: "debug" | "info" | "warn" | "error";
  readonly logTarget?: "journald" | "stderr" | "json";
}

/** An option of hecate's. */
export interface HecateOptionRow {
  /** As commander has them. */
  readonly flags: string;
  readonly summary: string;
  /** Says the same. */
  readonly variable?: string;
  readonly choices?: readonly string[];
}

/** All options, by the name that their values have. */
export const hecateOptionTable = {
  config: {
    flags: "-c, --config <FILE>",
    summary: "read FILE in place of /etc/hecate/hecate.yaml",
    variable: "HECATE_CONFIG",
  },
  node: {
    flags: "--node <NAME>",
    summary:
      "this machine's name in the configuration; by default the host's name, up to its first dot",
    variable: "HECATE_NODE",
  },
  socket: {
    flags: "--socket <FILE>",
    summary: "ask the daemon there; by default hecate.sock in HECATE_RUN_DIRECTORY, /run/hecate",
    variable: "HECATE_SOCKET",
  },
  json: { flags: "--json", summary: "print JSON" },
  reason: { flags: "--reason <TEXT>", summary: "why; status shows it" },
  execute: {
    flags: "--execute",
    summary: "do it; without this the plan is shown, and nothing is done",
  },
  mode: {
    flags: "--mode <MODE>",
    summary: "how far it goes; by default as the configuration says",
    choices: ["cluster-only", "poweroff"],
  },
  skipDrain: { flags: "--skip-drain", summary: "drain no node" },
  skipEtcdSnapshot: { flags: "--skip-etcd-snapshot", summary: "make no snapshot of etcd" },
  ignoreCharge: {
    flags: "--ignore-charge",
    summary: "begin whatever the batteries hold, as long as their UPSes are on mains",
  },
  forceFluxBranch: {
    flags: "--force-flux-branch <BRANCH>",
    summary: "have Flux follow BRANCH, whatever its source says",
  },
  bootstrap: {
    flags: "--bootstrap",
    summary: "wait for all that is in the way, and do nothing against a shutdown that was ordered",
  },
  startup: {
    flags: "--startup",
    summary: "call off the startup that brings back what a shutdown has stopped",
  },
  within: {
    flags: "--within <DURATION>",
    summary: "how long the recovery may take, as in 15min; by default as the drill says",
  },
  dryRun: { flags: "--dry-run", summary: "rehearse what is decided: no node is touched" },
  rehearseRuns: {
    flags: "--rehearse-runs",
    summary: "rehearse runs, and do all else: guards, answers, this host's own shutdown",
  },
  logLevel: {
    flags: "--log-level <LEVEL>",
    summary: "how much is logged; by default info",
    variable: "HECATE_LOG_LEVEL",
    choices: ["debug", "info", "warn", "error"],
  },
  logTarget: {
    flags: "--log-target <TARGET>",
    summary: "form of the log lines, which go to standard error; by default journald",
    variable: "HECATE_LOG_TARGET",
    choices: ["journald", "stderr", "json"],
  },
} as const satisfies Readonly<Record<keyof HecateOptions, HecateOptionRow>>;

/** One call of hecate, understood. */
export interface HecateCall {
  readonly args: readonly string[];
  readonly options: HecateOptions;
  readonly io: HecateIo;
}

/** Carries a call out. @returns its exit status */
export type HecateHandler = (call: HecateCall) => Promise<number>;

/** A row of hecate's command table. */
export interface HecateCommandRow {
  readonly name: string;
  /** Its arguments, for help. */
  readonly args: string;
  /** Fewest and most arguments. */
  readonly count: { readonly least: number; readonly most: number };
  readonly summary: string;
  readonly details: readonly string[];
  readonly options: readonly (keyof HecateOptions)[];
  readonly exits: readonly HecateExitName[];
  /** Loaded when it is called, so that no command pays for the others. */
  readonly load: () => Promise<HecateHandler>;
}

/** Every command of hecate. */
export const hecateCommandTable: readonly HecateCommandRow[] = [
  {
    name: "daemon",
    args: "",
    count: { least: 0, most: 0 },
    summary: "Watch the power of this host, and decide.",
    details: [
      "Reads the UPSes of this host, publishes each reading, and judges it. On the coordinator of the configuration it hears of the UPSes of other hosts, too, and decides when the cluster has to be shut down; on any other host with a UPS it asks the coordinator for it, and stops this host by itself when its UPS leaves no more time.",
      "It runs as hecate.service, as root, in the foreground. SIGHUP has the configuration read again; a file that is wrong changes nothing.",
    ],
    options: ["config", "node", "dryRun", "rehearseRuns", "logLevel", "logTarget"],
    exits: ["left", "failed", "config", "usage"],
    load: async () => (await import("./daemon.ts")).daemon,
  },
  {
    name: "shutdown",
    args: "",
    count: { least: 0, most: 0 },
    summary: "Shut the cluster down in stages; without --execute: show the plan.",
    details: [
      "On the coordinator. The plan is made of the configuration and asks no node. With --execute the daemon carries it out, and each step is told as it ends; Ctrl-C ends the telling, not the shutdown, with 130.",
      "It stays down until `hecate startup --execute`. The coordinator stays up. When a UPS fires meanwhile, it goes on as for any battery.",
    ],
    options: [
      ...(["execute", "mode", "reason", "skipDrain", "skipEtcdSnapshot"] as const),
      ...(["json", "config", "node", "socket"] as const),
    ],
    exits: ["done", "failed", "config", "usage", "unavailable", "interrupted"],
    load: async () => (await import("./shutdown.ts")).shutdown,
  },
  {
    name: "startup",
    args: "",
    count: { least: 0, most: 0 },
    summary: "Start the cluster in stages; without --execute: show the plan.",
    details: [
      "On the coordinator. Nodes are woken, what is up already is left alone, and a step that fails ends it. It begins only while the batteries hold enough for it and for one more shutdown.",
      "--bootstrap is for hecate-bootstrap.service: what is in the way is told and waited for, but for a shutdown that somebody has ordered within startup.intent_max_age.",
    ],
    options: [
      ...(["execute", "reason", "ignoreCharge", "forceFluxBranch", "bootstrap"] as const),
      ...(["json", "config", "node", "socket"] as const),
    ],
    exits: ["done", "failed", "config", "usage", "unavailable", "interrupted"],
    load: async () => (await import("./startup.ts")).startup,
  },
  {
    name: "cancel",
    args: "",
    count: { least: 0, most: 0 },
    summary: "Call off the shutdown or startup that is under way.",
    details: [
      "A shutdown only before the first node was told to power off; what it has done is taken back by a startup, as soon as the mains and the batteries let it.",
      "A startup that somebody has ordered as well. One that hecate has begun by itself, to bring back what a shutdown has stopped, is called off by --startup alone: without it a second cancel is refused, and says so. Nothing is brought back then, until `hecate startup --execute`.",
    ],
    options: ["startup", "reason", "socket"],
    exits: ["done", "failed", "usage", "unavailable", "interrupted"],
    load: async () => (await import("./cancel.ts")).cancel,
  },
  {
    name: "status",
    args: "",
    count: { least: 0, most: 0 },
    summary: "Show the UPSes, what hecate thinks of them, and what it does.",
    details: [
      "Asks the daemon of this machine. On the coordinator it shows every UPS and the peers, on a peer those of the host alone. The configuration is not read.",
    ],
    options: ["json", "socket"],
    exits: ["normal", "degraded", "onBattery", "shuttingDown", "usage", "unavailable"],
    load: async () => (await import("./status.ts")).status,
  },
  {
    name: "doctor",
    args: "",
    count: { least: 0, most: 0 },
    summary: "Check everything that a shutdown or a startup will need.",
    details: [
      "One line for each: ok, warning, failed, or note for what nobody can check from here; and what to do about it. It changes nothing, and checks what it can where the daemon is not running. It logs in to upsd and connects to the broker itself: run it as root, on each host with a UPS.",
    ],
    options: ["config", "node", "socket", "json"],
    exits: ["normal", "warnings", "notReady", "usage"],
    load: async () => (await import("./doctor.ts")).doctor,
  },
  {
    name: "drill",
    args: "list|run NAME|restore",
    count: { least: 1, most: 2 },
    summary: "Break something on purpose, and see that a startup brings it back.",
    details: [
      "On the coordinator. list shows the drills, and what came of each the last time. run shows what must be so before, what would be broken, and what is to bring it back in which time; it writes nothing. With --execute it does so: it breaks, orders a startup, sees whether everything is back in time, and puts back what is not, whatever happens, also on Ctrl-C. It is refused unless every UPS is on mains; when the mains go in the middle, it puts back at once.",
      "What a drill broke that was killed is put back by restore, and before the next drill begins.",
      "mains-loss breaks nothing: it shows what would be decided and planned if the mains failed now, with readings that are made up. With --execute it asks the daemon what it has learnt, and keeps a report.",
      "Where HECATE_NO_DRILLS is set, --execute is refused.",
    ],
    options: ["execute", "within", "json", "config", "node", "socket"],
    exits: ["done", "failed", "config", "usage", "unavailable"],
    load: async () => (await import("./drill.ts")).drill,
  },
  {
    name: "check-config",
    args: "",
    count: { least: 0, most: 0 },
    summary: "Read the configuration, and say whether it is right.",
    details: [
      "Nothing else is looked at: no network, no daemon, no password. With --json, what it says about this host; the installer asks a new version so before it takes the place of the old one.",
    ],
    options: ["config", "node", "json"],
    exits: ["done", "config", "usage"],
    load: async () => (await import("./check-config.ts")).checkConfig,
  },
  {
    name: "inhibit",
    args: "DURATION|off",
    count: { least: 1, most: 1 },
    summary: "Hold shutdowns back for a while, during maintenance.",
    details: [
      "For so long the daemon of this machine begins no shutdown by itself: 4h at most, after which it ends by itself. It is held back where the decision is made: on the coordinator for the cluster, on a peer for its own UPS.",
      "A forced shutdown (FSD), and a low battery that lasts (LB for lb_hold), begin one all the same.",
    ],
    options: ["reason", "socket"],
    exits: ["done", "failed", "usage", "unavailable"],
    load: async () => (await import("./inhibit.ts")).inhibit,
  },
  {
    name: "version",
    args: "",
    count: { least: 0, most: 0 },
    summary: "Print the version.",
    details: [],
    options: [],
    exits: ["done", "usage"],
    load: async () => (await import("./version.ts")).version,
  },
];
