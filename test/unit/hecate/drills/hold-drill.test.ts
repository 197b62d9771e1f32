import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isHirteError } from "../../../../src/core/errors.ts";
import { holdDrill } from "../../../../src/hecate/drills/hold-drill.ts";
import type { BreakingDrill, DrillReport } from "../../../../src/hecate/drills/model.ts";
import { preconditionsOf } from "../../../../src/hecate/drills/preconditions.ts";
import { restoreLeft } from "../../../../src/hecate/drills/restore.ts";
import { drills, targetTexts } from "../../../../src/hecate/drills/table.ts";
import { DrillRig, Life } from "../../../support/drill-rig.ts";
import { aRun as aFinishedRun } from "../../../support/power.ts";
import { useTempDir } from "../../../support/temp-dir.ts";

const dir = useTempDir();
const never = new AbortController().signal;

function drillOf(name: BreakingDrill) {
  const found = drills.find((one) => one.name === name);
  assert.ok(found);
  return found;
}

function hold(
  on: DrillRig,
  name: BreakingDrill,
  of: { readonly life?: Life; readonly limitMs?: number } = {},
): Promise<DrillReport> {
  const { life = new Life(), limitMs } = of;
  const options = { interrupted: life.signal.signal, ...(limitMs ? { limitMs } : {}) };
  return holdDrill(drillOf(name), on.site(life), options);
}

/** What a drill is refused with. */
function refusalOf(on: DrillRig, name: BreakingDrill): Promise<unknown> {
  const refused = hold(on, name).then(
    () => assert.fail("it was held"),
    (error: unknown) => error,
  );
  return on.rig.finish(refused);
}

const notesOf = () => join(dir(), "drill.json");
/** Has the clock go on until something was said. */
async function saidOf(on: DrillRig, life: Life, what: RegExp): Promise<void> {
  for (let i = 0; i < 4000; i++) {
    if (life.said.some((text) => what.test(text))) return;
    await on.rig.clock.advance(250);
  }
  assert.fail(`nobody said ${what}: ${life.said.join("\n")}`);
}

describe("a drill", () => {
  it("[REQ-DRL-1] that is only shown names what it would break, and writes nothing anywhere", async () => {
    const on = await new DrillRig(dir()).settle();
    const looks = { asksFlux: false, signal: never };
    const shown: string[] = [];
    for (const drill of drills) {
      const found = preconditionsOf(drill, on.site(), looks);
      const { preconditions, targets } = await on.rig.finish(found);
      assert.deepEqual(
        preconditions.flatMap(({ problem }) => problem ?? []),
        [],
      );
      assert.ok(targets);
      shown.push(targetTexts(targets).join(", "));
    }
    assert.deepEqual(shown, [
      "deployment gitea/gitea: from 2 to 0",
      "deployment gitea/gitea: from 2 to 0, statefulset vault/vault: from 3 to 0",
      "kustomization flux-system/apps: suspended, helmrelease gitea/gitea: suspended, gitrepository flux-system/flux-system: suspended",
    ]);
    assert.deepEqual([on.rig.kube.writes, on.daemon.orders], [[], []]);
    assert.equal(existsSync(notesOf()), false);
  });

  for (const { name, limitMs } of drills) {
    it(`[REQ-DRL-2] passes where a startup brings everything back: ${name}`, async () => {
      const on = await new DrillRig(dir()).settle();
      const before = on.shape;
      const noted: number[] = [];
      on.rig.kube.onRequest = ({ method, body }) => {
        // Of what takes away, the note is on disk.
        if (method !== "PATCH" || !/"(replicas":0|suspend":true)/.test(JSON.stringify(body)))
          return;
        noted.push(JSON.parse(readFileSync(notesOf(), "utf8")).undos.length);
      };
      const report = await on.rig.finish(hold(on, name));
      assert.equal(report.outcome, "passed", report.reason);
      assert.deepEqual(on.shape, before);
      assert.deepEqual(on.daemon.orders, [`drill ${name}`]);
      const { run, isRestored, limitS, recoveredS, broken } = report;
      assert.deepEqual([run, isRestored, limitS * 1000], [5, true, limitMs]);
      assert.ok(recoveredS !== undefined && recoveredS > 0 && recoveredS < 60, String(recoveredS));
      assert.ok(noted.length === broken.length && noted.every((count) => count > 0));
      assert.equal(existsSync(notesOf()), false);
    });
  }

  it("[REQ-DRL-2] passes where Git is in no group of kubernetes.quiesce, by the search for what is missing", async () => {
    const quiesce = [{ namespaces: ["apps"], timeoutMs: 60_000 }];
    const on = await new DrillRig(dir(), { quiesce }).settle();
    const before = on.shape;
    const report = await on.rig.finish(hold(on, "flux-gitea-deadlock"));
    assert.equal(report.outcome, "passed", report.reason);
    assert.ok((report.recoveredS ?? 0) > 60, "not before it was waited for");
    assert.deepEqual(on.shape, before);
  });

  const refusals: readonly (readonly [string, (on: DrillRig) => void, RegExp])[] = [
    [
      "a UPS on battery",
      ({ daemon }) => daemon.onBattery(),
      /^not on mains: pyrphoros \(on battery\)$/,
    ],
    [
      "a gate that is shut",
      ({ daemon }) => (daemon.state = { startGate: { open: false, why: "charge 30 %" } }),
      /charge 30 %/,
    ],
    ["a shutdown under way", ({ daemon }) => daemon.shutDown(), /a shutdown is under way/],
    [
      "a cluster that was shut down",
      ({ daemon }) => (daemon.runs = [aFinishedRun({ run: 3 })]),
      /the cluster was shut down in run 3/,
    ],
    ["a daemon that does not answer", ({ daemon }) => (daemon.isAway = true), /nobody answers/],
    [
      "a node that is not ready",
      ({ rig }) =>
        rig.kube.change("nodes", "worker", {
          status: { conditions: [{ type: "Ready", status: "Unknown" }] },
        }),
      /not ready: worker/,
    ],
    ["a node that is not there", (on) => on.rig.kube.delete("nodes", "worker"), /no nodes of/],
    ["a source that cannot be fetched", ({ rig }) => (rig.kube.isGitUp = false), /is not ready/],
    [
      "what a shutdown left",
      ({ rig }) =>
        rig.kube.change("deployments", "gitea/gitea", {
          metadata: { annotations: { "hecate.hirte/replicas": "2" } },
        }),
      /not put back since a shutdown: deployment gitea\/gitea/,
    ],
  ];
  for (const [what, spoil, why] of refusals) {
    it(`[REQ-DRL-3] is refused, and breaks nothing, with ${what}`, async () => {
      const on = await new DrillRig(dir()).settle();
      spoil(on);
      const before = on.shape;
      const error = await refusalOf(on, "flux-gitea-deadlock");
      assert.ok(isHirteError(error, "busy"), String(error));
      assert.match(error.message, why);
      assert.deepEqual([on.shape, on.daemon.orders], [before, []]);
      assert.equal(existsSync(notesOf()), false);
    });
  }

  it("[REQ-DRL-4] fails, and puts everything back, where the startup does not bring it back in time", async () => {
    const on = await new DrillRig(dir()).settle();
    const before = on.shape;
    on.daemon.does = { steps: false, phase: "done" };
    const report = await on.rig.finish(hold(on, "foundation-recovery", { limitMs: 120_000 }));
    const { outcome, reason, isRestored, recoveredS } = report;
    assert.deepEqual([outcome, isRestored, recoveredS], ["failed", true, undefined]);
    assert.match(reason ?? "", /not within 2 min: not yet: deployment gitea\/gitea/);
    assert.deepEqual(on.shape, before);
    assert.equal(existsSync(notesOf()), false);
  });

  it("[REQ-DRL-4] fails, and puts everything back, where the startup fails or is refused, or the break does not hold", async () => {
    for (const spoil of [
      ({ daemon }: DrillRig) => (daemon.does = { steps: false, phase: "failed" }),
      ({ daemon }: DrillRig) => (daemon.refusal = "charge 30 %"),
      ({ rig }: DrillRig) => (rig.kube.isGitUp = true),
      ({ rig }: DrillRig) =>
        rig.kube.faults.push({ on: /PATCH .*deployments\/gitea/, status: 403, times: 500 }),
    ]) {
      const on = await new DrillRig(dir()).settle();
      const before = on.shape;
      spoil(on);
      const report = await on.rig.finish(hold(on, "flux-gitea-deadlock"));
      assert.deepEqual([report.outcome, report.isRestored], ["failed", true], report.reason);
      assert.deepEqual(on.shape, before);
    }
  });

  it("[REQ-DRL-4] is broken off by whoever holds it, and puts everything back", async () => {
    const on = await new DrillRig(dir()).settle();
    const before = on.shape;
    const life = new Life();
    on.daemon.does = { steps: false, phase: "running" };
    const held = hold(on, "reconciliation-resume", { life });
    await saidOf(on, life, /startup 5 was ordered/);
    assert.notDeepEqual(on.shape, before);
    life.signal.abort();
    const { outcome, reason, isRestored } = await on.rig.finish(held);
    assert.deepEqual([outcome, reason, isRestored], ["broken-off", "it was interrupted", true]);
    assert.deepEqual(on.shape, before);
  });

  it("[REQ-DRL-5] puts everything back at once when the mains go", async () => {
    const on = await new DrillRig(dir()).settle();
    const before = on.shape;
    const life = new Life();
    on.daemon.does = { steps: false, phase: "running" };
    const held = hold(on, "foundation-recovery", { life });
    await saidOf(on, life, /startup 5 was ordered/);
    on.daemon.onBattery();
    await on.rig.clock.advance(2000);
    assert.deepEqual(on.shape, before, "not within 2 s");
    const { outcome, reason } = await on.rig.finish(held);
    assert.equal(outcome, "broken-off");
    assert.match(reason ?? "", /not on mains: pyrphoros/);
    assert.deepEqual(on.daemon.orders, ["drill foundation-recovery"]);
  });

  it("[REQ-DRL-5] puts everything back when the daemon is not heard for a minute", async () => {
    const on = await new DrillRig(dir()).settle();
    const before = on.shape;
    const life = new Life();
    on.daemon.does = { steps: false, phase: "running" };
    const held = hold(on, "foundation-recovery", { life });
    await saidOf(on, life, /startup 5 was ordered/);
    on.daemon.isAway = true;
    await on.rig.clock.advance(50_000);
    assert.notDeepEqual(on.shape, before, "a restart takes its time");
    const { outcome, isRestored } = await on.rig.finish(held);
    assert.deepEqual([outcome, isRestored, on.shape], ["broken-off", true, before]);
  });

  it("[REQ-DRL-6] writes nothing while a shutdown is under way, after which a startup puts it back by its marks", async () => {
    for (const name of ["flux-gitea-deadlock", "reconciliation-resume"] as const) {
      const on = await new DrillRig(dir()).settle();
      const before = on.shape;
      const life = new Life();
      on.daemon.does = { steps: false, phase: "running" };
      const held = hold(on, name, { life });
      await saidOf(on, life, /startup 5 was ordered/);
      const broken = on.shape;
      const writes = on.rig.kube.writes.length;
      on.daemon.shutDown();
      const { outcome, isRestored } = await on.rig.finish(held);
      assert.deepEqual([outcome, isRestored], ["broken-off", false]);
      assert.deepEqual([on.rig.kube.writes.length, on.shape], [writes, broken]);
      const left = await on.rig.finish(restoreLeft(on.site()));
      assert.equal(left?.isRestored, false);
      assert.equal(on.rig.kube.writes.length, writes);
      // The outage is over: what the coordinator starts up knows nothing of the notes.
      on.daemon.state = {};
      on.daemon.does = { steps: true, phase: "done" };
      await on.daemon.startUp("the mains are back");
      await on.rig.clock.advance(120_000);
      assert.deepEqual(on.shape, before);
      const after = await on.rig.finish(restoreLeft(on.site()));
      assert.deepEqual([after?.isRestored, on.shape], [true, before]);
      assert.equal(existsSync(notesOf()), false);
    }
  });

  it("[REQ-DRL-6] stops putting back when a shutdown begins, and goes on with it after that", async () => {
    const on = await new DrillRig(dir()).settle();
    const before = on.shape;
    const life = new Life();
    on.daemon.does = { steps: false, phase: "running" };
    const held = hold(on, "foundation-recovery", { life });
    await saidOf(on, life, /startup 5 was ordered/);
    on.rig.kube.faults.push({ on: /GET .*statefulsets/, delayMs: 5000 });
    life.signal.abort();
    await on.rig.clock.advance(1000);
    const writes = on.rig.kube.writes.length;
    on.daemon.shutDown();
    const { isRestored } = await on.rig.finish(held);
    assert.deepEqual([isRestored, on.rig.kube.writes.length], [false, writes]);
    on.daemon.state = {};
    const after = await on.rig.finish(restoreLeft(on.site()));
    assert.deepEqual([after?.isRestored, on.shape], [true, before]);
  });

  for (const { name } of drills) {
    it(`[REQ-DRL-7] killed at any moment, it is put back by whoever comes next: ${name}`, async () => {
      let isKilled = true;
      for (let deeds = 0; isKilled; deeds++) {
        const on = await new DrillRig(dir()).settle();
        const before = on.shape;
        on.daemon.does = { steps: false, phase: "failed" };
        const life = new Life(deeds);
        let isOver = false;
        void hold(on, name, { life }).then(() => (isOver = true));
        for (let i = 0; !isOver && !life.isOver && i < 4000; i++) await on.rig.clock.advance(250);
        isKilled = life.isOver;
        assert.ok(isKilled || isOver);
        const left = await on.rig.finish(restoreLeft(on.site()));
        assert.equal(left?.isRestored ?? true, true, left?.detail);
        assert.deepEqual(on.shape, before, `after ${deeds} deeds`);
        assert.equal(existsSync(notesOf()), false);
        on.rig.kube.close();
        assert.ok(isKilled || deeds > 6, "there was hardly anything to be killed in");
      }
    });
  }

  it("[REQ-DRL-7] leaves what somebody has changed since", async () => {
    const on = await new DrillRig(dir()).settle();
    const life = new Life();
    on.daemon.does = { steps: false, phase: "running" };
    const held = hold(on, "foundation-recovery", { life });
    await saidOf(on, life, /startup 5 was ordered/);
    on.rig.kube.change("deployments", "gitea/gitea", { spec: { replicas: 7 } });
    life.signal.abort();
    const report = await on.rig.finish(held);
    assert.equal(report.isRestored, true);
    assert.match(report.protocol.at(-1)?.text ?? "", /was scaled to 7 by somebody: left/);
    assert.ok(on.shape.includes("deployments gitea 7"));
    assert.ok(on.shape.includes("statefulsets vault 3"));
  });

  it("[REQ-DRL-8] breaks nothing where its notes cannot be kept", async () => {
    const on = await new DrillRig(dir()).settle();
    const before = on.shape;
    on.diskTakes = 0;
    assert.match(String(await refusalOf(on, "foundation-recovery")), /no space left/);
    assert.deepEqual([on.shape, on.daemon.orders], [before, []]);
    on.diskTakes = 1;
    const report = await on.rig.finish(hold(on, "foundation-recovery"));
    assert.equal(report.outcome, "failed");
    assert.match(report.reason ?? "", /could not be broken: .*no space left/);
    assert.deepEqual([on.shape, on.daemon.orders], [before, []]);
  });
});
