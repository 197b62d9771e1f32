import assert from "node:assert/strict";
import { readHecateConfig } from "../../../src/config/hecate.ts";
import type { Happening } from "../../../src/hecate/brain.ts";
import { CoordinatorWord } from "../../../src/hecate/coordinator-word.ts";
import { Inbox } from "../../../src/hecate/inbox.ts";
import { powerConfigOf } from "../../../src/hecate/power-config.ts";
import type { AnySubscription } from "../../../src/mqtt/link.ts";
import { Subscriptions } from "../../../src/mqtt/subscriptions.ts";
import { encode } from "../../../src/protocol/codec.ts";
import type { PowerRun, PowerState, Schemas } from "../../../src/protocol/generated/schemas.ts";
import { writeConfig } from "../../support/config-files.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { siteYaml } from "../../support/hecate.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { keptLog } from "./fakes.ts";

const session = "5".repeat(32);
const reading: Schemas["ups-state"] = {
  ...{ session, seq: 7, at: 1, pollMs: 5000, staleAfterMs: 15_000, comms: "ok" },
  ...{ flags: ["OB"], runtimeS: 5, variables: { "ups.status": "OB" } },
};

describe("hecate's inbox", () => {
  const dir = useTempDir();
  let happened: Happening[];
  let own: unknown[];
  let word: CoordinatorWord;
  let lines: readonly Readonly<Record<string, unknown>>[];
  let deliver: <S extends keyof Schemas>(
    topic: string,
    schema: S,
    message: Schemas[S],
    isRetained?: boolean,
  ) => void;

  function open(self: string, choose: (inbox: Inbox) => readonly AnySubscription[]): void {
    const clock = new FakeClock();
    const kept = keptLog();
    lines = kept.lines;
    happened = [];
    own = [];
    writeConfig(dir(), { "hecate.yaml": siteYaml({ brokerPort: 1, upsdPort: 1 }) });
    const file = `${dir()}/hecate.yaml`;
    const config = powerConfigOf(readHecateConfig({ file, env: {}, flags: { node: self } }));
    word = new CoordinatorWord(clock);
    const inbox = new Inbox({
      word,
      ...{ clock, log: kept.log, config: () => config },
      onHappening: (happening) => happened.push(happening),
      onReading: () => undefined,
      onOwnAvailability: (message) => own.push(message),
    });
    const subscriptions = new Subscriptions(kept.log, clock);
    subscriptions.add(choose(inbox));
    deliver = (topic, schema, message, isRetained = false) =>
      subscriptions.deliver(`hirte/v1/${topic}`, Buffer.from(encode(schema, message)), isRetained);
  }

  describe("of the coordinator", () => {
    beforeEach(() => open("db", (inbox) => inbox.forCoordinator()));

    it("[REQ-HEC-4] tells what came live from what the broker had kept", () => {
      deliver("ups/edge/beta/state", "ups-state", reading, true);
      deliver("ups/edge/beta/state", "ups-state", reading);
      const { session: _, seq: __, ...rest } = reading;
      const { at: ___, pollMs: ____, staleAfterMs: _____, variables: ______, ...bare } = rest;
      const one = { ...bare, session, seq: 7 };
      assert.deepEqual(happened, [
        { kind: "reading", ups: "beta", origin: "retained", reading: one },
        { kind: "reading", ups: "beta", origin: "live", reading: one },
      ]);
    });

    it("[REQ-HEC-4] takes no word of this host's own UPSes from the broker", () => {
      deliver("ups/db/alpha/state", "ups-state", reading);
      deliver("ups/db/availability", "ups-availability", { publisher: "down", session, at: 1 });
      assert.deepEqual(happened, []);
    });

    it("[REQ-HEC-4] ignores a UPS on a host that the configuration does not give it to, with one line", () => {
      const bootId = "b".repeat(32);
      const trigger = { id: `alpha:${bootId}:1`, ups: "alpha", bootId, outage: 1, at: 1 };
      const evidence = { flags: ["OB"], row: 11 };
      for (let i = 0; i < 3; i++) {
        deliver("ups/edge/alpha/state", "ups-state", { ...reading, seq: i });
        deliver("ups/server/beta/state", "ups-state", { ...reading, seq: i });
        deliver("power/triggers/edge", "power-trigger", { ...trigger, reason: "x", evidence });
      }
      assert.deepEqual(happened, []);
      const told = lines.filter(({ level }) => level === 40);
      assert.deepEqual(
        told.map(({ what, host, ups }) => `${what} ${host} ${ups}`),
        ["a reading edge alpha", "a reading server beta", "a trigger edge alpha"],
      );
    });

    it("[REQ-HEC-4] hears triggers, and whether other publishers are there and by which configuration", () => {
      const bootId = "b".repeat(32);
      const trigger: Schemas["power-trigger"] = {
        ...{ id: `beta:${bootId}:1`, ups: "beta", bootId, outage: 1, at: 1, reason: "low" },
        evidence: { flags: ["OB"], row: 11 },
      };
      deliver("power/triggers/edge", "power-trigger", trigger);
      const there = { publisher: "up", session, at: 1, configHash: "c".repeat(16) } as const;
      deliver("ups/edge/availability", "ups-availability", there, true);
      deliver("ups/worker/availability", "ups-availability", there);
      assert.deepEqual(happened, [
        { kind: "trigger", from: { host: "edge", trigger } },
        { kind: "availability", host: "edge", publisher: "up", configHash: "c".repeat(16) },
      ]);
    });
  });

  describe("of a peer", () => {
    beforeEach(() =>
      open("edge", (inbox) => [...inbox.forPeer("edge"), ...inbox.forPublisher("edge")]),
    );

    const state = (rest: Partial<PowerState>): PowerState => ({
      ...{ host: "db", role: "coordinator", session, seq: 1, at: 1, condition: "normal" },
      ...{ phase: "running", reasons: [], upses: [], alarms: [], peers: [], run: 4 },
      startGate: { open: true, why: "" },
      ...rest,
    });
    const run = (rest: Partial<PowerRun>): PowerRun => ({
      ...{ run: 4, kind: "shutdown", isDryRun: false, key: "k", reason: "r", scope: ["edge"] },
      ...{ told: [], phase: "running", session, seq: 1, at: 1, stages: [] },
      ...rest,
    });

    it("[REQ-HEC-4] takes thresholds from what was kept, and life only from what comes now", () => {
      deliver("power/state", "power-state", state({ configHash: "c".repeat(16) }), true);
      deliver("power/run", "power-run", run({ told: ["edge"] }), true);
      assert.deepEqual(happened, [
        { kind: "thresholds", thresholdS: {}, configHash: "c".repeat(16) },
      ]);
    });

    it("[REQ-HEC-4] believes no state but the coordinator's", () => {
      deliver("power/state", "power-state", state({ host: "worker" }));
      deliver("power/state", "power-state", state({ role: "peer" }));
      assert.deepEqual(happened, []);
    });

    it("[REQ-HEC-4] knows whether it was told to power off, and that a dry run tells nobody", () => {
      deliver("power/run", "power-run", run({ isDryRun: true, told: ["edge"] }));
      deliver("power/run", "power-run", run({ told: ["edge"] }));
      deliver("power/state", "power-state", state({}));
      deliver("power/state", "power-state", state({ phase: "watching" }));
      assert.deepEqual(
        happened.filter(({ kind }) => kind !== "thresholds"),
        [false, true, true].map((isTold) => ({ kind: "run-heard", run: 4, isTold })),
      );
    });

    it("[REQ-HEC-53] keeps what the coordinator tells of its run, for people, and whether the broker had kept it", () => {
      assert.deepEqual(word.view("db"), { host: "db" });
      deliver("power/state", "power-state", state({ host: "worker" }));
      deliver("power/run", "power-run", run({}), true);
      const old = word.view("db");
      assert.deepEqual([old.state, old.run?.isKept, old.run?.said.run], [undefined, true, 4]);
      deliver("power/state", "power-state", state({}));
      deliver("power/run", "power-run", run({}));
      const now = word.view("db");
      assert.deepEqual([now.state?.isKept, now.run?.isKept, now.run?.ageMs], [false, false, 0]);
    });

    it("[REQ-HEC-4] hears what other hosts' UPSes say, which may spare it, and nothing of its own from the broker", () => {
      deliver("ups/db/alpha/state", "ups-state", reading, true);
      deliver("ups/db/alpha/state", "ups-state", reading);
      deliver("ups/edge/beta/state", "ups-state", reading);
      deliver("ups/db/beta/state", "ups-state", reading);
      const heard = happened.map((one) => (one.kind === "reading" ? [one.ups, one.origin] : one));
      assert.deepEqual(heard, [
        ["alpha", "retained"],
        ["alpha", "live"],
      ]);
    });

    it("[REQ-HEC-4] hears answers to itself, and what is kept of its own publisher", () => {
      const id = `beta:${"b".repeat(32)}:1`;
      deliver("power/acks/edge", "power-ack", { id, run: 0, reason: "no" });
      deliver("power/acks/other", "power-ack", { id, run: 3 });
      deliver("ups/edge/availability", "ups-availability", { publisher: "down", session, at: 1 });
      assert.deepEqual(happened, [{ kind: "ack", triggerId: id, run: 0, reason: "no" }]);
      assert.equal(own.length, 1);
    });
  });
});
