import assert from "node:assert/strict";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readHecateConfig } from "../../../src/config/hecate.ts";
import { systemClock } from "../../../src/core/clock.ts";
import { silentLog } from "../../../src/core/log.ts";
import { clusterOf } from "../../../src/hecate/cluster/cluster.ts";
import { diskWriter } from "../../../src/hecate/disk.ts";
import { holdDrill } from "../../../src/hecate/drills/hold-drill.ts";
import { lastReports, writeReport } from "../../../src/hecate/drills/reports.ts";
import { drillSiteOf } from "../../../src/hecate/drills/site.ts";
import { drills } from "../../../src/hecate/drills/table.ts";
import { HecateSocket } from "../../../src/hecate/socket.ts";
import type { Answer } from "../../../src/hecate/socket-protocol.ts";
import type { PowerRun } from "../../../src/protocol/generated/schemas.ts";
import { FakeUndos } from "../../support/cluster-rig.ts";
import { FakeKube } from "../../support/fake-kube.ts";
import { FakeKubeServer } from "../../support/fake-kube-server.ts";
import { aRun, aStatusAnswer } from "../../support/hecate-answer.ts";
import { hecateYaml } from "../../support/hecate-file.ts";
import { loadKubeconfigs } from "../../support/kube-access.ts";
import { aFlux, aNamespace, aNode, aWorkload } from "../../support/kube-objects.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("a drill, over sockets and disks", () => {
  const dir = useTempDir();
  const open: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0).toReversed()) await close();
  });

  it("[REQ-DRL-2] breaks Git, orders a startup that brings it back, and leaves a report", async function () {
    this.timeout(60_000);
    await loadKubeconfigs();
    const kube = new FakeKube({ clock: systemClock });
    open.push(() => kube.close());
    const server = await FakeKubeServer.start({ kube, directory: dir() });
    open.push(() => server.stop());
    const { kubeconfig } = server;
    const url = "http://gitea-http.gitea.svc:3000/ops/cluster.git";
    kube.put(
      ...aNode("s1"),
      ...["gitea", "flux-system"].map(aNamespace),
      aWorkload("Deployment", "gitea/gitea", 2),
      aFlux("GitRepository", "flux-system/flux-system", { url }),
    );
    const file = join(dir(), "hecate.yaml");
    const lines = [
      `kubernetes: { kubeconfig: ${kubeconfig}, datastore: sqlite, quiesce: [{ namespaces: [gitea] }] }`,
      "flux: { source: { namespace: flux-system, name: flux-system } }",
      "startup:",
      "  stages:",
      "    - { name: restore, steps: [{ kube: restore-replicas }] }",
      "    - { name: flux, steps: [{ flux: source-ready-or-fallback }] }",
    ];
    writeFileSync(file, hecateYaml({}, ...lines));
    const config = readHecateConfig({
      ...{ file, secrets: "unread", flags: { node: "db" } },
      env: { HECATE_STATE_DIRECTORY: join(dir(), "state") },
    });
    const { hands } = clusterOf(config, {
      ...{ clock: systemClock, log: silentLog(), isCalm: () => false },
    }) ?? { hands: assert.fail("no cluster") };
    open.push(() => hands.close());
    let run: PowerRun | null = null;
    const startUp = async (): Promise<void> => {
      const act = {
        ...{ run: 5, id: "a".repeat(43), timeoutMs: 30_000, undo: new FakeUndos() },
        ...{ signal: new AbortController().signal, onProgress: () => undefined },
      };
      await hands.do({ kind: "kube", what: "restore-replicas" }, act);
      await hands.do({ kind: "flux", what: "source-ready-or-fallback" }, act);
      run = aRun({ run: 5, kind: "startup", isDryRun: false, phase: "done" });
    };
    const path = join(dir(), "hecate.sock");
    const socket = await HecateSocket.listen({
      ...{ path, log: silentLog() },
      answer: async (question): Promise<Answer> => {
        if (question.ask !== "order") return aStatusAnswer({}, { run });
        assert.deepEqual(
          [question.order.what, question.order.reason, question.order.by],
          ["startup", "drill flux-gitea-deadlock", "tester"],
        );
        run = aRun({ run: 5, kind: "startup", isDryRun: false, phase: "running" });
        void startUp();
        return { ok: true, run: 5 };
      },
    });
    open.push(() => socket.close());
    const said: string[] = [];
    const site = drillSiteOf(config, {
      ...{ socket: path, by: "tester", log: silentLog() },
      say: (text) => said.push(text),
    });
    open.push(() => site.api.close());
    const [drill] = drills;
    assert.ok(drill);
    const report = await holdDrill(drill, site, { interrupted: new AbortController().signal });
    assert.equal(report.outcome, "passed", said.join("\n"));
    assert.ok(said.includes("Flux cannot fetch its source any more"));
    const { stateDir } = config;
    await writeReport(report, { stateDir, write: diskWriter(systemClock) });
    assert.deepEqual(lastReports(stateDir).get(drill.name), report);
    assert.equal(existsSync(join(stateDir, "drill.json")), false);
    assert.equal(readdirSync(join(stateDir, "reports")).length, 1);
  });
});
