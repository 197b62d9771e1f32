import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { JoinDesk } from "../../../../broker/pki/join-desk.ts";
import { ownVouch, type Shown } from "../../../../broker/pki/vouching.ts";
import { createLog } from "../../../../src/core/log.ts";
import { FakeClock } from "../../../support/fake-clock.ts";
import { TestPki } from "../../../support/pki.ts";
import { useTempDir } from "../../../support/temp-dir.ts";

const yearMs = 365 * 86_400_000;

describe("the desk that gives certificates", () => {
  const directory = useTempDir();
  let pki: TestPki;
  let clock: FakeClock;
  let desk: JoinDesk;
  let said: string[];

  beforeEach(async () => {
    clock = new FakeClock();
    pki = await TestPki.make(join(directory(), "pki"), clock.wallMs());
    const { own, issued } = pki;
    said = [];
    desk = new JoinDesk({
      ...{ authority: own.authority, issued, clock },
      vouch: ownVouch(issued, () => true),
      mayJoin: () => true,
      log: createLog({ level: "warn", target: "stderr", write: (line) => void said.push(line) }),
      limits: { refusalMs: 0 },
    });
  });
  afterEach(() => desk.close());

  const open = async (shown?: Shown) => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    const far = connect(port, "127.0.0.1").on("error", () => undefined);
    const [near] = (await once(server, "connection")) as [Socket];
    server.close();
    near.on("error", () => undefined);
    far.resume();
    // HTTP does not ask of its connection whether it is encrypted.
    desk.serve({ socket: near as TLSSocket, address: "10.0.0.1:1", ...(shown && { shown }) });
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

  it("[REQ-TLS-12] gives one next certificate in 10 minutes for one that is shown, to each node", async () => {
    const shown = async (node: string) => {
      const { cert } = await pki.node(node, clock.wallMs());
      return { certificate: new X509Certificate(cert) };
    };
    const [one, other] = [await shown("node1"), await shown("node2")];
    const given = async (by: Shown) => {
      const before = pki.issued.holding(clock.wallMs()).length;
      const { far, ended } = await open(by);
      far.write("POST /v1/renew HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n");
      await ended;
      return pki.issued.holding(clock.wallMs()).length - before;
    };
    clock.stall((yearMs * 3) / 4);
    assert.deepEqual([await given(one), await given(one), await given(other)], [1, 0, 1]);
    clock.stall(599_999);
    assert.equal(await given(one), 0);
    // What was refused does not count.
    clock.stall(1);
    assert.equal(await given(one), 1);
    assert.ok(
      said.some((line) => /next certificate just now/.test(line)),
      said.join(""),
    );
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
