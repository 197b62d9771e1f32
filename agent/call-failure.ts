import { type HirteError, isHirteError, messageOf } from "../src/core/errors.ts";
import type { Problem } from "../src/protocol/generated/schemas.ts";
import { type Call, nameOfCall } from "./call.ts";

/** What a call to systemd that failed means. */
export type CallFailure =
  /** It never left. */
  | { readonly kind: "not-sent"; readonly detail: string }
  /** Nobody knows what it did. */
  | { readonly kind: "unanswered"; readonly detail: string }
  /** Nothing was begun. */
  | { readonly kind: "refused"; readonly problem: Problem };

/** Whether a call that left and failed so may have been carried out. */
export function isUnknown(error: unknown): error is HirteError {
  return isHirteError(error, "dbus-gone", "deadline");
}

/** Reads the error of a call; `hasLeft`: it was on its way to systemd. */
export function failureOf(
  error: unknown,
  call: Pick<Call, "verb" | "unit">,
  hasLeft = true,
): CallFailure {
  const text = messageOf(error);
  if (isHirteError(error, "not-sent")) {
    return { kind: "not-sent", detail: `systemd was not called: ${text}` };
  }
  if (hasLeft && isUnknown(error)) {
    return { kind: "unanswered", detail: `systemd was called and did not answer: ${text}` };
  }
  const code = isHirteError(error) ? error.code : "dbus-error";
  const name = `${nameOfCall(call)}: `;
  const message = text.startsWith(name) ? text : name + text;
  return { kind: "refused", problem: { code, message } };
}
