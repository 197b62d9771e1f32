import { type ChainEnd, endBehind, isTornLine, noChain, readChained } from "./chain.ts";

/** Something in the log that is not as hirte wrote it, or need not be. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly what: string;
}

/** What a check of a log has found. */
export interface ChainReport {
  /** Not as it was written. */
  readonly faults: readonly Finding[];
  /** How many there are; `faults` holds the first of them. */
  readonly faultCount: number;
  /** To be known, and no fault. */
  readonly notes: readonly Finding[];
  /** Lines of the chain. */
  readonly records: number;
  /** Lines of before there was a chain. */
  readonly unchained: number;
  readonly first: number | undefined;
  readonly last: ChainEnd | undefined;
  /** Times of the first and last line, milliseconds on the clock of hirte. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** The line that was expected, where one was. */
  readonly expected: Pick<Finding, "file" | "line"> | undefined;
}

/** A line that should be there: its hash, and its number where that is known. */
export type Expectation = Pick<ChainEnd, "hash"> & Partial<ChainEnd>;

/** What a segment says of the oldest one that was kept when it was begun. */
interface Oldest {
  readonly segment: number;
  readonly n?: number;
}

const maxFaults = 50;
const segmentRecord = /^[^}]{0,120}"type":"segment",/;

/** Holds the lines of a log, in their order, against the rule of the chain. Pure: the lines are brought to it. */
export class ChainCheck {
  readonly #expectation: Expectation | undefined;
  readonly #faults: Finding[] = [];
  readonly #notes: Finding[] = [];
  #faultCount = 0;
  #end = noChain;
  #segments: number[] = [];
  /** First number in each segment that has one. */
  readonly #firsts = new Map<number, number>();
  /** Segments with a line in them. */
  readonly #filled = new Set<number>();
  #oldest: Oldest | undefined;
  #records = 0;
  #unchained = 0;
  #first: number | undefined;
  #from: number | undefined;
  #to: number | undefined;
  #expected: ChainReport["expected"];
  #file = "";
  #segment = 0;
  #line = 0;

  constructor(expectation?: Expectation) {
    this.#expectation = expectation;
  }

  /** The lines that follow are of this file. */
  segment(segment: number, file: string): void {
    this.#segments.push(segment);
    this.#segment = segment;
    this.#file = file;
    this.#line = 0;
  }

  /** The next whole line, without its newline. */
  line(bytes: Buffer): void {
    this.#line++;
    this.#filled.add(this.#segment);
    const before = this.#end;
    const own = readChained(bytes);
    this.#end = endBehind(bytes, before);
    if (!own) {
      this.#unreadable(bytes, before);
      return;
    }
    this.#records++;
    if (!this.#firsts.has(this.#segment)) this.#firsts.set(this.#segment, own.n);
    if (!own.isGenuine)
      this.#fault(`record ${own.n} was changed: its hash is not that of the line`);
    const isFirst = this.#first === undefined;
    this.#first ??= own.n;
    // What the first line that is kept follows was removed with its segment.
    const isBeginning = isFirst && this.#unchained === 0 && (own.n > 1 || this.#segment > 1);
    if (!isBeginning) this.#compare(own, before);
    this.#readFacts(bytes, own);
    const { hash, n } = this.#expectation ?? {};
    if (own.isGenuine && own.hash === hash && (n === undefined || n === own.n))
      this.#expected ??= { file: this.#file, line: this.#line };
  }

  /** What stands behind the last newline of the file. */
  rest(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#line++;
    if (isTornLine(bytes, this.#end)) {
      this.#note(
        `ends in the middle of a line (${bytes.length} bytes): as a crash or a full disk leaves it; hirte cuts that off when it is started`,
      );
    } else this.#fault("ends in bytes that are no beginning of the next line");
  }

  /** All has been brought. */
  report(): ChainReport {
    this.#judgeBeginning();
    return {
      faults: this.#faults,
      faultCount: this.#faultCount,
      notes: this.#notes,
      records: this.#records,
      unchained: this.#unchained,
      first: this.#first,
      last: this.#records === 0 ? undefined : this.#end,
      from: this.#from,
      to: this.#to,
      expected: this.#expected,
    };
  }

  #unreadable(bytes: Buffer, before: ChainEnd): void {
    // So lines began before there was a chain.
    if (before.n === 0 && bytes.toString("latin1", 0, 9) === '{"type":"') {
      this.#unchained++;
      return;
    }
    const zeros = bytes.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0);
    const hint = zeros > 0 ? `; ${zeros} of its bytes are zero, as a power cut may leave it` : "";
    this.#fault(`is no record: changed or put in${hint}`);
  }

  #compare({ n, prev }: { readonly n: number; readonly prev: string }, before: ChainEnd): void {
    const next = before.n + 1;
    if (n === next) {
      if (prev !== before.hash)
        this.#fault(
          `record ${n} does not follow from the line before it: one of the two was replaced`,
        );
    } else if (before.n === 0) {
      this.#fault(
        `record ${n} stands behind lines that are none of the chain: they were changed, or records before it are missing`,
      );
    } else if (n > next) {
      this.#fault(`${recordsAre(next, n - 1)} missing before this line`);
    } else
      this.#fault(
        `record ${n} stands behind record ${before.n}: not in the order it was written in`,
      );
  }

  #readFacts(bytes: Buffer, { n }: { readonly n: number }): void {
    const text = bytes.toString("latin1", 0, 512);
    const [, at] = /"at":(\d{1,15})[,}]/.exec(text) ?? [];
    if (at !== undefined) {
      this.#from ??= Number(at);
      this.#to = Number(at);
    }
    if (/^[^}]{0,120}"type":"unsynced"/.test(text)) {
      this.#note(
        `record ${n}: the disk had failed under the segment before: what is missing at its end may be lost, and not removed`,
      );
    }
    if (/^[^}]{0,120}"type":"restored"/.test(text)) {
      const [, taken] = /"takenAt":(\d{1,15})[,}]/.exec(text) ?? [];
      const when = taken === undefined ? "" : ` of ${new Date(Number(taken)).toISOString()}`;
      this.#note(
        `record ${n}: hirte was restored from a backup${when}: what it wrote between that and this line is not in this log`,
      );
    }
    if (!segmentRecord.test(text)) return;
    const [, segment, first] = /"oldest":\{"segment":(\d+)(?:,"n":(\d+))?\}/.exec(text) ?? [];
    if (segment === undefined) return;
    this.#oldest = {
      segment: Number(segment),
      ...(first === undefined ? {} : { n: Number(first) }),
    };
  }

  /** Whether what is kept begins where hirte had it begin. */
  #judgeBeginning(): void {
    const [segment] = this.#segments;
    if (segment === undefined || this.#first === undefined) return;
    const { segment: oldest = segment, n } = this.#oldest ?? {};
    this.#file = "";
    this.#line = 0;
    if (segment > oldest) {
      const removed =
        segment - 1 === oldest
          ? `segment ${oldest} was`
          : `segments ${oldest} to ${segment - 1} were`;
      this.#fault(`${removed} removed: hirte keeps them`);
      return;
    }
    // In the oldest one there was something, if only of before there was a chain.
    if (segment === this.#oldest?.segment && !this.#filled.has(segment)) {
      this.#fault(`segment ${segment} is empty: what was in it is missing`);
      return;
    }
    // One that was to be removed and is still there: nobody has said where it begins.
    const expected = this.#oldest === undefined ? 1 : segment === oldest ? n : undefined;
    const found = this.#oldest === undefined ? this.#first : this.#firsts.get(segment);
    if (expected === undefined || found === expected) return;
    if (found === undefined) {
      this.#fault(`record ${expected}, with which segment ${segment} begins, is missing`);
    } else this.#fault(`${recordsAre(expected, found - 1)} missing at the beginning`);
  }

  #fault(what: string): void {
    this.#faultCount++;
    if (this.#faults.length < maxFaults) this.#faults.push(this.#finding(what));
  }

  #note(what: string): void {
    if (this.#notes.length < maxFaults) this.#notes.push(this.#finding(what));
  }

  #finding(what: string): Finding {
    return { file: this.#file, line: this.#line, what };
  }
}

function recordsAre(first: number, last: number): string {
  return first === last ? `record ${first} is` : `records ${first} to ${last} are`;
}
