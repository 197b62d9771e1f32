import { HirteError } from "../src/core/errors.ts";
import { isLocalRoot, isLocalUser } from "../src/core/uid-proof.ts";
import type { UserRole } from "../src/protocol/generated/schemas.ts";
import { coordinatorUser } from "../src/protocol/power-names.ts";
import { managerNode } from "../src/protocol/topics.ts";
import type { VerbName } from "../src/protocol/verbs.ts";
import { matchesAny } from "../src/units/unit-name.ts";
import type { KnownVerb } from "./request-parts.ts";

/** What a user may do. */
export interface Rights {
  readonly role: UserRole;
  /** Names and globs of nodes and units; `*` among them: all. An admin has all. */
  readonly nodes: readonly string[];
  readonly units: readonly string[];
}

/** Says what a user may do; undefined: there is no such user. */
export type RightsOf = (user: string) => Rights | undefined;

/** What somebody asks for. */
export interface Errand {
  readonly user: string;
  readonly node: string;
  readonly verb: Pick<KnownVerb, "name" | "kind" | "needs">;
  readonly unit?: string | undefined;
  /** What else the request says. */
  readonly args?: Readonly<Record<string, unknown>>;
}

/** Stands for all nodes, or all units. */
export const all: readonly string[] = ["*"];

/** Under this name hirte asks itself: the D-Bus interface, for what it shows. */
export const ownUser = "hirte";
/** Names of those who call on the D-Bus interface end so; no user's does. */
const busSuffix = "@bus";
const longestName = 63;

/** Roles, each of which may do what those before it may. */
const order: readonly UserRole[] = ["viewer", "operator", "admin"];

/** Verbs that name a unit, and yet concern more than that unit: the whole node. */
const wholeNode: ReadonlySet<VerbName> = new Set<VerbName>([
  // What is booted into decides about all units.
  "set-default",
  // A command may do anything on the node, whatever its own unit is called.
  "run",
]);

/**
 * Why something is not allowed; undefined: it is. Pure.
 *
 * A viewer asks and reads logs; an operator also acts, where its patterns say so; an admin does everything.
 */
export function refusalOf(rights: Rights | undefined, errand: Errand): HirteError | undefined {
  const { user, node, verb, unit } = errand;
  if (!rights) return denied(`${verb.name}: hirte has no user ${user}`, errand);
  if (!isAtLeast(rights.role, verb.needs)) {
    const text = `${verb.name} needs the role ${verb.needs}, and user ${user} is ${rights.role}`;
    return denied(text, errand);
  }
  if (rights.role === "admin" || node === managerNode) return undefined;
  const who = `user ${user} (${rights.role})`;
  if (!matchesAny(rights.nodes)(node)) {
    return denied(
      `${verb.name} on ${node}: ${who} may only do so on ${list(rights.nodes)}`,
      errand,
    );
  }
  if (verb.kind === "query" || verb.kind === "stream") return undefined;
  const reach = reachOf(errand);
  if (rights.units.includes("*") || (reach === "unit" && matchesAny(rights.units)(unit ?? ""))) {
    return undefined;
  }
  const what =
    reach === "unit" ? `${verb.name} ${unit}` : `${verb.name}, which concerns all units,`;
  return denied(`${what} on ${node}: ${who} may only act on ${list(rights.units)}`, errand);
}

/**
 * Why a request that names a run of the coordinator's is refused; undefined: it is not. Nodes keep the highest run they
 * have obeyed, and refuse what is of one before: a number of anybody else's could have them refuse a shutdown. Where
 * nobody proves who it is, the name is believed in this as in all else.
 */
export function refusalOfRun(errand: Errand): HirteError | undefined {
  const { user, verb, args } = errand;
  if (args?.["run"] === undefined || user === coordinatorUser) return undefined;
  const text = `${verb.name}: runs are numbered by the coordinator of power alone, and user ${user} is not it`;
  return denied(text, errand);
}

/** Whether a role may do what another may. */
export function isAtLeast(role: UserRole, needed: UserRole): boolean {
  return order.indexOf(role) >= order.indexOf(needed);
}

/**
 * Those who ask within the process: the D-Bus interface itself, and, under their own names, those who call on
 * it, as far as the bus lets them (systemd/org.eclipse.bluechi.conf: root and the group hirte-operators).
 */
export function rightsWithin(user: string): Rights | undefined {
  if (user === ownUser) return { role: "viewer", nodes: all, units: all };
  return user.endsWith(busSuffix) ? { role: "operator", nodes: all, units: all } : undefined;
}

/**
 * Users of this machine that come by the operators' socket: root may do everything, the others, whom the socket's
 * group lets in, what an operator may. `rule`: what the user of hirte with the same login name may do; beyond that
 * they may do nothing, and it gives them nothing either, as it may be somebody else's.
 */
export function rightsOfLocal(user: string, rule: Rights | undefined): Rights | undefined {
  if (!isLocalUser(user)) return undefined;
  if (isLocalRoot(user)) return { role: "admin", nodes: all, units: all };
  if (!rule || rule.role === "admin") return { role: "operator", nodes: all, units: all };
  return { role: rule.role, nodes: rule.nodes, units: rule.units };
}

/** The coordinator may have done what an operator may, on all nodes and units: whole machines are stopped by it. */
export const rightsOfCoordinator: Rights = { role: "operator", nodes: all, units: all };

/** Whether users of hirte cannot have this name. */
export function isReserved(user: string): boolean {
  return rightsWithin(user) !== undefined || isLocalUser(user) || user === coordinatorUser;
}

/** Whom somebody who calls on the bus asks as: not the user of hirte of the same name. */
export function busUserOf(loginName: string, uid: number): string {
  const name = `${loginName}${busSuffix}`;
  return name.length <= longestName ? name : `uid-${uid}${busSuffix}`;
}

function reachOf({ verb, unit, args }: Errand): "unit" | "node" {
  // Isolating stops all that is not needed.
  if (unit === undefined || wholeNode.has(verb.name) || args?.["mode"] === "isolate") return "node";
  return "unit";
}

function list(patterns: readonly string[]): string {
  const shown = patterns.slice(0, 10).join(", ");
  return patterns.length > 10 ? `${shown} and ${patterns.length - 10} more` : shown;
}

function denied(message: string, { user, node, verb, unit }: Errand): HirteError {
  const details = { user, node, verb: verb.name, ...(unit === undefined ? {} : { unit }) };
  return new HirteError("denied", message, { details });
}
