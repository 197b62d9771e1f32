// dbus-next's marshaller makes a tree of every header and a closure for every value: half a millisecond for
// each message of a program that has just started. Nearly all calls are names and strings, and so are all
// headers: these are written and read here. Whatever is not as plain as that is left to dbus-next.

/** A call with nothing but strings as its arguments. */
export interface PlainCall {
  readonly destination?: string;
  readonly path: string;
  readonly interface?: string;
  readonly member: string;
  readonly flags: number;
  readonly body: readonly string[];
}

const word = "[A-Za-z_][A-Za-z0-9_]*";
const pathPattern = /^(?:\/|(?:\/[A-Za-z0-9_]+)+)$/;
const interfacePattern = new RegExp(`^${word}(?:\\.${word})+$`);
const memberPattern = new RegExp(`^${word}$`);
/** A well-known name; a connection's own, `:1.42`, is of one message only. */
const busNamePattern = interfacePattern;
const maxNameLength = 255;

/** Whether all names are surely right: where this says no, dbus-next has the last word. */
function isPlain(call: PlainCall): boolean {
  return (
    pathPattern.test(call.path) &&
    isName(call.member, memberPattern) &&
    (call.interface === undefined || isName(call.interface, interfacePattern)) &&
    (call.destination === undefined || isName(call.destination, busNamePattern)) &&
    call.body.length <= maxNameLength &&
    call.body.every((value) => !value.includes("\0"))
  );
}

function isName(name: string, pattern: RegExp): boolean {
  return name.length <= maxNameLength && pattern.test(name);
}

/** Numbers and types of header fields (D-Bus specification, "Header Fields"). */
const fields = {
  path: [1, "o"],
  interface: [2, "s"],
  member: [3, "s"],
  destination: [6, "s"],
  signature: [8, "g"],
} as const;

const align = (at: number, to: 4 | 8) => (at + to - 1) & -to;
const fixedHeadLength = 16;

/** The bytes of a call; undefined where it is not plain. */
export function encodePlainCall(call: PlainCall, serial: number): Buffer | undefined {
  if (!isPlain(call)) return undefined;
  const texts = call.body.map((value) => Buffer.from(value));
  let longest = fixedHeadLength + 5 * 16 + call.path.length + call.member.length;
  longest += (call.interface?.length ?? 0) + (call.destination?.length ?? 0) + texts.length;
  for (const text of texts) longest += text.length + 8;
  // Zeros are what D-Bus pads with.
  const bytes = Buffer.alloc(longest);
  bytes.writeUInt8(0x6c, 0); // little endian
  bytes.writeUInt8(1, 1); // a call
  bytes.writeUInt8(call.flags, 2);
  bytes.writeUInt8(1, 3); // version of the protocol
  bytes.writeUInt32LE(serial, 8);
  let at = fixedHeadLength;
  for (const name of ["path", "interface", "member", "destination"] as const) {
    const value = call[name];
    if (value === undefined) continue;
    at = writeField(bytes, at, fields[name]);
    bytes.writeUInt32LE(value.length, at);
    at += 4 + bytes.write(value, at + 4, "latin1") + 1;
  }
  if (texts.length > 0) {
    at = writeField(bytes, at, fields.signature);
    bytes.writeUInt8(texts.length, at);
    at += 1 + bytes.write("s".repeat(texts.length), at + 1, "latin1") + 1;
  }
  bytes.writeUInt32LE(at - fixedHeadLength, 12);
  const bodyAt = align(at, 8);
  at = bodyAt;
  for (const text of texts) {
    at = align(at, 4);
    bytes.writeUInt32LE(text.length, at);
    at += 4 + text.copy(bytes, at + 4) + 1;
  }
  bytes.writeUInt32LE(at - bodyAt, 4);
  return bytes.subarray(0, at);
}

/** Writes a field's number and type, and says where its value goes. */
function writeField(bytes: Buffer, at: number, [number, type]: readonly [number, string]): number {
  const start = align(at, 8);
  bytes.writeUInt8(number, start);
  bytes.writeUInt8(1, start + 1);
  bytes.write(type, start + 2, "latin1");
  return start + 4;
}

/** Header fields by their numbers. */
export type HeaderFields = [number: number, value: string | number][];

/**
 * The header fields in the first `length` bytes, of a machine with our byte order; undefined where they are
 * not just names and numbers.
 */
export function decodePlainFields(bytes: Buffer, length: number): HeaderFields | undefined {
  if (length > bytes.length) return undefined;
  const found: HeaderFields = [];
  let at = 0;
  while (at < length) {
    at = align(at, 8);
    // A number, and a type of one letter, with its length before it and a zero behind it.
    if (at + 6 > length || bytes[at + 1] !== 1 || bytes[at + 3] !== 0) return undefined;
    const number = bytes.readUInt8(at);
    const type = String.fromCharCode(bytes.readUInt8(at + 2));
    at += 4;
    if (type !== "g" && at + 4 > length) return undefined;
    if (type === "u") {
      found.push([number, bytes.readUInt32LE(at)]);
      at += 4;
      continue;
    }
    if (type !== "g" && type !== "s" && type !== "o") return undefined;
    const size = type === "g" ? bytes.readUInt8(at) : bytes.readUInt32LE(at);
    at += type === "g" ? 1 : 4;
    if (at + size + 1 > length) return undefined;
    found.push([number, bytes.toString("utf8", at, at + size)]);
    at += size + 1;
  }
  return found;
}

/** The one string that a body of this length is; undefined where it is something else. */
export function decodePlainString(bytes: Buffer, at: number): string | undefined {
  if (at + 5 > bytes.length) return undefined;
  const size = bytes.readUInt32LE(at);
  return at + 4 + size + 1 === bytes.length
    ? bytes.toString("utf8", at + 4, at + 4 + size)
    : undefined;
}
