import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { WriteFile } from "../disk.ts";
import { type DrillName, type DrillReport, drillNames } from "./model.ts";

/** Writes a report. @returns where it is @throws HirteError `unavailable` */
export async function writeReport(
  report: DrillReport,
  { stateDir, write }: { readonly stateDir: string; readonly write: WriteFile },
): Promise<string> {
  // 20260131T100000Z: in the order of their names they are in that of their times.
  const time = new Date(report.beganAt).toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const path = join(stateDir, "reports", `drill-${report.drill}-${time}.json`);
  await write(path, report);
  return path;
}

/** The last report of each drill. One that cannot be read is passed over for the one before. */
export function lastReports(stateDir: string): ReadonlyMap<DrillName, DrillReport> {
  const directory = join(stateDir, "reports");
  let names: readonly string[] = [];
  try {
    names = readdirSync(directory).toSorted().toReversed();
  } catch {
    // There was no run and no drill yet.
  }
  const found = new Map<DrillName, DrillReport>();
  for (const drill of drillNames) {
    for (const name of names) {
      if (/^drill-(.+)-\d{8}T\d{6}Z\.json$/.exec(name)?.[1] !== drill) continue;
      const report = reportIn(join(directory, name));
      if (report?.drill !== drill) continue;
      found.set(drill, report);
      break;
    }
  }
  return found;
}

function reportIn(path: string): DrillReport | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (typeof value !== "object" || value === null) return undefined;
    const { version, drill, outcome, beganAt, limitS, isRestored } = Object(value);
    const isReport =
      version === 1 &&
      drillNames.includes(drill) &&
      ["passed", "failed", "broken-off"].includes(outcome) &&
      typeof beganAt === "number" &&
      typeof limitS === "number" &&
      typeof isRestored === "boolean";
    // What is shown of it was looked at.
    return isReport ? (value as DrillReport) : undefined;
  } catch {
    return undefined;
  }
}
