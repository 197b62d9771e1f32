import { findTopic } from "../src/protocol/topics.ts";
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
  "not-a-will": "nobody may leave a will on this topic",
} as const;

/** Key of `denialReasons`. */
export type DenialReason = keyof typeof denialReasons;

/** Decides what clients may do; pure. */
export type Authorize = (principal: Principal, action: Action) => Verdict;

const allow: Verdict = { kind: "allow" };
/** Longer than any topic or filter that can match one: six levels, unit names up to 255. */
const maxTopicLength = 1024;

/**
 * The topic table alone decides, whoever asks: nothing is published outside of it, nothing is
 * retained that its row does not retain (a retained command would be carried out by whoever comes
 * later), and wills are left only where its row says so (a will elsewhere is a command that waits
 * for a cable to be pulled).
 */
export function authorizeByTable(_principal: Principal, action: Action): Verdict {
  const topic = action.kind === "subscribe" ? action.filter : action.topic;
  if (topic.length > maxTopicLength) return { kind: "deny", reason: "too-long" };
  // Among them $SYS, where the broker speaks to itself, and $share, which it does not know.
  if (topic.startsWith("$")) return { kind: "deny", reason: "reserved" };
  if (action.kind === "subscribe") return allow;
  const row = findTopic(topic)?.row;
  if (!row) return { kind: "deny", reason: "unknown-topic" };
  if (action.kind === "will" && !row.isWill) return { kind: "deny", reason: "not-a-will" };
  if (!action.isRetained || row.isRetained) return allow;
  return { kind: action.kind === "will" ? "deny" : "strip", reason: "never-retained" };
}
