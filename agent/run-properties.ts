import { parseDurationMs } from "../src/core/duration.ts";
import { HirteError } from "../src/core/errors.ts";
import { Variant } from "../src/dbus/codec.ts";

/** A property on the bus. */
export type BusProperty = readonly [string, Variant];

type Reader = (name: string, text: string) => BusProperty;

const text: Reader = (name, value) => [name, new Variant("s", value)];
const yesOrNo: Reader = (name, value) => {
  const isYes = /^(yes|true|on|1)$/.test(value);
  if (!isYes && !/^(no|false|off|0)$/.test(value)) throw unfit(name, value, "yes or no");
  return [name, new Variant("b", isYes)];
};
const number =
  (signature: "i" | "t", least: number, most: number): Reader =>
  (name, value) => {
    const read = Number(value);
    if (!/^-?\d+$/.test(value) || read < least || read > most) {
      throw unfit(name, value, `a whole number from ${least} to ${most}`);
    }
    return [name, new Variant(signature, signature === "t" ? BigInt(value) : read)];
  };
const duration =
  (busName: string): Reader =>
  (name, value) => {
    // systemd.time(7): a number alone is seconds.
    const written = /^\d+$/.test(value) ? `${value}s` : value;
    try {
      return [busName, new Variant("t", BigInt(Math.round(parseDurationMs(written))) * 1000n)];
    } catch (cause) {
      throw unfit(name, value, "a duration, as 10s or 1min", cause);
    }
  };

const infinity = 2n ** 64n - 1n;
const powers = ["", "K", "M", "G", "T", "P"];
const size: Reader = (name, value) => {
  if (value === "infinity") return [name, new Variant("t", infinity)];
  const [, digits, unit] = /^(\d{1,15})([KMGTP]?)$/.exec(value) ?? [];
  if (digits === undefined || unit === undefined) throw unfit(name, value, "a size, as 64M");
  const bytes = BigInt(digits) * 1024n ** BigInt(powers.indexOf(unit));
  if (bytes >= infinity) throw unfit(name, value, "a size, as 64M");
  return [name, new Variant("t", bytes)];
};
const quota: Reader = (name, value) => {
  const [, percent] = /^(\d{1,7})%$/.exec(value) ?? [];
  if (percent === undefined) throw unfit(name, value, "a share, as 50%");
  return ["CPUQuotaPerSecUSec", new Variant("t", BigInt(percent) * 10_000n)];
};
const tasks: Reader = (name, value) =>
  value === "infinity"
    ? [name, new Variant("t", infinity)]
    : number("t", 1, Number.MAX_SAFE_INTEGER)(name, value);

/** Properties of systemd.exec(5), systemd.service(5) and systemd.resource-control(5) by their names there. */
const readers: Readonly<Record<string, Reader>> = {
  CPUQuota: quota,
  CPUWeight: number("t", 1, 10_000),
  DynamicUser: yesOrNo,
  Group: text,
  IOWeight: number("t", 1, 10_000),
  LimitNOFILE: number("t", 1, 1_073_741_816),
  MemoryHigh: size,
  MemoryMax: size,
  MemorySwapMax: size,
  Nice: number("i", -20, 19),
  NoNewPrivileges: yesOrNo,
  OOMScoreAdjust: number("i", -1000, 1000),
  PrivateDevices: yesOrNo,
  PrivateNetwork: yesOrNo,
  PrivateTmp: yesOrNo,
  ProtectHome: text,
  ProtectSystem: text,
  RuntimeMaxSec: duration("RuntimeMaxUSec"),
  Slice: text,
  SyslogIdentifier: text,
  TasksMax: tasks,
  TimeoutStopSec: duration("TimeoutStopUSec"),
};

/** Names of the properties that `run` takes. */
export const runPropertyNames: readonly string[] = Object.keys(readers);

/** `NAME=VALUE` as it is said on the bus. @throws HirteError `bad-request` */
export function busPropertyOf(assignment: string): BusProperty {
  const at = assignment.indexOf("=");
  const name = assignment.slice(0, at);
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (!reader) {
    throw new HirteError(
      "bad-request",
      `${name} is not a property that run takes: ${runPropertyNames.join(", ")}`,
    );
  }
  return reader(name, assignment.slice(at + 1));
}

function unfit(name: string, value: string, wanted: string, cause?: unknown): HirteError {
  return new HirteError("bad-request", `${name}=${value}: ${wanted} is needed`, { cause });
}
