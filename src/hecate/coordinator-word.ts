import type { Clock } from "../core/clock.ts";
import type { PowerRun, PowerState } from "../protocol/generated/schemas.ts";
import type { CoordinatorView, Told } from "./socket-protocol.ts";

type Heard<Message> = Omit<Told<Message>, "ageMs"> & { readonly atMs: number };

/** What a peer was told by its coordinator, the last of each: for people alone, who ask this host what goes on. */
export class CoordinatorWord {
  readonly #clock: Clock;
  #state: Heard<PowerState> | undefined;
  #run: Heard<PowerRun> | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  heardState(said: PowerState, isKept: boolean): void {
    this.#state = { said, isKept, atMs: this.#clock.monotonicMs() };
  }

  heardRun(said: PowerRun, isKept: boolean): void {
    this.#run = { said, isKept, atMs: this.#clock.monotonicMs() };
  }

  /** As it is now. */
  view(host: string): CoordinatorView {
    const [state, run] = [this.#aged(this.#state), this.#aged(this.#run)];
    return { host, ...(state && { state }), ...(run && { run }) };
  }

  #aged<Message>(heard: Heard<Message> | undefined): Told<Message> | undefined {
    if (!heard) return undefined;
    const { atMs, ...rest } = heard;
    return { ...rest, ageMs: Math.round(this.#clock.monotonicMs() - atMs) };
  }
}
