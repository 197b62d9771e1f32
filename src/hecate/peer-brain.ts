import type { PeerInput, PowerConfig, PowerView } from "../power/model.ts";
import {
  newPeer,
  type PeerState,
  restoredPeer,
  resumePeer,
  stepPeer,
  viewOfPeer,
} from "../power/peer.ts";
import type { Brain, Effect, Happening } from "./brain.ts";

/** A moment on the boot clock of this machine. */
interface Now {
  readonly bootId: string;
  readonly atMs: number;
}

/** A peer's decision, with the state it has come to. */
export class PeerBrain implements Brain {
  readonly role = "peer";
  #state: PeerState;
  #config: PowerConfig;

  private constructor(state: PeerState, config: PowerConfig) {
    this.#state = state;
    this.#config = config;
  }

  /** Of one that has seen nothing yet. */
  static begin(config: PowerConfig, now: Now): PeerBrain {
    return new PeerBrain(newPeer(now), config);
  }

  /**
   * The successor of one whose state this was.
   * @throws where it is none
   */
  static restore(saved: unknown, config: PowerConfig, now: Now): PeerBrain {
    if (typeof saved !== "object" || saved === null || Reflect.get(saved, "format") !== 1) {
      throw new Error("it holds no state of a peer");
    }
    // Of this format; one that is none of it all the same throws below, and nothing was done by then.
    const state = restoredPeer(saved as PeerState, now);
    const brain = new PeerBrain(state, config);
    stepPeer(state, { kind: "tick", atMs: now.atMs }, config);
    viewOfPeer(state, config, now.atMs);
    resumePeer(state);
    return brain;
  }

  get state(): PeerState {
    return this.#state;
  }

  resume(): readonly Effect[] {
    return resumePeer(this.#state);
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

  reconfigure(config: PowerConfig): void {
    this.#config = config;
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
