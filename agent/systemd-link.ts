import { type Clock, systemClock, type Timer } from "../src/core/clock.ts";
import { HirteError, isHirteError } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { Bus, driver } from "../src/dbus/bus.ts";
import type { MethodCall } from "../src/dbus/calls.ts";
import type { IncomingMessage } from "../src/dbus/codec.ts";
import { Listeners } from "../src/dbus/listeners.ts";
import { propertiesInterface, systemd } from "./systemd-names.ts";
import { decodeSignal, type SystemdSignal } from "./systemd-signals.ts";
import { asString, asVariants, type Variants } from "./systemd-values.ts";

/** Options of a link to systemd. */
export interface SystemdLinkOptions {
  /** Of the bus: see `systemBusAddress`. */
  readonly address: string;
  /** Of systemd itself, which is tried first: see `systemd.privateAddress`. */
  readonly privateAddress?: string;
  readonly log: Log;
  readonly clock?: Clock;
}

const retryMs = 1000;

/**
 * systemd on its bus: whether it is there, its signals in the order in which it sent them, and calls
 * to it. Comes back by itself when the bus or systemd were away, subscribed anew.
 */
export class SystemdLink {
  readonly #bus: Bus;
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #signalListeners: Listeners<[SystemdSignal]>;
  readonly #availabilityListeners: Listeners<[boolean]>;
  /** Unique name of systemd on the bus. */
  #owner: string | undefined;
  #isAvailable = false;
  /** The system bus is used because systemd's own socket refused us. */
  #isOnDetour = false;
  /** Counts the times systemd appeared or went: what was begun before is of no interest. */
  #life = 0;
  #timer: Timer | undefined;

  /** Nothing happens before `open`. @throws HirteError `bad-config` */
  constructor(options: SystemdLinkOptions) {
    this.#log = options.log;
    this.#clock = options.clock ?? systemClock;
    this.#signalListeners = new Listeners(options.log, "systemd's signals");
    this.#availabilityListeners = new Listeners(options.log, "whether systemd is there");
    const { address, privateAddress } = options;
    this.#bus = new Bus({
      address,
      ...(privateAddress === undefined
        ? {}
        : { peer: { address: privateAddress, hello: { ...manager, member: "Subscribe" } } }),
      log: options.log,
      clock: this.#clock,
      matches: [
        `type='signal',sender='${systemd.name}'`,
        `type='signal',sender='${driver.destination}',member='NameOwnerChanged',arg0='${systemd.name}'`,
      ],
    });
    this.#bus.onConnection((isConnected) => this.#onConnection(isConnected));
    this.#bus.onSignal((signal) => this.#onSignal(signal));
  }

  /** Connected, systemd is there, and sends us its signals. */
  get isAvailable(): boolean {
    return this.#isAvailable;
  }

  open(): void {
    this.#bus.open();
  }

  /** Ends the connection; nobody is told. */
  close(): void {
    this.#life++;
    this.#timer?.cancel();
    this.#isAvailable = false;
    this.#bus.close();
  }

  onAvailability(listener: (isAvailable: boolean) => void): () => void {
    return this.#availabilityListeners.add(listener);
  }

  onSignal(listener: (signal: SystemdSignal) => void): () => void {
    return this.#signalListeners.add(listener);
  }

  /**
   * Calls a method of systemd's manager and resolves with the body of its answer.
   * @throws HirteError `dbus-error`, `dbus-gone`, `deadline`
   */
  call(
    member: string,
    signature = "",
    body: readonly unknown[] = [],
    options: Pick<MethodCall, "deadlineMs"> = {},
  ): Promise<readonly unknown[]> {
    return this.#bus.call({ ...manager, member, signature, body, ...options });
  }

  /**
   * As `call`, for what must not be carried out late: `mayLeave` is asked when the call leaves.
   * @throws HirteError `not-sent`; `dbus-error`, `dbus-gone`, `deadline`
   */
  callIf(
    mayLeave: () => boolean,
    call: Required<Pick<MethodCall, "member" | "signature" | "body">> &
      Pick<MethodCall, "deadlineMs">,
  ): Promise<readonly unknown[]> {
    if (!this.#isAvailable) {
      return Promise.reject(new HirteError("not-sent", "systemd is not there"));
    }
    return this.#bus.call({ ...manager, ...call, mayLeave });
  }

  /** Reads one property. To ask a unit that is not loaded makes systemd load it. */
  async read(path: string, iface: string, name: string): Promise<unknown> {
    const [value] = await this.#bus.call({
      destination: systemd.name,
      path,
      interface: propertiesInterface,
      member: "Get",
      signature: "ss",
      body: [iface, name],
    });
    return asVariants({ value })["value"]?.value;
  }

  /** Reads all properties of an interface, as they are at one moment. */
  async readAll(path: string, iface: string): Promise<Variants> {
    const [values] = await this.#bus.call({
      destination: systemd.name,
      path,
      interface: propertiesInterface,
      member: "GetAll",
      signature: "s",
      body: [iface],
    });
    return asVariants(values);
  }

  #onConnection(isConnected: boolean): void {
    this.#setOwner(undefined);
    if (!isConnected) return;
    this.#tellOfWay();
    // A connection to systemd itself begins with Subscribe.
    if (this.#bus.isPeer) this.#setAvailable(true);
    else this.#findOwner();
  }

  #tellOfWay(): void {
    const { passedOver } = this.#bus;
    if (passedOver && !this.#isOnDetour) {
      this.#log.warn(
        { error: passedOver },
        "systemd does not let us in at its own socket: it is spoken to over the system bus",
      );
    } else if (!passedOver && this.#isOnDetour) {
      this.#log.info("systemd lets us in at its own socket again");
    }
    this.#isOnDetour = passedOver !== undefined;
  }

  #findOwner(): void {
    const life = this.#life;
    this.#bus
      .call({ ...driver, member: "GetNameOwner", signature: "s", body: [systemd.name] })
      .then(([owner]) => life === this.#life && this.#setOwner(asString(owner)))
      .catch((error: unknown) => {
        // Nobody owns the name, or the bus went: either is told of when it changes.
        if (life !== this.#life || isHirteError(error, "dbus-gone")) return;
        this.#log.warn({ error }, "the bus does not say whether systemd is there");
        this.#timer = this.#clock.after(retryMs, () => this.#findOwner());
      });
  }

  #onSignal(signal: IncomingMessage): void {
    if (signal.sender === driver.destination && signal.member === "NameOwnerChanged") {
      const [name, , owner] = signal.body;
      if (name === systemd.name) this.#setOwner(asString(owner) || undefined);
      return;
    }
    // Anybody may send us a signal that looks like systemd's: the match rule does not hold for those
    // that are addressed to us.
    if (!this.#isAvailable || (!this.#bus.isPeer && signal.sender !== this.#owner)) return;
    const meaning = decodeSignal(signal);
    if (meaning) this.#signalListeners.tell(meaning);
  }

  #setOwner(owner: string | undefined): void {
    this.#life++;
    this.#timer?.cancel();
    this.#owner = owner;
    this.#setAvailable(false);
    if (owner !== undefined) this.#subscribe();
  }

  #subscribe(): void {
    const life = this.#life;
    this.call("Subscribe")
      .catch((error: unknown) => {
        // A systemd that was re-executed remembers who subscribed.
        if (!isHirteError(error) || error.details["dbusName"] !== alreadySubscribed) throw error;
      })
      .then(() => life === this.#life && this.#setAvailable(true))
      .catch((error: unknown) => {
        if (life !== this.#life) return;
        this.#log.warn({ error }, "systemd does not let us subscribe to its signals");
        this.#timer = this.#clock.after(retryMs, () => this.#subscribe());
      });
  }

  #setAvailable(isAvailable: boolean): void {
    if (isAvailable === this.#isAvailable) return;
    this.#isAvailable = isAvailable;
    this.#availabilityListeners.tell(isAvailable);
  }
}

const manager = {
  destination: systemd.name,
  path: systemd.path,
  interface: systemd.manager,
} as const;

const alreadySubscribed = "org.freedesktop.systemd1.AlreadySubscribed";
