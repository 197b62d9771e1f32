import type { Log } from "../src/core/log.ts";
import type {
  Echo,
  Gone,
  Heartbeat,
  Hello,
  ManagerState,
  NodeRow,
  NodeState,
  Problem,
  UnitRow,
} from "../src/protocol/generated/schemas.ts";
import { Bucket } from "./bucket.ts";
import type { Judgement } from "./hearing.ts";
import {
  isSameToReaders,
  type Moment,
  type NodeEffect,
  type NodeInput,
  type NodeRecord,
  pingMs,
  stepNode,
  unknownNode,
} from "./node.ts";
import type { QuotaBook } from "./quota-book.ts";
import { UnitTable } from "./unit-table.ts";

/** What the registry of nodes needs of the manager. */
export interface NodeRegistryPorts {
  moment(): Moment;
  nextSession(): number;
  publishState(record: NodeRecord): void;
  welcome(record: NodeRecord, hello: Hello): void;
  refuse(node: string, hello: Hello, problem: Problem): void;
  ping(record: NodeRecord, ping: number): void;
  onUnreachable(record: NodeRecord): void;
  onRecovered(record: NodeRecord): void;
  onLost(record: NodeRecord): void;
  /** All its units of this session are known. */
  onSynced(record: NodeRecord): void;
  /** The node is taken off: what was kept of it goes, and it is told, where it is there. */
  dismiss(record: NodeRecord, units: readonly string[]): void;
  /** An agent that may not join has said something that the broker keeps. */
  clearUnit(node: string, unit: string): void;
  clearInventory(node: string): void;
}

interface Entry {
  record: NodeRecord;
  readonly units: UnitTable;
  readonly hellos: Bucket;
  /** The last attempt to judge it failed, and the log says so. */
  isFailing: boolean;
}

/** Hellos of one node that are heard: an agent says one a second until it is welcomed. */
const hellosOfNode = { burst: 20, perSecond: 4 };
/** Of all those that may not join, together: each is told so, and a line is in the log. */
const hellosOfStrangers = { burst: 1000, perSecond: 50 };

/** The allowed nodes: a state machine each (node.ts), and the units they published. */
export class NodeRegistry {
  readonly #ports: NodeRegistryPorts;
  readonly #log: Log;
  readonly #quotas: QuotaBook;
  readonly #entries = new Map<string, Entry>();
  readonly #strangers: Bucket;

  constructor(options: {
    readonly quotas: QuotaBook;
    readonly allowed: readonly string[];
    readonly ports: NodeRegistryPorts;
    readonly log: Log;
  }) {
    this.#ports = options.ports;
    this.#log = options.log;
    this.#quotas = options.quotas;
    this.#strangers = new Bucket(hellosOfStrangers, options.ports.moment().monoMs);
    for (const name of options.allowed) this.#add(name);
  }

  /** Who may join from now on. Those that stay notice nothing. */
  setAllowed(names: readonly string[]): {
    readonly added: readonly string[];
    readonly removed: readonly string[];
  } {
    const wanted = new Set(names);
    const added = [...wanted].filter((name) => !this.#entries.has(name));
    const removed: string[] = [];
    for (const [name, { record, units }] of this.#entries) {
      if (wanted.has(name)) continue;
      this.#entries.delete(name);
      removed.push(name);
      this.#ports.dismiss(record, [...units.names()]);
    }
    for (const name of added) this.#ports.publishState(this.#add(name));
    return { added, removed };
  }

  has(node: string): boolean {
    return this.#entries.has(node);
  }

  find(node: string): NodeRecord | undefined {
    return this.#entries.get(node)?.record;
  }

  *records(): Generator<NodeRecord> {
    for (const { record } of this.#entries.values()) yield record;
  }

  onHello(node: string, hello: Hello): void {
    const entry = this.#entries.get(node);
    // It is said again, and then heard.
    if ((entry?.hellos ?? this.#strangers).take(this.#ports.moment().monoMs) === undefined) {
      const who = entry ? `node ${node}` : "nodes that may not join";
      this.#quotas.refused("hellos", who);
      return;
    }
    if (!entry) {
      this.#log.warn(
        { node, address: hello.address },
        "an agent was refused: its name is not in AllowedNodeNames=",
      );
      this.#ports.refuse(node, hello, {
        code: "no-such-node",
        message: `node ${node} is not known to hirte: hirtectl node allow ${node}, or AllowedNodeNames= in hirte.conf, lets it join`,
      });
      return;
    }
    this.#step(entry, { kind: "hello", hello, session: this.#ports.nextSession() });
  }

  /** Its hello is not answered; `reason`: what its state says from then on, unless it is online. */
  keepOut(node: string, reason: string): void {
    const entry = this.#entries.get(node);
    if (entry) this.#step(entry, { kind: "kept-out", reason });
  }

  onGone(node: string, gone: Gone): void {
    const entry = this.#entries.get(node);
    if (entry) this.#step(entry, { kind: "gone", gone });
  }

  /** @returns whether the heartbeat is of the node's current session, and is to be answered. */
  onHeartbeat(node: string, heartbeat: Heartbeat): boolean {
    return this.isCurrent(node, heartbeat.session);
  }

  onEcho(node: string, { session, ping }: Echo): void {
    const entry = this.#current(node, session);
    if (entry) this.#step(entry, { kind: "answered", ping });
  }

  /** @returns whether a message of this session is to be believed. */
  isCurrent(node: string, session: number): boolean {
    const entry = this.#current(node, session);
    if (entry) this.#step(entry, { kind: "heard" });
    return entry !== undefined;
  }

  /** `isRetained`: the broker has kept it, which says nothing of whether the node is still there. */
  onUnit(
    { node, unit }: { readonly node: string; readonly unit: string },
    state: Parameters<UnitTable["onUnit"]>[1],
    isRetained: boolean,
  ): void {
    const entry = this.#entries.get(node);
    if (!entry) {
      // Said before it heard that it is to leave.
      if (state && !isRetained) this.#ports.clearUnit(node, unit);
      return;
    }
    if (state && !isRetained && state.session === entry.record.session)
      this.#step(entry, { kind: "heard" });
    if (entry.units.onUnit(unit, state)) this.#step(entry, { kind: "synced" });
  }

  /** `isRetained` as for `onUnit`. */
  onInventory(
    node: string,
    inventory: Parameters<UnitTable["onInventory"]>[0],
    isRetained: boolean,
  ): void {
    const entry = this.#entries.get(node);
    if (!entry) {
      if (!isRetained) this.#ports.clearInventory(node);
      return;
    }
    if (!isRetained && inventory.session === entry.record.session)
      this.#step(entry, { kind: "heard" });
    if (entry.units.onInventory(inventory)) this.#step(entry, { kind: "synced" });
  }

  /** Time has passed, and the nodes are judged; what fails for one of them concerns no other. */
  tick({ stalledMs, upToMonoMs }: Judgement): void {
    const moment = this.#ports.moment();
    for (const entry of this.#entries.values()) {
      if (stalledMs > 0) entry.record = forgive(entry.record, stalledMs, moment.monoMs);
      try {
        this.#step(
          entry,
          { kind: "tick", session: () => this.#ports.nextSession() },
          { ...moment, monoMs: upToMonoMs },
        );
        entry.isFailing = false;
      } catch (error) {
        if (!entry.isFailing)
          this.#log.error({ node: entry.record.name, error }, "a node could not be judged");
        entry.isFailing = true;
      }
    }
  }

  counts(): NonNullable<ManagerState["nodes"]> {
    const counts = { total: this.#entries.size, online: 0, unreachable: 0, offline: 0 };
    for (const { record } of this.#entries.values()) counts[record.state]++;
    return counts;
  }

  nodeRows(): NodeRow[] {
    const { monoMs } = this.#ports.moment();
    return [...this.#entries.values()].map(({ record, units }) => ({
      node: record.name,
      state: record.state,
      reason: record.reason,
      since: record.since,
      synced: record.isSynced,
      units: units.size,
      ...(record.lastSeen === undefined
        ? {}
        : {
            lastSeen: record.lastSeen,
            ageMs: Math.max(0, Math.round(monoMs - record.heardMonoMs)),
          }),
      ...(record.address === undefined ? {} : { address: record.address }),
      ...(record.version === undefined ? {} : { version: record.version }),
      ...(record.power === undefined ? {} : { power: record.power }),
      ...(record.bootId === undefined ? {} : { bootId: record.bootId }),
    }));
  }

  /** Active states of units, empty where one is not loaded; undefined while they are not to be believed. */
  activeStates(node: string, units: readonly string[]): readonly string[] | undefined {
    const entry = this.#entries.get(node);
    if (entry?.record.state !== "online" || !entry.record.isSynced) return undefined;
    return units.map((unit) => entry.units.activeState(unit));
  }

  *unitRows(
    nodes: readonly string[] | undefined,
    isWanted: (unit: string) => boolean,
  ): Generator<UnitRow> {
    for (const name of nodes ?? this.#entries.keys()) {
      const entry = this.#entries.get(name);
      if (!entry) continue;
      const { state, isSynced } = entry.record;
      yield* entry.units.rows(name, state !== "online" || !isSynced, isWanted);
    }
  }

  #add(name: string): NodeRecord {
    const moment = this.#ports.moment();
    const record = unknownNode(name, moment);
    const hellos = new Bucket(hellosOfNode, moment.monoMs);
    const onFull = () => this.#quotas.refused("units", `node ${name}`);
    const units = new UnitTable({ onFull });
    this.#entries.set(name, { record, units, hellos, isFailing: false });
    return record;
  }

  #current(node: string, session: number): Entry | undefined {
    const entry = this.#entries.get(node);
    return entry?.record.session === session ? entry : undefined;
  }

  #step(entry: Entry, input: NodeInput, moment: Moment = this.#ports.moment()): void {
    const before = entry.record;
    const { record, effects } = stepNode(before, input, moment);
    entry.record = record;
    if (record.session !== before.session && record.session !== undefined)
      entry.units.begin(record.session);
    if (!isSameToReaders(before, record)) {
      this.#logChange(before, record);
      this.#ports.publishState(record);
    }
    for (const effect of effects) this.#carryOut(record, effect);
    if (record.isSynced && (!before.isSynced || record.session !== before.session))
      this.#ports.onSynced(record);
  }

  #carryOut(record: NodeRecord, effect: NodeEffect): void {
    switch (effect.kind) {
      case "welcome":
        this.#ports.welcome(record, effect.hello);
        return;
      case "refuse":
        this.#log.warn(
          { node: record.name, address: effect.hello.address, problem: effect.problem.message },
          "an agent was refused",
        );
        this.#ports.refuse(record.name, effect.hello, effect.problem);
        return;
      case "ping":
        this.#ports.ping(record, effect.ping);
        return;
      case "recovered":
        this.#ports.onRecovered(record);
        return;
      case "unreachable":
        this.#ports.onUnreachable(record);
        return;
      case "given-up":
        this.#ports.onLost(record);
        return;
    }
  }

  #logChange(before: NodeRecord, record: NodeRecord): void {
    const facts = { node: record.name, session: record.session };
    if (record.session !== before.session) {
      this.#log.info(
        facts,
        `Agent '${record.name}' connected from ${record.address ?? "an unknown address"}`,
      );
    } else if (record.state !== before.state) {
      const isGood = record.state === "online";
      this.#log[isGood ? "info" : "warn"](
        { ...facts, reason: record.reason },
        `Node '${record.name}' is ${record.state}`,
      );
    } else this.#log.debug({ ...facts, synced: record.isSynced }, "node state");
  }
}

/** The message that says so. */
export function nodeStateOf(record: NodeRecord, epoch: number): NodeState {
  return {
    epoch,
    node: record.name,
    state: record.state,
    reason: record.reason,
    since: record.since,
    synced: record.isSynced,
    ...(record.lastSeen === undefined ? {} : { lastSeen: record.lastSeen }),
    ...(record.session === undefined ? {} : { session: record.session }),
    ...(record.address === undefined ? {} : { address: record.address }),
    ...(record.version === undefined ? {} : { version: record.version }),
    ...(record.power === undefined ? {} : { power: record.power }),
    ...(record.bootId === undefined ? {} : { bootId: record.bootId }),
  };
}

function forgive(record: NodeRecord, stalledMs: number, monoMs: number): NodeRecord {
  return {
    ...record,
    // Who was heard since the stall has nothing to be forgiven, and is not in the future.
    heardMonoMs: Math.min(record.heardMonoMs + stalledMs, monoMs),
    ...(record.challenger
      ? {
          challenger: {
            ...record.challenger,
            untilMonoMs: Math.min(record.challenger.untilMonoMs + stalledMs, monoMs + pingMs),
          },
        }
      : {}),
  };
}
