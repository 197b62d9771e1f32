import {
  type CoordinatorState,
  newCoordinator,
  restoredCoordinator,
  resume,
  stepCoordinator,
  viewOf,
} from "../../../src/power/coordinator.ts";
import type {
  CoordinatorEffect,
  CoordinatorInput,
  PeerEffect,
  PeerInput,
  PowerOrder,
  Reading,
  RunEvent,
} from "../../../src/power/model.ts";
import {
  newPeer,
  type PeerState,
  restoredPeer,
  resumePeer,
  stepPeer,
} from "../../../src/power/peer.ts";
import { aPowerConfig } from "../power/config.ts";
import { type Command, durationOf, valuesOf } from "./command.ts";
import type { World } from "./world.ts";

const boots = ["1", "2", "3"].map((digit) => digit.repeat(32));
const peerBoots = ["a", "b", "c"].map((digit) => digit.repeat(32));

/** titan-db, who decides, and tethys, its peer, with a UPS each, and what is between them. */
interface Cluster {
  coordinator: CoordinatorState;
  peer: PeerState;
  boot: number;
  peerBoot: number;
  /** What each UPS says at every poll; absent: it is silent. */
  readonly says: Map<string, Omit<Reading, "session" | "seq">>;
  seq: number;
  session: number;
  isLinked: boolean;
  /** The coordinator's process is there. */
  isThere: boolean;
  /** tethys is not off. */
  isPeerThere: boolean;
  shown: string;
}

const clusters = new WeakMap<World, Cluster>();
const config = aPowerConfig();
const peerConfig = { ...config, self: "tethys" };

/** `cluster`: titan-db with pyrphoros, tethys with statera, and nodes on either or both. */
const cluster: Command = {
  isFor: ([first]) => first === "cluster",
  run: (_words, world) => {
    const atMs = world.bootMs;
    const one: Cluster = {
      coordinator: newCoordinator({ bootId: boots[0] ?? "", atMs }),
      peer: newPeer({ bootId: peerBoots[0] ?? "", atMs }),
      ...{
        boot: 0,
        peerBoot: 0,
        says: new Map(),
        seq: 0,
        session: 1,
        isLinked: true,
        isThere: true,
        isPeerThere: true,
        shown: "",
      },
    };
    clusters.set(world, one);
    world.onTick(() => poll(world, one));
  },
};

/** A poll of every UPS, and a tick of both. */
function poll(world: World, one: Cluster): void {
  const atMs = world.bootMs;
  for (const [ups, said] of one.says) {
    one.seq += 1;
    const reading = { ...said, session: `p${one.session}`, seq: one.seq };
    const isOwn = ups === "statera";
    if (isOwn) toPeer(world, one, { kind: "reading", ups, origin: "local", reading, atMs });
    if (!isOwn || one.isLinked) {
      const origin = isOwn ? "live" : "local";
      toCoordinator(world, one, { kind: "reading", ups, origin, reading, atMs });
    }
  }
  toCoordinator(world, one, { kind: "tick", atMs });
  if (one.isLinked && one.isThere) {
    const { phase, lastRun: run } = one.coordinator;
    const told = "open" in phase ? phase.open.toldMs : {};
    toPeer(world, one, { kind: "run-heard", run, isTold: Object.hasOwn(told, "tethys"), atMs });
  }
  toPeer(world, one, { kind: "tick", atMs });
}

function toCoordinator(world: World, one: Cluster, input: CoordinatorInput): void {
  if (!one.isThere) return;
  const saved: CoordinatorState = JSON.parse(JSON.stringify(one.coordinator));
  const { state, effects } = stepCoordinator(saved, input, config);
  one.coordinator = state;
  doCoordinator(world, one, effects);
}

function doCoordinator(world: World, one: Cluster, effects: readonly CoordinatorEffect[]): void {
  for (const effect of effects) {
    const text = coordinatorText(effect);
    if (text !== undefined) world.say(`titan-db: ${text}`);
    if (effect.kind === "ack" && one.isLinked) {
      const { triggerId, run, reason } = effect;
      const told = reason === undefined ? {} : { reason };
      toPeer(world, one, { kind: "ack", triggerId, run, ...told, atMs: world.bootMs });
    }
  }
  const { condition, phase } = viewOf(one.coordinator, config, world.bootMs);
  const shown = phase === "watching" ? condition : `${condition} (${phase})`;
  if (shown !== one.shown) world.say(`titan-db is ${shown}`);
  one.shown = shown;
}

function coordinatorText(effect: CoordinatorEffect): string | undefined {
  switch (effect.kind) {
    case "begin-run": {
      const mode = effect.ordered ? `, ${effect.ordered.mode}` : "";
      return `begin-run ${effect.run}: ${effect.scope.join(" ")}${mode}`;
    }
    case "widen-run":
      return `widen-run ${effect.run}: ${effect.scope.join(" ")}`;
    case "hold-run":
    case "continue-run":
      return `${effect.kind} ${effect.run}`;
    case "start-up":
      return `start-up ${effect.run} after ${effect.after}: wake ${effect.wake.join(" ") || "nobody"}`;
    case "power-off-self":
      return `power-off-self: ${effect.reason}`;
    case "ack":
      return `ack ${effect.run}${effect.reason === undefined ? "" : ` (${effect.reason})`}`;
    case "cancel-run":
      return `cancel-run ${effect.run}`;
    case "answer":
      return "run" in effect ? `answer ${effect.run}` : `refused (${effect.refusal})`;
    case "guard":
    case "alarm":
    case "alarm-over":
    case "restart-driver":
    case "restart-upsd":
      return undefined;
  }
}

function toPeer(world: World, one: Cluster, input: PeerInput): void {
  if (!one.isPeerThere) return;
  const saved: PeerState = JSON.parse(JSON.stringify(one.peer));
  const { state, effects } = stepPeer(saved, input, peerConfig);
  one.peer = state;
  doPeer(world, one, effects);
}

function doPeer(world: World, one: Cluster, effects: readonly PeerEffect[]): void {
  for (const effect of effects) {
    if (effect.kind === "local-shutdown") world.say(`tethys: local-shutdown: ${effect.reason}`);
    if (effect.kind === "alarm" && /^(no-ack|refused|run-silent)/.test(effect.id)) {
      world.say(`tethys: alarm ${effect.id}`);
    }
    if (effect.kind !== "publish-trigger") continue;
    world.say(`tethys: trigger ${effect.trigger.outage}`);
    if (!one.isLinked) continue;
    const trigger = { ...effect.trigger, at: 0 };
    const from = { host: "tethys", trigger };
    toCoordinator(world, one, { kind: "trigger", from, atMs: world.bootMs });
  }
}

/** A command of a world with a cluster. */
function ofCluster(
  name: string,
  run: (words: readonly string[], world: World, one: Cluster) => void,
): Command {
  return {
    isFor: ([first], world) => first === name && clusters.has(world),
    run: (words, world) => {
      const one = clusters.get(world);
      if (one) run(words.slice(1), world, one);
    },
  };
}

/** `says statera OB runtime=300`: from now on, at every poll. Without more: it is silent. */
const says = ofCluster("says", ([ups = "", ...words], _world, one) => {
  const flags = words.filter((word) => /^[A-Z]+$/.test(word));
  const values = valuesOf(words);
  const [runtime, charge] = [values.get("runtime"), values.get("charge")];
  if (words.length === 0) one.says.delete(ups);
  else {
    one.says.set(ups, {
      comms: "ok",
      flags,
      ...(runtime !== undefined && { runtimeS: Number(runtime) }),
      ...(charge !== undefined && { chargePercent: Number(charge) }),
    });
  }
});

/** `told titan-1b,tethys`, `gone …`, `others-gone`, `ended done|failed|cancelled|dry`: what the run that is under way tells. */
const runEvents = ["told", "gone", "others-gone", "ended"].map((name) =>
  ofCluster(name, ([word = ""], world, one) => {
    const run = one.coordinator.lastRun;
    if (name === "gone" && word.split(",").includes("tethys")) {
      one.isPeerThere = false;
      one.says.delete("statera");
    }
    toCoordinator(world, one, { kind: "run", run, event: eventOf(name, word), atMs: world.bootMs });
  }),
);

function eventOf(name: string, word: string): RunEvent {
  switch (name) {
    case "told":
      return { kind: "power-off-told", nodes: word.split(",") };
    case "gone":
      return { kind: "gone", nodes: word.split(",") };
    case "others-gone":
      return { kind: "others-gone" };
  }
  const executed = word !== "dry";
  const outcome = word === "failed" || word === "cancelled" ? word : "done";
  return { kind: "finished", outcome, executed };
}

/** `link cut|back`: the network between tethys and titan-db, and the broker on it. */
const link = ofCluster("link", ([word], _world, one) => {
  one.isLinked = word === "back";
});

/** `titan-db dies`, `titan-db lives`: the coordinator's process; its state is on disk. */
const process = ofCluster("titan-db", ([word], world, one) => {
  one.isThere = word === "lives";
  if (!one.isThere) return;
  const saved: CoordinatorState = JSON.parse(JSON.stringify(one.coordinator));
  const bootId = boots[one.boot] ?? "";
  one.coordinator = restoredCoordinator(saved, { bootId, atMs: world.bootMs });
  doCoordinator(world, one, resume(one.coordinator));
});

/** `titan-db boots 2m`: it is off for so long, and comes up in another boot. */
const boots_ = ofCluster("boots", ([forText = "1m"], world, one) => {
  one.isThere = false;
  one.shown = "";
  world.goTo(world.atMs + durationOf(forText));
  one.boot += 1;
  one.session += 1;
  one.isThere = true;
  const saved: CoordinatorState = JSON.parse(JSON.stringify(one.coordinator));
  const bootId = boots[one.boot] ?? "";
  one.coordinator = restoredCoordinator(saved, { bootId, atMs: world.bootMs });
  doCoordinator(world, one, resume(one.coordinator));
});

/**
 * `tethys restarts`: its process is killed and begun anew. `tethys boots`: its machine is up again, in another boot.
 * `tethys mute`: what its hecate decides is not heard, its readings are.
 */
const restarts = ofCluster("tethys", ([what], world, one) => {
  one.isPeerThere = what !== "mute";
  if (!one.isPeerThere) return;
  const saved: PeerState = JSON.parse(JSON.stringify(one.peer));
  if (what === "boots") one.peerBoot += 1;
  const bootId = peerBoots[one.peerBoot] ?? "";
  one.peer = restoredPeer(saved, { bootId, atMs: world.bootMs });
  doPeer(world, one, resumePeer(one.peer));
});

/**
 * `orders shutdown poweroff|cluster-only`, `orders startup`, `orders bootstrap`, `orders cancel [startup]`: of an operator; with
 * `clock=12h` the clock of the machine is in step, and says that it is so much later than at the begin.
 */
const orders = ofCluster("orders", ([what = "", ...words], world, one) => {
  const clock = valuesOf(words).get("clock");
  const common = {
    ...{ id: `o${world.bootMs}`, by: "root", reason: "work" },
    ...(clock === undefined ? {} : { wallMs: durationOf(clock) }),
  };
  const mode = words.includes("cluster-only") ? "cluster-only" : "poweroff";
  const order: PowerOrder =
    what === "shutdown"
      ? { ...common, what, mode, skips: [] }
      : what === "cancel"
        ? { ...common, what, isOfStartup: words.includes("startup") }
        : {
            ...({ ...common, what: "startup" } as const),
            isBootstrap: what === "bootstrap",
            ignoreCharge: words.includes("ignore-charge"),
            waitsForOthers: false,
          };
  toCoordinator(world, one, { kind: "order", order, atMs: world.bootMs });
});

/** Commands about a coordinator, its peer, and what is between them. */
export const clusterCommands = [
  cluster,
  says,
  ...runEvents,
  link,
  process,
  boots_,
  restarts,
  orders,
];
