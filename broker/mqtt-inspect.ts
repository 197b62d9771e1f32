import { isUtf8 } from "node:buffer";

/** What a client says of itself in CONNECT (MQTT 3.1.1 §3.1). */
export interface ConnectFacts {
  readonly clientId: string;
  readonly isClean: boolean;
  /** Seconds; 0 = the client does not want to be judged by its silence. */
  readonly keepaliveS: number;
  readonly will?: { readonly topic: string; readonly isRetained: boolean };
  readonly username?: string;
  readonly password?: Buffer;
}

/** What is to be said of a packet. */
export type Inspection =
  /** `filters`: how many a SUBSCRIBE or UNSUBSCRIBE holds. */
  | { readonly kind: "fine"; readonly filters: number }
  | { readonly kind: "too-many-filters" }
  | { readonly kind: "connect"; readonly facts: ConnectFacts }
  /** A CONNECT of a version of the protocol that is not spoken here. */
  | { readonly kind: "wrong-version"; readonly detail: string }
  | { readonly kind: "malformed"; readonly detail: string };

/** Control packet types (MQTT 3.1.1 table 2.1). */
export const packetTypes = {
  connect: 1,
  publish: 3,
  puback: 4,
  pubrec: 5,
  pubrel: 6,
  pubcomp: 7,
  subscribe: 8,
  unsubscribe: 10,
  pingreq: 12,
  disconnect: 14,
} as const;

/**
 * Checks a whole packet from a client by the letter of MQTT 3.1.1, so that nothing malformed gets to
 * the parser behind. `headerBytes` is where the variable header begins.
 */
export function inspectPacket(
  packet: Buffer,
  headerBytes: number,
  limits: { readonly maxFiltersPerPacket: number },
): Inspection {
  const reader = new Reader(packet, headerBytes);
  try {
    return inspect(reader, packet[0] ?? 0, limits.maxFiltersPerPacket);
  } catch (error) {
    if (error instanceof Malformed) return { kind: "malformed", detail: error.message };
    throw error;
  }
}

function inspect(reader: Reader, firstByte: number, maxFilters: number): Inspection {
  const flags = firstByte & 0x0f;
  let filters = 0;
  switch (firstByte >> 4) {
    case packetTypes.connect:
      expectFlags("CONNECT", flags, 0);
      return inspectConnect(reader);
    case packetTypes.publish:
      inspectPublish(reader, (flags >> 1) & 3);
      break;
    case packetTypes.puback:
    case packetTypes.pubrec:
    case packetTypes.pubcomp:
      expectFlags("an acknowledgement", flags, 0);
      reader.packetId();
      break;
    case packetTypes.pubrel:
      expectFlags("PUBREL", flags, 2);
      reader.packetId();
      break;
    case packetTypes.subscribe:
      expectFlags("SUBSCRIBE", flags, 2);
      reader.packetId();
      do {
        checkFilter(reader.text("a topic filter"));
        if (reader.byte() > 2) throw new Malformed("SUBSCRIBE asks for a QoS there is not");
      } while (++filters <= maxFilters && !reader.isAtEnd);
      break;
    case packetTypes.unsubscribe:
      expectFlags("UNSUBSCRIBE", flags, 2);
      reader.packetId();
      do checkFilter(reader.text("a topic filter"));
      while (++filters <= maxFilters && !reader.isAtEnd);
      break;
    case packetTypes.pingreq:
    case packetTypes.disconnect:
      expectFlags("PINGREQ or DISCONNECT", flags, 0);
      break;
    default:
      throw new Malformed(`clients send no packets of type ${firstByte >> 4}`);
  }
  if (filters > maxFilters) return { kind: "too-many-filters" };
  reader.expectEnd();
  return { kind: "fine", filters };
}

function inspectConnect(reader: Reader): Inspection {
  const protocol = reader.text("the name of the protocol");
  const level = reader.byte();
  if (!(protocol === "MQTT" && level === 4) && !(protocol === "MQIsdp" && level === 3)) {
    if (protocol !== "MQTT" && protocol !== "MQIsdp") throw new Malformed("this is not MQTT");
    const detail = level === 5 ? "MQTT 5" : `level ${level} of ${protocol}`;
    return { kind: "wrong-version", detail: `the client speaks ${detail}, hirte MQTT 3.1.1` };
  }
  const flags = reader.byte();
  const hasWill = (flags & 0x04) !== 0;
  const willQos = (flags >> 3) & 3;
  const hasPassword = (flags & 0x40) !== 0;
  const hasUsername = (flags & 0x80) !== 0;
  // [MQTT-3.1.2-3], [MQTT-3.1.2-11] to [MQTT-3.1.2-15], [MQTT-3.1.2-22]
  if (flags & 1) throw new Malformed("CONNECT has its reserved flag set");
  if (willQos === 3 || (!hasWill && flags & 0x38)) throw new Malformed("CONNECT's will is unclear");
  if (hasPassword && !hasUsername) throw new Malformed("CONNECT has a password without a user");
  const keepaliveS = reader.number();
  const clientId = reader.text("the client id");
  const will = hasWill
    ? { topic: reader.text("the will's topic"), isRetained: (flags & 0x20) !== 0 }
    : undefined;
  if (will) {
    checkTopic(will.topic);
    reader.bytes();
  }
  const username = hasUsername ? reader.text("the user name") : undefined;
  const password = hasPassword ? reader.bytes() : undefined;
  reader.expectEnd();
  return {
    kind: "connect",
    facts: {
      clientId,
      isClean: (flags & 2) !== 0,
      keepaliveS,
      ...(will ? { will } : {}),
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
    },
  };
}

function inspectPublish(reader: Reader, qos: number): void {
  if (qos === 3) throw new Malformed("PUBLISH has a QoS there is not");
  checkTopic(reader.text("the topic"));
  if (qos > 0) reader.packetId();
  reader.rest();
}

function expectFlags(what: string, flags: number, expected: number): void {
  // [MQTT-2.2.2-2]
  if (flags !== expected) throw new Malformed(`${what} has wrong flags in its header`);
}

function checkTopic(topic: string): void {
  // [MQTT-4.7.3-1], [MQTT-3.3.2-2]
  if (topic === "") throw new Malformed("a topic is empty");
  if (topic.split("/").length > maxLevels) throw new Malformed("a topic has too many levels");
  if (/[+#]/.test(topic)) throw new Malformed("a message is published to a topic with wildcards");
}

function checkFilter(filter: string): void {
  if (filter === "") throw new Malformed("a topic filter is empty");
  const levels = filter.split("/");
  if (levels.length > maxLevels) throw new Malformed("a topic filter has too many levels");
  for (const [i, level] of levels.entries()) {
    // [MQTT-4.7.1-2], [MQTT-4.7.1-3]
    const isWild = level === "+" || (level === "#" && i === levels.length - 1);
    if (!isWild && /[+#]/.test(level)) throw new Malformed("a topic filter misuses its wildcards");
  }
}

/** What aedes bears (its maxTopicLevels); hirte's topics have six. */
const maxLevels = 100;

class Malformed extends Error {}

/** Reads a packet front to back. */
class Reader {
  readonly #packet: Buffer;
  #at: number;

  constructor(packet: Buffer, at: number) {
    this.#packet = packet;
    this.#at = at;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#packet.length;
  }

  byte(): number {
    return this.#take(1)[0] ?? 0;
  }

  number(): number {
    return this.#take(2).readUInt16BE(0);
  }

  packetId(): void {
    // [MQTT-2.3.1-1]
    if (this.number() === 0) throw new Malformed("a packet identifier is 0");
  }

  bytes(): Buffer {
    return this.#take(this.number());
  }

  text(what: string): string {
    const bytes = this.bytes();
    // [MQTT-1.5.3-1], [MQTT-1.5.3-2]
    if (!isUtf8(bytes)) throw new Malformed(`${what} is not UTF-8`);
    if (bytes.includes(0)) throw new Malformed(`${what} holds a NUL character`);
    return bytes.toString("utf8");
  }

  rest(): void {
    this.#at = this.#packet.length;
  }

  expectEnd(): void {
    if (!this.isAtEnd) throw new Malformed("a packet is longer than what it holds");
  }

  #take(length: number): Buffer {
    if (this.#at + length > this.#packet.length) throw new Malformed("a packet ends too early");
    this.#at += length;
    return this.#packet.subarray(this.#at - length, this.#at);
  }
}
