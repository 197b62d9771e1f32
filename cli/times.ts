import { parseDurationMs } from "../src/core/duration.ts";
import { HirteError } from "../src/core/errors.ts";

const dayAndTime =
  /^(?:(\d{4})-(\d{2})-(\d{2}))?(?:(?<=\d)[T ]+)?(?:(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?( ?(?:Z|UTC))?$/;
const dayWords: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 };

/**
 * A moment as people write it, on the clock of this machine, in milliseconds: `2026-01-31 10:00`, `10:00`,
 * `today`, `-1h`, `1h ago`, `@1767225600`; the forms of systemd.time(7) that are used most.
 * @throws HirteError `bad-argument`
 */
export function parseTime(text: string, nowMs: number): number {
  const trimmed = text.trim();
  if (trimmed === "now") return nowMs;
  const days = Object.hasOwn(dayWords, trimmed) ? dayWords[trimmed] : undefined;
  if (days !== undefined) {
    const day = new Date(nowMs);
    return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days).getTime();
  }
  const [, seconds] = /^@(\d{1,11})(?:\.\d+)?$/.exec(trimmed) ?? [];
  if (seconds !== undefined) return Number(seconds) * 1000;
  const [, before, ago] = /^-(.+)$|^(.+) ago$/.exec(trimmed) ?? [];
  const duration = before ?? ago;
  if (duration !== undefined) return Math.max(0, nowMs - parseDurationMs(duration));
  return dateOf(trimmed, nowMs) ?? fail(text);
}

/** A moment as tables show it, on the clock of this machine. */
export function formatTime(ms: number): string {
  const at = new Date(ms);
  const two = (number: number) => String(number).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

function dateOf(text: string, nowMs: number): number | undefined {
  const found = dayAndTime.exec(text);
  if (!found || text === "") return undefined;
  const [, year, month, day, hours, minutes, seconds, zone] = found;
  if (year === undefined && hours === undefined) return undefined;
  const now = new Date(nowMs);
  const date = [
    Number(year ?? now.getFullYear()),
    Number(month ?? now.getMonth() + 1) - 1,
    Number(day ?? now.getDate()),
  ] as const;
  const time = [Number(hours ?? 0), Number(minutes ?? 0), Number(seconds ?? 0)] as const;
  const at = new Date(zone === undefined ? new Date(...date, ...time) : Date.UTC(...date, ...time));
  // 2026-02-31 is no day, and 25:00 no time.
  const shown =
    zone === undefined ? [at.getMonth(), at.getDate()] : [at.getUTCMonth(), at.getUTCDate()];
  const isReal = shown[0] === date[1] && shown[1] === date[2];
  return isReal && time[0] < 24 && time[1] < 60 && time[2] < 60 ? at.getTime() : undefined;
}

function fail(text: string): never {
  throw new HirteError(
    "bad-argument",
    `"${text}" is no time: write YYYY-MM-DD HH:MM:SS or a part of it, today, yesterday, now, -1h, "1h ago" or @SECONDS`,
  );
}
