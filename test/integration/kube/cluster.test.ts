import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../../src/core/clock.ts";
import { silentLog } from "../../../src/core/log.ts";
import { type ConfiguredCluster, clusterOf } from "../../../src/hecate/cluster/cluster.ts";
import type { ClusterWork } from "../../../src/hecate/run/ports.ts";
import { listAt, numberAt, textAt, valueAt } from "../../../src/kube/values.ts";
import { FakeUndos } from "../../support/cluster-rig.ts";
import type { Json } from "../../support/kube/kinds.ts";
import { loadKubeconfigs } from "../../support/kube-access.ts";
import { aFlux, aNode, aWorkload } from "../../support/kube-objects.ts";
import { moduleForNode } from "../../support/programs.ts";

describe("hecate and a cluster, over the network", function () {
  this.timeout(60_000);
  let directory: string;
  let child: ChildProcess;
  let control: string;
  let cluster: ConfiguredCluster | undefined;
  const undo = new FakeUndos();
  const signal = new AbortController().signal;

  before(async () => {
    await loadKubeconfigs();
    directory = mkdtempSync(join(tmpdir(), "hirte-test-"));
    const [port, controlPort] = await freePorts(2);
    const { words, path } = moduleForNode("test/support/fake-kube-main.ts");
    const args = [directory, "127.0.0.1", String(port), String(controlPort)];
    child = spawn(process.execPath, [...words, path, ...args], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const { stdout } = child;
    if (!stdout) throw new Error("it has a pipe");
    await once(stdout, "data");
    control = `http://127.0.0.1:${controlPort}`;
    await post("pace", { podStartMs: 100, podStopMs: 200, gitMs: 50 });
    await post("objects", [
      ...aNode("worker"),
      aWorkload("Deployment", "apps/web", 2),
      aFlux("GitRepository", "flux-system/flux-system", { url: "https://git.example/x" }),
      aFlux("Kustomization", "flux-system/apps"),
    ]);
    cluster = clusterOf(
      {
        nodes: [],
        kubernetes: {
          ...{ kubeconfig: join(directory, "kubeconfig"), datastore: "etcd" },
          wholeClusterIf: { serversLeftBelow: 1, orLost: [] },
          quiesce: [{ namespaces: ["apps"], timeoutMs: 10_000 }],
        },
        flux: {
          source: { namespace: "flux-system", name: "flux-system" },
          sourceReadyWithinMs: 10_000,
        },
      },
      { clock: systemClock, log: silentLog(), isCalm: () => true },
    );
  });
  after(async () => {
    cluster?.hands.close();
    child.kill();
    await once(child, "close");
    rmSync(directory, { recursive: true, force: true });
  });

  async function post(what: string, body: unknown): Promise<void> {
    const answer = await fetch(`${control}/${what}`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    assert.equal(answer.status, 200, await answer.text());
  }

  async function read(what: string): Promise<readonly Json[]> {
    // What the fake answers is a list of objects.
    return (await (await fetch(`${control}/${what}`)).json()) as readonly Json[];
  }

  async function act(work: ClusterWork): Promise<void> {
    const end = await cluster?.hands.do(work, {
      ...{
        run: 1,
        id: "a".repeat(43),
        timeoutMs: 20_000,
        signal,
        undo,
        onProgress: () => undefined,
      },
    });
    assert.equal(end?.outcome, "done", `${JSON.stringify(work)}: ${end?.detail}`);
  }

  it("[REQ-KUB-16] says what it would do in lines of kubectl, and asks nobody for it", async () => {
    const works: readonly ClusterWork[] = [
      ...["quiesce", "volumes-detached", "ready", "nodes-ready", "storage-ready"].map(
        (what) => ({ kind: "kube", what }) as const,
      ),
      ...["uncordon-ours", "restore-replicas"].map((what) => ({ kind: "kube", what }) as const),
      ...["suspend", "resume-ours", "source-ready-or-fallback"].map(
        (what) => ({ kind: "flux", what }) as const,
      ),
      { kind: "drain", node: "worker" },
    ];
    for (const work of works) {
      const lines = cluster?.hands.kubectl(work) ?? [];
      assert.ok(
        lines.length > 0 && lines.every((line) => line.includes("kubectl ")),
        JSON.stringify(work),
      );
    }
    assert.deepEqual(cluster?.hands.kubectl({ kind: "kube", what: "quiesce" }), [
      "kubectl -n apps scale deployment,statefulset --all --replicas=0",
      "kubectl -n apps wait pod --all --for=delete --timeout=10s",
    ]);
    assert.deepEqual(await read("audit"), []);
  });

  it("[REQ-KUB-16] stops and starts what runs there, in the order of the steps, by a kubeconfig", async () => {
    const probed = await cluster?.hands.probe({ timeoutMs: 30_000, signal });
    assert.equal(probed?.outcome, "done", probed?.detail);
    await act({ kind: "flux", what: "suspend" });
    await act({ kind: "kube", what: "quiesce" });
    assert.deepEqual(await read("objects/pods"), []);
    const writes = (await read("audit")).filter((each) => each["method"] !== "GET");
    assert.deepEqual(
      writes.map((each) => textAt(each, "path")?.split("/").at(-1)),
      ["apps", "flux-system", "web"],
    );
    await act({ kind: "kube", what: "restore-replicas" });
    await act({ kind: "flux", what: "source-ready-or-fallback" });
    await act({ kind: "flux", what: "resume-ours" });
    const [web] = await read("objects/deployments");
    assert.deepEqual(
      [numberAt(web, "spec", "replicas"), numberAt(web, "status", "readyReplicas")],
      [2, 2],
    );
    const [apps] = await read("objects/kustomizations");
    assert.equal(valueAt(apps, "spec", "suspend"), false);
    assert.deepEqual([undo.all, listAt(apps, "metadata", "finalizers")], [[], []]);
  });

  it("[REQ-KUB-16] has an outcome within its time, whatever becomes of the API", async () => {
    for (const fault of [{ isMute: true }, { isDown: true }, { status: 500 }, { delayMs: 5000 }]) {
      await post("faults", [fault]);
      const startMs = performance.now();
      const ends = await Promise.all(
        [
          "quiesce",
          "volumes-detached",
          "ready",
          "nodes-ready",
          "uncordon-ours",
          "restore-replicas",
        ].map((what) =>
          cluster?.hands.do(
            { kind: "kube", what },
            {
              run: 1,
              id: "b".repeat(43),
              timeoutMs: 700,
              signal,
              undo,
              onProgress: () => undefined,
            },
          ),
        ),
      );
      const tookMs = performance.now() - startMs;
      assert.ok(
        ends.every((end) => end?.outcome === "failed" && end.detail !== ""),
        JSON.stringify(ends),
      );
      assert.ok(tookMs < 3000, `${JSON.stringify(fault)}: ${tookMs} ms`);
    }
    await post("faults", []);
  });
});

async function freePorts(many: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: many }, async () => {
      const server = createServer().listen(0, "127.0.0.1");
      await once(server, "listening");
      return server;
    }),
  );
  return Promise.all(
    servers.map(async (server) => {
      // It listens on a port, so its address is of this form.
      const { port } = server.address() as { port: number };
      server.close();
      await once(server, "close");
      return port;
    }),
  );
}
