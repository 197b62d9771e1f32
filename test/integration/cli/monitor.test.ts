import { deepEqual, equal, match } from "node:assert/strict";
import { type Clock, systemClock, type Timer } from "../../../src/core/clock.ts";
import { runCli, startCli } from "../../support/cli-run.ts";
import { aNode, aUnitState, ScriptedHirte } from "../../support/scripted-hirte.ts";

/** The machine's clock, on which a wait of one length can be ended early. */
class FakeWaits implements Clock {
  readonly wallMs = systemClock.wallMs;
  readonly monotonicMs = systemClock.monotonicMs;
  readonly #waits = new Map<number, () => void>();

  after(delayMs: number, callback: () => void): Timer {
    this.#waits.set(delayMs, callback);
    return systemClock.after(delayMs, callback);
  }

  elapse(delayMs: number): void {
    this.#waits.get(delayMs)?.();
  }
}

describe("hirtectl monitor", () => {
  let hirte: ScriptedHirte;
  beforeEach(async () => {
    hirte = await ScriptedHirte.start();
    hirte.nodes = [aNode("node1"), aNode("node2")];
    await hirte.sayNode("node1", {});
    await hirte.sayInventory("node1", 1, 10, ["a.service", "b.service"]);
    await hirte.sayUnit("node1", "a.service", aUnitState(1));
    await hirte.sayUnit("node1", "b.service", aUnitState(2, { active: "inactive", sub: "dead" }));
  });
  afterEach(() => hirte.stop());

  /** Lines without their times, which are checked to be some. */
  function untimed(text: string): string[] {
    const lines = text.trimEnd().split("\n");
    for (const line of lines) match(line, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3} /);
    return lines.map((line) => line.slice(24));
  }

  it("[REQ-CLI-23] prints what is named once as it is, then a line for each change", async () => {
    const cli = startCli(hirte.address, ["monitor", "node1", "a", "missing"]);
    await cli.whenSaid("missing.service");
    await hirte.sayUnit("node1", "b.service", aUnitState(11));
    await hirte.sayUnit(
      "node1",
      "a.service",
      aUnitState(12, { active: "deactivating", sub: "stop" }),
    );
    await hirte.sayUnit(
      "node1",
      "a.service",
      aUnitState(13, { active: "failed", sub: "failed", result: "exit-code" }),
    );
    await hirte.sayUnit(
      "node1",
      "a.service",
      aUnitState(14, { active: "failed", sub: "failed", result: "exit-code" }),
    );
    await hirte.sayUnit("node1", "a.service", undefined);
    await cli.whenSaid("a.service unloaded");
    cli.interrupt();
    equal(await cli.status, 0);
    deepEqual(untimed(cli.stdout()), [
      "node1 - online registered",
      "node1 a.service active running",
      "node1 missing.service unloaded",
      "node1 a.service deactivating stop",
      "node1 a.service failed failed exit-code",
      "node1 a.service unloaded",
    ]);
    equal(cli.stderr(), "");
  });

  it("[REQ-CLI-23] prints a named unit as it is though it is newer than its node's inventory", async () => {
    await hirte.sayUnit("node1", "new.service", aUnitState(20));
    const cli = startCli(hirte.address, ["monitor", "node1", "new"]);
    await cli.whenSaid("new.service");
    cli.interrupt();
    await cli.status;
    deepEqual(untimed(cli.stdout()), [
      "node1 - online registered",
      "node1 new.service active running",
    ]);
  });

  it("[REQ-CLI-23] prints changes only where nothing is named", async () => {
    const cli = startCli(hirte.address, ["monitor", "-o", "jsonl"]);
    await cli.whenSaid('"stale":false');
    await hirte.sayUnit("node1", "b.service", aUnitState(11));
    await hirte.sayNode("node1", { state: "unreachable", reason: "silent" });
    await cli.whenSaid('"unreachable"');
    cli.interrupt();
    equal(await cli.status, 0);
    const documents = cli
      .stdout()
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    deepEqual(
      documents
        .filter(({ kind }) => kind === "unit" || kind === "node")
        .map(({ node, unit, active, state }) => [node, unit ?? "-", active ?? state]),
      [
        ["node1", "b.service", "active"],
        ["node1", "-", "unreachable"],
      ],
    );
  });

  it("[REQ-CLI-24] goes on by itself after hirte was away, and prints only what differs", async () => {
    const cli = startCli(hirte.address, ["monitor", "node1", "a", "b"]);
    await cli.whenSaid("b.service inactive dead");
    await hirte.goAway();
    await cli.whenSaid("does not answer");
    await hirte.sayUnit("node1", "b.service", aUnitState(12, { active: "failed", sub: "failed" }));
    await hirte.listen();
    await cli.whenSaid("b.service failed failed");
    await hirte.sayUnit("node1", "a.service", aUnitState(13, { active: "inactive", sub: "dead" }));
    await cli.whenSaid("a.service inactive dead");
    cli.interrupt();
    equal(await cli.status, 0);
    deepEqual(untimed(cli.stdout()).slice(3), [
      "node1 b.service failed failed",
      "node1 a.service inactive dead",
    ]);
    equal(
      cli.stderr(),
      "hirtectl: hirte does not answer, going on when it is back\nhirtectl: hirte is back\n",
    );
  });

  it("[REQ-CLI-24] shows a resync of a node as nothing where nothing changed", async () => {
    const cli = startCli(hirte.address, ["monitor", "node1", "a"]);
    await cli.whenSaid("a.service active");
    await hirte.sayNode("node1", { session: 2, synced: false });
    await hirte.sayUnit("node1", "a.service", aUnitState(1, { session: 2 }));
    await hirte.sayUnit(
      "node1",
      "b.service",
      aUnitState(2, { session: 2, active: "inactive", sub: "dead" }),
    );
    await hirte.sayInventory("node1", 2, 2, ["a.service", "b.service"]);
    await hirte.sayNode("node1", { session: 2 });
    await hirte.sayUnit(
      "node1",
      "a.service",
      aUnitState(3, { session: 2, active: "failed", sub: "failed" }),
    );
    await cli.whenSaid("a.service failed");
    cli.interrupt();
    await cli.status;
    deepEqual(untimed(cli.stdout()), [
      "node1 - online registered",
      "node1 a.service active running",
      "node1 a.service failed failed",
    ]);
  });

  it("[REQ-CLI-24] does not call a node offline that a restarted hirte has not heard of yet", async () => {
    const cli = startCli(hirte.address, ["monitor", "node1", "a"]);
    await cli.whenSaid("a.service active");
    await hirte.say({ manager: "down" });
    await cli.whenSaid("does not answer");
    hirte.epoch++;
    await hirte.say({});
    await hirte.sayNode("node1", { state: "offline", reason: "not seen yet", synced: false });
    await hirte.sayNode("node1", { session: 2, synced: false });
    await hirte.sayUnit("node1", "a.service", aUnitState(1, { session: 2 }));
    await hirte.sayInventory("node1", 2, 1, ["a.service"]);
    await hirte.sayNode("node1", { session: 2 });
    await hirte.sayUnit("node1", "a.service", aUnitState(2, { session: 2, active: "failed" }));
    await hirte.sayNode("node1", { session: 2, state: "unreachable", reason: "silent" });
    await cli.whenSaid("unreachable");
    cli.interrupt();
    await cli.status;
    deepEqual(untimed(cli.stdout()).slice(2), [
      "node1 a.service failed running",
      "node1 - unreachable silent",
    ]);
  });

  it("[REQ-CLI-24] calls a node offline that is not back in time after hirte is", async () => {
    const clock = new FakeWaits();
    const cli = startCli(hirte.address, ["monitor", "node1"], { clock });
    await cli.whenSaid("node1 - online");
    await hirte.say({ manager: "down" });
    await cli.whenSaid("does not answer");
    hirte.epoch++;
    await hirte.say({});
    await cli.whenSaid("is back");
    await hirte.sayNode("node1", { state: "offline", reason: "not seen yet", synced: false });
    await hirte.sayNode("node2", {});
    // What was published later has arrived, so what was published before has too.
    await runCli(hirte.address, ["list-nodes"]);
    equal(cli.stdout().includes("offline"), false);
    clock.elapse(10_000);
    await cli.whenSaid("node1 - offline not seen yet");
    cli.interrupt();
    equal(await cli.status, 0);
  });

  it("[REQ-CLI-25] prints a JSON document for each change with jsonl, and refuses json", async () => {
    const cli = startCli(hirte.address, ["monitor", "node1", "a", "-o", "jsonl"]);
    await cli.whenSaid('"initial":true,"load"');
    await hirte.sayUnit("node1", "a.service", aUnitState(12, { active: "failed", sub: "failed" }));
    await cli.whenSaid('"before"');
    cli.interrupt();
    await cli.status;
    const documents = cli
      .stdout()
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    deepEqual(
      documents.map(({ kind }) => kind),
      ["hirte", "node", "staleness", "unit", "unit"],
    );
    const { time, ...last } = documents.at(-1);
    equal(new Date(time).toISOString(), time);
    deepEqual(last, {
      kind: "unit",
      node: "node1",
      unit: "a.service",
      load: "loaded",
      active: "failed",
      sub: "failed",
      description: "A unit",
      before: { load: "loaded", active: "active", sub: "running", description: "A unit" },
    });
    const refused = await runCli(hirte.address, ["monitor", "-o", "json"]);
    equal(refused.status, 2);
  });

  it("[REQ-CLI-23] ends with 4 for a node nobody knows, and with 0 when nobody reads any more", async () => {
    equal((await runCli(hirte.address, ["monitor", "node9"])).status, 4);
    const cli = startCli(hirte.address, ["monitor", "node1"]);
    await cli.whenSaid("online");
    cli.leave();
    equal(await cli.status, 0);
  });
});
