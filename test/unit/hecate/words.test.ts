import assert from "node:assert/strict";
import type { Happening } from "../../../src/hecate/brain.ts";
import { DryRun } from "../../../src/hecate/dry-run.ts";
import { Guards } from "../../../src/hecate/guards.ts";
import { StatePublisher } from "../../../src/hecate/state-publisher.ts";
import { pollOf, readingOf } from "../../../src/hecate/ups-reading.ts";
import { Subscriptions } from "../../../src/mqtt/subscriptions.ts";
import type { FinishedRun, RunEvent } from "../../../src/power/model.ts";
import { encode } from "../../../src/protocol/codec.ts";
import type { PowerRun, PowerState, Schemas } from "../../../src/protocol/generated/schemas.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { FakeLink, keptLog, settled } from "./fakes.ts";

const session = "5".repeat(32);

describe("a poll, as it is published", () => {
  const polled = (variables: Readonly<Record<string, string>>) =>
    pollOf({ kind: "values", variables, at: 1 });

  it("[REQ-HEC-2] has the numbers of NUT's variables, and none where there is none", () => {
    const variables = {
      "ups.status": "OB DISCHRG  LB",
      "battery.runtime": "1234.5",
      "battery.charge": " 93 ",
      "input.voltage": "",
      "input.voltage.nominal": "n/a",
      "ups.load": "-1",
    };
    assert.deepEqual(polled(variables), {
      ...{ comms: "ok", flags: ["OB", "DISCHRG", "LB"], runtimeS: 1234.5, chargePercent: 93 },
      variables,
    });
  });

  it("[REQ-HEC-2] says why there are no values", () => {
    const poll = pollOf({ kind: "blind", why: "data-stale", detail: "x".repeat(2000), at: 1 });
    assert.deepEqual(poll, { comms: "data-stale", detail: "x".repeat(1024) });
  });

  it("[REQ-HEC-2] is within the bounds of the message, whatever upsd says", () => {
    const many = Object.fromEntries(
      Array.from({ length: 600 }, (_, i) => [`var.${i}`, "y".repeat(2000)]),
    );
    const status = `${"Z".repeat(40)} ${Array.from({ length: 40 }, (_, i) => `F${i}`).join(" ")}`;
    const poll = polled({ "ups.status": status, ...many });
    const times = { at: 1, pollMs: 5000, staleAfterMs: 15_000 };
    encode("ups-state", { ...poll, session, seq: 1, ...times });
    assert.equal(poll.flags?.length, 32);
    assert.deepEqual(Object.keys(readingOf({ ...poll, session, seq: 1, ...times })).sort(), [
      ...["comms", "flags", "seq", "session"],
    ]);
  });
});

describe("guards", () => {
  let link: FakeLink;
  let guards: Guards;
  let happened: Happening[];
  let deliver: <S extends keyof Schemas>(topic: string, schema: S, message: Schemas[S]) => void;
  const order = {
    node: "worker",
    outage: "o",
    line: "ob",
    runtimeS: 90,
    stopBudgetS: 132,
  } as const;
  const sent = () => link.on("power/guards/worker");
  const manager = { epoch: 3, manager: "up", at: 1, version: "1" } as const;
  const nodeState = { epoch: 3, node: "worker", state: "online", reason: "r", since: 1 } as const;

  beforeEach(() => {
    const clock = new FakeClock();
    link = new FakeLink();
    const { log } = keptLog();
    happened = [];
    guards = new Guards({
      ...{ life: session, link: () => link, clock, log },
      onHappening: (happening) => happened.push(happening),
    });
    const subscriptions = new Subscriptions(log, clock);
    subscriptions.add(guards.subscriptions);
    deliver = (topic, schema, message) =>
      subscriptions.deliver(`hirte/v1/${topic}`, Buffer.from(encode(schema, message)), true);
  });

  it("[REQ-HEC-12] go out under the node's registration, with numbers that rise", async () => {
    deliver("nodes/worker/state", "node-state", { ...nodeState, synced: true, session: 12 });
    deliver("manager/state", "manager-state", { ...manager, system: "up" });
    guards.send([order]);
    await settled();
    guards.send([{ ...order, line: "ol" }]);
    await settled();
    const { node: _, ...rest } = order;
    assert.deepEqual(sent(), [
      { session: 12, life: session, seq: 1, ...rest },
      { session: 12, life: session, seq: 2, ...rest, line: "ol" },
    ]);
  });

  it("[REQ-HEC-12] tell what hirte says of a node, once, and when it is not to be had any more", () => {
    const power = { guard: true, isAllowed: true, run: 4, armed: "o" };
    const worker = { ...nodeState, synced: true, session: 12, power };
    deliver("nodes/worker/state", "node-state", worker);
    const run = { kind: "node", node: "worker", armed: "o", run: 4 } as const;
    deliver("manager/state", "manager-state", { ...manager, system: "up" });
    deliver("nodes/worker/state", "node-state", { ...worker, reason: "another" });
    deliver("nodes/worker/state", "node-state", { ...worker, state: "unreachable" });
    deliver("nodes/worker/state", "node-state", worker);
    guards.linkDown();
    const there = { ...run, session: 12 };
    const gone = { kind: "node", node: "worker" } as const;
    assert.deepEqual(happened, [run, there, run, there, gone]);
  });

  it("[REQ-HEC-12] tell that a node heard that the mains are back where it was there and the broker took it", async () => {
    const worker = { ...nodeState, synced: true, session: 12 };
    deliver("manager/state", "manager-state", { ...manager, system: "up" });
    deliver("nodes/worker/state", "node-state", worker);
    happened.length = 0;
    guards.send([order]);
    await settled();
    assert.deepEqual(happened, []);
    guards.send([{ ...order, line: "ol" }]);
    await settled();
    assert.deepEqual(happened, [{ kind: "guard-told", node: "worker", outage: "o" }]);
    deliver("nodes/worker/state", "node-state", { ...worker, state: "unreachable" });
    happened.length = 0;
    guards.send([{ ...order, line: "ol" }]);
    await settled();
    assert.deepEqual([sent().length, happened], [3, []]);
  });

  for (const [what, prepare] of [
    ["the manager is gone", () => ({ manager: "down" }) as const],
    ["the manager is another one", () => ({ epoch: 4 })],
  ] as const) {
    it(`[REQ-HEC-12] are not sent under a registration of which nobody knows, as ${what}`, async () => {
      deliver("nodes/worker/state", "node-state", { ...nodeState, synced: true, session: 12 });
      deliver("manager/state", "manager-state", { ...manager, system: "up" });
      deliver("manager/state", "manager-state", { ...manager, system: "up", ...prepare() });
      guards.send([order]);
      await settled();
      assert.deepEqual(sent(), []);
    });
  }

  it("[REQ-HEC-12] are not sent under what was known on a former connection, nor to one that was taken off", async () => {
    deliver("nodes/worker/state", "node-state", { ...nodeState, synced: true, session: 12 });
    deliver("manager/state", "manager-state", { ...manager, system: "up" });
    guards.linkDown();
    assert.equal(guards.nodes.sessionOf("worker"), undefined);
    guards.send([order, { ...order, node: "nobody" }]);
    await settled();
    assert.deepEqual(link.sent, []);
  });
});

describe("what the coordinator thinks", () => {
  const thought: PowerState = {
    ...{ host: "db", role: "coordinator", session, seq: 1, at: 1, condition: "normal" },
    ...{ phase: "watching", reasons: [], upses: [], alarms: [], peers: [] },
    startGate: { open: true, why: "" },
  };
  let clock: FakeClock;
  let link: FakeLink;
  let state: PowerState;
  let states: StatePublisher;
  let looks: number;
  const look = () => {
    looks++;
    return state;
  };
  const told = () => link.on("power/state").length;

  beforeEach(() => {
    clock = new FakeClock();
    link = new FakeLink();
    state = thought;
    const { log } = keptLog();
    states = new StatePublisher({ link: () => link, state: () => look(), clock, log });
    states.linkUp();
  });

  it("[REQ-HEC-16] is published when it is something else, and every 10 s", async () => {
    states.mayHaveChanged();
    await settled();
    assert.equal(told(), 1);
    state = { ...thought, condition: "on-battery" };
    looks = 0;
    for (let i = 0; i < 64; i++) states.mayHaveChanged();
    await settled();
    assert.equal(told(), 2);
    // Whether it is news, what is remembered of it, and what is sent: once in a turn.
    assert.equal(looks, 3);
    states.start();
    await clock.advance(20_000);
    assert.equal(told(), 4);
    states.stop();
    assert.equal(clock.pending, 0);
  });

  it("[REQ-HEC-16] is said anew on a new connection, with its run, and never of old", async () => {
    const run: PowerRun = {
      ...{ run: 4, kind: "shutdown", isDryRun: true, key: "k", reason: "r", scope: [], told: [] },
      ...{ phase: "done", session, seq: 1, at: 1, stages: [] },
    };
    await settled();
    link.isUp = false;
    states.runChanged(run);
    state = { ...thought, condition: "shutting-down" };
    states.mayHaveChanged();
    await settled();
    assert.equal(link.sent.length, 1);
    link.isUp = true;
    states.linkUp();
    await settled();
    assert.deepEqual(link.on("power/run"), [run]);
    assert.deepEqual(link.on("power/state").at(-1), state);
    assert.equal(told(), 2);
  });
});

describe("a dry run", () => {
  it("[REQ-HEC-11] says and writes down what would be done, and is over, and no measurement", () => {
    const told: unknown[] = [];
    const written: string[] = [];
    const finished: FinishedRun[] = [];
    const events: RunEvent[] = [];
    const clock = new FakeClock();
    const nodes = ["db", "worker"].map((name) => ({
      ...{ name, feeds: ["alpha"], minSupplies: 1, roles: [], offTimeoutMs: 1000 },
    }));
    const dry = new DryRun({
      ...{ session, stateDir: "/state", clock, log: keptLog().log },
      config: () => ({
        ...{ coordinator: "db", brokerHost: "db", mode: "poweroff", nodes },
        ...{ shutdownStages: [], startupStages: [], upses: [] },
      }),
      write: async (path) => void written.push(path),
      onRun: (run) => told.push(run),
      onFinished: (run) => finished.push(run),
      onEvent: (_run, event) => events.push(event),
    });
    const scope = ["worker"];
    dry.begin({ kind: "begin-run", run: 4, key: "k", reason: "low", scope });
    encode("power-run", told[0] as PowerRun);
    assert.deepEqual(told, [
      {
        ...{ run: 4, kind: "shutdown", isDryRun: true, mode: "poweroff", key: "k", reason: "low" },
        ...{ told: [], startedAt: clock.wallMs(), scope, phase: "done", session, seq: 1 },
        at: clock.wallMs(),
        stages: [
          {
            name: "off-others",
            steps: [
              {
                ...{ id: "off-others/0/worker", node: "worker", state: "would-do", estimateS: 21 },
                text: "power off worker, and wait until it is gone",
              },
            ],
          },
        ],
      },
    ]);
    assert.deepEqual(written, ["/state/reports/4.json"]);
    assert.equal(finished[0]?.executed, false);
    assert.deepEqual(events, [{ kind: "finished", outcome: "done", executed: false }]);
    dry.startUp({ kind: "start-up", run: 5, after: 4, wake: ["worker"], reason: "back" });
    assert.equal(dry.run?.kind, "startup");
    dry.powerOffSelf({ kind: "power-off-self", run: 4, reason: "r", killpower: [] });
    assert.equal(events.length, 2);
  });

  it("[REQ-HEC-60] of an operator's shutdown is of its mode and leaves the coordinator up, and one for a battery takes it", () => {
    const nodes = ["db", "worker"].map((name) => ({
      ...{ name, feeds: ["alpha"], minSupplies: 1, roles: [], offTimeoutMs: 1000 },
    }));
    const dry = new DryRun({
      ...{ session, stateDir: "/state", clock: new FakeClock(), log: keptLog().log },
      config: () => ({
        ...{ coordinator: "db", brokerHost: "db", mode: "poweroff", nodes },
        ...{ shutdownStages: [], startupStages: [], upses: [] },
        foreignClients: [{ name: "nas", ups: "alpha", needsMs: 1000 }],
      }),
      ...{ write: async () => undefined, onRun: () => undefined, onFinished: () => undefined },
      onEvent: () => undefined,
    });
    const scope = ["db", "worker"];
    const order = { kind: "begin-run", key: "k", reason: "r", scope } as const;
    const shown = () => [dry.run?.mode, ...(dry.run?.stages.map(({ name }) => name) ?? [])];
    dry.begin({ ...order, run: 1, ordered: { mode: "poweroff", skips: [] } });
    assert.deepEqual(shown(), ["poweroff", "off-others"]);
    dry.begin({ ...order, run: 2, ordered: { mode: "cluster-only", skips: [] } });
    assert.deepEqual(shown(), ["cluster-only"]);
    dry.widen({ kind: "widen-run", run: 2, reason: "low", scope });
    const whole = ["poweroff", "off-others", "foreign-clients", "self"];
    assert.deepEqual(shown(), whole);
    dry.begin({ ...order, run: 3 });
    assert.deepEqual(shown(), whole);
  });
});
