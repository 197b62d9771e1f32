/**
 * What a real API server was seen to answer, stated for the fake, and for any cluster that TEST_KUBECONFIG names. There
 * it works in a namespace, on a node object and with a definition of its own, and takes them away after.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../../src/core/clock.ts";
import { isHirteError } from "../../../src/core/errors.ts";
import { KubeClient } from "../../../src/kube/client.ts";
import { HttpsTransport } from "../../../src/kube/https-transport.ts";
import { Kubeconfig } from "../../../src/kube/kubeconfig.ts";
import { core, pathOf, resource } from "../../../src/kube/objects.ts";
import type { KubeRequest } from "../../../src/kube/transport.ts";
import { listAt, textAt, valueAt } from "../../../src/kube/values.ts";
import { FakeKube } from "../../support/fake-kube.ts";
import { FakeKubeServer } from "../../support/fake-kube-server.ts";
import { directAccess } from "../../support/kube-access.ts";

const namespace = "hecate-contract";
const node = "hecate-contract";
const group = "contract.hirte.test";
const things = resource(`${group}/v1/things`);
const kubeconfig = process.env["TEST_KUBECONFIG"];

describe("the fake API server", () => {
  const kube = new FakeKube({ clock: systemClock });
  kube.pace.podStopMs = 60_000;
  const directory = mkdtempSync(join(tmpdir(), "hirte-test-"));
  let server: FakeKubeServer;
  before(async () => {
    server = await FakeKubeServer.start({ kube, directory });
  });
  contract(
    () =>
      new KubeClient({
        transport: new HttpsTransport({ source: directAccess(server), clock: systemClock }),
      }),
  );

  // After those of the contract, which ask the server once more.
  after(async () => {
    kube.close();
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it("[REQ-KUB-2] takes evictions of the version in /api/v1 alone, as a server of 1.20 does", async () => {
    kube.evictionVersion = "v1beta1";
    const source = directAccess(server);
    const api = new KubeClient({ transport: new HttpsTransport({ source, clock: systemClock }) });
    const call = { signal: new AbortController().signal };
    kube.put({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "old", namespace: "x" },
      spec: {},
      status: {},
    });
    const pod = await api.get({ resource: core.pods, namespace: "x", name: "old" }, call);
    assert.equal(pod && (await api.evict(pod, call)), "accepted");
    const body = {
      apiVersion: "policy/v1",
      kind: "Eviction",
      metadata: { name: "old", namespace: "x" },
    };
    const path = "/api/v1/namespaces/x/pods/old/eviction";
    assert.equal((await api.raw({ method: "POST", path, body }, call)).status, 400);
    kube.evictionVersion = "v1";
    api.close();
  });
});

describe("a real API server", function () {
  this.timeout(120_000);
  if (kubeconfig === undefined) {
    before(() => {
      console.warn(`
    !!! NOT RUN on a real cluster: TEST_KUBECONFIG is not set.
    !!! What follows was stated for the fake alone. TEST_KUBECONFIG=FILE npx mocha ${"test/integration/kube/contract.test.ts"}
`);
    });
    it("is not asked: TEST_KUBECONFIG is not set", function () {
      this.skip();
    });
    return;
  }
  const source = new Kubeconfig({ file: kubeconfig, clock: systemClock });
  contract(() => new KubeClient({ transport: new HttpsTransport({ source, clock: systemClock }) }));
});

function contract(connect: () => KubeClient): void {
  const call = { signal: new AbortController().signal };
  let api: KubeClient;
  const pods = (name: string) => ({ resource: core.pods, namespace, name });
  const send = async (request: KubeRequest) => {
    const { status, text } = await api.raw(request, call);
    return { status, body: JSON.parse(text) as unknown };
  };
  const apply = (path: string, body: unknown) =>
    send({
      ...{ method: "PATCH", path, body, contentType: "application/apply-patch+yaml" },
      query: { fieldManager: "contract", force: "true" },
    });
  const remove = (path: string) => api.raw({ method: "DELETE", path }, call);
  /** A pod that no node takes; `isRunning`: its status says that it runs all the same. */
  async function aPod(name: string, isRunning: boolean): Promise<void> {
    const nodeSelector = { [`${group}/nowhere`]: "true" };
    const containers = [{ name: "main", image: "registry.invalid/none:1" }];
    const metadata = { name, namespace, labels: { app: name } };
    const pod = { apiVersion: "v1", kind: "Pod", metadata, spec: { containers, nodeSelector } };
    assert.equal((await apply(pathOf(core.pods, pods(name)), pod)).status, 201);
    const conditions = [{ type: "Ready", status: isRunning ? "True" : "False" }];
    const status = { phase: isRunning ? "Running" : "Pending", conditions };
    const path = `${pathOf(core.pods, pods(name))}/status`;
    const patched = await send({
      ...{ method: "PATCH", path, body: { status }, contentType: "application/merge-patch+json" },
    });
    assert.equal(patched.status, 200);
  }
  async function aBudget(name: string, app: string): Promise<void> {
    const metadata = { name, namespace };
    const spec = { minAvailable: 100, selector: { matchLabels: { app } } };
    const kind = resource("policy/v1/poddisruptionbudgets");
    const budget = { apiVersion: "policy/v1", kind: "PodDisruptionBudget", metadata, spec };
    assert.ok((await apply(pathOf(kind, { namespace, name }), budget)).status < 300);
    // Its controller counts first.
    for (let i = 0; i < 50; i++) {
      const found = await api.get({ resource: kind, namespace, name }, call);
      if (
        !found ||
        valueAt(found.raw, "status") === undefined ||
        valueAt(found.raw, "status", "observedGeneration") !== undefined
      )
        return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  async function evict(name: string, query: Readonly<Record<string, string>> = {}) {
    const version = await api.evictionVersion(call);
    const body = {
      apiVersion: `policy/${version}`,
      kind: "Eviction",
      metadata: { name, namespace },
    };
    return send({ method: "POST", path: `${pathOf(core.pods, pods(name))}/eviction`, body, query });
  }

  before(async () => {
    api = connect();
    const made = { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } };
    await apply(pathOf(core.namespaces, { name: namespace }), made);
  });
  after(async () => {
    await remove(pathOf(core.namespaces, { name: namespace }));
    await remove(pathOf(core.nodes, { name: node }));
    await remove(`/apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.${group}`);
    api.close();
  });

  it("[REQ-KUB-2] refuses an eviction that a budget does not allow: 429, DisruptionBudget", async () => {
    await aPod("held", true);
    await aBudget("held", "held");
    const { status, body } = await evict("held");
    assert.equal(status, 429);
    assert.equal(textAt(body, "reason"), "TooManyRequests");
    assert.equal(textAt(listAt(body, "details", "causes")[0], "reason"), "DisruptionBudget");
    const pod = await api.get(pods("held"), call);
    assert.equal(pod && (await api.evict(pod, call)), "refused");
  });

  it("[REQ-KUB-2] answers 500 to an eviction that two budgets match, and 404 to one of a pod that is not there", async () => {
    await aPod("twice", true);
    await aBudget("twice-a", "twice");
    await aBudget("twice-b", "twice");
    const { status, body } = await evict("twice");
    assert.equal(status, 500);
    assert.match(textAt(body, "message") ?? "", /more than one PodDisruptionBudget/);
    const pod = await api.get(pods("twice"), call);
    assert.equal(pod && (await api.evict(pod, call)), "hopeless");
    assert.equal((await evict("nobody")).status, 404);
  });

  it("[REQ-KUB-2] takes an eviction of a pod that is not ready, whatever budgets say, and of a dry run none", async () => {
    await aPod("idle", false);
    await aBudget("idle", "idle");
    assert.equal((await evict("idle", { dryRun: "All" })).status, 201);
    assert.equal((await api.get(pods("idle"), call))?.isTerminating, false);
    const pod = await api.get(pods("idle"), call);
    assert.equal(pod && (await api.evict(pod, call)), "accepted");
    assert.notEqual((await api.get(pods("idle"), call))?.isTerminating, false);
  });

  it("[REQ-KUB-2] refuses an eviction of a version that it does not know: 400", async () => {
    await aPod("strange", false);
    const body = {
      apiVersion: "policy/v9",
      kind: "Eviction",
      metadata: { name: "strange", namespace },
    };
    const path = `${pathOf(core.pods, pods("strange"))}/eviction`;
    assert.equal((await send({ method: "POST", path, body })).status, 400);
  });

  it("[REQ-KUB-2] deletes a pod whatever its budget says, and one that is another by now not", async () => {
    await aPod("deleted", true);
    await aBudget("deleted", "deleted");
    const pod = await api.get(pods("deleted"), call);
    assert.ok(pod);
    assert.equal(
      await api.deletePod({ ...pod, uid: "00000000-0000-0000-0000-000000000000" }, 30, call),
      false,
    );
    assert.equal((await api.get(pods("deleted"), call))?.isTerminating, false);
    assert.equal(await api.deletePod(pod, 30, call), true);
    assert.notEqual((await api.get(pods("deleted"), call))?.isTerminating, false);
    await api.deletePod(pod, 0, call);
    assert.equal(await api.get(pods("deleted"), call), undefined);
  });

  it("[REQ-KUB-2] makes an object that is applied, 201, and then sets its fields, 200", async () => {
    const path = `/api/v1/namespaces/${namespace}/configmaps/applied`;
    const metadata = { name: "applied", namespace };
    const made = { apiVersion: "v1", kind: "ConfigMap", metadata, data: { a: "1" } };
    assert.equal((await apply(path, made)).status, 201);
    const { status, body } = await apply(path, { ...made, data: { a: "2" } });
    assert.deepEqual([status, textAt(body, "data", "a")], [200, "2"]);
    const nowhere = `/api/v1/namespaces/no-such-namespace/configmaps/applied`;
    assert.equal((await apply(nowhere, { ...made, metadata: { name: "applied" } })).status, 404);
  });

  it("[REQ-KUB-2] cordons a node by a strategic merge patch", async () => {
    const place = { resource: core.nodes, name: node };
    await apply(pathOf(core.nodes, place), {
      apiVersion: "v1",
      kind: "Node",
      metadata: { name: node },
    });
    const annotations = { "hecate.hirte/cordoned-by-run": "1" };
    const body = { metadata: { annotations }, spec: { unschedulable: true } };
    const cordoned = await api.patch("strategic", place, body, call);
    assert.equal(cordoned && valueAt(cordoned.raw, "spec", "unschedulable"), true);
    const free = await api.patch("strategic", place, { spec: { unschedulable: null } }, call);
    assert.equal(free && valueAt(free.raw, "spec", "unschedulable"), undefined);
  });

  it("[REQ-KUB-2] takes a merge patch of a custom resource, where null takes a field away, and no strategic one", async () => {
    const schema = { type: "object", "x-kubernetes-preserve-unknown-fields": true };
    const version = {
      name: "v1",
      served: true,
      storage: true,
      schema: { openAPIV3Schema: schema },
    };
    const names = { plural: "things", singular: "thing", kind: "Thing" };
    await apply(`/apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.${group}`, {
      ...{ apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" },
      metadata: { name: `things.${group}` },
      spec: { group, names, scope: "Namespaced", versions: [version] },
    });
    const place = { resource: things, namespace, name: "source" };
    const metadata = { name: "source", namespace };
    const spec = { ref: { tag: "v1" } };
    const made = { apiVersion: `${group}/v1`, kind: "Thing", metadata, spec };
    for (let i = 0; i < 50 && (await apply(pathOf(things, place), made)).status >= 300; i++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const ref = { branch: "main", commit: null, tag: null, semver: null, name: null };
    const patched = await api.patch("merge", place, { spec: { ref, suspend: true } }, call);
    assert.deepEqual(patched && valueAt(patched.raw, "spec"), {
      ref: { branch: "main" },
      suspend: true,
    });
    const strategic = api.patch("strategic", place, { spec: { suspend: false } }, call);
    await assert.rejects(
      strategic,
      (error) => isHirteError(error, "kube-error") && error.details["status"] === 415,
    );
    assert.equal(await api.versionOf(group, call), "v1");
    const kinds = await api.kinds(group, "v1", call);
    assert.ok(kinds.some(({ kind, isNamespaced }) => kind === "Thing" && isNamespaced));
  });

  it("[REQ-KUB-2] lists in parts, and by the node that pods are on; knows of no kind or group that there is not", async () => {
    for (const name of ["one", "two", "three"]) await aPod(name, false);
    const parts = new KubeClient({
      transport: { request: (r, c) => api.raw(r, c), close: () => undefined },
      pageSize: 2,
    });
    const listed = (await parts.list(core.pods, { namespace }, call)) ?? [];
    const names = new Set(listed.map(({ name }) => name));
    assert.ok(["one", "two", "three"].every((name) => names.has(name)));
    const nowhere = { namespace, fieldSelector: "spec.nodeName=no-such-node" };
    assert.deepEqual(await api.list(core.pods, nowhere, call), []);
    assert.equal(await api.list(resource("no.such.group/v1/things"), {}, call), undefined);
    assert.equal(await api.versionOf("no.such.group", call), undefined);
    assert.deepEqual(await api.kinds("no.such.group", "v1", call), []);
    assert.ok(
      (await api.groups(call)).some((each) => each.group === "apps" && each.version === "v1"),
    );
    await api.ready(call);
  });
}
