import type { Clock, Timer } from "../../src/core/clock.ts";
import { HirteError } from "../../src/core/errors.ts";
import type { KubeAnswer, KubeCall, KubeRequest, KubeTransport } from "../../src/kube/transport.ts";
import { listAt, mapAt, numberAt, textAt, textsAt, valueAt } from "../../src/kube/values.ts";
import { FieldOwners } from "./kube/field-owners.ts";
import { type Json, type Kind, Kinds, mergePatch, placeOf } from "./kube/kinds.ts";
import { beginning, nextPlace } from "./kube/list-places.ts";
import {
  countedOf,
  fakeDead,
  isAbout,
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
  readonly #owners = new FieldOwners();
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
          this.#drop(place);
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
    this.#settle();
  }

  /** Changes an object, as somebody else does. */
  change(plural: string, name: string, patch: Json): void {
    const object = this.get(plural, name);
    this.#save(object, mergePatch(object, patch));
  }

  delete(plural: string, name: string): void {
    this.#objects.remove(this.get(plural, name));
    this.#settle();
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
    if (method === "PATCH") return this.#patch(request, at, object);
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
    const { limit = "0", continue: from, fieldSelector } = request.query ?? {};
    const [field, wanted] = fieldSelector?.split("=") ?? [];
    const all = this.all(kind.plural).filter(
      (object) =>
        this.kinds.of(object) === kind &&
        (namespace === undefined || textAt(object, "metadata", "namespace") === namespace) &&
        (field === undefined || textAt(object, ...field.split(".")) === wanted),
    );
    const begin = from === undefined ? 0 : beginning(from);
    if (begin === "none") return failure(400, "BadRequest", "continue key is not valid");
    if (begin === "lost") {
      const text =
        "The provided continue parameter is too old to display a consistent list result.";
      return failure(410, "Expired", text);
    }
    const end = limit === "0" ? all.length : begin + Number(limit);
    const items = all.slice(begin, end).map((object) => {
      // As a real one does: kind and apiVersion stand on the list alone, but for what definitions have made.
      if (kind.isCustom) return this.#seen(object);
      const { kind: _kind, apiVersion: _version, ...rest } = this.#seen(object);
      return rest;
    });
    const metadata = {
      resourceVersion: String(this.#revision),
      ...(end < all.length ? { continue: nextPlace(this.#revision, end) } : {}),
    };
    const apiVersion = kind.group === "" ? kind.version : `${kind.group}/${kind.version}`;
    return [200, { kind: `${kind.kind}List`, apiVersion, metadata, items }];
  }

  #patch(
    request: KubeRequest,
    { kind, sub }: { readonly kind: Kind; readonly sub?: string },
    object: Json,
  ): readonly [number, unknown] {
    const isStrategic = request.contentType === "application/strategic-merge-patch+json";
    const isMerge = request.contentType === "application/merge-patch+json";
    if (isStrategic ? kind.isCustom : !isMerge) {
      const text = "the body of the request was in an unknown format";
      return failure(415, "UnsupportedMediaType", text);
    }
    const { status, ...rest } = mapAt(request.body);
    // A status is said at a place of its own, and nothing else there.
    const patch: Json = sub === "status" ? { status } : rest;
    const seen = textAt(patch, "metadata", "resourceVersion");
    if (seen !== undefined && seen !== textAt(object, "metadata", "resourceVersion")) {
      const text = "the object has been modified; please apply your changes to the latest version";
      return failure(409, "Conflict", text);
    }
    const patched = mergePatch(object, patch);
    const wrong = this.kinds.wrongIn(kind, patched, object);
    if (wrong !== undefined) return failure(422, "Invalid", wrong);
    this.#owners.update(this.#placeOf(object), object, patch);
    return [200, this.#save(object, patched)];
  }

  #apply(
    request: KubeRequest,
    at: { readonly kind: Kind; readonly namespace?: string; readonly name?: string },
    object: Json | undefined,
  ): readonly [number, unknown] {
    const { fieldManager: manager, force } = request.query ?? {};
    if (manager === undefined) {
      return failure(422, "Invalid", "fieldManager: Required value: is required for apply patch");
    }
    const { kind, namespace, name = "" } = at;
    const within = object || !kind.isNamespaced ? undefined : (namespace ?? "");
    const home = within === undefined ? undefined : this.find("namespaces", within);
    if (within !== undefined && !home) {
      return failure(404, "NotFound", `namespaces "${within}" not found`);
    }
    const body = mapAt(request.body);
    if (valueAt(body, "metadata", "managedFields") !== undefined) {
      return failure(400, "BadRequest", "metadata.managedFields must be nil");
    }
    const place = placeOf(kind, namespace, name);
    const applied = this.#owners.apply({
      ...{ place, manager, isForced: force === "true", object: object ?? {}, body },
    });
    if (applied.kind === "conflict") {
      const what = `conflict with "${applied.with}": ${applied.field}`;
      return failure(409, "Conflict", `Apply failed with 1 conflict: ${what}`);
    }
    const wrong = this.kinds.wrongIn(kind, applied.object, object);
    if (wrong !== undefined) return failure(422, "Invalid", wrong);
    if (object) return [200, this.#save(object, applied.object)];
    if (textAt(home, "metadata", "deletionTimestamp") !== undefined) {
      const causes = [
        { reason: "NamespaceTerminating", message: `namespace ${within} is being terminated` },
      ];
      const text = `unable to create new content in namespace ${within} because it is being terminated`;
      return failure(403, "Forbidden", text, { causes });
    }
    const made: Json = mapAt(applied.object);
    if (made["kind"] === "CustomResourceDefinition") this.kinds.learn(made);
    this.#store.set(place, this.#stamped(made));
    this.#settle();
    return [201, structuredClone(made)];
  }

  #evict(request: KubeRequest, pod: Json): readonly [number, unknown] {
    const version = textAt(request.body, "apiVersion");
    if (version !== `policy/${this.evictionVersion}`) {
      const text = `no kind "Eviction" is registered for version "${version}" in scheme`;
      return failure(400, "BadRequest", text);
    }
    const phase = textAt(pod, "status", "phase") ?? "Pending";
    // What does not run keeps nothing available, nor does what is going (eviction.go, canIgnorePDB).
    const isFree =
      phase !== "Running" || textAt(pod, "metadata", "deletionTimestamp") !== undefined;
    const budgets = isFree
      ? []
      : this.all("poddisruptionbudgets").filter((each) => isAbout(each, pod));
    if (budgets.length > 1) {
      const text =
        "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.";
      return failure(500, "InternalError", text);
    }
    for (const budget of budgets) {
      const { healthy, desired, allowed } = countedOf(budget, this.all("pods"));
      const isSpare = !isReady(pod) && healthy >= desired && desired > 0;
      if (isSpare || allowed > 0) continue;
      const name = textAt(budget, "metadata", "name");
      const message = `The disruption budget ${name} needs ${desired} healthy pods and has ${healthy} currently`;
      const text = "Cannot evict pod as it would violate the pod's disruption budget.";
      const causes = [{ reason: "DisruptionBudget", message }];
      return failure(429, "TooManyRequests", text, { causes });
    }
    const uid = textAt(request.body, "deleteOptions", "preconditions", "uid");
    if (uid !== undefined && uid !== textAt(pod, "metadata", "uid")) {
      return failure(409, "Conflict", "the UID in the precondition does not match");
    }
    const isDryRun =
      request.query?.["dryRun"] === "All" ||
      listAt(request.body, "deleteOptions", "dryRun").includes("All");
    if (!isDryRun) {
      terminate(pod, undefined, this.#objects);
      this.#settle();
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
    else this.#end(kind, object);
    this.#settle();
    return [200, this.#seen(object)];
  }

  /** Away with it, or it says that it is going: something has to be done for it first. */
  #end(kind: Kind, object: Json): void {
    const inside = kind.plural === "namespaces" ? this.#inside(object) : [];
    if (inside.length === 0 && listAt(object, "metadata", "finalizers").length === 0) {
      this.#objects.remove(object);
      return;
    }
    object["metadata"] = { ...mapAt(object, "metadata"), deletionTimestamp: now(this.#objects) };
    for (const each of inside) {
      if (each["kind"] === "Pod") terminate(each, undefined, this.#objects);
      else this.#end(this.kinds.of(each), each);
    }
  }

  #inside(namespace: Json): readonly Json[] {
    const name = textAt(namespace, "metadata", "name");
    return [...this.#store.values()].filter(
      (each) => textAt(each, "metadata", "namespace") === name,
    );
  }

  #drop(place: string): void {
    this.#store.delete(place);
    this.#owners.forget(place);
  }

  /** What follows from what there is. */
  #settle(): void {
    reconcile(this.#objects);
    for (const each of this.all("namespaces")) {
      const isGoing = textAt(each, "metadata", "deletionTimestamp") !== undefined;
      if (isGoing && this.#inside(each).length === 0) this.#drop(this.#placeOf(each));
    }
  }

  #save(object: Json, changed: unknown): Json {
    const generation = numberAt(object, "metadata", "generation") ?? 1;
    const has = (...path: readonly string[]) =>
      JSON.stringify(valueAt(changed, ...path)) !== JSON.stringify(valueAt(object, ...path));
    // Of a Deployment annotations count too (deployment/strategy.go, PrepareForUpdate).
    const isSpec =
      has("spec") || (object["kind"] === "Deployment" && has("metadata", "annotations"));
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
    const isGoing = textAt(object, "metadata", "deletionTimestamp") !== undefined;
    const isStopped = (numberAt(object, "metadata", "deletionGracePeriodSeconds") ?? 0) === 0;
    const isHeld = listAt(object, "metadata", "finalizers").length > 0;
    if (isGoing && isStopped && !isHeld && object["kind"] !== "Namespace") {
      this.#objects.remove(object);
    }
    this.#settle();
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
      this.#settle();
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
