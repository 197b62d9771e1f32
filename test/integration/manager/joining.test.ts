import assert from "node:assert/strict";
import { join } from "node:path";
import { joinAs } from "../../../agent/join.ts";
import { AllowedNodes } from "../../../broker/allowed-nodes.ts";
import { Broker } from "../../../broker/broker.ts";
import { EpochStore } from "../../../broker/epoch-store.ts";
import { JobLog } from "../../../broker/job-log.ts";
import { Manager } from "../../../broker/manager.ts";
import { openPki, type Pki } from "../../../broker/pki/pki.ts";
import { HirteClient } from "../../../src/client/hirte-client.ts";
import { readAgentConfig } from "../../../src/config/agent.ts";
import { systemClock } from "../../../src/core/clock.ts";
import { HirteError, isHirteError } from "../../../src/core/errors.ts";
import { randomId } from "../../../src/core/ids.ts";
import { silentLog } from "../../../src/core/log.ts";
import { readIdentity } from "../../../src/identity/node-identity.ts";
import { joinUrl } from "../../../src/pki/join-line.ts";
import { tlsClient } from "../../support/pki.ts";
import { useTempDir } from "../../support/temp-dir.ts";

const refuse = (error: HirteError) => () => {
  throw error;
};
const options = { timeoutMs: 5000 };

describe("the manager of nodes that join by certificates", () => {
  const directory = useTempDir();
  let pki: Pki | undefined;
  let broker: Broker;
  let manager: Manager;
  let allowed: AllowedNodes;
  let jobLog: JobLog;
  let client: HirteClient;

  const start = async (isEncrypted = true, refusal?: HirteError) => {
    const log = silentLog();
    const parts = { directory: directory(), log };
    allowed = AllowedNodes.open({ ...parts, configured: ["node1"], onChange: () => pki?.judge() });
    pki = isEncrypted
      ? await openPki({
          tls: { kind: "own" },
          stateDir: directory(),
          runDir: join(directory(), "run"),
          listenAddresses: ["127.0.0.1"],
          mayJoin: (node) => allowed.names.includes(node),
          clock: systemClock,
          log,
        })
      : undefined;
    broker = await Broker.start({
      ...{ listenAddresses: ["127.0.0.1"], port: 0, log },
      ...(pki ? { tls: pki.tls } : {}),
    });
    pki?.attach(broker);
    const opened = JobLog.open(parts);
    jobLog = opened.log;
    manager = new Manager({
      servers: [() => broker.inMemoryStream()],
      isBrokerExternal: false,
      allowedNodes: allowed,
      epochs: EpochStore.open(directory(), { wallMs: Date.now(), log }),
      jobLog,
      open: opened.contents.open,
      lastAt: opened.contents.lastAt,
      version: "1",
      clock: systemClock,
      log,
      ...(pki
        ? { joining: refusal ? { ...pki.joining, invite: refuse(refusal) } : pki.joining }
        : {}),
      onFatal: () => undefined,
    });
    await manager.start();
    const servers = [() => broker.inMemoryStream()];
    client = await HirteClient.connect({ servers, user: "anna", log });
  };
  const stop = async () => {
    await client.close();
    await manager.stop();
    pki?.stop();
    await broker.close();
    jobLog.close();
  };
  afterEach(() => stop());
  const rejects = (work: Promise<unknown>, code: Parameters<typeof isHirteError>[1]) =>
    assert.rejects(work, (error) => isHirteError(error, ...(code ? [code] : [])));

  it("[REQ-TLS-9] allows a node that is added, and tells who asks what the node needs", async () => {
    await start();
    const rows = await client.query("@manager", "add-node", { node: "node7" }, options);
    assert.equal(rows.length, 1);
    const [row] = rows;
    assert.deepEqual([row?.node, row?.changed, row?.port], ["node7", true, broker.port]);
    assert.ok(allowed.names.includes("node7"));
    const hour = (row?.until ?? 0) - Date.now();
    assert.ok(hour > 3_590_000 && hour <= 3_600_000);
  });

  it("[REQ-TLS-9] [REQ-TLS-13] does not allow a node that gets no token", async () => {
    await start(true, new HirteError("no-authority", "of another PKI"));
    await rejects(client.query("@manager", "add-node", { node: "n" }, options), "no-authority");
    assert.deepEqual(allowed.names, ["node1"]);
  });

  it("[REQ-TLS-11] takes a node that is removed off the list, and knows of no other", async () => {
    await start();
    await client.query("@manager", "add-node", { node: "node7" }, options);
    const remove = (...nodes: string[]) =>
      client.query("@manager", "remove-nodes", { nodes }, options);
    await rejects(remove("node7", "node8"), "no-such-node");
    assert.ok(allowed.names.includes("node7"), "of a request that is refused nothing is done");
    assert.deepEqual(await remove("node7"), [{ node: "node7", allowed: false, changed: true }]);
    await rejects(remove("node7"), "no-such-node");
    assert.deepEqual(await remove("node1"), [{ node: "node1", allowed: false, changed: true }]);
  });

  for (const [how, take] of [
    [
      "by a request",
      () => client.query("@manager", "disallow-nodes", { nodes: ["node1"] }, options),
    ],
    ["by the files", async () => manager.configureNodes(["node2"])],
  ] as const) {
    it(`[REQ-TLS-3] ends the connections of a node that is disallowed ${how}`, async () => {
      await start();
      const wish = { node: "node1", request: "r", lifeMs: 60_000 };
      const invited = pki?.joining.invite(wish);
      assert.ok(invited);
      const etcDir = join(directory(), "etc");
      const env = { HIRTE_STATE_DIRECTORY: join(directory(), "agent") };
      const line = joinUrl({ ...invited, host: "127.0.0.1", node: "node1" });
      await joinAs(line, { etcDir, env });
      const { tls } = readAgentConfig({ etcDir, env }).config;
      assert.ok(tls);
      const { cert, key } = readIdentity(tls);
      const node = await tlsClient(broker.port, { ca: pki?.tls.credentials.ca, cert, key });
      assert.equal(await node.connect({ clientId: "reader" }), 0);
      await take();
      await node.closed;
      assert.equal(broker.stats().cutOffs.revoked, 1);
    });
  }

  it("[REQ-TLS-17] does nothing twice for copies of a request, nor after a restart", async () => {
    await start();
    const { WireClient } = await import("../../support/wire-client.ts");
    const ask = async (verb: string, request: object) => {
      const wire = new WireClient(broker.inMemoryStream());
      await wire.connect({ clientId: `anna@${randomId()}` });
      await wire.subscribe("hirte/v1/replies/anna/#", 1);
      await wire.publishAcked(`hirte/v1/requests/anna/@manager/${verb}`, JSON.stringify(request));
      await wire.until(() => wire.messages.length > 0);
      wire.stream.destroy();
      return JSON.parse(String(wire.messages[0]?.payload)) as {
        readonly data?: readonly { readonly token?: string }[];
        readonly problem?: { readonly code: string };
      };
    };
    const add = { id: randomId(), node: "node7" };
    const first = await ask("add-node", add);
    assert.ok(first.data?.[0]?.token);
    assert.equal((await ask("add-node", add)).data?.[0]?.token, first.data?.[0]?.token);
    const remove = { id: randomId(), nodes: ["node7"] };
    assert.ok((await ask("remove-nodes", remove)).data);
    assert.ok((await ask("remove-nodes", remove)).data, "a copy is not told of a node unknown");
    await ask("add-node", { id: randomId(), node: "node7" });
    await stop();
    await start();
    await ask("remove-nodes", remove);
    assert.ok(allowed.names.includes("node7"));
    assert.ok(pki?.joining.has("node7"));
    assert.equal((await ask("add-node", add)).problem?.code, "id-in-use");
    // Of a node that may not join at the time, too.
    const off = { id: randomId(), nodes: ["node7"] };
    await ask("disallow-nodes", off);
    const removeAgain = { id: randomId(), nodes: ["node7"] };
    assert.ok((await ask("remove-nodes", removeAgain)).data);
    const allow = { id: randomId(), nodes: ["node7"] };
    await ask("allow-nodes", allow);
    await ask("remove-nodes", removeAgain);
    assert.ok(allowed.names.includes("node7"));
    // Another request under the id of one of these: nothing of it is done.
    for (const [verb, request] of [
      ["add-node", { id: allow.id, node: "node8" }],
      ["remove-nodes", { id: off.id, nodes: ["node1"] }],
      ["disallow-nodes", { id: add.id, nodes: ["node7"] }],
    ] as const)
      assert.equal((await ask(verb, request)).problem?.code, "id-in-use", verb);
    assert.deepEqual(allowed.names, ["node1", "node7"]);
    assert.equal(pki?.joining.has("node8"), false);
  });

  it("[REQ-TLS-9] gives no certificates while connections are not encrypted, and says so", async () => {
    await start(false);
    await rejects(client.query("@manager", "add-node", { node: "n" }, options), "no-authority");
    const remove = client.query("@manager", "remove-nodes", { nodes: ["node1"] }, options);
    await rejects(remove, "no-authority");
    assert.deepEqual(allowed.names, ["node1"]);
  });
});
