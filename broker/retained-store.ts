import { findTopic } from "../src/protocol/topics.ts";
import { TopicTrie } from "./topic-trie.ts";

/** A message the broker keeps for later subscribers. */
export interface RetainedMessage {
  readonly topic: string;
  readonly qos: 0 | 1 | 2;
  /** The bytes, one character each: a third less memory than a Buffer for a message of this size. */
  readonly latin1: string;
  /** Which change of the store this was; counts up. */
  readonly version: number;
  /** Of what its node may have, or the UPSes of a host; of hirte's own messages there is no such thing. */
  readonly share: Share | undefined;
}

/** What is kept of the own topics of one node, or of the UPSes of one host, whoever published it. */
interface Share {
  /** As in `shareNameOf`. */
  readonly of: string;
  messages: number;
  bytes: number;
}

/** Why a message was not kept: there is no room at all, or none in what this one, as in `shareNameOf`, may have. */
export type RetainProblem = "no-room" | { readonly share: string };

/** What a store may hold. */
export interface RetainedLimits {
  readonly maxRetainedMessages: number;
  /** Topics and messages together. */
  readonly maxRetainedBytes: number;
  /** The same of the topics of one node, and of the UPSes of one host. Default: all of it. */
  readonly share?: { readonly retainedMessages: number; readonly retainedBytes: number };
}

/**
 * The last retained message of each topic. An exact topic is one look-up, a filter costs what it
 * matches; every change has a version, so that a reader who goes through it step by step can tell
 * what was there when it began.
 */
export class RetainedStore {
  readonly #limits: RetainedLimits;
  readonly #byTopic = new Map<string, RetainedMessage>();
  readonly #shares = new Map<string, Share>();
  readonly #trie = new TopicTrie<RetainedMessage>();
  #version = 0;
  /** Kept ones, without one that is being replaced. */
  #messages = 0;
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
   * Keeps a copy of a message; an empty one clears its topic [MQTT-3.3.1-10].
   * @returns why it was not kept, if so; the topic's former message is gone then as well, as it is no longer true
   */
  set(topic: string, message: Uint8Array, qos: 0 | 1 | 2): RetainProblem | undefined {
    this.#version++;
    const before = this.#byTopic.get(topic);
    if (before) this.#takeOut(before);
    const share = before ? before.share : this.#shareOf(topic);
    const cost = topic.length + message.length;
    const problem = message.length === 0 ? undefined : this.#problemOf(cost, share);
    if (problem || message.length === 0) {
      if (before) this.#forget(before);
      return problem;
    }
    const latin1 = Buffer.from(message.buffer, message.byteOffset, message.length).toString(
      "latin1",
    );
    // The first spelling of the topic is kept, so that map and trie share one string.
    const version = this.#version;
    const kept: RetainedMessage = { topic: before?.topic ?? topic, qos, latin1, version, share };
    this.#byTopic.set(kept.topic, kept);
    this.#trie.set(kept.topic, kept);
    this.#messages++;
    this.#bytes += cost;
    if (share) {
      share.messages++;
      share.bytes += cost;
      if (!before) this.#shares.set(share.of, share);
    }
    return undefined;
  }

  get(topic: string): RetainedMessage | undefined {
    return this.#byTopic.get(topic);
  }

  /** Steps through what matches; undefined is a step without a find (`TopicTrie.match`). */
  *match(filter: string): Generator<RetainedMessage | undefined, void> {
    if (filter.includes("+") || filter.includes("#")) yield* this.#trie.match(filter);
    else yield this.#byTopic.get(filter);
  }

  /** It counts no more; its place stays, for what comes instead of it. */
  #takeOut(message: RetainedMessage): void {
    this.#messages--;
    this.#bytes -= sizeOf(message);
    if (!message.share) return;
    message.share.messages--;
    message.share.bytes -= sizeOf(message);
  }

  #forget({ topic, share }: RetainedMessage): void {
    this.#byTopic.delete(topic);
    this.#trie.delete(topic);
    if (share?.messages === 0) this.#shares.delete(share.of);
  }

  #problemOf(cost: number, share: Share | undefined): RetainProblem | undefined {
    const { maxRetainedMessages, maxRetainedBytes, share: limits } = this.#limits;
    const isFull =
      share !== undefined &&
      limits !== undefined &&
      (share.messages >= limits.retainedMessages || share.bytes + cost > limits.retainedBytes);
    if (isFull) return { share: share.of };
    const hasRoom = this.#messages < maxRetainedMessages && this.#bytes + cost <= maxRetainedBytes;
    return hasRoom ? undefined : "no-room";
  }

  /** Of topics that agents publish, the node's; of those about UPSes, their host's. */
  #shareOf(topic: string): Share | undefined {
    const of = sharerOf(topic);
    if (of === undefined) return undefined;
    return this.#shares.get(of) ?? { of, messages: 0, bytes: 0 };
  }
}

function sharerOf(topic: string): string | undefined {
  const { row, params = {} } = findTopic(topic) ?? {};
  if (row?.publishers.includes("agent")) return `node ${params["node"]}`;
  return row?.publishers.includes("ups") ? `ups ${params["host"]}` : undefined;
}

function sizeOf(message: RetainedMessage): number {
  return message.topic.length + message.latin1.length;
}
