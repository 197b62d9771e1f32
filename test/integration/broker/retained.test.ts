import assert from "node:assert/strict";
import mqttPacket from "mqtt-packet";
import { BrokerUnderTest, useBroker } from "../../support/broker.ts";
import { useMachineNoise } from "../../support/machine-noise.ts";
import type { WireClient } from "../../support/wire-client.ts";

const topicOf = (i: number) => `hirte/v1/nodes/n${i % 100}/units/u${i}.service`;

describe("retained messages", () => {
  const broker = useBroker();

  it("[REQ-BRK-5] ends a subscriber on the last value, whatever changes during SUBSCRIBE", async function () {
    this.timeout(20_000);
    // Several at once, so that more messages are under way than one client's share.
    const publishers = [await broker().client(), await broker().client(), await broker().client()];
    const rounds = 80;
    let value = 0;
    for (let round = 0; round < rounds; round++) {
      const subscriber = await broker().client();
      const last = new Map<string, number>();
      const aBurst = (publisher: number) =>
        Array.from({ length: 80 }, () => {
          value++;
          const topic = topicOf(publisher * 1000 + (value % 20));
          last.set(topic, value);
          return mqttPacket.generate({
            cmd: "publish",
            topic,
            payload: `${value}`,
            qos: value % 2 ? 1 : 0,
            messageId: 1 + (value % 60_000),
            dup: false,
            retain: true,
          });
        });
      const bursts = publishers.map((publisher, i) => ({ publisher, packets: aBurst(i) }));
      // In the middle of the bursts, at another place each time.
      const half = round;
      for (const { publisher, packets } of bursts) {
        publisher.sendBytes(Buffer.concat(packets.slice(0, half)));
      }
      subscriber.send({
        cmd: "subscribe",
        messageId: 1,
        subscriptions: [{ topic: round % 2 ? "#" : "hirte/v1/nodes/+/units/+", qos: 1 }],
      });
      for (const { publisher, packets } of bursts) {
        publisher.sendBytes(Buffer.concat(packets.slice(half)));
      }
      const now = new Map<string, number>();
      let read = 0;
      const heard = () => {
        for (; read < subscriber.messages.length; read++) {
          const message = subscriber.messages[read];
          if (message) now.set(message.topic, Number(message.payload));
        }
        return now;
      };
      await subscriber.until(() => {
        heard();
        return [...last].every(([topic, expected]) => now.get(topic) === expected);
      });
      await subscriber.ping();
      for (const [topic, expected] of last) assert.equal(heard().get(topic), expected);
      assertOnwardsOnly(subscriber);
      subscriber.cut();
    }
  });

  it("[REQ-BRK-5] says nothing of a topic that was cleared during SUBSCRIBE after saying so", async () => {
    const publisher = await broker().client();
    for (let round = 0; round < 50; round++) {
      const topic = topicOf(round);
      await publisher.publishAcked(topic, "old", { retain: true });
      const subscriber = await broker().client();
      subscriber.send({ cmd: "subscribe", messageId: 1, subscriptions: [{ topic, qos: 1 }] });
      publisher.publish(topic, "", { retain: true });
      await publisher.ping();
      await subscriber.next("suback");
      await subscriber.ping();
      const payloads = subscriber.messages.map((m) => m.payload.toString());
      assert.ok(
        ["", "old,"].includes(payloads.join()) || payloads.length === 0,
        JSON.stringify(payloads),
      );
      subscriber.cut();
    }
  });

  it("marks them as retained, and live ones not", async () => {
    const publisher = await broker().client();
    await publisher.publishAcked(topicOf(1), "before", { retain: true });
    const subscriber = await broker().client();
    await subscriber.subscribe(topicOf(1), 1);
    await publisher.publishAcked(topicOf(1), "after", { retain: true });
    await subscriber.until(() => subscriber.messages.length === 2);
    assert.deepEqual(
      subscriber.messages.map((m) => [m.payload.toString(), m.retain]),
      [
        ["before", true],
        ["after", false],
      ],
    );
  });
});

describe("60,000 retained messages", () => {
  /** More bytes than the kernel takes on both sides for a reader that does not read. */
  const count = 60_000;
  const noiseMs = useMachineNoise();
  let broker: BrokerUnderTest;
  let small: BrokerUnderTest;

  before(async function () {
    this.timeout(30_000);
    broker = await BrokerUnderTest.start();
    small = await BrokerUnderTest.start();
    await fill(await broker.client(), count);
    await fill(await small.client(), 1000);
    assert.equal(broker.broker.stats().retainedMessages, count);
  });
  after(async () => {
    await broker?.stop();
    await small?.stop();
  });

  it("[REQ-BRK-6] cost a subscriber of one topic no more than 1,000 do", async function () {
    this.timeout(10_000);
    const exact = async (client: WireClient) => {
      const startMs = performance.now();
      for (let i = 0; i < 300; i++) {
        await client.subscribe(topicOf(i), 0);
        await client.until(() => client.messages.at(-1)?.topic === topicOf(i));
      }
      return performance.now() - startMs;
    };
    const inSmall = await exact(await small.client());
    const inLarge = await exact(await broker.client());
    // A scan would take sixty times as long.
    assert.ok(inLarge < 5 * inSmall + 100, `${inLarge} ms against ${inSmall} ms`);
  });

  it("[REQ-BRK-6] cost a subscriber of one node's units no more than those units", async () => {
    const client = await broker.client();
    await client.subscribe("hirte/v1/nodes/n7/units/+", 0);
    await client.until(() => client.messages.length === count / 100);
  });

  it("[REQ-BRK-4] all reach a subscriber of #, while others are served", async function () {
    this.timeout(30_000);
    this.retries(2);
    const other = await broker.client();
    const subscriber = await broker.client();
    await subscriber.subscribe("#", 0);
    let worstMs = 0;
    while (subscriber.messages.length < count) {
      const startMs = performance.now();
      await other.ping();
      worstMs = Math.max(worstMs, performance.now() - startMs);
    }
    assert.equal(new Set(subscriber.messages.map((m) => m.topic)).size, count);
    assert.ok(worstMs < 100 + noiseMs(), `${worstMs} ms, ${noiseMs()} ms of it the machine's`);
    subscriber.cut();
  });

  it("[REQ-BRK-4] all reach a subscriber that stops reading again and again, and do not wait in memory", async function () {
    this.timeout(30_000);
    const subscriber = await broker.client();
    await subscriber.subscribe("#", 1);
    let mostBytes = 0;
    for (let pauses = 0; subscriber.messages.length < count; pauses++) {
      subscriber.stopReading();
      // Long enough at first to fill what the kernel takes for a reader that does not read.
      const pauseMs = pauses === 0 ? 1000 : pauses < 10 ? 30 : 0;
      await new Promise<void>((resolve) => setTimeout(resolve, pauseMs));
      mostBytes = Math.max(mostBytes, broker.broker.stats().queuedBytes);
      subscriber.stream.resume();
      const before = subscriber.messages.length;
      await subscriber.until(() => subscriber.messages.length > before);
    }
    assert.equal(new Set(subscriber.messages.map((m) => m.topic)).size, count);
    assert.ok(mostBytes < 1024 * 1024, `${mostBytes} bytes waited`);
    subscriber.cut();
  });
});

/** No value of a topic was followed by an earlier one, or by itself; QoS 0 may overtake QoS 1. */
function assertOnwardsOnly(subscriber: WireClient): void {
  const last = new Map<string, number>();
  for (const { topic, payload, qos } of subscriber.messages) {
    const now = Number(payload);
    const key = `${topic} ${qos}`;
    assert.ok((last.get(key) ?? 0) < now, `${key}: ${now} after ${last.get(key)}`);
    last.set(key, now);
  }
}

async function fill(publisher: WireClient, count: number): Promise<void> {
  for (let from = 0; from < count; from += 1000) {
    const packets = Array.from({ length: 1000 }, (_, i) =>
      mqttPacket.generate({
        cmd: "publish",
        topic: topicOf(from + i),
        payload: `{"seq":${from + i},"filling":"${"x".repeat(200)}"}`,
        qos: 0,
        dup: false,
        retain: true,
      }),
    );
    publisher.sendBytes(Buffer.concat(packets));
    await publisher.ping();
  }
}
