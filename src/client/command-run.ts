import { isHirteError } from "../core/errors.ts";
import type { JobHandle } from "./job-handle.ts";
import type { ArgsOf } from "./query.ts";
import { Stream, type StreamParts } from "./stream.ts";

/** What is to be run. */
export type RunArgs = ArgsOf<"run">;

/** Output of a command, as it comes; a gap: its agent was restarted, and something may be missing. */
export type OutputPiece =
  | {
      readonly kind: "bytes";
      /** 1: standard output, 2: standard error. */
      readonly fd: 1 | 2;
      readonly bytes: Buffer;
    }
  | { readonly kind: "gap" };

/** How long the rest of the output may stay away when the command has ended. */
const restMs = 15_000;

/** A command whose output is read: the job, and what it writes. */
export class CommandRun {
  readonly job: JobHandle;
  readonly #stream: Stream;
  readonly #gaps: { count: number };

  private constructor(job: JobHandle, stream: Stream, gaps: { count: number }) {
    this.job = job;
    this.#stream = stream;
    this.#gaps = gaps;
  }

  /** Listens first, and then asks. @throws HirteError `denied`, `closed` */
  static async begin(
    parts: StreamParts,
    { node, verb, id }: { readonly node: string; readonly verb: string; readonly id: string },
    submit: () => JobHandle,
  ): Promise<CommandRun> {
    const gaps = { count: 0 };
    const stream = await Stream.attach(parts, {
      node,
      verb,
      request: { id },
      onGap: () => {
        gaps.count++;
      },
      query: {},
    });
    const job = submit();
    // A first word of the agent that got lost is made up for by what is told of the job.
    job.onState(({ state }) => state === "running" && stream.begin());
    job.finished.then(
      ({ result, after }) => {
        const hasRun = after !== undefined || stream.hasBegun;
        if (!hasRun || result === "lost") void stream.close();
        else {
          stream.begin();
          stream.limitPatience(restMs);
        }
      },
      () => void stream.close(),
    );
    return new CommandRun(job, stream, gaps);
  }

  /**
   * The output, in order; the next piece is sent for as this one is dealt with. Ends with the output, or
   * when it is known that there is none.
   * @throws HirteError why the rest of it is missing: `stream-lost`, `node-offline`, `not-reachable`
   */
  async *output(): AsyncGenerator<OutputPiece, void, void> {
    let told = 0;
    try {
      for (;;) {
        const message = await this.#stream.next();
        for (; told < this.#gaps.count; told++) yield { kind: "gap" };
        if (!message) return;
        if (message.bytes === undefined) continue;
        const bytes = Buffer.from(message.bytes, "base64");
        yield { kind: "bytes", fd: message.fd === 2 ? 2 : 1, bytes };
      }
    } catch (error) {
      // By this end: it has not run, or is not to.
      if (!isHirteError(error, "closed")) throw error;
    } finally {
      await this.#stream.close();
    }
  }

  /** Reads no more: the agent stops the command. */
  close(): Promise<void> {
    return this.#stream.close();
  }
}
