import { Battery } from "./battery.ts";
import { Gauge, type Said } from "./gauge.ts";
import { isInAny } from "./spans.ts";
import { type HostState, type Reach, StagedShutdown } from "./staged-shutdown.ts";
import type { HostStory, Story, UpsStory } from "./story.ts";

/** Seconds between two polls, as hecate's poll_interval. */
export const pollS = 5;
const bootS = 90;

/** A policy as it lives in the world: it is told what could be seen, and acts by the world's methods. */
export interface Decider {
  /** A poll of a UPS on its own host; undefined: nothing could be read. */
  polled(atS: number, ups: UpsStory, said: Said | undefined): void;
  /** Once a second, after the polls. */
  second(atS: number): void;
  /** The staged shutdown went on. */
  told?(atS: number, hosts: readonly string[]): void;
  gone?(atS: number, hosts: readonly string[]): void;
  othersGone?(atS: number): void;
  /** The coordinator's machine is up again. */
  rebooted?(atS: number): void;
  /** Another machine is up again that was off. */
  booted?(atS: number, host: string): void;
}

/** Something was begun for a UPS. */
export interface Trigger {
  readonly atS: number;
  readonly ups: string;
  readonly by: "cluster" | "host";
  /** How long the battery would really have lasted from then on, with what hung on it. */
  readonly trueLeftS: number;
  readonly isMainsOut: boolean;
  /** Somebody was up who could be stopped; else nothing is, but for the coordinator if it goes itself. */
  hasWork: boolean;
  readonly why: string;
}

interface Host {
  readonly story: HostStory;
  state: HostState;
  untilS: number;
  /** Since it was switched on its batteries have had enough for a stop. */
  hasHadEnough: boolean;
}

/** s that noticing takes, and that no clock is exact to. */
const noticingS = 30;

interface Ups {
  readonly story: UpsStory;
  readonly battery: Battery;
  readonly gauge: Gauge;
  isFsdSet: boolean;
}

/** One outage as it happens: batteries, loads, hosts, and a policy that sees what it would see. */
export class World {
  readonly story: Story;
  readonly triggers: Trigger[] = [];
  /** Hosts whose power went while they ran or stopped, and when. */
  readonly dead = new Map<string, number>();
  /**
   * Of these whoever was switched on with a battery that never had enough for one more stop, and nobody could know: the
   * coordinator by the mains themselves (its BIOS), and the host of a UPS, which can be read only once that host is up.
   */
  readonly bornDead = new Set<string>();
  #shutdown: StagedShutdown;
  readonly #hosts: Map<string, Host>;
  readonly #upses: Map<string, Ups>;
  #nowS = 0;
  /** A host stops, or boots. */
  #isMoving = false;
  #isAnybodyOn = true;

  constructor(story: Story) {
    this.story = story;
    this.#shutdown = new StagedShutdown(story);
    this.#hosts = new Map(
      story.hosts.map((each) => [
        each.name,
        { story: each, state: "on", untilS: 0, hasHadEnough: true },
      ]),
    );
    this.#upses = new Map(
      story.upses.map((each) => [
        each.name,
        { story: each, battery: new Battery(each), gauge: new Gauge(each), isFsdSet: false },
      ]),
    );
  }

  /** Lets it happen. */
  play(decider: Decider): void {
    this.#nowS = this.story.startS;
    let passedS = 0;
    while (this.#nowS < this.story.endS) {
      this.#spend(passedS);
      this.#moveHosts(decider);
      if ((this.#nowS - this.story.pollPhaseS) % pollS === 0) this.#poll(decider);
      decider.second(this.#nowS);
      this.#goOn(decider);
      passedS = this.#stepS();
      this.#nowS += passedS;
    }
  }

  /**
   * Second by second where hosts come or go; from poll to poll where nothing but batteries move; and where nobody is left
   * who could read anything, to the moment at which somebody comes up.
   */
  #stepS(): number {
    if (this.#shutdown.isAtWork || this.#isMoving) return 1;
    const { outages, pollPhaseS, endS } = this.story;
    const toPoll = pollS - ((((this.#nowS - pollPhaseS) % pollS) + pollS) % pollS);
    let stepS = this.#isAnybodyOn ? toPoll : Math.max(1, Math.ceil(endS - this.#nowS));
    for (const { fromS, toS } of outages)
      for (const edge of [fromS, toS, toS + bootS])
        if (edge > this.#nowS) stepS = Math.min(stepS, Math.ceil(edge) - this.#nowS);
    return stepS;
  }

  stateOf(host: string): HostState {
    return this.#hosts.get(host)?.state ?? "dead";
  }

  isMainsOut(): boolean {
    return isInAny(this.story.outages, this.#nowS);
  }

  /** Whether the coordinator's programs run. */
  isCoordinatorUp(): boolean {
    const host = this.story.hosts.find(({ kind }) => kind === "coordinator");
    if (isInAny(this.story.coordinatorOut, this.#nowS)) return false;
    return host !== undefined && ["on", "stopping"].includes(this.stateOf(host.name));
  }

  /** Whether a host and the coordinator hear each other. */
  isConnected(host: string): boolean {
    if (!this.isCoordinatorUp()) return false;
    const kind = this.#hosts.get(host)?.story.kind;
    return kind === "coordinator" || !isInAny(this.story.networkOut, this.#nowS);
  }

  /** The staged shutdown begins, or takes in more. `isShort`: the battery does not last for all that it takes. */
  begin(ups: string, scope: readonly string[], why: string, isShort = false): void {
    this.#note(ups, "cluster", why);
    this.beginAgain(scope, isShort);
  }

  /** A run that is under way is begun again by a successor. */
  beginAgain(scope: readonly string[], isShort = false): void {
    if (this.#shutdown.isBegun) this.#shutdown.widen(scope);
    else this.#shutdown.begin(this.#nowS, scope, { coming: this.#inState("booting"), isShort });
  }

  hold(): void {
    this.#shutdown.hold();
  }

  continue(): void {
    this.#shutdown.goOn();
  }

  /** A host stops by itself: the coordinator at the end, or one that is left alone. */
  stopAlone(host: string, ups: string | undefined, why: string): void {
    const it = this.#hosts.get(host);
    if (it?.state !== "on") return;
    const last = this.triggers.at(-1);
    if (ups !== undefined) this.#note(ups, "host", why);
    else if (last && !this.isMainsOut()) last.hasWork = true;
    this.#stop(it, this.#nowS + (it.story.hangs ? it.story.offTimeoutS : it.story.stopS));
  }

  /** The run is over: hosts that were told to go are woken. */
  wake(hosts: readonly string[]): void {
    this.#shutdown = new StagedShutdown(this.story);
    for (const name of hosts) {
      const it = this.#hosts.get(name);
      if (it?.state !== "off" || !this.#hasPower(it.story)) continue;
      // What is in a battery is known once the host is up that reads it: that one is woken to whatever is there.
      it.hasHadEnough = !this.#isReader(it.story);
      this.#isMoving = true;
      it.state = "booting";
      it.untilS = this.#nowS + bootS;
    }
  }

  /** How long a battery would really last from now on. */
  trueRuntimeS(name: string): number {
    const ups = this.#upses.get(name);
    return ups ? ups.battery.runtimeS(this.#loadOf(ups)) : 0;
  }

  #note(ups: string, by: Trigger["by"], why: string): void {
    const trueLeftS = this.trueRuntimeS(ups);
    const up = [...this.#inState("on"), ...this.#inState("booting")];
    this.triggers.push({
      ...{ atS: this.#nowS, ups, by, why, trueLeftS },
      isMainsOut: this.isMainsOut(),
      hasWork: by === "host" || up.some((name) => !this.#isCoordinator(name)),
    });
  }

  #inState(state: HostState): readonly string[] {
    return [...this.#hosts.values()].flatMap((host) =>
      host.state === state ? [host.story.name] : [],
    );
  }

  #isCoordinator(name: string): boolean {
    return this.#hosts.get(name)?.story.kind === "coordinator";
  }

  #spend(passedS: number): void {
    const isOut = this.isMainsOut();
    for (const ups of this.#upses.values()) {
      const isTesting = ups.story.tests.some(
        ({ fromS, toS }) => fromS <= this.#nowS && this.#nowS < toS,
      );
      if (isOut || isTesting) ups.battery.drain(passedS, this.#loadOf(ups));
      else ups.battery.recharge(passedS);
      const { fsdAtS } = ups.story;
      if (fsdAtS !== undefined && this.#nowS >= fsdAtS) ups.isFsdSet = true;
    }
  }

  #loadOf({ story }: Ups): number {
    let loadW = story.baseW;
    for (const { story: host, state } of this.#hosts.values()) {
      if (state === "off" || state === "dead" || !host.feeds.includes(story.name)) continue;
      const alive = host.feeds.filter((feed) => this.#isAlive(feed)).length;
      loadW += host.loadW / Math.max(1, alive);
    }
    return loadW;
  }

  #isAlive(name: string): boolean {
    const ups = this.#upses.get(name);
    if (ups === undefined || isInAny(ups.story.off ?? [], this.#nowS)) return false;
    if (!this.isMainsOut()) return true;
    return !ups.battery.isEmpty && this.#nowS < (ups.story.cutAtS ?? Number.POSITIVE_INFINITY);
  }

  #isReader({ name, feeds }: HostStory): boolean {
    return feeds.some((feed) => this.#upses.get(feed)?.story.host === name);
  }

  #hasPower({ feeds }: HostStory): boolean {
    return feeds.some((feed) => this.#isAlive(feed));
  }

  #moveHosts(decider: Decider): void {
    this.#isMoving = false;
    this.#isAnybodyOn = false;
    for (const host of this.#hosts.values()) {
      const { story, state } = host;
      const isRunning = state === "on" || state === "stopping" || state === "booting";
      if (isRunning && !this.#hasPower(story)) {
        host.state = "dead";
        this.dead.set(story.name, this.#nowS);
        if (!host.hasHadEnough) this.bornDead.add(story.name);
      } else if (state === "stopping" && this.#nowS >= host.untilS) {
        host.state = "off";
        host.untilS = this.#nowS;
      } else if (state === "booting" && this.#nowS >= host.untilS) {
        host.state = "on";
        decider.booted?.(this.#nowS, story.name);
      } else if (story.kind === "coordinator") this.#bootCoordinator(host, decider);
      this.#isMoving ||= host.state === "stopping" || host.state === "booting";
      this.#isAnybodyOn ||= host.state === "on";
      host.hasHadEnough ||= this.#hasEnough(story);
    }
  }

  #hasEnough({ feeds, stopS }: HostStory): boolean {
    return feeds.some((feed) => this.trueRuntimeS(feed) >= stopS + noticingS);
  }

  /** Its machine is set to come up with the mains. */
  #bootCoordinator(host: Host, decider: Decider): void {
    const isDown = host.state === "off" || host.state === "dead";
    if (!isDown || this.isMainsOut()) return;
    const since = Math.max(
      host.untilS,
      this.story.outages.filter(({ toS }) => toS <= this.#nowS).at(-1)?.toS ?? 0,
    );
    if (this.#nowS - since < bootS) {
      // Switched off with the mains there: it comes up at no edge of theirs.
      this.#isMoving = true;
      return;
    }
    host.state = "on";
    host.hasHadEnough = false;
    decider.rebooted?.(this.#nowS);
  }

  #poll(decider: Decider): void {
    for (const ups of this.#upses.values()) {
      const reader = this.stateOf(ups.story.host);
      if (reader !== "on" && reader !== "stopping") continue;
      const { battery, isFsdSet } = ups;
      const now = { battery, loadW: this.#loadOf(ups), isMainsOut: this.isMainsOut(), isFsdSet };
      decider.polled(this.#nowS, ups.story, ups.gauge.say(this.#nowS, now));
    }
  }

  #goOn(decider: Decider): void {
    if (!this.#shutdown.isBegun || !this.isCoordinatorUp()) return;
    const reach: Reach = {
      isUp: (host) => ["on", "stopping"].includes(this.stateOf(host)),
      canHear: (host) => this.isConnected(host),
    };
    for (const event of this.#shutdown.advance(this.#nowS, reach)) {
      if (event.kind === "others-gone") decider.othersGone?.(this.#nowS);
      else if (event.kind === "gone") decider.gone?.(this.#nowS, event.hosts);
      else {
        for (const { host, offAtS } of this.#shutdown.stops) {
          const it = this.#hosts.get(host);
          if (it?.state === "on" && event.hosts.includes(host)) this.#stop(it, offAtS);
        }
        decider.told?.(this.#nowS, event.hosts);
      }
    }
  }

  #stop(host: Host, offAtS: number): void {
    this.#isMoving = true;
    host.state = "stopping";
    host.untilS = offAtS;
  }
}
