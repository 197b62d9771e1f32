import type { Clock, Timer } from "../src/core/clock.ts";
import { HirteError, isHirteError, messageOf } from "../src/core/errors.ts";
import { randomId } from "../src/core/ids.ts";
import type { Log } from "../src/core/log.ts";
import { check } from "../src/protocol/codec.ts";
import type {
  Proxies,
  Proxy as ProxyMessage,
  ProxyState,
  ProxyStates,
} from "../src/protocol/generated/schemas.ts";
import type { SystemdPort, UnitSource } from "./ports.ts";
import { ProxyFile } from "./proxy-file.ts";

/** What a proxy unit needs: a unit by its node and name, or NODE_UNIT, which hirte takes apart. */
export type ProxyWish = Pick<ProxyMessage, "name" | "node" | "unit" | "instance">;

/** What a proxy desk is made of. */
export interface ProxyDeskOptions {
  readonly systemd: SystemdPort;
  readonly units: UnitSource;
  readonly clock: Clock;
  readonly log: Log;
  readonly runDir: string;
  readonly machine: { readonly bootId: string };
  /** Says the whole set to the manager; what does not arrive is said again. */
  readonly say: (set: Omit<Proxies, "session">) => void;
}

interface Entry {
  readonly id: string;
  readonly wish: ProxyWish;
  /** It was told to be active: the proxy unit has started. */
  isActive: boolean;
  /** The proxy unit is to be stopped, because its target is no longer active. */
  isEnding: boolean;
  /** The proxy unit may be down: systemd is to be asked. */
  isDoubtful: boolean;
  readonly waiting: { resolve(): void; reject(error: HirteError): void }[];
}

const repeatMs = 1000;
/** As in schemas/proxies.json; a set of so many fits into one message. */
export const maxProxies = 500;

/**
 * The proxies of this node, one for each proxy unit that is starting or active. The manager is told of
 * the whole set, and tells what became of their targets: a start is answered then, and a unit whose
 * target is no longer active is stopped.
 */
export class ProxyDesk {
  readonly #options: ProxyDeskOptions;
  readonly #log: Log;
  readonly #file: ProxyFile;
  readonly #entries = new Map<string, Entry>();
  readonly #forget: readonly (() => void)[];
  #seq = 0;
  #isInSession = false;
  #sayTimer: Timer | undefined;
  #lookTimer: Timer | undefined;
  #isStopped = false;

  /** Takes up what a predecessor left in this boot. */
  constructor(options: ProxyDeskOptions) {
    this.#options = options;
    this.#log = options.log;
    this.#file = new ProxyFile({ ...options, bootId: options.machine.bootId });
    for (const { id, active, ...wish } of this.#file.read()) {
      this.#entries.set(wish.name, { ...newEntry(id, wish), isActive: active });
    }
    this.#forget = [
      options.units.onChange((unit, info) => {
        const entry = this.#entries.get(unit);
        if (entry && isDown(info?.active)) this.#doubt([entry]);
      }),
      options.units.onReady((isReady) => {
        if (isReady) this.#doubt([...this.#entries.values()]);
      }),
    ];
    if (options.units.isReady) this.#doubt([...this.#entries.values()]);
  }

  /**
   * A proxy unit starts. Resolves when its target is active.
   * @throws HirteError `unit-refused` with the reason why it is not, `bad-argument`, `busy`, or `closed`
   */
  async create(wish: ProxyWish): Promise<void> {
    const entry = newEntry(randomId(), wish);
    checkWish(entry);
    const old = this.#entries.get(wish.name);
    // It starts anew: what became of it before is of no interest.
    if (old) settle(old, new HirteError("closed", `${wish.name} was started again`));
    else if (this.#entries.size >= maxProxies) {
      throw new HirteError(
        "busy",
        `${maxProxies} proxies are there already: ${wish.name} cannot be another one`,
      );
    }
    return new Promise((resolve, reject) => {
      entry.waiting.push({ resolve, reject });
      this.#entries.set(wish.name, entry);
      this.#changed();
      // Whoever asks for a unit that is not starting would have its target held for ever.
      this.#doubt([entry]);
    });
  }

  /** A proxy unit has stopped; one that is not known is none. */
  remove(name: string): void {
    const entry = this.#entries.get(name);
    if (entry) this.#drop(entry, "it was stopped");
  }

  /** The manager has let this node in: it is told of the set. */
  beginSession(): void {
    this.#isInSession = true;
    this.#seq = 0;
    this.#say();
  }

  endSession(): void {
    this.#isInSession = false;
    this.#sayTimer?.cancel();
  }

  /** What became of the targets, said in this session. */
  onStates({ seq, states }: Omit<ProxyStates, "session">): void {
    if (seq === this.#seq) this.#sayTimer?.cancel();
    const byId = new Map([...this.#entries.values()].map((entry) => [entry.id, entry]));
    for (const state of states) {
      const entry = byId.get(state.id);
      if (entry) this.#onState(entry, state);
    }
  }

  stop(): void {
    this.#isStopped = true;
    this.endSession();
    this.#lookTimer?.cancel();
    for (const forget of this.#forget) forget();
    for (const entry of this.#entries.values()) {
      settle(entry, new HirteError("closed", "the agent was stopped"));
    }
  }

  #onState(entry: Entry, { state, reason = "its target is not active" }: ProxyState): void {
    const { name } = entry.wish;
    switch (state) {
      case "waiting":
        return;
      case "active":
        if (entry.isActive) return;
        entry.isActive = true;
        // Before the unit knows: a successor is not to have its target started anew.
        this.#write();
        this.#log.info({ unit: name }, "the target of a proxy is active");
        settle(entry);
        return;
      case "failed":
      case "stopped":
        if (entry.isActive) this.#end(entry, reason);
        else {
          this.#log.warn({ unit: name, reason }, "the target of a proxy is not active");
          this.#drop(entry, reason);
        }
        return;
    }
  }

  /** The target is no longer active, and so the proxy unit is not either. */
  #end(entry: Entry, reason: string): void {
    if (entry.isEnding) return;
    entry.isEnding = true;
    const { name } = entry.wish;
    this.#log.warn({ unit: name, reason }, "the target of a proxy has stopped: it is stopped, too");
    void this.#lookAt([entry]);
  }

  #doubt(entries: readonly Entry[]): void {
    for (const entry of entries) entry.isDoubtful = true;
    void this.#lookAt(entries);
  }

  /** Looks at units that may be down, and stops those that are to be; and again, while there are any. */
  async #lookAt(entries: readonly Entry[]): Promise<void> {
    await Promise.all(entries.map((entry) => this.#look(entry)));
    const left = () => [...this.#entries.values()].filter((one) => one.isDoubtful || one.isEnding);
    if (this.#isStopped || left().length === 0) return;
    // Set once for all: a look at one puts off no other.
    this.#lookTimer ??= this.#options.clock.after(repeatMs, () => {
      this.#lookTimer = undefined;
      void this.#lookAt(left());
    });
  }

  async #look(entry: Entry): Promise<void> {
    const { systemd } = this.#options;
    const { name } = entry.wish;
    const isCurrent = () => !this.#isStopped && this.#entries.get(name) === entry;
    try {
      if (entry.isDoubtful) {
        entry.isDoubtful = false;
        // Asked, for its news of an earlier stop may come after the next start.
        const [row] = await systemd.status([name]);
        if (isCurrent() && isDown(row?.active)) {
          return this.#drop(entry, `${name} is ${row?.active ?? "not loaded"}`);
        }
      }
      if (!entry.isEnding || !isCurrent()) return;
      await systemd.enqueue("stop", name, "replace", isCurrent);
    } catch (error) {
      if (!isHirteError(error)) throw error;
      this.#log.debug({ unit: name, error }, "a proxy unit could not be looked at or stopped yet");
    }
    // Until it is seen to be down.
    entry.isDoubtful = true;
  }

  #drop(entry: Entry, reason: string): void {
    this.#entries.delete(entry.wish.name);
    settle(entry, new HirteError("unit-refused", reason));
    this.#changed();
  }

  #changed(): void {
    this.#seq++;
    this.#write();
    this.#say();
  }

  #write(): void {
    if (!this.#isStopped) this.#file.write(this.#set());
  }

  #say(): void {
    this.#sayTimer?.cancel();
    if (!this.#isInSession) return;
    this.#options.say({ seq: this.#seq, proxies: this.#set() });
    this.#sayTimer = this.#options.clock.after(repeatMs, () => this.#say());
  }

  #set(): ProxyMessage[] {
    return [...this.#entries.values()].map(messageOfEntry);
  }
}

function newEntry(id: string, wish: ProxyWish): Entry {
  return { id, wish, isActive: false, isEnding: false, isDoubtful: false, waiting: [] };
}

function messageOfEntry({ id, wish, isActive }: Entry): ProxyMessage {
  return { id, ...wish, active: isActive };
}

/** One name that the wire does not take would keep the whole set from being said. */
function checkWish(entry: Entry): void {
  try {
    check("proxies", { session: 0, seq: 0, proxies: [messageOfEntry(entry)] });
  } catch (cause) {
    const { name } = entry.wish;
    throw new HirteError("bad-argument", `${name} is no proxy: ${messageOf(cause)}`, { cause });
  }
}

function settle({ waiting }: Entry, error?: HirteError): void {
  for (const { resolve, reject } of waiting.splice(0)) {
    if (error) reject(error);
    else resolve();
  }
}

function isDown(active: string | undefined): boolean {
  return active === undefined || active === "inactive" || active === "failed";
}
