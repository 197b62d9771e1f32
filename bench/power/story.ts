/** What a simulated outage keeps to. `declared`: the bounds that are promised for; `beyond`: whatever comes. */
export type Bounds = "declared" | "beyond";

/** A time span, seconds from the beginning of the story. */
export interface Span {
  readonly fromS: number;
  readonly toS: number;
}

/** A machine of the cluster. */
export interface HostStory {
  readonly name: string;
  readonly kind: "coordinator" | "ups-host" | "worker";
  readonly feeds: readonly string[];
  readonly loadW: number;
  /** How long its stop takes, this time. */
  readonly stopS: number;
  /** Its stop never ends by itself: it is forced off at `offTimeoutS`. */
  readonly hangs: boolean;
  readonly offTimeoutS: number;
}

/** How a gauge says what it does not know. */
export interface GaugeStory {
  /** Reported as a multiple of the truth, before the physics that it does not know are added. */
  readonly bias: number;
  /** It knows nothing of Peukert's law and of the age of its battery: these show in what it says. */
  readonly knowsPhysics: boolean;
  /** At most this far from the truth. */
  readonly clip: number;
  /** Steps of what it says. */
  readonly stepS: number;
  /** Says something new only so often. */
  readonly refreshS: number;
  /** It stands still meanwhile. */
  readonly frozen: readonly Span[];
  /** It says this multiple meanwhile. */
  readonly jumps: readonly (Span & { readonly factor: number })[];
  /** No battery.runtime at all. */
  readonly saysNoRuntime: boolean;
  /** What it says goes up and down by up to this share from poll to poll; absent: it is smooth. */
  readonly jitter?: number;
  /** Counts what is drawn, and knows nothing of the battery's age: an aged one is empty long before its charge is 0. */
  readonly chargeKnowsNoAge?: boolean;
  /** Always the same charge, from 0 to 1. */
  readonly chargeStuck?: number;
}

/** A UPS and its battery. */
export interface UpsStory {
  readonly name: string;
  readonly host: string;
  /** Seconds that a full battery of its age lasts at `ratedW`. */
  readonly fullS: number;
  readonly ratedW: number;
  /** Peukert's exponent: how much worse it gets with more load. */
  readonly peukert: number;
  /** Of its energy when new. */
  readonly ageing: number;
  /** What hangs on it and is no host: switch, modem. */
  readonly baseW: number;
  /** From 0 to 1, when the story begins. */
  readonly startCharge: number;
  /** From empty to full on mains. */
  readonly rechargeS: number;
  readonly gauge: GaugeStory;
  /**
   * Says LB when the battery lasts no longer than this, or holds no more than this; quirks besides. `at-transfer`: for
   * `transferLbS` of each time on battery; `on-battery`: for all of it, however full the battery is.
   */
  readonly low: { readonly runtimeS: number; readonly charge: number };
  readonly lb: "right" | "never" | "at-transfer" | "on-battery" | "on-mains";
  /** The UPS is out of sight of its own host: USB, driver. */
  readonly blind: readonly Span[];
  /** Self-tests: on battery for a moment, with CAL or without. */
  readonly tests: readonly (Span & { readonly saysCal: boolean })[];
  /** OL DISCHRG for a while, on mains. */
  readonly discharges: readonly Span[];
  /** Somebody sets FSD, which is an order; before the story begins, it is one left over from an outage long past. */
  readonly fsdAtS: number | undefined;
  /** Its load is cut from then on while the mains are gone: by whoever has set FSD, or by itself. */
  readonly cutAtS?: number;
  /** Its output is off, and it says OFF. */
  readonly off?: readonly Span[];
  /** It says OFF, and is not. */
  readonly saysOff?: readonly Span[];
  /** It says CAL whenever it is on battery, long after the test that this was about. */
  readonly calSticks?: boolean;
}

/** Seconds of LB at the transfer, of a UPS with this quirk. */
export const transferLbS = 25;

/** All that happens in one outage, drawn in advance, so that it happens alike to every policy. */
export interface Story {
  readonly seed: number;
  readonly bounds: Bounds;
  /** The mains are gone meanwhile. */
  readonly outages: readonly Span[];
  /** Nothing happens before. */
  readonly startS: number;
  /** Nothing happens after, and a silence that has begun is over or was acted on. */
  readonly endS: number;
  readonly upses: readonly UpsStory[];
  readonly hosts: readonly HostStory[];
  /** Quiescing the workloads, before hosts are stopped. */
  readonly prepareS: number;
  /** Offsets of the last valid runs: seconds from the decision until the last host of a UPS was gone. */
  readonly learntS: readonly number[];
  /** Hosts but the coordinator cannot hear each other. */
  readonly networkOut: readonly Span[];
  /** The coordinator (with the broker) is dead. */
  readonly coordinatorOut: readonly Span[];
  /** Where in its period each UPS is polled. */
  readonly pollPhaseS: number;
}
