import { hostname } from "node:os";
import { commandName, commandSection } from "./command-lines.ts";
import { nodeVerb, unitName, unitPattern } from "./limit-values.ts";
import { unitAction } from "./unit-action.ts";
import {
  brokerUrl,
  directory,
  duration,
  filePath,
  hostAddress,
  listenAddress,
  listOf,
  metricsListen,
  nodeName,
  oneOf,
  pageOrigin,
  serverAddress,
  userName,
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

const tls = (description: string) =>
  key(oneOf("on", "off"), {
    default: "on",
    description,
    option: { name: "tls", argument: "on|off" },
  });
const allowInsecure = (description: string) =>
  key(yesOrNo, {
    default: "no",
    description,
    option: { name: "allow-insecure", argument: "YES|NO" },
  });
const tlsFile = (option: string, description: string) =>
  key(filePath, { description, option: { name: option, argument: "FILE" } });
const ofMachine = { isOfMachine: true } as const;
const brokerUser = (description: string) =>
  key(userName, { description, option: { name: "broker-user", argument: "NAME" } });
const brokerPasswordFile = (description: string) =>
  key(directory, { description, option: { name: "broker-password-file", argument: "FILE" } });

/** Keys of [hirte] in hirte.conf. */
export const hirteKeys = {
  ManagerPort: key(wholeNumber(0, 65_535), {
    default: "2020",
    description: "TCP port of the embedded broker. 0 takes any free port, which the log names.",
    option: { name: "port", short: "p", argument: "PORT" },
  }),
  ListenAddress: key(listOf(listenAddress), {
    description:
      "Addresses the embedded broker listens on. 0.0.0.0 and :: stand for all of the machine. Without it: all of the machine's; with TLS=off and without AllowInsecure=yes the loopback one, 127.0.0.1, and any other is refused then.",
    option: { name: "listen", short: "l", argument: "ADDRESSES" },
  }),
  TLS: tls(
    "Whether connections are encrypted, and everybody must prove who it is (docs/tls.md). on: agents by a certificate of hirte's own CA, which `hirtectl node add` and `hirte-agent join` give them, or of the CA of TLSCAFile=. off: nobody proves anything. Of a broker elsewhere (BrokerURL=) it says nothing.",
  ),
  AllowInsecure: allowInsecure(
    "Whether with TLS=off other machines may connect, too: whoever reaches hirte can then drive every node, and read what everybody says. With BrokerURL= on another machine: whether the password of BrokerPasswordFile= may be shown to it, where everybody in between can read it.",
  ),
  TLSCAFile: tlsFile(
    "tls-ca-file",
    "Certificates of the CAs whose clients are believed, PEM, in place of hirte's own CA; goes with TLSCertFile= and TLSKeyFile=. Read again at a reload, as the other TLS files.",
  ),
  TLSCertFile: tlsFile(
    "tls-cert-file",
    "Certificate of the server, PEM, with those that lead to its CA behind it.",
  ),
  TLSKeyFile: tlsFile("tls-key-file", "Private key of TLSCertFile=, PEM, without a passphrase."),
  TLSCRLFile: tlsFile(
    "tls-crl-file",
    "Revocation lists of the CAs of TLSCAFile=, PEM. Without it no certificate counts as revoked.",
  ),
  AllowedNodeNames: key(listOf(nodeName), {
    default: "",
    description:
      "Names of the nodes that may join. None may while this is empty. `hirtectl node allow` and `disallow` stand over it.",
    isLive: true,
    option: { name: "allow", short: "a", argument: "NAMES" },
  }),
  PowerCoordinator: key(nodeName, {
    description:
      "The node whose hecate decides about the power, and has machines stopped: who comes as `coordinator` with the certificate of that node is believed (docs/security.md). Without it: nobody. With TLS=off names are believed, whatever this says; with ACLFile= it says that there is such a name.",
    isLive: true,
    option: { name: "power-coordinator", argument: "NODE" },
  }),
  BrokerURL: key(brokerUrl, {
    description:
      "Another MQTT 3.1.1 broker, mqtt://HOST:PORT (port 1883 where none is named), to be used in place of the embedded one. ManagerPort=, ListenAddress=, MaxConnections= and MaxConnectionsPerUser= then mean nothing.",
    option: { name: "broker-url", argument: "URL" },
  }),
  BrokerUser: brokerUser(
    "As whom hirte comes to the broker of BrokerURL=. Without it: hirte, where BrokerPasswordFile= is set, and nobody otherwise.",
  ),
  BrokerPasswordFile: brokerPasswordFile(
    "File with the password that goes with BrokerUser=, read at the start. Only its owner may be able to read it.",
  ),
  ACLFile: key(directory, {
    description:
      "Where hirte writes what each node and each of its users may publish and read on the broker of BrokerURL=, as an acl_file for mosquitto, at its start and whenever that changes (docs/broker.md). Users are then held to what they may do, as that broker has them prove who they are.",
    option: { name: "acl-file", argument: "FILE" },
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
      "Most connections of one user, or, where hirte does not ask who its clients are, of what calls itself so at one address; agents have their own (docs/broker.md, Shares). Without it: half of all.",
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
  WebSocketPort: key(wholeNumber(0, 65_535), {
    description:
      "TCP port on which browsers connect, by MQTT over a WebSocket, on the addresses of ListenAddress= and with TLS as on ManagerPort=; by user and password, as nobody is asked for a certificate there (docs/broker.md). 0 takes any free port, which the log names. Without it: nowhere.",
    option: { name: "websocket-port", argument: "PORT" },
  }),
  WebSocketOrigins: key(listOf(pageOrigin), {
    description:
      "Where the pages come from that may connect on WebSocketPort=, as https://HOST:PORT; * for all. Whoever is no browser can say what it likes. Without it: with TLS=on all, and with TLS=off those of the machine on which hirte is, by its address or localhost.",
    option: { name: "websocket-origins", argument: "ORIGINS" },
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
    description:
      "For what need not survive a reboot: the operators' socket, hirte.sock, and the folder auth, in which those who connect to it prove who they are.",
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
  TLS: tls(
    "Whether the primary is spoken to over TLS, and must prove that it is the one (docs/tls.md). An agent that has no certificate yet waits until `hirte-agent join` has fetched one.",
  ),
  AllowInsecure: allowInsecure(
    "Whether with TLS=off the primary may be another machine than this one: whoever answers there, or in between, can then have anything done on this node that it lets be asked of it.",
  ),
  TLSCAFile: {
    ...tlsFile(
      "tls-ca-file",
      "Certificate of the CA that must have signed the primary's, PEM. Without it: pki/ca.pem in StateDirectory=, where `hirte-agent join` writes it, as the other two.",
    ),
    ...ofMachine,
  },
  TLSCertFile: {
    ...tlsFile(
      "tls-cert-file",
      "This node's certificate, PEM. Without it: pki/cert.pem in StateDirectory=, which is renewed by itself. These files are read anew for each connection.",
    ),
    ...ofMachine,
  },
  TLSKeyFile: {
    ...tlsFile(
      "tls-key-file",
      "Private key of TLSCertFile=, PEM, without a passphrase. Without it: pki/key.pem in StateDirectory=.",
    ),
    ...ofMachine,
  },
  BrokerUser: {
    ...brokerUser(
      "As whom this node comes to a broker that asks for user and password. Without it: NodeName=, where BrokerPasswordFile= is set, and nobody otherwise.",
    ),
    ...ofMachine,
  },
  BrokerPasswordFile: {
    ...brokerPasswordFile(
      "File with the password that goes with BrokerUser=, read at the start. Only its owner may be able to read it.",
    ),
    ...ofMachine,
  },
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
  PowerGuard: key(yesOrNo, {
    default: "yes",
    description:
      "Whether this node switches itself off when it is cut off from the coordinator of power in the middle of an outage, and the battery lasts as long as it takes to stop (docs/limits.md). Only a node that hecate has told of an outage, in this boot, ever does.",
    isLive: true,
    isOfMachine: true,
    option: { name: "power-guard", argument: "YES|NO" },
  }),
  PowerGuardUnheard: key(duration(1000, 3_600_000), {
    default: "30",
    unit: "s",
    description:
      "How long the coordinator may be silent in an outage before this node acts by its own count of what the battery lasts.",
    isLive: true,
    isOfMachine: true,
    option: { name: "power-guard-unheard", argument: "TIME" },
  }),
  PowerGuardStop: key(listOf(unitName), {
    default: "k3s.service k3s-agent.service",
    description:
      "Units that the power guard stops before it switches the node off, all at once; those that do not run are passed over.",
    isLive: true,
    isOfMachine: true,
    option: { name: "power-guard-stop", argument: "UNITS" },
  }),
  PowerGuardCommands: key(listOf(commandName), {
    description:
      "Commands of the section [commands] that the power guard runs, one after the other, when those units have stopped. Without it: /usr/local/bin/k3s-killall.sh, where it is there and PowerGuardStop= names k3s; empty: none.",
    isLive: true,
    isOfMachine: true,
    option: { name: "power-guard-commands", argument: "NAMES" },
  }),
  AllowExec: key(yesOrNo, {
    default: "no",
    description:
      "Whether whoever may act on this node may also have commands run on it (exec, run) and set properties other than resource controls: as root, unless they say otherwise. Commands of the section [commands] need no leave.",
    isOfMachine: true,
    option: { name: "allow-exec", argument: "YES|NO" },
  }),
  AllowedVerbs: key(listOf(nodeVerb), {
    description:
      "What may be asked of this node, whoever asks: verbs, as start, status, logs (docs/limits.md has all). Without it: every verb.",
    isLive: true,
    isOfMachine: true,
    option: { name: "allowed-verbs", argument: "VERBS" },
  }),
  AllowedUnits: key(listOf(unitPattern), {
    description:
      "Units of which something may be asked of this node: names, and patterns such as app-*.service (docs/limits.md). Without it: every unit.",
    isLive: true,
    isOfMachine: true,
    option: { name: "allowed-units", argument: "UNITS" },
  }),
  DeniedUnits: key(listOf(unitPattern), {
    description:
      "Units of which nothing may be asked of this node, under none of their names; stands over AllowedUnits=. Without it: none.",
    isLive: true,
    isOfMachine: true,
    option: { name: "denied-units", argument: "UNITS" },
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
    description:
      "Where the highest epoch seen is kept, and the highest run of a coordinator of power that was obeyed.",
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
  Host: key(listOf(serverAddress), {
    description:
      "Where the primary is. Of several, each is tried in its turn. unix:PATH, alone: hirte's socket on this machine.",
    option: { name: "host", short: "H", argument: "HOST" },
  }),
  Port: key(wholeNumber(1, 65_535), {
    description: "TCP port of the primary.",
    option: { name: "port", short: "p", argument: "PORT" },
  }),
  Socket: key(directory, {
    description:
      "The operators' socket of a hirte on this machine, where no host is named. Without it: hirte.sock in RunDirectory= of hirte.conf, if it is there, who asks may open it, and neither a port, a user nor a password is named.",
    option: { name: "host", short: "H", argument: "unix:PATH" },
  }),
  PasswordFile: key(directory, {
    description:
      "File with the password of the user that hirtectl asks as, where hirte asks who its clients are. Only its owner may be able to read it.",
    option: { name: "password-file", argument: "FILE" },
  }),
  TLS: key(oneOf("on", "off"), {
    description:
      "Whether the primary is spoken to over TLS. Without it: as TLS= of hirte.conf or agent.conf says, where there is one; off where hirte.conf names a BrokerURL=; on otherwise. An off in a file holds for the hosts that this file names, or those before it, and for no other that a variable or an option names.",
    option: { name: "tls", argument: "on|off" },
  }),
  TLSCAFile: tlsFile(
    "tls-ca-file",
    "Certificate of the CA that must have signed the primary's, PEM. Without it: /etc/hirte/ca.pem, or ca.pem in the RunDirectory= of hirte.conf, or the TLSCAFile= of hirte.conf or agent.conf, the first that can be read.",
  ),
  AllowInsecure: key(yesOrNo, {
    description:
      "Whether a password may be shown to another machine without TLS, where everybody in between can read it. Without it: as AllowInsecure= of hirte.conf or agent.conf says; no otherwise. A yes in a file holds for the hosts as TLS=off does.",
    option: { name: "allow-insecure", argument: "YES|NO" },
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
