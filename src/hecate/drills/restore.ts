import type { Clock } from "../../core/clock.ts";
import { messageOf } from "../../core/errors.ts";
import { Lookout } from "./lookout.ts";
import type { DrillSite } from "./model.ts";
import { DrillNotes, textOfTaken } from "./notes.ts";
import { doWork } from "./work.ts";

/** What came of putting back. */
export interface Restored {
  readonly isRestored: boolean;
  readonly detail: string;
}

/** For as long as it is tried. */
const restoreMs = 300_000;
/** Between two questions whether a shutdown is under way. */
const againMs = 1000;

/**
 * Puts back what a drill has broken and nobody else has, or has changed since. It is never in the way of a shutdown: what
 * was broken bears the marks of one, so that the startup after it gives it back, whatever becomes of the notes. Never
 * rejects.
 */
export async function restoreDrill(
  notes: DrillNotes,
  site: DrillSite,
  lookout: Lookout,
): Promise<Restored> {
  if (notes.all.length === 0) return closed(notes, "there was nothing to put back");
  // What was heard last may be from before a shutdown. A daemon that is away for long does not shut anything down.
  while (!(await lookout.look()) && !lookout.danger.aborted) await sleep(site.clock, againMs);
  const { shutdown } = lookout;
  if (shutdown.aborted) return leftAlone(shutdown);
  const work = { timeoutMs: restoreMs, signal: shutdown, undo: notes };
  const details: string[] = [];
  const namespaces = [
    ...new Set(notes.all.flatMap((one) => (one.kind === "scaled" ? [one.namespace] : []))),
  ];
  if (namespaces.length > 0) {
    const restore = { kind: "kube", what: "restore-replicas" } as const;
    details.push((await doWork(site, restore, { ...work, namespaces })).detail ?? "");
  }
  if (notes.all.some(({ kind }) => kind === "suspended")) {
    const resume = { kind: "flux", what: "resume-ours" } as const;
    details.push((await doWork(site, resume, work)).detail ?? "");
  }
  const detail = details.join("; ");
  if (notes.all.length === 0) return closed(notes, detail);
  if (shutdown.aborted) return leftAlone(shutdown);
  const left = notes.all.map(textOfTaken).join(", ");
  const cure = "`hecate drill restore` tries it again";
  return { isRestored: false, detail: `not put back: ${left} (${detail}); ${cure}` };
}

/**
 * Puts back what a drill that was killed has left broken. @returns undefined: there is none
 * @throws HirteError `unavailable` where there are notes that cannot be read
 */
export async function restoreLeft(site: DrillSite): Promise<Restored | undefined> {
  const { config, write, log, say } = site;
  const notes = DrillNotes.left({ stateDir: config.stateDir, write, log });
  if (!notes) return undefined;
  say(`the drill ${notes.drill} did not come to its end: puts back what it broke`);
  const lookout = new Lookout(site);
  try {
    return await restoreDrill(notes, site, lookout);
  } finally {
    lookout.stop();
  }
}

function closed(notes: DrillNotes, detail: string): Restored {
  const problem = notes.close();
  const more = problem === undefined ? "" : `; its notes could not be taken away: ${problem}`;
  return { isRestored: true, detail: `${detail}${more}` };
}

function leftAlone({ reason }: AbortSignal): Restored {
  const detail = `${messageOf(reason)}: it is left as that leaves everything, and the startup after it puts it back; \`hecate drill restore\` does afterwards`;
  return { isRestored: false, detail };
}

function sleep(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => void clock.after(ms, () => resolve()));
}
