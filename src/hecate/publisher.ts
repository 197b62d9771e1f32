import type { Clock, Timer } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import { encode } from "../protocol/codec.ts";
import type { UpsAvailability, UpsState } from "../protocol/generated/schemas.ts";
import { topicOf, topics } from "../protocol/topics.ts";
import type { BrokerLink } from "./broker-link.ts";
import { Outlet } from "./outlet.ts";

/** What a poll of a UPS came to, whether it brought values or not. */
export type Poll = Omit<UpsState, "session" | "seq" | "at" | "pollMs" | "staleAfterMs">;

/** The connection, as a publisher needs it. */
export type PublisherLink = Pick<BrokerLink, "isUp" | "publish">;

/** What of the configuration a publisher tells. */
export interface PublisherConfig {
  readonly upses: readonly string[];
  readonly pollMs: number;
  readonly staleAfterMs: number;
  readonly configHash: string;
}

/** What a publisher is made of. */
export interface PublisherOptions {
  readonly host: string;
  /** 128 random bits of this life of the daemon. */
  readonly session: string;
  readonly version: string;
  readonly config: PublisherConfig;
  /** Absent: there is no broker to tell. */
  readonly link: () => PublisherLink | undefined;
  /** Told of every reading in the same turn, whatever becomes of its publication. */
  readonly onReading: (ups: string, state: UpsState) => void;
  /** Told when another hecate claims to read the UPSes of this host, and when it does no more. */
  readonly onRival?: (isThere: boolean) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** A word that somebody else put in the place of ours is replaced once in so long at most. */
const saidAgainMs = 1000;
/** Another that claims this host's name answers ours with its own; it counts as there for so long. */
const rivalMs = 60_000;

/**
 * Numbers the readings of this host's UPSes, hands each to the local core, and publishes it: at once or never. What
 * could not be sent while it was new is not sent later, for who hears it would take it for the present.
 */
export class Publisher {
  readonly #options: PublisherOptions;
  #config: PublisherConfig;
  readonly #seqs = new Map<string, number>();
  readonly #outlets = new Map<string, Outlet>();
  #again: Timer | undefined;
  /** Somebody else's word was answered with ours, so long that the next of the kind is no old copy. */
  #contested: Timer | undefined;
  #isClosed = false;

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#config = options.config;
  }

  /** Takes a poll of a UPS of this host. */
  accept(ups: string, poll: Poll): void {
    const { session, clock, onReading } = this.#options;
    const { pollMs, staleAfterMs } = this.#config;
    const seq = (this.#seqs.get(ups) ?? 0) + 1;
    this.#seqs.set(ups, seq);
    const state = { ...poll, session, seq, at: clock.wallMs(), pollMs, staleAfterMs };
    onReading(ups, state);
    this.#send(ups, state);
  }

  /** The connection is there: says who is here. What was read before is not published. */
  linkUp(): void {
    for (const outlet of this.#outlets.values()) outlet.clear();
    this.#announce();
  }

  /** Another configuration holds. */
  reconfigure(config: PublisherConfig): void {
    const isOther = JSON.stringify(config) !== JSON.stringify(this.#config);
    this.#config = config;
    if (isOther) this.#announce();
  }

  /** What the broker keeps of this host, as it was told: the late will of a former connection is answered. */
  heardOwn(kept: UpsAvailability | undefined): void {
    if (this.#isClosed || this.#again) return;
    const { clock, session, onRival } = this.#options;
    if (kept?.publisher === "up" && kept.session === session) return;
    const isForeign = kept?.publisher === "up";
    if (isForeign && this.#contested) {
      onRival?.(true);
      this.#contest();
    }
    this.#again = clock.after(saidAgainMs, () => {
      this.#again = undefined;
      this.#announce();
      if (isForeign) this.#contest();
    });
  }

  #contest(): void {
    this.#contested?.cancel();
    this.#contested = this.#options.clock.after(rivalMs, () => {
      this.#contested = undefined;
      this.#options.onRival?.(false);
    });
  }

  /** Left with the broker: sight of these UPSes is lost. It says nothing of a battery. */
  will(): { readonly topic: string; readonly payload: string } {
    const { host } = this.#options;
    return {
      topic: topicOf(topics.upsAvailability, { host }),
      payload: encode("ups-availability", this.#availability("down")),
    };
  }

  /** Nobody reads these UPSes any more; resolves when the broker has it. */
  async sayGoodbye(): Promise<void> {
    this.stop();
    const { host, link } = this.#options;
    await link()?.publish(topics.upsAvailability, { host }, this.#availability("down"));
  }

  stop(): void {
    this.#isClosed = true;
    this.#again?.cancel();
    this.#contested?.cancel();
  }

  #send(ups: string, state: UpsState): void {
    const { host, link, clock, log } = this.#options;
    if (this.#isClosed) return;
    let outlet = this.#outlets.get(ups);
    if (!outlet) {
      // Another poll is due then, and is newer.
      const maxWaitMs = () => this.#config.pollMs;
      const isUp = () => !this.#isClosed && link()?.isUp === true;
      outlet = new Outlet({ what: `reading of ${ups}`, maxWaitMs, isUp, clock, log });
      this.#outlets.set(ups, outlet);
    }
    outlet.offer(async () => link()?.publish(topics.upsState, { host, ups }, state));
  }

  #announce(): void {
    const { host, link, log } = this.#options;
    if (this.#isClosed || !link()?.isUp) return;
    // Everything that throws here is a connection that broke: it announces itself when it is back.
    Promise.resolve()
      .then(() => link()?.publish(topics.upsAvailability, { host }, this.#availability("up")))
      .catch((error: unknown) => log.debug({ error }, "the broker was not told who is here"));
  }

  #availability(publisher: "up" | "down"): UpsAvailability {
    const { session, version, clock } = this.#options;
    const { upses, configHash } = this.#config;
    return { publisher, session, at: clock.wallMs(), version, upses: [...upses], configHash };
  }
}
