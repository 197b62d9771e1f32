/**
 * What a real API server was seen to answer, stated for the fake, and for any cluster that TEST_KUBECONFIG names. There
 * it works in a namespace, on a node object and with a definition of its own, and takes them away after.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../../src/core/clock.ts";
import { KubeClient } from "../../../src/kube/client.ts";
import { type AccessSource, HttpsTransport } from "../../../src/kube/https-transport.ts";
import { Kubeconfig } from "../../../src/kube/kubeconfig.ts";
import { core } from "../../../src/kube/objects.ts";
import { FakeKube } from "../../support/fake-kube.ts";
import { FakeKubeServer } from "../../support/fake-kube-server.ts";
import { ContractRig } from "../../support/kube/contract-rig.ts";
import { directAccess, loadKubeconfigs } from "../../support/kube-access.ts";
import { access } from "./contract-access.ts";
import { evictions } from "./contract-evictions.ts";
import { objects } from "./contract-objects.ts";

const kubeconfig = process.env["TEST_KUBECONFIG"];

describe("the fake API server", () => {
  const kube = new FakeKube({ clock: systemClock });
  kube.pace.podStopMs = 60_000;
  const directory = mkdtempSync(join(tmpdir(), "hirte-test-"));
  let server: FakeKubeServer;
  before(async () => {
    server = await FakeKubeServer.start({ kube, directory });
  });
  contract(() => directAccess(server));

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
      spec: { nodeName: "somewhere" },
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
  this.timeout(180_000);
  if (kubeconfig === undefined) {
    before(() => {
      console.warn(`
    !!! NOT RUN on a real cluster: TEST_KUBECONFIG is not set.
    !!! What was stated above holds for the fake alone. scripts/kube/apiserver.sh makes one: see CONTRIBUTING.md.
`);
    });
    it("is not asked: TEST_KUBECONFIG is not set", function () {
      this.skip();
    });
    return;
  }
  const source = new Kubeconfig({ file: kubeconfig, clock: systemClock });
  contract(() => source, loadKubeconfigs);
});

function contract(source: () => AccessSource, prepare: () => Promise<void> = async () => {}): void {
  const rig = new ContractRig(source);
  before(async () => {
    await prepare();
    await rig.setUp();
  });
  after(() => rig.tearDown());
  access(rig);
  evictions(rig);
  objects(rig);
}
