import { createServer, type Server, type Socket } from "node:net";
import { HirteError, messageOf } from "../src/core/errors.ts";
import type { Log } from "../src/core/log.ts";
import { isEverywhere } from "./listen-address.ts";

/** The ports that a broker listens on. */
export class Listeners {
  readonly #log: Log;
  readonly #servers: Server[] = [];

  constructor(log: Log) {
    this.#log = log;
  }

  /**
   * Listens there too.
   * @returns the port; the real one where 0 was asked for
   * @throws HirteError `unavailable` when it cannot: an address may come up later
   */
  async open(address: string, port: number, accept: (socket: Socket) => void): Promise<number> {
    // noDelay: Nagle's algorithm would hold a small packet back for tens of milliseconds.
    const server = createServer(
      { noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 },
      accept,
    );
    this.#servers.push(server);
    try {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        // Without a host Node takes ::, or 0.0.0.0 where the machine knows no IPv6.
        server.listen({ ...(isEverywhere(address) ? {} : { host: address }), port }, resolve);
      });
    } catch (cause) {
      const message = `the broker cannot listen on ${address} port ${port}: ${messageOf(cause)}`;
      throw new HirteError("unavailable", message, { cause, details: { address, port } });
    }
    server.removeAllListeners("error");
    server.on("error", (error) => this.#log.error({ address, error }, "the broker's port failed"));
    const bound = portOf(server);
    this.#log.debug({ address, port: bound }, "the broker listens");
    return bound;
  }

  /** Takes nobody any more at once; resolves when all that came by them are gone. */
  async close(): Promise<void> {
    await Promise.all(
      this.#servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))),
    );
  }
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}
