import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { useManager } from "./manager-bench.ts";
import { ScriptedAgent } from "./scripted-agent.ts";

describe("the manager", () => {
  const bench = useManager();
  const { directory, startManager, ask, reply, jobIs } = bench;

  it("[REQ-JOB-19] takes on what is about no unit, and goes on with it after a restart", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await ask("daemon-reload", "node1");
    const command = await agent.commands.next((c) => c.id === id);
    assert.deepEqual([command.verb, command.unit, command.args], ["daemon-reload", undefined, {}]);
    await bench.manager.stop();
    bench.jobLog.close();
    await startManager();
    const welcome = await agent.hello();
    assert.deepEqual(welcome.openJobs, [{ job: id, verb: "daemon-reload" }]);
    await agent.report(id, { kind: "finished", result: "done" });
    const end = await jobIs(id, "finished");
    assert.deepEqual([end.result, "unit" in end], ["done", false]);
  });

  it("[REQ-JOB-19] keeps and passes on what the request's schema knows, and nothing else", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const strange = { unit: "../../etc/passwd", level: "debug", padding: "x".repeat(1000) };
    const reload = await ask("daemon-reload", "node1", strange);
    const level = await ask("set-loglevel", "node1", strange);
    const kill = await ask("kill", "node1", { ...strange, unit: "web.service", signal: 9 });
    const commandOf = (id: string) => agent.commands.next((c) => c.id === id);
    const [first, second, third] = [
      await commandOf(reload),
      await commandOf(level),
      await commandOf(kill),
    ];
    assert.deepEqual([first.unit, first.args], [undefined, {}]);
    assert.deepEqual([second.unit, second.args], [undefined, { level: "debug" }]);
    assert.deepEqual([third.unit, third.args], ["web.service", { signal: 9 }]);
    assert.equal((await reply(reload)).job?.unit, undefined);
  });

  it("[REQ-JOB-19] sends an action's arguments again after a restart", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await ask("kill", "node1", { unit: "web.service", whom: "main", signal: 9 });
    await agent.commands.next((c) => c.id === id);
    await bench.manager.stop();
    bench.jobLog.close();
    await startManager();
    await agent.hello();
    await agent.report(id, { kind: "unknown" });
    const again = await agent.commands.next((c) => c.id === id && c.session === agent.session);
    assert.deepEqual(again.args, { whom: "main", signal: 9 });
  });

  const secret = { argv: ["psql", "geheim-1"], environment: ["T=geheim-2"], wait: true };

  it("[REQ-RUN-11] passes a command line on, with its reader, and keeps no word of it", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await ask("run", "node1", { ...secret, pipe: true });
    const command = await agent.commands.next((c) => c.id === id);
    assert.deepEqual([command.user, command.args], ["anna", { ...secret, pipe: true }]);
    assert.equal(command.unit, `hirte-run-${id.slice(0, 16)}.service`);
    await agent.report(id, { kind: "running" });
    await jobIs(id, "running");
    // What was begun is only asked after from now on.
    await bench.clock.advance(10_000);
    await agent.report(id, { kind: "finished", result: "done" });
    await jobIs(id, "finished");
    const text = readFileSync(join(directory(), "jobs-00000001.jsonl"), "utf8");
    assert.ok(text.includes(id) && !text.includes("geheim"), text);
  });

  it("[REQ-RUN-11] asks after a command when it was restarted, and never has it begun", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const begun = await ask("run", "node1", secret);
    const waiting = await ask("run", "node1", secret);
    const named = await ask("command", "node1", { name: "backup" });
    await agent.commands.next((c) => c.id === named);
    await bench.manager.stop();
    bench.jobLog.close();
    await startManager();
    await agent.hello();
    await bench.clock.advance(1100);
    const asked = await agent.commands.next((c) => c.id === begun && c.session === agent.session);
    assert.deepEqual([asked.kind, asked.args, asked.verb], ["ask", undefined, undefined]);
    await agent.report(begun, { kind: "running" });
    await jobIs(begun, "running");
    await agent.report(waiting, { kind: "unknown" });
    const { result, detail } = await jobIs(waiting, "finished");
    assert.equal(result, "expired");
    assert.match(detail ?? "", /it was not begun/);
    await agent.report(named, { kind: "unknown" });
    const again = await agent.commands.next((c) => c.id === named && c.session === agent.session);
    assert.deepEqual([again.kind, again.args], ["job", { name: "backup" }]);
  });

  it("[REQ-JOB-3] an action whose node was rebooted is lost", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await ask("set-default", "node1", { unit: "rescue.target" });
    await agent.commands.next((c) => c.id === id);
    await agent.hello({ bootId: "c".repeat(32) });
    const { result, detail } = await jobIs(id, "finished");
    assert.deepEqual([result, detail], ["lost", "the node was rebooted"]);
  });

  it("[REQ-JOB-20] tells which links an action changed, also from the log", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await ask("enable", "node1", { unit: "web.service" });
    await agent.commands.next((c) => c.id === id);
    const facts = {
      files: [{ type: "symlink", file: "/etc/a", source: "/usr/a" }],
      hasInstall: true,
    };
    await agent.report(id, { kind: "finished", result: "done", ...facts });
    const { files, hasInstall } = await jobIs(id, "finished");
    assert.deepEqual({ files, hasInstall }, facts);
    const ended = bench.jobLog.ended(id);
    assert.deepEqual({ files: ended?.files, hasInstall: ended?.hasInstall }, facts);
  });
});
