import assert from "node:assert/strict";
import type { BusCaller } from "../support/bus-caller.ts";
import { bluechi, busctl, busctlMust, controller, nodeObject, useCluster } from "../support/lab.ts";

const node1 = nodeObject("node1");
const manager = [
  ...["org.freedesktop.systemd1", "/org/freedesktop/systemd1"],
  "org.freedesktop.systemd1.Manager",
] as const;

/** What can be asked of a node over D-Bus on the primary is what its own systemd does and says. */
describe("a node over D-Bus on the primary", () => {
  const cluster = useCluster();
  let caller: BusCaller;
  beforeEach(async () => {
    caller = await cluster.busCaller();
  });
  afterEach(() => caller.close());

  const call = (member: string, ...args: string[]) => busctlMust(cluster, node1, member, ...args);
  const fails = async (member: string, ...args: string[]) => {
    const { status, stderr } = await busctl(cluster, node1, member, ...args);
    assert.equal(status, 1);
    return stderr;
  };
  const start = async (unit: string) => {
    const before = caller.of("JobRemoved").length;
    await call("StartUnit", "ss", unit, "replace");
    return (await caller.heard("JobRemoved", before + 1))[4];
  };
  /** What the node's own systemd answers. */
  const own = async (...args: string[]): Promise<readonly unknown[]> => {
    const text = await cluster.node1.must("busctl", "--json=short", "call", ...args);
    return (JSON.parse(text) as { data: readonly unknown[] }).data;
  };

  it("[REQ-DBUS-12] freezes a unit, and thaws it", async () => {
    await cluster.node1.startLog("a.service");
    await start("a.service");
    await call("FreezeUnit", "s", "a.service");
    assert.equal(await cluster.node1.property("a.service", "FreezerState"), "frozen");
    await call("ThawUnit", "s", "a.service");
    assert.equal(await cluster.node1.property("a.service", "FreezerState"), "running");
    assert.match(await fails("FreezeUnit", "s", "no.service"), /no\.service/);
  });

  it("[REQ-DBUS-12] kills a unit's processes; one without a control process is refused, and lives", async () => {
    await cluster.node1.startLog("a.service");
    await start("a.service");
    assert.match(await fails("KillUnit", "ssi", "a.service", "control", "9"), /control process/i);
    assert.equal(await cluster.node1.activeState("a.service"), "active");
    await call("KillUnit", "ssi", "a.service", "main", "9");
    await cluster.node1.unitIs("a.service", "failed");
    await start("a.service");
    await call("KillUnit", "ssi", "a.service", "all", "9");
    await cluster.node1.unitIs("a.service", "failed");
  });

  it("[REQ-DBUS-12] forgets that units failed: one, or all", async () => {
    for (const unit of ["a.service", "b.service", "c.service"]) {
      await cluster.node1.startLog(unit, { type: "oneshot", exec: "/bin/false" });
      assert.equal(await start(unit), "failed");
    }
    await call("ResetFailedUnit", "s", "a.service");
    assert.equal(await cluster.node1.activeState("a.service"), "inactive");
    assert.equal(await cluster.node1.activeState("b.service"), "failed");
    await call("ResetFailed");
    assert.equal(await cluster.node1.activeState("b.service"), "inactive");
    assert.equal(await cluster.node1.activeState("c.service"), "inactive");
  });

  it("[REQ-DBUS-12] enables and disables units, with the links systemd makes", async () => {
    await cluster.node1.startLog("a.service", {
      service: ["[Install]", "WantedBy=default.target"],
    });
    const link = "/etc/systemd/system/default.target.wants/a.service";
    assert.equal((await call("GetUnitFileState", "s", "a.service"))[0], "disabled");
    const [carries, made] = await call(
      "EnableUnitFiles",
      "asbb",
      "1",
      "a.service",
      "false",
      "false",
    );
    assert.equal(carries, true);
    assert.deepEqual(made, [["symlink", link, "/etc/systemd/system/a.service"]]);
    assert.equal((await cluster.node1.systemctl("is-enabled", "a.service")).trim(), "enabled");
    assert.deepEqual(await call("GetUnitFileState", "s", "a.service"), ["enabled"]);
    const [removed] = await call("DisableUnitFiles", "asb", "1", "a.service", "false");
    assert.deepEqual(removed, [["unlink", link, ""]]);
    assert.deepEqual(await call("GetUnitFileState", "s", "a.service"), ["disabled"]);
    assert.match(await fails("GetUnitFileState", "s", "no.service"), /does not exist/);
  });

  it("[REQ-DBUS-12] reads and sets the default target", async () => {
    const [before = ""] = await call("GetDefaultTarget");
    assert.equal(`${before}`, (await cluster.node1.systemctl("get-default")).trim());
    try {
      const [changes] = await call("SetDefaultTarget", "sb", "rescue.target", "true");
      assert.match(JSON.stringify(changes), /default\.target/);
      assert.equal((await cluster.node1.systemctl("get-default")).trim(), "rescue.target");
      assert.deepEqual(await call("GetDefaultTarget"), ["rescue.target"]);
      await fails("SetDefaultTarget", "sb", "a.service", "true");
    } finally {
      await cluster.node1.systemctl("set-default", String(before));
    }
  });

  it("[REQ-DBUS-12] has systemd read its unit files again", async () => {
    await cluster.node1.startLog("a.service", { type: "oneshot", exec: "/no/such/program" });
    assert.equal(await start("a.service"), "failed");
    const text = await cluster.node1.read("/etc/systemd/system/a.service");
    await cluster.node1.write(
      "/etc/systemd/system/a.service",
      text
        .replace("/no/such/program", "/bin/true")
        .replace("oneshot", "oneshot\nRemainAfterExit=yes"),
    );
    assert.equal(await start("a.service"), "failed");
    await call("Reload");
    assert.equal(await start("a.service"), "done");
    assert.equal(await cluster.node1.activeState("a.service"), "active");
  });

  it("[REQ-DBUS-12] lists the unit files that the node's systemd lists, of one node and of all", async () => {
    const sorted = (rows: unknown) => (rows as string[][]).map((row) => row.join(" ")).sort();
    const [rows] = await own(...manager, "ListUnitFiles");
    const [ofNode] = await call("ListUnitFiles");
    assert.deepEqual(sorted(ofNode), sorted(rows));
    const [all] = await busctlMust(cluster, controller, "ListUnitFiles");
    const byNode = all as Record<string, unknown>;
    assert.deepEqual(Object.keys(byNode).sort(), ["node1", "node2", "node3"]);
    assert.deepEqual(sorted(byNode["node1"]), sorted(rows));
  });

  it("[REQ-DBUS-12] tells the properties that the node's systemd tells, with their types", async () => {
    await cluster.node1.startLog("a.service");
    await start("a.service");
    for (const iface of ["org.freedesktop.systemd1.Unit", "org.freedesktop.systemd1.Service"]) {
      const [mine] = await call("GetUnitProperties", "ss", "a.service", iface);
      const [its] = await own(
        ...["org.freedesktop.systemd1", "/org/freedesktop/systemd1/unit/a_2eservice"],
        ...["org.freedesktop.DBus.Properties", "GetAll", "s", iface],
      );
      const settled = (properties: unknown) =>
        Object.fromEntries(
          Object.entries(properties as object).filter(
            // These count on between two looks.
            ([name]) => !/^(CPUUsage|Memory|IO|IP|Tasks|EffectiveM|EffectiveT)/.test(name),
          ),
        );
      assert.deepEqual(settled(mine), settled(its), iface);
    }
    const [value] = await call(
      ...["GetUnitProperty", "sss", "a.service", "org.freedesktop.systemd1.Service", "Type"],
    );
    assert.deepEqual(value, { type: "s", data: "simple" });
    await fails("GetUnitProperty", "sss", "a.service", "org.freedesktop.systemd1.Unit", "Nonsense");
  });

  it("[REQ-DBUS-12] sets properties, and reads them back", async () => {
    await cluster.node1.startLog("a.service");
    await start("a.service");
    await call(
      ...["SetUnitProperties", "sba(sv)", "a.service", "true", "1", "CPUWeight", "t", "777"],
    );
    assert.equal(await cluster.node1.property("a.service", "CPUWeight"), "777");
    const [value] = await call(
      ...["GetUnitProperty", "sss", "a.service", "org.freedesktop.systemd1.Service", "CPUWeight"],
    );
    assert.deepEqual(value, { type: "t", data: 777 });
    await fails("SetUnitProperties", "sba(sv)", "a.service", "true", "1", "Type", "s", "exec");
  });

  it("[REQ-DBUS-12] sets the log level of its agent; a wrong one is refused, and the node stays", async () => {
    await call("SetLogLevel", "s", "DEBUG");
    await call("SetLogLevel", "s", "info");
    await fails("SetLogLevel", "s", "LOUD");
    assert.equal(cluster.wire.nodeState("node1"), "online");
  });

  it("[REQ-DBUS-9] tells how long systemd took to activate a unit", async () => {
    await cluster.node1.startLog("a.service", {
      ...{ type: "oneshot", startS: 1 },
      service: ["RemainAfterExit=yes"],
    });
    await busctlMust(cluster, controller, "EnableMetrics");
    await start("a.service");
    const [, , , grossUs, netUs] = await caller.heard("StartUnitJobMetrics");
    const ms = async (name: string) =>
      Number(await cluster.node1.property("a.service", `${name}TimestampMonotonic`));
    assert.equal(netUs, (await ms("ActiveEnter")) - (await ms("InactiveExit")));
    assert.ok(Number(netUs) >= 1_000_000 && Number(netUs) <= Number(grossUs));
    await busctlMust(cluster, controller, "DisableMetrics");
  });
});

/** As busctl takes it: a service that runs this line. */
function transient(line: string): readonly string[] {
  const program = ["1", "/bin/sh", "3", "/bin/sh", "-c", line, "false"];
  const properties = ["3", "Description", "s", "made by hand", "Type", "s", "oneshot"];
  return [...properties, "ExecStart", "a(sasb)", ...program, "0"];
}
const startTransient = (line: string, unit = "made.service") =>
  ["StartTransientUnit", "ssa(sv)a(sa(sv))", unit, "fail", ...transient(line)] as const;

describe("StartTransientUnit where nothing is said of AllowExec", () => {
  const cluster = useCluster();

  it("[REQ-DBUS-14] is refused, and nothing is run", async () => {
    const { status, stderr } = await busctl(
      cluster,
      node1,
      ...startTransient("touch /var/log/touched"),
    );
    assert.equal(status, 1);
    assert.match(stderr, /Access denied/);
    assert.equal(cluster.node1.has("/var/log/touched"), false);
  });
});

describe("StartTransientUnit over D-Bus on the primary", () => {
  const cluster = useCluster({ agent: { AllowExec: "yes" } });

  it("[REQ-DBUS-14] makes a unit on the node, which a monitor sees come and go", async () => {
    const caller = await cluster.busCaller();
    const [monitor] = await caller.call(controller, "CreateMonitor");
    const target = bluechi(String(monitor), "Monitor");
    await caller.call(target, "Subscribe", "ss", "node1", "seen.service");
    await busctlMust(
      cluster,
      node1,
      "StartTransientUnit",
      ...["ssa(sv)a(sa(sv))", "seen.service", "replace"],
      ...["2", "Description", "s", "seen", "ExecStart", "a(sasb)"],
      ...["1", "/bin/sleep", "2", "/bin/sleep", "0.5", "false", "0"],
    );
    for (const member of ["UnitNew", "UnitRemoved"]) {
      assert.deepEqual((await caller.heard(member)).slice(0, 2), ["node1", "seen.service"]);
    }
    caller.close();
  });

  it("[REQ-DBUS-14] is a job that ends as systemd's does", async () => {
    const caller = await cluster.busCaller();
    const { node1: node } = cluster;
    const [path] = await busctlMust(
      cluster,
      node1,
      ...startTransient("systemctl show -p Description made.service > /var/log/made; sleep 0.3"),
    );
    const [, removed, , unit, result] = await caller.heard("JobRemoved");
    assert.deepEqual([removed, unit, result], [path, "made.service", "done"]);
    assert.equal(await node.read("/var/log/made"), "Description=made by hand\n");
    await busctlMust(cluster, node1, ...startTransient("exit 3", "bad.service"));
    assert.equal((await caller.heard("JobRemoved", 2))[4], "failed");
    assert.equal(await node.property("bad.service", "ExecMainStatus"), "3");
    const again = await busctl(cluster, node1, ...startTransient("true", "bad.service"));
    assert.match(again.stderr, /bad\.service/, "as systemd, while there is one of this name");
    await node.systemctl("reset-failed");
    caller.close();
  });
});
