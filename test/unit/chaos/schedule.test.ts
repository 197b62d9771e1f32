import assert from "node:assert/strict";
import { faultKinds } from "../../chaos/plan.ts";
import { schedule } from "../../chaos/schedule.ts";
import { testUnit } from "../../chaos/units.ts";

const options = {
  seed: 7,
  durationMs: 600_000,
  nodes: ["node1", "node2", "node3", "node4"],
  broker: "mosquitto",
} as const;

describe("the schedule of a chaos run", () => {
  it("[REQ-CHAOS-3] is the same for the same seed, and another for another", () => {
    assert.deepEqual(schedule(options), schedule(options));
    assert.notDeepEqual(schedule(options), schedule({ ...options, seed: 8 }));
  });

  it("[REQ-CHAOS-3] has every kind of fault in ten minutes, and every node and client", () => {
    const { faults, asks } = schedule(options);
    const kinds = new Set(faults.map(({ kind }) => kind));
    const all = new Set([...faultKinds.node, ...faultKinds.primary]);
    assert.deepEqual(
      [...all].filter((kind) => !kinds.has(kind)),
      [],
    );
    assert.equal(new Set(asks.map(({ node }) => node)).size, 4);
    assert.equal(new Set(asks.map(({ client }) => client)).size, 3);
  });

  it("[REQ-CHAOS-3] never does two things to a machine at a time", () => {
    const ends = new Map<string, number>();
    for (const { machine, atMs, forMs } of schedule(options).faults) {
      assert.ok(atMs > (ends.get(machine) ?? 0), `${machine} at ${atMs}`);
      ends.set(machine, atMs + forMs);
    }
  });

  it("[REQ-CHAOS-3] asks only for what there is, each time under an id of its own", () => {
    const { asks } = schedule(options);
    for (const { unit, verb } of asks) assert.ok(testUnit(unit)?.verbs.includes(verb), unit);
    assert.equal(new Set(asks.map(({ id }) => id)).size, asks.length);
  });
});
