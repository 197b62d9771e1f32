import type { Clock } from "../src/core/clock.ts";
import type { Log } from "../src/core/log.ts";
import { QuietLog } from "../src/core/quiet-log.ts";
import { type CutReason, type CutRow, cutReasons } from "./cut-off.ts";
import { placeOf, withoutPort } from "./peer-address.ts";

/** Counts and reports what the broker had to refuse, without letting anybody fill the log. */
export class Incidents {
  readonly #log: Log;
  readonly #quietLog: QuietLog;
  // fromEntries forgets the keys it was given.
  readonly #cutOffs = Object.fromEntries(
    Object.keys(cutReasons).map((reason) => [reason, 0]),
  ) as Record<CutReason, number>;
  #bytesCutOff = 0;
  #droppedMessages = 0;
  #unretainedMessages = 0;

  constructor(log: Log, clock: Clock) {
    this.#log = log;
    this.#quietLog = new QuietLog(log, clock);
  }

  /** Connections ended by the broker, by reason. */
  get cutOffs(): Readonly<Record<CutReason, number>> {
    return { ...this.#cutOffs };
  }

  /** Bytes that waited for clients when they were cut off. */
  get bytesCutOff(): number {
    return this.#bytesCutOff;
  }

  /** Messages acknowledged and thrown away, as nobody may publish them. */
  get droppedMessages(): number {
    return this.#droppedMessages;
  }

  /** Messages passed on, but not retained. */
  get unretainedMessages(): number {
    return this.#unretainedMessages;
  }

  cutOff(
    reason: CutReason,
    peer: { readonly address: string; readonly clientId?: string; readonly queuedBytes?: number },
    detail: string,
  ): void {
    const { address, clientId = "", queuedBytes = 0 } = peer;
    this.#cutOffs[reason]++;
    this.#bytesCutOff += queuedBytes;
    const facts = {
      address,
      ...(clientId === "" ? {} : { clientId }),
      ...(detail === "" ? {} : { detail }),
    };
    const { isWarning, sentence, quietMs }: CutRow = cutReasons[reason];
    // Without the port: whoever comes back does so from another one.
    const host = placeOf(withoutPort(address));
    if (isWarning) this.#quietLog.warn(`${reason} ${host}`, facts, sentence, quietMs);
    else this.#log.debug(facts, sentence);
  }

  /** A message was dropped, or passed on without being retained. */
  screened(
    how: "dropped" | "unretained",
    who: { readonly address: string; readonly clientId: string },
    what: { readonly topic: string; readonly reason: string },
  ): void {
    if (how === "dropped") this.#droppedMessages++;
    else this.#unretainedMessages++;
    this.#quietLog.warn(
      `${how} ${who.clientId} ${what.reason}`,
      { ...who, topic: excerpt(what.topic), reason: what.reason },
      how === "dropped"
        ? "a client's message was dropped"
        : "a client's message was passed on, but not retained",
    );
  }

  subscriptionRefused(
    who: { readonly address: string; readonly clientId: string },
    what: { readonly filter: string; readonly reason: string },
  ): void {
    this.#quietLog.warn(
      `subscription ${who.clientId} ${what.reason}`,
      { ...who, filter: excerpt(what.filter), reason: what.reason },
      "a client's subscription was refused",
    );
  }

  storeFull(topic: string, store: { readonly size: number; readonly bytes: number }): void {
    this.#unretainedMessages++;
    this.#quietLog.warn(
      "store-full",
      { topic: excerpt(topic), messages: store.size, bytes: store.bytes },
      "a message was not retained: there is no more room",
    );
  }
}

/** Enough of a topic to know it by. */
function excerpt(topic: string): string {
  return topic.length > 256 ? `${topic.slice(0, 256)}…` : topic;
}
