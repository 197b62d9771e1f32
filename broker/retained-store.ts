import { TopicTrie } from "./topic-trie.ts";

/** A message the broker keeps for later subscribers. */
export interface RetainedMessage {
  readonly topic: string;
  readonly qos: 0 | 1 | 2;
  /** The bytes, one character each: a third less memory than a Buffer for a message of this size. */
  readonly latin1: string;
  /** Which change of the store this was; counts up. */
  readonly version: number;
}

/** What a store may hold. */
export interface RetainedLimits {
  readonly maxRetainedMessages: number;
  /** Topics and messages together. */
  readonly maxRetainedBytes: number;
}

/**
 * The last retained message of each topic. An exact topic is one look-up, a filter costs what it
 * matches; every change has a version, so that a reader who goes through it step by step can tell
 * what was there when it began.
 */
export class RetainedStore {
  readonly #limits: RetainedLimits;
  readonly #byTopic = new Map<string, RetainedMessage>();
  readonly #trie = new TopicTrie<RetainedMessage>();
  #version = 0;
  #bytes = 0;

  constructor(limits: RetainedLimits) {
    this.#limits = limits;
  }

  /** Version of the latest change. */
  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#byTopic.size;
  }

  /** Bytes of all topics and messages. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Keeps a copy of a message; an empty one clears its topic [MQTT-3.3.1-10]. False: there is no
   * room. The topic's former message is gone then as well, as it is no longer true.
   */
  set(topic: string, message: Uint8Array, qos: 0 | 1 | 2): boolean {
    this.#version++;
    const before = this.#byTopic.get(topic);
    if (before) this.#bytes -= sizeOf(before);
    const cost = topic.length + message.length;
    const hasRoom =
      this.#byTopic.size - (before ? 1 : 0) < this.#limits.maxRetainedMessages &&
      this.#bytes + cost <= this.#limits.maxRetainedBytes;
    if (message.length === 0 || !hasRoom) {
      this.#byTopic.delete(topic);
      this.#trie.delete(topic);
      return message.length === 0;
    }
    const latin1 = Buffer.from(message.buffer, message.byteOffset, message.length).toString(
      "latin1",
    );
    // The first spelling of the topic is kept, so that map and trie share one string.
    const kept = { topic: before?.topic ?? topic, qos, latin1, version: this.#version };
    this.#byTopic.set(kept.topic, kept);
    this.#trie.set(kept.topic, kept);
    this.#bytes += cost;
    return true;
  }

  get(topic: string): RetainedMessage | undefined {
    return this.#byTopic.get(topic);
  }

  /** Steps through what matches; undefined is a step without a find (`TopicTrie.match`). */
  *match(filter: string): Generator<RetainedMessage | undefined, void> {
    if (filter.includes("+") || filter.includes("#")) yield* this.#trie.match(filter);
    else yield this.#byTopic.get(filter);
  }
}

function sizeOf(message: RetainedMessage): number {
  return message.topic.length + message.latin1.length;
}
