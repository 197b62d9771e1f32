import { newUps, type UpsMemory } from "../power/ups.ts";

/** A moment on the boot clock of this machine. */
export interface Now {
  readonly bootId: string;
  readonly atMs: number;
}

type Check = (value: unknown) => boolean;
type Fields = Readonly<Record<string, Check>>;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isNumber: Check = (value) => typeof value === "number" && value >= 0;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && isNumber(value);
const isText: Check = (value) => typeof value === "string";
const isTexts: Check = (value) => Array.isArray(value) && value.every(isText);
const isRecords: Check = (value) => isRecord(value) && Object.values(value).every(isRecord);
const isNumbers: Check = (value) => isRecord(value) && Object.values(value).every(isNumber);
const isList: Check = (value) => Array.isArray(value) && value.every(isRecord);
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const phases = ["watching", "running", "powering-off", "holding", "self-off", "owing", "starting"];
const isUpses: Check = (value) =>
  isRecord(value) &&
  Object.values(value).every((ups) => isRecord(ups) && isCount(outageNumberIn(ups)));

const isPhase: Check = (value) => isRecord(value) && phases.some((at) => at === value["at"]);
const decisions: Fields = {
  phase: isPhase,
  covered: isList,
  owed: isTexts,
  roused: maybe(isTexts),
  ownFsd: isTexts,
  intent: maybe(isRecord),
  fluxBranch: maybe(isText),
};
const isReal: Check = (value) =>
  isRecord(value) && Object.entries(decisions).every(([key, check]) => check(value[key]));

const shared: Fields = {
  format: (value) => value === 1,
  bootId: isText,
  atMs: isNumber,
  upses: isUpses,
  upsAlarms: isRecords,
  alarms: isRecords,
  inhibit: maybe(isRecord),
  intent: maybe(isRecord),
  hosts: maybe(isRecord),
};

/** What a state has at its top, by the role. */
const fields: Readonly<Record<"coordinator" | "peer", Fields>> = {
  coordinator: {
    ...shared,
    budgets: isRecords,
    lastRun: isCount,
    phase: isPhase,
    covered: isList,
    triggers: isRecords,
    owed: isTexts,
    ownFsd: isTexts,
    guards: isRecords,
    guardsSentMs: maybe(isNumber),
    peers: isRecords,
    returning: isTexts,
    fluxBranch: maybe(isText),
    real: maybe(isReal),
  },
  peer: {
    ...shared,
    others: isRecords,
    thresholdS: isNumbers,
    coordinatorHash: maybe(isText),
    heardMs: maybe(isNumber),
    toldRun: maybe(isCount),
    localShutdown: maybe(isRecord),
  },
};

/**
 * Looks at a state as it was on disk: one that is not whole would be gone on with, and judge nothing.
 * @throws where it is none of this role, or of a time that has not come yet
 */
export function checkSaved(saved: unknown, role: "coordinator" | "peer", now: Now): void {
  if (!isRecord(saved)) throw new Error(`it holds no state of a ${role}`);
  const wrong = Object.entries(fields[role]).find(([key, check]) => !check(saved[key]));
  if (wrong)
    throw new Error(`it holds no state of a ${role}: ${wrong[0]} is not what it should be`);
  // The boot clock never goes back: by a moment to come nothing would ever be old enough.
  if (saved["bootId"] === now.bootId && Number(saved["atMs"]) > now.atMs) {
    throw new Error("it is of a time that has not come yet");
  }
}

/** Numbers of a state that is not gone on with: no run and no outage may have the name of one before it. */
export function numbersIn(saved: unknown): {
  readonly lastRun: number;
  readonly memories: Readonly<Record<string, UpsMemory>>;
} {
  const state = isRecord(saved) ? saved : {};
  const upses = isRecord(state["upses"]) ? state["upses"] : {};
  const memories = Object.entries(upses).flatMap(([name, ups]): [string, UpsMemory][] => {
    const number = outageNumberIn(ups);
    return isCount(number) ? [[name, { ...newUps(), outage: { number } }]] : [];
  });
  const lastRun = state["lastRun"];
  return {
    lastRun: isCount(lastRun) ? lastRun : 0,
    memories: Object.fromEntries(memories),
  };
}

function outageNumberIn(ups: unknown): unknown {
  if (!isRecord(ups) || !isRecord(ups["memory"])) return undefined;
  const { outage } = ups["memory"];
  return isRecord(outage) ? outage["number"] : undefined;
}
