import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import mqttPacket from "mqtt-packet";
import { defaultLimits } from "../../../broker/limits.ts";
import { useBroker } from "../../support/broker.ts";
import type { WireClient } from "../../support/wire-client.ts";

const topic = "hirte/v1/nodes/n1/heartbeat";

describe("clients that mean no good", () => {
  const broker = useBroker();

  it("[REQ-BRK-8] [REQ-BRK-18] end nobody's connection but their own with 10,000 random byte strings", async function () {
    this.timeout(30_000);
    const bystander = await broker().client();
    await bystander.subscribe(topic);
    const hello = mqttPacket.generate({
      cmd: "connect",
      clientId: "",
      keepalive: 0,
      clean: true,
      protocolId: "MQTT",
      protocolVersion: 4,
    });
    const strings = Array.from({ length: 10_000 }, (_, i) =>
      // Every other one after a proper CONNECT, where more of the broker can be reached.
      Buffer.concat([i % 2 ? hello : Buffer.alloc(0), randomBytes(1 + (i % 300))]),
    );
    await Promise.all(Array.from({ length: 20 }, () => sendAll(broker().port, strings)));
    await bystander.ping();
    assert.equal(bystander.isClosed, false);
    const other = await broker().client();
    other.publish(topic, "still there");
    await bystander.until(() => bystander.messages.length === 1);
    const { cutOffs } = broker().broker.stats();
    assert.equal(cutOffs["broker-error"], 0);
    assert.ok(cutOffs["not-connect"] + cutOffs.malformed > 5000, JSON.stringify(cutOffs));
    assert.ok(broker().warnings.length < 30, `${broker().warnings.length} lines`);
  });

  it("[REQ-NODE-20] are cut off when they stay as agents of a node that may not join, and nobody else is", async function () {
    this.timeout(10_000);
    const agentOf = (node: string) =>
      broker().client({
        will: { topic: `hirte/v1/nodes/${node}/gone`, payload: Buffer.from("{}") },
      });
    const others = [await agentOf("node2"), await agentOf("node1.x"), await broker().client()];
    const [first, second] = [await agentOf("node1"), await agentOf("node1")];
    broker().broker.turnOut("node1");
    const later = await agentOf("node1");
    await Promise.all([first.closed, second.closed]);
    for (const client of [...others, later]) {
      await client.ping();
      assert.equal(client.isClosed, false);
    }
    assert.equal(broker().broker.stats().cutOffs["turned-out"], 2);
    assert.match(broker().warnings[0]?.msg ?? "", /may not join/);
  });

  it("[REQ-BRK-7] [REQ-BAD-2] are cut off at the header of a PUBLISH of 100 MiB, and what follows it is not taken in", async () => {
    const bystander = await broker().client();
    const client = await broker().client({ clientId: "large" });
    client.sendBytes(Buffer.from([0x30, 0x80, 0x80, 0x80, 0x32]));
    const part = Buffer.alloc(1024 * 1024);
    let written = 0;
    let waiting = 0;
    while (!client.isClosed && written < 100) {
      const isTaken = new Promise<void>((resolve) => client.stream.write(part, () => resolve()));
      written++;
      await Promise.race([isTaken, client.closed]);
      waiting = Math.max(waiting, broker().broker.stats().queuedBytes);
    }
    await client.closed;
    await bystander.ping();
    const { cutOffs, traffic, queuedBytes } = broker().broker.stats();
    assert.equal(cutOffs["packet-too-large"], 1);
    assert.ok(traffic.socket.bytesIn < part.length, `${traffic.socket.bytesIn} bytes taken in`);
    assert.deepEqual([waiting, queuedBytes], [0, 0]);
    const [line] = broker().warnings;
    assert.equal(line?.["clientId"], "large");
    assert.match(line?.msg ?? "", /too large/);
    assert.match(String(line?.["detail"]), /1048576 are allowed/);
  });

  it("pass on what they sent before they began to talk nonsense", async () => {
    const subscriber = await broker().client();
    await subscriber.subscribe(topic);
    const client = await broker().client();
    const good = mqttPacket.generate({
      cmd: "publish",
      topic,
      payload: "good",
      qos: 0,
      dup: false,
      retain: false,
    });
    client.sendBytes(Buffer.concat([good, good, Buffer.from("ff00", "hex")]));
    await client.closed;
    await subscriber.until(() => subscriber.messages.length === 2);
  });

  it("[REQ-BRK-20] have few packets of a flood handled before others have their turn", async function () {
    this.timeout(20_000);
    const flooders = await Promise.all([broker().client(), broker().client()]);
    const pings = Buffer.alloc(64 * 1024, Buffer.from([0xc0, 0]));
    let isOver = false;
    const floods = flooders.map(async (client) => {
      while (!isOver) {
        if (!client.stream.write(pings)) {
          const drained = new Promise<void>((resolve) => client.stream.once("drain", resolve));
          await Promise.race([drained, client.closed]);
        }
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
    });
    const answered = () => flooders.reduce((sum, client) => sum + client.packets.length, 0);
    const other = await broker().client();
    while (answered() === 0) await other.ping();
    const between: number[] = [];
    for (let i = 0; i < 101; i++) {
      const before = answered();
      await other.publishAcked(topic, "x");
      between.push(answered() - before);
    }
    isOver = true;
    for (const client of flooders) client.cut();
    await Promise.all(floods);
    between.sort((a, b) => a - b);
    // A single read from a socket holds 32,768 of them.
    assert.ok((between[50] ?? 0) < 2000, `${between[50]} between one message and its answer`);
    assert.ok(broker().broker.stats().queuedBytes < 4 * 1024 * 1024);
  });

  it("[REQ-BRK-21] are refused more subscriptions than anybody needs", async () => {
    const client = await broker().client();
    const subscribe = (from: number, count: number) => {
      const topics = Array.from({ length: count }, (_, i) => ({
        topic: `a/${from + i}`,
        qos: 0 as const,
      }));
      client.send({ cmd: "subscribe", messageId: 1 + from, subscriptions: topics });
      return client.next("suback", (p) => p.messageId === 1 + from);
    };
    for (let from = 0; from < 9000; from += 1000) await subscribe(from, 1000);
    const { granted } = await subscribe(9000, 2000);
    assert.equal(granted.filter((code) => code === 0).length, 1000);
    assert.equal(granted.filter((code) => code === 128).length, 1000);
    assert.equal(broker().broker.stats().subscriptions, 10_000);
    client.cut();
    await broker().until(() => broker().broker.stats().subscriptions === 0);
  });

  it("[REQ-BRK-21] [REQ-BRK-18] cost the others nothing when they ask for 100,000 subscriptions", async function () {
    this.timeout(20_000);
    const bystander = await broker().client();
    const client = await broker().client();
    const packets = 100;
    for (let i = 0; i < packets; i++) {
      const subscriptions = Array.from({ length: 1000 }, (_, k) => ({
        topic: `hirte/v1/nodes/n${i}/units/u${k}.service`,
        qos: 0 as const,
      }));
      client.send({ cmd: "subscribe", messageId: 1 + i, subscriptions });
    }
    const answers = () => client.packets.filter(({ cmd }) => cmd === "suback").length;
    let between = 0;
    while (answers() < packets) {
      const before = answers();
      await bystander.ping();
      between = Math.max(between, answers() - before);
    }
    // Of a flood a few packets are handled before others have their turn.
    assert.ok(between < packets / 4, `${between} packets between a ping and its answer`);
    assert.equal(broker().broker.stats().subscriptions, 10_000);
    await bystander.subscribe(topic);
    assert.equal(broker().broker.stats().subscriptions, 10_001, "others may still subscribe");
    assert.ok(broker().warnings.length < 10, `${broker().warnings.length} lines`);
    client.cut();
    await broker().until(() => broker().broker.stats().subscriptions === 1);
  });

  it("are told which version of MQTT is spoken here", async () => {
    const client = await broker().open();
    client.sendBytes(
      mqttPacket.generate(
        {
          cmd: "connect",
          clientId: "five",
          keepalive: 0,
          clean: true,
          protocolId: "MQTT",
          protocolVersion: 5,
        },
        { protocolVersion: 5 },
      ),
    );
    assert.equal((await client.next("connack")).returnCode, 1);
    await client.closed;
    assert.match(String(broker().warnings[0]?.["detail"]), /MQTT 5/);
  });
});

describe("a broker with few places", () => {
  const broker = useBroker({
    limits: {
      ...{ maxConnections: 5, connectTimeoutMs: 300, judgeMs: 50 },
      share: { ...defaultLimits.share, connections: 5 },
    },
  });

  it("[REQ-BRK-10] closes connections beyond them, and takes new ones when there is room again", async () => {
    const clients: WireClient[] = [];
    for (let i = 0; i < 5; i++) clients.push(await broker().client());
    const surplus = await broker().open();
    await surplus.closed;
    await clients[0]?.ping();
    assert.equal(broker().broker.stats().cutOffs["no-room"], 1);
    assert.match(broker().warnings[0]?.msg ?? "", /too many/);
    clients[1]?.cut();
    await broker().until(() => broker().broker.stats().connections === 4);
    await (await broker().client()).ping();
  });

  it("[REQ-BRK-10] gives the place of a connection without a word to somebody who has something to say", async () => {
    const silent: WireClient[] = [];
    for (let i = 0; i < 5; i++) silent.push(await broker().open());
    await broker().until(() => broker().broker.stats().connections === 5);
    await (await broker().client()).ping();
    await silent[0]?.closed;
    assert.equal(silent[1]?.isClosed, false);
  });

  it("[REQ-BRK-9] ends a connection on which no CONNECT comes, or half of one", async () => {
    const silent = await broker().open();
    const half = await broker().open();
    half.sendBytes(Buffer.from("101000044d515454", "hex"));
    await Promise.all([silent.closed, half.closed]);
    assert.equal(broker().broker.stats().cutOffs["no-connect"], 2);
    assert.match(broker().warnings[0]?.msg ?? "", /CONNECT did not come/);
  });
});

describe("a broker that stumbles", () => {
  const broker = useBroker({
    authorize: (_identity, action) => {
      if (JSON.stringify(action).includes("stumble")) throw new Error("a bug");
      return { kind: "allow" };
    },
  });

  it("[REQ-BRK-8] ends the connection of whoever made it stumble, and goes on", async () => {
    const bystander = await broker().client();
    const first = await broker().client();
    first.publish("stumble", "x");
    const second = await broker().client();
    second.send({ cmd: "subscribe", messageId: 1, subscriptions: [{ topic: "stumble", qos: 0 }] });
    const third = await broker().open();
    const will = { topic: "stumble", payload: Buffer.from("x") };
    await assert.rejects(third.connect({ clientId: "c", will }));
    await Promise.all([first.closed, second.closed]);
    assert.equal(broker().broker.stats().cutOffs["broker-error"], 3);
    assert.match(String(broker().warnings[0]?.["detail"]), /a bug/);
    await bystander.ping();
  });
});

/** Sends byte strings taken from the end of a list, one connection each. */
async function sendAll(port: number, strings: Buffer[]): Promise<void> {
  for (let bytes = strings.pop(); bytes; bytes = strings.pop()) {
    const socket = connect({ host: "127.0.0.1", port });
    socket.on("error", () => undefined);
    socket.resume();
    socket.end(bytes);
    await new Promise<void>((resolve) => socket.once("close", () => resolve()));
  }
}
