import type { HirteClient } from "../../src/client/hirte-client.ts";
import type { BusClients } from "../../src/dbus/bus-clients.ts";
import { busError, busErrors } from "../../src/dbus/bus-error.ts";
import { type MonitorMembers, monitorInterface } from "../../src/dbus/generated/interfaces.ts";
import type { Caller } from "../../src/dbus/interface-spec.ts";
import { type ObjectServer, part, type ServedObject } from "../../src/dbus/object-server.ts";
import { toBusError } from "./errors.ts";
import { bluechi, bluechiErrors } from "./names.ts";
import { Subscription, type Wanted } from "./subscription.ts";
import { changedProperties } from "./unit-properties.ts";
import type { UnitEvent } from "./unit-teller.ts";

/** What a monitor is made of. */
export interface MonitorParts {
  readonly id: number;
  /** Unique name of who made it: it ends with that one's connection. */
  readonly owner: string;
  readonly server: ObjectServer;
  readonly clients: BusClients;
  readonly client: HirteClient;
  /** Numbers of subscriptions and peers, never given twice. */
  readonly nextId: () => number;
  readonly onClosed: (monitor: Monitor) => void;
}

interface Peer {
  readonly name: string;
  readonly forget: () => void;
}

type SignalName = keyof MonitorMembers["signals"] & string;

const maxSubscriptions = 1000;
const maxPeers = 100;

/** A monitor: tells its owner, and the peers that were added, of the units that are subscribed to. */
export class Monitor {
  readonly path: string;
  readonly #parts: MonitorParts;
  readonly #object: ServedObject;
  readonly #forgetOwner: () => void;
  readonly #subscriptions = new Map<number, Subscription>();
  readonly #peers = new Map<number, Peer>();
  #isClosed = false;

  constructor(parts: MonitorParts) {
    this.#parts = parts;
    this.path = bluechi.monitorPath(parts.id);
    this.#object = parts.server.add(
      this.path,
      part(monitorInterface, {
        methods: {
          Close: () => this.#onClose(),
          Subscribe: (caller, node, unit) => this.#subscribe(caller, { node, units: [unit] }),
          SubscribeList: (caller, node, units) => this.#subscribe(caller, { node, units }),
          Unsubscribe: (_caller, id) => this.#unsubscribe(id),
          AddPeer: (_caller, name) => this.#addPeer(name),
          RemovePeer: (_caller, id, reason) => this.#removePeer(id, reason),
        },
        properties: {},
      }),
    );
    this.#forgetOwner = parts.clients.onGone(parts.owner, () => this.close());
  }

  /** Ends it, and tells its peers; idempotent. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#forgetOwner();
    for (const subscription of this.#subscriptions.values()) subscription.close();
    this.#subscriptions.clear();
    for (const id of [...this.#peers.keys()]) this.#dropPeer(id, "monitor closed");
    this.#object.remove();
    this.#parts.onClosed(this);
  }

  #onClose(): readonly [] {
    this.close();
    return [];
  }

  async #subscribe(caller: Caller, wanted: Wanted): Promise<readonly [number]> {
    if (this.#subscriptions.size >= maxSubscriptions) {
      throw busError(
        busErrors.limitsExceeded,
        `a monitor holds ${maxSubscriptions} subscriptions at most`,
      );
    }
    const id = this.#parts.nextId();
    const subscription = new Subscription({
      id,
      wanted,
      onEvent: (event, from) => this.#tell(event, from),
      older: this.#subscriptions.values(),
    });
    this.#subscriptions.set(id, subscription);
    try {
      await subscription.start(this.#parts.client);
    } catch (error) {
      subscription.close();
      this.#subscriptions.delete(id);
      throw toBusError(error);
    }
    caller.onAnswered(() => subscription.open());
    return [id];
  }

  #unsubscribe(id: number): readonly [] {
    const subscription = this.#subscriptions.get(id);
    if (!subscription) {
      throw busError(bluechiErrors.noSuchSubscription, `Subscription '${id}' not found`);
    }
    subscription.close();
    this.#subscriptions.delete(id);
    return [];
  }

  async #addPeer(name: string): Promise<readonly [number]> {
    const { owner, clients, nextId } = this.#parts;
    if (!/^:[\w.-]+$/.test(name) || !(await clients.isThere(name))) {
      throw busError(busErrors.invalidArgs, `nobody on the bus has the unique name '${name}'`);
    }
    const isKnown = name === owner || [...this.#peers.values()].some((peer) => peer.name === name);
    if (isKnown) throw busError(busErrors.failed, `'${name}' is told of everything already`);
    if (this.#peers.size >= maxPeers) {
      throw busError(busErrors.limitsExceeded, `a monitor has ${maxPeers} peers at most`);
    }
    const id = nextId();
    const forget = clients.onGone(name, () => this.#peers.delete(id));
    this.#peers.set(id, { name, forget });
    return [id];
  }

  #removePeer(id: number, reason: string): readonly [] {
    if (!this.#peers.has(id)) throw busError(busErrors.failed, `Peer '${id}' not found`);
    this.#dropPeer(id, reason);
    return [];
  }

  #dropPeer(id: number, reason: string): void {
    const peer = this.#peers.get(id);
    if (!peer) return;
    peer.forget();
    this.#peers.delete(id);
    this.#object.emit(monitorInterface, "PeerRemoved", [reason], peer.name);
  }

  /** An event that two subscriptions tell of is told once, by the older one. */
  #tell(event: UnitEvent, from: Subscription): void {
    if (!from.isKeeping) {
      for (const older of this.#subscriptions.values()) {
        if (older.id >= from.id) break;
        if (older.tells(event, from)) return;
      }
    }
    const { node, unit } = event;
    switch (event.kind) {
      case "new":
        this.#send("UnitNew", [node, unit, event.reason]);
        return;
      case "removed":
        this.#send("UnitRemoved", [node, unit, event.reason]);
        return;
      case "state":
        this.#send("UnitStateChanged", [node, unit, event.active, event.sub, event.reason]);
        return;
      case "properties":
        for (const { interface: iface, props } of changedProperties(
          unit,
          event.before,
          event.after,
        )) {
          this.#send("UnitPropertiesChanged", [node, unit, iface, props]);
        }
        return;
    }
  }

  /** To each of those concerned alone: others on the bus have not asked for it. */
  #send<S extends SignalName>(signal: S, args: MonitorMembers["signals"][S]): void {
    for (const name of [this.#parts.owner, ...[...this.#peers.values()].map((p) => p.name)]) {
      this.#object.emit(monitorInterface, signal, args, name);
    }
  }
}
