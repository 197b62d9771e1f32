import { type Bus, driver } from "./bus.ts";
import type { IncomingMessage } from "./codec.ts";

/** Match rule that a bus needs for `BusClients`: names that nobody owns any more. */
export const namesGoneMatch = `type='signal',sender='${driver.destination}',member='NameOwnerChanged',arg2=''`;

/** The programs that speak to us over a bus: who they are, and when they have left. */
export class BusClients {
  readonly #bus: Bus;
  readonly #uids = new Map<string, Promise<number>>();
  readonly #listeners = new Map<string, Set<() => void>>();

  /** The bus must have been made with `namesGoneMatch`. */
  constructor(bus: Bus) {
    this.#bus = bus;
    bus.onSignal((signal) => this.#onSignal(signal));
    bus.onConnection((isConnected) => {
      if (!isConnected) for (const name of [...this.#listeners.keys()]) this.#gone(name);
      this.#uids.clear();
    });
  }

  /**
   * Uid of the program with this unique name, as the bus knows it from the kernel.
   * @throws HirteError `dbus-gone` when it has left, `deadline`
   */
  uidOf(uniqueName: string): Promise<number> {
    const known = this.#uids.get(uniqueName);
    if (known !== undefined) return known;
    const asked = this.#bus
      .call({ ...driver, member: "GetConnectionUnixUser", signature: "s", body: [uniqueName] })
      .then(([uid]) => Number(uid));
    this.#uids.set(uniqueName, asked);
    asked.catch(() => this.#uids.delete(uniqueName));
    return asked;
  }

  /** Whether somebody has this name. Who is there by then and leaves later is told to `onGone`. */
  async isThere(name: string): Promise<boolean> {
    const call = { ...driver, member: "NameHasOwner", signature: "s", body: [name] };
    const [hasOwner] = await this.#bus.call(call);
    return hasOwner === true;
  }

  /** Told once, when this unique name has left the bus or we have. Returns what takes it out again. */
  onGone(uniqueName: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(uniqueName) ?? new Set();
    this.#listeners.set(uniqueName, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(uniqueName) === listeners) {
        this.#listeners.delete(uniqueName);
      }
    };
  }

  #onSignal({ sender, member, body }: IncomingMessage): void {
    if (sender !== driver.destination || member !== "NameOwnerChanged") return;
    const [name, , owner] = body;
    if (owner === "") this.#gone(String(name));
  }

  #gone(name: string): void {
    this.#uids.delete(name);
    const listeners = this.#listeners.get(name);
    this.#listeners.delete(name);
    for (const listener of listeners ?? []) listener();
  }
}
