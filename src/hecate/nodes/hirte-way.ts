import { HirteClient } from "../../client/hirte-client.ts";
import { formatEndpoint } from "../../config/address.ts";
import type { HecateConfig } from "../../config/hecate-types.ts";
import type { Clock } from "../../core/clock.ts";
import type { Log } from "../../core/log.ts";
import { wayTo } from "../../identity/node-identity.ts";
import { coordinatorUser } from "../../protocol/power-names.ts";

/** What of a client is needed to have something done on nodes. */
export type HirteAsker = Pick<HirteClient, "submit" | "query">;

/**
 * The connection by which nodes are asked through hirte: as the coordinator, by the certificate of this node. It is
 * kept, nothing waits for it to be there, and what is asked over it is asked again when it is back.
 */
export class HirteWay {
  readonly #options: { readonly clock: Clock; readonly log: Log };
  #client: HirteClient | undefined;
  #mark: string | undefined;

  constructor(options: { readonly clock: Clock; readonly log: Log }) {
    this.#options = options;
  }

  /** Undefined before `apply`. */
  get client(): HirteClient | undefined {
    return this.#client;
  }

  /**
   * Connects as the configuration says; where it says what it said before, nothing changes. Who waited for something on a
   * connection that is replaced is told that its outcome is unknown: the same again, under its id, tells it.
   */
  apply({ broker }: Pick<HecateConfig, "broker">): void {
    const mark = JSON.stringify(broker);
    if (mark === this.#mark) return;
    this.#mark = mark;
    void this.#client?.close("cut");
    this.#client = HirteClient.open({
      servers: [wayTo(broker, broker)],
      serverNames: [formatEndpoint(broker)],
      user: coordinatorUser,
      ...this.#options,
    });
  }

  /** Leaves; what was begun goes on. */
  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.close();
  }
}
