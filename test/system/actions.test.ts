import assert from "node:assert/strict";
import { HirteClient } from "../../src/client/hirte-client.ts";
import { silentLog } from "../../src/core/log.ts";
import { tcpStream } from "../../src/mqtt/link.ts";
import type { Job, PropertyRow } from "../../src/protocol/generated/schemas.ts";
import { brokerPort, type LabNode, until, useCluster } from "../support/lab.ts";
import { steadyProperties } from "../support/steady-properties.ts";

const vendorFolder = "/usr/local/lib/systemd/system";
const sleeper = [
  "[Unit]\nDescription=Test unit\n[Service]\nExecStart=/bin/sleep infinity\n",
  "[Install]\nWantedBy=multi-user.target\n",
].join("");
const wants = "/etc/systemd/system/multi-user.target.wants/web.service";
const file = `${vendorFolder}/web.service`;
/** Makes a reload of systemd take its time. */
const slowGenerator = "/etc/systemd/system-generators/slow";

describe("actions on real machines", () => {
  const cluster = useCluster({ tls: "off" });
  let client: HirteClient;
  let node: LabNode;

  beforeEach(async () => {
    node = cluster.node2;
    await node.write(file, sleeper); // which systemd has not loaded, and so reads when it is asked to
    client = await HirteClient.connect({
      servers: [tcpStream(cluster.primary.ip, brokerPort)],
      user: "tester",
      log: silentLog(),
    });
  });
  afterEach(async () => {
    await client.close();
    await node.remove(
      ...[file, wants, "/etc/systemd/system/web.service", "/etc/systemd/system/default.target"],
      ...["/etc/systemd/system.control", slowGenerator],
    );
    await node.must(
      ...["sh", "-c"],
      `rm -rf /run/systemd/system.control /run/systemd/system/web.service
       systemctl stop web.service; systemctl daemon-reload`,
    );
  });

  /** Has it done on the node, and waits for its end. */
  const act: HirteClient["submit"] extends (n: string, ...rest: infer R) => unknown
    ? (...rest: R) => Promise<Job>
    : never = (...rest) => client.submit(node.name, ...rest).finished;
  const ended = ({ result, problem }: Job) => [result, problem?.code, problem?.message];
  const done = ["done", undefined, undefined];
  const fileState = async () =>
    (await node.exec("systemctl", "is-enabled", "web.service")).stdout.trim();

  it("[REQ-AGT-70] enable makes the links, tells them, and has systemd read them", async () => {
    const job = await act("enable", { unit: "web.service" });
    assert.deepEqual(ended(job), done);
    assert.deepEqual(job.files, [{ type: "symlink", file: wants, source: file }]);
    assert.equal(job.hasInstall, true);
    assert.equal(await fileState(), "enabled");
    assert.match(await node.property("multi-user.target", "Wants"), /\bweb\.service\b/);
  });

  it("[REQ-AGT-70] disable removes them again", async () => {
    await node.systemctl("enable", "web.service");
    const job = await act("disable", { unit: "web.service" });
    assert.deepEqual(ended(job), done);
    assert.deepEqual(job.files, [{ type: "unlink", file: wants, source: "" }]);
    assert.equal(await fileState(), "disabled");
    assert.doesNotMatch(await node.property("multi-user.target", "Wants"), /\bweb\.service\b/);
  });

  it("[REQ-AGT-70] enable without a reload leaves systemd as it was", async () => {
    const job = await act("enable", { unit: "web.service", reload: false });
    assert.deepEqual(ended(job), done);
    assert.equal(await fileState(), "enabled");
    assert.doesNotMatch(await node.property("multi-user.target", "Wants"), /\bweb\.service\b/);
  });

  it("[REQ-AGT-70] mask keeps a unit from being started, unmask lets it", async () => {
    const masked = await act("mask", { unit: "web.service" });
    assert.deepEqual(ended(masked), done);
    assert.deepEqual(masked.files, [
      { type: "symlink", file: "/etc/systemd/system/web.service", source: "/dev/null" },
    ]);
    assert.equal(await node.property("web.service", "LoadState"), "masked");
    const start = await act("start", { unit: "web.service" });
    assert.equal(start.problem?.code, "unit-masked");
    assert.deepEqual(ended(await act("unmask", { unit: "web.service" })), done);
    assert.deepEqual(ended(await act("start", { unit: "web.service" })), done);
    assert.equal(await node.activeState("web.service"), "active");
  });

  it("[REQ-AGT-74] what systemd refuses is told in its words, with the code that fits", async () => {
    await node.unit("etc.service", sleeper);
    await node.systemctl("mask", "--runtime", "web.service");
    const refused = [
      await act("enable", { unit: "nothing.service" }),
      await act("disable", { unit: "nothing.service" }),
      await act("enable", { unit: "web.service" }),
      await act("mask", { unit: "etc.service" }),
      await act("freeze", { unit: "nothing.service" }),
      await act("thaw", { unit: "nothing.service" }),
      await act("kill", { unit: "nothing.service" }),
      await act("reset-failed", { unit: "nothing.service" }),
      await act("set-default", { unit: "nothing.target" }),
      await act("set-default", { unit: "web.service" }),
      await act("set-property", { unit: "nothing.service", assignments: ["CPUWeight=5"] }),
      await act("set-property", {
        unit: "nothing.service",
        properties: [{ name: "CPUWeight", value: { sig: "t", value: "5" } }],
      }),
      await act("set-property", { unit: "etc.service", assignments: ["CPUWeight=many"] }),
      await act("set-property", {
        unit: "etc.service",
        properties: [{ name: "CPUWeight", value: { sig: "s", value: "5" } }],
      }),
    ].map(ended);
    assert.deepEqual(refused, [
      ["failed", "no-such-unit", "enable nothing.service: Unit nothing.service does not exist"],
      ["failed", "no-such-unit", "disable nothing.service: Unit nothing.service does not exist"],
      [
        "failed",
        "unit-masked",
        "enable web.service: Unit /run/systemd/system/web.service is masked",
      ],
      [
        "failed",
        "unit-refused",
        "mask etc.service: File '/etc/systemd/system/etc.service' already exists",
      ],
      ["failed", "no-such-unit", "freeze nothing.service: Unit nothing.service not loaded."],
      ["failed", "no-such-unit", "thaw nothing.service: Unit nothing.service not loaded."],
      ["failed", "no-such-unit", "kill nothing.service: Unit nothing.service not loaded."],
      ["failed", "no-such-unit", "reset-failed nothing.service: Unit nothing.service not loaded."],
      ["failed", "no-such-unit", "set-default nothing.target: Unit nothing.target does not exist"],
      ["failed", "unit-refused", "set-default web.service: Invalid argument"],
      ["failed", "no-such-unit", "set-property nothing.service: Unit nothing.service not found."],
      ["failed", "no-such-unit", "set-property nothing.service: Unit nothing.service not found."],
      [
        "failed",
        "unit-refused",
        "set-property etc.service: Failed to parse CPUWeight=many: Invalid argument",
      ],
      [
        "failed",
        "unit-refused",
        "set-property etc.service: Failed to set unit properties: Unexpected message contents",
      ],
    ]);
  });

  it("[REQ-AGT-74] kill of a control process that is not there is an error, and kills nothing", async () => {
    await node.systemctl("start", "web.service");
    const job = await act("kill", { unit: "web.service", whom: "control" });
    assert.deepEqual(ended(job), [
      "failed",
      "unit-refused",
      "kill web.service: No control process to kill",
    ]);
    assert.equal(await node.activeState("web.service"), "active");
  });

  it("[REQ-AGT-70] kill sends the signal that was asked for", async () => {
    await node.systemctl("start", "web.service");
    assert.deepEqual(ended(await act("kill", { unit: "web.service", signal: 9 })), done);
    await node.unitIs("web.service", "failed");
    assert.equal(await node.property("web.service", "ExecMainStatus"), "9");
  });

  it("[REQ-AGT-70] reset-failed forgets a failure, of one unit or of all", async () => {
    const fail = async () => {
      await node.must("sh", "-c", "systemctl start web; systemctl kill -s KILL web");
      await node.unitIs("web.service", "failed");
    };
    await fail();
    assert.deepEqual(ended(await act("reset-failed", { unit: "web.service" })), done);
    assert.equal(await node.activeState("web.service"), "inactive");
    await fail();
    assert.deepEqual(ended(await act("reset-failed", {})), done);
    assert.equal(await node.activeState("web.service"), "inactive");
  });

  it("[REQ-AGT-70] freeze suspends the processes of a unit, thaw lets them go on", async () => {
    await node.systemctl("start", "web.service");
    const freezer = () => node.property("web.service", "FreezerState");
    assert.deepEqual(ended(await act("freeze", { unit: "web.service" })), done);
    assert.equal(await freezer(), "frozen");
    assert.deepEqual(ended(await act("thaw", { unit: "web.service" })), done);
    assert.equal(await freezer(), "running");
  });

  it("[REQ-AGT-70] daemon-reload has systemd read what was written", async () => {
    await node.systemctl("start", "web.service");
    await node.write(file, sleeper.replace("Test unit", "Another unit"));
    assert.equal(await node.property("web.service", "Description"), "Test unit");
    assert.deepEqual(ended(await act("daemon-reload", {})), done);
    assert.equal(await node.property("web.service", "Description"), "Another unit");
  });

  it("[REQ-AGT-70] set-default chooses what is started at boot, get-default tells it", async () => {
    assert.deepEqual(ended(await act("set-default", { unit: "rescue.target" })), done);
    assert.equal((await node.systemctl("get-default")).trim(), "rescue.target");
    assert.deepEqual(await client.query(node.name, "get-default", {}), [{ unit: "rescue.target" }]);
  });

  it("[REQ-AGT-70] set-property takes effect and reads back, for now or for good", async () => {
    await node.systemctl("start", "web.service");
    const weight = () => node.property("web.service", "CPUWeight");
    const assigned = await act("set-property", {
      unit: "web.service",
      assignments: ["CPUWeight=500", "MemoryMax=50M"],
    });
    assert.deepEqual(ended(assigned), done);
    assert.equal(await weight(), "500");
    assert.equal(await node.property("web.service", "MemoryMax"), `${50 * 1024 * 1024}`);
    assert.ok(node.has("/etc/systemd/system.control/web.service.d/50-CPUWeight.conf"));
    const typed = await act("set-property", {
      unit: "web.service",
      runtime: true,
      properties: [{ name: "CPUWeight", value: { sig: "t", value: "7" } }],
    });
    assert.deepEqual(ended(typed), done);
    assert.equal(await weight(), "7");
    assert.match(
      await node.read("/etc/systemd/system.control/web.service.d/50-CPUWeight.conf"),
      /CPUWeight=500/,
    );
  });

  it("[REQ-AGT-75] other properties are denied, and nothing is changed", async () => {
    for (const assignments of [["ExecStart=/bin/true"], ["CPUWeight=5", "Slice=a.slice"]]) {
      const job = await act("set-property", { unit: "web.service", assignments });
      assert.deepEqual([job.result, job.problem?.code], ["failed", "denied"]);
    }
    assert.equal(await node.property("web.service", "CPUWeight"), "[not set]");
  });

  it("[REQ-AGT-70] set-loglevel makes the agent say more, and less", async () => {
    const { journal } = node;
    const said = async (sinceMs: number) => journal.call(node, ["hirte-agent"], { sinceMs });
    const sinceMs = Date.now();
    assert.deepEqual(ended(await act("set-loglevel", { level: "debug" })), done);
    await act("start", { unit: "web.service" });
    assert.match(await said(sinceMs), /systemd is called/);
    assert.deepEqual(ended(await act("set-loglevel", { level: "info" })), done);
    const laterMs = Date.now();
    await act("stop", { unit: "web.service" });
    assert.doesNotMatch(await said(laterMs), /systemd is called/);
  });

  it("[REQ-AGT-72] enable whose agent died in the middle is lost, seen, and not done again", async () => {
    // systemd stands still for two seconds while it reloads.
    await node.write(slowGenerator, "#!/bin/sh\nexec /bin/sleep 2\n", 0o755);
    const pid = await node.property("hirte-agent.service", "MainPID");
    const sinceMs = Date.now();
    const job = act("enable", { unit: "web.service" });
    await until(() => node.exec("test", "-L", wants), {
      what: "the link is made",
      holds: ({ status }) => status === 0,
    });
    await node.must("kill", "-KILL", pid);
    node.disturb();
    const { result, detail } = await job;
    assert.deepEqual(
      [result, detail],
      ["lost", "the agent was restarted before it was answered; its unit file is enabled now"],
    );
    const log = await node.must("journalctl", "-q", "_PID=1", `--since=@${sinceMs / 1000}`);
    assert.equal(log.match(/Reload requested/g)?.length, 1, log);
  });

  it("[REQ-AGT-71] daemon-reload that takes longer than it may is said to be perhaps done", async () => {
    await node.write(slowGenerator, "#!/bin/sh\nexec /bin/sleep 2\n", 0o755);
    const { finished } = client.submit(node.name, "daemon-reload", {}, { endWithinMs: 700 });
    const { result, detail } = await finished;
    assert.deepEqual(
      [result, detail],
      ["timeout", "daemon-reload was called and not answered yet: it may still be done"],
    );
  });

  describe("queries", () => {
    it("[REQ-AGT-78] is-enabled and list-unit-files say what systemctl says", async () => {
      await node.systemctl("enable", "web.service");
      assert.deepEqual(
        await client.query(node.name, "is-enabled", {
          units: ["web.service", "nothing.service", "rescue.service"],
        }),
        [
          { unit: "web.service", state: "enabled" },
          { unit: "nothing.service", state: "not-found" },
          { unit: "rescue.service", state: "static" },
        ],
      );
      const rows = await client.query(node.name, "list-unit-files", {});
      const lines = (await node.systemctl("list-unit-files", "--no-legend", "--plain"))
        .trim()
        .split("\n")
        .map((line) => line.split(/\s+/).slice(0, 2).join(" "));
      assert.deepEqual(rows.map(({ unit, state }) => `${unit} ${state}`).sort(), lines.sort());
      assert.deepEqual(
        await client.query(node.name, "list-unit-files", { units: ["we[b].service"] }),
        [{ unit: "web.service", path: file, state: "enabled" }],
      );
    });

    it("[REQ-AGT-78] cat has the files that make up a unit, in systemd's order", async () => {
      await node.unit("web.service.d/10-more.conf", "[Service]\nNice=5\n");
      assert.deepEqual(await client.query(node.name, "cat", { units: ["web.service"] }), [
        { unit: "web.service", path: file, text: sleeper },
        {
          unit: "web.service",
          path: "/etc/systemd/system/web.service.d/10-more.conf",
          text: "[Service]\nNice=5\n",
        },
      ]);
      const units = ["nothing.service", "web.service"];
      const [nothing, ...found] = await client.query(node.name, "cat", { units });
      assert.deepEqual(nothing, {
        ...{ unit: "nothing.service", path: "", text: "" },
        problem: "no files found for nothing.service",
      });
      assert.equal(found.length, 2);
      await node.systemctl("mask", "--runtime", "ssh.service");
      assert.deepEqual(await client.query(node.name, "cat", { units: ["ssh.service"] }), [
        { unit: "ssh.service", path: "", text: "# Unit ssh.service is masked.\n" },
      ]);
      await node.systemctl("unmask", "--runtime", "ssh.service");
      await assert.rejects(client.query(node.name, "cat", { units: ["nothing.service"] }), {
        code: "no-such-unit",
      });
    });

    it("[REQ-AGT-76] show equals systemctl show, for units of every type and for systemd", async () => {
      await node.systemctl("start", "web.service");
      // systemd learns of it a moment after a Type=simple service counts as started.
      await until(() => node.property("web.service", "ExecMainHandoffTimestamp"), {
        what: "systemd knows that web.service was executed",
        holds: (seen) => seen !== "",
      });
      const units = [
        ...["web.service", "dbus.socket", "multi-user.target", "-.mount", "system.slice"],
        ...["init.scope", "proc-sys-fs-binfmt_misc.automount", "systemd-tmpfiles-clean.timer"],
        ...["systemd-ask-password-console.path", "dev-tpmrm0.device", "nothing.swap"],
      ];
      const rows = await client.query(node.name, "show", { units });
      for (const unit of units) {
        const mine = rows.filter((row) => row.unit === unit);
        assert.deepEqual(
          steadyProperties(textOf(mine)),
          steadyProperties(await node.systemctl("show", "--", unit)),
        );
        assert.ok(mine.length > 20, unit);
      }
      const own = await client.query(node.name, "show", { all: true });
      assert.deepEqual(
        steadyProperties(textOf(own)),
        steadyProperties(await node.systemctl("show", "--all")),
      );
    });

    it("[REQ-AGT-76] show gives each unit its own lines, also where values hold empty ones", async () => {
      await node.unit(
        "lines.service",
        '[Service]\nExecStart=/bin/sh -c "sleep infinity;\\n\\nMark=1"\n',
      );
      const units = ["lines.service", "multi-user.target", "web.service"];
      const properties = ["ExecStart", "Type"];
      const rows = await client.query(node.name, "show", { units, properties });
      for (const unit of units) {
        const theirs = await node.systemctl("show", "-p", "ExecStart,Type", "--", unit);
        assert.equal(textOf(rows.filter((row) => row.unit === unit)), theirs);
      }
      assert.match(textOf(rows), /\n\nMark=1/);
    });

    it("[REQ-AGT-77] properties have the types of the bus, for units of every type", async () => {
      const typed = async (unit: string, property: string) =>
        (await client.query(node.name, "properties", { unit, property })).map(({ value }) => value);
      assert.deepEqual(await typed("web.service", "CPUWeight"), [
        { sig: "t", value: "18446744073709551615" },
      ]);
      assert.deepEqual(await typed("web.service", "Id"), [{ sig: "s", value: "web.service" }]);
      const [exec] = await typed("web.service", "ExecStart");
      assert.equal(exec?.sig, "a(sasbttttuii)");
      for (const unit of ["multi-user.target", "-.mount", "dbus.socket", "init.scope"]) {
        assert.deepEqual(await typed(unit, "Id"), [{ sig: "s", value: unit }]);
      }
      for (const wanted of [{ property: "Nothing" }, { interface: "a.b" }]) {
        const asked = client.query(node.name, "properties", { unit: "web.service", ...wanted });
        await assert.rejects(asked, { code: "no-such-property" });
      }
    });
  });

  describe("on a node with AllowExec=yes", () => {
    useCluster({ tls: "off", agent: { AllowExec: "yes" } });

    it("[REQ-AGT-75] other properties reach systemd, which takes what it can change", async () => {
      const set = (assignment: string) =>
        act("set-property", { unit: "web.service", assignments: [assignment] });
      assert.deepEqual(ended(await set("IPAddressDeny=10.1.2.0/24")), done);
      assert.equal(await node.property("web.service", "IPAddressDeny"), "10.1.2.0/24");
      assert.deepEqual(ended(await set("ExecStart=/bin/true")), [
        "failed",
        "unit-refused",
        "set-property web.service: Failed to set unit properties on web.service: Cannot set property ExecStart, or unknown property.",
      ]);
    });
  });
});

function textOf(rows: readonly PropertyRow[]): string {
  return rows.map(({ name, value }) => `${name}=${value}\n`).join("");
}
