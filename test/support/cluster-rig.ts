import type { FluxEntry, KubernetesEntry } from "../../src/config/hecate-types.ts";
import { silentLog } from "../../src/core/log.ts";
import { Cluster } from "../../src/hecate/cluster/cluster.ts";
import type {
  ClusterAct,
  ClusterWork,
  NodeHands,
  StepEnd,
  Undo,
  UndoList,
} from "../../src/hecate/run/ports.ts";
import { KubeClient } from "../../src/kube/client.ts";
import { FakeClock } from "./fake-clock.ts";
import { FakeKube } from "./fake-kube.ts";

/** Whether two notes are about the same thing. */
export function isAboutSame(a: Undo, b: Undo): boolean {
  const about = ({ kind, ...rest }: Undo) => {
    const { replicas: _replicas, ref: _ref, ...place } = { replicas: 0, ref: null, ...rest };
    return JSON.stringify([kind, place]);
  };
  return about(a) === about(b);
}

/** Notes in memory. */
export class FakeUndos implements UndoList {
  all: Undo[];
  /** Told before a note is kept. */
  onAdd: (undo: Undo) => void = () => undefined;

  constructor(...all: readonly Undo[]) {
    this.all = [...all];
  }

  async add(...undos: readonly Undo[]): Promise<void> {
    for (const undo of undos) {
      if (this.all.some((each) => isAboutSame(each, undo))) continue;
      this.onAdd(undo);
      this.all.push(undo);
    }
  }

  async remove(...undos: readonly Undo[]): Promise<void> {
    this.all = this.all.filter((each) => !undos.some((undo) => isAboutSame(each, undo)));
  }
}

/** hecate's hands on a fake cluster, on a clock that stands still until something is waited for. */
export class ClusterRig {
  readonly clock = new FakeClock();
  readonly kube = new FakeKube({ clock: this.clock });
  readonly undos = new FakeUndos();
  /** Notes and writes, in the order in which they came. */
  readonly happened: string[] = [];
  readonly progress: string[] = [];
  readonly commands: { readonly node: string; readonly command: string; readonly id: string }[] =
    [];
  runCommand: NodeHands["runCommand"] | undefined;
  readonly kubernetes: KubernetesEntry;
  readonly flux: FluxEntry;

  constructor(of: Partial<KubernetesEntry> & { readonly flux?: Partial<FluxEntry> } = {}) {
    const { flux, ...kubernetes } = of;
    this.kubernetes = {
      ...{ kubeconfig: "/nowhere", datastore: "etcd" },
      wholeClusterIf: { serversLeftBelow: 1, orLost: [] },
      quiesce: [
        { namespaces: ["apps"], timeoutMs: 60_000 },
        { namespaces: ["gitea", "vault"], timeoutMs: 90_000 },
      ],
      ...kubernetes,
    };
    this.flux = {
      source: { namespace: "flux-system", name: "flux-system" },
      sourceReadyWithinMs: 300_000,
      ...flux,
    };
    this.undos.onAdd = (undo) => {
      const what = undo.kind === "cordoned" ? undo.node : `${undo.namespace}/${undo.name}`;
      this.happened.push(`note ${undo.kind} ${what}`);
    };
    this.kube.onRequest = ({ method, path, status }) => {
      if (method !== "GET")
        this.happened.push(`${method} ${path.split("/").slice(-3).join("/")} ${status}`);
    };
  }

  get api(): KubeClient {
    return new KubeClient({ transport: this.kube });
  }

  /** As a new life of hecate has it: nothing is remembered but the notes. */
  get cluster(): Cluster {
    return new Cluster({
      ...{ api: this.api, kubernetes: this.kubernetes, flux: this.flux, pollMs: 1000 },
      nodes: [{ name: "worker", address: "192.168.10.20" }],
      ...{ clock: this.clock, log: silentLog() },
      ...(this.runCommand ? { runCommand: this.runCommand } : {}),
    });
  }

  act(of: Partial<ClusterAct> = {}): ClusterAct {
    return {
      ...{ run: 7, id: "a".repeat(43), timeoutMs: 600_000, undo: this.undos },
      signal: new AbortController().signal,
      onProgress: (text) => this.progress.push(text),
      ...of,
    };
  }

  /** Does it to its end, the clock going on as long as it waits. `tookMs`: how long that was. */
  async do(
    work: ClusterWork,
    of: Partial<ClusterAct> = {},
    cluster = this.cluster,
  ): Promise<StepEnd & { readonly tookMs: number }> {
    const startMs = this.clock.monotonicMs();
    const end = await this.finish(cluster.do(work, this.act(of)));
    return { ...end, tookMs: this.clock.monotonicMs() - startMs };
  }

  /** Has the clock go on until a promise is settled. */
  async finish<T>(promise: Promise<T>): Promise<T> {
    let isOver = false;
    const done = promise.finally(() => {
      isOver = true;
    });
    for (let i = 0; !isOver && i < 20_000; i++) await this.clock.advance(i === 0 ? 0 : 250);
    if (!isOver) throw new Error("it came to no end in 5000 s");
    return done;
  }
}
