import { constants } from "node:os";
import { HirteError } from "../src/core/errors.ts";

/** glibc's, which keeps the two below for itself. */
const realTime = { least: 34, most: 64 };

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
  const number = Object.hasOwn(known, name) ? known[name] : realTimeSignal(name);
  if (number !== undefined) return number;
  throw new HirteError(
    "bad-argument",
    `"${text}" is not a signal: a name, as in SIGHUP or HUP, or a number from 1 to 64`,
  );
}

/** SIGRTMIN+3, SIGRTMAX-1: by which systemd itself, and others, are told more than there are names for. */
function realTimeSignal(name: string): number | undefined {
  const [, end, sign, offset = "0"] = /^SIGRT(MIN|MAX)(?:([+-])(\d{1,2}))?$/.exec(name) ?? [];
  if (end === undefined || sign === (end === "MIN" ? "-" : "+")) return undefined;
  const number = end === "MIN" ? realTime.least + Number(offset) : realTime.most - Number(offset);
  return number >= realTime.least && number <= realTime.most ? number : undefined;
}
