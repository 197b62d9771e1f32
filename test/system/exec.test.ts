import assert from "node:assert/strict";
import { type LabNode, until, useCluster } from "../support/lab.ts";

/** Units of commands that are there. */
async function unitsOn(node: LabNode): Promise<string> {
  return node.must(..."systemctl list-units --all --plain --no-legend hirte-run-*".split(" "));
}

async function nothingRunsOn(node: LabNode, deadlineMs = 5000): Promise<void> {
  await until(() => unitsOn(node), {
    what: `no unit of a command is left on ${node.name}`,
    holds: (seen) => seen === "",
    deadlineMs,
  });
}

/** Neither hirtectl nor systemd puts anything in its place. */
const variable = "$".concat("{HOME}");

describe("commands on real nodes", () => {
  describe("where AllowExec=yes", () => {
    const cluster = useCluster({ agent: { AllowExec: "yes" } });

    it("[REQ-RUN-1] gives the output, both kinds apart, and the exit status of the command", async () => {
      const script = 'echo out; echo "err $1" >&2; exit 3\n';
      await cluster.node1.write("/usr/local/bin/pg_isready", `#!/bin/sh\n${script}`);
      await cluster.node1.must("chmod", "755", "/usr/local/bin/pg_isready");
      const line = await cluster.hirtectl("exec", "node1", "pg_isready -U postgres");
      assert.deepEqual([line.status, line.stdout, line.stderr], [3, "out\n", "err -U\n"]);
      const words = await cluster.hirtectl("exec", "node1", "--", "printf", "%s|", "a b", variable);
      assert.deepEqual([words.status, words.stdout, words.stderr], [0, `a b|${variable}|`, ""]);
      const killed = await cluster.hirtectl("exec", "node1", "kill -9 $$");
      assert.deepEqual([killed.status, killed.stderr], [137, ""]);
      const absent = await cluster.hirtectl("exec", "node1", "no-such-program", "x");
      assert.equal(absent.status, 1, absent.stderr);
      assert.match(absent.stderr, /^hirtectl: node1: run .*could not be executed/);
      await nothingRunsOn(cluster.node1);
    });

    it("[REQ-RUN-2] brings every byte of much output to a slow reader", async () => {
      const count = 10_000_000;
      const { node1, primary } = cluster;
      await node1.must("sh", "-c", `head -c ${count} /dev/urandom > /var/log/bytes`);
      const sum = (await node1.must("sha256sum", "/var/log/bytes")).split(" ")[0];
      const pipe = "hirtectl exec node1 'cat /var/log/bytes' | (sleep 2; sha256sum)";
      assert.equal((await primary.must("bash", "-c", pipe)).split(" ")[0], sum);
      await nothingRunsOn(node1);
    });

    it("[REQ-RUN-3] stops the command at its time limit", async () => {
      const { status, stderr } = await cluster.hirtectl(
        "exec",
        "--timeout",
        "1s",
        "node1",
        "sleep 60",
      );
      assert.equal(status, 6, stderr);
      assert.match(stderr, /^hirtectl: .*timeout after 1s/);
      await nothingRunsOn(cluster.node1);
    });

    it("[REQ-RUN-4] stops the command on Ctrl-C", async () => {
      const { primary, node1 } = cluster;
      const inner = "echo $$ > /var/log/exec.pid; exec hirtectl exec node1 'echo on; sleep 300'";
      const running = primary.spawn("sh", "-c", inner);
      await until(() => running.stdout, { what: "it runs", holds: (seen) => seen === "on\n" });
      await primary.must("sh", "-c", "kill -INT $(cat /var/log/exec.pid)");
      const { status, stderr } = await running.ended;
      assert.equal(status, 130, stderr);
      await nothingRunsOn(node1);
    });

    it("[REQ-RUN-5] leaves nothing running for a hirtectl that was killed, once its lease is over", async () => {
      const running = cluster.hirtectlSpawn("exec", "node1", "echo on; sleep 300");
      await until(() => running.stdout, { what: "it runs", holds: (seen) => seen === "on\n" });
      await running.stop("SIGKILL");
      await nothingRunsOn(cluster.node1, 20_000);
    }).timeout(40_000);

    it("[REQ-RUN-6] tells the true exit status, and that output is missing, when the agent is killed", async () => {
      const { node1 } = cluster;
      const running = cluster.hirtectlSpawn("exec", "node1", "echo on; sleep 8; exit 5");
      await until(() => running.stdout, { what: "it runs", holds: (seen) => seen === "on\n" });
      await node1.signal("hirte-agent", "KILL");
      const { status, stderr } = await running.ended;
      assert.equal(status, 5, stderr);
      assert.match(stderr, /^hirtectl: node1: output is missing/m);
      await nothingRunsOn(node1);
    }).timeout(60_000);
  });

  describe("where nothing is said of AllowExec", () => {
    const cluster = useCluster();

    it("[REQ-RUN-7] is refused with 7, and nothing is run", async () => {
      const { status, stderr } = await cluster.hirtectl("exec", "node1", "touch /var/log/touched");
      assert.equal(status, 7, stderr);
      assert.match(stderr, /^hirtectl: node1: .*AllowExec=yes/);
      assert.equal((await cluster.node1.exec("test", "-e", "/var/log/touched")).status, 1);
    });
  });
});
