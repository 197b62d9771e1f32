import { hostname } from "node:os";
import { commandSection } from "./command-lines.ts";
import { unitAction } from "./unit-action.ts";
import {
  brokerUrl,
  directory,
  duration,
  hostAddress,
  listenAddress,
  listOf,
  metricsListen,
  nodeName,
  oneOf,
  type ValueType,
  wholeNumber,
  yesOrNo,
} from "./values.ts";

/** One configuration key. */
export interface FileKey<T = unknown> {
  readonly type: ValueType<T>;
  /** As it would be written in the file; absent: there is none. */
  readonly default?: string | DefaultOfMachine;
  /** Unit of the value where it carries none of its own. */
  readonly unit?: string;
  readonly description: string;
  /** A change of it takes effect when the files are read again (SIGHUP); of others at the next start. */
  readonly isLive?: true;
}

/** A key that the environment and the command line can say, too. */
export interface Key<T = unknown> extends FileKey<T> {
  /** What the machine's files say of it is not for agents of users (--user). */
  readonly isOfMachine?: true;
  /** Command line option that says the same, with its letter. */
  readonly option: { readonly name: string; readonly short?: string; readonly argument: string };
}

/** A default that is read from the machine. */
export interface DefaultOfMachine {
  readonly says: string;
  readonly read: () => string;
}

/** Keys by the name they have in the file. */
export type KeyTable = Readonly<Record<string, Key>>;
/** As `KeyTable`, of keys that stand in files only. */
export type FileKeyTable = Readonly<Record<string, FileKey>>;

/** What a table's keys hold; undefined where a key is not set and has no default. */
export type ValuesOf<K extends FileKeyTable> = {
  readonly [N in keyof K]:
    | (K[N] extends FileKey<infer T> ? T : never)
    | (K[N] extends { readonly default: string | DefaultOfMachine } ? never : undefined);
};

function key<T, const R extends Omit<FileKey<T>, "type">>(
  type: ValueType<T>,
  rest: R,
): R & { readonly type: ValueType<T> } {
  return { type, ...rest };
}

const logLevel = key(oneOf("debug", "info", "warn", "error"), {
  default: "info",
  description: "How much is logged.",
  isLive: true,
  option: { name: "log-level", argument: "LEVEL" },
});

const logTarget = key(oneOf("journald", "stderr", "json"), {
  default: "journald",
  description:
    "Form of the log lines, which go to standard error: journald (with priorities, for the journal), stderr (with the time, for people), json (one object a line, for programs).",
  option: { name: "log-target", argument: "TARGET" },
});

/** Keys of [hirte] in hirte.conf. */
export const hirteKeys = {
  ManagerPort: key(wholeNumber(0, 65_535), {
    default: "2020",
    description: "TCP port of the embedded broker. 0 takes any free port, which the log names.",
    option: { name: "port", short: "p", argument: "PORT" },
  }),
  ListenAddress: key(listOf(listenAddress), {
    default: "127.0.0.1",
    description:
      "Addresses the embedded broker listens on. 0.0.0.0 and :: stand for all of the machine. Connections are neither authenticated nor encrypted: any other address than the loopback one is warned of.",
    option: { name: "listen", short: "l", argument: "ADDRESSES" },
  }),
  AllowedNodeNames: key(listOf(nodeName), {
    default: "",
    description:
      "Names of the nodes that may join. None may while this is empty. `hirtectl node allow` and `disallow` stand over it.",
    isLive: true,
    option: { name: "allow", short: "a", argument: "NAMES" },
  }),
  BrokerURL: key(brokerUrl, {
    description:
      "Another MQTT 3.1.1 broker, mqtt://HOST:PORT (port 1883 where none is named), to be used in place of the embedded one. ManagerPort=, ListenAddress=, MaxConnections= and MaxConnectionsPerUser= then mean nothing.",
    option: { name: "broker-url", argument: "URL" },
  }),
  LogLevel: logLevel,
  LogTarget: logTarget,
  LogSync: key(oneOf("batch", "off"), {
    default: "batch",
    description:
      "Whether the log of jobs is forced to disk (batch: many records at a time, before an end is told) or left to the kernel (off: for flash that must last).",
    option: { name: "log-sync", argument: "HOW" },
  }),
  MaxConnections: key(wholeNumber(1, 1_000_000), {
    description:
      "Most connections the embedded broker holds at a time. Without it: as many as the limit of open files allows.",
    option: { name: "max-connections", argument: "COUNT" },
  }),
  MaxConnectionsPerUser: key(wholeNumber(1, 1_000_000), {
    description:
      "Most connections of one user, or, where hirte does not ask who its clients are, of one address, without those of agents (docs/broker.md, Shares). Without it: half of all.",
    option: { name: "user-connections", argument: "COUNT" },
  }),
  MaxJobsPerUser: key(wholeNumber(1, 20_000), {
    default: "10000",
    description:
      "Most jobs of one user that are open at a time: further ones wait, and are refused after 10 s. Of all together there are 20,000.",
    option: { name: "user-jobs", argument: "COUNT" },
  }),
  MetricsListen: key(metricsListen, {
    description:
      "Where /metrics and /healthz are served over HTTP, port 2021 where none is named; 0 takes any free port, which the log names. off: nowhere. Without it: 127.0.0.1:2021, and nowhere, with a warning, where that is taken.",
    option: { name: "metrics-listen", argument: "ADDRESS" },
  }),
  DBus: key(oneOf("yes", "no", "auto"), {
    default: "auto",
    description:
      "Whether BlueChi's D-Bus interface is served, as org.eclipse.bluechi on the system bus (docs/dbus.md). auto: where there is a system bus.",
    option: { name: "dbus", argument: "HOW" },
  }),
  StateDirectory: key(directory, {
    default: "/var/lib/hirte",
    description: "Where the log of jobs and the epoch are kept.",
    option: { name: "state-directory", argument: "PATH" },
  }),
  RunDirectory: key(directory, {
    default: "/run/hirte",
    description: "For what need not survive a reboot.",
    option: { name: "run-directory", argument: "PATH" },
  }),
} satisfies KeyTable;

/** Keys of [node NAME] in hirte.conf. */
export const nodeKeys = {
  AllowDependenciesOn: key(listOf(nodeName), {
    default: "",
    description:
      "Names of the nodes on which units of the node NAME may have units started that they depend on, by hirte-proxy@.service (docs/dependencies.md); as in BlueChi. On none while this is empty.",
    isLive: true,
  }),
} satisfies FileKeyTable;

/** Keys of [hirte-agent] in agent.conf. */
export const agentKeys = {
  NodeName: key(nodeName, {
    default: { says: "the host name", read: hostname },
    description:
      "Name of this node, as it stands in AllowedNodeNames= of the primary. Of an agent for a user's own systemd, where that user says nothing: USER.NODE, after the user and the machine's node.",
    isOfMachine: true,
    option: { name: "name", short: "n", argument: "NAME" },
  }),
  ManagerHost: key(listOf(hostAddress), {
    default: "127.0.0.1",
    description:
      "Where the primary is. Of several, each is tried in its turn. HOST:PORT names a port other than ManagerPort=; an IPv6 address with a port goes in brackets.",
    option: { name: "host", short: "H", argument: "HOSTS" },
  }),
  ManagerPort: key(wholeNumber(1, 65_535), {
    default: "2020",
    description: "TCP port of the primary.",
    option: { name: "port", short: "p", argument: "PORT" },
  }),
  HeartbeatInterval: key(duration(100, 600_000), {
    default: "2",
    unit: "s",
    description:
      "How often this node shows that it is alive. It is unreachable after 1.5 of it and 0.5 s of silence, and offline after 3 of it, but not before 10 s.",
    option: { name: "heartbeat-interval", short: "i", argument: "SECONDS" },
  }),
  ReconnectInterval: key(duration(100, 3_600_000), {
    default: "5",
    unit: "s",
    description:
      "Longest pause between two attempts to connect. The first attempt is made at once, the pauses double from 0.25 s and vary, so that many nodes do not come back in step.",
    option: { name: "reconnect-interval", argument: "SECONDS" },
  }),
  OnManagerLost: key(unitAction, {
    description:
      "What this node does by itself when it has heard nothing of its manager for ManagerLostAfter=: start UNIT, stop UNIT, restart UNIT or isolate TARGET. Without it: nothing.",
    isLive: true,
    isOfMachine: true,
    option: { name: "on-manager-lost", argument: "ACTION" },
  }),
  ManagerLostAfter: key(duration(1000, 86_400_000), {
    default: "60",
    unit: "s",
    description:
      "How long the manager may be away before OnManagerLost= is carried out. Time in which the machine slept or the agent stood still does not count.",
    isLive: true,
    isOfMachine: true,
    option: { name: "manager-lost-after", argument: "SECONDS" },
  }),
  OnManagerBack: key(unitAction, {
    description:
      "What is done when the manager is heard again after OnManagerLost= was carried out. Without it, what was done stays.",
    isLive: true,
    isOfMachine: true,
    option: { name: "on-manager-back", argument: "ACTION" },
  }),
  AllowExec: key(yesOrNo, {
    default: "no",
    description:
      "Whether whoever may act on this node may also have commands run on it (exec, run) and set properties other than resource controls: as root, unless they say otherwise. Commands of the section [commands] need no leave.",
    isOfMachine: true,
    option: { name: "allow-exec", argument: "YES|NO" },
  }),
  DBus: key(oneOf("yes", "no", "auto"), {
    default: "auto",
    description:
      "Whether the agent is on the system bus, as org.eclipse.bluechi.Agent (docs/dbus.md); dependencies on other nodes need it. auto: where there is a system bus.",
    option: { name: "dbus", argument: "HOW" },
  }),
  LogLevel: logLevel,
  LogTarget: logTarget,
  StateDirectory: key(directory, {
    default: "/var/lib/hirte-agent",
    description: "Where the highest epoch seen is kept.",
    isOfMachine: true,
    option: { name: "state-directory", argument: "PATH" },
  }),
  RunDirectory: key(directory, {
    default: "/run/hirte-agent",
    description:
      "Where the ledger of jobs is kept. It must outlive the agent and not the boot: a directory on tmpfs.",
    isOfMachine: true,
    option: { name: "run-directory", argument: "PATH" },
  }),
} satisfies KeyTable;

/** What hirtectl takes from the environment and its options, beyond the daemons' files. */
export const hirtectlKeys = {
  Host: key(listOf(hostAddress), {
    description: "Where the primary is. Of several, each is tried in its turn.",
    option: { name: "host", short: "H", argument: "HOST" },
  }),
  Port: key(wholeNumber(1, 65_535), {
    description: "TCP port of the primary.",
    option: { name: "port", short: "p", argument: "PORT" },
  }),
  PasswordFile: key(directory, {
    description:
      "File with the password of the user that hirtectl asks as, where hirte asks who its clients are. Only its owner may be able to read it.",
    option: { name: "password-file", argument: "FILE" },
  }),
} satisfies KeyTable;

/** A program's configuration: its file below /etc/hirte, its section, its keys. */
export interface Program<K extends KeyTable = KeyTable, N extends FileKeyTable = FileKeyTable> {
  readonly file: string;
  readonly section: string;
  readonly keys: K;
  /** Sections of which there can be many, `[WORD NAME]`. */
  readonly named?: { readonly word: string; readonly name: ValueType<string>; readonly keys: N };
  /** Other sections of the file, read by somebody else. */
  readonly otherSections?: readonly string[];
}

/** The programs that have a configuration file. */
export const programs = {
  hirte: {
    file: "hirte.conf",
    section: "hirte",
    keys: hirteKeys,
    named: { word: "node", name: nodeName, keys: nodeKeys },
  },
  "hirte-agent": {
    file: "agent.conf",
    section: "hirte-agent",
    keys: agentKeys,
    otherSections: [commandSection],
  },
} as const satisfies Readonly<Record<string, Program>>;

/** Name of the environment variable of a key: BrokerURL → HIRTE_BROKER_URL. */
export function environmentName(keyName: string): string {
  const words = keyName.replace(/([a-z0-9])([A-Z])/g, "$1_$2");
  return `HIRTE_${words.toUpperCase()}`;
}
