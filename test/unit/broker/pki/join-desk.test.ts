import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { JoinDesk } from "../../../../broker/pki/join-desk.ts";
import { createLog } from "../../../../src/core/log.ts";
import { FakeClock } from "../../../support/fake-clock.ts";
import { TestPki } from "../../../support/pki.ts";
import { useTempDir } from "../../../support/temp-dir.ts";

describe("the desk that gives certificates", () => {
  const directory = useTempDir();
  let desk: JoinDesk;
  let said: string[];

  beforeEach(async () => {
    const { own, issued } = await TestPki.make(join(directory(), "pki"));
    said = [];
    desk = new JoinDesk({
      ...{ authority: own.authority, issued, clock: new FakeClock() },
      vouch: () => ({ problem: "none" }),
      mayJoin: () => true,
      log: createLog({ level: "warn", target: "stderr", write: (line) => void said.push(line) }),
      limits: { refusalMs: 0 },
    });
  });
  afterEach(() => desk.close());

  const open = async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    const far = connect(port, "127.0.0.1").on("error", () => undefined);
    const [near] = (await once(server, "connection")) as [Socket];
    server.close();
    near.on("error", () => undefined);
    far.resume();
    // HTTP does not ask of its connection whether it is encrypted.
    desk.serve({ socket: near as TLSSocket, address: "10.0.0.1:1" });
    return { far, ended: once(near, "close") };
  };
  const wish = JSON.stringify({ node: "node1", token: "x".repeat(24), csr: "" });
  const post = `POST /v1/join HTTP/1.1\r\nhost: x\r\ncontent-length: ${wish.length}\r\n\r\n${wish}`;

  it("[REQ-TLS-10] serves one request of a connection, and ends it at a second one", async () => {
    const { far, ended } = await open();
    far.write(post.repeat(2000));
    await ended;
    assert.ok(desk.refused <= 1, `${desk.refused} were served`);
    assert.ok(!said.some((line) => / error /.test(line)), said.join(""));
    const other = await open();
    other.far.write(post);
    await other.ended;
    assert.ok(desk.refused >= 1);
  });

  it("[REQ-TLS-10] does not call it an error of its own when somebody goes away in the middle", async () => {
    const { far, ended } = await open();
    far.write(post.slice(0, -5));
    far.end();
    await ended;
    // What it says, it says in this turn or the next.
    await new Promise(setImmediate);
    assert.ok(!said.some((line) => / error /.test(line)), said.join(""));
  });
});
