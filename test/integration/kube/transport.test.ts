import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../../src/core/clock.ts";
import { isHirteError } from "../../../src/core/errors.ts";
import { KubeClient } from "../../../src/kube/client.ts";
import { type AccessSource, HttpsTransport } from "../../../src/kube/https-transport.ts";
import { Kubeconfig } from "../../../src/kube/kubeconfig.ts";
import { core } from "../../../src/kube/objects.ts";
import { FakeKube } from "../../support/fake-kube.ts";
import { FakeKubeServer, kubeconfigOf } from "../../support/fake-kube-server.ts";
import { directAccess } from "../../support/kube-access.ts";
import { aNode } from "../../support/kube-objects.ts";

describe("connections to the API of Kubernetes", () => {
  let directory: string;
  let kube: FakeKube;
  let server: FakeKubeServer;
  const clients: KubeClient[] = [];
  const call = { signal: new AbortController().signal };

  function client(
    of: { source?: AccessSource; maxBytes?: number; timeoutMs?: number } = {},
  ): KubeClient {
    const { source = directAccess(server), maxBytes = 1_000_000, timeoutMs = 5000 } = of;
    const transport = new HttpsTransport({ source, clock: systemClock, maxBytes });
    const api = new KubeClient({ transport, timeoutMs });
    clients.push(api);
    return api;
  }

  before(async () => {
    directory = mkdtempSync(join(tmpdir(), "hirte-test-"));
    kube = new FakeKube({ clock: systemClock });
    kube.put(...aNode("worker"));
    server = await FakeKubeServer.start({ kube, directory });
  });
  afterEach(() => {
    kube.faults = [];
    for (const api of clients.splice(0)) api.close();
  });
  after(async () => {
    kube.close();
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it("[REQ-KUB-1] are kept, and made anew where the server has closed them", async () => {
    const api = client();
    const before = server.connections;
    for (let i = 0; i < 10; i++) await api.ready(call);
    assert.equal(server.connections - before, 1);
    server.cut();
    await api.ready(call);
    assert.equal(server.connections - before, 2);
  });

  it("[REQ-KUB-1] end with the deadline of a request that nobody answers, and with what it was asked for", async () => {
    const api = client({ timeoutMs: 200 });
    kube.faults = [{ isMute: true }];
    const startMs = performance.now();
    await assert.rejects(
      api.get({ resource: core.nodes, name: "worker" }, call),
      (error) =>
        isHirteError(error, "deadline") &&
        /GET \/api\/v1\/nodes\/worker: no answer within 200 ms/.test(error.message),
    );
    assert.ok(performance.now() - startMs < 3000);
    const controller = new AbortController();
    const given = api.ready({ signal: controller.signal, timeoutMs: 60_000 });
    controller.abort(new Error("given up"));
    await assert.rejects(given, /given up/);
    kube.faults = [];
    await api.ready(call);
  });

  it("[REQ-KUB-1] that break, that cannot be made, and answers without end are told as what they are", async () => {
    kube.faults = [{ isDown: true }];
    const place = { resource: core.nodes, name: "worker" };
    await assert.rejects(client().get(place, call), (error) =>
      isHirteError(error, "not-reachable"),
    );
    kube.faults = [];
    const small = client({ maxBytes: 100 });
    await assert.rejects(small.get(place, call), (error) => isHirteError(error, "too-large"));
    const { ca } = server.credentials;
    const nobody = { server: new URL("https://127.0.0.1:1"), tls: { ca }, headers: {} };
    await assert.rejects(
      client({ source: { access: async () => nobody } }).ready(call),
      (error) => isHirteError(error, "not-reachable") && error.message.startsWith("GET /readyz: "),
    );
    const stranger = { server: new URL(server.credentials.server), tls: {}, headers: {} };
    await assert.rejects(
      client({ source: { access: async () => stranger } }).ready(call),
      /certificate/,
    );
  });

  it("[REQ-KUB-1] wait for no kubeconfig's program longer than for an answer", async () => {
    const source = { access: () => new Promise<never>(() => undefined) };
    await assert.rejects(client({ source, timeoutMs: 100 }).ready(call), /no answer within 100 ms/);
  });

  it("[REQ-KUB-3] are made as a kubeconfig says: by certificate, by token, by a program that gives one", async function () {
    // The library is loaded from its hundreds of files here, and not from the bundle.
    this.timeout(60_000);
    const { server: url, ca, cert, key, token } = server.credentials;
    const file = join(directory, "config");
    const program = join(directory, "give-token");
    const runs = join(directory, "runs");
    const given = join(directory, "token");
    writeFileSync(given, token);
    writeFileSync(
      program,
      `#!/bin/sh
echo run >> ${runs}
printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"%s","expirationTimestamp":"2020-01-01T00:00:00Z"}}' "$(cat ${given})"
`,
    );
    chmodSync(program, 0o755);
    writeFileSync(join(directory, "client.pem"), cert);
    writeFileSync(join(directory, "client.key"), key);
    const exec = `exec: { apiVersion: client.authentication.k8s.io/v1, command: ${program}, interactiveMode: Never }`;
    for (const user of [
      `token: ${token}`,
      "client-certificate: client.pem, client-key: client.key",
      exec,
    ]) {
      writeFileSync(file, kubeconfigOf({ server: url, ca, user }));
      const api = client({
        source: new Kubeconfig({ file, clock: systemClock }),
        timeoutMs: 30_000,
      });
      const node = { resource: core.nodes, name: "worker" };
      assert.ok(await api.get(node, call), user);
      assert.ok(await api.get(node, call), user);
    }
    // Asked once for two requests, and once more when what it gave is not taken any more.
    assert.equal(readFileSync(runs, "utf8"), "run\n");
    const last = clients.at(-1);
    server.token = "another-token";
    writeFileSync(given, server.token);
    assert.ok(await last?.get({ resource: core.nodes, name: "worker" }, call));
    assert.equal(readFileSync(runs, "utf8"), "run\nrun\n");
    writeFileSync(file, kubeconfigOf({ server: url, ca, user: "token: wrong" }));
    const wrong = client({ source: new Kubeconfig({ file, clock: systemClock }) });
    await assert.rejects(
      wrong.get({ resource: core.nodes, name: "worker" }, call),
      /401 Unauthorized/,
    );
    const missing = new Kubeconfig({ file: join(directory, "none"), clock: systemClock });
    await assert.rejects(client({ source: missing }).ready(call), (error) =>
      isHirteError(error, "bad-config"),
    );
  });
});
