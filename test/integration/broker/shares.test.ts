import assert from "node:assert/strict";
import { connect } from "node:net";
import { defaultLimits } from "../../../broker/limits.ts";
import { ownVouch } from "../../../broker/pki/vouching.ts";
import type { Peer } from "../../../broker/principal.ts";
import { streamPair } from "../../../broker/stream-pair.ts";
import { BrokerUnderTest, useBroker } from "../../support/broker.ts";
import { TestPki, tlsClient } from "../../support/pki.ts";
import { useTempDir } from "../../support/temp-dir.ts";
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

  it("[REQ-QUOTA-15] count a network of IPv6 as one address, and name the whole one in the log", async () => {
    const from = (address: string) => broker().clientFrom({ address });
    for (let last = 1; last <= 6; last++) await (await from(`2001:db8::${last}:5000`)).ping();
    await assert.rejects(from("2001:db8::7:5000"), /refused with 3/);
    const line = broker().warnings.find(({ quota }) => quota === "connections");
    assert.equal(line?.["who"], "address 2001:db8:0:0::/64");
    const cut = broker().warnings.find(({ address }) => address !== undefined);
    assert.equal(cut?.["address"], "2001:db8::7:5000");
    await (await from("2001:db8:0:1::1:5000")).ping();
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

describe("places of a broker", () => {
  const broker = useBroker({
    limits: { maxConnections: 4, judgeMs: 60_000 },
    authentication: { verify: () => new Promise(() => undefined) },
  });

  it("[REQ-QUOTA-3] are given up by those whose password is looked at, too, of the address that holds most", async () => {
    const come = (address: string) => {
      const { near, far } = streamPair();
      broker().broker.accept(far, { address, via: "plain" });
      return new WireClient(near);
    };
    const honest = come("10.0.0.2:1");
    const greedy = ["1", "2", "3"].map((port) => come(`10.0.0.1:${port}`));
    for (const one of greedy)
      void one.connect({ username: "anna", password: "x" }).catch(() => undefined);
    await new Promise<void>((resolve) => setImmediate(resolve));
    const newcomers = ["10.0.0.3:1", "10.0.0.4:1"].map(come);
    await Promise.all([greedy[0]?.closed, greedy[1]?.closed]);
    for (const one of [honest, greedy[2], ...newcomers]) assert.equal(one?.isClosed, false);
    const { connections, cutOffs } = broker().broker.stats();
    assert.deepEqual([connections, cutOffs["no-room"], cutOffs["no-connect"]], [4, 0, 2]);
  });
});

describe("shares of a broker with little room", () => {
  const kibibyte = 1024;
  const broker = useBroker({
    limits: {
      ...{ totalQueueBytes: 256 * kibibyte, maxSubscriptions: 100, maxRetainedMessages: 100 },
      ...share({
        ...{ subscriptions: 60, connects: { burst: 5, perSecond: 20 }, connectPatienceMs: 200 },
        ...{ retainedMessages: 10, retainedBytes: 2000 },
      }),
    },
  });
  const agent = (node: string): Partial<Peer> => ({ via: "tls", proven: { role: "agent", node } });

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

  it("[REQ-QUOTA-4] have who connects too often wait, then refused, and nobody from elsewhere", async () => {
    const codes = await Promise.all(
      Array.from({ length: 20 }, async () => (await broker().open()).connect().catch(() => -1)),
    );
    const taken = codes.filter((code) => code === 0).length;
    assert.ok(taken >= 8 && taken <= 14, `${taken} were taken`);
    assert.equal(codes.filter((code) => code === 3).length, 20 - taken);
    const { waits, refusals } = broker().broker.stats().quotas;
    assert.ok(waits.connects >= 3);
    assert.equal(refusals.connects, 20 - taken);
    for (let i = 0; i < 5; i++) await broker().clientFrom({ address: `10.0.0.2:${i}` });
    assert.equal(broker().broker.stats().quotas.waits.connects, waits.connects);
  });

  it("[REQ-QUOTA-6] cut off whoever has most waiting, and not who has less on one connection", async () => {
    const reader = async (filter: string, peer: Partial<Peer>) => {
      const client = await broker().clientFrom(peer);
      await client.subscribe(filter);
      client.stopReading();
      return client;
    };
    const vera: Partial<Peer> = { proven: { role: "admin", user: "vera" } };
    const bystander = await reader("hirte/v1/nodes/a/units/b.service", agent("b"));
    for (let i = 0; i < 3; i++) await reader("hirte/v1/nodes/+/units/+", vera);
    const publisher = await broker().client();
    const payload = Buffer.alloc(4 * kibibyte);
    while (broker().broker.stats().quotas.refusals.queue === 0) {
      publisher.publish("hirte/v1/nodes/a/units/b.service", payload);
      await publisher.ping();
    }
    assert.equal(bystander.isClosed, false);
    assert.ok(broker().broker.stats().queuedBytes <= 256 * kibibyte);
    const line = broker().warnings.find(({ quota }) => quota === "queue");
    assert.equal(line?.["who"], "user vera");
  });

  it("[REQ-QUOTA-7] keep of a node's topics what it may have, and all of others', however many one sends", async () => {
    const unit = (node: string, i: number) => `hirte/v1/nodes/${node}/units/u${i}.service`;
    const a = await broker().clientFrom(agent("a"));
    const b = await broker().clientFrom(agent("b"));
    for (let i = 0; i < 150; i++) a.publish(unit("a", i), "x", { retain: true });
    // In the name of others nothing is kept at all.
    for (let i = 0; i < 150; i++) a.publish(unit(`n${i}`, 0), "x", { retain: true });
    await a.ping();
    for (let i = 0; i < 10; i++) b.publish(unit("b", i), "x", { retain: true });
    await b.ping();
    const { retainedMessages, unretainedMessages, quotas } = broker().broker.stats();
    assert.deepEqual([retainedMessages, unretainedMessages], [20, 0]);
    assert.equal(quotas.refusals.retained, 140);
    const line = broker().warnings.find(({ quota }) => quota === "retained");
    assert.equal(line?.["who"], "node a");
  });
});

describe("shares of TLS handshakes", () => {
  const directory = useTempDir();

  it("[REQ-QUOTA-4] are an address's: who begins too many is closed, and nobody from elsewhere", async () => {
    const pki = await TestPki.make(directory());
    const test = await BrokerUnderTest.start({
      tls: { credentials: pki.own.credentials, vouch: ownVouch(pki.issued, () => true) },
      authentication: { verify: async (user) => ({ role: "viewer", user }) },
      limits: share({ handshakes: { burst: 3, perSecond: 0.01 }, connectPatienceMs: 0 }),
    });
    try {
      const from = (localAddress: string) => {
        const socket = connect({ host: "127.0.0.1", port: test.port, localAddress });
        return tlsClient(test.port, { ca: pki.ca, socket });
      };
      const ends = await Promise.allSettled(Array.from({ length: 10 }, () => from("127.0.0.1")));
      assert.equal(ends.filter(({ status }) => status === "fulfilled").length, 3);
      const stats = test.broker.stats();
      assert.deepEqual([stats.quotas.refusals.handshakes, stats.cutOffs["over-share"]], [7, 7]);
      const other = await from("127.0.0.2");
      assert.equal(await other.connect({ username: "vera", password: "any" }), 0);
      other.stream.destroy();
    } finally {
      await test.stop();
    }
  });
});

describe("somebody within the process who has enough to read", () => {
  const broker = useBroker({ limits: { judgeMs: 60_000 } });

  it("[REQ-QUOTA-2] is nobody who has much to say", async () => {
    const within = new WireClient(broker().broker.inMemoryStream());
    await within.connect();
    // Of a message of which the end is yet to come.
    within.sendBytes(Buffer.concat([Buffer.from([0x30, 0xff, 0xff, 0x02]), Buffer.alloc(20_000)]));
    await (await broker().client()).ping();
  });

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
