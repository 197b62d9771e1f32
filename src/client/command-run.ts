import type { HirteError } from "../core/errors.ts";
import { isHirteError } from "../core/errors.ts";
import type { JobHandle } from "./job-handle.ts";
import type { ArgsOf } from "./query.ts";
import { Stream, type StreamParts } from "./stream.ts";

/** What is to be run. */
export type RunArgs = ArgsOf<"run">;

/** Output of a command, as it comes. */
export interface OutputPiece {
  /** 1: standard output, 2: standard error. */
  readonly fd: 1 | 2;
  readonly bytes: Buffer;
}

/** How long the output may stay away while the connection of the node or of this client is broken. */
const patienceMs = 30_000;

/** A command whose output is read: the job, and what it writes. */
export class CommandRun {
  readonly job: JobHandle;
  readonly #stream: Stream;

  private constructor(job: JobHandle, stream: Stream) {
    this.job = job;
    this.#stream = stream;
  }

  /** Listens first, and then asks. @throws HirteError `denied`, `closed` */
  static async begin(
    parts: StreamParts,
    { node, id }: { readonly node: string; readonly id: string },
    submit: () => JobHandle,
  ): Promise<CommandRun> {
    const request = { id };
    const stream = await Stream.attach(parts, {
      node,
      verb: "run",
      request,
      patienceMs,
      query: {},
    });
    const job = submit();
    // A first word of the agent that got lost is made up for by what is told of the job.
    job.onState(({ state }) => state === "running" && stream.begin());
    job.finished.then(
      ({ result, problem }) => {
        const hasRun = result !== "expired" && result !== "lost" && !problem;
        if (hasRun) stream.begin();
        else void stream.close();
      },
      () => void stream.close(),
    );
    return new CommandRun(job, stream);
  }

  /**
   * The output, in order; the next piece is sent for as this one is dealt with. Ends with the output.
   * @throws HirteError why some of it is missing: `stream-lost` and its like; never for a command that did
   *   not run
   */
  async *output(): AsyncGenerator<OutputPiece, void, void> {
    try {
      for (;;) {
        const message = await this.#stream.next();
        if (!message) return;
        if (message.bytes === undefined) continue;
        yield { fd: message.fd === 2 ? 2 : 1, bytes: Buffer.from(message.bytes, "base64") };
      }
    } catch (error) {
      if (!isHirteError(error) || this.#isExpected(error)) return;
      throw error;
    } finally {
      await this.#stream.close();
    }
  }

  /** Reads no more: the agent stops the command. */
  close(): Promise<void> {
    return this.#stream.close();
  }

  /** Closed by this end. */
  #isExpected(error: HirteError): boolean {
    return error.code === "closed";
  }
}
