import { createHash } from "node:crypto";
import { HirteError } from "../src/core/errors.ts";
import type { Request } from "../src/protocol/generated/schemas.ts";

/**
 * Which request a change belongs to: who asked, its id, and a hash of what it asked for. One that was carried out
 * is not carried out again.
 */
export type RequestKey = string;

/** A copy may say its times anew. */
const times = ["startBy", "endBy", "startWithinMs", "endWithinMs"] as const;
/** Keys are written down: nobody is to try passwords on them. */
const secrets = ["password", "oldPassword"] as const;
const leftOut: ReadonlySet<string> = new Set<string>([...times, ...secrets]);

/** The key of a request, in which its times do not count, and passwords neither. */
export function requestKeyOf(
  { user, verb }: { readonly user: string; readonly verb: string },
  request: Request,
): RequestKey {
  const asked = Object.entries(request)
    .filter(([name]) => !leftOut.has(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash("sha256")
    .update(JSON.stringify([verb, asked]))
    .digest("base64url");
  return `${user} ${request.id} ${hash}`;
}

/**
 * Whether a request is one of those that were carried out.
 * @throws HirteError `id-in-use`: one was, under this id of this user, that asked for something else
 */
export function isAmong(served: readonly RequestKey[], key: RequestKey): boolean {
  if (served.includes(key)) return true;
  const [user = "", id = ""] = key.split(" ", 2);
  const name = `${user} ${id}`;
  // Those that earlier versions have kept are names alone: of what was asked for, nothing is known.
  if (served.some((one) => one === name || one.startsWith(`${name} `))) {
    throw new HirteError(
      "id-in-use",
      `id ${id} belongs to another request that was carried out: nothing was done; use a new id for each`,
    );
  }
  return false;
}
