import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import mqttPacket, { type Packet } from "mqtt-packet";
import { Broker } from "../../../broker/broker.ts";
import { HirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import {
  Link,
  type LinkOptions,
  type StreamFactory,
  subscription,
  tcpStream,
} from "../../../src/mqtt/link.ts";
import { topics } from "../../../src/protocol/topics.ts";
import { BrokerUnderTest, useBroker } from "../../support/broker.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { WireClient } from "../../support/wire-client.ts";

const topic = "hirte/v1/nodes/n1/reports";

describe("sessions", () => {
  const broker = useBroker();

  it("[REQ-BRK-16] keep nothing for a client that is away, and say so when it comes back", async () => {
    const options = { clientId: "c", clean: false };
    const before = await broker().client(options);
    await before.subscribe(topic, 1);
    before.cut();
    await broker().until(() => broker().broker.stats().connections === 0);
    const publisher = await broker().client();
    await publisher.publishAcked(topic, "missed");
    const after = await broker().client(options);
    assert.equal((await after.next("connack")).sessionPresent, false);
    await publisher.publishAcked(topic, "missed as well");
    await after.ping();
    assert.deepEqual(after.messages, []);
    assert.equal(broker().broker.stats().subscriptions, 0);
  });

  it("[REQ-BRK-16] cannot be asked for without a client id", async () => {
    const client = await broker().open();
    // No library would send it: CONNECT, no client id, clean session 0.
    client.sendBytes(Buffer.from("100c00044d5154540400003c0000", "hex"));
    assert.equal((await client.next("connack")).returnCode, 2);
    await client.closed;
  });

  it("[REQ-BRK-16] pass to a second connection of the same client id, and the first one ends", async () => {
    for (let i = 0; i < 20; i++) {
      const first = await broker().client({ clientId: "c" });
      await first.subscribe(topic, 1);
      const second = await broker().client({ clientId: "c" });
      await first.closed;
      await second.subscribe(topic, 1);
      await second.publishAcked(topic, "x");
      await second.until(() => second.messages.length === 1);
    }
    await broker().until(() => broker().broker.stats().connections === 1);
    assert.equal(broker().broker.stats().subscriptions, 1);
  });

  it("[REQ-BRK-16] pass on even while an earlier connection of the client id is just ending", async () => {
    for (let round = 0; round < 100; round++) {
      const first = await broker().client({ clientId: "c" });
      await first.subscribe(topic, 1);
      const second = await broker().open();
      first.cut();
      await second.connect({ clientId: "c" });
      await broker().client({ clientId: "c" });
      await second.closed;
    }
    await broker().until(() => broker().broker.stats().connections === 1);
  });

  for (const qos of [0, 1] as const) {
    it(`[REQ-BRK-24] have a subscription that was taken out and made again, with QoS ${qos}, in one breath`, async () => {
      const client = await broker().client();
      await client.subscribe(topic, 1);
      const packets: Packet[] = [
        { cmd: "unsubscribe", messageId: 900, unsubscriptions: [topic] },
        { cmd: "subscribe", messageId: 901, subscriptions: [{ topic, qos }] },
        { cmd: "publish", topic, payload: "x", qos: 0, dup: false, retain: false },
      ];
      client.sendBytes(Buffer.concat(packets.map((packet) => mqttPacket.generate(packet))));
      await client.until(() => client.messages.length > 0);
      await client.ping();
      assert.equal(client.messages.length, 1);
      assert.equal(broker().broker.stats().subscriptions, 1);
    });
  }

  it("take QoS 2 once, however often it is sent", async () => {
    const subscriber = await broker().client();
    await subscriber.subscribe(topic, 1);
    const client = await broker().client();
    const packet = {
      cmd: "publish",
      topic,
      payload: "x",
      qos: 2,
      retain: false,
      messageId: 9,
    } as const;
    client.send({ ...packet, dup: false });
    await client.next("pubrec");
    client.send({ ...packet, dup: true });
    client.send({ cmd: "pubrel", messageId: 9 });
    await client.next("pubcomp");
    await client.publishAcked(topic, "end");
    await subscriber.until(() => subscriber.messages.at(-1)?.payload.toString() === "end");
    assert.equal(subscriber.messages.length, 2);
  });

  it("begin with packets sent right behind CONNECT, many of them", async () => {
    const eager = await broker().open();
    const publishes = Array.from({ length: 100 }, (_, i) => ({
      cmd: "publish" as const,
      topic,
      payload: `${i}`,
      qos: 0 as const,
      dup: false,
      retain: false,
    }));
    const packets = [
      {
        cmd: "connect",
        clientId: "eager",
        keepalive: 0,
        clean: true,
        protocolId: "MQTT",
        protocolVersion: 4,
      },
      ...publishes,
      { cmd: "subscribe", messageId: 1, subscriptions: [{ topic, qos: 0 }] },
      ...publishes,
    ] satisfies Packet[];
    eager.sendBytes(Buffer.concat(packets.map((packet) => mqttPacket.generate(packet))));
    await eager.until(() => eager.messages.length === 100);
  });

  it("[REQ-BRK-23] work for a client within the process as over a socket", async () => {
    const heard: string[] = [];
    const inside = await aLink(() => broker().broker.inMemoryStream());
    const outside = await aLink(tcpStream("127.0.0.1", broker().port));
    const both = new Promise<void>((resolve) => {
      const hear = (who: string) =>
        subscription({
          row: topics.gone,
          onMessage: ({ message }) => {
            heard.push(`${who} ${message?.reason}`);
            if (heard.length === 2) resolve();
          },
        });
      void Promise.all([inside.subscribe(hear("inside")), outside.subscribe(hear("outside"))]).then(
        () =>
          inside.publish(
            topics.gone,
            { node: "n1" },
            { instance: "0".repeat(32), reason: "stopping" },
          ),
      );
    });
    await both;
    assert.deepEqual(heard.sort(), ["inside stopping", "outside stopping"]);
    await Promise.all([inside.close(), outside.close()]);
    await broker().until(() => broker().broker.stats().clients === 0);
  });

  it("[REQ-BRK-23] of a client within the process end, for it too, when the broker ends them", async () => {
    const client = new WireClient(broker().broker.inMemoryStream());
    assert.equal(await client.connect(), 0);
    client.sendBytes(Buffer.from("ff00", "hex"));
    await client.closed;
  });

  it("[REQ-BRK-23] of a client within the process are closed gracefully, without its will", async () => {
    const observer = await broker().client();
    await observer.subscribe("#");
    const will = () => ({ topic: "hirte/v1/manager/state", payload: "gone", isRetained: true });
    const link = await aLink(() => broker().broker.inMemoryStream(), will);
    const gone = { instance: "0".repeat(32), reason: "stopping" } as const;
    await link.publish(topics.gone, { node: "n1" }, gone);
    await link.close();
    await broker().until(() => broker().broker.stats().clients === 1);
    // aedes acknowledges first and delivers a moment later.
    await observer.until(() => observer.messages.length > 0);
    await observer.ping();
    assert.deepEqual(
      observer.messages.map((m) => m.topic),
      ["hirte/v1/nodes/n1/gone"],
    );
  });
});

describe("keep-alive", () => {
  const clock = new FakeClock();
  const broker = useBroker({ clock });

  it("[REQ-BRK-11] ends a client that is silent for more than one and a half times of it", async () => {
    const observer = await broker().client();
    await observer.subscribe("hirte/v1/nodes/+/gone");
    const silent = await broker().client({
      clientId: "n1.silent",
      keepalive: 10,
      will: { topic: "hirte/v1/nodes/n1/gone", payload: Buffer.from("gone") },
    });
    await clock.advance(15_000);
    await silent.ping();
    await clock.advance(15_000);
    assert.equal(silent.isClosed, false);
    await clock.advance(1500);
    await silent.closed;
    await observer.until(() => observer.messages.length === 1);
    assert.match(broker().warnings[0]?.msg ?? "", /silent beyond its keep-alive/);
  });

  it("[REQ-BRK-11] blames no client for a time in which the broker itself stood still", async () => {
    const client = await broker().client({ keepalive: 10 });
    await clock.advance(10_000);
    clock.stall(3_600_000);
    await clock.advance(4000);
    await client.ping();
    assert.equal(broker().broker.stats().cutOffs.silent, 0);
  });

  it("[REQ-BRK-9] blames nobody for the broker's stall while CONNECT is awaited either", async () => {
    const client = await broker().open();
    await broker().until(() => broker().broker.stats().connections === 1);
    clock.stall(60_000);
    await clock.advance(2000);
    assert.equal(await client.connect(), 0);
  });
});

describe("a broker's own life", () => {
  it("[REQ-BRK-22] ends with nothing left running", async () => {
    const clock = new FakeClock();
    const broker = await Broker.start({
      listenAddresses: ["127.0.0.1"],
      port: 0,
      log: silentLog(),
      clock,
    });
    const client = await WireClient.connect(broker.port, {
      will: { topic: "hirte/v1/nodes/n1/gone", payload: Buffer.from("x") },
    });
    const inside = new WireClient(broker.inMemoryStream());
    await inside.connect();
    await broker.close();
    await Promise.all([client.closed, inside.closed]);
    await broker.close();
    assert.equal(clock.pending, 0);
    assert.deepEqual([broker.stats().connections, broker.stats().clients], [0, 0]);
    assert.equal(broker.stats().queuedBytes, 0);
  });

  it("[REQ-BRK-25] listens on every address it was given, on the same port", async () => {
    // A port that is free on this address is taken to be free on its neighbours.
    const first = await Broker.start({ listenAddresses: ["127.0.0.1"], port: 0, log: silentLog() });
    const listenAddresses = ["127.0.0.2", "127.0.0.3"];
    const broker = await Broker.start({ listenAddresses, port: first.port, log: silentLog() });
    for (const host of listenAddresses) {
      const socket = connect({ host, port: broker.port });
      await once(socket, "connect");
      socket.destroy();
    }
    await broker.close();
    await first.close();
  });

  it("[REQ-BRK-25] listens by :: on the addresses of both kinds, and calls those of IPv4 what they are", async () => {
    const test = await BrokerUnderTest.start({ listenAddresses: ["::"] });
    const socket = connect({ host: "127.0.0.1", port: test.port }).resume();
    await once(socket, "connect");
    const { localPort } = socket;
    socket.write("what no client says");
    await once(socket, "close");
    const addresses = test.warnings.map((line) => line["address"]);
    assert.deepEqual(addresses, [`127.0.0.1:${localPort}`]);
    await test.stop();
  });

  it("[REQ-BRK-22] does not begin where it cannot listen, and says where and why", async () => {
    const first = await Broker.start({ listenAddresses: ["127.0.0.1"], port: 0, log: silentLog() });
    await assert.rejects(
      Broker.start({ listenAddresses: ["127.0.0.1"], port: first.port, log: silentLog() }),
      (error) =>
        error instanceof HirteError &&
        error.code === "unavailable" &&
        error.message.includes(`127.0.0.1 port ${first.port}`) &&
        error.message.includes("EADDRINUSE"),
    );
    await first.close();
  });
});

function aLink(stream: StreamFactory, will?: NonNullable<LinkOptions["will"]>): Promise<Link> {
  return new Promise((resolve) => {
    const link = new Link({
      servers: [stream],
      clientId: () => `c${Math.random()}`,
      log: silentLog(),
      keepaliveS: 0,
      onUp: resolve,
      ...(will ? { will } : {}),
    });
    link.open();
  });
}
