import { deepEqual, equal, match } from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Clock, systemClock } from "../../../src/core/clock.ts";
import { runCli, startCli } from "../../support/cli-run.ts";
import { aNode, ScriptedHirte } from "../../support/scripted-hirte.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("hirtectl is-online", () => {
  const temp = useTempDir();
  let hirte: ScriptedHirte;
  beforeEach(async () => {
    hirte = await ScriptedHirte.start();
    await know(aNode("node1"), aNode("node2"));
  });
  afterEach(() => hirte.stop());

  /** What hirte says of its nodes from now on, asked or published. */
  async function know(...rows: readonly ReturnType<typeof aNode>[]): Promise<void> {
    hirte.nodes = [...rows];
    for (const { node, state, reason, bootId } of rows)
      await hirte.sayNode(node, { state, reason, ...(bootId === undefined ? {} : { bootId }) });
  }

  const away = (node: string) => aNode(node, { state: "offline", reason: "the agent was stopped" });
  const ask = (...args: readonly string[]) => runCli(hirte.address, ["is-online", ...args]);
  const start = (...args: readonly string[]) => startCli(hirte.address, ["is-online", ...args]);
  const silent = (status: number) => ({ status, stdout: "", stderr: "" });

  it("[REQ-CLI-63] ends with 0 when the node is online, and with 1 and the reason when not", async () => {
    await know(aNode("node1"), away("node2"));
    deepEqual(await ask("node", "node1"), silent(0));
    deepEqual(await ask("node", "node2"), {
      ...silent(1),
      stderr: "node2 is offline (the agent was stopped)\n",
    });
    deepEqual(await ask("node", "node2", "-q"), silent(1));
    equal((await ask("node", "node1,node2")).status, 1);
    await know(aNode("node1"), aNode("node2", { state: "unreachable", reason: "silent" }));
    equal((await ask("node", "node2")).status, 1);
  });

  it("[REQ-CLI-63] says of the system that it is online when every node is", async () => {
    deepEqual(await ask("system"), silent(0));
    await know(aNode("node1"), away("node2"));
    equal((await ask("system")).status, 1);
  });

  it("[REQ-CLI-63] ends with 1 when hirte is not there", async () => {
    await hirte.goAway();
    for (const subject of [["system"], ["node", "node1"]]) {
      const { status, stderr } = await ask(...subject);
      equal(status, 1);
      match(stderr, /^hirte cannot be reached at 127\.0\.0\.1:\d+: .*\n$/);
    }
  });

  it("[REQ-CLI-63] takes the node of this machine from agent.conf", async () => {
    const file = join(temp(), "agent.conf");
    writeFileSync(file, "[hirte-agent]\nNodeName=node2\n");
    deepEqual(await ask("agent", "-c", file), silent(0));
    await know(aNode("node1"), away("node2"));
    equal((await ask("agent", "-c", file)).status, 1);
    writeFileSync(file, "[hirte-agent]\nNodeName=a b\n");
    equal((await ask("agent", "-c", file)).status, 2);
  });

  it("[REQ-CLI-63] does not take the machine's earlier boot for this one", async () => {
    const [earlier, now] = ["a".repeat(32), "b".repeat(32)];
    const file = join(temp(), "agent.conf");
    writeFileSync(file, "[hirte-agent]\nNodeName=node2\n");
    const boot = { bootId: () => now };
    await know(aNode("node1"), aNode("node2", { bootId: earlier }));
    deepEqual(await runCli(hirte.address, ["is-online", "agent", "-c", file], boot), {
      ...silent(1),
      stderr: "node2 has not connected since this machine was booted\n",
    });
    // Of other nodes' boots this machine knows nothing.
    deepEqual(await runCli(hirte.address, ["is-online", "node", "node2"], boot), silent(0));
    const waiting = startCli(hirte.address, ["is-online", "agent", "--wait", "-c", file], boot);
    await hirte.whenAsked("time");
    await know(aNode("node1"), aNode("node2", { bootId: now }));
    equal(await waiting.status, 0);
  });

  it("[REQ-CLI-63] refuses what it cannot be asked, and names a node that is none", async () => {
    for (const args of [["nodes"], ["node"], ["system", "node1"], ["node", "n", "--wait=soon"]]) {
      equal((await ask(...args)).status, 2, args.join(" "));
    }
    const { status, stderr } = await ask("node", "node9", "--wait");
    equal(status, 4);
    match(stderr, /there is no node node9/);
  });

  it("[REQ-CLI-64] --wait ends with 0 as soon as it is so", async () => {
    await know(aNode("node1"), away("node2"));
    // The word behind --wait is no time: that is written with a =.
    const waiting = start("--wait", "system");
    await hirte.whenAsked("time");
    await know(aNode("node1"), aNode("node2"));
    equal(await waiting.status, 0);
    equal(waiting.stdout() + waiting.stderr(), "");
  });

  it("[REQ-CLI-64] --wait waits for hirte too", async () => {
    await hirte.goAway();
    const waiting = start("system", "--wait=20s");
    const early = await Promise.race([waiting.status, hirte.listen()]);
    equal(early, undefined);
    equal(await waiting.status, 0);
  });

  it("[REQ-CLI-64] --wait=DURATION ends with 1 when the time is over", async () => {
    await know(away("node1"));
    const { status, stderr } = await ask("node", "node1", "--wait=200ms");
    deepEqual([status, stderr], [1, "node1 is offline (the agent was stopped)\n"]);
    await hirte.goAway();
    equal((await ask("system", "--wait=200ms")).status, 1);
  });

  it("[REQ-CLI-64] --wait leaves no connection behind when it ends while hirte is asked again", async () => {
    await hirte.goAway();
    hirte.on("list-nodes", () => undefined);
    let onPause = (): void => {};
    const paused = new Promise<void>((resolve) => {
      onPause = resolve;
    });
    const clock: Clock = {
      ...systemClock,
      after: (ms, work) => {
        if (ms === 250) onPause();
        return systemClock.after(ms, work);
      },
    };
    const waiting = startCli(hirte.address, ["is-online", "system", "--wait=20s"], { clock });
    await paused;
    await hirte.listen();
    await hirte.whenAsked("list-nodes");
    waiting.interrupt();
    equal(await waiting.status, 1);
    await hirte.whenLeft();
  });

  it("[REQ-CLI-65] --monitor is silent while all is well, and ends with 1 at the first loss", async () => {
    const watching = start("system", "--monitor");
    await hirte.whenAsked("time");
    await hirte.sayNode("node1", { since: 2 });
    await know(aNode("node1"), away("node2"));
    equal(await watching.status, 1);
    equal(watching.stdout() + watching.stderr(), "");
  });

  it("[REQ-CLI-65] --monitor of a node does not mind the others", async () => {
    const watching = start("node", "node1", "--monitor");
    await hirte.whenAsked("time");
    await know(away("node2"));
    await hirte.sayNode("node1", { state: "unreachable", reason: "silent" });
    equal(await watching.status, 1);
  });

  it("[REQ-CLI-65] --monitor takes hirte itself for a loss, and its connection", async () => {
    const first = start("system", "--monitor");
    await hirte.whenAsked("time");
    await hirte.say({ manager: "down" });
    equal(await first.status, 1);
    await hirte.say({ manager: "up" });
    const second = start("system", "--monitor");
    await hirte.whenAsked("time", 2);
    await hirte.goAway();
    equal(await second.status, 1);
  }).timeout(15_000);

  it("[REQ-CLI-65] --wait --monitor waits first, and ends with 0 when it is interrupted", async () => {
    await know(away("node1"));
    const watching = start("node", "node1", "--wait", "--monitor");
    await hirte.whenAsked("time");
    await know(aNode("node1"));
    await hirte.whenAsked("time", 2);
    watching.interrupt();
    equal(await watching.status, 0);
  });
});
