import assert from "node:assert/strict";
import { JobLog } from "../../../broker/job-log.ts";
import { silentLog } from "../../../src/core/log.ts";
import { useManager } from "./manager-bench.ts";
import { ScriptedAgent } from "./scripted-agent.ts";

describe("the manager", () => {
  const bench = useManager();
  const { directory, startManager, ask, reply, start, jobIs } = bench;

  it("[REQ-JOB-10] tells the agent to let go of a canceled job until it has", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.report(id, { kind: "running" });
    await jobIs(id, "running");
    await ask("cancel", "@manager", { job: id });
    await agent.commands.next((c) => c.kind === "cancel" && c.id === id);
    await bench.clock.advance(1500);
    assert.ok(agent.commands.messages.filter((c) => c.kind === "cancel").length >= 2);
    await agent.report(id, { kind: "finished", result: "canceled" });
    assert.equal((await jobIs(id, "finished")).result, "canceled");
  });

  it("[REQ-JOB-15] never sends the command of a job again that was let go of, only the cancel", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    // As far as the manager knows the command never arrived.
    await reply(await ask("cancel", "@manager", { job: id }));
    await bench.clock.advance(5000);
    await agent.commands.next(
      () => agent.commands.messages.filter((c) => c.kind === "cancel").length >= 3,
    );
    assert.equal(agent.commands.messages.filter((c) => c.kind === "job").length, 1);
    await agent.report(id, { kind: "finished", result: "canceled" });
    assert.equal((await jobIs(id, "finished")).result, "canceled");
  });

  it("[REQ-JOB-15] goes on letting go of a job after a restart", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    await reply(await ask("cancel", "@manager", { job: id }));
    await bench.manager.stop();
    bench.jobLog.close();
    await startManager();
    await agent.hello();
    await agent.report(id, { kind: "unknown" });
    await agent.commands.next((c) => c.session === agent.session && c.kind === "cancel");
    await bench.clock.advance(3000);
    assert.deepEqual(
      agent.commands.messages.filter((c) => c.session === agent.session && c.kind === "job"),
      [],
    );
  });

  it("[REQ-JOB-15] refuses a cancel that it could not remember", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    bench.trouble = "full";
    const refused = await reply(await ask("cancel", "@manager", { job: id }));
    assert.equal(refused.problem?.code, "log-unavailable");
    assert.equal(
      agent.commands.messages.some((c) => c.kind === "cancel"),
      false,
    );
  });

  it("[REQ-JOB-15] confirms no cancel that is not on disk, though it has left, until it is", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.commands.next((c) => c.id === id);
    bench.trouble = "no-sync";
    for (const _ of ["the first", "another"]) {
      const refused = await reply(await ask("cancel", "@manager", { job: id }));
      assert.equal(refused.problem?.code, "log-unavailable");
      assert.match(refused.problem?.message ?? "", /may be done all the same/);
    }
    await agent.commands.next((c) => c.kind === "cancel");
    bench.trouble = "none";
    await bench.clock.advance(1200);
    assert.equal((await reply(await ask("cancel", "@manager", { job: id }))).status, "result");
    // As if killed: a restart finds it.
    const { log, contents } = JobLog.open({ directory: directory(), log: silentLog() });
    log.close();
    assert.deepEqual(
      contents.open.map(({ isCanceled }) => isCanceled),
      [true],
    );
  });
});
