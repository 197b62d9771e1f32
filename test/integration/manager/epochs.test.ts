import assert from "node:assert/strict";
import { randomId } from "../../../src/core/ids.ts";
import { topics } from "../../../src/protocol/topics.ts";
import { Inbox } from "../../support/inbox.ts";
import { useManager } from "./manager-bench.ts";
import { boot, machine, ScriptedAgent } from "./scripted-agent.ts";

describe("the manager", () => {
  const bench = useManager();
  const { restartExternal, isDealtWith } = bench;

  it("[REQ-NODE-10] stops when an agent has seen a higher epoch, on a broker elsewhere", async () => {
    await restartExternal();
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    await agent.sayHello({ epoch: bench.clock.wallMs() + 5000 });
    await isDealtWith();
    assert.equal(bench.fatal?.code, "epoch-superseded");
    assert.match(bench.fatal?.message ?? "", /Stop that one.*systemctl start hirte\..*adopt-epoch/);
  });

  it("[REQ-NODE-10] stops when most of the nodes have seen a higher epoch, and are not here", async () => {
    const [first, second] = [
      await ScriptedAgent.start(bench.broker, "node1"),
      await ScriptedAgent.start(bench.broker, "node2"),
    ];
    const epoch = bench.clock.wallMs() + 5000;
    const { instance } = await first.hello();
    for (const agent of [first, second]) await agent.sayHello({ epoch });
    await isDealtWith();
    const ended = () => bench.fatal;
    assert.equal(ended(), undefined, "one of the two is online");
    await first.link.publish(topics.gone, { node: "node1" }, { instance, reason: "will" });
    await first.sayHello({ epoch: epoch + 1 });
    await isDealtWith();
    assert.equal(ended()?.code, "epoch-superseded");
    assert.deepEqual(ended()?.details, { epoch: epoch + 1 });
  });

  it("[REQ-NODE-25] goes on where one node knows a higher epoch, says why that one is not online, and lets it in without", async () => {
    const [ahead, other] = [
      await ScriptedAgent.start(bench.broker, "node1"),
      await ScriptedAgent.start(bench.broker, "node2"),
    ];
    const epoch = bench.clock.wallMs() + 5000;
    await ahead.sayHello({ epoch });
    const told = await bench.nodes.next(
      (n) => n.node === "node1" && n.reason.includes(String(epoch)),
    );
    assert.equal(told.state, "offline");
    assert.ok((await other.hello()).session);
    assert.deepEqual(ahead.welcomes.messages, []);
    // More than half of all nodes, and one alone.
    bench.manager.configureNodes(["node1"]);
    for (let i = 0; i < 2; i++) await ahead.sayHello({ epoch });
    await isDealtWith();
    assert.equal(bench.fatal, undefined);
    assert.equal(bench.loud.filter((line) => line.includes("knows a higher epoch")).length, 1);
    assert.ok((await ahead.hello()).session);
    const again = await bench.nodes.next((n) => n.node === "node1" && n.state === "online");
    assert.equal(again.reason, "connected");
  });

  it("[REQ-ACL-5] is not stopped by a higher epoch that an agent names which may not join", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node9");
    const { refused } = await agent.hello({ epoch: bench.clock.wallMs() + 5000 });
    assert.equal(refused?.code, "no-such-node");
    assert.equal(bench.fatal, undefined);
  });

  it("[REQ-NODE-14] is not stopped by an epoch from far in the future, nor lets its owner in", async () => {
    const agent = await ScriptedAgent.start(bench.broker, "node1");
    const absurd = bench.clock.wallMs() + 11 * 365 * 86_400_000;
    const hello = { machineId: machine, bootId: boot, version: "1", heartbeatMs: 2000 };
    const { node } = agent;
    await agent.link.publish(
      topics.hello,
      { node },
      { ...hello, instance: randomId(), epoch: absurd },
    );
    // Whoever comes after it is served.
    const welcome = await agent.hello();
    assert.equal(bench.fatal, undefined);
    assert.equal(agent.welcomes.messages.length, 1);
    // Nor does the word of such a one stand.
    await bench.clock.advance(1200);
    const words = new Inbox(topics.managerState);
    await bench.client.subscribe(words.subscription);
    await words.next();
    words.all.length = 0;
    await bench.client.publish(
      topics.managerState,
      {},
      { epoch: absurd, manager: "up", system: "up", version: "1", at: 1 },
    );
    await words.next((w) => w.epoch === welcome.epoch);
    assert.equal(bench.fatal, undefined);
  });
});
