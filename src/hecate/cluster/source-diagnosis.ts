import { conditionOf, core, type KubeObject, nameOf } from "../../kube/objects.ts";
import { listAt, textAt, textsAt, valueAt } from "../../kube/values.ts";
import { urlOf } from "./flux-branch.ts";
import type { FluxObject } from "./flux-objects.ts";
import type { Task } from "./task.ts";
import { isPodReady, stateText, volumesFor } from "./volumes.ts";
import { takenReplicas, type Workload, workloadsIn } from "./workloads.ts";

/** A link of the chain that leads to a source, and is missing. */
export interface Finding {
  readonly link: "replicas" | "volume" | "image" | "secret" | "pod" | "nothing";
  readonly text: string;
  /** hecate did it. */
  readonly isOurs: boolean;
}

/** Why an image is not there (kubelet/images/types.go). */
const imageReasons = [
  "ErrImagePull",
  "ImagePullBackOff",
  "ErrImageNeverPull",
  "ImageInspectError",
  "InvalidImageName",
  "RegistryUnavailable",
];

/** Where to look: the namespace that the source's URL leads to, if it leads into the cluster, and all that hecate stops. */
export async function suspectNamespaces(
  task: Task,
  source: FluxObject | undefined,
): Promise<readonly string[]> {
  const stopped = task.parts.kubernetes.quiesce.flatMap(({ namespaces }) => namespaces);
  const own = namespaceIn(source && urlOf(source));
  const isThere =
    own !== undefined &&
    (await task.persist(task.endMs, () =>
      task.parts.api.get({ resource: core.namespaces, name: own }, task.call),
    )) !== undefined;
  return [...new Set([...(isThere ? [own] : []), ...stopped])];
}

/** `gitea` of http://gitea-http.gitea.svc.cluster.local:3000/…, and of the shorter forms. */
export function namespaceIn(url: string | undefined): string | undefined {
  const host = /^[a-z+]+:\/\/(?:[^@/]*@)?([^/:]+)/i.exec(url ?? "")?.[1];
  return /^[a-z0-9-]+\.([a-z0-9-]+)(?:\.svc(?:\..*)?)?$/.exec(host ?? "")?.[1];
}

/** What is missing there, in the order in which one thing needs the other: replicas, volumes, images, secrets. */
export async function diagnose(
  task: Task,
  namespaces: readonly string[],
): Promise<readonly Finding[]> {
  const { api } = task.parts;
  const { workloads, problems } = await workloadsIn(task, namespaces, task.endMs);
  const of = <T>(list: (namespace: string) => Promise<readonly T[] | undefined>) =>
    task.persist(task.endMs, async () =>
      (await Promise.all(namespaces.map(list))).flatMap((found) => found ?? []),
    );
  const pods = await of((namespace) => api.list(core.pods, { namespace }, task.call));
  const claims = await of((namespace) => api.list(core.claims, { namespace }, task.call));
  const volumes = await task.persist(task.endMs, () => volumesFor(task, namespaces));
  const waiting = pods.filter((pod) => !isOver(pod) && !isPodReady(pod));
  const found: Finding[] = [
    ...problems.map((text) => missing("pod", text)),
    ...workloads.flatMap((workload) => replicasFinding(task, workload)),
    ...claims
      .filter(({ raw }) => textAt(raw, "status", "phase") !== "Bound")
      .map((claim) => missing("volume", `claim ${nameOf(claim)} is bound to no volume`)),
    ...volumes
      .filter(({ raw }) => textAt(raw, "status", "robustness") === "faulted")
      .map((volume) => missing("volume", `volume ${stateText(volume)} is faulted`)),
    ...(waiting.length === 0
      ? []
      : volumes
          .filter(({ raw }) =>
            ["attaching", "detaching"].includes(textAt(raw, "status", "state") ?? ""),
          )
          .map((volume) => missing("volume", `volume ${stateText(volume)} cannot be used yet`))),
  ];
  const explained = new Set<string>();
  for (const pod of waiting) {
    for (const finding of [...containerFindings(pod), ...(await secretFindings(task, pod))]) {
      found.push(finding);
      explained.add(pod.uid);
    }
  }
  for (const pod of waiting.filter(({ uid }) => !explained.has(uid))) {
    const why = conditionOf(pod, "PodScheduled");
    const message = why?.status === "False" ? `: ${why.message}` : "";
    found.push(missing("pod", `pod ${nameOf(pod)} is not ready${message}`));
  }
  const [first] = namespaces;
  if (workloads.length === 0 && problems.length === 0) {
    const where =
      first === undefined ? "nowhere to look" : `no workload in ${namespaces.join(" ")}`;
    found.push(missing("nothing", where));
  }
  const order = ["replicas", "volume", "image", "secret", "pod", "nothing"];
  return found.toSorted((a, b) => order.indexOf(a.link) - order.indexOf(b.link));
}

function replicasFinding(task: Task, workload: Workload): readonly Finding[] {
  if (workload.replicas > 0) return [];
  const taken = takenReplicas(workload, task.act.undo.all);
  return taken === undefined
    ? [missing("replicas", `${workload.label} is at 0, not by hecate`)]
    : [
        {
          ...{ link: "replicas", isOurs: true },
          text: `${workload.label} is at 0 since the shutdown, ${taken} before`,
        },
      ];
}

function containerFindings(pod: KubeObject): readonly Finding[] {
  const statuses = [
    ...listAt(pod.raw, "status", "initContainerStatuses"),
    ...listAt(pod.raw, "status", "containerStatuses"),
  ];
  return statuses.flatMap((status) => {
    const reason = textAt(status, "state", "waiting", "reason") ?? "";
    const message = textAt(status, "state", "waiting", "message") ?? reason;
    if (imageReasons.includes(reason)) {
      const image = textAt(status, "image") ?? "?";
      return [missing("image", `pod ${nameOf(pod)}: the image ${image} cannot be had: ${message}`)];
    }
    return reason === "CreateContainerConfigError"
      ? [missing("secret", `pod ${nameOf(pod)}: ${message}`)]
      : [];
  });
}

/** Secrets that a pod's volumes are made of: it says nothing of them but in events. */
async function secretFindings(task: Task, pod: KubeObject): Promise<readonly Finding[]> {
  const names = listAt(pod.raw, "spec", "volumes").flatMap((volume) => {
    const name = textAt(volume, "secret", "secretName");
    return name === undefined || valueAt(volume, "secret", "optional") === true ? [] : [name];
  });
  const { namespace } = pod;
  const found: Finding[] = [];
  for (const name of names) {
    const place = { resource: core.secrets, namespace, name };
    const secret = await task.persist(task.endMs, () => task.parts.api.get(place, task.call));
    if (!secret) found.push(missing("secret", `pod ${nameOf(pod)}: there is no secret ${name}`));
  }
  return found;
}

function missing(link: Finding["link"], text: string): Finding {
  return { link, text, isOurs: false };
}

function isOver(pod: KubeObject): boolean {
  return ["Succeeded", "Failed"].includes(textsAt(pod.raw, "status")["phase"] ?? "");
}
