import type { Clock, Timer } from "../../src/core/clock.ts";
import { HirteError } from "../../src/core/errors.ts";
import type { KubeAnswer, KubeCall, KubeRequest, KubeTransport } from "../../src/kube/transport.ts";
import { listAt, mapAt, numberAt, textAt, textsAt, valueAt } from "../../src/kube/values.ts";
import { type Json, type Kind, Kinds, mergePatch, placeOf } from "./kube/kinds.ts";
import {
  budgetOf,
  fakeDead,
  isReady,
  now,
  type Objects,
  type Pace,
  reconcile,
  terminate,
} from "./kube/workloads.ts";

/** A request as the fake remembers it. */
export interface Audited {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly status: number;
}

/** What is wrong with the server. */
export interface Fault {
  /** Matches `METHOD path`; absent: every request. */
  readonly on?: RegExp;
  /** So often; absent: until it is taken away. */
  times?: number;
  readonly delayMs?: number;
  /** Answers with this status. */
  readonly status?: number;
  /** Answers never. */
  readonly isMute?: boolean;
  /** Breaks the connection. */
  readonly isDown?: boolean;
}

/**
 * An API server of Kubernetes in memory, with only the verbs that hecate uses, pinned by the contract suite. Pods come
 * and go as replicas say; volumes, leases and sources of Flux follow. Over HTTPS by FakeKubeServer.
 */
export class FakeKube implements KubeTransport {
  readonly kinds = new Kinds();
  readonly audit: Audited[] = [];
  readonly pace: Pace = { podStartMs: 0, podStopMs: 0, volumeMs: 0, gitMs: 0, leaseMs: 10_000 };
  faults: Fault[] = [];
  isReady = true;
  /** Undefined: as soon as gitea has a ready pod, if there is a gitea. */
  isGitUp: boolean | undefined;
  /** What a server of 1.20 knows of evictions is v1beta1. */
  evictionVersion = "v1";
  /** Told of each request once it is answered. */
  onRequest: (request: Audited) => void = () => undefined;
  readonly #clock: Clock;
  readonly #store = new Map<string, Json>();
  readonly #timers = new Set<Timer>();
  readonly #objects: Objects;
  #revision = 1;

  constructor(options: { readonly clock: Clock }) {
    this.#clock = options.clock;
    this.#objects = {
      ...{ clock: options.clock, pace: this.pace },
      all: (plural) => this.all(plural),
      put: (object) => this.#store.set(this.#placeOf(object), this.#stamped(object)),
      remove: (object) => {
        const place = this.#placeOf(object);
        if (
          valueAt(this.#store.get(place), "metadata", "uid") === valueAt(object, "metadata", "uid")
        )
          this.#store.delete(place);
      },
      later: (ms, act) => this.#later(ms, act),
      isGitUp: () => this.#isGitUp(),
    };
  }

  /** Puts objects there, as somebody else does; what is there already is replaced. */
  put(...objects: readonly Json[]): void {
    for (const object of objects) {
      if (object["kind"] === "CustomResourceDefinition") this.kinds.learn(object);
      this.#store.set(this.#placeOf(object), this.#stamped(structuredClone(object)));
    }
    reconcile(this.#objects);
  }

  /** Changes an object, as somebody else does. */
  change(plural: string, name: string, patch: Json): void {
    const object = this.get(plural, name);
    this.#save(object, mergePatch(object, patch));
  }

  delete(plural: string, name: string): void {
    this.#objects.remove(this.get(plural, name));
    reconcile(this.#objects);
  }

  /** `name` or `namespace/name`. */
  get(plural: string, name: string): Json {
    const found = this.find(plural, name);
    if (!found) throw new Error(`the fake has no ${plural} ${name}`);
    return found;
  }

  find(plural: string, name: string): Json | undefined {
    return this.all(plural).find((object) => {
      const namespace = textAt(object, "metadata", "namespace");
      const own = textAt(object, "metadata", "name");
      return own === name || `${namespace}/${own}` === name;
    });
  }

  all(plural: string): readonly Json[] {
    return [...this.#store.entries()].flatMap(([place, object]) =>
      place.split("/").at(-2) === plural ? [object] : [],
    );
  }

  /** Requests that change something. */
  get writes(): readonly Audited[] {
    return this.audit.filter(({ method }) => method !== "GET");
  }

  /** Nothing goes on by itself any more. */
  close(): void {
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
  }

  /** As a transport: straight, without a network. */
  async request(request: KubeRequest, call: Required<KubeCall>): Promise<KubeAnswer> {
    const what = `${request.method} ${request.path}`;
    return new Promise((resolve, reject) => {
      const leave = () => reject(call.signal.reason);
      if (call.signal.aborted) return leave();
      call.signal.addEventListener("abort", leave, { once: true });
      const timer = this.#clock.after(call.timeoutMs, () => {
        call.signal.removeEventListener("abort", leave);
        reject(new HirteError("deadline", `${what}: no answer within ${call.timeoutMs} ms`));
      });
      this.answer(request)
        .then(resolve, (cause) => reject(new HirteError("not-reachable", what, { cause })))
        .finally(() => {
          timer.cancel();
          call.signal.removeEventListener("abort", leave);
        });
    });
  }

  /** Answers a request; rejects where the connection breaks. */
  async answer(request: KubeRequest): Promise<KubeAnswer> {
    const fault = this.#fault(request);
    if (fault?.isMute) return new Promise(() => undefined);
    if (fault?.delayMs) await new Promise<void>((r) => this.#later(fault.delayMs ?? 0, () => r()));
    if (fault?.isDown) throw new Error("connect ECONNREFUSED");
    const [status, body] = fault?.status
      ? failure(fault.status, "Fault", "the fake was told to fail")
      : this.#answer(structuredClone(request));
    const { method, path, query = {} } = request;
    const audited = {
      ...{ method, path, query, status },
      ...(request.body === undefined ? {} : { body: structuredClone(request.body) }),
    };
    this.audit.push(audited);
    this.onRequest(audited);
    return { status, text: typeof body === "string" ? body : JSON.stringify(body) };
  }

  #fault({ method, path }: KubeRequest): Fault | undefined {
    const fault = this.faults.find(
      ({ on, times }) => times !== 0 && (!on || on.test(`${method} ${path}`)),
    );
    if (fault?.times !== undefined) fault.times--;
    return fault;
  }

  #answer(request: KubeRequest): readonly [number, unknown] {
    const { method, path } = request;
    if (path === "/readyz")
      return this.isReady ? [200, "ok"] : [500, "[-]etcd failed: reason withheld"];
    const discovered = method === "GET" ? this.#discovery(path) : undefined;
    if (discovered !== undefined) return [200, discovered];
    const at = this.kinds.at(path);
    if (!at) return [404, "404 page not found\n"];
    const { kind, namespace, name, sub } = at;
    if (name === undefined)
      return method === "GET" ? this.#list(request, kind, namespace) : notAllowed();
    const place = placeOf(kind, namespace, name);
    const object = this.#store.get(place);
    const isApply = request.contentType === "application/apply-patch+yaml";
    if (!object && !(method === "PATCH" && isApply)) {
      const qualified = kind.group === "" ? kind.plural : `${kind.plural}.${kind.group}`;
      return failure(404, "NotFound", `${qualified} "${name}" not found`);
    }
    if (method === "PATCH" && isApply) return this.#apply(request, at, object);
    if (!object) return notAllowed();
    if (method === "GET") return [200, this.#seen(object)];
    if (method === "POST" && sub === "eviction") return this.#evict(request, object);
    if (method === "PATCH") return this.#patch(request, kind, object);
    if (method === "DELETE") return this.#delete(request, kind, object);
    return notAllowed();
  }

  #discovery(path: string): unknown {
    const kinds = this.kinds.all;
    const groups = [...new Set(kinds.map(({ group }) => group))].filter((group) => group !== "");
    const groupOf = (name: string) => {
      const version = kinds.find(({ group }) => group === name)?.version ?? "v1";
      const preferredVersion = { groupVersion: `${name}/${version}`, version };
      return {
        kind: "APIGroup",
        apiVersion: "v1",
        name,
        versions: [preferredVersion],
        preferredVersion,
      };
    };
    if (path === "/api") return { kind: "APIVersions", versions: ["v1"] };
    if (path === "/apis")
      return { kind: "APIGroupList", apiVersion: "v1", groups: groups.map(groupOf) };
    const [, root, ...rest] = path.split("/");
    const [group, version] = root === "api" ? ["", rest[0]] : rest;
    if (root === "apis" && rest.length === 1 && group && groups.includes(group))
      return groupOf(group);
    if (rest.length !== (root === "api" ? 1 : 2)) return undefined;
    const known = kinds.filter((kind) => kind.group === group && kind.version === version);
    if (known.length === 0) return undefined;
    const eviction = {
      ...{ name: "pods/eviction", namespaced: true, kind: "Eviction", verbs: ["create"] },
      ...{ group: "policy", version: this.evictionVersion },
    };
    return {
      ...{
        kind: "APIResourceList",
        apiVersion: "v1",
        groupVersion: group === "" ? version : `${group}/${version}`,
      },
      resources: [
        ...known.map(({ plural, kind, isNamespaced }) => ({
          ...{ name: plural, namespaced: isNamespaced, kind, verbs: ["get", "list", "patch"] },
        })),
        ...(group === "" ? [eviction] : []),
      ],
    };
  }

  #list(request: KubeRequest, kind: Kind, namespace?: string): readonly [number, unknown] {
    const { limit = "0", continue: from = "0", fieldSelector } = request.query ?? {};
    const [field, wanted] = fieldSelector?.split("=") ?? [];
    const all = this.all(kind.plural).filter(
      (object) =>
        this.kinds.of(object) === kind &&
        (namespace === undefined || textAt(object, "metadata", "namespace") === namespace) &&
        (field === undefined || textAt(object, ...field.split(".")) === wanted),
    );
    const begin = Number(from);
    const end = limit === "0" ? all.length : begin + Number(limit);
    const items = all.slice(begin, end).map((object) => {
      // As a real one does: kind and apiVersion stand on the list alone.
      const { kind: _kind, apiVersion: _version, ...rest } = this.#seen(object);
      return rest;
    });
    const metadata = {
      resourceVersion: String(this.#revision),
      ...(end < all.length ? { continue: String(end) } : {}),
    };
    const apiVersion = kind.group === "" ? kind.version : `${kind.group}/${kind.version}`;
    return [200, { kind: `${kind.kind}List`, apiVersion, metadata, items }];
  }

  #patch(request: KubeRequest, kind: Kind, object: Json): readonly [number, unknown] {
    const isStrategic = request.contentType === "application/strategic-merge-patch+json";
    if (isStrategic && kind.isCustom) {
      return failure(
        415,
        "UnsupportedMediaType",
        "the body of the request was in an unknown format",
      );
    }
    if (!isStrategic && request.contentType !== "application/merge-patch+json") {
      return failure(
        415,
        "UnsupportedMediaType",
        "the body of the request was in an unknown format",
      );
    }
    return [200, this.#save(object, mergePatch(object, request.body))];
  }

  #apply(
    request: KubeRequest,
    at: { kind: Kind; namespace?: string; name?: string },
    object: Json | undefined,
  ): readonly [number, unknown] {
    const manager = request.query?.["fieldManager"];
    if (manager === undefined) {
      return failure(422, "Invalid", "fieldManager: Required value: is required for apply patch");
    }
    const { kind, namespace } = at;
    if (!object && kind.isNamespaced && !this.find("namespaces", namespace ?? "")) {
      return failure(404, "NotFound", `namespaces "${namespace}" not found`);
    }
    const patch = mapAt(request.body);
    const base: Json = object ?? { metadata: { managedFields: [] } };
    const managedFields = [
      ...listAt(base, "metadata", "managedFields"),
      { manager, operation: "Apply" },
    ];
    const applied = mergePatch(mergePatch(base, patch), { metadata: { managedFields } });
    if (object) return [200, this.#save(object, applied)];
    const made: Json = mapAt(applied);
    if (made["kind"] === "CustomResourceDefinition") this.kinds.learn(made);
    this.#store.set(
      placeOf(kind, namespace, textAt(made, "metadata", "name") ?? ""),
      this.#stamped(made),
    );
    reconcile(this.#objects);
    return [201, structuredClone(made)];
  }

  #evict(request: KubeRequest, pod: Json): readonly [number, unknown] {
    const version = textAt(request.body, "apiVersion");
    if (version !== `policy/${this.evictionVersion}`) {
      const text = `no kind "Eviction" is registered for version "${version}" in scheme`;
      return failure(400, "BadRequest", text);
    }
    const uid = textAt(request.body, "deleteOptions", "preconditions", "uid");
    if (uid !== undefined && uid !== textAt(pod, "metadata", "uid")) {
      return failure(409, "Conflict", "the UID in the precondition does not match");
    }
    // A pod that does not run keeps nothing available (registry/core/pod/storage/eviction.go canIgnorePDB).
    const isIdle = textAt(pod, "status", "phase") !== "Running";
    const allowed = this.all("poddisruptionbudgets").flatMap((budget) => {
      const left = isIdle ? undefined : budgetOf(budget, pod, this.all("pods"));
      return left === undefined ? [] : [left];
    });
    if (allowed.length > 1) {
      const text =
        "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.";
      return failure(500, "InternalError", text);
    }
    if (allowed[0] === 0 && isReady(pod)) {
      const cause = {
        reason: "DisruptionBudget",
        message: "The disruption budget needs more healthy pods",
      };
      const text = "Cannot evict pod as it would violate the pod's disruption budget.";
      return failure(429, "TooManyRequests", text, { causes: [cause] });
    }
    const isDryRun =
      request.query?.["dryRun"] === "All" ||
      listAt(request.body, "deleteOptions", "dryRun").includes("All");
    if (!isDryRun) {
      terminate(pod, undefined, this.#objects);
      reconcile(this.#objects);
    }
    return [201, { kind: "Status", apiVersion: "v1", status: "Success", code: 201 }];
  }

  #delete(request: KubeRequest, kind: Kind, object: Json): readonly [number, unknown] {
    const uid = textAt(request.body, "preconditions", "uid");
    if (uid !== undefined && uid !== textAt(object, "metadata", "uid")) {
      return failure(409, "Conflict", "the UID in the precondition does not match");
    }
    if (kind.plural === "pods")
      terminate(object, numberAt(request.body, "gracePeriodSeconds"), this.#objects);
    else this.#objects.remove(object);
    reconcile(this.#objects);
    return [200, this.#seen(object)];
  }

  #save(object: Json, changed: unknown): Json {
    const generation = numberAt(object, "metadata", "generation") ?? 1;
    const isSpec = JSON.stringify(valueAt(changed, "spec")) !== JSON.stringify(object["spec"]);
    const next: Json = { ...mapAt(changed) };
    next["metadata"] = {
      ...mapAt(next, "metadata"),
      ...{
        generation: isSpec ? generation + 1 : generation,
        resourceVersion: String(++this.#revision),
      },
    };
    // In its place: who waits for something about it has hold of the object.
    for (const key of Object.keys(object)) delete object[key];
    Object.assign(object, next);
    reconcile(this.#objects);
    return this.#seen(object);
  }

  #stamped(object: Json): Json {
    object["metadata"] = {
      ...{ uid: `uid-${++this.#revision}`, generation: 1, creationTimestamp: now(this.#objects) },
      ...mapAt(object, "metadata"),
      resourceVersion: String(this.#revision),
    };
    return object;
  }

  /** As it is answered. Nodes that live have renewed their leases. */
  #seen(object: Json): Json {
    const copy = structuredClone(object);
    if (object["kind"] !== "Lease") return copy;
    const node = this.find("nodes", textAt(object, "metadata", "name") ?? "");
    const isAlive = node && textsAt(node, "metadata", "annotations")[fakeDead] === undefined;
    const { leaseMs } = this.pace;
    const renewTime = new Date(Math.floor(this.#clock.wallMs() / leaseMs) * leaseMs).toISOString();
    return isAlive ? { ...copy, spec: { ...mapAt(copy, "spec"), renewTime } } : copy;
  }

  #placeOf(object: Json): string {
    const namespace = textAt(object, "metadata", "namespace");
    return placeOf(this.kinds.of(object), namespace, textAt(object, "metadata", "name") ?? "");
  }

  #isGitUp(): boolean {
    if (this.isGitUp !== undefined) return this.isGitUp;
    const gitea = this.find("deployments", "gitea/gitea");
    return !gitea || (numberAt(gitea, "status", "readyReplicas") ?? 0) > 0;
  }

  #later(ms: number, act: () => void): Timer {
    const timer = this.#clock.after(ms, () => {
      this.#timers.delete(timer);
      act();
      reconcile(this.#objects);
    });
    this.#timers.add(timer);
    return timer;
  }
}

function failure(
  code: number,
  reason: string,
  message: string,
  details?: Json,
): readonly [number, unknown] {
  const status = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure" };
  return [code, { ...status, message, reason, code, ...(details ? { details } : {}) }];
}

function notAllowed(): readonly [number, unknown] {
  return failure(
    405,
    "MethodNotAllowed",
    "the server does not allow this method on the requested resource",
  );
}
