import type { LogsPort, StreamSource } from "../../agent/ports.ts";
import type { Chunk } from "../../agent/stream.ts";
import type { LogsRequest } from "../../src/protocol/generated/schemas.ts";

/** Logs of which each stream is what a test feeds it. */
export class FakeLogs implements LogsPort {
  readonly sources: FakeSource[] = [];

  open(request: LogsRequest, mayRead?: FakeSource["mayRead"]): FakeSource {
    const source = new FakeSource(request, mayRead);
    this.sources.push(source);
    return source;
  }
}

/** A source that has what was put into it, until its end. */
export class FakeSource implements StreamSource {
  readonly request: LogsRequest;
  /** What the entries that are put in were to be held against. */
  readonly mayRead: ((unit: string | undefined) => boolean) | undefined;
  /** Settles when it was let go of. */
  readonly stopped: Promise<void>;
  /** How often it was asked for more. */
  asked = 0;
  readonly #chunks: Chunk[] = [];
  #end: { readonly error?: Error } | undefined;
  #wake: () => void = () => undefined;

  #stop: () => void = () => undefined;

  constructor(request: LogsRequest, mayRead?: FakeSource["mayRead"]) {
    this.request = request;
    this.mayRead = mayRead;
    this.stopped = new Promise((resolve) => {
      this.#stop = resolve;
    });
  }

  put(...chunks: readonly Chunk[]): void {
    this.#chunks.push(...chunks);
    this.#wake();
  }

  end(error?: Error): void {
    this.#end = error ? { error } : {};
    this.#wake();
  }

  async next(): Promise<Chunk | undefined> {
    this.asked++;
    for (;;) {
      const chunk = this.#chunks.shift();
      if (chunk) return chunk;
      if (this.#end?.error) throw this.#end.error;
      if (this.#end) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  stop(): void {
    this.#stop();
  }
}
