import { deepEqual, equal, rejects } from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { HirteClient } from "../../../src/client/hirte-client.ts";
import { silentLog } from "../../../src/core/log.ts";
import { unixStream } from "../../../src/mqtt/link.ts";
import { managerNode } from "../../../src/protocol/topics.ts";
import { AskingHirte } from "../../support/asking-hirte.ts";

for (const isAsking of [true, false]) {
  describe(`users of the machine, at a hirte that asks ${isAsking ? "everybody" : "nobody else"} who it is`, function () {
    this.timeout(20_000);
    let hirte: AskingHirte;
    let server: Server;
    const clients: HirteClient[] = [];
    beforeEach(async () => {
      hirte = await AskingHirte.start(isAsking);
      // Who it is has been proven: the tests of the socket itself are elsewhere.
      hirte.broker.local = {
        prove: async (user) => ({ kind: "principal", principal: { role: "operator", user } }),
      };
      server = createServer((socket) =>
        hirte.broker.accept(socket, { address: "hirte.sock:1", via: "socket" }),
      );
      server.listen(join(hirte.directory, "hirte.sock"));
      await once(server, "listening");
    });
    afterEach(async () => {
      for (const client of clients.splice(0)) await client.close("cut");
      server.close();
      await hirte.stop();
    });
    const connect = async (user: string) => {
      const client = await HirteClient.connect({
        servers: [unixStream(join(hirte.directory, "hirte.sock"))],
        user,
        password: "proven",
        log: silentLog(),
      });
      clients.push(client);
      return client;
    };
    const allow = (client: HirteClient) =>
      client.query(managerNode, "allow-nodes", { nodes: ["new1"] });

    it("[REQ-SOCK-4] lets root say which nodes may join, and no operator", async () => {
      await rejects(allow(await connect("olga@local")), { code: "denied" });
      deepEqual(
        (await allow(await connect("root@local"))).map(({ node }) => node),
        ["new1"],
      );
    });

    it("[REQ-SOCK-4] has operators act, under the name that is proven", async () => {
      const commands = await hirte.agent("web-1");
      const olga = await connect("olga@local");
      const job = olga.submit("web-1", "start", { unit: "app.service" });
      job.finished.catch(() => {});
      equal((await commands.next(({ kind }) => kind === "job")).verb, "start");
    });

    if (isAsking) {
      it("[REQ-SOCK-4] lets nobody do more than hirte's user of the same name may, from the next request on", async () => {
        await hirte.agent("web-1");
        const olga = await connect("olga@local");
        await hirte.add("olga", "viewer");
        const job = olga.submit("web-1", "start", { unit: "app.service" });
        await rejects(job.finished, { code: "denied" });
        equal((await olga.query(managerNode, "list-nodes", {})).length, 3);
      });
    }
  });
}
