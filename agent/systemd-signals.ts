import type { IncomingMessage } from "../src/dbus/codec.ts";
import {
  jobIdOfPath,
  propertiesInterface,
  systemd,
  typeInterface,
  unitOfPath,
} from "./systemd-names.ts";
import {
  asNumber,
  asString,
  asVariants,
  hexOf,
  type Variants,
  withoutAbsent,
} from "./systemd-values.ts";

/** What systemd says of itself, unasked. */
export type SystemdSignal =
  /** A job was queued; comes before the answer to the call that queued it. */
  | { readonly kind: "job-new"; readonly jobId: number; readonly unit: string }
  /** The job's state, or a further call was merged into it; comes before the answer to that call. */
  | { readonly kind: "job-changed"; readonly jobId: number }
  | {
      readonly kind: "job-removed";
      readonly jobId: number;
      readonly unit: string;
      readonly result: string;
    }
  /** The unit was loaded. Also when somebody merely asked for it; it goes again soon after. */
  | { readonly kind: "unit-new"; readonly unit: string }
  | { readonly kind: "unit-removed"; readonly unit: string }
  | {
      readonly kind: "unit-changed";
      readonly unit: string;
      /** From the interface all units have, or from that of the unit's type. */
      readonly from: "unit" | "type";
      readonly facts: UnitFacts;
      /** One of the facts has changed, and its value was not sent along. */
      readonly isIncomplete: boolean;
    }
  /** Unit files were enabled, disabled, linked or masked. */
  | { readonly kind: "unit-files-changed" }
  /** daemon-reload or daemon-reexec begins or is over. All units go and come back meanwhile. */
  | { readonly kind: "reloading"; readonly isReloading: boolean };

/** Properties of a unit that are told when they change; absent where they were not told. */
export interface UnitFacts {
  readonly active?: string;
  readonly sub?: string;
  /** "" where there is none. */
  readonly invocation?: string;
  readonly freezer?: string;
  readonly condition?: boolean;
  /** ConditionTimestamp: 0 when conditions were never looked at, and `condition` says nothing. */
  readonly conditionAtUs?: number;
  readonly result?: string;
  /** When it became active last, and when it ceased to be; 0: never. The kernel's clock, as all that is compared. */
  readonly activeSinceUs?: number;
  readonly activeUntilUs?: number;
  /** ExecMainCode: 0, or as si_code of waitid(2). */
  readonly mainCode?: number;
  readonly mainStatus?: number;
  /** MainPID; 0: there is none. */
  readonly mainPid?: number;
}

/**
 * The meaning of a signal of systemd; undefined where it has none for an agent.
 * @throws HirteError `dbus-error` when it is not built as it should be
 */
export function decodeSignal(signal: IncomingMessage): SystemdSignal | undefined {
  const { path = "", member } = signal;
  if (signal.interface === propertiesInterface && member === "PropertiesChanged") {
    return decodeChange(path, signal);
  }
  if (signal.interface !== systemd.manager || path !== systemd.path) return undefined;
  switch (member) {
    case "JobNew": {
      const [jobId, , unit] = signal.body;
      return { kind: "job-new", jobId: asNumber(jobId), unit: asString(unit) };
    }
    case "JobRemoved": {
      const [jobId, , unit, result] = signal.body;
      return {
        kind: "job-removed",
        jobId: asNumber(jobId),
        unit: asString(unit),
        result: asString(result),
      };
    }
    case "UnitNew":
      return { kind: "unit-new", unit: asString(signal.body[0]) };
    case "UnitRemoved":
      return { kind: "unit-removed", unit: asString(signal.body[0]) };
    case "UnitFilesChanged":
      return { kind: "unit-files-changed" };
    case "Reloading":
      return { kind: "reloading", isReloading: signal.body[0] === true };
    default:
      return undefined;
  }
}

function decodeChange(path: string, signal: IncomingMessage): SystemdSignal | undefined {
  const jobId = jobIdOfPath(path);
  if (jobId !== undefined) return { kind: "job-changed", jobId };
  const unit = unitOfPath(path);
  if (unit === undefined) return undefined;
  const [name, changed, invalidated] = signal.body;
  const from = name === systemd.unit ? "unit" : name === typeInterface(unit) ? "type" : undefined;
  if (!from || !Array.isArray(invalidated)) return undefined;
  const facts = factsOf(asVariants(changed));
  const isIncomplete = invalidated.some((property) => factNames.has(String(property)));
  return { kind: "unit-changed", unit, from, facts, isIncomplete };
}

const factNames: ReadonlySet<string> = new Set([
  "ActiveState",
  "SubState",
  "InvocationID",
  "FreezerState",
  "ConditionResult",
  "ConditionTimestamp",
  "ActiveEnterTimestampMonotonic",
  "ActiveExitTimestampMonotonic",
  "Result",
  "ExecMainCode",
  "MainPID",
  "ExecMainStatus",
]);

/** The facts among the properties of an object of systemd. */
export function factsOf(properties: Variants): UnitFacts {
  const read = <T>(name: string, decode: (value: unknown) => T) =>
    Object.hasOwn(properties, name) ? decode(properties[name]?.value) : undefined;
  return withoutAbsent({
    active: read("ActiveState", asString),
    sub: read("SubState", asString),
    invocation: read("InvocationID", hexOf),
    freezer: read("FreezerState", asString),
    condition: read("ConditionResult", (value) => value === true),
    conditionAtUs: read("ConditionTimestamp", asNumber),
    activeSinceUs: read("ActiveEnterTimestampMonotonic", asNumber),
    activeUntilUs: read("ActiveExitTimestampMonotonic", asNumber),
    result: read("Result", asString),
    mainCode: read("ExecMainCode", asNumber),
    mainPid: read("MainPID", asNumber),
    mainStatus: read("ExecMainStatus", asNumber),
  });
}
