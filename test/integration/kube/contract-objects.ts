import assert from "node:assert/strict";
import { isHirteError } from "../../../src/core/errors.ts";
import { KubeClient, statusOf } from "../../../src/kube/client.ts";
import { core, pathOf, resource } from "../../../src/kube/objects.ts";
import { listAt, numberAt, textAt, valueAt } from "../../../src/kube/values.ts";
import {
  type ContractRig,
  group,
  namespace,
  node,
  reasonOf,
  things,
} from "../../support/kube/contract-rig.ts";

/** How objects are changed, applied, listed and found. */
export function objects(rig: ContractRig): void {
  const { call } = rig;
  const configMap = (name: string, data: Readonly<Record<string, string>>, within = namespace) => ({
    ...{ apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: within }, data },
  });
  const pathOfMap = (name: string, within = namespace) =>
    pathOf(resource("/v1/configmaps"), { namespace: within, name });
  const labels = { app: "web" };
  const deployment = (of: { replicas?: number; app?: string }) => ({
    ...{ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web", namespace } },
    spec: {
      ...(of.replicas === undefined ? {} : { replicas: of.replicas }),
      selector: { matchLabels: { app: of.app ?? "web" } },
      template: {
        metadata: { labels: { ...labels, app: of.app ?? "web" } },
        spec: { containers: [{ name: "main", image: "registry.invalid/none:1" }] },
      },
    },
  });
  const web = { resource: core.deployments, namespace, name: "web" };

  it("[REQ-KUB-2] makes an object that is applied, 201, and then sets its fields, 200", async () => {
    const path = pathOfMap("applied");
    assert.equal((await rig.apply(path, configMap("applied", { a: "1" }))).status, 201);
    const { status, body } = await rig.apply(path, configMap("applied", { a: "2" }));
    assert.deepEqual([status, textAt(body, "data", "a")], [200, "2"]);
    const nowhere = pathOfMap("applied", "no-such-namespace");
    const made = configMap("applied", {}, "no-such-namespace");
    assert.equal((await rig.apply(nowhere, made)).status, 404);
  });

  it("[REQ-KUB-32] takes away what the same manager applies no more, not what others have set, and fights for nobody without force", async () => {
    const path = pathOfMap("fields");
    await rig.apply(path, configMap("fields", { a: "1", b: "1" }));
    await rig.merge(path, { data: { c: "1" } });
    const { body } = await rig.apply(path, configMap("fields", { a: "1" }));
    assert.deepEqual(valueAt(body, "data"), { a: "1", c: "1" });
    const others = { fieldManager: "other", force: "false" };
    const refused = await rig.apply(path, configMap("fields", { a: "2" }), others);
    assert.deepEqual([refused.status, reasonOf(refused.body)], [409, "Conflict"]);
    const taken = await rig.apply(path, configMap("fields", { a: "2" }), { fieldManager: "other" });
    assert.equal(textAt(taken.body, "data", "a"), "2");
    // It is the other's by now.
    const rest = await rig.apply(path, configMap("fields", {}));
    assert.deepEqual(valueAt(rest.body, "data"), { a: "2", c: "1" });
  });

  it("[REQ-KUB-32] applies nothing of nobody, nothing that says who set its fields, and nothing that cannot be changed", async () => {
    const path = pathOfMap("nobody");
    const made = configMap("nobody", {});
    const { status } = await rig.send({
      ...{ method: "PATCH", path, body: made, contentType: "application/apply-patch+yaml" },
    });
    assert.equal(status, 422);
    const managedFields = [{ manager: "contract", operation: "Apply", apiVersion: "v1" }];
    const told = { ...made, metadata: { ...made.metadata, managedFields } };
    assert.equal((await rig.apply(path, told)).status, 400);
    assert.equal((await rig.apply(pathOf(core.deployments, web), deployment({}))).status, 201);
    const other = await rig.apply(pathOf(core.deployments, web), deployment({ app: "other" }));
    assert.deepEqual([other.status, reasonOf(other.body)], [422, "Invalid"]);
  });

  it("[REQ-KUB-32] scales by a merge patch that says why, each of it a new generation of a Deployment, which its controller comes to see", async () => {
    const path = pathOf(core.deployments, web);
    await rig.apply(path, deployment({ replicas: 2 }));
    const seen = async () => {
      const { raw = {} } = (await rig.api.get(web, call)) ?? {};
      const generation = numberAt(raw, "metadata", "generation") ?? 0;
      return { generation, observed: numberAt(raw, "status", "observedGeneration") ?? 0 };
    };
    const isSettled = async () => {
      const { generation, observed } = await seen();
      return observed === generation;
    };
    await rig.until(isSettled);
    const first = await seen();
    const says = { "hecate.hirte/replicas": "2" };
    const body = { metadata: { annotations: says }, spec: { replicas: 0 } };
    const patched = await rig.api.patch("merge", web, body, call);
    assert.equal(patched?.annotations["hecate.hirte/replicas"], "2");
    assert.equal(numberAt(patched?.raw, "spec", "replicas"), 0);
    await rig.until(isSettled);
    const second = await seen();
    assert.ok(second.generation > first.generation);
    const unsaid = { metadata: { annotations: { "hecate.hirte/replicas": null } } };
    const after = await rig.api.patch("merge", web, unsaid, call);
    assert.equal(after?.annotations["hecate.hirte/replicas"], undefined);
    assert.ok((await seen()).generation > second.generation);
    await rig.until(isSettled);
    await rig.until(
      async () =>
        (await rig.api.list(core.pods, { namespace }, call))?.every(
          (pod) => pod.owner === undefined,
        ) === true,
    );
  });

  it("[REQ-KUB-32] refuses what contradicts itself: 409 for what has changed meanwhile, 422 for a value that there is not", async () => {
    const path = pathOf(core.deployments, web);
    await rig.apply(path, deployment({ replicas: 0 }));
    const before = await rig.api.get(web, call);
    await rig.merge(path, { metadata: { annotations: { "contract.hirte/now": "1" } } });
    const resourceVersion = textAt(before?.raw, "metadata", "resourceVersion");
    const late = await rig.merge(path, { metadata: { resourceVersion }, spec: { replicas: 1 } });
    assert.deepEqual([late.status, reasonOf(late.body)], [409, "Conflict"]);
    const negative = await rig.merge(path, { spec: { replicas: -1 } });
    assert.deepEqual([negative.status, reasonOf(negative.body)], [422, "Invalid"]);
    assert.equal(await rig.api.patch("merge", { ...web, name: "nothing" }, {}, call), undefined);
  });

  it("[REQ-KUB-2] cordons a node by a strategic merge patch", async () => {
    const place = { resource: core.nodes, name: node };
    await rig.apply(pathOf(core.nodes, place), {
      ...{ apiVersion: "v1", kind: "Node", metadata: { name: node } },
    });
    const annotations = { "hecate.hirte/cordoned-by-run": "1" };
    const body = { metadata: { annotations }, spec: { unschedulable: true } };
    const cordoned = await rig.api.patch("strategic", place, body, call);
    assert.equal(cordoned && valueAt(cordoned.raw, "spec", "unschedulable"), true);
    const free = await rig.api.patch("strategic", place, { spec: { unschedulable: null } }, call);
    assert.equal(free && valueAt(free.raw, "spec", "unschedulable"), undefined);
  });

  it("[REQ-KUB-2] takes a merge patch of a custom resource, where null takes a field away, and no strategic one", async () => {
    await rig.theThings();
    const place = { resource: things, namespace, name: "source" };
    const metadata = { name: "source", namespace };
    const made = {
      apiVersion: `${group}/v1`,
      kind: "Thing",
      metadata,
      spec: { ref: { tag: "v1" } },
    };
    assert.equal((await rig.apply(pathOf(things, place), made)).status, 201);
    const ref = { branch: "main", commit: null, tag: null, semver: null, name: null };
    const patched = await rig.api.patch("merge", place, { spec: { ref, suspend: true } }, call);
    assert.deepEqual(patched && valueAt(patched.raw, "spec"), {
      ref: { branch: "main" },
      suspend: true,
    });
    const strategic = rig.api.patch("strategic", place, { spec: { suspend: false } }, call);
    await assert.rejects(
      strategic,
      (error) => isHirteError(error, "kube-error") && error.details["status"] === 415,
    );
    assert.equal(await rig.api.versionOf(group, call), "v1");
    const kinds = await rig.api.kinds(group, "v1", call);
    assert.ok(kinds.some(({ kind, isNamespaced }) => kind === "Thing" && isNamespaced));
    // What is annotated is no new spec, which a controller's answer would have to be about.
    const annotations = { "reconcile.fluxcd.io/requestedAt": "now" };
    const asked = await rig.api.patch("merge", place, { metadata: { annotations } }, call);
    assert.equal(
      numberAt(asked?.raw, "metadata", "generation"),
      numberAt(patched?.raw, "metadata", "generation"),
    );
    // Its status is said by nobody but who says it at its own place.
    const said = await rig.api.patch("merge", place, { status: { phase: "Ready" } }, call);
    assert.equal(valueAt(said?.raw, "status"), undefined);
    await rig.merge(`${pathOf(things, place)}/status`, { status: { phase: "Ready" } });
    const [listed] = (await rig.api.list(things, { namespace }, call)) ?? [];
    assert.equal(textAt(listed?.raw, "status", "phase"), "Ready");
    // Of these a list says what they are; of those that it is made for it does not.
    assert.equal(textAt(listed?.raw, "kind"), "Thing");
  });

  it("[REQ-KUB-2] lists in parts, and by the node that pods are on; knows of no kind or group that there is not", async () => {
    for (const name of ["one", "two", "three"]) await rig.aPod(name, "pending");
    const parts = new KubeClient({
      transport: { request: (r, c) => rig.api.raw(r, c), close: () => undefined },
      pageSize: 2,
    });
    const listed = (await parts.list(core.pods, { namespace }, call)) ?? [];
    const names = new Set(listed.map(({ name }) => name));
    assert.ok(["one", "two", "three"].every((name) => names.has(name)));
    assert.ok(listed.every(({ raw }) => raw["kind"] === undefined));
    const nowhere = { namespace, fieldSelector: "spec.nodeName=no-such-node" };
    assert.deepEqual(await rig.api.list(core.pods, nowhere, call), []);
    assert.deepEqual(await rig.api.list(core.pods, { namespace: "no-such-namespace" }, call), []);
    assert.equal(await rig.api.list(resource("no.such.group/v1/things"), {}, call), undefined);
    assert.equal(await rig.api.versionOf("no.such.group", call), undefined);
    assert.deepEqual(await rig.api.kinds("no.such.group", "v1", call), []);
    assert.ok(
      (await rig.api.groups(call)).some((each) => each.group === "apps" && each.version === "v1"),
    );
    await rig.api.ready(call);
  });

  it("[REQ-KUB-32] says of a place in a list that is lost that it is: 410, Expired; of one that is none 400", async function () {
    const page = async (from: Readonly<Record<string, string>>) =>
      rig.send({ method: "GET", path: `/api/v1/configmaps`, query: { limit: "1", ...from } });
    await rig.apply(pathOfMap("listed"), configMap("listed", {}));
    await rig.apply(pathOfMap("listed-too"), configMap("listed-too", {}));
    assert.equal((await page({ continue: "nothing that it gave" })).status, 400);
    const token = textAt((await page({})).body, "metadata", "continue") ?? "";
    const place: unknown = JSON.parse(Buffer.from(token, "base64url").toString("utf8"));
    const old = Buffer.from(JSON.stringify({ ...Object(place), rv: 1 })).toString("base64url");
    let answer = await page({ continue: old });
    // What is old is forgotten after some minutes, by a server that was begun just now not yet.
    for (let i = 0; i < 90 && answer.status === 200; i++) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      answer = await page({ continue: old });
    }
    if (answer.status === 200) return this.skip();
    assert.deepEqual([answer.status, reasonOf(answer.body)], [410, "Expired"]);
  });

  it("[REQ-KUB-32] forbids what is new in a namespace that is going: 403, and lets what is there end", async () => {
    const name = `${namespace}-end`;
    const place = { resource: core.namespaces, name };
    await rig.until(async () => (await rig.api.get(place, call)) === undefined);
    await rig.apply(pathOf(core.namespaces, place), {
      ...{ apiVersion: "v1", kind: "Namespace", metadata: { name } },
    });
    const held = configMap("held", {}, name);
    const finalizers = [`${group}/held`];
    await rig.apply(pathOfMap("held", name), {
      ...held,
      metadata: { ...held.metadata, finalizers },
    });
    await rig.remove(pathOf(core.namespaces, place));
    assert.equal((await rig.api.get(place, call))?.isTerminating, true);
    const { status, body } = await rig.apply(pathOfMap("new", name), configMap("new", {}, name));
    assert.deepEqual([status, reasonOf(body)], [403, "Forbidden"]);
    const [cause] = listAt(body, "details", "causes");
    assert.equal(textAt(cause, "reason"), "NamespaceTerminating");
    await rig.merge(pathOfMap("held", name), { metadata: { finalizers: null } });
    await rig.until(async () => (await rig.api.get(place, call)) === undefined);
  });

  it("[REQ-KUB-32] says of an error what it is, in a Status", async () => {
    const place = { resource: core.namespaces, name: "No Name" };
    const made = { apiVersion: "v1", kind: "Namespace", metadata: { name: "No Name" } };
    const failed = rig.api.apply(pathOf(core.namespaces, place), made, "contract", call);
    await assert.rejects(failed, (error) => statusOf(error) === 422 && /Invalid/.test(`${error}`));
  });
}
