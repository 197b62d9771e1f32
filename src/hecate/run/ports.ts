/**
 * What the executor of a run needs of the world: nodes, their power, and the cluster. Each act has an id that is the
 * same after a restart, so that whoever has done it already does it no second time.
 */
import type { KubeWork } from "../../power/plan-model.ts";

/** What came of a step. `skipped`: there was nothing to do, or nobody to do it. */
export interface StepEnd {
  readonly outcome: "done" | "failed" | "skipped";
  /** For people: what was found, or why not. */
  readonly detail?: string;
}

/** In whose name something is done, and for how long it is waited for. */
export interface Act {
  /** Of the run that it belongs to. */
  readonly run: number;
  /** 43 characters of A-Z a-z 0-9 _ -: names this act among all that were ever done, and is the same after a restart. */
  readonly id: string;
  /** From the call on; what has not come to an end by then rejects with `deadline`. */
  readonly timeoutMs: number;
  /** Ends the waiting; what was begun goes on. */
  readonly signal: AbortSignal;
}

/** A power-off, or a reboot. */
export interface PowerAct extends Act {
  readonly forceAfterMs: number;
  /** The boot that is meant: in another one nothing is done, for the machine has rebooted already. */
  readonly bootId?: string;
}

/** A command of a node. */
export interface CommandAct extends Act {
  /** It only looks whether something is so, and has an id of its own each time: nothing is kept of how it ended. */
  readonly isLook?: true;
}

/** A unit, as it is on its node now. `absent`: there is none by this name. */
export type UnitCondition = "active" | "inactive" | "failed" | "changing" | "absent";

/**
 * What is done on nodes, by whichever way reaches them. Everything rejects with a HirteError: `not-reachable` where no
 * way does, `deadline`, `aborted`, or with the code and the text of what went wrong there.
 */
export interface NodeHands {
  /** Resolves when the unit is stopped. */
  stopUnit(node: string, unit: string, act: Act): Promise<void>;
  /** Resolves when the unit is active. */
  startUnit(node: string, unit: string, act: Act): Promise<void>;
  /** Resolves when the unit is active again; once for an act's id, as with a command. */
  restartUnit(node: string, unit: string, act: Act): Promise<void>;
  /** A command of the node's own agent.conf (over SSH: of hecate.yaml). Resolves when it has ended with status 0. */
  runCommand(node: string, command: string, act: CommandAct): Promise<void>;
  unitCondition(node: string, unit: string, act: Act): Promise<UnitCondition>;
  /** Whether its clock is in step (systemd-timedated: NTPSynchronized), as far as it says. */
  isTimeSynced(node: string, act: Act): Promise<boolean>;
  /** Resolves when systemd there has begun with it; what has not stopped after `forceAfterMs` is killed. */
  powerOff(node: string, what: "poweroff" | "reboot", act: PowerAct): Promise<void>;
  /** The boot that the machine is in: 32 hexadecimal digits. */
  bootOf(node: string, act: Act): Promise<string>;
  /** Disturbs nothing: whether a way reaches the node, and which. Never rejects. */
  probe(
    node: string,
    act: Act,
  ): Promise<{ readonly way?: "agent" | "ssh"; readonly detail: string }>;
}

/** Whether machines are there, by what they say and by what can be heard of them. */
export interface Presence {
  /** As hirte has it; `unknown`: hirte is not to be asked. */
  agentOf(node: string): "online" | "offline" | "unknown";
  /** Whether something at its address answers, asked once. Never rejects. */
  answers(node: string, signal: AbortSignal): Promise<boolean>;
  /**
   * Whether anybody else can be heard, another node or network gear: where nobody can, it may be this machine that is cut
   * off. Never rejects.
   */
  hearsOthers(node: string, signal: AbortSignal): Promise<boolean>;
  /** Resolves with true when its agent is online, with false when the time is over. Never rejects. */
  cameUp(node: string, act: Pick<Act, "timeoutMs" | "signal">): Promise<boolean>;
  /**
   * Resolves when a node that was told to power off is gone, `confirmed`: its agent is not reachable, its address was
   * silent for 10 s while a control address answered, and 20 s are over since. `unconfirmed`: the time is over before
   * that, or no control address answers. Never rejects.
   */
  gone(
    node: string,
    act: Pick<Act, "timeoutMs" | "signal">,
  ): Promise<{ readonly isConfirmed: boolean; readonly detail: string }>;
}

/** Switches machines on. */
export interface Waker {
  /**
   * Sends what wakes the node, at once and every 10 s, until `signal`. Never rejects. @returns why it cannot be woken
   * at all (nothing is configured); undefined: it was tried
   */
  wake(node: string, signal: AbortSignal): Promise<string | undefined>;
}

/** Something about the cluster that a shutdown changed, and that a startup puts back. Plain data: it is kept on disk. */
export type Undo =
  | {
      readonly kind: "scaled";
      readonly resource: "deployments" | "statefulsets";
      readonly namespace: string;
      readonly name: string;
      readonly replicas: number;
    }
  | {
      readonly kind: "suspended";
      /** As in the API's path: group/version/plural. */
      readonly resource: string;
      readonly namespace: string;
      readonly name: string;
    }
  | { readonly kind: "cordoned"; readonly node: string }
  | {
      readonly kind: "flux-ref";
      readonly namespace: string;
      readonly name: string;
      /** spec.ref as it was; null: there was none. */
      readonly ref: Readonly<Record<string, string>> | null;
    };

/** What shutdowns have changed and no startup has put back. It outlives runs, restarts and boots. */
export interface UndoList {
  readonly all: readonly Undo[];
  /** Resolves when it is on disk, or cannot be (a shutdown does not wait for a disk). One that is there stays as it is. */
  add(...undos: readonly Undo[]): Promise<void>;
  /** It was put back. */
  remove(...undos: readonly Undo[]): Promise<void>;
}

/** What is done about the cluster: `kube`, `flux` and `drain` of the plan. */
export type ClusterWork =
  | KubeWork
  | { readonly kind: "flux"; readonly what: string }
  | { readonly kind: "drain"; readonly node: string };

/** Attempts of a work that is tried again and again, each an act of its own; the first is 1. */
export interface Attempts {
  /** The last that was begun, in whatever life; 0: none was. It may be under way still. */
  readonly begun: number;
  /** Before it is begun. Resolves when it is on disk, or cannot be. */
  begin(number: number): Promise<void>;
}

/** What a work about the cluster is done with. */
export interface ClusterAct extends Act {
  readonly undo: UndoList;
  /** What is under way, for people: told whenever it changes. */
  readonly onProgress: (text: string) => void;
  /** Absent: nothing of it outlives a restart. */
  readonly attempts?: Attempts;
  /** Nodes that the startup has left out: nothing waits for them. */
  readonly leftOut?: readonly string[];
  /** Of the operator: the branch that Flux is to follow. */
  readonly forceFluxBranch?: string;
}

/** The cluster. Never rejects: what went wrong is an outcome. */
export interface ClusterHands {
  do(work: ClusterWork, act: ClusterAct): Promise<StepEnd>;
  /** The lines of kubectl that do the same, for people who read a plan. Asks nobody. */
  kubectl(work: ClusterWork): readonly string[];
  /** Asks once whether the API answers, and makes a connection that is used later. Never rejects. */
  probe(act: Pick<Act, "timeoutMs" | "signal">): Promise<StepEnd>;
}
