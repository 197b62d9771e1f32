/**
 * What a node without a UPS cable does by itself in an outage: while it hears the coordinator it does nothing; cut
 * off, it counts the battery down on its own clock, and stops itself when what is left is what it takes to stop.
 * Pure: messages, ticks and the moment come in, the new state and what is to be done come out.
 */
import { formatDuration } from "../core/duration.ts";
import {
  armedBy,
  armedOnceMore,
  isDue,
  isOverdue,
  leftOf,
  listening,
  untilDueS,
} from "./guard-count.ts";
import { isCalled, remember, renamed, withOrder } from "./guard-hearing.ts";
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

/** What one thing that happens does to the guard. */
export function stepGuard(state: GuardState, input: GuardInput, policy: GuardPolicy): GuardStep {
  switch (input.kind) {
    case "message":
      return onMessage(state, input, policy);
    case "tick":
      return onTick(state, input.bootMs, policy);
    case "disarm":
      return onDisarm(state, input);
    case "session":
      return onSession(state, input.bootMs, policy);
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
  const state = withOrder(before, guard, { bootMs, policy });
  if (!state) return nothing(before);
  const { phase } = state;
  if (guard.line === "ol") {
    return isCalled(phase, guard.outage) ? toIdle(state, "mains are back") : save(state);
  }
  if (state.disarmed.includes(guard.outage)) return save(state);
  // A list that was begun goes on: nothing that is said of the battery takes it back. Its name may be another by now.
  if (phase.at === "stopping") return save({ ...state, phase: renamed(phase, guard.outage) });
  if (phase.at === "powering-off") return save(state);
  const armed = armedBy(guard, { known: state.phase, bootMs, policy });
  return save({ ...state, phase: armed }, ...wordsOfArming(state.phase, armed));
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
  if (isLate && isOverdue(phase, bootMs, policy)) return tooLate(state, phase, bootMs);
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

/** From now on something can be heard: who listens does so for as long as it takes to be told, and no longer. */
function onSession(state: GuardState, bootMs: number, { unheardMs }: GuardPolicy): GuardStep {
  const { phase } = state;
  if (phase.at !== "armed") return nothing(state);
  const listenUntilMs = Math.min(phase.listenUntilMs, bootMs + unheardMs);
  if (listenUntilMs === phase.listenUntilMs) return nothing(state);
  return save({ ...state, phase: { ...phase, listenUntilMs } });
}

function tooLate(state: GuardState, armed: Armed, bootMs: number): GuardStep {
  const text =
    "the battery should have been empty by now, and this node runs: it does nothing until it is told of an outage again";
  return save({ ...state, phase: { at: "idle" } }, log("warn", text, factsOf(armed, bootMs)));
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
  const isPresent = isCalled(phase, named);
  // There is no way back: to say that it is disarmed would not be true.
  if (phase.at === "powering-off" && isPresent) {
    return withWords(
      state,
      log("warn", "too late to disarm: the node is being switched off", { outage: named }),
    );
  }
  const names = isPresent && present !== undefined ? [named, present] : [named];
  const disarmed = names.reduce(remember, state.disarmed);
  const known = { ...state, disarmed };
  return isPresent ? toIdle(known, why) : save(known);
}

function onResumed(state: GuardState, bootMs: number, policy: GuardPolicy): GuardStep {
  const { phase } = state;
  switch (phase.at) {
    case "idle":
      return nothing(state);
    case "armed":
      return armedAgain(state, phase, { bootMs, policy });
    case "stopping":
    case "powering-off":
      if (bootMs >= Math.max(deadlinesOf(phase).forceMs, phase.begunMs + policy.freshMs)) {
        return armedAgain(state, armedOnceMore(phase), { bootMs, policy });
      }
      return withWords(
        state,
        log("warn", "the agent was restarted while it stopped this node: it goes on with that", {
          outage: phase.outage,
        }),
        { kind: "run-list", phase },
      );
  }
}

function armedAgain(
  state: GuardState,
  armed: Armed,
  { bootMs, policy }: { readonly bootMs: number; readonly policy: GuardPolicy },
): GuardStep {
  if (isOverdue(armed, bootMs, policy)) return tooLate(state, armed, bootMs);
  const looked = { ...armed, lookedMs: bootMs, lookedBeforeMs: bootMs };
  return save(
    { ...state, phase: listening(looked, bootMs, policy) },
    log(
      "warn",
      "the agent was restarted on battery: the power guard goes on",
      factsOf(armed, bootMs),
    ),
  );
}

function onListDone(state: GuardState): GuardStep {
  const { phase } = state;
  if (phase.at !== "stopping") return nothing(state);
  const { commands: _, ...rest } = phase;
  const { outage } = rest;
  return save(
    { ...state, phase: { ...rest, at: "powering-off" } },
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
