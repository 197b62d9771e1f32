import { formatAge } from "../src/core/duration.ts";
import type { NodeRow, UnitRow, UnitStatusRow } from "../src/protocol/generated/schemas.ts";
import { lastSeen } from "./list.ts";
import { paint, printable, toneOf } from "./text.ts";

/** A node in detail. `failed`: names of its failed units. */
export function nodeBlock(row: NodeRow, failed: readonly string[], isColoured: boolean): string {
  const { node, state, reason, address, version, units } = row;
  const tone = toneOf(state);
  return block(`${paint("●", tone, isColoured)} ${node}`, [
    ["State", `${paint(state, tone, isColoured)} (${printable(reason)})`],
    ["Last seen", lastSeen(row)],
    ["Address", address],
    ["Version", version],
    ["Units", units === undefined ? undefined : `${units}${row.synced ? "" : ", as last seen"}`],
    ["Failed", failed.length === 0 ? undefined : paint(failed.join(" "), "bad", isColoured)],
  ]);
}

/** A unit in detail, much as systemctl shows it. A row with `stale` is what was last seen of it. */
export function unitBlock(
  row: (UnitStatusRow & { readonly node: string }) | UnitRow,
  isColoured: boolean,
): string {
  const { node, unit, description } = row;
  const isStale = "stale" in row && row.stale;
  const tone = isStale ? "faint" : toneOf(row.active);
  const read = "stale" in row ? undefined : row;
  const title = `${paint(signOf(row.active), tone, isColoured)} ${node}: ${unit}${description === unit || description === "" ? "" : ` - ${printable(description)}`}`;
  const text = block(title, [
    ["Loaded", loadedText(row)],
    [
      "Active",
      paint(activeText(row), tone, isColoured) +
        sinceText(read) +
        (isStale ? ", as last seen" : ""),
    ],
    ["Condition", read?.condition === false ? "not met at the last start" : undefined],
    ["Main PID", read?.mainPid === undefined ? undefined : String(read.mainPid)],
    [
      "Exit status",
      read?.exitCode === undefined || read.exitCode === 0 ? undefined : String(read.exitCode),
    ],
    ["Tasks", read?.tasks === undefined ? undefined : String(read.tasks)],
    ["Memory", read?.memoryBytes === undefined ? undefined : bytesText(read.memoryBytes)],
    [
      "Frozen",
      "freezer" in row && row.freezer !== undefined && row.freezer !== "running"
        ? row.freezer
        : undefined,
    ],
  ]);
  const log = (read?.log ?? []).map((line) => `${printable(line)}\n`).join("");
  return log === "" ? text : `${text}\n${log}`;
}

function block(title: string, fields: readonly (readonly [string, string | undefined])[]): string {
  const lines = fields.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name.padStart(11)}: ${value}`],
  );
  return [title, ...lines].map((line) => `${line}\n`).join("");
}

function loadedText({
  load,
  ...row
}: Pick<UnitStatusRow, "load" | "fileState" | "fragment">): string {
  const where = [row.fragment, row.fileState].filter((part) => part !== undefined).join("; ");
  return printable(where === "" ? load : `${load} (${where})`);
}

function activeText({
  active,
  sub,
  result,
}: Pick<UnitStatusRow, "active" | "sub" | "result">): string {
  const isPlain = result === undefined || result === "success";
  return printable(isPlain ? `${active} (${sub})` : `${active} (Result: ${result})`);
}

function sinceText(row: Pick<UnitStatusRow, "sinceMs"> | undefined): string {
  return row?.sinceMs === undefined ? "" : ` since ${formatAge(row.sinceMs)}`;
}

function bytesText(bytes: number): string {
  let rest = bytes;
  for (const unit of ["B", "K", "M", "G"]) {
    if (rest < 1024) return `${Number(rest.toFixed(1))}${unit}`;
    rest /= 1024;
  }
  return `${Number(rest.toFixed(1))}T`;
}

/** systemctl's signs. */
function signOf(active: string): string {
  switch (active) {
    case "failed":
      return "×";
    case "inactive":
      return "○";
    case "reloading":
    case "refreshing":
      return "↻";
    default:
      return "●";
  }
}
