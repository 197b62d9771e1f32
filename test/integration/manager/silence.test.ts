import assert from "node:assert/strict";
import { topics } from "../../../src/protocol/topics.ts";
import { Inbox } from "../../support/inbox.ts";
import { useManager } from "./manager-bench.ts";
import { ScriptedAgent } from "./scripted-agent.ts";

describe("the manager", () => {
  const bench = useManager();
  const { restartExternal, ask, reply, start, jobIs } = bench;

  it("[REQ-NODE-1] refuses an agent whose name is not allowed, and says why", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "stranger");
    const welcome = await agent.hello();
    assert.equal(welcome.refused?.code, "no-such-node");
    assert.equal(welcome.session, undefined);
  });

  it("[REQ-NODE-7] ignores reports and units of another session", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start();
    const current = agent.session;
    agent.session = current - 1;
    await agent.report(id, { kind: "finished", result: "failed" });
    await agent.sync(["ghost.service"]);
    agent.session = current;
    await agent.report(id, { kind: "finished", result: "done" });
    assert.equal((await jobIs(id, "finished")).result, "done");
  });

  it("[REQ-NODE-2] answers heartbeats with its time, and marks a silent node unreachable", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    await agent.sync();
    await bench.nodes.next((n) => n.node === "node1" && n.synced);
    await agent.heartbeat(1);
    assert.deepEqual(await agent.pulses.next(), {
      session: agent.session,
      seq: 1,
      now: bench.manager.now(),
    });
    await bench.clock.advance(3800);
    await bench.nodes.next((n) => n.node === "node1" && n.state === "unreachable");
    const id = await start();
    assert.equal((await reply(id)).problem?.code, "node-unreachable");
  });

  it("[REQ-NODE-8] blames nobody for a time in which it stood still itself", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start();
    bench.clock.stall(20_000);
    await bench.clock.advance(300);
    await agent.heartbeat(1);
    await agent.pulses.next();
    assert.equal(
      bench.nodes.messages.some(
        (n) => n.node === "node1" && n.state !== "online" && n.session === agent.session,
      ),
      false,
    );
    assert.equal(
      bench.jobs.messages.some((j) => j.id === id && j.state === "unreachable"),
      false,
    );
  });

  it("[REQ-NODE-8] blames nobody for a time in which it was cut off from the broker", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    await agent.sync();
    bench.broker.cutAll();
    // Its attempts to come back wait for the clock: it is away for as long as we like.
    for (let i = 0; i < 3; i++) bench.clock.stall(3000);
    await bench.clock.advance(300);
    await bench.client.close("cut");
    bench.client = await bench.broker.link();
    const states = new Inbox(topics.nodeState);
    await bench.client.subscribe(states.subscription);
    const again = await ScriptedAgent.start(bench.broker, "node1");
    again.session = agent.session;
    again.instance = agent.instance;
    await again.heartbeat(9);
    await again.pulses.next((p) => p.seq === 9);
    assert.equal(
      states.messages.some((n) => n.node === "node1" && n.state !== "online"),
      false,
    );
  });

  it("[REQ-NODE-11] takes a dead connection of its own for nobody's silence, and makes another one", async () => {
    const cable = bench.broker.cable();
    await restartExternal(cable.stream);
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    const connections = new Inbox(topics.managerState);
    await bench.client.subscribe(connections.subscription);
    cable.unplug();
    // Six seconds of it: nodes are silent after 3.5, and the connection is given up after 5.
    for (let i = 0; i < 30; i++) {
      await bench.clock.advance(200);
      await agent.heartbeat(i);
    }
    await agent.heartbeat(99);
    await agent.pulses.next((p) => p.seq === 99);
    await bench.clock.advance(1000);
    assert.deepEqual(
      bench.nodes.messages.filter((n) => n.session === agent.session && n.state !== "online"),
      [],
    );
    assert.equal(
      bench.jobs.messages.some((j) => j.id === id && j.state !== "queued"),
      false,
    );
    await connections.next((m) => m.manager === "up");
  });

  it("[REQ-NODE-11] marks a node unreachable that is silent while its own connection delivers", async () => {
    await restartExternal(bench.broker.cable().stream);
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    await bench.clock.advance(4500);
    await bench.nodes.next((n) => n.session === agent.session && n.state === "unreachable");
  });

  it("[REQ-NODE-12] does not take what the broker kept of a node for a sign of life", async () => {
    await restartExternal();
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    await agent.sync(["a.service"]);
    await bench.nodes.next((n) => n.session === agent.session && n.synced);
    await bench.clock.advance(3000);
    // The node is dead from here on; the broker sends the manager what it kept of it.
    bench.broker.cutAll();
    await bench.clock.advance(200);
    bench.client = await bench.broker.link();
    const states = new Inbox(topics.nodeState);
    const replies = new Inbox(topics.reply);
    await bench.client.subscribe(states.subscription, replies.subscription);
    // Answered when the manager is back and has read what came before.
    const query = await ask("list-units", "@manager");
    await replies.next((r) => r.id === query);
    await bench.clock.advance(1400);
    await states.next((n) => n.session === agent.session && n.state === "unreachable");
  });
});
