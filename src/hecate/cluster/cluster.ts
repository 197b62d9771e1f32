import type { HecateConfig } from "../../config/hecate-types.ts";
import type { Clock } from "../../core/clock.ts";
import { messageOf } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import { KubeClient } from "../../kube/client.ts";
import { HttpsTransport } from "../../kube/https-transport.ts";
import { Kubeconfig } from "../../kube/kubeconfig.ts";
import type {
  Act,
  ClusterAct,
  ClusterHands,
  ClusterWork,
  NodeHands,
  StepEnd,
} from "../run/ports.ts";
import { ApiSilence } from "./api-silence.ts";
import { drain } from "./drain.ts";
import { sourceReady } from "./flux-source.ts";
import { resumeFlux, suspendFlux } from "./flux-suspend.ts";
import { kubectlLines } from "./kubectl-lines.ts";
import { ManifestCache } from "./manifest-cache.ts";
import { uncordonOurs, waitNodesReady, waitReady } from "./nodes.ts";
import { quiesce } from "./quiesce.ts";
import { restoreReplicas } from "./restore-replicas.ts";
import { type ClusterParts, Task } from "./task.ts";
import { unseal } from "./unseal.ts";
import { waitDetached, waitStorage } from "./volumes.ts";

/** Of the time that resuming has, what is kept for resuming itself, while the source is waited for. */
const resumeReserveMs = 15_000;

/** The cluster, by its API: what steps of kind kube, flux and drain do. docs/hecate.md says what each does exactly. */
export class Cluster implements ClusterHands {
  readonly #parts: ClusterParts;
  readonly #silence = new ApiSilence();
  /** The step that waits for the source, while it is under way. */
  #source: Promise<StepEnd> | undefined;

  constructor(parts: ClusterParts) {
    this.#parts = parts;
  }

  async do(work: ClusterWork, act: ClusterAct): Promise<StepEnd> {
    const task = new Task(this.#parts, act, isOfShutdown(work) ? this.#silence : undefined);
    try {
      return await this.#do(work, task);
    } catch (error) {
      const detail = messageOf(task.signal.aborted ? task.signal.reason : error);
      return { outcome: "failed", detail };
    } finally {
      task.close();
    }
  }

  kubectl(work: ClusterWork): readonly string[] {
    return kubectlLines(work, this.#parts);
  }

  async probe({ timeoutMs, signal }: Pick<Act, "timeoutMs" | "signal">): Promise<StepEnd> {
    try {
      await this.#parts.api.ready({ signal, timeoutMs });
      return { outcome: "done", detail: "the API is ready" };
    } catch (error) {
      return { outcome: "failed", detail: messageOf(error) };
    }
  }

  /** Drops connections that nobody uses. */
  close(): void {
    this.#parts.api.close();
  }

  #do(work: ClusterWork, task: Task): Promise<StepEnd> {
    switch (work.kind) {
      case "drain":
        return drain(task, work.node);
      case "flux":
        return this.#flux(work.what, task);
      case "kube":
        return this.#kube(work, task);
    }
  }

  async #kube(work: Extract<ClusterWork, { readonly kind: "kube" }>, task: Task): Promise<StepEnd> {
    switch (work.what) {
      case "quiesce":
        return quiesce(task);
      case "volumes-detached":
        return waitDetached(task);
      case "ready":
        return waitReady(task);
      case "nodes-ready":
        return waitNodesReady(task, work.atLeast);
      case "storage-ready":
        return waitStorage(task);
      case "uncordon-ours":
        return uncordonOurs(task);
      case "restore-replicas":
        return restoreReplicas(task, work.order ?? "forward");
      default:
        return unknown(`kube: ${work.what}`);
    }
  }

  async #flux(what: string, task: Task): Promise<StepEnd> {
    const { flux } = this.#parts;
    if (!flux) return { outcome: "skipped", detail: "there is no section flux" };
    switch (what) {
      case "suspend":
        return suspendFlux(task);
      case "unseal":
        return flux.unseal
          ? unseal(task, flux.unseal)
          : { outcome: "skipped", detail: "flux.unseal is not configured" };
      case "source-ready-or-fallback": {
        const source = sourceReady(task, flux);
        this.#source = source;
        try {
          return await source;
        } finally {
          if (this.#source === source) this.#source = undefined;
        }
      }
      case "resume-ours":
        await this.#afterSource(task);
        return resumeFlux(task);
      default:
        return unknown(`flux: ${what}`);
    }
  }

  /**
   * Steps of a stage run beside each other: what Flux applies is resumed after its source is there, or when the time that
   * this step has is nearly over. Until the source is there, what is resumed waits by itself.
   */
  async #afterSource(task: Task): Promise<void> {
    const source = this.#source;
    if (!source) return;
    task.tell("waits for the source");
    const untilMs = task.endMs - Math.min(resumeReserveMs, (task.endMs - task.nowMs()) / 2);
    const isOver = source.then(
      () => true,
      () => true,
    );
    await task.watch(untilMs, async () => {
      // Whether it is over by now, without waiting for it.
      const isDone = await Promise.race([isOver, Promise.resolve().then(() => false)]);
      return { isDone, text: "waits for the source" };
    });
  }
}

/** What a configuration with `kubernetes` gives: hands, and the cache of manifests where one is configured. */
export interface ConfiguredCluster {
  readonly hands: Cluster;
  /** To be started and stopped by whoever asks for it. */
  readonly manifests?: ManifestCache;
}

/** Makes the cluster of a configuration; undefined where it has none. Nobody is asked yet, no library loaded. */
export function clusterOf(
  config: Pick<HecateConfig, "kubernetes" | "flux" | "nodes">,
  options: {
    readonly clock: Clock;
    readonly log: Log;
    readonly runCommand?: NodeHands["runCommand"];
    /** No run, no outage, and no undo but of kind flux-ref, which stays as long as a forced branch does. */
    readonly isCalm: () => boolean;
  },
): ConfiguredCluster | undefined {
  const { kubernetes, flux, nodes } = config;
  if (!kubernetes) return undefined;
  const { clock, log, runCommand, isCalm } = options;
  const source = new Kubeconfig({ file: kubernetes.kubeconfig, clock });
  const api = new KubeClient({ transport: new HttpsTransport({ source, clock }) });
  const hands = new Cluster({
    ...{ api, kubernetes, nodes, clock, log, pollMs: 1000 },
    ...(flux ? { flux } : {}),
    ...(runCommand ? { runCommand } : {}),
  });
  if (!flux?.cache) return { hands };
  const { cache } = flux;
  return { hands, manifests: new ManifestCache({ api, flux, cache, isCalm, clock, log }) };
}

/** Whether a battery may be waiting for it. A startup waits for the API for as long as its steps may take. */
function isOfShutdown(work: ClusterWork): boolean {
  return work.kind === "drain" || ["suspend", "quiesce", "volumes-detached"].includes(work.what);
}

async function unknown(what: string): Promise<StepEnd> {
  return { outcome: "failed", detail: `there is no step ${what}` };
}
