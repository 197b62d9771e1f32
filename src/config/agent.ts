import type { LogLevel } from "../core/log.ts";
import type { Endpoint } from "./address.ts";
import { commandLines } from "./command-lines.ts";
import { defaultEtcDir, readFiles } from "./files.ts";
import type { ConfigSources } from "./hirte.ts";
import { type agentKeys, programs, type ValuesOf } from "./keys.ts";
import { resolve, throwProblems } from "./resolve.ts";
import type { UnitAction } from "./unit-action.ts";

/** Configuration of the program hirte-agent. */
export interface AgentConfig {
  readonly nodeName: string;
  /** Tried in this order. */
  readonly managers: readonly Endpoint[];
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
  /** Commands may be run on this node, and any property set. */
  readonly allowExec: boolean;
  readonly dbus: "yes" | "no" | "auto";
  /** Command lines that anybody who may act on the node may have run, by their names. */
  readonly commands: ReadonlyMap<string, string>;
  readonly stateDir: string;
  readonly runDir: string;
}

/**
 * Configuration of hirte-agent: /etc/hirte/agent.conf and agent.conf.d/*.conf (or one named file), then
 * the environment, then options; later ones win.
 * @throws HirteError `bad-config` naming file, line and key of everything that is wrong
 */
export function loadAgentConfig(sources: ConfigSources = {}): AgentConfig {
  const { file: named, env = process.env, flags = {}, etcDir = defaultEtcDir } = sources;
  const program = programs["hirte-agent"];
  const files = readFiles({ file: program.file, etcDir, named });
  const { values, problems } = resolve(program, { files, env, flags });
  const commands = commandLines(files);
  throwProblems([...problems, ...commands.problems]);
  return { ...fromValues(values), commands: commands.lines };
}

/** Where an agent of these keys finds its manager. */
export function managersOf(
  values: Pick<ValuesOf<typeof agentKeys>, "ManagerHost" | "ManagerPort">,
): readonly Endpoint[] {
  return values.ManagerHost.map(({ host, port = values.ManagerPort }) => ({ host, port }));
}

function fromValues(values: ValuesOf<typeof agentKeys>): Omit<AgentConfig, "commands"> {
  return {
    nodeName: values.NodeName,
    managers: managersOf(values),
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
