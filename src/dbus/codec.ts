import DBusBuffer from "dbus-next/lib/dbus-buffer.js";
import compat from "dbus-next/lib/marshall-compat.js";
import messageType from "dbus-next/lib/message-type.js";
import signatures from "dbus-next/lib/signature.js";
import variant from "dbus-next/lib/variant.js";
import { HirteError, messageOf } from "../core/errors.ts";
import { decodePlainFields, decodePlainString, encodePlainCall } from "./plain-message.ts";

// Of dbus-next only the marshaller is used. Its connection and bus objects end the process when
// Hello is refused (a rejection nobody can catch) or a message cannot be decoded (thrown out of a
// stream's event), load the native usocket where there is one, and cost 46 ms and 7 MiB at start.

/** A value that carries its own type, D-Bus `v`. */
export const Variant = variant.Variant;
/** A value that carries its own type, D-Bus `v`. */
export type Variant = InstanceType<typeof Variant>;

const types = { call: 1, return: 2, error: 3, signal: 4 } as const;
/** Kind of a message. */
export type MessageType = keyof typeof types;
const typeNames = new Map<number, MessageType>(
  (Object.keys(types) as MessageType[]).map((name) => [types[name], name]),
);

/** Flags of a message (D-Bus specification, "Message Format"). */
export const messageFlags = { noReplyExpected: 1, noAutoStart: 2 } as const;

/** What goes out. `body` is in dbus-next's form: dictionaries as objects, `v` as Variant, `ay` as Buffer. */
export interface OutgoingMessage {
  readonly type: MessageType;
  readonly destination?: string;
  readonly path?: string;
  readonly interface?: string;
  readonly member?: string;
  readonly errorName?: string;
  readonly replySerial?: number;
  readonly signature?: string;
  readonly body?: readonly unknown[];
  readonly flags?: number;
}

/**
 * The bytes of a message.
 * @throws HirteError `dbus-error` when it cannot be said in D-Bus: the bus would cut the connection
 */
export function encodeMessage(message: OutgoingMessage, serial: number): Buffer {
  return plainly(message, serial) ?? encodeByTree(message, serial);
}

function plainly(message: OutgoingMessage, serial: number): Buffer | undefined {
  const { type, path, interface: iface, member, destination, signature = "", body = [] } = message;
  if (type !== "call" || path === undefined || member === undefined) return undefined;
  if (message.errorName !== undefined || message.replySerial !== undefined) return undefined;
  if (serial === 0 || signature.length !== body.length || !/^s*$/.test(signature)) return undefined;
  const texts = body.filter((value) => typeof value === "string");
  if (texts.length !== body.length) return undefined;
  return encodePlainCall(
    {
      ...{ path, member, body: texts, flags: message.flags ?? 0 },
      ...(iface === undefined ? {} : { interface: iface }),
      ...(destination === undefined ? {} : { destination }),
    },
    serial,
  );
}

/** As dbus-next writes any message. */
function encodeByTree(message: OutgoingMessage, serial: number): Buffer {
  try {
    const { type, body = [], ...rest } = message;
    // dbus-next means to check this as it checks the other names, but does not.
    if (rest.member !== undefined && !/^[A-Za-z_][A-Za-z0-9_]{0,254}$/.test(rest.member)) {
      throw new Error(`"${rest.member}" is not the name of a member`);
    }
    const [bytes] = compat.marshallMessage(
      new messageType.Message({ ...rest, type: types[type], serial, body: [...body] }),
    );
    return bytes;
  } catch (cause) {
    const what = `${message.member ?? message.errorName ?? message.type}`;
    throw new HirteError(
      "dbus-error",
      `${what}: the message cannot be encoded: ${messageOf(cause)}`,
      { cause },
    );
  }
}

/** Length of the part of a message that says how long the rest is. */
export const headLength = 16;

/**
 * How many bytes follow the first 16 of a message.
 * @throws HirteError `dbus-error` when these are not the first bytes of a message
 */
export function restLength(head: Buffer): number {
  const endian = head[0];
  if (endian !== littleEndian && endian !== bigEndian) {
    throw new HirteError("dbus-error", "what the bus sent is not a D-Bus message");
  }
  const read = (at: number) =>
    endian === littleEndian ? head.readUInt32LE(at) : head.readUInt32BE(at);
  const length = pad8(read(12)) + read(4);
  // D-Bus specification: a message is at most 128 MiB.
  if (length > 128 * 1024 * 1024) {
    throw new HirteError("dbus-error", `a D-Bus message of ${length} bytes is not allowed`);
  }
  return length;
}

/** What came in. */
export interface IncomingMessage {
  readonly type: MessageType;
  readonly serial: number;
  readonly flags: number;
  readonly sender?: string;
  readonly destination?: string;
  readonly path?: string;
  readonly interface?: string;
  readonly member?: string;
  readonly errorName?: string;
  readonly replySerial?: number;
  readonly signature: string;
  /**
   * Decoded when it is first asked for, for most signals are nobody's business. 64-bit integers are
   * numbers; bigint only where a number would not be exact.
   * @throws HirteError `dbus-error` when the bytes do not fit the signature
   */
  readonly body: readonly unknown[];
}

/**
 * The message in `head` (16 bytes) and `rest`; undefined when it is of a type this version of D-Bus
 * does not know, which is to be ignored (D-Bus specification, "Message Types").
 * @throws HirteError `dbus-error`
 */
export function decodeMessage(head: Buffer, rest: Buffer): IncomingMessage | undefined {
  const type = typeNames.get(head[1] ?? 0);
  if (!type) return undefined;
  try {
    return new Decoded(type, head, rest);
  } catch (cause) {
    throw new HirteError("dbus-error", `a message's header is broken: ${messageOf(cause)}`, {
      cause,
    });
  }
}

const littleEndian = 0x6c;
const bigEndian = 0x42;
const pad8 = (length: number) => Math.ceil(length / 8) * 8;

/** Header fields by number (D-Bus specification, "Header Fields"). */
const fieldNames = [
  undefined,
  "path",
  "interface",
  "member",
  "errorName",
  "replySerial",
  "destination",
  "sender",
  "signature",
] as const;
const [fieldTree] = signatures.parseSignature("(yv)");

class Decoded implements IncomingMessage {
  readonly type: MessageType;
  readonly serial: number;
  readonly flags: number;
  declare readonly sender?: string;
  declare readonly destination?: string;
  declare readonly path?: string;
  declare readonly interface?: string;
  declare readonly member?: string;
  declare readonly errorName?: string;
  declare readonly replySerial?: number;
  readonly signature: string = "";
  readonly #reader: Reader;
  readonly #bodyAt: number;
  #body: readonly unknown[] | undefined;

  constructor(type: MessageType, head: Buffer, rest: Buffer) {
    this.type = type;
    this.flags = head[2] ?? 0;
    const endian = head[0] ?? littleEndian;
    const read = (at: number) =>
      endian === littleEndian ? head.readUInt32LE(at) : head.readUInt32BE(at);
    this.serial = read(8);
    this.#reader = new Reader(rest, 0, endian, null, { ayBuffer: true });
    const length = read(12);
    const plain = endian === littleEndian ? decodePlainFields(rest, length) : undefined;
    const fields: Record<string, unknown> = {};
    for (const [number, value] of plain ?? this.#readFields(length)) {
      const name = fieldNames[number];
      if (name) fields[name] = value;
    }
    Object.assign(this, fields);
    this.#bodyAt = pad8(length);
  }

  #readFields(length: number): [number, unknown][] {
    if (!fieldTree) throw new Error("dbus-next did not parse (yv)");
    return this.#reader.readArray(fieldTree, length).map((field) => {
      // dbus-next's form of (yv): [number, [signature tree, [value]]].
      const [number, [, [value]]] = field as [number, [unknown, [unknown]]];
      return [number, value];
    });
  }

  get body(): readonly unknown[] {
    this.#body ??= this.#decodeBody();
    return this.#body;
  }

  #decodeBody(): readonly unknown[] {
    if (this.signature === "") return [];
    if (this.signature === "s" && this.#reader.endian === littleEndian) {
      const text = decodePlainString(this.#reader.buffer, this.#bodyAt);
      if (text !== undefined) return [text];
    }
    try {
      this.#reader.pos = this.#bodyAt;
      const body = this.#reader.read(this.signature);
      return compat.messageToJsFmt({ signature: this.signature, body }).body;
    } catch (cause) {
      throw new HirteError(
        "dbus-error",
        `${this.member ?? this.type}: the body does not fit its signature ${this.signature}`,
        { cause },
      );
    }
  }
}

class Reader extends DBusBuffer {
  override readSimpleType(type: string): unknown {
    switch (type) {
      case "x":
      case "t": {
        this.align(3);
        const isLittle = this.endian === littleEndian;
        const { buffer, pos } = this;
        this.pos += 8;
        const exact =
          type === "x"
            ? isLittle
              ? buffer.readBigInt64LE(pos)
              : buffer.readBigInt64BE(pos)
            : isLittle
              ? buffer.readBigUInt64LE(pos)
              : buffer.readBigUInt64BE(pos);
        const value = Number(exact);
        return Number.isSafeInteger(value) ? value : exact;
      }
      // File descriptors cannot come over this connection: only the index is read.
      case "h":
        return this.readInt32();
      default:
        return super.readSimpleType(type);
    }
  }
}
