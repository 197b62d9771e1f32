import assert from "node:assert/strict";
import { isHirteError } from "../../../src/core/errors.ts";
import { Variant } from "../../../src/dbus/codec.ts";
import type { BusCaller, Target } from "../../support/bus-caller.ts";
import { aUnitState } from "../../support/scripted-hirte.ts";
import { controller, FacadeBench, target } from "./facade-bench.ts";

const [a, b, c] = ["a.service", "b.service", "c.service"] as const;
const failed = { active: "failed", sub: "failed", result: "exit-code" } as const;

describe("BlueChi's interface: a monitor", () => {
  let bench: FacadeBench;
  let owner: BusCaller;
  let monitor: Target;
  let seq: number;

  beforeEach(async () => {
    bench = await FacadeBench.start();
    seq = 10;
    await bench.node("node1", [a, b]);
    await bench.node("node2", [a]);
    owner = await bench.caller();
    monitor = await create(owner);
  });
  afterEach(() => bench.stop());

  async function create(caller: BusCaller): Promise<Target> {
    const [path] = await caller.call(controller, "CreateMonitor");
    return target(String(path), "Monitor");
  }
  const subscribe = async (node: string, ...units: string[]) => {
    const [id] =
      units.length === 1
        ? await owner.call(monitor, "Subscribe", "ss", node, units[0])
        : await owner.call(monitor, "SubscribeList", "sas", node, units);
    return Number(id);
  };
  const say = (node: string, unit: string, rest: object = {}, session = 1) =>
    bench.hirte.sayUnit(node, unit, aUnitState(++seq, { session, ...rest }));
  /** What was told, one line an event. */
  const lines = (caller: BusCaller = owner) =>
    caller.signals
      .filter(({ member }) => member.startsWith("Unit"))
      .map(({ member, body }) =>
        [member.slice(4), ...body.filter((part) => typeof part === "string")].join(" "),
      );
  const heard = (last: string, caller: BusCaller = owner) =>
    caller.until(last, () => lines(caller).includes(last));
  const failsAs = (call: Promise<unknown>, name: string) =>
    assert.rejects(call, (error) => isHirteError(error) && error.details["dbusName"] === name);

  const there = (node: string, unit: string) => [
    `New ${node} ${unit} virtual`,
    `StateChanged ${node} ${unit} active running virtual`,
  ];
  const gone = (node: string, unit: string) => [
    `StateChanged ${node} ${unit} inactive agent-offline virtual`,
    `Removed ${node} ${unit} virtual`,
  ];

  it("[REQ-DBUS-8] tells its owner what is there, after the number of the subscription, and what happens", async () => {
    await subscribe("node1", a);
    assert.deepEqual(lines(), []);
    await heard(`StateChanged node1 ${a} active running virtual`);
    assert.deepEqual(lines(), there("node1", a));
    owner.signals.length = 0;
    await say("node1", b, failed);
    await say("node2", a, failed);
    await say("node1", a, failed);
    await bench.hirte.sayUnit("node1", a, undefined);
    await heard(`Removed node1 ${a} real`);
    assert.deepEqual(lines(), [
      `StateChanged node1 ${a} failed failed real`,
      `PropertiesChanged node1 ${a} org.freedesktop.systemd1.Unit`,
      `PropertiesChanged node1 ${a} org.freedesktop.systemd1.Service`,
      `Removed node1 ${a} real`,
    ]);
    const [ofUnit, ofService] = owner.of("UnitPropertiesChanged");
    assert.deepEqual(ofUnit?.[3], {
      ActiveState: new Variant("s", "failed"),
      SubState: new Variant("s", "failed"),
    });
    assert.deepEqual(ofService?.[3], { Result: new Variant("s", "exit-code") });
    assert.equal(owner.signals[0]?.path, monitor.path);
  });

  it("[REQ-DBUS-8] takes lists of units, nodes and units that are not there yet, and refuses what can never be", async () => {
    await subscribe("node9", a, b);
    await subscribe("node1", a, c);
    await say("node1", c);
    await heard(`PropertiesChanged node1 ${c} org.freedesktop.systemd1.Service`);
    assert.deepEqual(lines().slice(0, 3), [...there("node1", a), `New node1 ${c} real`]);
    assert.deepEqual(owner.of("UnitPropertiesChanged")[0]?.[3], {
      LoadState: new Variant("s", "loaded"),
      ActiveState: new Variant("s", "active"),
      SubState: new Variant("s", "running"),
      Description: new Variant("s", "A unit"),
      UnitFileState: new Variant("s", ""),
      FreezerState: new Variant("s", "running"),
      InvocationID: new Variant("ay", Buffer.alloc(0)),
    });
    await bench.node("node9", [a, b]);
    await heard(`StateChanged node9 ${b} active running virtual`);
    await failsAs(subscribe("a/b", a), "org.freedesktop.DBus.Error.InvalidArgs");
    await failsAs(subscribe("node1", "a/b"), "org.freedesktop.DBus.Error.InvalidArgs");
  });

  it("[REQ-DBUS-8] of everything tells of each node once, and then every event of all", async () => {
    await subscribe("*", "*");
    await heard("New node1 * virtual");
    await heard("New node2 * virtual");
    assert.equal(lines().length, 2);
    await say("node1", c);
    await say("node2", a, failed);
    await heard(`PropertiesChanged node2 ${a} org.freedesktop.systemd1.Service`);
    assert.deepEqual(lines().slice(2), [
      `New node1 ${c} real`,
      `StateChanged node1 ${c} active running real`,
      `PropertiesChanged node1 ${c} org.freedesktop.systemd1.Unit`,
      `PropertiesChanged node1 ${c} org.freedesktop.systemd1.Service`,
      `StateChanged node2 ${a} failed failed real`,
      `PropertiesChanged node2 ${a} org.freedesktop.systemd1.Unit`,
      `PropertiesChanged node2 ${a} org.freedesktop.systemd1.Service`,
    ]);
  });

  it("[REQ-DBUS-8] tells an event once, whatever number of its subscriptions match", async () => {
    const first = await subscribe("node1", a);
    await heard(`StateChanged node1 ${a} active running virtual`);
    await subscribe("*", "*");
    await heard("New node2 * virtual");
    const third = await subscribe("*", a);
    await heard(`StateChanged node2 ${a} active running virtual`);
    owner.signals.length = 0;
    await say("node1", a, { active: "reloading" });
    await heard(`StateChanged node1 ${a} reloading running real`);
    await owner.call(monitor, "Unsubscribe", "u", first);
    await owner.call(monitor, "Unsubscribe", "u", third);
    await say("node1", a, failed);
    await say("node1", c);
    await heard(`StateChanged node1 ${c} active running real`);
    const states = lines().filter((line) => line.startsWith(`StateChanged node1 ${a}`));
    assert.deepEqual(states, [
      `StateChanged node1 ${a} reloading running real`,
      `StateChanged node1 ${a} failed failed real`,
    ]);
  });

  it("[REQ-DBUS-8] ends a subscription, and knows which there are", async () => {
    const id = await subscribe("node1", a);
    await heard(`StateChanged node1 ${a} active running virtual`);
    await owner.call(monitor, "Unsubscribe", "u", id);
    owner.signals.length = 0;
    await say("node1", a, failed);
    await subscribe("node1", b);
    await heard(`StateChanged node1 ${b} active running virtual`);
    assert.deepEqual(lines(), there("node1", b));
    await failsAs(
      owner.call(monitor, "Unsubscribe", "u", id),
      "org.eclipse.bluechi.NoSuchSubscription",
    );
  });

  it("[REQ-DBUS-8] [W2] is right after a link was down: its units are gone, then as they really are", async () => {
    await subscribe("node1", a);
    await heard(`StateChanged node1 ${a} active running virtual`);
    owner.signals.length = 0;
    await bench.hirte.sayNode("node1", { state: "unreachable" });
    await bench.hirte.sayNode("node1", {});
    await heard(`StateChanged node1 ${a} active running virtual`);
    assert.deepEqual(lines(), [...gone("node1", a), ...there("node1", a)]);
  });

  it("[REQ-DBUS-8] [W2] is right after an agent was started anew, and for all units too", async () => {
    await subscribe("*", "*");
    await heard("New node1 * virtual");
    await subscribe("node1", b);
    await heard(`StateChanged node1 ${b} active running virtual`);
    owner.signals.length = 0;
    await bench.hirte.sayNode("node1", { state: "offline" });
    await bench.hirte.sayNode("node1", { session: 2, synced: false });
    await say("node1", a, failed, 2);
    await say("node1", b, {}, 2);
    await bench.hirte.sayInventory("node1", 2, ++seq, [a, b]);
    await bench.hirte.sayNode("node1", { session: 2 });
    await heard(`StateChanged node1 ${b} active running virtual`);
    await heard(`StateChanged node1 ${a} failed failed virtual`);
    const told = lines();
    assert.ok(told.indexOf("Removed node1 * virtual") < told.indexOf("New node1 * virtual"));
    assert.deepEqual(
      told.filter((line) => line.includes(` ${b} `)),
      [...gone("node1", b), ...there("node1", b)],
    );
  });

  it("[REQ-DBUS-8] is heard by nobody else, but by peers until they are removed", async () => {
    const [peer, other] = [await bench.caller(), await bench.caller()];
    const [id] = await owner.call(monitor, "AddPeer", "s", peer.name);
    for (const name of [peer.name, owner.name]) {
      await failsAs(owner.call(monitor, "AddPeer", "s", name), "org.freedesktop.DBus.Error.Failed");
    }
    for (const name of [":1.9999", "org.freedesktop.DBus", "nonsense"]) {
      await failsAs(
        owner.call(monitor, "AddPeer", "s", name),
        "org.freedesktop.DBus.Error.InvalidArgs",
      );
    }
    await subscribe("node1", a);
    await heard(`StateChanged node1 ${a} active running virtual`, peer);
    assert.deepEqual(lines(peer), there("node1", a));
    await owner.call(monitor, "RemovePeer", "us", id, "enough");
    assert.deepEqual(await peer.heard("PeerRemoved"), ["enough"]);
    await say("node1", a, failed);
    await heard(`StateChanged node1 ${a} failed failed real`);
    await failsAs(
      owner.call(monitor, "RemovePeer", "us", id, "enough"),
      "org.freedesktop.DBus.Error.Failed",
    );
    // An exchange with the facade: what it had sent before has arrived.
    for (const caller of [peer, other]) await caller.call(controller, "ListNodes");
    assert.equal(lines(peer).length, 2);
    assert.deepEqual(other.signals, []);
  });

  it("[REQ-DBUS-8] is gone once it is closed, and its peers are told", async () => {
    const peer = await bench.caller();
    await owner.call(monitor, "AddPeer", "s", peer.name);
    await subscribe("node1", a);
    await owner.call(monitor, "Close");
    assert.deepEqual(await peer.heard("PeerRemoved"), ["monitor closed"]);
    await failsAs(subscribe("node1", b), "org.freedesktop.DBus.Error.UnknownObject");
    const told = lines().length;
    await say("node1", a, failed);
    await owner.call(controller, "ListNodes");
    assert.equal(lines().length, told);
  });

  it("[REQ-DBUS-8] ends with the connection of its owner, not with that of a peer", async () => {
    const [peer, stays] = [await bench.caller(), await bench.caller()];
    await owner.call(monitor, "AddPeer", "s", peer.name);
    await owner.call(monitor, "AddPeer", "s", stays.name);
    peer.close();
    await subscribe("node1", a);
    await heard(`StateChanged node1 ${a} active running virtual`, stays);
    owner.close();
    assert.deepEqual(await stays.heard("PeerRemoved"), ["monitor closed"]);
    await failsAs(
      stays.call(monitor, "Subscribe", "ss", "node1", b),
      "org.freedesktop.DBus.Error.UnknownObject",
    );
  });

  it("[REQ-DBUS-8] ends with the bus; a new one on the next bus is as good", async () => {
    await bench.daemon.down();
    await bench.daemon.up();
    owner = await bench.caller();
    await bench.isOnBus(owner);
    await failsAs(subscribe("node1", a), "org.freedesktop.DBus.Error.UnknownObject");
    monitor = await create(owner);
    await subscribe("node1", a);
    await heard(`StateChanged node1 ${a} active running virtual`);
  });
});
