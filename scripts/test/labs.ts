import { PassThrough } from "node:stream";
import type { Children, Ended } from "./children.ts";
import { type Errand, endMark } from "./errand.ts";
import type { Queue, SystemFile } from "./queue.ts";

/** What labs are to do, and with what. */
export interface LabWork {
  readonly queue: Queue;
  /** How many labs run beside each other. The first half of them take the longest files first, which mostly wait. */
  readonly labs: number;
  /** How many of these begin at once. */
  readonly early: number;
  /** After this the others begin. */
  readonly others: Promise<unknown>;
  /** How long one of them may be at it. */
  readonly deadlineMs: number;
  /** The command of a lab in which lab-worker.ts runs. */
  readonly worker: readonly string[];
  readonly errand: (file: SystemFile) => Errand;
  /** A file was run; of it the status is 0 where all of its tests have passed. */
  readonly onEnded: (file: SystemFile, ended: Ended, durationMs: number) => void;
  /** A lab came to a bad end after its last file. */
  readonly onBadEnd: (last: SystemFile, ended: Ended) => void;
}

/** Has labs run files until none is left. */
export async function work(children: Children, the: LabWork): Promise<void> {
  const oneAfterAnother = async (number: number) => {
    if (number >= the.early) await the.others;
    const first = number < the.labs / 2 ? "longest" : "shortest";
    let lab: Lab | undefined;
    let last: SystemFile | undefined;
    const leave = async () => {
      const ended = await lab?.end();
      if (last && ended && ended.status !== 0) the.onBadEnd(last, ended);
      lab = undefined;
    };
    while (!children.isStopped) {
      const file = the.queue.take(first, last);
      if (!file) break;
      // Machines are booted once for all files of a lab, but for those that boot their own.
      if (file.isApart || last?.isApart) await leave();
      lab ??= new Lab(children, the);
      const fromMs = performance.now();
      const ended = await lab.run(the.errand(file));
      the.onEnded(file, ended, performance.now() - fromMs);
      // Its failures are told; the next one begins with a process and machines of its own.
      if (ended.status !== 0) await lab.end();
      if (lab.isOver) lab = undefined;
      last = file;
    }
    await leave();
  };
  await Promise.all(Array.from({ length: the.labs }, (_, i) => oneAfterAnother(i)));
}

/** A lab in which a process runs files of tests, as it is told. */
class Lab {
  readonly #errands = new PassThrough();
  readonly #ended: Promise<Ended>;
  #output = "";
  #isOver = false;
  #onOutput = () => {};

  constructor(children: Children, { worker, deadlineMs }: LabWork) {
    const onOutput = (text: string) => {
      this.#output += text;
      this.#onOutput();
    };
    this.#ended = children
      .run(worker, { input: this.#errands, deadlineMs, onOutput })
      .then(({ status }) => {
        this.#isOver = true;
        return { status, output: this.#output };
      });
  }

  /** Whether its process has ended: it runs no more files. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Runs a file, to its end or that of the process. */
  run(errand: Errand): Promise<Ended> {
    const isDone = new Promise<Ended>((resolve) => {
      this.#onOutput = () => {
        const [output = "", status] = this.#output.split(endMark);
        if (!status?.endsWith("\n")) return;
        this.#output = "";
        resolve({ output, status: Number(status) });
      };
    });
    this.#errands.write(`${JSON.stringify(errand)}\n`);
    // One that ends in the middle of a file is no good end, whatever it says.
    const isOver = this.#ended.then(({ output, status }) => ({ output, status: status || 1 }));
    return Promise.race([isDone, isOver]);
  }

  /** Has it end; what was written since the last file. */
  end(): Promise<Ended> {
    this.#errands.end();
    return this.#ended;
  }
}
