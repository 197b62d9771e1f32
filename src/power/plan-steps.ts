/** The steps of a plan that come of one step of the configuration. Pure. */
import type { NodeConfig } from "./model.ts";
import type {
  KubeWork,
  OnFailure,
  PlannedAction,
  PlannedStep,
  Selected,
  StepConfig,
  WaitFor,
  WaitForTcp,
} from "./plan-model.ts";

/** What a step may take where the configuration says nothing, and how long a node that is off is watched. */
const defaultsMs = {
  command: 60_000,
  /** With what runs after it. */
  stop: 60_000,
  start: 60_000,
  reboot: 600_000,
  wake: 600_000,
  wait: 180_000,
  kube: 120_000,
  flux: 30_000,
  http: 60_000,
} as const;
/** What steps are thought to take where nothing was learnt yet; none takes longer than it may. */
const typicalMs: Readonly<Record<PlannedAction["kind"], number>> = {
  command: 20_000,
  "command-on-first": 20_000,
  stop: 30_000,
  start: 30_000,
  restart: 30_000,
  drain: 60_000,
  poweroff: 45_000,
  reboot: 120_000,
  wake: 120_000,
  wait: 30_000,
  kube: 60_000,
  flux: 10_000,
  http: 15_000,
  notify: 0,
  soak: Number.POSITIVE_INFINITY,
  "force-shutdown": Number.POSITIVE_INFINITY,
  // It takes what the battery lasts; nothing waits for it.
  "hold-then-power-off-self": 0,
};
/** Nothing waits for it. */
const noTimeMs = 0;
/** Before a node that answers no more counts as gone. */
export const defaultSettleMs = 20_000;
/** What the draining of a node may take. */
export const drainMs = 60_000;

/** Whom a step is about. */
export interface StepScope {
  readonly nodes: readonly NodeConfig[];
  readonly chosen: (node: string) => boolean;
  /** How long a node that is silent is waited for before it counts as gone. */
  readonly settleMs?: number;
}

/** The steps that one of the configuration makes: one for each node that it is about. */
export function stepsOf(
  config: StepConfig,
  place: string,
  { nodes, chosen, settleMs = defaultSettleMs }: StepScope,
): readonly PlannedStep[] {
  const { timeoutMs, onFailure, retries } = config;
  const make = (suffix: string, text: string, action: PlannedAction, defaultMs: number) => {
    const said = retries === undefined ? text : `${text}, in ${retries + 1} attempts at most`;
    const step = stepOf(`${place}${suffix}`, said, action, timeoutMs ?? defaultMs, onFailure);
    return retries === undefined ? step : { ...step, retries };
  };
  const onEach = (
    selected: Selected,
    text: (node: string) => string,
    action: (node: string) => PlannedAction,
    defaultMs: (node: string) => number,
  ) =>
    selected.nodes
      .filter(chosen)
      .map((node) => make(`/${node}`, text(node), action(node), defaultMs(node)));
  switch (config.kind) {
    case "command": {
      const { command, first } = config;
      const candidates = config.at.nodes.filter(chosen);
      if (first !== undefined && first < candidates.length) {
        const where = `${first === 1 ? "the first" : `the first ${first}`} of ${candidates.join(", ")}`;
        const action = { kind: "command-on-first", candidates, first, command } as const;
        return [make("", `run ${command} on ${where} to answer`, action, defaultsMs.command)];
      }
      return onEach(
        config.at,
        (node) => `run ${command} on ${node}`,
        (node) => ({ kind: "command", node, command }),
        () => defaultsMs.command,
      );
    }
    case "stop": {
      const { unit, thenCommand } = config;
      return onEach(
        config.at,
        (node) => `stop ${unit} on ${node}${thenCommand ? `, then run ${thenCommand}` : ""}`,
        (node) => ({ kind: "stop", node, unit, ...(thenCommand ? { thenCommand } : {}) }),
        () => defaultsMs.stop,
      );
    }
    case "start":
    case "restart": {
      const { kind, unit } = config;
      return onEach(
        config.at,
        (node) => `${kind} ${unit} on ${node}`,
        (node) => ({ kind, node, unit }),
        () => defaultsMs.start,
      );
    }
    case "poweroff": {
      const offMs = (name: string) =>
        nodes.find((node) => node.name === name)?.offTimeoutMs ?? defaultsMs.stop;
      return onEach(
        config.at,
        (node) => `power off ${node}, and wait until it is gone`,
        (node) => ({ kind: "poweroff", node }),
        (node) => offMs(node) + settleMs,
      );
    }
    case "reboot":
      return onEach(
        config.at,
        (node) => `reboot ${node}, and wait until it is up in another boot`,
        (node) => ({ kind: "reboot", node }),
        () => defaultsMs.reboot,
      );
    case "wake":
      return onEach(
        config.at,
        (node) => `wake ${node}, and wait for its agent`,
        (node) => ({ kind: "wake", node }),
        () => defaultsMs.wake,
      );
    case "wait": {
      if (config.what === "tcp") {
        const { kind, what, to } = config;
        const text = `wait until ${placeOf(to)} takes a connection`;
        return [make("", text, { kind, what, to }, defaultsMs.wait)];
      }
      const waitFor = waitForOf(config);
      return onEach(
        config.at,
        (node) => waitText(waitFor, node),
        (node) => ({ ...waitFor, node }),
        () => defaultsMs.wait,
      );
    }
    case "kube": {
      const { kind, what, atLeast, provider, order } = config;
      const work: KubeWork = {
        kind,
        what,
        ...(atLeast === undefined ? {} : { atLeast }),
        ...(provider === undefined ? {} : { provider }),
        ...(order === undefined ? {} : { order }),
      };
      return [make("", `kube: ${what}`, work, defaultsMs.kube)];
    }
    case "flux": {
      const { kind, what } = config;
      return [make("", `flux: ${what}`, { kind, what }, defaultsMs.flux)];
    }
    case "http": {
      const { url, expect } = config;
      const text = `wait until ${url} answers ${expect}`;
      return [make("", text, { kind: "http", url, expect }, defaultsMs.http)];
    }
    case "notify": {
      const { kind, text, severity } = config;
      return [make("", `tell people (${severity}): ${text}`, { kind, text, severity }, noTimeMs)];
    }
    case "soak": {
      const { forMs } = config;
      const text = `see that all of it stays up for ${forMs / 1000} s`;
      return [make("", text, { kind: "soak", forMs }, forMs)];
    }
  }
}

/** What is waited for, without where. */
function waitForOf(config: WaitFor): WaitFor {
  switch (config.what) {
    case "unit":
      return { kind: "wait", what: "unit", unit: config.unit, is: config.is };
    case "command":
      return { kind: "wait", what: "command", command: config.command };
    case "time-synced":
    case "agent":
      return { kind: "wait", what: config.what };
  }
}

function waitText(wait: WaitFor, node: string): string {
  switch (wait.what) {
    case "unit":
      return `wait until ${wait.unit} is ${wait.is} on ${node}`;
    case "command":
      return `wait until ${wait.command} succeeds on ${node}`;
    case "agent":
      return `wait for the agent of ${node}`;
    case "time-synced":
      return `wait for time-synced on ${node}`;
  }
}

/** As it is written; an address of IPv6 in brackets. */
export function placeOf({ host, port }: WaitForTcp["to"]): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

/** A step. */
export function stepOf(
  id: string,
  text: string,
  action: PlannedAction,
  timeoutMs: number,
  onFailure: OnFailure = "abort",
): PlannedStep {
  const estimateMs = Math.min(timeoutMs, typicalMs[action.kind]);
  return { id, text, action, timeoutMs, estimateMs, onFailure };
}
