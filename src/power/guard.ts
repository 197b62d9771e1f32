/**
 * What a node without a UPS cable does by itself in an outage: while it hears the coordinator it does nothing; cut
 * off, it counts the battery down on its own clock, and stops itself when what is left is what it takes to stop.
 * Pure: messages, ticks and the moment come in, the new state and what is to be done come out.
 */
import { formatDuration } from "../core/duration.ts";
import type { PowerGuard } from "../protocol/generated/schemas.ts";
import type {
  Armed,
  GuardEffect,
  GuardInput,
  GuardPhase,
  GuardPolicy,
  GuardState,
  GuardStep,
  Stopping,
} from "./guard-model.ts";

/** Names that are remembered: more outages or lives than these are not to be confused in one boot. */
const maxRemembered = 16;

/** What one thing that happens does to the guard. */
export function stepGuard(state: GuardState, input: GuardInput, policy: GuardPolicy): GuardStep {
  switch (input.kind) {
    case "message":
      return onMessage(state, input, policy);
    case "tick":
      return onTick(state, input.bootMs, policy);
    case "disarm":
      return onDisarm(state, input);
    case "resumed":
      return onResumed(state, input.bootMs, policy);
    case "switched-off":
      return toIdle(state, "PowerGuard=no");
    case "command-begins":
      return state.phase.at === "stopping"
        ? save({ ...state, phase: { ...state.phase, commands: state.phase.commands + 1 } })
        : nothing(state);
    case "list-done":
      return onListDone(state);
  }
}

/**
 * Until when each part of the list may take, on the boot clock: what is over by then is left, and the last
 * share is for what a forced power-off still does.
 */
export function deadlinesOf({ begunMs, emptyMs }: Pick<Stopping, "begunMs" | "emptyMs">): {
  readonly unitsMs: number;
  readonly commandsMs: number;
  readonly forceMs: number;
} {
  const spanMs = emptyMs - begunMs;
  const after = (share: number) => Math.round(begunMs + share * spanMs);
  return { unitsMs: after(0.45), commandsMs: after(0.6), forceMs: after(0.85) };
}

type MessageInput = Extract<GuardInput, { kind: "message" }>;

function onMessage(before: GuardState, input: MessageInput, policy: GuardPolicy): GuardStep {
  const { guard, isRetained, session, bootMs } = input;
  // What a broker kept is of the past, and what names another session is not said to who listens now.
  if (isRetained || session === undefined || guard.session !== session) return nothing(before);
  const state = withOrder(before, guard);
  if (!state) return nothing(before);
  if (guard.line === "ol") {
    const { phase } = state;
    const isOurs = phase.at !== "idle" && phase.outage === guard.outage;
    return isOurs ? toIdle(state, "mains are back") : save(state);
  }
  // A list that was begun goes on: nothing that is said of the battery takes it back.
  if (state.phase.at === "stopping" || state.phase.at === "powering-off") return save(state);
  if (state.disarmed.includes(guard.outage)) return save(state);
  const armed = armedBy(guard, { known: state.phase, bootMs, policy });
  return save({ ...state, phase: armed }, ...wordsOfArming(state.phase, armed));
}

/** The state with this message as the last that counted; undefined: it is none that counts. */
function withOrder(state: GuardState, { life = "", seq }: PowerGuard): GuardState | undefined {
  const { last, formerLives } = state;
  if (formerLives.includes(life)) return undefined;
  if (!last || last.life === life) {
    return last && seq <= last.seq ? undefined : { ...state, last: { life, seq } };
  }
  // hecate was started anew: its count begins again, and what it said before is over.
  return { ...state, last: { life, seq }, formerLives: remember(formerLives, last.life) };
}

function armedBy(
  { outage, runtimeS, stopBudgetS }: PowerGuard,
  of: { readonly known: GuardPhase; readonly bootMs: number; readonly policy: GuardPolicy },
): Armed {
  const { bootMs, policy } = of;
  const known = of.known.at === "armed" ? of.known : undefined;
  // It may have lain in the socket since the look before the last: the process may have stood still.
  const sinceMs = known?.lookedBeforeMs ?? bootMs;
  // A coordinator that is blind itself says no runtime: the last one goes on, of another outage too.
  const runtime = runtimeS === undefined ? known?.runtime : { leftS: runtimeS, sinceMs };
  return {
    at: "armed",
    outage,
    heardMs: bootMs,
    ...(runtime ? { runtime } : {}),
    stopBudgetS: stopBudgetS ?? known?.stopBudgetS ?? policy.stopBudgetS,
    lookedMs: known?.lookedMs ?? bootMs,
    lookedBeforeMs: sinceMs,
    listenUntilMs: 0,
    hasListened: false,
    isSilent: false,
  };
}

function wordsOfArming(before: GuardPhase, armed: Armed): GuardEffect[] {
  const facts = factsOf(armed, armed.heardMs);
  if (before.at !== "armed" || before.outage !== armed.outage) {
    return [log("warn", "on battery: the power guard is armed", facts)];
  }
  if (!before.isSilent) return [];
  return [log("info", "the coordinator is heard again: it decides, and nothing is counted", facts)];
}

function onTick(state: GuardState, bootMs: number, policy: GuardPolicy): GuardStep {
  const { phase } = state;
  if (phase.at !== "armed") return nothing(state);
  const isLate = bootMs - phase.lookedMs > policy.stallMs;
  const looked = { ...phase, lookedBeforeMs: phase.lookedMs, lookedMs: bootMs };
  const armed = isLate ? listening(looked, bootMs, policy) : looked;
  if (bootMs - armed.heardMs < policy.unheardMs || bootMs < armed.listenUntilMs) {
    const step = { ...state, phase: armed };
    return armed.hasListened === phase.hasListened ? nothing(step) : save(step);
  }
  if (isDue(armed, bootMs, policy)) return begin(state, armed, { bootMs, policy });
  if (armed.isSilent) return nothing({ ...state, phase: armed });
  const text = "the coordinator is silent: this node counts the battery down by itself";
  const facts = {
    ...factsOf(armed, bootMs),
    actsInS: Math.round(untilDueS(armed, bootMs, policy)),
  };
  return save({ ...state, phase: { ...armed, isSilent: true } }, log("warn", text, facts));
}

/** Silence counts only once there was time to hear what was said meanwhile, but for one time only. */
function listening(armed: Armed, bootMs: number, policy: GuardPolicy): Armed {
  if (armed.hasListened) return armed;
  const listenMs = Math.min(policy.listenMs, policy.unheardMs);
  return { ...armed, listenUntilMs: bootMs + listenMs, hasListened: true };
}

function isDue(armed: Armed, bootMs: number, policy: GuardPolicy): boolean {
  return untilDueS(armed, bootMs, policy) <= 0;
}

function untilDueS(armed: Armed, bootMs: number, policy: GuardPolicy): number {
  const leftS = leftOf(armed, bootMs);
  if (leftS === undefined) return (armed.heardMs + policy.blindMs - bootMs) / 1000;
  return leftS - armed.stopBudgetS;
}

function leftOf({ runtime }: Armed, bootMs: number): number | undefined {
  return runtime && runtime.leftS - (bootMs - runtime.sinceMs) / 1000;
}

function begin(
  state: GuardState,
  armed: Armed,
  { bootMs, policy }: { readonly bootMs: number; readonly policy: GuardPolicy },
): GuardStep {
  const leftMs = (leftOf(armed, bootMs) ?? armed.stopBudgetS) * 1000;
  const phase: Stopping = {
    at: "stopping",
    outage: armed.outage,
    begunMs: bootMs,
    emptyMs: Math.round(bootMs + Math.max(policy.leastMs, leftMs)),
    commands: 0,
  };
  const unheard = formatDuration(bootMs - armed.heardMs);
  const text = `nothing was heard of the coordinator for ${unheard}, and the battery lasts as long as this node takes to stop: it stops itself`;
  return save({ ...state, phase }, log("warn", text, factsOf(armed, bootMs)), {
    kind: "run-list",
    phase,
  });
}

function onDisarm(
  state: GuardState,
  { outage, why }: Extract<GuardInput, { kind: "disarm" }>,
): GuardStep {
  const { phase } = state;
  const present = phase.at === "idle" ? undefined : phase.outage;
  const named = outage ?? present;
  if (named === undefined) return nothing(state);
  // There is no way back: to say that it is disarmed would not be true.
  if (phase.at === "powering-off" && named === present) {
    return withWords(
      state,
      log("warn", "too late to disarm: the node is being switched off", { outage: named }),
    );
  }
  const known = { ...state, disarmed: remember(state.disarmed, named) };
  return named === present ? toIdle(known, why) : save(known);
}

function onResumed(state: GuardState, bootMs: number, policy: GuardPolicy): GuardStep {
  const { phase } = state;
  switch (phase.at) {
    case "idle":
      return nothing(state);
    case "armed": {
      const looked = { ...phase, lookedMs: bootMs, lookedBeforeMs: bootMs };
      return save(
        { ...state, phase: listening(looked, bootMs, policy) },
        log(
          "warn",
          "the agent was restarted on battery: the power guard goes on",
          factsOf(phase, bootMs),
        ),
      );
    }
    case "stopping":
    case "powering-off":
      return withWords(
        state,
        log("warn", "the agent was restarted while it stopped this node: it goes on with that", {
          outage: phase.outage,
        }),
        { kind: "run-list", phase },
      );
  }
}

function onListDone(state: GuardState): GuardStep {
  const { phase } = state;
  if (phase.at !== "stopping") return nothing(state);
  const { outage, begunMs, emptyMs } = phase;
  return save(
    { ...state, phase: { at: "powering-off", outage, begunMs, emptyMs } },
    log("warn", "this node switches itself off", { outage }),
  );
}

/** Nothing is watched any more. What was begun stops where it is, as long as that can be. */
function toIdle(state: GuardState, why: string): GuardStep {
  const { phase } = state;
  const idle = { ...state, phase: { at: "idle" } } as const;
  switch (phase.at) {
    case "idle":
      return nothing(state);
    case "armed":
      return save(
        idle,
        log("info", `the power guard is disarmed: ${why}`, { outage: phase.outage }),
      );
    case "stopping":
      return save(
        idle,
        { kind: "halt-list" },
        log(
          "warn",
          `the power guard is disarmed: ${why}. The node stays on; what it has stopped stays stopped`,
          { outage: phase.outage },
        ),
      );
    case "powering-off":
      return nothing(state);
  }
}

function factsOf(armed: Armed, bootMs: number): Record<string, string | number> {
  const leftS = leftOf(armed, bootMs);
  return {
    outage: armed.outage,
    stopBudgetS: armed.stopBudgetS,
    ...(leftS === undefined ? {} : { runtimeS: Math.round(leftS) }),
    unheardS: Math.round((bootMs - armed.heardMs) / 1000),
  };
}

function remember(names: readonly string[], name: string): readonly string[] {
  return [...names.filter((known) => known !== name), name].slice(-maxRemembered);
}

function log(
  level: "info" | "warn" | "error",
  text: string,
  facts: Readonly<Record<string, string | number>>,
): GuardEffect {
  return { kind: "log", level, text, facts };
}

function nothing(state: GuardState): GuardStep {
  return { state, effects: [] };
}

function withWords(state: GuardState, ...effects: readonly GuardEffect[]): GuardStep {
  return { state, effects };
}

function save(state: GuardState, ...effects: readonly GuardEffect[]): GuardStep {
  return { state, effects: [{ kind: "save" }, ...effects] };
}
