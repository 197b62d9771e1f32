import { deepEqual, equal } from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ManagerLoss, type ManagerLossOptions } from "../../../agent/manager-loss.ts";
import { HirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { FakeSystemd } from "./fakes.ts";

describe("a node that hears nothing of its manager", () => {
  const directory = useTempDir();
  let clock: FakeClock;
  let systemd: FakeSystemd;
  let loss: ManagerLoss;
  const options = (): ManagerLossOptions => ({
    onLost: { verb: "isolate", unit: "safe.target" },
    onBack: { verb: "isolate", unit: "multi-user.target" },
    afterMs: 60_000,
    systemd,
    clock,
    log: silentLog(),
    runDir: directory(),
  });
  const make = () => new ManagerLoss(options());
  const did = () => systemd.calls.map(({ verb, unit, mode }) => `${verb} ${unit} ${mode}`);
  const lost = "start safe.target isolate";
  const back = "start multi-user.target isolate";
  beforeEach(() => {
    clock = new FakeClock();
    systemd = new FakeSystemd();
    loss = make();
    loss.start();
  });
  afterEach(() => loss.stop());

  it("[REQ-LOST-4] does what its configuration says, once, after the time", async () => {
    await clock.advance(59_000);
    deepEqual(did(), []);
    await clock.advance(5000);
    deepEqual(did(), [lost]);
    await clock.advance(600_000);
    deepEqual(did(), [lost]);
  });

  it("[REQ-LOST-4] does nothing while the manager is heard now and then", async () => {
    for (let i = 0; i < 20; i++) {
      await clock.advance(40_000);
      loss.heard();
    }
    deepEqual(did(), []);
  });

  it("[REQ-LOST-4] takes its own standing still for nobody's silence", async () => {
    clock.stall(3_600_000);
    await clock.advance(10_000);
    deepEqual(did(), []);
  });

  it("[REQ-LOST-1] goes back when the manager is heard again, and acts anew at the next loss", async () => {
    await clock.advance(65_000);
    loss.heard();
    loss.heard();
    await clock.advance(0);
    deepEqual(did(), [lost, back]);
    await clock.advance(65_000);
    deepEqual(did(), [lost, back, lost]);
  });

  it("[REQ-LOST-1] stays as it is where nothing says how to go back", async () => {
    loss.stop();
    const { onBack: _, ...rest } = options();
    loss = new ManagerLoss(rest);
    loss.start();
    await clock.advance(65_000);
    loss.heard();
    await clock.advance(0);
    deepEqual(did(), [lost]);
    await clock.advance(65_000);
    deepEqual(did(), [lost, lost]);
  });

  it("[REQ-LOST-2] is undone by a successor of the process, and not repeated by it", async () => {
    await clock.advance(65_000);
    loss.stop();
    loss = make();
    loss.start();
    await clock.advance(65_000);
    deepEqual(did(), [lost]);
    loss.heard();
    await clock.advance(0);
    deepEqual(did(), [lost, back]);
  });

  it("[REQ-LOST-2] begins anew where what was written down cannot be read", async () => {
    loss.stop();
    writeFileSync(join(directory(), "manager-lost.json"), "{");
    loss = make();
    loss.start();
    await clock.advance(65_000);
    deepEqual(did(), [lost]);
  });

  it("[REQ-LOST-3] tries again what systemd did not take on", async () => {
    systemd.refusal = new HirteError("no-such-unit", "there is none");
    await clock.advance(65_000);
    equal(did().length, 1);
    systemd.refusal = undefined;
    await clock.advance(65_000);
    equal(did().length, 2);
    systemd.refusal = new HirteError("dbus-error", "not now");
    loss.heard();
    await clock.advance(0);
    systemd.refusal = undefined;
    await clock.advance(11_000);
    loss.heard();
    await clock.advance(0);
    deepEqual(did(), [lost, lost, back, back]);
  });
});
