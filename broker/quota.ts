import { coordinatorUser } from "../src/protocol/power-names.ts";
import type { Principal } from "./principal.ts";
import { ownUser } from "./rights.ts";

/** What somebody can have too much of, and the sentence that the log says of it. */
export const quotaKinds = {
  connections: "has as many connections as it may",
  connects: "connects more often than it may",
  handshakes: "begins TLS handshakes more often than it may",
  packets: "sends more than its turn",
  subscriptions: "has as many subscriptions as it may",
  retained: "has as much retained as it may",
  queue: "leaves more unread than it may",
  jobs: "has as many open jobs as it may",
  requests: "has as many requests waiting as it may",
  units: "has as many units as a node may",
  hellos: "says hello more often than an agent does",
} as const satisfies Readonly<Record<string, string>>;

/** Key of `quotaKinds`. */
export type QuotaKind = keyof typeof quotaKinds;

/**
 * Whom nothing of this concerns: hirte itself, and whoever shuts machines down while the power lasts. The
 * one place that says so.
 */
const unboundedRoles: ReadonlySet<string> = new Set(["manager", "coordinator"]);

/** Under which names they ask, where it is proven who asks. */
const unboundedUsers: ReadonlySet<string> = new Set([ownUser, coordinatorUser]);

/** Whether a role is bound by no quota. */
export function isUnbounded(role: Principal["role"] | undefined): boolean {
  return role !== undefined && unboundedRoles.has(role);
}

/** Whether who asks under this name is bound by no quota; where it is proven who asks. */
export function isUnboundedUser(user: string): boolean {
  return unboundedUsers.has(user);
}

/**
 * In whose name somebody's share is counted; undefined: it is not bound. Where nothing is proven this is the address,
 * and at that address the node or the user that somebody claims to be: whoever lies about that has other shares, and
 * takes none of those at other addresses.
 */
export function shareNameOf(
  principal: Principal,
  where: { readonly host: string; readonly node: string | undefined },
): string | undefined {
  if (isUnbounded(principal.role)) return undefined;
  switch (principal.role) {
    case "agent":
      return `node ${principal.node}`;
    case "ups":
      return `ups ${principal.host}`;
    case "unproven":
      if (where.node !== undefined) return `node ${where.node} at ${where.host}`;
      if (principal.user !== undefined) return `user ${principal.user} at ${where.host}`;
      return `address ${where.host}`;
    case "manager":
    case "coordinator":
      return undefined;
    case "viewer":
    case "operator":
    case "admin":
      return `user ${principal.user}`;
  }
}
