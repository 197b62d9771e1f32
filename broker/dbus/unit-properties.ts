import { Variant } from "../../src/dbus/codec.ts";
import type { UnitState } from "../../src/protocol/generated/schemas.ts";

/** systemd's names of what hirte publishes of a unit (org.freedesktop.systemd1(5)). */
const unitProperties = [
  ["load", "LoadState"],
  ["active", "ActiveState"],
  ["sub", "SubState"],
  ["description", "Description"],
  ["fileState", "UnitFileState"],
] as const;

/** Properties of an interface that have changed. */
export interface PropertiesOf {
  readonly interface: string;
  readonly props: Readonly<Record<string, Variant>>;
}

/**
 * What has changed between two states of a unit, as systemd's interfaces name it; nothing of what hirte
 * does not publish. Without `before`: all that is published. Interfaces without a change are left out.
 */
export function changedProperties(
  unit: string,
  before: UnitState | undefined,
  after: UnitState,
): readonly PropertiesOf[] {
  const hasChanged = (field: keyof UnitState) => !before || before[field] !== after[field];
  const common: Record<string, Variant> = {};
  for (const [field, name] of unitProperties) {
    if (hasChanged(field)) common[name] = new Variant("s", after[field] ?? "");
  }
  if (hasChanged("freezer")) common["FreezerState"] = new Variant("s", after.freezer ?? "running");
  if (hasChanged("invocation")) {
    common["InvocationID"] = new Variant("ay", Buffer.from(after.invocation ?? "", "hex"));
  }
  const suffix = unit.slice(unit.lastIndexOf(".") + 1);
  const hasResult = hasChanged("result") && withResult.has(suffix);
  const own: Record<string, Variant> = hasResult
    ? { Result: new Variant("s", after.result ?? "success") }
    : {};
  const ofType = `org.freedesktop.systemd1.${suffix.charAt(0).toUpperCase()}${suffix.slice(1)}`;
  return [
    { interface: "org.freedesktop.systemd1.Unit", props: common },
    { interface: ofType, props: own },
  ].filter(({ props }) => Object.keys(props).length > 0);
}

/** Types of units whose interface has a Result. */
const withResult: ReadonlySet<string> = new Set([
  ...["service", "socket", "mount", "automount", "swap", "timer", "path", "scope"],
]);
