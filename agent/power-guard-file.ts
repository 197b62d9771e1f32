import { type GuardPhase, type GuardState, idleGuard } from "../src/power/guard-model.ts";

/**
 * The state of a power guard as its file has it. Of another boot: as if there were none, for its moments are of
 * another clock, and its outage may be over. Undefined: it is no such file.
 */
export function parseGuardState(value: unknown, bootId: string): GuardState | undefined {
  const file = fieldsOf(value);
  if (file?.["version"] !== 1) return undefined;
  if (file["bootId"] !== bootId) return idleGuard;
  const state = fieldsOf(file["state"]);
  const phase = state && phaseOf(state["phase"]);
  if (!state || !phase) return undefined;
  const formerLives = textsOf(state["formerLives"]);
  const disarmed = textsOf(state["disarmed"]);
  const last = fieldsOf(state["last"]);
  if (!formerLives || !disarmed) return undefined;
  const life = last?.["life"];
  const seq = last?.["seq"];
  const known = typeof life === "string" && isNumber(seq) ? { last: { life, seq } } : {};
  return { phase, formerLives, disarmed, ...known };
}

function phaseOf(value: unknown): GuardPhase | undefined {
  const phase = fieldsOf(value);
  if (!phase) return undefined;
  const { at, outage } = phase;
  if (at === "idle") return { at };
  if (typeof outage !== "string") return undefined;
  switch (at) {
    case "armed":
      return armedOf(phase, outage);
    case "stopping":
    case "powering-off": {
      const { begunMs, emptyMs, commands = 0 } = phase;
      if (!isNumber(begunMs) || !isNumber(emptyMs) || !isNumber(commands)) return undefined;
      const common = { outage, begunMs, emptyMs };
      return at === "stopping" ? { at, ...common, commands } : { at, ...common };
    }
    default:
      return undefined;
  }
}

function armedOf(phase: Fields, outage: string): GuardPhase | undefined {
  const { heardMs, stopBudgetS, lookedMs, lookedBeforeMs, listenUntilMs } = phase;
  const isWhole =
    isNumber(heardMs) &&
    isNumber(stopBudgetS) &&
    isNumber(lookedMs) &&
    isNumber(lookedBeforeMs) &&
    isNumber(listenUntilMs);
  if (!isWhole) return undefined;
  const said = fieldsOf(phase["runtime"]);
  const leftS = said?.["leftS"];
  const sinceMs = said?.["sinceMs"];
  return {
    at: "armed",
    outage,
    heardMs,
    stopBudgetS,
    lookedMs,
    lookedBeforeMs,
    listenUntilMs,
    hasListened: phase["hasListened"] === true,
    isSilent: phase["isSilent"] === true,
    ...(isNumber(leftS) && isNumber(sinceMs) ? { runtime: { leftS, sinceMs } } : {}),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields | undefined {
  // Any object can be asked for fields of any name.
  return typeof value === "object" && value !== null ? (value as Fields) : undefined;
}

function textsOf(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.filter((each): each is string => typeof each === "string");
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
