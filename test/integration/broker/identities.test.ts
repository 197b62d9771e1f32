import assert from "node:assert/strict";
import { type TopicRow, topics } from "../../../src/protocol/topics.ts";
import { rightPassword, useAskingBroker } from "../../support/identities.ts";
import type { WireClient } from "../../support/wire-client.ts";

/** A topic of each row. */
const all = Object.values<TopicRow>(topics).map(
  ({ pattern }) => `hirte/v1/${pattern.replaceAll(/\{(\w+)\}/g, "ada")}`,
);

describe("whoever shows something wrong, or nothing", () => {
  const broker = useAskingBroker();

  /** What a reader was given before a message that everybody may read. */
  async function heard(reader: WireClient): Promise<string[]> {
    const speaker = await broker().client("manager");
    await speaker.publishAcked("hirte/v1/manager/state", "fence");
    const isFence = () => reader.messages.at(-1)?.payload.toString() === "fence";
    await reader.until(isFence);
    return reader.messages.slice(0, -1).map(({ topic }) => topic);
  }

  for (const [what, shown, returnCode] of [
    ["nothing", {}, 5],
    ["a name alone", { username: "ada" }, 5],
    ["a wrong password", { username: "ada", password: "wrong" }, 4],
    ["no password at all", { username: "ada", password: "" }, 4],
    ["a user there is not", { username: "nobody", password: rightPassword }, 4],
    ["an empty name", { username: "", password: rightPassword }, 4],
    ["the name __proto__", { username: "__proto__", password: rightPassword }, 4],
    ["the name constructor", { username: "constructor", password: rightPassword }, 4],
  ] as const) {
    it(`[REQ-SEC-1] who shows ${what} is refused with ${returnCode}, and nothing else it sent counts`, async () => {
      const manager = await broker().client("manager");
      await manager.subscribe("#", 0);
      const client = await broker().tested.open();
      const answer = client.connect({ clientId: "x", ...shown });
      // Behind CONNECT, before its answer.
      for (const topic of all) client.publish(topic, "smuggled", { retain: true });
      client.send({ cmd: "subscribe", messageId: 1, subscriptions: [{ topic: "#", qos: 0 }] });
      assert.equal(await answer, returnCode);
      await client.closed;
      assert.deepEqual(await heard(manager), []);
      assert.deepEqual(client.messages, []);
      assert.equal(broker().tested.broker.stats().retainedMessages, 0);
      const { missing, wrong } = broker().tested.broker.stats().loginFailures;
      assert.deepEqual([missing, wrong], returnCode === 5 ? [1, 0] : [0, 1]);
    });
  }

  it("[REQ-SEC-1] what comes behind a right CONNECT waits until it is answered, and then counts", async () => {
    const manager = await broker().client("manager");
    await manager.subscribe("#", 0);
    const client = await broker().tested.open();
    const answer = client.connect({ username: "vera", password: rightPassword });
    for (let i = 0; i < 100; i++) client.publish("hirte/v1/requests/vera/a/status", `${i}`);
    assert.equal(await answer, 0);
    await client.ping();
    assert.equal((await heard(manager)).length, 100);
  });
});
