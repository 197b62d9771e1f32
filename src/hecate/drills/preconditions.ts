import { messageOf } from "../../core/errors.ts";
import { core } from "../../kube/objects.ts";
import { isFluxReady, isSuspended } from "../cluster/flux-objects.ts";
import { findSource } from "../cluster/flux-source.ts";
import { findNode, isNodeReady } from "../cluster/nodes.ts";
import { few, type Task } from "../cluster/task.ts";
import { isOver, whyNotOnMains, whyShut } from "./lookout.ts";
import type { DrillSite } from "./model.ts";
import { askSource, type Drill, hasCure, type Targets } from "./table.ts";
import { look, problemOf } from "./work.ts";

/** Something that must be so before anything is broken. */
export interface Precondition {
  readonly text: string;
  /** Why it is not; absent: it is. */
  readonly problem?: string;
}

/** What was found before a drill. */
export interface Found {
  readonly preconditions: readonly Precondition[];
  /** Absent: the cluster did not tell. */
  readonly targets?: Targets;
}

/** How long is looked for each. */
const lookMs = 20_000;
/** How long Flux may take to fetch its source. */
const fetchMs = 90_000;
/** Roles of nodes of the cluster. */
const clusterRoles = ["k3s-server", "k3s-agent"];

/**
 * Looks whether a drill may begin. `asksFlux`: Flux is asked to fetch its source now, which writes an annotation; else
 * what it said last is believed, and nothing is written.
 */
export async function preconditionsOf(
  drill: Drill,
  site: DrillSite,
  { asksFlux, signal }: { readonly asksFlux: boolean; readonly signal: AbortSignal },
): Promise<Found> {
  const looks = { timeoutMs: lookMs, signal };
  const ofPower = await powerOf(site);
  const hasStep = hasCure(drill, site.config.startup.stages);
  const cluster = await problemOf(() => look(site, looks, (task) => clusterProblem(task, site)));
  let targets: Targets | undefined;
  const targetProblem = await problemOf(async () => {
    targets = await look(site, looks, (task) => drill.targets(task, site));
    return targets.problem;
  });
  const source = await problemOf(() =>
    look(site, { ...looks, timeoutMs: asksFlux ? fetchMs : lookMs }, (task) =>
      sourceProblem(task, site, asksFlux),
    ),
  );
  const preconditions = [
    ...ofPower,
    claim(
      `startup.stages has ${drill.cure.text}`,
      hasStep ? undefined : "nothing would bring it back",
    ),
    claim("the API is ready, and so is every node of the cluster", cluster),
    claim("Flux can fetch its source", source),
    claim("there is something to break, and it is whole", targetProblem),
  ];
  return { preconditions, ...(targets ? { targets } : {}) };
}

async function powerOf({ daemon }: DrillSite): Promise<readonly Precondition[]> {
  const texts = {
    mains: "every UPS is on mains",
    gate: "the batteries hold enough for a startup and a shutdown",
    run: "no run is under way, and the cluster is not shut down",
  };
  try {
    const status = await daemon.status();
    const { state, run } = status;
    const odd = state.upses.filter(({ comms, row }) => comms !== "ok" || row !== 6);
    const notSure =
      odd.length === 0
        ? undefined
        : `not sure: ${odd.map(({ ups, why }) => `${ups} (${why})`).join(", ")}`;
    const isStarting = run?.kind === "startup" && !isOver(run.phase);
    return [
      claim(texts.mains, whyNotOnMains(status) ?? notSure),
      claim(texts.gate, state.startGate.open ? undefined : state.startGate.why),
      claim(texts.run, whyShut(status) ?? (isStarting ? `startup ${run.run}` : undefined)),
    ];
  } catch (error) {
    const why = messageOf(error);
    return Object.values(texts).map((text) => claim(text, why));
  }
}

async function clusterProblem(task: Task, site: DrillSite): Promise<string | undefined> {
  const { api } = task.parts;
  await api.ready(task.call);
  const nodes = (await api.list(core.nodes, {}, task.call)) ?? [];
  const notReady = nodes.filter((node) => !isNodeReady(node)).map(({ name }) => name);
  if (notReady.length > 0) return `not ready: ${few(notReady)}`;
  const missing: string[] = [];
  for (const { name, roles } of site.config.nodes) {
    if (!roles.some((role) => clusterRoles.includes(role))) continue;
    // The startup of the drill would wake it.
    if (!(await findNode(task, name))) missing.push(name);
  }
  return missing.length === 0 ? undefined : `no nodes of the cluster: ${few(missing)}`;
}

async function sourceProblem(
  task: Task,
  site: DrillSite,
  asksFlux: boolean,
): Promise<string | undefined> {
  const { namespace, name } = site.flux.source;
  const source = await findSource(task, site.flux);
  if (!source) return `there is no GitRepository ${namespace}/${name}`;
  if (isSuspended(source)) return `${namespace}/${name} is suspended`;
  const isReady = asksFlux ? await askSource(task, site) : isFluxReady(source.object);
  if (isReady === undefined) return "Flux does not look at its source";
  return isReady ? undefined : `${namespace}/${name} is not ready`;
}

function claim(text: string, problem: string | undefined): Precondition {
  return problem === undefined ? { text } : { text, problem };
}
