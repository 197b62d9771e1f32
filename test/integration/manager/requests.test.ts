import assert from "node:assert/strict";
import { randomId } from "../../../src/core/ids.ts";
import type { UnitRow } from "../../../src/protocol/generated/schemas.ts";
import { topics } from "../../../src/protocol/topics.ts";
import { useManager } from "./manager-bench.ts";
import { ScriptedAgent } from "./scripted-agent.ts";

describe("the manager", () => {
  const bench = useManager();
  const { ask, reply } = bench;

  it("[REQ-GRD-16] passes on what names a run where the coordinator asks for it, and from nobody else", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const power = { do: "disarm", run: 7 };
    const ofRun = { name: "quiesce", run: 7 };
    for (const [verb, args] of [
      ["power", power],
      ["command", ofRun],
    ] as const) {
      const { status, problem } = await reply(await ask(verb, "node1", args));
      assert.deepEqual([status, problem?.code], ["refused", "denied"]);
      const id = await ask(verb, "node1", args, "coordinator");
      await agent.commands.next((c) => c.id === id);
    }
    assert.equal((await reply(await ask("command", "node1", { name: "x" }))).status, "accepted");
    assert.equal(agent.commands.messages.filter(({ args }) => args && "run" in args).length, 2);
  });

  it("[REQ-REQ-1] refuses what is malformed, unknown or misdirected, each with its code", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    for (const [verb, node, rest, code] of [
      ["fly", "node1", {}, "unknown-verb"],
      ["constructor", "node1", {}, "unknown-verb"],
      ["start", "node9", { unit: "web.service" }, "no-such-node"],
      ["start", "node2", { unit: "web.service" }, "node-offline"],
      ["start", "node1", {}, "bad-request"],
      ["start", "node1", { unit: "/etc/passwd" }, "bad-request"],
      ["start", "node1", { unit: "*.service" }, "bad-request"],
      ["start", "@manager", { unit: "web.service" }, "bad-request"],
      ["list-nodes", "node1", {}, "bad-request"],
      ["list-units", "@manager", { nodes: ["node9"] }, "no-such-node"],
      ["job", "@manager", { job: "f".repeat(32) }, "no-such-job"],
      ["cancel", "@manager", { job: "f".repeat(32) }, "no-such-job"],
    ] as const) {
      const id = await ask(verb, node, rest);
      const answer = await reply(id);
      assert.equal(answer.problem?.code, code, `${verb} ${node} ${JSON.stringify(rest)}`);
    }
  });

  it("[REQ-UNIT-2] marks the units of a node that is not online as stale", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    const { instance } = await agent.hello();
    await agent.sync(["a.service", "b.socket"]);
    await bench.nodes.next((n) => n.node === "node1" && n.synced);
    const fresh = await reply(await ask("list-units", "@manager", { units: ["*.service"] }));
    assert.deepEqual(
      fresh.data?.map((r) => [(r as UnitRow).unit, (r as UnitRow).stale]),
      [["a.service", false]],
    );
    await agent.link.publish(topics.gone, { node: "node1" }, { instance, reason: "will" });
    await bench.nodes.next((n) => n.node === "node1" && n.state === "unreachable");
    const stale = await reply(await ask("list-units", "@manager", { nodes: ["node1"] }));
    assert.deepEqual(
      stale.data?.map((r) => (r as UnitRow).stale),
      [true, true],
    );
  });

  it("[REQ-REQ-2] passes a query on, and refuses it when the node falls silent", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const id = await ask("status", "node1", { units: ["a.service"] });
    const command = await agent.commands.next((c) => c.id === id);
    assert.deepEqual(
      [command.kind, command.verb, command.args],
      ["query", "status", { units: ["a.service"] }],
    );
    await agent.report(id, { kind: "answer", chunk: 0, last: true, data: [{ unit: "a.service" }] });
    assert.deepEqual((await reply(id)).data, [{ unit: "a.service" }]);
    const silent = await ask("status", "node1", {});
    await agent.commands.next((c) => c.id === silent);
    await bench.clock.advance(4000);
    assert.equal((await reply(silent)).problem?.code, "node-unreachable");
  });

  it("[REQ-REQ-5] refuses the id of a question that waits for its answer for any other one", async () => {
    const agents = [
      await ScriptedAgent.start(bench.broker, "node1"),
      await ScriptedAgent.start(bench.broker, "node2"),
    ] as const;
    for (const agent of agents) await agent.hello();
    const id = await ask("status", "node1", { units: ["a.service"] });
    await agents[0].commands.next((c) => c.id === id);
    const refusals = () =>
      bench.replies.messages.filter((r) => r.id === id && r.status === "refused");
    let n = 0;
    // At once, when a copy would be one of the network's, and later.
    for (const waitMs of [0, 1000]) {
      await bench.clock.advance(waitMs);
      await ask("status", "node2", { id, units: ["a.service"] });
      await ask("show", "node1", { id, units: ["a.service"] });
      await ask("status", "node1", { id, units: ["b.service"] });
      await ask("status", "node1", { id, units: ["a.service"] }, "mallory");
      n += 4;
      await bench.replies.next(() => refusals().length === n);
    }
    assert.deepEqual([...new Set(refusals().map((r) => r.problem?.code))], ["id-in-use"]);
    await agents[0].report(id, {
      ...{ kind: "answer", chunk: 0, last: true, data: [{ unit: "a.service" }] },
    });
    await bench.replies.next((r) => r.id === id && r.status === "result");
    const answers = bench.replies.all.filter(({ message }) => message?.status === "result");
    assert.deepEqual(
      answers.map(({ params }) => params.user),
      ["anna"],
    );
    assert.deepEqual(agents[1].commands.all, []);
  });

  it("[REQ-REQ-3] passes a stream on with its reader's name, once for a repeated request, and says when it is open", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.hello();
    const args = { units: ["a.service"], follow: true };
    const id = await ask("logs", "node1", { ...args, startWithinMs: 1000 });
    const { session: _, ...command } = await agent.commands.next(({ kind }) => kind === "stream");
    assert.deepEqual(command, { kind: "stream", id, verb: "logs", user: "anna", args });
    await ask("logs", "node1", { id, ...args });
    await agent.report(id, { kind: "answer", chunk: 0, last: true, data: [] });
    assert.equal((await reply(id)).status, "result");
    assert.equal(agent.commands.messages.filter((each) => each.id === id).length, 1);
    const bad = await ask("logs", "node1", { lines: "many" });
    assert.equal((await reply(bad)).problem?.code, "bad-request");
    const away = await ask("logs", "node2");
    assert.equal((await reply(away)).problem?.code, "node-offline");
  });

  it("[REQ-REQ-6] does nothing to hirte itself that was to be begun earlier", async () => {
    const job = randomId();
    const wishes = {
      "allow-nodes": { nodes: ["node1"] },
      "disallow-nodes": { nodes: ["node1"] },
      "set-manager-loglevel": { level: "debug" },
      cancel: { job },
    };
    const now = bench.manager.now();
    for (const [verb, wish] of Object.entries(wishes)) {
      const late = await ask(verb, "@manager", { ...wish, startBy: now });
      assert.equal((await reply(late)).problem?.code, "expired", verb);
    }
    const early = { ...wishes["disallow-nodes"], startBy: now + 1 };
    assert.deepEqual((await reply(await ask("disallow-nodes", "@manager", early))).data, [
      { node: "node1", allowed: false, changed: true },
    ]);
  });
});
