import assert from "node:assert/strict";
import { randomId } from "../../src/core/ids.ts";
import type { Job } from "../../src/protocol/generated/schemas.ts";
import { topics } from "../../src/protocol/topics.ts";
import { type Broker, brokerPort, type Cluster, delay, until, useCluster } from "../support/lab.ts";

/** Silence after which a node is unreachable at the default heartbeat, with slack for a busy machine. */
const silenceMs = 3500 + 1500;
/** What DESIGN promises for a node that is gone: presence time and one second. */
const presenceMs = 10_000 + 1000;

/** A fault, told as it happens to a cluster. The truth is read on the node itself. */
export type Story = (cluster: Cluster) => Promise<void>;

/** Runs stories on clusters with this broker, a test each: over TLS, as hirte's own is unless somebody switches it off. */
export function tell(broker: Broker, stories: Readonly<Record<string, Story>>): void {
  const cluster = useCluster({ broker, tls: broker === "embedded" ? "on" : "off" });
  for (const [title, story] of Object.entries(stories))
    it(title, () => story(cluster)).timeout(90_000);
}

/** What was said of the job of this unit, in order. */
function said(cluster: Cluster, unit: string): Job[] {
  return cluster.wire
    .all(topics.job)
    .flatMap(({ message }) => (message?.unit === unit ? [message] : []));
}

async function jobIs(
  cluster: Cluster,
  unit: string,
  state: Job["state"],
  deadlineMs = 30_000,
): Promise<Job> {
  const jobs = await until(() => said(cluster, unit), {
    what: `the job of ${unit} is ${state}`,
    holds: (jobs) => jobs.some((j) => j.state === state),
    deadlineMs,
    everyMs: 10,
  });
  return jobs.find((j) => j.state === state) as Job;
}

/**
 * Exactly one end was told, and this was it. `copies`: the broker may have passed it on and not said so
 * before hirte's connection broke; then the very same message comes once more (MQTT 3.1.1, QoS 1).
 */
async function assertOneEnd(
  cluster: Cluster,
  unit: string,
  result: Job["result"],
  { copies = false } = {},
): Promise<void> {
  // Whoever waited for it may have heard it before us.
  await jobIs(cluster, unit, "finished");
  const told = said(cluster, unit).filter((j) => j.state === "finished" && !j.resolved);
  const ends = copies ? [...new Map(told.map((job) => [JSON.stringify(job), job])).values()] : told;
  assert.deepEqual(
    ends.map((j) => j.result),
    [result],
    `ends of ${unit}`,
  );
}

/** States of a node that were told since the last `forget`. */
function statesOf(cluster: Cluster, node: string): string[] {
  return cluster.wire
    .all(topics.nodeState, { node })
    .flatMap(({ message }) => (message ? [message.state] : []));
}

/** The connections of a node at the broker, as the primary's kernel knows them: its addresses and ports. */
async function connectionsOf({ primary }: Cluster, node: { readonly ip: string }) {
  const text = await primary.must(
    ...["ss", "-Htn", "state", "established"],
    `sport = :${brokerPort} and dst = ${node.ip}`,
  );
  return text
    .trim()
    .split("\n")
    .flatMap((line) => line.trim().split(/\s+/)[3] ?? []);
}

/** Agents, nodes and cables fail. */
export const ofNodes = {
  "[REQ-FLT-1] tells the true result of a job whose agent was killed and restarted": async (
    cluster,
  ) => {
    const { node2 } = cluster;
    await node2.startLog("slow-1.service", { startS: 4 });
    const call = cluster.hirtectlSpawn("start", "node2", "slow-1.service");
    await jobIs(cluster, "slow-1.service", "running");
    await node2.signal("hirte-agent", "KILL");
    await jobIs(cluster, "slow-1.service", "unreachable", 1000);
    const { status, stderr } = await call.ended;
    assert.equal(status, 0, stderr);
    await assertOneEnd(cluster, "slow-1.service", "done");
    assert.equal(await node2.activeState("slow-1.service"), "active");
    assert.equal(await node2.starts("slow-1.service"), 1);
    assert.deepEqual(
      (await node2.jobs("slow-1.service")).map((j) => j.result),
      ["done"],
    );
  },

  "[REQ-FLT-2] tells that a job failed while its agent was away": async (cluster) => {
    const { node2 } = cluster;
    await node2.startLog("slow-2.service", { type: "oneshot", startS: 2, exec: "/bin/false" });
    const call = cluster.hirtectlSpawn("start", "node2", "slow-2.service");
    await jobIs(cluster, "slow-2.service", "running");
    // The agent is away when the job ends: only the journal knows how.
    await node2.systemctl("mask", "--runtime", "hirte-agent");
    await node2.signal("hirte-agent", "KILL");
    await node2.unitIs("slow-2.service", "failed");
    await node2.systemctl("unmask", "--runtime", "hirte-agent");
    await node2.systemctl("restart", "hirte-agent");
    const { status, stderr } = await call.ended;
    assert.equal(status, 1, stderr);
    await assertOneEnd(cluster, "slow-2.service", "failed");
    assert.equal(await node2.starts("slow-2.service"), 1);
  },

  "[REQ-FLT-2] tells it also of a job that was asked for under an alias of its unit": async (
    cluster,
  ) => {
    const { node2 } = cluster;
    const unit = "slow-2a.service";
    const alias = "short-2a.service";
    await node2.startLog(unit, { type: "oneshot", startS: 2, exec: "/bin/false" });
    await node2.must("ln", "-sf", unit, `/etc/systemd/system/${alias}`);
    await node2.systemctl("daemon-reload");
    const call = cluster.hirtectlSpawn("start", "node2", alias);
    await jobIs(cluster, alias, "running");
    await node2.systemctl("mask", "--runtime", "hirte-agent");
    await node2.signal("hirte-agent", "KILL");
    await node2.unitIs(unit, "failed");
    await node2.systemctl("unmask", "--runtime", "hirte-agent");
    await node2.systemctl("restart", "hirte-agent");
    const { status, stderr } = await call.ended;
    assert.equal(status, 1, stderr);
    await assertOneEnd(cluster, alias, "failed");
    assert.equal(await node2.starts(unit), 1);
  },

  "[REQ-FLT-3] [W1] reports a job lost when its node's power fails, in the time promised": async (
    cluster,
  ) => {
    const { node2 } = cluster;
    await node2.startLog("slow-3.service", { startS: 60 });
    const call = cluster.hirtectlSpawn("start", "node2", "slow-3.service");
    await jobIs(cluster, "slow-3.service", "running");
    await node2.hasStarted("slow-3.service");
    await node2.powerCut();
    const cutMs = performance.now();
    await cluster.wire.nodeIs("node2", "unreachable", silenceMs);
    const refused = await cluster.hirtectl("start", "node2", "other.service");
    assert.equal(refused.status, 5, refused.stderr);
    const { status, stderr } = await call.ended;
    assert.ok(performance.now() - cutMs < presenceMs, `took ${performance.now() - cutMs} ms`);
    assert.equal(status, 5, stderr);
    assert.match(stderr, /lost/);
    await assertOneEnd(cluster, "slow-3.service", "lost");
    await node2.start();
    await node2.systemctl("start", "hirte-agent");
    await cluster.allOnline();
    assert.equal(
      await node2.starts("slow-3.service"),
      1,
      "it is not begun again when the node is back",
    );
    await assertOneEnd(cluster, "slow-3.service", "lost");
  },

  "[REQ-FLT-4] marks a node unreachable at once when its connection breaks": async (cluster) => {
    const { node2 } = cluster;
    const startMs = performance.now();
    await node2.kill();
    await cluster.wire.nodeIs("node2", "unreachable", 2000);
    assert.ok(
      performance.now() - startMs < 1500,
      `took ${performance.now() - startMs} ms, the kill included`,
    );
  },

  "[REQ-FLT-5] never begins a job again on a node that was rebooted in the middle of it": async (
    cluster,
  ) => {
    const { node2 } = cluster;
    await node2.startLog("slow-5.service", { startS: 60 });
    const call = cluster.hirtectlSpawn("start", "node2", "slow-5.service");
    await jobIs(cluster, "slow-5.service", "running");
    await node2.hasStarted("slow-5.service");
    await node2.reboot();
    await node2.systemctl("start", "hirte-agent");
    await cluster.allOnline();
    const { status, stderr } = await call.ended;
    // Shutting down, systemd cancels what is queued; whether the agent can still say so is a race.
    const end = await jobIs(cluster, "slow-5.service", "finished");
    assert.ok(end.result === "canceled" || end.result === "lost", `${end.result}`);
    assert.equal(status, end.result === "lost" ? 5 : 1, stderr);
    assert.equal(await node2.starts("slow-5.service"), 1);
    assert.equal(await node2.activeState("slow-5.service"), "inactive");
  },

  "[REQ-FLT-6] reports a job lost when its node comes back with another boot id": async (
    cluster,
  ) => {
    const { node2 } = cluster;
    await node2.startLog("slow-6.service", { startS: 60 });
    const call = cluster.hirtectlSpawn("start", "node2", "slow-6.service");
    await jobIs(cluster, "slow-6.service", "running");
    await node2.hasStarted("slow-6.service");
    await node2.kill();
    await node2.start();
    await node2.systemctl("start", "hirte-agent");
    const { status, stderr } = await call.ended;
    assert.equal(status, 5, stderr);
    await assertOneEnd(cluster, "slow-6.service", "lost");
    assert.equal(await node2.starts("slow-6.service"), 1);
  },

  "[REQ-FLT-7] [W2] knows the states again when a pulled cable is back, without a restart of anything":
    async (cluster) => {
      const { node2, primary } = cluster;
      await node2.startLog("web-7.service");
      const agentPid = await node2.property("hirte-agent", "MainPID");
      const hirtePid = await primary.property("hirte", "MainPID");
      await node2.cut();
      await cluster.wire.nodeIs("node2", "unreachable", silenceMs);
      await node2.systemctl("start", "web-7.service");
      await node2.heal();
      await cluster.wire.nodeIs("node2", "online", 30_000);
      const shown = await until(() => cluster.hirtectl("list-units", "node2", "--no-headers"), {
        what: "list-units shows web-7.service active",
        holds: ({ stdout }) => /^web-7\.service +active +running/m.test(stdout),
      });
      assert.doesNotMatch(shown.stderr, /unreachable|stale/);
      assert.equal(await node2.property("hirte-agent", "MainPID"), agentPid);
      assert.equal(await primary.property("hirte", "MainPID"), hirtePid);
    },

  "[REQ-FLT-8] is not moved by the late will of a half-open old connection": async (cluster) => {
    const { node2 } = cluster;
    const [old = ""] = await connectionsOf(cluster, node2);
    // Nothing gets through, so the broker does not learn that the old connection's process is dead.
    await node2.lose(100);
    await node2.signal("hirte-agent", "KILL");
    await delay(500);
    cluster.wire.forget();
    await node2.heal();
    await cluster.wire.nodeIs("node2", "online", 30_000);
    await until(() => connectionsOf(cluster, node2), {
      what: "the broker has ended the old connection, and published its will",
      holds: (seen) => !seen.includes(old),
      deadlineMs: 30_000,
    });
    await delay(300);
    assert.equal(statesOf(cluster, "node2").at(-1), "online");
    const online = cluster.wire
      .all(topics.nodeState, { node: "node2" })
      .filter((s) => s.message?.state === "online");
    const firstOnlineMs = online[0]?.atMs ?? 0;
    const after = cluster.wire
      .all(topics.nodeState, { node: "node2" })
      .filter((s) => s.atMs >= firstOnlineMs && s.message?.state !== "online");
    assert.deepEqual(
      after.map((s) => s.message?.state),
      [],
    );
  },

  "[REQ-FLT-9] [W20] never begins what a frozen agent finds after its time": async (cluster) => {
    const { node2 } = cluster;
    await node2.startLog("web-9.service");
    await node2.signal("hirte-agent", "STOP");
    const { status, stderr } = await cluster.hirtectl(
      "start",
      "node2",
      "web-9.service",
      "--timeout",
      "2",
    );
    assert.ok(status === 5 || status === 6, `${status}: ${stderr}`);
    await node2.signal("hirte-agent", "CONT");
    await cluster.wire.nodeIs("node2", "online");
    await until(() => said(cluster, "web-9.service").find((j) => j.resolved)?.resolved?.result, {
      what: "the agent tells that it never began it",
      holds: (result) => result === "expired",
    });
    assert.equal(await node2.starts("web-9.service"), 0);
    assert.deepEqual(await node2.jobs("web-9.service"), []);
    const again = await cluster.hirtectl("start", "node2", "web-9.service");
    assert.equal(again.status, 0, again.stderr);
    assert.equal(await node2.starts("web-9.service"), 1);
  },

  "[REQ-FLT-16] tells true results while systemd and D-Bus are restarted underneath": async (
    cluster,
  ) => {
    const { node2 } = cluster;
    await node2.startLog("slow-16.service", { startS: 5 });
    const call = cluster.hirtectlSpawn("start", "node2", "slow-16.service");
    await jobIs(cluster, "slow-16.service", "running");
    await node2.systemctl("daemon-reexec");
    await node2.systemctl("restart", "dbus");
    const { status, stderr } = await call.ended;
    assert.equal(status, 0, stderr);
    assert.equal(await node2.starts("slow-16.service"), 1);
    await cluster.wire.nodeIs("node2", "online");
    await node2.systemctl("stop", "slow-16.service");
    await until(() => cluster.hirtectl("list-units", "node2"), {
      what: "the unit is seen to stop",
      holds: ({ stdout }) => !/slow\.service +active/.test(stdout),
    });
  },

  "[REQ-FLT-25] tells that a unit had held where its agent was away when it failed later": async (
    cluster,
  ) => {
    const { node2 } = cluster;
    await node2.startLog("held-25.service", { startS: 1, exec: "/bin/sh -c 'sleep 1; exit 3'" });
    const call = cluster.hirtectlSpawn("start", "node2", "held-25.service");
    await jobIs(cluster, "held-25.service", "running");
    await node2.systemctl("mask", "--runtime", "hirte-agent");
    await node2.signal("hirte-agent", "KILL");
    await node2.unitIs("held-25.service", "failed");
    await node2.systemctl("unmask", "--runtime", "hirte-agent");
    await node2.systemctl("restart", "hirte-agent");
    const { status, stderr } = await call.ended;
    assert.equal(status, 0, stderr);
    await assertOneEnd(cluster, "held-25.service", "done");
  },

  "[REQ-FLT-24] tells that nothing was started when its agent died before it could see that":
    async (cluster) => {
      const { node2 } = cluster;
      // It is away until the job has ended and systemd has forgotten the unit: only the journal knows more.
      await node2.must(
        ...["sh", "-c"],
        `mkdir -p /run/systemd/system/hirte-agent.service.d
       printf '[Service]\nRestartSec=3\n' > /run/systemd/system/hirte-agent.service.d/slow.conf
       systemctl daemon-reload`,
      );
      await node2.startLog("holder-17.service", { startS: 2 });
      await node2.unit(
        "unmet-17.service",
        [
          "[Unit]",
          "ConditionPathExists=/nonexistent",
          "After=holder-17.service",
          "Wants=holder-17.service",
          "[Service]",
          "ExecStart=/bin/sleep infinity",
          "",
        ].join("\n"),
      );
      const call = cluster.hirtectlSpawn("start", "node2", "unmet-17.service");
      await jobIs(cluster, "unmet-17.service", "running");
      await node2.signal("hirte-agent", "KILL");
      const { status, stderr } = await call.ended;
      assert.equal(status, 0, stderr);
      assert.match(stderr, /condition/);
      await assertOneEnd(cluster, "unmet-17.service", "skipped");
    },
} satisfies Readonly<Record<string, Story>>;

/** hirte fails, or a fault of one is not to be another's. */
export const ofHirte = {
  "[REQ-FLT-10] ends ten calls truly when hirte is killed and restarted in the middle of their jobs":
    async (cluster) => {
      const targets = Array.from({ length: 10 }, (_, i) => ({
        node: cluster.nodes[i % 3] as (typeof cluster.nodes)[number],
        unit: `slow-10-${i}.service`,
        isBad: i % 4 === 3,
      }));
      await Promise.all(
        targets.map(({ node, unit, isBad }) =>
          node.startLog(unit, {
            startS: 5,
            ...(isBad ? { type: "oneshot", exec: "/bin/false" } : {}),
          }),
        ),
      );
      const calls = targets.map(({ node, unit }) =>
        cluster.hirtectlSpawn("start", node.name, unit),
      );
      for (const { unit } of targets) await jobIs(cluster, unit, "running", 15_000);
      await cluster.primary.signal("hirte", "KILL");
      const outcomes = await Promise.all(calls.map((call) => call.ended));
      for (const [i, { node, unit, isBad }] of targets.entries()) {
        const { status, stderr } = outcomes[i] ?? { status: -1, stderr: "" };
        assert.equal(status, isBad ? 1 : 0, `${unit}: ${stderr}`);
        assert.equal(await node.activeState(unit), isBad ? "failed" : "active");
        assert.equal(await node.starts(unit), 1);
        await assertOneEnd(cluster, unit, isBad ? "failed" : "done");
      }
    },

  "[REQ-FLT-11] ends all calls when a node's power fails while hirte is away": async (cluster) => {
    const { node1, node3 } = cluster;
    for (const node of [node1, node3]) await node.startLog("slow-11.service", { startS: 6 });
    const calls = [node1, node3].map((node) =>
      cluster.hirtectlSpawn("start", node.name, "slow-11.service"),
    );
    await until(
      () => said(cluster, "slow-11.service").filter((j) => j.state === "running").length,
      {
        what: "both jobs run",
        holds: (count) => count === 2,
      },
    );
    await cluster.primary.signal("hirte", "KILL");
    await node3.powerCut();
    const [first, third] = await Promise.all(calls.map((call) => call.ended));
    assert.equal(first?.status, 0, first?.stderr);
    assert.equal(third?.status, 5, third?.stderr);
    assert.equal(await node1.starts("slow-11.service"), 1);
    assert.equal(await node1.activeState("slow-11.service"), "active");
  },

  "[REQ-FLT-12] changes no node's state and loses no job when hirte is frozen for 20 s": async (
    cluster,
  ) => {
    const { node2 } = cluster;
    await node2.startLog("slow-12.service", { startS: 10 });
    const call = cluster.hirtectlSpawn("start", "node2", "slow-12.service");
    await jobIs(cluster, "slow-12.service", "running");
    cluster.wire.forget();
    await cluster.primary.signal("hirte", "STOP");
    await delay(20_000);
    await cluster.primary.signal("hirte", "CONT");
    const { status, stderr } = await call.ended;
    assert.equal(status, 0, stderr);
    // Two heartbeats later, whatever was to be mistaken would have been.
    await delay(4500);
    for (const { name } of cluster.nodes) {
      assert.deepEqual(
        statesOf(cluster, name).filter((s) => s !== "online"),
        [],
        name,
      );
    }
    await assertOneEnd(cluster, "slow-12.service", "done");
    assert.equal(await node2.starts("slow-12.service"), 1);
  },

  "[REQ-FLT-13] [W5] is not slowed by a node that is frozen": async (cluster) => {
    const { node1, node3 } = cluster;
    await node1.startLog("quick-13.service", { type: "oneshot" });
    const measure = async () => {
      const startMs = performance.now();
      for (let i = 0; i < 8; i++) {
        const { status, stderr } = await cluster.hirtectl("start", "node1", "quick-13.service");
        assert.equal(status, 0, stderr);
      }
      return performance.now() - startMs;
    };
    await measure();
    const beforeMs = await measure();
    await node3.freeze();
    const waiting = cluster.hirtectlSpawn("start", "node3", "quick-13.service");
    const frozenMs = await measure();
    await node3.thaw();
    await waiting.ended;
    // What is promised is no waiting for the frozen one: its limits are seconds.
    assert.ok(frozenMs < 2 * beforeMs + 1000, `${frozenMs} ms against ${beforeMs} ms`);
  },

  "[REQ-FLT-14] begins a request that was sent twice once, and tells one end": async (cluster) => {
    const { node2, wire } = cluster;
    await node2.startLog("web-14.service", { startS: 1 });
    const id = randomId();
    const request = JSON.stringify({ id, unit: "web-14.service" });
    for (let i = 0; i < 3; i++) await wire.publish("hirte/v1/requests/tester/node2/start", request);
    const end = await jobIs(cluster, "web-14.service", "finished");
    // After its end as well, and a report of it repeated in the agent's name, where anybody can.
    await wire.publish("hirte/v1/requests/tester/node2/start", request);
    if (!cluster.isTls) {
      const report = wire.last(topics.report, { node: "node2" })?.message;
      await wire.publish(
        "hirte/v1/nodes/node2/reports",
        JSON.stringify({ ...report, id, kind: "finished", result: "failed" }),
      );
    }
    await until(() => wire.all(topics.reply, { user: "tester", id }).length, {
      what: "every copy of the request was answered",
      holds: (count) => count === 4,
    });
    assert.equal(end.result, "done");
    assert.equal(await node2.starts("web-14.service"), 1);
    assert.equal((await node2.jobs("web-14.service")).length, 1);
    await assertOneEnd(cluster, "web-14.service", "done");
  },

  "[REQ-FLT-15] has all nodes back after the primary was restarted, and monitor goes on by itself":
    async (cluster) => {
      const { node1, node2, primary } = cluster;
      await node2.startLog("web-15.service");
      const monitor = node1.spawn(...cluster.remotely("monitor", "node2", "web-15.service"));
      await until(() => node2.systemctl("start", "web-15.service").then(() => monitor.stdout), {
        what: "monitor shows the start",
        holds: (text) => /web-15\.service.*active/.test(text),
      });
      // Before the reboot: what is told once hirte is back is told only once.
      cluster.wire.forget();
      await primary.reboot();
      await primary.systemctl("start", "hirte");
      await cluster.allOnline(30_000);
      const before = monitor.stdout.length;
      await node2.systemctl("kill", "-s", "KILL", "web-15.service");
      await until(() => monitor.stdout.slice(before), {
        what: "monitor shows the failure",
        holds: (text) => /web-15\.service.*failed/.test(text),
        deadlineMs: 20_000,
      });
      assert.equal(monitor.isRunning, true);
    },
} satisfies Readonly<Record<string, Story>>;

/** What a broker that is a process of its own can do to the others. */
export const brokerStories: Readonly<Record<string, Story>> = {
  "[REQ-FLT-17] changes no node's state and loses no job when the broker is frozen for 15 s":
    async (cluster) => {
      const { node2 } = cluster;
      await node2.startLog("slow-17.service", { startS: 10 });
      const call = cluster.hirtectlSpawn("start", "node2", "slow-17.service");
      await jobIs(cluster, "slow-17.service", "running");
      cluster.wire.forget();
      await cluster.primary.signal("mosquitto", "STOP");
      await delay(15_000);
      await cluster.primary.signal("mosquitto", "CONT");
      const { status, stderr } = await call.ended;
      assert.equal(status, 0, stderr);
      // Two heartbeats later, whatever was to be mistaken would have been.
      await delay(4500);
      for (const { name } of cluster.nodes) {
        assert.deepEqual(
          statesOf(cluster, name).filter((s) => s !== "online"),
          [],
          name,
        );
      }
      await assertOneEnd(cluster, "slow-17.service", "done", { copies: true });
      assert.equal(await node2.starts("slow-17.service"), 1);
    },

  "[REQ-NODE-24] leaves `down` behind as the last word of a hirte that was stopped": async (
    cluster,
  ) => {
    const { primary, wire } = cluster;
    wire.forget();
    await primary.systemctl("stop", "hirte");
    await primary.systemctl("start", "hirte");
    await cluster.allOnline();
    const words = wire.all(topics.managerState).flatMap(({ message }) => message ?? []);
    assert.deepEqual(
      words.filter(({ epoch }) => epoch === words[0]?.epoch).map(({ manager }) => manager),
      ["down"],
    );
  },
};
