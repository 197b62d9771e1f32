import type { JobVerb } from "../../src/protocol/verbs.ts";
import type { ClientKind } from "./history.ts";

/** What can go wrong, by what it is done to. */
export const faultKinds = {
  /** On a node. */
  node: [
    "agent-kill",
    "agent-restart",
    "agent-freeze",
    "node-freeze",
    "node-kill",
    "power-cut",
    "reboot",
    "link-cut",
    "link-dead",
    "link-loss",
    "link-late",
    "dbus-kill",
    "dbus-freeze",
    "dbus-restart",
    "daemon-reexec",
    "daemon-reload",
  ],
  /** On the primary. */
  primary: [
    "hirte-kill",
    "hirte-restart",
    "hirte-freeze",
    "link-cut",
    "link-loss",
    "link-late",
    "reboot",
    "broker-kill",
    "broker-freeze",
  ],
} as const;

/** A kind of fault. */
export type FaultKind = (typeof faultKinds)["node" | "primary"][number];

/** A fault that is planned. Those of one machine never overlap. */
export interface Fault {
  /** Counted from the beginning of the run, as all times of a plan. */
  readonly atMs: number;
  readonly machine: string;
  readonly kind: FaultKind;
  /** How long it lasts, where it does not happen at once. */
  readonly forMs: number;
  /** link-loss: percent of the frames; link-late: milliseconds. */
  readonly amount: number;
}

/** A request that is planned. */
export interface PlannedAsk {
  readonly atMs: number;
  readonly id: string;
  readonly client: ClientKind;
  readonly user: string;
  readonly node: string;
  readonly verb: JobVerb;
  readonly unit: string;
  readonly startWithinMs?: number;
  readonly endWithinMs?: number;
  readonly settleMs?: number;
  /** hirtectl --no-block; others do not wait either. */
  readonly doesNotWait: boolean;
  readonly cancelAfterMs?: number;
  /** The call is given up, its process killed, its connection cut. */
  readonly dieAfterMs?: number;
  /** Raw clients: when further copies of the request are sent. */
  readonly copiesAfterMs: readonly number[];
}

/** All that is to happen. */
export interface Plan {
  readonly seed: number;
  readonly durationMs: number;
  readonly faults: readonly Fault[];
  readonly asks: readonly PlannedAsk[];
}

/** What is left of a plan from a moment on. */
export function from(plan: Plan, ms: number): Plan {
  const rest = <T extends { readonly atMs: number }>(planned: readonly T[]): T[] =>
    planned.filter(({ atMs }) => atMs >= ms).map((one) => ({ ...one, atMs: one.atMs - ms }));
  return {
    ...plan,
    durationMs: plan.durationMs - ms,
    faults: rest(plan.faults),
    asks: rest(plan.asks),
  };
}
