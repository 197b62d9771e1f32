/**
 * The words of drills: something is broken on purpose, as an outage leaves it, and it is seen whether a startup brings it
 * back in time. Whatever becomes of the drill, what it broke is put back.
 */
import type { FluxEntry, HecateConfig, KubernetesEntry } from "../../config/hecate-types.ts";
import type { Clock } from "../../core/clock.ts";
import type { Log } from "../../core/log.ts";
import type { KubeClient } from "../../kube/client.ts";
import type { WriteFile } from "../disk.ts";
import type { StatusAnswer } from "../socket-protocol.ts";

/** Drills that break something. */
export const breakingDrills = [
  "flux-gitea-deadlock",
  "foundation-recovery",
  "reconciliation-resume",
] as const;
/** A drill that breaks something. */
export type BreakingDrill = (typeof breakingDrills)[number];
/** All drills; the last breaks nothing. */
export const drillNames = [...breakingDrills, "mains-loss"] as const;
/** A drill. */
export type DrillName = (typeof drillNames)[number];

/** The daemon of this machine, as far as a drill has to do with it. */
export interface DrillDaemon {
  status(): Promise<StatusAnswer>;
  /** Orders a startup. @returns its run @throws HirteError `busy` with why there is none now */
  startUp(reason: string): Promise<number>;
}

/** What a drill is held with. */
export interface DrillSite {
  readonly config: Pick<HecateConfig, "nodes" | "startup" | "stateDir">;
  readonly kubernetes: KubernetesEntry;
  readonly flux: FluxEntry;
  readonly api: KubeClient;
  readonly daemon: DrillDaemon;
  readonly write: WriteFile;
  readonly clock: Clock;
  readonly log: Log;
  /** Told of each thing that happens, as it does. */
  readonly say: (text: string) => void;
}

/**
 * `broken-off`: by the mains, a shutdown, or whoever held it; nothing is known of the recovery then.
 */
export type DrillOutcome = "passed" | "failed" | "broken-off";

/** A line of a drill's protocol. */
export interface ProtocolLine {
  readonly atS: number;
  readonly text: string;
}

/** What came of a drill, as it is kept on disk. */
export interface DrillReport {
  readonly version: 1;
  readonly drill: DrillName;
  readonly outcome: DrillOutcome;
  /** Why it did not pass. */
  readonly reason?: string;
  /** ms since 1970. */
  readonly beganAt: number;
  readonly endedAt: number;
  /** The startup that was ordered. */
  readonly run?: number;
  /** What was broken. */
  readonly broken: readonly string[];
  /** It had to be back within so long of the order for a startup; of a rehearsal: so long the coordinator's battery lasts. */
  readonly limitS: number;
  /** After so long it was; of a rehearsal: all was off. Absent: it was not. */
  readonly recoveredS?: number;
  /** Of a rehearsal: stages that the battery did not last for. Absent: none. */
  readonly leftOut?: readonly string[];
  /** Everything that the drill had broken is as it was before. */
  readonly isRestored: boolean;
  readonly protocol: readonly ProtocolLine[];
}
