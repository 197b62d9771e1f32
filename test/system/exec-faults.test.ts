import assert from "node:assert/strict";
import { topics } from "../../src/protocol/topics.ts";
import { delay, type LabNode, nothingRuns, until, useCluster } from "../support/lab.ts";

/** Notes on the node's disk that it was begun, so that a second time would show. */
const noting = (name: string) => `echo begun >> /var/log/${name}`;

async function beginnings(node: LabNode, name: string): Promise<number> {
  const path = `/var/log/${name}`;
  return node.has(path) ? (await node.read(path)).split("\n").length - 1 : 0;
}

describe("commands while parts die", () => {
  const cluster = useCluster({ agent: { AllowExec: "yes" } });

  /** Runs `exec` on node1, and resolves when the command has begun. */
  async function begun(name: string, line: string, ...options: readonly string[]) {
    await cluster.node1.remove(`/var/log/${name}`);
    const running = cluster.hirtectlSpawn(
      ...["exec", ...options, "node1"],
      `${noting(name)}; echo on; ${line}`,
    );
    await until(() => running.stdout, { what: "it runs", holds: (seen) => seen.includes("on\n") });
    return running;
  }

  /** The agent dies, and is not there until something was done. */
  async function withoutAgent(act: () => Promise<unknown>): Promise<void> {
    const { node1 } = cluster;
    await node1.systemctl("mask", "--runtime", "hirte-agent");
    await node1.signal("hirte-agent", "KILL");
    await node1.unitIs("hirte-agent.service", "failed");
    await act();
    await node1.systemctl("unmask", "--runtime", "hirte-agent");
    await node1.systemctl("start", "hirte-agent");
  }
  const untilGo = "while ! [ -e /var/log/go ]; do sleep 0.1; done";
  const go = () => cluster.node1.write("/var/log/go", "");
  beforeEach(() => cluster.node1.remove("/var/log/go"));
  // What a test that failed has left would fail the next one.
  afterEach(() =>
    cluster.node1.exec(
      ...["sh", "-c", "systemctl stop 'hirte-run-*'; systemctl reset-failed 'hirte-run-*'"],
    ),
  );

  it("[REQ-RUN-5] leave nothing running for a hirtectl that was killed, once its lease is over", async () => {
    const running = await begun("lease", "sleep 311");
    await running.stop("SIGKILL");
    await nothingRuns(cluster.node1, { of: "sleep 311", deadlineMs: 20_000 });
  }).timeout(60_000);

  it("[REQ-RUN-5] leave nothing running for a hirtectl that was killed, also by an agent that was killed too", async () => {
    const running = await begun("lease", "sleep 312");
    await running.stop("SIGKILL");
    await cluster.node1.signal("hirte-agent", "KILL");
    await nothingRuns(cluster.node1, { of: "sleep 312", deadlineMs: 25_000 });
    assert.equal(await beginnings(cluster.node1, "lease"), 1);
  }).timeout(60_000);

  it("[REQ-RUN-6] go on when the agent is killed: run once, read on, with their own end", async () => {
    const { node1 } = cluster;
    const running = await begun(
      "counting",
      "i=0; while [ $i -lt 80 ]; do i=$((i+1)); echo line $i; sleep 0.1; done; exit 5",
    );
    await node1.signal("hirte-agent", "KILL");
    const { status, stdout, stderr } = await running.ended;
    assert.equal(status, 5, stderr);
    assert.equal(stderr, "hirtectl: node1: its agent was restarted: output may be missing here\n");
    const numbers = [...stdout.matchAll(/line (\d+)\n/g)].map(([, number]) => Number(number));
    assert.deepEqual(
      numbers,
      numbers.toSorted((a, b) => a - b),
      "in their order",
    );
    assert.equal(new Set(numbers).size, numbers.length, "none twice");
    assert.equal(numbers.at(-1), 80, "it is read on");
    assert.ok(numbers.length > 60, `${numbers.length} of 80 lines`);
    assert.equal(await beginnings(node1, "counting"), 1);
    await nothingRuns(node1);
  }).timeout(60_000);

  it("[REQ-RUN-6] wait, and are not killed by a SIGPIPE, while nobody reads what they write", async () => {
    const { node1 } = cluster;
    const writing = `${untilGo}; seq 1 100000; touch /var/log/written; seq 1 100000 >&2; exit 6`;
    const running = await begun("writing", writing);
    await withoutAgent(async () => {
      await go();
      // Nothing says that a process waits for a pipe.
      await delay(1000);
      assert.equal(
        node1.has("/var/log/written"),
        false,
        "it waits with what the pipe does not hold",
      );
    });
    const { status, stdout, stderr } = await running.ended;
    const numbers = Array.from({ length: 100_000 }, (_, i) => `${i + 1}\n`).join("");
    assert.equal(status, 6, stderr.slice(0, 200));
    assert.equal(stdout, `on\n${numbers}`, "nothing of it is lost");
    assert.ok(stderr.endsWith(`output may be missing here\n${numbers}`));
    assert.equal(await beginnings(node1, "writing"), 1);
    await nothingRuns(node1);
    await node1.remove("/var/log/written");
  }).timeout(60_000);

  it("[REQ-RUN-6] go on, when the agent is killed, though they have closed their output", async () => {
    const { node1 } = cluster;
    const line = `exec >/dev/null 2>&1; ${untilGo}; exit 4`;
    const running = await begun("closed", line);
    await until(() => node1.exec("sh", "-c", "ls /run/hirte-agent/runs/*"), {
      what: "its output was read to its end",
      holds: ({ stdout }) => stdout === "unit\n",
    });
    await node1.signal("hirte-agent", "KILL");
    // As long as a reader's lease, and a little more.
    await delay(18_000);
    await go();
    const { status, stderr } = await running.ended;
    assert.deepEqual([status, stderr], [4, ""]);
    assert.equal(await beginnings(node1, "closed"), 1);
    await nothingRuns(node1);
  }).timeout(60_000);

  it("[REQ-RUN-6] have their own end told also when they end while the agent is away", async () => {
    const { node1 } = cluster;
    const running = await begun("ending", `${untilGo}; exit 7`);
    await withoutAgent(async () => {
      await go();
      await until(() => node1.systemctl("list-units", "--plain", "--no-legend", "hirte-run-*"), {
        what: "it has ended",
        holds: (seen) => seen.includes(" failed "),
      });
    });
    const { status, stderr } = await running.ended;
    assert.equal(status, 7, stderr);
    assert.match(stderr, /^hirtectl: node1: .*output may be missing/);
    await nothingRuns(node1);
  }).timeout(60_000);

  it("[REQ-RUN-3] are stopped at the end of their time also where no agent is there to do it", async () => {
    const { node1 } = cluster;
    const running = await begun("late", "sleep 313", "--timeout", "5s");
    await withoutAgent(async () => {
      const { status, stderr } = await running.ended;
      assert.equal(status, 5, stderr);
      assert.match(stderr, /lost \(its time was over while the node did not answer\)/);
      await until(async () => (await node1.exec("pgrep", "-f", "sleep 313")).stdout, {
        what: "systemd has stopped it",
        holds: (seen) => seen === "",
      });
    });
    const resolved = await until(() => cluster.wire.last(topics.job)?.message?.resolved, {
      what: "what became of it is told",
    });
    assert.equal(resolved?.result, "timeout");
    await nothingRuns(node1);
  }).timeout(60_000);

  it("[REQ-RUN-6] are begun once at most, and told truly, at whatever moment the agent is killed", async () => {
    const { node1 } = cluster;
    for (let round = 0; round < 6; round++) {
      await cluster.allOnline();
      await node1.remove("/var/log/moment");
      const line = `${noting("moment")}; sleep 0.2; exit 8`;
      const running = cluster.hirtectlSpawn("exec", "--start-within", "5s", "node1", line);
      // From before it was sent to after it has ended.
      await delay(150 + round * 100);
      await node1.signal("hirte-agent", "KILL");
      await until(() => cluster.wire.nodeState("node1"), {
        what: "the death of the agent is told",
        holds: (state) => state !== "online",
      });
      const { status, stderr } = await running.ended;
      const count = await beginnings(node1, "moment");
      // 5: nobody knows; before it was accepted: the node is not there.
      const truths: Readonly<Record<number, readonly number[]>> = { 8: [1], 5: [0, 1], 6: [0] };
      assert.ok(truths[status]?.includes(count), `round ${round}: ${status}, ${count}: ${stderr}`);
      await nothingRuns(node1);
    }
  }).timeout(120_000);

  it("[REQ-RUN-13] lose neither their end nor any output when hirte is killed", async () => {
    const running = await begun("manager", "sleep 1; seq 1 50000; sleep 4; echo last; exit 9");
    await cluster.primary.signal("hirte", "KILL");
    const { status, stdout, stderr } = await running.ended;
    assert.deepEqual([status, stderr], [9, ""]);
    const expected = ["on", ...Array.from({ length: 50_000 }, (_, i) => `${i + 1}`), "last", ""];
    assert.equal(stdout, expected.join("\n"));
    assert.equal(await beginnings(cluster.node1, "manager"), 1);
  }).timeout(60_000);

  it("[REQ-RUN-13] lose neither when the node's cable is pulled for some seconds", async () => {
    const { node1 } = cluster;
    const running = await begun("cable", "sleep 1; seq 1 50000; sleep 6; echo last; exit 9");
    await node1.cut();
    await delay(4000);
    await node1.heal();
    const { status, stdout, stderr } = await running.ended;
    assert.deepEqual([status, stderr], [9, ""]);
    assert.ok(stdout.endsWith("\n49999\n50000\nlast\n"));
    assert.equal(stdout.length, "on\n".length + 288_894 + "last\n".length);
  }).timeout(60_000);

  it("[REQ-RUN-12] are lost with the power of their node, and not begun again", async () => {
    const { node1 } = cluster;
    const running = await begun("power", "sync; sleep 314");
    await node1.powerCut();
    const { status, stderr } = await running.ended;
    assert.equal(status, 5, stderr);
    assert.match(stderr, /^hirtectl: node1: .*lost/m);
    await node1.start();
    await cluster.wire.nodeIs("node1", "online", 20_000);
    assert.equal(await beginnings(node1, "power"), 1);
    await nothingRuns(node1, { of: "sleep 314" });
  }).timeout(90_000);

  it("[REQ-RUN-12] are not begun after their time by an agent that stood still", async () => {
    const { node1 } = cluster;
    await node1.signal("hirte-agent", "STOP");
    const running = cluster.hirtectlSpawn("exec", "--start-within", "1s", "node1", noting("stood"));
    await until(() => cluster.wire.all(topics.job).length > 0, { what: "the job is taken on" });
    await delay(2000);
    await node1.signal("hirte-agent", "CONT");
    const { status, stderr } = await running.ended;
    assert.equal(status, 6, stderr);
    assert.equal(await beginnings(node1, "stood"), 0);
  }).timeout(60_000);
});
