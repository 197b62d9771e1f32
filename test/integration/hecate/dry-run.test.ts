import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PowerRun } from "../../../src/protocol/generated/schemas.ts";
import { findTopic, type TopicRow, topics } from "../../../src/protocol/topics.ts";
import { HecateUnderTest, siteYaml } from "../../support/hecate.ts";
import { MortalSite } from "../../support/mortal-site.ts";
import { needsNut, Upsd } from "../../support/upsd.ts";
import { WireClient } from "../../support/wire-client.ts";

/** Topics by which something is asked of somebody. */
const asking = new Set<TopicRow>([
  ...[topics.request, topics.command, topics.credit],
  ...[topics.powerGuard, topics.powerTrigger],
]);

describe("hecate that rehearses", function () {
  this.timeout(60_000);
  needsNut();
  let directory: string;
  let upsd: Upsd;
  let site: MortalSite;
  /** Hears everything that anybody says. */
  let spy: WireClient;
  const asked = () => spy.messages.map(({ topic }) => topic).filter(isAsking);

  before(async () => {
    directory = mkdtempSync(join(tmpdir(), "hirte-dry-"));
    upsd = await Upsd.start({ alpha: {}, beta: {} });
    site = await MortalSite.begin(directory, upsd.port);
    spy = await WireClient.connect(site.tested.port, { username: "ada" });
    await spy.subscribe("hirte/#", 1);
  });
  after(async () => {
    spy.stream.destroy();
    await site.end();
    await upsd.stop();
    rmSync(directory, { recursive: true, force: true });
  });
  beforeEach(() => {
    spy.messages.length = 0;
  });

  /** Nobody was asked for anything, and nothing was done. */
  async function assertNothing(): Promise<void> {
    await spy.ping();
    assert.deepEqual(asked(), []);
    assert.deepEqual(site.kube.writes, []);
    assert.deepEqual(site.begun, []);
    assert.equal(site.ranHere, "");
  }

  async function assertPlans(): Promise<void> {
    for (const kind of ["shutdown", "startup"] as const) {
      const text = await site.cli(kind);
      assert.match(text.stdout, /A plan: nothing is done without --execute/);
      const json = await site.cli(kind, "--json");
      assert.equal(JSON.parse(json.stdout).isDryRun, true);
      assert.deepEqual([text.status, json.status], [0, 0]);
    }
  }

  it("[REQ-RUNS-23] plans without --execute ask the broker for nothing and the API for no change, whether a daemon runs or not", async () => {
    const { apiConnections } = site;
    const { length } = spy.messages;
    await assertPlans();
    await spy.ping();
    const said = spy.messages.slice(length).map(({ topic }) => topic);
    // What agents say of themselves comes now and then.
    assert.deepEqual(
      said.filter((topic) => /power|ups/.test(topic)),
      [],
    );
    assert.equal(site.apiConnections, apiConnections);
    await assertNothing();
    await site.startHecate();
    await site.until("mains", ({ state }) => state.upses[0]?.verdict === "normal");
    await assertPlans();
    await assertNothing();
    await site.killHecate();
  });

  it("[REQ-RUNS-23] a dry daemon asks nobody for anything in an outage that fires, and publishes what it would do", async () => {
    await site.startHecate("--dry-run");
    await site.until("mains", ({ state }) => state.upses[0]?.verdict === "normal");
    await upsd.set("alpha", { "ups.status": "OB DISCHRG", "battery.runtime": "5" });
    await site.until("a run", ({ runs }) => runs.length > 0);
    // Guards are due with the first word of an outage; more polls would bring what is late.
    const { length } = spy.messages;
    await spy.until(() => spy.messages.length > length + 5);
    const { status, stdout } = await site.cli("shutdown", "--execute");
    assert.deepEqual([status, /rehearsed: nothing is done/.test(stdout)], [0, true], stdout);
    await upsd.set("alpha", { "ups.status": "OL", "battery.runtime": "1800" });
    await site.until(
      "mains",
      ({ state }) => state.condition === "normal" || state.upses[0]?.onBatteryS === undefined,
    );
    const up = await site.cli("startup", "--execute", "--ignore-charge");
    assert.equal(up.status, 0, up.stdout + up.stderr);
    const runsSeen = () =>
      spy.messages.flatMap(({ topic, payload }) =>
        // Of hecate, by its schema.
        findTopic(topic)?.row === topics.powerRun ? [JSON.parse(`${payload}`) as PowerRun] : [],
      );
    await spy.until(() => runsSeen().some(({ kind }) => kind === "startup"));
    const runs = runsSeen();
    assert.deepEqual([...new Set(runs.map(({ kind }) => kind))], ["shutdown", "startup"]);
    assert.ok(runs.every(({ isDryRun }) => isDryRun));
    // One that it leaves behind, as another would find it.
    await site.cli("shutdown", "--execute");
    assert.equal((await site.status())?.rehearsal, "all");
    assert.match(JSON.stringify(site.file("state.json")), /"real":/);
    await assertNothing();
    await site.killHecate();
    // The same spy hears one that is not dry.
    await site.startHecate();
    await site.until("mains", ({ state }) => state.upses[0]?.verdict === "normal");
    const real = await site.status();
    assert.equal(real?.rehearsal, undefined);
    assert.doesNotMatch(String(real?.state.reasons.join()), /shut down by/);
    assert.doesNotMatch(JSON.stringify(site.file("state.json")), /"(real|intent)":/);
    await site.cli("startup", "--execute", "--ignore-charge");
    assert.notDeepEqual(asked(), []);
    await site.killHecate();
  });

  it("[REQ-RUNS-24] [REQ-HEC-61] a dry peer says so, and powers its host off neither by itself nor by the coordinator", async () => {
    const yaml = siteYaml({ brokerPort: site.tested.port, upsdPort: upsd.port });
    const peer = await new HecateUnderTest("edge", yaml).start({
      ...{ isDry: true, rehearsesRuns: true },
    });
    try {
      await upsd.set("beta", { "ups.status": "OB DISCHRG", "battery.runtime": "1" });
      await peer.until(
        "its end",
        () => peer.logLines.some((line) => line.includes("this host would be powered off now")),
        15_000,
      );
      assert.equal((await peer.ups("beta")).fired, true);
      assert.equal((await peer.status()).rehearsal, "all");
      assert.ok(peer.logLines.some((line) => line.includes("hecate rehearses: nothing")));
      assert.deepEqual(peer.ran, []);
      await spy.ping();
      assert.deepEqual(asked(), []);
    } finally {
      await peer.end();
    }
  });
});

function isAsking(topic: string): boolean {
  const row = findTopic(topic)?.row;
  return row === undefined || asking.has(row);
}
