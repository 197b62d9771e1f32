import type { PeerInput } from "../power/model.ts";
import { newPeer, restoredPeer, resumePeer, stepPeer, viewOfPeer } from "../power/peer.ts";
import { reconfiguredPeer } from "../power/reconfigure.ts";
import type { Happening } from "./brain.ts";
import { brainMaker } from "./role-brain.ts";

/** A peer's decision. */
export const peerBrain = brainMaker({
  role: "peer",
  begun: (now, { memories }) => {
    const upses = Object.fromEntries(
      Object.entries(memories).map(([name, memory]) => [name, { memory, lastStand: { bad: 0 } }]),
    );
    return { ...newPeer(now), upses };
  },
  restored: restoredPeer,
  reconfigured: reconfiguredPeer,
  resume: resumePeer,
  step: stepPeer,
  view: viewOfPeer,
  inputOf,
  isAfoot: () => false,
});

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
