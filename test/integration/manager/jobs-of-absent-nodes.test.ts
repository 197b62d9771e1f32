import assert from "node:assert/strict";
import { randomId } from "../../../src/core/ids.ts";
import { topics } from "../../../src/protocol/topics.ts";
import { useManager } from "./manager-bench.ts";
import { ScriptedAgent } from "./scripted-agent.ts";

describe("the manager", () => {
  const bench = useManager();
  const { start, stateOf, jobIs } = bench;

  it("[REQ-JOB-2] keeps a job open while its connection is broken, and asks for it in the welcome", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    const instance = randomId();
    await agent.hello({ instance });
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    await agent.link.publish(topics.gone, { node: "node1" }, { instance, reason: "will" });
    await jobIs(id, "unreachable");
    const welcome = await agent.hello();
    assert.deepEqual(welcome.openJobs, [{ job: id, unit: "web.service", verb: "start" }]);
    await agent.report(id, { kind: "running" });
    await bench.jobs.next((j) => j.id === id && j.state === "running");
    await agent.report(id, { kind: "finished", result: "done" });
    assert.equal((await jobIs(id, "finished")).result, "done");
  });

  it("[REQ-JOB-5] sends a job again when the agent never saw it", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    await agent.hello();
    await agent.report(id, { kind: "unknown" });
    await agent.commands.next((c) => c.id === id && c.session === agent.session);
  });

  it("[REQ-JOB-3] reports a job lost when its node comes back with another boot id", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    const welcome = await agent.hello({ bootId: "c".repeat(32) });
    assert.deepEqual(welcome.openJobs, []);
    assert.equal((await jobIs(id, "finished")).result, "lost");
  });

  it("[REQ-JOB-4] tells what became of a lost job when the node reports it late", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    await bench.clock.advance(11_000);
    assert.equal((await jobIs(id, "finished")).result, "lost");
    await agent.report(id, { kind: "finished", result: "done" });
    const resolved = await bench.jobs.next((j) => j.id === id && j.resolved !== undefined);
    assert.equal(resolved.result, "lost");
    assert.equal(resolved.resolved?.result, "done");
    assert.equal(bench.jobLog.ended(id)?.resolved?.result, "done");
  });

  it("[REQ-JOB-5] believes no late answer to the welcome once the command has left again", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start({ startWithinMs: 3000 });
    await agent.commands.next((c) => c.id === id);
    await agent.hello();
    // Its answer is on the way for long; meanwhile the command is repeated, and begun.
    await bench.clock.advance(2000);
    await agent.commands.next((c) => c.session === agent.session && c.kind === "job");
    await bench.clock.advance(1400);
    await agent.report(id, { kind: "unknown" });
    await agent.report(id, { kind: "running" });
    await agent.report(id, { kind: "unknown" });
    await agent.report(id, { kind: "finished", result: "done" });
    assert.equal((await jobIs(id, "finished")).result, "done");
  });

  it("[REQ-JOB-5] only asks after a job again that was begun: who has forgotten it must not begin it", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.report(id, { kind: "running" });
    await jobIs(id, "running");
    await bench.clock.advance(4000);
    await jobIs(id, "unreachable");
    agent.commands.all.length = 0;
    await agent.heartbeat(1);
    const { ping } = await agent.pulses.next((p) => p.ping !== undefined);
    assert.deepEqual(agent.commands.messages, [], "what it says may be from before it fell silent");
    assert.equal(bench.jobs.messages.findLast((j) => j.id === id)?.state, "unreachable");
    await agent.echo(ping);
    const again = await agent.commands.next((c) => c.id === id);
    assert.ok((again.startBy ?? Number.POSITIVE_INFINITY) < bench.manager.now());
  });

  it("[REQ-JOB-2] goes on when its node answers, and not by what that may have said before it fell silent", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const begun = await start();
    await agent.commands.next((c) => c.id === begun);
    await bench.clock.advance(4000);
    await jobIs(begun, "unreachable");
    agent.commands.all.length = 0;
    await agent.report(begun, { kind: "running" });
    const { ping } = await agent.pulses.next((p) => p.ping !== undefined);
    assert.equal(await stateOf(begun), "unreachable");
    await agent.echo(ping);
    // It was begun: it is only asked after.
    const again = await agent.commands.next((c) => c.id === begun);
    assert.ok((again.startBy ?? Number.POSITIVE_INFINITY) < bench.manager.now());
    await agent.report(begun, { kind: "running" });
    await jobIs(begun, "running");
  });

  it("[REQ-JOB-2] ends by an end that its node had told before it fell silent", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start();
    await bench.clock.advance(4000);
    await jobIs(id, "unreachable");
    await agent.report(id, { kind: "finished", result: "done" });
    assert.equal((await jobIs(id, "finished")).result, "done");
  });

  it("[REQ-JOB-2] is not waiting again because its node had no record of it before it fell silent", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    // It answers the welcome, and falls silent before the command is sent again.
    await agent.hello();
    await bench.clock.advance(900);
    await agent.link.publish(
      topics.gone,
      { node: "node1" },
      { instance: agent.instance, reason: "will" },
    );
    await jobIs(id, "unreachable");
    await agent.report(id, { kind: "unknown" });
    const { ping } = await agent.pulses.next((p) => p.ping !== undefined);
    assert.equal(await stateOf(id), "unreachable");
    await agent.echo(ping);
    await agent.commands.next((c) => c.session === agent.session && c.id === id);
  });
});
