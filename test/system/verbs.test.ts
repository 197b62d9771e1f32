import assert from "node:assert/strict";
import { until, useCluster } from "../support/lab.ts";
import { steadyProperties } from "../support/steady-properties.ts";

describe("hirtectl's verbs on a real node", () => {
  const cluster = useCluster();

  /** Runs hirtectl, and systemctl on node2, and says what both printed and returned. */
  async function both(hirtectl: readonly string[], systemctl: readonly string[]) {
    const [ours, theirs] = await Promise.all([
      cluster.residentHirtectl(...hirtectl),
      cluster.node2.exec("systemctl", ...systemctl),
    ]);
    return { ours, theirs };
  }
  const lines = (text: string) => text.split("\n").filter((line) => line !== "");
  const words = (text: string, count: number) =>
    lines(text).map((line) => line.trim().split(/\s+/).slice(0, count).join(" "));

  it("[REQ-CLI-50] list units, unit files and their states as systemctl does, every one of them", async () => {
    const listed = await both(
      ["list-units", "node2", "--no-headers"],
      ["list-units", "--all", "--full", "--plain", "--no-legend", "--no-pager"],
    );
    // systemctl also lists what others refer to and what does not exist; so does hirte. It has no LOAD.
    const theirs = lines(listed.theirs.stdout).map((line) => {
      const [unit, , active, sub, ...description] = line.trim().split(/\s+/);
      return [unit, active, sub, ...description].join(" ");
    });
    assert.ok(theirs.length > 50, "there are units to compare");
    const mine = lines(listed.ours.stdout).map((line) => line.split(/\s+/).join(" "));
    assert.deepEqual(mine, theirs, "in its order, too");

    const files = await both(
      ["list-unit-files", "node2", "--no-headers"],
      ["list-unit-files", "--full", "--no-legend", "--no-pager"],
    );
    assert.deepEqual(words(files.ours.stdout, 2), words(files.theirs.stdout, 2));
    assert.ok(lines(files.ours.stdout).length > 100);
    for (const patterns of [["dbus*", "*.timer"], ["none*"], ["none.service", "dbus.service"]]) {
      const some = await both(
        ["list-unit-files", "node2", "--no-headers", ...patterns],
        ["list-unit-files", "--full", "--no-legend", "--no-pager", ...patterns],
      );
      const what = patterns.join(" ");
      assert.deepEqual(words(some.ours.stdout, 2), words(some.theirs.stdout, 2), what);
      assert.equal(some.ours.status, some.theirs.status, what);
    }
    const several = await cluster.hirtectl("list-unit-files", "node1,node2", "dbus.service");
    assert.deepEqual(words(several.stdout, 9), [
      "NODE UNIT FILE STATE",
      "node1 dbus.service static",
      "node2 dbus.service static",
    ]);

    const all = words(files.theirs.stdout, 1);
    const enabled = await both(["is-enabled", "node2", ...all], ["is-enabled", "--", ...all]);
    assert.equal(enabled.ours.stdout, enabled.theirs.stdout);
    assert.equal(enabled.ours.status, enabled.theirs.status);
    const names = all.filter((name) => !name.includes("@."));
    const active = await both(["is-active", "node2", ...names], ["is-active", "--", ...names]);
    assert.equal(active.ours.stdout, active.theirs.stdout, active.ours.stderr);
    assert.equal(active.ours.status, active.theirs.status);
  });

  for (const verb of ["is-active", "is-failed", "is-enabled"]) {
    it(`[REQ-CLI-50] ${verb} ends with systemctl's status, of units that are, failed, and are not`, async () => {
      const { node2 } = cluster;
      await node2.startLog("up.service");
      await node2.unit("bad.service", "[Service]\nType=oneshot\nExecStart=/bin/false\n");
      await node2.unit(
        "own.service",
        "[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=multi-user.target\n",
      );
      await node2.systemctl("start", "up.service");
      await node2.exec("systemctl", "start", "bad.service");
      for (const units of [
        ["up.service"],
        ["bad.service"],
        ["none.service"],
        ["up.service", "none.service"],
        ["bad.service", "none.service"],
        ["none.service", "own.service"],
        ["none.service", "other.service"],
        ["dbus.socket"],
        // systemctl knows no patterns of unit files.
        ...(verb === "is-enabled" ? [] : [["dbus*", "none.service"], ["none*"], ["ba*", "emerg*"]]),
      ]) {
        const { ours, theirs } = await both([verb, "node2", ...units], [verb, ...units]);
        const what = `${verb} ${units.join(" ")}: ${ours.stderr}`;
        assert.deepEqual([ours.status, ours.stdout], [theirs.status, theirs.stdout], what);
      }
      const quiet = await both([verb, "-q", "node2", "none"], [verb, "-q", "none"]);
      assert.deepEqual([quiet.ours.status, quiet.ours.stdout], [quiet.theirs.status, ""]);
    });
  }

  it("[REQ-CLI-51] [W11] show properties as systemctl does", async () => {
    const { node2 } = cluster;
    await node2.unit("far.timer", "[Timer]\nOnActiveSec=1h\n");
    await node2.unit("far.service", "[Service]\nExecStart=/bin/true\n");
    await node2.unit("there.path", "[Path]\nPathExists=/nowhere\nUnit=far.service\n");
    await node2.systemctl("start", "far.timer", "there.path");
    // Of each type, what there is; all in one call.
    const loaded = words(await node2.systemctl("list-units", "--all", "--plain", "--no-legend"), 1);
    const typeOf = (unit: string) => unit.slice(unit.lastIndexOf(".") + 1);
    const types = [...new Set(loaded.map(typeOf))];
    for (const type of ["device", "mount", "path", "scope", "service", "slice", "timer"]) {
      assert.ok(types.includes(type), `there is a ${type} to compare`);
    }
    const units = types.flatMap((type) => loaded.filter((u) => typeOf(u) === type).slice(0, 12));
    assert.ok(units.length >= 40);
    const all = await both(["show", "node2", "--", ...units], ["show", "--", ...units]);
    assert.deepEqual(steadyProperties(all.ours.stdout), steadyProperties(all.theirs.stdout));
    const own = await both(["show", "node2"], ["show"]);
    assert.deepEqual(steadyProperties(own.ours.stdout), steadyProperties(own.theirs.stdout));
    const empty = await both(
      ["show", "node2", "far.timer", "--empty"],
      ["show", "far.timer", "--all"],
    );
    assert.match(empty.ours.stdout, /^OnFailure=$/m);
    assert.deepEqual(steadyProperties(empty.ours.stdout), steadyProperties(empty.theirs.stdout));
    const several = await both(
      ["show", "node2", "sys*", "none.service", "-p", "Id,ActiveState"],
      ["show", "sys*", "none.service", "-p", "Id,ActiveState"],
    );
    assert.equal(several.ours.stdout, several.theirs.stdout);
    const some = await both(
      ["show", "node2", "dbus.service", "--property", "Id,LoadState", "--value"],
      ["show", "dbus.service", "-p", "Id,LoadState", "--value"],
    );
    assert.equal(some.ours.stdout, some.theirs.stdout);
  });

  it("[REQ-CLI-51] cat prints files as systemctl does, whatever else it is asked for", async () => {
    const { node2 } = cluster;
    await node2.unit("own.service", "[Service]\nExecStart=/bin/true\n");
    await node2.unit("own.service.d/more.conf", "[Service]\nNice=3\n");
    await node2.systemctl("mask", "--runtime", "ssh.service");
    for (const units of [
      ["own", "dbus"],
      ["ssh.service"],
      ["own.service", "none.service", "ssh.service", "dbus.service"],
    ]) {
      const { ours, theirs } = await both(["cat", "node2", ...units], ["cat", ...units]);
      const what = units.join(" ");
      assert.deepEqual([ours.status, ours.stdout], [theirs.status, theirs.stdout], what);
      const isMissing = units.includes("none.service");
      assert.equal(ours.stderr, isMissing ? "node2: no files found for none.service\n" : "");
    }
    await node2.systemctl("unmask", "--runtime", "ssh.service");
    // Where systemctl says 1, as of any failure.
    assert.equal((await cluster.residentHirtectl("cat", "node2", "none.service")).status, 4);
  });

  it("[REQ-CLI-52] change unit files, and tell which links", async () => {
    const { node2 } = cluster;
    await node2.unit(
      "own.service",
      "[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=multi-user.target\n",
    );
    const state = async (unit: string) =>
      (await node2.exec("systemctl", "is-enabled", unit)).stdout.trim();
    const told = await node2.exec("systemctl", "enable", "own");
    await node2.systemctl("disable", "own");
    const enabled = await cluster.residentHirtectl("enable", "node2", "own");
    assert.deepEqual([enabled.status, enabled.stderr], [0, told.stderr]);
    assert.match(
      enabled.stderr,
      /^Created symlink '.*multi-user.target.wants\/own.service' → '.*own.service'\.\n$/,
    );
    assert.equal(await state("own.service"), "enabled");
    const disabled = await cluster.residentHirtectl("disable", "node2", "own");
    assert.match(disabled.stderr, /^Removed '.*own.service'\.\n$/);
    assert.equal(await state("own.service"), "disabled");
    assert.equal((await cluster.residentHirtectl("mask", "node2", "ssh")).status, 0);
    assert.equal(await state("ssh.service"), "masked");
    assert.equal((await cluster.residentHirtectl("start", "node2", "ssh")).status, 1);
    assert.equal((await cluster.residentHirtectl("unmask", "node2", "ssh")).status, 0);
    assert.equal(await state("ssh.service"), "disabled");
    for (const [verb, expected] of [
      ["enable", "enabled-runtime"],
      ["disable", "disabled"],
    ] as const) {
      assert.equal((await cluster.residentHirtectl(verb, "--runtime", "node2", "own")).status, 0);
      assert.equal(await state("own.service"), expected);
    }
    const wants = () => node2.property("multi-user.target", "Wants");
    assert.equal(
      (await cluster.residentHirtectl("enable", "--no-reload", "node2", "own")).status,
      0,
    );
    assert.doesNotMatch(await wants(), /\bown\.service\b/);
    assert.equal((await cluster.residentHirtectl("daemon-reload", "node2")).status, 0);
    assert.match(await wants(), /\bown\.service\b/);
    assert.equal((await cluster.residentHirtectl("disable", "node2", "own")).status, 0);
    const missing = await cluster.residentHirtectl("enable", "node2", "none.service");
    assert.equal(missing.status, 4, missing.stderr);
  });

  it("[REQ-CLI-52] send signals, freeze and thaw, forget failures, reload, and say what fails", async () => {
    const { node2 } = cluster;
    await node2.startLog("web.service");
    assert.equal((await cluster.residentHirtectl("start", "node2", "web")).status, 0);
    const control = await cluster.residentHirtectl("kill", "--kill-whom=control", "node2", "web");
    assert.equal(control.status, 1);
    assert.match(control.stderr, /No control process to kill/);
    assert.equal(await node2.activeState("web.service"), "active");
    assert.equal((await cluster.residentHirtectl("freeze", "node2", "web")).status, 0);
    assert.equal(await node2.property("web.service", "FreezerState"), "frozen");
    assert.equal((await cluster.residentHirtectl("thaw", "node2", "web")).status, 0);
    assert.equal(await node2.property("web.service", "FreezerState"), "running");
    assert.equal((await cluster.residentHirtectl("kill", "-s", "KILL", "node2", "web")).status, 0);
    await node2.unitIs("web.service", "failed");
    assert.equal((await cluster.residentHirtectl("reset-failed", "node2", "web")).status, 0);
    await node2.unitIs("web.service", "inactive");
    await node2.write("/etc/systemd/system/new.service", "[Service]\nExecStart=/bin/sleep 100\n");
    assert.equal((await cluster.residentHirtectl("daemon-reload", "node2")).status, 0);
    assert.equal((await cluster.residentHirtectl("start", "node2", "new")).status, 0);
    assert.equal((await cluster.residentHirtectl("stop", "node2", "new")).status, 0);
    await node2.remove("/etc/systemd/system/new.service");
    assert.equal(
      (
        await cluster.residentHirtectl(
          "set-property",
          "--runtime",
          "node2",
          "dbus.service",
          "CPUWeight=77",
        )
      ).status,
      0,
    );
    assert.equal(await node2.property("dbus.service", "CPUWeight"), "77");
    const before = (await node2.systemctl("get-default")).trim();
    assert.equal((await cluster.residentHirtectl("get-default", "node2")).stdout.trim(), before);
    assert.equal((await cluster.residentHirtectl("set-default", "node2", "rescue")).status, 0);
    assert.equal((await node2.systemctl("get-default")).trim(), "rescue.target");
    assert.equal((await cluster.residentHirtectl("set-default", "node2", before)).status, 0);
    assert.equal(
      (await cluster.residentHirtectl("set-default", "node2", "dbus.service")).status,
      1,
    );
  });

  it("[REQ-CLI-52] isolate a unit: what it does not need is stopped", async () => {
    const { node2 } = cluster;
    // Its default.target is stopped with all it has brought up.
    node2.disturb();
    await node2.startLog("extra.service");
    await node2.unit(
      "calm.target",
      "[Unit]\nAllowIsolate=yes\nWants=multi-user.target hirte-agent.service\nAfter=multi-user.target\n",
    );
    await node2.systemctl("start", "extra.service");
    const { status, stderr } = await cluster.hirtectl("isolate", "node2", "calm");
    assert.deepEqual([status, stderr], [0, ""]);
    assert.equal(await node2.activeState("calm.target"), "active");
    await node2.unitIs("extra.service", "inactive");
    const refused = await cluster.residentHirtectl("isolate", "node2", "extra.service");
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /may not be isolated/);
  });

  it("[REQ-CLI-52] forget failures of some units, of a node, of all nodes", async () => {
    const { node1, node2 } = cluster;
    const units = ["bad1.service", "bad2.service"];
    const states = () =>
      Promise.all([node1, node2].flatMap((node) => units.map((unit) => node.activeState(unit))));
    for (const node of [node1, node2]) {
      for (const unit of units) {
        await node.unit(unit, "[Service]\nType=oneshot\nExecStart=/bin/false\n");
      }
    }
    const fail = () =>
      Promise.all([node1, node2].map((node) => node.exec("systemctl", "start", ...units)));
    await fail();
    assert.deepEqual(await states(), ["failed", "failed", "failed", "failed"]);
    assert.equal((await cluster.residentHirtectl("reset-failed", "node1", "bad1")).status, 0);
    assert.deepEqual(await states(), ["inactive", "failed", "failed", "failed"]);
    assert.equal((await cluster.residentHirtectl("reset-failed", "node2")).status, 0);
    assert.deepEqual(await states(), ["inactive", "failed", "inactive", "inactive"]);
    await fail();
    assert.equal((await cluster.residentHirtectl("reset-failed")).status, 0);
    assert.deepEqual(await states(), ["inactive", "inactive", "inactive", "inactive"]);
  });

  it("[REQ-CLI-53] set log levels, of hirte and of agents", async () => {
    const { node2, primary } = cluster;
    await node2.startLog("seen.service");
    /** Whether a job shows in the logs of hirte and of the agent, who write after they have told. */
    const isLogged = async (id: string) => {
      const logs = await Promise.all([
        primary.journal(["hirte.service"]),
        node2.journal(["hirte-agent.service"]),
      ]);
      return logs.map((text) => text.includes(id)).join(" ");
    };
    for (const [argv, expected] of [
      [["error"], "false true"],
      [["node2", "error"], "false false"],
      [["info"], "true false"],
      [["--all", "info"], "true true"],
    ] as const) {
      assert.equal((await cluster.residentHirtectl("set-loglevel", ...argv)).status, 0);
      const { stdout } = await cluster.residentHirtectl(
        "start",
        "-o",
        "json",
        "node2",
        "seen.service",
      );
      await until(() => isLogged(JSON.parse(stdout)[0].id), {
        what: `set-loglevel ${argv.join(" ")}: a start in the logs of hirte and the agent: ${expected}`,
        holds: (seen) => seen === expected,
      });
    }
    assert.equal((await cluster.residentHirtectl("set-loglevel", "node2", "loud")).status, 2);
  });

  it("[REQ-CLI-53] say with --dry-run what would be asked, and ask for nothing", async () => {
    const { node2 } = cluster;
    await node2.startLog("dry.service");
    const dry = await cluster.residentHirtectl("start", "--dry-run", "node1,node2", "dry.service");
    assert.equal(dry.status, 0);
    assert.deepEqual(lines(dry.stdout), [
      "node1: start dry.service --settle 100ms: not asked for (--dry-run)",
      "node2: start dry.service --settle 100ms: not asked for (--dry-run)",
    ]);
    assert.equal(await node2.starts("dry.service"), 0);
  });

  it("[REQ-CLI-54] [W11] list jobs, show one, and let go of it", async () => {
    const { node2 } = cluster;
    await node2.startLog("slow.service", { startS: 30 });
    const { stdout } = await cluster.hirtectl("start", "--no-block", "node2", "slow.service");
    const id = stdout.trim();
    await node2.hasStarted("slow.service");
    await until(() => cluster.residentHirtectl("jobs", "--no-headers"), {
      what: "the job is running",
      holds: ({ stdout: jobs }) =>
        new RegExp(`^${id} +node2 +start +slow.service +running `).test(jobs),
    });
    assert.equal(
      (await cluster.residentHirtectl("job", id)).stdout,
      "node2: start slow.service: running\n",
    );
    assert.equal((await cluster.residentHirtectl("cancel", id)).status, 0);
    const ended = await until(() => cluster.residentHirtectl("job", id), {
      what: "the job has ended",
      holds: ({ stdout: job }) => !job.includes("running"),
    });
    assert.equal(ended.status, 1);
    assert.match(ended.stdout, /^node2: start slow.service: canceled/);
    // Its job is gone; systemd carries the activation on, as with systemctl cancel.
    assert.equal(await node2.activeState("slow.service"), "activating");
    assert.equal((await cluster.residentHirtectl("job", "x".repeat(32))).status, 4);
  });
});
