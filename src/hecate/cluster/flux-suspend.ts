import { messageOf } from "../../core/errors.ts";
import type { StepEnd } from "../run/ports.ts";
import {
  type FluxObject,
  fluxKind,
  fluxKinds,
  fluxLabel,
  fluxObjects,
  isKindOf,
  isMarked,
  isSuspended,
  patchFlux,
  resume,
  suspensionNote,
  suspensionOf,
} from "./flux-objects.ts";
import { marks } from "./marks.ts";
import { count, few, forEach, type Task } from "./task.ts";

/** Suspends what Flux has at work: the note first, then the patch. What is suspended already is left as it is. */
export async function suspendFlux(task: Task): Promise<StepEnd> {
  const { undo, run } = task.act;
  const problems: string[] = [];
  let isThere = false;
  let suspended = 0;
  for (const of of fluxKinds) {
    try {
      const resource = await fluxKind(task, of);
      if (!resource) continue;
      isThere = true;
      const all = await fluxObjects(task, resource);
      const active = all.filter((flux) => !isSuspended(flux));
      // Those with a mark were suspended by a life before this one, whose notes may be lost.
      const ours = all.filter((flux) => !isSuspended(flux) || isMarked(flux));
      if (ours.length > 0) await undo.add(...ours.map(suspensionNote));
      await forEach(active, async (flux) => {
        try {
          const annotations = { [marks.suspended]: String(run) };
          const body = { metadata: { annotations }, spec: { suspend: true } };
          if (await patchFlux(task, flux, body)) suspended++;
          else await undo.remove(suspensionNote(flux));
        } catch (error) {
          if (task.signal.aborted) throw error;
          problems.push(messageOf(error));
        }
      });
      task.tell(`${suspended} suspended`);
    } catch (error) {
      if (task.signal.aborted) throw error;
      problems.push(messageOf(error));
    }
  }
  const detail = [`${count(suspended, "object")} suspended`, ...problems].join("; ");
  if (problems.length > 0) return { outcome: "failed", detail };
  return isThere
    ? { outcome: "done", detail }
    : { outcome: "skipped", detail: "the cluster has no Flux" };
}

/** Puts to work again what hecate suspended, and nothing else, and asks Flux to look at it: sources first. */
export async function resumeFlux(task: Task): Promise<StepEnd> {
  const remarks: string[] = [];
  const problems: string[] = [];
  const resumed: string[] = [];
  for (const of of fluxKinds.toReversed()) {
    try {
      const resource = await fluxKind(task, of);
      if (!resource) continue;
      const all = await fluxObjects(task, resource);
      await forEach(all, async (flux) => {
        try {
          const what = await resumeOne(task, flux);
          if (what === "resumed") resumed.push(fluxLabel(flux));
          else if (what !== undefined) remarks.push(what);
        } catch (error) {
          if (task.signal.aborted) throw error;
          problems.push(messageOf(error));
        }
      });
      const gone = task.act.undo.all.flatMap((undo) =>
        undo.kind === "suspended" &&
        isKindOf(undo, resource) &&
        !all.some((flux) => suspensionOf([undo], flux))
          ? [undo]
          : [],
      );
      for (const note of gone) {
        remarks.push(`${of.plural} ${note.namespace}/${note.name} is gone`);
        await task.act.undo.remove(note);
      }
    } catch (error) {
      if (task.signal.aborted) throw error;
      problems.push(messageOf(error));
    }
  }
  const names = resumed.length === 0 ? "" : `: ${few(resumed)}`;
  const words = [`${count(resumed.length, "object")} resumed${names}`, ...remarks, ...problems];
  if (problems.length > 0) return { outcome: "failed", detail: words.join("; ") };
  return resumed.length + remarks.length === 0
    ? { outcome: "skipped", detail: "nothing was suspended by hecate" }
    : { outcome: "done", detail: words.join("; ") };
}

/** @returns `resumed`, something worth telling, or undefined where it is nothing of ours */
async function resumeOne(task: Task, flux: FluxObject): Promise<string | undefined> {
  const note = suspensionOf(task.act.undo.all, flux);
  if (!note && !isMarked(flux)) return undefined;
  if (isSuspended(flux) && isMarked(flux)) {
    await resume(task, flux);
    return "resumed";
  }
  // Without its mark hecate's patch never came to it, or somebody has made it his own.
  if (isMarked(flux)) {
    await patchFlux(task, flux, { metadata: { annotations: { [marks.suspended]: null } } });
  }
  if (note) await task.act.undo.remove(note);
  const label = fluxLabel(flux);
  return isSuspended(flux)
    ? `${label} was suspended by somebody: left`
    : `${label} was at work already`;
}
