import { formatDuration } from "../../src/core/duration.ts";

/** Seconds, to the second. */
export function seconds(s: number): string {
  return `${Math.round(s)} s`;
}

/** As formatDuration, and hours and days where they say more. */
export function spanText(ms: number): string {
  if (ms < 120_000) return formatDuration(Math.max(1, Math.round(ms / 1000)) * 1000);
  if (ms < 2 * 3_600_000) return `${Math.round(ms / 60_000)} min`;
  if (ms < 48 * 3_600_000) return `${Number((ms / 3_600_000).toFixed(1))} h`;
  return `${Math.round(ms / 86_400_000)} d`;
}
