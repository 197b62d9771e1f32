import type {
  CoordinatorEffect,
  CoordinatorInput,
  PeerEffect,
  PeerInput,
  PowerConfig,
  PowerView,
} from "../power/model.ts";
import type { Waking } from "../power/supply.ts";
import type { UpsJudgement } from "../power/ups.ts";

type WithoutTime<Input> = Input extends unknown ? Omit<Input, "atMs"> : never;
/** What happens, to whoever decides here; the moment is added when it comes. */
export type Happening = WithoutTime<CoordinatorInput> | WithoutTime<PeerInput>;
/** What is to be done about it. */
export type Effect = CoordinatorEffect | PeerEffect;

/** The decision of this host, of whichever role: its state, and what becomes of it. All of it is pure but the state. */
export interface Brain {
  readonly role: "coordinator" | "peer";
  /** As it is to be on disk before the last effects are carried out. */
  readonly state: unknown;
  /** What is to be done at the start of a life that goes on with the state of another: only what may be done twice. */
  resume(): readonly Effect[];
  /** Another configuration holds from now on. @returns what is to be said of what it has no more */
  reconfigure(config: PowerConfig): readonly Effect[];
  /** Takes one thing in. What its role does not know changes nothing. */
  step(happening: Happening, atMs: number): readonly Effect[];
  /** Whether a restart would lose more than it takes to read the UPSes once more. */
  readonly isAfoot: boolean;
  /** What is thought now. */
  view(atMs: number): PowerView;
  /** Whether a startup wakes a node that is off, and that was waited for for so long, ms. */
  mayWake(node: string, waitedMs: number): Waking;
}

/** Whether one of these UPSes is on battery, or polls of it are being counted. */
export function isOneAfoot(
  upses: Readonly<Record<string, { readonly judgement?: Pick<UpsJudgement, "line" | "bad"> }>>,
): boolean {
  return Object.values(upses).some(
    ({ judgement }) => judgement !== undefined && (judgement.line === "ob" || judgement.bad > 0),
  );
}

/** Says of alarms that they are over. */
export function over(alarms: readonly { readonly id: string }[]): readonly Effect[] {
  return alarms.map(({ id }) => ({ kind: "alarm-over", id }));
}
