import assert from "node:assert/strict";
import { topics } from "../../src/protocol/topics.ts";
import { type StartLogOptions, until, useCluster } from "../support/lab.ts";

/** How a start goes wrong, or does not. */
interface Row {
  readonly type: string;
  readonly how: string;
  /** What differs from the service of `startLog`; or the whole unit file. */
  readonly unit: StartLogOptions | string;
  /** How long it must hold. Default 5s: on a busy machine, a program that fails at once takes its time. */
  readonly settle?: string;
  /** Shell command on the node before the start. */
  readonly before?: string;
  /** Exit status of hirtectl, the job's result, and what standard error must tell. */
  readonly status: number;
  readonly result: string;
  readonly tells: RegExp;
  /** What the job says of the unit. Default: `failed`, or as the unit is. */
  readonly active?: string;
}

const missing = "/opt/no/such/program";
const unmet = { unit: ["ConditionPathExists=/no/such/file"] };
const lateFailure = "/bin/sh -c 'echo the words it died with; exec /bin/false'";
const notifying =
  "/bin/sh -c 'systemd-notify --ready; sleep 0.3; echo the words it died with; exit 3'";

/** Every way a start of each type fails, as systemd 257 ends it. */
const truthTable: readonly Row[] = [
  ...["simple", "exec", "notify", "oneshot"].flatMap((type): Row[] => [
    {
      type,
      how: "a missing binary",
      unit: { exec: missing },
      status: 1,
      result: "failed",
      tells: /203\/EXEC|locate executable/,
    },
    {
      type,
      how: "/bin/false",
      unit: { exec: "/bin/false" },
      status: 1,
      result: "failed",
      tells: /status=1\/FAILURE/,
    },
    {
      type,
      how: "an unmet condition",
      unit: unmet,
      status: 0,
      result: "skipped",
      tells: /skipped.*condition/i,
    },
    {
      type,
      how: "a start timeout",
      unit: { startS: 30, service: ["TimeoutStartSec=1"] },
      status: 1,
      result: "failed",
      tells: /timeout/,
    },
  ]),
  ...["simple", "exec", "oneshot"].map(
    (type): Row => ({
      type,
      how: "an exit after the start",
      unit: { exec: lateFailure },
      status: 1,
      result: "failed",
      tells: /the words it died with/,
    }),
  ),
  {
    type: "simple",
    how: "an exit after the start, and an ExecStopPost= that takes its time",
    unit: { exec: lateFailure, service: ["ExecStopPost=/bin/sleep 5"] },
    status: 1,
    result: "failed",
    tells: /the words it died with/,
    active: "deactivating",
    settle: "2s",
  },
  // What systemd does between fork and execve, here opening a pipe that nobody reads yet, takes its time.
  {
    type: "simple",
    how: "a missing binary that systemd comes to late",
    unit: `[Service]\nExecStart=${missing}\nStandardOutput=file:/run/late-reader\n`,
    before:
      "rm -f /run/late-reader; mkfifo /run/late-reader; (sleep 1; timeout 5 cat /run/late-reader) >/dev/null 2>&1 &",
    status: 1,
    result: "failed",
    tells: /203\/EXEC|locate executable/,
  },
  // It said that it was ready: that it fails later is another event, which monitor shows.
  {
    type: "notify",
    how: "an exit after the start",
    unit: { exec: notifying, service: ["NotifyAccess=all"] },
    status: 0,
    result: "done",
    tells: /^$/,
  },
];

describe("jobs on real systemd", () => {
  const cluster = useCluster();
  const ends = () =>
    cluster.wire
      .all(topics.job)
      .flatMap(({ message }) => (message?.state === "finished" ? [message] : []));

  it("[REQ-SYSTEM-1] lists three nodes online, as scripts read it", async () => {
    const { stdout } = await cluster.primary.exec(
      "sh",
      "-c",
      "hirtectl list-nodes | tail -n +2 | awk '{print $1, $2}'",
    );
    assert.equal(stdout, "node1 online\nnode2 online\nnode3 online\n");
  });

  it("[REQ-SYSTEM-2] returns 0 from a start once the unit is really active", async () => {
    await cluster.node2.startLog("web.service", { startS: 1 });
    const { status, stdout, stderr } = await cluster.hirtectl("start", "node2", "web.service");
    assert.equal(await cluster.node2.activeState("web.service"), "active");
    assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: "", stderr: "" });
    assert.equal(await cluster.node2.starts("web.service"), 1);
  });

  it("[REQ-SYSTEM-3] stops, restarts and reloads", async () => {
    const { node1 } = cluster;
    await node1.startLog("web.service", {
      service: ["ExecReload=/bin/sh -c 'echo reloaded > /var/log/starts/reload'"],
    });
    for (const [verb, active, starts] of [
      ["start", "active", 1],
      ["restart", "active", 2],
      ["reload", "active", 2],
      ["stop", "inactive", 2],
    ] as const) {
      const { status, stderr } = await cluster.residentHirtectl(verb, "node1", "web.service");
      assert.equal(status, 0, `${verb}: ${stderr}`);
      assert.equal(await node1.activeState("web.service"), active, verb);
      assert.equal(await node1.starts("web.service"), starts, verb);
    }
    assert.equal(await node1.read("/var/log/starts/reload"), "reloaded\n");
  });

  for (const {
    type,
    how,
    unit,
    before = "",
    settle = "5s",
    status,
    result,
    tells,
    active,
  } of truthTable) {
    it(`[REQ-SYSTEM-4] [W6] tells the truth of Type=${type} with ${how}`, async () => {
      cluster.wire.forget();
      const { node1 } = cluster;
      if (typeof unit === "string") await node1.unit("bad.service", unit);
      else {
        const exec = type === "oneshot" ? { exec: "/bin/true" } : {};
        await node1.startLog("bad.service", { type, ...exec, ...unit });
      }
      if (before) await node1.exec("sh", "-c", before);
      const call = await cluster.residentHirtectl(
        "start",
        "--settle",
        settle,
        "node1",
        "bad.service",
      );
      assert.equal(call.status, status, call.stderr);
      assert.match(call.stderr, tells);
      assert.deepEqual(
        ends().map((j) => j.result),
        [result],
      );
      const [job] = ends();
      assert.equal(
        job?.after?.active,
        active ?? (result === "failed" ? "failed" : await node1.activeState("bad.service")),
      );
    });
  }

  it("[REQ-SYSTEM-5] gives 4 for a unit that does not exist, and for a node that does not", async () => {
    const unit = await cluster.residentHirtectl("start", "node1", "missing.service");
    assert.equal(unit.status, 4, unit.stderr);
    assert.match(unit.stderr, /node1.*missing\.service/);
    const node = await cluster.residentHirtectl("start", "node9", "web.service");
    assert.equal(node.status, 4, node.stderr);
    assert.match(node.stderr, /node9/);
  });

  it("[REQ-SYSTEM-6] gives 5 for an offline node at once", async () => {
    cluster.node3.disturb();
    await cluster.node3.systemctl("stop", "hirte-agent");
    await cluster.wire.nodeIs("node3", "offline", 2000);
    const { status, stderr, durationMs } = await cluster.hirtectl("start", "node3", "web.service");
    assert.equal(status, 5, stderr);
    assert.match(stderr, /node3.*offline/);
    assert.ok(durationMs < 2000, `${durationMs} ms`);
  });

  it("[REQ-SYSTEM-7] [W10] ends at --timeout with 6, says what the unit is doing, and starts nothing later", async () => {
    const { node2 } = cluster;
    await node2.startLog("slow.service", { startS: 10 });
    const { status, stderr } = await cluster.hirtectl(
      "start",
      "node2",
      "slow.service",
      "--timeout",
      "1",
    );
    assert.equal(status, 6, stderr);
    assert.match(stderr, /timeout/);
    assert.match(stderr, /activating/);
    assert.equal(await node2.starts("slow.service"), 1);
    // systemd does not write the end of a cancelled job into its journal.
    assert.equal((await node2.jobs("slow.service")).length, 1);
    assert.equal((await node2.systemctl("list-jobs", "--no-legend")).trim(), "");
  });

  it("[REQ-SYSTEM-8] does not cut a unit short that takes long to start", async () => {
    const { node2 } = cluster;
    await node2.startLog("slow.service", { startS: 8, service: ["TimeoutStartSec=900"] });
    const { status, stderr } = await cluster.hirtectl("start", "node2", "slow.service");
    assert.equal(status, 0, stderr);
    assert.equal(await node2.activeState("slow.service"), "active");
  });

  it("[REQ-SYSTEM-9] [W10] drives several nodes and units in one call, and ends with the worst", async () => {
    for (const node of cluster.nodes) await node.startLog("web.service");
    await cluster.node2.startLog("bad.service", { type: "oneshot", exec: "/bin/false" });
    const all = await cluster.residentHirtectl("start", "node1,node3", "web.service");
    assert.equal(all.status, 0, all.stderr);
    const mixed = await cluster.residentHirtectl("start", "node2", "web.service", "bad.service");
    assert.equal(mixed.status, 1, mixed.stderr);
    for (const node of cluster.nodes) assert.equal(await node.activeState("web.service"), "active");
  });

  it("[REQ-SYSTEM-10] shows a unit's failure to whoever monitors it", async () => {
    const { node2 } = cluster;
    await node2.startLog("web.service");
    const monitor = cluster.hirtectlSpawn("monitor", "node2", "web.service");
    await until(() => node2.systemctl("start", "web.service").then(() => monitor.stdout), {
      what: "monitor shows it active",
      holds: (text) => /web\.service.*active/.test(text),
    });
    await node2.systemctl("kill", "-s", "KILL", "web.service");
    await until(() => monitor.stdout, {
      what: "monitor shows it failed",
      holds: (text) => /web\.service.*failed/.test(text),
    });
    const { status } = await monitor.stop("SIGINT");
    assert.ok(status === 0 || status === 130, `${status}`);
  });

  it("[REQ-SYSTEM-11] keeps units right that appear, vanish, flap and are reloaded", async () => {
    const { node1 } = cluster;
    const shown = async () => {
      const { stdout } = await cluster.residentHirtectl("list-units", "node1", "-o", "json");
      const rows = JSON.parse(stdout) as {
        unit: string;
        active: string;
        sub: string;
        stale: boolean;
      }[];
      return rows
        .filter((r) => !r.stale)
        .map((r) => `${r.unit} ${r.active} ${r.sub}`)
        .sort();
    };
    const real = async () => {
      const text = await node1.systemctl("list-units", "--all", "--plain", "--no-legend", "--full");
      return text
        .split("\n")
        .filter(Boolean)
        .map((line) => line.trim().split(/\s+/))
        .map(([unit, , active, sub]) => `${unit} ${active} ${sub}`)
        .sort();
    };
    await node1.startLog("flap.service", { type: "oneshot" });
    await node1.must(
      "sh",
      "-c",
      "for i in $(seq 20); do systemctl start flap.service; systemd-run -q --collect true; done",
    );
    await node1.must("systemd-run", "-q", "--unit=stays", "sleep", "1000");
    await until(async () => ({ shown: await shown(), real: await real() }), {
      what: "what is shown is what systemd says, unit by unit",
      holds: ({ shown, real }) => JSON.stringify(shown) === JSON.stringify(real),
      deadlineMs: 15_000,
      everyMs: 300,
    });
    await node1.systemctl("stop", "stays");
    await node1.systemctl("daemon-reload");
    await until(async () => ({ shown: await shown(), real: await real() }), {
      what: "and still is after a reload and a stop",
      holds: ({ shown, real }) => JSON.stringify(shown) === JSON.stringify(real),
      deadlineMs: 15_000,
      everyMs: 300,
    });
  });

  it("[REQ-SYSTEM-12] has an agent without capabilities, and knows when it leaves", async () => {
    const { node3 } = cluster;
    const pid = await node3.property("hirte-agent", "MainPID");
    const status = await node3.must("cat", `/proc/${pid}/status`);
    assert.match(status, /^Uid:\s+0\s/m);
    assert.match(status, /^CapBnd:\s+0000000000000000$/m);
    assert.match(status, /^CapEff:\s+0000000000000000$/m);
    node3.disturb();
    await node3.systemctl("stop", "hirte-agent");
    await cluster.wire.nodeIs("node3", "offline", 1000);
  });
});
