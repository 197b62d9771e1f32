import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PowerTrigger, UpsState } from "../../../src/protocol/generated/schemas.ts";
import { topics } from "../../../src/protocol/topics.ts";
import { BrokerUnderTest } from "../../support/broker.ts";
import { HecateUnderTest, siteYaml } from "../../support/hecate.ts";
import { HecateListener } from "../../support/hecate-listener.ts";

const session = "5".repeat(32);
const pollMs = 2000;
const beta = { host: "edge", ups: "beta" } as const;

/** The coordinator, and the test in the place of the peer: what is read is what it says. */
describe("what hecate takes for evidence", function () {
  this.timeout(20_000);
  let tested: BrokerUnderTest;
  let hecate: HecateUnderTest;
  let edge: HecateListener;
  let seq: number;

  beforeEach(async () => {
    seq = 0;
    tested = await BrokerUnderTest.start();
    // Nobody listens there: its own UPS is never seen, and is no evidence of anything.
    const yaml = siteYaml({ brokerPort: tested.port, upsdPort: 1, pollMs });
    hecate = new HecateUnderTest("db", yaml.replace("stabilisation: 100ms", "stabilisation: 30s"));
  });
  afterEach(async () => {
    await edge.close();
    await hecate.end();
    await tested.stop();
  });

  /** With nothing known of a runtime on mains it is tight: no time is given to steady. */
  async function begin(): Promise<void> {
    await hecate.start();
    edge = await HecateListener.connect(tested.port, "ups:edge");
    await edge.until("the coordinator's word", () => edge.states.length > 0);
  }

  function reading(flags: string, runtimeS: number): UpsState {
    const times = { at: Date.now(), pollMs, staleAfterMs: 5 * pollMs };
    return { session, seq: ++seq, ...times, comms: "ok", flags: flags.split(" "), runtimeS };
  }

  /** Said a poll later, and heard: the coordinator has judged it. */
  async function say(state: UpsState): Promise<void> {
    const { link } = edge;
    // Readings that come faster than polls are made are none of their own.
    hecate.laterMs += pollMs;
    await link.publish(topics.upsState, beta, state);
    await heard();
  }

  /** What was said before this has gone through: the broker keeps the order of one who publishes. */
  async function heard(): Promise<void> {
    const { link } = edge;
    const upses = [`mark-${++seq}`];
    const mark = {
      publisher: "up",
      session,
      at: 1,
      configHash: `${seq}`.padStart(16, "0"),
    } as const;
    await link.publish(topics.upsAvailability, { host: "edge" }, { ...mark, upses });
    await edge.until("its peer's hash", () =>
      edge.states.some(({ peers }) => peers[0]?.configHash === mark.configHash),
    );
  }

  const bad = () => hecate.ups("beta").then((ups) => ups.bad);

  it("[REQ-HEC-1] counts each new reading once, and begins one run with the third in a row", async () => {
    await begin();
    const again = reading("OB", 5);
    await say(again);
    await say(again);
    assert.equal(await bad(), 1);
    await say(reading("OB", 5));
    await say(reading("OB", 900));
    assert.equal(await bad(), 0);
    for (let i = 0; i < 2; i++) await say(reading("OB", 5));
    assert.deepEqual([await bad(), edge.runs.length], [2, 0]);
    await say(reading("OB", 5));
    await edge.until("a run", () => edge.runs.length > 0);
    for (let i = 0; i < 3; i++) await say(reading("OB", 5));
    assert.equal(edge.runs.length, 1);
    const [run] = edge.runs;
    assert.equal(run?.isDryRun, true);
    assert.ok(run?.scope.includes("edge"), JSON.stringify(run));
    assert.ok(run.stages.every(({ steps }) => steps.every(({ state }) => state === "would-do")));
    const report = readFileSync(join(hecate.stateDir, "reports/1.json"), "utf8");
    assert.deepEqual(JSON.parse(report).stages, run.stages);
    const { runs } = await hecate.status();
    assert.deepEqual(
      runs.map(({ executed, outcome }) => [executed, outcome]),
      [[false, "done"]],
    );
  });

  it("[REQ-HEC-1] counts a reading just above the threshold never", async () => {
    await begin();
    const { thresholdS } = await hecate.ups("beta");
    for (let i = 0; i < 5; i++) await say(reading("OB", thresholdS + 0.1));
    assert.equal(await bad(), 0);
    await say(reading("OB", thresholdS));
    assert.equal(await bad(), 1);
  });

  it("[REQ-HEC-4] counts what the broker had kept never, however often it connects", async () => {
    edge = await HecateListener.connect(tested.port, "ups:edge");
    await edge.link.publish(topics.upsState, beta, reading("OB LB", 1));
    await edge.close();
    await begin();
    await heard();
    assert.deepEqual([await bad(), (await hecate.ups("beta")).line], [0, "unknown"]);
    assert.equal(edge.runs.length, 0);
  });

  it("[REQ-HEC-5] acknowledges a trigger with its run, and none that it cannot have on disk", async () => {
    let isFull = true;
    const { diskWriter } = await import("../../../src/hecate/disk.ts");
    const { systemClock } = await import("../../../src/core/clock.ts");
    const write = diskWriter(systemClock);
    await hecate.start({
      write: async (path, value) => {
        if (isFull) throw new Error("no space left on device");
        await write(path, value);
      },
    });
    edge = await HecateListener.connect(tested.port, "ups:edge");
    await edge.until("the coordinator's word", () => edge.states.length > 0);
    const bootId = "e".repeat(32);
    const trigger: PowerTrigger = {
      ...{ id: `beta:${bootId}:1`, ups: "beta", bootId, outage: 1, reason: "low", at: Date.now() },
      evidence: { flags: ["OB"], row: 11, runtimeS: 5 },
    };
    await say(reading("OB", 900));
    await edge.link.publish(topics.powerTrigger, { host: "edge" }, trigger);
    // It is done all the same.
    await edge.until("a run", () => edge.runs.length > 0);
    await heard();
    assert.deepEqual(edge.acks, []);
    assert.ok((await hecate.status()).state.alarms.some(({ id }) => id === "state-not-saved"));
    isFull = false;
    await edge.link.publish(topics.powerTrigger, { host: "edge" }, trigger);
    await edge.until("its acknowledgement", () => edge.acks.length > 0);
    assert.deepEqual(edge.acks, [{ id: trigger.id, run: 1 }]);
    assert.equal(edge.runs.length, 1);
  });

  it("[REQ-HEC-18] has another configuration hold, and a wrong one changes nothing", async () => {
    await begin();
    const yaml = readFileSync(hecate.file, "utf8");
    hecate.write(yaml.replace("default_shutdown_budget: 10s", "default_shutdown_budget: 100s"));
    hecate.daemon.reload(() => hecate.read());
    const { thresholdS } = await hecate.ups("beta");
    assert.ok(thresholdS > 200, `${thresholdS}`);
    const { hash } = (await hecate.status()).config;
    for (const [from, to] of [
      ["runtime_safety_factor: 2", "runtime_safety_factor: 0.5"],
      ["coordinator: db\n", "coordinator: edge\n"],
      ["host: db, mains", "host: db, tls: { mode: required, ca: /none }, mains"],
    ] as const) {
      hecate.write(yaml.replace(from, to));
      hecate.daemon.reload(() => hecate.read());
      const { config, state } = await hecate.status();
      assert.equal(config.hash, hash);
      assert.match(config.problem ?? "", /runtime_safety_factor|coordinator|tls\.ca/);
      assert.ok(state.alarms.some(({ id }) => id === "configuration"));
    }
    const warnings = () => hecate.logLines.filter((line) => line.includes("startup.stages")).length;
    const before = warnings();
    hecate.write(yaml);
    hecate.daemon.reload(() => hecate.read());
    assert.equal((await hecate.status()).config.problem, undefined);
    assert.deepEqual([before, warnings()], [2, 3], "said at the start, and by each reload");
  });
});
