import assert from "node:assert/strict";
import { HirteError, isHirteError } from "../../../src/core/errors.ts";
import { createLog, silentLog } from "../../../src/core/log.ts";
import { Bus, type BusOptions, driver } from "../../../src/dbus/bus.ts";
import { type IncomingMessage, messageFlags } from "../../../src/dbus/codec.ts";
import { PrivateBus } from "../../support/private-bus.ts";
import { Until } from "../../support/until.ts";

const service = {
  destination: "org.example.Service",
  path: "/a",
  interface: "org.example.Service",
};
const match = "type='signal',interface='org.example.Service'";

describe("a connection to a message bus", () => {
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

  async function connected(options: Partial<BusOptions> = {}): Promise<Bus> {
    const bus = new Bus({ address: daemon.address, log: silentLog(), ...options });
    open.push(bus);
    const isUp = new Promise<void>((resolve) => bus.onConnection((up) => up && resolve()));
    bus.open();
    await isUp;
    return bus;
  }

  /** A connection that owns the name of the service. */
  async function serving(handler: Parameters<Bus["serve"]>[0]): Promise<Bus> {
    const bus = await connected();
    bus.serve(handler);
    await bus.call({
      ...driver,
      member: "RequestName",
      signature: "su",
      body: [service.destination, 4],
    });
    return bus;
  }

  function tell(server: Bus, word: string): void {
    const { path, interface: iface } = service;
    server.emit({ path, interface: iface, member: "Told", signature: "s", body: [word] });
  }

  it("[REQ-SYS-18] has a name, and can be called by others", async () => {
    const bus = await serving(({ body, sender }) => ({
      signature: "ss",
      body: [`hello ${body[0]}`, sender],
    }));
    const caller = await connected();
    assert.match(bus.uniqueName ?? "", /^:1\./);
    assert.deepEqual(
      await caller.call({ ...service, member: "Greet", signature: "s", body: ["x"] }),
      ["hello x", caller.uniqueName],
    );
  });

  it("[REQ-SYS-18] hands on replies and signals in the order in which they were sent", async () => {
    const server = await serving(() => {
      tell(server, "before");
      queueMicrotask(() => tell(server, "after"));
      return { signature: "s", body: ["reply"] };
    });
    const caller = await connected({ matches: [match] });
    for (let round = 0; round < 50; round++) {
      const seen: unknown[] = [];
      const both = new Promise<void>((resolve) => {
        const off = caller.onSignal(({ body }) => {
          seen.push(body[0]);
          if (body[0] !== "after") return;
          off();
          resolve();
        });
      });
      const [reply] = await caller.call({ ...service, member: "Ask" });
      seen.push(reply);
      await both;
      assert.deepEqual(seen, ["before", "reply", "after"]);
    }
  });

  it("[REQ-SYS-19] never has more calls on the bus than a system bus allows", async () => {
    const held: (() => void)[] = [];
    let most = 0;
    const release = () => {
      most = Math.max(most, held.length);
      for (const answer of held.splice(0)) answer();
    };
    await serving(
      () =>
        new Promise((resolve) => {
          held.push(() => resolve({}));
          if (held.length >= 100) setImmediate(release);
        }),
    );
    const caller = await connected();
    const calls = Array.from({ length: 1000 }, () => caller.call({ ...service, member: "Wait" }));
    await Promise.all(calls);
    assert.equal(most, 100);
  });

  it("[REQ-SYS-19] fails a call that nobody answers at its deadline", async () => {
    await serving(() => new Promise(() => undefined));
    const caller = await connected();
    await assert.rejects(caller.call({ ...service, member: "Wait", deadlineMs: 30 }), (error) =>
      isHirteError(error, "deadline"),
    );
  });

  it("[REQ-SYS-19] never has the bus start what it calls", async () => {
    await serving(({ flags }) => ({ signature: "u", body: [flags] }));
    const caller = await connected();
    assert.deepEqual(await caller.call({ ...service, member: "Ask" }), [messageFlags.noAutoStart]);
  });

  it("[REQ-SYS-19] knows that nobody is there", async () => {
    const caller = await connected();
    await assert.rejects(caller.call({ ...service, member: "Ask" }), (error) =>
      isHirteError(error, "dbus-gone"),
    );
  });

  it("[REQ-SYS-19] passes an error's name on, both ways", async () => {
    await serving(() => {
      throw new HirteError("no-such-unit", "not here", {
        details: { dbusName: "org.example.Error.None" },
      });
    });
    const caller = await connected();
    await assert.rejects(caller.call({ ...service, member: "Ask" }), (error) => {
      assert.ok(isHirteError(error, "dbus-error"));
      assert.deepEqual(error.details, { dbusName: "org.example.Error.None", text: "not here" });
      return true;
    });
  });

  it("[REQ-SYS-20] answers calls to methods that there are not", async () => {
    const bus = await connected();
    const caller = await connected();
    const call = { ...service, destination: bus.uniqueName ?? "", member: "Ask" };
    await assert.rejects(caller.call(call), (error) => {
      assert.ok(isHirteError(error, "dbus-error"));
      assert.equal(error.details["dbusName"], "org.freedesktop.DBus.Error.UnknownMethod");
      return true;
    });
  });

  it("[REQ-SYS-20] goes on after a listener failed", async () => {
    const lines: string[] = [];
    const log = createLog({ level: "error", target: "json", write: (line) => lines.push(line) });
    const server = await serving(() => ({}));
    const listener = await connected({ matches: [match], log });
    const seen: unknown[] = [];
    listener.onSignal(() => {
      throw new Error("a bug");
    });
    const second = new Promise<void>((resolve) => {
      listener.onSignal(({ body }) => seen.push(body[0]) === 2 && resolve());
    });
    for (const word of ["a", "b"]) tell(server, word);
    await second;
    assert.deepEqual(seen, ["a", "b"]);
    assert.match(lines.join(""), /a bug/);
  });

  it("[REQ-SYS-20] fails a call that cannot be put into words, and lives on", async () => {
    const bus = await connected();
    await assert.rejects(
      bus.call({ ...service, member: "Ask", signature: "s", body: [{}] }),
      (error) => isHirteError(error, "dbus-error"),
    );
    assert.deepEqual(
      await bus.call({ ...driver, member: "NameHasOwner", signature: "s", body: ["a.b"] }),
      [false],
    );
  });

  it("[REQ-SYS-23] comes back by itself, with its match rules, when the bus was away", async () => {
    const events = new Until();
    const bus = await connected({ matches: [match], backoff: { firstMs: 5, maxMs: 20 } });
    const told: boolean[] = [];
    const signals: IncomingMessage[] = [];
    bus.onConnection((up) => {
      told.push(up);
      events.notify();
    });
    bus.onSignal((signal) => {
      if (signal.interface === service.interface) signals.push(signal);
      events.notify();
    });
    await daemon.down();
    await events.until("told that it is gone", () => told.length === 1);
    await daemon.up();
    await events.until("told that it is back", () => told.length === 2);
    const server = await serving(() => ({}));
    tell(server, "again");
    await events.until("a signal", () => signals.length === 1);
    assert.deepEqual(told, [false, true]);
  });

  it("[REQ-SYS-23] rejects what is under way when the connection breaks, before it says so", async () => {
    await serving(() => new Promise(() => undefined));
    const caller = await connected();
    const seen: string[] = [];
    const calls = Array.from({ length: 300 }, () =>
      caller.call({ ...service, member: "Wait" }).catch((error) => {
        assert.ok(isHirteError(error, "dbus-gone"));
        seen.push("rejected");
      }),
    );
    const told = new Promise<void>((resolve) => {
      caller.onConnection(() => {
        seen.push("told");
        resolve();
      });
    });
    await daemon.down();
    await Promise.all([...calls, told]);
    assert.equal(seen.indexOf("told"), 300);
    await assert.rejects(caller.call({ ...service, member: "Wait" }), (error) =>
      isHirteError(error, "dbus-gone"),
    );
  });

  it("[REQ-SYS-23] gives a bus up that does not greet, and tries again", async () => {
    daemon.freeze();
    // What is told of the failed attempt lets the daemon go on.
    const log = createLog({ level: "debug", target: "json", write: () => daemon.thaw() });
    const bus = new Bus({
      address: daemon.address,
      log,
      connectTimeoutMs: 100,
      backoff: { firstMs: 5, maxMs: 20 },
    });
    open.push(bus);
    const isUp = new Promise<void>((resolve) => bus.onConnection((up) => up && resolve()));
    bus.open();
    await isUp;
  });

  it("[REQ-SYS-23] waits for a bus that is not there yet", async () => {
    await daemon.down();
    const bus = new Bus({
      address: daemon.address,
      log: silentLog(),
      backoff: { firstMs: 5, maxMs: 20 },
    });
    open.push(bus);
    const isUp = new Promise<void>((resolve) => bus.onConnection((up) => up && resolve()));
    bus.open();
    await daemon.up();
    await isUp;
  });

  it("[REQ-SYS-23] ends everything when it is closed, and tells nobody", async () => {
    await serving(() => new Promise(() => undefined));
    const caller = await connected();
    caller.onConnection(() => assert.fail("told of its end"));
    const call = caller.call({ ...service, member: "Wait" });
    caller.close();
    await assert.rejects(call, (error) => isHirteError(error, "closed"));
    await assert.rejects(caller.call({ ...service, member: "Wait" }), (error) =>
      isHirteError(error, "closed"),
    );
  });

  it("[REQ-DBUS-13] gives up a bus that reads nothing any more, before what waits for it has no end", async () => {
    const bus = await connected();
    const until = new Until();
    let isUp = true;
    bus.onConnection((up) => {
      isUp = up;
      until.notify();
    });
    daemon.freeze();
    const word = "x".repeat(1024 * 1024);
    for (let mebibytes = 0; mebibytes < 128 && isUp; mebibytes++) {
      try {
        tell(bus, word);
      } catch (error) {
        assert.ok(isHirteError(error, "dbus-gone"));
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    await until.until("the connection was given up", () => !isUp);
    daemon.thaw();
    await until.until("the connection is back", () => isUp);
  });

  it("[REQ-DBUS-13] answers with an error what is too long to be answered, and goes on", async () => {
    await serving(({ member }) =>
      member === "Much"
        ? { signature: "s", body: ["x".repeat(33 * 1024 * 1024)] }
        : { signature: "u", body: [member === "Wrong" ? "no number" : 7] },
    );
    const caller = await connected();
    for (const member of ["Much", "Wrong"]) {
      await assert.rejects(caller.call({ ...service, member }), (error) =>
        isHirteError(error, "dbus-error"),
      );
    }
    assert.deepEqual(await caller.call({ ...service, member: "Little" }), [7]);
  });
});
