import type { Clock } from "../src/core/clock.ts";
import type { Log } from "../src/core/log.ts";
import { QuietLog } from "../src/core/quiet-log.ts";
import { type QuotaKind, quotaKinds } from "./quota.ts";

/** How often somebody was told to wait, and how often something was refused, by what there was too much of. */
export interface QuotaCounts {
  readonly waits: Readonly<Record<QuotaKind, number>>;
  readonly refusals: Readonly<Record<QuotaKind, number>>;
}

/** One line for each of those who go beyond their share, in this time. */
const quietMs = 60_000;

/** Counts who went beyond a share, and says so: once a minute of each. */
export class QuotaBook {
  readonly #quietLog: QuietLog;
  readonly #waits = noCounts();
  readonly #refusals = noCounts();

  constructor(log: Log, clock: Clock) {
    this.#quietLog = new QuietLog(log, clock);
  }

  get counts(): QuotaCounts {
    return { waits: { ...this.#waits }, refusals: { ...this.#refusals } };
  }

  /** Somebody waits for its turn, and gets it. */
  waited(kind: QuotaKind): void {
    this.#waits[kind]++;
  }

  /** Something of somebody's was refused, or cut off. `who` as in `shareNameOf`. */
  refused(kind: QuotaKind, who: string, facts: Readonly<Record<string, unknown>> = {}): void {
    this.#refusals[kind]++;
    this.#quietLog.warn(
      who,
      { who, quota: kind, ...facts, reason: `${who} ${quotaKinds[kind]}` },
      "somebody was held to a share",
      quietMs,
    );
  }
}

function noCounts(): Record<QuotaKind, number> {
  // fromEntries forgets the keys it was given.
  return Object.fromEntries(Object.keys(quotaKinds).map((kind) => [kind, 0])) as Record<
    QuotaKind,
    number
  >;
}
