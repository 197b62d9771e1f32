import pino from "pino";

/** The logger every part is given; one of pino's is one. */
export interface Log {
  /** Name of the least level that is written. */
  level: string;
  readonly debug: WriteLog;
  readonly info: WriteLog;
  readonly warn: WriteLog;
  readonly error: WriteLog;
}

/** An object first, a constant sentence second. */
interface WriteLog {
  (facts: object, sentence: string): void;
  (sentence: string): void;
}

/** Levels as the configuration writes them (LogLevel=). */
export type LogLevel = "debug" | "info" | "warn" | "error";

/** syslog priorities, as sd-daemon(3) reads them from the head of a line. */
const priorities: Readonly<Record<number, string>> = {
  10: "<7>",
  20: "<7>",
  30: "<6>",
  40: "<4>",
  50: "<3>",
  60: "<2>",
};

/**
 * A logger for a daemon. `journald`: one line a record on standard error, priority first, the sentence,
 * then its facts as key=value, so that `journalctl -u hirte` reads well and `-p` filters. `json`:
 * pino's own lines. `stderr`: as journald, without priorities, with the time.
 */
export function createLog(options: {
  readonly level: LogLevel;
  readonly target: "journald" | "stderr" | "json";
  readonly write?: (line: string) => void;
}): Log {
  const write = options.write ?? ((line: string) => void process.stderr.write(line));
  const settings = { level: options.level, base: null, serializers: { error: describeError } };
  if (options.target === "json") return pino(settings, { write });
  const isJournald = options.target === "journald";
  return pino(settings, { write: (json: string) => write(humanLine(json, isJournald)) });
}

/** A logger that says nothing, for tests and tools. */
export function silentLog(): Log {
  return pino({ level: "silent" });
}

function humanLine(json: string, isJournald: boolean): string {
  const { level, time, msg, ...facts } = JSON.parse(json) as Record<string, unknown>;
  const head = isJournald
    ? (priorities[Number(level)] ?? "<6>")
    : `${new Date(Number(time)).toISOString()} ${pino.levels.labels[Number(level)] ?? level} `;
  const tail = Object.entries(facts)
    .map(
      ([key, value]) =>
        `${key}=${typeof value === "string" && /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value)}`,
    )
    .join(" ");
  return `${head}${onOneLine(`${String(msg ?? "")}${tail === "" ? "" : ` ${tail}`}`)}\n`;
}

/** What others name must not begin a line of its own, nor speak to a terminal. */
function onOneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return text.replace(/[\0-\x1f\x7f-\x9f\u2028\u2029]/g, (c) => {
    return `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = "code" in error ? ` (${String(error.code)})` : "";
  return `${error.message}${code}${error.cause instanceof Error ? `: ${error.cause.message}` : ""}`;
}
