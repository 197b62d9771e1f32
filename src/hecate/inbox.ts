import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import { QuietLog } from "../core/quiet-log.ts";
import { type AnySubscription, type Delivery, subscription } from "../mqtt/link.ts";
import type { Origin, PowerConfig } from "../power/model.ts";
import type {
  PowerRun,
  PowerState,
  UpsAvailability,
  UpsState,
} from "../protocol/generated/schemas.ts";
import { topics } from "../protocol/topics.ts";
import type { Happening } from "./brain.ts";
import type { CoordinatorWord } from "./coordinator-word.ts";
import { readingOf } from "./ups-reading.ts";

/** What an inbox is made of. */
export interface InboxOptions {
  readonly config: () => PowerConfig;
  readonly onHappening: (happening: Happening) => void;
  /** A reading of another host's UPS that came just now. */
  readonly onReading: (ups: string, state: UpsState) => void;
  /** What the broker keeps of this host's own publisher. */
  readonly onOwnAvailability: (kept: UpsAvailability | undefined) => void;
  /** What the coordinator tells a peer, old copies too. */
  readonly word: Pick<CoordinatorWord, "heardState" | "heardRun">;
  readonly clock: Clock;
  readonly log: Log;
}

/** Lines about what somebody else must put right: one of each in so long. */
const quietMs = 3_600_000;

/**
 * What comes from the broker, as the decision takes it: who says something is known by the topic, whether it is an old
 * copy by its retain flag. What the configuration does not give to its sender is ignored.
 */
export class Inbox {
  readonly #options: InboxOptions;
  readonly #quiet: QuietLog;
  /** Runs that told this host to power off. */
  readonly #toldBy = new Set<number>();

  constructor(options: InboxOptions) {
    this.#options = options;
    this.#quiet = new QuietLog(options.log, options.clock);
  }

  /** What the coordinator hears. */
  forCoordinator(): readonly AnySubscription[] {
    return [
      subscription({
        row: topics.upsState,
        onMessage: (delivery) => {
          const { ups } = delivery.params;
          const { message, isRetained } = delivery;
          if (this.#reading(delivery) && message && !isRetained) {
            this.#options.onReading(ups, message);
          }
        },
      }),
      subscription({
        row: topics.upsAvailability,
        onMessage: ({ params: { host }, message }) => this.#availability(host, message),
      }),
      subscription({
        row: topics.powerTrigger,
        onMessage: ({ params: { host }, message }) => {
          if (!message) return;
          if (!this.#has(host, message.ups)) {
            this.#ignored(host, message.ups, "a trigger");
            return;
          }
          this.#options.onHappening({ kind: "trigger", from: { host, trigger: message } });
        },
      }),
    ];
  }

  /** What any host with a UPS hears of itself. */
  forPublisher(host: string): readonly AnySubscription[] {
    return [
      subscription({
        row: topics.upsAvailability,
        params: { host },
        onMessage: ({ message }) => this.#options.onOwnAvailability(message),
      }),
    ];
  }

  /** What a peer hears. */
  forPeer(host: string): readonly AnySubscription[] {
    return [
      subscription({
        row: topics.powerAck,
        params: { host },
        onMessage: ({ message }) => {
          if (!message) return;
          const { id: triggerId, run, reason } = message;
          const why = reason === undefined ? {} : { reason };
          this.#options.onHappening({ kind: "ack", triggerId, run, ...why });
        },
      }),
      subscription({ row: topics.powerState, onMessage: (delivery) => this.#state(delivery) }),
      subscription({ row: topics.powerRun, onMessage: (delivery) => this.#run(host, delivery) }),
      // What it shows of them is what the coordinator thinks; what they say themselves may spare this host.
      subscription({
        row: topics.upsState,
        onMessage: (delivery) => void this.#reading(delivery),
      }),
    ];
  }

  /** @returns whether it counts */
  #reading({
    params: { host, ups },
    message,
    isRetained,
  }: Delivery<typeof topics.upsState>): boolean {
    const { config, onHappening } = this.#options;
    // This host's own came without the broker.
    if (!message || host === config().self) return false;
    if (!this.#has(host, ups)) {
      this.#ignored(host, ups, "a reading");
      return false;
    }
    const origin: Origin = isRetained ? "retained" : "live";
    onHappening({ kind: "reading", ups, origin, reading: readingOf(message) });
    return true;
  }

  #availability(host: string, message: UpsAvailability | undefined): void {
    const { config, onHappening } = this.#options;
    const { self, upses } = config();
    if (!message || host === self || !upses.some((ups) => ups.host === host)) return;
    const { publisher, configHash } = message;
    const hash = configHash === undefined ? {} : { configHash };
    onHappening({ kind: "availability", host, publisher, ...hash });
  }

  /** Also an old copy: numbers are no event. */
  #state({ message, isRetained }: Delivery<typeof topics.powerState>): void {
    const { config, onHappening, word } = this.#options;
    if (!message || !isOfCoordinator(message, config())) return;
    word.heardState(message, isRetained);
    const thresholdS = Object.fromEntries(message.upses.map((ups) => [ups.ups, ups.thresholdS]));
    const { configHash, run } = message;
    const hash = configHash === undefined ? {} : { configHash };
    onHappening({ kind: "thresholds", thresholdS, ...hash });
    if (!isRetained && run !== undefined && message.phase !== "watching") {
      onHappening({ kind: "run-heard", run, isTold: this.#toldBy.has(run) });
    }
  }

  #run(host: string, { message, isRetained }: Delivery<typeof topics.powerRun>): void {
    if (!message) return;
    this.#options.word.heardRun(message, isRetained);
    if (isRetained) return;
    const { run } = message;
    if (isTold(message, host)) this.#toldBy.add(run);
    this.#options.onHappening({ kind: "run-heard", run, isTold: this.#toldBy.has(run) });
  }

  #has(host: string, name: string): boolean {
    return this.#options.config().upses.some((ups) => ups.name === name && ups.host === host);
  }

  #ignored(host: string, ups: string, what: string): void {
    this.#quiet.warn(
      `${what} ${host} ${ups}`,
      { host, ups, what },
      "it was ignored: the configuration here has no such UPS on that host",
      quietMs,
    );
  }
}

function isOfCoordinator({ role, host }: PowerState, { coordinator }: PowerConfig): boolean {
  return role === "coordinator" && host === coordinator;
}

/** In a dry run nobody is told anything. */
function isTold({ isDryRun, told }: PowerRun, host: string): boolean {
  return !isDryRun && told.includes(host);
}
