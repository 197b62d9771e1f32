import { escapeLabel } from "../../src/dbus/label.ts";
import type { UnitRow } from "../../src/protocol/generated/schemas.ts";

/** A unit as systemd's ListUnits tells it, `(ssssssouso)`. */
export type UnitTuple = readonly [
  name: string,
  description: string,
  load: string,
  active: string,
  sub: string,
  following: string,
  path: string,
  jobId: number,
  jobType: string,
  jobPath: string,
];

/**
 * A unit in the form of systemd's ListUnits. hirte does not know what a unit follows, nor systemd's
 * queue of jobs: these say that there is nothing.
 */
export function unitTuple({ unit, description, load, active, sub }: UnitRow): UnitTuple {
  const path = `/org/freedesktop/systemd1/unit/${escapeLabel(unit)}`;
  return [unit, description, load, active, sub, "", path, 0, "", "/"];
}
