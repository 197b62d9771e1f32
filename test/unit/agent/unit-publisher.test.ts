import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { UnitPublisher, type UnitSink } from "../../../agent/unit-publisher.ts";
import { HirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import type { Inventory, UnitState } from "../../../src/protocol/generated/schemas.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { aUnit, FakeUnits } from "./fakes.ts";

/** A broker that confirms at once, or when told to. */
class FakeSink implements UnitSink {
  /** Everything that was published, in order: `a@1`, `-a` for cleared, `[a,b]@2` for an inventory. */
  readonly said: string[] = [];
  readonly retained = new Map<string, UnitState>();
  readonly inventories: Inventory[] = [];
  readonly unspeakable = new Set<string>();
  isSlow = false;
  #waiting: (() => void)[] = [];

  get unconfirmed(): number {
    return this.#waiting.length;
  }

  unit(unit: string, state: UnitState): Promise<void> {
    if (this.unspeakable.has(unit))
      return Promise.reject(new HirteError("bad-message", "no such message"));
    this.said.push(`${unit}@${state.seq}`);
    this.retained.set(unit, state);
    return this.#confirm();
  }

  clear(unit: string): Promise<void> {
    this.said.push(`-${unit}`);
    this.retained.delete(unit);
    return this.#confirm();
  }

  inventory(inventory: Inventory): Promise<void> {
    this.said.push(`[${inventory.units.join()}]@${inventory.seq}`);
    this.inventories.push(inventory);
    return this.#confirm();
  }

  /** Confirms what waits, or the oldest of it. */
  confirm(count = this.#waiting.length): void {
    for (const resolve of this.#waiting.splice(0, count)) resolve();
  }

  #confirm(): Promise<void> {
    return this.isSlow ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve();
  }
}

describe("the agent's publisher of units", () => {
  const setUp = (names: readonly string[] = ["a.service", "b.service"], isReady = true) => {
    const clock = new FakeClock();
    const units = new FakeUnits(names, isReady);
    const sink = new FakeSink();
    let outdated = 0;
    const publisher = new UnitPublisher({
      units,
      sink,
      clock,
      log: silentLog(),
      onOutdated: () => outdated++,
    });
    return {
      clock,
      units,
      sink,
      publisher,
      settle: () => clock.advance(0),
      outdated: () => outdated,
    };
  };

  it("[REQ-AGT-30] says all units, then, once they are confirmed, the inventory", async () => {
    const { sink, publisher, settle } = setUp();
    sink.isSlow = true;
    publisher.begin(7);
    await settle();
    deepEqual(sink.said, ["a.service@1", "b.service@2"]);
    sink.confirm();
    await settle();
    deepEqual(sink.said.slice(2), ["[a.service,b.service]@2"]);
    equal(sink.retained.get("a.service")?.session, 7);
  });

  it("[REQ-AGT-30] of a node without units says an empty inventory", async () => {
    const { sink, publisher, settle } = setUp([]);
    publisher.begin(7);
    await settle();
    deepEqual(sink.said, ["[]@0"]);
  });

  it("[REQ-AGT-30] waits until the units have been read", async () => {
    const { sink, publisher, units, settle } = setUp(["a.service"], false);
    publisher.begin(7);
    units.set("b.service");
    await settle();
    deepEqual(sink.said, []);
    units.ready(true);
    await settle();
    deepEqual(sink.said, ["a.service@1", "b.service@2", "[a.service,b.service]@2"]);
  });

  it("[REQ-AGT-31] says a change with the next number", async () => {
    const { sink, publisher, units, settle } = setUp();
    publisher.begin(7);
    await settle();
    units.set("a.service", { active: "failed", sub: "failed" });
    await settle();
    equal(sink.said.at(-1), "a.service@3");
    equal(sink.retained.get("a.service")?.active, "failed");
  });

  it("[REQ-AGT-32] has at most 64 messages unconfirmed, and sends the newest state last", async () => {
    const names = Array.from({ length: 100 }, (_, i) => `u${i}.service`);
    const { sink, publisher, units, settle } = setUp(names);
    sink.isSlow = true;
    publisher.begin(7);
    await settle();
    equal(sink.unconfirmed, 64);
    for (let i = 0; i < 50; i++) units.set("u99.service", { sub: `state ${i}` });
    await settle();
    equal(sink.unconfirmed, 64);
    for (let i = 0; i < 5; i++) {
      sink.confirm();
      await settle();
    }
    equal(sink.said.filter((said) => said.startsWith("u99.service@")).length, 1);
    equal(sink.retained.get("u99.service")?.sub, "state 49");
  });

  it("[REQ-AGT-32] of a unit that never rests keeps nobody else waiting", async () => {
    const { sink, publisher, units, settle } = setUp(["a.service", "b.service"]);
    sink.isSlow = true;
    publisher.begin(7);
    for (let i = 0; i < 10; i++) {
      units.set("a.service", { sub: `state ${i}` });
      sink.confirm();
      await settle();
    }
    ok(sink.inventories.length === 1, "the inventory never came");
  });

  it("[REQ-AGT-33] clears a unit that is no longer loaded, and says the inventory anew a second later", async () => {
    const { clock, sink, publisher, units, settle } = setUp();
    publisher.begin(7);
    await settle();
    units.unload("b.service");
    await settle();
    equal(sink.said.at(-1), "-b.service");
    await clock.advance(999);
    equal(sink.inventories.length, 1);
    await clock.advance(1);
    equal(sink.said.at(-1), "[a.service]@3");
  });

  it("[REQ-AGT-33] says the inventory once for many units that come and go within a second", async () => {
    const { clock, sink, publisher, units, settle } = setUp(["a.service"]);
    publisher.begin(7);
    await settle();
    for (let i = 0; i < 20; i++) {
      units.set(`run-${i}.scope`);
      await clock.advance(10);
      if (i > 0) units.unload(`run-${i}.scope`);
    }
    await clock.advance(2000);
    deepEqual(
      sink.inventories.map(({ units }) => units),
      [["a.service"], ["a.service", "run-0.scope"]],
    );
  });

  it("[REQ-AGT-33] gives every inventory of a session a number of its own", async () => {
    const { clock, sink, publisher, units, settle } = setUp([
      "a.service",
      "b.service",
      "c.service",
    ]);
    publisher.begin(7);
    await settle();
    for (const unit of ["b.service", "c.service"]) {
      units.unload(unit);
      await clock.advance(1500);
    }
    const numbers = sink.inventories.map(({ seq }) => seq);
    equal(new Set(numbers).size, 3);
    deepEqual(
      numbers,
      numbers.toSorted((a, b) => a - b),
    );
  });

  it("[REQ-AGT-34] clears what an earlier session left and is no longer loaded", async () => {
    const { sink, publisher, settle } = setUp(["a.service"]);
    publisher.recall(["a.service", "old.service"]);
    publisher.begin(7);
    await settle();
    deepEqual(sink.said, ["a.service@1", "-old.service", "[a.service]@1"]);
  });

  it("[REQ-AGT-34] clears it also when the old inventory comes late", async () => {
    const { sink, publisher, settle } = setUp(["a.service"]);
    publisher.begin(7);
    await settle();
    publisher.recall(["a.service", "old.service"]);
    await settle();
    equal(sink.said.at(-1), "-old.service");
  });

  it("[REQ-AGT-34] clears in the next session what was unloaded between two", async () => {
    const { sink, publisher, units, settle } = setUp();
    publisher.begin(7);
    await settle();
    publisher.end();
    units.unload("b.service");
    publisher.begin(8);
    await settle();
    ok(sink.said.includes("-b.service"));
    deepEqual(
      [...sink.retained].map(([unit, { session }]) => `${unit} ${session}`),
      ["a.service 8"],
    );
  });

  it("[REQ-AGT-30] takes confirmations of an earlier session for nothing", async () => {
    const { sink, publisher, settle } = setUp();
    sink.isSlow = true;
    publisher.begin(7);
    publisher.begin(8);
    sink.confirm(2);
    await settle();
    equal(sink.inventories.length, 0);
    sink.confirm();
    await settle();
    equal(sink.inventories[0]?.session, 8);
  });

  it("[REQ-AGT-34] clears later what came back while it was being cleared", async () => {
    const { sink, publisher, units, settle } = setUp();
    publisher.begin(7);
    await settle();
    sink.isSlow = true;
    units.unload("b.service");
    units.set("b.service");
    sink.confirm();
    await settle();
    publisher.end();
    sink.isSlow = false;
    units.unload("b.service");
    publisher.begin(8);
    await settle();
    deepEqual([...sink.retained.keys()], ["a.service"]);
  });

  it("[REQ-AGT-35] asks for a new session as soon as systemd goes away, and clears nothing before the units were read anew", async () => {
    const { sink, publisher, units, settle, outdated } = setUp();
    publisher.begin(7);
    await settle();
    const before = sink.said.length;
    units.ready(false);
    equal(outdated(), 1);
    units.units.clear();
    units.unload("a.service");
    publisher.begin(8);
    await settle();
    equal(sink.said.length, before);
    units.units.set("a.service", aUnit());
    units.ready(true);
    await settle();
    ok(sink.said.slice(before).includes("-b.service"));
    equal(sink.retained.get("a.service")?.session, 8);
  });

  it("[REQ-AGT-36] leaves out of the inventory what it cannot say, and goes on", async () => {
    const { sink, publisher, settle } = setUp(["a.service", "odd", "z.service"]);
    sink.unspeakable.add("odd");
    publisher.begin(7);
    await settle();
    deepEqual(sink.said, ["a.service@1", "z.service@3", "[a.service,z.service]@3"]);
  });

  it("[REQ-AGT-36] splits a long inventory into parts of at most 768 KiB", async () => {
    const names = Array.from({ length: 15000 }, (_, i) => `${"x".repeat(100)}${i}.service`);
    const { sink, publisher, settle } = setUp(names);
    publisher.begin(7);
    for (let i = 0; i < 300; i++) await settle();
    const { inventories } = sink;
    deepEqual(
      inventories.map(({ chunk, chunks }) => [chunk, chunks]),
      [
        [0, 3],
        [1, 3],
        [2, 3],
      ],
    );
    ok(inventories.every((part) => JSON.stringify(part.units).length <= 768 * 1024));
    deepEqual(
      inventories.flatMap(({ units }) => units),
      names,
    );
  });

  it("[REQ-AGT-32] [REQ-AGT-33] leaves the broker with the truth, whatever changes in whatever order", async () => {
    const aName = fc.constantFrom("a.service", "b.service", "c.service", "d.service");
    const anOp = fc.oneof(
      { weight: 4, arbitrary: fc.record({ op: fc.constant("set" as const), unit: aName }) },
      { weight: 2, arbitrary: fc.record({ op: fc.constant("unload" as const), unit: aName }) },
      {
        weight: 4,
        arbitrary: fc.record({
          op: fc.constantFrom("slow", "fast", "confirm", "session", "second", "gone", "back"),
          unit: fc.constant(""),
        }),
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anOp, { maxLength: 30 }), async (ops) => {
        const { clock, sink, publisher, units, settle } = setUp();
        let session = 1;
        let n = 0;
        publisher.begin(session);
        for (const { op, unit } of ops) {
          if (op === "set") units.set(unit, { sub: `state ${n++}` });
          else if (op === "unload") units.unload(unit);
          else if (op === "slow" || op === "fast") sink.isSlow = op === "slow";
          else if (op === "confirm") sink.confirm();
          else if (op === "session") publisher.begin(++session);
          else if (op === "second") await clock.advance(1000);
          else if (op === "gone") units.ready(false);
          else {
            units.ready(true);
            publisher.begin(++session);
          }
          await settle();
        }
        sink.isSlow = false;
        sink.confirm();
        if (!units.isReady) {
          units.ready(true);
          publisher.begin(++session);
        }
        await clock.advance(3000);
        // What a reader believes: of the session, and listed or newer than the list.
        const list = sink.inventories.at(-1);
        equal(list?.session, session);
        const believed = [...sink.retained].filter(
          ([unit, state]) =>
            state.session === session &&
            (list?.units.includes(unit) || state.seq > (list?.seq ?? 0)),
        );
        deepEqual(
          new Map(believed.map(([unit, { session: _, seq: _seq, ...info }]) => [unit, info])),
          new Map([...units.units].toSorted(([a], [b]) => order(believed, a, b))),
        );
        deepEqual(new Set(list?.units), new Set(units.units.keys()));
        equal(sink.retained.size, units.units.size, "something stale is retained");
        publisher.stop();
        equal(clock.pending, 0);
      }),
      { numRuns: 200 },
    );
  });
});

function order(rows: readonly (readonly [string, unknown])[], a: string, b: string): number {
  const names = rows.map(([name]) => name);
  return names.indexOf(a) - names.indexOf(b);
}
