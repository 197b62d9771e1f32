import { join } from "node:path";
import { messageOf } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import { readStateFile } from "../../core/state-file.ts";
import type { WriteFile } from "../disk.ts";
import type { Undo, UndoList } from "./ports.ts";

/** What the list is made of. */
export interface UndoFileOptions {
  readonly stateDir: string;
  readonly write: WriteFile;
  readonly onTrouble?: (problem: string | undefined) => void;
  readonly log: Log;
}

/** What shutdowns have changed about the cluster, in undo.json. What cannot be written holds in memory. */
export class UndoFile implements UndoList {
  readonly #options: UndoFileOptions;
  readonly #path: string;
  readonly #undos = new Map<string, Undo>();
  #writing: Promise<void> = Promise.resolve();

  /** A file that cannot be read is set aside with a warning: annotations at the objects say the same. */
  constructor(options: UndoFileOptions) {
    this.#options = options;
    this.#path = join(options.stateDir, "undo.json");
    try {
      for (const undo of readStateFile(this.#path, undosIn, options.log) ?? []) {
        this.#undos.set(keyOf(undo), undo);
      }
    } catch (error) {
      options.log.error({ problem: messageOf(error) }, "what is to be put back cannot be read");
    }
  }

  get all(): readonly Undo[] {
    return [...this.#undos.values()];
  }

  async add(...undos: readonly Undo[]): Promise<void> {
    const fresh = undos.filter((undo) => !this.#undos.has(keyOf(undo)));
    if (fresh.length === 0) return;
    for (const undo of fresh) this.#undos.set(keyOf(undo), undo);
    await this.#save();
  }

  async remove(...undos: readonly Undo[]): Promise<void> {
    let isOther = false;
    for (const undo of undos) isOther = this.#undos.delete(keyOf(undo)) || isOther;
    if (isOther) await this.#save();
  }

  async #save(): Promise<void> {
    const { write, log, onTrouble } = this.#options;
    this.#writing = this.#writing.then(async () => {
      try {
        await write(this.#path, { version: 1, undos: this.all });
        onTrouble?.(undefined);
      } catch (error) {
        const problem = messageOf(error);
        log.error({ path: this.#path, problem }, "what is to be put back is in memory alone");
        onTrouble?.(problem);
      }
    });
    await this.#writing;
  }
}

/** What it is about: of that there is one, the first. */
function keyOf(undo: Undo): string {
  switch (undo.kind) {
    case "scaled":
    case "suspended":
      return `${undo.kind} ${undo.resource} ${undo.namespace}/${undo.name}`;
    case "cordoned":
      return `cordoned ${undo.node}`;
    case "flux-ref":
      return `flux-ref ${undo.namespace}/${undo.name}`;
  }
}

function undosIn(value: unknown): readonly Undo[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  // Each is looked at below.
  const { version, undos } = value as Readonly<Record<string, unknown>>;
  if (version !== 1 || !Array.isArray(undos) || !undos.every(isUndo)) return undefined;
  return undos;
}

function isUndo(value: unknown): value is Undo {
  if (typeof value !== "object" || value === null) return false;
  // As above.
  const { kind, namespace, name, node, resource, replicas, ref } = value as Readonly<
    Record<string, unknown>
  >;
  const isNamed = typeof namespace === "string" && typeof name === "string";
  switch (kind) {
    case "scaled":
      return isNamed && typeof resource === "string" && Number.isInteger(replicas);
    case "suspended":
      return isNamed && typeof resource === "string";
    case "cordoned":
      return typeof node === "string";
    case "flux-ref":
      return isNamed && typeof ref === "object";
    default:
      return false;
  }
}
