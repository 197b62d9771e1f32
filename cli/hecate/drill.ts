import { rmSync } from "node:fs";
import { join } from "node:path";
import { readHecateConfig } from "../../src/config/hecate.ts";
import type { HecateConfig } from "../../src/config/hecate-types.ts";
import { systemClock } from "../../src/core/clock.ts";
import { parseDurationMs } from "../../src/core/duration.ts";
import { HirteError, isHirteError, messageOf } from "../../src/core/errors.ts";
import { silentLog } from "../../src/core/log.ts";
import { claimDirectory, isClaimedBy } from "../../src/core/single-process.ts";
import { askHecate } from "../../src/hecate/ask.ts";
import { diskWriter } from "../../src/hecate/disk.ts";
import { holdDrill } from "../../src/hecate/drills/hold-drill.ts";
import {
  type DrillName,
  type DrillReport,
  type DrillSite,
  drillNames,
} from "../../src/hecate/drills/model.ts";
import { DrillNotes } from "../../src/hecate/drills/notes.ts";
import { preconditionsOf } from "../../src/hecate/drills/preconditions.ts";
import { rehearsal } from "../../src/hecate/drills/rehearsal.ts";
import { lastReports, writeReport } from "../../src/hecate/drills/reports.ts";
import { restoreLeft } from "../../src/hecate/drills/restore.ts";
import { drillSiteOf } from "../../src/hecate/drills/site.ts";
import { type Drill, drills, targetTexts } from "../../src/hecate/drills/table.ts";
import { printable } from "../text.ts";
import type { HecateCall, HecateHandler } from "./commands.ts";
import { drillList, drillPlan, protocolText, verdictText } from "./drill-text.ts";
import { hecateExits } from "./exit-codes.ts";
import { lookOf } from "./status.ts";
import { socketOf } from "./where.ts";

/** Set by what runs the tests: no drill is ever held there. */
const noDrills = "HECATE_NO_DRILLS";

/** `hecate drill list`, `hecate drill run NAME [--execute]`, `hecate drill restore` */
export const drill: HecateHandler = async (call) => {
  const [verb, name, ...rest] = call.args;
  if (verb === "list" && name === undefined) return list(call, configOf(call));
  if (verb === "restore" && name === undefined) return restore(call, configOf(call));
  const known = drillNames.find((one) => one === name);
  if (verb === "run" && known !== undefined && rest.length === 0) return run(call, known);
  const names = drillNames.join(", ");
  const text = `write list, restore, or run and one of ${names}; \`hecate drill list\` says what each does`;
  throw new HirteError("bad-argument", text);
};

function configOf({ options, io }: HecateCall): HecateConfig {
  const { config: file, node } = options;
  const config = readHecateConfig({ file, env: io.env, flags: { node }, secrets: "unread" });
  if (config.self === config.coordinator) return config;
  const text = `${config.self} is not the coordinator: drills are held on ${config.coordinator}`;
  throw new HirteError("denied", text);
}

function list({ options, io }: HecateCall, { stateDir }: HecateConfig): number {
  const reports = lastReports(stateDir);
  io.stdout.write(
    options.json ? `${JSON.stringify(listed(reports), null, 2)}\n` : drillList(reports, lookOf(io)),
  );
  sayLeft(io, stateDir);
  return hecateExits.done.status;
}

/** Each drill that there is, with the report of the last one held. */
function listed(reports: ReadonlyMap<DrillName, DrillReport>) {
  return drillNames.map((name) => ({ name, last: reports.get(name) ?? null }));
}

function run(call: HecateCall, name: DrillName): Promise<number> {
  const { options, io } = call;
  if (options.execute && io.env[noDrills]) {
    throw new HirteError("denied", `${noDrills} is set: no drill is held here`);
  }
  const config = configOf(call);
  const found = drills.find((one) => one.name === name);
  if (!found) return rehearse(call, config);
  return options.execute ? execute(call, config, found) : show(call, config, found);
}

/** Shows what a drill would do. Nothing is written, neither here nor at the cluster. */
async function show(call: HecateCall, config: HecateConfig, found: Drill): Promise<number> {
  const { options, io } = call;
  const limitMs = withinMs(options.within) ?? found.limitMs;
  const site = siteOf(call, config, () => undefined);
  const signal = io.interrupted?.() ?? new AbortController().signal;
  try {
    const { preconditions, targets } = await preconditionsOf(found, site, {
      ...{ asksFlux: false, signal },
    });
    const broken = targets ? targetTexts(targets) : [];
    const { name, summary, breaks, recovery, restores } = found;
    const plan = { name, summary, preconditions, breaks, broken, recovery, limitMs, restores };
    io.stdout.write(
      options.json ? `${JSON.stringify(plan, null, 2)}\n` : drillPlan(plan, lookOf(io)),
    );
    sayLeft(io, config.stateDir);
    return hecateExits.done.status;
  } finally {
    site.api.close();
  }
}

async function execute(call: HecateCall, config: HecateConfig, found: Drill): Promise<number> {
  const { options, io } = call;
  const limitMs = withinMs(options.within);
  const site = siteOf(call, config, sayOf(call));
  const interrupted = io.interrupted?.({ byAnySignal: true }) ?? new AbortController().signal;
  const giveBack = claim(config);
  try {
    const left = await restoreLeft(site);
    if (left && !left.isRestored) throw new HirteError("busy", left.detail);
    if (left) site.say(left.detail);
    const report = await holdDrill(found, site, {
      interrupted,
      ...(limitMs === undefined ? {} : { limitMs }),
    });
    return await conclude(call, config, report);
  } finally {
    giveBack();
    site.api.close();
  }
}

/** Shows what would be decided, with what the daemon has learnt where it can be asked; executed, it must be. */
async function rehearse(call: HecateCall, config: HecateConfig): Promise<number> {
  const { options } = call;
  const ask = () => askHecate(socketOf(call), { ask: "status" }, { timeoutMs: 2000 });
  const status = await ask().catch((error: unknown) => {
    if (options.execute || !isHirteError(error)) throw error;
    return undefined;
  });
  const report = rehearsal(config, status, systemClock);
  if (!options.json) call.io.stdout.write(protocolText(report, lookOf(call.io)));
  if (options.execute) return conclude(call, config, report);
  if (options.json) call.io.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else call.io.stdout.write(verdictText(report, lookOf(call.io)));
  return exitOf(report);
}

async function restore(call: HecateCall, config: HecateConfig): Promise<number> {
  const site = siteOf(call, config, sayOf(call));
  const giveBack = claim(config);
  try {
    const left = await restoreLeft(site);
    site.say(left?.detail ?? "there is nothing to put back");
    return hecateExits[left && !left.isRestored ? "failed" : "done"].status;
  } finally {
    giveBack();
    site.api.close();
  }
}

/** Keeps the report, and says what came of it. */
async function conclude(
  { options, io }: HecateCall,
  { stateDir }: HecateConfig,
  report: DrillReport,
): Promise<number> {
  let kept: string;
  try {
    kept = `report: ${await writeReport(report, { stateDir, write: diskWriter(systemClock) })}`;
  } catch (error) {
    kept = `there is no report: ${messageOf(error)}`;
  }
  if (options.json) io.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else io.stdout.write(`${verdictText(report, lookOf(io))}${printable(kept)}\n`);
  return exitOf(report);
}

function exitOf({ outcome, isRestored }: DrillReport): number {
  return hecateExits[outcome === "passed" && isRestored ? "done" : "failed"].status;
}

/**
 * One at a time: a second one would take the first one's notes for those of a drill that was killed.
 * @returns gives it back
 */
function claim({ stateDir: directory }: HecateConfig): () => void {
  const claimed = { directory, file: "drill.pid" };
  const said = { program: "hecate drill", key: "HECATE_STATE_DIRECTORY" };
  claimDirectory({ ...claimed, ...said, mode: 0o750 });
  return () => {
    if (isClaimedBy(process.pid, claimed)) rmSync(join(directory, claimed.file), { force: true });
  };
}

function sayLeft(io: HecateCall["io"], stateDir: string): void {
  const log = silentLog();
  let text: string;
  try {
    const notes = DrillNotes.left({ stateDir, write: diskWriter(systemClock), log });
    if (!notes) return;
    text = `the drill ${notes.drill} is under way, or was killed: then \`hecate drill restore\` puts back what it broke`;
  } catch (error) {
    text = `whether a drill has left something broken cannot be seen: ${messageOf(error)}`;
  }
  io.stderr.write(`hecate: ${text}\n`);
}

function siteOf(call: HecateCall, config: HecateConfig, say: DrillSite["say"]): DrillSite {
  const by = call.io.loginName?.() ?? "unknown";
  return drillSiteOf(config, { ...{ by, say, log: silentLog() }, socket: socketOf(call) });
}

function sayOf({ options, io }: HecateCall): DrillSite["say"] {
  const beganMs = performance.now();
  // What is read by a program is JSON alone.
  const sink = options.json ? io.stderr : io.stdout;
  return (text) => {
    const atS = Math.floor((performance.now() - beganMs) / 1000);
    sink.write(`[${String(atS).padStart(4)} s] ${printable(text)}\n`);
  };
}

function withinMs(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  // As for maintenance: a bare number would be taken for seconds by one and for minutes by another.
  if (/^[\d.]+$/.test(text)) {
    throw new HirteError("bad-argument", `--within: ${text} of what? write the unit, as in 30min`);
  }
  const ms = parseDurationMs(text);
  if (ms > 0) return ms;
  throw new HirteError("bad-argument", "--within: a time longer than nothing");
}
