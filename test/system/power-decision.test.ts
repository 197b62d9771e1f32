import assert from "node:assert/strict";
import type { PowerState } from "../../src/protocol/generated/schemas.ts";
import { topicOf, topics } from "../../src/protocol/topics.ts";
import { HecateSite, until, useCluster } from "../support/lab.ts";
import {
  debouncePolls,
  isOb,
  notBefore,
  onBatteryMs,
  pollMs,
  Situations,
  siteOptions,
} from "./power-site.ts";
import { blindness, lowAt, situations } from "./power-situations.ts";

type Name = keyof typeof situations | keyof typeof blindness;

describe("hecate on real machines, with Debian's nut-server", function () {
  this.timeout(60_000);
  let site: HecateSite;
  let s: Situations;
  const begun = new Map<Name, Promise<void>>();
  const cluster = useCluster({ hirte: { PowerCoordinator: "node1" } }, async (cluster) => {
    await site?.end();
    site = await HecateSite.install(cluster, siteOptions());
    // Of another life: what upsd says of it was not seen to come.
    await site.nutOf("latched").forceShutdown("latched");
    await sayOfGhost(site, { flags: ["OB", "LB"], runtimeS: 1 });
    await site.start("node1", "node2");
    s = new Situations(site);
    const { watch } = site;
    // What is seen to come is known by who has seen that it was not there.
    await watch.until("that all is well", () => areRead(watch.states.at(-1)), 20_000);
    for (const [name, go] of Object.entries({ ...situations, ...blindness })) {
      const outcome = go(s);
      outcome.catch(() => undefined); // it is told where it is waited for
      begun.set(name as Name, outcome); // as they are called there
    }
  });
  afterEach("what hecate logged", async function () {
    if (this.currentTest?.state !== "failed") return;
    for (const name of ["node1", "node2"]) {
      const text = await site.journal(name).catch(String);
      console.log(text.replace(/^/gm, `      │ ${name} `));
    }
  });
  after(() => site?.end());

  /** Situations that have been going on side by side since the first test. */
  async function hasCome(...names: readonly Name[]): Promise<void> {
    await Promise.all(names.map((name) => begun.get(name)));
  }

  const areRead = (state: PowerState | undefined) =>
    state?.upses.every(({ ups, row }) => row === { ghost: 0, latched: 2 }[ups] || row === 6) ===
    true;

  /** In the name of a host that nobody reads a UPS of. */
  async function sayOfGhost(to: HecateSite, what: { flags: string[]; runtimeS: number }) {
    const client = await to.connectAs("node3", "ups");
    const times = { at: Date.now(), pollMs, staleAfterMs: 3 * pollMs };
    const state = { session: "9".repeat(32), seq: 1, ...times, comms: "ok", ...what };
    const topic = topicOf(topics.upsState, { host: "node3", ups: "ghost" });
    await client.publishAsync(topic, JSON.stringify(state), { qos: 1, retain: true });
    await client.endAsync();
  }

  it("[REQ-HEC-1] [REQ-PWR-8] begins a run after exactly the configured polls under the threshold, with one fewer and a good one never, just above it never", async () => {
    await hasCome("under", "tight", "blink", "above");
  });

  it("[REQ-PWR-6] [REQ-HEC-4] counts a reading that is delivered again once, and what the broker had kept never", async () => {
    await hasCome("replayed");
    await s.never("ghost");
    assert.equal(s.view("ghost").row, 0);
  });

  it("[REQ-PWR-1] [REQ-PWR-7] begins nothing for a test, an output that is off, and what is said on mains", async () => {
    await hasCome("quirk", "cal");
  });

  it("[REQ-PWR-1] believes a low battery that is confirmed, or that lasts, and none at 95 % that goes", async () => {
    await hasCome("lbfull", "lbheld", "lblow");
  });

  it("[REQ-PWR-1] counts down a runtime that stands still, and does without one", async () => {
    await hasCome("frozen", "bare", "barelow");
  });

  it("[REQ-PWR-1] [REQ-PWR-7] goes at once where a forced shutdown is seen to come, and not for one that upsd holds on to", async () => {
    await hasCome("forced");
  });

  it("[REQ-HEC-8] [REQ-PWR-7] [REQ-PWR-12] tells apart driver killed, driver stopped and upsd dead: never a run on mains, a count-down on battery", async () => {
    await hasCome("killed", "stopped", "dead");
  });

  it("[REQ-HEC-8] [REQ-HEC-3] begins nothing for a broker that dies while the mains are there, and decides without it when they are not", async () => {
    await hasCome("waiting");
    const { primary } = cluster;
    const { watch } = site;
    const leftS = s.threshold("edgeob") + 4;
    await site.setUps("edgeob", { "battery.runtime": leftS });
    await watch.poll("edgeob", ({ runtimeS }) => runtimeS === leftS);
    primary.upset();
    await primary.systemctl("stop", "hirte", "hirte.socket");
    await site.setUps("lone", { "battery.runtime": 20 });
    // What is read is told by nobody now, but on the socket.
    const polls = new Map<number, number>();
    await until(
      async () => {
        const { state, readings } = await site.status("node1");
        const { lone } = readings;
        if (lone?.runtimeS === 20) polls.set(lone.seq, lone.at);
        return state.upses.find(({ ups }) => ups === "lone")?.fired;
      },
      { what: "lone has fired", deadlineMs: 20_000, everyMs: 100 },
    );
    const run = await s.run("lone");
    const counted = [...polls.values()].filter((at) => at <= run.at).length;
    // One more where the run was begun late, on a busy machine.
    assert.ok(counted === debouncePolls || counted === debouncePolls + 1, `${counted} polls`);
    const remote = await s.run("edgeob");
    const soonestMs = 4000 + (debouncePolls - 1) * pollMs;
    notBefore(s.sinceLastOk("edgeob", remote), soonestMs, "edgeob");
    const { links, state } = await site.status("node1");
    const views = ["edgeob", "edgeol"].map((name) => state.upses.find(({ ups }) => ups === name));
    assert.deepEqual(
      views.map((view) => [view?.comms, view?.row, view?.fired]),
      [
        ["silent", 5, true],
        ["silent", 3, false],
      ],
    );
    assert.deepEqual(
      links.map(({ isUp }) => isUp),
      [false, false],
    );
    await s.never("edgeol");
    await primary.systemctl("start", "hirte");
    // node2 has decided the same by itself, and says so until it is heard.
    await watch.until(
      "what node2 asks for",
      () => watch.states.at(-1)?.peers[0]?.trigger?.startsWith("edgeob:") === true,
      20_000,
    );
    await s.once("edgeob");
    await s.never("edgeol");
    await s.never("ghost");
  });

  it("[REQ-HEC-6] [REQ-PWR-10] goes on where it was, killed at several moments of an outage: timers are kept, and nothing is begun twice", async () => {
    const { watch } = site;
    const { node1 } = cluster;
    const isBack = () =>
      site.upsIs("node1", "own", ({ comms, ageMs = pollMs }) => comms === "ok" && ageMs < pollMs);
    const kill = async () => {
      await node1.signal("hecate", "KILL");
      await isBack();
    };
    // It has been on battery for long.
    const thresholdS = s.threshold("lbfull");
    await s.vary("lbfull", thresholdS);
    await site.setUps("timer", { "ups.status": "OB DISCHRG" });
    const first = await watch.poll("timer", isOb);
    await s.vary("lbfull", thresholdS);
    await watch.viewIs("lbfull", ({ bad }) => bad === debouncePolls - 1);
    const before = await site.ups("node1", "timer");
    await kill();
    await s.vary("lbfull", thresholdS);
    const after = await site.ups("node1", "timer");
    assert.equal(after.outage, before.outage);
    assert.ok((after.onBatteryS ?? 0) > (before.onBatteryS ?? 0), JSON.stringify(after));
    const begun = (ups: string) => watch.runs.some(({ scope }) => scope.includes(`n-${ups}`));
    await watch.until("a run for lbfull", () => begun("lbfull"), 20_000);
    await kill();
    await watch.viewIs("lbfull", ({ fired }) => fired);
    assert.deepEqual(s.counts("lbfull").slice(0, debouncePolls + 1), [0, 1, 2, 3]);
    const run = await s.run("timer");
    await kill();
    // One that is started anew polls at once: half a poll after the last it counts.
    const soonestMs = onBatteryMs + ((debouncePolls - 1) * pollMs) / 2;
    notBefore(run.at - first.at, soonestMs, "timer");
    await watch.morePolls("own", debouncePolls + 1);
    const reports = await site.reports("node1");
    const keys = reports.map(({ key }) => key);
    assert.deepEqual(keys, [...new Set(keys)]);
    assert.equal(await node1.property("hecate", "NRestarts"), "3");
    for (const ups of ["under", "edge", "lbfull", "timer", "killedob"]) await s.once(ups);
    for (const ups of ["above", "blink", "quirk", "killedol", "ghost"]) await s.never(ups);
  });

  it("[REQ-PWR-10] [REQ-HEC-4] takes nothing from before a reboot for what is now", async () => {
    const { watch } = site;
    const { node1, node2 } = cluster;
    const low = lowAt(s.threshold("edgeol"));
    const reports = (await site.reports("node1")).length;
    const before = await site.ups("node1", "above");
    await node1.powerCut();
    await site.setUps("edgeol", { "ups.status": "OB LB DISCHRG", "battery.runtime": 5 });
    await watch.poll("edgeol", low);
    node2.upset();
    await node2.systemctl("stop", "hecate");
    await sayOfGhost(site, { flags: ["OB", "LB", "FSD"], runtimeS: 1 });
    for (const ups of site.nutOf("own").upses) {
      if (ups !== "above") await site.setUps(ups, { "ups.status": "OL", "battery.runtime": 1800 });
    }
    await node1.start();
    await watch.morePolls("above", debouncePolls + 2);
    for (const ups of ["edgeol", "ghost"]) {
      const { row, line, fired } = await site.ups("node1", ups);
      assert.deepEqual([ups, row, line, fired], [ups, 0, "unknown", false]);
    }
    const after = await site.ups("node1", "above");
    assert.ok((after.onBatteryS ?? 0) > (before.onBatteryS ?? 0), JSON.stringify(after));
    assert.equal((await site.reports("node1")).length, reports);
    // Once it is read again, it is another matter.
    await node2.systemctl("start", "hecate");
    await watch.viewIs("edgeol", ({ fired }) => fired);
    await s.once("edgeol");
  });
});
