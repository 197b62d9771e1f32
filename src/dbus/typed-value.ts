import { HirteError } from "../core/errors.ts";
import type { TypedValue } from "../protocol/generated/schemas.ts";
import { Variant } from "./codec.ts";

/** The complete types in a D-Bus signature: `sa{sv}u` is `s`, `a{sv}`, `u`. @throws HirteError `bad-request` */
export function completeTypes(signature: string): string[] {
  const types: string[] = [];
  for (let at = 0; at < signature.length; ) {
    const end = endOfType(signature, at);
    types.push(signature.slice(at, end));
    at = end;
  }
  return types;
}

/** A value of D-Bus, in the codec's form, as it travels on the wire. */
export function toTyped({ signature, value }: Variant): TypedValue {
  return { sig: signature, value: toWire(signature, value) };
}

/**
 * The value of a wire message as the codec takes it.
 * @throws HirteError `bad-request` when it does not fit its signature
 */
export function fromTyped({ sig, value }: TypedValue): Variant {
  const [only, ...more] = completeTypes(sig);
  if (only === undefined || more.length > 0) {
    throw new HirteError("bad-request", `"${sig}" is not the signature of one value`);
  }
  return new Variant(sig, fromWire(sig, value));
}

function toWire(type: string, value: unknown): unknown {
  switch (type[0]) {
    case "x":
    case "t":
      return String(value);
    case "d":
      // JSON has no other way for those that are no numbers.
      return Number.isFinite(value) ? value : String(value);
    case "v":
      return value instanceof Variant ? toTyped(value) : value;
    case "(":
      return zip(completeTypes(type.slice(1, -1)), value, toWire);
    case "a": {
      const element = type.slice(1);
      if (value instanceof Uint8Array) return [...value];
      if (Array.isArray(value)) return value.map((item) => toWire(element, item));
      const [keyType = "s", valueType = "v"] = completeTypes(element.slice(1, -1));
      // The codec's form of a dictionary is an object, whatever its keys are.
      const entries = Object.entries(value as object);
      return entries.map(([key, item]) => [keyToWire(keyType, key), toWire(valueType, item)]);
    }
    default:
      return value;
  }
}

function keyToWire(type: string, key: string): unknown {
  if (type === "b") return key === "true";
  return "ynqiuhd".includes(type) ? Number(key) : key;
}

function fromWire(type: string, value: unknown): unknown {
  switch (type[0]) {
    case "x":
    case "t":
      return integer64(type, value);
    case "y":
    case "n":
    case "q":
    case "i":
    case "u":
      return integer(type, value);
    case "d":
      if (!Number.isFinite(value)) throw unfit(type, value);
      return value;
    case "b":
      if (typeof value !== "boolean") throw unfit(type, value);
      return value;
    case "s":
      return text(type, value, (written) => !written.includes("\0"));
    // What is not a path or a signature cuts the connection to whoever is sent it.
    case "o":
      return text(type, value, (written) => /^\/$|^(\/[A-Za-z0-9_]+)+$/.test(written));
    case "g":
      return text(type, value, (written) => completeTypes(written).join("").length <= 255);
    case "v":
      return fromTyped(asTyped(value));
    case "(":
      return zip(completeTypes(type.slice(1, -1)), value, fromWire);
    case "a":
      return arrayFromWire(type.slice(1), value);
    // File descriptors ("h") do not come over MQTT.
    default:
      throw unfit(type, value);
  }
}

function text(type: string, value: unknown, isFit: (written: string) => boolean): string {
  if (typeof value !== "string" || !isFit(value)) throw unfit(type, value);
  return value;
}

function arrayFromWire(element: string, value: unknown): unknown {
  if (!Array.isArray(value)) throw unfit(`a${element}`, value);
  if (element === "y") return Buffer.from(value.map((byte) => integer("y", byte)));
  if (!element.startsWith("{")) return value.map((item) => fromWire(element, item));
  const [keyType = "s", valueType = "v"] = completeTypes(element.slice(1, -1));
  // The codec writes no other keys.
  if (!"sogxt".includes(keyType)) throw unfit(`a${element}`, value);
  return Object.fromEntries(
    value.map((pair) => {
      const [key, item] = zip([keyType, valueType], pair, fromWire);
      return [String(key), item];
    }),
  );
}

function zip(
  types: readonly string[],
  value: unknown,
  convert: (type: string, value: unknown) => unknown,
): unknown[] {
  if (!Array.isArray(value) || value.length !== types.length) {
    throw unfit(`(${types.join("")})`, value);
  }
  return types.map((type, at) => convert(type, value[at]));
}

const ranges: Readonly<Record<string, readonly [number, number]>> = {
  y: [0, 0xff],
  n: [-0x8000, 0x7fff],
  q: [0, 0xffff],
  i: [-0x8000_0000, 0x7fff_ffff],
  u: [0, 0xffff_ffff],
};

function integer(type: string, value: unknown): number {
  const [least, most] = ranges[type] ?? [0, 0];
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) {
    return value;
  }
  throw unfit(type, value);
}

function integer64(type: string, value: unknown): bigint {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text === "string" && /^-?\d{1,20}$/.test(text)) {
    const exact = BigInt(text);
    const fits = type === "x" ? BigInt.asIntN(64, exact) : BigInt.asUintN(64, exact);
    if (fits === exact) return exact;
  }
  throw unfit(type, value);
}

function asTyped(value: unknown): TypedValue {
  if (typeof value === "object" && value !== null && "sig" in value && "value" in value) {
    if (typeof value.sig === "string") return { sig: value.sig, value: value.value };
  }
  throw unfit("v", value);
}

/** D-Bus specification, "Valid Signatures": 32 levels of arrays, and of structs; here of both together. */
const maxDepth = 32;

function endOfType(signature: string, at: number, depth = 0): number {
  const code = signature[at] ?? "";
  if (depth <= maxDepth) {
    if (code === "a") {
      const isEntry = signature[at + 1] === "{";
      return isEntry
        ? endOfEntry(signature, at + 2, depth + 1)
        : endOfType(signature, at + 1, depth + 1);
    }
    if (code === "(") return endOfStruct(signature, at + 1, depth + 1);
    if (code === "v" || isBasic(code)) return at + 1;
  }
  throw notASignature(signature);
}

function endOfStruct(signature: string, from: number, depth: number): number {
  let at = from;
  while (signature[at] !== ")") at = endOfType(signature, at, depth);
  if (at === from) throw notASignature(signature);
  return at + 1;
}

/** The entries of a dictionary: a basic type and any other. */
function endOfEntry(signature: string, from: number, depth: number): number {
  const end = endOfType(signature, from + 1, depth);
  if (!isBasic(signature[from] ?? "") || signature[end] !== "}") throw notASignature(signature);
  return end + 1;
}

function isBasic(code: string): boolean {
  return code !== "" && "ybnqiuxtdsogh".includes(code);
}

function notASignature(signature: string): HirteError {
  return new HirteError("bad-request", `"${signature}" is not a D-Bus signature`);
}

function unfit(type: string, value: unknown): HirteError {
  const shown = JSON.stringify(value)?.slice(0, 100);
  return new HirteError("bad-request", `${shown} is not a value of D-Bus type ${type}`);
}
