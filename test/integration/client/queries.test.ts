import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { HirteClient } from "../../../src/client/hirte-client.ts";
import { isHirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import { tcpStream } from "../../../src/mqtt/link.ts";
import { managerNode } from "../../../src/protocol/topics.ts";
import { aNode, ScriptedHirte } from "../../support/scripted-hirte.ts";

describe("a question of a client", () => {
  let hirte: ScriptedHirte;
  let client: HirteClient;
  beforeEach(async () => {
    hirte = await ScriptedHirte.start();
    client = await HirteClient.connect({
      servers: [tcpStream("127.0.0.1", hirte.port)],
      user: "tester",
      log: silentLog(),
    });
  });
  afterEach(async () => {
    await client.close();
    await hirte.stop();
  });

  it("[REQ-CLT-8] is answered with its rows, joined from all chunks", async () => {
    hirte.on("list-nodes", (asked) => {
      void hirte.reply(asked, {
        id: asked.request.id,
        status: "result",
        chunk: 0,
        last: false,
        data: [aNode("a")] as never,
      });
      return { chunk: 1, last: true, data: [aNode("b")] as never };
    });
    const rows = await client.query(managerNode, "list-nodes", {});
    deepEqual(rows, [aNode("a"), aNode("b")]);
  });

  it("[REQ-CLT-8] is repeated after a second when the answer is lost", async () => {
    hirte.on("list-nodes", () => (hirte.of("list-nodes").length < 2 ? undefined : { data: [] }));
    deepEqual(await client.query(managerNode, "list-nodes", {}), []);
    equal(hirte.of("list-nodes").length, 2);
  });

  it("[REQ-CLT-8] is asked again after a reconnect", async () => {
    hirte.on("status", () => (hirte.of("status").length < 2 ? undefined : { data: [] }));
    const answer = client.query("node1", "status", { units: ["a.service"] });
    await hirte.whenAsked("status");
    hirte.cut();
    deepEqual(await answer, []);
  });

  it("[REQ-CLT-8] is asked again when only a part of the answer came before the connection broke", async () => {
    const [first, second] = [aNode("a"), aNode("b")];
    hirte.on("list-nodes", () =>
      hirte.of("list-nodes").length < 2
        ? { chunk: 0, last: false, data: [first] as never }
        : { chunk: 0, last: true, data: [first, second] as never },
    );
    const answer = client.query(managerNode, "list-nodes", {});
    await hirte.whenAsked("list-nodes");
    await client.query(managerNode, "time", {});
    hirte.cut();
    deepEqual(await answer, [first, second]);
  });

  it("[REQ-CLT-8] fails as bad-message when a row is not of the verb's schema", async () => {
    hirte.on("list-nodes", (asked) => {
      void hirte.replyWrongly(asked);
      return undefined;
    });
    await rejects(client.query(managerNode, "list-nodes", {}), (error) =>
      isHirteError(error, "bad-message"),
    );
  });

  it("[REQ-CLT-8] fails with the code of a refusal", async () => {
    hirte.on("status", () => ({
      status: "refused",
      problem: { code: "node-offline", message: "gone" },
    }));
    await rejects(client.query("node1", "status", {}), (error) =>
      isHirteError(error, "node-offline"),
    );
  });

  it("[REQ-CLT-8] fails as deadline when hirte is there and does not answer in time", async () => {
    hirte.on("status", () => undefined);
    await client.managerNow();
    await rejects(client.query("node1", "status", {}, { timeoutMs: 50 }), (error) =>
      isHirteError(error, "deadline"),
    );
  });

  it("[REQ-CLT-9] fails as not-reachable when there is a broker and no hirte behind it", async () => {
    hirte.on("list-nodes", () => undefined);
    await rejects(client.query(managerNode, "list-nodes", {}, { timeoutMs: 50 }), (error) =>
      isHirteError(error, "not-reachable"),
    );
  });

  it("[REQ-CLT-14] says until when it may be done, where it changes something of hirte itself", async () => {
    hirte.clockOffsetMs = 3_600_000;
    const level = { level: "debug" } as const;
    const row = () => ({ data: [level] as never });
    hirte.on("set-manager-loglevel", row);
    const before = hirte.now();
    await client.query(managerNode, "set-manager-loglevel", level, { timeoutMs: 5000 });
    const after = hirte.now();
    const startBy = hirte.of("set-manager-loglevel")[0]?.request.startBy ?? 0;
    // The way of the question for hirte's clock is all that it can be wrong by.
    const mostMs = after - before;
    ok(startBy >= before + 5000 && startBy <= after + mostMs + 5001, `${startBy - before}`);
    deepEqual(
      hirte.asked.map(({ verb }) => verb),
      ["time", "set-manager-loglevel"],
    );
  });

  it("[REQ-CLT-14] is as patient with a hirte whose clock it does not know yet", async () => {
    hirte.on("time", () => undefined);
    const wish = { nodes: ["node1"] };
    await rejects(client.query(managerNode, "allow-nodes", wish, { timeoutMs: 50 }), (error) =>
      isHirteError(error, "not-reachable"),
    );
    deepEqual(hirte.of("allow-nodes"), []);
  });

  it("[REQ-CLT-8] is given up when it is aborted", async () => {
    hirte.on("status", () => undefined);
    const abort = new AbortController();
    const answer = client.query("node1", "status", {}, { signal: abort.signal });
    await hirte.whenAsked("status");
    abort.abort();
    await rejects(answer, (error) => isHirteError(error, "closed"));
  });

  it("[REQ-CLT-8] is given up when the client is closed", async () => {
    hirte.on("status", () => undefined);
    const answer = client.query("node1", "status", {});
    await hirte.whenAsked("status");
    const rejected = rejects(answer, (error) => isHirteError(error, "closed"));
    await client.close();
    await rejected;
  });

  it("[REQ-CLT-8] fails as bad-request, and is not sent, when it cannot be one", async () => {
    await rejects(client.query("node1", "status", { units: ["a b"] }), (error) =>
      isHirteError(error, "bad-request"),
    );
    deepEqual(hirte.asked, []);
  });
});
