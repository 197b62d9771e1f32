import assert from "node:assert/strict";
import fc from "fast-check";
import type { UnitInfo } from "../../../agent/ports.ts";
import type { UnitFacts } from "../../../agent/systemd-signals.ts";
import type { ListedUnit } from "../../../agent/unit-details.ts";
import { debounceMs, type TableInput, UnitTable } from "../../../agent/unit-table.ts";

function aRow(name: string, row: Partial<ListedUnit> = {}): ListedUnit {
  return { name, description: name, load: "loaded", active: "active", sub: "running", ...row };
}

function changed(unit: string, from: "unit" | "type", facts: UnitFacts): TableInput {
  return { kind: "unit-changed", unit, from, facts, isIncomplete: false };
}

describe("the table of units", () => {
  let table: UnitTable;
  let nowMs: number;
  const step = (input: TableInput) => table.step(input, nowMs);
  const names = (changes: readonly (readonly [string, UnitInfo | undefined])[]) =>
    changes.map(([unit]) => unit);
  /** Lists units, and reads their details. */
  const load = (...rows: ListedUnit[]) => {
    const { details } = step({ kind: "listed-all", rows });
    for (const [unit] of details) step({ kind: "complete", unit });
  };

  beforeEach(() => {
    table = new UnitTable();
    nowMs = 1000;
  });

  describe("at first", () => {
    it("[REQ-SYS-11] reads of each unit only what can differ from its default", () => {
      const { details } = step({
        kind: "listed-all",
        rows: [
          aRow("a.service"),
          aRow("b.service", { active: "failed", sub: "failed" }),
          aRow("c.service", { active: "inactive", sub: "dead" }),
          aRow("d.target"),
          aRow("e.device", { sub: "plugged" }),
          aRow("f.slice"),
          aRow("g.service", { load: "not-found", active: "inactive" }),
          aRow("h.service", { load: "masked", active: "inactive" }),
        ],
      });
      assert.deepEqual(
        details.map(([unit, { properties, fileState }]) => [unit, ...properties, fileState]),
        [
          ["a.service", "InvocationID", "FreezerState", true],
          ["b.service", "InvocationID", "Result", true],
          ["c.service", "InvocationID", "Result", true],
          ["d.target", "InvocationID", true],
          ["f.slice", "InvocationID", "FreezerState", true],
          ["h.service", true],
        ],
      );
    });

    it("[REQ-SYS-11] shows a unit when its details are known, and not before", () => {
      step({ kind: "listed-all", rows: [aRow("a.service")] });
      assert.equal(table.units.size, 0);
      step({ kind: "facts", unit: "a.service", facts: { invocation: "0a" } });
      step({ kind: "file-state", unit: "a.service", fileState: "enabled" });
      assert.equal(table.units.size, 0);
      const { changes } = step({ kind: "complete", unit: "a.service" });
      assert.deepEqual(changes, [
        [
          "a.service",
          {
            load: "loaded",
            active: "active",
            sub: "running",
            description: "a.service",
            fileState: "enabled",
            invocation: "0a",
          },
        ],
      ]);
    });

    it("[REQ-SYS-12] takes a signal that came after the list for newer", () => {
      step({ kind: "listed-all", rows: [aRow("a.service")] });
      step(changed("a.service", "unit", { active: "failed", sub: "failed", invocation: "0b" }));
      step({ kind: "complete", unit: "a.service" });
      assert.equal(table.units.get("a.service")?.active, "failed");
      assert.equal(table.units.get("a.service")?.invocation, "0b");
    });

    it("[REQ-SYS-12] takes a list that came after a signal for newer", () => {
      load(aRow("a.service"));
      step(changed("a.service", "unit", { active: "failed", sub: "failed" }));
      step({ kind: "listed-all", rows: [aRow("a.service", { active: "inactive", sub: "dead" })] });
      assert.equal(table.units.get("a.service")?.active, "inactive");
    });
  });

  describe("a known unit", () => {
    beforeEach(() => load(aRow("a.service")));

    it("[REQ-SYS-12] changes with a signal", () => {
      const { changes } = step(changed("a.service", "unit", { active: "failed", sub: "failed" }));
      assert.deepEqual(names(changes), ["a.service"]);
    });

    it("[REQ-SYS-12] is told of once where its type speaks first", () => {
      const first = step(changed("a.service", "type", { result: "exit-code" }));
      const second = step(changed("a.service", "unit", { active: "failed", sub: "failed" }));
      assert.deepEqual(first.changes, []);
      assert.deepEqual(
        second.changes.map(([, info]) => [info?.active, info?.result]),
        [["failed", "exit-code"]],
      );
    });

    it("[REQ-SYS-12] is told of in any case when only its type speaks", () => {
      step(changed("a.service", "type", { result: "oom-kill" }));
      assert.ok(table.needsTick);
      const { changes } = step({ kind: "tick" });
      assert.equal(changes[0]?.[1]?.result, "oom-kill");
      assert.equal(table.needsTick, false);
    });

    it("[REQ-SYS-12] is not told of when nothing that is shown differs", () => {
      const { changes } = step(changed("a.service", "unit", { active: "active", condition: true }));
      assert.deepEqual(changes, []);
    });

    it("[REQ-SYS-12] is read again when a signal keeps the new value back", () => {
      const { list, details } = step({
        kind: "unit-changed",
        unit: "a.service",
        from: "unit",
        facts: {},
        isIncomplete: true,
      });
      assert.deepEqual(list, ["a.service"]);
      assert.deepEqual(
        details.map(([unit]) => unit),
        ["a.service"],
      );
    });

    it("[REQ-SYS-12] whose file came later is listed again when it starts", () => {
      load(aRow("a.service", { load: "not-found", active: "inactive", sub: "dead" }));
      const started = changed("a.service", "unit", { active: "activating", sub: "start" });
      assert.deepEqual(step(started).list, ["a.service"]);
      const { changes, details } = step({
        kind: "listed",
        names: ["a.service"],
        rows: [aRow("a.service")],
      });
      assert.equal(changes[0]?.[1]?.load, "loaded");
      assert.deepEqual(details, [["a.service", { properties: [], fileState: true }]]);
    });

    it("[REQ-SYS-15] goes at once when it is unloaded", () => {
      const { changes } = step({ kind: "unit-removed", unit: "a.service" });
      assert.deepEqual(changes, [["a.service", undefined]]);
    });

    it("[REQ-SYS-15] goes when a list has it no more", () => {
      const { changes } = step({ kind: "listed-all", rows: [] });
      assert.deepEqual(changes, [["a.service", undefined]]);
    });
  });

  describe("a unit that appears", () => {
    const isNew: TableInput = { kind: "unit-new", unit: "b.service" };

    it("[REQ-SYS-13] is not asked about while it may be gone again", () => {
      assert.deepEqual(step(isNew).list, []);
      nowMs += debounceMs - 1;
      assert.deepEqual(step({ kind: "tick" }).list, []);
      step({ kind: "unit-removed", unit: "b.service" });
      nowMs += debounceMs;
      assert.deepEqual(step({ kind: "tick" }).list, []);
      assert.equal(table.needsTick, false);
    });

    it("[REQ-SYS-13] has its time anew each time it appears", () => {
      for (let i = 0; i < 10; i++) {
        step(isNew);
        nowMs += debounceMs - 1;
        assert.deepEqual(step({ kind: "tick" }).list, []);
      }
    });

    it("[REQ-SYS-13] is listed by name when it has stayed", () => {
      step(isNew);
      nowMs += debounceMs;
      assert.deepEqual(step({ kind: "tick" }).list, ["b.service"]);
    });

    it("[REQ-SYS-13] is forgotten when the list does not have it", () => {
      step(isNew);
      step({ kind: "listed", names: ["b.service"], rows: [] });
      assert.equal(table.needsTick, false);
      assert.equal(table.units.size, 0);
    });

    it("[REQ-SYS-14] is listed at once when a job is queued for it", () => {
      step(isNew);
      const { list } = step({ kind: "job-new", jobId: 1, unit: "b.service" });
      assert.deepEqual(list, ["b.service"]);
    });

    it("[REQ-SYS-14] is listed at once when it is not inactive", () => {
      step(isNew);
      assert.deepEqual(step(changed("b.service", "unit", { active: "inactive" })).list, []);
      const { list } = step(changed("b.service", "unit", { active: "activating" }));
      assert.deepEqual(list, ["b.service"]);
    });

    it("[REQ-SYS-14] keeps what signals said of it, and is asked for the rest only", () => {
      step(isNew);
      step(changed("b.service", "type", { result: "success" }));
      step(
        changed("b.service", "unit", { active: "active", invocation: "0c", freezer: "running" }),
      );
      const { details } = step({
        kind: "listed",
        names: ["b.service"],
        rows: [aRow("b.service")],
      });
      assert.deepEqual(details, [["b.service", { properties: [], fileState: true }]]);
      step({ kind: "complete", unit: "b.service" });
      assert.equal(table.units.get("b.service")?.invocation, "0c");
    });

    it("[REQ-SYS-14] that never ran is asked for its unit file state only", () => {
      step(isNew);
      const rows = [aRow("b.service", { active: "inactive", sub: "dead" })];
      const { details } = step({ kind: "listed", names: ["b.service"], rows });
      assert.deepEqual(details, [["b.service", { properties: [], fileState: true }]]);
    });

    it("[REQ-SYS-14] that was active all along is asked for what no signal said", () => {
      step({ kind: "unit-new", unit: "mnt.mount" });
      const rows = [aRow("mnt.mount", { sub: "mounted" })];
      const { details } = step({ kind: "listed", names: ["mnt.mount"], rows });
      assert.deepEqual(details[0]?.[1].properties, ["InvocationID"]);
    });

    it("[REQ-SYS-15] and vanishes before it was shown is not told of", () => {
      step(isNew);
      step({ kind: "listed", names: ["b.service"], rows: [aRow("b.service")] });
      const { changes } = step({ kind: "unit-removed", unit: "b.service" });
      assert.deepEqual(changes, []);
      assert.deepEqual(step({ kind: "complete", unit: "b.service" }).changes, []);
    });
  });

  describe("while systemd reloads", () => {
    beforeEach(() => {
      load(aRow("a.service"), aRow("b.service"));
      step({ kind: "reloading", isReloading: true });
    });

    it("[REQ-SYS-16] believes in no coming and going", () => {
      for (const unit of ["a.service", "b.service"]) {
        assert.deepEqual(step({ kind: "unit-removed", unit }).changes, []);
        assert.deepEqual(step({ kind: "unit-new", unit }).list, []);
      }
      assert.equal(table.units.size, 2);
      assert.equal(table.needsTick, false);
    });

    it("[REQ-SYS-12] still follows the units it knows", () => {
      const { changes } = step(changed("a.service", "unit", { active: "failed" }));
      assert.deepEqual(names(changes), ["a.service"]);
    });

    it("[REQ-SYS-16] lists all units when it is over, and tells what differs", () => {
      const over = step({ kind: "reloading", isReloading: false });
      assert.ok(over.listAll && over.fileStates);
      const { changes } = step({
        kind: "listed-all",
        rows: [aRow("a.service", { description: "another" })],
      });
      assert.deepEqual(
        changes.map(([unit, info]) => [unit, info?.description]),
        [
          ["a.service", "another"],
          ["b.service", undefined],
        ],
      );
    });
  });

  describe("a unit that comes back", () => {
    const unit = "a.service";
    const started = { active: "active", sub: "running", invocation: "0b" };
    beforeEach(() => {
      step({ kind: "listed-all", rows: [aRow(unit, { description: "The A" })] });
      step({ kind: "file-state", unit, fileState: "enabled" });
      step({ kind: "complete", unit });
      step({ kind: "unit-removed", unit });
    });

    it("[REQ-SYS-14] is shown as soon as it does something, with what its file said", () => {
      step({ kind: "unit-new", unit });
      step({ kind: "job-new", jobId: 1, unit });
      assert.deepEqual(step(changed(unit, "type", { result: "success" })).changes, []);
      const { changes, list, details } = step(changed(unit, "unit", started));
      assert.deepEqual(changes, [
        [unit, { load: "loaded", description: "The A", fileState: "enabled", ...started }],
      ]);
      assert.deepEqual([list, details.map(([name]) => name)], [[unit], [unit]]);
    });

    it("[REQ-SYS-14] is shown as soon as it is listed, with the unit file state it had", () => {
      step({ kind: "unit-new", unit });
      step({ kind: "job-new", jobId: 1, unit });
      const rows = [aRow(unit, { active: "inactive", sub: "dead" })];
      const { changes, details } = step({ kind: "listed", names: [unit], rows });
      assert.equal(changes[0]?.[1]?.fileState, "enabled");
      assert.ok(details[0]?.[1].fileState);
    });

    it("[REQ-SYS-12] is put right where its file says something else by now", () => {
      step({ kind: "unit-new", unit });
      step(changed(unit, "unit", started));
      const rows = [aRow(unit, { description: "Another A" })];
      step({ kind: "listed", names: [unit], rows });
      step({ kind: "file-state", unit, fileState: "disabled" });
      step({ kind: "complete", unit });
      const { description, fileState } = table.units.get(unit) ?? {};
      assert.deepEqual([description, fileState], ["Another A", "disabled"]);
    });

    for (const input of [
      { kind: "unit-files-changed" },
      { kind: "reloading", isReloading: false },
    ] as const) {
      it(`[REQ-SYS-17] is read before it is shown after ${input.kind}`, () => {
        step(input);
        step({ kind: "unit-new", unit });
        assert.deepEqual(step(changed(unit, "unit", started)).changes, []);
      });
    }

    it("[REQ-SYS-13] is not shown because somebody merely asked for it", () => {
      step({ kind: "unit-new", unit });
      assert.deepEqual(
        step(changed(unit, "unit", { active: "inactive", sub: "dead" })).changes,
        [],
      );
    });
  });

  it("[REQ-SYS-17] has the unit file states read again when unit files change", () => {
    load(aRow("a.service"), aRow("b.service", { load: "not-found" }), aRow("c.device"));
    assert.ok(step({ kind: "unit-files-changed" }).fileStates);
    assert.deepEqual(table.withFile, ["a.service"]);
    const { changes } = step({ kind: "file-state", unit: "a.service", fileState: "enabled" });
    assert.equal(changes[0]?.[1]?.fileState, "enabled");
  });

  it("[REQ-SYS-12] ends on the true state whatever happens, when all its questions are answered", () => {
    const event = fc.record({
      unit: fc.constantFrom("a.service", "b.service", "c.service"),
      what: fc.constantFrom("load", "unload", "start", "fail", "stop", "reload", "answer", "tick"),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        runAgainstTruth(events);
      }),
      { numRuns: 300 },
    );
  });
});

/** Lets things happen to a systemd of three units, and answers the table's questions late. */
function runAgainstTruth(events: readonly { readonly unit: string; readonly what: string }[]) {
  const table = new UnitTable();
  const truth = new Map<string, string>();
  const shown = new Map<string, string | undefined>();
  const questions: (() => TableInput)[] = [];
  let nowMs = 0;
  const rows = (names: Iterable<string>) =>
    [...names].flatMap((name) => {
      const active = truth.get(name);
      return active === undefined ? [] : [aRow(name, { active, sub: active })];
    });
  const step = (input: TableInput) => {
    const { changes, list, details, listAll } = table.step(input, nowMs);
    for (const [unit, info] of changes) shown.set(unit, info?.active);
    if (list.length > 0) questions.push(() => ({ kind: "listed", names: list, rows: rows(list) }));
    if (listAll) questions.push(() => ({ kind: "listed-all", rows: rows(truth.keys()) }));
    for (const [unit] of details) questions.push(() => ({ kind: "complete", unit }));
  };
  const answer = () => {
    const question = questions.shift();
    if (question) step(question());
  };
  const become = (unit: string, active: string) => {
    if (!truth.has(unit)) step({ kind: "unit-new", unit });
    truth.set(unit, active);
    step(changed(unit, "type", { result: active === "failed" ? "exit-code" : "success" }));
    step(changed(unit, "unit", { active, sub: active }));
  };
  step({ kind: "reloading", isReloading: false });
  for (const { unit, what } of events) {
    nowMs += 30;
    if (what === "answer") answer();
    else if (what === "tick") step({ kind: "tick" });
    else if (what === "start") become(unit, "active");
    else if (what === "fail") become(unit, "failed");
    else if (what === "stop" && truth.has(unit)) become(unit, "inactive");
    else if (what === "load" && !truth.has(unit)) {
      truth.set(unit, "inactive");
      step({ kind: "unit-new", unit });
    } else if (what === "unload" && truth.delete(unit)) step({ kind: "unit-removed", unit });
    else if (what === "reload") {
      step({ kind: "reloading", isReloading: true });
      for (const name of truth.keys()) step({ kind: "unit-removed", unit: name });
      truth.delete(unit);
      for (const name of truth.keys()) step({ kind: "unit-new", unit: name });
      step({ kind: "reloading", isReloading: false });
    }
  }
  for (let i = 0; i < 3; i++) {
    nowMs += debounceMs;
    step({ kind: "tick" });
    while (questions.length > 0) answer();
  }
  const state = new Map([...table.units].map(([unit, info]) => [unit, info.active]));
  assert.deepEqual(new Map([...state].sort()), new Map([...truth].sort()));
  // What was told adds up to what is shown.
  const last = [...shown].filter(([, active]) => active !== undefined).sort();
  assert.deepEqual(new Map(last), new Map([...truth].sort()));
}
