import type { RetainedMessage, RetainedStore } from "./retained-store.ts";
import { topicMatches } from "./topic-trie.ts";

/** How much is sent before others have their turn. */
const turnMessages = 64;
const turnBytes = 64 * 1024;
/** Topics looked at in a turn, matching or not. */
const turnSteps = 2000;

interface Replay {
  readonly filter: string;
  readonly qos: number;
  /** The store as it was when the subscription was registered. */
  readonly version: number;
  /** Topics sent ahead of their turn. */
  readonly sent: Set<string>;
  steps: Iterator<RetainedMessage | undefined, void> | undefined;
}

/**
 * Sends one client the retained messages of its new subscriptions as fast as it reads them. It
 * holds a place in the store and no messages, however many there are and however slow the client.
 *
 * What a subscriber is to get is fixed in the tick its subscription is registered: messages the
 * store changed after that reach it live and are skipped here, so that no older value follows.
 */
export class RetainedReplay {
  readonly #store: RetainedStore;
  readonly #isCrowded: () => boolean;
  readonly #mayRead: (topic: string) => boolean;
  readonly #send: (message: RetainedMessage, qos: 0 | 1 | 2, onSent: () => void) => void;
  readonly #replays = new Map<string, Replay>();
  #underWay = 0;
  #isScheduled = false;

  constructor(options: {
    readonly store: RetainedStore;
    /** Whether the client has enough to read as it is. */
    readonly isCrowded: () => boolean;
    /** Whether the client may be given what is kept of a topic. Default: of each. */
    readonly mayRead?: (topic: string) => boolean;
    /** Sends in the order of the calls, among live messages too. `onSent` comes in a later turn. */
    readonly send: (message: RetainedMessage, qos: 0 | 1 | 2, onSent: () => void) => void;
  }) {
    this.#store = options.store;
    this.#isCrowded = options.isCrowded;
    this.#mayRead = options.mayRead ?? (() => true);
    this.#send = options.send;
  }

  /** Fixes what a subscription gets; to be called in the tick that registers it. */
  plan(filter: string, qos: number): void {
    // A repeated subscription gets all of it anew, after what else is waiting [MQTT-3.8.4-3].
    this.#replays.delete(filter);
    const version = this.#store.version;
    this.#replays.set(filter, { filter, qos, version, sent: new Set(), steps: undefined });
  }

  /** Begins with a planned one: its subscription was confirmed. */
  begin(filter: string): void {
    const replay = this.#replays.get(filter);
    if (!replay) return;
    replay.steps ??= this.#store.match(filter);
    this.goOn();
  }

  /** The client does not want these any more. */
  forget(filter: string): void {
    this.#replays.delete(filter);
  }

  /** Ends all of it. */
  stop(): void {
    this.#replays.clear();
  }

  /** Whether anything is still to be sent. */
  get isActive(): boolean {
    return this.#replays.size > 0;
  }

  /**
   * A live message of `topic` is about to be sent. If it was published without being retained, the
   * retained one is older and goes first.
   */
  beforeLive(topic: string): void {
    const message = this.#store.get(topic);
    if (!message) return;
    for (const replay of this.#replays.values()) {
      if (message.version > replay.version || replay.sent.has(topic)) continue;
      if (!topicMatches(replay.filter, topic)) continue;
      replay.sent.add(topic);
      this.#sendOne(message, replay);
    }
  }

  /** The client has read something: sends more, unless it is at it. */
  goOn(): void {
    if (this.#isScheduled || this.#underWay > 0 || !this.isActive) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#turn();
    });
  }

  #turn(): void {
    let messages = 0;
    let bytes = 0;
    let steps = 0;
    for (const replay of this.#replays.values()) {
      if (!replay.steps) continue;
      while (!this.#isCrowded()) {
        if (messages >= turnMessages || bytes >= turnBytes || steps >= turnSteps) {
          if (this.#underWay === 0) this.goOn();
          return;
        }
        const step = replay.steps.next();
        steps++;
        if (step.done) {
          this.#replays.delete(replay.filter);
          break;
        }
        const message = step.value;
        if (!message || message.version > replay.version || replay.sent.has(message.topic))
          continue;
        if (!this.#mayRead(message.topic)) continue;
        messages++;
        bytes += message.latin1.length;
        this.#sendOne(message, replay);
      }
    }
  }

  #sendOne(message: RetainedMessage, replay: Replay): void {
    this.#underWay++;
    // Both are 0, 1 or 2: the smaller one is, too.
    const qos = Math.min(message.qos, replay.qos) as 0 | 1 | 2;
    this.#send(message, qos, () => {
      this.#underWay--;
      if (!this.#isCrowded()) this.goOn();
    });
  }
}
