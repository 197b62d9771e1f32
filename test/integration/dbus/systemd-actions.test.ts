import assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ActionCall } from "../../../agent/call.ts";
import { type Systemctl, systemctlIn } from "../../../agent/systemctl.ts";
import { SystemdActions } from "../../../agent/systemd-actions.ts";
import { SystemdDbus } from "../../../agent/systemd-dbus.ts";
import { SystemdLink } from "../../../agent/systemd-link.ts";
import { SystemdPower } from "../../../agent/systemd-power.ts";
import { SystemdQueries } from "../../../agent/systemd-queries.ts";
import { HirteError, isHirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import { PrivateBus } from "../../support/private-bus.ts";
import { SystemdModel } from "../../support/systemd-model.ts";
import { SystemdOnBus } from "../../support/systemd-on-bus.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { UnitFilesOnBus } from "../../support/unit-files-on-bus.ts";

const yes = { mayLeave: () => true };
const enable: ActionCall = { verb: "enable", unit: "web.service", args: {} };
const weight = (value: number): ActionCall => ({
  verb: "set-property",
  unit: "web.service",
  args: { assignments: [`CPUWeight=${value}`] },
});

describe("actions and queries over D-Bus", () => {
  let bus: PrivateBus;
  let model: SystemdModel;
  let onBus: SystemdOnBus;
  let files: UnitFilesOnBus;
  let link: SystemdLink;
  /** What systemctl was told, in order. */
  let told: string[];
  let systemctl: Systemctl;
  const log = silentLog();

  beforeEach(async () => {
    bus = await PrivateBus.start();
    model = new SystemdModel();
    model.add("web.service");
    onBus = new SystemdOnBus(model, bus.address);
    files = new UnitFilesOnBus(onBus);
    files.states.set("web.service", "disabled");
    link = new SystemdLink({ address: bus.address, log: silentLog() });
    told = [];
    systemctl = async (args) => {
      told.push(args.join(" "));
      return "";
    };
    await onBus.appear();
    const isReady = new Promise<void>((resolve) => link.onAvailability(() => resolve()));
    link.open();
    await isReady;
    onBus.calls.length = 0;
  });
  afterEach(async () => {
    link.close();
    onBus.disappear();
    model.close();
    await bus.stop();
  });

  const actions = (rest: { allowExec?: boolean } = {}) =>
    new SystemdActions({
      link,
      systemctl: (...args) => systemctl(...args),
      log,
      allowExec: false,
      power: new SystemdPower({ link, systemd: new SystemdDbus({ link, log }), log }),
      disarm: (outage) => void told.push(`disarm ${outage}`),
      ...rest,
    });
  const queries = () => new SystemdQueries({ link, systemctl: (...args) => systemctl(...args) });

  it("[REQ-AGT-70] links are changed, then systemd is reloaded, unless that is not wanted", async () => {
    await actions().act(enable, yes);
    await actions().act({ ...enable, verb: "disable", args: { reload: false } }, yes);
    assert.deepEqual(onBus.calls, ["EnableUnitFiles", "Reload", "DisableUnitFiles"]);
  });

  it("[REQ-AGT-70] each action is the call it is named for, with its arguments", async () => {
    const bodies: unknown[] = [];
    const members = ["KillUnit", "FreezeUnit", "ThawUnit", "ResetFailedUnit", "ResetFailed"];
    for (const member of [...members, "Reload", "SetUnitProperties"]) {
      onBus.methods.set(member, (body) => {
        bodies.push([member, ...body]);
        return {};
      });
    }
    const calls: ActionCall[] = [
      { verb: "kill", unit: "web.service", args: {} },
      { verb: "kill", unit: "web.service", args: { whom: "main", signal: 9 } },
      { verb: "freeze", unit: "web.service", args: {} },
      { verb: "thaw", unit: "web.service", args: {} },
      { verb: "reset-failed", unit: "web.service", args: {} },
      { verb: "reset-failed", args: {} },
      { verb: "daemon-reload", args: {} },
    ];
    for (const call of calls) assert.deepEqual(await actions().act(call, yes), {});
    assert.deepEqual(bodies, [
      ["KillUnit", "web.service", "all", 15],
      ["KillUnit", "web.service", "main", 9],
      ["FreezeUnit", "web.service"],
      ["ThawUnit", "web.service"],
      ["ResetFailedUnit", "web.service"],
      ["ResetFailed"],
      ["Reload"],
    ]);
  });

  it("[REQ-AGT-85] poweroff and reboot queue their target irreversibly, and are answered then", async () => {
    const bodies: unknown[] = [];
    onBus.methods.set("StartUnit", (body) => {
      bodies.push(body);
      return { signature: "o", body: ["/org/freedesktop/systemd1/job/7"] };
    });
    for (const verb of ["poweroff", "reboot"] as const) {
      assert.deepEqual(await actions().act({ verb, args: {} }, yes), {});
    }
    assert.deepEqual(bodies, [
      ["poweroff.target", "replace-irreversibly"],
      ["reboot.target", "replace-irreversibly"],
    ]);
  });

  it("[REQ-GRD-9] power makes what forces it before it queues its target, once for a run", async () => {
    const bodies: unknown[] = [];
    const job = { signature: "o", body: ["/org/freedesktop/systemd1/job/7"] };
    onBus.methods.set("StartUnit", (body) => {
      bodies.push(body);
      return job;
    });
    onBus.methods.set("StartTransientUnit", ([unit, mode, properties]) => {
      const named = new Map(properties as readonly (readonly [string, { value: unknown }])[]);
      bodies.push([unit, mode, named.get("SuccessAction")?.value, named.get("ExecStartEx")?.value]);
      return job;
    });
    const power = (args: Record<string, unknown>) => actions().act({ verb: "power", args }, yes);
    assert.deepEqual(await power({ do: "poweroff", run: 7, forceAfterMs: 1500 }), {});
    assert.deepEqual(await power({ do: "reboot", run: 8 }), {});
    assert.deepEqual(await power({ do: "disarm", run: 8, outage: "o1" }), {});
    const line = "sleep 1.500 || exit 1; kill -9 -1; exit 0";
    assert.deepEqual(bodies, [
      [
        "hirte-force-run-7.service",
        "replace",
        "poweroff-force",
        [["/bin/sh", ["/bin/sh", "-c", line], ["no-env-expand"]]],
      ],
      ["poweroff.target", "replace-irreversibly"],
      ["reboot.target", "replace-irreversibly"],
    ]);
    assert.deepEqual(told, ["disarm o1"]);
  });

  it("[REQ-GRD-9] power that systemd refuses forces nothing later either", async () => {
    const bodies: unknown[] = [];
    const job = { signature: "o", body: ["/org/freedesktop/systemd1/job/7"] };
    onBus.methods.set("StartTransientUnit", () => job);
    onBus.methods.set("KillUnit", (body) => {
      bodies.push(body);
      return {};
    });
    onBus.methods.set("StartUnit", () => {
      throw new HirteError("dbus-error", "no", {
        details: { dbusName: "org.freedesktop.systemd1.UnitMasked", text: "masked" },
      });
    });
    const call = { verb: "power", args: { do: "poweroff", run: 7, forceAfterMs: 1500 } } as const;
    await assert.rejects(actions().act(call, yes), { code: "unit-masked" });
    assert.deepEqual(bodies, [["hirte-force-run-7.service", "all", 9]]);
  });

  it("[REQ-AGT-73] a reload that fails takes nothing from what was changed", async () => {
    files.reloadFailure = new HirteError("dbus-error", "no", {
      details: { dbusName: "org.freedesktop.DBus.Error.Failed", text: "no" },
    });
    const { files: changed, reloadError } = await actions().act(enable, yes);
    assert.equal(changed?.length, 1);
    assert.ok(isHirteError(reloadError, "dbus-error"));
  });

  it("[REQ-AGT-70] a call that waits for others is asked once more when it leaves", async () => {
    const release = onBus.holdAnswers();
    // A bus takes 100 calls of a connection at a time.
    const others = Array.from({ length: 100 }, () => link.call("ListJobs"));
    let isInTime = true;
    const late = actions().act(enable, { mayLeave: () => isInTime });
    const refused = assert.rejects(late, { code: "not-sent" });
    isInTime = false;
    release();
    await Promise.all([...others, refused]);
    assert.equal(files.states.get("web.service"), "disabled");
  });

  it("[REQ-AGT-70] what waits for others when the bus breaks was not begun", async () => {
    onBus.holdAnswers();
    const others = Array.from({ length: 100 }, () => link.call("ListJobs"));
    const refused = assert.rejects(actions().act(enable, yes), { code: "not-sent" });
    const gone = others.map((call) => assert.rejects(call, { code: "dbus-gone" }));
    await bus.down();
    await Promise.all([refused, ...gone]);
    await assert.rejects(actions().act(enable, yes), { code: "not-sent" });
    await assert.rejects(actions().act(weight(5), yes), { code: "not-sent" });
  });

  it("[REQ-AGT-70] settings come to systemd one after the other, as they were asked for", async () => {
    let isFirst = true;
    systemctl = async (args) => {
      if (isFirst) {
        isFirst = false;
        // Time enough for the others to overtake it: each asks systemd one question before.
        await Promise.all([link.call("ListJobs"), link.call("ListJobs")]);
        told.push(args.join(" "));
        throw new HirteError("unit-refused", "no");
      }
      told.push(args.join(" "));
      return "";
    };
    const port = actions();
    const all = await Promise.allSettled([1, 2, 3].map((n) => port.act(weight(n), yes)));
    assert.deepEqual(
      all.map(({ status }) => status),
      ["rejected", "fulfilled", "fulfilled"],
    );
    assert.deepEqual(told, [
      "set-property -- web.service CPUWeight=1",
      "set-property -- web.service CPUWeight=2",
      "set-property -- web.service CPUWeight=3",
    ]);
  });

  it("[REQ-AGT-70] a setting whose time is over when its turn comes is not begun", async () => {
    await assert.rejects(actions().act(weight(1), { mayLeave: () => false }), { code: "not-sent" });
    await assert.rejects(
      actions().act({ verb: "set-loglevel", args: { level: "debug" } }, { mayLeave: () => false }),
      { code: "not-sent" },
    );
    assert.deepEqual(told, []);
    assert.notEqual(log.level, "debug");
  });

  it("[REQ-AGT-74] settings of a unit that is not there are refused as that", async () => {
    const call = { ...weight(1), unit: "nothing.service" };
    await assert.rejects(actions().act(call, yes), { code: "no-such-unit" });
    assert.deepEqual(told, []);
  });

  it("[REQ-AGT-77] typed settings have their types on the bus", async () => {
    let body: readonly unknown[] = [];
    onBus.methods.set("SetUnitProperties", (came) => {
      body = came;
      return {};
    });
    const value = { sig: "t", value: "18446744073709551615" };
    const args = { runtime: true, properties: [{ name: "MemoryMax", value }] };
    await actions().act({ verb: "set-property", unit: "web.service", args }, yes);
    assert.equal(
      JSON.stringify(body, (_, v) => (typeof v === "bigint" ? `${v}` : v)),
      JSON.stringify([
        "web.service",
        true,
        [["MemoryMax", { signature: "t", value: "18446744073709551615" }]],
      ]),
    );
  });

  const notAllowed = [
    "ExecStart",
    "Slice",
    "DeviceAllow",
    "CPUSchedulingPolicy",
    "MemoryDenyWriteExecute",
  ];
  for (const name of notAllowed) {
    it(`[REQ-AGT-75] ${name} is set only with AllowExec=yes`, async () => {
      const call: ActionCall = {
        verb: "set-property",
        unit: "web.service",
        args: { assignments: ["CPUWeight=5", `${name}=x`] },
      };
      await assert.rejects(actions().act(call, yes), { code: "denied" });
      assert.deepEqual(told, []);
      await actions({ allowExec: true }).act(call, yes);
      assert.equal(told.length, 1);
    });
  }

  const allowed = [
    "StartupCPUWeight",
    "MemoryMaxScale",
    "TasksMax",
    "IOWeight",
    "AllowedCPUs",
    "CPUQuota",
  ];
  for (const name of allowed) {
    it(`[REQ-AGT-75] ${name} is a resource control`, async () => {
      const args = { assignments: [`${name}=5`] };
      await actions().act({ verb: "set-property", unit: "web.service", args }, yes);
      assert.deepEqual(told, [`set-property -- web.service ${name}=5`]);
    });
  }

  const lines = ["/dev/sda\nExecStartPre=+/opt/x/evil", "/dev/sda\rExecStartPre=+/opt/x/evil"];
  for (const path of lines) {
    it(`[REQ-BAD-11] a resource control brings no second line into a unit's file (${JSON.stringify(path)})`, async () => {
      const value = { sig: "a(st)", value: [[path, "1"]] };
      const args = [
        { properties: [{ name: "IOReadBandwidthMax", value }] },
        { properties: [{ name: "IODeviceWeight", value: { sig: "v", value } }] },
        { assignments: [`IOReadBandwidthMax=${path} 1`] },
      ];
      for (const allowExec of [false, true]) {
        for (const each of args) {
          const call: ActionCall = { verb: "set-property", unit: "web.service", args: each };
          await assert.rejects(
            async () => actions({ allowExec }).act(call, yes),
            (error) => isHirteError(error, "bad-request", "bad-message"),
          );
        }
      }
      assert.deepEqual([told, onBus.calls], [[], []]);
    });
  }

  it("[REQ-AGT-74] settings that are none, or both, are refused", async () => {
    const property = { name: "CPUWeight", value: { sig: "t", value: "5" } };
    for (const args of [{}, { assignments: ["CPUWeight=5"], properties: [property] }]) {
      const call: ActionCall = { verb: "set-property", unit: "web.service", args };
      await assert.rejects(actions().act(call, yes), { code: "bad-request" });
    }
  });

  it("[REQ-AGT-76] lines of show are the unit's they were printed for", async () => {
    const of: Record<string, string> = {
      "a.service": "A=1\nB=two\nlines\n",
      "b.service": "",
      "c.service": "A=x\n\nC=1\n",
    };
    systemctl = async (args) => {
      const units = args.slice(args.indexOf("--") + 1);
      told.push(units.join(" "));
      return units.map((unit) => of[unit]).join("\n");
    };
    const rows = await queries().show({ units: ["a.service", "b.service", "c.service"] });
    assert.deepEqual(
      rows.map(({ unit, name, value }) => [unit, name, value]),
      [
        ["a.service", "A", "1"],
        ["a.service", "B", "two\nlines"],
        ["c.service", "A", "x\n"],
        ["c.service", "C", "1"],
      ],
    );
    assert.deepEqual(told, [
      "a.service b.service c.service",
      "a.service",
      "b.service",
      "c.service",
    ]);
  });

  it("[REQ-AGT-76] one systemctl is enough where it is certain which line is whose", async () => {
    systemctl = async (args) => {
      told.push(args.join(" "));
      return "A=1\nB=\n\nA=2\n";
    };
    const rows = await queries().show({
      units: ["a.service", "b.service"],
      properties: ["A", "B"],
      all: true,
    });
    assert.deepEqual(told, ["show --all --property=A,B -- a.service b.service"]);
    assert.deepEqual(
      rows.map(({ unit, name, value }) => `${unit} ${name}=${value}`),
      ["a.service A=1", "a.service B=", "b.service A=2"],
    );
  });

  it("[REQ-BAD-11] what stands for a unit is one to systemctl, too, and no option or number of a job", async () => {
    systemctl = async (args) => {
      told.push(args.join(" "));
      return "A=1\n";
    };
    for (const unit of ["123", "-H", "--now", "web", "web@.service", "web.service"]) {
      const [row] = await queries().show({ units: [unit] });
      assert.equal(row?.unit, unit, "as it was asked for");
    }
    assert.deepEqual(
      told.map((line) => line.replace(/^show -- /, "")),
      ["123.service", "-H.service", "--now.service", "web.service", "web@.service", "web.service"],
    );
  });

  it("[REQ-AGT-77] a unit of a type without an interface of its own has properties all the same", async () => {
    onBus.methods.clear();
    model.add("a.target");
    const rows = await queries().properties({ unit: "a.target", property: "Id" });
    assert.deepEqual(rows, [
      {
        interface: "org.freedesktop.systemd1.Unit",
        name: "Id",
        value: { sig: "s", value: "a.target" },
      },
    ]);
    const wanted = { unit: "a.target", property: "Nothing" };
    await assert.rejects(queries().properties(wanted), { code: "no-such-property" });
  });
});

describe("systemctl", () => {
  const directory = useTempDir();
  /** The next systemctl is this script. */
  const script = (text: string) => {
    const program = join(directory(), "systemctl");
    writeFileSync(program, `#!/bin/sh\n${text}\n`);
    chmodSync(program, 0o755);
  };
  const run = (timeoutMs = 5000) =>
    systemctlIn({ PATH: `${directory()}:/usr/bin:/bin` })(["show", "x"], { timeoutMs });

  it("[REQ-AGT-76] is asked without a pager and a password, in English", async () => {
    script('echo "$@ $LC_ALL"');
    assert.equal(await run(), "--system --no-pager --no-ask-password show x C\n");
  });

  const failures = [
    ["unit-refused", "echo Failed to parse it >&2; exit 1"],
    ["unit-refused", "exit 4"],
    ["dbus-gone", "echo Failed to set unit properties on x: Connection timed out >&2; exit 1"],
    ["dbus-gone", "echo Failed to set unit properties on x: Connection reset by peer >&2; exit 1"],
    ["dbus-gone", "echo Failed: Transport endpoint is not connected >&2; exit 1"],
    ["dbus-gone", "kill -KILL $$"],
    ["too-large", "exec head -c 5000000 /dev/zero"],
  ] as const;
  for (const [code, text] of failures) {
    it(`[REQ-AGT-74] that does \`${text}\` means ${code}`, async () => {
      script(text);
      await assert.rejects(run(), { code });
    });
  }

  it("[REQ-AGT-72] that does not end is killed, and it is not known what it did", async () => {
    script("exec sleep 60");
    await assert.rejects(run(100), { code: "deadline" });
  });

  it("[REQ-AGT-76] that is not there is said so", async () => {
    const systemctl = systemctlIn({ PATH: directory() });
    await assert.rejects(systemctl(["show", "x"], { timeoutMs: 5000 }), { code: "dbus-error" });
  });
});
