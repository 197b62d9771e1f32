import { parseDurationMs } from "../../src/core/duration.ts";
import { HirteError } from "../../src/core/errors.ts";
import { askHecate } from "../../src/hecate/ask.ts";
import { maxInhibitMs } from "../../src/power/inhibit.ts";
import { printable } from "../text.ts";
import type { HecateHandler } from "./commands.ts";
import { hecateExits } from "./exit-codes.ts";
import { inhibitText } from "./status-text.ts";
import { socketOf } from "./where.ts";

/** `hecate inhibit DURATION --reason TEXT`, `hecate inhibit off` */
export const inhibit: HecateHandler = async (call) => {
  const { args, options, io } = call;
  const [word = ""] = args;
  const forMs = word === "off" ? 0 : durationOf(word);
  const { reason } = options;
  if (forMs > 0 && !reason) {
    throw new HirteError(
      "bad-argument",
      "--reason is missing: say why, for whoever reads the status",
    );
  }
  const answer = await askHecate(socketOf(call), {
    ask: "inhibit",
    forMs,
    reason: reason || "maintenance is over",
    by: io.loginName?.() ?? "unknown",
  });
  const text = answer.inhibit
    ? inhibitText(answer.inhibit)
    : "there is no maintenance: shutdowns are begun as the verdicts say";
  io.stdout.write(`${printable(text)}\n`);
  return hecateExits.done.status;
};

function durationOf(word: string): number {
  // A bare number would be taken for seconds by one and for minutes by another.
  if (/^[\d.]+$/.test(word)) {
    throw new HirteError("bad-argument", `${word} of what? write the unit, as in 30min`);
  }
  const ms = msOf(word);
  if (ms > 0 && ms <= maxInhibitMs) return ms;
  throw new HirteError("bad-argument", `${word}: maintenance lasts 4h at most; it ends by itself`);
}

function msOf(word: string): number {
  try {
    return parseDurationMs(word);
  } catch {
    // Not in the words of the parser, which takes bare numbers.
    const text = `"${word}" is no duration, and not off: write numbers with s, min or h, as in 30min`;
    throw new HirteError("bad-argument", text);
  }
}
