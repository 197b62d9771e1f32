import { lengthOf } from "./lengths.ts";

/** A file of system tests. */
export interface SystemFile {
  readonly path: string;
  /** For people. */
  readonly name: string;
  /** How its first cluster is set up; another setting has hirte and three agents begin from nothing. */
  readonly setting: string;
  /** It boots machines of its own, and so needs a lab of its own. */
  readonly isApart: boolean;
}

/**
 * The files that wait for a lab. Each lab, when it is free, takes the longest one of the setting that its cluster has,
 * and when there is none the longest of all.
 */
export class Queue {
  readonly #waiting: SystemFile[];

  constructor(files: readonly SystemFile[], length: (file: SystemFile) => number = lengthOf) {
    this.#waiting = files.toSorted((a, b) => length(b) - length(a) || (a.path < b.path ? -1 : 1));
  }

  /** Takes the next one for a lab; `last`: what has run there before, if anything has. */
  take(last?: SystemFile): SystemFile | undefined {
    const isAlike = (file: SystemFile) => !file.isApart && file.setting === last?.setting;
    const alike = last && !last.isApart ? this.#waiting.findIndex(isAlike) : -1;
    const [taken] = this.#waiting.splice(Math.max(0, alike), 1);
    return taken;
  }
}
