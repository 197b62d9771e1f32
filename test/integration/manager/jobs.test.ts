import assert from "node:assert/strict";
import { useManager } from "./manager-bench.ts";
import { ScriptedAgent } from "./scripted-agent.ts";

describe("the manager", () => {
  const bench = useManager();
  const { ask, reply, start, jobIs } = bench;

  it("[REQ-JOB-6] passes a request on and tells its end once, with the log written before", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start({ settleMs: 100, mode: "fail" });
    const command = await agent.commands.next((c) => c.id === id);
    assert.deepEqual(
      { ...command, startBy: undefined },
      {
        session: agent.session,
        kind: "job",
        id,
        verb: "start",
        unit: "web.service",
        args: { settleMs: 100, mode: "fail" },
        startBy: undefined,
      },
    );
    assert.equal((await reply(id)).status, "accepted");
    await agent.report(id, { kind: "running" });
    await jobIs(id, "running");
    await agent.report(id, {
      kind: "finished",
      result: "done",
      after: { active: "active", sub: "running" },
    });
    const end = await jobIs(id, "finished");
    assert.equal(end.result, "done");
    assert.deepEqual(bench.jobLog.ended(id)?.result, "done");
    await agent.commands.next((c) => c.kind === "ack" && c.id === id);
  });

  it("[REQ-JOB-1] tells an end once, however often it is reported, and then clears the topic", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    await agent.report(id, { kind: "finished", result: "failed" });
    await jobIs(id, "finished");
    await agent.report(id, { kind: "finished", result: "done" });
    await agent.report(id, { kind: "finished", result: "failed" });
    // The third acknowledgement comes after everything the reports could have caused.
    await agent.commands.next(
      () => agent.commands.messages.filter((c) => c.kind === "ack").length === 3,
    );
    const ends = bench.jobs.all.filter(
      (d) => d.params.job === id && d.message?.state === "finished",
    );
    assert.deepEqual(
      ends.map((d) => d.message?.result),
      ["failed"],
    );
    assert.equal(bench.jobs.all.filter((d) => d.params.job === id).at(-1)?.message, undefined);
  });

  it("[REQ-JOB-7] answers a repeated request without a second command, before and after its end", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start();
    await start({ id });
    assert.equal((await reply(id, 1)).job?.state, "queued");
    await agent.report(id, { kind: "finished", result: "done" });
    await jobIs(id, "finished");
    await start({ id });
    assert.equal((await reply(id, 2)).job?.result, "done");
    assert.equal(agent.commands.messages.filter((c) => c.kind === "job").length, 1);
  });

  it("[REQ-JOB-8] refuses the same id for something else", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start();
    await reply(id);
    await start({ id, unit: "other.service" });
    assert.equal((await reply(id, 1)).problem?.code, "id-in-use");
  });

  it("[REQ-JOB-8] refuses it for the same with other arguments, while those are known", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start({ settleMs: 100, mode: "fail" });
    await reply(id);
    await start({ id, mode: "fail", settleMs: 100 });
    assert.equal((await reply(id, 1)).status, "accepted");
    await start({ id, mode: "replace", settleMs: 100 });
    assert.equal((await reply(id, 2)).problem?.code, "id-in-use");
    await agent.report(id, { kind: "finished", result: "done" });
    await jobIs(id, "finished");
    // Of what has ended the log holds the end.
    await start({ id });
    assert.equal((await reply(id, 3)).job?.result, "done");
  });

  it("[REQ-JOB-22] refuses a late copy of what it refused, though the node is there by now", async () => {
    const id = await start();
    assert.equal((await reply(id)).problem?.code, "node-offline");
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    await start({ id });
    assert.equal((await reply(id, 1)).problem?.code, "node-offline");
    const another = await start();
    await agent.commands.next((c) => c.id === another);
    assert.equal(agent.commands.all.length, 1);
  });

  it("[REQ-JOB-9] refuses what comes after its start-by time", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start({ startBy: bench.manager.now() - 1 });
    assert.equal((await reply(id)).problem?.code, "expired");
    assert.equal(agent.commands.all.length, 0);
  });

  it("[REQ-JOB-10] repeats a command until the agent speaks of it", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    await bench.clock.advance(1300);
    await agent.commands.next(() => agent.commands.all.length === 2);
    await agent.report(id, { kind: "running" });
    await jobIs(id, "running");
    await bench.clock.advance(1500);
    assert.equal(agent.commands.all.length, 2);
  });

  it("[REQ-JOB-21] lists the jobs that have not ended", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const first = await start();
    const second = await ask("daemon-reload", "node1");
    await agent.commands.next((c) => c.id === second);
    const listed = async () =>
      ((await reply(await ask("jobs", "@manager"))).data ?? []).map((row) => Object(row).id);
    assert.deepEqual(await listed(), [first, second]);
    await agent.report(first, { kind: "finished", result: "done" });
    await jobIs(first, "finished");
    assert.deepEqual(await listed(), [second]);
  });
});
