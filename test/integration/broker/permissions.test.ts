import assert from "node:assert/strict";
import { useBroker } from "../../support/broker.ts";

const command = "hirte/v1/nodes/n1/commands";

describe("what clients may do", () => {
  const broker = useBroker();

  it("[REQ-BRK-12] hears nothing of $SYS, by name or by wildcard", async () => {
    const client = await broker().client();
    assert.equal(await client.subscribe("$SYS/#"), 128);
    assert.equal(await client.subscribe("#"), 0);
    // Connecting makes aedes publish below $SYS.
    await (await broker().client()).ping();
    await client.ping();
    assert.deepEqual(client.messages, []);
  });

  it("[REQ-BRK-12] publishes nothing on $SYS, as from another broker that throws clients out", async () => {
    const victim = await broker().client({ clientId: "victim" });
    const client = await broker().client();
    await client.publishAcked("$SYS/another/new/clients", "victim");
    await victim.ping();
    assert.equal(broker().broker.stats().droppedMessages, 1);
  });

  it("[REQ-BRK-13] is acknowledged a message outside of the topic table, which goes nowhere", async () => {
    const subscriber = await broker().client();
    await subscriber.subscribe("#");
    const client = await broker().client({ clientId: "stray" });
    await client.publishAcked("somewhere/else", "x", { retain: true });
    await client.publishAcked("hirte/v1/nodes/n1/reports", "good");
    await subscriber.until(() => subscriber.messages.length === 1);
    assert.equal(subscriber.messages[0]?.topic, "hirte/v1/nodes/n1/reports");
    assert.equal(broker().broker.stats().retainedMessages, 0);
    const [line] = broker().warnings;
    assert.equal(line?.["clientId"], "stray");
    assert.equal(line?.["topic"], "somewhere/else");
    assert.match(String(line?.["reason"]), /topic table/);
  });

  it("[REQ-BRK-14] reaches those who are there with a command sent as retained, and nobody later", async () => {
    const present = await broker().client();
    await present.subscribe(command, 1);
    const client = await broker().client();
    await client.publishAcked(command, "stop everything", { retain: true });
    await present.until(() => present.messages.length === 1);
    const later = await broker().client();
    await later.subscribe("#", 1);
    await client.publishAcked("hirte/v1/nodes/n1/reports", "end");
    await later.until(() => later.messages.length > 0);
    assert.deepEqual(
      later.messages.map((m) => m.topic),
      ["hirte/v1/nodes/n1/reports"],
    );
    assert.equal(broker().broker.stats().unretainedMessages, 1);
  });

  for (const topic of ["hirte/v1/requests/root/n1/stop", command, "somewhere/else", "$SYS/x"]) {
    it(`[REQ-BRK-15] is refused with a will on ${topic}: it would be a command that waits`, async () => {
      const client = await broker().open();
      const will = { topic, payload: Buffer.from("x") };
      assert.equal(await client.connect({ clientId: "c", will }), 5);
      await client.closed;
      assert.match(String(broker().warnings[0]?.["detail"]), /will on/);
    });
  }

  it("[REQ-BRK-15] leaves a will where the topic table has one, published when it breaks off", async () => {
    const observer = await broker().client();
    await observer.subscribe("hirte/v1/nodes/+/gone", 1);
    const client = await broker().client({
      will: { topic: "hirte/v1/nodes/n1/gone", payload: Buffer.from("gone"), qos: 1 },
    });
    client.cut();
    await observer.until(() => observer.messages.length === 1);
    assert.equal(observer.messages[0]?.payload.toString(), "gone");
    assert.equal(broker().broker.stats().retainedMessages, 0);
  });

  it("leaves a retained will where the row is retained", async () => {
    const client = await broker().client({
      will: { topic: "hirte/v1/manager/state", payload: Buffer.from("down"), retain: true },
    });
    client.cut();
    await broker().until(() => broker().broker.stats().retainedMessages === 1);
  });

  it("takes its will along with a proper DISCONNECT, even one right behind its last message", async () => {
    const observer = await broker().client();
    await observer.subscribe("#", 1);
    const client = await broker().client({
      will: { topic: "hirte/v1/nodes/n1/gone", payload: Buffer.from("gone") },
    });
    for (let i = 0; i < 500; i++) client.publish("hirte/v1/nodes/n1/heartbeat", `${i}`);
    client.send({ cmd: "disconnect" });
    client.stream.end();
    await observer.until(() => observer.messages.length === 500);
    await broker().until(() => broker().broker.stats().clients === 1);
    await observer.ping();
    assert.equal(observer.messages.length, 500);
  });
});
