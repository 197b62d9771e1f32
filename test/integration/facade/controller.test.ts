import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Interface, parseInterfaces } from "../../../scripts/dbus/introspection.ts";
import { isHirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import { Variant } from "../../../src/dbus/codec.ts";
import type { BusCaller } from "../../support/bus-caller.ts";
import { aNode, aUnit } from "../../support/scripted-hirte.ts";
import { controller, FacadeBench, node1, target } from "./facade-bench.ts";

const failsAs = (call: Promise<unknown>, name: string) =>
  assert.rejects(call, (error) => isHirteError(error) && error.details["dbusName"] === name);
const properties = "org.freedesktop.DBus.Properties";

describe("BlueChi's interface: the system and its nodes", () => {
  let bench: FacadeBench;
  let caller: BusCaller;
  const log = silentLog();

  beforeEach(async () => {
    bench = await FacadeBench.start(async (hirte) => {
      await hirte.sayNode("node1", { address: "10.0.0.9" });
      await hirte.sayNode("node-2", { state: "offline" });
    }, log);
    caller = await bench.caller();
  });
  afterEach(() => bench.stop());

  const statuses = (of: string) =>
    caller.signals
      .filter(({ path, member }) => member === "PropertiesChanged" && path.endsWith(of))
      .map(({ body }) => (body[1] as { Status: Variant }).Status.value);

  it("[REQ-DBUS-1] is introspected as schemas/dbus has it", async () => {
    await caller.call(controller, "EnableMetrics");
    const [monitor] = await caller.call(controller, "CreateMonitor");
    await bench.hirte.tell(
      bench.hirte.jobOf({
        ...{ user: "u", node: "node1", verb: "start" },
        request: { id: "j".repeat(22), unit: "a.service" },
      }),
    );
    const [, job] = await caller.heard("JobNew");
    const served = new Map<string, Interface>();
    for (const path of [controller.path, node1.path, monitor, job, `${controller.path}/metrics`]) {
      const object = {
        ...target(String(path), ""),
        interface: "org.freedesktop.DBus.Introspectable",
      };
      const [xml] = await caller.call(object, "Introspect");
      for (const read of parseInterfaces(String(xml))) served.set(read.name, read);
    }
    const folder = join(import.meta.dirname, "../../../schemas/dbus");
    const files = readdirSync(folder).filter((file) => !file.includes("Agent"));
    assert.equal(files.length, 5);
    for (const file of files) {
      for (const written of parseInterfaces(readFileSync(join(folder, file), "utf8"))) {
        assert.deepEqual(served.get(written.name), written, file);
      }
    }
  });

  it("[REQ-DBUS-5] lists all nodes, and finds them by name", async () => {
    assert.deepEqual(await caller.call(controller, "ListNodes"), [
      [
        ["node-2", "/org/eclipse/bluechi/node/node_2d2", "offline", ""],
        ["node1", "/org/eclipse/bluechi/node/node1", "online", "10.0.0.9"],
      ],
    ]);
    assert.deepEqual(await caller.call(controller, "GetNode", "s", "node-2"), [
      "/org/eclipse/bluechi/node/node_2d2",
    ]);
    await failsAs(
      caller.call(controller, "GetNode", "s", "node9"),
      "org.freedesktop.DBus.Error.UnknownObject",
    );
  });

  it("[REQ-DBUS-5] lists the units of nodes that are online, and none that are only as last seen", async () => {
    bench.hirte.nodes = [aNode("node1"), aNode("node-2", { state: "offline" })];
    bench.hirte.units = [
      aUnit("node1", "a@1.service", { description: "An A", sub: "exited" }),
      aUnit("node-2", "b.service", { stale: true }),
    ];
    const row = [
      ...["a@1.service", "An A", "loaded", "active", "exited", ""],
      ...["/org/freedesktop/systemd1/unit/a_401_2eservice", 0, "", "/"],
    ];
    assert.deepEqual(await caller.call(controller, "ListUnits"), [{ node1: [row] }]);
    assert.deepEqual(await caller.call(node1, "ListUnits"), [[row]]);
    await failsAs(
      caller.call(target("node/node_2d2", "Node"), "ListUnits"),
      "org.eclipse.bluechi.Offline",
    );
  });

  it("[REQ-DBUS-5] tells of each node that comes or goes, and of the system when that changes", async () => {
    const { hirte } = bench;
    assert.equal(await caller.get(controller, "Status"), "degraded");
    await hirte.sayNode("node1", { state: "unreachable" });
    await hirte.sayNode("node1", { state: "offline" });
    await hirte.sayNode("node1", {});
    await hirte.sayNode("node-2", {});
    await caller.until("the system is up", () => statuses("/bluechi").at(-1) === "up");
    assert.deepEqual(statuses("/bluechi"), ["down", "degraded", "up"]);
    assert.deepEqual(statuses("/node1"), ["offline", "online"]);
    assert.deepEqual(statuses("/node_2d2"), ["online"]);
    const signal = caller.signals.find(({ path }) => path.endsWith("/node1"));
    assert.deepEqual(signal?.body, [
      "org.eclipse.bluechi.Node",
      { Status: new Variant("s", "offline") },
      [],
    ]);
  });

  it("[REQ-DBUS-5] believes nobody to be online while hirte is away, and tells when it is back", async () => {
    const { hirte } = bench;
    await hirte.say({ manager: "down" });
    await caller.until("the system is down", () => statuses("/bluechi").at(-1) === "down");
    assert.equal(await caller.get(node1, "Status"), "offline");
    assert.equal(await caller.get(node1, "PeerIp"), "");
    await hirte.say({ manager: "up" });
    await caller.until("the node is online", () => statuses("/node1").at(-1) === "online");
    assert.equal(await caller.get(node1, "PeerIp"), "10.0.0.9");
  });

  it("[REQ-DBUS-5] finds the nodes as they were when its connection to the broker is back", async () => {
    bench.hirte.broker.cutFrom(1);
    await caller.until("the node is offline", () => statuses("/node1").includes("offline"));
    await caller.until("the node is online", () => statuses("/node1").at(-1) === "online");
  });

  it("[REQ-DBUS-5] tells, when hirte leaves, that the system is down, once, and of no node", async () => {
    await bench.facade.stop();
    await caller.heard("PropertiesChanged");
    assert.deepEqual(statuses("/bluechi"), ["down"]);
    assert.equal(caller.signals.length, 1);
  });

  it("[REQ-DBUS-5] comes and goes with the nodes hirte knows", async () => {
    const { hirte } = bench;
    await hirte.sayNode("node3", {});
    await caller.until("node3 is online", () => statuses("/node3").at(-1) === "online");
    assert.equal(await caller.get(target("node/node3", "Node"), "Name"), "node3");
    await hirte.dropNode("node3");
    await hirte.sayNode("node1", { state: "offline" });
    await caller.until("node1 is offline", () => statuses("/node1").at(-1) === "offline");
    await failsAs(
      caller.get(target("node/node3", "Node"), "Name"),
      "org.freedesktop.DBus.Error.UnknownObject",
    );
  });

  it("[REQ-DBUS-5] knows when a node was last heard of, on both clocks; never is 0", async () => {
    bench.hirte.nodes = [aNode("node1", { ageMs: 5000 })];
    const before = Date.now();
    const seen = Number(await caller.get(node1, "LastSeenTimestamp"));
    assert.ok(seen >= (before - 5000) * 1000 && seen <= (Date.now() - 5000) * 1000);
    const mono = Number(await caller.get(node1, "LastSeenTimestampMonotonic"));
    const nowUs = Number(process.hrtime.bigint() / 1000n);
    assert.ok(mono <= nowUs - 5_000_000 && mono > nowUs - 10_000_000);
    const never = target("node/node_2d2", "Node");
    const [all] = await caller.call({ ...never, interface: properties }, "GetAll", "s", "");
    assert.deepEqual(all, {
      Name: new Variant("s", "node-2"),
      Status: new Variant("s", "offline"),
      PeerIp: new Variant("s", ""),
      LastSeenTimestamp: new Variant("t", 0),
      LastSeenTimestampMonotonic: new Variant("t", 0),
    });
  });

  it("[REQ-DBUS-10] tells and sets how much hirte logs", async () => {
    const before = log.level;
    await caller.call(controller, "SetLogLevel", "s", "error");
    assert.equal(await caller.get(controller, "LogLevel"), "ERROR");
    assert.equal(log.level, "error");
    await failsAs(
      caller.call(controller, "SetLogLevel", "s", "loud"),
      "org.freedesktop.DBus.Error.InvalidArgs",
    );
    assert.equal(log.level, "error");
    assert.equal(await caller.get(controller, "LogTarget"), "journald");
    log.level = before;
  });
});
