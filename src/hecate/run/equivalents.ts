import type { HecateConfig } from "../../config/hecate-types.ts";
import type { PlannedAction } from "../../power/plan-model.ts";
import { kubectlLines } from "../cluster/kubectl-lines.ts";
import type { ClusterWork } from "./ports.ts";

/** The lines that do the same by hand: at a node (`NODE# …`) or here (`# …`). None: there are none. */
export type Equivalents = (action: PlannedAction) => readonly string[];

/** Says what does the same as a step by hand. */
export function equivalentsOf(config: HecateConfig): Equivalents {
  const { kubernetes, flux } = config;
  const kubectl = (work: ClusterWork) =>
    kubernetes ? kubectlLines(work, { kubernetes, ...(flux ? { flux } : {}) }) : [];
  return (action) => linesOf(action, config, kubectl);
}

function linesOf(
  action: PlannedAction,
  { nodes }: HecateConfig,
  kubectl: (work: ClusterWork) => readonly string[],
): readonly string[] {
  switch (action.kind) {
    case "command":
      return [`# hirtectl command ${action.node} ${action.command}`];
    case "command-on-first":
      return action.candidates
        .slice(0, action.first)
        .map((node) => `# hirtectl command ${node} ${action.command}`);
    case "stop": {
      const { node, unit, thenCommand } = action;
      const after = thenCommand === undefined ? [] : [`# hirtectl command ${node} ${thenCommand}`];
      return [`${node}# systemctl stop ${unit}`, ...after];
    }
    case "start":
    case "restart":
      return [`${action.node}# systemctl ${action.kind} ${action.unit}`];
    case "poweroff":
    case "reboot":
      return [`${action.node}# systemctl ${action.kind}`];
    case "wake": {
      const wake = nodes.find(({ name }) => name === action.node)?.wake;
      if (wake?.bmc) return [`# ${wake.bmc.join(" ")}`];
      return wake?.wol === undefined ? [] : [`# wakeonlan ${wake.wol}`];
    }
    case "wait":
      return [waitLine(action)];
    case "http":
      return [`# curl --insecure ${action.url}`];
    case "drain":
    case "kube":
    case "flux":
      return kubectl(action).map((line) => `# ${line}`);
    case "force-shutdown":
      return ["# upsmon -c fsd"];
    case "notify":
    case "soak":
    case "hold-then-power-off-self":
      return [];
  }
}

function waitLine(action: Extract<PlannedAction, { kind: "wait" }>): string {
  switch (action.what) {
    case "time-synced":
      return `${action.node}# timedatectl show --property=NTPSynchronized`;
    case "unit":
      return `${action.node}# systemctl is-active ${action.unit}`;
    case "command":
      return `# hirtectl command ${action.node} ${action.command}`;
    case "agent":
      return `# hirtectl is-online node ${action.node}`;
    case "tcp":
      return `# nc -z -w 10 ${action.to.host} ${action.to.port}`;
  }
}
