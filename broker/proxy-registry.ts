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
  newTarget,
  stepTarget,
  type Target,
  type TargetInput,
  type TargetView,
} from "../src/units/proxy.ts";
import { isUnitName } from "../src/units/unit-name.ts";
import type { Judgement } from "./hearing.ts";
import { presenceMs } from "./node.ts";

/** What the registry of proxies needs of the manager. */
export interface ProxyRegistryPorts {
  monoMs(): number;
  nodes(): Iterable<string>;
  stateOf(node: string): NodeStatus | undefined;
  sessionOf(node: string): number | undefined;
  /** Active states of units, empty where one is not loaded; undefined where they are not to be believed. */
  activeStates(node: string, units: readonly string[]): readonly string[] | undefined;
  /** Begins a job of hirte's own. @returns its id @throws HirteError when nothing was begun */
  begin(verb: "start" | "stop", node: string, unit: string): string;
  tell(node: string, states: Omit<ProxyStates, "session">): void;
}

/** A proxy of a node's set: it needs a target, or it was refused. */
type Wish =
  | { readonly id: string; readonly node: string; readonly unit: string }
  | { readonly id: string; readonly refused: string };

interface NodeSet {
  session: number;
  seq: number;
  wishes: ReadonlyMap<string, Wish>;
  /** The node was given up: of what it needs, this was active. Undefined while it is there. */
  lost?: ReadonlySet<string>;
  /** What was told last, so that only news are told. */
  told: string;
}

const dependencyPrefix = "hirte-dep@";

/**
 * What units of nodes need of other nodes: the sets that agents say, a state machine for each target
 * (src/units/proxy.ts), and the jobs that start and stop the dependencies which hold the targets.
 */
export class ProxyRegistry {
  readonly #ports: ProxyRegistryPorts;
  readonly #allowed: ReadonlyMap<string, readonly string[]>;
  readonly #log: Log;
  readonly #targets = new Map<string, Target>();
  readonly #sets = new Map<string, NodeSet>();
  /** Whoever has not said by then what it needs is not waited for. */
  #heardMonoMs: number;

  constructor(options: {
    readonly ports: ProxyRegistryPorts;
    /** AllowDependenciesOn= by node. */
    readonly allowed: ReadonlyMap<string, readonly string[]>;
    readonly log: Log;
  }) {
    this.#ports = options.ports;
    this.#allowed = options.allowed;
    this.#log = options.log;
    this.#heardMonoMs = this.#ports.monoMs() + presenceMs(2000);
  }

  /** The whole set of a node, of its current session. */
  onSet(node: string, { session, seq, proxies }: Proxies): void {
    const before = this.#sets.get(node);
    if (before?.session === session && before.seq > seq) return;
    const old = before?.wishes ?? new Map<string, Wish>();
    const wishes = new Map(
      proxies.map((proxy) => [proxy.id, old.get(proxy.id) ?? this.#wishOf(node, proxy)]),
    );
    this.#sets.set(node, { session, seq, wishes, told: "" });
    // Those that come before those that go: a target that is passed on is not let go of.
    for (const { id, active } of proxies) {
      const wish = wishes.get(id);
      if (wish) this.#want(wish, active);
    }
    for (const wish of old.values()) if (!wishes.has(wish.id)) this.#drop(wish);
    this.#tell(node);
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
    const isActive = (wish: Wish) => this.#stateOf(wish).state === "active";
    set.lost = new Set(wishes.filter(isActive).map(({ id }) => id));
    for (const wish of wishes) this.#drop(wish);
  }

  /** A node answers again in the session it had, perhaps after it was given up. */
  onRecovered(node: string): void {
    const set = this.#sets.get(node);
    const lost = set?.lost;
    if (!set || !lost) return;
    delete set.lost;
    for (const wish of set.wishes.values()) this.#want(wish, lost.has(wish.id));
    this.#tell(node);
  }

  /** Time has passed; for `stalledMs` of it nobody could be heard. */
  tick({ stalledMs }: Judgement): void {
    this.#heardMonoMs += stalledMs;
    for (const [key, target] of [...this.#targets]) {
      // After a restart of hirte nobody says of a node that never came back that it was lost.
      const isResuming = [...target.requesters.values()].some((r) => r.isResuming);
      const isGone = isResuming && this.#isEverybodyHeard() && this.#isOffline(target.node);
      this.#step(key, { kind: isGone ? "lost" : "look" });
    }
  }

  #isEverybodyHeard(): boolean {
    return this.#ports.monoMs() >= this.#heardMonoMs;
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
    const { id, name } = proxy;
    const found = this.#resolve(proxy);
    const refused = typeof found === "string" ? found : this.#problem(requester, found);
    if (typeof found !== "string" && refused === undefined) return { id, ...found };
    this.#log.warn({ node: requester, unit: name, reason: refused }, "a proxy was refused");
    return { id, refused: refused ?? "" };
  }

  /** Node and unit of the target, or why there is none. */
  #resolve({ name, node, unit, instance }: ProxyMessage): { node: string; unit: string } | string {
    if (node !== undefined && unit !== undefined) return { node, unit };
    if (instance === undefined) return `${name} does not say what it needs`;
    let best: { node: string; unit: string } | undefined;
    // Names of nodes may hold _ themselves.
    for (const candidate of this.#ports.nodes()) {
      if (!instance.startsWith(`${candidate}_`) || candidate.length < (best?.node.length ?? 0))
        continue;
      best = { node: candidate, unit: `${instance.slice(candidate.length + 1)}.service` };
    }
    return best ?? `${instance} does not begin with the name of a node that hirte knows, and _`;
  }

  #problem(
    requester: string,
    { node, unit }: { readonly node: string; readonly unit: string },
  ): string | undefined {
    if (this.#ports.stateOf(node) === undefined) return `node ${node} is not known to hirte`;
    if (!unit.endsWith(".service") || !isUnitName(unit) || !isUnitName(dependencyOf(unit)))
      return `"${unit}" is not the name of a service that can be depended on`;
    if (!this.#allowed.get(requester)?.includes(node))
      return `node ${requester} may not depend on node ${node}: see AllowDependenciesOn= in hirte.conf`;
    return undefined;
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
      monoMs: this.#ports.monoMs(),
      view,
      isEverybodyHeard: this.#isEverybodyHeard(),
    });
    this.#targets.set(key, target);
    if (effect) this.#begin(key, target, effect);
    else if (target.requesters.size === 0 && target.phase.kind === "idle" && isFree(view)) {
      this.#targets.delete(key);
    }
    this.#tellAbout(before, target);
  }

  #begin(key: string, { node, unit }: Target, verb: "start" | "stop"): void {
    try {
      const job = this.#ports.begin(verb, node, dependencyOf(unit));
      this.#step(key, { kind: "begun", job });
    } catch (error) {
      if (!isHirteError(error)) throw error;
      this.#log.warn({ node, unit, verb, error }, "a dependency could not be acted on");
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
    const requester = this.#targets.get(keyOf(wish.node, wish.unit))?.requesters.get(id);
    if (!requester) return { id, state: "waiting" };
    const { state, reason } = requester;
    return { id, state, ...(reason === undefined ? {} : { reason }) };
  }
}

/** The unit that holds a target active on its node. */
function dependencyOf(unit: string): string {
  return `${dependencyPrefix}${unit.slice(0, -".service".length)}.service`;
}

/** The target that this unit holds, where it is one that does. */
function targetOf(unit: string): string | undefined {
  if (!unit.startsWith(dependencyPrefix) || !unit.endsWith(".service")) return undefined;
  return unit.slice(dependencyPrefix.length);
}

function keyOf(node: string, unit: string): string {
  return `${node}/${unit}`;
}

/** The dependency is seen not to be there. */
function isFree(view: TargetView | undefined): boolean {
  return view !== undefined && ["", "inactive", "failed"].includes(view.dependency);
}
