import assert from "node:assert/strict";
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
  Origin,
  PowerConfig,
  Reading,
  RunEvent,
} from "../../../src/power/model.ts";
import { aPowerConfig, boot1 } from "./config.ts";

/** What a publisher says of a UPS, in words of ups.status and values. */
export type Said = Partial<Omit<Reading, "flags" | "session" | "seq">> & { readonly flags: string };

type Plain<T> = T extends unknown ? Omit<T, "atMs"> : never;

/**
 * A coordinator on a clock that goes on by polls: each `poll` is 5 s, in which every UPS that speaks says what it says,
 * and the coordinator ticks. Between any two inputs its state goes through JSON.
 */
export class CoordinatorRig {
  config: PowerConfig;
  state: CoordinatorState;
  atMs = 0;
  /** Of the last input or poll. */
  effects: CoordinatorEffect[] = [];
  /** Of all. */
  readonly all: CoordinatorEffect[] = [];
  readonly says = new Map<string, Said>();
  #seq = 0;
  session = "p1";

  constructor(config: Partial<PowerConfig> = {}) {
    this.config = aPowerConfig(config);
    this.state = newCoordinator({ bootId: boot1, atMs: 0 });
  }

  input(input: Plain<CoordinatorInput>): readonly CoordinatorEffect[] {
    // What was taken away is an input again.
    const whole = { ...input, atMs: this.atMs } as CoordinatorInput;
    const saved = JSON.stringify(this.state);
    const given: CoordinatorState = JSON.parse(saved);
    assert.deepEqual(given, this.state, "the state does not survive JSON");
    const { state, effects } = stepCoordinator(given, whole, this.config);
    assert.equal(JSON.stringify(given), saved, "the step changes what it was given");
    this.state = state;
    this.effects = [...effects];
    this.all.push(...effects);
    return effects;
  }

  reading(ups: string, said: Said, origin: Origin = "live"): readonly CoordinatorEffect[] {
    const { flags, ...values } = said;
    this.#seq += 1;
    const reading: Reading = {
      comms: "ok",
      flags: flags.split(" ").filter((word) => word !== ""),
      ...values,
      session: this.session,
      seq: this.#seq,
    };
    return this.input({ kind: "reading", ups, origin, reading });
  }

  /** So many polls of 5 s. */
  poll(times = 1): readonly CoordinatorEffect[] {
    const effects: CoordinatorEffect[] = [];
    for (let n = 0; n < times; n++) {
      this.atMs += 5_000;
      for (const [ups, said] of this.says) effects.push(...this.reading(ups, said));
      effects.push(...this.input({ kind: "tick" }));
    }
    this.effects = effects;
    return effects;
  }

  /** From now on this is said of a UPS; nothing: it is silent. */
  say(ups: string, flags?: string, values: Omit<Said, "flags"> = {}): this {
    if (flags === undefined) this.says.delete(ups);
    else this.says.set(ups, { flags, ...values });
    return this;
  }

  /** All UPSes are on mains and full, for two minutes. */
  onMains(): this {
    for (const { name } of this.config.upses) {
      this.say(name, "OL CHRG", { runtimeS: 3000, chargePercent: 100 });
    }
    this.poll(24);
    return this;
  }

  /** The run that is under way tells something. */
  run(event: RunEvent, run = this.state.lastRun): readonly CoordinatorEffect[] {
    return this.input({ kind: "run", run, event });
  }

  trigger(
    ups: string,
    of: {
      host?: string;
      outage?: number;
      row?: 1 | 4 | 5 | 9 | 11;
      flags?: string[];
      id?: string;
      bootId?: string;
    } = {},
  ): readonly CoordinatorEffect[] {
    const { host = "tethys", outage = 1, row = 11, flags = ["OB"], bootId = "a".repeat(32) } = of;
    const id = of.id ?? `${ups}:${bootId}:${outage}`;
    const evidence = { flags, row };
    const trigger = { id, ups, bootId, outage, reason: "it runs out", evidence, at: 0 };
    return this.input({ kind: "trigger", from: { host, trigger } });
  }

  /** The process is killed and begun anew, at once. */
  restart(): readonly CoordinatorEffect[] {
    const saved: CoordinatorState = JSON.parse(JSON.stringify(this.state));
    this.state = restoredCoordinator(saved, { bootId: this.state.bootId, atMs: this.atMs });
    return resume(this.state);
  }

  /** The machine is booted: its clock begins anew. */
  reboot(bootId: string): readonly CoordinatorEffect[] {
    this.atMs = 20_000;
    const saved: CoordinatorState = JSON.parse(JSON.stringify(this.state));
    this.state = restoredCoordinator(saved, { bootId, atMs: this.atMs });
    return resume(this.state);
  }

  view() {
    return viewOf(this.state, this.config, this.atMs);
  }
}

/** Effects of a kind. */
export function only<E extends { readonly kind: string }, K extends E["kind"]>(
  effects: readonly E[],
  kind: K,
): readonly Extract<E, { kind: K }>[] {
  return effects.filter((effect): effect is Extract<E, { kind: K }> => effect.kind === kind);
}

/** All nodes of the cluster but the coordinator. */
export const others = ["tethys", "titan-0a", "titan-1a", "titan-1b"];
export const everyone = ["titan-db", ...others];
/** A battery that runs out soon, and one that does not. */
export const low = { runtimeS: 300, chargePercent: 40 };
export const full = { runtimeS: 3000, chargePercent: 100 };

/** Kinds of what is done, without what is merely said. */
export function done(effects: readonly CoordinatorEffect[]): readonly string[] {
  return effects
    .map(({ kind }) => kind)
    .filter((kind) => !["alarm", "alarm-over", "guard"].includes(kind));
}

/** The mains are gone at both UPSes, and pyrphoros has fired. */
export function running(config = {}): CoordinatorRig {
  const rig = new CoordinatorRig(config).onMains();
  rig.say("pyrphoros", "OB DISCHRG", low).say("statera", "OB DISCHRG", full);
  rig.poll(9);
  assert.equal(rig.state.phase.at, "running");
  return rig;
}

/** All others are told and gone; statera is heard no more, as its host is off. */
export function holding(config = {}): CoordinatorRig {
  const rig = running(config);
  rig.run({ kind: "power-off-told", nodes: others });
  rig.say("statera").poll(6);
  rig.run({ kind: "gone", nodes: others });
  rig.run({ kind: "others-gone" });
  assert.equal(rig.state.phase.at, "holding");
  return rig;
}
