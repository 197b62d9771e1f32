import type { Clock, Timer } from "../core/clock.ts";
import { messageOf } from "../core/errors.ts";
import { HecateSocket, type SocketOptions } from "./socket.ts";

/** What the port is made of. */
export interface SocketPortOptions extends SocketOptions {
  /** Told why it cannot be had, and `undefined` once it can. */
  readonly onProblem: (problem: string | undefined) => void;
  readonly clock: Clock;
}

/** A directory that is not there yet may be so a little later. */
const retryMs = 30_000;

/** Has hecate's socket where it can be had: hecate watches the power also where nobody can ask it. */
export class SocketPort {
  readonly #options: SocketPortOptions;
  #socket: HecateSocket | undefined;
  #retry: Timer | undefined;
  #isClosed = false;
  #turn: Promise<void> = Promise.resolve();

  constructor(options: SocketPortOptions) {
    this.#options = options;
  }

  /** Listens; where that cannot be done it is tried on. Resolves once it was tried; never rejects. */
  open(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#try());
    return this.#turn;
  }

  /** Listens no more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#retry?.cancel();
    await this.#turn;
    await this.#socket?.close();
  }

  async #try(): Promise<void> {
    const { onProblem, clock, log } = this.#options;
    if (this.#isClosed) return;
    try {
      this.#socket = await HecateSocket.listen(this.#options);
      onProblem(undefined);
    } catch (error) {
      const problem = messageOf(error);
      log.error({ problem }, "nobody can ask hecate: it watches the power all the same");
      onProblem(problem);
      if (!this.#isClosed) this.#retry = clock.after(retryMs, () => void this.open());
    }
  }
}
