import { type ConnectFacts, inspectPacket, packetTypes } from "./mqtt-inspect.ts";

/** Sizes a gate lets through, whole packets with their headers. */
export interface GateLimits {
  readonly maxPacketBytes: number;
  /** The same for CONNECT, which anybody can send. */
  readonly maxConnectBytes: number;
  /** Of a SUBSCRIBE or UNSUBSCRIBE: each costs as much as a message. */
  readonly maxFiltersPerPacket: number;
}

/** Why a gate lets nothing more through. */
export type GateProblem =
  | "packet-too-large"
  | "malformed"
  | "not-connect"
  | "second-connect"
  | "wrong-version";

/** What comes next. */
export type GateResult =
  | { readonly kind: "connect"; readonly packet: Buffer; readonly facts: ConnectFacts }
  | { readonly kind: "packet"; readonly packet: Buffer; readonly filters: number }
  /** Bytes are missing for a whole packet. */
  | { readonly kind: "incomplete" }
  /** The connection is of no more use; the same answer from now on. */
  | { readonly kind: "problem"; readonly problem: GateProblem; readonly detail: string };

const incomplete: GateResult = { kind: "incomplete" };

/**
 * Cuts a client's bytes into packets and checks each before a broker sees it. Bytes wait as they
 * came until they are asked for: a chunk may hold tens of thousands of packets.
 */
export class PacketGate {
  readonly #limits: GateLimits;
  #chunks: Buffer[] = [];
  /** Where the first chunk goes on. */
  #at = 0;
  #waitingBytes = 0;
  /** The packet that began in an earlier chunk; its size is 0 while its header is incomplete. */
  #part: Buffer | undefined;
  #partBytes = 0;
  #partSize = 0;
  #isConnected = false;
  #isOver = false;
  #problem: GateResult | undefined;

  constructor(limits: GateLimits) {
    this.#limits = limits;
  }

  /** Bytes that came in and were not taken out. */
  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  /** Takes bytes as they arrive. The chunk belongs to the gate from now on. */
  push(chunk: Buffer): void {
    if (chunk.length === 0 || this.#isOver) return;
    this.#chunks.push(chunk);
    this.#waitingBytes += chunk.length;
  }

  /** The next packet, once. */
  next(): GateResult {
    if (this.#problem) return this.#problem;
    for (;;) {
      const chunk = this.#chunks[0];
      if (!chunk) return incomplete;
      if (this.#part) {
        const whole = this.#fillPart(chunk);
        if (this.#problem) return this.#problem;
        if (whole) return this.#judge(whole);
      } else {
        const header = readHeader(chunk, this.#at);
        const problem = this.#judgeHeader(chunk[this.#at] ?? 0, header);
        if (problem) return problem;
        const end = header.kind === "whole" ? this.#at + header.size : Number.POSITIVE_INFINITY;
        if (end <= chunk.length) {
          const packet = chunk.subarray(this.#at, end);
          this.#advance(packet.length);
          return this.#judge(packet);
        }
        this.#part = Buffer.allocUnsafe(0);
        this.#partBytes = 0;
        this.#partSize = header.kind === "whole" ? header.size : 0;
      }
    }
  }

  /** Moves bytes into the packet under way; the packet, once it is whole. */
  #fillPart(chunk: Buffer): Buffer | undefined {
    // Without its size known, byte by byte: the next one may be the last of the header.
    const missing = this.#partSize === 0 ? 1 : this.#partSize - this.#partBytes;
    const taken = chunk.subarray(this.#at, this.#at + missing);
    this.#reserve(this.#partBytes + taken.length);
    if (this.#part) taken.copy(this.#part, this.#partBytes);
    this.#partBytes += taken.length;
    this.#advance(taken.length, "held");
    const bytes = this.#part?.subarray(0, this.#partBytes) ?? Buffer.alloc(0);
    if (this.#partSize === 0) {
      const header = readHeader(bytes, 0);
      if (this.#judgeHeader(bytes[0] ?? 0, header)) return undefined;
      if (header.kind === "whole") this.#partSize = header.size;
    }
    if (this.#partBytes !== this.#partSize) return undefined;
    this.#part = undefined;
    this.#waitingBytes -= bytes.length;
    return bytes;
  }

  /** Room grows with what has come, not with what a header promises. */
  #reserve(bytes: number): void {
    const part = this.#part;
    if (!part || bytes <= part.length) return;
    const grown = Buffer.allocUnsafe(Math.max(bytes, Math.min(part.length * 2, this.#partSize)));
    part.copy(grown, 0, 0, this.#partBytes);
    this.#part = grown;
  }

  #advance(bytes: number, how: "taken" | "held" = "taken"): void {
    this.#at += bytes;
    if (how === "taken") this.#waitingBytes -= bytes;
    if (this.#at === this.#chunks[0]?.length) {
      this.#chunks.shift();
      this.#at = 0;
    }
  }

  /** Judges by the first bytes, before the rest has even arrived. */
  #judgeHeader(first: number, header: Header): GateResult | undefined {
    // Type and flags: a TLS handshake begins with the same type.
    if (!this.#isConnected && first !== packetTypes.connect << 4) {
      return this.#fail("not-connect", describeFirst(first));
    }
    if (header.kind === "malformed") return this.#fail("malformed", "a packet's length is unclear");
    if (header.kind === "unknown") return undefined;
    const limit = this.#isConnected ? this.#limits.maxPacketBytes : this.#limits.maxConnectBytes;
    if (header.size <= limit) return undefined;
    return this.#fail("packet-too-large", `a packet of ${header.size} bytes, ${limit} are allowed`);
  }

  #judge(packet: Buffer): GateResult {
    const header = readHeader(packet, 0);
    const headerBytes = header.kind === "whole" ? header.headerBytes : 2;
    const found = inspectPacket(packet, headerBytes, this.#limits);
    switch (found.kind) {
      case "fine":
        // [MQTT-3.14.4-1] the client has said its last word.
        if ((packet[0] ?? 0) >> 4 === packetTypes.disconnect) this.#end();
        return { kind: "packet", packet, filters: found.filters };
      case "too-many-filters": {
        const { maxFiltersPerPacket } = this.#limits;
        const detail = `more than ${maxFiltersPerPacket} filters in one packet`;
        return this.#fail("packet-too-large", detail);
      }
      case "connect":
        // [MQTT-3.1.0-2]
        if (this.#isConnected) return this.#fail("second-connect", "CONNECT came a second time");
        this.#isConnected = true;
        return { kind: "connect", packet, facts: found.facts };
      case "wrong-version":
        return this.#fail("wrong-version", found.detail);
      case "malformed":
        return this.#fail("malformed", found.detail);
    }
  }

  #fail(problem: GateProblem, detail: string): GateResult {
    this.#end();
    this.#problem = { kind: "problem", problem, detail };
    return this.#problem;
  }

  /** Nothing more comes out, whatever comes in. */
  #end(): void {
    this.#isOver = true;
    this.#chunks = [];
    this.#at = 0;
    this.#part = undefined;
    this.#waitingBytes = 0;
  }
}

type Header =
  | { readonly kind: "whole"; readonly size: number; readonly headerBytes: number }
  | { readonly kind: "unknown" }
  | { readonly kind: "malformed" };

/** The size of the packet that begins at `at` (MQTT 3.1.1 §2.2.3). */
function readHeader(bytes: Buffer, at: number): Header {
  let length = 0;
  for (let i = 0; i < 4; i++) {
    const digit = bytes[at + 1 + i];
    if (digit === undefined) return { kind: "unknown" };
    length += (digit & 0x7f) * 128 ** i;
    if ((digit & 0x80) === 0) return { kind: "whole", size: 2 + i + length, headerBytes: 2 + i };
  }
  return { kind: "malformed" };
}

function describeFirst(first: number): string {
  if (first === 0x16)
    return "the first bytes are not CONNECT, they look like TLS: take TLS=off out here, or write it there too";
  if (first >= 0x41 && first <= 0x5a) return "the first bytes are not CONNECT, they look like text";
  return "the first packet is not CONNECT";
}
