import type { LogLevel } from "../core/log.ts";
import type { Endpoint } from "./address.ts";
import { defaultEtcDir, readFiles } from "./files.ts";
import type { Problem } from "./ini.ts";
import { type hirteKeys, type nodeKeys, programs, type ValuesOf } from "./keys.ts";
import { lineOfProblem, type NamedSection, resolve, throwProblems } from "./resolve.ts";
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
  /** Absent: the embedded broker is used. */
  readonly brokerUrl?: string;
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
  /** Absent: as many as the limit of open files allows. */
  readonly maxConnections?: number;
  /** Absent: half of all. */
  readonly maxConnectionsPerUser?: number;
  readonly maxJobsPerUser: number;
  /** Absent: `defaultMetricsEndpoint`, if it is free. */
  readonly metricsListen?: Endpoint | "off";
}

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
  const { values, named: nodes, problems } = resolve(program, { files, env, flags });
  throwProblems(problems);
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
    MaxConnections: maxConnections,
    MaxConnectionsPerUser: maxConnectionsPerUser,
    MetricsListen: metricsListen,
  } = values;
  return {
    listenAddresses: values.ListenAddress,
    port: values.ManagerPort,
    allowedNodes: values.AllowedNodeNames,
    maxJobsPerUser: values.MaxJobsPerUser,
    ...(maxConnectionsPerUser === undefined ? {} : { maxConnectionsPerUser }),
    ...(brokerUrl === undefined ? {} : { brokerUrl }),
    logLevel: values.LogLevel,
    logTarget: values.LogTarget,
    stateDir: values.StateDirectory,
    runDir: values.RunDirectory,
    logSync: values.LogSync,
    dbus: values.DBus,
    ...(maxConnections === undefined ? {} : { maxConnections }),
    ...(metricsListen === undefined ? {} : { metricsListen }),
  };
}
