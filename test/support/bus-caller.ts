import { silentLog } from "../../src/core/log.ts";
import { Bus } from "../../src/dbus/bus.ts";
import type { IncomingMessage } from "../../src/dbus/codec.ts";
import { Until } from "./until.ts";

/** Where a call of `BusCaller` goes. */
export interface Target {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
}

/** A signal as it came in: what it says, and of which object. */
export interface HeardSignal {
  readonly path: string;
  readonly member: string;
  readonly body: readonly unknown[];
}

/** A program on a bus that calls others and keeps every signal it hears. */
export class BusCaller {
  readonly signals: HeardSignal[] = [];
  readonly #bus: Bus;
  readonly #until = new Until();

  private constructor(bus: Bus) {
    this.#bus = bus;
    bus.onSignal(({ path = "", member = "", body, sender }: IncomingMessage) => {
      if (sender === "org.freedesktop.DBus") return;
      this.signals.push({ path, member, body });
      this.#until.notify();
    });
  }

  /** `hears`: whose broadcasts; what is sent to it alone it hears anyhow. */
  static async connect(address: string, hears?: string): Promise<BusCaller> {
    const bus = new Bus({
      address,
      log: silentLog(),
      matches: hears === undefined ? [] : [`type='signal',sender='${hears}'`],
    });
    const caller = new BusCaller(bus);
    const isUp = new Promise<void>((resolve) => bus.onConnection((up) => up && resolve()));
    bus.open();
    await isUp;
    return caller;
  }

  get name(): string {
    return this.#bus.uniqueName ?? "";
  }

  async call(
    target: Target,
    member: string,
    signature = "",
    ...body: readonly unknown[]
  ): Promise<readonly unknown[]> {
    return this.#bus.call({ ...target, member, signature, body });
  }

  /** A property's value. */
  async get(target: Target, property: string): Promise<unknown> {
    const properties = { ...target, interface: "org.freedesktop.DBus.Properties" };
    const [value] = await this.call(properties, "Get", "ss", target.interface, property);
    // A variant is an object with a value.
    return (value as { value: unknown }).value;
  }

  /** Signals of this member so far, their bodies. */
  of(member: string): readonly (readonly unknown[])[] {
    return this.signals.filter((signal) => signal.member === member).map(({ body }) => body);
  }

  /** Resolves when what was heard is as it should be. */
  async until(what: string, holds: () => boolean, withinMs?: number): Promise<void> {
    try {
      await this.#until.until(what, holds, withinMs);
    } catch (cause) {
      const heard = this.signals.map((signal) => JSON.stringify(signal)).join("\n");
      throw new Error(`${what}: it was not; heard:\n${heard}`, { cause });
    }
  }

  /** Resolves when this many signals of the member were heard, to the last of these. */
  async heard(member: string, count = 1): Promise<readonly unknown[]> {
    await this.until(`${count} times ${member}`, () => this.of(member).length >= count);
    return this.of(member)[count - 1] ?? [];
  }

  close(): void {
    this.#bus.close();
  }
}
