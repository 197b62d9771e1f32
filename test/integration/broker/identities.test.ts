import assert from "node:assert/strict";
import type { Principal } from "../../../broker/principal.ts";
import { type Party, type TopicRow, topics } from "../../../src/protocol/topics.ts";
import { everybody, rightPassword, useAskingBroker, type Who } from "../../support/identities.ts";
import type { WireClient } from "../../support/wire-client.ts";

/** A topic of the table, and whose it is. */
interface Case {
  readonly topic: string;
  readonly row: TopicRow;
  readonly node: string | undefined;
  readonly user: string | undefined;
}

/** Each row under the names of both nodes and of all users. */
const cases: readonly Case[] = Object.values<TopicRow>(topics).flatMap((row) => {
  const nodes = row.pattern.includes("{node}") ? ["a", "b"] : [undefined];
  const users = row.pattern.includes("{user}") ? ["vera", "olga", "ada"] : [undefined];
  return nodes.flatMap((node) =>
    users.map((user) => {
      const names: Readonly<Record<string, string | undefined>> = { node, user };
      const levels = row.pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => names[name] ?? "x");
      return { topic: `hirte/v1/${levels}`, row, node, user };
    }),
  );
});

/** What the table says, read anew: a party is whoever bears the name that the topic says. */
function isAmong(parties: readonly Party[], who: Principal, { node, user }: Case): boolean {
  if (who.role === "manager") return true;
  return (
    parties.includes("anyone") ||
    (parties.includes("agent") && "node" in who && who.node === node) ||
    (parties.includes("client") && "user" in who && who.user === user)
  );
}

function topicsOf(isIn: (one: Case) => boolean): string[] {
  return cases.filter(isIn).map(({ topic }) => topic);
}

describe("the topic table, whoever comes", () => {
  const broker = useAskingBroker();

  /** What a reader was given before a message that everybody may read. */
  async function heard(reader: WireClient): Promise<string[]> {
    const speaker = await broker().client("manager");
    await speaker.publishAcked("hirte/v1/manager/state", "fence");
    const isFence = () => reader.messages.at(-1)?.payload.toString() === "fence";
    await reader.until(isFence);
    return reader.messages.slice(0, -1).map(({ topic }) => topic);
  }

  for (const who of Object.keys(everybody) as Who[]) {
    const principal = everybody[who];
    const mayPublish = topicsOf((one) => isAmong(one.row.publishers, principal, one));
    const mayRead = topicsOf((one) => isAmong(one.row.readers, principal, one));
    const mayRetain = topicsOf(
      (one) => isAmong(one.row.publishers, principal, one) && one.row.isRetained,
    );

    for (const retain of [false, true]) {
      it(`[REQ-SEC-4] ${who} is heard on its own ${mayPublish.length} of ${cases.length} topics${retain ? ", and what it has retained is kept on those that are retained" : ""}`, async () => {
        const manager = await broker().client("manager");
        await manager.subscribe("#", 0);
        const client = await broker().client(who);
        for (const { topic } of cases) await client.publishAcked(topic, who, { retain });
        await client.ping();
        assert.deepEqual(await heard(manager), mayPublish);
        const { droppedMessages, retainedMessages } = broker().tested.broker.stats();
        assert.equal(droppedMessages, cases.length - mayPublish.length);
        assert.equal(retainedMessages, retain ? mayRetain.length : 0);
      });
    }

    it(`[REQ-SEC-5] ${who} hears its own ${mayRead.length} topics by a subscription to all`, async () => {
      const client = await broker().client(who);
      assert.equal(await client.subscribe("#", 1), 1);
      const manager = await broker().client("manager");
      for (const { topic } of cases) await manager.publishAcked(topic, "live");
      assert.deepEqual(await heard(client), mayRead);
    });

    it(`[REQ-SEC-5] ${who} is given what is retained of its own topics, and nothing else that is`, async () => {
      const manager = await broker().client("manager");
      for (const { topic } of cases) await manager.publishAcked(topic, "kept", { retain: true });
      const kept = topicsOf(
        (one) => one.row.isRetained && isAmong(one.row.readers, principal, one),
      );
      const client = await broker().client(who);
      await client.subscribe("#", 1);
      await client.until(() => client.messages.length === kept.length);
      assert.deepEqual((await heard(client)).toSorted(), kept.toSorted());
    });

    it(`[REQ-SEC-5] ${who} may subscribe to what it can read alone, where one topic is named`, async () => {
      const client = await broker().client(who);
      const granted: string[] = [];
      for (const { topic } of cases)
        if ((await client.subscribe(topic, 1)) !== 128) granted.push(topic);
      assert.deepEqual(granted, mayRead);
    });

    it(`[REQ-SEC-4] ${who} leaves a will where the table has one of its own, and is refused with any other`, async () => {
      const manager = await broker().client("manager");
      await manager.subscribe("#", 0);
      const mayWill = topicsOf(
        (one) => one.row.isWill && isAmong(one.row.publishers, principal, one),
      );
      for (const { topic } of cases) {
        const will = { topic, payload: Buffer.from("gone") };
        const { client, returnCode } = await broker().tries(who, { will });
        assert.equal(returnCode, mayWill.includes(topic) ? 0 : 5, topic);
        client.cut();
        await client.closed;
      }
      await manager.until(() => manager.messages.length === mayWill.length);
      assert.deepEqual(await heard(manager), mayWill);
    });
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
      for (const { topic } of cases) client.publish(topic, "smuggled", { retain: true });
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
