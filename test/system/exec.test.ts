import assert from "node:assert/strict";
import { nothingRuns, until, useCluster } from "../support/lab.ts";

/** Neither hirtectl nor systemd puts anything in its place. */
const variable = "$".concat("{HOME}");

describe("commands on real nodes", () => {
  describe("where AllowExec=yes", () => {
    const cluster = useCluster({ agent: { AllowExec: "yes" } });
    const exec = (...args: readonly string[]) => cluster.hirtectl("exec", ...args);

    it("[REQ-RUN-1] [W11] give their output, both kinds apart, and their exit status", async () => {
      const { node1 } = cluster;
      const script = '#!/bin/sh\necho out; echo "err $1 $2" >&2; exit 2\n';
      await node1.write("/usr/local/bin/pg_isready", script, 0o755);
      const line = await exec("node1", "pg_isready -U postgres");
      assert.deepEqual([line.status, line.stdout, line.stderr], [2, "out\n", "err -U postgres\n"]);
      const words = await exec("node1", "printf", "%s|", "a b", variable, "", "-o", "--all", "é\n");
      assert.equal(words.stderr, "");
      assert.deepEqual([words.status, words.stdout], [0, `a b|${variable}||-o|--all|é\n|`]);
      const killed = await exec("node1", "kill -9 $$");
      assert.deepEqual([killed.status, killed.stderr], [137, ""]);
      await nothingRuns(node1);
    });

    it("[REQ-RUN-1] run as who, where and with what they are told", async () => {
      const options = ["--uid", "nobody", "--setenv", "A=1 2", "--setenv", "B=", "-pNice=5"];
      const { stdout, stderr } = await exec(
        ...options,
        ...["--working-directory", "/usr", "node1"],
        'id -un; pwd; echo "$A|$B|"; nice; cat; echo to err >&2',
      );
      assert.deepEqual([stdout, stderr], ["nobody\n/usr\n1 2||\n5\n", "to err\n"]);
    });

    it("[REQ-RUN-8] keep statuses that are also systemd's own, and are told apart from what was not executed", async () => {
      for (const status of [200, 203, 217, 245, 255]) {
        const { status: own, stderr } = await exec("node1", `exit ${status}`);
        assert.deepEqual([own, stderr], [status, ""]);
      }
      const nobody = await exec("--uid", "nobody-such", "node1", "true");
      assert.equal(nobody.status, 1);
      assert.match(nobody.stderr, /^hirtectl: node1: .*was not executed: there is no such user/);
      const absent = await exec("node1", "no-such-program", "x");
      assert.equal(absent.status, 127);
      assert.match(absent.stderr, /no-such-program: not found/);
      const unit = await cluster.hirtectl("run", "--wait", "node1", "/no/such", "x");
      assert.equal(unit.status, 1);
      assert.match(unit.stderr, /^hirtectl: .*was not executed: there is no such program/);
      const started = await cluster.hirtectl("run", "node1", "/no/such", "x");
      assert.equal(started.status, 1);
      assert.match(started.stderr, /^hirtectl: .*was not executed: there is no such program/);
      await nothingRuns(cluster.node1);
    });

    it("[REQ-RUN-2] bring every byte of much output to a slow reader", async () => {
      const count = 10_000_000;
      const { node1, primary } = cluster;
      await node1.must("sh", "-c", `head -c ${count} /dev/urandom > /var/log/bytes`);
      const sum = (await node1.must("sha256sum", "/var/log/bytes")).split(" ")[0];
      const read = "hirtectl exec node1 'cat /var/log/bytes' | (sleep 2; sha256sum)";
      assert.equal((await primary.must("bash", "-c", read)).split(" ")[0], sum);
      const both = "cat /var/log/bytes >&2 & cat /var/log/bytes; wait";
      const apart = `hirtectl exec node1 '${both}' 2> >(sha256sum > /var/log/err) | sha256sum; sleep 0.2; cat /var/log/err`;
      const sums = (await primary.must("bash", "-c", apart)).split("\n");
      assert.deepEqual(
        sums.map((line) => line.split(" ")[0]),
        [sum, sum, ""],
      );
      await nothingRuns(node1);
    });

    it("[REQ-RUN-9] are stopped when their reader has seen enough", async () => {
      const { primary, node1 } = cluster;
      const line =
        "set -o pipefail; hirtectl exec node1 'cat /dev/zero' | head -c 5000000 | wc -c; echo $?";
      assert.equal(await primary.must("bash", "-c", line), "5000000\n141\n");
      await nothingRuns(node1, { of: "/dev/zero" });
    });

    it("[REQ-RUN-3] are stopped at the end of their time, with all they have started", async () => {
      const stubborn = "trap '' TERM; setsid sleep 307 & sleep 307";
      const { status, stderr, durationMs } = await exec("--timeout", "1s", "node1", stubborn);
      assert.equal(status, 6, stderr);
      assert.match(stderr, /^hirtectl: node1: .*timeout after 1 s/);
      assert.ok(durationMs < 15_000, `${durationMs} ms`);
      await nothingRuns(cluster.node1, { of: "sleep 307" });
    }).timeout(40_000);

    it("[REQ-RUN-3] leave nothing behind when they end by themselves", async () => {
      const { stdout, status } = await exec("node1", "sleep 308 & echo on; exit 4");
      assert.deepEqual([status, stdout], [4, "on\n"]);
      await nothingRuns(cluster.node1, { of: "sleep 308" });
    });

    it("[REQ-RUN-4] are stopped by Ctrl-C", async () => {
      const { primary, node1 } = cluster;
      const inner = "echo $$ > /var/log/exec.pid; exec hirtectl exec node1 'echo on; sleep 309'";
      const running = primary.spawn("sh", "-c", inner);
      await until(() => running.stdout, { what: "it runs", holds: (seen) => seen === "on\n" });
      await primary.must("sh", "-c", "kill -INT $(cat /var/log/exec.pid)");
      const { status, stderr } = await running.ended;
      assert.equal(status, 130, stderr);
      await nothingRuns(node1, { of: "sleep 309" });
    });

    it("[REQ-RUN-10] go on after run has told their unit, and are waited for with --wait", async () => {
      const { node1 } = cluster;
      const line = "echo to the journal; sleep 310";
      const started = await cluster.hirtectl("run", "--unit", "mine", "node1", line);
      assert.deepEqual([started.status, started.stdout], [0, "mine.service\n"]);
      assert.equal(await node1.activeState("mine.service"), "active");
      const again = await cluster.hirtectl("run", "--unit", "mine", "node1", line);
      assert.equal(again.status, 1);
      assert.match(again.stderr, /mine\.service/);
      const stopped = await cluster.hirtectl("stop", "node1", "mine");
      assert.equal(stopped.status, 0, stopped.stderr);
      assert.match(await node1.journal(["mine.service"]), /to the journal/);
      const waited = await cluster.hirtectl("run", "--wait", "node1", "sleep 1; exit 9");
      assert.deepEqual([waited.status, waited.stdout, waited.stderr], [9, "", ""]);
      const piped = await cluster.hirtectl("run", "--pipe", "node1", "echo piped; exit 9");
      assert.deepEqual([piped.status, piped.stdout], [9, "piped\n"]);
      await nothingRuns(node1);
    });

    it("[REQ-RUN-11] leave no word of their line and variables in logs and ledgers", async () => {
      const { primary, node1 } = cluster;
      const ran = await exec(
        "--setenv",
        "T=geheim-1",
        "node1",
        "sh",
        "-c",
        'echo "$T" "$0"',
        "geheim-2",
      );
      assert.equal(ran.stdout, "geheim-1 geheim-2\n");
      await cluster.hirtectl("run", "--wait", "node1", "true geheim-3");
      const kept = "grep -rl geheim- /var/lib/hirte /run/hirte /run/hirte-agent /run/systemd 2>&1";
      const logs = "journalctl -o export | grep -a geheim-";
      for (const node of [primary, node1]) {
        assert.equal((await node.exec("sh", "-c", kept)).stdout.replace(/^grep: .*\n/gm, ""), "");
        assert.equal((await node.exec("sh", "-c", logs)).stdout, "");
      }
      // It says that its time is over; nothing else ends it.
      const { username = "", password = "" } = await cluster.mqttOptions();
      const retained = await primary.exec(
        ...["mosquitto_sub", "-h", "127.0.0.1", "-p", "2020", "-t", "hirte/v1/#"],
        ...["--cafile", "/run/hirte/ca.pem", "-u", username, "-P", password],
        ...["--retained-only", "-W", "2"],
      );
      assert.ok(retained.stdout.length > 10_000, retained.stderr);
      assert.ok(!retained.stdout.includes("geheim-"), "nothing is retained");
    });

    it("[REQ-RUN-12] are refused at once on a node that is not there", async () => {
      const { node2 } = cluster;
      await node2.off();
      await cluster.wire.nodeIs("node2", "offline");
      const { status, stderr } = await exec("node2", "true");
      assert.equal(status, 5, stderr);
      assert.match(stderr, /^hirtectl: node2: .*offline/);
    });
  });

  describe("where nothing is said of AllowExec", () => {
    const cluster = useCluster();

    it("[REQ-RUN-7] are refused with 7, and nothing is run", async () => {
      for (const verb of [["exec"], ["run"], ["run", "--wait"]]) {
        const { status, stderr } = await cluster.hirtectl(...verb, "node1", "touch /var/log/ran");
        assert.equal(status, 7, stderr);
        assert.match(stderr, /^hirtectl: node1: .*AllowExec=yes in its agent\.conf/);
      }
      assert.equal(cluster.node1.has("/var/log/ran"), false);
    });
  });
});
