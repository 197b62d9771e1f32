import assert from "node:assert/strict";
import { systemClock } from "../../../src/core/clock.ts";
import { isHirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import { Bus, driver } from "../../../src/dbus/bus.ts";
import { BusClients, namesGoneMatch } from "../../../src/dbus/bus-clients.ts";
import { OwnedName } from "../../../src/dbus/owned-name.ts";
import { BusCaller } from "../../support/bus-caller.ts";
import { PrivateBus } from "../../support/private-bus.ts";
import { Until } from "../../support/until.ts";

const name = "org.example.Name";

describe("names on a bus", () => {
  let daemon: PrivateBus;
  let open: Bus[];

  beforeEach(async () => {
    open = [];
    daemon = await PrivateBus.start();
  });
  afterEach(async () => {
    for (const bus of open) bus.close();
    await daemon.stop();
  });

  async function connected(matches: readonly string[] = []): Promise<Bus> {
    const backoff = { firstMs: 10, maxMs: 20 };
    const bus = new Bus({ address: daemon.address, log: silentLog(), matches, backoff });
    open.push(bus);
    const isUp = new Promise<void>((resolve) => bus.onConnection((up) => up && resolve()));
    bus.open();
    await isUp;
    return bus;
  }

  const owned = (bus: Bus) => new OwnedName({ name, bus, clock: systemClock, log: silentLog() });

  async function ownerOf(bus: Bus): Promise<unknown> {
    const call = { ...driver, member: "GetNameOwner", signature: "s", body: [name] };
    return bus.call(call).then(
      ([owner]) => owner,
      (error) => isHirteError(error, "dbus-gone") && "nobody",
    );
  }

  it("[REQ-DBUS-3] are asked for again when the bus comes back", async () => {
    const bus = await connected();
    const mine = owned(bus);
    await mine.answered;
    assert.equal(mine.isOwned, true);
    const until = new Until();
    bus.onConnection(until.notify);
    await daemon.down();
    await until.until("the name is lost with the bus", () => !mine.isOwned);
    await daemon.up();
    bus.onSignal(until.notify);
    await until.until("the name is ours again", () => mine.isOwned);
    assert.equal(await ownerOf(bus), bus.uniqueName);
  });

  it("[REQ-DBUS-3] are taken when their owner leaves", async () => {
    const first = await connected();
    const bus = await connected();
    const until = new Until();
    bus.onSignal(until.notify);
    await first.call({ ...driver, member: "RequestName", signature: "su", body: [name, 1] });
    const mine = owned(bus);
    await mine.answered;
    assert.equal(mine.isOwned, false);
    first.close();
    await until.until("the name is ours", () => mine.isOwned);
  });

  it("[REQ-DBUS-3] are given back, and everything sent before has arrived by then", async () => {
    const bus = await connected();
    const caller = await BusCaller.connect(daemon.address, name);
    const mine = owned(bus);
    await mine.answered;
    bus.emit({ path: "/", interface: name, member: "Last", destination: caller.name });
    await mine.release(1000);
    assert.equal(await ownerOf(bus), "nobody");
    bus.close();
    await caller.heard("Last");
    caller.close();
  });

  it("[REQ-DBUS-4] are those of programs with a uid", async () => {
    const bus = await connected([namesGoneMatch]);
    const other = await connected();
    const clients = new BusClients(bus);
    assert.equal(await clients.uidOf(other.uniqueName ?? ""), process.getuid?.());
    await assert.rejects(clients.uidOf(":1.999"), (error) => isHirteError(error, "dbus-gone"));
  });

  it("[REQ-DBUS-4] are told when they leave, with the program or with the bus", async () => {
    const bus = await connected([namesGoneMatch]);
    const [leaves, stays, forgotten] = [await connected(), await connected(), await connected()];
    const clients = new BusClients(bus);
    const gone: string[] = [];
    const until = new Until();
    const watch = (who: string, { uniqueName = "" }: Bus) =>
      clients.onGone(uniqueName, () => {
        gone.push(who);
        until.notify();
      });
    watch("leaves", leaves);
    watch("stays", stays);
    watch("forgotten", forgotten)();
    assert.equal(await clients.isThere(leaves.uniqueName ?? ""), true);
    forgotten.close();
    leaves.close();
    await until.until("one has left", () => gone.length > 0);
    assert.deepEqual(gone, ["leaves"]);
    assert.equal(await clients.isThere(":1.999"), false);
    await daemon.down();
    await until.until("all have left", () => gone.length > 1);
    assert.deepEqual(gone, ["leaves", "stays"]);
  });
});
