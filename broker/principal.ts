import type { UserRole } from "../src/protocol/generated/schemas.ts";

/** Roles of people and of programs that act for them, each may do what the one before may. */
export type { UserRole } from "../src/protocol/generated/schemas.ts";

/** Who somebody is, as far as that is proven. */
export type Principal =
  /** hirte itself: the manager and the D-Bus interface, which connect from within the process. */
  | { readonly role: "manager" }
  /** The agent of this node. */
  | { readonly role: "agent"; readonly node: string }
  /** Whoever reads the UPSes of this host: hecate, by the certificate of the node that it runs on. */
  | { readonly role: "ups"; readonly host: string }
  /** The one that decides about the power: hecate on the node that PowerCoordinator= names. */
  | { readonly role: "coordinator"; readonly node: string }
  /** A user of hirte. */
  | { readonly role: UserRole; readonly user: string }
  /** Nothing is proven, and nothing is asked to be: whoever it says it is. */
  | { readonly role: "unproven"; readonly user?: string };

/** How a connection came in. */
export interface Peer {
  /** Address and port, for the log; of one at the operators' socket, which number it has. */
  readonly address: string;
  readonly via: "in-process" | "plain" | "tls" | "socket" | "websocket";
  /** Who it is by its transport alone; absent: that is for CONNECT to say. */
  readonly proven?: Principal;
}

/** Whether two are one and the same, as far as anything is proven. */
export function isSamePrincipal(one: Principal, other: Principal): boolean {
  return nameOf(one) === nameOf(other);
}

function nameOf(principal: Principal): string {
  switch (principal.role) {
    case "manager":
    case "unproven":
      return principal.role;
    case "agent":
      return `agent ${principal.node}`;
    case "ups":
      return `ups ${principal.host}`;
    case "coordinator":
      return `coordinator ${principal.node}`;
    case "viewer":
    case "operator":
    case "admin":
      return `user ${principal.user}`;
  }
}
