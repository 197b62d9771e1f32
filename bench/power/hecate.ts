import { leftForRunMs } from "../../src/hecate/run/learnt.ts";
import {
  type CoordinatorState,
  newCoordinator,
  restoredCoordinator,
  resume,
  stepCoordinator,
  viewOf,
} from "../../src/power/coordinator.ts";
import type {
  CoordinatorEffect,
  CoordinatorInput,
  FinishedRun,
  PeerConfig,
  PeerEffect,
  PeerInput,
  PowerConfig,
  Reading,
} from "../../src/power/model.ts";
import {
  newPeer,
  type PeerState,
  restoredPeer,
  resumePeer,
  stepPeer,
} from "../../src/power/peer.ts";
import { defaultBudget, defaultPeer, defaultPolicy } from "../../src/power/policy.ts";
import { mayWake } from "../../src/power/supply.ts";
import type { Said } from "./gauge.ts";
import type { Story, UpsStory } from "./story.ts";
import { type Decider, pollS, type World } from "./world.ts";

const isUpIn = (state: string) => state === "on" || state === "stopping";

/** An input without its moment: whoever takes it in knows what time it is. */
type Timeless<T> = T extends unknown ? Omit<T, "atMs"> : never;

/** Of a boot of the coordinator's or the peer's machine, or of what publishes in it. */
const idOf = (whose: "c" | "b", boot: number) => whose + boot.toString(16).padStart(31, "0");

/** A startup that is under way: as src/hecate/run has hosts woken. */
interface Startup {
  readonly sinceS: number;
  readonly wake: readonly string[];
  /** Nothing was done about them yet. */
  readonly left: readonly string[];
  readonly leftOut: readonly string[];
  /** Since when the peer reads its UPS, or has had its time. */
  readonly readSinceS?: number;
}

/** s that a host may take to come up. */
const mostBootS = 600;

/** hecate as it is in production: coordinator and peer, stepped by what they would see. */
export class Hecate implements Decider {
  readonly #world: World;
  readonly #config: PowerConfig;
  /** Empty: there is none. */
  readonly #peerHost: string;
  #coordinator: CoordinatorState;
  #peer: PeerState;
  #seq = 0;
  #boots = 1;
  #peerBoots = 1;
  /** The coordinator is heard at every other: that is often enough for what is done where it is not. */
  #peerPolls = 0;
  #wasUp = true;
  /** The run whose executor is at work. */
  #run = 0;
  #startup: Startup | undefined;
  /** The UPS that is named when a run begins. */
  #cause = "";
  /** The last registration of each node. */
  readonly #sessions = new Map<string, number>();
  readonly #learntS: readonly number[];
  /** The peer has the thresholds: they are what was learnt, and do not change here. */
  #hasTold = false;

  /** `learntS`: what it has learnt, if that is something else than what happened. */
  constructor(world: World, config: PowerConfig, learntS = world.story.learntS) {
    this.#world = world;
    this.#config = config;
    this.#learntS = learntS;
    this.#peerHost = config.peers[0]?.host ?? "";
    this.#coordinator = newCoordinator({ bootId: idOf("c", 1), atMs: 0 });
    this.#peer = newPeer({ bootId: idOf("b", 1), atMs: 0 });
    this.#take(0, { kind: "runs", runs: runsOf(learntS, config) });
  }

  polled(atS: number, ups: UpsStory, said: Said | undefined): void {
    const reading = this.#readingOf(ups.host, said);
    const { coordinator } = this.#config;
    if (ups.host === coordinator) {
      if (!this.#world.isCoordinatorUp()) return;
      this.#take(atS, { kind: "reading", ups: ups.name, origin: "local", reading });
      if (this.#world.isConnected(this.#peerHost))
        this.#takeAtPeer(atS, { kind: "reading", ups: ups.name, origin: "live", reading });
      return;
    }
    this.#takeAtPeer(atS, { kind: "reading", ups: ups.name, origin: "local", reading });
    if (this.#world.isConnected(ups.host))
      this.#take(atS, { kind: "reading", ups: ups.name, origin: "live", reading });
  }

  second(atS: number): void {
    const isUp = this.#world.isCoordinatorUp();
    if (isUp && !this.#wasUp) this.#goOn(atS, idOf("c", this.#boots));
    this.#wasUp = isUp;
    if ((atS - this.#world.story.pollPhaseS) % pollS !== 0) return;
    if (isUp) {
      this.#hearOfNodes(atS);
      this.#endStartup(atS);
      this.#take(atS, { kind: "tick" });
    }
    this.#tickPeer(atS);
  }

  told(atS: number, hosts: readonly string[]): void {
    this.#tell(atS, { kind: "power-off-told", nodes: hosts });
  }

  gone(atS: number, hosts: readonly string[]): void {
    const nodes = hosts.filter((host) => this.#world.stateOf(host) === "off");
    if (nodes.length > 0) this.#tell(atS, { kind: "gone", nodes });
  }

  othersGone(atS: number): void {
    this.#tell(atS, { kind: "others-gone" });
  }

  rebooted(atS: number): void {
    this.#startup = undefined;
    this.#goOn(atS, idOf("c", ++this.#boots));
    this.#wasUp = true;
  }

  booted(atS: number, host: string): void {
    if (host !== this.#peerHost) return;
    // As it would be read from a file. What was written there is a PeerState.
    const saved = JSON.parse(JSON.stringify(this.#peer)) as PeerState;
    const bootId = idOf("b", ++this.#peerBoots);
    this.#peer = restoredPeer(saved, { bootId, atMs: 1000 * atS });
    for (const effect of resumePeer(this.#peer)) this.#carryOutAtPeer(atS, host, effect);
  }

  /** A successor takes over what is on disk. */
  #goOn(atS: number, bootId: string): void {
    // As it would be read from a file. What was written there is a CoordinatorState.
    const saved = JSON.parse(JSON.stringify(this.#coordinator)) as CoordinatorState;
    const atMs = 1000 * atS;
    this.#coordinator = restoredCoordinator(saved, { bootId, atMs });
    this.#carryOut(atS, resume(this.#coordinator));
  }

  #tell(atS: number, event: Extract<CoordinatorInput, { kind: "run" }>["event"]): void {
    this.#take(atS, { kind: "run", run: this.#run, event });
  }

  #take(atS: number, input: Timeless<CoordinatorInput>): void {
    // The moment is the only thing that was missing.
    const whole = { ...input, atMs: 1000 * atS } as CoordinatorInput;
    const { state, effects } = stepCoordinator(this.#coordinator, whole, this.#config);
    this.#coordinator = state;
    this.#carryOut(atS, effects);
  }

  #carryOut(atS: number, effects: readonly CoordinatorEffect[]): void {
    for (const effect of effects) {
      switch (effect.kind) {
        case "begin-run":
        case "widen-run":
          this.#beginOrWiden(atS, effect);
          break;
        case "hold-run":
          this.#world.hold();
          break;
        case "continue-run":
          this.#world.continue();
          break;
        case "start-up": {
          const { run, wake } = effect;
          this.#run = run;
          this.#startup = { sinceS: atS, wake, left: wake, leftOut: [] };
          this.#goOnWaking(atS);
          break;
        }
        case "power-off-self":
          this.#world.stopAlone(this.#config.coordinator, undefined, effect.reason);
          break;
        case "ack":
          if (this.#world.isConnected(effect.host))
            this.#takeAtPeer(atS, { kind: "ack", triggerId: effect.triggerId, run: effect.run });
          break;
        case "guard":
        case "restart-driver":
        case "restart-upsd":
        case "alarm":
        case "alarm-over":
          break;
      }
    }
  }

  /** hirte tells of each node that comes or goes; after a restart of the coordinator of all. */
  #hearOfNodes(atS: number): void {
    for (const { name: node } of this.#config.nodes) {
      if (node === this.#config.coordinator) continue;
      const isThere = this.#world.isConnected(node) && isUpIn(this.#world.stateOf(node));
      const isKnown = this.#coordinator.registered.includes(node);
      if (isThere === isKnown) continue;
      const session = (this.#sessions.get(node) ?? 0) + 1;
      this.#sessions.set(node, session);
      this.#take(atS, { kind: "node", node, ...(isThere && { session }) });
    }
  }

  /** Each host is woken when its batteries let it; they are waited for from when whoever reads them is up. */
  #goOnWaking(atS: number): void {
    const startup = this.#startup;
    if (!startup) return;
    const { sinceS, wake, left, leftOut } = startup;
    const isUp = isUpIn(this.#world.stateOf(this.#peerHost));
    const isReaderAwaited = wake.includes(this.#peerHost) && !isUp && atS - sinceS < mostBootS;
    const readSinceS = isReaderAwaited ? undefined : (startup.readSinceS ?? atS);
    const looks = left.map((host) => {
      const fromS = this.#isReadByPeer(host) ? (readSinceS ?? atS) : sinceS;
      const at = { waitedMs: 1000 * (atS - fromS), config: this.#config };
      return [host, mayWake(this.#coordinator, host, at).is] as const;
    });
    const those = (is: string) => looks.flatMap((look) => (look[1] === is ? [look[0]] : []));
    this.#world.wake(those("yes"));
    this.#startup = {
      ...{ sinceS, wake, left: those("not-yet") },
      leftOut: [...leftOut, ...those("left-out")],
      ...(readSinceS !== undefined && { readSinceS }),
    };
  }

  #isReadByPeer(host: string): boolean {
    const { nodes, upses } = this.#config;
    const feeds = nodes.find(({ name }) => name === host)?.feeds ?? [];
    return upses.some((ups) => ups.host === this.#peerHost && feeds.includes(ups.name));
  }

  /** It is over when whoever was woken is up. */
  #endStartup(atS: number): void {
    this.#goOnWaking(atS);
    if (!this.#startup) return;
    const { wake, left, leftOut } = this.#startup;
    if (left.length > 0 || wake.some((host) => this.#world.stateOf(host) === "booting")) return;
    this.#startup = undefined;
    this.#tell(atS, { kind: "finished", outcome: "done", executed: true, leftOut });
  }

  /** A run that is given again after a restart goes on: nothing is begun by that. */
  #beginOrWiden(
    atS: number,
    effect: Extract<CoordinatorEffect, { kind: "begin-run" | "widen-run" }>,
  ): void {
    const { kind, run, scope, reason } = effect;
    const isNew = run !== this.#run || kind === "widen-run";
    this.#run = run;
    this.#startup = undefined;
    this.#cause = this.#causeOf(reason);
    if (isNew) this.#world.begin(this.#cause, scope, reason, this.#isShort(atS));
    else this.#world.beginAgain(scope);
    this.#world.continue();
  }

  /** The battery does not last for all of the run, as far as can be known: src/power/short-of-time.ts. */
  #isShort(atS: number): boolean {
    const leftMs = leftForRunMs(viewOf(this.#coordinator, this.#config, 1000 * atS), this.#config);
    return leftMs !== undefined && leftMs < 1000 * Math.max(...this.#learntS);
  }

  /** The UPS that fired last: a run names it in its reason. */
  #causeOf(reason: string): string {
    const named = this.#config.upses.find(({ name }) => reason.includes(name));
    return named?.name ?? this.#cause;
  }

  #tickPeer(atS: number): void {
    const host = this.#peerHost;
    if (host === "") return;
    if (++this.#peerPolls % 2 === 0 && this.#world.isConnected(host)) {
      const told = this.#world.stateOf(host) === "stopping";
      this.#takeAtPeer(atS, { kind: "run-heard", run: this.#run, isTold: told });
      if (!this.#hasTold) {
        const { upses } = viewOf(this.#coordinator, this.#config, 1000 * atS);
        const thresholdS = Object.fromEntries(upses.map((ups) => [ups.ups, ups.thresholdS]));
        this.#takeAtPeer(atS, { kind: "thresholds", thresholdS });
        this.#hasTold = true;
      }
    }
    this.#takeAtPeer(atS, { kind: "tick" });
  }

  #takeAtPeer(atS: number, input: Timeless<PeerInput>): void {
    const host = this.#peerHost;
    if (host === "" || this.#world.stateOf(host) !== "on") return;
    // The moment is the only thing that was missing.
    const whole = { ...input, atMs: 1000 * atS } as PeerInput;
    const { state, effects } = stepPeer(this.#peer, whole, { ...this.#config, self: host });
    this.#peer = state;
    for (const effect of effects) this.#carryOutAtPeer(atS, host, effect);
  }

  #carryOutAtPeer(atS: number, host: string, effect: PeerEffect): void {
    if (effect.kind === "local-shutdown") this.#world.stopAlone(host, effect.ups, effect.reason);
    if (effect.kind === "publish-trigger" && this.#world.isConnected(host))
      this.#take(atS, {
        kind: "trigger",
        from: { host, trigger: { ...effect.trigger, at: 1000 * atS } },
      });
  }

  #readingOf(host: string, said: Said | undefined): Reading {
    const seq = ++this.#seq;
    const isPeers = host === this.#peerHost;
    const session = isPeers ? idOf("b", this.#peerBoots) : idOf("c", this.#boots);
    if (said === undefined) return { session, seq, comms: "data-stale" };
    return {
      ...said,
      flags: [...said.flags],
      session,
      seq,
      comms: "ok",
      inputVoltageNominalV: 230,
    };
  }
}

/** hecate.yaml of a story's cluster, with one number changed where a frontier is drawn. */
export function configOf(story: Story, changes: Partial<PowerConfig["policy"]> = {}): PowerConfig {
  const coordinator = story.hosts.find(({ kind }) => kind === "coordinator")?.name ?? "";
  const peers: PeerConfig[] = story.hosts
    .filter(({ kind }) => kind === "ups-host")
    .map(({ name }) => ({ host: name, ...defaultPeer }));
  return {
    ...{ self: coordinator, coordinator, brokerHost: coordinator, peers },
    policy: { ...defaultPolicy, ...changes },
    budget: defaultBudget,
    upses: story.upses.map(({ name, host }) => ({ name, host, mains: "house", killpower: false })),
    nodes: story.hosts.map(({ name, kind, feeds, offTimeoutS }) => ({
      ...{ name, feeds, minSupplies: 1, offTimeoutMs: 1000 * offTimeoutS },
      roles: [kind === "worker" ? "k3s-agent" : kind],
    })),
    wholeClusterIf: { serversLeftBelow: 0, orLost: [] },
    mode: "poweroff",
  };
}

/** What was learnt of the cluster's earlier shutdowns. */
function runsOf(learntS: readonly number[], config: PowerConfig): FinishedRun[] {
  return learntS.map((totalS, i) => ({
    ...{ run: i + 1, kind: "shutdown", outcome: "done", executed: true, mode: "poweroff" },
    scope: config.nodes.map(({ name }) => name),
    skipped: { forTime: 0, byOperator: 0 },
    heldMs: 0,
    offsetS: Object.fromEntries(config.upses.map(({ name }) => [name, totalS])),
  }));
}
