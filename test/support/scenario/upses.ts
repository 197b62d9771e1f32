import assert from "node:assert/strict";
import type { Policy } from "../../../src/power/model.ts";
import { defaultPolicy } from "../../../src/power/policy.ts";
import {
  asSibling,
  newUps,
  restoredUps,
  type Sibling,
  stepUps,
  type UpsContext,
  type UpsEvent,
  type UpsMemory,
} from "../../../src/power/ups.ts";
import { durationOf, named, valuesOf } from "./command.ts";
import type { World } from "./world.ts";

/** A UPS of a scenario, judged by itself. */
export interface ScenarioUps {
  readonly name: string;
  readonly mains: string;
  thresholdS: number;
  budgetS: number;
  readonly latencyS: number;
  readonly isLocal: boolean;
  isOwnFsd: boolean;
  memory: UpsMemory;
  sibling: Sibling;
  /** What was last said of it, so that a tick says only what is new. */
  lastSaid: string;
  why: string;
}

/** The UPSes of a scenario, and what they have in common. */
export interface Upses {
  policy: Policy;
  isInhibited: boolean;
  readonly byName: Map<string, ScenarioUps>;
}

/** The UPSes of this world. */
export function upsesOf(world: World): Upses {
  const part = world.part(newUpses);
  if (!part.isTicking) {
    part.isTicking = true;
    world.onTick(() => {
      for (const ups of part.byName.values()) {
        happen(world, ups, { kind: "tick", atMs: world.bootMs });
      }
    });
  }
  return part;
}

function newUpses(): Upses & { isTicking: boolean } {
  return { policy: defaultPolicy, isInhibited: false, byName: new Map(), isTicking: false };
}

/** Something happens to a UPS; what comes of it is said: of a tick only what is new. */
export function happen(world: World, ups: ScenarioUps, event: UpsEvent): void {
  const { policy, isInhibited, byName } = upsesOf(world);
  const { thresholdS, budgetS, latencyS, isLocal, isOwnFsd, name } = ups;
  const siblings = [...byName.values()]
    .filter((other) => other !== ups && other.mains === ups.mains)
    .map(({ sibling }) => sibling);
  const context: UpsContext = {
    ...{
      ups: name,
      policy,
      thresholdS,
      budgetS,
      latencyS,
      isLocal,
      siblings,
      isOwnFsd,
      isInhibited,
    },
  };
  // The memory goes through a disk between any two events.
  const saved = JSON.stringify(ups.memory);
  const { memory, judgement: j, cures, alarms } = stepUps(JSON.parse(saved), event, context);
  assert.equal(JSON.stringify(ups.memory), saved, "the step changes what it was given");
  ups.memory = memory;
  ups.sibling = asSibling({ memory, judgement: j });
  const count = j.bad > 0 ? ` ${j.bad}/${policy.debouncePolls}` : "";
  const state = [
    `row ${j.row} ${j.verdict}${count}`,
    j.hasFired && !j.firesNow ? "has fired" : "",
    j.isOffHeld ? "off held" : "",
    j.isRestored ? "restored" : "",
  ].filter((text) => text !== "");
  const effects = [
    ...(j.firesNow ? [`FIRES outage ${j.outage}: ${j.why}`] : []),
    ...cures.map((cure) => cure.kind),
    ...alarms.map((one) =>
      one.kind === "alarm" ? `alarm ${one.id.split(":")[0]}` : `over: ${one.id.split(":")[0]}`,
    ),
  ];
  ups.why = j.why;
  const text = state.join(", ");
  const isOnlyNews = event.kind === "tick" || world.isRepeating;
  if (isOnlyNews && text === ups.lastSaid && effects.length === 0) return;
  ups.lastSaid = j.firesNow ? [...state, "has fired"].join(", ") : text;
  const who = byName.size > 1 ? `${name}: ` : "";
  world.say(`${who}${[...state, ...effects].join(", ")}`);
}

/** `ups NAME threshold=330 budget=300 latency=20 mains=house local`: there is such a UPS. */
const ups = named("ups", ([name = "", ...rest], world) => {
  const values = valuesOf(rest);
  const number = (key: string, otherwise: number) => Number(values.get(key) ?? otherwise);
  const thresholdS = number("threshold", 330);
  upsesOf(world).byName.set(name, {
    name,
    thresholdS,
    budgetS: number("budget", Math.round(thresholdS / 1.1)),
    latencyS: number("latency", 20),
    mains: values.get("mains") ?? "house",
    isLocal: values.has("local"),
    isOwnFsd: false,
    memory: newUps(),
    sibling: { isOnBattery: false, episodesAtMs: [], outagesAtMs: [] },
    lastSaid: "",
    why: "",
  });
});

/** `threshold 400`: what was learnt changes it. */
const threshold = named("threshold", ([value], world) => {
  for (const one of upsesOf(world).byName.values()) one.thresholdS = Number(value);
});

/** `own-fsd on|off`: a run of ours has set FSD. */
const ownFsd = named("own-fsd", ([value], world) => {
  for (const one of upsesOf(world).byName.values()) one.isOwnFsd = value === "on";
});

/** `why`: why things are as they are. */
const why = named("why", (_words, world) => {
  for (const one of upsesOf(world).byName.values()) world.say(one.why);
});

/** `inhibit on|off`: maintenance. */
const inhibit = named("inhibit", ([value], world) => {
  upsesOf(world).isInhibited = value === "on";
});

/** `kill 20s`: the process is killed, and a successor begins after so long. */
const kill = named("kill", ([forText = "0s"], world) => {
  standStill(world, forText);
  for (const one of upsesOf(world).byName.values()) {
    one.memory = restoredUps(one.memory, { isSameBoot: true });
  }
});

/** `reboot 2m`: the machine is off for so long, and its boot clock begins anew. */
const reboot = named("reboot", ([forText = "0s"], world) => {
  standStill(world, forText);
  world.bootAtMs = world.atMs;
  for (const one of upsesOf(world).byName.values()) {
    one.memory = restoredUps(JSON.parse(JSON.stringify(one.memory)), { isSameBoot: false });
    one.lastSaid = "";
  }
});

/** `stall 60s`: the process stands still for so long, and goes on with the next tick. */
const stall = named("stall", ([forText = "0s"], world) => standStill(world, forText));

function standStill(world: World, forText: string): void {
  world.isStill = true;
  world.goTo(world.atMs + durationOf(forText));
  world.isStill = false;
}

/** Commands about UPSes and those who judge them. */
export const upsCommands = [ups, threshold, ownFsd, why, inhibit, kill, reboot, stall];
