import { createHash } from "node:crypto";
import { readFileSync, renameSync, rmSync } from "node:fs";
import { HirteError, messageOf } from "../../src/core/errors.ts";
import type { Log } from "../../src/core/log.ts";
import { problemOfVersion } from "../../src/core/state-file.ts";

/** What one of the two files holds. */
type Found<T> =
  | { readonly kind: "kept"; readonly value: T; readonly text: string }
  | { readonly kind: "none" | "bad" | "foreign"; readonly why: string };

/** Whose two files they are. */
export interface KeptTwiceOptions<T> {
  /** Ends with .json; the copy lies beside it. */
  readonly path: string;
  readonly parse: (held: Held) => T | undefined;
  /** What is not known where neither can be read, what follows from that, and what to do: a sentence's end. */
  readonly loss: string;
  readonly log: Log;
  /** Replaces a file in one step, on disk when it returns. */
  readonly write: (path: string, value: object) => void;
  /** By which a letter that a failing disk has changed is noticed. Default: the SHA-256 of all of it. */
  readonly sumOf?: (held: Held) => string;
}

/** What a file holds besides its version and its sum. */
export type Held = Readonly<Record<string, unknown>>;

/**
 * A value that must neither be lost nor be taken back, in two files, each with a sum over what it holds: one
 * bad file costs nothing, and two stop who needs it
 * (docs/decisions/0014-who-says-which-nodes-may-join.md). So does one that a newer hirte has written.
 */
export class KeptTwice<T extends object> {
  readonly path: string;
  readonly #copyPath: string;
  readonly #options: KeptTwiceOptions<T>;
  readonly #log: Log;
  readonly #sumOf: (held: Held) => string;

  constructor(options: KeptTwiceOptions<T>) {
    this.path = options.path;
    this.#copyPath = options.path.replace(/\.json$/, ".copy.json");
    this.#options = options;
    this.#log = options.log;
    this.#sumOf = options.sumOf ?? ((held) => sha256(JSON.stringify(held)));
  }

  /**
   * What was written last; undefined: nothing ever. Puts right the file that is not as it should be.
   * @throws HirteError `bad-state` when it can be read from neither file
   */
  read(): T | undefined {
    const { file, copy, good } = this.#findBoth();
    if (!good) return undefined;
    if (file.kind !== "kept") {
      this.#log.error(
        { path: this.path, problem: file.why, copy: this.#copyPath },
        "a state file cannot be read: its copy counts",
      );
    }
    if (copy.kind === "bad") {
      this.#log.warn(
        { path: this.#copyPath, problem: copy.why },
        "the copy of a state file cannot be read: it is made anew",
      );
    }
    if (file.kind !== "kept" || copy.kind !== "kept" || file.text !== copy.text)
      this.#mend(good.value);
    return good.value;
  }

  /**
   * As `read`, and puts nothing right: hirte may be running, and about to write.
   * @throws HirteError `bad-state`
   */
  peek(): T | undefined {
    return this.#findBoth().good?.value;
  }

  /**
   * Writes it; what is read from then on is this, or, when it throws, what was there before.
   * @throws HirteError `not-saved`
   */
  write(value: T): void {
    try {
      // The copy first: what is told of as written always has one. While the file can be read it alone counts.
      this.#writeFile(this.#copyPath, value);
      try {
        this.#writeFile(this.path, value);
      } catch (error) {
        this.#takeBack();
        throw error;
      }
    } catch (cause) {
      throw new HirteError("not-saved", `${messageOf(cause)}: nothing was done`, {
        cause,
        details: { path: this.path },
      });
    }
  }

  #writeFile(path: string, value: T): void {
    const held = Object.fromEntries(Object.entries(value));
    this.#options.write(path, { version: 1, ...held, sum: this.#sumOf(held) });
  }

  /** The copy must not come to count for what was never done. */
  #takeBack(): void {
    const before = this.#find(this.path);
    try {
      if (before.kind === "kept") this.#writeFile(this.#copyPath, before.value);
      else rmSync(this.#copyPath, { force: true });
    } catch {
      // As long as the file can be read the copy counts for nothing, and a start puts it right.
    }
  }

  /** Has both files say the same again. hirte goes on without that: each start tries it once more. */
  #mend(value: T): void {
    try {
      for (const path of [this.path, this.#copyPath]) {
        if (this.#find(path).kind === "bad") renameSync(path, `${path}.corrupt`);
      }
      this.write(value);
    } catch (error) {
      this.#log.warn({ path: this.path, error }, "a state file has no copy");
    }
  }

  #findBoth() {
    const file = this.#find(this.path);
    const copy = this.#find(this.#copyPath);
    // The copy is written first: while the file can be read it alone counts.
    const good = file.kind === "kept" ? file : copy.kind === "kept" ? copy : undefined;
    if (file.kind === "foreign")
      throw badState(`${this.path} cannot be used: ${file.why}`, this.path);
    if (copy.kind === "foreign")
      throw badState(`${this.#copyPath} cannot be used: ${copy.why}`, this.#copyPath);
    const isAbsent = file.kind === "none" && copy.kind === "none";
    if (!good && !isAbsent) {
      const why = (found: Found<T>) => (found.kind === "kept" ? "" : found.why);
      throw badState(
        `${this.path} cannot be read (${why(file)}), nor its copy ${this.#copyPath} (${why(copy)}): ${this.#options.loss}`,
        this.path,
      );
    }
    return { file, copy, good };
  }

  #find(path: string): Found<T> {
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
      const found: unknown = JSON.parse(text);
      const foreign = problemOfVersion(found);
      if (foreign !== undefined) return { kind: "foreign", why: foreign };
      if (typeof found === "object" && found !== null && "sum" in found) {
        const { sum, version: _, ...held }: Held = { ...found };
        const value = sum === this.#sumOf(held) ? this.#options.parse(held) : undefined;
        if (value) return { kind: "kept", value, text };
      }
    } catch (error) {
      return { kind: "bad", why: messageOf(error) };
    }
    return { kind: "bad", why: "it does not hold what was written" };
  }
}

/** In hexadecimal digits. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function badState(message: string, path: string): HirteError {
  return new HirteError("bad-state", message, { details: { path } });
}
