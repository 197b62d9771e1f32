import { randomId } from "../src/core/ids.ts";

/**
 * Name of the agent's present connection, in its will as in its hello. A new one for each attempt:
 * the will of a half-open old connection can come long after the agent is back, and must not be taken
 * for a word about the new one.
 */
export class Instance {
  /** Name of this process, whatever its connection: tells a second agent on this machine from this one. */
  readonly process = randomId();
  #value = randomId();

  /** 128 random bits in hexadecimal. */
  get value(): string {
    return this.#value;
  }

  /** Another connection is about to be made. */
  renew(): void {
    this.#value = randomId();
  }
}
