import type { KubeClient } from "../../../src/kube/client.ts";
import { core, type KubeObject, pathOf } from "../../../src/kube/objects.ts";
import { textAt } from "../../../src/kube/values.ts";
import { isReady } from "./workloads.ts";

/** How often it looks. */
const pollMs = 100;

/**
 * A node of a real API server, without a machine: says of its pods that they run, and of those that are to go that they
 * have gone, after a while. Renews its lease.
 */
export class HollowNode {
  readonly #api: KubeClient;
  readonly #name: string;
  readonly #stopMs: number;
  readonly #controller = new AbortController();
  readonly #goingSinceMs = new Map<string, number>();
  #running: Promise<void> | undefined;

  constructor(of: { readonly api: KubeClient; readonly name: string; readonly stopMs: number }) {
    this.#api = of.api;
    this.#name = of.name;
    this.#stopMs = of.stopMs;
  }

  /** Makes node and lease, and begins. */
  async start(): Promise<void> {
    const name = this.#name;
    const node = pathOf(core.nodes, { name });
    await this.#apply(node, { apiVersion: "v1", kind: "Node", metadata: { name } });
    await this.#beat();
    this.#running = this.#live();
  }

  /** Takes the node away. */
  async stop(): Promise<void> {
    this.#controller.abort();
    await this.#running;
    const call = { signal: new AbortController().signal };
    const path = pathOf(core.nodes, { name: this.#name });
    await this.#api.raw({ method: "DELETE", path }, call);
  }

  get #call() {
    return { signal: this.#controller.signal };
  }

  async #live(): Promise<void> {
    let beatMs = performance.now();
    while (!this.#controller.signal.aborted) {
      try {
        if (performance.now() - beatMs > 2000) {
          beatMs = performance.now();
          await this.#beat();
        }
        const which = { fieldSelector: `spec.nodeName=${this.#name}` };
        const pods = (await this.#api.list(core.pods, which, this.#call)) ?? [];
        for (const pod of pods) await this.#tend(pod);
      } catch {
        // A pod that changed meanwhile is looked at again.
      }
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }

  async #tend(pod: KubeObject): Promise<void> {
    if (pod.isTerminating) {
      const since = this.#goingSinceMs.get(pod.uid) ?? performance.now();
      this.#goingSinceMs.set(pod.uid, since);
      if (performance.now() - since >= this.#stopMs) await this.#api.deletePod(pod, 0, this.#call);
    } else if (!isReady({ ...pod.raw }) && textAt(pod.raw, "status", "phase") !== "Failed") {
      const status = { phase: "Running", conditions: [{ type: "Ready", status: "True" }] };
      await this.#merge(`${pathOf(core.pods, pod)}/status`, { status });
    }
  }

  async #beat(): Promise<void> {
    const name = this.#name;
    const lease = { namespace: "kube-node-lease", name };
    // Of a lease it is microseconds that are wanted.
    const renewTime = new Date().toISOString().replace("Z", "000Z");
    await this.#apply(pathOf(core.leases, lease), {
      ...{ apiVersion: "coordination.k8s.io/v1", kind: "Lease", metadata: lease },
      spec: { holderIdentity: name, leaseDurationSeconds: 40, renewTime },
    });
    const conditions = [{ type: "Ready", status: "True", reason: "KubeletReady", message: "" }];
    const path = `${pathOf(core.nodes, { name })}/status`;
    await this.#merge(path, { status: { conditions } });
  }

  #apply(path: string, body: unknown): Promise<void> {
    return this.#api.apply(path, body, "hollow-node", this.#call);
  }

  async #merge(path: string, body: unknown): Promise<void> {
    const contentType = "application/merge-patch+json";
    await this.#api.raw({ method: "PATCH", path, body, contentType }, this.#call);
  }
}
