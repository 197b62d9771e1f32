import { type ErrorCode, HirteError } from "../core/errors.ts";

const standard = "org.freedesktop.DBus.Error";

/** Names of errors that D-Bus itself defines, and sd-bus beside it. */
export const busErrors = {
  accessDenied: `${standard}.AccessDenied`,
  failed: `${standard}.Failed`,
  fileNotFound: `${standard}.FileNotFound`,
  invalidArgs: `${standard}.InvalidArgs`,
  limitsExceeded: `${standard}.LimitsExceeded`,
  noReply: `${standard}.NoReply`,
  noServer: `${standard}.NoServer`,
  notSupported: `${standard}.NotSupported`,
  propertyReadOnly: `${standard}.PropertyReadOnly`,
  timeout: `${standard}.Timeout`,
  unknownInterface: `${standard}.UnknownInterface`,
  unknownMethod: `${standard}.UnknownMethod`,
  unknownObject: `${standard}.UnknownObject`,
  unknownProperty: `${standard}.UnknownProperty`,
} as const;

/** An error to be answered to a caller on the bus, under this D-Bus name. */
export function busError(
  name: string,
  message: string,
  rest: { readonly code?: ErrorCode; readonly cause?: unknown } = {},
): HirteError {
  const { code = "bad-request", cause } = rest;
  return new HirteError(code, message, { details: { dbusName: name }, cause });
}
