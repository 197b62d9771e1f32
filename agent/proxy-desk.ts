import type { Clock, Timer } from "../src/core/clock.ts";
import { HirteError, isHirteError } from "../src/core/errors.ts";
import { randomId } from "../src/core/ids.ts";
import type { Log } from "../src/core/log.ts";
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
  /** The proxy unit is being stopped, because its target is no longer active. */
  isEnding: boolean;
  readonly waiting: { resolve(): void; reject(error: HirteError): void }[];
}

const repeatMs = 1000;

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
  #timer: Timer | undefined;
  #isStopped = false;

  /** Takes up what a predecessor left in this boot. */
  constructor(options: ProxyDeskOptions) {
    this.#options = options;
    this.#log = options.log;
    this.#file = new ProxyFile({ ...options, bootId: options.machine.bootId });
    for (const { id, active, ...wish } of this.#file.read()) {
      const entry = { id, wish, isActive: active, isEnding: false, waiting: [] };
      this.#entries.set(wish.name, entry);
    }
    this.#forget = [
      options.units.onChange((unit, info) => {
        const entry = this.#entries.get(unit);
        if (entry && isDown(info?.active)) void this.#verify(entry);
      }),
      options.units.onReady((isReady) => {
        if (isReady) for (const entry of this.#entries.values()) void this.#verify(entry);
      }),
    ];
  }

  /**
   * A proxy unit starts. Resolves when its target is active.
   * @throws HirteError `unit-refused` with the reason why it is not, or `closed`
   */
  create(wish: ProxyWish): Promise<void> {
    const old = this.#entries.get(wish.name);
    // It starts anew: what became of it before is of no interest.
    if (old) settle(old, new HirteError("closed", `${wish.name} was started again`));
    return new Promise((resolve, reject) => {
      const waiting = [{ resolve, reject }];
      const entry = { id: randomId(), wish, isActive: false, isEnding: false, waiting };
      this.#entries.set(wish.name, entry);
      this.#changed();
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
    this.#timer?.cancel();
  }

  /** What became of the targets, said in this session. */
  onStates({ seq, states }: Omit<ProxyStates, "session">): void {
    if (seq === this.#seq) this.#timer?.cancel();
    const byId = new Map([...this.#entries.values()].map((entry) => [entry.id, entry]));
    for (const state of states) {
      const entry = byId.get(state.id);
      if (entry) this.#onState(entry, state);
    }
  }

  stop(): void {
    this.#isStopped = true;
    this.endSession();
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
    void this.#stopUnit(entry);
  }

  /** Again and again, until the unit is down. */
  async #stopUnit(entry: Entry): Promise<void> {
    if (this.#isStopped || !this.#isCurrent(entry)) return;
    try {
      await this.#options.systemd.enqueue("stop", entry.wish.name, "replace");
    } catch (error) {
      this.#log.warn({ unit: entry.wish.name, error }, "a proxy unit could not be stopped yet");
    }
    this.#options.clock.after(repeatMs, () => {
      void this.#verify(entry).then(() => this.#stopUnit(entry));
    });
  }

  /** Asks systemd, whose news of an earlier stop may come after the next start. */
  async #verify(entry: Entry): Promise<void> {
    const { name } = entry.wish;
    try {
      const { active } = await this.#options.systemd.evidence(name);
      if (isDown(active) && this.#isCurrent(entry)) this.#drop(entry, `${name} is ${active}`);
    } catch (error) {
      if (!isHirteError(error)) throw error;
      this.#log.debug({ unit: name, error }, "a proxy unit cannot be looked at");
    }
  }

  #isCurrent(entry: Entry): boolean {
    return this.#entries.get(entry.wish.name) === entry;
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
    this.#timer?.cancel();
    if (!this.#isInSession) return;
    this.#options.say({ seq: this.#seq, proxies: this.#set() });
    this.#timer = this.#options.clock.after(repeatMs, () => this.#say());
  }

  #set(): ProxyMessage[] {
    return [...this.#entries.values()].map(({ id, wish, isActive }) => ({
      id,
      ...wish,
      active: isActive,
    }));
  }
}

function settle(entry: Entry, error?: HirteError): void {
  for (const { resolve, reject } of entry.waiting.splice(0)) {
    if (error) reject(error);
    else resolve();
  }
}

function isDown(active: string | undefined): boolean {
  return active === undefined || active === "inactive" || active === "failed";
}
