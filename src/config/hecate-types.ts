import type { BudgetPolicy, PeerConfig, Policy } from "../power/model.ts";
import type { Endpoint } from "./address.ts";
import type { AgentTls } from "./agent.ts";
import type { SelectableNode } from "./node-selector.ts";

/** hecate.yaml, with every default filled in. Nodes and UPSes are in the order of the file. */
export interface HecateConfig {
  readonly file: string;
  /** SHA-256 of the file's bytes, the first 16 digits in hexadecimal. */
  readonly configHash: string;
  /** The node that this process runs on. */
  readonly self: string;
  readonly coordinator: string;
  readonly broker: BrokerAccess;
  readonly metricsListen: MetricsListen | "off";
  readonly notify: readonly NotifyProgram[];
  readonly upses: readonly UpsEntry[];
  readonly policy: Policy;
  readonly budget: BudgetPolicy;
  /** Every host of a UPS other than the coordinator, whether the file names it or not. */
  readonly peers: readonly PeerConfig[];
  readonly nodes: readonly NodeEntry[];
  readonly network: readonly NetworkGear[];
  readonly foreignClients: readonly ForeignClient[];
  readonly transports: Transports;
  readonly kubernetes?: KubernetesEntry;
  readonly flux?: FluxEntry;
  readonly shutdown: {
    readonly mode: "cluster-only" | "poweroff";
    readonly stages: readonly Stage[];
    readonly gone: GoneTimes;
  };
  readonly startup: StartupEntry;
  readonly socketPath: string;
  readonly stateDir: string;
  readonly runDir: string;
  /** What is legal, but hardly meant. */
  readonly warnings: readonly ConfigWarning[];
}

/** Something in the file that is worth a second look. */
export interface ConfigWarning {
  readonly line: number;
  readonly text: string;
}

/** When a node that was told to power off is gone: so long its address has to be silent, and so long it is waited after that. */
export interface GoneTimes {
  readonly silenceMs: number;
  readonly settleMs: number;
}

/** How hecate comes to the broker. */
export interface BrokerAccess extends Endpoint {
  /** Absent: plain MQTT. */
  readonly tls?: AgentTls;
  /** Node that the broker runs on. */
  readonly node: string;
}

/** `host` is absent where all addresses are meant. Port 0: any that is free. */
export interface MetricsListen {
  readonly host?: string;
  readonly port: number;
}

/** A program that tells people: started without a shell. */
export interface NotifyProgram {
  readonly exec: readonly string[];
  readonly timeoutMs: number;
  readonly repeatMs: number;
}

/** A UPS. */
export interface UpsEntry {
  readonly name: string;
  /** As NUT knows it, and the upsd to ask, seen from `host`. */
  readonly target: Endpoint & { readonly ups: string };
  readonly host: string;
  readonly mains: string;
  /** Absent: in clear text. */
  readonly tls?: {
    readonly mode: "tried" | "required";
    readonly caFile?: string;
    readonly serverName?: string;
  };
  /** Account at its upsd; what its file holds is there only on `host`, and where secrets were asked for. */
  readonly monitor?: {
    readonly user: string;
    readonly passwordFile: string;
    readonly secret?: Secret;
  };
  readonly killpower: boolean;
}

/** What a file with a password holds, or why that cannot be known. */
export type Secret = { readonly password: string } | { readonly problem: string };

/** A machine. The coordinator has the role `coordinator`, also where the file does not say so. */
export interface NodeEntry extends SelectableNode {
  /** IP address. */
  readonly address: string;
  readonly feeds: readonly string[];
  readonly minSupplies: number;
  readonly offTimeoutMs: number;
  readonly returnPath?: "bios" | "ups" | "manual";
  readonly wake?: { readonly wol?: string; readonly bmc?: readonly string[] };
  /** How it is reached by ssh; absent: it is not. */
  readonly ssh?: SshAccess;
}

/** How a machine is reached by ssh. */
export interface SshAccess {
  readonly user: string;
  readonly port: number;
  readonly identityFile: string;
  readonly knownHostsFile: string;
  /** Absent: directly. */
  readonly jump?: Endpoint & { readonly user: string };
}

/** A switch, a router. */
export interface NetworkGear {
  readonly name: string;
  readonly address?: string;
  readonly feeds: readonly string[];
}

/** A client of NUT's that is on its own. */
export interface ForeignClient {
  readonly name: string;
  readonly ups: string;
  readonly needsS: number;
}

/** The ways to nodes. */
export interface Transports {
  readonly order: readonly ("agent" | "ssh")[];
  readonly agentPatienceMs: number;
  readonly ssh?: SshAccess & {
    /** What commands by these names run. */
    readonly commands: Readonly<Record<string, readonly string[]>>;
  };
}

/** The cluster. */
export interface KubernetesEntry {
  readonly kubeconfig: string;
  readonly datastore: "etcd" | "external" | "sqlite";
  readonly wholeClusterIf: {
    readonly serversLeftBelow: number;
    readonly orLost: readonly string[];
  };
  readonly quiesce: readonly {
    readonly namespaces: readonly string[];
    readonly timeoutMs: number;
  }[];
  readonly volumesDetached?: { readonly provider: "longhorn"; readonly timeoutMs: number };
}

/** GitOps. */
export interface FluxEntry {
  readonly source: { readonly namespace: string; readonly name: string };
  readonly sourceReadyWithinMs: number;
  readonly cache?: {
    readonly dir: string;
    readonly refreshMs: number;
    readonly sets: readonly string[];
  };
  readonly unseal?: { readonly command: string; readonly at: string; readonly waitMs: number };
}

/** What is done when the power is back. */
export interface StartupEntry {
  readonly requireUps: readonly string[];
  readonly waitOtherUpsMs: number;
  readonly intentMaxAgeMs: number;
  readonly stages: readonly Stage[];
}

/** Steps that go on at the same time. */
export interface Stage {
  readonly name: string;
  readonly skippable: boolean;
  readonly steps: readonly Step[];
}

/** Nodes of a step: as it is written, and whom that selects. */
export interface Selection {
  readonly text: string;
  readonly nodes: readonly string[];
}

/** What is done. */
export type Step = StepAction & {
  readonly onFailure: "abort" | "continue";
  /** So often it is tried again within its time. Absent: not at all. */
  readonly retries?: number;
  /** Absent where nodes have their own (`poweroff`), and where it takes as long as it says (`soak`). */
  readonly timeoutMs?: number;
};

/** What is done, by its kind. */
export type StepAction =
  | {
      readonly kind: "command";
      readonly command: string;
      readonly at: Selection;
      /** Only so many of them. */
      readonly first?: number;
    }
  | {
      readonly kind: "stop";
      readonly unit: string;
      readonly at: Selection;
      /** A command that runs on the same node after it. The timeout is for both. */
      readonly thenCommand?: string;
    }
  | { readonly kind: "start" | "restart"; readonly unit: string; readonly at: Selection }
  | { readonly kind: "poweroff" | "reboot" | "wake"; readonly at: Selection }
  | WaitAction
  | KubeAction
  | {
      readonly kind: "flux";
      readonly what: "suspend" | "unseal" | "source-ready-or-fallback" | "resume-ours";
    }
  | { readonly kind: "http"; readonly url: string; readonly expect: number }
  | {
      readonly kind: "notify";
      readonly text: string;
      readonly severity: "info" | "warning" | "critical";
    }
  | { readonly kind: "soak"; readonly forMs: number };

/** What is waited for. */
export type WaitAction =
  | { readonly kind: "wait"; readonly what: "time-synced" | "agent"; readonly at: Selection }
  | {
      readonly kind: "wait";
      readonly what: "unit";
      readonly unit: string;
      readonly is: "active" | "inactive";
      readonly at: Selection;
    }
  | {
      readonly kind: "wait";
      readonly what: "command";
      readonly command: string;
      readonly at: Selection;
    }
  | { readonly kind: "wait"; readonly what: "tcp"; readonly to: Endpoint };

/** What is done about the cluster. */
export type KubeAction =
  | {
      readonly kind: "kube";
      readonly what: "quiesce" | "volumes-detached" | "ready" | "uncordon-ours";
    }
  | { readonly kind: "kube"; readonly what: "nodes-ready"; readonly atLeast?: number }
  | { readonly kind: "kube"; readonly what: "storage-ready"; readonly provider: "longhorn" }
  | {
      readonly kind: "kube";
      readonly what: "restore-replicas";
      readonly order: "forward" | "reverse";
    };
