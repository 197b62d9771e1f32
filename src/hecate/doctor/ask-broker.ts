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
/** What a broker keeps comes in one go: when it answers, and nothing has come for so long, that was all. */
const quietMs = 500;
const mostMs = 5000;
const tooSlow = `it takes this host, and does not answer within ${mostMs / 1000} s`;

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
    const { link } = attempt;
    let { fact } = attempt;
    if (fact.kind === "accepted" && !isHeard) {
      isHeard = await heardAll({ count: () => kept.count, ping: link.ping.bind(link), clock });
      if (!isHeard) fact = { as, kind: "unreachable", problem: tooSlow };
    }
    links.push(fact);
    await link.close("graceful").catch(() => undefined);
    // Nobody is there, by whatever name.
    if (fact.kind === "unreachable") {
      const { problem } = fact;
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

  /** Messages that came. */
  get count(): number {
    return this.#count;
  }
}

/**
 * Waits until all is heard that the broker keeps. It does not say which message is the last: it has answered what was
 * asked of it after the subscriptions, and nothing has come for a while then.
 * @returns false: it is too slow to tell
 */
export async function heardAll(of: {
  readonly count: () => number;
  /** Asks for a sign of life. */
  readonly ping: (onAnswer: () => void) => void;
  readonly clock: Clock;
}): Promise<boolean> {
  const { count, ping, clock } = of;
  const endMs = clock.monotonicMs() + mostMs;
  const pause = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve));
  for (;;) {
    const before = count();
    const isAnswered = await new Promise<boolean>((resolve) => {
      const late = clock.after(Math.max(0, endMs - clock.monotonicMs()), () => resolve(false));
      ping(() => {
        late.cancel();
        resolve(true);
      });
    });
    if (!isAnswered) return false;
    await pause(quietMs);
    if (count() === before) return true;
  }
}
