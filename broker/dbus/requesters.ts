import { HirteClient } from "../../src/client/hirte-client.ts";
import type { Log } from "../../src/core/log.ts";
import type { BusClients } from "../../src/dbus/bus-clients.ts";
import type { Caller } from "../../src/dbus/interface-spec.ts";
import type { Credentials, StreamFactory } from "../../src/mqtt/link.ts";

/** Clients of hirte in the names of those who call on the bus: one for each user, kept. */
export class Requesters {
  readonly #options: {
    readonly servers: readonly StreamFactory[];
    readonly credentials?: Credentials | undefined;
    readonly clients: BusClients;
    readonly loginNameOf: (uid: number) => Promise<string>;
    readonly log: Log;
  };
  readonly #byUid = new Map<number, Promise<HirteClient>>();

  constructor(options: {
    readonly servers: readonly StreamFactory[];
    readonly credentials?: Credentials | undefined;
    readonly clients: BusClients;
    readonly loginNameOf: (uid: number) => Promise<string>;
    readonly log: Log;
  }) {
    this.#options = options;
  }

  /**
   * The client that asks in the caller's name.
   * @throws HirteError `dbus-gone` when the caller has left, `not-reachable`
   */
  async of({ sender }: Caller): Promise<HirteClient> {
    const uid = await this.#options.clients.uidOf(sender);
    const known = this.#byUid.get(uid);
    if (known !== undefined) return known;
    const connecting = this.#connect(uid);
    this.#byUid.set(uid, connecting);
    connecting.catch(() => this.#byUid.delete(uid));
    return connecting;
  }

  /** Leaves; jobs that are under way go on. */
  async close(): Promise<void> {
    const clients = await Promise.allSettled(this.#byUid.values());
    await Promise.all(clients.map((c) => c.status === "fulfilled" && c.value.close("cut")));
  }

  async #connect(uid: number): Promise<HirteClient> {
    const { servers, credentials, loginNameOf, log } = this.#options;
    return HirteClient.connect({ servers, credentials, log, user: await loginNameOf(uid) });
  }
}
