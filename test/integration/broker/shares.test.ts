import assert from "node:assert/strict";
import { defaultLimits } from "../../../broker/limits.ts";
import { useBroker } from "../../support/broker.ts";
import { WireClient } from "../../support/wire-client.ts";

const agentWill = (node: string) => ({
  will: { topic: `hirte/v1/nodes/${node}/gone`, payload: Buffer.from("{}") },
});
const share = (over: Partial<(typeof defaultLimits)["share"]>) => ({
  share: { ...defaultLimits.share, ...over },
});

describe("shares of a broker", () => {
  const broker = useBroker({
    limits: { maxConnections: 12, judgeMs: 50, ...share({ nodeConnections: 2 }) },
  });

  it("[REQ-QUOTA-3] [REQ-QUOTA-12] are half of the connections for an address, without those of agents there", async () => {
    const clients: WireClient[] = [];
    for (let i = 0; i < 6; i++) clients.push(await broker().client());
    const surplus = await broker().open();
    assert.equal(await surplus.connect(), 3);
    await surplus.closed;
    await (await broker().client(agentWill("a"))).ping();
    await (await broker().client(agentWill("b"))).ping();
    for (const client of clients) await client.ping();
    const stats = broker().broker.stats();
    assert.equal(stats.cutOffs["over-share"], 1);
    assert.equal(stats.quotas.refusals.connections, 1);
    const line = broker().warnings.find(({ quota }) => quota === "connections");
    assert.equal(line?.["who"], "address 127.0.0.1");
    clients[0]?.cut();
    await broker().until(() => broker().broker.stats().connections === 7);
    await (await broker().client()).ping();
  });

  it("[REQ-QUOTA-3] have the oldest connection of a node give way to its newest", async () => {
    const [first, second] = [
      await broker().client(agentWill("a")),
      await broker().client(agentWill("a")),
    ];
    const other = await broker().client(agentWill("b"));
    const third = await broker().client(agentWill("a"));
    await first?.closed;
    for (const client of [second, third, other]) await client?.ping();
    assert.equal(broker().broker.stats().cutOffs["gave-way"], 1);
  });
});

describe("shares of a broker with little room", () => {
  const mebibyte = 1024 * 1024;
  const broker = useBroker({
    limits: {
      ...{ totalQueueBytes: 4 * mebibyte, maxSubscriptions: 100 },
      ...share({
        ...{ subscriptions: 60, connects: { burst: 5, perSecond: 20 }, connectPatienceMs: 200 },
        ...{ retainedMessages: 10, retainedBytes: 2000 },
      }),
    },
  });

  it("[REQ-QUOTA-5] [REQ-QUOTA-13] leave subscriptions to others, and to hirte whatever others have", async () => {
    const subscribe = async (client: WireClient, count: number, name: string) => {
      let granted = 0;
      for (let i = 0; i < count; i++)
        if ((await client.subscribe(`hirte/v1/nodes/${name}${i}/state`)) < 128) granted++;
      return granted;
    };
    const [one, two] = [await broker().client(), await broker().client()];
    assert.equal(await subscribe(one, 40, "a"), 40);
    assert.equal(await subscribe(two, 40, "b"), 20);
    const agent = await broker().client(agentWill("n1"));
    assert.equal(await subscribe(agent, 50, "c"), 40);
    const within = new WireClient(broker().broker.inMemoryStream());
    await within.connect();
    assert.equal(await subscribe(within, 10, "d"), 10);
    for (const client of [two, agent]) client.cut();
    await broker().until(() => broker().broker.stats().subscriptions === 50);
    assert.equal(await subscribe(one, 40, "e"), 20);
  });

  it("[REQ-QUOTA-4] have who connects too often wait, then refused", async () => {
    const codes = await Promise.all(
      Array.from({ length: 20 }, async () => (await broker().open()).connect().catch(() => -1)),
    );
    const taken = codes.filter((code) => code === 0).length;
    assert.ok(taken >= 8 && taken <= 14, `${taken} were taken`);
    assert.equal(codes.filter((code) => code === 3).length, 20 - taken);
    const { waits, refusals } = broker().broker.stats().quotas;
    assert.ok(waits.connects >= 3);
    assert.equal(refusals.connects, 20 - taken);
  });

  it("[REQ-QUOTA-6] cut off whoever has most waiting, and not who has less on one connection", async function () {
    this.timeout(20_000);
    const bystander = await broker().client(agentWill("n1"));
    await bystander.subscribe("hirte/v1/nodes/n2/reports");
    bystander.stopReading();
    const many: WireClient[] = [];
    for (let i = 0; i < 3; i++) {
      const client = await broker().client();
      await client.subscribe("hirte/v1/nodes/+/reports");
      client.stopReading();
      many.push(client);
    }
    const publisher = await broker().client(agentWill("n2"));
    const payload = Buffer.alloc(16 * 1024);
    while (broker().broker.stats().quotas.refusals.queue === 0) {
      for (let i = 0; i < 4; i++) publisher.publish("hirte/v1/nodes/n2/reports", payload);
      await publisher.ping();
    }
    assert.equal(bystander.isClosed, false);
    assert.ok(broker().broker.stats().queuedBytes <= 4 * mebibyte);
    const line = broker().warnings.find(({ quota }) => quota === "queue");
    assert.equal(line?.["who"], "address 127.0.0.1");
  });

  it("[REQ-QUOTA-7] keep of a node's topics what it may have, and all of others'", async () => {
    const client = await broker().client();
    const topic = (node: string, i: number) => `hirte/v1/nodes/${node}/units/u${i}.service`;
    for (let i = 0; i < 1000; i++) client.publish(topic("a", i), "x", { retain: true });
    for (let i = 0; i < 10; i++) client.publish(topic("b", i), "x", { retain: true });
    await client.ping();
    const { retainedMessages, quotas } = broker().broker.stats();
    assert.deepEqual([retainedMessages, quotas.refusals.retained], [20, 990]);
    const line = broker().warnings.find(({ quota }) => quota === "retained");
    assert.equal(line?.["who"], "node a");
  });
});

describe("somebody within the process who has enough to read", () => {
  const broker = useBroker({ limits: { judgeMs: 60_000 } });

  it("[REQ-QUOTA-2] has those outside wait, and misses nothing", async () => {
    const within = new WireClient(broker().broker.inMemoryStream());
    await within.connect();
    await within.subscribe("hirte/v1/nodes/n1/reports");
    within.stopReading();
    const publisher = await broker().client();
    const payload = Buffer.alloc(8 * 1024);
    const count = 200;
    for (let i = 0; i < count; i++) publisher.publish("hirte/v1/nodes/n1/reports", payload);
    const stats = () => broker().broker.stats();
    await broker().until(() => stats().quotas.waits.packets > 0);
    // Many times the turns of the event loop in which all of them are taken otherwise.
    for (let i = 0; i < 500; i++) await new Promise<void>((resolve) => setImmediate(resolve));
    const { messagesIn } = stats().traffic.socket;
    assert.ok(messagesIn < count / 2, `${messagesIn} were taken`);
    within.stream.resume();
    await within.until(() => within.messages.length === count);
    await publisher.ping();
  });
});
