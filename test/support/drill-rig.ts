import type { HecateConfig, KubernetesEntry } from "../../src/config/hecate-types.ts";
import { HirteError } from "../../src/core/errors.ts";
import { silentLog } from "../../src/core/log.ts";
import { writeStateFile } from "../../src/core/state-file.ts";
import type { DrillDaemon, DrillSite } from "../../src/hecate/drills/model.ts";
import type { StatusAnswer } from "../../src/hecate/socket-protocol.ts";
import { KubeClient } from "../../src/kube/client.ts";
import type { KubeTransport } from "../../src/kube/transport.ts";
import { valueAt } from "../../src/kube/values.ts";
import type { PowerRun } from "../../src/protocol/generated/schemas.ts";
import { ClusterRig } from "./cluster-rig.ts";
import { aRun, aStatusAnswer, aUpsView } from "./hecate-answer.ts";
import { aFlux, aNamespace, aNode, aWorkload } from "./kube-objects.ts";

const url = "http://gitea-http.gitea.svc.cluster.local:3000/ops/cluster.git";
const startupSteps = [
  { kind: "kube", what: "restore-replicas", order: "reverse" },
  { kind: "flux", what: "source-ready-or-fallback" },
  { kind: "flux", what: "resume-ours" },
] as const;

/** A hecate daemon that does what a test says, and in a startup what the real one does about the cluster. */
export class ScriptedDaemon implements DrillDaemon {
  readonly #rig: ClusterRig;
  /** Reasons of the startups that were ordered. */
  readonly orders: string[] = [];
  state: Partial<StatusAnswer["state"]> = {};
  run: PowerRun | null = null;
  runs: StatusAnswer["runs"] = [];
  isAway = false;
  /** Why it begins no startup. */
  refusal: string | undefined;
  /** Whether its startups do anything, and how they end. */
  does: { readonly steps: boolean; readonly phase: PowerRun["phase"] } = {
    steps: true,
    phase: "done",
  };

  constructor(rig: ClusterRig) {
    this.#rig = rig;
  }

  async status(): Promise<StatusAnswer> {
    if (this.isAway) throw new HirteError("not-reachable", "nobody answers");
    return aStatusAnswer(this.state, { run: this.run, runs: this.runs });
  }

  async startUp(reason: string): Promise<number> {
    this.orders.push(reason);
    if (this.refusal !== undefined) throw new HirteError("busy", this.refusal);
    this.run = aRun({ ...{ run: 5, kind: "startup", isDryRun: false, reason, phase: "running" } });
    void this.#startUp();
    return 5;
  }

  /** The mains are gone at a UPS. */
  onBattery(): void {
    const view = aUpsView({ line: "ob", flags: ["OB"], row: 11, why: "on battery" });
    this.state = { upses: [view], condition: "on-battery" };
  }

  /** A shutdown is under way. */
  shutDown(): void {
    this.onBattery();
    this.state = { ...this.state, phase: "running", condition: "shutting-down", run: 6 };
  }

  async #startUp(): Promise<void> {
    const { cluster } = this.#rig;
    for (const work of this.does.steps ? startupSteps : []) {
      await cluster.do(work, this.#rig.act({ run: 5 }));
    }
    if (this.run) this.run = { ...this.run, phase: this.does.phase };
  }
}

/** Deeds of one life of hecate drill: after so many it is killed, and what it does from then on never happens. */
export class Life {
  readonly signal = new AbortController();
  readonly said: string[] = [];
  #left: number;
  deeds = 0;

  constructor(left = Number.POSITIVE_INFINITY) {
    this.#left = left;
  }

  get isOver(): boolean {
    return this.#left < 0;
  }

  /** Resolves when it may be done; never, when it has died before. */
  async may(isDeed: boolean): Promise<void> {
    if (isDeed && this.#left >= 0) {
      this.#left--;
      if (this.#left >= 0) this.deeds++;
    }
    if (this.isOver) return new Promise(() => undefined);
  }
}

/** A cluster with Git, a Vault, apps and Flux, a daemon, and drills that are held there. */
export class DrillRig {
  readonly rig: ClusterRig;
  readonly daemon: ScriptedDaemon;
  readonly stateDir: string;
  roles = ["k3s-agent"];
  /** How many writes its disk takes still. */
  diskTakes = Number.POSITIVE_INFINITY;

  constructor(stateDir: string, of: Partial<KubernetesEntry> = {}) {
    this.stateDir = stateDir;
    this.rig = new ClusterRig({ ...of, flux: { sourceReadyWithinMs: 60_000 } });
    this.daemon = new ScriptedDaemon(this.rig);
    Object.assign(this.rig.kube.pace, { podStartMs: 3000, podStopMs: 1000, gitMs: 2000 });
    this.rig.kube.put(
      ...aNode("worker"),
      ...["gitea", "vault", "apps", "flux-system"].map(aNamespace),
      aWorkload("Deployment", "gitea/gitea", 2),
      aWorkload("StatefulSet", "vault/vault", 3),
      aWorkload("Deployment", "vault/idle", 0),
      aWorkload("Deployment", "apps/shop", 2),
      aFlux("GitRepository", "flux-system/flux-system", { url }),
      aFlux("Kustomization", "flux-system/apps"),
      aFlux("Kustomization", "team/theirs", { suspend: true }),
      aFlux("HelmRelease", "gitea/gitea"),
    );
  }

  async settle(): Promise<this> {
    await this.rig.clock.advance(5000);
    return this;
  }

  site(life = new Life()): DrillSite {
    const { clock, kube, kubernetes, flux } = this.rig;
    const transport: KubeTransport = {
      close: () => undefined,
      request: async (request, call) => {
        await life.may(request.method !== "GET");
        return kube.request(request, call);
      },
    };
    const node = { name: "worker", address: "192.168.10.20", roles: this.roles };
    const stages = [{ name: "all", skippable: false, steps: startupSteps }];
    return {
      // What of a configuration drills look at.
      config: {
        nodes: [node],
        startup: { stages },
        stateDir: this.stateDir,
      } as unknown as HecateConfig,
      ...{ kubernetes, flux, clock, log: silentLog() },
      api: new KubeClient({ transport }),
      daemon: {
        status: async () => {
          await life.may(false);
          return this.daemon.status();
        },
        startUp: async (reason) => {
          await life.may(true);
          return this.daemon.startUp(reason);
        },
      },
      write: async (path, value) => {
        await life.may(true);
        if (--this.diskTakes < 0) throw new HirteError("unavailable", `${path}: no space left`);
        writeStateFile(path, value);
      },
      say: (text) => life.said.push(text),
    };
  }

  /** What drills may change: replicas, suspensions, and whether anything bears a mark of hecate's. */
  get shape(): readonly string[] {
    const { kube } = this.rig;
    const all = [
      "deployments",
      "statefulsets",
      "kustomizations",
      "helmreleases",
      "gitrepositories",
    ];
    return all.flatMap((plural) =>
      kube.all(plural).map((object) => {
        const { annotations = {}, name } = Object(object["metadata"]);
        const marks = Object.keys(annotations).filter((key) => key.startsWith("hecate."));
        const value = valueAt(object, "spec", "replicas") ?? valueAt(object, "spec", "suspend");
        return [plural, name, String(value ?? false), ...marks].join(" ");
      }),
    );
  }
}
