import assert from "node:assert/strict";
import { randomId } from "../../../src/core/ids.ts";
import type { NodeRow, Request } from "../../../src/protocol/generated/schemas.ts";
import { topics } from "../../../src/protocol/topics.ts";
import { Inbox } from "../../support/inbox.ts";
import { useManager } from "./manager-bench.ts";
import { ScriptedAgent } from "./scripted-agent.ts";

describe("the manager", () => {
  const bench = useManager();
  const { ask, reply, start, jobIs } = bench;

  describe("whose list of nodes changes", () => {
    /** What the broker has kept below nodes/. */
    const keptTopics = async () => {
      const link = await bench.broker.link();
      const boxes = [new Inbox(topics.nodeState), new Inbox(topics.inventory)] as const;
      const units = new Inbox(topics.unitState);
      await link.subscribe(...boxes.map((box) => box.subscription), units.subscription);
      // Retained messages come before the answer to anything asked after the subscription.
      const probe = new Inbox(topics.reply);
      await link.subscribe(probe.subscription);
      await link.publish(topics.request, { user: "probe", node: "@manager", verb: "time" }, {
        id: randomId(),
      } as Request);
      await probe.next();
      await link.close("cut");
      return [...boxes, units].flatMap((box) =>
        box.all.filter(({ isRetained }) => isRetained).map(({ topic }) => topic),
      );
    };

    it("[REQ-NODE-17] keeps the sessions of nodes that stay, and lets a new one in at once", async () => {
      const stays = await ScriptedAgent.start(bench.broker, "node1");
      const comes = await ScriptedAgent.start(bench.broker, "node3");
      await stays.hello();
      assert.equal((await comes.hello()).refused?.code, "no-such-node");
      bench.manager.configureNodes(["node1", "node2", "node3"]);
      await bench.nodes.next(({ node }) => node === "node3");
      assert.ok((await comes.hello()).session);
      assert.equal(stays.welcomes.all.length, 1);
      const id = await ask("stop", "node1", { unit: "web.service" });
      assert.equal((await stays.commands.next((c) => c.id === id)).session, stays.session);
      assert.equal(bench.manager.nodeCounts().total, 3);
    });

    it("[REQ-NODE-16] tells a node that was taken off, ends its jobs as lost, clears what was kept of it", async () => {
      const agent = await ScriptedAgent.start(bench.broker, "node1");
      const instance = randomId();
      await agent.hello({ instance });
      await agent.sync(["web.service", "db.service"]);
      await bench.nodes.next(({ node, synced }) => node === "node1" && synced);
      const id = await start();
      await agent.commands.next((c) => c.id === id);
      await agent.report(id, { kind: "running" });
      await jobIs(id, "running");
      bench.manager.configureNodes(["node2"]);
      const word = await agent.welcomes.next((w) => w.refused !== undefined);
      assert.deepEqual([word.instance, word.refused?.code], [instance, "no-such-node"]);
      const end = await jobIs(id, "finished");
      assert.deepEqual(
        [end.result, end.detail],
        ["lost", "its node was taken off the nodes that may join"],
      );
      // What it said before it heard that counts for nothing, and is not kept.
      await agent.sync(["web.service", "late.service"]);
      await agent.report(id, { kind: "finished", result: "done" });
      assert.equal((await reply(await start())).problem?.code, "no-such-node");
      assert.deepEqual(await keptTopics(), ["hirte/v1/nodes/node2/state"]);
      assert.equal(bench.jobLog.ended(id)?.resolved, undefined);
    });

    it("[REQ-NODE-20] has strangers' agents cut off, and no agent whose name another machine wants", async () => {
      const agent = await ScriptedAgent.start(bench.broker, "node1");
      const stranger = await ScriptedAgent.start(bench.broker, "node9");
      await agent.hello();
      await stranger.hello();
      assert.deepEqual(bench.turnedOut, ["node9"]);
      const rival = agent.hello({ machineId: "c".repeat(32) });
      await agent.pulses.next(({ ping }) => ping !== undefined);
      await agent.heartbeat(1);
      assert.equal((await rival).refused?.code, "name-in-use");
      assert.deepEqual(bench.turnedOut, ["node9"]);
      bench.manager.configureNodes(["node2"]);
      assert.deepEqual(bench.turnedOut, ["node9", "node1"]);
    });

    it("[REQ-NODE-16] learns what became of a lost job when the node is allowed again", async () => {
      const agent = await ScriptedAgent.start(bench.broker, "node1");
      await agent.hello();
      const id = await start();
      await agent.commands.next((c) => c.id === id);
      bench.manager.configureNodes(["node2"]);
      await jobIs(id, "finished");
      bench.manager.configureNodes(["node1", "node2"]);
      await agent.hello();
      await agent.report(id, { kind: "finished", result: "done" });
      const known = await bench.jobs.next((j) => j.id === id && j.resolved !== undefined);
      assert.deepEqual([known.result, known.resolved?.result], ["lost", "done"]);
    });

    it("[REQ-NODE-18] is changed by requests, once each", async () => {
      const id = await ask("allow-nodes", "@manager", { nodes: ["node9", "node1"] });
      assert.deepEqual((await reply(id)).data, [
        { node: "node9", allowed: true, changed: true },
        { node: "node1", allowed: true, changed: false },
      ]);
      const off = await ask("disallow-nodes", "@manager", { nodes: ["node9"] });
      assert.deepEqual((await reply(off)).data, [{ node: "node9", allowed: false, changed: true }]);
      // A late copy, and another request under its id.
      await ask("allow-nodes", "@manager", { id, nodes: ["node9", "node1"] });
      assert.deepEqual((await reply(id, 1)).data, [
        { node: "node9", allowed: false, changed: false },
        { node: "node1", allowed: true, changed: false },
      ]);
      await ask("disallow-nodes", "@manager", { id, nodes: ["node1"] });
      assert.equal((await reply(id, 2)).problem?.code, "id-in-use");
      const typo = await ask("disallow-nodes", "@manager", { nodes: ["nod1"] });
      assert.equal((await reply(typo)).problem?.code, "no-such-node");
      // What list-nodes answers.
      const rows = (await reply(await ask("list-nodes", "@manager"))).data;
      assert.deepEqual(
        rows?.map((row) => (row as NodeRow).node),
        ["node1", "node2"],
      );
    });
  });
});
