import type { Connection, Refusal } from "./connection.ts";
import type { BrokerLimits } from "./limits.ts";
import { type PacketTurns, TurnShare } from "./packet-turns.ts";
import { shareNameOf } from "./quota.ts";
import type { QuotaBook } from "./quota-book.ts";

/** What one principal has of a broker, over all of its connections. */
export class Account {
  /** As in `shareNameOf`. */
  readonly name: string;
  readonly connections = new Set<Connection>();
  readonly turn = new TurnShare();
  /** Filters subscribed to. */
  subscriptions = 0;
  /** Waiting in both directions. */
  queuedBytes = 0;

  constructor(name: string) {
    this.name = name;
  }

  /** Of its connections the one for which most waits. */
  largest(): Connection | undefined {
    let largest: Connection | undefined;
    for (const connection of this.connections)
      if (connection.queuedBytes > (largest?.queuedBytes ?? 0)) largest = connection;
    return largest;
  }
}

/** The accounts of those who are connected, held to what each may have. Those within the process have none. */
export class Accounts {
  readonly #limits: BrokerLimits;
  readonly #quotas: QuotaBook;
  readonly #turns: PacketTurns;
  readonly #byName = new Map<string, Account>();
  #queuedBytes = 0;

  constructor(options: {
    readonly limits: BrokerLimits;
    readonly quotas: QuotaBook;
    readonly turns: PacketTurns;
  }) {
    this.#limits = options.limits;
    this.#quotas = options.quotas;
    this.#turns = options.turns;
  }

  /** Waiting in both directions, for all, those within the process among them. */
  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  /**
   * Counts a connection to the account of whom it belongs to; `before`: the one whose place it takes.
   * @returns why there is no room in it
   */
  open(connection: Connection, before: Connection | undefined): Refusal | undefined {
    const { principal, host, node } = connection;
    const name = shareNameOf(principal, { host, node });
    if (name === undefined) return undefined;
    const account = this.#byName.get(name) ?? new Account(name);
    const { connections } = account;
    const most = this.#mostOf(connection);
    if (connections.size - (before && connections.has(before) ? 1 : 0) >= most) {
      this.#quotas.refused("connections", name, { connections: connections.size });
      if (!isOfNode(connection)) {
        const detail = `${name} has ${most} connections, as many as it may: try again when some have ended`;
        return { returnCode: 3, detail, reason: "over-share" };
      }
      // The newest connection of an agent, or of hecate, is the one that it uses.
      const [oldest] = connections;
      oldest?.cut("gave-way", name);
    }
    this.#byName.set(name, account);
    connections.add(connection);
    account.queuedBytes += connection.queuedBytes;
    connection.joinAccount(account, this.#turns);
    return undefined;
  }

  /** A connection is over, and what waited for it was taken off before. */
  leave(connection: Connection): void {
    const { account } = connection;
    if (!account) return;
    account.connections.delete(connection);
    if (account.connections.size === 0) this.#byName.delete(account.name);
  }

  /** More, or less, waits for a connection: where it is too much, whoever has most is cut off. */
  queued({ account }: Connection, deltaBytes: number): void {
    this.#queuedBytes += deltaBytes;
    if (account) account.queuedBytes += deltaBytes;
    if (deltaBytes <= 0) return;
    const { totalQueueBytes, share } = this.#limits;
    if (account && account.queuedBytes > totalQueueBytes * share.queueShare)
      this.#shed(account, `${account.queuedBytes} bytes wait for ${account.name}`);
    else if (this.#queuedBytes > totalQueueBytes)
      this.#shed(this.#largest(), `${this.#queuedBytes} bytes wait in all`);
  }

  #mostOf(connection: Connection): number {
    const { maxConnections, share } = this.#limits;
    if (isOfNode(connection)) return share.nodeConnections;
    return share.connections ?? Math.ceil(maxConnections / 2);
  }

  #shed(account: Account | undefined, detail: string): void {
    const largest = account?.largest();
    if (!account || !largest) return;
    this.#quotas.refused("queue", account.name, { bytes: account.queuedBytes });
    largest.cut("memory-full", detail);
  }

  /** Whose connections have most waiting, in all. */
  #largest(): Account | undefined {
    let largest: Account | undefined;
    for (const account of this.#byName.values())
      if (account.queuedBytes > (largest?.queuedBytes ?? 0)) largest = account;
    return largest;
  }
}

/** Whether a program of a node's connects, which needs one connection and has the same rights in each. */
function isOfNode({ node, principal }: Connection): boolean {
  return node !== undefined || principal.role === "ups";
}
