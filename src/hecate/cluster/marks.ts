/**
 * Annotations by which an object says itself what hecate did to it. They are written in the same patch as the change:
 * notes on the coordinator's disk can be lost with it, these cannot.
 */
export const marks = {
  /** How many replicas there were before it was scaled to 0. */
  replicas: "hecate.hirte/replicas",
  /** The run that suspended it. */
  suspended: "hecate.hirte/suspended-by-run",
  /** The run that cordoned it. */
  cordoned: "hecate.hirte/cordoned-by-run",
  /** The run that scaled it. */
  run: "hecate.hirte/scaled-by-run",
  /** The branch that Flux was made to follow. */
  branch: "hecate.hirte/forced-branch",
} as const;

/** Who has set fields that were applied from saved manifests. */
export const fieldManager = "hecate";

/** What asks Flux to look at an object now; its status says when it did (`lastHandledReconcileAt`). */
export const requestedAt = "reconcile.fluxcd.io/requestedAt";
