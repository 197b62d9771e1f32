import { isHirteError, messageOf } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import type {
  Job,
  NodeStatus,
  Proxies,
  Proxy as ProxyMessage,
  ProxyState,
  ProxyStates,
} from "../src/protocol/generated/schemas.ts";
import {
  forgiveTarget,
  newTarget,
  stepTarget,
  type Target,
  type TargetEffect,
  type TargetInput,
  type TargetView,
} from "../src/units/proxy.ts";
import { isAnyResuming, type Requester } from "../src/units/proxy-requesters.ts";
import type { Judgement } from "./hearing.ts";
import { presenceMs } from "./node.ts";
import type { OwnJob } from "./own-jobs.ts";
import { dependencyOf, targetOf, type Wish, wishOf } from "./proxy-wish.ts";

/** What the registry of proxies needs of the manager. */
export interface ProxyRegistryPorts {
  /** Monotonic time at the beginning; what passes of it is in each `tick`. */
  monoMs(): number;
  nodes(): Iterable<string>;
  stateOf(node: string): NodeStatus | undefined;
  sessionOf(node: string): number | undefined;
  /** Active states of units, empty where one is not loaded; undefined where they are not to be believed. */
  activeStates(node: string, units: readonly string[]): readonly string[] | undefined;
  /** Begins a job; of one that was begun before, what became of it. @throws HirteError nothing was begun */
  begin(job: OwnJob): Job;
  /** Lets go of a job of this id, so that it does not begin any more where it has not. */
  cancel(id: string): void;
  tell(node: string, states: Omit<ProxyStates, "session">): void;
}

interface NodeSet {
  session: number;
  seq: number;
  wishes: ReadonlyMap<string, Wish>;
  /** The node was given up: these were still to be started. Undefined while it is there. */
  lost?: ReadonlySet<string>;
  /** What was told last, so that only news are told. */
  told: string;
}

/** The states of a node's whole set go into one message, also where each says why. */
const longestReason = 500;

/**
 * What units of nodes need of other nodes: the sets that agents say, a state machine for each target
 * (src/units/proxy.ts), and the jobs that start and stop the dependencies which hold the targets.
 */
export class ProxyRegistry {
  readonly #ports: ProxyRegistryPorts;
  #allowed: ReadonlyMap<string, readonly string[]>;
  readonly #log: Log;
  readonly #targets = new Map<string, Target>();
  readonly #sets = new Map<string, NodeSet>();
  /** Said by nodes that have not answered yet: it may be long past, and waits until they do. */
  readonly #unproven = new Map<string, Proxies>();
  /** Nodes that have not yet said what they need, in this life of hirte. */
  readonly #unheard: Set<string>;
  /** From then on these are not waited for. */
  #heardMonoMs: number;
  /** What was said to hirte before this has been heard: it is judged as of then. */
  #upToMonoMs: number;

  constructor(options: {
    readonly ports: ProxyRegistryPorts;
    /** AllowDependenciesOn= by node. */
    readonly allowed: ReadonlyMap<string, readonly string[]>;
    readonly log: Log;
  }) {
    this.#ports = options.ports;
    this.#allowed = options.allowed;
    this.#log = options.log;
    this.#unheard = new Set(this.#ports.nodes());
    this.#upToMonoMs = this.#ports.monoMs();
    this.#heardMonoMs = this.#upToMonoMs + presenceMs(2000);
  }

  /** AllowDependenciesOn= for proxies that are said from now on. */
  allow(allowed: ReadonlyMap<string, readonly string[]>): void {
    this.#allowed = allowed;
  }

  /** The connection to the broker is new: what was told as the former one broke may not have arrived. */
  connected(): void {
    for (const [node, set] of this.#sets) {
      set.told = "";
      this.#tell(node);
    }
  }

  /** The whole set of a node, of its current session. */
  onSet(node: string, said: Proxies): void {
    if (this.#isOld(node, said)) return;
    if (this.#ports.stateOf(node) === "online") this.#take(node, said);
    else this.#unproven.set(node, said);
  }

  /** A unit of a node has changed. */
  onUnit(node: string, unit: string): void {
    const key = keyOf(node, targetOf(unit) ?? unit);
    if (this.#targets.has(key)) this.#step(key, { kind: "look" });
    else if (targetOf(unit) !== undefined) this.#adopt(node, unit);
  }

  /** All units of a node are known. */
  onSynced(node: string): void {
    for (const [key, target] of this.#targets) {
      if (target.node === node) this.#step(key, { kind: "look" });
    }
  }

  /** A job has changed. */
  onJob({ id, node, unit, state, result, detail }: Job): void {
    if (state !== "finished" || unit === undefined || targetOf(unit) === undefined) return;
    const ended = { kind: "ended", job: id, result: result ?? "lost" } as const;
    this.#step(keyOf(node, targetOf(unit) ?? ""), {
      ...ended,
      ...(detail === undefined ? {} : { detail }),
    });
  }

  /** Nothing was heard of a node for its presence time. */
  onLost(node: string): void {
    for (const [key, target] of this.#targets) {
      if (target.node === node) this.#step(key, { kind: "lost" });
    }
    const set = this.#sets.get(node);
    if (!set || set.lost) return;
    const wishes = [...set.wishes.values()];
    const isNew = (wish: Wish) => {
      const requester = this.#requesterOf(wish);
      return requester?.state === "waiting" && !requester.isResuming;
    };
    set.lost = new Set(wishes.filter(isNew).map(({ id }) => id));
    for (const wish of wishes) this.#drop(wish);
  }

  /** A node may not join any more: it is lost, and says nothing of what it needs. */
  onTakenOff(node: string): void {
    this.onLost(node);
    this.#sets.delete(node);
    this.#unproven.delete(node);
    this.#unheard.delete(node);
  }

  /** A node answers again in the session it had, perhaps after it was given up. */
  onRecovered(node: string): void {
    const said = this.#unproven.get(node);
    if (said && said.session === this.#ports.sessionOf(node)) {
      this.#take(node, said);
      return;
    }
    const set = this.#sets.get(node);
    const lost = set?.lost;
    if (!set || !lost) return;
    delete set.lost;
    for (const wish of set.wishes.values()) this.#want(wish, !lost.has(wish.id));
    this.#tell(node);
  }

  /** Time has passed; for `stalledMs` of it nobody could be heard. */
  tick({ stalledMs, upToMonoMs }: Judgement): void {
    this.#heardMonoMs += stalledMs;
    this.#upToMonoMs = upToMonoMs;
    for (const [key, target] of this.#targets)
      this.#targets.set(key, forgiveTarget(target, stalledMs));
    for (const [key, target] of [...this.#targets]) {
      // After a restart of hirte nobody says of a node that never came back that it was lost.
      const isResuming = isAnyResuming(target.requesters);
      const isGone = isResuming && this.#isEverybodyHeard() && this.#isOffline(target.node);
      this.#step(key, { kind: isGone ? "lost" : "look" });
    }
  }

  /** Whether a newer set of the same session is known. */
  #isOld(node: string, { session, seq }: Proxies): boolean {
    return [this.#sets.get(node), this.#unproven.get(node)].some(
      (known) => known?.session === session && known.seq > seq,
    );
  }

  #take(node: string, { session, seq, proxies }: Proxies): void {
    this.#unproven.delete(node);
    const before = this.#sets.get(node);
    const old = before?.wishes ?? new Map<string, Wish>();
    const wishes = new Map(
      proxies.map((proxy) => [proxy.id, old.get(proxy.id) ?? this.#wishOf(node, proxy)]),
    );
    this.#sets.set(node, { session, seq, wishes, told: "" });
    this.#unheard.delete(node);
    // Those that come before those that go: a target that is passed on is not let go of.
    for (const { id, active } of proxies) {
      const wish = wishes.get(id);
      // What it has not heard of its proxies since it was given up, it cannot say.
      const isKnown = before?.lost !== undefined && old.has(id) && !before.lost.has(id);
      if (wish) this.#want(wish, active || isKnown);
    }
    for (const wish of old.values()) if (!wishes.has(wish.id)) this.#drop(wish);
    this.#tell(node);
  }

  #isEverybodyHeard(): boolean {
    return this.#unheard.size === 0 || this.#upToMonoMs >= this.#heardMonoMs;
  }

  #isOffline(node: string): boolean {
    return this.#ports.stateOf(node) === "offline";
  }

  /** A dependency that somebody started, perhaps in an earlier life of hirte. */
  #adopt(node: string, dependency: string): void {
    const unit = targetOf(dependency);
    if (unit === undefined) return;
    const key = keyOf(node, unit);
    this.#targets.set(key, newTarget(node, unit));
    this.#step(key, { kind: "look" });
  }

  #wishOf(requester: string, proxy: ProxyMessage): Wish {
    const nodes = () => this.#ports.nodes();
    const wish = wishOf(requester, proxy, { nodes, allowed: this.#allowed });
    if ("refused" in wish) {
      const { refused: reason } = wish;
      this.#log.warn({ node: requester, unit: proxy.name, reason }, "a proxy was refused");
    }
    return wish;
  }

  #want(wish: Wish, wasActive: boolean): void {
    if (!("unit" in wish)) return;
    const { id, node, unit } = wish;
    const key = keyOf(node, unit);
    if (!this.#targets.has(key)) this.#targets.set(key, newTarget(node, unit));
    this.#step(key, { kind: "want", id, wasActive });
  }

  #drop(wish: Wish): void {
    if ("unit" in wish) this.#step(keyOf(wish.node, wish.unit), { kind: "drop", id: wish.id });
  }

  #step(key: string, input: TargetInput): void {
    const before = this.#targets.get(key);
    if (!before) return;
    const view = this.#view(before);
    const { target, effect } = stepTarget(before, input, {
      monoMs: this.#upToMonoMs,
      view,
      isEverybodyHeard: this.#isEverybodyHeard(),
    });
    this.#targets.set(key, target);
    if (effect) {
      // One that has not begun by now is not to begin any more.
      const { phase } = before;
      if (effect === "stop" && input.kind !== "ended" && "job" in phase && phase.job !== undefined)
        this.#ports.cancel(phase.job);
      this.#begin(key, target, effect);
    } else if (target.requesters.size === 0 && target.phase.kind === "idle" && isFree(view)) {
      this.#targets.delete(key);
    }
    this.#tellAbout(before, target);
  }

  #begin(key: string, { node, unit, phase }: Target, effect: TargetEffect): void {
    try {
      const job = this.#ports.begin({
        verb: effect === "stop" ? "stop" : "start",
        node,
        unit: dependencyOf(unit),
        // One start of a proxy unit starts its target once at most.
        ...(phase.kind === "starting" ? { id: phase.by } : {}),
        // systemd then refuses the dependency whose target is not active, and starts nothing for it.
        ...(effect === "hold" ? { mode: "ignore-requirements" as const } : {}),
      });
      this.#step(key, { kind: "begun", job: job.id });
      this.onJob(job);
    } catch (error) {
      if (!isHirteError(error)) throw error;
      this.#log.warn({ node, unit, effect, error }, "a dependency could not be acted on");
      this.#step(key, { kind: "refused", reason: messageOf(error) });
    }
  }

  #view({ node, unit }: Target): TargetView | undefined {
    const states = this.#ports.activeStates(node, [unit, dependencyOf(unit)]);
    return states && { target: states[0] ?? "", dependency: states[1] ?? "" };
  }

  #tellAbout(before: Target, { requesters }: Target): void {
    const changed = [...requesters].filter(
      ([id, { state }]) => before.requesters.get(id)?.state !== state,
    );
    if (changed.length === 0) return;
    for (const [node, { wishes }] of this.#sets) {
      if (changed.some(([id]) => wishes.has(id))) this.#tell(node);
    }
  }

  #tell(node: string): void {
    const set = this.#sets.get(node);
    if (!set || set.lost || set.session !== this.#ports.sessionOf(node)) return;
    const states = [...set.wishes.values()].map((wish) => this.#stateOf(wish));
    const told = JSON.stringify(states);
    if (told === set.told) return;
    set.told = told;
    this.#ports.tell(node, { seq: set.seq, states });
  }

  #stateOf(wish: Wish): ProxyState {
    const { id } = wish;
    if ("refused" in wish) return { id, state: "failed", reason: wish.refused };
    const { state = "waiting", reason } = this.#requesterOf(wish) ?? {};
    return {
      id,
      state,
      ...(reason === undefined ? {} : { reason: reason.slice(0, longestReason) }),
    };
  }

  #requesterOf(wish: Wish): Requester | undefined {
    if (!("unit" in wish)) return undefined;
    return this.#targets.get(keyOf(wish.node, wish.unit))?.requesters.get(wish.id);
  }
}

function keyOf(node: string, unit: string): string {
  return `${node}/${unit}`;
}

/** The dependency is seen not to be there. */
function isFree(view: TargetView | undefined): boolean {
  return view !== undefined && ["", "inactive", "failed"].includes(view.dependency);
}
