import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { JobLog } from "../../../broker/job-log.ts";
import { silentLog } from "../../../src/core/log.ts";
import { useManager } from "./manager-bench.ts";
import { ScriptedAgent } from "./scripted-agent.ts";

describe("the manager", () => {
  const bench = useManager();
  const { directory, startManager, ask, reply, start, jobIs } = bench;

  it("[REQ-JOB-12] refuses jobs and answers queries when the log cannot be written", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const running = await start();
    await agent.commands.next((c) => c.id === running);
    bench.jobLog.close();
    const id = await start();
    assert.equal((await reply(id)).problem?.code, "log-unavailable");
    const query = await ask("list-nodes", "@manager");
    assert.equal((await reply(query)).data?.length, 2);
    await agent.report(running, { kind: "finished", result: "done" });
    assert.equal((await jobIs(running, "finished")).result, "done", "an end is told all the same");
    bench.jobLog = JobLog.open({ directory: directory(), log: silentLog() }).log;
  });

  for (const kind of ["full", "no-sync"] as const) {
    it(`[REQ-PRL-6] does what the coordinator asks though the log cannot be written (${kind}), and writes it when it can`, async () => {
      const agent = await ScriptedAgent.start(bench.broker, "node1");
      await agent.hello();
      const before = await start();
      await agent.commands.next((c) => c.id === before);
      bench.trouble = kind;
      await agent.report(before, { kind: "finished", result: "done" });
      await jobIs(before, "finished");
      assert.equal((await reply(await start())).problem?.code, "log-unavailable");
      bench.loud = [];
      const asks = (rest: Record<string, unknown> = {}) =>
        ask("stop", "node1", { unit: "k3s.service", ...rest }, "coordinator");
      const [ended, canceled] = [await asks(), await asks()];
      for (const id of [ended, canceled]) {
        assert.equal((await reply(id)).status, "accepted");
        await agent.commands.next((c) => c.id === id && c.kind === "job");
      }
      assert.equal(bench.loud.length, 2);
      assert.match(
        bench.loud[0] ?? "",
        /"user":"coordinator".*"node":"node1".*is done all the same/,
      );
      // A copy is answered and begins nothing, as ever.
      await asks({ id: ended });
      assert.equal((await reply(ended, 1)).status, "accepted");
      assert.equal(
        (await reply(await ask("cancel", "@manager", { job: canceled }))).status,
        "refused",
      );
      const letGo = await ask("cancel", "@manager", { job: canceled }, "coordinator");
      assert.equal((await reply(letGo)).status, "result");
      await agent.commands.next((c) => c.kind === "cancel" && c.id === canceled);
      await agent.report(ended, { kind: "finished", result: "done" });
      assert.equal((await jobIs(ended, "finished")).result, "done");
      assert.equal(
        agent.commands.messages.filter((c) => c.id === ended && c.kind === "job").length,
        1,
      );
      assert.ok(bench.jobLog.waiting >= 4, "what was taken on, let go of and ended");
      bench.trouble = "none";
      await bench.clock.advance(1200);
      assert.equal((await reply(await start())).status, "accepted");
      assert.equal(bench.jobLog.waiting, 0);
      // As if killed: all of it is in the file.
      const { log, contents } = JobLog.open({ directory: directory(), log: silentLog() });
      assert.equal(log.ended(ended)?.result, "done");
      const left = contents.open.find(({ job }) => job.id === canceled);
      assert.deepEqual([left?.isCanceled, left?.job.user], [true, "coordinator"]);
      log.close();
    });
  }

  it("[REQ-PRL-6] knows nothing after a restart of what the coordinator asked while the log could not be written, and passes it on when it is asked again", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    bench.trouble = "full";
    const id = await ask("poweroff", "node1", {}, "coordinator");
    await agent.commands.next((c) => c.id === id);
    await bench.manager.stop();
    bench.jobLog.close();
    await startManager();
    await agent.hello();
    assert.equal(
      (await reply(await ask("job", "@manager", { job: id }))).problem?.code,
      "no-such-job",
    );
    const { length } = agent.commands.messages;
    await ask("poweroff", "node1", { id }, "coordinator");
    // The node's ledger tells that it is the same.
    await agent.commands.next((c) => c.id === id && agent.commands.messages.indexOf(c) >= length);
  });

  for (const kind of ["full", "no-sync"] as const) {
    it(`[REQ-JOB-18] tells an end it cannot bring to disk (${kind}), and confirms it when it has`, async () => {
      const agent = await ScriptedAgent.start(bench.broker, "node1");
      await agent.hello();
      const id = await start();
      await agent.commands.next((c) => c.id === id);
      bench.trouble = kind;
      await agent.report(id, { kind: "finished", result: "done" });
      assert.equal((await jobIs(id, "finished")).result, "done");
      await agent.report(id, { kind: "finished", result: "done" });
      const refused = await start();
      assert.equal((await reply(refused)).problem?.code, "log-unavailable");
      assert.equal(
        agent.commands.messages.some((c) => c.kind === "ack"),
        false,
      );
      bench.trouble = "none";
      await bench.clock.advance(1200);
      await agent.report(id, { kind: "finished", result: "done" });
      await agent.commands.next((c) => c.kind === "ack" && c.id === id);
      const other = await start();
      assert.equal((await reply(other)).status, "accepted");
      // As if killed: what is confirmed is in the file.
      const { log } = JobLog.open({ directory: directory(), log: silentLog() });
      assert.equal(log.ended(id)?.result, "done");
      log.close();
    });
  }

  it("[REQ-JOB-17] refuses an id whose record it cannot read", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await start();
    await agent.report(id, { kind: "finished", result: "done" });
    await jobIs(id, "finished");
    await bench.manager.stop();
    bench.jobLog.close();
    const path = join(directory(), "jobs-00000001.jsonl");
    writeFileSync(path, readFileSync(path, "utf8").replaceAll('"type"', "type"));
    await startManager();
    await agent.hello();
    await start({ id });
    assert.equal((await reply(id, 1)).problem?.code, "outcome-unknown");
  });
});
