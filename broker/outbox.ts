import type { Writable } from "node:stream";

/** How much may wait for a reader, and for how long. */
export interface OutboxLimits {
  /** Bytes that may always wait. */
  readonly queueBytes: number;
  /** Bytes that may wait for `burstMs` at most; never more. */
  readonly burstBytes: number;
  readonly burstMs: number;
  /** How long a reader may take nothing at all while something waits for it. */
  readonly stallMs: number;
}

/** Why a reader cannot be kept. */
export type OutboxProblem = "slow-reader" | "stalled-reader";

/** Handed to the transport in one go; the next part follows when it has taken this one. */
const partBytes = 64 * 1024;
/** Smaller pieces are copied together, larger ones wait as they are, shared with other readers. */
const shareBytes = 16 * 1024;

/**
 * What waits for one reader. Taking something in never fails and never waits; whether the reader
 * can be kept is asked of `problemAt`.
 */
export class Outbox {
  readonly #transport: Writable;
  readonly #limits: OutboxLimits;
  readonly #nowMs: () => number;
  readonly #onQueued: (deltaBytes: number) => void;
  readonly #onTaken: () => void;
  readonly #onSent: (bytes: number) => void;
  #queue: Buffer[] = [];
  /** The last entry of the queue while small pieces can still be added to it. */
  #slab: { readonly buffer: Buffer; used: number } | undefined;
  #queuedBytes = 0;
  #isWriting = false;
  #isClosed = false;
  #crowdedSinceMs: number | undefined;
  #idleSinceMs = 0;

  constructor(options: {
    readonly transport: Writable;
    readonly limits: OutboxLimits;
    readonly nowMs: () => number;
    /** Called with each change of `queuedBytes`. */
    readonly onQueued: (deltaBytes: number) => void;
    /** Called when the reader has taken something, and at least half of `queueBytes` is free. */
    readonly onTaken: () => void;
    /** Called when the transport has taken so many bytes. */
    readonly onSent?: (bytes: number) => void;
  }) {
    this.#transport = options.transport;
    this.#limits = options.limits;
    this.#nowMs = options.nowMs;
    this.#onQueued = options.onQueued;
    this.#onTaken = options.onTaken;
    this.#onSent = options.onSent ?? (() => undefined);
  }

  /** Bytes the transport has not taken. */
  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  /** Whether what can wait elsewhere should. */
  get isCrowded(): boolean {
    return this.#queuedBytes > Math.min(partBytes, this.#limits.queueBytes / 2);
  }

  /** Takes the pieces of whole packets. */
  add(pieces: readonly Buffer[]): void {
    if (this.#isClosed) return;
    if (this.#queuedBytes === 0) this.#idleSinceMs = this.#nowMs();
    let bytes = 0;
    let small: Buffer[] = [];
    for (const piece of pieces) {
      bytes += piece.length;
      if (piece.length < shareBytes) {
        small.push(piece);
        continue;
      }
      this.#addSmall(small);
      small = [];
      this.#slab = undefined;
      this.#queue.push(piece);
    }
    this.#addSmall(small);
    this.#queuedBytes += bytes;
    this.#onQueued(bytes);
    if (this.#queuedBytes > this.#limits.queueBytes) this.#crowdedSinceMs ??= this.#nowMs();
    this.#write();
  }

  /** Why the reader must be given up now, if it must. `nowMs` on the clock given. */
  problemAt(nowMs: number): OutboxProblem | undefined {
    if (this.#isClosed || this.#queuedBytes === 0) return undefined;
    if (this.#queuedBytes > this.#limits.burstBytes) return "slow-reader";
    const since = this.#crowdedSinceMs;
    if (since !== undefined && nowMs - since > this.#limits.burstMs) return "slow-reader";
    return nowMs - this.#idleSinceMs > this.#limits.stallMs ? "stalled-reader" : undefined;
  }

  /** Lets go of everything; what is added from now on is dropped. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#queue = [];
    this.#slab = undefined;
    this.#onQueued(-this.#queuedBytes);
    this.#queuedBytes = 0;
  }

  #addSmall(pieces: readonly Buffer[]): void {
    if (pieces.length === 0) return;
    // Behind a reader that takes its time, many tiny entries would cost far more than their bytes.
    for (const piece of this.#isWriting ? pieces : [Buffer.concat(pieces)]) {
      if (!this.#isWriting || piece.length > slabBytes / 4) {
        this.#slab = undefined;
        this.#queue.push(piece);
        continue;
      }
      if (!this.#slab || this.#slab.used + piece.length > slabBytes) {
        this.#slab = { buffer: Buffer.allocUnsafeSlow(slabBytes), used: 0 };
        this.#queue.push(this.#slab.buffer.subarray(0, 0));
      }
      piece.copy(this.#slab.buffer, this.#slab.used);
      this.#slab.used += piece.length;
      this.#queue[this.#queue.length - 1] = this.#slab.buffer.subarray(0, this.#slab.used);
    }
  }

  #write(): void {
    if (this.#isWriting || this.#isClosed || this.#queue.length === 0) return;
    let bytes = 0;
    let count = 0;
    while (count < this.#queue.length && bytes < partBytes) {
      bytes += this.#queue[count]?.length ?? 0;
      count++;
    }
    const part = this.#queue.splice(0, count);
    if (this.#queue.length === 0) this.#slab = undefined;
    this.#isWriting = true;
    this.#transport.cork();
    for (const [i, piece] of part.entries()) {
      if (i < part.length - 1) this.#transport.write(piece);
      else this.#transport.write(piece, () => this.#taken(bytes));
    }
    this.#transport.uncork();
  }

  #taken(bytes: number): void {
    this.#isWriting = false;
    if (this.#isClosed) return;
    this.#queuedBytes -= bytes;
    this.#onQueued(-bytes);
    this.#onSent(bytes);
    this.#idleSinceMs = this.#nowMs();
    if (this.#queuedBytes <= this.#limits.queueBytes) this.#crowdedSinceMs = undefined;
    this.#write();
    if (!this.isCrowded) this.#onTaken();
  }
}

/** Small pieces that have to wait are copied into blocks of this size. */
const slabBytes = 16 * 1024;
