import type { PeerInput, PowerConfig, PowerView } from "../power/model.ts";
import {
  newPeer,
  type PeerState,
  restoredPeer,
  resumePeer,
  stepPeer,
  viewOfPeer,
} from "../power/peer.ts";
import {
  hostsOf,
  type Reconfigured,
  reconfiguredPeer,
  type UpsHosts,
} from "../power/reconfigure.ts";
import { type Brain, type Effect, type Happening, isOneAfoot, over } from "./brain.ts";
import { checkSaved, type Now, numbersIn } from "./saved-state.ts";

/** On disk it stands with the hosts that the UPSes had; in one of a version before this they are not there. */
type Saved = PeerState & { readonly hosts?: UpsHosts };
type Dropped = Reconfigured<unknown>["dropped"];

/** A peer's decision, with the state it has come to. */
export class PeerBrain implements Brain {
  readonly role = "peer";
  #state: PeerState;
  #config: PowerConfig;
  /** Alarms of the life before, about what this configuration has no more. */
  #dropped: Dropped = [];

  private constructor(state: PeerState, config: PowerConfig) {
    this.#state = state;
    this.#config = config;
  }

  /** Of one that has seen nothing yet. `lost`: a state that is not gone on with, but for its numbers. */
  static begin(config: PowerConfig, now: Now, lost?: unknown): PeerBrain {
    const upses = Object.fromEntries(
      Object.entries(numbersIn(lost).memories).map(([name, memory]) => [
        name,
        { memory, lastStand: { bad: 0 } },
      ]),
    );
    return new PeerBrain({ ...newPeer(now), upses }, config);
  }

  /**
   * The successor of one whose state this was.
   * @throws where it is none
   */
  static restore(saved: unknown, config: PowerConfig, now: Now): PeerBrain {
    checkSaved(saved, "peer", now);
    // Whole; one that is none of it all the same throws below, and nothing was done by then.
    const { hosts = {}, ...kept } = saved as Saved;
    const restored = restoredPeer(kept, now);
    const { state, dropped } = reconfiguredPeer(restored, hosts, config);
    const brain = new PeerBrain(state, config);
    brain.#dropped = dropped;
    stepPeer(state, { kind: "tick", atMs: now.atMs }, config);
    viewOfPeer(state, config, now.atMs);
    resumePeer(state);
    return brain;
  }

  get state(): Saved {
    return { ...this.#state, hosts: hostsOf(this.#config) };
  }

  get isAfoot(): boolean {
    return isOneAfoot(this.#state.upses);
  }

  resume(): readonly Effect[] {
    // Who tells people has forgotten them, and cannot say that something is over of which it knows nothing.
    return [...this.#dropped, ...over(this.#dropped), ...resumePeer(this.#state)];
  }

  step(happening: Happening, atMs: number): readonly Effect[] {
    const input = inputOf(happening, atMs);
    if (!input) return [];
    const { state, effects } = stepPeer(this.#state, input, this.#config);
    this.#state = state;
    return effects;
  }

  view(atMs: number): PowerView {
    return viewOfPeer(this.#state, this.#config, atMs);
  }

  reconfigure(config: PowerConfig): readonly Effect[] {
    const { state, dropped } = reconfiguredPeer(this.#state, hostsOf(this.#config), config);
    this.#state = state;
    this.#config = config;
    return over(dropped);
  }
}

function inputOf(happening: Happening, atMs: number): PeerInput | undefined {
  switch (happening.kind) {
    case "trigger":
    case "runs":
    case "run":
    case "availability":
    case "node":
    case "guard-told":
    case "driver":
    case "order":
      return undefined;
    case "reading":
    case "tick":
    case "ack":
    case "thresholds":
    case "run-heard":
    case "inhibit":
      return { ...happening, atMs };
  }
}
