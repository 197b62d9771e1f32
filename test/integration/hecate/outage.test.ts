import assert from "node:assert/strict";
import { BrokerUnderTest } from "../../support/broker.ts";
import { HecateUnderTest, siteYaml } from "../../support/hecate.ts";
import { HecateListener } from "../../support/hecate-listener.ts";
import { needsNut, Upsd } from "../../support/upsd.ts";

/** Far above and far below any threshold here. */
const healthy = { "ups.status": "OL", "battery.runtime": "1800" };
const long = { "ups.status": "OB DISCHRG", "battery.runtime": "1800" };
const short = { "ups.status": "OB DISCHRG", "battery.runtime": "5" };

describe("hecate in an outage, with a real upsd", function () {
  this.timeout(30_000);
  needsNut();
  let upsd: Upsd;
  let tested: BrokerUnderTest;
  const hecates: HecateUnderTest[] = [];
  let listener: HecateListener | undefined;

  before(async () => {
    upsd = await Upsd.start({ alpha: {}, beta: {} });
  });
  after(() => upsd.stop());
  beforeEach(async () => {
    await upsd.startUpsd();
    for (const ups of ["alpha", "beta"]) await upsd.set(ups, healthy);
    tested = await BrokerUnderTest.start();
  });
  afterEach(async () => {
    await listener?.close();
    listener = undefined;
    for (const hecate of hecates.splice(0)) await hecate.end();
    await tested.stop();
  });

  function hecateOn(node: string, pollMs = 200): HecateUnderTest {
    const yaml = siteYaml({ brokerPort: tested.port, upsdPort: upsd.port, pollMs });
    const hecate = new HecateUnderTest(node, yaml);
    hecates.push(hecate);
    return hecate;
  }

  /** Asked each 50 ms: what is judged is told on no topic while there is no broker. */
  async function eventually(what: string, holds: () => Promise<boolean>): Promise<void> {
    const untilMs = Date.now() + 15_000;
    while (!(await holds())) {
      if (Date.now() > untilMs) throw new Error(`there was not: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  it("[REQ-HEC-1] [REQ-HEC-2] begins a run with the third poll, all of which it has published", async () => {
    listener = await HecateListener.connect(tested.port, "vera");
    const { readings, runs } = listener;
    const of = (runtimeS: number) =>
      readings.flatMap(({ ups, state }) =>
        ups === "alpha" && state.flags?.includes("OB") && state.runtimeS === runtimeS
          ? [state]
          : [],
      );
    const pollMs = 500;
    await hecateOn("db", pollMs).start();
    await listener.until("a reading", () => readings.length > 0, 10_000);
    await upsd.set("alpha", long);
    await listener.until("that it is on battery", () => of(1800).length > 2, 10_000);
    assert.equal(runs.length, 0);
    await upsd.set("alpha", short);
    await listener.until(
      "a run, and what came after it",
      () => runs.length > 0 && of(5).length > 3,
    );
    const [run] = runs;
    const before = of(5).flatMap(({ at }) => (at <= (run?.at ?? 0) ? [at] : []));
    // On a busy machine answers come late and close together: those are one poll.
    let countedAt = 0;
    const counted = before.filter((at) => {
      if (at - countedAt < pollMs / 2) return false;
      countedAt = at;
      return true;
    });
    assert.equal(counted.length, 3, JSON.stringify([run?.at, of(5).map(({ at }) => at)]));
    const seqs = readings.filter(({ ups }) => ups === "alpha").map(({ state }) => state.seq);
    const [first = 0] = seqs;
    assert.deepEqual(
      seqs,
      seqs.map((_, i) => first + i),
    );
  });

  it("[REQ-HEC-8] does nothing when the broker dies on mains, and decides without it on battery", async () => {
    const hecate = await hecateOn("db").start();
    await eventually("a connection", async () =>
      (await hecate.status()).links.every((l) => l.isUp),
    );
    await tested.stop();
    await eventually(
      "no connection",
      async () => !(await hecate.status()).links.some((l) => l.isUp),
    );
    const { verdict } = await hecate.ups("alpha");
    assert.equal(verdict, "normal");
    assert.equal((await hecate.status()).runs.length, 0);
    await upsd.set("alpha", short);
    await eventually("a run", async () => (await hecate.status()).runs.length > 0);
    assert.equal((await hecate.ups("alpha")).fired, true);
  });

  it("[REQ-HEC-8] tells apart why it sees nothing, and does nothing about it on mains", async () => {
    const hecate = await hecateOn("db").start();
    const comms = async (what: string) =>
      eventually(what, async () => (await hecate.ups("alpha")).comms === what);
    await comms("ok");
    await upsd.killDriver("alpha");
    await comms("driver-not-connected");
    await upsd.killUpsd();
    await comms("upsd-unreachable");
    await eventually("blind", async () => (await hecate.ups("alpha")).verdict === "blind");
    assert.equal((await hecate.status()).runs.length, 0);
    await upsd.startUpsd();
    await upsd.startDriver("alpha");
    await comms("ok");
  });

  it("[REQ-HEC-8] [REQ-HEC-13] has the peer ask for a shutdown, and stop itself in time whoever answers", async () => {
    listener = await HecateListener.connect(tested.port, "vera");
    const { acks, runs } = listener;
    const peer = await hecateOn("edge").start();
    await eventually("its UPS", async () => (await peer.ups("beta")).comms === "ok");
    // There is no coordinator yet.
    await upsd.set("beta", short);
    await eventually("that it fires", async () => (await peer.ups("beta")).fired);
    assert.equal(runs.length, 0);
    await hecateOn("db").start();
    await listener.until("an answer", () => acks.some(({ run }) => run > 0), 15_000);
    assert.equal(runs.at(-1)?.run, acks.at(-1)?.run);
    assert.deepEqual(peer.ran, []);
    await upsd.set("beta", { "battery.runtime": "1" });
    await peer.until(
      "its power-off",
      () => peer.ran.includes("systemctl poweroff --no-block"),
      15_000,
    );
  });
});
