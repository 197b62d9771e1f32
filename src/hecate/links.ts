import { formatEndpoint } from "../config/address.ts";
import type { HecateConfig } from "../config/hecate-types.ts";
import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import { wayTo } from "../identity/node-identity.ts";
import type { AnySubscription } from "../mqtt/link.ts";
import { coordinatorUser, upsUser } from "../protocol/power-names.ts";
import { BrokerLink } from "./broker-link.ts";
import type { LinkView } from "./socket-protocol.ts";

/** What one of the connections is there for. */
export interface LinkPart {
  readonly subscriptions: readonly AnySubscription[];
  readonly will?: () => { readonly topic: string; readonly payload: string };
  readonly onUp: () => void;
  readonly onDown: () => void;
}

/** What the connections are made of. */
export interface LinksOptions {
  /** As whoever reads the UPSes of this host. */
  readonly publisher?: LinkPart;
  /** As the one that decides. */
  readonly coordinator?: LinkPart;
  readonly clock: Clock;
  readonly log: Log;
}

/** hecate's connections to the broker: one for each of the names it comes under. */
export class Links {
  readonly #options: LinksOptions;
  #publisher: BrokerLink | undefined;
  #coordinator: BrokerLink | undefined;
  #mark: string | undefined;

  constructor(options: LinksOptions) {
    this.#options = options;
  }

  get publisher(): BrokerLink | undefined {
    return this.#publisher;
  }

  get coordinator(): BrokerLink | undefined {
    return this.#coordinator;
  }

  get views(): readonly LinkView[] {
    return [this.#publisher, this.#coordinator].flatMap((link) => (link ? [link.view] : []));
  }

  /** Connects as the configuration says; where it says what it said before, nothing changes. */
  apply({ self, broker }: HecateConfig): void {
    const mark = JSON.stringify([self, broker]);
    if (mark === this.#mark) return;
    this.#mark = mark;
    const { publisher, coordinator, clock, log } = this.#options;
    // Those that are replaced have no more to tell: not that they are closed either.
    if (this.#publisher) publisher?.onDown();
    if (this.#coordinator) coordinator?.onDown();
    void this.#publisher?.close();
    void this.#coordinator?.close();
    const isPresent = () => this.#mark === mark;
    const open = (name: string, part: LinkPart): BrokerLink => {
      const stream = wayTo(broker, broker);
      const link = new BrokerLink({
        ...{ name, server: formatEndpoint(broker), stream, clock, log },
        ...part,
        onUp: () => isPresent() && part.onUp(),
        onDown: () => isPresent() && part.onDown(),
      });
      link.open();
      return link;
    };
    this.#publisher = publisher && open(upsUser(self), publisher);
    this.#coordinator = coordinator && open(coordinatorUser, coordinator);
  }

  /** Leaves; `goodbye` is said first. */
  async close(goodbye: () => Promise<void>): Promise<void> {
    await Promise.all([this.#publisher?.close(goodbye), this.#coordinator?.close()]);
  }
}
