import { deepEqual, equal, rejects } from "node:assert/strict";
import { join } from "node:path";
import { connect, type Hirte, type HirteEvent, isHirteError } from "../../../src/client/index.ts";
import { BrokerUnderTest } from "../../support/broker.ts";
import { TestPki } from "../../support/pki.ts";
import { aNode, aUnit, aUnitState, ScriptedHirte } from "../../support/scripted-hirte.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("the client library", () => {
  let primary: ScriptedHirte;
  let hirte: Hirte;
  beforeEach(async () => {
    primary = await ScriptedHirte.start();
    hirte = await connect({
      host: "127.0.0.1",
      port: primary.port,
      user: "state-manager",
      tls: "off",
    });
  });
  afterEach(async () => {
    await hirte.close();
    await primary.stop();
  });

  const directory = useTempDir();

  it("[REQ-TLS-14] [REQ-TLS-20] speaks TLS with a CA's certificate, and shows no password to another machine without", async () => {
    const pki = await TestPki.make(directory());
    const tls = { credentials: pki.own.credentials, vouch: () => ({ problem: "" }) };
    const test = await BrokerUnderTest.start({ tls });
    const caFile = join(directory(), "ca.pem");
    const options = { host: "127.0.0.1", port: test.port, user: "ada" };
    // It came as far as CONNECT, where it had nothing to prove itself by.
    await rejects(connect({ ...options, caFile }), (e) => isHirteError(e, "denied"));
    await rejects(connect({ ...options, tls: "off" }), (e) => isHirteError(e, "not-reachable"));
    await rejects(connect({ ...options, caFile: "/nowhere" }), (e) =>
      isHirteError(e, "bad-config"),
    );
    await test.stop();
    // TEST-NET-1, RFC 5737: nobody answers there.
    const far = {
      host: "192.0.2.1",
      user: "ada",
      password: "a good password",
      tls: "off",
    } as const;
    await rejects(
      connect(far),
      (e) => isHirteError(e, "bad-config") && /without TLS/.test(e.message),
    );
    const allowed = { ...far, allowInsecure: true, connectTimeoutMs: 20 };
    await rejects(connect(allowed), (e) => isHirteError(e, "not-reachable"));
  });

  /** Reads events until one is as wanted. */
  async function until(
    events: AsyncIterator<HirteEvent>,
    isWanted: (event: HirteEvent) => boolean,
  ): Promise<HirteEvent> {
    for (;;) {
      const { value, done } = await events.next();
      if (done) throw new Error("the events have ended");
      if (isWanted(value)) return value;
    }
  }

  it("[REQ-CLT-4] starts a unit and resolves with its job, however that ended", async () => {
    const ended = hirte.start("node1", "web.service", { startWithinMs: 5000 });
    const asked = await primary.whenAsked("start");
    deepEqual([asked.user, asked.request.settleMs], ["state-manager", 100]);
    await primary.tell(primary.jobOf(asked, { state: "finished", result: "failed" }));
    equal((await ended).result, "failed");
  });

  it("[REQ-CLT-6] rejects what was refused with its code", async () => {
    primary.on("kill", () => ({
      status: "refused",
      problem: { code: "node-offline", message: "node1 is offline" },
    }));
    const { finished } = hirte.change("node1", "kill", { unit: "web.service", signal: 9 });
    await rejects(finished, (error) => isHirteError(error, "node-offline"));
  });

  it("[REQ-CLT-8] asks for nodes and units", async () => {
    primary.nodes = [aNode("node1"), aNode("node2", { state: "offline" })];
    primary.units = [aUnit("node1", "a.service"), aUnit("node2", "a.service", { stale: true })];
    deepEqual(
      (await hirte.nodes()).map(({ node, state }) => [node, state]),
      [
        ["node1", "online"],
        ["node2", "offline"],
      ],
    );
    const units = await hirte.units({ nodes: ["node2"] });
    deepEqual(
      units.map(({ node, unit, stale }) => [node, unit, stale]),
      [["node2", "a.service", true]],
    );
  });

  it("[REQ-CLT-11] tells in a loop what is, and what changes, as true or as last seen", async () => {
    await primary.sayNode("node1", { bootId: "b".repeat(32) });
    await primary.sayInventory("node1", 1, 10, ["a.service"]);
    await primary.sayUnit("node1", "a.service", aUnitState(1));
    const events = hirte.watch({ nodes: ["node1"], units: ["a.service"] });
    const node = await until(events, (event) => event.kind === "node" && event.isSynced);
    deepEqual(node, {
      kind: "node",
      node: "node1",
      state: "online",
      reason: "registered",
      isSynced: true,
      bootId: "b".repeat(32),
    });
    await primary.sayUnit("node1", "a.service", aUnitState(11, { active: "failed" }));
    const failed = await until(events, (event) => event.kind === "unit");
    deepEqual(failed, {
      kind: "unit",
      node: "node1",
      unit: "a.service",
      state: aUnitState(11, { active: "failed" }),
      isStale: false,
    });
    await primary.sayNode("node1", { state: "unreachable", reason: "the agent is silent" });
    const stale = await until(events, (event) => event.kind === "unit");
    equal(stale.kind === "unit" && stale.isStale, true);
    await events.return();
  });

  it("[REQ-CLT-11] says that nothing is known while hirte is away", async () => {
    await primary.sayNode("node1", {});
    await primary.sayInventory("node1", 1, 10, []);
    const events = hirte.watch();
    await until(events, (event) => event.kind === "node" && event.isSynced);
    await primary.goAway();
    const unknown = await until(events, (event) => event.kind === "node");
    deepEqual([unknown.kind === "node" && unknown.state], ["unknown"]);
    await primary.listen();
    await until(events, (event) => event.kind === "node" && event.isSynced);
    await events.return();
  });

  it("[REQ-CLT-11] ends its loops when it is closed", async () => {
    const events = hirte.watch();
    await events.next();
    const read = (async () => {
      for await (const _ of events) {
        // until it ends
      }
    })();
    await hirte.close();
    await read;
  });

  it("[REQ-CLT-12] refuses a name that no topic can hold", async () => {
    await rejects(connect({ user: "a/b" }), (error) => isHirteError(error, "bad-argument"));
    // As JavaScript may call it.
    const nobody = {} as Parameters<typeof connect>[0];
    await rejects(connect(nobody), (error) => isHirteError(error, "bad-argument"));
  });
});
