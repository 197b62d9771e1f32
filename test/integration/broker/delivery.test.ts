import assert from "node:assert/strict";
import mqtt from "mqtt";
import { useBroker } from "../../support/broker.ts";

describe("delivery to live subscribers", () => {
  const broker = useBroker();

  for (const [what, messages, qosOf] of [
    ["QoS 0", 5000, () => 0],
    ["QoS 1", 5000, () => 1],
    ["QoS 0 and 1 by turns", 20_000, (i) => ((i >> 1) % 2 ? 1 : 0)],
  ] as const satisfies readonly (readonly [string, number, (i: number) => 0 | 1])[]) {
    it(`[REQ-BRK-1] loses none of ${messages} messages, retained and plain by turns, ${what}`, async function () {
      this.timeout(20_000);
      const subscribers = await Promise.all([
        aSubscriber(broker().port, ["hirte/v1/nodes/+/units/+"], 1, messages),
        aSubscriber(broker().port, ["#"], 0, messages),
      ]);
      const publisher = await aClient(broker().port);
      for (let i = 0; i < messages; i++) {
        const topic = `hirte/v1/nodes/n1/units/u${i % 50}.service`;
        const payload = JSON.stringify({ i, qos: qosOf(i), filling: "x".repeat(i % 200) });
        publisher.publish(topic, payload, { qos: qosOf(i), retain: i % 3 === 0 });
      }
      for (const subscriber of subscribers) {
        const heard = await subscriber.all;
        assert.equal(new Set(heard.map(({ i }) => i)).size, messages);
        // [MQTT-4.6.0-6] order holds for each topic and QoS, whether retained or not.
        const last = new Map<string, number>();
        for (const { topic, i, qos } of heard) {
          const key = `${topic} ${qos}`;
          assert.ok((last.get(key) ?? -1) < i, `${key}: ${i} after ${last.get(key)}`);
          last.set(key, i);
        }
        subscriber.client.end(true);
      }
      publisher.end(true);
      assert.equal(broker().warnings.length, 0);
    });
  }

  it("[REQ-BRK-1] gives a client with overlapping subscriptions each message with the highest QoS of them", async () => {
    const topic = "hirte/v1/nodes/n1/units/a.service";
    const subscriber = await broker().client();
    await subscriber.subscribe("#", 0);
    await subscriber.subscribe(topic, 1);
    const publisher = await broker().client();
    for (let i = 0; i < 100; i++) {
      await publisher.publishAcked(topic, `${i}`, { retain: i % 2 === 0 });
    }
    // [MQTT-3.3.5-1]
    const withQos1 = () => subscriber.messages.filter((m) => m.qos === 1);
    await subscriber.until(() => withQos1().length === 100);
    assert.equal(new Set(withQos1().map((m) => m.payload.toString())).size, 100);
  });

  it("[REQ-BRK-17] answers small packets at once", async () => {
    const client = await aClient(broker().port);
    const topic = "hirte/v1/nodes/n1/commands";
    await client.subscribeAsync(topic, { qos: 0 });
    const tookMs: number[] = [];
    for (let i = 0; i < 21; i++) {
      // Two small packets come back, the acknowledgement and the message: with Nagle's algorithm
      // the second waits for the first to be acknowledged by TCP, 40 ms.
      const startMs = performance.now();
      const heard = new Promise<void>((resolve) => client.once("message", () => resolve()));
      await Promise.all([client.publishAsync(topic, "x", { qos: 1 }), heard]);
      tookMs.push(performance.now() - startMs);
    }
    tookMs.sort((a, b) => a - b);
    assert.ok((tookMs[10] ?? 99) < 20, `${tookMs[10]} ms`);
    client.end(true);
  });
});

interface Heard {
  readonly topic: string;
  readonly i: number;
  readonly qos: number;
}

function aClient(port: number): Promise<mqtt.MqttClient> {
  return mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 0, protocolVersion: 4 });
}

/** A client that resolves `all` once it has heard so many different messages. */
async function aSubscriber(port: number, filters: string[], qos: 0 | 1, count: number) {
  const client = await aClient(port);
  const heard: Heard[] = [];
  const different = new Set<number>();
  const all = new Promise<readonly Heard[]>((resolve, reject) => {
    client.on("message", (topic, payload) => {
      const message = JSON.parse(payload.toString()) as Omit<Heard, "topic">;
      heard.push({ topic, ...message });
      different.add(message.i);
      if (different.size === count) resolve(heard);
    });
    client.once("close", () => reject(new Error(`closed after ${different.size} messages`)));
  });
  // Awaited later: a failure before that is no unhandled one.
  all.catch(() => undefined);
  await client.subscribeAsync(filters, { qos });
  return { client, all };
}
