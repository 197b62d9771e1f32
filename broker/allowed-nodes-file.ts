import { createHash } from "node:crypto";
import { readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { HirteError, messageOf } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { writeStateFile } from "../src/core/state-file.ts";

/** What was said of nodes while hirte ran, and holds over AllowedNodeNames=. */
export interface Kept {
  readonly allowed: readonly string[];
  readonly disallowed: readonly string[];
  /** Requests that were carried out, oldest first: a late copy of one changes nothing. */
  readonly served: readonly string[];
}

/** What one of the two files holds. */
type Found =
  | { readonly kind: "kept"; readonly kept: Kept; readonly text: string }
  | { readonly kind: "none"; readonly why: string }
  | { readonly kind: "bad"; readonly why: string };

/**
 * What was said of nodes, kept twice. To go on without it would let nodes in that were taken off, and
 * to let nobody in would lose the whole cluster: so one bad file costs nothing, and two stop hirte
 * (docs/decisions/0014-who-says-which-nodes-may-join.md).
 */
export class AllowedNodesFile {
  readonly path: string;
  readonly #copyPath: string;
  readonly #log: Log;
  readonly #writeFile: typeof writeStateFile;

  constructor(options: {
    /** Where hirte's state is kept. */
    readonly directory: string;
    readonly log: Log;
    /** Tests fill the disk here. */
    readonly write?: typeof writeStateFile;
  }) {
    this.path = join(options.directory, "allowed-nodes.json");
    this.#copyPath = join(options.directory, "allowed-nodes.copy.json");
    this.#log = options.log;
    this.#writeFile = options.write ?? writeStateFile;
  }

  /**
   * What was written last; undefined: nothing ever. Puts right the file that is not as it should be.
   * @throws HirteError `bad-state` when it was written and can be read from neither file
   */
  read(): Kept | undefined {
    const file = read(this.path);
    const copy = read(this.#copyPath);
    if (file.kind === "none" && copy.kind === "none") return undefined;
    const good = file.kind === "kept" ? file : copy.kind === "kept" ? copy : undefined;
    if (!good) throw this.#lost(file, copy);
    if (file.kind !== "kept") {
      this.#log.error(
        { path: this.path, problem: file.why, copy: this.#copyPath },
        "the list of what was said of nodes cannot be read: its copy counts",
      );
    }
    if (file.kind !== "kept" || copy.kind !== "kept" || file.text !== copy.text)
      this.#mend(good.kept);
    return good.kept;
  }

  /**
   * As `read`, and puts nothing right: hirte may be running, and about to write.
   * @throws HirteError `bad-state`
   */
  peek(): Kept | undefined {
    // The copy is written first: while the file can be read it alone counts.
    const file = read(this.path);
    const copy = read(this.#copyPath);
    if (file.kind === "kept") return file.kept;
    if (copy.kind === "kept") return copy.kept;
    if (file.kind === "none" && copy.kind === "none") return undefined;
    throw this.#lost(file, copy);
  }

  /**
   * Writes it; what is read from then on is this, or, when it throws, what was there before.
   * @throws when the disk does not take it
   */
  write(kept: Kept): void {
    const value = { ...kept, sum: sumOf(kept) };
    // The copy first: what is told of as written always has one. While the file can be read it alone
    // counts.
    this.#writeFile(this.#copyPath, value);
    try {
      this.#writeFile(this.path, value);
    } catch (error) {
      this.#takeBack();
      throw error;
    }
  }

  /** The copy must not come to count for what was never done. */
  #takeBack(): void {
    const before = read(this.path);
    try {
      if (before.kind === "kept")
        this.#writeFile(this.#copyPath, { ...before.kept, sum: sumOf(before.kept) });
      else rmSync(this.#copyPath, { force: true });
    } catch {
      // As long as the file can be read the copy counts for nothing, and a start puts it right.
    }
  }

  /** Has both files say the same again. hirte goes on without that: each start tries it once more. */
  #mend(kept: Kept): void {
    try {
      for (const path of [this.path, this.#copyPath]) {
        if (read(path).kind === "bad") renameSync(path, `${path}.corrupt`);
      }
      this.write(kept);
    } catch (error) {
      this.#log.warn({ path: this.path, error }, "the list of what was said of nodes has no copy");
    }
  }

  #lost(file: Found, copy: Found): HirteError {
    const problem = (found: Found) => (found.kind === "kept" ? "" : found.why);
    return new HirteError(
      "bad-state",
      `${this.path} cannot be read (${problem(file)}), nor its copy ${this.#copyPath} (${problem(copy)}): ` +
        "which nodes were disallowed is not known, so none is let in. " +
        "See that AllowedNodeNames= names no node that must not join, move both files away, and start hirte again",
      { details: { path: this.path, copy: this.#copyPath } },
    );
  }
}

function read(path: string): Found {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === "ENOENT";
    return isAbsent
      ? { kind: "none", why: "it is not there" }
      : { kind: "bad", why: messageOf(error) };
  }
  try {
    const kept = keptOf(JSON.parse(text));
    if (kept) return { kind: "kept", kept, text };
  } catch (error) {
    return { kind: "bad", why: messageOf(error) };
  }
  return { kind: "bad", why: "it does not hold what was written" };
}

function keptOf(value: unknown): Kept | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  // An object; what it holds is looked at below.
  const { allowed, disallowed, served, sum } = value as Partial<Record<string, unknown>>;
  if (!isTexts(allowed) || !isTexts(disallowed) || !isTexts(served)) return undefined;
  const kept = { allowed, disallowed, served };
  return sum === sumOf(kept) ? kept : undefined;
}

/** By which a name that a failing disk has changed is noticed. */
function sumOf({ allowed, disallowed, served }: Kept): string {
  return createHash("sha256")
    .update(JSON.stringify([allowed, disallowed, served]))
    .digest("hex");
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
