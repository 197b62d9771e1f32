import assert from "node:assert/strict";
import { HirteError, isHirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import { Bus } from "../../../src/dbus/bus.ts";
import { busError } from "../../../src/dbus/bus-error.ts";
import { Variant } from "../../../src/dbus/codec.ts";
import type { Implementation, InterfaceSpec } from "../../../src/dbus/interface-spec.ts";
import { ObjectServer, part, type ServedObject } from "../../../src/dbus/object-server.ts";
import { BusCaller, type Target } from "../../support/bus-caller.ts";
import { PrivateBus } from "../../support/private-bus.ts";

type LampMembers = {
  methods: {
    Add: { args: readonly [a: number, b: number]; result: readonly [sum: number] };
    Ask: { args: readonly []; result: readonly [who: string] };
    Fail: { args: readonly [how: string]; result: readonly [] };
    Shout: { args: readonly [word: string]; result: readonly [] };
  };
  signals: { Shouted: readonly [word: string] };
  properties: { Colour: string; Hours: number | bigint; Maker: string };
};

const lamp: InterfaceSpec<LampMembers> = {
  name: "org.example.Lamp",
  methods: {
    Add: {
      in: [
        ["a", "i"],
        ["b", "i"],
      ],
      out: [["sum", "i"]],
    },
    Ask: { in: [], out: [["who", "s"]] },
    Fail: { in: [["how", "s"]], out: [] },
    Shout: { in: [["word", "s"]], out: [] },
  },
  signals: { Shouted: [["word", "s"]] },
  properties: {
    Colour: { type: "s", change: "true" },
    Hours: { type: "t", change: "invalidates" },
    Maker: { type: "s", change: "const" },
  },
};

describe("objects on a bus", () => {
  let daemon: PrivateBus;
  let bus: Bus;
  let server: ObjectServer;
  let object: ServedObject;
  let caller: BusCaller;
  let target: Target;
  let colour = "red";

  beforeEach(async () => {
    daemon = await PrivateBus.start();
    bus = new Bus({ address: daemon.address, log: silentLog() });
    server = new ObjectServer(bus, silentLog());
    colour = "red";
    const implementation: Implementation<LampMembers> = {
      methods: {
        Add: (_caller, a, b) => [a + b],
        Ask: async ({ sender }) => [sender],
        Fail: (_caller, how) => {
          if (how === "named") throw busError("org.example.Error.Broken", "broken");
          throw how === "hirte" ? new HirteError("busy", "too much") : new Error("oops");
        },
        Shout: ({ onAnswered }, word) => {
          onAnswered(() => object.emit(lamp, "Shouted", [`${word} after`], caller.name));
          object.emit(lamp, "Shouted", [`${word} before`], caller.name);
          return [];
        },
      },
      properties: { Colour: () => colour, Hours: async () => 2n ** 60n, Maker: () => "us" },
    };
    object = server.add("/a/lamp", part(lamp, implementation));
    const isUp = new Promise<void>((resolve) => bus.onConnection((up) => up && resolve()));
    bus.open();
    await isUp;
    caller = await BusCaller.connect(daemon.address, bus.uniqueName);
    target = { destination: bus.uniqueName ?? "", path: "/a/lamp", interface: lamp.name };
  });
  afterEach(async () => {
    caller.close();
    bus.close();
    await daemon.stop();
  });

  const failsWith = async (call: Promise<unknown>, name: string) =>
    assert.rejects(call, (error) => isHirteError(error) && error.details["dbusName"] === name);
  const standard = (name: string) => `org.freedesktop.DBus.Error.${name}`;
  const of = (iface: string): Target => ({ ...target, interface: `org.freedesktop.DBus.${iface}` });

  it("[REQ-DBUS-2] answer calls, and know who calls", async () => {
    assert.deepEqual(await caller.call(target, "Add", "ii", 2, 3), [5]);
    assert.deepEqual(await caller.call(target, "Ask"), [caller.name]);
  });

  it("[REQ-DBUS-2] answer what is not there with the error that D-Bus has for it", async () => {
    const elsewhere = { ...target, path: "/b" };
    await failsWith(caller.call(elsewhere, "Add", "ii", 2, 3), standard("UnknownObject"));
    const other = { ...target, interface: "org.example.Chair" };
    await failsWith(caller.call(other, "Add", "ii", 2, 3), standard("UnknownInterface"));
    await failsWith(caller.call(target, "Dim"), standard("UnknownMethod"));
    await failsWith(caller.call(target, "constructor"), standard("UnknownMethod"));
    await failsWith(caller.call(target, "Add", "is", 2, "3"), standard("InvalidArgs"));
    await failsWith(caller.call(target, "Add", "i", 2), standard("InvalidArgs"));
  });

  it("[REQ-DBUS-2] answer a failure under its own name, or as Failed", async () => {
    await failsWith(caller.call(target, "Fail", "s", "named"), "org.example.Error.Broken");
    await failsWith(caller.call(target, "Fail", "s", "hirte"), standard("Failed"));
    await failsWith(caller.call(target, "Fail", "s", "else"), standard("Failed"));
    assert.deepEqual(await caller.call(target, "Add", "ii", 1, 1), [2]);
  });

  it("[REQ-DBUS-2] let properties be read, and not written", async () => {
    assert.equal(await caller.get(target, "Colour"), "red");
    const [all] = await caller.call(of("Properties"), "GetAll", "s", lamp.name);
    assert.deepEqual(all, {
      Colour: new Variant("s", "red"),
      Hours: new Variant("t", 2n ** 60n),
      Maker: new Variant("s", "us"),
    });
    const [none] = await caller.call(of("Properties"), "GetAll", "s", "");
    assert.deepEqual(none, all);
    const properties = of("Properties");
    await failsWith(
      caller.call(properties, "Set", "ssv", lamp.name, "Colour", new Variant("s", "blue")),
      standard("PropertyReadOnly"),
    );
    await failsWith(
      caller.call(properties, "Get", "ss", lamp.name, "Size"),
      standard("UnknownProperty"),
    );
    await failsWith(
      caller.call(properties, "GetAll", "s", "org.example.Chair"),
      standard("UnknownInterface"),
    );
  });

  it("[REQ-DBUS-2] tell changes of properties as their interface says", async () => {
    colour = "green";
    object.changed(lamp, "Colour");
    assert.deepEqual(await caller.heard("PropertiesChanged"), [
      lamp.name,
      { Colour: new Variant("s", "green") },
      [],
    ]);
    object.changed(lamp, "Hours");
    assert.deepEqual(await caller.heard("PropertiesChanged", 2), [lamp.name, {}, ["Hours"]]);
  });

  it("[REQ-DBUS-2] send signals before an answer and after it, in this order", async () => {
    const answered = caller.call(target, "Shout", "s", "x").then(() => caller.of("Shouted").length);
    await caller.heard("Shouted", 2);
    assert.equal(await answered, 1);
    assert.deepEqual(caller.of("Shouted"), [["x before"], ["x after"]]);
  });

  it("[REQ-DBUS-2] are pinged and looked at, and are parents of each other", async () => {
    await caller.call(of("Peer"), "Ping");
    const [id] = await caller.call(of("Peer"), "GetMachineId");
    assert.match(String(id), /^[0-9a-f]{32}$/);
    const above = { ...of("Introspectable"), path: "/a" };
    const [xml] = await caller.call(above, "Introspect");
    assert.match(String(xml), /<node name="lamp"\/>/);
    assert.doesNotMatch(String(xml), /org\.example/);
    const [own] = await caller.call(of("Introspectable"), "Introspect");
    assert.match(String(own), /<interface name="org.example.Lamp">/);
    await failsWith(caller.call({ ...above, path: "/b" }, "Introspect"), standard("UnknownObject"));
  });

  it("[REQ-DBUS-2] are gone once they were taken away", async () => {
    object.remove();
    object.remove();
    await failsWith(caller.call(target, "Add", "ii", 2, 3), standard("UnknownObject"));
  });
});
