import assert from "node:assert/strict";
import type { BusCaller, Target } from "../support/bus-caller.ts";
import {
  bluechi,
  busctlMust,
  controller,
  delay,
  nodeObject,
  until,
  useCluster,
} from "../support/lab.ts";

/** What programs that watch the system over D-Bus are told, and are told again after losses. */
describe("a monitor on the system bus", () => {
  const cluster = useCluster();
  let owner: BusCaller;
  let monitor: Target;

  beforeEach(async () => {
    owner = await cluster.busCaller();
    monitor = await create(owner);
  });
  afterEach(() => owner.close());

  async function create(caller: BusCaller): Promise<Target> {
    const [path] = await caller.call(controller, "CreateMonitor");
    return bluechi(String(path), "Monitor");
  }
  const subscribe = async (node: string, ...units: string[]) => {
    const [id] =
      units.length === 1
        ? await owner.call(monitor, "Subscribe", "ss", node, units[0])
        : await owner.call(monitor, "SubscribeList", "sas", node, units);
    return Number(id);
  };
  const start = (node: string, unit: string, method = "StartUnit") =>
    busctlMust(cluster, nodeObject(node), method, "ss", unit, "replace");

  /** What the monitor told of these units, one line an event; properties by their interface. */
  const lines = (...units: string[]) =>
    owner.signals
      .filter(({ member, body }) => member.startsWith("Unit") && units.includes(String(body[1])))
      .map(({ member, body }) =>
        [member.slice(4), ...body.filter((part) => typeof part === "string")].join(" "),
      );
  const states = (unit: string) =>
    lines(unit).filter((line) => !line.startsWith("PropertiesChanged"));
  const heard = (unit: string, last: string, withinMs = 15_000) =>
    owner.until(last, () => lines(unit).at(-1)?.includes(last) ?? false, withinMs);
  const jobsEnded = (count = 1) => owner.heard("JobRemoved", count);
  /** The unit is known to run: from before it was subscribed to, or heard since, for a job's end may be told first. */
  const isRunning = (unit: string) =>
    owner.until(`${unit} runs`, () => states(unit).some((line) => / active running /.test(line)));
  const statuses = (of: string) =>
    owner.signals
      .filter(({ member, path }) => member === "PropertiesChanged" && path === of)
      .map(({ body }) => Reflect.get(Object(Reflect.get(Object(body[1]), "Status")), "value"));
  const statusIs = (of: string, status: string, withinMs = 15_000) =>
    owner.until(`${of} is ${status}`, () => statuses(of).at(-1) === status, withinMs);

  const stopAgent = async (name: "node1" | "node2" | "node3") => {
    cluster[name].disturb();
    await cluster[name].systemctl("stop", "hirte-agent");
  };

  it("[REQ-DBUS-8] of one unit on one node tells that it is new, changes, and is removed", async () => {
    await cluster.node1.startLog("a.service");
    await cluster.node2.startLog("a.service");
    await subscribe("node1", "a.service");
    await start("node2", "a.service");
    await start("node1", "a.service");
    await heard("a.service", "PropertiesChanged node1 a.service");
    await start("node1", "a.service", "StopUnit");
    await owner.until("removed", () => lines("a.service").some((l) => l.startsWith("Removed")));
    const told = lines("a.service");
    assert.ok(told.every((line) => line.includes(" node1 ")));
    assert.equal(told[0], "New node1 a.service real");
    assert.ok(told.includes("StateChanged node1 a.service active running real"));
    assert.ok(told.includes("PropertiesChanged node1 a.service org.freedesktop.systemd1.Unit"));
    assert.equal(told.at(-1), "Removed node1 a.service real");
  });

  it("[REQ-DBUS-8] of a list of units tells of these, and of no other node", async () => {
    for (const unit of ["a.service", "b.service", "c.service"]) {
      await cluster.node1.startLog(unit);
      await cluster.node2.startLog(unit);
    }
    await subscribe("node1", "a.service", "b.service");
    for (const unit of ["a.service", "b.service", "c.service"]) {
      await start("node2", unit);
      await start("node1", unit);
    }
    for (const unit of ["a.service", "b.service"]) {
      await owner.until(unit, () =>
        states(unit).includes(`StateChanged node1 ${unit} active running real`),
      );
    }
    const all = lines("a.service", "b.service", "c.service");
    assert.ok(all.every((line) => line.includes(" node1 ") && !line.includes("c.service")));
  });

  it("[REQ-DBUS-8] shows a restart by its states", async () => {
    await cluster.node1.startLog("a.service", { startS: 1 });
    await start("node1", "a.service");
    await jobsEnded();
    await subscribe("node1", "a.service");
    await isRunning("a.service");
    owner.signals.length = 0;
    await start("node1", "a.service", "RestartUnit");
    const isAgain = "StateChanged node1 a.service active running real";
    await owner.until("active again", () => states("a.service").includes(isAgain));
    assert.ok(states("a.service").some((line) => / activating .* real$/.test(line)));
    assert.equal(states("a.service").at(-1), isAgain);
  });

  it("[REQ-DBUS-8] of everything tells all four signals from every node", async () => {
    await subscribe("*", "*");
    for (const name of ["node1", "node2", "node3"] as const) {
      await owner.until(name, () => lines("*").includes(`New ${name} * virtual`));
      const unit = `${name}.service`;
      await cluster[name].startLog(unit);
      await start(name, unit);
      await owner.until(unit, () =>
        states(unit).includes(`StateChanged ${name} ${unit} active running real`),
      );
      await start(name, unit, "StopUnit");
      await owner.until(unit, () => states(unit).includes(`Removed ${name} ${unit} real`));
      const kinds = new Set(lines(unit).map((line) => line.split(" ")[0]));
      assert.deepEqual([...kinds].sort(), ["New", "PropertiesChanged", "Removed", "StateChanged"]);
    }
  });

  it("[REQ-DBUS-8] can be unsubscribed from while it tells", async () => {
    await cluster.node1.startLog("a.service");
    const id = await subscribe("node1", "a.service");
    await start("node1", "a.service");
    await owner.heard("UnitNew");
    await owner.call(monitor, "Unsubscribe", "u", id);
    const told = owner.signals.length;
    await start("node1", "a.service", "StopUnit");
    await owner.heard("JobRemoved", 2);
    const later = owner.signals.slice(told).filter(({ member }) => member.startsWith("Unit"));
    assert.deepEqual(later, []);
  });

  it("[REQ-DBUS-5] [W4] is told by Node.Status that a node is gone, also one that hangs, and back", async () => {
    const { path } = nodeObject("node1");
    await stopAgent("node1");
    await statusIs(path, "offline");
    await cluster.node1.systemctl("start", "hirte-agent");
    await statusIs(path, "online");
    await cluster.node1.signal("hirte-agent", "STOP");
    await statusIs(path, "offline");
    await cluster.node1.signal("hirte-agent", "CONT");
    await statusIs(path, "online");
    assert.deepEqual(statuses(path), ["offline", "online", "offline", "online"]);
  }).timeout(60_000);

  it("[REQ-DBUS-5] is told by Controller.Status what the system is, and only when that changes", async () => {
    const status = async (
      name: "node1" | "node2" | "node3",
      verb: "stop" | "start",
      is: string,
    ) => {
      cluster[name].disturb();
      await cluster[name].systemctl(verb, "hirte-agent");
      await statusIs(nodeObject(name).path, is);
    };
    for (const name of ["node1", "node2", "node3"] as const) await status(name, "stop", "offline");
    for (const name of ["node1", "node2", "node3"] as const) await status(name, "start", "online");
    await statusIs(controller.path, "up");
    assert.deepEqual(statuses(controller.path), ["degraded", "down", "degraded", "up"]);
  }).timeout(60_000);

  it("[REQ-DBUS-5] is told once that the system is down when hirte is stopped", async () => {
    cluster.primary.disturb();
    await cluster.primary.systemctl("stop", "hirte");
    await statusIs(controller.path, "down");
    assert.deepEqual(statuses(controller.path), ["down"]);
  });

  it("[REQ-DBUS-8] of everything is told that a node's units are gone and there again when its agent is restarted", async () => {
    await subscribe("*", "*");
    await owner.until("all nodes", () => lines("*").length === 3);
    const before = lines("*").length;
    cluster.node1.disturb();
    await cluster.node1.systemctl("restart", "hirte-agent");
    await owner.until("back", () => lines("*").length >= before + 2);
    assert.deepEqual(lines("*").slice(before), ["Removed node1 * virtual", "New node1 * virtual"]);
  });

  it("[REQ-DBUS-8] [W2] is right after a cable was cut: gone, then as the unit is by then", async () => {
    await cluster.node1.startLog("a.service");
    await cluster.node1.startLog("b.service");
    await start("node1", "a.service");
    await start("node1", "b.service");
    await jobsEnded(2);
    await subscribe("node1", "a.service", "b.service");
    await subscribe("*", "*");
    await isRunning("a.service");
    await isRunning("b.service");
    owner.signals.length = 0;
    await cluster.node1.cut();
    await owner.until(
      "b is gone",
      () => states("b.service").includes("Removed node1 b.service virtual"),
      15_000,
    );
    // Meanwhile one of them ends, which nobody can hear.
    await cluster.node1.systemctl("stop", "a.service");
    await cluster.node1.heal();
    await owner.until(
      "b is back",
      () => states("b.service").includes("StateChanged node1 b.service active running virtual"),
      20_000,
    );
    await delay(500); // for anything wrong that might follow
    assert.deepEqual(states("b.service"), [
      "StateChanged node1 b.service inactive agent-offline virtual",
      "Removed node1 b.service virtual",
      "New node1 b.service virtual",
      "StateChanged node1 b.service active running virtual",
    ]);
    const ofA = states("a.service");
    assert.deepEqual(ofA.slice(0, 2), [
      "StateChanged node1 a.service inactive agent-offline virtual",
      "Removed node1 a.service virtual",
    ]);
    assert.doesNotMatch(ofA.slice(2).join("\n"), / active /, "it is never shown as it was before");
  }).timeout(60_000);

  it("[REQ-DBUS-8] [W3] ends with a hirte that is killed; one made on the next is right at once", async () => {
    await cluster.node1.startLog("a.service");
    await start("node1", "a.service");
    await jobsEnded();
    await subscribe("node1", "a.service");
    await isRunning("a.service");
    await cluster.primary.signal("hirte", "KILL");
    const next = await cluster.busCaller();
    await cluster.allOnline();
    const again = await until(() => create(next), { what: "the next hirte is on the bus" });
    owner.close();
    owner = next;
    monitor = again;
    await subscribe("node1", "a.service");
    await heard("a.service", "active running virtual");
    assert.deepEqual(states("a.service"), [
      "New node1 a.service virtual",
      "StateChanged node1 a.service active running virtual",
    ]);
  }).timeout(60_000);

  it("[REQ-DBUS-8] tells peers everything until they are removed, and others nothing", async () => {
    const peer = await cluster.busCaller();
    const other = await cluster.busCaller();
    const [id] = await owner.call(monitor, "AddPeer", "s", peer.name);
    await cluster.node1.startLog("a.service");
    await subscribe("node1", "a.service");
    await start("node1", "a.service");
    await peer.until("active", () => peer.of("UnitStateChanged").some(([, , s]) => s === "active"));
    assert.deepEqual(peer.of("UnitNew"), owner.of("UnitNew"));
    await owner.call(monitor, "RemovePeer", "us", id, "enough");
    assert.deepEqual(await peer.heard("PeerRemoved"), ["enough"]);
    const told = peer.of("UnitStateChanged").length;
    await start("node1", "a.service", "StopUnit");
    await owner.until("removed", () => owner.of("UnitRemoved").length > 0);
    await peer.heard("JobRemoved", 2);
    assert.equal(peer.of("UnitStateChanged").length, told);
    assert.equal(other.of("UnitNew").length + other.of("UnitStateChanged").length, 0);
    peer.close();
    other.close();
  });
});
