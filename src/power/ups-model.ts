import type { PowerState } from "../protocol/generated/schemas.ts";
import type { Origin, Policy, Reading } from "./model.ts";

/** What happens to a UPS. `atMs`: boot clock of who judges; it never goes back. */
export type UpsEvent =
  | {
      readonly kind: "reading";
      readonly origin: Origin;
      readonly reading: Reading;
      readonly atMs: number;
    }
  /** At least once each `pollIntervalMs`. */
  | { readonly kind: "tick"; readonly atMs: number };

/** Another UPS on the same mains. */
export interface Sibling {
  /** It says so itself, and it is no test. */
  readonly isOnBattery: boolean;
  /** Beginnings of its last times on battery. */
  readonly episodesAtMs: readonly number[];
  /** Those of them with no test in them. */
  readonly outagesAtMs: readonly number[];
  /** The first reading on battery of the outage that is open, where it was seen to begin. */
  readonly beganAtMs?: number;
  /** Its last reading that counts. */
  readonly readAtMs?: number;
  /** It is seen on mains, without a break since then. */
  readonly onMainsSinceMs?: number;
}

/** What is not the UPS's own, and its judgement depends on all the same. */
export interface UpsContext {
  /** Name of the UPS; it is in ids of alarms and in texts. */
  readonly ups: string;
  readonly policy: Policy;
  /** budget.ts */
  readonly thresholdS: number;
  readonly budgetS: number;
  readonly latencyS: number;
  /** Its cable goes to this host, so that its driver and its upsd may be restarted from here. */
  readonly isLocal: boolean;
  readonly siblings: readonly Sibling[];
  /** FSD was set by a run of ours: it is an effect of the shutdown, and no cause of another. */
  readonly isOwnFsd: boolean;
  /** Maintenance: nothing fires but FSD and a low battery that lasts. */
  readonly isInhibited: boolean;
  /** What has fired is over, whatever the mains do: what is read next is of another outage (another.ts). */
  readonly isAnotherOutage?: boolean;
}

/** What a row means, in the words of power/state. */
export type Verdict = PowerState["upses"][number]["verdict"];

/** Rows of the verdict table. */
export type RowNumber = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12;

/** What is held to be true of the mains. */
export type Line = "unknown" | "ol" | "ob";

/** What is thought of a UPS after an event. */
export interface UpsJudgement {
  readonly row: RowNumber;
  readonly verdict: Verdict;
  /** A sentence with the numbers. */
  readonly why: string;
  /** This event raised `bad`. */
  readonly counts: boolean;
  /** Consecutive polls that count; `debouncePolls` of them fire. */
  readonly bad: number;
  /** Now, and at no other event of this outage. */
  readonly firesNow: boolean;
  /** It fired in the outage that is open. */
  readonly hasFired: boolean;
  readonly line: Line;
  /** As in ups-state; silent: nothing comes from its publisher. */
  readonly comms: Reading["comms"] | "silent";
  /** Words of the last reading that counts. */
  readonly flags: readonly string[];
  /** Age of the last reading that counts. */
  readonly ageMs?: number;
  readonly runtimeS?: number;
  /** What the decision takes the runtime for: counted down while nothing is heard, and while it is frozen. On battery, or suspected to be. */
  readonly runtimeLeftS?: number;
  readonly chargePercent?: number;
  readonly loadPercent?: number;
  /** In the outage that is open, all in all, without tests; it is forgotten when the mains have been back for `restoredAfterMs`. */
  readonly onBatteryMs?: number;
  /** Number of the outage that is open, otherwise of the last one. */
  readonly outage: number;
  readonly isOutageOpen: boolean;
  /** The mains are back for good: live OL without a break for `restoredAfterMs`, longer when they flap. */
  readonly isRestored: boolean;
  /** Row 6, and since when without a break. */
  readonly onMainsSinceMs?: number;
  /** Unheard on battery, but a sibling that went on battery with it is seen on mains again. */
  readonly isBackBeside: boolean;
  /** LB for `lbHoldMs`, and it is believed. */
  readonly isLbHeld: boolean;
  /** OFF for `offHoldMs`: who has another feed has lost this one. */
  readonly isOffHeld: boolean;
  /** How long this row has held. */
  readonly heldMs: number;
  /** Whether the last runtime on mains covers the threshold; absent: none was seen. */
  readonly isFeasible?: boolean;
  readonly lastOlRuntimeS?: number;
}
