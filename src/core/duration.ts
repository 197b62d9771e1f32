import { HirteError } from "./errors.ts";

const unitsMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  sec: 1000,
  min: 60_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/**
 * Milliseconds of a duration as systemd writes them: `500ms`, `1min 30s`, `2h`; a bare number
 * counts in seconds (systemd.time(7)).
 * @throws HirteError `bad-argument`
 */
export function parseDurationMs(text: string): number {
  const trimmed = text.trim();
  if (/^\d+(\.\d+)?$/.test(trimmed)) return Math.round(Number(trimmed) * 1000);
  let totalMs = 0;
  let rest = trimmed;
  while (rest !== "") {
    const part = /^(\d+(?:\.\d+)?)\s*([a-z]+)\s*/.exec(rest);
    const unitMs =
      part && Object.hasOwn(unitsMs, part[2] ?? "") ? unitsMs[part[2] ?? ""] : undefined;
    if (!part || unitMs === undefined) {
      throw new HirteError(
        "bad-argument",
        `"${text}" is not a duration: write a number of seconds, or numbers with ms, s, min, h or d, as in "1min 30s"`,
      );
    }
    totalMs += Number(part[1]) * unitMs;
    rest = rest.slice(part[0].length);
  }
  if (trimmed === "") throw new HirteError("bad-argument", "a duration is missing");
  return Math.round(totalMs);
}

/** A duration for people: `now` below a second, then `2s`, `3min`, `4h`, `5d`. */
export function formatAge(ageMs: number): string {
  if (ageMs < 1000) return "now";
  if (ageMs < 60_000) return `${Math.floor(ageMs / 1000)}s ago`;
  if (ageMs < 3_600_000) return `${Math.floor(ageMs / 60_000)}min ago`;
  if (ageMs < 86_400_000) return `${Math.floor(ageMs / 3_600_000)}h ago`;
  return `${Math.floor(ageMs / 86_400_000)}d ago`;
}

/** A duration for messages: `250 ms`, `30 s`, `15 min`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 120_000) return `${Number((ms / 1000).toFixed(1))} s`;
  return `${Number((ms / 60_000).toFixed(1))} min`;
}
