import { writeSync } from "node:fs";
import { Socket } from "node:net";
import { getSystemErrorMap } from "node:util";
import { messageOf } from "../src/core/errors.ts";
import type { Io, Sink } from "./io.ts";

/** Standard output and error of this process, and what became of them. */
export interface OutputStreams extends Pick<Io, "outputGone"> {
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** Why something could not be written, a reader that has left aside; undefined: all was. */
  readonly failure: () => string | undefined;
}

type Name = "stdout" | "stderr";
const fds = { stdout: 1, stderr: 2 } as const;
const fullNames = { stdout: "standard output", stderr: "standard error" } as const;

/**
 * Takes standard output and error. What cannot be written ends nothing by itself, for the outcome of jobs
 * is still to be learned: `outputGone` tells those who do nothing but write.
 */
export function openOutput(): OutputStreams {
  const gone = new AbortController();
  const failures = new Map<Name, string>();
  const fail = (name: Name, error: NodeJS.ErrnoException) => {
    // Whoever read along has seen enough (head -1): no fault, and nothing to tell anybody.
    if (error.code === "EPIPE") gone.abort();
    else if (!failures.has(name)) {
      const failure = `${fullNames[name]}: ${reasonOf(error)}`;
      failures.set(name, failure);
      if (name === "stdout") gone.abort(failure);
    }
  };
  const sinkOf = (name: Name): Sink => {
    const stream = process[name];
    stream.on("error", (error) => fail(name, error));
    const write = stream instanceof Socket ? streamed(stream) : whole(fds[name]);
    return {
      write: (text) => {
        if (failures.has(name) || (name === "stdout" && gone.signal.aborted)) return;
        try {
          write(text);
        } catch (error) {
          // A failed system call is all that writing to a descriptor throws.
          fail(name, error as NodeJS.ErrnoException);
        }
      },
    };
  };
  return {
    stdout: sinkOf("stdout"),
    stderr: sinkOf("stderr"),
    outputGone: gone.signal,
    failure: () => failures.get("stdout") ?? failures.get("stderr"),
  };
}

function streamed(stream: Socket): Sink["write"] {
  return (text) => void stream.write(text);
}

/** Node's own stream for files takes a write of which the disk had room for a part for a whole one. */
function whole(fd: number): Sink["write"] {
  return (text) => {
    let left = Buffer.from(text);
    while (left.length > 0) left = left.subarray(writeSync(fd, left));
  };
}

function reasonOf(error: NodeJS.ErrnoException): string {
  return getSystemErrorMap().get(error.errno ?? 0)?.[1] ?? messageOf(error);
}
