import { SystemdActions } from "../../agent/systemd-actions.ts";
import { SystemdLink } from "../../agent/systemd-link.ts";
import { SystemdQueries } from "../../agent/systemd-queries.ts";
import { silentLog } from "../../src/core/log.ts";
import { FakeActions, FakeQueries } from "../support/fake-queries.ts";
import { PrivateBus } from "../support/private-bus.ts";
import { SystemdModel } from "../support/systemd-model.ts";
import { SystemdOnBus } from "../support/systemd-on-bus.ts";
import { UnitFilesOnBus } from "../support/unit-files-on-bus.ts";
import { Until } from "../support/until.ts";
import { describeActions, type Subject } from "./action-port.ts";

describeActions("the fakes", async (): Promise<Subject> => {
  const queries = new FakeQueries();
  const actions = new FakeActions(queries);
  return {
    actions,
    queries,
    set: (unit, state) => void queries.states.set(unit, state),
    stateOf: (unit) => queries.states.get(unit),
    holdAnswers: () => {
      actions.isHolding = true;
      return () => actions.release();
    },
    leave: async () => actions.loseBus(),
    called: async () => undefined,
    stop: async () => undefined,
  };
});

describeActions("over D-Bus", async (): Promise<Subject> => {
  const bus = await PrivateBus.start();
  const model = new SystemdModel();
  const onBus = new SystemdOnBus(model, bus.address);
  const files = new UnitFilesOnBus(onBus);
  const link = new SystemdLink({ address: bus.address, log: silentLog() });
  const events = new Until();
  onBus.beforeCall = () => setImmediate(events.notify);
  await onBus.appear();
  const isReady = new Promise<void>((resolve) => link.onAvailability(() => resolve()));
  link.open();
  await isReady;
  const systemctl = async () => "";
  return {
    actions: new SystemdActions({
      link,
      systemctl,
      log: silentLog(),
      allowExec: false,
      power: { powerOff: async () => undefined },
      disarm: () => undefined,
    }),
    queries: new SystemdQueries({ link, systemctl }),
    set: (unit, state) => void files.states.set(unit, state),
    stateOf: (unit) => files.states.get(unit),
    holdAnswers: () => onBus.holdAnswers(),
    leave: async () => onBus.disappear(),
    called: (times) =>
      events.until(
        "calls",
        () => onBus.calls.filter((member) => member.endsWith("Files")).length >= times,
      ),
    stop: async () => {
      link.close();
      onBus.disappear();
      model.close();
      await bus.stop();
    },
  };
});
