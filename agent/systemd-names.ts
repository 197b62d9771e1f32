import { escapeLabel, unescapeLabel } from "../src/dbus/label.ts";

/** systemd on the bus (org.freedesktop.systemd1(5)). */
export const systemd = {
  name: "org.freedesktop.systemd1",
  path: "/org/freedesktop/systemd1",
  manager: "org.freedesktop.systemd1.Manager",
  unit: "org.freedesktop.systemd1.Unit",
  service: "org.freedesktop.systemd1.Service",
  job: "org.freedesktop.systemd1.Job",
  /** PID 1's own socket: no bus between, for uid 0. Not a documented interface; systemctl uses it. */
  privateAddress: "unix:path=/run/systemd/private",
} as const;

/** Standard interface for properties (D-Bus specification). */
export const propertiesInterface = "org.freedesktop.DBus.Properties";

const unitPrefix = `${systemd.path}/unit/`;
const jobPrefix = `${systemd.path}/job/`;

/** Object path of a unit. To ask an object for anything makes systemd load its unit. */
export function unitPath(unit: string): string {
  return unitPrefix + escapeLabel(unit);
}

/** The unit whose object path this is. */
export function unitOfPath(path: string): string | undefined {
  return path.startsWith(unitPrefix) ? unescapeLabel(path.slice(unitPrefix.length)) : undefined;
}

/** The number of the job whose object path this is. */
export function jobIdOfPath(path: string): number | undefined {
  const digits = path.startsWith(jobPrefix) ? path.slice(jobPrefix.length) : "";
  return /^\d+$/.test(digits) ? Number(digits) : undefined;
}

/** The interface that goes with the unit's type: `a.mount` has org.freedesktop.systemd1.Mount. */
export function typeInterface(unit: string): string {
  const type = unitType(unit);
  return `${systemd.name}.${type.charAt(0).toUpperCase()}${type.slice(1)}`;
}

/** The unit's type, which is the suffix of its name. */
export function unitType(unit: string): string {
  return unit.slice(unit.lastIndexOf(".") + 1);
}

const typesWithResult: ReadonlySet<string> = new Set([
  "service",
  "socket",
  "mount",
  "automount",
  "swap",
  "timer",
  "path",
  "scope",
]);

/** Whether units of this one's type have a Result property. */
export function hasResult(unit: string): boolean {
  return typesWithResult.has(unitType(unit));
}
