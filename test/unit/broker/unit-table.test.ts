import assert from "node:assert/strict";
import { UnitTable } from "../../../broker/unit-table.ts";
import type { Inventory, UnitState } from "../../../src/protocol/generated/schemas.ts";

const aState = (session: number, seq: number, active = "active"): UnitState => ({
  session,
  seq,
  load: "loaded",
  active,
  sub: "running",
  description: "A unit",
});
const names = (table: UnitTable) =>
  [...table.rows("node1", false, () => true)].map((r) => r.unit).sort();

describe("the units of a node", () => {
  let table: UnitTable;
  beforeEach(() => {
    table = new UnitTable();
    table.begin(7);
  });

  it("[REQ-UNIT-1] are complete once all that the inventory names have arrived, in either order", () => {
    assert.equal(table.onUnit("a.service", aState(7, 1)), false);
    assert.equal(
      table.onInventory({ session: 7, seq: 2, units: ["a.service", "b.service"] }),
      false,
    );
    assert.equal(table.onUnit("b.service", aState(7, 2)), true);
  });

  it("[REQ-UNIT-1] wait for every chunk of the inventory", () => {
    table.onUnit("a.service", aState(7, 1));
    table.onUnit("b.service", aState(7, 2));
    assert.equal(
      table.onInventory({ session: 7, seq: 2, chunk: 0, chunks: 2, units: ["a.service"] }),
      false,
    );
    assert.equal(
      table.onInventory({ session: 7, seq: 2, chunk: 1, chunks: 2, units: ["b.service"] }),
      true,
    );
  });

  it("[REQ-UNIT-1] stay as they are when the broker sends the last of several chunks again", () => {
    const part = (chunk: number, unit: string): Inventory => ({
      session: 7,
      seq: 2,
      chunk,
      chunks: 2,
      units: [unit],
    });
    table.onUnit("a.service", aState(7, 1));
    table.onUnit("b.service", aState(7, 2));
    table.onInventory(part(0, "a.service"));
    assert.equal(table.onInventory(part(1, "b.service")), true);
    assert.equal(table.onInventory(part(1, "b.service")), false);
    assert.deepEqual(names(table), ["a.service", "b.service"]);
  });

  it("[REQ-UNIT-1] are not complete by a chunk that its own inventory has no room for", () => {
    table.onUnit("a.service", aState(7, 1));
    table.onUnit("b.service", aState(7, 2));
    table.onInventory({ session: 7, seq: 2, chunk: 0, chunks: 2, units: ["a.service"] });
    assert.equal(table.onInventory({ session: 7, seq: 2, chunk: 5, chunks: 2, units: [] }), false);
    assert.deepEqual(names(table), ["a.service", "b.service"]);
  });

  it("[REQ-UNIT-3] are not hidden by a state of a session that was never given", () => {
    table.onUnit("a.service", aState(900, 1, "failed"));
    assert.deepEqual(names(table), []);
    table.onUnit("a.service", aState(7, 1));
    assert.deepEqual(names(table), ["a.service"]);
    const fresh = new UnitTable();
    fresh.onUnit("a.service", aState(900, 1, "failed"));
    fresh.begin(7);
    assert.equal(fresh.onUnit("a.service", aState(7, 1)), false);
    assert.deepEqual(
      [...fresh.rows("n", false, () => true)].map((r) => r.active),
      ["active"],
    );
  });

  it("[REQ-UNIT-1] drop what the inventory does not name, but not what is newer than it", () => {
    table.onUnit("old.service", aState(6, 9));
    table.onUnit("gone.service", aState(7, 1));
    table.onUnit("kept.service", aState(7, 2));
    table.onUnit("new.service", aState(7, 4));
    table.onInventory({ session: 7, seq: 3, units: ["kept.service"] });
    assert.deepEqual(names(table), ["kept.service", "new.service"]);
  });

  it("[REQ-UNIT-1] are not complete by the inventory of another session", () => {
    table.onUnit("a.service", aState(7, 1));
    assert.equal(table.onInventory({ session: 6, seq: 9, units: ["a.service"] }), false);
    assert.equal(table.onInventory({ session: 8, seq: 9, units: ["a.service"] }), false);
  });

  it("[REQ-UNIT-3] keep the newest state, whatever comes late", () => {
    table.onUnit("a.service", aState(7, 5, "failed"));
    table.onUnit("a.service", aState(7, 4, "active"));
    table.onUnit("a.service", aState(6, 9, "active"));
    assert.equal([...table.rows("node1", false, () => true)][0]?.active, "failed");
  });

  it("[REQ-UNIT-2] of an earlier session are shown as stale", () => {
    table.onUnit("a.service", aState(7, 1));
    table.begin(8);
    table.onUnit("b.service", aState(8, 1));
    const stale = Object.fromEntries(
      [...table.rows("node1", false, () => true)].map((r) => [r.unit, r.stale]),
    );
    assert.deepEqual(stale, { "a.service": true, "b.service": false });
  });

  it("[REQ-UNIT-1] are forgotten when their message is cleared", () => {
    table.onUnit("a.service", aState(7, 1));
    table.onUnit("a.service", undefined);
    assert.deepEqual(names(table), []);
  });

  it("[REQ-QUOTA-7] are not more than a node may have, and its inventory is whole only when they fit", () => {
    let full = 0;
    const small = new UnitTable({ maxUnits: 3, onFull: () => full++ });
    small.begin(7);
    for (const unit of ["a", "b", "c", "d"]) small.onUnit(`${unit}.service`, aState(7, 1));
    assert.deepEqual([names(small), full], [["a.service", "b.service", "c.service"], 1]);
    small.onUnit("a.service", aState(7, 2, "failed"));
    assert.equal(full, 1);
    const units = ["a.service", "b.service", "c.service", "d.service"];
    assert.equal(small.onInventory({ session: 7, seq: 3, units }), false);
    small.onUnit("b.service", undefined);
    assert.equal(small.onUnit("d.service", aState(7, 4)), true);
  });

  it("[REQ-QUOTA-7] are not named by more parts of an inventory than can be of that many", () => {
    let full = 0;
    const small = new UnitTable({ maxUnits: 10, onFull: () => full++ });
    small.begin(7);
    for (let chunk = 0; chunk < 100; chunk++)
      small.onInventory({ session: 7, seq: 3, units: [`${chunk}.service`], chunk, chunks: 1000 });
    assert.ok(full > 0);
  });
});
