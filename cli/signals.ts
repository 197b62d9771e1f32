import { constants } from "node:os";
import { HirteError } from "../src/core/errors.ts";

/**
 * The number of a signal: by name, with or without SIG, or as a number.
 * @throws HirteError `bad-argument`
 */
export function signalNumber(text: string): number {
  if (/^\d{1,2}$/.test(text)) {
    const number = Number(text);
    if (number >= 1 && number <= 64) return number;
  }
  const upper = text.toUpperCase();
  const name = upper.startsWith("SIG") ? upper : `SIG${upper}`;
  const known: Readonly<Record<string, number>> = constants.signals;
  const number = Object.hasOwn(known, name) ? known[name] : undefined;
  if (number !== undefined) return number;
  throw new HirteError(
    "bad-argument",
    `"${text}" is not a signal: a name, as in SIGHUP or HUP, or a number from 1 to 64`,
  );
}
