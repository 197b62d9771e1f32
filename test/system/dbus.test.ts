import assert from "node:assert/strict";
import type { BusCaller } from "../support/bus-caller.ts";
import {
  bluechi,
  busctl,
  busctlGet,
  busctlMust,
  controller,
  nodeObject,
  until,
  useCluster,
} from "../support/lab.ts";

const node1 = nodeObject("node1");

/** Every member of BlueChi's interface, called by busctl on the primary's system bus. */
describe("BlueChi's interface on the system bus", () => {
  const cluster = useCluster();
  let caller: BusCaller;
  beforeEach(async () => {
    caller = await cluster.busCaller();
  });
  afterEach(() => caller.close());

  const call = (...args: Parameters<typeof busctlMust> extends [unknown, ...infer R] ? R : never) =>
    busctlMust(cluster, ...args);
  const get = (...args: Parameters<typeof busctlGet> extends [unknown, ...infer R] ? R : never) =>
    busctlGet(cluster, ...args);

  it("[REQ-DBUS-11] belongs to hirte; root and operators may call it, others may not", async () => {
    const status = await cluster.primary.must("busctl", "status", "org.eclipse.bluechi");
    assert.match(status, /Unit=hirte\.service/);
    const as = (user: string, ...argv: string[]) =>
      cluster.primary.exec("setpriv", ...user.split(" "), "--", ...argv);
    const list = ["busctl", "call", ...Object.values(controller), "ListNodes"];
    const stranger = "--reuid=65534 --regid=65534 --clear-groups";
    const refused = await as(stranger, ...list);
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /Access denied|rejected send message/i);
    await cluster.primary.must(
      "sh",
      "-c",
      "id alice 2>/dev/null || useradd -G hirte-operators alice",
    );
    const operator = await cluster.primary.exec(
      "setpriv",
      "--reuid=alice",
      "--regid=alice",
      "--init-groups",
      "--",
      ...list,
    );
    assert.equal(operator.status, 0, operator.stderr);
    await cluster.node1.startLog("a.service");
    await cluster.primary.must(
      ...["setpriv", "--reuid=alice", "--regid=alice", "--init-groups", "--"],
      ...["busctl", "call", ...Object.values(node1), "StartUnit", "ss", "a.service", "replace"],
    );
    const log = await cluster.primary.journal(["hirte"]);
    assert.match(log, /job accepted user=alice@bus node=node1 verb=start unit=a\.service/);
  });

  it("[REQ-DBUS-5] lists nodes and finds them", async () => {
    const rows = ["node1", "node2", "node3"].map((name, i) => [
      ...[name, `/org/eclipse/bluechi/node/${name}`, "online", `10.99.0.${11 + i}`],
    ]);
    assert.deepEqual(await call(controller, "ListNodes"), [rows]);
    assert.deepEqual(await call(controller, "GetNode", "s", "node2"), [nodeObject("node2").path]);
    const { status, stderr } = await busctl(cluster, nodeObject("n9"), "StartUnit", "ss", "a", "b");
    assert.equal(status, 1);
    assert.match(stderr, /Unknown object '\/org\/eclipse\/bluechi\/node\/n9'/);
  });

  it("[REQ-DBUS-5] lists the units of each node as the node's systemd does", async () => {
    await cluster.node1.startLog("a.service");
    await cluster.node1.systemctl("start", "a.service");
    const ofNode = async (name: "node1" | "node2" | "node3") => {
      const text = await cluster[name].must(
        ...["busctl", "--json=short", "call", "org.freedesktop.systemd1"],
        ...["/org/freedesktop/systemd1", "org.freedesktop.systemd1.Manager", "ListUnits"],
      );
      return units((JSON.parse(text) as { data: [string[][]] }).data[0]);
    };
    // name, description, load, active, sub, following, path: what a unit follows hirte does not know.
    const units = (rows: readonly (readonly unknown[])[]) =>
      rows
        .filter(([name]) => !/\.device$|^session-|^user@|^user-/.test(String(name)))
        .map((row) => [...row.slice(0, 5), row[6]].join(" "))
        .sort();
    await until(
      async () => {
        const [all] = await call(controller, "ListUnits");
        const [own] = await call(node1, "ListUnits");
        const seen = all as Record<string, unknown[][]>;
        return [
          ...(["node1", "node2", "node3"] as const).map((name) => units(seen[name] ?? [])),
          units(own as unknown[][]),
        ];
      },
      {
        what: "the units are those of the nodes' systemd",
        holds: (seen) => seen.length === 4,
      },
    );
    const [all] = await call(controller, "ListUnits");
    const seen = all as Record<string, unknown[][]>;
    for (const name of ["node1", "node2", "node3"] as const) {
      assert.deepEqual(units(seen[name] ?? []), await ofNode(name));
    }
    const [own] = await call(node1, "ListUnits");
    assert.deepEqual(units(own as unknown[][]), await ofNode("node1"));
  });

  it("[REQ-DBUS-6] starts, restarts, reloads and stops units, with a job each and its true end", async () => {
    const service = ["ExecReload=/bin/sh -c 'echo reloaded >> /var/log/reloads'"];
    await cluster.node1.startLog("a.service", { type: "exec", service });
    for (const [method, state] of Object.entries({
      StartUnit: "active",
      RestartUnit: "active",
      ReloadUnit: "active",
      StopUnit: "inactive",
    })) {
      const before = caller.of("JobRemoved").length;
      const [path] = await call(node1, method, "ss", "a.service", "replace");
      const removed = await caller.heard("JobRemoved", before + 1);
      assert.deepEqual(removed.slice(1), [path, "node1", "a.service", "done"]);
      assert.equal(await cluster.node1.activeState("a.service"), state);
    }
    assert.equal(await cluster.node1.starts("a.service"), 2);
    assert.equal(await cluster.node1.read("/var/log/reloads"), "reloaded\n");
    assert.deepEqual(
      caller.of("JobNew").map(([id, path]) => [id, path]),
      caller.of("JobRemoved").map(([id, path]) => [id, path]),
    );
  });

  it("[REQ-DBUS-6] [W6] tells that a job failed, and refuses what systemd refuses", async () => {
    await cluster.node1.startLog("bad.service", { type: "oneshot", exec: "/bin/false" });
    await call(node1, "StartUnit", "ss", "bad.service", "replace");
    assert.equal((await caller.heard("JobRemoved"))[4], "failed");
    const missing = await busctl(cluster, node1, "StartUnit", "ss", "no.service", "replace");
    assert.equal(missing.status, 1);
    assert.match(missing.stderr, /Unit no\.service not found/);
  });

  it("[REQ-DBUS-6] refuses at once what is asked of a node that is offline", async () => {
    await cluster.node1.systemctl("stop", "hirte-agent");
    cluster.node1.upset();
    await cluster.wire.nodeIs("node1", "offline");
    assert.equal(await get(node1, "Status"), "offline");
    assert.equal(await get(node1, "PeerIp"), "");
    const { status, stderr, durationMs } = await busctl(
      cluster,
      node1,
      ...["StartUnit", "ss", "a.service", "replace"],
    );
    assert.equal(status, 1);
    assert.match(stderr, /offline/);
    assert.ok(durationMs < 2000, `${durationMs}`);
  });

  it("[REQ-DBUS-7] shows a job while it is open, and cancels it; its unit goes on activating", async () => {
    await cluster.node1.startLog("slow.service", { type: "oneshot", startS: 20 });
    const [path] = await call(node1, "StartUnit", "ss", "slow.service", "replace");
    const job = bluechi(String(path), "Job");
    await cluster.node1.hasStarted("slow.service");
    assert.equal(await get(job, "Id"), Number(String(path).split("/").at(-1)));
    assert.equal(await get(job, "Node"), "node1");
    assert.equal(await get(job, "Unit"), "slow.service");
    assert.equal(await get(job, "JobType"), "start");
    assert.equal(await get(job, "State"), "running");
    await call(job, "Cancel");
    assert.equal((await caller.heard("JobRemoved"))[4], "canceled");
    const gone = await busctl(cluster, job, "Cancel");
    assert.match(gone.stderr, /Unknown object/);
    assert.equal(await cluster.node1.activeState("slow.service"), "activating");
  });

  it("[REQ-DBUS-7] [W1] tells of a job whose node was lost that it is lost", async () => {
    await cluster.node1.startLog("slow.service", { type: "oneshot", startS: 60 });
    const [path] = await call(node1, "StartUnit", "ss", "slow.service", "replace");
    await cluster.node1.hasStarted("slow.service");
    await cluster.node1.powerCut();
    await caller.until("JobRemoved", () => caller.of("JobRemoved").length > 0, 20_000);
    const [, ...removed] = caller.of("JobRemoved")[0] ?? [];
    assert.deepEqual(removed, [path, "node1", "slow.service", "lost"]);
  }).timeout(60_000);

  it("[REQ-DBUS-7] tells of jobs that hirtectl asked for, and finds them again after a restart of hirte", async () => {
    await cluster.node1.startLog("slow.service", { type: "oneshot", startS: 8 });
    await cluster.hirtectlSpawn("start", "node1", "slow.service");
    const [, path] = await caller.heard("JobNew");
    assert.equal(await get(bluechi(String(path), "Job"), "Unit"), "slow.service");
    await cluster.node1.hasStarted("slow.service");
    await cluster.primary.systemctl("restart", "hirte");
    await caller.until("JobRemoved", () => caller.of("JobRemoved").length > 0, 20_000);
    const [[, again, node, unit, result] = []] = caller.of("JobRemoved");
    assert.deepEqual([node, unit, result], ["node1", "slow.service", "done"]);
    assert.notEqual(again, path);
    assert.deepEqual(
      caller.of("JobNew").map(([, told]) => told),
      [path, again],
    );
  }).timeout(60_000);

  it("[REQ-DBUS-10] sets hirte's log level, and knows where its log goes", async () => {
    await call(controller, "SetLogLevel", "s", "DEBUG");
    assert.equal(await get(controller, "LogLevel"), "DEBUG");
    assert.equal(await get(controller, "LogTarget"), "journald");
    const { status } = await busctl(cluster, controller, "SetLogLevel", "s", "LOUD");
    assert.equal(status, 1);
    assert.equal(await get(controller, "LogLevel"), "DEBUG");
    await call(controller, "SetLogLevel", "s", "INFO");
    assert.equal(await get(controller, "LogLevel"), "INFO");
  });

  it("[REQ-DBUS-9] tells how long a start took, while metrics are enabled", async () => {
    await cluster.node1.startLog("a.service", { type: "oneshot", startS: 1 });
    await call(controller, "EnableMetrics");
    const [path] = await call(node1, "StartUnit", "ss", "a.service", "replace");
    const [node, job, unit, grossUs] = await caller.heard("StartUnitJobMetrics");
    assert.deepEqual([node, job, unit], ["node1", path, "a.service"]);
    assert.ok(Number(grossUs) >= 1_000_000 && Number(grossUs) < 5_000_000, `${grossUs}`);
    const [, , method, agentUs] = await caller.heard("AgentJobMetrics");
    assert.equal(method, "StartUnit");
    assert.ok(Number(agentUs) >= 900_000 && Number(agentUs) <= Number(grossUs), `${agentUs}`);
    await call(controller, "DisableMetrics");
    await call(node1, "StopUnit", "ss", "a.service", "replace");
    await caller.heard("JobRemoved", 2);
    assert.equal(caller.of("AgentJobMetrics").length, 1);
  });

  it("[REQ-DBUS-8] has monitors that are subscribed to, and left, by busctl", async () => {
    const [path] = await caller.call(controller, "CreateMonitor");
    const monitor = bluechi(String(path), "Monitor");
    const peer = await cluster.busCaller();
    await cluster.node1.startLog("a.service");
    const [id] = await call(monitor, "Subscribe", "ss", "node1", "a.service");
    const [list] = await call(
      monitor,
      "SubscribeList",
      "sas",
      "node2",
      "2",
      "b.service",
      "c.service",
    );
    assert.ok(Number(list) > Number(id));
    const [peerId] = await call(monitor, "AddPeer", "s", peer.name);
    await cluster.node1.systemctl("start", "a.service");
    await peer.until("active", () => peer.of("UnitStateChanged").some(([, , s]) => s === "active"));
    await call(monitor, "RemovePeer", "us", String(peerId), "done with it");
    assert.deepEqual(await peer.heard("PeerRemoved"), ["done with it"]);
    peer.close();
    await call(monitor, "Unsubscribe", "u", String(id));
    const again = await busctl(cluster, monitor, "Unsubscribe", "u", String(id));
    assert.match(again.stderr, /not found/);
    await call(monitor, "Close");
    const closed = await busctl(cluster, monitor, "Subscribe", "ss", "node1", "a.service");
    assert.match(closed.stderr, /Unknown object/);
    const [ofBusctl] = await call(controller, "CreateMonitor");
    const gone = await busctl(cluster, bluechi(String(ofBusctl), "Monitor"), "Close");
    assert.match(gone.stderr, /Unknown object/);
  });
});
