import assert from "node:assert/strict";
import { useCluster } from "../support/lab.ts";

describe("hirtectl's verbs on a real node", () => {
  const cluster = useCluster();

  /** Runs hirtectl, and systemctl on node2, and says what both printed and returned. */
  async function both(hirtectl: readonly string[], systemctl: readonly string[]) {
    const [ours, theirs] = await Promise.all([
      cluster.hirtectl(...hirtectl),
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
    // systemctl also lists what others refer to and what does not exist; so does hirte.
    const theirs = lines(listed.theirs.stdout).map((line) => {
      const [unit, , active, sub] = line.trim().split(/\s+/);
      return `${unit} ${active} ${sub}`;
    });
    assert.ok(theirs.length > 50, "there are units to compare");
    assert.deepEqual(words(listed.ours.stdout, 3), theirs, "in its order, too");

    const files = await both(
      ["list-unit-files", "node2", "--no-headers"],
      ["list-unit-files", "--full", "--no-legend", "--no-pager"],
    );
    assert.deepEqual(words(files.ours.stdout, 2), words(files.theirs.stdout, 2));
    assert.ok(lines(files.ours.stdout).length > 100);

    const names = words(files.theirs.stdout, 1).filter((name) => !name.includes("@."));
    const enabled = await both(["is-enabled", "node2", ...names], ["is-enabled", "--", ...names]);
    assert.equal(enabled.ours.stdout, enabled.theirs.stdout);
    assert.equal(enabled.ours.status, enabled.theirs.status);
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

  it("[REQ-CLI-51] show properties and files as systemctl does", async () => {
    // Of each type, what there is; all in one call.
    const loaded = words(
      await cluster.node2.systemctl("list-units", "--all", "--plain", "--no-legend"),
      1,
    );
    const typeOf = (unit: string) => unit.slice(unit.lastIndexOf("."));
    const types = [...new Set(loaded.map(typeOf))];
    assert.ok(types.length >= 7, types.join(" "));
    const units = types.flatMap((type) => loaded.filter((u) => typeOf(u) === type).slice(0, 12));
    assert.ok(units.length >= 40);
    const all = await both(["show", "node2", "--", ...units], ["show", "--", ...units]);
    // Counters and moments go on between the two.
    const steady = (text: string) =>
      lines(text).filter((line) => !/^(CPU|Memory|IO|IP|Tasks|.*NSec|.*Monotonic)/.test(line));
    assert.deepEqual(steady(all.ours.stdout), steady(all.theirs.stdout));
    const several = await both(
      ["show", "node2", "sys*", "none.service", "-p", "Id,ActiveState"],
      ["show", "sys*", "none.service", "-p", "Id,ActiveState"],
    );
    assert.equal(several.ours.stdout, several.theirs.stdout);
    const none = await both(
      ["list-unit-files", "node2", "none*", "--no-headers"],
      ["list-unit-files", "none*", "--no-legend"],
    );
    assert.deepEqual(
      [none.ours.status, none.ours.stdout],
      [none.theirs.status, none.theirs.stdout],
    );
    const some = await both(
      ["show", "node2", "dbus.service", "--property", "Id,LoadState", "--value"],
      ["show", "dbus.service", "-p", "Id,LoadState", "--value"],
    );
    assert.equal(some.ours.stdout, some.theirs.stdout);
    const { stdout } = await cluster.hirtectl("cat", "node2", "dbus.service");
    assert.match(stdout, /^# \/usr\/lib\/systemd\/system\/dbus\.service\n[\s\S]*\[Service\]/);
    assert.equal((await cluster.hirtectl("cat", "node2", "none.service")).status, 4);
  });

  it("[REQ-CLI-52] change unit files, and tell which links", async () => {
    const { node2 } = cluster;
    await node2.unit(
      "own.service",
      "[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=multi-user.target\n",
    );
    const state = async (unit: string) =>
      (await node2.exec("systemctl", "is-enabled", unit)).stdout.trim();
    const enabled = await cluster.hirtectl("enable", "node2", "own");
    assert.equal(enabled.status, 0);
    assert.match(
      enabled.stderr,
      /^Created symlink '.*multi-user.target.wants\/own.service' → '.*own.service'\.\n$/,
    );
    assert.equal(await state("own.service"), "enabled");
    const disabled = await cluster.hirtectl("disable", "node2", "own");
    assert.match(disabled.stderr, /^Removed '.*own.service'\.\n$/);
    assert.equal(await state("own.service"), "disabled");
    assert.equal((await cluster.hirtectl("mask", "node2", "ssh")).status, 0);
    assert.equal(await state("ssh.service"), "masked");
    assert.equal((await cluster.hirtectl("start", "node2", "ssh")).status, 1);
    assert.equal((await cluster.hirtectl("unmask", "node2", "ssh")).status, 0);
    assert.equal(await state("ssh.service"), "disabled");
    const missing = await cluster.hirtectl("enable", "node2", "none.service");
    assert.equal(missing.status, 4, missing.stderr);
  });

  it("[REQ-CLI-52] send signals, freeze and thaw, forget failures, reload, and say what fails", async () => {
    const { node2 } = cluster;
    await node2.startLog("web.service");
    assert.equal((await cluster.hirtectl("start", "node2", "web")).status, 0);
    const control = await cluster.hirtectl("kill", "--kill-whom=control", "node2", "web");
    assert.equal(control.status, 1);
    assert.match(control.stderr, /No control process to kill/);
    assert.equal(await node2.activeState("web.service"), "active");
    assert.equal((await cluster.hirtectl("freeze", "node2", "web")).status, 0);
    assert.equal(await node2.property("web.service", "FreezerState"), "frozen");
    assert.equal((await cluster.hirtectl("thaw", "node2", "web")).status, 0);
    assert.equal(await node2.property("web.service", "FreezerState"), "running");
    assert.equal((await cluster.hirtectl("kill", "-s", "KILL", "node2", "web")).status, 0);
    await node2.unitIs("web.service", "failed");
    assert.equal((await cluster.hirtectl("reset-failed", "node2", "web")).status, 0);
    await node2.unitIs("web.service", "inactive");
    await node2.write("/etc/systemd/system/new.service", "[Service]\nExecStart=/bin/sleep 100\n");
    assert.equal((await cluster.hirtectl("daemon-reload", "node2")).status, 0);
    assert.equal((await cluster.hirtectl("start", "node2", "new")).status, 0);
    assert.equal((await cluster.hirtectl("stop", "node2", "new")).status, 0);
    await node2.remove("/etc/systemd/system/new.service");
    assert.equal(
      (await cluster.hirtectl("set-property", "--runtime", "node2", "dbus.service", "CPUWeight=77"))
        .status,
      0,
    );
    assert.equal(await node2.property("dbus.service", "CPUWeight"), "77");
    const before = (await node2.systemctl("get-default")).trim();
    assert.equal((await cluster.hirtectl("get-default", "node2")).stdout.trim(), before);
    assert.equal((await cluster.hirtectl("set-default", "node2", "rescue")).status, 0);
    assert.equal((await node2.systemctl("get-default")).trim(), "rescue.target");
    assert.equal((await cluster.hirtectl("set-default", "node2", before)).status, 0);
    assert.equal((await cluster.hirtectl("set-default", "node2", "dbus.service")).status, 1);
  });

  it("[REQ-CLI-53] set log levels, and say with --dry-run what would be asked", async () => {
    const { node2 } = cluster;
    assert.equal((await cluster.hirtectl("set-loglevel", "debug")).status, 0);
    assert.equal((await cluster.hirtectl("set-loglevel", "info")).status, 0);
    assert.equal((await cluster.hirtectl("set-loglevel", "node2", "loud")).status, 2);
    assert.equal((await cluster.hirtectl("set-loglevel", "--all", "info")).status, 0);
    await node2.startLog("dry.service");
    const dry = await cluster.hirtectl("start", "--dry-run", "node1,node2", "dry.service");
    assert.equal(dry.status, 0);
    assert.deepEqual(lines(dry.stdout), [
      "node1: start dry.service settleMs=100: not asked for (--dry-run)",
      "node2: start dry.service settleMs=100: not asked for (--dry-run)",
    ]);
    assert.equal(await node2.starts("dry.service"), 0);
  });

  it("[REQ-CLI-54] list jobs, show one, and let go of it", async () => {
    const { node2 } = cluster;
    await node2.startLog("slow.service", { startS: 30 });
    const { stdout } = await cluster.hirtectl("start", "--no-block", "node2", "slow.service");
    const id = stdout.trim();
    await node2.hasStarted("slow.service");
    const open = await cluster.hirtectl("jobs", "--no-headers");
    assert.match(open.stdout, new RegExp(`^${id} +node2 +start +slow.service +running `));
    assert.equal(
      (await cluster.hirtectl("job", id)).stdout,
      "node2: start slow.service: running\n",
    );
    assert.equal((await cluster.hirtectl("cancel", id)).status, 0);
    // Its job is gone; systemd carries the activation on, as with systemctl cancel.
    assert.equal(await node2.activeState("slow.service"), "activating");
    const ended = await cluster.hirtectl("job", id);
    assert.equal(ended.status, 1);
    assert.match(ended.stdout, /^node2: start slow.service: canceled/);
    assert.equal((await cluster.hirtectl("job", "x".repeat(32))).status, 4);
  });
});
