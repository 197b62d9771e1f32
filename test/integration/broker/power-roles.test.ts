import assert from "node:assert/strict";
import { defaultLimits } from "../../../broker/limits.ts";
import { ownVouch } from "../../../broker/pki/vouching.ts";
import type { Link } from "../../../src/mqtt/link.ts";
import { encode } from "../../../src/protocol/codec.ts";
import { topicOf, topics } from "../../../src/protocol/topics.ts";
import { BrokerUnderTest, useBroker } from "../../support/broker.ts";
import {
  type HecateRole,
  type HecateWay,
  hecateByProof,
  hecateByTls,
  hecatePlain,
} from "../../support/hecate-ways.ts";
import { Inbox } from "../../support/inbox.ts";
import { linkTo, opened } from "../../support/link.ts";
import { OpenHirte } from "../../support/open-hirte.ts";
import { type Credentials, TestPki, tlsClient } from "../../support/pki.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import type { WireClient } from "../../support/wire-client.ts";

const session = "a".repeat(32);
const availability = (publisher: "up" | "down") => ({ publisher, session, at: 1 });
const trigger = {
  ...{ id: `pyrphoros:${session}:1`, ups: "pyrphoros", bootId: session, outage: 1 },
  ...{ reason: "it runs out", evidence: { flags: ["OB"], row: 11 }, at: 1 },
};

/** A link of hecate's, up, with the will that goes with its role. */
function hecate({ servers, ...way }: HecateWay, host: string, role: HecateRole): Promise<Link> {
  const will = () => ({
    topic: topicOf(topics.upsAvailability, { host }),
    payload: encode("ups-availability", availability("down")),
    isRetained: true,
  });
  return opened(linkTo(servers, { ...way, ...(role === "ups" ? { will } : {}) }));
}

/** A trigger reaches the coordinator, its acknowledgement the host, and what happens whoever watches. */
async function talk(ups: Link, coordinator: Link): Promise<void> {
  const [triggers, acks, seen] = [
    new Inbox(topics.powerTrigger),
    new Inbox(topics.powerAck),
    new Inbox(topics.upsAvailability),
  ];
  await coordinator.subscribe(triggers.subscription, seen.subscription);
  await ups.subscribe(acks.subscription);
  await ups.publish(topics.upsAvailability, { host: "a" }, availability("up"));
  await seen.next(({ publisher }) => publisher === "up");
  await ups.publish(topics.powerTrigger, { host: "a" }, trigger);
  assert.equal((await triggers.next(() => true)).id, trigger.id);
  await coordinator.publish(topics.powerAck, { host: "a" }, { id: trigger.id, run: 1 });
  assert.equal((await acks.next(() => true)).run, 1);
  await ups.close("cut");
  await seen.next(({ publisher }) => publisher === "down");
  await coordinator.close("cut");
}

describe("hecate, who reads UPSes and decides about the power", () => {
  describe("at a hirte that asks who it is", () => {
    let hirte: OpenHirte;
    before(async () => {
      hirte = await OpenHirte.start();
    });
    after(() => hirte?.stop());

    it("[REQ-PRL-1] [REQ-PRL-2] is who its node's certificate and its name say, with a will that is heard when it is gone", async () => {
      const way = (node: "a" | "b", role: HecateRole) =>
        hecate(hecateByTls(hirte, node, role), node, role);
      await talk(await way("a", "ups"), await way("b", "coordinator"));
    });
  });

  describe("and its node", () => {
    const directory = useTempDir();
    let pki: TestPki;
    let test: BrokerUnderTest;
    let credentials: Credentials;
    const disallowed = new Set<string>();

    beforeEach(async () => {
      disallowed.clear();
      pki = await TestPki.make(directory());
      test = await BrokerUnderTest.start({
        coordinator: "a",
        tls: {
          credentials: pki.own.credentials,
          vouch: ownVouch(pki.issued, (node) => !disallowed.has(node)),
        },
        limits: { share: { ...defaultLimits.share, nodeConnections: 2 } },
      });
      credentials = await pki.node("a");
    });
    const clients: WireClient[] = [];
    afterEach(() => {
      for (const client of clients.splice(0)) client.stream.destroy();
      return test.stop();
    });
    const comes = async (username: string | undefined, clientId: string, shown = credentials) => {
      const client = await tlsClient(test.port, { ca: pki.ca, ...shown });
      clients.push(client);
      const name = username === undefined ? {} : { username };
      return { client, returnCode: await client.connect({ clientId, ...name }) };
    };
    /** The agent, the reader of its UPSes and the coordinator, all of one node. */
    const all = async () => {
      const [agent, ups, coordinator] = [
        await comes(undefined, "a.1"),
        await comes("ups:a", "hecate.1"),
        await comes("coordinator", "hecate.2"),
      ];
      assert.deepEqual(
        [agent, ups, coordinator].map((one) => one.returnCode),
        [0, 0, 0],
      );
      return { agent: agent.client, ups: ups.client, coordinator: coordinator.client };
    };

    it("[REQ-PRL-3] leave each other their connections and their client ids", async () => {
      const { agent, ups, coordinator } = await all();
      assert.equal((await comes("ups:a", "a.1")).returnCode, 2);
      assert.equal((await comes("coordinator", "hecate.1")).returnCode, 2);
      assert.equal((await comes(undefined, "hecate.2")).returnCode, 2);
      // Of the readers the oldest gives way to the newest, and to nobody else.
      for (const id of ["hecate.3", "hecate.4"])
        assert.equal((await comes("ups:a", id)).returnCode, 0);
      await ups.closed;
      for (const id of ["hecate.5", "hecate.6", "hecate.7"])
        assert.equal((await comes("coordinator", id)).returnCode, 0);
      for (const client of [agent, coordinator]) await client.ping();
      assert.equal(test.broker.stats().cutOffs["gave-way"], 1);
    });

    it("[REQ-PRL-1] go together: the agent's own name is the agent, a name that the node has not is nobody", async () => {
      const other = await pki.node("b");
      assert.equal((await comes("coordinator", "hecate.1", other)).returnCode, 5);
      const line = test.warnings.find(({ detail }) =>
        /node b: PowerCoordinator= names node a/.test(String(detail)),
      );
      assert.ok(line);
      assert.equal((await comes("a", "a.1")).returnCode, 0);
      for (const name of ["", "b", "ups:b", "ups:", "UPS:a", "ups:a ", "Coordinator", "ada"])
        assert.equal((await comes(name, "x")).returnCode, 5, name);
    });

    it("[REQ-PRL-4] end together, where the certificate counts no longer", async () => {
      const { agent, ups, coordinator } = await all();
      pki.issued.revoke({ nodes: ["a"], request: "root x", nowMs: Date.now() });
      test.broker.judgeCertificates();
      for (const client of [agent, ups, coordinator]) await client.closed;
      assert.equal(test.broker.stats().cutOffs.revoked, 3);
      assert.equal((await comes("ups:a", "hecate.3")).returnCode, 5);
    });

    it("[REQ-PRL-4] another node is the coordinator from the moment that is said, and then the first one no longer", async () => {
      const { agent, ups, coordinator } = await all();
      const other = await pki.node("b");
      test.broker.coordinator = "a";
      await coordinator.ping();
      test.broker.coordinator = "b";
      await coordinator.closed;
      assert.equal((await comes("coordinator", "hecate.3")).returnCode, 5);
      const next = await comes("coordinator", "hecate.3", other);
      assert.equal(next.returnCode, 0);
      test.broker.coordinator = undefined;
      await next.client.closed;
      assert.equal((await comes("coordinator", "hecate.4", other)).returnCode, 5);
      for (const client of [agent, ups]) await client.ping();
      assert.equal(test.broker.stats().cutOffs["not-coordinator"], 2);
    });
  });

  describe("at a hirte that asks nobody", () => {
    const broker = useBroker();

    it("[REQ-PRL-7] is believed by its name, whoever PowerCoordinator= names", async () => {
      const way = (role: HecateRole) => hecate(hecatePlain(broker().port, "a", role), "a", role);
      await talk(await way("ups"), await way("coordinator"));
    });

    it("[REQ-PRL-1] is believed by its node where a listener has proven that", async () => {
      broker().broker.coordinator = "a";
      const way = (role: HecateRole) =>
        hecate(hecateByProof(broker().broker, "a", role), "a", role);
      await talk(await way("ups"), await way("coordinator"));
      const wrong = { proven: { role: "agent", node: "b" }, via: "tls" } as const;
      await assert.rejects(
        broker().clientFrom(wrong, { username: "coordinator" }),
        /refused with 5/,
      );
    });
  });
});
