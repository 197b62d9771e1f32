import assert from "node:assert/strict";
import { randomId } from "../../src/core/ids.ts";
import { topics } from "../../src/protocol/topics.ts";
import { until, useCluster } from "../support/lab.ts";

describe("bad input on a running system", () => {
  const cluster = useCluster({ tls: "off" });
  const replyTo = (id: string) =>
    until(() => cluster.wire.last(topics.reply, { user: "tester", id })?.message, {
      what: `an answer to ${id}`,
    });
  const works = async () => {
    const { status, stderr } = await cluster.residentHirtectl("start", "node1", "web.service");
    assert.equal(status, 0, stderr);
  };
  beforeEach(() => cluster.node1.startLog("web.service"));

  it("[REQ-BAD-1] answers malformed and wrong requests with a clear word, and works on", async () => {
    const ask = (verb: string, text: string) =>
      cluster.wire.publish(`hirte/v1/requests/tester/node1/${verb}`, text);
    const cases: [string, Record<string, unknown>, string, RegExp][] = [
      ["start", { unit: 5 }, "bad-request", /unit/],
      ["start", { unit: "../etc/passwd" }, "bad-request", /unit/],
      ["start", { unit: "/etc/systemd/system/x.service" }, "bad-request", /unit/],
      ["start", { unit: "w*.service" }, "bad-request", /unit/],
      ["start", { unit: `${"x".repeat(260)}.service` }, "bad-request", /unit/],
      ["explode", { unit: "web.service" }, "unknown-verb", /explode/],
      ["start", { unit: "web.service", startWithinMs: -1 }, "bad-request", /startWithinMs/],
    ];
    for (const [verb, body, code, tells] of cases) {
      const id = randomId();
      await ask(verb, JSON.stringify({ id, ...body }));
      const { status, problem } = (await replyTo(id)) ?? {};
      assert.deepEqual([status, problem?.code], ["refused", code], JSON.stringify(body));
      assert.match(problem?.message ?? "", tells);
    }
    for (const junk of [
      "",
      "{",
      "null",
      "[]",
      '"x"',
      `{"id":"${"a".repeat(99)}"}`,
      "\u0000\u0001",
      `${"[".repeat(50_000)}`,
    ]) {
      await ask("start", junk);
    }
    await works();
    const { primary, nodes } = cluster;
    assert.equal(await primary.property("hirte", "NRestarts"), "0");
    for (const node of nodes) assert.equal(cluster.wire.nodeState(node.name), "online");
  });

  it("[REQ-BAD-2] cuts off who sends more than a packet may hold, and nobody else", async () => {
    const { node3, primary } = cluster;
    const sent = await node3.exec(
      "sh",
      "-c",
      `head -c 2000000 /dev/zero | tr '\\0' x | timeout 5 mosquitto_pub -h ${primary.ip} -p 2020 -t hirte/v1/requests/t/node1/start -s`,
    );
    assert.notEqual(sent.status, 124, "it does not hang");
    await works();
    assert.match(await primary.journal(["hirte"]), /packet/);
    assert.equal(await primary.property("hirte", "NRestarts"), "0");
  });

  it("[REQ-BAD-3] refuses an agent whose name is not allowed, and tells both sides", async () => {
    const { node3, primary } = cluster;
    const agent = node3.spawn(
      "sh",
      "-c",
      `exec hirte-agent --name stranger --host ${primary.ip} --port 2020 --tls off --allow-insecure yes -c /dev/null --state-directory /run/stranger --run-directory /run/stranger`,
    );
    await until(() => agent.stderr + agent.stdout, {
      what: "the agent says why",
      holds: (text) => /stranger.*AllowedNodeNames/.test(text),
    });
    assert.match(await primary.journal(["hirte"]), /stranger/);
    assert.equal(cluster.wire.all(topics.nodeState, { node: "stranger" }).length, 0);
    const listed = await cluster.residentHirtectl("list-nodes", "--no-headers");
    assert.deepEqual(listed.stdout.match(/^\S+/gm), ["node1", "node2", "node3"]);
    assert.ok(agent.isRunning, "it may be allowed later");
    await works();
  });

  it("[REQ-BAD-4] refuses another machine under a living name, and keeps the first", async () => {
    const { node1, node3, primary } = cluster;
    node3.disturb();
    await node3.systemctl("stop", "hirte-agent");
    cluster.wire.forget();
    const impostor = node3.spawn(
      "hirte-agent",
      "--name",
      "node1",
      "--host",
      primary.ip,
      "--port",
      "2020",
      ...["--tls", "off", "--allow-insecure", "yes"],
      "-c",
      "/dev/null",
    );
    await until(() => impostor.stderr + impostor.stdout, {
      what: "the second is told why",
      holds: (text) => /another machine/.test(text),
    });
    const { status, stderr } = await cluster.residentHirtectl("start", "node1", "web.service");
    assert.equal(status, 0, stderr);
    assert.equal(await node1.activeState("web.service"), "active", "on the first machine");
    const states = cluster.wire
      .all(topics.nodeState, { node: "node1" })
      .map((s) => s.message?.state);
    assert.deepEqual(
      states.filter((s) => s !== "online"),
      [],
    );
  });

  it("[REQ-NODE-23] refuses a second agent on the same machine, and lets the successor of the first in at once", async () => {
    const { node1, primary } = cluster;
    await node1.startLog("slow.service", { startS: 4 });
    cluster.wire.forget();
    const job = cluster.hirtectl("start", "node1", "slow.service");
    const second = node1.spawn(
      "sh",
      "-c",
      `exec hirte-agent --name node1 --host ${primary.ip} --port 2020 --tls off --allow-insecure yes -c /dev/null --state-directory /run/second --run-directory /run/second`,
    );
    await until(() => second.stderr + second.stdout, {
      what: "the second is told why",
      holds: (text) => /another agent on this machine/.test(text),
    });
    await second.stop("SIGTERM");
    const { status, stderr } = await job;
    assert.equal(status, 0, stderr);
    const states = () =>
      cluster.wire.all(topics.nodeState, { node: "node1" }).map((s) => s.message);
    assert.deepEqual(
      states().filter((message) => message?.state !== "online"),
      [],
    );
    cluster.wire.forget();
    await node1.systemctl("kill", "--signal=SIGKILL", "hirte-agent");
    await until(states, {
      what: "the successor is let in, and not made to wait for the presence time of the first",
      holds: (told) =>
        told.some((m) => m?.state === "unreachable") && told.at(-1)?.state === "online",
    });
    assert.ok(!states().some((message) => message?.state === "offline"));
    await works();
  });

  it("[REQ-BAD-5] refuses what is new while the disk under the log is full, and goes on with the rest", async () => {
    const { primary, node2 } = cluster;
    primary.disturb();
    await node2.startLog("slow.service", { startS: 6 });
    await primary.systemctl("stop", "hirte");
    await primary.must(
      "sh",
      "-c",
      "rm -rf /var/lib/hirte/* && mount -t tmpfs -o size=64k,mode=777 tmpfs /var/lib/hirte",
    );
    try {
      await primary.systemctl("start", "hirte");
      await cluster.allOnline();
      const call = cluster.hirtectlSpawn("start", "node2", "slow.service");
      await until(() => cluster.wire.last(topics.job)?.message?.state, {
        what: "a job runs",
        holds: (s) => s === "running",
      });
      await primary.exec("sh", "-c", "cat /dev/zero > /var/lib/hirte/filler");
      // The last page of the log's file may have room for a few lines yet.
      const refused = await until(() => cluster.residentHirtectl("start", "node1", "web.service"), {
        what: "a new job is refused",
        holds: ({ status }) => status !== 0,
        deadlineMs: 20_000,
      });
      assert.equal(refused.status, 7, refused.stderr);
      assert.match(refused.stderr, /log/);
      assert.equal((await cluster.residentHirtectl("list-nodes")).status, 0);
      const { status, stderr } = await call.ended;
      assert.equal(status, 0, `what was begun before has its end: ${stderr}`);
      await primary.must("rm", "/var/lib/hirte/filler");
      await works();
    } finally {
      await primary.systemctl("stop", "hirte");
      await primary.must("umount", "/var/lib/hirte");
    }
  });

  it("[REQ-BAD-6] does not start with a wrong configuration, and names file, line and key", async () => {
    const { primary } = cluster;
    await primary.write(
      "/etc/hirte/bad.conf",
      "[hirte]\nManagerPort=2021\nAllowedNodeName=node1\nLogLevel=loud\n",
    );
    const { status, stderr } = await primary.exec("hirte", "-c", "/etc/hirte/bad.conf");
    assert.equal(status, 2);
    assert.match(stderr, /bad\.conf:3.*AllowedNodeName/);
    assert.match(stderr, /bad\.conf:4.*LogLevel/);
  });

  it("[REQ-BAD-9] [REQ-BAD-11] enables no file by its path, and has no line put into a unit's files", async () => {
    const { node1, wire } = cluster;
    const evil = "/opt/x/evil.service";
    await node1.write(
      evil,
      "[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=multi-user.target\n",
    );
    const typed = await cluster.hirtectl("enable", "node1", evil);
    assert.equal(typed.status, 2, typed.stderr);
    const path = "/dev/null\nExecStartPre=+/bin/touch /run/evil";
    const value = { sig: "a(st)", value: [[path, "1048576"]] };
    const asked: readonly [string, object][] = [
      ["enable", { unit: evil }],
      ["enable", { unit: "web.service", units: [evil], args: { unit: evil } }],
      ["start", { unit: evil }],
      [
        "set-property",
        { unit: "web.service", properties: [{ name: "IOReadBandwidthMax", value }] },
      ],
      [
        "set-property",
        {
          unit: "web.service",
          assignments: ["IOReadBandwidthMax=/dev/null\rExecStartPre=+/bin/touch\t/run/evil 1M"],
        },
      ],
    ];
    for (const [verb, body] of asked) {
      const id = randomId();
      await wire.publish(`hirte/v1/requests/tester/node1/${verb}`, JSON.stringify({ id, ...body }));
      const { status } = (await replyTo(id)) ?? {};
      if (status !== "accepted") assert.equal(status, "refused");
      else {
        await until(() => wire.all(topics.job, { job: id }).map(({ message }) => message?.state), {
          what: `the end of ${verb}`,
          holds: (states) => states.includes("finished"),
        });
      }
    }
    // What the manager would never pass on: said to the agent itself.
    await works();
    const session = wire.last(topics.command, { node: "node1" })?.message?.session;
    const startBy = Date.now() + 60_000;
    const command = { session, kind: "job", id: randomId(), verb: "enable", unit: evil, startBy };
    await wire.publish("hirte/v1/nodes/node1/commands", JSON.stringify(command));
    await works();
    await node1.systemctl("daemon-reload");
    await node1.systemctl("restart", "web.service");
    const { stdout } = await node1.exec(
      ...[
        "sh",
        "-c",
        "find -L /etc/systemd /run/systemd -name '*evil*'; grep -rl evil /etc/systemd; ls /run/evil",
      ],
    );
    assert.equal(stdout, "");
    await node1.remove("/opt/x");
  });

  it("[REQ-BAD-7] takes no glob or path for a unit from the command line", async () => {
    for (const unit of ["/etc/passwd", "../x.service", "a/b.service"]) {
      const { status, stderr } = await cluster.residentHirtectl("start", "node1", unit);
      assert.equal(status, 2, stderr);
      assert.match(stderr, /unit/);
    }
  });
});
