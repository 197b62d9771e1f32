import { join } from "node:path";
import type { LogLevel } from "../core/log.ts";
import type { VerbName } from "../protocol/verbs.ts";
import { type Endpoint, formatEndpoint, isLoopbackAddress } from "./address.ts";
import { commandLines } from "./command-lines.ts";
import { defaultEtcDir, type FoundFile, readFiles } from "./files.ts";
import type { ConfigSources, ConfigUser } from "./hirte.ts";
import type { Problem } from "./ini.ts";
import { agentKeys, type Key, programs, type ValuesOf } from "./keys.ts";
import { type Login, loginIn } from "./password-file.ts";
import { type Layers, type Place, problemAt, resolve, throwProblems } from "./resolve.ts";
import type { UnitAction } from "./unit-action.ts";

/** What the node's owner lets be asked of it; what is absent limits nothing. */
export interface Limits {
  readonly AllowedVerbs?: Limit<VerbName>;
  readonly AllowedUnits?: Limit<string>;
  readonly DeniedUnits?: Limit<string>;
}

/** A key that limits, under its own name: what it has, and the file, variable or option that says so. */
export interface Limit<T> {
  readonly items: readonly T[];
  readonly place: string;
}

/** Configuration of the program hirte-agent. */
export interface AgentConfig {
  readonly nodeName: string;
  /** Tried in this order. */
  readonly managers: readonly Endpoint[];
  /** Absent: over plain connections. */
  readonly tls?: AgentTls;
  /** Over plain connections the manager may be another machine. */
  readonly allowInsecure: boolean;
  /** As whom this node comes to their broker; absent: as nobody. */
  readonly login?: Login;
  readonly logLevel: LogLevel;
  readonly logTarget: "journald" | "stderr" | "json";
  readonly heartbeatMs: number;
  /** Longest pause between two attempts to connect. */
  readonly reconnectMaxMs: number;
  /** What is done without the manager; absent: nothing. */
  readonly managerLoss?: {
    readonly onLost: UnitAction;
    readonly afterMs: number;
    readonly onBack?: UnitAction;
  };
  readonly powerGuard: PowerGuardConfig;
  /** Commands may be run on this node, and any property set. */
  readonly allowExec: boolean;
  readonly limits: Limits;
  readonly dbus: "yes" | "no" | "auto";
  /** Command lines that anybody who may act on the node may have run, by their names. */
  readonly commands: ReadonlyMap<string, string>;
  readonly stateDir: string;
  readonly runDir: string;
}

/** What this node does by itself when it is cut off in an outage. */
export interface PowerGuardConfig {
  readonly isOn: boolean;
  readonly unheardMs: number;
  readonly units: readonly string[];
  /** Command lines with their names; absent: k3s-killall.sh, where it is. */
  readonly commands?: readonly { readonly name: string; readonly line: string }[];
}

/** The files by which an agent and its manager prove to each other who they are. */
export interface AgentTls {
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
  /** Made by `hirte-agent join`, and renewed by the agent. */
  readonly isOwn: boolean;
}

/**
 * Configuration of hirte-agent: /etc/hirte/agent.conf and agent.conf.d/*.conf (or one named file), then
 * the environment, then options; later ones win.
 * @throws HirteError `bad-config` naming file, line and key of everything that is wrong
 */
export function loadAgentConfig(sources: ConfigSources = {}): AgentConfig {
  return readAgentConfig(sources).config;
}

/**
 * As `loadAgentConfig`, with the values of the keys.
 * @throws HirteError `bad-config`
 */
export function readAgentConfig(sources: ConfigSources = {}): {
  readonly config: AgentConfig;
  readonly values: ValuesOf<typeof agentKeys>;
} {
  const { file: named, env = process.env, flags = {}, etcDir = defaultEtcDir, user } = sources;
  const program = programs["hirte-agent"];
  const ofMachine = readFiles({ file: program.file, etcDir, named });
  const layers = user
    ? layersOfUser(user, { ofMachine, isNamed: named !== undefined })
    : { files: ofMachine, own: ofMachine };
  const { values, places, problems } = resolve(program, { ...layers, env, flags });
  const commands = commandLines(layers.own);
  const of = { places, file: program.file };
  const strangers = exposureProblems(values, of);
  const unknown = (values.PowerGuardCommands ?? [])
    .filter((name) => !commands.lines.has(name))
    .map((name) => problemAt("PowerGuardCommands", `[commands] has no ${name}`, of));
  throwProblems([...problems, ...commands.problems, ...strangers, ...unknown]);
  return {
    config: {
      ...fromValues(values),
      limits: limitsOf(values, places),
      powerGuard: powerGuardOf(values, commands.lines),
      commands: commands.lines,
    },
    values,
  };
}

/**
 * An agent for a user's own systemd: of the machine's files, as far as the user may read them, what is
 * not about the machine's agent itself; then the user's own. Two agents under one name would take each
 * other's place, and two on one ledger are refused, so its defaults are the user's.
 */
function layersOfUser(
  user: ConfigUser,
  { ofMachine, isNamed }: { readonly ofMachine: readonly FoundFile[]; readonly isNamed: boolean },
): Pick<Layers, "files" | "defaults"> & { readonly own: readonly FoundFile[] } {
  const program = programs["hirte-agent"];
  const legible = isNamed ? [] : ofMachine.filter(({ state }) => state !== "illegible");
  const nodeOfMachine = () =>
    resolve(program, { files: legible, env: {}, flags: {} }).values.NodeName;
  const defaults = {
    NodeName: { says: "USER.NODE", read: () => `${user.name}.${nodeOfMachine()}` },
    StateDirectory: join(user.stateDir, "hirte-agent"),
    RunDirectory: join(user.runDir, "hirte-agent"),
  };
  if (isNamed) return { files: ofMachine, own: ofMachine, defaults };
  const shared = legible.map((file) => ({
    ...file,
    entries: file.entries.filter(({ key }) => !isKeyOfMachine(key)),
  }));
  const own = readFiles({ file: program.file, etcDir: join(user.configDir, "hirte") });
  return { files: [...shared, ...own], own, defaults };
}

function isKeyOfMachine(name: string): boolean {
  const key = Object.entries<Key>(agentKeys).find(([known]) => known === name)?.[1];
  return key?.isOfMachine === true;
}

/** Managers on other machines that would be obeyed without a proof, where nobody has said that this is wanted. */
function exposureProblems(
  values: ValuesOf<typeof agentKeys>,
  of: { readonly places: ReadonlyMap<string, Place>; readonly file: string },
): Problem[] {
  const { TLS, AllowInsecure: allowInsecure } = values;
  const tls = TLS === "on" ? "on" : undefined;
  const refused = managersOf(values).find((manager) => !mayObey(manager, { tls, allowInsecure }));
  if (!refused) return [];
  return [problemAt("ManagerHost", refusedManagerText(refused), of)];
}

/** Whether an agent may obey who answers there: over TLS it has proven who it is. */
export function mayObey(
  { host }: Endpoint,
  { tls, allowInsecure }: { readonly tls?: unknown; readonly allowInsecure: boolean },
): boolean {
  return tls !== undefined || allowInsecure || isLoopbackAddress(host);
}

/** What is said of a manager that may not be obeyed, and what to do about it. */
export function refusedManagerText(manager: Endpoint): string {
  return `with TLS=off this node would obey whoever answers at ${formatEndpoint(manager)}: take TLS=off out (docs/tls.md), or write AllowInsecure=yes`;
}

/** Where an agent of these keys finds its manager. */
export function managersOf(
  values: Pick<ValuesOf<typeof agentKeys>, "ManagerHost" | "ManagerPort">,
): readonly Endpoint[] {
  return values.ManagerHost.map(({ host, port = values.ManagerPort }) => ({ host, port }));
}

/** Where `hirte-agent join` writes, and the agent reads, unless the keys say otherwise. */
export function agentTlsFiles(
  values: Pick<
    ValuesOf<typeof agentKeys>,
    "StateDirectory" | "TLSCAFile" | "TLSCertFile" | "TLSKeyFile"
  >,
): AgentTls {
  const { StateDirectory, TLSCAFile, TLSCertFile, TLSKeyFile } = values;
  const own = (name: string) => join(StateDirectory, "pki", name);
  return {
    caFile: TLSCAFile ?? own("ca.pem"),
    certFile: TLSCertFile ?? own("cert.pem"),
    keyFile: TLSKeyFile ?? own("key.pem"),
    isOwn: TLSCertFile === undefined && TLSKeyFile === undefined,
  };
}

function fromValues(
  values: ValuesOf<typeof agentKeys>,
): Omit<AgentConfig, "commands" | "limits" | "powerGuard"> {
  const login = loginIn(values, values.NodeName);
  return {
    nodeName: values.NodeName,
    managers: managersOf(values),
    ...(values.TLS === "on" ? { tls: agentTlsFiles(values) } : {}),
    allowInsecure: values.AllowInsecure,
    ...(login === undefined ? {} : { login }),
    logLevel: values.LogLevel,
    logTarget: values.LogTarget,
    heartbeatMs: values.HeartbeatInterval,
    reconnectMaxMs: values.ReconnectInterval,
    ...managerLossOf(values),
    allowExec: values.AllowExec,
    dbus: values.DBus,
    stateDir: values.StateDirectory,
    runDir: values.RunDirectory,
  };
}

function managerLossOf(values: ValuesOf<typeof agentKeys>): Pick<AgentConfig, "managerLoss"> {
  const { OnManagerLost: onLost, ManagerLostAfter: afterMs, OnManagerBack: onBack } = values;
  if (!onLost) return {};
  return { managerLoss: { onLost, afterMs, ...(onBack ? { onBack } : {}) } };
}

function powerGuardOf(
  values: ValuesOf<typeof agentKeys>,
  lines: ReadonlyMap<string, string>,
): PowerGuardConfig {
  const { PowerGuard: isOn, PowerGuardUnheard: unheardMs, PowerGuardStop: units } = values;
  const commands = values.PowerGuardCommands?.map((name) => ({
    name,
    line: lines.get(name) ?? "",
  }));
  return { isOn, unheardMs, units, ...(commands ? { commands } : {}) };
}

function limitsOf(
  { AllowedVerbs, AllowedUnits, DeniedUnits }: ValuesOf<typeof agentKeys>,
  places: ReadonlyMap<string, Place>,
): Limits {
  const limit = <T>(items: readonly T[], key: keyof Limits): Limit<T> => ({
    items,
    place: places.get(key)?.file ?? "the configuration",
  });
  return {
    ...(AllowedVerbs ? { AllowedVerbs: limit(AllowedVerbs, "AllowedVerbs") } : {}),
    ...(AllowedUnits ? { AllowedUnits: limit(AllowedUnits, "AllowedUnits") } : {}),
    ...(DeniedUnits ? { DeniedUnits: limit(DeniedUnits, "DeniedUnits") } : {}),
  };
}
