import type { UnitStatusRow } from "../src/protocol/generated/schemas.ts";
import { isGlob, isTemplateName, unitNameOf } from "../src/units/unit-name.ts";
import type { SystemdLink } from "./systemd-link.ts";
import { hasResult, systemd, typeInterface, unitPath, unitType } from "./systemd-names.ts";
import { factsOf } from "./systemd-signals.ts";
import { asNumber, asRows, asString, type Variants, withoutAbsent } from "./systemd-values.ts";

/** Units read at a time: each takes systemd about a millisecond in which it does nothing else. */
const maxReaders = 4;

/**
 * The rows of `status`. As systemctl: patterns mean loaded units; a name means its unit, which
 * systemd loads if need be, and one that it does not find has the load state `not-found`.
 * @throws HirteError `dbus-gone`, `deadline`, `dbus-error`, `bad-argument` for what cannot be a name
 */
export async function readStatus(
  link: SystemdLink,
  patterns: readonly string[],
): Promise<UnitStatusRow[]> {
  const rows: (UnitStatusRow | undefined)[] = [];
  const todo = (await namesOf(link, patterns)).entries();
  const read = async () => {
    for (const [i, name] of todo) rows[i] = await readRow(link, name);
  };
  // Each call has the bus's deadline.
  await Promise.all(Array.from({ length: maxReaders }, read));
  // Two names may be one unit's.
  const byUnit = new Map(rows.flatMap((row) => (row ? [[row.unit, row]] : [])));
  return [...byUnit.values()];
}

async function namesOf(link: SystemdLink, patterns: readonly string[]): Promise<string[]> {
  const globs = patterns.filter(isGlob);
  const names = patterns.filter((pattern) => !isGlob(pattern)).map(statusName);
  if (globs.length > 0 || patterns.length === 0) {
    const [rows] = await link.call("ListUnitsByPatterns", "asas", [[], globs]);
    names.push(...asRows(rows).map(([name]) => asString(name)));
  }
  return [...new Set(names)];
}

/**
 * The unit meant by a name in `status`. A template is taken as it is: it is a name, and no unit has it.
 * @throws HirteError `bad-argument`
 */
export function statusName(text: string): string {
  return isTemplateName(text) ? text : unitNameOf(text);
}

async function readRow(link: SystemdLink, name: string): Promise<UnitStatusRow> {
  if (isTemplateName(name)) {
    return { unit: name, load: "not-found", active: "inactive", sub: "dead", description: name };
  }
  const unit = await link.readAll(unitPath(name), systemd.unit);
  const text = (property: string) => asString(unit[property]?.value ?? "");
  const { active = "", sub = "", condition, conditionAtUs = 0, invocation } = factsOf(unit);
  const id = text("Id");
  const load = text("LoadState");
  const typed = load === "not-found" ? {} : await readTyped(link, id, active);
  return withoutAbsent({
    unit: id,
    load,
    active,
    sub,
    description: text("Description"),
    fileState: text("UnitFileState") || undefined,
    fragment: text("FragmentPath") || undefined,
    condition: conditionAtUs > 0 ? condition : undefined,
    invocation: invocation || undefined,
    sinceMs: sinceMs(unit, active),
    ...typed,
  });
}

/** When a unit came into its active state, as systemctl status has it. */
const sinceProperty: Readonly<Record<string, string>> = {
  active: "ActiveEnterTimestampMonotonic",
  reloading: "ActiveEnterTimestampMonotonic",
  refreshing: "ActiveEnterTimestampMonotonic",
  inactive: "InactiveEnterTimestampMonotonic",
  failed: "InactiveEnterTimestampMonotonic",
  activating: "InactiveExitTimestampMonotonic",
  deactivating: "ActiveExitTimestampMonotonic",
};

function sinceMs(unit: Variants, active: string): number | undefined {
  const value = unit[sinceProperty[active] ?? ""]?.value;
  const atUs = value === undefined ? 0 : asNumber(value);
  if (atUs === 0) return undefined;
  // systemd and Node read the same clock here, CLOCK_MONOTONIC.
  const nowUs = Number(process.hrtime.bigint() / 1000n);
  return Math.max(0, Math.round((nowUs - atUs) / 1000));
}

const typesWithCgroup: ReadonlySet<string> = new Set([
  "service",
  "socket",
  "mount",
  "swap",
  "slice",
  "scope",
]);

async function readTyped(link: SystemdLink, unit: string, active: string) {
  const iface = typeInterface(unit);
  const read = (property: string, isWanted: boolean) =>
    isWanted ? link.read(unitPath(unit), iface, property) : undefined;
  const isService = unitType(unit) === "service";
  const isUp = active !== "inactive" && active !== "failed" && typesWithCgroup.has(unitType(unit));
  const [result, mainPid, mainCode, mainStatus, memory, tasks] = await Promise.all([
    read("Result", hasResult(unit)),
    read("MainPID", isService),
    read("ExecMainCode", isService),
    read("ExecMainStatus", isService),
    read("MemoryCurrent", isUp),
    read("TasksCurrent", isUp),
  ]);
  return {
    result: result === undefined ? undefined : asString(result),
    mainPid: mainPid === undefined ? undefined : asNumber(mainPid) || undefined,
    // CLD_EXITED of waitid(2): a status is an exit status only then.
    exitCode: mainCode === 1 ? asNumber(mainStatus) : undefined,
    memoryBytes: finite(memory),
    tasks: finite(tasks),
  };
}

/** systemd writes the largest 64-bit number where it has none. */
function finite(value: unknown): number | undefined {
  const number = value === undefined ? Number.POSITIVE_INFINITY : asNumber(value);
  return Number.isFinite(number) ? number : undefined;
}
