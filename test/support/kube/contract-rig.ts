import assert from "node:assert/strict";
import { systemClock } from "../../../src/core/clock.ts";
import { KubeClient } from "../../../src/kube/client.ts";
import {
  type Access,
  type AccessSource,
  HttpsTransport,
} from "../../../src/kube/https-transport.ts";
import { core, pathOf, resource } from "../../../src/kube/objects.ts";
import type { KubeRequest } from "../../../src/kube/transport.ts";
import { numberAt, textAt } from "../../../src/kube/values.ts";

/** Where the contract's objects are, on any server: their names belong to nobody else. */
export const namespace = "hecate-contract";
export const node = "hecate-contract";
export const group = "contract.hirte.test";
export const things = resource(`${group}/v1/things`);

/** What a pod says of itself; no node takes it. */
export type PodState = "pending" | "unready" | "ready";

/** A server of which the contract is stated: asks it, and makes what the contract speaks of. */
export class ContractRig {
  readonly call = { signal: new AbortController().signal };
  readonly #source: () => AccessSource;
  readonly #clients: KubeClient[] = [];
  #api: KubeClient | undefined;

  constructor(source: () => AccessSource) {
    this.#source = source;
  }

  get api(): KubeClient {
    this.#api ??= this.#client(this.#source());
    return this.#api;
  }

  /** A client of the same server that shows something else of itself, or trusts somebody else. */
  async other(change: (access: Access) => Access): Promise<KubeClient> {
    const access = change(await this.access());
    return this.#client({ access: async () => access });
  }

  /** How the server is come to. */
  access(): Promise<Access> {
    return this.#source().access(false);
  }

  /** The namespace, which an earlier run may just be leaving. */
  async setUp(): Promise<void> {
    const place = { resource: core.namespaces, name: namespace };
    await this.until(async () => {
      const found = await this.api.get(place, this.call);
      return !found?.isTerminating;
    });
    const made = { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } };
    await this.apply(pathOf(core.namespaces, place), made);
  }

  async tearDown(): Promise<void> {
    await this.remove(pathOf(core.namespaces, { name: namespace }));
    await this.remove(pathOf(core.nodes, { name: node }));
    await this.remove(`/apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.${group}`);
    for (const client of this.#clients.splice(0)) client.close();
  }

  async send(request: KubeRequest): Promise<{ readonly status: number; readonly body: unknown }> {
    const { status, text } = await this.api.raw(request, this.call);
    return { status, body: JSON.parse(text) };
  }

  apply(path: string, body: unknown, query: Readonly<Record<string, string>> = {}) {
    return this.send({
      ...{ method: "PATCH", path, body, contentType: "application/apply-patch+yaml" },
      query: { fieldManager: "contract", force: "true", ...query },
    });
  }

  merge(path: string, body: unknown) {
    return this.send({
      ...{ method: "PATCH", path, body, contentType: "application/merge-patch+json" },
    });
  }

  remove(path: string) {
    return this.api.raw({ method: "DELETE", path }, this.call);
  }

  pods(name: string) {
    return { resource: core.pods, namespace, name };
  }

  /** A pod that no node takes, whatever its status says. */
  async aPod(name: string, state: PodState, finalizers: readonly string[] = []): Promise<void> {
    const spec = {
      containers: [{ name: "main", image: "registry.invalid/none:1" }],
      nodeSelector: { [`${group}/nowhere`]: "true" },
    };
    const metadata = { name, namespace, labels: { app: name }, finalizers };
    const pod = { apiVersion: "v1", kind: "Pod", metadata, spec };
    const path = pathOf(core.pods, this.pods(name));
    // A new namespace has no service account for a moment, or one without a token: 403, 500.
    await this.until(async () => {
      const { status, body } = await this.apply(path, pod);
      assert.ok([201, 403, 500].includes(status), JSON.stringify(body));
      return status === 201;
    });
    const conditions = [{ type: "Ready", status: state === "ready" ? "True" : "False" }];
    const status = { phase: state === "pending" ? "Pending" : "Running", conditions };
    assert.equal((await this.merge(`${path}/status`, { status })).status, 200);
  }

  /** A budget, once its controller has counted for it. */
  async aBudget(name: string, app: string, minAvailable = 100): Promise<void> {
    const version = await this.api.versionOf("policy", this.call);
    const kind = resource(`policy/${version}/poddisruptionbudgets`);
    const metadata = { name, namespace };
    const spec = { minAvailable, selector: { matchLabels: { app } } };
    const budget = { apiVersion: `policy/${version}`, kind: "PodDisruptionBudget", metadata, spec };
    const { status, body } = await this.apply(pathOf(kind, { namespace, name }), budget);
    assert.ok(status < 300, JSON.stringify(body));
    await this.until(async () => {
      const found = await this.api.get({ resource: kind, namespace, name }, this.call);
      return (
        found === undefined || numberAt(found.raw, "status", "observedGeneration") !== undefined
      );
    });
  }

  async evict(name: string, query: Readonly<Record<string, string>> = {}) {
    const version = await this.api.evictionVersion(this.call);
    const body = {
      apiVersion: `policy/${version}`,
      kind: "Eviction",
      metadata: { name, namespace },
    };
    const path = `${pathOf(core.pods, this.pods(name))}/eviction`;
    return this.send({ method: "POST", path, body, query });
  }

  /** A definition of a kind of its own, served. */
  async theThings(): Promise<void> {
    const schema = { type: "object", "x-kubernetes-preserve-unknown-fields": true };
    const version = {
      ...{ name: "v1", served: true, storage: true, subresources: { status: {} } },
      schema: { openAPIV3Schema: schema },
    };
    const names = { plural: "things", singular: "thing", kind: "Thing" };
    await this.apply(`/apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.${group}`, {
      ...{ apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" },
      metadata: { name: `things.${group}` },
      spec: { group, names, scope: "Namespaced", versions: [version] },
    });
    await this.until(async () => (await this.api.list(things, {}, this.call)) !== undefined);
  }

  /** Asks again, until it is so. */
  async until(isSo: () => Promise<boolean>, withinMs = 60_000): Promise<void> {
    const endMs = performance.now() + withinMs;
    while (!(await isSo())) {
      assert.ok(performance.now() < endMs, `not within ${withinMs} ms: ${isSo}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  #client(source: AccessSource): KubeClient {
    const client = new KubeClient({
      transport: new HttpsTransport({ source, clock: systemClock }),
    });
    this.#clients.push(client);
    return client;
  }
}

/** The reason of a Status. */
export function reasonOf(body: unknown): string | undefined {
  return textAt(body, "reason");
}
