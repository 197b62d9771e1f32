/** Whoever has packets to hand on; told when it is its turn. */
export interface TurnTaker {
  /** Hands on what it may, now. */
  goOn(): void;
}

/** What may be handed on in one round of the event loop. */
export interface RoundLimits {
  readonly packets: number;
  readonly bytes: number;
}

/** One principal's part in the rounds, whatever the number of its connections. */
export class TurnShare {
  /** Left of this round; belongs to `PacketTurns`. */
  packets = 0;
  bytes = 0;
  round = -1;
  readonly waiting = new Set<TurnTaker>();
}

/** Messages that are much work come in smaller batches: whoever asks for something waits for several rounds. */
const longRoundMs = 10;
const smallestPart = 1 / 8;

/**
 * Whose packets are handed on next. In a round of the event loop each principal may hand on a batch, however many
 * connections it has, and all together not more than is dealt with in a moment; what is beyond stays where it is,
 * in the end with its sender, until the next round, and those who wait come first by then, in their order. Whoever
 * is alone waits for nothing but others' turns at reading. Nothing here depends on the number of packets.
 */
export class PacketTurns {
  readonly #each: RoundLimits;
  readonly #all: RoundLimits;
  readonly #isPaused: () => boolean;
  readonly #onWait: () => void;
  readonly #later: (work: () => void) => void;
  readonly #monoMs: () => number;
  /** Made once: a round is planned with nearly every packet of a quiet broker. */
  readonly #onRound = () => this.#nextRound();
  readonly #line = new Set<TurnShare>();
  #round = 0;
  #sinceMs = 0;
  /** The part of a batch that can be dealt with in time. */
  #part = 1;
  #packets: number;
  #bytes: number;
  #isScheduled = false;
  #isForced = false;

  constructor(options: {
    /** Of one principal. */
    readonly each: RoundLimits;
    readonly all: RoundLimits;
    /** Whether those within the process have enough to do as it is. `goOn` is to be called when that changes. */
    readonly isPaused: () => boolean;
    /** Somebody has to wait. */
    readonly onWait: () => void;
    /** Runs something in the next round of the event loop. */
    readonly later?: (work: () => void) => void;
    /** Default: performance.now. */
    readonly monoMs?: () => number;
  }) {
    this.#each = options.each;
    this.#all = options.all;
    this.#isPaused = options.isPaused;
    this.#onWait = options.onWait;
    this.#later = options.later ?? setImmediate;
    this.#monoMs = options.monoMs ?? (() => performance.now());
    this.#packets = this.#all.packets;
    this.#bytes = this.#all.bytes;
  }

  /** Whether packets may be handed on now; otherwise `taker` is told when. */
  mayGo(share: TurnShare, taker: TurnTaker): boolean {
    this.#renew(share);
    const hasTurn = share.packets > 0 && share.bytes > 0 && this.#packets > 0 && this.#bytes > 0;
    if (hasTurn && (this.#isForced || !this.#isPaused())) return true;
    if (!share.waiting.has(taker)) {
      share.waiting.add(taker);
      this.#onWait();
    }
    this.#line.add(share);
    this.#schedule();
    return false;
  }

  /** So many were handed on. */
  took(share: TurnShare, packets: number, bytes: number): void {
    share.packets -= packets;
    share.bytes -= bytes;
    this.#packets -= packets;
    this.#bytes -= bytes;
    this.#schedule();
  }

  /** It is over with somebody. */
  forget(share: TurnShare, taker: TurnTaker): void {
    share.waiting.delete(taker);
    if (share.waiting.size === 0) this.#line.delete(share);
  }

  /** What held all of them up may be over. */
  goOn(): void {
    if (this.#line.size > 0) this.#schedule();
  }

  /** Goes on for one round, whatever holds all of them up. */
  goOnAnyway(): void {
    if (this.#line.size === 0) return;
    this.#isForced = true;
    this.#schedule();
  }

  #renew(share: TurnShare): void {
    if (share.round === this.#round) return;
    share.round = this.#round;
    share.packets = this.#each.packets * this.#part;
    share.bytes = this.#each.bytes;
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#sinceMs = this.#monoMs();
    this.#later(this.#onRound);
  }

  #nextRound(): void {
    this.#isScheduled = false;
    this.#round++;
    const tookMs = this.#monoMs() - this.#sinceMs;
    if (tookMs > longRoundMs) this.#part = Math.max(smallestPart, this.#part / 2);
    else if (tookMs < longRoundMs / 2) this.#part = Math.min(1, this.#part * 2);
    this.#packets = this.#all.packets * this.#part;
    this.#bytes = this.#all.bytes;
    let shares = this.#line.size;
    for (const share of this.#line) {
      // Those who come to its end meanwhile have had their turn.
      if (shares-- === 0) break;
      // `goOn` will be called.
      if (this.#isPaused() && !this.#isForced) return;
      this.#serve(share);
      if (this.#packets <= 0 || this.#bytes <= 0) break;
    }
    this.#isForced = false;
    if (this.#line.size > 0) this.#schedule();
  }

  #serve(share: TurnShare): void {
    this.#renew(share);
    // To the end of the line, where more of it waits.
    this.#line.delete(share);
    let takers = share.waiting.size;
    for (const taker of share.waiting) {
      // Those who come to its end meanwhile, as they must wait again, have had their turn.
      if (takers-- === 0) break;
      if (share.packets <= 0 || share.bytes <= 0 || this.#packets <= 0 || this.#bytes <= 0) break;
      share.waiting.delete(taker);
      taker.goOn();
    }
    if (share.waiting.size > 0) this.#line.add(share);
  }
}
