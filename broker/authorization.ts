import { isLocalUser } from "../src/core/uid-proof.ts";
import { coordinatorUser } from "../src/protocol/power-names.ts";
import { canMatch, findTopic, type Party, type TopicRow, topics } from "../src/protocol/topics.ts";
import type { Principal } from "./principal.ts";

/** What somebody is about to do. */
export type Action =
  | { readonly kind: "publish" | "will"; readonly topic: string; readonly isRetained: boolean }
  | { readonly kind: "subscribe"; readonly filter: string };

/** What is to be done about it. `strip`: let it pass, but retain nothing. */
export type Verdict =
  | { readonly kind: "allow" }
  | { readonly kind: "strip" | "deny"; readonly reason: DenialReason };

/** Why, a sentence each for the log. */
export const denialReasons = {
  "too-long": "the topic is longer than any of hirte's",
  reserved: "topics that begin with $ are closed",
  "unknown-topic": "the topic is in no row of the topic table",
  "never-retained": "messages of this topic are never retained",
  "not-yours": "it may be published by somebody else alone",
  "not-for-you": "it can match nothing that this client may read",
  "not-a-will": "nobody may leave a will on this topic",
} as const;

/** Key of `denialReasons`. */
export type DenialReason = keyof typeof denialReasons;

/** Decides what clients may do; pure. */
export type Authorize = (principal: Principal, action: Action) => Verdict;

/** Decides what clients may be given; pure. */
export type MayRead = (principal: Principal, topic: string) => boolean;

const allow: Verdict = { kind: "allow" };
/** Longer than any topic or filter that can match one: six levels, unit names up to 255. */
const maxTopicLength = 1024;

/**
 * The topic table decides, and who asks. Whoever it is: nothing is published outside of it, nothing is
 * retained that its row does not retain (a retained command would be carried out by whoever comes
 * later), and wills are left only where its row says so (a will elsewhere is a command that waits
 * for a cable to be pulled). Whoever is proven publishes under its own name alone, whatever its role.
 */
export function authorizeByTable(principal: Principal, action: Action): Verdict {
  const topic = action.kind === "subscribe" ? action.filter : action.topic;
  if (topic.length > maxTopicLength) return { kind: "deny", reason: "too-long" };
  // Among them $SYS, where the broker speaks to itself, and $share, which it does not know.
  if (topic.startsWith("$")) return { kind: "deny", reason: "reserved" };
  if (action.kind === "subscribe") {
    if (mayReadAny(principal, topic)) return allow;
    return { kind: "deny", reason: "not-for-you" };
  }
  const found = findTopic(topic);
  if (!found) return { kind: "deny", reason: "unknown-topic" };
  const { row, params } = found;
  if (action.kind === "will" && !row.isWill) return { kind: "deny", reason: "not-a-will" };
  if (!isOneOf(row.publishers, principal, params)) return { kind: "deny", reason: "not-yours" };
  if (!action.isRetained || row.isRetained) return allow;
  return { kind: action.kind === "will" ? "deny" : "strip", reason: "never-retained" };
}

/** Whether somebody may be given what is published on a topic, by the readers of its row. */
export function mayReadByTable(principal: Principal, topic: string): boolean {
  if (isUnbounded(principal)) return true;
  const found = findTopic(topic);
  return found !== undefined && isOneOf(found.row.readers, principal, found.params);
}

/** `mayReadByTable` for messages that go to many readers, one message after the other. */
export function fastMayRead(): MayRead {
  let lastTopic: string | undefined;
  let found: ReturnType<typeof findTopic>;
  return (principal, topic) => {
    if (isUnbounded(principal)) return true;
    if (topic !== lastTopic) {
      found = findTopic(topic);
      lastTopic = topic;
    }
    return found !== undefined && isOneOf(found.row.readers, principal, found.params);
  };
}

/** Whether a filter can match anything that somebody may read. */
function mayReadAny(principal: Principal, filter: string): boolean {
  if (isUnbounded(principal)) return true;
  return Object.values<TopicRow>(topics).some((row) => {
    if (row.readers.includes("anyone") && canMatch(filter, row, {})) return true;
    const own = ownAmong(row.readers, principal);
    return own !== undefined && canMatch(filter, row, own);
  });
}

/** hirte itself, and everybody where nothing is to be proven. */
function isUnbounded({ role }: Principal): boolean {
  return role === "manager" || role === "unproven";
}

function isOneOf(
  parties: readonly Party[],
  principal: Principal,
  params: Readonly<Record<string, string>>,
): boolean {
  // Whoever has proven nothing cannot be told from others, but it is none of those who always prove who they are.
  const isForLocal = parties.includes("client") && isLocalUser(params["user"] ?? "");
  if (principal.role === "unproven" && isForLocal) return false;
  if (isUnbounded(principal) || parties.includes("anyone")) return true;
  const own = ownAmong(parties, principal);
  return own !== undefined && Object.entries(own).every(([name, value]) => params[name] === value);
}

/**
 * What a topic has to say for somebody to be one of these parties; undefined: it is none of them. Where a row does not
 * say whose it is, it would be everybody's: of the coordinator alone there is but one.
 */
function ownAmong(
  parties: readonly Party[],
  principal: Principal,
): Readonly<Record<string, string>> | undefined {
  switch (principal.role) {
    case "manager":
    case "unproven":
      return {};
    case "agent":
      return parties.includes("agent") ? { node: principal.node } : undefined;
    case "ups":
      return parties.includes("ups") ? { host: principal.host } : undefined;
    case "coordinator":
      if (parties.includes("coordinator")) return {};
      return parties.includes("client") ? { user: coordinatorUser } : undefined;
    case "viewer":
    case "operator":
    case "admin":
      // A name proves nothing: a user that is called so is not the coordinator, and nothing of its is this user's.
      if (principal.user === coordinatorUser) return undefined;
      return parties.includes("client") ? { user: principal.user } : undefined;
  }
}
