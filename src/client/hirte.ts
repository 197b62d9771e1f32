import { HirteError } from "../core/errors.ts";
import { noLog } from "../core/no-log.ts";
import type { Job, NodeRow, UnitRow } from "../protocol/generated/schemas.ts";
import { managerNode } from "../protocol/topics.ts";
import { eventsOf, type HirteEvent, keyOf } from "./events.ts";
import {
  type ArgsOf,
  type ChangeName,
  HirteClient,
  type JobHandle,
  type QueryOptions,
  type RowOf,
  type RowVerb,
  type SubmitOptions,
  type WatchFilter,
} from "./hirte-client.ts";
import { LatestQueue } from "./latest-queue.ts";
import { localServer } from "./local-server.ts";
import { waysTo } from "./ways.ts";

/** How to reach hirte, and as whom. */
export interface HirteOptions {
  /**
   * Where the primary is: a name or address, or several, tried in order. Default 127.0.0.1. Or, on the primary
   * itself, `unix:/run/hirte/hirte.sock`: hirte then knows the user by its uid, and `user` and `password` say nothing.
   */
  readonly host?: string | readonly string[];
  /** Default 2020. */
  readonly port?: number;
  /** Name to ask under: letters, digits, . _ @ - only, 63 at most. Needed where `host` is no socket. */
  readonly user?: string;
  readonly password?: string;
  /**
   * Whether the primary is spoken to over TLS, and must prove who it is. Default: as for hirtectl on this machine,
   * by HIRTE_TLS and its files below /etc/hirte, where these speak of `host`; on where they do not. Of no meaning for a
   * socket.
   */
  readonly tls?: "on" | "off";
  /** File with the certificate of the CA that must have signed the primary's, PEM. Default: where hirtectl finds it. */
  readonly caFile?: string;
  /** With TLS off the password is shown to other machines, too, and to everybody in between. Default: it is not. */
  readonly allowInsecure?: boolean;
  /** How long the first connection may take, in milliseconds. Default 5000. */
  readonly connectTimeoutMs?: number;
  /** Gives up connecting. */
  readonly signal?: AbortSignal;
}

/** Times of a job of a unit. */
export interface UnitJobOptions extends SubmitOptions {
  /**
   * Type=simple, exec and idle, which do not say when they are ready: how long a start must hold before it
   * counts as done, in milliseconds. Default 100.
   */
  readonly settleMs?: number;
}

const defaultPort = 2020;
const defaultSettleMs = 100;

/**
 * Connects to hirte.
 * @throws HirteError `not-reachable`; `denied`, `busy`: user and password were not taken; `closed` when
 *   aborted; `bad-argument`; `bad-config`: the CA's certificate cannot be read, or a password would be shown to
 *   another machine without TLS
 */
export async function connect(options: HirteOptions): Promise<Hirte> {
  const {
    host = "127.0.0.1",
    port = defaultPort,
    user,
    password,
    tls,
    caFile,
    allowInsecure,
    connectTimeoutMs,
    signal,
  } = options;
  const common = {
    log: noLog,
    ...(connectTimeoutMs === undefined ? {} : { connectTimeoutMs }),
    ...(signal ? { signal } : {}),
  };
  if (typeof host === "string" && host.startsWith("unix:")) {
    const server = localServer(host.slice("unix:".length));
    return new Hirte(await HirteClient.connect({ ...server, ...common }));
  }
  // Programs in JavaScript leave it out, too.
  if (typeof user !== "string" || !/^[A-Za-z0-9._@-]{1,63}$/.test(user)) {
    throw new HirteError("bad-argument", `"${user}" is not a user's name`);
  }
  const hosts = typeof host === "string" ? [host] : host;
  const client = await HirteClient.connect({
    servers: waysTo({
      ...{ hosts, port, tls, caFile, allowInsecure },
      hasPassword: password !== undefined,
    }),
    serverNames: hosts.map((name) =>
      name.includes(":") ? `[${name}]:${port}` : `${name}:${port}`,
    ),
    user,
    ...common,
    ...(password === undefined ? {} : { password }),
  });
  return new Hirte(client);
}

/**
 * A connection to hirte, which keeps itself up until `close`. What was asked for goes on being asked
 * for over a broken connection, and is done once; watches go on by themselves.
 */
export class Hirte implements AsyncDisposable {
  readonly #client: HirteClient;
  readonly #open = new Set<{ close(): void }>();

  constructor(client: HirteClient) {
    this.#client = client;
  }

  /**
   * Starts a unit. Resolves with the job once it has ended, however it did: read `result`.
   * @throws HirteError the code of a refusal (nothing was done, and nothing will be); `not-reachable`;
   *   `outcome-unknown`: it was sent, and hirte did not come back to tell
   */
  start(node: string, unit: string, options: UnitJobOptions = {}): Promise<Job> {
    const { settleMs = defaultSettleMs } = options;
    return this.change(node, "start", { unit, settleMs }, options).finished;
  }

  /** Stops a unit; as `start`. */
  stop(node: string, unit: string, options: SubmitOptions = {}): Promise<Job> {
    return this.change(node, "stop", { unit }, options).finished;
  }

  /** Stops a unit and starts it again; as `start`. */
  restart(node: string, unit: string, options: UnitJobOptions = {}): Promise<Job> {
    const { settleMs = defaultSettleMs } = options;
    return this.change(node, "restart", { unit, settleMs }, options).finished;
  }

  /** Asks a unit to reload its configuration; as `start`. */
  reload(node: string, unit: string, options: SubmitOptions = {}): Promise<Job> {
    return this.change(node, "reload", { unit }, options).finished;
  }

  /** Any verb that changes something. The handle tells how it goes. */
  change<V extends ChangeName>(
    node: string,
    verb: V,
    args: ArgsOf<V>,
    options: SubmitOptions = {},
  ): JobHandle {
    return this.#client.submit(node, verb, args, options);
  }

  /**
   * The rows that answer a question about a node, or about hirte itself (node `@manager`).
   * @throws HirteError the code of a refusal, `not-reachable`, `deadline`, `closed`
   */
  ask<V extends RowVerb>(
    node: string,
    verb: V,
    args: ArgsOf<V>,
    options: QueryOptions = {},
  ): Promise<RowOf<V>[]> {
    return this.#client.query(node, verb, args, options);
  }

  nodes(options: QueryOptions = {}): Promise<NodeRow[]> {
    return this.ask(managerNode, "list-nodes", {}, options);
  }

  /** The loaded units of some or all nodes; `stale` where a row is what was last seen. */
  units(filter: WatchFilter = {}, options: QueryOptions = {}): Promise<UnitRow[]> {
    const { nodes, units } = filter;
    const args = {
      ...(nodes ? { nodes: [...nodes] } : {}),
      ...(units ? { units: [...units] } : {}),
    };
    return this.ask(managerNode, "list-units", args, options);
  }

  /**
   * Nodes and units as they are now, then each change, until the loop is left or the connection is
   * closed. A reader that is slow gets the newest state of each; nothing piles up.
   * @throws HirteError `denied`, `closed`
   */
  async *watch(filter: WatchFilter = {}): AsyncGenerator<HirteEvent, void, void> {
    const queue = new LatestQueue<string, HirteEvent>();
    this.#open.add(queue);
    const watch = await this.#client.watchUnits(filter, (change, view) => {
      for (const event of eventsOf(change, view)) {
        // That a node is synced is true of the units that were told before.
        if (event.kind === "node") queue.putLast(keyOf(event), event);
        else queue.put(keyOf(event), event);
      }
    });
    try {
      yield* queue;
    } finally {
      watch.close();
      this.#open.delete(queue);
    }
  }

  /** Lets go of a job; the last who waits for it cancels it in systemd. @throws HirteError `no-such-job` */
  async cancel(id: string, options: QueryOptions = {}): Promise<Job | undefined> {
    const [job] = await this.ask(managerNode, "cancel", { job: id }, options);
    return job;
  }

  /** Leaves. Jobs go on; whoever waits for one gets `outcome-unknown`; loops over `watch` end. */
  async close(): Promise<void> {
    for (const queue of [...this.#open]) queue.close();
    await this.#client.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
