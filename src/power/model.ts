/**
 * The words of the power decision: what goes into its pure functions, and what comes out. All state is plain data
 * that can be written to disk as JSON. All times are milliseconds on the boot clock of the machine that decides
 * (/proc/uptime: it never goes back, and goes on in suspend), so that a successor in the same boot reads them as
 * they are; the wall clock decides nothing.
 */
import type { PowerState, PowerTrigger, UpsState } from "../protocol/generated/schemas.ts";

/** Numbers of the decision. Every default is in policy.ts. */
export interface Policy {
  readonly runtimeSafetyFactor: number;
  readonly pollIntervalMs: number;
  readonly debouncePolls: number;
  readonly stabilisationMs: number;
  readonly staleAfterMs: number;
  readonly blindOnBatteryMs: number;
  readonly frozenAfterMs: number;
  readonly trustLb: "always" | "confirm" | "never";
  readonly lbConfirmChargePercent: number;
  readonly lbHoldMs: number;
  readonly offHoldMs: number;
  readonly calibrationMaxMs: number;
  readonly withoutRuntime: { readonly chargePercent: number; readonly onBatteryMs: number };
  /** Absent: no cap. */
  readonly maxOnBatteryMs?: number;
  readonly restoredAfterMs: number;
  readonly flapping: {
    readonly episodes: number;
    readonly withinMs: number;
    readonly restoredAfterMs: number;
  };
  readonly startChargePercent: number;
}

/** Where budgets come from. */
export interface BudgetPolicy {
  readonly defaultS: number;
  readonly minimumS: number;
  /** The longest of this many last valid runs. */
  readonly useRuns: number;
  /** The coordinator alone, once everything else is off. */
  readonly selfS: number;
}

/** A UPS of the configuration. */
export interface UpsConfig {
  /** Unique over all hosts. */
  readonly name: string;
  /** Node that its cable goes to. */
  readonly host: string;
  /** UPSes on one mains corroborate each other. */
  readonly mains: string;
  /** Whether its load may be cut at the end of a shutdown. */
  readonly killpower: boolean;
}

/** A node of the configuration. */
export interface NodeConfig {
  readonly name: string;
  /** UPSes that it hangs on. */
  readonly feeds: readonly string[];
  /** It runs on as long as so many of them are healthy. */
  readonly minSupplies: number;
  readonly roles: readonly string[];
  readonly offTimeoutMs: number;
}

/** How a peer behaves. */
export interface PeerConfig {
  readonly host: string;
  readonly forwardRetryMs: number;
  readonly forwardTimeoutMs: number;
  readonly fallbackLocalShutdown: boolean;
  readonly localBudgetS: number;
}

/** All of the configuration that bears on the decision. */
export interface PowerConfig {
  /** The node that decides here: the coordinator, or a peer. */
  readonly self: string;
  readonly coordinator: string;
  readonly brokerHost: string;
  readonly policy: Policy;
  readonly budget: BudgetPolicy;
  readonly upses: readonly UpsConfig[];
  readonly nodes: readonly NodeConfig[];
  readonly peers: readonly PeerConfig[];
  readonly wholeClusterIf: {
    /** With fewer nodes of role k3s-server left than this, all goes. */
    readonly serversLeftBelow: number;
    /** If one of these is lost, all goes. */
    readonly orLost: readonly string[];
  };
  readonly mode: "cluster-only" | "poweroff";
  /** Who hang on these UPSes and are not hecate's to stop: no load is cut while one of them may be alive. */
  readonly foreignClients?: readonly { readonly name: string; readonly ups: string }[];
  /** What a startup waits for; absent: every UPS that feeds the coordinator, and 10 min for the others. */
  readonly startup?: {
    readonly requireUps: readonly string[];
    readonly waitOtherUpsMs: number;
    /** How long an operator's shutdown keeps hecate-bootstrap.service back; absent: 12 h. */
    readonly intentMaxAgeMs?: number;
  };
  /** Of this configuration's file; absent: hashes are not compared. */
  readonly configHash?: string;
}

/** A poll of a UPS, without what is for display alone. */
export type Reading = Pick<
  UpsState,
  | "session"
  | "seq"
  | "comms"
  | "detail"
  | "flags"
  | "runtimeS"
  | "chargePercent"
  | "inputVoltageV"
  | "inputVoltageNominalV"
  | "loadPercent"
>;

/** How a reading came: `local` from this process, `live` over the broker, `retained` as an old copy. */
export type Origin = "local" | "live" | "retained";

/** A run that is over, as runs.json keeps it. */
export interface FinishedRun {
  readonly run: number;
  readonly kind: "shutdown" | "startup";
  readonly outcome: "done" | "failed" | "cancelled";
  readonly executed: boolean;
  readonly mode: "cluster-only" | "poweroff";
  readonly scope: readonly string[];
  /** Steps skipped for lack of time, or because an operator said so. */
  readonly skipped: { readonly forTime: number; readonly byOperator: number };
  /** Seconds from the decision to the last node that a UPS feeds seen gone, by UPS. */
  readonly offsetS: Readonly<Record<string, number>>;
  /** ms that it was held in all, as the mains were back: its offsets have that in them. */
  readonly heldMs: number;
  /** Nodes that were off when their turn came: how long such a run took says nothing. Absent: none. */
  readonly absent?: number;
  /** Steps that failed, those that it went on past among them; for people. Absent: none. */
  readonly failedSteps?: number;
  /** Seconds that its stages took, by name; absent: of a version that did not say so, or nothing was done. */
  readonly stageS?: Readonly<Record<string, number>>;
  /** When it was over, ms since 1970; for people. */
  readonly endedAt?: number;
  /** Seconds from its begin to its end; for people. Absent after a dry run. */
  readonly tookS?: number;
}

/** A trigger as a peer sent it. Whose it is was proven by its topic. */
export interface PeerTrigger {
  readonly host: string;
  readonly trigger: PowerTrigger;
}

/** What the executor of a run tells. */
export type RunEvent =
  /** The first time, and each time, that nodes are told to power off: of these no return without waking them. */
  | {
      readonly kind: "power-off-told";
      readonly nodes: readonly string[];
      /** They were gone, and are there again: they are waited for anew. */
      readonly isAnew?: true;
    }
  /** They count as told, and the run was held before anybody had reached them. Told again: it goes on with them. */
  | { readonly kind: "not-reached"; readonly nodes: readonly string[] }
  /** Before a startup wakes or reboots them: until it has ended well, no return without waking them. */
  | { readonly kind: "coming-up"; readonly nodes: readonly string[] }
  /** Confirmed gone, foreign clients included: a node that only cost its time is never said here. */
  | { readonly kind: "gone"; readonly nodes: readonly string[] }
  /** All that were told are gone, or cost their time: only the coordinator is left. `edition`: as with `finished`. */
  | { readonly kind: "others-gone"; readonly edition?: number }
  /** Before it is set, for clients that are not ours: what we set ourselves fires nothing. */
  | { readonly kind: "fsd-set"; readonly upses: readonly string[] }
  /** Nothing more is done about it. `executed`: false after a dry run, of which nothing is to be taken back. */
  | {
      readonly kind: "finished";
      readonly outcome: FinishedRun["outcome"];
      readonly executed: boolean;
      /** Of the run when it ended so: what was wanted of it after that is not over. Absent: that of now. */
      readonly edition?: number;
      /** After a startup: nodes that were to be woken and are not up. */
      readonly missing?: readonly string[];
      /** After a startup: nodes that it has not woken, as their batteries have too little. */
      readonly leftOut?: readonly string[];
    };

/** Work that an operator has left out of a shutdown. */
export type OperatorSkip = "drain" | "snapshot";

/** A shutdown as an operator has ordered it. */
export interface OrderedShutdown {
  readonly mode: "cluster-only" | "poweroff";
  readonly skips: readonly OperatorSkip[];
}

/** What somebody at this machine orders. */
export type PowerOrder = {
  /** Names it in the answer. */
  readonly id: string;
  readonly by: string;
  readonly reason: string;
  /** ms since 1970, where the clock of this machine is in step; absent: it is not known to be. */
  readonly wallMs?: number;
} & (
  | ({ readonly what: "shutdown" } & OrderedShutdown)
  | {
      readonly what: "startup";
      /** By hecate-bootstrap.service, which does not go against an operator's shutdown. */
      readonly isBootstrap: boolean;
      readonly ignoreCharge: boolean;
      /** Also for UPSes that a startup can do without. */
      readonly waitsForOthers: boolean;
      readonly forceFluxBranch?: string;
    }
  /** `isOfStartup`: meant is a startup that hecate has begun by itself, to bring back what a shutdown has stopped. */
  | { readonly what: "cancel"; readonly isOfStartup: boolean }
);

/** What happens to the coordinator. `atMs`: boot clock. */
export type CoordinatorInput = { readonly atMs: number } & (
  | {
      readonly kind: "reading";
      readonly ups: string;
      readonly origin: Origin;
      readonly reading: Reading;
    }
  /** At least once each `pollIntervalMs`; late ones count once. */
  | { readonly kind: "tick" }
  | { readonly kind: "trigger"; readonly from: PeerTrigger }
  /** All of runs.json, oldest first: at every start (empty, where there is none), and after each run. */
  | { readonly kind: "runs"; readonly runs: readonly FinishedRun[] }
  | { readonly kind: "run"; readonly run: number; readonly event: RunEvent }
  /** What ups/{host}/availability says, also of old: that sight was lost is never a word on a battery. */
  | {
      readonly kind: "availability";
      readonly host: string;
      readonly publisher: "up" | "down";
      readonly configHash?: string;
    }
  /** What hirte says of a node, when that has changed: as hirte is lost, it is nothing. */
  | {
      readonly kind: "node";
      readonly node: string;
      /** Of its registration; absent: it is not there, and can be told nothing. */
      readonly session?: number;
      /** The outage that its guard was armed for when it registered. */
      readonly armed?: string;
      /** The highest run of a coordinator that it has obeyed. */
      readonly run?: number;
    }
  /** A node that is there was told that the mains are back, as far as the broker knows. */
  | { readonly kind: "guard-told"; readonly node: string; readonly outage: string }
  | { readonly kind: "order"; readonly order: PowerOrder }
  /** Whether the driver of a UPS of this host can cut the load and bring it back with the mains (shutdown.return). */
  | { readonly kind: "driver"; readonly ups: string; readonly canReturn: boolean }
  /** Maintenance for so long from now, 4 h at most; 0 ends it. */
  | {
      readonly kind: "inhibit";
      readonly forMs: number;
      readonly by: string;
      readonly reason: string;
    }
);

/** What is to be done, after the new state is on disk, in this order. */
export type CoordinatorEffect =
  /** Where a startup or a run is under way, this takes its place: of that one nothing more is done. */
  | {
      readonly kind: "begin-run";
      readonly run: number;
      /** UPS, boot of its host, outage: no second run has this. */
      readonly key: string;
      readonly reason: string;
      readonly scope: readonly string[];
      /** By an operator; absent: for a battery, in the mode of the configuration. */
      readonly ordered?: OrderedShutdown;
      /** How often more was wanted of it since it began; absent: never. */
      readonly edition?: number;
      /** Nodes that a startup has woken or rebooted, and of which nobody knows that they are up; absent: none. */
      readonly owed?: readonly string[];
    }
  /** From now on it is for a battery, whoever has begun it. */
  | {
      readonly kind: "widen-run";
      readonly run: number;
      readonly reason: string;
      readonly scope: readonly string[];
      readonly edition?: number;
    }
  /** Nothing more is begun about it; its executor says when it is over. */
  | { readonly kind: "cancel-run"; readonly run: number; readonly reason: string }
  /** No disruptive step from the next step boundary on, no further power-off. */
  | { readonly kind: "hold-run"; readonly run: number; readonly reason: string }
  /** On battery again: go on, and plan anew with what runtime is left. */
  | { readonly kind: "continue-run"; readonly run: number; readonly reason: string }
  /** The mains are back for good: bring up what was stopped, waking exactly those that were told to go. */
  | {
      readonly kind: "start-up";
      /** A number of its own. */
      readonly run: number;
      /** The run that it takes back. */
      readonly after: number;
      readonly wake: readonly string[];
      /** It is about those alone whom it wakes, and whom one before it had left out; absent: about all nodes. */
      readonly part?: {
        /** Who is left out yet. */
        readonly leftOut: readonly string[];
        /** One before it came to a bad end: nothing is done about the cluster as a whole. */
        readonly isAfterFailure?: true;
      };
      readonly reason: string;
      /** The branch that Flux is to follow. */
      readonly forceFluxBranch?: string;
    }
  | {
      readonly kind: "power-off-self";
      readonly run: number;
      readonly reason: string;
      readonly killpower: readonly string[];
    }
  | {
      readonly kind: "ack";
      readonly host: string;
      readonly triggerId: string;
      /** 0: it begins none now, as the reason says. */
      readonly run: number;
      readonly reason?: string;
    }
  /** To whoever gave an order: with its run, or with why there is none. */
  | { readonly kind: "answer"; readonly id: string; readonly run: number }
  | { readonly kind: "answer"; readonly id: string; readonly refusal: string }
  /** To every node that hangs on a UPS which is on battery, or was until now. */
  | { readonly kind: "guard"; readonly orders: readonly GuardOrder[] }
  | LocalCure
  | AlarmEffect;

/** What a node without a cable is told. */
export interface GuardOrder {
  readonly node: string;
  readonly outage: string;
  readonly line: "ob" | "ol";
  /** Of the feed that lasts longest; absent: not known. */
  readonly runtimeS?: number;
  /** How long the node takes to stop (its off_timeout), with the safety factor; absent: it is not in the configuration. */
  readonly stopBudgetS?: number;
}

/** Done on this host, for a UPS of its own, once in an outage or a latch. */
export interface LocalCure {
  readonly kind: "restart-driver" | "restart-upsd";
  readonly ups: string;
  readonly reason: string;
}

/**
 * Said once when it begins, again when what it is about has become another thing, and when it is over. Repeating it, with
 * the text that it has by then, is for whoever tells people.
 */
export type AlarmEffect =
  | {
      readonly kind: "alarm";
      readonly id: string;
      readonly severity: "info" | "warning" | "critical";
      readonly text: string;
    }
  /** `text`: what has ended it; absent: that it is over is all there is to say. */
  | { readonly kind: "alarm-over"; readonly id: string; readonly text?: string };

/** What happens to a peer. */
export type PeerInput = { readonly atMs: number } & (
  | {
      readonly kind: "reading";
      readonly ups: string;
      readonly origin: Origin;
      readonly reading: Reading;
    }
  | { readonly kind: "tick" }
  /** Run 0: the coordinator begins none now; it is asked again for as long as the UPS runs out. */
  | {
      readonly kind: "ack";
      readonly triggerId: string;
      readonly run: number;
      readonly reason?: string;
    }
  /** What the coordinator says of thresholds, by UPS; retained is good enough: it is a number and no event. */
  | {
      readonly kind: "thresholds";
      readonly thresholdS: Readonly<Record<string, number>>;
      /** Of the coordinator's configuration. */
      readonly configHash?: string;
    }
  /** power/run or power/state came live. `isTold`: this host was told to power off by that run. */
  | { readonly kind: "run-heard"; readonly run: number; readonly isTold: boolean }
  /** Maintenance for so long from now, 4 h at most; 0 ends it. */
  | {
      readonly kind: "inhibit";
      readonly forMs: number;
      readonly by: string;
      readonly reason: string;
    }
);

/** What is to be done by a peer, after the new state is on disk. */
export type PeerEffect =
  /** Published now; asked for again each `forwardRetryMs` until it is acknowledged. */
  | {
      readonly kind: "publish-trigger";
      readonly trigger: Omit<PowerTrigger, "at">;
    }
  /** Its own local shutdown: stop what is configured, power off. Once. */
  | {
      readonly kind: "local-shutdown";
      readonly ups: string;
      /** UPS, boot, outage: no second one has this. */
      readonly key: string;
      readonly reason: string;
    }
  | LocalCure
  | AlarmEffect;

/** What a step of a decision gives. */
export interface Stepped<State, Effect> {
  readonly state: State;
  readonly effects: readonly Effect[];
}

/** The view that status, metrics and power/state share, but for what its sender adds. */
export type PowerView = Omit<PowerState, "session" | "seq" | "at" | "version" | "configHash">;
