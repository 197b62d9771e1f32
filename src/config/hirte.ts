import { HirteError } from "../core/errors.ts";
import type { LogLevel } from "../core/log.ts";
import { brokerEndpoint, type Endpoint, formatEndpoint, isLoopbackAddress } from "./address.ts";
import { defaultEtcDir, readFiles } from "./files.ts";
import type { Problem } from "./ini.ts";
import { type hirteKeys, type nodeKeys, programs, type ValuesOf } from "./keys.ts";
import { type Login, loginIn } from "./password-file.ts";
import {
  lineOfProblem,
  type NamedSection,
  type Place,
  problemAt,
  resolve,
  throwProblems,
} from "./resolve.ts";
import { defaultMetricsPort } from "./values.ts";

/** A user for whose own systemd there is an agent, and where such programs keep things (XDG Base Directory Specification). */
export interface ConfigUser {
  readonly name: string;
  readonly configDir: string;
  readonly stateDir: string;
  readonly runDir: string;
}

/** Where a configuration is taken from. */
export interface ConfigSources {
  /** Read in place of the files below `etcDir` (-c FILE). */
  readonly file?: string | undefined;
  /** Default: the environment of the process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Texts of command line options, by key name. */
  readonly flags?: Readonly<Record<string, string | undefined>>;
  /** Default /etc/hirte. */
  readonly etcDir?: string;
  /** Of an agent for this user's own systemd (--user). */
  readonly user?: ConfigUser | undefined;
}

/** Configuration of the program hirte. */
export interface HirteConfig {
  readonly listenAddresses: readonly string[];
  readonly port: number;
  readonly allowedNodes: readonly string[];
  /** The node whose hecate is the coordinator; absent: none is. */
  readonly powerCoordinator?: string;
  /** Absent: the embedded broker is used. */
  readonly brokerUrl?: string;
  /** As whom hirte comes to that broker; absent: as nobody. */
  readonly login?: Login;
  /** Where is written what a mosquitto at `brokerUrl` is to let through. */
  readonly aclFile?: string;
  readonly logLevel: LogLevel;
  readonly logTarget: "journald" | "stderr" | "json";
  readonly stateDir: string;
  readonly runDir: string;
  readonly logSync: "batch" | "off";
  readonly dbus: "yes" | "no" | "auto";
  /** On which nodes units of a node may have others started; a node without an entry: on none. */
  readonly allowDependenciesOn: ReadonlyMap<string, readonly string[]>;
  /** Nodes that sections of nodes speak of and AllowedNodeNames= does not: a line each, with its place. */
  readonly unknownNodes: readonly string[];
  /** How connections are encrypted and proven; absent: not at all, or by a broker elsewhere. */
  readonly tls?: HirteTls;
  /** Absent: as many as the limit of open files allows. */
  readonly maxConnections?: number;
  /** Absent: half of all. */
  readonly maxConnectionsPerUser?: number;
  readonly maxJobsPerUser: number;
  /** Absent: `defaultMetricsEndpoint`, if it is free. */
  readonly metricsListen?: Endpoint | "off";
  /** How browsers connect; absent: not at all. */
  readonly webSocket?: { readonly port: number; readonly origins?: readonly string[] };
}

/** `own`: by hirte's own CA, in the state directory. `files`: by another PKI. */
export type HirteTls =
  | { readonly kind: "own" }
  | {
      readonly kind: "files";
      readonly caFile: string;
      readonly certFile: string;
      readonly keyFile: string;
      readonly crlFile?: string;
    };

/** All addresses of the machine, of both kinds. */
const everyAddress = "::";

/** As whom hirte comes to a broker that asks, when nobody says as whom. */
export const usualBrokerUser = "hirte";

/** Where metrics are served when nobody says where. */
export const defaultMetricsEndpoint: Endpoint = { host: "127.0.0.1", port: defaultMetricsPort };

/**
 * Configuration of hirte: /etc/hirte/hirte.conf and hirte.conf.d/*.conf (or one named file), then the
 * environment, then options; later ones win.
 * @throws HirteError `bad-config` naming file, line and key of everything that is wrong
 */
export function loadHirteConfig(sources: ConfigSources = {}): HirteConfig {
  return readHirteConfig(sources).config;
}

/**
 * As `loadHirteConfig`, with the values of the keys.
 * @throws HirteError `bad-config`
 */
export function readHirteConfig(sources: ConfigSources = {}): {
  readonly config: HirteConfig;
  readonly values: ValuesOf<typeof hirteKeys> & Readonly<Record<string, unknown>>;
} {
  const { file: named, env = process.env, flags = {}, etcDir = defaultEtcDir } = sources;
  const program = programs.hirte;
  const files = readFiles({ file: program.file, etcDir, named });
  const { values, places, named: nodes, problems } = resolve(program, { files, env, flags });
  const of = { places, file: program.file };
  throwProblems([...problems, ...tlsProblems(values, of), ...exposureProblems(values, of)]);
  if (values.ACLFile !== undefined && values.BrokerURL === undefined) {
    throw new HirteError(
      "bad-config",
      "ACLFile=: without BrokerURL= there is no other broker that could heed it: hirte's own needs no such file",
    );
  }
  if (values.WebSocketPort !== undefined && values.BrokerURL !== undefined) {
    throw new HirteError(
      "bad-config",
      "WebSocketPort=: browsers connect to the broker, and with BrokerURL= that is another one: have it listen for WebSockets",
    );
  }
  if (values.WebSocketPort === values.ManagerPort && values.ManagerPort !== 0) {
    throw new HirteError(
      "bad-config",
      `WebSocketPort=: ${values.ManagerPort} is ManagerPort= already, where MQTT is spoken without WebSockets: name another port`,
    );
  }
  const dependencies = [...nodes].map(
    ([name, { values: own }]) => [name, own.AllowDependenciesOn] as const,
  );
  const config = {
    ...fromValues(values),
    allowDependenciesOn: new Map(dependencies),
    unknownNodes: unknownNodes(nodes, values.AllowedNodeNames).map(lineOfProblem),
  };
  return { config, values: { ...values, AllowDependenciesOn: Object.fromEntries(dependencies) } };
}

/** Where the keys stand, and the file in which those that do not stand anywhere belong. */
interface Whereabouts {
  readonly places: ReadonlyMap<string, Place>;
  readonly file: string;
}

/** What of the TLS keys does not go together. */
function tlsProblems(values: ValuesOf<typeof hirteKeys>, of: Whereabouts): Problem[] {
  const { TLS, TLSCAFile, TLSCertFile, TLSKeyFile, TLSCRLFile, BrokerURL } = values;
  if (TLS === "off") return [];
  if (BrokerURL !== undefined) {
    // What nobody wrote is no wish.
    if (!of.places.has("TLS")) return [];
    const text =
      "hirte has no say in how a broker elsewhere (BrokerURL=) is connected to: write off, or take it out";
    return [problemAt("TLS", text, of)];
  }
  const files = { TLSCAFile, TLSCertFile, TLSKeyFile };
  const isAny = Object.values({ ...files, TLSCRLFile }).some((path) => path !== undefined);
  if (!isAny) return [];
  const text =
    "is missing: an existing PKI takes TLSCAFile=, TLSCertFile= and TLSKeyFile= together; hirte's own takes none of them";
  return Object.entries(files).flatMap(([key, path]) =>
    path === undefined ? [{ file: of.file, key, text }] : [],
  );
}

/** Whether nothing is encrypted, nobody is asked who it is, and nobody has said that this is wanted. */
function isForThisMachine({ TLS, AllowInsecure }: ValuesOf<typeof hirteKeys>): boolean {
  return TLS === "off" && !AllowInsecure;
}

/** What would be open to others than this machine without somebody having said that this is wanted. */
function exposureProblems(values: ValuesOf<typeof hirteKeys>, of: Whereabouts): Problem[] {
  const { ListenAddress: addresses = [], BrokerURL } = values;
  if (BrokerURL !== undefined) return passwordProblems(BrokerURL, { values, of });
  const exposed = addresses.find((address) => !isLoopbackAddress(address));
  if (!isForThisMachine(values) || exposed === undefined) return [];
  const text = `with TLS=off whoever reaches hirte at ${exposed} can drive every node: take TLS=off out (docs/tls.md), or write AllowInsecure=yes`;
  return [problemAt("ListenAddress", text, of)];
}

/** A password that everybody between here and another broker would read. */
function passwordProblems(
  brokerUrl: string,
  { values, of }: { readonly values: ValuesOf<typeof hirteKeys>; readonly of: Whereabouts },
): Problem[] {
  const broker = brokerEndpoint(brokerUrl);
  const { BrokerPasswordFile: passwordFile, AllowInsecure } = values;
  if (passwordFile === undefined || AllowInsecure || isLoopbackAddress(broker.host)) return [];
  const text = `the password of BrokerPasswordFile= would be shown to ${formatEndpoint(broker)} without TLS, to everybody in between: have the broker, or a tunnel to it, on this machine, or write AllowInsecure=yes`;
  return [problemAt("BrokerURL", text, of)];
}

function listenAddressesOf(values: ValuesOf<typeof hirteKeys>): readonly string[] {
  const { ListenAddress = [] } = values;
  if (ListenAddress.length > 0) return ListenAddress;
  return isForThisMachine(values) ? ["127.0.0.1"] : [everyAddress];
}

function tlsOf(values: ValuesOf<typeof hirteKeys>): Pick<HirteConfig, "tls"> {
  const { TLS, TLSCAFile: caFile, TLSCertFile: certFile, TLSKeyFile: keyFile } = values;
  const { TLSCRLFile: crlFile, BrokerURL } = values;
  if (TLS === "off" || BrokerURL !== undefined) return {};
  // All three, or none of them, by now.
  if (caFile === undefined || certFile === undefined || keyFile === undefined)
    return { tls: { kind: "own" } };
  const crl = crlFile === undefined ? {} : { crlFile };
  return { tls: { kind: "files", caFile, certFile, keyFile, ...crl } };
}

function webSocketOf(values: ValuesOf<typeof hirteKeys>): Pick<HirteConfig, "webSocket"> {
  const { WebSocketPort: port, WebSocketOrigins: origins } = values;
  if (port === undefined) return {};
  return { webSocket: { port, ...(origins === undefined ? {} : { origins }) } };
}

type NodeSections = ReadonlyMap<string, NamedSection<typeof nodeKeys>>;

/** Nodes that the file does not let join: mistyped, or let in by somebody else. */
function unknownNodes(nodes: NodeSections, allowed: readonly string[]): Problem[] {
  return [...nodes].flatMap(([name, { values, file, line }]) => {
    const strangers = values.AllowDependenciesOn.filter((other) => !allowed.includes(other));
    const text = (node: string) => `node ${node} is not in AllowedNodeNames=`;
    return [
      ...(allowed.includes(name) ? [] : [{ file, line, text: text(name) }]),
      ...strangers.map((other) => ({ file, line, key: "AllowDependenciesOn", text: text(other) })),
    ];
  });
}

function fromValues(
  values: ValuesOf<typeof hirteKeys>,
): Omit<HirteConfig, "allowDependenciesOn" | "unknownNodes"> {
  const {
    BrokerURL: brokerUrl,
    ACLFile: aclFile,
    MaxConnections: maxConnections,
    MaxConnectionsPerUser: maxConnectionsPerUser,
    MetricsListen: metricsListen,
    PowerCoordinator: powerCoordinator,
  } = values;
  const login = loginIn(values, usualBrokerUser);
  return {
    listenAddresses: listenAddressesOf(values),
    port: values.ManagerPort,
    allowedNodes: values.AllowedNodeNames,
    maxJobsPerUser: values.MaxJobsPerUser,
    ...(maxConnectionsPerUser === undefined ? {} : { maxConnectionsPerUser }),
    ...(powerCoordinator === undefined ? {} : { powerCoordinator }),
    ...(brokerUrl === undefined ? {} : { brokerUrl }),
    ...(login === undefined ? {} : { login }),
    ...(aclFile === undefined ? {} : { aclFile }),
    logLevel: values.LogLevel,
    logTarget: values.LogTarget,
    stateDir: values.StateDirectory,
    runDir: values.RunDirectory,
    logSync: values.LogSync,
    dbus: values.DBus,
    ...tlsOf(values),
    ...(maxConnections === undefined ? {} : { maxConnections }),
    ...(metricsListen === undefined ? {} : { metricsListen }),
    ...webSocketOf(values),
  };
}
