import { deepEqual, rejects } from "node:assert/strict";
import { SystemdLink } from "../../../agent/systemd-link.ts";
import { SystemdUnitNames } from "../../../agent/systemd-unit-names.ts";
import { isHirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import { PrivateBus } from "../../support/private-bus.ts";
import { SystemdModel } from "../../support/systemd-model.ts";
import { SystemdOnBus } from "../../support/systemd-on-bus.ts";

describe("names of units over D-Bus", () => {
  let bus: PrivateBus;
  let model: SystemdModel;
  let onBus: SystemdOnBus;
  let link: SystemdLink;
  let names: SystemdUnitNames;
  beforeEach(async () => {
    bus = await PrivateBus.start();
    model = new SystemdModel();
    onBus = new SystemdOnBus(model, bus.address);
    await onBus.appear();
    link = new SystemdLink({ address: bus.address, log: silentLog() });
    const isReady = new Promise<void>((resolve) => link.onAvailability(() => resolve()));
    link.open();
    await isReady;
    names = new SystemdUnitNames({ link });
  });
  afterEach(async () => {
    link.close();
    onBus.disappear();
    model.close();
    await bus.stop();
  });

  it("[REQ-LIM-3] are those of the unit that a link leads to", async () => {
    onBus.links.set("web-x.service", "sshd.service");
    const all = { id: "sshd.service", names: ["sshd.service", "web-x.service"] };
    deepEqual(await names.namesOf("web-x.service"), all);
    deepEqual(await names.namesOf("sshd.service"), all);
    deepEqual(await names.namesOf("none.service"), { id: "none.service", names: ["none.service"] });
  });

  it("[REQ-LIM-3] are, of a template, those of what its instances are instances of", async () => {
    onBus.links.set("web-x@.service", "sshd@.service");
    deepEqual(await names.namesOf("web-x@.service"), {
      id: "sshd@.service",
      names: ["sshd@.service", "web-x@.service"],
    });
    deepEqual(await names.namesOf("web-x@1.service"), {
      id: "sshd@1.service",
      names: ["sshd@1.service", "web-x@1.service"],
    });
  });

  it("[REQ-LIM-6] cannot be had while systemd is away", async () => {
    onBus.disappear();
    await rejects(names.namesOf("web.service"), (error) => isHirteError(error, "dbus-gone"));
  });
});
