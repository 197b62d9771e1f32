import assert from "node:assert/strict";
import { type UnitEvent, UnitTeller } from "../../../../broker/dbus/unit-teller.ts";
import type { NodeState, UnitState } from "../../../../src/protocol/generated/schemas.ts";
import { FleetView, type ViewInput } from "../../../../src/units/view.ts";

/** What a subscription of these units tells, in short words. */
class Scene {
  readonly view: FleetView;
  readonly #teller: UnitTeller;
  #seq = 0;
  session = 1;

  constructor(units: readonly string[]) {
    const isOfAll = units.includes("*");
    this.view = new FleetView(isOfAll ? {} : { isWanted: (unit) => units.includes(unit) });
    this.#teller = new UnitTeller({ isWildcard: isOfAll });
    this.manager();
  }

  manager(isUp = true, epoch = 7): readonly string[] {
    const manager = isUp ? "up" : "down";
    return this.#apply({
      kind: "manager",
      state: { epoch, manager, system: "up", version: "1", at: 1 },
    });
  }

  node(state: NodeState["state"], rest: Partial<NodeState> = {}): readonly string[] {
    const { session } = this;
    const facts = { epoch: 7, node: "n", reason: "r", since: 1, synced: true, session };
    return this.#apply({ kind: "node", node: "n", state: { ...facts, state, ...rest } });
  }

  drop(): readonly string[] {
    return this.#apply({ kind: "node", node: "n", state: undefined });
  }

  unit(unit: string, active: string | undefined, sub = "x", isRetained = false): readonly string[] {
    const { session } = this;
    const state: UnitState | undefined =
      active === undefined
        ? undefined
        : { session, seq: ++this.#seq, load: "loaded", active, sub, description: "d" };
    return this.#apply({ kind: "unit", node: "n", unit, state, isRetained });
  }

  inventory(...units: string[]): readonly string[] {
    const { session } = this;
    const inventory = { session, seq: ++this.#seq, units };
    return this.#apply({ kind: "inventory", node: "n", inventory });
  }

  linkDown(): readonly string[] {
    return this.#apply({ kind: "link-down" });
  }

  #apply(input: ViewInput): readonly string[] {
    return this.view
      .apply(input)
      .flatMap((change) => this.#teller.apply(change, this.view))
      .map(inWords);
  }
}

function inWords(event: UnitEvent): string {
  switch (event.kind) {
    case "new":
    case "removed":
      return `${event.kind} ${event.unit} ${event.reason}`;
    case "state":
      return `${event.unit} ${event.active}/${event.sub} ${event.reason}`;
    case "properties":
      return `properties ${event.unit}`;
  }
}

/** Subscribed to a.service, which runs on a node that is there. */
function running(units: readonly string[] = ["a.service"]): Scene {
  const scene = new Scene(units);
  scene.node("online");
  scene.unit("a.service", "active");
  scene.unit("b.service", "active");
  scene.inventory("a.service", "b.service");
  return scene;
}

const back = ["new a.service virtual", "a.service active/x virtual"];
const lost = ["a.service inactive/agent-offline virtual", "removed a.service virtual"];

describe("what a subscription tells", () => {
  it("[REQ-DBUS-8] of a unit: that it is there when one begins to look, once all is known", () => {
    const scene = new Scene(["a.service"]);
    assert.deepEqual(scene.node("online"), []);
    assert.deepEqual(scene.unit("a.service", "active"), []);
    assert.deepEqual(scene.inventory("a.service", "b.service"), back);
    assert.deepEqual(scene.unit("b.service", "failed"), []);
  });

  it("[REQ-DBUS-8] of a unit: what really happens to it", () => {
    const scene = running();
    assert.deepEqual(scene.unit("a.service", "failed", "y"), [
      "a.service failed/y real",
      "properties a.service",
    ]);
    assert.deepEqual(scene.unit("a.service", undefined), ["removed a.service real"]);
    assert.deepEqual(scene.unit("a.service", "inactive", "dead"), [
      "new a.service real",
      "a.service inactive/dead real",
      "properties a.service",
    ]);
  });

  it("[REQ-DBUS-8] of a unit that is not loaded yet: when it is", () => {
    const scene = new Scene(["late.service"]);
    scene.node("online");
    assert.deepEqual(scene.inventory("a.service"), []);
    assert.deepEqual(scene.unit("late.service", "activating"), [
      "new late.service real",
      "late.service activating/x real",
      "properties late.service",
    ]);
  });

  it("[REQ-DBUS-8] of a unit newer than the node's list: that it was there when one began to look", () => {
    const scene = new Scene(["a.service"]);
    scene.node("online");
    scene.inventory();
    assert.deepEqual(scene.unit("a.service", "active", "x", true), back);
    const all = new Scene(["*"]);
    all.node("online");
    all.inventory();
    assert.deepEqual(all.unit("a.service", "active", "x", true), []);
    assert.deepEqual(all.unit("a.service", "failed", "x", true), [
      "a.service failed/x real",
      "properties a.service",
    ]);
  });

  it("[REQ-DBUS-8] of all units: one event a node, then what really happens", () => {
    const scene = new Scene(["*"]);
    scene.node("online");
    scene.unit("a.service", "active");
    assert.deepEqual(scene.inventory("a.service"), ["new * virtual"]);
    assert.deepEqual(scene.unit("a.service", "failed"), [
      "a.service failed/x real",
      "properties a.service",
    ]);
    assert.deepEqual(scene.unit("b.service", "active"), [
      "new b.service real",
      "b.service active/x real",
      "properties b.service",
    ]);
  });

  it("[REQ-DBUS-8] nothing of a node that is not there, however much of it is retained", () => {
    const scene = new Scene(["a.service"]);
    assert.deepEqual(scene.unit("a.service", "active"), []);
    assert.deepEqual(scene.inventory("a.service"), []);
    assert.deepEqual(scene.node("offline"), []);
    assert.deepEqual(scene.node("online"), back);
  });

  for (const [how, lose, find] of [
    ["does not answer", (s: Scene) => s.node("unreachable"), (s: Scene) => s.node("online")],
    ["is offline", (s: Scene) => s.node("offline"), (s: Scene) => s.node("online")],
    ["has lost its hirte", (s: Scene) => s.manager(false), (s: Scene) => s.manager(true)],
  ] as const) {
    it(`[REQ-DBUS-8] [W2] of a node that ${how}: that its units are gone, and what they are when it is back`, () => {
      const scene = running();
      assert.deepEqual(lose(scene), lost);
      assert.deepEqual(lose(scene), []);
      assert.deepEqual(find(scene), back);
      const all = running(["*"]);
      assert.deepEqual(lose(all), ["removed * virtual"]);
      assert.deepEqual(find(all), ["new * virtual"]);
    });
  }

  it("[REQ-DBUS-8] [W2] of a node that is back in another session: the state it is in now", () => {
    for (const units of [["a.service"], ["*"]]) {
      const scene = running(units);
      scene.node("offline");
      scene.session = 2;
      assert.deepEqual(scene.node("online", { synced: false }), []);
      assert.deepEqual(scene.unit("a.service", "failed"), []);
      scene.inventory("a.service");
      const told = scene.node("online");
      assert.deepEqual(
        told,
        units.includes("*")
          ? [
              "new * virtual",
              "removed b.service virtual",
              "a.service failed/x virtual",
              "properties a.service",
            ]
          : ["new a.service virtual", "a.service failed/x virtual"],
      );
    }
  });

  it("[REQ-DBUS-8] of a node that publishes all anew without having been away: what differs", () => {
    const scene = running();
    scene.session = 2;
    assert.deepEqual(scene.node("online", { synced: false }), []);
    scene.unit("a.service", "failed");
    scene.inventory("a.service");
    assert.deepEqual(scene.node("online"), ["a.service failed/x real", "properties a.service"]);
  });

  it("[REQ-DBUS-8] of a broken connection to the broker: as of a loss of all nodes", () => {
    const scene = running();
    assert.deepEqual(scene.linkDown(), lost);
    scene.manager();
    scene.node("online");
    scene.inventory("a.service");
    assert.deepEqual(scene.unit("a.service", "active"), back);
  });

  it("[REQ-DBUS-8] of a node that was taken off the list: that its units are gone", () => {
    const scene = running();
    assert.deepEqual(scene.drop(), ["removed a.service real"]);
    assert.deepEqual(running(["*"]).drop(), [
      "removed a.service real",
      "removed b.service real",
      "removed * virtual",
    ]);
  });
});
