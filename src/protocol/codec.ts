import { HirteError, messageOf } from "../core/errors.ts";
import type { Schemas } from "./generated/schemas.ts";
import * as validators from "./generated/validators.js";

const bySchema = new Map<string, validators.Validator>(
  Object.entries(validators).map(([name, validate]) => [name.replaceAll("_", "-"), validate]),
);

/** Levels of arrays and objects in a message; the schemas need 5. */
const maxDepth = 32;

/**
 * The message in `bytes`, checked against its schema. Unknown fields are kept and mean nothing.
 * @throws HirteError `bad-message` naming what is wrong, and where
 */
export function decode<S extends keyof Schemas>(schema: S, bytes: Uint8Array | string): Schemas[S] {
  let value: unknown;
  try {
    value = JSON.parse(
      typeof bytes === "string"
        ? bytes
        : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8"),
    );
  } catch (error) {
    // Node's own words quote the message, which may hold a password or a command line.
    const [place] = / at position \d+/.exec(messageOf(error)) ?? [""];
    throw new HirteError("bad-message", `a ${schema} message is not JSON${place}`);
  }
  // Whoever encodes it again, or walks through it, would run out of stack.
  if (!isWithinDepth(value, maxDepth)) {
    throw new HirteError("bad-message", `a ${schema} message is nested deeper than ${maxDepth}`);
  }
  return check(schema, value);
}

/** The bytes of a message; checked on the way out as well, so that a bug shows where it is made. */
export function encode<S extends keyof Schemas>(schema: S, message: Schemas[S]): string {
  return JSON.stringify(check(schema, message));
}

/**
 * `value` as a message of `schema`.
 * @throws HirteError `bad-message`
 */
export function check<S extends keyof Schemas>(schema: S, value: unknown): Schemas[S] {
  const validate = bySchema.get(schema);
  if (!validate) throw new HirteError("bad-message", `there is no schema ${schema}`);
  if (!validate(value)) {
    const problems = (validate.errors ?? [])
      .slice(0, 5)
      .map(
        ({ instancePath, message }) =>
          `${instancePath === "" ? "" : `${instancePath.slice(1)}: `}${message}`,
      );
    throw new HirteError(
      "bad-message",
      `a ${schema} message is not as it should be: ${problems.join("; ")}`,
      {
        details: { schema, problems },
      },
    );
  }
  // The validator, generated from the same schema as the type, has just said so.
  return value as Schemas[S];
}

function isWithinDepth(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (levels === 0) return false;
  const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  return members.every((member) => isWithinDepth(member, levels - 1));
}
