import type { Clock, Timer } from "../core/clock.ts";
import { messageOf } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { type Bus, driver } from "./bus.ts";
import type { IncomingMessage } from "./codec.ts";

const retryMs = 5000;
/** Answers to RequestName (D-Bus specification, "org.freedesktop.DBus.RequestName"). */
const answers = { primaryOwner: 1, inQueue: 2, alreadyOwner: 4 } as const;

/**
 * A well-known name on a bus. It is asked for on every connection; while another program has it, this
 * one stands in the queue for it; where the bus refuses it, it is asked for again every 5 s.
 */
export class OwnedName {
  readonly name: string;
  readonly #bus: Bus;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #onOwned: () => void;
  readonly #forget: readonly (() => void)[];
  #isOwned = false;
  #timer: Timer | undefined;
  #complained = "";
  #resolveAnswered: () => void = () => undefined;
  /** Resolves when it is known for the first time whether the name is ours. */
  readonly answered = new Promise<void>((resolve) => {
    this.#resolveAnswered = resolve;
  });

  /** Begins with the next connection, or now where there is one. */
  constructor(options: {
    readonly name: string;
    readonly bus: Bus;
    readonly clock: Clock;
    readonly log: Log;
    /** Told each time the name has become ours. */
    readonly onOwned?: () => void;
  }) {
    this.name = options.name;
    this.#bus = options.bus;
    this.#clock = options.clock;
    this.#log = options.log;
    this.#onOwned = options.onOwned ?? (() => undefined);
    this.#forget = [
      this.#bus.onConnection((isConnected) => this.#onConnection(isConnected)),
      this.#bus.onSignal((signal) => this.#onSignal(signal)),
    ];
    if (this.#bus.isConnected) this.#onConnection(true);
  }

  get isOwned(): boolean {
    return this.#isOwned;
  }

  /**
   * Gives the name back. When it resolves, everything sent before has reached the bus. Never rejects:
   * the name ends with the connection anyhow.
   */
  async release(deadlineMs: number): Promise<void> {
    this.#timer?.cancel();
    for (const forget of this.#forget) forget();
    if (!this.#bus.isConnected) return;
    this.#isOwned = false;
    const call = { ...driver, member: "ReleaseName", signature: "s", body: [this.name] };
    await this.#bus.call({ ...call, deadlineMs }).catch((error) => {
      this.#log.debug({ error }, "a name on the bus was not given back");
    });
  }

  #onConnection(isConnected: boolean): void {
    this.#timer?.cancel();
    this.#isOwned = false;
    if (isConnected) this.#ask();
  }

  #ask(): void {
    this.#bus
      // No flags: when another program has the name, we stand in its queue.
      .call({ ...driver, member: "RequestName", signature: "su", body: [this.name, 0] })
      .then(([answer]) => {
        if (answer === answers.primaryOwner || answer === answers.alreadyOwner) this.#own();
        else this.#complain("another program owns it");
      })
      .catch((error) => {
        if (!this.#bus.isConnected) return;
        this.#complain(messageOf(error));
        this.#timer = this.#clock.after(retryMs, () => this.#ask());
      })
      .finally(() => this.#resolveAnswered());
  }

  #onSignal({ sender, member, body }: IncomingMessage): void {
    if (sender !== driver.destination) return;
    if (member === "NameAcquired" && body[0] === this.name) this.#own();
    if (member === "NameLost" && body[0] === this.name && this.#isOwned) {
      this.#isOwned = false;
      this.#complain("another program has taken it");
    }
  }

  #own(): void {
    if (this.#isOwned) return;
    this.#isOwned = true;
    this.#complained = "";
    this.#log.info({ name: this.name }, "on the bus");
    this.#onOwned();
  }

  #complain(reason: string): void {
    if (reason === this.#complained) return;
    this.#complained = reason;
    this.#log.warn({ name: this.name, reason }, "a name on the bus is not ours");
  }
}
