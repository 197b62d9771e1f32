import type { Credit, Problem, StreamMessage } from "../src/protocol/generated/schemas.ts";

/** What a source has read, in one piece; `size` is what it counts for in the reader's window. */
export type Chunk = Pick<StreamMessage, "entries" | "cursor" | "fd" | "bytes"> & {
  readonly size: number;
};

/** A message as a stream sends it. */
export type Piece = Omit<StreamMessage, "instance">;

/** What a stream is doing. Times are milliseconds on the boot clock. */
export interface StreamState {
  readonly phase: "open" | "closed";
  /** Number of the next message. */
  readonly nextSeq: number;
  /** Sent, or to be sent again; the oldest first. */
  readonly unacked: readonly Piece[];
  readonly unackedBytes: number;
  readonly windowBytes: number;
  /** The source has said its last word, and `end` is among the messages. */
  readonly isOver: boolean;
  readonly creditAtMs: number;
  /** When the reader was last seen to get on, or everything was last sent again. */
  readonly progressAtMs: number;
  /** How long the reader may seem to stand still before everything is sent again. */
  readonly patienceMs: number;
}

/** What happens to a stream. */
export type StreamInput =
  | { readonly kind: "chunk"; readonly chunk: Chunk; readonly atMs: number }
  | { readonly kind: "over"; readonly problem?: Problem; readonly atMs: number }
  | { readonly kind: "credit"; readonly credit: Credit; readonly atMs: number }
  | { readonly kind: "time"; readonly atMs: number };

/** What is to be done about it. `close`: nothing more is sent, read or kept. */
export type StreamEffect =
  | { readonly kind: "send"; readonly piece: Piece }
  | { readonly kind: "close"; readonly why: "ended" | "unwanted" | "abandoned" };

/** Without a credit for so long nobody reads. */
export const leaseMs = 15_000;
const firstPatienceMs = 1000;
/** A slow line is not filled with repeats. */
const lastPatienceMs = 8000;

/** A stream that was just opened. It sends nothing before the first credit. */
export function openStream(atMs: number): StreamState {
  return {
    phase: "open",
    nextSeq: 0,
    unacked: [],
    unackedBytes: 0,
    windowBytes: 0,
    isOver: false,
    creditAtMs: atMs,
    progressAtMs: atMs,
    patienceMs: firstPatienceMs,
  };
}

/** Whether the source may be read: there is room in the window. */
export function wantsChunk({ phase, isOver, unackedBytes, windowBytes }: StreamState): boolean {
  return phase === "open" && !isOver && unackedBytes < windowBytes;
}

/**
 * A stream in one step. Go-back-N: what was not acknowledged is kept, no more than the window and one
 * chunk, and sent again from there when credits come that show no progress.
 */
export function stepStream(
  state: StreamState,
  input: StreamInput,
): { readonly state: StreamState; readonly effects: readonly StreamEffect[] } {
  if (state.phase === "closed") return { state, effects: [] };
  switch (input.kind) {
    case "chunk": {
      if (state.isOver) return { state, effects: [] };
      return add(state, { kind: "data", seq: state.nextSeq, ...input.chunk }, input.atMs);
    }
    case "over": {
      if (state.isOver) return { state, effects: [] };
      const { problem } = input;
      const end: Piece = { kind: "end", seq: state.nextSeq, ...(problem ? { problem } : {}) };
      return add({ ...state, isOver: true }, end, input.atMs);
    }
    case "credit":
      return onCredit(state, input.credit, input.atMs);
    case "time":
      return input.atMs - state.creditAtMs >= leaseMs
        ? close(state, "abandoned")
        : { state, effects: [] };
  }
}

function add(state: StreamState, piece: Piece, atMs: number) {
  const isFirst = state.unacked.length === 0;
  return {
    state: {
      ...state,
      nextSeq: state.nextSeq + 1,
      unacked: [...state.unacked, piece],
      unackedBytes: state.unackedBytes + (piece.size ?? 0),
      ...(isFirst ? { progressAtMs: atMs } : {}),
    },
    effects: [{ kind: "send", piece } as const],
  };
}

function onCredit(before: StreamState, { ack, windowBytes, close: isClose }: Credit, atMs: number) {
  if (isClose) return close(before, "unwanted");
  // Of messages that were never sent: it is meant for the stream of a predecessor of this agent. The reader
  // is there, and learns from the answer who is here.
  if (ack > before.nextSeq) {
    return {
      state: { ...before, creditAtMs: atMs },
      effects: [send({ kind: "alive", seq: before.nextSeq })],
    };
  }
  const unacked = before.unacked.filter(({ seq }) => seq >= ack);
  const hasProgress = unacked.length < before.unacked.length;
  const state: StreamState = {
    ...before,
    unacked,
    unackedBytes: unacked.reduce((sum, { size = 0 }) => sum + size, 0),
    windowBytes,
    creditAtMs: atMs,
    ...(hasProgress ? { progressAtMs: atMs, patienceMs: firstPatienceMs } : {}),
  };
  if (state.isOver && unacked.length === 0) return close(state, "ended");
  if (unacked.length === 0 || atMs - state.progressAtMs <= state.patienceMs) {
    return { state, effects: [send({ kind: "alive", seq: state.nextSeq })] };
  }
  return {
    state: {
      ...state,
      progressAtMs: atMs,
      patienceMs: Math.min(state.patienceMs * 2, lastPatienceMs),
    },
    effects: unacked.map(send),
  };
}

function send(piece: Piece): StreamEffect {
  return { kind: "send", piece };
}

function close(state: StreamState, why: "ended" | "unwanted" | "abandoned") {
  return {
    state: { ...state, phase: "closed" as const, unacked: [], unackedBytes: 0 },
    effects: [{ kind: "close", why } as const],
  };
}
