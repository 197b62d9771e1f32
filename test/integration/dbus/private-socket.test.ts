import assert from "node:assert/strict";
import { join } from "node:path";
import { SystemdDbus } from "../../../agent/systemd-dbus.ts";
import { SystemdLink } from "../../../agent/systemd-link.ts";
import { systemd as names } from "../../../agent/systemd-names.ts";
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
    link = new SystemdLink({ address: `unix:path=${path}`, isPrivate: true, log: silentLog() });
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

  it("[REQ-SYS-31] is there again after it was re-executed", async () => {
    const told: boolean[] = [];
    systemd.onAvailability((isAvailable) => told.push(isAvailable));
    peer.cut();
    await events.until("systemd again", () => told.length === 2 && systemd.isAvailable);
    assert.deepEqual(told, [false, true]);
    assert.deepEqual(peer.calls, ["Subscribe", "Subscribe"]);
  });
});
