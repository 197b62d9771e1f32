import assert from "node:assert/strict";
import { randomId } from "../../../src/core/ids.ts";
import { topics } from "../../../src/protocol/topics.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { Inbox } from "../../support/inbox.ts";
import { useManager } from "./manager-bench.ts";
import { ScriptedAgent } from "./scripted-agent.ts";

describe("the manager", () => {
  const bench = useManager();
  const { startManager, reply, start, jobIs } = bench;

  it("[REQ-JOB-11] goes on with its open jobs after a restart", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start();
    const ended = await start({ unit: "b.service" });
    await agent.report(ended, { kind: "finished", result: "failed" });
    await jobIs(ended, "finished");
    await bench.manager.stop();
    bench.jobLog.close();
    await bench.clock.advance(1000);
    await startManager();
    const welcome = await agent.hello();
    assert.deepEqual(
      welcome.openJobs?.map((o) => o.job),
      [id],
    );
    await agent.report(id, { kind: "finished", result: "done" });
    assert.equal((await jobIs(id, "finished")).result, "done");
    await start({ id: ended, unit: "b.service" });
    assert.equal(
      (await reply(ended, 1)).job?.result,
      "failed",
      "and still knows what ended before",
    );
  });

  it("[REQ-JOB-14] gives no job more time when the wall clock was set back over a restart", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    const before = bench.manager.now();
    await bench.manager.stop();
    bench.jobLog.close();
    bench.clock = new FakeClock(bench.clock.wallMs() - 3_600_000);
    await startManager();
    assert.ok(bench.manager.now() >= before);
  });

  it("[REQ-JOB-11] gives jobs up whose node does not come back after a restart", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    await bench.manager.stop();
    bench.jobLog.close();
    await startManager();
    await bench.clock.advance(19_900);
    assert.equal(
      bench.jobs.messages.some((j) => j.id === id && j.state === "finished"),
      false,
    );
    await bench.clock.advance(400);
    assert.equal((await jobIs(id, "finished")).result, "lost");
  });

  it("[REQ-JOB-11] tells on a broker that outlived it what had ended untold, and clears what is stale", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.report(id, { kind: "finished", result: "done" });
    const end = await jobIs(id, "finished");
    await bench.manager.stop();
    bench.jobLog.close();
    // As if hirte had died between the log and the broker, and a job of a forgotten life stood there.
    const { result: _, ...open } = { ...end, state: "running" as const };
    await bench.client.publish(topics.job, { job: id }, open);
    const stale = randomId();
    await bench.client.publish(topics.job, { job: stale }, { ...open, id: stale });
    await bench.client.publish(
      topics.nodeState,
      { node: "nodeX" },
      { epoch: 1, node: "nodeX", state: "online", reason: "x", since: 1, synced: true },
    );
    bench.jobs.all.length = 0;
    await startManager(true);
    assert.equal((await jobIs(id, "finished")).result, "done");
    const late = await bench.broker.link();
    const retained = new Inbox(topics.job);
    const retainedNodes = new Inbox(topics.nodeState);
    await bench.clock.advance(1000);
    await late.subscribe(retained.subscription, retainedNodes.subscription);
    await retainedNodes.next((n) => n.node === "node2");
    assert.deepEqual(retained.messages, []);
    assert.deepEqual(retainedNodes.messages.map((n) => n.node).sort(), ["node1", "node2"]);
    await late.close("cut");
  });

  it("[REQ-JOB-11] leaves a node time to come back after a restart, also beyond a job's end-by time", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start({ endWithinMs: 2000 });
    await agent.commands.next((c) => c.id === id);
    await bench.manager.stop();
    bench.jobLog.close();
    bench.clock.stall(5000);
    await startManager();
    await bench.clock.advance(9000);
    const welcome = await agent.hello();
    assert.deepEqual(
      welcome.openJobs?.map(({ job }) => job),
      [id],
    );
    await agent.report(id, { kind: "finished", result: "timeout" });
    assert.equal((await jobIs(id, "finished")).result, "timeout");
  });

  it("[REQ-JOB-11] gives a job up whose end-by time is over when its node had that time", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start({ endWithinMs: 2000 });
    await agent.commands.next((c) => c.id === id);
    await bench.manager.stop();
    bench.jobLog.close();
    bench.clock.stall(5000);
    await startManager();
    await bench.clock.advance(10_400);
    assert.equal((await jobIs(id, "finished")).result, "lost");
  });

  it("[REQ-JOB-11] clears a job on a broker elsewhere that was lost and then resolved", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start();
    const { job: open } = await reply(id);
    await bench.clock.advance(11_000);
    await jobIs(id, "finished");
    await agent.report(id, { kind: "finished", result: "done" });
    await bench.jobs.next((j) => j.id === id && j.resolved !== undefined);
    await bench.manager.stop();
    bench.jobLog.close();
    if (open) await bench.client.publish(topics.job, { job: id }, open);
    bench.jobs.all.length = 0;
    await startManager(true);
    await bench.jobs.next((j) => j.id === id && j.resolved !== undefined);
    const late = await bench.broker.link();
    const retained = new Inbox(topics.job);
    const others = new Inbox(topics.managerState);
    await late.subscribe(retained.subscription);
    await late.subscribe(others.subscription);
    await others.next();
    assert.deepEqual(retained.messages, []);
    assert.deepEqual(
      bench.jobs.messages
        .filter((j) => j.state === "finished")
        .map((j) => [j.result, j.resolved?.result]),
      [
        ["lost", undefined],
        ["lost", "done"],
      ],
    );
    await late.close("cut");
  });
});
