import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createConnection } from "node:net";
import type { Authentication } from "../../../broker/logins.ts";
import { BrokerUnderTest } from "../../support/broker.ts";
import { oneForAll, rightPassword, useAskingBroker } from "../../support/identities.ts";
import { WireClient } from "../../support/wire-client.ts";

describe("clients that pass themselves off as others", () => {
  const broker = useAskingBroker();

  it("[REQ-SEC-4] a forged answer reaches nobody, and the true one does", async () => {
    const ada = await broker().client("admin");
    await ada.subscribe("hirte/v1/replies/ada/+", 1);
    const forger = await broker().client("operator");
    await forger.publishAcked("hirte/v1/replies/ada/x", "forged");
    await (await broker().client("manager")).publishAcked("hirte/v1/replies/ada/x", "true");
    await ada.until(() => ada.messages.length > 0);
    assert.deepEqual(
      ada.messages.map(({ payload }) => payload.toString()),
      ["true"],
    );
  });

  it("[REQ-SEC-4] the end of a job that nobody but the manager can know is not told by others, nor cleared", async () => {
    const manager = await broker().client("manager");
    await manager.publishAcked("hirte/v1/jobs/x", "running", { retain: true });
    for (const who of ["admin", "operator", "viewer", "node A"] as const) {
      const forger = await broker().client(who);
      await forger.publishAcked("hirte/v1/jobs/x", "finished", { retain: true });
      await forger.publishAcked("hirte/v1/jobs/x", "", { retain: true });
    }
    const reader = await broker().client("viewer");
    await reader.subscribe("hirte/v1/jobs/+", 1);
    await reader.until(() => reader.messages.length > 0);
    assert.deepEqual(
      reader.messages.map(({ payload }) => payload.toString()),
      ["running"],
    );
  });

  it("[REQ-SEC-4] what a node has retained of its units is cleared by no other node", async () => {
    const topic = "hirte/v1/nodes/a/units/a.service";
    await (await broker().client("node A")).publishAcked(topic, "active", { retain: true });
    await (await broker().client("node B")).publishAcked(topic, "", { retain: true });
    assert.equal(broker().tested.broker.stats().retainedMessages, 1);
    const [line] = broker().tested.warnings;
    assert.match(String(line?.["reason"]), /by somebody else alone/);
  });

  it("[REQ-SEC-5] a viewer that subscribes to everything hears no answers, commands and requests of others", async () => {
    const viewer = await broker().client("viewer");
    const filters = [
      "#",
      "+/#",
      "hirte/#",
      "hirte/v1/#",
      "hirte/v1/+/+/+",
      "hirte/v1/nodes/+/commands",
    ];
    const granted: number[] = [];
    for (const filter of filters) granted.push(await viewer.subscribe(filter));
    assert.deepEqual(granted, [0, 0, 0, 0, 0, 128]);
    const manager = await broker().client("manager");
    await manager.publishAcked("hirte/v1/replies/ada/x", "secret");
    await manager.publishAcked("hirte/v1/nodes/a/commands", "secret");
    await (await broker().client("admin")).publishAcked(
      "hirte/v1/requests/ada/@manager/add-user",
      "secret",
    );
    await manager.publishAcked("hirte/v1/manager/state", "fence");
    await viewer.until(() => viewer.messages.length > 0);
    assert.deepEqual(
      [...new Set(viewer.messages.map(({ payload }) => payload.toString()))],
      ["fence"],
    );
  });

  it("[REQ-SEC-5] what was retained under a name is not given to who comes with its client id", async () => {
    const node = await broker().client("node A", { clientId: "a.1234" });
    await node.subscribe("hirte/v1/nodes/a/commands", 1);
    node.cut();
    await node.closed;
    const other = await broker().client("node B", { clientId: "a.1234" });
    assert.equal(await other.subscribe("hirte/v1/nodes/a/commands", 1), 128);
  });

  for (const thief of ["admin", "node B", "viewer"] as const) {
    it(`[REQ-SEC-6] the client id of node A is not taken from its living connection by ${thief}`, async () => {
      const node = await broker().client("node A", { clientId: "a.1234" });
      const { returnCode, client } = await broker().tries(thief, { clientId: "a.1234" });
      assert.equal(returnCode, 2);
      await client.closed;
      await node.ping();
    });
  }

  it("[REQ-SEC-6] the same one takes it over, and anybody when it is free", async () => {
    const first = await broker().client("operator", { clientId: "x" });
    await broker().client("operator", { clientId: "x" });
    await first.closed;
    const { returnCode } = await broker().tries("viewer", { clientId: "x" });
    assert.equal(returnCode, 2);
    await broker().client("viewer", { clientId: "y" });
  });

  it("[REQ-SEC-6] one that asks for no client id is given one that nobody can guess", async () => {
    await broker().client("viewer");
    await broker().client("viewer");
    const client = await broker().client("viewer");
    await client.publishAcked("hirte/v1/jobs/x", "forged");
    const id = String(broker().tested.warnings.at(-1)?.["clientId"]);
    assert.match(id, /^anonymous\.[0-9a-f]{32}$/);
    assert.equal((await broker().tries("admin", { clientId: id })).returnCode, 2);
  });

  for (const id of ["__proto__", "constructor", "hasOwnProperty"]) {
    it(`[REQ-SEC-6] ${id} is a client id as any other`, async () => {
      const client = await broker().client("operator", { clientId: id });
      assert.equal((await broker().tries("viewer", { clientId: id })).returnCode, 2);
      await client.publishAcked(`hirte/v1/requests/olga/${id}/${id}`, "x");
      assert.equal(broker().tested.broker.stats().droppedMessages, 0);
    });
  }

  it("[REQ-SEC-4] an agent has a node that can be turned out by what it has proven, whatever will it leaves", async () => {
    const agent = await broker().client("node A");
    broker().tested.broker.turnOut("a");
    await agent.closed;
    assert.equal(broker().tested.broker.stats().cutOffs["turned-out"], 1);
  });
});

describe("a thousand bad logins", () => {
  /** As costly as a hash, and as little in the way of others. */
  const costly: Authentication = {
    verify: async (user, password) => {
      for (let i = 0; i < 20; i++) {
        await new Promise<void>((resolve) => setImmediate(resolve));
        createHash("sha256").update(Buffer.alloc(100_000)).digest();
      }
      return oneForAll.verify(user, password);
    },
  };
  let broker: BrokerUnderTest;
  beforeEach(async () => {
    broker = await BrokerUnderTest.start({ authentication: costly });
  });
  afterEach(() => broker.stop());

  it("[REQ-SEC-3] are refused, counted and logged once, and a login from elsewhere is not held up", async function () {
    this.timeout(30_000);
    const codes = new Map<number, number>();
    const answered = Array.from({ length: 1000 }, async (_, i) => {
      const client = await broker.open();
      const code = await client
        .connect({ username: i % 2 ? "ada" : `u${i}`, password: "guess" })
        .catch(() => -1);
      codes.set(code, (codes.get(code) ?? 0) + 1);
    });
    const startMs = performance.now();
    const elsewhere = await from("127.0.0.2", broker.port);
    assert.equal(await elsewhere.connect({ username: "ada", password: rightPassword }), 0);
    const tookMs = performance.now() - startMs;
    elsewhere.stream.destroy();
    // A few are looked at, one after the other with growing pauses; the others are told so at once.
    await broker.until(() => (codes.get(3) ?? 0) >= 980);
    const { wrong, busy } = broker.broker.stats().loginFailures;
    assert.ok(wrong <= 12 && busy >= 980, `${wrong} were looked at, ${busy} were not`);
    const lines = broker.warnings.filter(({ msg }) => msg.includes("did not prove"));
    assert.equal(lines.length, 1);
    assert.equal(JSON.stringify(broker.logLines).includes("guess"), false);
    // Behind all of them it would be minutes.
    assert.ok(tookMs < 10_000, `a login from elsewhere took ${tookMs} ms`);
    await broker.stop();
    await Promise.all(answered);
  });
});

/** A connection from an address of this machine. */
async function from(localAddress: string, port: number): Promise<WireClient> {
  const socket = createConnection({ host: "127.0.0.1", port, localAddress, noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("error", reject);
  });
  return new WireClient(socket);
}
