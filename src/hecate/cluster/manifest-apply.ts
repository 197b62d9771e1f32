import { join } from "node:path";
import type { FluxEntry } from "../../config/hecate-types.ts";
import { formatAge } from "../../core/duration.ts";
import { messageOf } from "../../core/errors.ts";
import { readStateFile } from "../../core/state-file.ts";
import { mapAt, textAt, valueAt } from "../../kube/values.ts";
import { parseSavedSet, rankOf, type SavedObject } from "./manifest-objects.ts";
import { fieldManager } from "./marks.ts";
import { count, few, forEach, type Task } from "./task.ts";

/** How often what failed is tried: what it needs may come with the rest, and webhooks answer once they are up. */
const passes = 4;
/** Between two of them. */
const pauseMs = 5_000;

/** The file of a set. */
export function fileOfSet(dir: string, set: string): string {
  return join(dir, `${set}.json`);
}

/**
 * Applies saved manifests on the server, set after set, in each CRDs and namespaces first. Whatever is there and not
 * among them stays; objects that are there keep their replicas, and stay suspended or not.
 * @returns what came of each set
 */
export async function applySets(
  task: Task,
  cache: NonNullable<FluxEntry["cache"]>,
): Promise<readonly string[]> {
  const told: string[] = [];
  for (const set of cache.sets) {
    task.tell(`applies the saved manifests of ${set}`);
    told.push(await applySet(task, cache.dir, set));
  }
  return told;
}

async function applySet(task: Task, dir: string, set: string): Promise<string> {
  const { log, clock } = task.parts;
  let objects: readonly SavedObject[];
  let age: string;
  try {
    const saved = readStateFile(fileOfSet(dir, set), parseSavedSet, log);
    if (!saved) return `${set}: no manifests were saved`;
    age = formatAge(Math.max(0, clock.wallMs() - saved.savedAtMs));
    objects = saved.objects;
  } catch (error) {
    return `${set}: ${messageOf(error)}`;
  }
  const total = objects.length;
  const problems = new Map<SavedObject, string>();
  let rest = objects;
  for (let pass = 1; pass <= passes && rest.length > 0; pass++) {
    if (pass > 1) {
      if (task.nowMs() + pauseMs > task.endMs) break;
      await task.sleep(pauseMs);
    }
    problems.clear();
    const ranks = [...new Set(rest.map(rankOf))].toSorted((a, b) => a - b);
    for (const rank of ranks) {
      await forEach(
        rest.filter((each) => rankOf(each) === rank),
        async (saved) => {
          try {
            await applyOne(task, saved);
          } catch (error) {
            if (task.signal.aborted) throw error;
            problems.set(saved, messageOf(error));
          }
        },
      );
    }
    rest = [...problems.keys()];
  }
  const done = `${set}: ${total - rest.length} of ${count(total, "saved object")} applied, saved ${age}`;
  return rest.length === 0 ? done : `${done}; failed: ${few([...problems.values()], 3)}`;
}

async function applyOne(task: Task, { path, object }: SavedObject): Promise<void> {
  const { api } = task.parts;
  await api.apply(path, await asItIs(task, path, object), fieldManager, task.call);
}

/** Fields that people set by hand, and that an hour-old manifest does not take from them. */
const kept = ["replicas", "suspend"] as const;

async function asItIs(
  task: Task,
  path: string,
  object: SavedObject["object"],
): Promise<SavedObject["object"]> {
  const kind = textAt(object, "kind") ?? "";
  const hasAny = kept.some((field) => valueAt(object, "spec", field) !== undefined);
  if (!hasAny && kind !== "HelmRelease" && kind !== "Kustomization") return object;
  const request = { method: "GET", path } as const;
  const answer = await task.parts.api.raw(request, task.call);
  if (answer.status === 404) return object;
  // Whether somebody holds it at 0 or suspended is not known: it is tried again.
  if (answer.status !== 200) throw new Error(`GET ${path} was answered ${answer.status}`);
  const there: unknown = JSON.parse(answer.text);
  const spec = { ...mapAt(object, "spec") };
  for (const field of kept) {
    const value = valueAt(there, "spec", field);
    // What is not applied any more is taken away: the value itself is applied.
    if (value === undefined) delete spec[field];
    else spec[field] = value;
  }
  return { ...object, spec };
}
