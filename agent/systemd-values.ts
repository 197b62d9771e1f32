import { HirteError } from "../src/core/errors.ts";
import { Variant } from "../src/dbus/codec.ts";

/** A D-Bus `a{sv}`: properties by name. */
export type Variants = Readonly<Record<string, Variant>>;

/** @throws HirteError `dbus-error` */
export function asString(value: unknown): string {
  if (typeof value === "string") return value;
  throw unexpected("a string", value);
}

/**
 * A number; infinity for 64-bit ones that a number cannot hold, for systemd says "none" or "no limit"
 * by the largest there is.
 * @throws HirteError `dbus-error`
 */
export function asNumber(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number.POSITIVE_INFINITY;
  throw unexpected("a number", value);
}

/** @throws HirteError `dbus-error` */
export function asRows(value: unknown): readonly (readonly unknown[])[] {
  if (Array.isArray(value) && value.every(Array.isArray)) return value;
  throw unexpected("a list of rows", value);
}

/** @throws HirteError `dbus-error` */
export function asVariants(value: unknown): Variants {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const entries = Object.entries(value);
    // Checked right here; the type cannot follow.
    if (entries.every(([, entry]) => entry instanceof Variant)) return value as Variants;
  }
  throw unexpected("properties", value);
}

/** Bytes in lower case hexadecimal; "" for none, as for an id of zeros. */
export function hexOf(value: unknown): string {
  if (!(value instanceof Uint8Array)) throw unexpected("bytes", value);
  const hex = Buffer.from(value).toString("hex");
  return /^0*$/.test(hex) ? "" : hex;
}

/** An object without its undefined fields: optional means absent. */
export function withoutAbsent<T extends object>(fields: T): Present<T> {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  // Those left are what Present says.
  return Object.fromEntries(present) as Present<T>;
}

/** Fields that may be undefined are optional instead. */
export type Present<T> = {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
} & {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
};

function unexpected(what: string, value: unknown): HirteError {
  return new HirteError("dbus-error", `systemd sent ${typeof value} where ${what} belongs`);
}
