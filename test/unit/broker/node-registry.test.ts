import assert from "node:assert/strict";
import { NodeRegistry, nodeStateOf } from "../../../broker/node-registry.ts";
import { QuotaBook } from "../../../broker/quota-book.ts";
import { silentLog } from "../../../src/core/log.ts";
import type { Hello } from "../../../src/protocol/generated/schemas.ts";
import { FakeClock } from "../../support/fake-clock.ts";

const hex = (c: string) => c.repeat(32);
const aHello = (over: Partial<Hello> = {}): Hello => ({
  instance: hex("1"),
  machineId: hex("a"),
  bootId: hex("b"),
  version: "1",
  epoch: 0,
  heartbeatMs: 2000,
  ...over,
});

describe("the nodes", () => {
  let monoMs: number;
  let session: () => number;
  let registry: NodeRegistry;
  let quotas: QuotaBook;
  let refused: number;
  const stateOf = (node: string) => registry.find(node)?.state;
  const pass = (ms: number, stalledMs = 0) => {
    monoMs += ms;
    registry.tick({ stalledMs, upToMonoMs: monoMs, lateMs: 0 });
  };

  beforeEach(() => {
    let last = 0;
    monoMs = 0;
    refused = 0;
    quotas = new QuotaBook(silentLog(), new FakeClock());
    session = () => ++last;
    registry = new NodeRegistry({
      quotas,
      allowed: ["node1", "node2"],
      log: silentLog(),
      ports: {
        moment: () => ({ now: 1_000_000 + monoMs, monoMs }),
        nextSession: () => session(),
        publishState: () => undefined,
        welcome: () => undefined,
        refuse: () => void refused++,
        ping: () => undefined,
        onUnreachable: () => undefined,
        onRecovered: () => undefined,
        onLost: () => undefined,
        onSynced: () => undefined,
        dismiss: () => undefined,
        clearUnit: () => undefined,
        clearInventory: () => undefined,
      },
    });
    for (const node of ["node1", "node2"]) registry.onHello(node, aHello());
  });

  it("[REQ-NODE-15] are judged one by one: what fails for one concerns no other", () => {
    session = () => 3;
    registry.onHello("node1", aHello({ instance: hex("2"), machineId: hex("f") }));
    session = () => {
      throw new Error("ENOSPC: no space left on device");
    };
    // The first machine misses the ping, and its successor cannot be given a session.
    for (let i = 0; i < 4; i++) pass(1000);
    assert.equal(stateOf("node2"), "unreachable");
  });

  it("[REQ-GRD-12] say what they allow of power, as their last hello had it", () => {
    const power = { guard: true, isAllowed: false, run: 7 };
    const told = () => {
      const record = registry.find("node1");
      const row = registry.nodeRows().find(({ node }) => node === "node1");
      return [record && nodeStateOf(record, 1).power, row?.power];
    };
    assert.deepEqual(told(), [undefined, undefined]);
    registry.onHello("node1", aHello({ power }));
    assert.deepEqual(told(), [power, power]);
    registry.onHello("node1", aHello());
    assert.deepEqual(told(), [undefined, undefined]);
  });

  it("[REQ-NODE-8] that were heard after a stall are not heard of in the future", () => {
    monoMs += 20_000;
    const current = registry.find("node1")?.session ?? -1;
    registry.onHeartbeat("node1", { instance: hex("1"), session: current, seq: 1 });
    pass(0, 20_000);
    pass(3501);
    assert.equal(stateOf("node1"), "unreachable");
  });

  it("[REQ-NODE-12] are not heard by what the broker has kept of them", () => {
    const current = registry.find("node1")?.session ?? -1;
    pass(3000);
    registry.onInventory("node1", { session: current, seq: 0, units: [] }, true);
    const state = {
      session: current,
      seq: 1,
      load: "loaded",
      active: "active",
      sub: "running",
      description: "",
    };
    registry.onUnit({ node: "node1", unit: "a.service" }, state, true);
    registry.onUnit({ node: "node2", unit: "a.service" }, { ...state, session: 2 }, false);
    pass(600);
    assert.deepEqual([stateOf("node1"), stateOf("node2")], ["unreachable", "online"]);
  });

  it("[REQ-QUOTA-11] are welcomed as often as an agent asks, and not more often, each for itself", () => {
    const sessionOf = (node: string) => registry.find(node)?.session ?? -1;
    for (let i = 0; i < 1000; i++) registry.onHello("node1", aHello());
    const heard = 1000 - quotas.counts.refusals.hellos;
    assert.ok(heard >= 10 && heard <= 20, `${heard} were heard`);
    assert.equal(sessionOf("node1"), sessionOf("node2") + heard);
    registry.onHello("node2", aHello());
    assert.ok(sessionOf("node2") > sessionOf("node1"));
    monoMs += 1000;
    const late = sessionOf("node2");
    registry.onHello("node1", aHello());
    assert.equal(sessionOf("node1"), late + 1);
  });

  it("[REQ-QUOTA-11] [REQ-QUOTA-7] do not wait for those that may not join, nor for units of one of them", () => {
    for (let i = 0; i < 5000; i++) registry.onHello(`stranger${i}`, aHello());
    assert.ok(refused <= 1000, `${refused} were told so`);
    registry.onHello("node1", aHello());
    const current = registry.find("node1")?.session ?? -1;
    const state = { load: "loaded", active: "active", sub: "running", description: "" };
    for (let i = 0; i < 20_001; i++) {
      const unit = `u${i}.service`;
      registry.onUnit({ node: "node1", unit }, { ...state, session: current, seq: i }, false);
    }
    assert.equal(quotas.counts.refusals.units, 1);
  });
});
