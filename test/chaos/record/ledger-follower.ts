import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { decodeLine, type LedgerLine } from "../../../agent/ledger-line.ts";
import type { LedgerNote } from "../history.ts";

/** An agent that is restarted is back after a second at the earliest: no file lives shorter. */
const lookMs = 20;

/**
 * Keeps every file an agent's ledger ever was: the agent writes a new one when it starts and when the
 * old one has grown, and a reboot removes it. A file that is open stays readable.
 */
export class LedgerFollower {
  readonly #path: string;
  readonly #files: { readonly fd: number; readonly inode: number }[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor(path: string) {
    this.#path = path;
    this.#timer = setInterval(() => this.#look(), lookMs);
    this.#look();
  }

  /** What all of them hold, the oldest first; closes them. */
  finish(): LedgerNote[] {
    clearInterval(this.#timer);
    this.#look();
    return this.#files.flatMap(({ fd }, file) => {
      const text = readAll(fd);
      closeSync(fd);
      return notesOf(text, file);
    });
  }

  #look(): void {
    try {
      if (statSync(this.#path).ino === this.#files.at(-1)?.inode) return;
      const fd = openSync(this.#path, "r");
      const inode = fstatSync(fd).ino;
      if (inode === this.#files.at(-1)?.inode) closeSync(fd);
      else this.#files.push({ fd, inode });
    } catch {
      // There is none at the moment: the node is off, or booting.
    }
  }
}

function readAll(fd: number): string {
  const bytes = Buffer.alloc(fstatSync(fd).size);
  let length = 0;
  while (length < bytes.length) {
    const count = readSync(fd, bytes, length, bytes.length - length, length);
    if (count === 0) break;
    length += count;
  }
  return bytes.toString("utf8", 0, length);
}

function notesOf(text: string, file: number): LedgerNote[] {
  const notes: LedgerNote[] = [];
  let bootId = "";
  for (const row of text.split("\n")) {
    const line = row === "" ? undefined : decodeLine(row);
    if (!line) continue;
    if ("bootId" in line) bootId = line.bootId;
    else notes.push(...noteOf(line, bootId, file));
  }
  return notes;
}

function noteOf(
  line: Exclude<LedgerLine, { readonly bootId: string }>,
  bootId: string,
  file: number,
): LedgerNote[] {
  const { id, at } = line;
  switch (at) {
    case "calling":
      return [{ bootId, file, id, at, verb: line.call.verb, unit: line.call.unit ?? "" }];
    case "running":
      return [{ bootId, file, id, at, ...line.job }];
    case "finished":
      return [
        { bootId, file, id, at, result: line.outcome.result, hasProblem: !!line.outcome.problem },
      ];
    case "acked":
      return [];
  }
}
