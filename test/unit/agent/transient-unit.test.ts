import { deepEqual, doesNotMatch, equal, match, throws } from "node:assert/strict";
import type { RunOrder } from "../../../agent/run-call.ts";
import { busPropertyOf, runPropertyNames } from "../../../agent/run-properties.ts";
import { propertiesOf } from "../../../agent/transient-unit.ts";

const id = "a".repeat(32);
type Order = Exclude<RunOrder, { readonly commandName: string }>;
type Rest = Partial<Parameters<typeof propertiesOf>[0]>;

/** The properties of a command's unit, by name; the last of each. */
function unitOf(order: Order, rest: Rest = {}): Readonly<Record<string, unknown>> {
  const call = { unit: "x.service", wait: true };
  const properties = propertiesOf({ id, call, order, ...rest });
  return Object.fromEntries(properties.map(([name, { value }]) => [name, value]));
}

const output = {
  paths: ["/run/o", "/run/e"],
  next: () => Promise.resolve(undefined),
  finish: () => undefined,
  stop: () => undefined,
} as const;

describe("the unit of a command", () => {
  it("[REQ-RUN-1] executes the words as they are, and one word by the shell", () => {
    const words = unitOf({ argv: ["printf", "%s", "$HOME"] });
    deepEqual(words["ExecStartEx"], [["printf", ["printf", "%s", "$HOME"], ["no-env-expand"]]]);
    const line = unitOf({ shell: "a | b" });
    deepEqual(line["ExecStartEx"], [["/bin/sh", ["/bin/sh", "-c", "a | b"], ["no-env-expand"]]]);
    throws(() => unitOf({ argv: ["bin/x"] }), { code: "bad-request" });
    throws(() => unitOf({ argv: ["x"] }, { call: { unit: "x.scope", wait: false } }), {
      code: "bad-request",
    });
  });

  it("[REQ-RUN-6] holds both ends of its pipes, and its words come behind that", () => {
    const unit = unitOf({ argv: ["cat", "a b"] }, { output });
    const [[program, argv] = []] = unit["ExecStartEx"] as [[string, string[]]];
    equal(program, "/bin/sh");
    match(argv?.[2] ?? "", /^exec "\$@" 1<>\S+ 2<>\S+$/);
    deepEqual(argv?.slice(-3), ["sh", "cat", "a b"]);
    deepEqual([unit["StandardOutputFile"], unit["StandardErrorFile"]], ["/run/o", "/run/e"]);
  });

  it("[REQ-RUN-11] has no word of the line in its description", () => {
    doesNotMatch(String(unitOf({ shell: "x geheim" })["Description"]), /geheim/);
    equal(unitOf({ argv: ["/bin/psql", "-c"] })["Description"], "hirte: psql");
  });

  it("[REQ-RUN-10] stays until it was read where it is waited for, and goes by itself otherwise", () => {
    equal(unitOf({ shell: "x" })["RemainAfterExit"], true);
    const left = unitOf({ shell: "x" }, { call: { unit: "x.service", wait: false } });
    deepEqual([left["RemainAfterExit"], left["CollectMode"]], [undefined, "inactive-or-failed"]);
  });

  it("[REQ-RUN-3] has its time from systemd too", () => {
    equal(unitOf({ shell: "x" }, { runtimeMaxMs: 1500.2 })["RuntimeMaxUSec"], 1_501_000n);
    const asked = (seconds: number): Order => ({
      shell: "x",
      assignments: ["RuntimeMaxSec=1", `RuntimeMaxSec=${seconds}`],
    });
    const limited = (seconds: number) =>
      unitOf(asked(seconds), { runtimeMaxMs: 1500 })["RuntimeMaxUSec"];
    deepEqual([limited(9), limited(1)], [1_500_000n, 1_000_000n], "the smaller of the two");
    equal(unitOf(asked(9))["RuntimeMaxUSec"], 9_000_000n);
  });

  it("[REQ-RUN-1] has the properties that it was given, the later ones winning", () => {
    const unit = unitOf({
      shell: "x",
      user: "nobody",
      workingDirectory: "/srv",
      environment: ["A=1"],
      assignments: ["TimeoutStopSec=2", "MemoryMax=64M", "CPUQuota=50%", "Nice=-5"],
    });
    deepEqual(
      ["User", "WorkingDirectory", "Environment", "TimeoutStopUSec", "MemoryMax", "Nice"].map(
        (name) => unit[name],
      ),
      ["nobody", "/srv", ["A=1"], 2_000_000n, 64n * 1024n * 1024n, -5],
    );
    equal(unit["CPUQuotaPerSecUSec"], 500_000n);
  });

  it("[REQ-DBUS-14] is made of typed properties as they are, with a mark beside them", () => {
    const unit = unitOf({ properties: [{ name: "Type", value: { sig: "s", value: "oneshot" } }] });
    deepEqual(Object.keys(unit), ["Type", "LogExtraFields"]);
    const scope = unitOf(
      { properties: [{ name: "Slice", value: { sig: "s", value: "a.slice" } }] },
      { call: { unit: "x.scope", wait: false } },
    );
    deepEqual(Object.keys(scope), ["Slice"]);
    throws(() => unitOf({ properties: [{ name: "Type", value: { sig: "s", value: 1 } }] }), {
      code: "bad-request",
    });
  });
});

describe("properties of run", () => {
  it("[REQ-RUN-1] are read as systemd reads them", () => {
    const read = (text: string) => busPropertyOf(text)[1].value;
    deepEqual(
      ["DynamicUser=yes", "PrivateTmp=0", "TasksMax=infinity", "MemoryHigh=infinity"].map(read),
      [true, false, 2n ** 64n - 1n, 2n ** 64n - 1n],
    );
    deepEqual(busPropertyOf("RuntimeMaxSec=1min 30s")[0], "RuntimeMaxUSec");
    equal(read("RuntimeMaxSec=90"), 90_000_000n);
    equal(read("ProtectHome=read-only"), "read-only");
  });

  it("[REQ-RUN-1] are refused where they are not known, or their value cannot be", () => {
    const wrong = ["ExecStartPre=x", "toString=1", "Nice=20", "Nice=x", "MemoryMax=-1"];
    const more = ["MemoryMax=99999999999P", "CPUQuota=50", "DynamicUser=maybe", "RuntimeMaxSec=x"];
    for (const text of [...wrong, ...more]) {
      throws(() => busPropertyOf(text), { code: "bad-request" }, text);
    }
    equal(runPropertyNames.includes("Environment"), false, "--setenv is for that");
  });
});
