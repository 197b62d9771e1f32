import assert from "node:assert/strict";
import { join } from "node:path";
import { SystemdDbus } from "../../../agent/systemd-dbus.ts";
import { SystemdLink } from "../../../agent/systemd-link.ts";
import { systemd as names } from "../../../agent/systemd-names.ts";
import { isHirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import { PeerSystemd } from "../../support/peer-systemd.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { Until } from "../../support/until.ts";

describe("systemd at its own socket", () => {
  const directory = useTempDir();
  const events = new Until();
  let peer: PeerSystemd;
  let link: SystemdLink;
  let systemd: SystemdDbus;

  beforeEach(async () => {
    const path = join(directory(), "private");
    peer = await PeerSystemd.listen(path);
    link = new SystemdLink({
      address: `unix:path=${join(directory(), "no-bus")}`,
      privateAddress: `unix:path=${path}`,
      log: silentLog(),
    });
    systemd = new SystemdDbus({ link, log: silentLog() });
    systemd.onAvailability(events.notify);
    link.open();
    await events.until("systemd", () => systemd.isAvailable);
  });
  afterEach(async () => {
    link.close();
    await peer.stop();
  });

  it("[REQ-SYS-31] is asked for its signals, and for nothing that only a bus has", () => {
    assert.deepEqual(peer.calls, ["Subscribe"]);
  });

  it("[REQ-SYS-31] queues jobs, and its signals are believed", async () => {
    peer.answers.set("StartUnit", { signature: "o", body: [`${names.path}/job/7`] });
    const ended = new Promise((resolve) => systemd.onJobEnd(resolve));
    const { jobId } = await systemd.enqueue("start", "web.service", "replace");
    peer.send({
      type: "signal",
      path: names.path,
      interface: names.manager,
      member: "JobRemoved",
      signature: "uoss",
      body: [jobId, `${names.path}/job/${jobId}`, "web.service", "done"],
    });
    assert.deepEqual(await ended, { jobId: 7, unit: "web.service", result: "done" });
  });

  describe("which does not read", () => {
    /** A turn of the event loop, in which all that was written has been handed to the kernel. */
    const turn = () => new Promise((resolve) => setImmediate(resolve));

    it("[REQ-SYS-32] is not sent a job while bytes wait for it, and not one later that came too late", async () => {
      peer.freeze();
      const big = ["x".repeat(1_000_000)];
      const read = link.call("GetUnit", "s", big);
      await turn();
      let mayLeave = true;
      let asked = 0;
      const queued = systemd.enqueue("start", "web.service", "replace", () => {
        asked++;
        return mayLeave;
      });
      await turn();
      assert.equal(asked, 0);
      mayLeave = false;
      peer.thaw();
      await assert.rejects(queued, (error) => isHirteError(error, "not-sent"));
      await read;
      assert.deepEqual(peer.calls, ["Subscribe", "GetUnit"]);
    });

    it("[REQ-SYS-32] is sent the job in time when it reads again in time", async () => {
      peer.answers.set("StartUnit", { signature: "o", body: [`${names.path}/job/7`] });
      peer.freeze();
      void link.call("GetUnit", "s", ["x".repeat(1_000_000)]);
      await turn();
      const queued = systemd.enqueue("start", "web.service", "replace", () => true);
      await turn();
      peer.thaw();
      assert.equal((await queued).jobId, 7);
    });
  });

  it("[REQ-SYS-31] is there again after it was re-executed", async () => {
    const told: boolean[] = [];
    systemd.onAvailability((isAvailable) => told.push(isAvailable));
    peer.cut();
    await events.until("systemd again", () => told.length === 2 && systemd.isAvailable);
    assert.deepEqual(told, [false, true]);
    assert.deepEqual(peer.calls, ["Subscribe", "Subscribe"]);
  });
});
