import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import type {
  ManagerState,
  NodeState,
  UnitState,
} from "../../../src/protocol/generated/schemas.ts";
import { FleetView, type ViewChange, type ViewInput } from "../../../src/units/view.ts";

function manager(epoch = 1, rest: Partial<ManagerState> = {}): ViewInput {
  return {
    kind: "manager",
    state: { epoch, manager: "up", system: "up", version: "1", at: 0, ...rest },
  };
}

function node(name: string, rest: Partial<NodeState> = {}): ViewInput {
  const state: NodeState = {
    epoch: 1,
    node: name,
    state: "online",
    reason: "registered",
    since: 0,
    synced: true,
    session: 1,
    ...rest,
  };
  return { kind: "node", node: name, state };
}

function inventory(name: string, units: string[], session = 1, seq = 100): ViewInput {
  return { kind: "inventory", node: name, inventory: { session, seq, units } };
}

function unitState(rest: Partial<UnitState> = {}): UnitState {
  return {
    session: 1,
    seq: 1,
    load: "loaded",
    active: "active",
    sub: "running",
    description: "",
    ...rest,
  };
}

function unit(
  name: string,
  unitName: string,
  rest: Partial<UnitState> = {},
  isRetained = false,
): ViewInput {
  return { kind: "unit", node: name, unit: unitName, state: unitState(rest), isRetained };
}

function cleared(name: string, unitName: string): ViewInput {
  return { kind: "unit", node: name, unit: unitName, state: undefined };
}

function applyAll(view: FleetView, inputs: readonly ViewInput[]): ViewChange[] {
  return inputs.flatMap((input) => view.apply(input));
}

/** Unit changes as `unit before→after`, initial ones left out. */
function news(changes: readonly ViewChange[]): string[] {
  return changes.flatMap((change) =>
    change.kind === "unit" && !change.isInitial
      ? [`${change.unit} ${change.before?.active ?? "-"}→${change.after?.active ?? "-"}`]
      : [],
  );
}

/** What is shown: `node/unit active`, with `?` where it is stale. */
function shown(view: FleetView): string[] {
  return [...view.units()]
    .map(({ node, unit, state, isStale }) => `${node}/${unit} ${state.active}${isStale ? "?" : ""}`)
    .sort();
}

const start = [
  manager(),
  node("n1"),
  inventory("n1", ["a.service", "b.service"]),
  unit("n1", "a.service", { seq: 1 }),
  unit("n1", "b.service", { seq: 2, active: "failed" }),
];

describe("the view of a reader", () => {
  it("[REQ-CLT-1] shows units of an online, synced node under a manager of the same epoch as the truth", () => {
    const view = new FleetView();
    const changes = applyAll(view, start);
    deepEqual(shown(view), ["n1/a.service active", "n1/b.service failed"]);
    deepEqual(news(changes), []);
    deepEqual(changes.at(-1), { kind: "staleness", node: "n1", isStale: false });
  });

  const doubts: readonly (readonly [string, ViewInput])[] = [
    ["the manager is down", manager(1, { manager: "down" })],
    ["the manager has another epoch than the node's state", manager(2)],
    ["the node does not answer", node("n1", { state: "unreachable" })],
    ["the node is offline", node("n1", { state: "offline", synced: false })],
    ["the node is not synced", node("n1", { synced: false })],
    ["the node has a new session whose units have not come", node("n1", { session: 2 })],
    ["the reader's connection is broken", { kind: "link-down" }],
  ];
  for (const [reason, doubt] of doubts) {
    it(`[REQ-CLT-1] keeps what was last seen, marked stale, while ${reason}`, () => {
      const view = new FleetView();
      applyAll(view, start);
      const changes = view.apply(doubt);
      deepEqual(shown(view), ["n1/a.service active?", "n1/b.service failed?"]);
      deepEqual(news(changes), []);
      deepEqual(
        changes.filter(({ kind }) => kind === "staleness"),
        [{ kind: "staleness", node: "n1", isStale: true }],
      );
    });
  }

  it("[REQ-CLT-1] believes neither units of another session nor such as the inventory has lost", () => {
    const view = new FleetView();
    applyAll(view, [
      ...start,
      unit("n1", "old.service", { session: 0, seq: 999 }),
      unit("n1", "lost.service", { session: 1, seq: 99 }),
    ]);
    deepEqual(shown(view), ["n1/a.service active", "n1/b.service failed"]);
  });

  it("[REQ-CLT-1] believes a unit that is newer than the inventory, and tells of it as new", () => {
    const view = new FleetView();
    applyAll(view, start);
    deepEqual(news(view.apply(unit("n1", "new.service", { seq: 101 }))), ["new.service -→active"]);
    deepEqual(
      news(applyAll(view, [inventory("n1", ["a.service", "b.service", "new.service"], 1, 101)])),
      [],
    );
  });

  it("[REQ-CLT-1] ignores a message that is older than the one it has", () => {
    const view = new FleetView();
    applyAll(view, [...start, unit("n1", "a.service", { seq: 110, active: "failed" })]);
    deepEqual(view.apply(unit("n1", "a.service", { seq: 109, active: "active" })), []);
    deepEqual(shown(view), ["n1/a.service failed", "n1/b.service failed"]);
  });

  it("[REQ-CLT-1] tells of a unit that is no longer loaded", () => {
    const view = new FleetView();
    applyAll(view, start);
    deepEqual(news(view.apply(cleared("n1", "a.service"))), ["a.service active→-"]);
    deepEqual(news(view.apply(inventory("n1", [], 1, 120))), ["b.service failed→-"]);
  });

  it("[REQ-CLT-2] tells only of differences after a node has come back in a new session", () => {
    const view = new FleetView();
    applyAll(view, start);
    const changes = applyAll(view, [
      node("n1", { state: "unreachable" }),
      node("n1", { session: 2, synced: false }),
      unit("n1", "a.service", { session: 2, seq: 1 }),
      unit("n1", "c.service", { session: 2, seq: 2 }),
      inventory("n1", ["a.service", "c.service"], 2, 2),
      node("n1", { session: 2, synced: true }),
    ]);
    deepEqual(news(changes), ["c.service -→active", "b.service failed→-"]);
    deepEqual(shown(view), ["n1/a.service active", "n1/c.service active"]);
  });

  it("[REQ-CLT-2] tells only of differences after its own connection was broken, in whatever order they come", () => {
    const view = new FleetView();
    applyAll(view, start);
    const changes = applyAll(view, [
      { kind: "link-down" },
      unit("n1", "a.service", { seq: 130, active: "failed" }, true),
      inventory("n1", ["a.service", "new.service"], 1, 140),
      node("n1"),
      manager(),
      unit("n1", "new.service", { seq: 131 }, true),
    ]);
    deepEqual(news(changes), [
      "a.service active→failed",
      "b.service failed→-",
      "new.service -→active",
    ]);
    deepEqual(shown(view), ["n1/a.service failed", "n1/new.service active"]);
  });

  it("[REQ-CLT-2] takes a unit that is named but has not arrived yet as last seen, not as gone", () => {
    const view = new FleetView();
    applyAll(view, start);
    applyAll(view, [
      { kind: "link-down" },
      manager(),
      node("n1"),
      inventory("n1", ["a.service", "b.service"]),
    ]);
    deepEqual(shown(view), ["n1/a.service active?", "n1/b.service failed?"]);
    equal(view.node("n1")?.hasStaleUnits, true);
    applyAll(view, [unit("n1", "a.service"), unit("n1", "b.service", { active: "failed" })]);
    equal(view.node("n1")?.hasStaleUnits, false);
  });

  it("[REQ-CLT-2] does not take a unit as gone that is newer than the inventory", () => {
    const view = new FleetView();
    applyAll(view, [...start, unit("n1", "new.service", { seq: 101 })]);
    const back: ViewInput[] = [
      { kind: "link-down" },
      manager(),
      node("n1"),
      inventory("n1", ["a.service", "b.service"]),
      unit("n1", "a.service", { seq: 1 }, true),
      unit("n1", "b.service", { seq: 2, active: "failed" }, true),
    ];
    deepEqual(news(applyAll(view, back)), []);
    deepEqual(shown(view), [
      "n1/a.service active",
      "n1/b.service failed",
      "n1/new.service active?",
    ]);
    deepEqual(news(view.apply(unit("n1", "new.service", { seq: 101 }, true))), []);
    deepEqual(news(view.apply(inventory("n1", ["a.service", "b.service"], 1, 102))), [
      "new.service active→-",
    ]);
  });

  it("[REQ-CLT-1] shows a node that was never online while it looked as last published, stale", () => {
    const view = new FleetView();
    applyAll(view, [...start.slice(2), manager(), node("n1", { state: "offline", synced: false })]);
    deepEqual(shown(view), ["n1/a.service active?", "n1/b.service failed?"]);
  });

  it("[REQ-CLT-1] takes nodes off when hirte has taken them off its list", () => {
    const view = new FleetView();
    applyAll(view, start);
    const changes = view.apply({ kind: "node", node: "n1", state: undefined });
    deepEqual(news(changes), ["a.service active→-", "b.service failed→-"]);
    deepEqual([...view.nodes()], []);
  });

  it("[REQ-CLT-1] counts on no other units than those it subscribed to", () => {
    const view = new FleetView({ isWanted: (name) => name === "a.service" });
    const changes = applyAll(view, start);
    deepEqual(shown(view), ["n1/a.service active"]);
    deepEqual(changes.at(-1), { kind: "staleness", node: "n1", isStale: false });
  });

  it("[REQ-CLT-1] believes the units of a session where only the last chunk of a long inventory is there", () => {
    const view = new FleetView();
    applyAll(view, [
      ...start.filter(({ kind }) => kind !== "inventory"),
      {
        kind: "inventory",
        node: "n1",
        inventory: { session: 1, seq: 100, chunk: 1, chunks: 2, units: ["b.service"] },
      },
    ]);
    deepEqual(shown(view), ["n1/a.service active", "n1/b.service failed"]);
    applyAll(view, [
      {
        kind: "inventory",
        node: "n1",
        inventory: { session: 1, seq: 140, chunk: 0, chunks: 2, units: ["b.service"] },
      },
      {
        kind: "inventory",
        node: "n1",
        inventory: { session: 1, seq: 140, chunk: 1, chunks: 2, units: [] },
      },
    ]);
    deepEqual(shown(view), ["n1/b.service failed"]);
  });
});

describe("the view of a reader, whatever comes", () => {
  const unitNames = ["a.service", "b.service", "c.service"];
  const name = fc.constantFrom(...unitNames);
  const session = fc.integer({ min: 1, max: 3 });
  const active = fc.constantFrom("active", "inactive", "failed");
  const anyUnit = fc.record({ unit: name, session, seq: fc.integer({ min: 1, max: 6 }), active });
  const anyInput: fc.Arbitrary<ViewInput> = fc.oneof(
    { weight: 4, arbitrary: anyUnit.map(({ unit: which, ...state }) => unit("n1", which, state)) },
    name.map((which) => cleared("n1", which)),
    fc
      .record({ units: fc.uniqueArray(name), session, seq: fc.integer({ min: 1, max: 6 }) })
      .map(({ units, session, seq }) => inventory("n1", units, session, seq)),
    fc
      .record({
        epoch: fc.constantFrom(1, 2),
        state: fc.constantFrom("online" as const, "unreachable" as const, "offline" as const),
        synced: fc.boolean(),
        session,
      })
      .map((state) => node("n1", state)),
    fc
      .record({
        epoch: fc.constantFrom(1, 2),
        manager: fc.constantFrom("up" as const, "down" as const),
      })
      .map(({ epoch, manager: is }) => manager(epoch, { manager: is })),
    fc.constant<ViewInput>({ kind: "link-down" }),
  );

  it("[REQ-CLT-1] never shows a unit as the truth against one of the rules", () => {
    fc.assert(
      fc.property(fc.array(anyInput, { maxLength: 60 }), (inputs) => {
        const view = new FleetView();
        let up: ManagerState | undefined;
        let state: NodeState | undefined;
        for (const input of inputs) {
          view.apply(input);
          if (input.kind === "link-down") [up, state] = [undefined, undefined];
          if (input.kind === "manager") up = input.state;
          if (input.kind === "node") state = input.state;
          const mayBelieve =
            up?.manager === "up" &&
            up.epoch === state?.epoch &&
            state.state === "online" &&
            state.synced;
          for (const { isStale, state: unitState } of view.units()) {
            if (!isStale && !(mayBelieve && unitState.session === state?.session)) return false;
          }
        }
        return true;
      }),
      { numRuns: 500 },
    );
  });

  it("[REQ-CLT-1] ends the same for every order in which what is retained arrives", () => {
    const retained = fc.record({
      units: fc.uniqueArray(anyUnit, { selector: ({ unit: which }) => which }),
      listed: fc.uniqueArray(name),
      listSession: session,
      listSeq: fc.integer({ min: 1, max: 6 }),
      nodeSession: session,
      synced: fc.boolean(),
    });
    const scenario = retained.chain(
      ({ units, listed, listSession, listSeq, nodeSession, synced }) => {
        const inputs = [
          manager(),
          node("n1", { session: nodeSession, synced }),
          inventory("n1", listed, listSession, listSeq),
          ...units.map(({ unit: which, ...rest }) => unit("n1", which, rest, true)),
        ];
        return fc.tuple(
          fc.constant(inputs),
          fc.shuffledSubarray(inputs, { minLength: inputs.length, maxLength: inputs.length }),
        );
      },
    );
    fc.assert(
      fc.property(scenario, ([inputs, shuffled]) => {
        const views = [inputs, shuffled].map((order) => {
          const view = new FleetView();
          deepEqual(news(applyAll(view, order)), []);
          return shown(view);
        });
        deepEqual(views[0], views[1]);
      }),
      { numRuns: 500 },
    );
  });

  it("[REQ-CLT-2] tells nothing when the same comes again after a broken connection", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyUnit, { selector: ({ unit: which }) => which }),
        fc.integer(),
        (units, seed) => {
          const inputs = [
            manager(),
            node("n1"),
            inventory(
              "n1",
              units.map(({ unit: which }) => which),
            ),
            ...units.map(({ unit: which, active, seq }) =>
              unit("n1", which, { active, seq }, true),
            ),
          ];
          const again = inputs.toSorted((a, b) => hash(a, seed) - hash(b, seed));
          const view = new FleetView();
          applyAll(view, inputs);
          const before = shown(view);
          deepEqual(news(applyAll(view, [{ kind: "link-down" }, ...again])), []);
          deepEqual(shown(view), before);
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** An order of its own for each seed. */
function hash(input: ViewInput, seed: number): number {
  return [...JSON.stringify(input)].reduce(
    (sum, char) => (sum * 31 + char.charCodeAt(0)) | 0,
    seed,
  );
}
