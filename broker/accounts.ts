import type { Connection } from "./connection.ts";
import { TurnShare } from "./packet-turns.ts";

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

/** The accounts of those who are connected. */
export class Accounts {
  readonly #byName = new Map<string, Account>();

  /** The account of this name; nothing is counted there before `join`. */
  of(name: string): Account {
    return this.#byName.get(name) ?? new Account(name);
  }

  /** A connection is from now on one of this account's. */
  join(account: Account, connection: Connection): void {
    this.#byName.set(account.name, account);
    account.connections.add(connection);
    account.queuedBytes += connection.queuedBytes;
    connection.account = account;
  }

  /** A connection is over, and what waited for it was taken off before. */
  leave(connection: Connection): void {
    const { account } = connection;
    if (!account) return;
    account.connections.delete(connection);
    if (account.connections.size === 0) this.#byName.delete(account.name);
  }

  /** Whose connections have most waiting, in all. */
  largest(): Account | undefined {
    let largest: Account | undefined;
    for (const account of this.#byName.values())
      if (account.queuedBytes > (largest?.queuedBytes ?? 0)) largest = account;
    return largest;
  }
}
