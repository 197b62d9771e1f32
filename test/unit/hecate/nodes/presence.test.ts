import assert from "node:assert/strict";
import type { HecateConfig } from "../../../../src/config/hecate-types.ts";
import { NodeStates } from "../../../../src/hecate/nodes/node-states.ts";
import { NodePresence } from "../../../../src/hecate/nodes/presence.ts";
import { Prober } from "../../../../src/hecate/nodes/prober.ts";
import { FakeClock } from "../../../support/fake-clock.ts";
import { keptLog } from "../fakes.ts";
import { NodesSaid } from "./said.ts";

const addresses = { db: "10.0.0.1", worker: "10.0.0.2", other: "10.0.0.3" };

describe("presence", () => {
  let clock: FakeClock;
  let nodes: NodeStates;
  let said: NodesSaid;
  let presence: NodePresence;
  let alive: Set<string>;
  let gone: HecateConfig["shutdown"]["gone"];
  let knocks: { readonly address: string; readonly atMs: number }[];

  beforeEach(() => {
    clock = new FakeClock();
    nodes = new NodeStates({ clock });
    said = new NodesSaid(nodes, { clock, log: keptLog().log });
    alive = new Set(Object.values(addresses).concat("10.0.0.9"));
    knocks = [];
    gone = { silenceMs: 10_000, settleMs: 20_000 };
    const knock = async (address: string) => {
      knocks.push({ address, atMs: clock.monotonicMs() });
      return alive.has(address);
    };
    const node = { roles: [], feeds: [], minSupplies: 1, offTimeoutMs: 1000 };
    const config = () => ({
      self: "db",
      nodes: Object.entries(addresses).map(([name, address]) => ({ ...node, name, address })),
      shutdown: { gone },
      network: [{ name: "switch", address: "10.0.0.9", feeds: [] }],
    });
    presence = new NodePresence({ config, nodes, prober: new Prober({ clock, knock }), clock });
  });
  afterEach(() => assert.equal(clock.pending, 0, "timers are left"));

  const wait = (timeoutMs: number, signal = new AbortController().signal) => ({
    timeoutMs,
    signal,
  });

  it("[REQ-NPR-2] confirms that a node is gone, and knocks at no address more than once a second, whoever waits", async () => {
    said.manager();
    said.node("worker", "offline");
    alive.delete(addresses.worker);
    const both = Promise.all([1, 2].map(() => presence.gone("worker", wait(60_000))));
    await clock.advance(35_000);
    const [one] = await both;
    assert.equal(one?.isConfirmed, true);
    assert.match(one?.detail ?? "", /switch answers/);
    for (const address of [addresses.worker, "10.0.0.9"]) {
      const times = knocks.filter((one) => one.address === address).map(({ atMs }) => atMs);
      assert.ok(times.length >= 25 && times.every((at, i) => at - (times[i - 1] ?? -1000) >= 1000));
    }
  });

  it("[REQ-NPR-4] tells whether an address answers, and whether anybody else can be heard", async () => {
    const { signal } = new AbortController();
    assert.deepEqual(
      [await presence.answers("worker", signal), await presence.hearsOthers("worker", signal)],
      [true, true],
    );
    alive = new Set([addresses.db, addresses.worker]);
    await clock.advance(1000);
    // The node itself is nobody else, and this machine proves nothing.
    assert.equal(await presence.hearsOthers("worker", signal), false);
    alive = new Set(["10.0.0.9"]);
    await clock.advance(1000);
    assert.deepEqual(
      [await presence.answers("worker", signal), await presence.hearsOthers("worker", signal)],
      [false, true],
    );
    assert.equal(await presence.answers("stranger", signal), false);
  });

  it("[REQ-NPR-2] confirms it after the times that are configured", async () => {
    gone = { silenceMs: 2000, settleMs: 3000 };
    said.manager();
    said.node("worker", "offline");
    alive.delete(addresses.worker);
    let isOver = false;
    const over = presence.gone("worker", wait(60_000)).finally(() => {
      isOver = true;
    });
    await clock.advance(4900);
    assert.equal(isOver, false);
    await clock.advance(1200);
    assert.equal(isOver, true);
    assert.equal((await over).isConfirmed, true);
  });

  it("[REQ-NPR-3] confirms nothing where this machine alone can be heard, and takes the whole time for it", async () => {
    alive = new Set([addresses.db]);
    const gone = presence.gone("worker", wait(60_000));
    let isOver = false;
    void gone.then(() => {
      isOver = true;
    });
    await clock.advance(59_900);
    assert.equal(isOver, false);
    await clock.advance(200);
    const { isConfirmed, detail } = await gone;
    assert.equal(isConfirmed, false);
    assert.match(detail, /60 s: no control address answers/);
  });

  it("[REQ-NPR-3] goes over to another control address when the one that answered goes", async () => {
    alive.delete(addresses.worker);
    const gone = presence.gone("worker", wait(60_000));
    await clock.advance(12_000);
    alive.delete("10.0.0.9");
    await clock.advance(25_000);
    assert.deepEqual(await gone, {
      isConfirmed: true,
      detail: "agent unknown, address silent, other answers",
    });
  });

  it("[REQ-NPR-2] says what is in the way when the time is over, or nobody waits any more", async () => {
    const alone = presence.gone("worker", wait(3000));
    await clock.advance(3500);
    assert.match((await alone).detail, /3 s: its address answers/);
    const giveUp = new AbortController();
    const aborted = presence.gone("worker", wait(60_000, giveUp.signal));
    await clock.advance(1500);
    giveUp.abort();
    assert.match((await aborted).detail, /not waited for/);
    assert.equal((await presence.gone("stranger", wait(1000))).isConfirmed, false);
  });

  it("[REQ-NPR-1] hears an agent come up, and that the time for it is over", async () => {
    said.manager();
    const cameUp = presence.cameUp("worker", wait(10_000));
    await clock.advance(5000);
    said.node("worker", "online", 2);
    assert.equal(presence.agentOf("worker"), "offline", "of another life of hirte's");
    said.node("worker", "online");
    assert.equal(await cameUp, true);
    const other = presence.cameUp("other", wait(10_000));
    await clock.advance(10_000);
    assert.equal(await other, false);
    nodes.linkDown();
    assert.equal(presence.agentOf("worker"), "unknown");
  });
});
