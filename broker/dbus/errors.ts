import { type ErrorCode, HirteError, isHirteError } from "../../src/core/errors.ts";
import { busErrors } from "../../src/dbus/bus-error.ts";
import type { Problem } from "../../src/protocol/generated/schemas.ts";
import { bluechiErrors } from "./names.ts";

/** Under which name a failure is told on the bus; what stands here in no row is told as Failed. */
const names: Readonly<Record<string, string>> = {
  "bad-argument": busErrors.invalidArgs,
  "bad-request": busErrors.invalidArgs,
  "bad-topic": busErrors.invalidArgs,
  "bad-message": busErrors.invalidArgs,
  busy: busErrors.limitsExceeded,
  deadline: busErrors.timeout,
  denied: busErrors.accessDenied,
  expired: busErrors.timeout,
  "no-such-job": busErrors.unknownObject,
  "no-such-node": busErrors.unknownObject,
  "no-such-property": busErrors.unknownProperty,
  "no-such-unit": "org.freedesktop.systemd1.NoSuchUnit",
  "node-offline": bluechiErrors.offline,
  "node-unreachable": bluechiErrors.offline,
  "not-reachable": busErrors.noServer,
  "outcome-unknown": busErrors.noReply,
  lost: busErrors.noReply,
  "unit-masked": "org.freedesktop.systemd1.UnitMasked",
  "unknown-verb": busErrors.notSupported,
} satisfies Partial<Record<ErrorCode, string>>;

/** A failure of hirte's as an error of the bus. What has a D-Bus name already keeps it. */
export function toBusError(error: unknown): unknown {
  if (!isHirteError(error) || error.details["dbusName"] !== undefined) return error;
  return named(error.code, error.message, error);
}

/** What a job says of why it could not be done, as an error of the bus. */
export function problemToBusError({ code, message }: Problem): HirteError {
  return named(code, message);
}

function named(code: string, message: string, cause?: HirteError): HirteError {
  const dbusName = Object.hasOwn(names, code) ? names[code] : busErrors.failed;
  return new HirteError(cause?.code ?? "dbus-error", message, {
    details: { ...cause?.details, dbusName },
    cause,
  });
}
