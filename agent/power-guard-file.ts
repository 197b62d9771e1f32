import {
  type GuardPhase,
  type GuardState,
  type HeardLife,
  idleGuard,
} from "../src/power/guard-model.ts";

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
  const formerLives = livesOf(state["formerLives"]);
  const disarmed = textsOf(state["disarmed"]);
  if (!formerLives || !disarmed) return undefined;
  const life = lifeOf(state["last"]);
  const heardMs = fieldsOf(state["last"])?.["heardMs"];
  const known = life && isNumber(heardMs) ? { last: { ...life, heardMs } } : {};
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
      const formerOutages = textsOf(phase["formerOutages"]);
      const common = { outage, ...(formerOutages ? { formerOutages } : {}), begunMs, emptyMs };
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

function livesOf(value: unknown): readonly HeardLife[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((each) => lifeOf(each) ?? []);
}

function lifeOf(value: unknown): HeardLife | undefined {
  const fields = fieldsOf(value);
  const life = fields?.["life"];
  const seq = fields?.["seq"];
  return typeof life === "string" && isNumber(seq) ? { life, seq } : undefined;
}

function textsOf(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.filter((each): each is string => typeof each === "string");
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
