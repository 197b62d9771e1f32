import { HirteError, isHirteError } from "../core/errors.ts";
import { decodeObject, type KubeObject, pathOf, type Resource } from "./objects.ts";
import type { KubeAnswer, KubeCall, KubeRequest, KubeTransport } from "./transport.ts";
import { listAt, textAt } from "./values.ts";

/** One object. */
export interface Place {
  readonly resource: Resource;
  /** Absent or "": it is in none. */
  readonly namespace?: string;
  readonly name: string;
}

/** Which objects are listed. */
export interface Which {
  /** Absent: of all. */
  readonly namespace?: string;
  readonly fieldSelector?: string;
}

/**
 * What came of an eviction. `refused`: a PodDisruptionBudget does not allow it now; `hopeless`: it never will, for
 * several match the pod.
 */
export type Eviction = "accepted" | "gone" | "refused" | "hopeless";

/** A kind of object as discovery tells of it. */
export interface Discovered {
  readonly resource: Resource;
  readonly kind: string;
  readonly isNamespaced: boolean;
  readonly verbs: readonly unknown[];
}

/** How objects are changed; JSON Patch is not among it. */
const patchTypes = {
  merge: "application/merge-patch+json",
  strategic: "application/strategic-merge-patch+json",
} as const;

/**
 * The verbs of the API of Kubernetes that hecate has use for. Every request has a deadline, and an error that names
 * method, path, status and reason: HirteError `kube-error`, with these as details.
 */
export class KubeClient {
  readonly #transport: KubeTransport;
  readonly #timeoutMs: number;
  readonly #pageSize: number;
  #evictionVersion: string | undefined;

  constructor(options: {
    readonly transport: KubeTransport;
    /** Of a request. */
    readonly timeoutMs?: number;
    /** Of a list; what is longer comes in parts. */
    readonly pageSize?: number;
  }) {
    const { transport, timeoutMs = 10_000, pageSize = 500 } = options;
    this.#transport = transport;
    this.#timeoutMs = timeoutMs;
    this.#pageSize = pageSize;
  }

  /** The object; undefined where there is none. */
  async get(place: Place, call: KubeCall): Promise<KubeObject | undefined> {
    const request = { method: "GET", path: pathOf(place.resource, place) } as const;
    return this.#object(request, call, [200]);
  }

  /** All of a kind; undefined where the cluster does not know the kind. */
  async list(
    resource: Resource,
    which: Which,
    call: KubeCall,
  ): Promise<readonly KubeObject[] | undefined> {
    const path = pathOf(resource, which.namespace ? { namespace: which.namespace } : {});
    const { fieldSelector } = which;
    // A list that takes longer than its `continue` lives (410) is begun anew, once.
    for (let attempt = 0; ; attempt++) {
      const objects: KubeObject[] = [];
      let next: string | undefined;
      try {
        do {
          const query = {
            limit: String(this.#pageSize),
            ...(next === undefined ? {} : { continue: next }),
            ...(fieldSelector === undefined ? {} : { fieldSelector }),
          };
          const request = { method: "GET", path, query } as const;
          const answer = await this.#send(request, call);
          if (answer.status === 404) return undefined;
          const page = this.#json(request, answer, [200]);
          for (const item of listAt(page, "items")) objects.push(decodeObject(item, `GET ${path}`));
          next = textAt(page, "metadata", "continue") || undefined;
        } while (next !== undefined);
        return objects;
      } catch (error) {
        if (attempt > 0 || statusOf(error) !== 410) throw error;
      }
    }
  }

  /** The changed object; undefined where there is none. */
  async patch(
    how: keyof typeof patchTypes,
    place: Place,
    body: unknown,
    call: KubeCall,
  ): Promise<KubeObject | undefined> {
    const path = pathOf(place.resource, place);
    const contentType = patchTypes[how];
    return this.#object({ method: "PATCH", path, body, contentType }, call, [200]);
  }

  /** Server-side apply, by force: makes the object, or sets its fields that are written. */
  async apply(path: string, body: unknown, fieldManager: string, call: KubeCall): Promise<void> {
    const request = {
      ...({ method: "PATCH", path, body, contentType: "application/apply-patch+yaml" } as const),
      query: { fieldManager, force: "true" },
    };
    this.#json(request, await this.#send(request, call), [200, 201]);
  }

  /** Asks for a pod's eviction, in the version that the cluster knows. */
  async evict(pod: KubeObject, call: KubeCall): Promise<Eviction> {
    const { namespace, name, uid } = pod;
    const version = await this.evictionVersion(call);
    const request = {
      method: "POST",
      path: `${pathOf({ group: "", version: "v1", plural: "pods" }, pod)}/eviction`,
      body: {
        ...{ apiVersion: `policy/${version}`, kind: "Eviction", metadata: { namespace, name } },
        deleteOptions: { preconditions: { uid } },
      },
    } as const;
    const answer = await this.#send(request, call);
    if (answer.status === 404) return "gone";
    // 409: another pod has the name by now.
    if (answer.status === 409) return "gone";
    // Without that cause it is the server, which is busy, and says so of any request.
    if (answer.status === 429 && isOfBudget(answer)) return "refused";
    const says = answer.status === 500 ? textAt(parsed(answer.text), "message") : undefined;
    if (says?.includes("more than one PodDisruptionBudget")) return "hopeless";
    this.#json(request, answer, [200, 201]);
    return "accepted";
  }

  /** Deletes a pod, if it is this one still. @returns false where it was gone */
  async deletePod(pod: KubeObject, graceS: number, call: KubeCall): Promise<boolean> {
    const request = {
      method: "DELETE",
      path: pathOf({ group: "", version: "v1", plural: "pods" }, pod),
      body: {
        ...{ apiVersion: "v1", kind: "DeleteOptions" },
        ...{ gracePeriodSeconds: graceS, preconditions: { uid: pod.uid } },
      },
    } as const;
    const answer = await this.#send(request, call);
    if (answer.status === 404 || answer.status === 409) return false;
    this.#json(request, answer, [200, 202]);
    return true;
  }

  /** Resolves when the API says that it is ready. */
  async ready(call: KubeCall): Promise<void> {
    const request = { method: "GET", path: "/readyz" } as const;
    const answer = await this.#send(request, call);
    if (answer.status !== 200) throw refusal(request, answer);
  }

  /** The version of a group that the cluster prefers; undefined where it does not know the group. */
  async versionOf(group: string, call: KubeCall): Promise<string | undefined> {
    const request = { method: "GET", path: `/apis/${group}` } as const;
    const answer = await this.#send(request, call);
    if (answer.status === 404) return undefined;
    return textAt(this.#json(request, answer, [200]), "preferredVersion", "version");
  }

  /** The groups that the cluster knows, each in the version that it prefers, the core group among them. */
  async groups(call: KubeCall): Promise<readonly { group: string; version: string }[]> {
    const request = { method: "GET", path: "/apis" } as const;
    const found = this.#json(request, await this.#send(request, call), [200]);
    return [
      { group: "", version: "v1" },
      ...listAt(found, "groups").flatMap((each) => {
        const group = textAt(each, "name");
        const version = textAt(each, "preferredVersion", "version");
        return group === undefined || version === undefined ? [] : [{ group, version }];
      }),
    ];
  }

  /** The kinds of a group in a version; empty where it is not served. */
  async kinds(group: string, version: string, call: KubeCall): Promise<readonly Discovered[]> {
    const path = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
    const request = { method: "GET", path } as const;
    const answer = await this.#send(request, call);
    // An aggregated API that is down answers 503: that is no reason to know nothing of the others.
    if (answer.status === 404 || answer.status === 503) return [];
    return listAt(this.#json(request, answer, [200]), "resources").flatMap((each) => {
      const plural = textAt(each, "name");
      const kind = textAt(each, "kind");
      if (plural === undefined || kind === undefined || plural.includes("/")) return [];
      return [
        {
          ...{ resource: { group, version, plural }, kind, verbs: listAt(each, "verbs") },
          isNamespaced: Object(each).namespaced === true,
        },
      ];
    });
  }

  /**
   * The version of Eviction that pods take. The group policy may be served in versions that the subresource does not
   * know: a server of 1.20 answers 400 to policy/v1. What it does know stands in /api/v1.
   */
  async evictionVersion(call: KubeCall): Promise<string> {
    if (this.#evictionVersion !== undefined) return this.#evictionVersion;
    const request = { method: "GET", path: "/api/v1" } as const;
    const found = this.#json(request, await this.#send(request, call), [200]);
    const eviction = listAt(found, "resources").find(
      (each) => textAt(each, "name") === "pods/eviction",
    );
    this.#evictionVersion = textAt(eviction, "version") ?? "v1";
    return this.#evictionVersion;
  }

  /** Any request, for what there is no verb for. */
  async raw(request: KubeRequest, call: KubeCall): Promise<KubeAnswer> {
    return this.#send(request, call);
  }

  close(): void {
    this.#transport.close();
  }

  async #object(
    request: KubeRequest,
    call: KubeCall,
    good: readonly number[],
  ): Promise<KubeObject | undefined> {
    const answer = await this.#send(request, call);
    if (answer.status === 404) return undefined;
    return decodeObject(this.#json(request, answer, good), `${request.method} ${request.path}`);
  }

  #send(request: KubeRequest, call: KubeCall): Promise<KubeAnswer> {
    return this.#transport.request(request, { timeoutMs: this.#timeoutMs, ...call });
  }

  #json(request: KubeRequest, answer: KubeAnswer, good: readonly number[]): unknown {
    if (!good.includes(answer.status)) throw refusal(request, answer);
    const value = parsed(answer.text);
    if (value === undefined) {
      const text = `${request.method} ${request.path}: the answer is no JSON`;
      throw new HirteError("bad-message", text);
    }
    return value;
  }
}

/** The status of the API's answer that an error tells of. */
export function statusOf(error: unknown): number | undefined {
  if (!isHirteError(error, "kube-error")) return undefined;
  const { status } = error.details;
  return typeof status === "number" ? status : undefined;
}

/** Whether it may be otherwise in a moment: the server is away, busy, or not yet itself. */
export function isTransient(error: unknown): boolean {
  if (isHirteError(error, "not-reachable", "connection-lost", "deadline")) return true;
  const status = statusOf(error);
  // A server that is starting knows neither who asks nor what he may.
  return status !== undefined && (status >= 500 || [401, 403, 408, 409, 429].includes(status));
}

function isOfBudget({ text }: KubeAnswer): boolean {
  const causes = listAt(parsed(text), "details", "causes");
  return causes.some((cause) => textAt(cause, "reason") === "DisruptionBudget");
}

function refusal({ method, path }: KubeRequest, { status, text }: KubeAnswer): HirteError {
  const body = parsed(text);
  const reason = textAt(body, "reason");
  // A proxy in between answers in HTML: its beginning is enough.
  const message = textAt(body, "message") ?? text.slice(0, 200).trim();
  const words = [`${status}`, ...(reason === undefined ? [] : [reason])].join(" ");
  return new HirteError(
    "kube-error",
    `${method} ${path}: ${words}${message === "" ? "" : `: ${message}`}`,
    { details: { method, path, status, ...(reason === undefined ? {} : { reason }) } },
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
