/**
 * What is done about a run, step by step, before anything is: the same plan is shown, rehearsed and carried out.
 * Pure: from the stages of the configuration and the nodes concerned. The id of a step does not depend on who else is
 * in the scope, so that a plan that was widened, or made again after a restart, names the same work by the same id.
 */
import type { NodeConfig, UpsConfig } from "./model.ts";
import type { Plan, PlannedStage, PlannedStep, StageConfig, StepConfig } from "./plan-model.ts";
import { defaultSettleMs, drainMs, stepOf, stepsOf } from "./plan-steps.ts";

/** What a plan is made for. */
export interface PlanRequest {
  readonly stages: readonly StageConfig[];
  readonly nodes: readonly NodeConfig[];
  readonly scope: readonly string[];
  readonly mode: "cluster-only" | "poweroff";
  readonly coordinator: string;
  /** It is powered off after all other nodes. */
  readonly brokerHost: string;
  /** ms that stages took at most in the last runs, by name. */
  readonly learntMs?: Readonly<Record<string, number>>;
  /** Who hangs on UPSes of the coordinator and is not hecate's to stop. */
  readonly foreignClients?: readonly ForeignClient[];
  /** Who came up while others were powered off, and is powered off once more: a stage for each time. */
  readonly late?: readonly (readonly string[])[];
  /** How long a node that is silent is waited for before it counts as gone; default 20 s. */
  readonly settleMs?: number;
  /** The coordinator goes, too, when it has too little for itself. Default: it does. */
  readonly takesSelf?: boolean;
}

/** A client of NUT's on its own. */
export interface ForeignClient {
  readonly name: string;
  readonly ups: string;
  readonly needsMs: number;
}

/** Beyond what a client needs, until upsd has noticed that it is gone. */
const leavingMs = 30_000;
/** Roles of nodes of the cluster. */
const clusterRoles = ["k3s-server", "k3s-agent"];

/**
 * Plans a shutdown of the nodes in `scope`. Where only some nodes of the cluster lose power, they are drained, and what
 * stops the cluster as a whole is left out. Each node is powered off once, whether a stage names it or none does; the
 * coordinator is never told to: it holds, and goes by itself.
 */
export function planShutdown(request: PlanRequest): Plan {
  const { scope, mode, coordinator, brokerHost, nodes, settleMs = defaultSettleMs } = request;
  const ofCluster = nodes.filter(isOfCluster);
  const inScope = new Set(scope);
  const isWhole = ofCluster.every(({ name }) => inScope.has(name));
  const stages: Draft[] = isWhole ? [] : [drainOf(ofCluster, inScope)];
  const poweredOff = new Set([coordinator, brokerHost]);
  for (const { name, skippable, steps } of request.stages) {
    const planned = steps.flatMap((step, index) => {
      if ((step.kind === "kube" || step.kind === "flux") && !isWhole) return [];
      const place = `${name.slice(0, 56)}/${index}`;
      const isOff = step.kind === "poweroff";
      if (isOff && mode === "cluster-only") return [];
      const chosen = (node: string) => inScope.has(node) && !(isOff && poweredOff.has(node));
      return stepsOf(step, place, { nodes, chosen, settleMs });
    });
    for (const { action } of planned) if (action.kind === "poweroff") poweredOff.add(action.node);
    stages.push({ name, skippable, steps: planned });
  }
  if (mode === "poweroff") {
    const off = (name: string, names: readonly string[]): Draft => {
      const config = { kind: "poweroff", at: { nodes: names }, onFailure: "continue" } as const;
      const chosen = (node: string) => inScope.has(node);
      const steps = stepsOf(config, `${name}/0`, { nodes, chosen, settleMs });
      return { name, skippable: false, steps };
    };
    // Whoever loses power and was forgotten by the stages would die with the battery.
    const rest = nodes.map(({ name }) => name).filter((name) => !poweredOff.has(name));
    stages.push(off("off-others", rest));
    if (brokerHost !== coordinator) stages.push(off("off-broker-host", [brokerHost]));
    const takesSelf = request.takesSelf ?? true;
    for (const [index, names] of (request.late ?? []).entries()) {
      stages.push(off(`off-late-${index + 1}`, names));
    }
    if (takesSelf) stages.push(foreignOf(request.foreignClients ?? []));
    if (inScope.has(coordinator) && takesSelf) stages.push(holdOf(coordinator));
  }
  return planOf(stages, request.learntMs);
}

/** Whether a node is one of the cluster, and not only of the site. */
export function isOfCluster({ roles }: NodeConfig): boolean {
  return roles.some((role) => clusterRoles.includes(role));
}

/** What the plan of a startup is made for. */
export interface StartupRequest
  extends Pick<PlanRequest, "stages" | "nodes" | "scope" | "learntMs"> {
  readonly wake: readonly string[];
  readonly upses: readonly Pick<UpsConfig, "name" | "host">[];
  /** It is about nodes that a startup before it had left out; who is left out yet. */
  readonly part?: { readonly leftOut: readonly string[]; readonly isAfterFailure?: true };
}

/**
 * Plans a startup: of the nodes in `scope`, those in `wake` are woken. Hosts of UPSes on which others of them hang are woken
 * with the first of those at the latest: what those batteries have is known only then.
 */
export function planStartup(request: StartupRequest): Plan {
  const inScope = new Set(request.scope);
  const toWake = new Set(request.wake);
  const isAsWanted = (step: StepConfig) => !isDoneForAll(step, request);
  const stages = request.stages.map(({ name, skippable, steps }): Draft => {
    const planned = steps.filter(isAsWanted).flatMap((step) => {
      const chosen = (node: string) => (step.kind === "wake" ? toWake : inScope).has(node);
      const place = `${name.slice(0, 56)}/${steps.indexOf(step)}`;
      return stepsOf(step, place, { ...request, chosen });
    });
    return { name, skippable, steps: planned };
  });
  // Whom no step wakes would stay off for ever.
  const woken = new Set(stages.flatMap(wokenBy));
  const rest = request.wake.filter((node) => !woken.has(node));
  const others: Draft = {
    ...{ name: "wake-others", skippable: false },
    steps: wakesOf(rest, "wake-others/0", request),
  };
  return planOf(withReaders([others, ...stages], request), request.learntMs);
}

/**
 * Whether a step about the cluster as a whole is none of a startup for some nodes: what one node of several does was done by
 * the startup before; and what that one has not come to, as it failed, is for people to go on with.
 */
function isDoneForAll(step: StepConfig, { scope, part }: StartupRequest): boolean {
  if (!part) return false;
  const { leftOut, isAfterFailure = false } = part;
  if (step.kind === "command" && step.first !== undefined) {
    return (
      isAfterFailure ||
      !step.at.nodes.every((node) => scope.includes(node) || leftOut.includes(node))
    );
  }
  const isOfNodes = "at" in step;
  return isAfterFailure && !isOfNodes;
}

function wokenBy({ steps }: Draft): readonly string[] {
  return steps.flatMap(({ action }) => (action.kind === "wake" ? [action.node] : []));
}

function wakesOf(
  nodes: readonly string[],
  place: string,
  request: StartupRequest,
): readonly PlannedStep[] {
  const config = { kind: "wake", at: { nodes }, onFailure: "continue" } as const;
  return stepsOf(config, place, { nodes: request.nodes, chosen: () => true });
}

/** With each wake step saying who reads the UPSes of its node, and those woken beside it where they would be later. */
function withReaders(stages: readonly Draft[], request: StartupRequest): readonly Draft[] {
  const { wake, upses, nodes } = request;
  const readersOf = (name: string) => {
    const feeds = nodes.find((node) => node.name === name)?.feeds ?? [];
    const hosts = upses.filter((ups) => feeds.includes(ups.name)).map(({ host }) => host);
    return [...new Set(hosts)].filter((host) => host !== name && wake.includes(host));
  };
  const woken = new Set<string>();
  return stages.map((stage) => {
    for (const node of wokenBy(stage)) woken.add(node);
    const early = new Set<string>();
    const steps = stage.steps.map((step): PlannedStep => {
      const { action } = step;
      if (action.kind !== "wake") return step;
      const readers = readersOf(action.node);
      for (const reader of readers) if (!woken.has(reader)) early.add(reader);
      return readers.length === 0 ? step : { ...step, action: { ...action, readers } };
    });
    for (const reader of early) woken.add(reader);
    // Short: an id has 128 characters at most.
    const place = `${stage.name.slice(0, 56)}/r`;
    return { ...stage, steps: [...steps, ...wakesOf([...early], place, request)] };
  });
}

type Draft = Omit<PlannedStage, "estimateMs">;

function planOf(all: readonly Draft[], learntMs: PlanRequest["learntMs"] = {}): Plan {
  const stages = all
    .filter(({ steps }) => steps.length > 0)
    .map((stage): PlannedStage => {
      const slowestMs = Math.max(...stage.steps.map((step) => step.estimateMs));
      const { [stage.name]: tookMs = slowestMs } = learntMs;
      return { ...stage, estimateMs: tookMs };
    });
  return { stages, estimateMs: stages.reduce((sum, { estimateMs }) => sum + estimateMs, 0) };
}

function drainOf(ofCluster: readonly NodeConfig[], inScope: ReadonlySet<string>): Draft {
  const steps = ofCluster
    .filter(({ name }) => inScope.has(name))
    .map(({ name }) =>
      stepOf(`drain/0/${name}`, `drain ${name}`, { kind: "drain", node: name }, drainMs),
    );
  // What is left of the cluster goes on: a node that does not drain is stopped all the same.
  const onFailure = "continue" as const;
  return { name: "drain", skippable: true, steps: steps.map((s) => ({ ...s, onFailure })) };
}

/** Last of all but the coordinator, for nodes may live on what they serve. */
function foreignOf(clients: readonly ForeignClient[]): Draft {
  const upses = [...new Set(clients.map(({ ups }) => ups))];
  const steps = upses.map((ups) => {
    const those = clients.filter((client) => client.ups === ups);
    const names = those.map(({ name }) => name);
    const text = `force a shutdown (FSD) of who else hangs on ${ups}, where it has fired: ${names.join(", ")}`;
    const action = { kind: "force-shutdown", ups, clients: names } as const;
    const timeoutMs = Math.max(...those.map(({ needsMs }) => needsMs)) + leavingMs;
    return stepOf(`foreign/0/${ups}`, text, action, timeoutMs, "continue");
  });
  return { name: "foreign-clients", skippable: false, steps };
}

function holdOf(node: string): Draft {
  const text = `hold until the UPS of ${node} has just enough left for itself, then power off ${node}`;
  const step = stepOf("self/0", text, { kind: "hold-then-power-off-self", node }, 0);
  return { name: "self", skippable: false, steps: [step] };
}
