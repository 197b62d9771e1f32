import type {
  CoordinatorEffect,
  CoordinatorInput,
  PeerEffect,
  PeerInput,
  PowerConfig,
  PowerView,
} from "../power/model.ts";

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
  /** Another configuration holds from the next step on. */
  reconfigure(config: PowerConfig): void;
  /** Takes one thing in. What its role does not know changes nothing. */
  step(happening: Happening, atMs: number): readonly Effect[];
  /** What is thought now. */
  view(atMs: number): PowerView;
}
