import assert from "node:assert/strict";
import mqtt from "mqtt";
import { randomId } from "../../../src/core/ids.ts";
import { createLog } from "../../../src/core/log.ts";
import { type Delivery, type Link, subscription } from "../../../src/mqtt/link.ts";
import type { Command, Heartbeat, Inventory } from "../../../src/protocol/generated/schemas.ts";
import { maxPacketBytes, topicOf, topics } from "../../../src/protocol/topics.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { Inbox } from "../../support/inbox.ts";
import { goodbye, linkTo, until, untilBack } from "../../support/link.ts";
import { MemoryBroker } from "../../support/memory-broker.ts";

const node = "node1";
const commandOf = (id: string): Command => ({ session: 1, kind: "cancel", id });
const heartbeatOf = (seq: number): Heartbeat => ({ instance: "0".repeat(32), session: 1, seq });
const inventoryOf = (seq: number): Inventory => ({ session: 1, seq, units: ["a.service"] });
const anId = randomId();

describe("a link over a broker", () => {
  let broker: MemoryBroker;
  beforeEach(async () => {
    broker = await MemoryBroker.start();
  });
  afterEach(() => broker.stop());

  it("[REQ-WIRE-1] hands messages over decoded, with what their topic says", async () => {
    const link = await broker.link();
    const inbox = new Inbox(topics.gone);
    await link.subscribe(inbox.subscription);
    await link.publish(topics.gone, { node }, goodbye);
    await inbox.next();
    assert.deepEqual(inbox.all, [
      {
        topic: "hirte/v1/nodes/node1/gone",
        params: Object.assign(Object.create(null), { node }),
        message: goodbye,
        isRetained: false,
      },
    ]);
  });

  it("[REQ-WIRE-1] hears only the nodes it asked for", async () => {
    const link = await broker.link();
    const ours = new Inbox(topics.gone, { node });
    const all = new Inbox(topics.gone);
    await link.subscribe(ours.subscription, all.subscription);
    await link.publish(topics.gone, { node: "node2" }, goodbye);
    await link.publish(topics.gone, { node }, { ...goodbye, reason: "will" });
    await all.next(({ reason }) => reason === "will");
    assert.ok(ours.messages.every(({ reason }) => reason === "will"));
  });

  it("[REQ-WIRE-2] tells a retained message from a new one, and both from a cleared one", async () => {
    const publisher = await broker.link();
    await publisher.publish(topics.inventory, { node }, inventoryOf(1));
    const inbox = new Inbox(topics.inventory);
    const reader = await broker.link();
    await reader.subscribe(inbox.subscription);
    await inbox.next();
    await publisher.publish(topics.inventory, { node }, inventoryOf(2));
    await inbox.next(({ seq }) => seq === 2);
    const cleared = nextDelivery(reader, ({ message }) => message === undefined);
    await publisher.clear(topics.inventory, { node });
    assert.equal((await cleared).isRetained, false);
    assert.deepEqual(
      inbox.all.map(({ isRetained, message }) => [isRetained, message?.seq]).slice(0, 2),
      [
        [true, 1],
        [false, 2],
      ],
    );

    function nextDelivery(
      link: Link,
      isWanted: (delivery: Delivery<typeof topics.inventory>) => boolean,
    ): Promise<Delivery<typeof topics.inventory>> {
      return new Promise((resolve) => {
        const wish = subscription({
          row: topics.inventory,
          onMessage: (delivery) => {
            if (isWanted(delivery)) resolve(delivery);
          },
        });
        void link.subscribe(wish);
      });
    }
  });

  it("[REQ-WIRE-2] sends what is retained to the second who asks for it, too", async () => {
    const link = await broker.link();
    await link.publish(topics.inventory, { node }, inventoryOf(7));
    const first = new Inbox(topics.inventory);
    await link.subscribe(first.subscription);
    await first.next();
    const second = new Inbox(topics.inventory);
    await link.subscribe(second.subscription);
    assert.equal((await second.next()).seq, 7);
  });

  it("[REQ-WIRE-3] comes back by itself with all its subscriptions", async () => {
    const subscriber = await broker.link();
    const inbox = new Inbox(topics.command, { node });
    await subscriber.subscribe(inbox.subscription);
    const isBack = untilBack(subscriber);
    broker.cutAll();
    await isBack;
    const publisher = await broker.link();
    await publisher.publish(topics.command, { node }, commandOf(anId));
    assert.equal((await inbox.next()).id, anId);
  });

  it("[REQ-WIRE-4] queues nothing while it is down", async () => {
    const reader = await broker.link();
    const inbox = new Inbox(topics.heartbeat);
    await reader.subscribe(inbox.subscription);
    const clock = new FakeClock();
    const link = linkTo([broker.stream], { clock });
    await assert.rejects(link.publish(topics.heartbeat, { node }, heartbeatOf(1)), {
      code: "connection-lost",
    });
    link.open();
    await clock.advance(0);
    await until(() => link.isUp);
    await link.publish(topics.heartbeat, { node }, heartbeatOf(2));
    await inbox.next(({ seq }) => seq === 2);
    assert.deepEqual(
      inbox.messages.map(({ seq }) => seq),
      [2],
    );
    await link.close();
  });

  it("[REQ-WIRE-5] leaves its will when it is cut, and none when it says goodbye", async () => {
    const reader = await broker.link();
    const inbox = new Inbox(topics.gone);
    await reader.subscribe(inbox.subscription);
    const testament = (name: string) => ({
      will: () => ({
        topic: topicOf(topics.gone, { node: name }),
        payload: JSON.stringify({ ...goodbye, reason: "will" }),
        isRetained: false,
      }),
    });
    const polite = await broker.link(testament("polite"));
    const cut = await broker.link(testament("cut"));
    await polite.close("graceful");
    await cut.close("cut");
    await inbox.next();
    assert.deepEqual(
      inbox.all.map(({ params }) => params.node),
      ["cut"],
    );
  });

  it("[REQ-WIRE-6] hands what cannot be read to who wants to know, and goes on", async () => {
    const link = await broker.link();
    const problems: string[] = [];
    const heard: number[] = [];
    await link.subscribe(
      subscription({
        row: topics.heartbeat,
        onMessage: ({ message }) => void heard.push(message?.seq ?? -1),
        onInvalid: ({ topic, payload, error }) =>
          problems.push(`${topic} ${payload.length} ${error.code}`),
      }),
    );
    const bad = ["{", "[]", '{"seq":"1"}', "", Buffer.from([255]), '{"__proto__":{"seq":1}}'];
    for (const text of bad) {
      await publishRaw(broker, topicOf(topics.heartbeat, { node }), text);
    }
    await link.publish(topics.heartbeat, { node }, heartbeatOf(1));
    await until(() => heard.length > 0);
    assert.deepEqual(heard, [1]);
    assert.deepEqual(
      problems,
      bad.map((text) => `hirte/v1/nodes/node1/heartbeat ${Buffer.byteLength(text)} bad-message`),
    );
  });

  it("[REQ-WIRE-6] logs what cannot be read where nobody wants to know, one line of each node", async () => {
    const lines: string[] = [];
    const log = createLog({
      level: "info",
      target: "stderr",
      write: (line) => void lines.push(line),
    });
    const link = await broker.link({ log });
    const inbox = new Inbox(topics.heartbeat);
    await link.subscribe(inbox.subscription);
    for (const name of [node, node, node, "node2", node])
      await publishRaw(broker, topicOf(topics.heartbeat, { node: name }), "nonsense");
    await link.publish(topics.heartbeat, { node }, heartbeatOf(1));
    await inbox.next();
    assert.equal(lines.length, 2);
    assert.match(lines[0] ?? "", /a message was ignored topic=hirte\/v1\/nodes\/node1\/heartbeat/);
    assert.match(lines[1] ?? "", /a message was ignored topic=hirte\/v1\/nodes\/node2\/heartbeat/);
  });

  it("[REQ-ACL-4] says once of a filter that something old was kept, however much there is", async () => {
    for (const verb of ["start", "stop", "reload"]) {
      const topic = topicOf(topics.request, { user: "ada", node, verb });
      await publishRaw(broker, topic, `{"id":"${anId}"}`, { retain: true, qos: 1 });
    }
    const lines: string[] = [];
    const write = (line: string) => {
      if (line.includes("a retained message was ignored")) lines.push(line);
    };
    const link = await broker.link({ log: createLog({ level: "debug", target: "stderr", write }) });
    const inbox = new Inbox(topics.request);
    await link.subscribe(inbox.subscription);
    await until(() => lines.length === 3);
    assert.equal(lines.filter((line) => line.includes(" warn ")).length, 1);
    assert.deepEqual(inbox.all, []);
  });

  it("[REQ-WIRE-7] ignores what a broker has kept of a topic that is never retained", async () => {
    const link = await broker.link();
    const old = JSON.stringify(commandOf(anId));
    await publishRaw(broker, topicOf(topics.command, { node }), old, { retain: true, qos: 1 });
    const reader = await broker.link();
    const inbox = new Inbox(topics.command);
    await reader.subscribe(inbox.subscription);
    const fresh = randomId();
    await link.publish(topics.command, { node }, commandOf(fresh));
    await inbox.next();
    assert.deepEqual(
      inbox.messages.map(({ id }) => id),
      [fresh],
    );
  });

  it("[REQ-WIRE-1] calls nobody whom an earlier handler has taken out", async () => {
    const link = await broker.link();
    const called: string[] = [];
    const second = subscription({
      row: topics.gone,
      onMessage: () => void called.push("second"),
    });
    const first = subscription({
      row: topics.gone,
      onMessage: () => {
        called.push("first");
        void link.unsubscribe(second);
      },
    });
    await link.subscribe(first, second);
    await link.publish(topics.gone, { node }, goodbye);
    await link.publish(topics.gone, { node }, goodbye);
    await until(() => called.length >= 2);
    assert.deepEqual(called, ["first", "first"]);
  });

  it("[REQ-WIRE-1] hears nothing more of what it unsubscribed from", async () => {
    const link = await broker.link();
    const dropped = new Inbox(topics.gone);
    const kept = new Inbox(topics.heartbeat);
    await link.subscribe(dropped.subscription, kept.subscription);
    await link.unsubscribe(dropped.subscription);
    await link.publish(topics.gone, { node }, goodbye);
    await link.publish(topics.heartbeat, { node }, heartbeatOf(1));
    await kept.next();
    assert.equal(dropped.all.length, 0);
  });

  it("[REQ-WIRE-8] rejects what is not of its schema or too large for a packet", async () => {
    const link = await broker.link();
    const reject = (promise: Promise<void>, code: string) => assert.rejects(promise, { code });
    await reject(link.publish(topics.gone, { node }, { reason: "bored" } as never), "bad-message");
    await reject(link.publish(topics.gone, { node: "a/b" }, goodbye), "bad-topic");
    const units = Array.from({ length: 5000 }, (_, i) => `${"x".repeat(230)}${i}.service`);
    const inventory = { session: 1, seq: 1, units };
    assert.ok(JSON.stringify(inventory).length > maxPacketBytes);
    await reject(link.publish(topics.inventory, { node }, inventory), "too-large");
    assert.equal(link.isUp, true);
  });
});

/** Publishes what no link would. */
async function publishRaw(
  broker: MemoryBroker,
  topic: string,
  payload: string | Buffer,
  { qos = 0, retain = false }: { readonly qos?: 0 | 1; readonly retain?: boolean } = {},
): Promise<void> {
  const client = new mqtt.MqttClient(() => broker.stream() as never, { reconnectPeriod: 0 });
  await client.publishAsync(topic, payload, { qos, retain });
  await client.endAsync();
}
