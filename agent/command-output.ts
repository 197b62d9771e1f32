import { execFile } from "node:child_process";
import { closeSync, constants, openSync, rmSync } from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Clock, systemClock, type Timer } from "../src/core/clock.ts";
import { makeDirectory } from "../src/core/directory.ts";
import { HirteError, messageOf } from "../src/core/errors.ts";
import type { CommandOutput } from "./ports.ts";
import type { Chunk } from "./stream.ts";

/** Of output in one message; base64 makes it a third longer. */
const chunkBytes = 32 * 1024;
/** After the unit has ended, a pipe that says nothing for so long is held open by a stranger. */
const strangerMs = 1000;
const names = ["stdout", "stderr"] as const;

/**
 * Makes the two named pipes of a command. They are open for reading before anybody writes, which is
 * what systemd waits for when it opens them.
 * @throws HirteError `run-unavailable`
 */
export async function makeOutput(directory: string): Promise<CommandOutput> {
  try {
    makeDirectory(directory, 0o700);
    await promisify(execFile)("mkfifo", [
      "-m",
      // The command opens them anew, as whoever it runs as; nobody else gets into the directory.
      "666",
      ...names.map((name) => join(directory, name)),
    ]);
    return new FifoOutput(directory);
  } catch (cause) {
    discard(directory);
    throw new HirteError(
      "run-unavailable",
      `no pipes for the output could be made in ${directory}: ${messageOf(cause)}`,
      { cause },
    );
  }
}

/**
 * The pipes that a predecessor made, to be read on; undefined where they are gone.
 * @throws HirteError `run-unavailable`
 */
export function findOutput(directory: string): CommandOutput | undefined {
  try {
    return new FifoOutput(directory);
  } catch (cause) {
    // What fs throws.
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new HirteError(
      "run-unavailable",
      `the pipes in ${directory} cannot be read: ${messageOf(cause)}`,
      { cause },
    );
  }
}

/**
 * Takes the pipes away, which were read to their end: whoever opened them anew would wait for an end that
 * was told before.
 */
export function forgetOutput(directory: string): void {
  for (const name of names) rmSync(join(directory, name), { force: true });
}

function discard(directory: string): void {
  try {
    rmSync(directory, { recursive: true, force: true });
  } catch {
    // What cannot be made cannot always be removed.
  }
}

class FifoOutput implements CommandOutput {
  readonly paths: readonly [string, string];
  readonly #pipes: readonly [Pipe, Pipe];
  /** The one to be read first: neither starves the other. */
  #turn: 0 | 1 = 0;
  #isStopped = false;
  #wake: () => void = () => undefined;

  constructor(directory: string) {
    const [out, error] = names;
    this.paths = [join(directory, out), join(directory, error)];
    const wake = () => this.#wake();
    const first = new Pipe(this.paths[0], wake);
    try {
      this.#pipes = [first, new Pipe(this.paths[1], wake)];
    } catch (error) {
      first.stop();
      throw error;
    }
  }

  async next(): Promise<Chunk | undefined> {
    for (;;) {
      const first = this.#turn;
      for (const at of [first, first === 0 ? 1 : 0] as const) {
        const bytes = this.#pipes[at].read();
        if (!bytes) continue;
        this.#turn = at === 0 ? 1 : 0;
        return { fd: at === 0 ? 1 : 2, bytes: bytes.toString("base64"), size: bytes.length };
      }
      if (this.#isStopped || this.#pipes.every(({ isOver }) => isOver)) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  finish(): void {
    for (const pipe of this.#pipes) pipe.finish();
  }

  stop(): void {
    this.#isStopped = true;
    for (const pipe of this.#pipes) pipe.stop();
    this.#wake();
  }
}

/** A named pipe, read only as far as is asked for: what is not read stays in it, and holds up its writer. */
class Pipe {
  readonly #fd: number;
  readonly #socket: Socket;
  readonly #wake: () => void;
  readonly #clock: Clock = systemClock;
  #timer: Timer | undefined;
  isOver = false;

  constructor(path: string, wake: () => void) {
    this.#wake = wake;
    // Without O_NONBLOCK to open it would wait for a writer.
    this.#fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    this.#socket = new Socket({ fd: this.#fd, readable: true, writable: false });
    this.#socket.on("readable", wake);
    const over = () => this.#end();
    this.#socket.on("end", over).on("close", over).on("error", over);
  }

  read(): Buffer | undefined {
    const most = Math.min(this.#socket.readableLength, chunkBytes);
    // read() as such also has the next bytes fetched.
    const bytes: Buffer | null = most > 0 ? this.#socket.read(most) : this.#socket.read();
    if (bytes && this.#timer) this.#watch();
    return bytes ?? undefined;
  }

  finish(): void {
    // Once it was let go of, its number may be another file's.
    if (this.isOver || this.#socket.destroyed) return;
    try {
      // The end is told when the last writer leaves; this one, where there never was another.
      // By its number, for its path may be gone.
      const path = `/proc/self/fd/${this.#fd}`;
      closeSync(openSync(path, constants.O_WRONLY | constants.O_NONBLOCK));
    } catch {
      // The timer ends it.
    }
    this.#watch();
  }

  stop(): void {
    this.#timer?.cancel();
    this.#socket.destroy();
  }

  #watch(): void {
    this.#timer?.cancel();
    this.#timer = this.#clock.after(strangerMs, () => {
      if (this.#socket.readableLength > 0) this.#watch();
      else this.#socket.destroy();
    });
  }

  #end(): void {
    this.#timer?.cancel();
    this.isOver = true;
    this.#wake();
  }
}
