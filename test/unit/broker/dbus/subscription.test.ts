import assert from "node:assert/strict";
import { Subscription } from "../../../../broker/dbus/subscription.ts";
import type { OnChange } from "../../../../src/client/hirte-client.ts";
import { FleetView, type ViewInput } from "../../../../src/units/view.ts";

const unit = "a.service";
const session = 1;
const inputs = {
  manager: {
    kind: "manager",
    state: { epoch: 7, manager: "up", system: "up", version: "1", at: 1 },
  },
  online: {
    ...{ kind: "node", node: "n" },
    state: { epoch: 7, node: "n", state: "online", reason: "", since: 1, synced: true, session },
  },
  inventory: { kind: "inventory", node: "n", inventory: { session, seq: 2, units: [unit] } },
} as const satisfies Record<string, ViewInput>;

function unitInput(seq: number, active: string): ViewInput {
  const state = { session, seq, load: "loaded", active, sub: active, description: "" };
  return { kind: "unit", node: "n", unit, state };
}

/** A client whose watches are told what a test says, each for itself. */
class Watches {
  readonly #tell: ((input: ViewInput) => void)[] = [];

  readonly client = {
    watchUnits: async (_filter: object, onChange: OnChange) => {
      const view = new FleetView();
      this.#tell.push((input) => {
        for (const change of view.apply(input)) onChange(change, view);
      });
      return { view, close: () => {} };
    },
  };

  say(watch: number, ...said: readonly ViewInput[]): void {
    for (const input of said) this.#tell[watch]?.(input);
  }
}

describe("subscriptions of one monitor", () => {
  let watches: Watches;
  let subscriptions: Subscription[];
  let told: string[];

  beforeEach(() => {
    watches = new Watches();
    subscriptions = [];
    told = [];
  });

  /** Subscribes, and tells what it would tell beside the older ones. */
  async function subscribe(units: readonly string[]): Promise<Subscription> {
    const subscription = new Subscription({
      id: subscriptions.length + 1,
      wanted: { node: "n", units },
      onEvent: (event, from) => {
        const older = subscriptions.filter(({ id }) => id < from.id);
        if (!from.isKeeping && older.some((other) => other.tells(event, from))) return;
        told.push(`${from.id} ${event.kind}${event.kind === "state" ? ` ${event.active}` : ""}`);
      },
      older: subscriptions,
    });
    subscriptions.push(subscription);
    await subscription.start(watches.client);
    return subscription;
  }

  const all = [inputs.manager, inputs.online, unitInput(1, "active"), inputs.inventory] as const;

  it("[REQ-DBUS-8] each tell what was there when they began, also when they learn it late", async () => {
    (await subscribe([unit])).open();
    watches.say(0, ...all);
    (await subscribe([unit])).open();
    watches.say(1, ...all);
    assert.deepEqual(told, ["1 new", "1 state active", "2 new", "2 state active"]);
  });

  it("[REQ-DBUS-8] leave to the oldest what happens to all of them", async () => {
    (await subscribe([unit])).open();
    (await subscribe([unit])).open();
    for (const watch of [0, 1]) watches.say(watch, ...all);
    assert.deepEqual(told, ["1 new", "1 state active"]);
    for (const watch of [1, 0]) watches.say(watch, unitInput(3, "failed"));
    assert.deepEqual(told.slice(2), ["1 state failed", "1 properties"]);
    subscriptions[0]?.close();
    for (const watch of [0, 1]) watches.say(watch, unitInput(4, "active"));
    assert.deepEqual(told.slice(4), ["2 state active", "2 properties"]);
  });

  it("[REQ-DBUS-8] tell of named units what one of all units does not", async () => {
    (await subscribe(["*"])).open();
    watches.say(0, ...all);
    (await subscribe([unit])).open();
    watches.say(1, ...all);
    const lost = { ...inputs.online, state: { ...inputs.online.state, state: "offline" } } as const;
    for (const watch of [0, 1]) watches.say(watch, lost);
    assert.deepEqual(told, [
      ...["1 new", "2 new", "2 state active"],
      ...["1 removed", "2 state inactive", "2 removed"],
    ]);
  });

  it("[REQ-DBUS-8] keep what they have to tell until they are opened, and tell nothing once closed", async () => {
    const first = await subscribe([unit]);
    watches.say(0, ...all);
    assert.deepEqual(told, []);
    first.open();
    assert.deepEqual(told, ["1 new", "1 state active"]);
    first.close();
    watches.say(0, unitInput(3, "failed"));
    const second = await subscribe([unit]);
    watches.say(1, ...all);
    second.close();
    second.open();
    assert.equal(told.length, 2);
  });
});
