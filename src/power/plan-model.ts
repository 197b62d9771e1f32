/**
 * The words of a plan: what the configuration says of stages and steps, and the typed steps that come of it. Plain data,
 * for a journal keeps it.
 */

/** What becomes of the stages after a step that failed. */
export type OnFailure = "abort" | "continue";

/** Nodes that a step is about, in the order of the configuration. */
export interface Selected {
  readonly nodes: readonly string[];
}

/** What is done about the cluster. */
export interface KubeWork {
  readonly kind: "kube";
  readonly what: string;
  readonly atLeast?: number;
  readonly provider?: string;
  readonly order?: "forward" | "reverse";
}

/** What is waited for on a node. */
export type WaitFor =
  | { readonly kind: "wait"; readonly what: "time-synced" | "agent" }
  | {
      readonly kind: "wait";
      readonly what: "unit";
      readonly unit: string;
      readonly is: "active" | "inactive";
    }
  | { readonly kind: "wait"; readonly what: "command"; readonly command: string };

/** Something that takes a connection is waited for. */
export interface WaitForTcp {
  readonly kind: "wait";
  readonly what: "tcp";
  readonly to: { readonly host: string; readonly port: number };
}

/** What people are told. */
export interface Told {
  readonly kind: "notify";
  readonly text: string;
  readonly severity: "info" | "warning" | "critical";
}

/** What the configuration says of a step. */
export type StepConfig = {
  /** Absent: the kind's own. */
  readonly timeoutMs?: number;
  readonly onFailure: OnFailure;
  /** So often it is tried again within its time. Absent: not at all. */
  readonly retries?: number;
} & (
  | {
      readonly kind: "command";
      readonly command: string;
      readonly at: Selected;
      /** Only so many of them, the first that answer. */
      readonly first?: number;
    }
  | {
      readonly kind: "stop";
      readonly unit: string;
      readonly at: Selected;
      /** What runs on the same node after that. The timeout is for both. */
      readonly thenCommand?: string;
    }
  | { readonly kind: "start" | "restart"; readonly unit: string; readonly at: Selected }
  | { readonly kind: "poweroff" | "reboot" | "wake"; readonly at: Selected }
  | (WaitFor & { readonly at: Selected })
  | WaitForTcp
  | KubeWork
  | { readonly kind: "flux"; readonly what: string }
  | { readonly kind: "http"; readonly url: string; readonly expect: number }
  | Told
  | { readonly kind: "soak"; readonly forMs: number }
);

/** A stage of the configuration. */
export interface StageConfig {
  readonly name: string;
  /** May be left out when time is short. */
  readonly skippable: boolean;
  readonly steps: readonly StepConfig[];
}

/** What a step does. */
export type PlannedAction =
  | { readonly kind: "command"; readonly node: string; readonly command: string }
  /** On the first of these nodes that answer, `first` of them. */
  | {
      readonly kind: "command-on-first";
      readonly candidates: readonly string[];
      readonly first: number;
      readonly command: string;
    }
  | {
      readonly kind: "stop";
      readonly node: string;
      readonly unit: string;
      /** Runs after that, whether the unit has stopped by itself or was killed. */
      readonly thenCommand?: string;
    }
  | { readonly kind: "start" | "restart"; readonly node: string; readonly unit: string }
  | { readonly kind: "drain"; readonly node: string }
  | { readonly kind: "poweroff" | "reboot"; readonly node: string }
  | {
      readonly kind: "wake";
      readonly node: string;
      /** Nodes that are woken as well, and that read what this one hangs on. */
      readonly readers?: readonly string[];
    }
  | (WaitFor & { readonly node: string })
  | WaitForTcp
  | KubeWork
  | { readonly kind: "flux"; readonly what: string }
  | { readonly kind: "http"; readonly url: string; readonly expect: number }
  | Told
  | { readonly kind: "soak"; readonly forMs: number }
  /** Clients of a UPS that are not hecate's to stop. */
  | { readonly kind: "force-shutdown"; readonly ups: string; readonly clients: readonly string[] }
  /** The coordinator waits for its own UPS, and goes last. */
  | { readonly kind: "hold-then-power-off-self"; readonly node: string };

/** A step of a plan. */
export interface PlannedStep {
  /** Names it within the run, in every plan of that run. */
  readonly id: string;
  /** What it does, for people. */
  readonly text: string;
  readonly action: PlannedAction;
  /** After which it has failed. */
  readonly timeoutMs: number;
  /** How long it is thought to take: less than what it may take. */
  readonly estimateMs: number;
  readonly onFailure: OnFailure;
  /** So often it is tried again within its time, where it has failed for certain. Absent: not at all. */
  readonly retries?: number;
}

/** A stage of a plan; its steps run in parallel. */
export interface PlannedStage {
  readonly name: string;
  readonly skippable: boolean;
  readonly steps: readonly PlannedStep[];
  /** As long as it took at most in the last runs; else its slowest step, as it is thought to take. */
  readonly estimateMs: number;
}

/** A plan: stages one after the other. */
export interface Plan {
  readonly stages: readonly PlannedStage[];
  /** Of all stages together. */
  readonly estimateMs: number;
}
