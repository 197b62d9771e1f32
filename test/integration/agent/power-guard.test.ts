import { deepEqual, equal } from "node:assert/strict";
import type { PowerGuard } from "../../../src/protocol/generated/schemas.ts";
import { topics } from "../../../src/protocol/topics.ts";
import { limitsOf } from "../../support/fake-names.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { AgentBench, node } from "./agent-bench.ts";

describe("an agent with a power guard", () => {
  const directory = useTempDir();
  const settings = { isOn: true, unheardMs: 30_000, units: ["web.service"], commands: [] };
  let bench: AgentBench;
  let did: string[];
  beforeEach(async () => {
    bench = await AgentBench.start(directory());
    did = [];
    make();
  });
  afterEach(async () => {
    await bench.stop();
    equal(bench.clock.pending, 0, "timers are left");
  });
  const make = () =>
    bench.makeAgent({
      powerGuard: {
        ...settings,
        power: {
          runCommand: async () => "done",
          powerOff: async (what) => void did.push(what),
          signal: (how) => void did.push(how),
        },
      },
    });
  let seq = 0;
  const say = (rest: Partial<PowerGuard> = {}) => {
    const usual = { outage: "o1", line: "ob", runtimeS: 100, stopBudgetS: 60 } as const;
    const guard = { ...usual, session: bench.manager.session, seq: ++seq, ...rest };
    void bench.manager.link?.publish(topics.powerGuard, { node }, guard);
    return bench.pass(50);
  };
  const power = () => bench.manager.hellos.messages.at(-1)?.power;

  it("[REQ-GRD-10] stops what it is to stop and switches off when hirte and the broker are gone, and a new agent goes on with it", async () => {
    await bench.join();
    await bench.pass(50);
    await say({ session: bench.manager.session - 1 });
    await bench.pass(100);
    await say();
    await bench.turnAway();
    await bench.clock.advance(20_000);
    await bench.agent.kill();
    make();
    void bench.agent.start();
    // A new one that has no session listens until the half of the minute that it takes to stop is left.
    await bench.clock.advance(47_000);
    deepEqual([bench.systemd.calls, did], [[], []]);
    await bench.clock.advance(4000);
    deepEqual(
      bench.systemd.calls.map(({ verb, unit }) => `${verb} ${unit}`),
      ["stop web.service"],
    );
    bench.systemd.endOf("web.service");
    await bench.clock.advance(10);
    deepEqual(did, ["poweroff"]);
  });

  it("[REQ-GRD-5] stays on once it is disarmed", async () => {
    await bench.join();
    await bench.pass(50);
    await say({ runtimeS: 0 });
    bench.agent.disarm("o1");
    await say({ runtimeS: 0 });
    await bench.clock.advance(60_000);
    deepEqual([bench.systemd.calls, did], [[], []]);
  });

  it("[REQ-GRD-14] says in its hello that it is armed, and puts right what it has said", async () => {
    await bench.join();
    await bench.pass(50);
    await say({ runtimeS: 900 });
    const { length } = bench.manager.hellos.messages;
    await bench.pass(1500);
    // The coordinator knows: it is not told by each node in each outage.
    equal(bench.manager.hellos.messages.length, length);
    const hello = async () => {
      const before = bench.manager.hellos.messages.length;
      await bench.until("a hello", () => bench.manager.hellos.messages.length > before);
      await bench.pass(50);
      return power()?.armed;
    };
    // Who is let in is told at once: it hears that.
    const { hellos } = bench.manager;
    const hellosBefore: number[] = [];
    bench.broker.onSubscribe((filters) => {
      const isOfGuards = filters.some((filter) => filter.includes("power/guards"));
      if (isOfGuards) hellosBefore.push(hellos.messages.length - length);
    });
    bench.cut();
    equal(await hello(), "o1");
    deepEqual(hellosBefore, [0]);
    await Promise.all([say({ line: "ol" }), hello()]);
    equal(power()?.armed, undefined);
    await say({ outage: "o2", runtimeS: 900 });
    // Nobody tells it anything, though it is connected: whoever can, is to know of it.
    equal(await hello(), "o2");
    // Nor did it hear what that was answered with, if it was.
    await say({ outage: "o2", runtimeS: 900 });
    equal(await hello(), "o2");
    equal(bench.clock.monotonicMs() > 60_000, true);
    await Promise.all([say({ outage: "o2", line: "ol" }), hello()]);
    equal(power()?.armed, undefined);
  });

  it("[REQ-GRD-15] has no guard, and says so, where the broker lets it hear none, and is let in all the same", async () => {
    await bench.join();
    const { length } = bench.manager.hellos.messages;
    await bench.pass(1500);
    deepEqual([power()?.guard, bench.manager.hellos.messages.length], [true, length]);
    const again = async () => {
      const inventories = bench.manager.inventories.all.length;
      bench.cut();
      await bench.until("it is in", () => bench.manager.inventories.all.length > inventories);
      await bench.pass(1500);
      return power()?.guard;
    };
    bench.broker.refused = "power/guards";
    equal(await again(), false);
    equal(await again(), false);
    bench.broker.refused = undefined;
    equal(await again(), true);
    await say({ runtimeS: 0 });
    await bench.turnAway();
    await bench.clock.advance(35_000);
    deepEqual(bench.systemd.calls.length, 1);
  });

  it("[REQ-GRD-12] says what it allows of power, and says it again when that has changed", async () => {
    await bench.join();
    deepEqual(power(), { guard: true, isAllowed: true, run: 0 });
    const said = async (change: () => void) => {
      const { length } = bench.manager.hellos.messages;
      change();
      await bench.until("a hello", () => bench.manager.hellos.messages.length > length);
      return power();
    };
    const off = { ...settings, isOn: false };
    deepEqual(await said(() => bench.agent.setPowerGuard(off)), {
      guard: false,
      isAllowed: true,
      run: 0,
    });
    for (const limits of [{ AllowedVerbs: ["command"] }, { DeniedUnits: ["*.target"] }] as const) {
      const answer = await said(() => bench.agent.setLimits(limitsOf(limits)));
      deepEqual(answer, { guard: false, isAllowed: false, run: 0 });
      await said(() => bench.agent.setLimits({}));
    }
    await bench.agent.kill();
    bench.makeAgent();
    await bench.join();
    deepEqual(power(), { guard: false, isAllowed: false, run: 0 });
  });
});
