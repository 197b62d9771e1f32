import type { HirteClient, Watch } from "../../src/client/hirte-client.ts";
import type { Log } from "../../src/core/log.ts";
import { nodeInterface } from "../../src/dbus/generated/interfaces.ts";
import type { ObjectPart, ObjectServer, ServedObject } from "../../src/dbus/object-server.ts";
import type { NodeState } from "../../src/protocol/generated/schemas.ts";
import { managerNode } from "../../src/protocol/topics.ts";
import type { FleetView, ViewChange } from "../../src/units/view.ts";
import { bluechi } from "./names.ts";

/** Status of a node as BlueChi knows it: whatever is not online is offline. */
export type NodeStatus = "online" | "offline";
/** Status of the whole system. */
export type SystemStatus = "up" | "degraded" | "down";

interface Entry {
  readonly object: ServedObject;
  status: NodeStatus;
}

/** The nodes as objects on the bus, and their status as hirte tells it. */
export class NodeBoard {
  readonly #server: ObjectServer;
  readonly #client: HirteClient;
  readonly #log: Log;
  readonly #makePart: (node: string) => ObjectPart;
  readonly #onSystemStatus: () => void;
  readonly #nodes = new Map<string, Entry>();
  #watch: Watch | undefined;
  #view: FleetView | undefined;
  #systemStatus: SystemStatus = "down";

  /** `makePart`: the interface of a node's object. `onSystemStatus`: told when it has changed. */
  constructor(options: {
    readonly server: ObjectServer;
    readonly client: HirteClient;
    readonly log: Log;
    readonly makePart: (node: string) => ObjectPart;
    readonly onSystemStatus: () => void;
  }) {
    this.#server = options.server;
    this.#client = options.client;
    this.#log = options.log;
    this.#makePart = options.makePart;
    this.#onSystemStatus = options.onSystemStatus;
  }

  /** Begins to watch; resolves when every node there is has its object. */
  async start(): Promise<void> {
    this.#watch = await this.#client.watchNodes((change, view) => this.#onChange(change, view));
  }

  get systemStatus(): SystemStatus {
    return this.#systemStatus;
  }

  get names(): readonly string[] {
    return [...this.#nodes.keys()].sort();
  }

  has(node: string): boolean {
    return this.#nodes.has(node);
  }

  statusOf(node: string): NodeStatus {
    return this.#nodes.get(node)?.status ?? "offline";
  }

  /** What hirte says of a node, while it is online. */
  online(node: string): NodeState | undefined {
    return this.statusOf(node) === "online" ? this.#view?.node(node)?.state : undefined;
  }

  /** hirte is leaving: nobody is managed any more. The nodes themselves go on, so of them nothing is told. */
  stop(): void {
    this.#watch?.close();
    if (this.#systemStatus === "down") return;
    this.#systemStatus = "down";
    this.#onSystemStatus();
  }

  #onChange(change: ViewChange, view: FleetView): void {
    this.#view = view;
    switch (change.kind) {
      case "manager":
        if (change.isUp) this.#judgeLater();
        this.#judgeAll();
        return;
      case "node":
        if (change.after) this.#add(change.node);
        else this.#remove(change.node);
        this.#judgeAll();
        return;
      case "unit":
      case "staleness":
        return;
    }
  }

  /** A node that is as it was before the connection broke is not told of: it is looked at again. */
  #judgeLater(): void {
    this.#client
      .query(managerNode, "time", {})
      .then(() => this.#judgeAll())
      .catch((error) => this.#log.debug({ error }, "hirte does not answer yet"));
  }

  #add(node: string): void {
    if (this.#nodes.has(node)) return;
    const object = this.#server.add(bluechi.nodePath(node), this.#makePart(node));
    this.#nodes.set(node, { object, status: "offline" });
  }

  #remove(node: string): void {
    this.#nodes.get(node)?.object.remove();
    this.#nodes.delete(node);
  }

  #judgeAll(): void {
    let online = 0;
    for (const [node, entry] of this.#nodes) {
      const shown = this.#view?.node(node);
      const isOnline = shown !== undefined && !shown.isStale && shown.state.state === "online";
      if (isOnline) online++;
      const status = isOnline ? "online" : "offline";
      if (status === entry.status) continue;
      entry.status = status;
      entry.object.changed(nodeInterface, "Status");
    }
    const status = online === 0 ? "down" : online === this.#nodes.size ? "up" : "degraded";
    if (status === this.#systemStatus) return;
    this.#systemStatus = status;
    this.#onSystemStatus();
  }
}
