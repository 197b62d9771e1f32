import assert from "node:assert/strict";
import { decodeSignal } from "../../../agent/systemd-signals.ts";
import { literalPattern } from "../../../agent/unit-watcher.ts";
import { isHirteError } from "../../../src/core/errors.ts";
import { type IncomingMessage, Variant } from "../../../src/dbus/codec.ts";
import { matchesGlob } from "../../../src/units/glob.ts";

const manager = {
  type: "signal",
  serial: 1,
  flags: 0,
  signature: "",
  path: "/org/freedesktop/systemd1",
  interface: "org.freedesktop.systemd1.Manager",
} as const;

function changes(path: string, body: readonly unknown[]): IncomingMessage {
  return {
    ...manager,
    path: `/org/freedesktop/systemd1${path}`,
    interface: "org.freedesktop.DBus.Properties",
    member: "PropertiesChanged",
    body,
  };
}

describe("signals of systemd", () => {
  it("[REQ-SYS-20] mean what they say of jobs and units", () => {
    const path = "/org/freedesktop/systemd1/job/3";
    const decode = (member: string, ...body: unknown[]) =>
      decodeSignal({ ...manager, member, body });
    assert.deepEqual(decode("JobNew", 3, path, "a.service"), {
      kind: "job-new",
      jobId: 3,
      unit: "a.service",
    });
    assert.deepEqual(decode("JobRemoved", 3, path, "a.service", "done"), {
      kind: "job-removed",
      jobId: 3,
      unit: "a.service",
      result: "done",
    });
    assert.deepEqual(decode("UnitNew", "a.service", "/x"), { kind: "unit-new", unit: "a.service" });
    assert.deepEqual(decode("Reloading", true), { kind: "reloading", isReloading: true });
    assert.equal(decode("StartupFinished", 1, 2, 3), undefined);
    assert.deepEqual(decodeSignal(changes("/job/3", [])), { kind: "job-changed", jobId: 3 });
  });

  it("[REQ-SYS-20] tell what changed of a unit", () => {
    const signal = changes("/unit/a_2eservice", [
      "org.freedesktop.systemd1.Unit",
      {
        ActiveState: new Variant("s", "active"),
        InvocationID: new Variant("ay", Buffer.from("0a".repeat(16), "hex")),
        ConditionTimestamp: new Variant("t", 17),
        Job: new Variant("(uo)", [0, "/"]),
      },
      ["Conditions"],
    ]);
    assert.deepEqual(decodeSignal(signal), {
      kind: "unit-changed",
      unit: "a.service",
      from: "unit",
      facts: { active: "active", invocation: "0a".repeat(16), conditionAtUs: 17 },
      isIncomplete: false,
    });
  });

  it("[REQ-SYS-20] tell that a unit has no invocation", () => {
    const body = [
      "org.freedesktop.systemd1.Unit",
      { InvocationID: new Variant("ay", Buffer.alloc(0)) },
      [],
    ];
    const signal = decodeSignal(changes("/unit/a_2eservice", body));
    assert.ok(signal?.kind === "unit-changed");
    assert.equal(signal.facts.invocation, "");
  });

  it("[REQ-SYS-12] say when a value was kept back", () => {
    const body = ["org.freedesktop.systemd1.Service", {}, ["ExecStart", "Result"]];
    const signal = decodeSignal(changes("/unit/a_2eservice", body));
    assert.ok(signal?.kind === "unit-changed" && signal.from === "type" && signal.isIncomplete);
  });

  it("[REQ-SYS-20] of other interfaces mean nothing", () => {
    const body = ["org.freedesktop.systemd1.Socket", {}, []];
    assert.equal(decodeSignal(changes("/unit/a_2eservice", body)), undefined);
    assert.equal(decodeSignal(changes("", body)), undefined);
  });

  const broken: readonly IncomingMessage[] = [
    { ...manager, member: "JobRemoved", body: ["3", "/", "a.service", "done"] },
    { ...manager, member: "UnitNew", body: [] },
    changes("/unit/a_2eservice", ["org.freedesktop.systemd1.Unit", "no", []]),
    changes("/unit/a_2eservice", [
      "org.freedesktop.systemd1.Unit",
      { ActiveState: new Variant("u", 1) },
      [],
    ]),
  ];
  for (const [i, signal] of broken.entries()) {
    it(`[REQ-SYS-20] that are not as they should be are refused (${i + 1})`, () => {
      assert.throws(
        () => decodeSignal(signal),
        (error) => isHirteError(error, "dbus-error"),
      );
    });
  }

  it("[REQ-SYS-22] are asked for by patterns that match one name only", () => {
    assert.equal(literalPattern("dev-a\\x2db.device"), "dev-a[\\\\]x2db.device");
    for (const name of ["a.service", "a@b\\x2d.c.service", "we*rd?[x].service"]) {
      assert.ok(matchesGlob(literalPattern(name), name));
    }
    assert.ok(!matchesGlob(literalPattern("a*.service"), "ab.service"));
  });
});
