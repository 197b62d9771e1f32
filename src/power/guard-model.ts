/** The words of the power guard: its numbers, what it remembers, what happens to it, what it has done. */
import type { PowerGuard } from "../protocol/generated/schemas.ts";

/** Numbers of the guard. */
export interface GuardPolicy {
  /** Nothing was heard for so long: from then on the node is on its own. */
  readonly unheardMs: number;
  /**
   * Who has stood still, or was started anew, listens before silence counts, once in a silence: for `unheardMs` from when
   * there is a session, and for so long at most.
   */
  readonly longestListenMs: number;
  /** A tick that comes so much after the last one shows that this process stood still. */
  readonly stallMs: number;
  /** Where the coordinator has never said how long this node takes to stop. */
  readonly stopBudgetS: number;
  /** Where it has never said how long the battery lasts: so much silence is as bad as an empty one. */
  readonly blindMs: number;
  /** The list is given so long at least, also when by the count nothing is left: the gauge was wrong then. */
  readonly leastMs: number;
  /** Who finds itself running so long after the battery was to be empty has counted wrong, or has the mains back. */
  readonly overdueMs: number;
  /** A list that was begun is gone on with by a successor within this, or while its own time lasts. */
  readonly freshMs: number;
}

/** The defaults: POWER-DESIGN A and H, with the local budget of 120 s and the factor of 1.1. */
export const defaultGuardPolicy: GuardPolicy = {
  unheardMs: 30_000,
  longestListenMs: 75_000,
  stallMs: 3000,
  stopBudgetS: 132,
  blindMs: 180_000,
  leastMs: 5000,
  overdueMs: 60_000,
  freshMs: 30_000,
};

/** All that is remembered, as it is written down. Moments are of the boot clock: it holds for one boot. */
export interface GuardState {
  readonly phase: GuardPhase;
  /** The newest message that counted; absent: none did. */
  readonly last?: HeardLife & { readonly heardMs: number };
  /** Lives of the coordinator before the present one, the latest last. */
  readonly formerLives: readonly HeardLife[];
  /** Outages that were disarmed for good, the latest last. */
  readonly disarmed: readonly string[];
}

/** A life of the coordinator, and how far it was heard. */
export interface HeardLife {
  readonly life: string;
  readonly seq: number;
}

/** Where the guard is. */
export type GuardPhase = { readonly at: "idle" } | Armed | Stopping | PoweringOff;

/** A feed of this node is on battery. */
export interface Armed {
  readonly at: "armed";
  readonly outage: string;
  readonly heardMs: number;
  /** What the coordinator said last of the battery, and when it can have said so at the earliest. */
  readonly runtime?: { readonly leftS: number; readonly sinceMs: number };
  readonly stopBudgetS: number;
  /** The last two looks at the clock: what is read now may have been sent after the first of them. */
  readonly lookedMs: number;
  readonly lookedBeforeMs: number;
  /** Silence does not count before. */
  readonly listenUntilMs: number;
  /** It has listened once in this silence: nothing puts it off a second time. */
  readonly hasListened: boolean;
  readonly isSilent: boolean;
}

/** The local list was begun. */
export interface Stopping {
  readonly at: "stopping";
  readonly outage: string;
  /** What it was called before, by a coordinator that has forgotten. */
  readonly formerOutages?: readonly string[];
  readonly begunMs: number;
  /** When the battery is thought to be empty. */
  readonly emptyMs: number;
  /** Commands of the list that were begun: none of them is begun twice. */
  readonly commands: number;
}

/** systemd is asked to switch the node off, or was: there is no way back. */
export interface PoweringOff {
  readonly at: "powering-off";
  readonly outage: string;
  readonly formerOutages?: readonly string[];
  readonly begunMs: number;
  readonly emptyMs: number;
}

/** What happens to the guard. */
export type GuardInput = {
  readonly bootMs: number;
} /** Something came on power/guards/NODE. `session`: of this node's registration; undefined: it has none. */ & (
  | {
      readonly kind: "message";
      readonly guard: PowerGuard;
      readonly isRetained: boolean;
      readonly session: number | undefined;
    }
  /** Comes twice a second while the guard is armed. */
  | { readonly kind: "tick" }
  /** Whoever may has said that this outage, or without one the present, is nothing to act on. */
  | { readonly kind: "disarm"; readonly outage?: string | undefined; readonly why: string }
  /** This node is registered with hirte anew: from now on it can be told something. */
  | { readonly kind: "session" }
  /** The state was found by a process that has just begun, in the same boot. */
  | { readonly kind: "resumed" }
  /** PowerGuard=no was read. */
  | { readonly kind: "switched-off" }
  /** The next command of the list is about to be begun. */
  | { readonly kind: "command-begins" }
  /** The list is over: the power-off is about to be asked for. */
  | { readonly kind: "list-done" }
);

/** What is to be done, in this order. */
export type GuardEffect =
  /** The state is on disk before anything that follows is done. */
  | { readonly kind: "save" }
  | {
      readonly kind: "log";
      readonly level: "info" | "warn" | "error";
      readonly text: string;
      readonly facts: Readonly<Record<string, string | number>>;
    }
  /** The list is carried out from where `phase` says it is. */
  | { readonly kind: "run-list"; readonly phase: Stopping | PoweringOff }
  /** What of the list is not done yet is left undone. */
  | { readonly kind: "halt-list" };

/** A step of the guard. */
export interface GuardStep {
  readonly state: GuardState;
  readonly effects: readonly GuardEffect[];
}

/** Of who was never told anything. */
export const idleGuard: GuardState = { phase: { at: "idle" }, formerLives: [], disarmed: [] };
