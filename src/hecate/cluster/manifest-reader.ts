import type { FluxEntry } from "../../config/hecate-types.ts";
import type { Discovered, KubeClient } from "../../kube/client.ts";
import { core, type KubeObject, nameOf, type Resource } from "../../kube/objects.ts";
import type { KubeCall } from "../../kube/transport.ts";
import { listAt, valueAt } from "../../kube/values.ts";
import { fluxKinds, isFluxReady } from "./flux-objects.ts";
import { helmObjects } from "./helm-release.ts";
import {
  type InventoryEntry,
  inventoryEntry,
  isLeftOut,
  rankOf,
  type SavedObject,
  savedObject,
} from "./manifest-objects.ts";
import { marks } from "./marks.ts";
import { few, forEach } from "./task.ts";

/** What a set has in the cluster. */
export interface ReadSet {
  readonly from: string;
  readonly objects: readonly SavedObject[];
}

type Entry = Omit<InventoryEntry, "version">;

/** Reads the objects of sets, of a cluster of which it was looked first whether all is well. */
export class ManifestReader {
  readonly #api: KubeClient;
  readonly #flux: FluxEntry;
  readonly #call: KubeCall;
  readonly #kinds: readonly Discovered[];
  readonly #kustomizations: readonly KubeObject[];

  private constructor(of: {
    readonly api: KubeClient;
    readonly flux: FluxEntry;
    readonly call: KubeCall;
    readonly kinds: readonly Discovered[];
    readonly kustomizations: readonly KubeObject[];
  }) {
    this.#api = of.api;
    this.#flux = of.flux;
    this.#call = of.call;
    this.#kinds = of.kinds;
    this.#kustomizations = of.kustomizations;
  }

  /** @returns why nothing is read, where the cluster is not as it should be */
  static async open(of: {
    readonly api: KubeClient;
    readonly flux: FluxEntry;
    readonly call: KubeCall;
  }): Promise<ManifestReader | string> {
    const { api, flux, call } = of;
    await api.ready(call);
    const groups = await api.groups(call);
    const lists = await forEach(groups, ({ group, version }) => api.kinds(group, version, call));
    const kinds = lists.flat();
    const kindOf = (plural: string) =>
      kinds.find(({ resource }) => resource.plural === plural)?.resource;
    const sources = kindOf(fluxKinds[2].plural);
    const source = sources && (await api.get({ resource: sources, ...flux.source }, call));
    if (!source) return `there is no GitRepository ${flux.source.namespace}/${flux.source.name}`;
    const trouble = troubleOf(source);
    if (trouble !== undefined) return trouble;
    const resource = kindOf(fluxKinds[0].plural);
    const kustomizations = (resource && (await api.list(resource, {}, call))) ?? [];
    return new ManifestReader({ ...of, kinds, kustomizations });
  }

  /**
   * The Kustomization of that name is the set (in the source's namespace, where there are several): what its inventory
   * lists, with what HelmReleases among that have in the cluster. Without one, the namespace of that name.
   * @returns why it cannot be read as a whole
   */
  async read(set: string): Promise<ReadSet | string> {
    const named = this.#kustomizations.filter(({ name }) => name === set);
    const [only] = named;
    const { namespace } = this.#flux.source;
    const kustomization =
      named.find((each) => each.namespace === namespace) ?? (named.length === 1 ? only : undefined);
    if (kustomization) return this.#ofKustomization(kustomization);
    if (named.length > 1) return `there are several: ${few(named.map(nameOf))}`;
    return this.#ofNamespace(set);
  }

  async #ofKustomization(kustomization: KubeObject): Promise<ReadSet | string> {
    const trouble = troubleOf(kustomization);
    if (trouble !== undefined) return trouble;
    const found = new Map<string, SavedObject>();
    const entries: Entry[] = listAt(kustomization.raw, "status", "inventory", "entries").flatMap(
      (entry) => inventoryEntry(entry) ?? [],
    );
    if (entries.length === 0) return `${nameOf(kustomization)} has no inventory`;
    for (const isHelm of [false, true]) {
      const wanted = entries.splice(0);
      const problems = await forEach(wanted, (entry) => this.#add(entry, isHelm, found, entries));
      const problem = problems.find((each) => each !== undefined);
      if (problem !== undefined) return problem;
    }
    return { from: `kustomization ${nameOf(kustomization)}`, objects: inOrder(found) };
  }

  /** Adds an object to those found, and what it has itself to those wanted. @returns what is wrong with it */
  async #add(
    entry: Entry,
    isOfHelm: boolean,
    found: Map<string, SavedObject>,
    more: Entry[],
  ): Promise<string | undefined> {
    const kind = this.#kinds.find(
      (each) => each.kind === entry.kind && each.resource.group === entry.group,
    );
    const label = `${entry.kind} ${nameOf(entry)}`;
    if (!kind) return `the cluster knows no ${entry.kind} of ${entry.group}`;
    const { namespace, name } = entry;
    const place = { resource: kind.resource, name, ...(kind.isNamespaced ? { namespace } : {}) };
    const object = await this.#api.get(place, this.#call);
    // Hooks of Helm's, and what was made for once, are gone when all is well.
    if (!object) return isOfHelm ? undefined : `${label} is not there`;
    const trouble = changedByHecate(object) ? `${label} is as a shutdown left it` : undefined;
    if (trouble !== undefined) return trouble;
    if (isLeftOut(kind, object)) return undefined;
    const saved = savedObject(kind, object);
    found.set(saved.path, saved);
    if (entry.kind !== "HelmRelease" || entry.group !== fluxKinds[1].group) return undefined;
    const sick = troubleOf(object);
    if (sick !== undefined) return sick;
    const own = await helmObjects(this.#api, object, this.#call);
    if (!own) return `${label}: what Helm made of it cannot be learned`;
    more.push(...own);
    return undefined;
  }

  async #ofNamespace(name: string): Promise<ReadSet | string> {
    const namespace = await this.#api.get({ resource: core.namespaces, name }, this.#call);
    if (!namespace) return "there is neither a Kustomization nor a namespace of this name";
    if (namespace.isTerminating) return "the namespace is being deleted";
    const found = new Map<string, SavedObject>();
    const own = this.#kinds.find(
      ({ kind, resource }) => kind === "Namespace" && resource.group === "",
    );
    if (own) add(found, own, namespace);
    const kinds = this.#kinds.filter(
      ({ isNamespaced, verbs, resource }) =>
        isNamespaced && verbs.includes("list") && !isOnceMore(resource),
    );
    const lists = await forEach(kinds, async (kind) => {
      const objects = await this.#api.list(kind.resource, { namespace: name }, this.#call);
      return (objects ?? []).map((object) => ({ kind, object }));
    });
    for (const { kind, object } of lists.flat()) {
      if (changedByHecate(object)) return `${kind.kind} ${nameOf(object)} is as a shutdown left it`;
      if (!isLeftOut(kind, object)) add(found, kind, object);
    }
    return { from: `namespace ${name}`, objects: inOrder(found) };
  }
}

function add(found: Map<string, SavedObject>, kind: Discovered, object: KubeObject): void {
  const saved = savedObject(kind, object);
  found.set(saved.path, saved);
}

/** Served under two groups, of which one is left; and what is measured, not kept. */
function isOnceMore({ group }: Resource): boolean {
  return ["events.k8s.io", "extensions", "metrics.k8s.io"].includes(group);
}

function inOrder(found: ReadonlyMap<string, SavedObject>): readonly SavedObject[] {
  return [...found.values()].toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** Why an object of Flux's is none to save the state of; undefined: it is as it should be. */
function troubleOf(object: KubeObject): string | undefined {
  if (valueAt(object.raw, "spec", "suspend") === true) return `${nameOf(object)} is suspended`;
  return isFluxReady(object) ? undefined : `${nameOf(object)} is not ready`;
}

function changedByHecate({ annotations }: KubeObject): boolean {
  return [marks.replicas, marks.suspended, marks.cordoned].some(
    (mark) => annotations[mark] !== undefined,
  );
}
