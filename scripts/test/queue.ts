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

/** What a lab takes first. The longest come first with all of them once half of the files are taken. */
export type First = "longest" | "shortest";

/**
 * The files that wait for a lab. Each lab, when it is free, takes one of the setting that its cluster has, and when there
 * is none any of all. Long files mostly wait, short ones mostly work: where some labs begin with these there is work for
 * the processor all the time.
 */
export class Queue {
  readonly #waiting: SystemFile[];
  readonly #half: number;

  constructor(files: readonly SystemFile[], length: (file: SystemFile) => number = lengthOf) {
    this.#waiting = files.toSorted((a, b) => length(b) - length(a) || (a.path < b.path ? -1 : 1));
    this.#half = files.length / 2;
  }

  /** Takes the next one for a lab; `last`: what has run there before, if anything has. */
  take(first: First, last?: SystemFile): SystemFile | undefined {
    const isAlike = (file: SystemFile) =>
      last !== undefined && !last.isApart && !file.isApart && file.setting === last.setting;
    const isLongestFirst = first === "longest" || this.#waiting.length <= this.#half;
    const inOrder = isLongestFirst ? this.#waiting : this.#waiting.toReversed();
    const taken = inOrder.find(isAlike) ?? inOrder[0];
    if (taken) this.#waiting.splice(this.#waiting.indexOf(taken), 1);
    return taken;
  }
}
