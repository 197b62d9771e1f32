import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../src/core/clock.ts";
import { numberAt, textAt, valueAt } from "../../src/kube/values.ts";
import { type Audited, FakeKube } from "../support/fake-kube.ts";
import { FakeKubeServer } from "../support/fake-kube-server.ts";
import type { Json } from "../support/kube/kinds.ts";
import {
  aBudget,
  aFlux,
  aNode,
  anInstanceManager,
  aVolume,
  aWorkload,
} from "../support/kube-objects.ts";

/** Kinds of which hecate changes something. */
const changed = [
  "deployments",
  "statefulsets",
  "gitrepositories",
  "kustomizations",
  "helmreleases",
];
const git = "flux-system/flux-system";

/** A request of hecate's, and when it was answered (milliseconds since 1970). */
interface Heard extends Audited {
  readonly atMs: number;
}

/**
 * The API of the cluster, at an address of the lab, with what hecate finds in it: workloads in two groups that it quiesces,
 * others, one at 0; objects of Flux at work, and one that somebody has suspended.
 */
export class RunsCluster {
  /** What hecate has asked, in order. */
  readonly heard: Heard[] = [];
  readonly #kube = new FakeKube({ clock: systemClock });
  readonly #directory = mkdtempSync(join(tmpdir(), "hirte-test-"));
  readonly #isServed: () => boolean;
  #server: FakeKubeServer | undefined;

  /** `isServed`: whether the node that serves it is there. */
  constructor(isServed: () => boolean) {
    this.#isServed = isServed;
  }

  /** Begins to listen; resolves to a kubeconfig for it. */
  async start(host: string): Promise<string> {
    const kube = this.#kube;
    Object.assign(kube.pace, { podStopMs: 200, podStartMs: 200, volumeMs: 100, leaseMs: 1000 });
    const isServed = this.#isServed;
    kube.faults = [
      {
        get isDown() {
          return !isServed();
        },
      },
    ];
    kube.onRequest = (request) => this.heard.push({ ...request, atMs: Date.now() });
    const nodes = ["server", "worker1", "worker2"];
    kube.put(
      ...nodes.flatMap((name) => aNode(name)),
      ...nodes.flatMap((name) => anInstanceManager(`manager-${name}`, name)),
      // As Longhorn has it: no drain comes to its end by evictions.
      ...nodes.map((name) => aBudget(`longhorn-system/manager-${name}`, `manager-${name}`)),
      aVolume("pvc-1", "gitea/gitea"),
      aWorkload("Deployment", "apps/web", 3),
      aWorkload("StatefulSet", "apps/queue", 2),
      aWorkload("Deployment", "apps/idle", 0),
      aWorkload("Deployment", "gitea/gitea", 1),
      aWorkload("Deployment", "monitoring/prometheus", 1),
      aFlux("GitRepository", git, { url: "https://git.example/fleet", ref: { branch: "main" } }),
      aFlux("Kustomization", "flux-system/core"),
      aFlux("Kustomization", "flux-system/apps"),
      aFlux("Kustomization", "flux-system/pinned", { suspend: true }),
      aFlux("HelmRelease", "apps/web"),
    );
    this.#server = await FakeKubeServer.start({ kube, directory: this.#directory, host });
    return readFileSync(this.#server.kubeconfig, "utf8");
  }

  /** How many replicas each workload is to have, and what is suspended: a line for each object. */
  get wanted(): readonly string[] {
    return changed.flatMap((plural) =>
      this.#kube.all(plural).map((object) => `${plural} ${placeOf(object)} ${wantedOf(object)}`),
    );
  }

  /** Objects that say that something was done to them by hecate which is to be put back. */
  get marked(): readonly string[] {
    return changed.flatMap((plural) =>
      this.#kube
        .all(plural)
        .filter((object) => JSON.stringify(object).includes("hecate.hirte/"))
        .map((object) => `${plural} ${placeOf(object)}`),
    );
  }

  /** What was changed since then, in order: `suspend kustomizations/apps`, `scale deployments/web 0`. */
  changesSince(sinceMs: number): readonly { readonly what: string; readonly atMs: number }[] {
    return this.heard
      .filter(({ method, atMs, status }) => method !== "GET" && atMs >= sinceMs && status < 300)
      .map(({ path, body, atMs }) => {
        const object = path.split("/").slice(-2).join("/");
        const replicas = numberAt(body, "spec", "replicas");
        const suspend = valueAt(body, "spec", "suspend");
        if (replicas !== undefined) return { what: `scale ${object} ${replicas}`, atMs };
        if (suspend === undefined) return { what: `touch ${object}`, atMs };
        return { what: `${suspend === true ? "suspend" : "resume"} ${object}`, atMs };
      });
  }

  /** Nodes that take no pods. */
  get cordoned(): readonly string[] {
    return this.#kube
      .all("nodes")
      .filter((node) => valueAt(node, "spec", "unschedulable") === true)
      .map((node) => textAt(node, "metadata", "name") ?? "");
  }

  /** Evictions that were asked for since then, of pods by name. */
  evictionsSince(sinceMs: number): readonly string[] {
    return this.heard.flatMap(({ path, atMs }) => {
      const pod = /\/pods\/([^/]+)\/eviction$/.exec(path)?.[1];
      return pod === undefined || atMs < sinceMs ? [] : [pod];
    });
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
    this.#kube.close();
    rmSync(this.#directory, { recursive: true, force: true });
  }
}

function placeOf(object: Json): string {
  return `${textAt(object, "metadata", "namespace")}/${textAt(object, "metadata", "name")}`;
}

function wantedOf(object: Json): string {
  const replicas = numberAt(object, "spec", "replicas");
  if (replicas !== undefined) return String(replicas);
  return valueAt(object, "spec", "suspend") === true ? "suspended" : "at work";
}
