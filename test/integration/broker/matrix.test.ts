import assert from "node:assert/strict";
import type { Principal } from "../../../broker/principal.ts";
import { coordinatorUser } from "../../../src/protocol/power-names.ts";
import { managerNode, type Party, type TopicRow, topics } from "../../../src/protocol/topics.ts";
import { OpenHirte } from "../../support/open-hirte.ts";
import { type Refused, type WayIn, waysIn } from "../../support/ways-in.ts";
import type { WireClient } from "../../support/wire-client.ts";

/** A topic of the table, and whose it is. */
interface Cell {
  readonly topic: string;
  readonly row: TopicRow;
  readonly node: string | undefined;
  readonly host: string | undefined;
  readonly user: string | undefined;
}

const principals = waysIn.flatMap(({ everybody }) =>
  Object.values(everybody).flatMap((one) => ("role" in one ? [one] : [])),
);
const users = [...new Set(principals.flatMap((one) => userOf(one) ?? []))];

/** Each row under the names of both nodes, as nodes and as hosts, and of all users. */
const cells: readonly Cell[] = Object.values<TopicRow>(topics).flatMap((row) => {
  const has = (name: string) => row.pattern.includes(`{${name}}`);
  const nodes = has("node") ? ["a", "b", ...(row === topics.request ? [managerNode] : [])] : [];
  const hosts = has("host") ? ["a", "b"] : [undefined];
  return (nodes.length > 0 ? nodes : [undefined]).flatMap((node) =>
    hosts.flatMap((host) =>
      (has("user") ? users : [undefined]).map((user) => {
        const names: Readonly<Record<string, string | undefined>> = { node, host, user };
        const levels = row.pattern.replaceAll(
          /\{(\w+)\}/g,
          (_, name: string) => names[name] ?? "x",
        );
        return { topic: `hirte/v1/${levels}`, row, node, host, user };
      }),
    ),
  );
});
const all = cells.map(({ topic }) => topic);
const retained = cells.filter(({ row }) => row.isRetained).map(({ topic }) => topic);

/** Under which name somebody asks, if it does. */
function userOf(who: Principal): string | undefined {
  if (who.role === "coordinator") return coordinatorUser;
  return "user" in who ? who.user : undefined;
}

/** What the table says, read anew: a party is whoever bears the name that the topic says; there is one coordinator. */
function isAmong(parties: readonly Party[], who: Principal, { node, host, user }: Cell): boolean {
  if (who.role === "manager") return true;
  return (
    parties.includes("anyone") ||
    (parties.includes("agent") && who.role === "agent" && who.node === node) ||
    (parties.includes("ups") && who.role === "ups" && who.host === host) ||
    (parties.includes("coordinator") && who.role === "coordinator") ||
    (parties.includes("client") && userOf(who) !== undefined && userOf(who) === user)
  );
}

/** A will, and whether somebody may leave it. */
interface Will {
  readonly cell: Cell;
  readonly retain: boolean;
  readonly isAllowed: boolean;
}

/** Of each row one under a name of its own and one under another's; of wills there are also some to be retained. */
function willsFor(who: Principal): readonly Will[] {
  return Object.values<TopicRow>(topics).flatMap((row) => {
    const ofRow = cells.filter((cell) => cell.row === row);
    const own = ofRow.find((cell) => isAmong(row.publishers, who, cell));
    const others = ofRow.find((cell) => !isAmong(row.publishers, who, cell));
    return [own, others].flatMap((cell) =>
      (row.isWill ? [false, true] : [false]).flatMap((retain) =>
        cell
          ? [{ cell, retain, isAllowed: row.isWill && cell === own && (row.isRetained || !retain) }]
          : [],
      ),
    );
  });
}

describe("the topic table, whoever comes by whatever way", function () {
  this.timeout(20_000);
  let hirte: OpenHirte;
  /** Hears everything, and says what others are to hear. */
  let manager: WireClient;
  /** Says what comes last. */
  let closer: WireClient;
  let fences = 0;

  before(async () => {
    hirte = await OpenHirte.start();
    [manager, closer] = [await within(), await within()];
    await manager.subscribe("#");
  });
  after(() => hirte?.stop());
  beforeEach(async () => {
    await says(manager, retained, "", true);
    await heard(manager);
  });

  async function within(): Promise<WireClient> {
    const client = hirte.openWithin();
    await client.connect();
    return client;
  }

  /** What a reader was given before a message that everybody may read. */
  async function heard(reader: WireClient): Promise<string[]> {
    const fence = `fence ${fences++}`;
    await closer.publishAcked("hirte/v1/manager/state", fence);
    await reader.until(() => reader.messages.at(-1)?.payload.toString() === fence);
    return reader.messages.splice(0).flatMap(({ topic, payload }) =>
      // Readers of before have their own.
      payload.toString().startsWith("fence") ? [] : [topic],
    );
  }

  /** What is retained: a reader that comes late finds it. */
  async function kept(): Promise<string[]> {
    const late = await within();
    const { retainedMessages } = hirte.tested.broker.stats();
    await late.subscribe("#");
    await late.until(() => late.messages.length >= retainedMessages);
    const found = await heard(late);
    late.stream.destroy();
    return found.toSorted();
  }

  /** Says something on each of these topics; resolves when all of it was acknowledged. */
  async function says(
    speaker: WireClient,
    where: readonly string[],
    payload: string,
    retain = false,
  ): Promise<void> {
    const before = speaker.packets.length;
    for (const [i, topic] of where.entries()) {
      const messageId = i + 1;
      speaker.send({ cmd: "publish", topic, payload, qos: 1, dup: false, retain, messageId });
    }
    await speaker.until(() => speaker.packets.length === before + where.length);
    // The broker acknowledges what it has not passed on yet.
    await speaker.ping();
  }

  function servesWhoIsProven(way: WayIn, who: string, is: Principal): void {
    const mayPublish = cells
      .filter((cell) => isAmong(cell.row.publishers, is, cell))
      .map(({ topic }) => topic);
    const mayRead = cells
      .filter((cell) => isAmong(cell.row.readers, is, cell))
      .map(({ topic }) => topic);
    const by = `${who} by ${way.name}`;

    describe(who, () => {
      /** A connection for each test that needs but one. */
      let connected: WireClient[];
      before(async () => {
        const arrivals = await way.connect(hirte, who, 4);
        const codes = arrivals.map(({ client, shown }) => client.connect(shown));
        assert.deepEqual(await Promise.all(codes), [0, 0, 0, 0]);
        connected = arrivals.map(({ client }) => client);
      });
      const aClient = () => connected.pop() ?? assert.fail("there is none left");

      it(`[REQ-SEC-4] ${by} is heard on its own ${mayPublish.length} of ${all.length} topics, and what it has retained is kept where the table says so`, async () => {
        const client = aClient();
        const before = hirte.tested.broker.stats().droppedMessages;
        await says(client, all, who);
        await says(client, all, who, true);
        assert.deepEqual(await heard(manager), [...mayPublish, ...mayPublish]);
        const dropped = hirte.tested.broker.stats().droppedMessages - before;
        assert.equal(dropped, 2 * (all.length - mayPublish.length));
        const isOwn = (topic: string) => mayPublish.includes(topic);
        assert.deepEqual(await kept(), retained.filter(isOwn).toSorted());
      });

      it(`[REQ-SEC-4] ${by} clears of what is retained its own, and nothing else`, async () => {
        await says(manager, retained, "kept", true);
        await says(aClient(), all, "", true);
        const isOthers = (topic: string) => !mayPublish.includes(topic);
        assert.deepEqual(await kept(), retained.filter(isOthers).toSorted());
      });

      it(`[REQ-SEC-5] ${by} may subscribe to its own ${mayRead.length} topics by name, and hears what is said there`, async () => {
        const client = aClient();
        const subscriptions = all.map((topic) => ({ topic, qos: 0 as const }));
        client.send({ cmd: "subscribe", messageId: 1, subscriptions });
        const { granted } = await client.next("suback");
        assert.deepEqual(
          all.filter((_, i) => granted[i] !== 128),
          mayRead,
        );
        await says(manager, all, "live");
        assert.deepEqual(await heard(client), mayRead);
      });

      it(`[REQ-SEC-5] ${by} is given its own alone, of what is retained and of what comes, by a subscription to all`, async () => {
        await says(manager, retained, "kept", true);
        const client = aClient();
        await client.subscribe("#");
        const given = retained.filter((topic) => mayRead.includes(topic));
        await client.until(() => client.messages.length >= given.length);
        assert.deepEqual((await heard(client)).toSorted(), given.toSorted());
        await says(manager, all, "live");
        assert.deepEqual(await heard(client), mayRead);
      });

      it(`[REQ-SEC-4] ${by} leaves a will where the table has one of its own, and is refused with any other`, async () => {
        const wills = willsFor(is);
        const arrivals = await way.connect(hirte, who, wills.length);
        const codes: number[] = [];
        // More passwords than these may not wait at a time.
        for (let i = 0; i < wills.length; i += 8) {
          const answers = wills.slice(i, i + 8).map(({ cell: { topic }, retain }, at) => {
            const will = { topic, payload: Buffer.from("gone"), retain };
            const { client, shown } = arrivals[i + at] ?? assert.fail("too few have come");
            return client.connect({ ...shown, will });
          });
          codes.push(...(await Promise.all(answers)));
        }
        const outcome = (code: number | undefined, { cell, retain }: Will) =>
          `${cell.topic}${retain ? ", retained" : ""}: ${code}`;
        assert.deepEqual(
          wills.map((will, i) => outcome(codes[i], will)),
          wills.map((will) => outcome(will.isAllowed ? 0 : 5, will)),
        );
        for (const { client } of arrivals) client.stream.destroy();
        const left = wills.filter(({ isAllowed }) => isAllowed);
        await manager.until(() => manager.messages.length >= left.length);
        const topicsOf = (some: readonly Will[]) => some.map(({ cell }) => cell.topic).toSorted();
        assert.deepEqual((await heard(manager)).toSorted(), topicsOf(left));
        assert.deepEqual(await kept(), topicsOf(left.filter(({ retain }) => retain)));
      });
    });
  }

  function refuses(way: WayIn, who: string, { returnCode }: Refused): void {
    it(`[REQ-SEC-1] ${who} by ${way.name} is refused with ${returnCode}: nothing that it sends counts, its will neither, and it hears nothing`, async () => {
      const will = { topic: "hirte/v1/nodes/a/gone", payload: Buffer.from("gone") };
      // 5 is said of a will in another's name, too: who it is must be refused without one.
      const wills = returnCode === 5 ? [{}, { will }] : [{ will }];
      const given: unknown[] = [];
      for (const [i, { client, shown }] of (
        await way.connect(hirte, who, wills.length)
      ).entries()) {
        const answer = client.connect({ ...shown, ...wills[i] });
        // Behind CONNECT, before its answer.
        for (const topic of all) client.publish(topic, "smuggled", { retain: true });
        client.send({ cmd: "subscribe", messageId: 1, subscriptions: [{ topic: "#", qos: 0 }] });
        assert.equal(await answer, returnCode);
        await client.closed;
        given.push(...client.messages);
      }
      assert.deepEqual(await heard(manager), []);
      assert.deepEqual([given, await kept()], [[], []]);
    });
  }

  for (const way of waysIn) {
    describe(way.name, () => {
      before(function () {
        if (!way.isOpen) this.skip();
      });
      for (const [who, is] of Object.entries(way.everybody)) {
        if (way.alike.includes(who)) continue;
        if ("role" in is) servesWhoIsProven(way, who, is);
        else refuses(way, who, is);
      }
    });
  }
});
