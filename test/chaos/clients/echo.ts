import mqtt, { type MqttClient } from "mqtt";
import { matchTopic, root, topics } from "../../../src/protocol/topics.ts";
import { Random } from "../random.ts";

/** Of a hundred messages, so many are delivered again. */
const share = 35;
const latestMs = 9000;

/**
 * Delivers commands and reports again, at once or seconds later: MQTT's QoS 1 is "at least once", and
 * between brokers that are bridged the second time may come late. Which ones depends on the seed and on
 * what they say.
 */
export class Echo {
  readonly #client: MqttClient;
  readonly #seed: number;
  readonly #timers = new Set<NodeJS.Timeout>();
  /** Its own copies come back to it. */
  readonly #copies = new Set<string>();
  #count = 0;

  constructor(url: string, seed: number) {
    this.#seed = seed;
    this.#client = mqtt.connect(url, { reconnectPeriod: 200, keepalive: 15, protocolVersion: 4 });
    this.#client.on("error", () => {}); // it comes back by itself
    this.#client.on("message", (topic, payload) => this.#hear(topic, payload.toString()));
    this.#client.subscribe([`${root}/nodes/+/commands`, `${root}/nodes/+/reports`], { qos: 1 });
  }

  /** How many copies were sent. */
  get count(): number {
    return this.#count;
  }

  /** Nothing is sent again any more. */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    await this.#client.endAsync(true);
  }

  #hear(topic: string, text: string): void {
    if (!matchTopic(topics.command, topic) && !matchTopic(topics.report, topic)) return;
    const key = `${topic} ${text}`;
    if (this.#copies.has(key)) return;
    this.#copies.add(key);
    const random = new Random(hash(key) ^ this.#seed);
    if (!random.percent(share)) return;
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        if (!this.#client.connected) return;
        this.#count++;
        this.#client.publish(topic, text, { qos: 1 });
      },
      random.percent(50) ? random.between(0, 300) : random.between(300, latestMs),
    );
    this.#timers.add(timer);
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value >>> 0;
}
