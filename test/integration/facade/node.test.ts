import assert from "node:assert/strict";
import { isHirteError } from "../../../src/core/errors.ts";
import { Variant } from "../../../src/dbus/codec.ts";
import type { Job, Reply } from "../../../src/protocol/generated/schemas.ts";
import type { BusCaller } from "../../support/bus-caller.ts";
import { acceptedAs, controller, FacadeBench, node1 } from "./facade-bench.ts";

/** A method that has something done: what it asks hirte for. */
interface Row {
  readonly method: string;
  readonly signature: string;
  readonly args: readonly unknown[];
  readonly verb: string;
  readonly asks: object;
}

const unit = "a.service";
const weight = [["CPUWeight", new Variant("t", 500)]];
const actions: readonly Row[] = [
  { method: "FreezeUnit", signature: "s", args: [unit], verb: "freeze", asks: { unit } },
  { method: "ThawUnit", signature: "s", args: [unit], verb: "thaw", asks: { unit } },
  {
    ...{ method: "KillUnit", signature: "ssi", args: [unit, "main", 9], verb: "kill" },
    asks: { unit, whom: "main", signal: 9 },
  },
  {
    ...{ method: "SetUnitProperties", signature: "sba(sv)", args: [unit, true, weight] },
    verb: "set-property",
    asks: {
      unit,
      runtime: true,
      properties: [{ name: "CPUWeight", value: { sig: "t", value: "500" } }],
    },
  },
  { method: "Reload", signature: "", args: [], verb: "daemon-reload", asks: {} },
  {
    ...{ method: "SetLogLevel", signature: "s", args: ["DEBUG"], verb: "set-loglevel" },
    asks: { level: "debug" },
  },
  { method: "ResetFailed", signature: "", args: [], verb: "reset-failed", asks: {} },
  { method: "ResetFailedUnit", signature: "s", args: [unit], verb: "reset-failed", asks: { unit } },
];

describe("BlueChi's interface: what is done on a node", () => {
  let bench: FacadeBench;
  let caller: BusCaller;

  beforeEach(async () => {
    bench = await FacadeBench.start((hirte) => hirte.sayNode("node1", {}));
    caller = await bench.caller();
  });
  afterEach(() => bench.stop());

  const ends = (verb: string, rest: Partial<Job> = {}) =>
    bench.hirte.on(verb, (asked) =>
      acceptedAs(bench.hirte, asked, { state: "finished", result: "done", ...rest }),
    );
  const answers = (verb: string, rows: readonly object[]) =>
    bench.hirte.on(verb, () => ({ data: rows as Reply["data"] & {} }));
  const askedFor = (verb: string) =>
    bench.hirte.of(verb).map(({ request: { id: _i, startBy: _s, ...rest } }) => rest);
  const failsAs = (call: Promise<unknown>, name: string) =>
    assert.rejects(call, (error) => isHirteError(error) && error.details["dbusName"] === name);

  for (const { method, signature, args, verb, asks } of actions) {
    it(`[REQ-DBUS-12] ${method} asks for ${verb}, and is answered when it was done`, async () => {
      ends(verb);
      assert.deepEqual(await caller.call(node1, method, signature, ...args), []);
      assert.deepEqual(askedFor(verb), [asks]);
      assert.equal(bench.hirte.of(verb)[0]?.user, `login-of-${process.getuid?.()}`);
      assert.deepEqual(caller.of("JobNew"), []);
    });
  }

  it("[REQ-DBUS-12] what could not be done is an error of the call, by its reason", async () => {
    const refused = {
      result: "failed",
      problem: { code: "no-such-unit", message: "none" },
    } as const;
    const freeze = () => caller.call(node1, "FreezeUnit", "s", unit);
    ends("freeze", refused);
    await failsAs(freeze(), "org.freedesktop.systemd1.NoSuchUnit");
    for (const [result, name] of Object.entries({
      failed: "Failed",
      expired: "Timeout",
      timeout: "Timeout",
      lost: "NoReply",
    })) {
      ends("freeze", { result: result as Job["result"] & {} });
      await failsAs(freeze(), `org.freedesktop.DBus.Error.${name}`);
    }
  });

  it("[REQ-DBUS-12] units are enabled and disabled one after the other, and their links told", async () => {
    const link = { type: "symlink", file: "/etc/x", source: "/usr/x" };
    ends("enable", { files: [link], hasInstall: true });
    assert.deepEqual(
      await caller.call(node1, "EnableUnitFiles", "asbb", [unit, "b.service"], true, false),
      [true, [Object.values(link), Object.values(link)]],
    );
    assert.deepEqual(
      askedFor("enable"),
      [unit, "b.service"].map((u) => ({ unit: u, runtime: true, force: false, reload: false })),
    );
    ends("enable", { hasInstall: false });
    assert.deepEqual(await caller.call(node1, "EnableUnitFiles", "asbb", [unit], false, true), [
      false,
      [],
    ]);
    ends("disable", { files: [{ ...link, type: "unlink", source: "" }] });
    assert.deepEqual(await caller.call(node1, "DisableUnitFiles", "asb", [unit], false), [
      [["unlink", "/etc/x", ""]],
    ]);
    assert.deepEqual(askedFor("disable"), [{ unit, runtime: false, reload: false }]);
    await failsAs(
      caller.call(node1, "EnableUnitFiles", "asbb", ["/etc/a.service"], false, false),
      "org.freedesktop.DBus.Error.InvalidArgs",
    );
  });

  it("[REQ-DBUS-12] the default target is told and set", async () => {
    answers("get-default", [{ unit: "multi-user.target" }]);
    assert.deepEqual(await caller.call(node1, "GetDefaultTarget"), ["multi-user.target"]);
    ends("set-default", { files: [{ type: "symlink", file: "/a", source: "/b" }] });
    assert.deepEqual(await caller.call(node1, "SetDefaultTarget", "sb", "x.target", true), [
      [["symlink", "/a", "/b"]],
    ]);
    assert.deepEqual(askedFor("set-default"), [{ unit: "x.target" }]);
  });

  it("[REQ-DBUS-12] unit files and their states are told, of a node and of all", async () => {
    answers("list-unit-files", [{ unit, path: "/usr/a.service", state: "enabled" }]);
    const rows = [["/usr/a.service", "enabled"]];
    assert.deepEqual(await caller.call(node1, "ListUnitFiles"), [rows]);
    await bench.hirte.sayNode("node2", {});
    await caller.heard("PropertiesChanged");
    bench.hirte.on("list-unit-files", ({ node }) =>
      node === "node2"
        ? { status: "refused", problem: { code: "deadline", message: "node2 does not answer" } }
        : { data: [{ unit, path: "/usr/a.service", state: "enabled" }] },
    );
    assert.deepEqual(await caller.call(controller, "ListUnitFiles"), [{ node1: rows }]);
    answers("is-enabled", [{ unit, state: "static" }]);
    assert.deepEqual(await caller.call(node1, "GetUnitFileState", "s", unit), ["static"]);
    answers("is-enabled", [{ unit, state: "not-found" }]);
    await failsAs(
      caller.call(node1, "GetUnitFileState", "s", unit),
      "org.freedesktop.DBus.Error.FileNotFound",
    );
  });

  it("[REQ-DBUS-12] properties are told with their types", async () => {
    const iface = "org.freedesktop.systemd1.Service";
    answers("properties", [
      { interface: iface, name: "MemoryMax", value: { sig: "t", value: "18446744073709551615" } },
      {
        interface: iface,
        name: "ExecStart",
        value: { sig: "a(sas)", value: [["/x", ["x", "y"]]] },
      },
    ]);
    assert.deepEqual(await caller.call(node1, "GetUnitProperties", "ss", unit, iface), [
      {
        MemoryMax: new Variant("t", 2n ** 64n - 1n),
        ExecStart: new Variant("a(sas)", [["/x", ["x", "y"]]]),
      },
    ]);
    assert.deepEqual(askedFor("properties"), [{ unit, interface: iface }]);
    assert.deepEqual(await caller.call(node1, "GetUnitProperty", "sss", unit, "", "MemoryMax"), [
      new Variant("t", 2n ** 64n - 1n),
    ]);
    assert.deepEqual(askedFor("properties")[1], { unit, property: "MemoryMax" });
    bench.hirte.on("properties", () => ({
      status: "refused",
      problem: { code: "no-such-property", message: "there is none" },
    }));
    await failsAs(
      caller.call(node1, "GetUnitProperty", "sss", unit, iface, "Nonsense"),
      "org.freedesktop.DBus.Error.UnknownProperty",
    );
  });

  it("[REQ-DBUS-9] an activation takes what the node's clock says", async () => {
    await caller.call(controller, "EnableMetrics");
    bench.hirte.on("start", (asked) => acceptedAs(bench.hirte, asked, { state: "running" }));
    bench.hirte.on("properties", ({ request }) => {
      const isEnd = Reflect.get(request, "property") === "ActiveEnterTimestampMonotonic";
      const value = { sig: "t", value: isEnd ? "5001234" : "5000000" };
      return { data: [{ interface: "org.freedesktop.systemd1.Unit", name: "x", value }] };
    });
    await caller.call(node1, "StartUnit", "ss", unit, "replace");
    const [asked] = bench.hirte.of("start");
    if (asked) {
      await bench.hirte.tell(bench.hirte.jobOf(asked, { state: "finished", result: "done" }));
    }
    assert.equal((await caller.heard("StartUnitJobMetrics"))[4], 1234);
  });

  it("[REQ-DBUS-14] StartTransientUnit asks for a unit of these properties, and is a job", async () => {
    bench.hirte.on("run", (asked) => {
      const job = bench.hirte.jobOf(asked, { state: "finished", result: "done" });
      void bench.hirte.tell(job);
      return { status: "accepted", job };
    });
    const properties = [
      ["Type", new Variant("s", "oneshot")],
      ["ExecStart", new Variant("a(sasb)", [["/bin/true", ["/bin/true"], false]])],
    ];
    const start = (...aux: unknown[]) =>
      caller.call(
        node1,
        "StartTransientUnit",
        "ssa(sv)a(sa(sv))",
        ...[unit, "fail", properties, aux],
      );
    const [path] = await start();
    assert.deepEqual(askedFor("run"), [
      {
        unit,
        mode: "fail",
        properties: [
          { name: "Type", value: { sig: "s", value: "oneshot" } },
          {
            name: "ExecStart",
            value: { sig: "a(sasb)", value: [["/bin/true", ["/bin/true"], false]] },
          },
        ],
      },
    ]);
    const [, removed, , , result] = await caller.heard("JobRemoved");
    assert.deepEqual([removed, result], [path, "done"]);
    await failsAs(start(["b.service", []]), "org.freedesktop.DBus.Error.InvalidArgs");
    ends("run", { result: "failed", problem: { code: "denied", message: "AllowExec=yes" } });
    await failsAs(start(), "org.freedesktop.DBus.Error.AccessDenied");
  });
});
