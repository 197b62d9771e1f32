import { createHash } from "node:crypto";
import { readFileSync, renameSync } from "node:fs";
import { HirteError, messageOf } from "../../src/core/errors.ts";
import type { Log } from "../../src/core/log.ts";
import { replaceFile } from "../../src/pki/pem-files.ts";

/** What one of the two files holds. */
type Found<T> =
  | { readonly kind: "kept"; readonly value: T; readonly text: string }
  | { readonly kind: "none" | "bad"; readonly why: string };

/**
 * A value that must neither be lost nor be taken back, in two files, each with a sum over what it holds: one
 * bad file costs nothing, and two stop who needs it. As docs/decisions/0014-who-says-which-nodes-may-join.md
 * has it for the list of nodes.
 */
export class KeptTwice<T extends object> {
  readonly path: string;
  readonly #copyPath: string;
  readonly #parse: (value: unknown) => T | undefined;
  readonly #log: Log;
  readonly #writeFile: typeof replaceFile;

  /** `path` ends with .json; the copy lies beside it. */
  constructor(options: {
    readonly path: string;
    readonly parse: (value: unknown) => T | undefined;
    readonly log: Log;
    /** Tests fill the disk here. */
    readonly write?: typeof replaceFile;
  }) {
    this.path = options.path;
    this.#copyPath = options.path.replace(/\.json$/, ".copy.json");
    this.#parse = options.parse;
    this.#log = options.log;
    this.#writeFile = options.write ?? replaceFile;
  }

  /**
   * What is kept; undefined: nothing ever. Puts right the file that is not as it should be.
   * @throws HirteError `bad-state` when it can be read from neither file
   */
  read(): T | undefined {
    const file = this.#find(this.path);
    const copy = this.#find(this.#copyPath);
    if (file.kind === "none" && copy.kind === "none") return undefined;
    const good = file.kind === "kept" ? file : copy.kind === "kept" ? copy : undefined;
    if (!good) {
      const why = (found: Found<T>) => (found.kind === "kept" ? "" : found.why);
      throw new HirteError(
        "bad-state",
        `${this.path} cannot be read (${why(file)}), nor its copy ${this.#copyPath} (${why(copy)}): which certificates were revoked is not known, so none is believed. Bring one of them back from a backup; or move both away and have every node join again`,
        { details: { path: this.path, copy: this.#copyPath } },
      );
    }
    if (file.kind !== "kept" || copy.kind !== "kept" || file.text !== copy.text) {
      const problem = file.kind === "kept" ? "its copy is not like it" : file.why;
      this.#log.error({ path: this.path, problem }, "a state file is not as it was written");
      this.#mend(good.value);
    }
    return good.value;
  }

  /**
   * Writes it; what is read from then on is this, or, when it throws, perhaps this: who could not write
   * what grants something must not grant it, and who could not write what takes something must try again.
   * @throws HirteError `not-saved`
   */
  write(value: T): void {
    const text = textOf(value);
    try {
      // The copy first: what is told of as written always has one. While the file can be read it alone counts.
      this.#writeFile(this.#copyPath, text, 0o600);
      this.#writeFile(this.path, text, 0o600);
    } catch (cause) {
      throw new HirteError("not-saved", `${messageOf(cause)}: nothing was done`, {
        cause,
        details: { path: this.path },
      });
    }
  }

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
      if (typeof found === "object" && found !== null && "sum" in found) {
        const { sum, ...rest } = found;
        const value = sum === sumOf(rest) ? this.#parse(rest) : undefined;
        if (value) return { kind: "kept", value, text };
      }
    } catch (error) {
      return { kind: "bad", why: messageOf(error) };
    }
    return { kind: "bad", why: "it does not hold what was written" };
  }
}

function textOf(value: object): string {
  return `${JSON.stringify({ ...value, sum: sumOf(value) })}\n`;
}

function sumOf(value: object): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}
