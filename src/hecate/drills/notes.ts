import { rmSync } from "node:fs";
import { join } from "node:path";
import { messageOf } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import { readStateFile } from "../../core/state-file.ts";
import type { WriteFile } from "../disk.ts";
import type { Undo, UndoList } from "../run/ports.ts";
import { type DrillName, drillNames } from "./model.ts";

/** Something that a drill takes away. */
type Taken = Extract<Undo, { readonly kind: "scaled" | "suspended" }>;

interface Kept {
  readonly version: 1;
  readonly drill: DrillName;
  /** ms since 1970. */
  readonly beganAt: number;
  readonly undos: readonly Taken[];
}

/** What notes are kept with. */
export interface NotesOptions {
  readonly stateDir: string;
  readonly write: WriteFile;
  readonly log: Log;
}

/**
 * What an open drill has broken, in drill.json: on disk before it is broken, so that whoever comes after a drill that was
 * killed can put it back. Other than a shutdown a drill can wait: what cannot be written is not broken.
 */
export class DrillNotes implements UndoList {
  readonly drill: DrillName;
  readonly beganAt: number;
  readonly #path: string;
  readonly #write: WriteFile;
  readonly #undos = new Map<string, Taken>();
  readonly #broken: Taken[] = [];
  #writing: Promise<void> = Promise.resolve();

  private constructor(kept: Kept, options: NotesOptions) {
    this.drill = kept.drill;
    this.beganAt = kept.beganAt;
    this.#path = pathIn(options.stateDir);
    this.#write = options.write;
    for (const undo of kept.undos) this.#undos.set(keyOf(undo), undo);
    this.#broken.push(...kept.undos);
  }

  /** Of a drill that begins. @throws HirteError `unavailable` where the disk does not take them */
  static async begin(
    of: { readonly drill: DrillName; readonly beganAt: number },
    options: NotesOptions,
  ): Promise<DrillNotes> {
    const notes = new DrillNotes({ version: 1, ...of, undos: [] }, options);
    await notes.#save();
    return notes;
  }

  /**
   * Of a drill that did not live to put back what it broke; undefined: there is none.
   * @throws HirteError `unavailable` where there are notes, and the disk does not give them
   */
  static left(options: NotesOptions): DrillNotes | undefined {
    const kept = readStateFile(pathIn(options.stateDir), keptIn, options.log);
    return kept && new DrillNotes(kept, options);
  }

  get all(): readonly Taken[] {
    return [...this.#undos.values()];
  }

  /** Everything that was ever noted, put back or not. */
  get broken(): readonly Taken[] {
    return this.#broken;
  }

  /** @throws HirteError `unavailable`: then it must not be done */
  async add(...undos: readonly Undo[]): Promise<void> {
    const fresh = undos.filter(isTaken).filter((undo) => !this.#undos.has(keyOf(undo)));
    if (fresh.length === 0) return;
    for (const undo of fresh) this.#undos.set(keyOf(undo), undo);
    await this.#save();
    this.#broken.push(...fresh);
  }

  async remove(...undos: readonly Undo[]): Promise<void> {
    let isOther = false;
    for (const undo of undos.filter(isTaken)) {
      isOther = this.#undos.delete(keyOf(undo)) || isOther;
    }
    // Where the disk keeps it, it is found as it was before by whoever puts it back once more.
    if (isOther) await this.#save().catch(() => undefined);
  }

  /** Everything is put back. @returns why the file is still there */
  close(): string | undefined {
    try {
      rmSync(this.#path, { force: true });
      return undefined;
    } catch (error) {
      return messageOf(error);
    }
  }

  #save(): Promise<void> {
    const { drill, beganAt } = this;
    const saved = this.#writing.then(() =>
      this.#write(this.#path, { version: 1, drill, beganAt, undos: this.all } satisfies Kept),
    );
    this.#writing = saved.catch(() => undefined);
    return saved;
  }
}

/** For people. */
export function textOfTaken(undo: Taken): string {
  const { namespace, name } = undo;
  if (undo.kind === "scaled") {
    return `${undo.resource.slice(0, -1)} ${namespace}/${name}: ${undo.replicas} replicas`;
  }
  return `${undo.resource.split("/").at(-1)} ${namespace}/${name}: suspended`;
}

function pathIn(stateDir: string): string {
  return join(stateDir, "drill.json");
}

function isTaken(undo: Undo): undo is Taken {
  return undo.kind === "scaled" || undo.kind === "suspended";
}

function keyOf({ kind, resource, namespace, name }: Taken): string {
  return `${kind} ${resource} ${namespace}/${name}`;
}

function keptIn(value: unknown): Kept | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  // Each is looked at below.
  const { version, drill, beganAt, undos } = value as Readonly<Record<string, unknown>>;
  const known = drillNames.find((name) => name === drill);
  if (version !== 1 || known === undefined || typeof beganAt !== "number") return undefined;
  if (!Array.isArray(undos) || !undos.every(isTakenShape)) return undefined;
  return { version, drill: known, beganAt, undos };
}

function isTakenShape(value: unknown): value is Taken {
  if (typeof value !== "object" || value === null) return false;
  // As above.
  const { kind, resource, namespace, name, replicas } = value as Readonly<Record<string, unknown>>;
  if (typeof namespace !== "string" || typeof name !== "string") return false;
  if (kind === "suspended") return typeof resource === "string";
  const isScalable = resource === "deployments" || resource === "statefulsets";
  return kind === "scaled" && isScalable && Number.isInteger(replicas);
}
