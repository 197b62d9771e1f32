import { SystemdDbus } from "../../agent/systemd-dbus.ts";
import { SystemdLink } from "../../agent/systemd-link.ts";
import { UnitWatcher } from "../../agent/unit-watcher.ts";
import { silentLog } from "../../src/core/log.ts";
import { FakeSystemd } from "../support/fake-systemd.ts";
import { PrivateBus } from "../support/private-bus.ts";
import { SystemdModel } from "../support/systemd-model.ts";
import { SystemdOnBus } from "../support/systemd-on-bus.ts";
import { describePorts, type Subject } from "./systemd-port.ts";

describePorts("the fake", async (): Promise<Subject> => {
  const model = new SystemdModel();
  const fake = new FakeSystemd(model);
  return {
    systemd: fake,
    units: fake,
    model,
    leave: async () => fake.loseBus(),
    comeBack: async () => fake.restoreBus(),
    holdAnswers: () => fake.holdAnswers(),
    stop: async () => model.close(),
  };
});

describePorts("over D-Bus", async (): Promise<Subject> => {
  const bus = await PrivateBus.start();
  const model = new SystemdModel();
  const onBus = new SystemdOnBus(model, bus.address);
  const link = new SystemdLink({ address: bus.address, log: silentLog() });
  const systemd = new SystemdDbus({ link, log: silentLog() });
  const units = new UnitWatcher({ link, log: silentLog() });
  await onBus.appear();
  const isReady = new Promise<void>((resolve) => units.onReady(() => resolve()));
  link.open();
  await isReady;
  return {
    systemd,
    units,
    model,
    leave: async () => onBus.disappear(),
    comeBack: () => onBus.appear(),
    holdAnswers: () => onBus.holdAnswers(),
    stop: async () => {
      units.stop();
      link.close();
      onBus.disappear();
      model.close();
      await bus.stop();
    },
  };
});
