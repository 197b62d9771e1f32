import type { UnitCondition } from "../run/ports.ts";

/** What systemd says of a unit, in its own words. */
export interface UnitWords {
  readonly load: string;
  readonly active: string;
}

/** The condition of a unit. */
export function conditionOf({ load, active }: UnitWords): UnitCondition {
  switch (active) {
    case "active":
    case "reloading":
    case "refreshing":
      return "active";
    case "activating":
    case "deactivating":
    case "maintenance":
      return "changing";
    case "failed":
      return "failed";
  }
  return load === "not-found" ? "absent" : "inactive";
}

/** A property of a unit, as `systemctl show` prints it. */
export interface PropertyWord {
  readonly unit?: string;
  readonly name: string;
  readonly value: string;
}

/** The target that is reached when the clock is in step, and the client that says how far it is. */
const target = "time-sync.target";
const client = "systemd-timesyncd.service";

/** What is asked for to know whether a clock is in step. */
export const syncWords = {
  units: [target, client],
  properties: ["Id", "ActiveState", "StatusText"],
} as const;

/**
 * Whether a clock is in step, by what was asked for: time-sync.target is only reached with a clock that is, and
 * systemd-timesyncd says in its status that it heard a server. undefined: neither is there to say so.
 */
export function isSyncedBy(words: readonly PropertyWord[]): boolean | undefined {
  const of = (unit: string, property: string) =>
    words.find(({ unit: its, name }) => its === unit && name === property)?.value;
  if (of(target, "ActiveState") === "active") return true;
  if (of(client, "ActiveState") !== "active") return undefined;
  return /^(contacted|(initial )?synchroni[sz](ed|ation) to) time server/i.test(
    of(client, "StatusText") ?? "",
  );
}
