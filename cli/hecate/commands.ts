import type { createLog } from "../../src/core/log.ts";
import { type HecateExitName, hecateExits } from "./exit-codes.ts";

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
}

/** Values of the options. */
export interface HecateOptions {
  readonly config?: string;
  readonly node?: string;
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
    options: ["config", "node", "logLevel", "logTarget"],
    exits: ["done", "failed", "config", "usage"],
    load: async () => (await import("./daemon.ts")).daemon,
  },
];

/** The lines of help on exit statuses. */
export function exitLines(row: HecateCommandRow): readonly string[] {
  return row.exits.map((name) => `  ${hecateExits[name].status}  ${hecateExits[name].summary}`);
}
