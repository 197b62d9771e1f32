import type { GoneTimes } from "../../config/hecate-types.ts";
import type { AgentState } from "./node-states.ts";

/** A control address that lost one probe has not gone; one that was not heard for so long has. */
const controlPatienceMs = 5000;
/** Between two looks that are further apart nobody has listened. */
const gapMs = 5000;

/** What is known of a machine that was told to power off. Plain data. */
export interface GoneState {
  /**
   * Since when its agent is not there, its address is silent and a control address answers, all at once; undefined: one of
   * them is not so.
   */
  readonly silentSinceMs?: number;
  /** When a control address answered last. */
  readonly controlAtMs?: number;
  /** When it was looked last. */
  readonly lookedAtMs?: number;
}

/** One look at it: probes of one moment. */
export interface GoneFacts {
  readonly agent: AgentState;
  /** When its address was probed, and whether it answered; a refused connection is an answer. */
  readonly probedAtMs: number;
  readonly hasAnswered: boolean;
  /** Whether a control address answered to a probe of the same moment. */
  readonly isControlThere: boolean;
}

/** What comes of a look. */
export interface GoneStep {
  readonly state: GoneState;
  readonly isGone: boolean;
  /** What is in the way, for people. */
  readonly waitsFor: string;
}

/**
 * Whether a machine is off, by one more look at it (docs/hecate.md, *Gone*): its agent is not there, AND
 * its address was silent for long enough, AND a control address still answers, and a while more. Silence by which nobody else could
 * be heard is none: the line may be cut here. Where one of them ends to be so, or nobody looked for a while, all begins anew.
 */
export function goneStep(
  state: GoneState,
  facts: GoneFacts,
  { nowMs, silenceMs, settleMs }: GoneTimes & { readonly nowMs: number },
): GoneStep {
  const { agent, probedAtMs, hasAnswered, isControlThere } = facts;
  const controlAtMs = isControlThere ? nowMs : state.controlAtMs;
  const control = { lookedAtMs: nowMs, ...(controlAtMs === undefined ? {} : { controlAtMs }) };
  const not = (waitsFor: string): GoneStep => ({ state: control, isGone: false, waitsFor });
  if (agent === "online") return not("its agent is online");
  if (hasAnswered) return not("its address answers");
  if (controlAtMs === undefined || nowMs - controlAtMs > controlPatienceMs) {
    return not("no control address answers: it may be this machine that is cut off");
  }
  const hasListened = nowMs - (state.lookedAtMs ?? nowMs) <= gapMs;
  const silentSinceMs = (hasListened ? state.silentSinceMs : undefined) ?? probedAtMs;
  const silentForMs = nowMs - silentSinceMs;
  return {
    state: { silentSinceMs, ...control },
    isGone: silentForMs >= silenceMs + settleMs && isControlThere,
    waitsFor:
      silentForMs < silenceMs
        ? "its address has not been silent for long enough"
        : "it to have settled",
  };
}
