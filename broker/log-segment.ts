import {
  closeSync,
  fsync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";

/** What a segment asks of the disk; tests fill it, and break it, here. */
export interface Disk {
  /** `fs.writeSync` from an offset. @returns bytes written */
  write(fd: number, bytes: Buffer, offset: number): number;
  sync(fd: number): void;
  syncLater(fd: number, done: (cause: Error | null) => void): void;
}

/** The disk of this machine. */
export const realDisk: Disk = { write: writeSync, sync: fsyncSync, syncLater: fsync };

/** One file of the log, to which whole lines are added, or nothing. */
export class LogSegment {
  readonly number: number;
  readonly #path: string;
  readonly #fd: number;
  readonly #disk: Disk;
  #size: number;
  /** Part of a line that could not be written whole stands behind the last one. */
  #isTorn = false;

  private constructor(options: {
    readonly number: number;
    readonly path: string;
    readonly fd: number;
    readonly size: number;
    readonly disk: Disk;
  }) {
    this.number = options.number;
    this.#path = options.path;
    this.#fd = options.fd;
    this.#size = options.size;
    this.#disk = options.disk;
  }

  /** Goes on with a file, or begins one where there is none. */
  static open(number: number, path: string, disk: Disk): LogSegment {
    const fd = openSync(path, "a+", 0o640);
    const bytes = readFileSync(fd);
    const size = bytes.lastIndexOf(10) + 1;
    // A line torn by a crash is cut off, or it would spoil the next one.
    if (size < bytes.length) ftruncateSync(fd, size);
    return new LogSegment({ number, path, fd, size, disk });
  }

  /** Begins an empty file, whatever stood there. */
  static begin(number: number, path: string, disk: Disk): LogSegment {
    rmSync(path, { force: true });
    return LogSegment.open(number, path, disk);
  }

  get sizeBytes(): number {
    return this.#size;
  }

  /** Adds a line. @returns its place; @throws when nothing of it is in the file */
  append(line: Buffer): { readonly offset: number; readonly length: number } {
    this.#mend();
    let written = 0;
    try {
      while (written < line.length) written += this.#disk.write(this.#fd, line, written);
    } catch (error) {
      this.#isTorn = written > 0;
      try {
        this.#mend();
      } catch {
        // The disk does not even take that: the next line waits until it does.
      }
      throw error;
    }
    const offset = this.#size;
    this.#size += line.length;
    return { offset, length: line.length - 1 };
  }

  /** Brings all of it to the disk, its name too. */
  sync(): void {
    this.#disk.sync(this.#fd);
    // A new file's name is on the disk with its directory only.
    const fd = openSync(dirname(this.#path), "r");
    try {
      this.#disk.sync(fd);
    } finally {
      closeSync(fd);
    }
  }

  /** Brings its lines to the disk. */
  settle(): void {
    this.#disk.sync(this.#fd);
  }

  syncLater(done: (cause: Error | null) => void): void {
    this.#disk.syncLater(this.#fd, done);
  }

  close(): void {
    closeSync(this.#fd);
  }

  /** Takes the file away again. */
  discard(): void {
    // Empty at least, where its name cannot be taken away.
    ftruncateSync(this.#fd, 0);
    closeSync(this.#fd);
    rmSync(this.#path, { force: true });
  }

  #mend(): void {
    if (!this.#isTorn) return;
    ftruncateSync(this.#fd, this.#size);
    this.#isTorn = false;
  }
}
