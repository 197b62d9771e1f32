import assert from "node:assert/strict";
import { HirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import { type Poll, Publisher } from "../../../src/hecate/publisher.ts";
import { decode } from "../../../src/protocol/codec.ts";
import type { UpsState } from "../../../src/protocol/generated/schemas.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { FakeLink, settled } from "./fakes.ts";

const session = "5".repeat(32);
const poll: Poll = { comms: "ok", flags: ["OL"], runtimeS: 900 };

describe("the publisher of a host's readings", () => {
  let clock: FakeClock;
  let link: FakeLink;
  let publisher: Publisher;
  let local: [string, UpsState][];
  let rivals: boolean[];
  const config = {
    upses: ["alpha"],
    pollMs: 5000,
    staleAfterMs: 15_000,
    configHash: "c".repeat(16),
  };
  const seqs = () => link.on("ups/db/alpha/state").map((message) => (message as UpsState).seq);
  const said = () => link.on("ups/db/availability");

  beforeEach(() => {
    clock = new FakeClock();
    link = new FakeLink();
    local = [];
    rivals = [];
    publisher = new Publisher({
      ...{ host: "db", session, version: "1.2.3", config, clock, log: silentLog() },
      link: () => link,
      onRival: (isThere) => rivals.push(isThere),
      onReading: (ups, state) => local.push([ups, state]),
    });
  });

  it("[REQ-HEC-2] numbers every poll of a UPS, one that brought nothing too", async () => {
    publisher.accept("alpha", poll);
    await settled();
    publisher.accept("alpha", { comms: "data-stale", detail: "ERR DATA-STALE" });
    publisher.accept("beta", poll);
    await settled();
    const times = { at: clock.wallMs(), pollMs: 5000, staleAfterMs: 15_000 };
    assert.deepEqual(link.on("ups/db/alpha/state"), [
      { ...poll, session, seq: 1, ...times },
      { comms: "data-stale", detail: "ERR DATA-STALE", session, seq: 2, ...times },
    ]);
    assert.equal(link.on("ups/db/beta/state").length, 1);
  });

  it("[REQ-HEC-3] hands each poll over in the same turn, with the same number, while there is no broker", () => {
    link.isUp = false;
    publisher.accept("alpha", poll);
    assert.deepEqual(
      local.map(([ups, { seq, comms }]) => [ups, seq, comms]),
      [["alpha", 1, "ok"]],
    );
  });

  it("[REQ-HEC-2] publishes nothing later that was read while the connection was down", async () => {
    link.isUp = false;
    publisher.accept("alpha", poll);
    link.isUp = true;
    publisher.linkUp();
    await settled();
    assert.deepEqual(seqs(), []);
    publisher.accept("alpha", poll);
    await settled();
    assert.deepEqual(seqs(), [2]);
  });

  it("[REQ-HEC-2] keeps the newest alone for a broker that takes its time, and that not for long", async () => {
    link.isSlow = true;
    for (let i = 0; i < 4; i++) publisher.accept("alpha", poll);
    await settled();
    assert.deepEqual(seqs(), [1]);
    link.settle();
    await settled();
    assert.deepEqual(seqs(), [1, 4]);
    publisher.accept("alpha", poll);
    await clock.advance(5001);
    link.settle();
    await settled();
    assert.deepEqual(seqs(), [1, 4]);
  });

  it("[REQ-HEC-2] forgets what waits when the connection breaks", async () => {
    link.isSlow = true;
    publisher.accept("alpha", poll);
    publisher.accept("alpha", poll);
    link.isUp = false;
    link.settle(new HirteError("connection-lost", "broken"));
    await settled();
    link.isUp = true;
    publisher.linkUp();
    await settled();
    assert.deepEqual(seqs(), [1]);
  });

  it("[REQ-HEC-19] says who reads what on each connection, and leaves with a goodbye", async () => {
    publisher.linkUp();
    await settled();
    const up = { session, at: clock.wallMs(), version: "1.2.3", upses: ["alpha"] };
    const { configHash } = config;
    assert.deepEqual(said(), [{ publisher: "up", ...up, configHash }]);
    const { topic, payload } = publisher.will();
    assert.equal(topic, "hirte/v1/ups/db/availability");
    assert.equal(decode("ups-availability", Buffer.from(payload)).publisher, "down");
    await publisher.sayGoodbye();
    publisher.accept("alpha", poll);
    await settled();
    assert.deepEqual(said()[1], { publisher: "down", ...up, configHash });
    assert.deepEqual(seqs(), []);
  });

  it("[REQ-HEC-19] answers the late will of a former connection, once a second at most", async () => {
    const own = { publisher: "up", session, at: 1 } as const;
    publisher.heardOwn(own);
    await clock.advance(1000);
    assert.equal(said().length, 0);
    publisher.heardOwn({ ...own, publisher: "down" });
    publisher.heardOwn({ ...own, session: "6".repeat(32) });
    publisher.heardOwn(undefined);
    await clock.advance(1000);
    assert.equal(said().length, 1);
  });

  it("[REQ-HEC-19] says that another hecate has this host's name, while its word comes back after ours", async () => {
    const other = { publisher: "up", session: "6".repeat(32), at: 1 } as const;
    publisher.heardOwn(other);
    await clock.advance(1000);
    assert.deepEqual(rivals, []);
    publisher.heardOwn(other);
    assert.deepEqual(rivals, [true]);
    await clock.advance(1000);
    assert.equal(said().length, 2);
    await clock.advance(60_000);
    assert.deepEqual(rivals, [true, false]);
    assert.equal(clock.pending, 0);
  });

  it("[REQ-HEC-18] tells of another configuration", async () => {
    publisher.reconfigure({ ...config });
    publisher.reconfigure({ ...config, configHash: "d".repeat(16), pollMs: 1000 });
    publisher.accept("alpha", poll);
    await settled();
    assert.equal(said().length, 1);
    assert.equal(local[0]?.[1].pollMs, 1000);
  });
});
