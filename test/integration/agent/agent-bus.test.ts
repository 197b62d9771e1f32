import assert from "node:assert/strict";
import { AgentBus, type AgentView } from "../../../agent/dbus/agent-bus.ts";
import type { ProxyWish } from "../../../agent/proxy-desk.ts";
import { systemClock } from "../../../src/core/clock.ts";
import { HirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import { BusCaller, type Target } from "../../support/bus-caller.ts";
import { PrivateBus } from "../../support/private-bus.ts";

const name = "org.eclipse.bluechi.Agent";
const agentObject: Target = { destination: name, path: "/org/eclipse/bluechi", interface: name };
const hirteObject: Target = { ...agentObject, interface: "hirte.Agent1" };

/** An agent that is what the test says. */
class FakeAgent implements AgentView {
  isOnline = true;
  lastSeen = { wallUs: 1_795_000_000_000_000, monotonicUs: 17 };
  disconnected = { wallUs: 0, monotonicUs: 0 };
  managerAddress = "10.99.0.10:2020";
  readonly wishes: ProxyWish[] = [];
  readonly removed: string[] = [];
  /** What becomes of the proxies that are asked for. */
  fate: () => Promise<void> = () => Promise.resolve();

  createProxy(wish: ProxyWish): Promise<void> {
    this.wishes.push(wish);
    return this.fate();
  }
  removeProxy(proxyUnit: string): void {
    this.removed.push(proxyUnit);
  }
  switchManager({ host, port }: { readonly host: string; readonly port: number }): void {
    this.managerAddress = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
  }
}

describe("the agent's object on the bus", () => {
  let daemon: PrivateBus;
  let agent: FakeAgent;
  let bus: AgentBus;
  let caller: BusCaller;

  beforeEach(async () => {
    daemon = await PrivateBus.start();
    agent = new FakeAgent();
    const { address } = daemon;
    bus = new AgentBus({ address, agent, clock: systemClock, log: silentLog(), logTarget: "json" });
    bus.open();
    await bus.ready;
    caller = await BusCaller.connect(address, name);
  });
  afterEach(async () => {
    caller.close();
    await bus.close();
    await daemon.stop();
  });

  const get = (property: string) => caller.get(agentObject, property);
  const call = (target: Target, member: string, ...args: readonly string[]) =>
    caller.call(target, member, "s".repeat(args.length), ...args);
  const fails = (calling: Promise<unknown>, dbusName: string, message: RegExp) =>
    assert.rejects(calling, (error) => {
      assert.ok(error instanceof HirteError);
      assert.equal(error.details["dbusName"], dbusName);
      assert.match(error.message, message);
      return true;
    });
  const failed = "org.freedesktop.DBus.Error.Failed";
  const invalidArgs = "org.freedesktop.DBus.Error.InvalidArgs";
  /** What was told of properties that changed, in order. */
  const told = () =>
    caller.of("PropertiesChanged").flatMap(([iface, values]) =>
      // As the bus has it: a{sv}.
      Object.entries(values as Record<string, { value: unknown }>).map(
        ([property, { value }]) => `${iface === name ? "" : iface}${property}=${value}`,
      ),
    );

  it("[REQ-PRX-9] shows what there is to say of the agent and its manager", async () => {
    agent.disconnected = { wallUs: 5, monotonicUs: 6 };
    const all = {
      Status: "online",
      LogLevel: "SILENT",
      LogTarget: "json",
      DisconnectTimestamp: 5,
      DisconnectTimestampMonotonic: 6,
      LastSeenTimestamp: 1_795_000_000_000_000,
      LastSeenTimestampMonotonic: 17,
      ControllerAddress: "tcp:host=10.99.0.10,port=2020",
    };
    const seen = await Promise.all(
      Object.keys(all).map(async (property) => {
        const value = await get(property);
        return [property, typeof value === "bigint" ? Number(value) : value] as const;
      }),
    );
    assert.deepEqual(Object.fromEntries(seen), all);
  });

  it("[REQ-PRX-9] tells when its manager is lost and found, and when it is another one", async () => {
    agent.isOnline = false;
    bus.contactChanged();
    agent.isOnline = true;
    agent.managerAddress = "10.99.0.20:2020";
    bus.contactChanged();
    bus.contactChanged();
    await caller.until("four changes", () => told().length >= 4);
    assert.deepEqual(told().slice(0, 4), [
      "Status=offline",
      "Status=online",
      "ControllerAddress=tcp:host=10.99.0.20,port=2020",
      "Status=online",
    ]);
  });

  it("[REQ-PRX-9] speaks to another manager when it is told to, and tells so", async () => {
    await call(agentObject, "SwitchController", "tcp:host=10.99.0.20,port=2021");
    assert.equal(agent.managerAddress, "10.99.0.20:2021");
    await call(agentObject, "SwitchController", "tcp:host=fd00::1,port=2021");
    assert.equal(agent.managerAddress, "[fd00::1]:2021");
    await call(agentObject, "SwitchController", "primary.example:2020");
    assert.equal(await get("ControllerAddress"), "tcp:host=primary.example,port=2020");
    await caller.until("three addresses", () => told().length === 3);
    assert.deepEqual(told(), [
      "ControllerAddress=tcp:host=10.99.0.20,port=2021",
      "ControllerAddress=tcp:host=fd00::1,port=2021",
      "ControllerAddress=tcp:host=primary.example,port=2020",
    ]);
  });

  it("[REQ-PRX-9] refuses the present manager's address, and what is none", async () => {
    for (const same of ["tcp:host=10.99.0.10,port=2020", "10.99.0.10:2020"]) {
      await fails(call(agentObject, "SwitchController", same), failed, /present manager's/);
    }
    const wrong = [
      "",
      "10.99.0.10",
      "tcp:host=a",
      "unix:path=/run/a",
      "tcp:host=a b,port=1",
      "a:0",
    ];
    for (const address of wrong) {
      await fails(
        call(agentObject, "SwitchController", address),
        invalidArgs,
        /write tcp:host=HOST,port=PORT/,
      );
    }
    assert.deepEqual([agent.managerAddress, told()], ["10.99.0.10:2020", []]);
  });

  it("[REQ-PRX-1] answers for a proxy once its target is active, and not before", async () => {
    let grant: () => void = () => undefined;
    const granted = new Promise<void>((resolve) => {
      grant = resolve;
    });
    agent.fate = () => granted;
    let isAnswered = false;
    const calls = [
      call(agentObject, "CreateProxy", "p.service", "node2", "web.service"),
      call(hirteObject, "CreateProxyOf", "q.service", "node2_web"),
    ].map((calling) =>
      calling.then((answer) => {
        isAnswered = true;
        return answer;
      }),
    );
    // Answers come in order: had these been answered, they would have been before this.
    assert.equal(await get("Status"), "online");
    assert.deepEqual(agent.wishes, [
      { name: "p.service", node: "node2", unit: "web.service" },
      { name: "q.service", instance: "node2_web" },
    ]);
    assert.equal(isAnswered, false);
    grant();
    assert.deepEqual(await Promise.all(calls), [[], []]);
  });

  it("[REQ-PRX-3] says why there is no proxy", async () => {
    const activationFailed = "org.eclipse.bluechi.ActivationFailed";
    const create = () => call(agentObject, "CreateProxy", "p.service", "node2", "web.service");
    agent.fate = () => Promise.reject(new HirteError("unit-refused", "web.service is failed"));
    await fails(create(), activationFailed, /^.*web\.service is failed$/);
    await fails(
      call(hirteObject, "CreateProxyOf", "p.service", "node2_web"),
      activationFailed,
      /web\.service is failed$/,
    );
    agent.fate = () => Promise.reject(new HirteError("bad-argument", "p is no unit"));
    await fails(create(), invalidArgs, /p is no unit$/);
  });

  it("[REQ-PRX-4] lets go of proxies", async () => {
    await call(agentObject, "RemoveProxy", "p.service", "node2", "web.service");
    await call(hirteObject, "RemoveProxyOf", "q.service", "node2_web");
    assert.deepEqual(agent.removed, ["p.service", "q.service"]);
  });

  it("[REQ-PRX-9] gives its name back when the agent leaves", async () => {
    await bus.close();
    await assert.rejects(get("Status"));
  });
});
