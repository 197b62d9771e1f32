import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import type { AgentTls } from "../src/config/agent.ts";
import { HirteError, isHirteError, messageOf } from "../src/core/errors.ts";
import { nextName, readIdentity } from "../src/identity/node-identity.ts";
import { replaceFile } from "../src/pki/pem-files.ts";

/** Room that is kept for the certificate, bytes: ten times of what it takes. */
const certificateRoom = 8192;

/** What a node is to become. */
export interface NextIdentity {
  readonly files: AgentTls;
  readonly ca: string;
  readonly key: string;
  /** The drop-in that says which node it is. */
  readonly config: { readonly path: string; readonly text: string };
  /** Makes a directory for configuration, where there is none. */
  readonly makeConfigDirectory: (path: string) => void;
}

type Rename = (from: string, to: string) => void;

/** A file that is written under another name, until it counts. */
interface Staged {
  readonly path: string;
  /** Undefined: there was none. */
  readonly before: string | undefined;
  readonly mode: number;
}

/**
 * Makes another node of this machine, or the same one with another key. All is written beside the files there are,
 * and put in their places in the end: whenever it is cut off, by a crash or a full disk, certificate and key are a
 * pair, the one before or the next one, or there is no certificate.
 */
export class IdentityChange {
  readonly #next: NextIdentity;
  readonly #rename: Rename;
  readonly #staged: Staged[] = [];
  readonly #made: readonly string[];
  #isDone = false;

  private constructor(next: NextIdentity, rename: Rename) {
    this.#next = next;
    this.#rename = rename;
    this.#made = absentAbove(next.files.keyFile, next.config.path);
  }

  /**
   * Writes all there is to be written, and changes nothing yet: what cannot be written is found out here.
   * @throws HirteError `unavailable` with the path; nothing is left behind then
   */
  static prepare(next: NextIdentity, rename: Rename = renameSync): IdentityChange {
    const change = new IdentityChange(next, rename);
    const { files, config } = next;
    try {
      finishFormer(files, rename);
      next.makeConfigDirectory(dirname(config.path));
      change.#stage(config.path, config.text, 0o644);
      change.#stage(files.caFile, next.ca, 0o644);
      change.#stage(files.keyFile, next.key, 0o600);
      change.#stage(files.certFile, "\n".repeat(certificateRoom), 0o644);
      return change;
    } catch (error) {
      change.abandon();
      throw error;
    }
  }

  /**
   * Puts everything in its place: the certificate after the rest, as an agent that waits for it goes on as soon as it
   * is there. From then on it counts, and its key, which is read under either name.
   * @throws HirteError `unavailable`; all is as before then
   */
  commit(certificate: string): void {
    const { certFile, keyFile } = this.#next.files;
    const done: Staged[] = [];
    try {
      fill(nextName(certFile), certificate);
      for (const file of this.#staged) {
        if (file.path === certFile || file.path === keyFile) continue;
        this.#put(file.path);
        done.push(file);
      }
      this.#put(certFile);
    } catch (error) {
      for (const file of done) restore(file);
      this.abandon();
      throw error;
    }
    this.#isDone = true;
    // Should it keep its other name, the next change gives it this one.
    quietly(() => this.#put(keyFile));
  }

  /** What is new, or will be: not what was there already. */
  get written(): readonly string[] {
    return this.#staged.map(({ path }) => path);
  }

  /** Takes away what was written for nothing. */
  abandon(): void {
    if (this.#isDone) return;
    for (const { path } of this.#staged) quietly(() => rmSync(nextName(path), { force: true }));
    for (const path of this.#made) quietly(() => rmdirSync(path));
  }

  /** What is there already, word by word, need not be written, nor be possible to write. */
  #stage(path: string, text: string, mode: number): void {
    const before = textOf(path);
    if (before === text) return;
    this.#staged.push({ path, before, mode });
    replaceFile(nextName(path), text, mode);
    if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory())
      throw new HirteError("unavailable", `${path} cannot be written: it is a directory`, {
        details: { path },
      });
  }

  #put(path: string): void {
    try {
      this.#rename(nextName(path), path);
    } catch (cause) {
      throw new HirteError("unavailable", `${path} cannot be replaced: ${messageOf(cause)}`, {
        cause,
        details: { path },
      });
    }
    // The one after it must not be on disk before it; where the disk fails nothing else could be done either.
    quietly(() => syncDirectory(dirname(path)));
  }
}

function syncDirectory(path: string): void {
  const fd = openSync(path, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Where a former change was cut off, the key that goes with the certificate lies where the next one would be put. */
function finishFormer(files: AgentTls, rename: Rename): void {
  const next = nextName(files.keyFile);
  const key = textOf(next);
  if (key === undefined) return;
  try {
    if (readIdentity(files).key === key) rename(next, files.keyFile);
  } catch (error) {
    // No pair, whose key could be lost.
    if (!isHirteError(error, "bad-config")) throw error;
  }
}

/** Into the room that is there: a disk that has become full meanwhile cannot keep it out. */
function fill(path: string, text: string): void {
  try {
    const fd = openSync(path, "r+");
    try {
      writeFileSync(fd, text);
      ftruncateSync(fd, Buffer.byteLength(text));
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch (cause) {
    throw new HirteError("unavailable", `${path} cannot be written: ${messageOf(cause)}`, {
      cause,
      details: { path },
    });
  }
}

function restore({ path, before, mode }: Staged): void {
  quietly(() => {
    if (before === undefined) rmSync(path, { force: true });
    else replaceFile(path, before, mode);
  });
}

/** Directories above files that are not there yet, the deepest first. */
function absentAbove(...paths: readonly string[]): readonly string[] {
  const absent: string[] = [];
  for (const path of paths)
    for (
      let above = dirname(path);
      !statSync(above, { throwIfNoEntry: false }) && above !== dirname(above);
      above = dirname(above)
    )
      absent.push(above);
  return absent;
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** What cannot be tidied up is in nobody's way: the error that led here is told. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // See above.
  }
}
