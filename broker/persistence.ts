import { Readable } from "node:stream";

/** What aedes hands over of a message to be retained. */
interface RetainablePacket {
  readonly topic: string;
  readonly payload: Buffer | string;
  readonly qos: 0 | 1 | 2;
}

/** Names a client to aedes's persistence. */
interface ClientRef {
  readonly id: string;
}

interface PacketRef {
  readonly messageId: number;
}

/**
 * aedes-persistence 11's interface for a broker without sessions: retained messages go to a store,
 * QoS 2 needs the identifiers under way, and nothing is kept for clients that are away.
 */
export class SessionlessPersistence {
  readonly #retain: (topic: string, message: Buffer, qos: 0 | 1 | 2) => void;
  /** Packet identifiers of QoS 2 messages that await PUBREL, by client; aedes bounds their number. */
  readonly #incoming = new Map<string, Set<number>>();

  constructor(retain: (topic: string, message: Buffer, qos: 0 | 1 | 2) => void) {
    this.#retain = retain;
  }

  /** aedes looks whether this is an async function. */
  async setup(): Promise<void> {}

  // The three steps of each publish. They must be over within the call: a promise would let plain
  // messages overtake retained ones, and a subscriber end on an old value (aedes #955, #994).
  storeRetained(packet: RetainablePacket): Settled<void> {
    const { payload } = packet;
    this.#retain(
      packet.topic,
      typeof payload === "string" ? Buffer.from(payload) : payload,
      packet.qos,
    );
    return settled(undefined);
  }

  subscriptionsByTopic(): Settled<readonly never[]> {
    return settled([]);
  }

  outgoingEnqueueCombi(): Settled<void> {
    return settled(undefined);
  }

  /** Nothing: a subscriber's retained messages are sent by `RetainedReplay`, at its own pace. */
  createRetainedStreamCombi(): Readable {
    return Readable.from([]);
  }

  async cleanSubscriptions(): Promise<void> {}

  outgoingStream(): Readable {
    return Readable.from([]);
  }

  async outgoingClearMessageId(): Promise<void> {}

  async incomingGetPacket(client: ClientRef, packet: PacketRef): Promise<PacketRef> {
    if (!this.#incoming.get(client.id)?.has(packet.messageId)) throw new Error("no such packet");
    return packet;
  }

  async incomingStorePacket(client: ClientRef, packet: PacketRef): Promise<void> {
    const ids = this.#incoming.get(client.id) ?? new Set();
    this.#incoming.set(client.id, ids.add(packet.messageId));
  }

  async incomingDelPacket(client: ClientRef, packet: PacketRef): Promise<void> {
    if (!this.#incoming.get(client.id)?.delete(packet.messageId)) throw new Error("no such packet");
  }

  async cleanIncoming(client: ClientRef): Promise<void> {
    this.#incoming.delete(client.id);
  }

  // aedes keeps a client's will beside the client; stored ones are for clusters of brokers.
  async putWill(): Promise<void> {}

  async delWill(): Promise<void> {}

  streamWill(): Readable {
    return Readable.from([]);
  }
}

/** A result that is there: what aedes does with it happens before `then` returns. */
interface Settled<T> {
  then(onDone: (value: T) => void): void;
}

function settled<T>(value: T): Settled<T> {
  // biome-ignore lint/suspicious/noThenProperty: aedes calls then() on what these methods return.
  return { then: (onDone) => onDone(value) };
}
