import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isHirteError } from "../../../src/core/errors.ts";
import { isTransient, KubeClient } from "../../../src/kube/client.ts";
import { core, isSelected, pathOf, resource, resourceText } from "../../../src/kube/objects.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { FakeKube } from "../../support/fake-kube.ts";
import { aBudget, aPod } from "../../support/kube-objects.ts";

const call = { signal: new AbortController().signal };

describe("the client of Kubernetes", () => {
  it("[REQ-KUB-1] reads a long list in parts, and begins anew where its place in it is lost", async () => {
    const kube = new FakeKube({ clock: new FakeClock() });
    kube.put(...Array.from({ length: 25 }, (_, i) => aPod(`apps/p${i}`, "worker")));
    const api = new KubeClient({ transport: kube, pageSize: 10 });
    assert.equal((await api.list(core.pods, {}, call))?.length, 25);
    assert.deepEqual(
      kube.audit.map(({ query }) => [query["limit"], query["continue"] !== undefined]),
      [
        ["10", false],
        ["10", true],
        ["10", true],
      ],
    );
    kube.faults.push({ on: /never/ }, { on: /pods/, status: 410, times: 1 });
    assert.equal((await api.list(core.pods, {}, call))?.length, 25);
    kube.faults.push({ on: /pods/, status: 410, times: 2 });
    await assert.rejects(api.list(core.pods, {}, call), /410/);
  });

  it("[REQ-KUB-1] names method, path, status and reason in its errors, and tells which pass by themselves", async () => {
    const kube = new FakeKube({ clock: new FakeClock() });
    const api = new KubeClient({ transport: kube });
    const failing = async (status: number) => {
      kube.faults = [{ status }];
      const place = { resource: core.deployments, namespace: "apps", name: "web" };
      return api.get(place, call).then(
        () => undefined,
        (error: unknown) => error,
      );
    };
    const error = await failing(422);
    assert.ok(isHirteError(error, "kube-error"));
    assert.equal(
      error.message,
      "GET /apis/apps/v1/namespaces/apps/deployments/web: 422 Fault: the fake was told to fail",
    );
    const path = "/apis/apps/v1/namespaces/apps/deployments/web";
    assert.deepEqual(error.details, { method: "GET", path, status: 422, reason: "Fault" });
    const passing = [401, 403, 408, 409, 429, 500, 503];
    for (const status of passing) assert.ok(isTransient(await failing(status)), String(status));
    for (const status of [400, 405, 415, 422])
      assert.ok(!isTransient(await failing(status)), String(status));
    assert.equal(await failing(404), undefined);
  });

  it("[REQ-KUB-31] tells a budget that refuses an eviction from a server that is busy", async () => {
    const kube = new FakeKube({ clock: new FakeClock() });
    kube.put(aPod("apps/web", "worker"));
    const api = new KubeClient({ transport: kube });
    const [pod] = (await api.list(core.pods, {}, call)) ?? [];
    assert.ok(pod);
    kube.faults = [{ on: /eviction/, status: 429, times: 1 }];
    await assert.rejects(api.evict(pod, call), (error) => isTransient(error));
    kube.put(aBudget("apps/web", "web"));
    assert.equal(await api.evict(pod, call), "refused");
    kube.close();
  });

  it("[REQ-KUB-1] refuses an answer that is none", async () => {
    const answers = ["<html>", "{}", '{"metadata":{}}', "null", "[]"];
    for (const text of answers) {
      const transport = { request: async () => ({ status: 200, text }), close: () => undefined };
      const api = new KubeClient({ transport });
      await assert.rejects(
        api.get({ resource: core.nodes, name: "a" }, call),
        /GET \/api\/v1\/nodes\/a/,
      );
    }
  });

  it("[REQ-KUB-1] writes kinds as the API's paths have them", () => {
    assert.equal(
      pathOf(core.pods, { namespace: "a b", name: "c/d" }),
      "/api/v1/namespaces/a%20b/pods/c%2Fd",
    );
    assert.equal(pathOf(core.nodes), "/api/v1/nodes");
    for (const text of ["apps/v1/deployments", "/v1/pods"])
      assert.equal(resourceText(resource(text)), text);
    for (const text of ["pods", "v1/pods", "a/b/c/d", "apps//x"]) {
      assert.throws(() => resource(text), /names no kind/);
    }
  });

  it("[REQ-KUB-1] selects by labels as the API does", () => {
    const labels = { app: "web", tier: "front" };
    const expression = (operator: string, ...values: readonly string[]) => ({
      matchExpressions: [{ key: "app", operator, values }],
    });
    const yes = [
      {},
      { matchLabels: { app: "web" } },
      expression("In", "web", "x"),
      expression("NotIn", "x"),
      expression("Exists"),
    ];
    const no = [
      undefined,
      { matchLabels: { app: "web", tier: "back" } },
      expression("In", "x"),
      expression("NotIn", "web"),
      expression("DoesNotExist"),
      expression("Gt", "1"),
    ];
    for (const selector of yes) assert.ok(isSelected(selector, labels), JSON.stringify(selector));
    for (const selector of no) assert.ok(!isSelected(selector, labels), JSON.stringify(selector));
  });

  it("[REQ-KUB-3] loads the library that reads kubeconfigs with the first question, and not before", () => {
    const root = join(import.meta.dirname, "../../..");
    const files = ["src", "cli", "agent", "broker"].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map(
        (name) => `${folder}/${name}`,
      ),
    );
    const loaders = files.filter(
      (file) =>
        file.endsWith(".ts") &&
        /kubeconfig-library|client-node/.test(readFileSync(join(root, file), "utf8")),
    );
    assert.deepEqual(loaders.toSorted(), [
      "src/kube/kubeconfig-library.ts",
      "src/kube/kubeconfig.ts",
    ]);
    const text = readFileSync(join(root, "src/kube/kubeconfig.ts"), "utf8");
    assert.deepEqual(text.match(/.*kubeconfig-library.*/g), [
      '  const { KubeConfig } = await import("./kubeconfig-library.ts");',
    ]);
  });
});
