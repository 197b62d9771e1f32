import { randomUUID } from "node:crypto";
import { chmodSync, chownSync, lstatSync, mkdirSync, realpathSync, type Stats } from "node:fs";
import { type FileHandle, lstat, open, opendir, rmdir, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { HirteError, messageOf } from "../src/core/errors.ts";
import { proofFileName, proofFolder } from "../src/core/uid-proof.ts";
import { type ProofFault, proofFault } from "./uid-judgement.ts";

/** Whose file it was, or why it proves nothing. */
export type Proven =
  | { readonly kind: "uid"; readonly uid: number }
  | { readonly kind: "nothing"; readonly why: ProofFault | "absent" };

/** Sticky: who may write there can make files, and take away its own; who is not its owner cannot list it. */
const mode = 0o1730;
/** The same, where it cannot be the group's: whoever is let in by the socket can prove who it is. */
const modeForAll = 0o1733;
/** Older ones were left behind by who has died. */
const leftAfterMs = 60_000;
/** Looked at in one sweep. */
const sweepAtOnce = 10_000;

/**
 * The folder in which those who connect to the operators' socket prove who they are: each makes a file whose name
 * only it knows, and shows the secret behind the name. Only hirte can list the folder, and nobody but hirte and a
 * file's owner can take a file away or put another in its place.
 */
export class ProofFolder {
  readonly path: string;
  readonly #socketPath: string;
  readonly #device: number;
  /** A file without a name: its times are of the same clock as those of the proofs. */
  readonly #clockFile: FileHandle;

  private constructor(options: {
    readonly socketPath: string;
    readonly device: number;
    readonly clockFile: FileHandle;
  }) {
    this.#socketPath = options.socketPath;
    this.path = proofFolder(options.socketPath);
    this.#device = options.device;
    this.#clockFile = options.clockFile;
  }

  /**
   * The folder beside the socket. hirte.socket makes it, or a hirte before; where there is none it is made, and
   * nobody but hirte makes files there before `openTo`. The socket need not be there yet; its path must be real, as
   * `realSocketPath` makes it.
   * @throws HirteError `unavailable` where others could change what lies there, or it cannot be made
   */
  static async open(socketPath: string): Promise<ProofFolder> {
    const path = proofFolder(socketPath);
    try {
      checkAbove(dirname(path));
      makeFolder(path);
      const { dev: device } = lstatSync(path);
      const name = join(path, `.clock-${randomUUID()}`);
      const clockFile = await open(name, "wx", 0o600);
      await unlink(name);
      return new ProofFolder({ socketPath, device, clockFile });
    } catch (cause) {
      if (cause instanceof HirteError) throw cause;
      const message = `${path} cannot be used for proofs of who connects: ${messageOf(cause)}`;
      throw new HirteError("unavailable", message, { cause, details: { path } });
    }
  }

  /** From now on those who may use the socket can make files there: its group, or where that cannot be, all. */
  openTo(gid: number): void {
    let isOfGroup = true;
    try {
      chownSync(this.path, -1, gid);
    } catch {
      isOfGroup = false;
    }
    chmodSync(this.path, isOfGroup ? mode : modeForAll);
  }

  /** Who has made the file that goes with a secret. It is taken away, so that it serves once. */
  async take(secret: string): Promise<Proven> {
    const path = join(this.path, proofFileName(secret, this.#socketPath));
    let facts: Stats;
    try {
      facts = await lstat(path);
      const nowMs = await this.#nowMs();
      // Of several who show the same secret at once, the one that takes the file away is believed.
      if (facts.isDirectory()) await rmdir(path);
      else await unlink(path);
      const why = proofFault(factsOf(facts), { device: this.#device, nowMs });
      return why ? { kind: "nothing", why } : { kind: "uid", uid: facts.uid };
    } catch {
      // Not there, or not to be taken away: a folder with something in it, or a mount.
      return { kind: "nothing", why: "absent" };
    }
  }

  /** Takes away what was left over: of those who died before they were let in. `now`: for tests. */
  async sweep(now: () => number | Promise<number> = () => this.#nowMs()): Promise<void> {
    const nowMs = await now();
    let seen = 0;
    for await (const entry of await opendir(this.path)) {
      if (++seen > sweepAtOnce) return;
      const path = join(this.path, entry.name);
      try {
        const facts = await lstat(path);
        if (Math.abs(nowMs - facts.ctimeMs) < leftAfterMs) continue;
        await (facts.isDirectory() ? rmdir(path) : unlink(path));
      } catch {
        // Gone by itself, or a folder with something in it, of which nobody ever looks at more than its name.
      }
    }
  }

  async close(): Promise<void> {
    await this.#clockFile.close();
  }

  async #nowMs(): Promise<number> {
    // Whatever times it is given, that of the change is the file system's own.
    await this.#clockFile.utimes(0, 0);
    return (await this.#clockFile.stat()).ctimeMs;
  }
}

function factsOf(facts: Stats): Parameters<typeof proofFault>[0] {
  return {
    isRegular: facts.isFile(),
    links: facts.nlink,
    bytes: facts.size,
    uid: facts.uid,
    device: facts.dev,
    mtimeMs: facts.mtimeMs,
    madeAtMs: facts.birthtimeMs > 0 ? facts.birthtimeMs : facts.ctimeMs,
  };
}

/** Whoever could write to a folder above could put another one in this one's place. */
function checkAbove(folder: string): void {
  for (let path = realpathSync(folder); ; path = dirname(path)) {
    const { uid, mode: bits } = lstatSync(path);
    const isOthers = (bits & 0o022) !== 0 && (bits & 0o1000) === 0;
    if (isOthers || (uid !== 0 && uid !== process.geteuid?.())) {
      const message = `others than hirte and root can change what lies in ${path}: nobody can prove there who it is`;
      throw new HirteError("unavailable", message, { details: { path } });
    }
    if (path === dirname(path)) return;
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const facts = lstatSync(path);
  if (!facts.isDirectory() || facts.uid !== process.geteuid?.()) {
    const message = `${path} is not a folder of hirte's own: take it away`;
    throw new HirteError("unavailable", message, { details: { path } });
  }
}
