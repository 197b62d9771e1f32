import assert from "node:assert/strict";
import type {
  Origin,
  PeerEffect,
  PeerInput,
  PowerConfig,
  Reading,
} from "../../../src/power/model.ts";
import {
  newPeer,
  type PeerState,
  restoredPeer,
  resumePeer,
  stepPeer,
  viewOfPeer,
} from "../../../src/power/peer.ts";
import { aPowerConfig, boot1 } from "./config.ts";

type Plain<T> = T extends unknown ? Omit<T, "atMs"> : never;

/** tethys with its statera, on a clock that goes on by polls of 5 s. Between any two inputs its state goes through JSON. */
export class PeerRig {
  config: PowerConfig;
  state: PeerState;
  atMs = 0;
  readonly all: PeerEffect[] = [];
  says: { readonly flags: string; readonly values: object } | undefined;
  session = "p1";
  #seq = 0;

  constructor(config: Partial<PowerConfig> = {}) {
    this.config = aPowerConfig({ self: "tethys", ...config });
    this.state = newPeer({ bootId: boot1, atMs: 0 });
  }

  input(input: Plain<PeerInput>): readonly PeerEffect[] {
    // What was taken away is an input again.
    const whole = { ...input, atMs: this.atMs } as PeerInput;
    const given: PeerState = JSON.parse(JSON.stringify(this.state));
    assert.deepEqual(given, this.state, "the state does not survive JSON");
    const { state, effects } = stepPeer(given, whole, this.config);
    this.state = state;
    this.all.push(...effects);
    return effects;
  }

  reading(ups: string, flags: string, values: object, origin: Origin): readonly PeerEffect[] {
    this.#seq += 1;
    const words = flags.split(" ");
    const reading: Reading = {
      session: this.session,
      seq: this.#seq,
      comms: "ok",
      flags: words,
      ...values,
    };
    return this.input({ kind: "reading", ups, origin, reading });
  }

  say(flags?: string, values: object = {}): this {
    this.says = flags === undefined ? undefined : { flags, values };
    return this;
  }

  poll(times = 1): readonly PeerEffect[] {
    const effects: PeerEffect[] = [];
    for (let n = 0; n < times; n++) {
      this.atMs += 5_000;
      const { says } = this;
      if (says) effects.push(...this.reading("statera", says.flags, says.values, "local"));
      effects.push(...this.input({ kind: "tick" }));
    }
    return effects;
  }

  onMains(): this {
    this.say("OL", { runtimeS: 3000, chargePercent: 100 }).poll(24);
    return this;
  }

  restart(bootId = this.state.bootId): readonly PeerEffect[] {
    if (bootId !== this.state.bootId) this.atMs = 20_000;
    const saved: PeerState = JSON.parse(JSON.stringify(this.state));
    this.state = restoredPeer(saved, { bootId, atMs: this.atMs });
    return resumePeer(this.state);
  }

  view() {
    return viewOfPeer(this.state, this.config, this.atMs);
  }
}
