import { parseDurationMs } from "../core/duration.ts";

/**
 * Milliseconds of a duration as hecate.yaml has them: every number carries its unit, for `30` could be seconds
 * or minutes. NaN where the text is none.
 */
export function durationMsOf(text: string): number {
  if (/^[\d.]*$/.test(text)) return Number.NaN;
  try {
    return parseDurationMs(text);
  } catch {
    return Number.NaN;
  }
}

/** The number in `50%`. */
export function percentOf(text: string): number {
  return Number(text.replace(/%$/, ""));
}
