import assert from "node:assert/strict";
import { join } from "node:path";
import { SystemdDbus } from "../../../agent/systemd-dbus.ts";
import { SystemdLink } from "../../../agent/systemd-link.ts";
import { createLog, silentLog } from "../../../src/core/log.ts";
import { PeerSystemd } from "../../support/peer-systemd.ts";
import { PrivateBus } from "../../support/private-bus.ts";
import { SystemdModel } from "../../support/systemd-model.ts";
import { SystemdOnBus } from "../../support/systemd-on-bus.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { Until } from "../../support/until.ts";

describe("systemd, at its own socket or over the system bus", () => {
  const directory = useTempDir();
  const events = new Until();
  let daemon: PrivateBus;
  let model: SystemdModel;
  let onBus: SystemdOnBus;
  let peer: PeerSystemd;
  let link: SystemdLink;
  let systemd: SystemdDbus;
  let said: string[];

  beforeEach(async () => {
    said = [];
    daemon = await PrivateBus.start();
    model = new SystemdModel();
    model.add("web.service");
    onBus = new SystemdOnBus(model, daemon.address);
    await onBus.appear();
    const path = join(directory(), "private");
    peer = await PeerSystemd.listen(path);
    const log = createLog({
      level: "info",
      target: "json",
      write: (line) => said.push(JSON.parse(line).msg),
    });
    link = new SystemdLink({
      address: daemon.address,
      privateAddress: `unix:path=${path}`,
      log,
    });
    systemd = new SystemdDbus({ link, log: silentLog() });
    systemd.onAvailability(events.notify);
  });
  afterEach(async () => {
    link.close();
    onBus.disappear();
    model.close();
    await peer.stop();
    await daemon.stop();
  });

  for (const refusal of ["closes", "rejects", "denies"] as const) {
    it(`[REQ-SYS-33] is spoken to over the bus where its own socket ${refusal} whoever comes, and that is said once`, async () => {
      peer.refusal = refusal;
      link.open();
      await events.until("systemd over the bus", () => systemd.isAvailable);
      const { isNew } = await systemd.enqueue("start", "web.service", "replace");
      assert.ok(isNew);
      assert.deepEqual(said, [
        "systemd does not let us in at its own socket: it is spoken to over the system bus",
      ]);
    });
  }

  it("[REQ-SYS-33] is spoken to at its own socket again on the next connection that it lets in", async () => {
    peer.refusal = "closes";
    link.open();
    await events.until("systemd over the bus", () => systemd.isAvailable);
    peer.refusal = undefined;
    onBus.disappear();
    await daemon.down();
    await events.until(
      "systemd away, and there again",
      () => systemd.isAvailable && said.length > 1,
    );
    assert.deepEqual(peer.calls, ["Subscribe"]);
    assert.equal(said.at(-1), "systemd lets us in at its own socket again");
  });

  it("[REQ-SYS-33] stays at its own socket when it is re-executed", async () => {
    link.open();
    await events.until("systemd", () => systemd.isAvailable);
    const told: boolean[] = [];
    systemd.onAvailability((isAvailable) => told.push(isAvailable));
    await peer.stop();
    await events.until("systemd away", () => !systemd.isAvailable);
    peer = await PeerSystemd.listen(join(directory(), "private"));
    await events.until("systemd again", () => systemd.isAvailable);
    assert.deepEqual(peer.calls, ["Subscribe"]);
    assert.deepEqual([told, said], [[false, true], []]);
  });
});
