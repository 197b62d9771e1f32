import { formatEndpoint } from "../../config/address.ts";
import type { HecateConfig } from "../../config/hecate-types.ts";
import { type Clock, systemClock } from "../../core/clock.ts";
import { randomId } from "../../core/ids.ts";
import { silentLog } from "../../core/log.ts";
import { wayTo } from "../../identity/node-identity.ts";
import { type AnySubscription, Link, subscription } from "../../mqtt/link.ts";
import type { ManagerState, NodeState, UpsAvailability } from "../../protocol/generated/schemas.ts";
import { coordinatorUser, upsUser } from "../../protocol/power-names.ts";
import { topics } from "../../protocol/topics.ts";
import type { Facts, LinkFact } from "./model.ts";

/** A broker that is there has answered by then. */
const connectMs = 8000;
/** What a broker keeps comes in one go: when nothing has come for so long, that was all. */
const quietMs = 500;
const mostMs = 5000;

/** What the broker answered. */
export type BrokerFacts = Pick<Facts, "links" | "broker">;

/** Connects as this host's hecate does, under each of its names, beside a daemon that does; hears what is kept. */
export async function askBroker(
  config: HecateConfig,
  clock: Clock = systemClock,
): Promise<BrokerFacts> {
  const names = [
    upsUser(config.self),
    ...(config.self === config.coordinator ? [coordinatorUser] : []),
  ];
  const kept = new Kept();
  const links: LinkFact[] = [];
  let isHeard = false;
  // One after the other: what is kept is heard on the first that is let in.
  for (const as of names) {
    const attempt = await connected(as, {
      config,
      subscriptions: isHeard ? [] : kept.subscriptions,
      clock,
    });
    links.push(attempt.fact);
    if (attempt.fact.kind === "accepted" && !isHeard) {
      isHeard = true;
      await kept.settled(clock);
    }
    await attempt.link.close("graceful").catch(() => undefined);
    // Nobody is there, by whatever name.
    if (attempt.fact.kind === "unreachable") {
      const { problem } = attempt.fact;
      links.push(
        ...names
          .slice(links.length)
          .map((name) => ({ as: name, kind: "unreachable" as const, problem })),
      );
      break;
    }
  }
  return { links, ...(isHeard ? { broker: kept.facts } : {}) };
}

/** The first attempt says it all: there is no second one. */
function connected(
  as: string,
  of: {
    readonly config: HecateConfig;
    readonly subscriptions: readonly AnySubscription[];
    readonly clock: Clock;
  },
): Promise<{ readonly link: Link; readonly fact: LinkFact }> {
  const { config, subscriptions, clock } = of;
  const server = formatEndpoint(config.broker);
  return new Promise((resolve) => {
    const end = (fact: LinkFact) => {
      tooLate.cancel();
      resolve({ link, fact });
    };
    const tooLate = clock.after(connectMs, () =>
      end({
        as,
        kind: "unreachable",
        problem: `${server} does not answer within ${connectMs / 1000} s`,
      }),
    );
    const link = new Link({
      servers: [wayTo(config.broker, config.broker)],
      username: as,
      clientId: () => `hecate-doctor.${randomId()}`,
      clock,
      log: silentLog(),
      onUp: () => end({ as, kind: "accepted" }),
      onDown: (reason, _, refusal) =>
        end(
          refusal === undefined
            ? { as, kind: "unreachable", problem: `${server}: ${reason}` }
            : { as, kind: "refused", problem: reason },
        ),
    });
    void link.subscribe(...subscriptions);
    link.open();
  });
}

/** What comes of what the broker keeps. */
class Kept {
  #manager: ManagerState | undefined;
  readonly #nodes: Record<string, NodeState> = {};
  readonly #publishers: Record<string, UpsAvailability> = {};
  #count = 0;

  readonly subscriptions: readonly AnySubscription[] = [
    subscription({
      row: topics.managerState,
      onMessage: ({ message }) => {
        this.#count++;
        this.#manager = message;
      },
    }),
    subscription({
      row: topics.nodeState,
      onMessage: ({ params: { node }, message }) => {
        this.#count++;
        if (message) this.#nodes[node] = message;
      },
    }),
    subscription({
      row: topics.upsAvailability,
      onMessage: ({ params: { host }, message }) => {
        this.#count++;
        if (message) this.#publishers[host] = message;
      },
    }),
  ];

  get facts(): NonNullable<Facts["broker"]> {
    return {
      isManagerUp: this.#manager?.manager === "up",
      nodes: this.#nodes,
      publishers: this.#publishers,
    };
  }

  /** The broker does not say which message is the last of what it keeps. */
  async settled(clock: Clock): Promise<void> {
    const untilMs = clock.monotonicMs() + mostMs;
    let before = -1;
    while (before !== this.#count && clock.monotonicMs() < untilMs) {
      before = this.#count;
      await new Promise<void>((resolve) => void clock.after(quietMs, resolve));
    }
  }
}
