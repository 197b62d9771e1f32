import { createServer, type Server } from "node:net";
import type { Authentication } from "../../broker/logins.ts";
import type { Principal } from "../../broker/principal.ts";
import { BrokerUnderTest } from "./broker.ts";
import { type ConnectOptions, WireClient } from "./wire-client.ts";

/** Somebody that a broker can tell from others. */
export type Who = "node A" | "node B" | "viewer" | "operator" | "admin" | "manager";

/** Everybody, as the broker is to see them. */
export const everybody = {
  "node A": { role: "agent", node: "a" },
  "node B": { role: "agent", node: "b" },
  viewer: { role: "viewer", user: "vera" },
  operator: { role: "operator", user: "olga" },
  admin: { role: "admin", user: "ada" },
  manager: { role: "manager" },
} as const satisfies Readonly<Record<Who, Principal>>;

/** Right for each of the users. */
export const rightPassword = "right password";

/** Knows the users of `everybody` by one password. */
export const oneForAll: Authentication = {
  verify: async (user, password) => {
    const found = Object.values<Principal>(everybody).find((p) => "user" in p && p.user === user);
    return password === rightPassword ? found : undefined;
  },
};

/** A broker that asks who its clients are; agents come in where their transport proves who they are. */
export class AskingBroker {
  readonly tested: BrokerUnderTest;
  readonly #servers = new Map<string, Server>();
  readonly #clients: WireClient[] = [];

  private constructor(tested: BrokerUnderTest) {
    this.tested = tested;
  }

  static async start(authentication: Authentication = oneForAll): Promise<AskingBroker> {
    const asking = new AskingBroker(await BrokerUnderTest.start({ authentication }));
    for (const proven of [everybody["node A"], everybody["node B"]]) {
      const server = createServer((socket) =>
        asking.tested.broker.accept(socket, {
          address: `${socket.remoteAddress}:${socket.remotePort}`,
          via: "plain",
          proven,
        }),
      );
      await new Promise<void>((resolve) => server.listen({ host: "127.0.0.1", port: 0 }, resolve));
      asking.#servers.set(proven.node, server);
    }
    return asking;
  }

  /** A connection of somebody's, and what its CONNECT was answered. */
  async tries(
    who: Who,
    options: ConnectOptions = {},
  ): Promise<{ readonly client: WireClient; readonly returnCode: number }> {
    const principal = everybody[who];
    const client =
      principal.role === "manager"
        ? new WireClient(this.tested.broker.inMemoryStream())
        : await WireClient.open(
            "node" in principal ? this.#portOf(principal.node) : this.tested.port,
          );
    this.#clients.push(client);
    const shown = "user" in principal ? { username: principal.user, password: rightPassword } : {};
    return { client, returnCode: await client.connect({ ...shown, ...options }) };
  }

  /** A client of somebody's, connected. */
  async client(who: Who, options: ConnectOptions = {}): Promise<WireClient> {
    const { client, returnCode } = await this.tries(who, options);
    if (returnCode !== 0) throw new Error(`${who} was refused with ${returnCode}`);
    return client;
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.stream.destroy();
    await this.tested.stop();
    for (const server of this.#servers.values()) {
      await new Promise<void>((resolve) => server.close(() => resolve()));
    }
  }

  #portOf(node: string): number {
    const address = this.#servers.get(node)?.address();
    if (typeof address !== "object" || !address) throw new Error(`no port for node ${node}`);
    return address.port;
  }
}

/** A broker that asks who its clients are, for each test of the suite it is called in. */
export function useAskingBroker(): () => AskingBroker {
  let broker: AskingBroker | undefined;
  beforeEach(async () => {
    broker = await AskingBroker.start();
  });
  afterEach(async () => {
    await broker?.stop();
    broker = undefined;
  });
  return () => {
    if (!broker) throw new Error("the broker is there within tests only");
    return broker;
  };
}
