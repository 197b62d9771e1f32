import { randomBytes } from "node:crypto";
import { messageOf } from "../../core/errors.ts";
import { Cluster } from "../cluster/cluster.ts";
import { Task } from "../cluster/task.ts";
import type { ClusterAct, ClusterWork, StepEnd, UndoList } from "../run/ports.ts";
import type { DrillSite } from "./model.ts";

/** For how long, for whom, and in whose notes something of a drill is done. */
export interface DrillWork {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly undo: UndoList;
}

/** Of acts that are no run's: runs are counted from 1. */
const noRun = 0;

/** Nothing is noted by who only looks. */
const nothing: UndoList = { all: [], add: async () => undefined, remove: async () => undefined };

/** Does something about the cluster as a run does it; `namespaces`: what is scaled, in place of the configured ones. */
export async function doWork(
  site: DrillSite,
  what: ClusterWork,
  of: DrillWork & { readonly namespaces?: readonly string[] },
): Promise<StepEnd> {
  const { namespaces, timeoutMs } = of;
  const quiesce = namespaces === undefined ? [] : [{ namespaces, timeoutMs: timeoutMs / 2 }];
  const parts = partsOf(site);
  const cluster = new Cluster({ ...parts, kubernetes: { ...site.kubernetes, quiesce } });
  return cluster.do(what, actOf(of, site));
}

/** Looks at the cluster. @throws what kept it from that */
export async function look<T>(
  site: DrillSite,
  of: Omit<DrillWork, "undo">,
  see: (task: Task) => Promise<T>,
): Promise<T> {
  const task = new Task(partsOf(site), actOf({ ...of, undo: nothing }, site));
  try {
    return await see(task);
  } finally {
    task.close();
  }
}

/** Why something cannot be seen or had; undefined: it was. */
export async function problemOf(
  attempt: () => Promise<string | undefined>,
): Promise<string | undefined> {
  try {
    return await attempt();
  } catch (error) {
    return messageOf(error);
  }
}

function partsOf({ api, kubernetes, flux, config, clock, log }: DrillSite) {
  return { ...{ api, kubernetes, flux, clock, log }, nodes: config.nodes, pollMs: 1000 };
}

function actOf({ timeoutMs, signal, undo }: DrillWork, { say }: DrillSite): ClusterAct {
  const id = randomBytes(32).toString("base64url");
  return { ...{ run: noRun, id, timeoutMs, signal, undo }, onProgress: (text) => say(`  ${text}`) };
}
