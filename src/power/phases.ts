/**
 * Where a run is, and what the mains coming and going mean there (POWER-DESIGN F). One run at a time: what fires later
 * joins it, and may widen it. Pure data and small functions; `mains.ts` moves from one phase to the next.
 */
import type {
  CoordinatorEffect,
  NodeConfig,
  OrderedShutdown,
  PowerConfig,
  RunEvent,
} from "./model.ts";

/** Where the coordinator is. */
export type Phase = Watching | Running | PoweringOff | Holding | SelfOff | Owing | Starting;
/** Phases with a run that is under way. */
export type Shutting = Running | PoweringOff | Holding | SelfOff;

/** A run that is under way. */
export interface OpenRun {
  readonly run: number;
  /** The outage it was begun for. */
  readonly key: string;
  readonly reason: string;
  /** Nodes to be stopped; it only grows. */
  readonly scope: readonly string[];
  /**
   * UPSes that fired for it; it only grows, but for what another configuration has no more. Empty: an operator has ordered
   * it, and none has fired since.
   */
  readonly causes: readonly string[];
  /** When each node was told to power off for the first time: of these no return without waking them. */
  readonly toldMs: Readonly<Record<string, number>>;
  /** Of those, nodes that nobody had reached when it was held: they may not have heard it. */
  readonly unheard?: readonly string[];
  /** Nodes and foreign clients that are confirmed gone. */
  readonly gone: readonly string[];
  /** The mains came back: nothing more is begun. */
  readonly isHeld: boolean;
  /** How its executor ended; absent: it works. */
  readonly ended?: "done" | "failed" | "cancelled";
  /** It was called off while the mains were there: that they would go again in the same outage was not known then. */
  readonly isRearmed?: true;
  /** Since when nothing but a UPS that is merely waited for keeps the startup back. */
  readonly readyMs?: number;
  /** How often more was wanted of it since it began. */
  readonly edition?: number;
  /** Why it was made wider, the last time. */
  readonly wider?: string;
  /** An operator has called it off, and its executor has not said yet that it is over. */
  readonly isCancelled?: true;
  /** As an operator has ordered it. */
  readonly ordered?: OrderedShutdown;
  /** All UPSes that had fired for it were taken out of the configuration: it is held until another fires. */
  readonly isGroundless?: true;
  /** UPSes whose mains were seen back for good since it began: who was told may be up again by itself. */
  readonly restored?: readonly string[];
}

/**
 * No run. Outages come and go, and each UPS is judged; the first that fires, and takes the last feed of a node,
 * begins a run. It is left by nothing else.
 */
export interface Watching {
  readonly at: "watching";
  /** The last startup came to a bad end. */
  readonly failed?: FailedStartup;
}

/**
 * The cluster is being stopped, and nobody was told to power off: all that was done can be taken back by a startup,
 * from whatever state it is in. Live OL holds the run at the next step; OB lets it go on at once. It is left by the
 * first power-off that is told, by the end of a dry run, or, once the mains are back for good and the start gate is
 * open, by a startup. A run of mode cluster-only never leaves it in another way.
 */
export interface Running {
  readonly at: "running";
  readonly open: OpenRun;
}

/**
 * Some nodes were told to power off, and those are lost until they are woken. Live OL: no further node is told, and
 * when those told are gone, or have had their off_timeout, a startup wakes exactly them. OB: it goes on. It is left
 * when only the coordinator is left, by that startup, or, as `holding`, by another outage.
 */
export interface PoweringOff {
  readonly at: "powering-off";
  readonly open: OpenRun;
}

/**
 * All others are gone, and the coordinator waits on its own UPS. Mains that are back for good, and an open start gate:
 * it wakes them and starts up. Else, on battery and with no more runtime than it needs itself, it goes. If the mains were
 * back for good and go once more before that, nodes may have come up by themselves: another run begins, for all of them.
 */
export interface Holding {
  readonly at: "holding";
  readonly open: OpenRun;
}

/**
 * It is on disk that the coordinator powers itself off: nothing is decided any more, as the machine is going whatever
 * the mains do now. In the next boot the startup is owed.
 */
export interface SelfOff {
  readonly at: "self-off";
  readonly open: OpenRun;
  readonly reason: string;
  readonly killpower: readonly string[];
}

/**
 * A startup is owed, and begins when mains and start gate let it: the coordinator was booted while one was under way, or
 * after all others were gone, and nobody knows who has come up by itself meanwhile; or one has ended and left out nodes
 * whose batteries had too little. It is left by that startup, or by a UPS that fires: then the next run owes the same nodes.
 */
export interface Owing {
  readonly at: "owing";
  /** The run that is to be taken back. */
  readonly after: number;
  readonly readyMs?: number;
  /** Who was left out; absent: all of the cluster is to be brought up. */
  readonly rest?: readonly string[];
  /** A startup without them came to a bad end. */
  readonly failed?: FailedStartup;
  /** An operator has ordered that they are woken whatever batteries have, when they were left out already. */
  readonly ignoresCharge?: true;
}

/** A startup that came to a bad end. */
export interface FailedStartup {
  readonly run: number;
  readonly atMs: number;
}

/**
 * A startup is under way. UPSes are judged as ever (R28): the first that fires begins a new run in its place, which
 * owes the nodes that are not awake yet. It is left by that, or by its end.
 */
export interface Starting {
  readonly at: "starting";
  readonly run: number;
  readonly after: number;
  readonly wake: readonly string[];
  readonly reason: string;
  /** It wakes nodes that one before it had left out, and is about them alone: who is left out once more. */
  readonly rest?: readonly string[];
  /** That one came to a bad end, or another since. */
  readonly failed?: FailedStartup;
  /** Whoever is to be woken is, whatever batteries have: so it was ordered. */
  readonly ignoresCharge?: true;
  /** UPSes that are not required were waited for already. */
  readonly hasWaited?: true;
  /** Somebody has ordered it; absent: it takes back by itself what a run has done. */
  readonly isOrdered?: true;
  /** As with a run. */
  readonly isCancelled?: true;
}

/** Whoever carries startups out is told of this one. `fluxBranch`: the one that Flux is to follow. */
export function startUpEffect(
  { run, after, wake, rest, reason, failed }: Starting,
  fluxBranch: string | undefined,
): CoordinatorEffect {
  return {
    ...({ kind: "start-up", run, after, wake, reason } as const),
    ...(rest && { part: { leftOut: rest, ...(failed && { isAfterFailure: true }) } }),
    ...(fluxBranch !== undefined && { forceFluxBranch: fluxBranch }),
  };
}

/** The run of a phase; undefined: there is none, or a startup is under way. */
export function openRunOf(phase: Phase): OpenRun | undefined {
  return isShutting(phase) ? phase.open : undefined;
}

/** Whether a run is under way. */
export function isShutting(phase: Phase): phase is Shutting {
  return phase.at !== "watching" && phase.at !== "starting" && phase.at !== "owing";
}

/** The phase after the executor of this very run told something. */
export function afterRunEvent(
  phase: Shutting,
  event: RunEvent,
  { atMs, config }: { readonly atMs: number; readonly config: PowerConfig },
): Phase {
  const { open } = phase;
  // Said before more was wanted of it: that is not over.
  if ("edition" in event && event.edition !== undefined && event.edition < (open.edition ?? 0)) {
    return phase;
  }
  switch (event.kind) {
    case "power-off-told": {
      const toldMs = { ...open.toldMs };
      const { isAnew = false } = event;
      for (const node of event.nodes) toldMs[node] = isAnew ? atMs : (toldMs[node] ?? atMs);
      const gone = isAnew ? open.gone.filter((node) => !event.nodes.includes(node)) : open.gone;
      const { unheard: before = [], ...rest } = open;
      const unheard = before.filter((node) => !event.nodes.includes(node));
      const told = { ...rest, toldMs, gone, ...(unheard.length > 0 && { unheard }) };
      return phase.at === "running" && event.nodes.length > 0
        ? { at: "powering-off", open: told }
        : { ...phase, open: told };
    }
    case "not-reached": {
      const unheard = [...new Set([...(open.unheard ?? []), ...event.nodes])];
      return { ...phase, open: { ...open, unheard } };
    }
    case "gone": {
      const fresh = event.nodes.filter((node) => !open.gone.includes(node));
      return fresh.length === 0
        ? phase
        : { ...phase, open: { ...open, gone: [...open.gone, ...fresh] } };
    }
    case "fsd-set":
    case "coming-up":
      return phase;
    case "others-gone":
      return toHolding(phase, config);
    case "finished": {
      // Of a dry run nothing is to be taken back: as far as runs go the outage is over.
      if (!event.executed) return phase.at === "self-off" ? phase : { at: "watching" };
      const isRearmed = event.outcome === "cancelled" && open.isHeld;
      const over = { ...open, ended: event.outcome, ...(isRearmed && { isRearmed }) };
      // What an operator has called off is taken back; else the cluster stays as it was ordered to be.
      if (isOrderedAlone(open) && event.outcome !== "cancelled") return { at: "watching" };
      const ended = { ...phase, open: over };
      // Who gave up has told all that it could tell: what is left is that the coordinator goes in order itself.
      return event.outcome === "cancelled" ? ended : toHolding(ended, config);
    }
  }
}

/** Only a run that takes the coordinator with it can leave it alone. */
function toHolding(phase: Shutting, config: PowerConfig): Phase {
  if (phase.at === "holding" || phase.at === "self-off") return phase;
  if (isOrderedAlone(phase.open)) return phase;
  const takesSelf =
    modeOf(phase.open, config) === "poweroff" && phase.open.scope.includes(config.self);
  return takesSelf ? { at: "holding", open: phase.open } : phase;
}

/** Whether a run is an operator's, and no UPS has fired since it began: it ends with the last of the others. */
export function isOrderedAlone({ ordered, causes }: OpenRun): boolean {
  return ordered !== undefined && causes.length === 0;
}

/** How far a run goes: as it was ordered, as long as no battery wants more. */
export function modeOf(open: OpenRun, config: PowerConfig): PowerConfig["mode"] {
  return open.ordered && isOrderedAlone(open) ? open.ordered.mode : config.mode;
}

/** Whether every node that was told is gone, or has had the time that it may take. */
export function areToldSettled(
  open: OpenRun,
  { atMs, nodes }: { readonly atMs: number; readonly nodes: readonly NodeConfig[] },
): boolean {
  return Object.keys(open.toldMs).every((host) => hasHadItsTime(open, { host, atMs, nodes }));
}

/** Whether a node was told, and is gone or has had the time that it may take: what is heard of it then is of one that came up again. */
export function hasHadItsTime(
  open: OpenRun,
  of: { readonly host: string; readonly atMs: number; readonly nodes: readonly NodeConfig[] },
): boolean {
  const isTold = Object.hasOwn(open.toldMs, of.host);
  return isTold && (open.gone.includes(of.host) || hasOutstayed(open, of));
}

/** Whether the time that a node may take was over at this moment. */
export function hasOutstayed(
  { toldMs }: OpenRun,
  of: { readonly host: string; readonly atMs: number; readonly nodes: readonly NodeConfig[] },
): boolean {
  const { host, atMs, nodes } = of;
  const node = nodes.find(({ name }) => name === host);
  return !node || atMs - (toldMs[host] ?? atMs) >= node.offTimeoutMs;
}

/**
 * The phase as another boot of the coordinator finds it. Whether the mains are there is not known, and what was seen
 * before is no evidence: the run is held until a UPS fires again or the mains are seen to be back. Where all others were
 * gone that run is over: nodes come up with the mains, and what fires in this boot is to stop them, too. Moments are of a
 * clock that is no more, so that nodes told to go get their time once again.
 */
export function inAnotherBoot(phase: Phase, atMs: number): Phase {
  // Nobody knows who is up: it is about all of the cluster, whoever had been left out.
  if (phase.at === "starting") return { at: "owing", after: phase.after };
  if (phase.at === "owing") return { at: "owing", after: phase.after };
  if (phase.at === "watching") return { at: "watching" };
  if (phase.at === "holding" || phase.at === "self-off") {
    return { at: "owing", after: phase.open.run };
  }
  // What an operator has ordered is no battery's matter: it is over, and who was told waits for the startup that is ordered.
  if (isOrderedAlone(phase.open)) return { at: "owing", after: phase.open.run };
  const { readyMs: _, ...rest } = phase.open;
  const toldMs = Object.fromEntries(Object.keys(phase.open.toldMs).map((name) => [name, atMs]));
  return { at: phase.at, open: { ...rest, toldMs, isHeld: true } };
}

/** Nodes that are to be woken: told by the run of this phase, or by runs before it that no startup has taken back. */
export function owedAfter(owed: readonly string[], phase: Phase): readonly string[] {
  const told = Object.keys(openRunOf(phase)?.toldMs ?? {});
  const fresh = told.filter((node) => !owed.includes(node));
  return fresh.length === 0 ? owed : [...owed, ...fresh];
}

/** Said to whoever carries out a run: who is to be woken may be on its way up. */
export function withOwed(owed: readonly string[]): { readonly owed?: readonly string[] } {
  return owed.length === 0 ? {} : { owed };
}
