import type { NodeState, Problem, StreamMessage } from "../protocol/generated/schemas.ts";

/** How much a reader takes in advance, where nothing else is said. */
export const defaultWindowBytes = 256 * 1024;
/** A credit goes out after this long at the latest. */
export const creditMs = 2000;
/** How often `time` is to be told. */
export const tickMs = 500;
/** Silence of an agent that is there, after which it does not know the stream any more. */
const silenceMs = 10_000;
/** The same when there is reason to think so: a new session, a broken connection, a sleep of our own. */
const suspiciousSilenceMs = 5000;

/** What the reader of a stream knows. Times are milliseconds on a monotonic clock. */
export interface ReadingState {
  /** Number of the next message. */
  readonly next: number;
  readonly windowBytes: number;
  /** Arrived, and not read yet. */
  readonly unreadBytes: number;
  /** Read since the last credit. */
  readonly readBytes: number;
  readonly instance?: string;
  /** Another agent may go on with the stream; what the one before had read and not sent is missing then. */
  readonly isLasting: boolean;
  /** Agents that went: their late messages count for nothing. */
  readonly former: readonly string[];
  readonly creditAtMs: number;
  readonly tickedAtMs: number;
  /** From when on the agent's silence counts, and how long it may last. */
  readonly quietSinceMs: number;
  readonly silenceMs: number;
  readonly isLinkUp: boolean;
  readonly node: "online" | "away" | "unknown";
  readonly session?: number;
  /** Since when the agent cannot be heard. */
  readonly awaySinceMs?: number;
  /** How long it may be away. Absent: for ever. */
  readonly patienceMs?: number;
  readonly isOver: boolean;
}

/** What happens to a reader. */
export type ReadingInput = { readonly atMs: number } & (
  | { readonly kind: "message"; readonly message: StreamMessage }
  /** The reader's own reader has taken so much. */
  | { readonly kind: "read"; readonly bytes: number }
  | { readonly kind: "link"; readonly isUp: boolean }
  /** The node as it is to be believed; undefined: nobody says. */
  | { readonly kind: "node"; readonly node: Pick<NodeState, "state" | "session"> | undefined }
  /** The manager has taken the node off: nothing it says counts any more. */
  | { readonly kind: "taken-off" }
  | { readonly kind: "time" }
);

/** What is to be done about it. */
export type ReadingEffect =
  | { readonly kind: "credit"; readonly ack: number; readonly windowBytes: number }
  | { readonly kind: "deliver"; readonly message: StreamMessage }
  /** The last message was delivered, or the reader has no more patience. */
  | { readonly kind: "end"; readonly problem?: Problem }
  /** The agent does not know the stream any more. */
  | { readonly kind: "lost" }
  /** Another agent goes on with it: something may be missing here. */
  | { readonly kind: "gap" }
  | { readonly kind: "waiting"; readonly for: "node" | "hirte" }
  | { readonly kind: "going-on" };

interface Step {
  readonly state: ReadingState;
  readonly effects: readonly ReadingEffect[];
}

/** A reader whose stream has just been opened, over a connection that is up. */
export function beginReading(options: {
  readonly atMs: number;
  readonly windowBytes?: number;
  readonly patienceMs?: number;
  readonly isLasting?: boolean;
}): ReadingState {
  const { atMs, windowBytes = defaultWindowBytes, patienceMs, isLasting = false } = options;
  return {
    next: 0,
    windowBytes,
    unreadBytes: 0,
    readBytes: 0,
    isLasting,
    former: [],
    creditAtMs: atMs,
    tickedAtMs: atMs,
    quietSinceMs: atMs,
    silenceMs,
    isLinkUp: true,
    node: "unknown",
    ...(patienceMs === undefined ? {} : { patienceMs }),
    isOver: false,
  };
}

/** The credit that begins, or goes on with, the flow. */
export function creditOf(state: ReadingState): Extract<ReadingEffect, { kind: "credit" }> {
  const windowBytes = Math.max(0, state.windowBytes - state.unreadBytes);
  return { kind: "credit", ack: state.next, windowBytes };
}

/** Reading in one step: messages in their order, each once; credits as the reader's own reader gets on. */
export function stepReading(state: ReadingState, input: ReadingInput): Step {
  if (state.isOver) return { state, effects: [] };
  switch (input.kind) {
    case "message":
      return onMessage(state, input.message, input.atMs);
    case "read": {
      const { bytes, atMs } = input;
      const readBytes = state.readBytes + bytes;
      const after = { ...state, unreadBytes: state.unreadBytes - bytes, readBytes };
      return readBytes >= state.windowBytes / 4
        ? credit(after, atMs)
        : { state: after, effects: [] };
    }
    case "link":
      if (input.isUp === state.isLinkUp) return { state, effects: [] };
      return look({ ...state, isLinkUp: input.isUp }, state, input.atMs);
    case "node": {
      const node = !input.node ? "unknown" : input.node.state === "online" ? "online" : "away";
      const session = input.node?.session ?? state.session;
      const after = { ...state, node, ...(session === undefined ? {} : { session }) } as const;
      return look(after, state, input.atMs);
    }
    case "taken-off": {
      const problem = { code: "no-such-node", message: "the node was taken off" } as const;
      return { state: { ...state, isOver: true }, effects: [{ kind: "end", problem }] };
    }
    case "time":
      return onTime(state, input.atMs);
  }
}

function onMessage(before: ReadingState, message: StreamMessage, atMs: number): Step {
  const { instance, seq, kind, size = 0, problem } = message;
  if (before.former.includes(instance)) return { state: before, effects: [] };
  if (before.instance !== undefined && before.instance !== instance) {
    return before.isLasting ? goOn(before, before.instance, message, atMs) : lost(before);
  }
  const state = { ...before, instance, quietSinceMs: atMs, silenceMs };
  // Of what was sent again only the next one is news; what lies behind a gap comes again.
  if (kind === "alive" || seq !== state.next) return { state, effects: [] };
  const after = { ...state, next: seq + 1, unreadBytes: state.unreadBytes + size };
  if (kind === "data") return { state: after, effects: [{ kind: "deliver", message }] };
  return {
    state: { ...after, isOver: true },
    effects: [creditOf(after), { kind: "end", ...(problem ? { problem } : {}) }],
  };
}

/** Another agent has taken the stream up, and begins with the first number. */
function goOn(before: ReadingState, former: string, message: StreamMessage, atMs: number): Step {
  const { instance: _, ...rest } = before;
  const next = { ...rest, next: 0, former: [...before.former, former] };
  const { state, effects } = onMessage(next, message, atMs);
  const { state: told, effects: credits } = credit(state, atMs);
  return { state: told, effects: [{ kind: "gap" }, ...effects, ...credits] };
}

function onTime(before: ReadingState, atMs: number): Step {
  // Stopped, or without a processor for long: the silence was not the agent's, but it may have given up.
  const hasSlept = atMs - before.tickedAtMs > silenceMs / 2;
  const ticked = { ...before, tickedAtMs: atMs };
  const state = hasSlept ? suspicious(ticked, atMs) : ticked;
  const { awaySinceMs, patienceMs } = state;
  if (awaySinceMs !== undefined) {
    if (patienceMs === undefined || atMs - awaySinceMs < patienceMs) return { state, effects: [] };
    return { state: { ...state, isOver: true }, effects: [{ kind: "end", problem: away(state) }] };
  }
  if (atMs - state.quietSinceMs >= state.silenceMs) return lost(state);
  return hasSlept || atMs - state.creditAtMs >= creditMs
    ? credit(state, atMs)
    : { state, effects: [] };
}

/** Something may have changed about whether the agent can be heard. */
function look(after: ReadingState, before: ReadingState, atMs: number): Step {
  const isAway = !after.isLinkUp || after.node === "away";
  const wasAway = before.awaySinceMs !== undefined;
  if (isAway) {
    if (wasAway) return { state: after, effects: [] };
    const waiting = { kind: "waiting", for: after.isLinkUp ? "node" : "hirte" } as const;
    return { state: { ...after, awaySinceMs: atMs }, effects: [waiting] };
  }
  const isOtherSession = before.session !== undefined && after.session !== before.session;
  if (!wasAway && !isOtherSession) return { state: after, effects: [] };
  const { awaySinceMs: _, ...rest } = after;
  const { state, effects } = credit(suspicious(rest, atMs), atMs);
  return { state, effects: [...(wasAway ? [{ kind: "going-on" } as const] : []), ...effects] };
}

function suspicious(state: ReadingState, atMs: number): ReadingState {
  return { ...state, quietSinceMs: atMs, silenceMs: suspiciousSilenceMs };
}

function credit(state: ReadingState, atMs: number): Step {
  return { state: { ...state, readBytes: 0, creditAtMs: atMs }, effects: [creditOf(state)] };
}

function lost(state: ReadingState): Step {
  return { state: { ...state, isOver: true }, effects: [{ kind: "lost" }] };
}

function away({ isLinkUp }: ReadingState): Problem {
  return isLinkUp
    ? { code: "node-offline", message: "the node went away" }
    : { code: "not-reachable", message: "the connection to hirte broke and did not come back" };
}
