import type { FluxEntry, KubernetesEntry } from "../../config/hecate-types.ts";
import type { ClusterWork } from "../run/ports.ts";
import { fileOfSet } from "./manifest-apply.ts";
import { fieldManager } from "./marks.ts";

/** The lines of kubectl that do what a work does, as far as a line can, for people who read a plan. */
export function kubectlLines(
  work: ClusterWork,
  of: {
    readonly kubernetes: KubernetesEntry;
    readonly flux?: FluxEntry;
    readonly forceFluxBranch?: string;
  },
): readonly string[] {
  switch (work.kind) {
    case "drain":
      return [
        `kubectl drain ${work.node} --ignore-daemonsets --delete-emptydir-data --force --timeout=60s`,
      ];
    case "kube":
      return kubeLines(work, of.kubernetes);
    case "flux":
      return of.flux ? fluxLines(work.what, of.flux, of.forceFluxBranch) : [];
  }
}

function kubeLines(
  work: Extract<ClusterWork, { readonly kind: "kube" }>,
  { quiesce }: KubernetesEntry,
): readonly string[] {
  switch (work.what) {
    case "quiesce":
      return quiesce.flatMap(({ namespaces, timeoutMs }) => [
        ...namespaces.map(
          (each) => `kubectl -n ${each} scale deployment,statefulset --all --replicas=0`,
        ),
        ...namespaces.map(
          (each) =>
            `kubectl -n ${each} wait pod --all --for=delete --timeout=${seconds(timeoutMs)}`,
        ),
      ]);
    case "volumes-detached":
      return ["kubectl -n longhorn-system get volumes.longhorn.io # until all are detached"];
    case "ready":
      return ["kubectl get --raw=/readyz"];
    case "nodes-ready":
      return [
        `kubectl wait node --all --for=condition=Ready --timeout=5m${work.atLeast === undefined ? "" : ` # ${work.atLeast} of them are enough`}`,
      ];
    case "storage-ready":
      return ["kubectl -n longhorn-system get instancemanagers.longhorn.io,volumes.longhorn.io"];
    case "uncordon-ours":
      return ["kubectl uncordon NODE # each that hecate cordoned"];
    case "restore-replicas":
      return (work.order === "reverse" ? quiesce.toReversed() : quiesce).flatMap(({ namespaces }) =>
        namespaces.map(
          (each) =>
            `kubectl -n ${each} scale KIND/NAME --replicas=N # each that hecate scaled, as it was`,
        ),
      );
    default:
      return [];
  }
}

const fluxNames = [
  "kustomizations.kustomize.toolkit.fluxcd.io",
  "helmreleases.helm.toolkit.fluxcd.io",
  "gitrepositories.source.toolkit.fluxcd.io",
];

function fluxLines(what: string, flux: FluxEntry, branch: string | undefined): readonly string[] {
  const { namespace, name } = flux.source;
  const source = `kubectl -n ${namespace}`;
  switch (what) {
    case "suspend":
      return fluxNames.map((kind) => patchLine(kind, true));
    case "resume-ours":
      return fluxNames.toReversed().map((kind) => patchLine(kind, false));
    case "unseal":
      return flux.unseal ? [`${flux.unseal.command} # on ${flux.unseal.at}`] : [];
    case "source-ready-or-fallback":
      return [
        ...(branch === undefined ? [] : [branchLine(flux, branch)]),
        `${source} wait gitrepository/${name} --for=condition=Ready --timeout=${seconds(flux.sourceReadyWithinMs)}`,
        ...(flux.cache?.sets ?? []).map(
          (set) =>
            `jq '.objects[].object' ${fileOfSet(flux.cache?.dir ?? "", set)} | kubectl apply --server-side --force-conflicts --field-manager=${fieldManager} -f - # if all else fails`,
        ),
      ];
    default:
      return [];
  }
}

function patchLine(kind: string, suspend: boolean): string {
  const which = suspend ? "each that is not suspended" : "each that hecate suspended";
  return `kubectl -n NAMESPACE patch ${kind} NAME --type=merge -p '{"spec":{"suspend":${suspend}}}' # ${which}`;
}

function branchLine({ source }: FluxEntry, branch: string): string {
  const ref = { branch, commit: null, name: null, semver: null, tag: null };
  const patch = JSON.stringify({ spec: { ref } });
  return `kubectl -n ${source.namespace} patch gitrepository ${source.name} --type=merge -p '${patch}'`;
}

function seconds(ms: number): string {
  return `${Math.ceil(ms / 1000)}s`;
}
