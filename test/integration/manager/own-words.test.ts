import assert from "node:assert/strict";
import { randomId } from "../../../src/core/ids.ts";
import { topics } from "../../../src/protocol/topics.ts";
import { Inbox } from "../../support/inbox.ts";
import { untilBack } from "../../support/link.ts";
import { WireClient } from "../../support/wire-client.ts";
import { useManager } from "./manager-bench.ts";
import { ScriptedAgent } from "./scripted-agent.ts";

describe("the manager", () => {
  const bench = useManager();
  const { restartExternal } = bench;

  it("[REQ-NODE-13] says again that it is there after the late will of a dead predecessor", async () => {
    await restartExternal();
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const words = new Inbox(topics.managerState);
    await bench.client.subscribe(words.subscription);
    const ours = await words.next((w) => w.manager === "up");
    await bench.clock.advance(1200);
    const down = { ...ours, epoch: ours.epoch - 1, manager: "down" as const, nodes: undefined };
    words.all.length = 0;
    const { nodes: _, ...will } = down;
    await bench.client.publish(topics.managerState, {}, will);
    await words.next((w) => w.epoch === ours.epoch && w.manager === "up");
    // Whoever comes now is told so.
    const late = await bench.broker.link();
    const retained = new Inbox(topics.managerState);
    await late.subscribe(retained.subscription);
    assert.equal((await retained.next()).epoch, ours.epoch);
    await late.close("cut");
  });

  it("[REQ-NODE-24] leaves `down` behind when it stops, though the broker sends that back to it first", async () => {
    await restartExternal(bench.broker.echoingFirst("hirte/v1/manager/state"));
    const words = new Inbox(topics.managerState);
    await bench.client.subscribe(words.subscription);
    await words.next((w) => w.manager === "up");
    words.all.length = 0;
    await bench.manager.stop();
    const late = await bench.broker.link();
    const retained = new Inbox(topics.managerState);
    await late.subscribe(retained.subscription);
    assert.equal((await retained.next()).manager, "down");
    await late.close("cut");
    assert.deepEqual(
      words.messages.map((w) => w.manager),
      ["down"],
    );
  });

  it("[REQ-NODE-13] says of nodes again what a predecessor that came back to life has overwritten", async () => {
    await restartExternal();
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const ours = await bench.nodes.next((n) => n.session === agent.session);
    await bench.clock.advance(1200);
    await bench.client.publish(
      topics.nodeState,
      { node: "node1" },
      { ...ours, epoch: ours.epoch - 1, state: "offline" },
    );
    bench.nodes.all.length = 0;
    await bench.client.publish(
      topics.managerState,
      {},
      { epoch: ours.epoch - 1, manager: "up", system: "up", version: "1", at: 1 },
    );
    await bench.nodes.next(
      (n) => n.node === "node1" && n.epoch === ours.epoch && n.state === "online",
    );
  });

  it("[REQ-NODE-13] answers one that never gives in once a second at most", async () => {
    await restartExternal();
    const words = new Inbox(topics.managerState);
    await bench.client.subscribe(words.subscription);
    const { epoch } = await words.next((w) => w.manager === "up");
    await bench.clock.advance(1200);
    words.all.length = 0;
    for (let i = 0; i < 50; i++) {
      await bench.client.publish(
        topics.managerState,
        {},
        { epoch: epoch - 1, manager: "up", system: "up", version: "1", at: i },
      );
      await bench.clock.advance(40);
    }
    await bench.clock.advance(1000);
    const said = words.messages.filter((w) => w.epoch === epoch);
    assert.ok(said.length >= 2 && said.length <= 4, `${said.length} times in 3 s`);
  });

  describe("somebody else's words on the topics of hirte itself", () => {
    /** As any client can say them: retained. */
    let say: (topic: string, payload: string) => Promise<void>;
    let words: Inbox<typeof topics.managerState>;
    let beat: () => Promise<void>;
    let seq: number;
    beforeEach(async () => {
      const agent = await ScriptedAgent.start(bench.broker, "node1");
      const instance = randomId();
      await agent.hello({ instance });
      await bench.nodes.next((n) => n.session === agent.session);
      words = new Inbox(topics.managerState);
      await bench.client.subscribe(words.subscription);
      const stranger = new WireClient(bench.broker.stream());
      await stranger.connect({ clientId: randomId() });
      say = (topic, payload) => stranger.publishAcked(topic, payload, { retain: true });
      seq = 0;
      beat = () => agent.heartbeat(seq++);
      await bench.clock.advance(1200);
    });
    /** Lets time pass until it is so, a second at most. */
    const soon = async (isSo: () => boolean) => {
      for (let i = 0; i < 10 && !isSo(); i++) {
        await beat();
        await bench.clock.advance(100);
        await new Promise<void>((resolve) => setTimeout(resolve, 5));
      }
      assert.ok(isSo());
    };
    /** What somebody who comes now is told. */
    const retainedNow = async () => {
      const late = await bench.broker.link();
      const states = new Inbox(topics.nodeState);
      const managers = new Inbox(topics.managerState);
      await late.subscribe(states.subscription, managers.subscription);
      await managers.next();
      await states.next((n) => n.node === "node2");
      await late.close("cut");
      return {
        node1: states.messages.find((n) => n.node === "node1"),
        manager: managers.messages[0],
      };
    };

    for (const [what, payload] of Object.entries({
      malformed: "{",
      "of another schema": "{}",
      empty: "",
    })) {
      it(`[REQ-NODE-22] do not stand where they are ${what}`, async () => {
        const before = await retainedNow();
        bench.nodes.all.length = 0;
        words.all.length = 0;
        await say("hirte/v1/nodes/node1/state", payload);
        await say("hirte/v1/manager/state", payload);
        await soon(() => bench.nodes.messages.some((n) => n.node === "node1"));
        await soon(() => words.messages.length > 0);
        const after = await retainedNow();
        const unseen = { lastSeen: 0 };
        assert.deepEqual({ ...after.node1, ...unseen }, { ...before.node1, ...unseen });
        assert.deepEqual({ ...after.manager, at: 0 }, { ...before.manager, at: 0 });
      });
    }

    it("[REQ-NODE-22] do not stand where they are forged, and are answered once a second at most", async () => {
      const { node1, manager: ours } = await retainedNow();
      bench.nodes.all.length = 0;
      words.all.length = 0;
      for (let i = 0; i < 50; i++) {
        await say("hirte/v1/nodes/node1/state", JSON.stringify({ ...node1, state: "offline" }));
        await say("hirte/v1/manager/state", JSON.stringify({ ...ours, openJobs: 77 }));
        await beat();
        await bench.clock.advance(40);
      }
      await soon(() => bench.nodes.messages.at(-1)?.state === "online");
      await soon(() => words.messages.at(-1)?.openJobs === 0);
      const said = words.messages.filter((w) => w.openJobs === 0).length;
      assert.ok(said >= 2 && said <= 4, `${said} times in 3 s`);
      assert.equal((await retainedNow()).node1?.state, "online");
      assert.equal((await retainedNow()).manager?.openJobs, 0);
    });

    it("[REQ-NODE-22] are cleared where they are of a node that is none", async () => {
      const { node1 } = await retainedNow();
      const ghost = new Inbox(topics.nodeState, { node: "ghost" });
      await bench.client.subscribe(ghost.subscription);
      await say("hirte/v1/nodes/ghost/state", JSON.stringify({ ...node1, node: "ghost" }));
      await soon(() => ghost.all.at(-1)?.message === undefined && ghost.messages.length > 0);
    });

    it("[REQ-NODE-22] are told from its own: what nobody contradicts is said once", async () => {
      bench.nodes.all.length = 0;
      words.all.length = 0;
      await bench.clock.advance(600);
      await retainedNow();
      await bench.clock.advance(600);
      await retainedNow();
      assert.deepEqual(
        [words.all.length, bench.nodes.messages.filter((n) => n.node === "node2").length],
        [0, 0],
      );
    });
  });

  it("[REQ-PRX-5] tells what became of proxies again when its connection is back", async () => {
    await restartExternal();
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const states = new Inbox(topics.proxyStates, { node: "node1" });
    await agent.link.subscribe(states.subscription);
    const proxies = [
      { id: randomId(), name: "p.service", node: "node2", unit: "x.service", active: false },
    ];
    await agent.link.publish(
      topics.proxies,
      { node: "node1" },
      { session: agent.session, seq: 1, proxies },
    );
    const told = await states.next();
    const isBack = untilBack(agent.link);
    bench.broker.cutAll();
    await isBack;
    states.all.length = 0;
    await bench.clock.advance(300);
    assert.deepEqual(await states.next(), told);
  });
});
