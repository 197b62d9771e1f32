import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import type { ManagerState, NodeState } from "../../../src/protocol/generated/schemas.ts";
import {
  type MessageOf,
  matchTopic,
  type ParamsOf,
  root,
  type TopicRow,
  topics,
} from "../../../src/protocol/topics.ts";
import { until } from "./until.ts";

/** A message that was seen on the broker. */
export interface Seen<R extends TopicRow = TopicRow> {
  /** When, on this process's clock (`performance.now()`). */
  readonly atMs: number;
  readonly params: ParamsOf<R>;
  /** Undefined: an empty message, a retained one was cleared. */
  readonly message: MessageOf<R> | undefined;
}

/** Listens to everything that goes over a broker, as any third party could. */
export class Wire {
  readonly #client: MqttClient;
  /** State of each node as last told since the last `forget`. */
  readonly #nodes = new Map<string, NodeState>();
  #manager: ManagerState | undefined;
  #log: { readonly atMs: number; readonly topic: string; readonly text: string }[] = [];

  /** `options`: how it proves who it is. It then hears what that user may read. */
  constructor(url: string, options: IClientOptions = {}) {
    const own = { reconnectPeriod: 100, keepalive: 60, protocolVersion: 4 } as const;
    this.#client = mqtt.connect(url, { ...own, ...options });
    this.#client.on("error", () => {}); // it comes back by itself
    this.#client.on("message", (topic, payload) => {
      const text = payload.toString();
      this.#log.push({ atMs: performance.now(), topic, text });
      this.#follow(topic, text);
    });
    // What the broker kept is told again when the connection is back; until then nothing is known.
    this.#client.on("close", () => {
      this.#nodes.clear();
      this.#manager = undefined;
    });
    this.#client.subscribe(`${root}/#`, { qos: 1 });
  }

  /** Forgets what was seen so far: a node's state is unknown until it is told again. */
  forget(): void {
    this.#log = [];
    this.#nodes.clear();
  }

  /** Messages of a row of the topic table since the last `forget`, oldest first. */
  all<R extends TopicRow>(row: R, wanted: Partial<ParamsOf<R>> = {}): Seen<R>[] {
    const seen: Seen<R>[] = [];
    for (const { atMs, topic, text } of this.#log) {
      const params = matchTopic(row, topic);
      if (!params || Object.entries(wanted).some(([k, v]) => Reflect.get(params, k) !== v))
        continue;
      // Tests look at what was sent; whether it is of its schema is the programs' own affair.
      const message = text === "" ? undefined : (JSON.parse(text) as MessageOf<R>);
      seen.push({ atMs, params, message });
    }
    return seen;
  }

  /** The last message of a row. */
  last<R extends TopicRow>(row: R, wanted: Partial<ParamsOf<R>> = {}): Seen<R> | undefined {
    return this.all(row, wanted).at(-1);
  }

  /**
   * State of a node as the manager last told it, `online` only once its units are known too; to be
   * believed only while the manager is up, under the same epoch, and `unknown` otherwise.
   */
  nodeState(node: string): string {
    const told = this.#nodes.get(node);
    const isUp = this.#manager?.manager === "up" && this.#manager.epoch === told?.epoch;
    if (!told || !isUp) return "unknown";
    return told.state === "online" && !told.synced ? "online, not synced" : told.state;
  }

  /** Waits until the manager tells that this node is in this state. */
  async nodeIs(node: string, state: string, deadlineMs = 30_000): Promise<void> {
    await until(() => this.nodeState(node), {
      what: `the manager says that ${node} is ${state}`,
      holds: (seen) => seen === state,
      deadlineMs,
      everyMs: 5,
    });
  }

  /** Publishes a message of any kind, well formed or not. */
  async publish(topic: string, text: string, qos: 0 | 1 = 1): Promise<void> {
    await this.#client.publishAsync(topic, text, { qos });
  }

  async close(): Promise<void> {
    await this.#client.endAsync(true);
  }

  #follow(topic: string, text: string): void {
    const node = matchTopic(topics.nodeState, topic)?.node;
    const isManager = matchTopic(topics.managerState, topic) !== undefined;
    if (text === "" || (node === undefined && !isManager)) return;
    try {
      // The manager encodes by the schema; what a test itself puts here is no state of anything.
      const message = JSON.parse(text) as unknown;
      if (node === undefined) this.#manager = message as ManagerState;
      else this.#nodes.set(node, message as NodeState);
    } catch {
      // Not JSON, and so not the manager's word.
    }
  }
}
