import assert from "node:assert/strict";
import { Facade } from "../../../broker/dbus/facade.ts";
import { systemClock } from "../../../src/core/clock.ts";
import { silentLog } from "../../../src/core/log.ts";
import { AskingHirte } from "../../support/asking-hirte.ts";
import { BusCaller } from "../../support/bus-caller.ts";
import { PrivateBus } from "../../support/private-bus.ts";
import { target } from "./facade-bench.ts";

describe("BlueChi's interface of a hirte that asks who its clients are", function () {
  this.timeout(20_000);
  let daemon: PrivateBus;
  let hirte: AskingHirte;
  let facade: Facade;
  let caller: BusCaller;

  beforeEach(async () => {
    [daemon, hirte] = await Promise.all([PrivateBus.start(), AskingHirte.start()]);
    facade = new Facade({
      address: daemon.address,
      servers: [() => hirte.broker.inMemoryStream()],
      clock: systemClock,
      log: silentLog(),
      logTarget: "journald",
      loginNameOf: (uid) => hirte.identity.busUserOf(uid),
    });
    facade.start();
    await facade.ready;
    caller = await BusCaller.connect(daemon.address, "org.eclipse.bluechi");
  });
  afterEach(async () => {
    caller.close();
    await facade.stop();
    await hirte.stop();
    await daemon.stop();
  });

  it("[REQ-SEC-12] has done what its callers ask for, under their names on the bus, whatever a user of that name may", async () => {
    const login = (await hirte.identity.busUserOf(process.getuid?.() ?? 0)).replace(/@bus$/, "");
    await hirte.add(login, "viewer");
    const commands = await hirte.agent("web-1");
    const node = target("node/web_2d1", "Node");
    // Answered when systemd has the job, which is not before this test is over.
    void caller.call(node, "StartUnit", "ss", "a.service", "replace").catch(() => undefined);
    const { verb, id } = await commands.next(({ kind }) => kind === "job");
    assert.equal(verb, "start");
    const [job] = await (await hirte.client(login)).query("@manager", "job", { job: id });
    assert.equal(job?.user, `${login}@bus`);
    const nodes = await caller.call(target("/org/eclipse/bluechi", "Controller"), "ListNodes");
    assert.match(JSON.stringify(nodes), /web-1.*online/);
  });
});
