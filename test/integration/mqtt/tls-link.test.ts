import assert from "node:assert/strict";
import { createServer as createTcpServer } from "node:net";
import { join } from "node:path";
import { createServer, type Server, type TlsOptions } from "node:tls";
import { type StreamFactory, tcpStream, tlsStream } from "../../../src/mqtt/link.ts";
import { BrokerUnderTest } from "../../support/broker.ts";
import { linkTo } from "../../support/link.ts";
import { type Credentials, TestPki } from "../../support/pki.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("a link over TLS", () => {
  const directory = useTempDir();
  const servers: Server[] = [];
  let pki: TestPki;
  beforeEach(async () => {
    pki = await TestPki.make(join(directory(), "pki"));
  });
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  /** A TLS server that keeps what it is told. */
  const listen = async (options: TlsOptions) => {
    const heard: Buffer[] = [];
    const server = createServer(options, (socket) => {
      socket.on("data", (bytes) => heard.push(bytes));
      socket.on("error", () => undefined);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return { port: (server.address() as { port: number }).port, heard };
  };
  const to = (port: number, host = "127.0.0.1", own: Partial<Credentials> = {}) =>
    tlsStream({ host, port, identity: () => ({ ca: pki.ca, ...own }) });
  /** Why the first attempt failed; "up": it did not. */
  const outcome = (server: StreamFactory) =>
    new Promise<string>((resolve) => {
      const end = (how: string) => {
        resolve(how);
        void link.close("cut");
      };
      const link = linkTo([server], { onUp: () => end("up"), onDown: end });
      link.open();
    });

  it("[REQ-TLS-14] comes up with a server of its CA, by name and by address", async () => {
    const { credentials } = pki.own;
    const tls = { credentials, vouch: () => ({ node: "node1" }) };
    const test = await BrokerUnderTest.start({ tls });
    const own = await pki.node("node1");
    assert.equal(await outcome(to(test.port, "127.0.0.1", own)), "up");
    assert.equal(await outcome(to(test.port, "localhost", own)), "up");
    await test.stop();
  });

  it("[REQ-TLS-14] says nothing to a server of another CA, and says why", async () => {
    const other = await TestPki.make(join(directory(), "other"));
    for (const version of ["TLSv1.2", "TLSv1.3"] as const) {
      const only = { minVersion: version, maxVersion: version };
      const { port, heard } = await listen({ ...other.own.credentials, ...only });
      assert.match(await outcome(to(port)), /^its certificate is of another CA than/);
      assert.deepEqual(heard, []);
    }
  });

  it("[REQ-TLS-14] says nothing to a server of another name, and says which it has", async () => {
    const { key } = pki.own.credentials;
    const cert = await pki.own.authority.signServer(key, ["hirte.example"], Date.now());
    const { port, heard } = await listen({ key, cert });
    assert.match(await outcome(to(port)), /^its certificate is for another name: .*127\.0\.0\.1/);
    assert.deepEqual(heard, []);
  });

  it("[REQ-TLS-14] takes no node's certificate for a server's", async () => {
    const { port, heard } = await listen(await pki.node("localhost"));
    assert.notEqual(await outcome(to(port, "localhost")), "up");
    assert.deepEqual(heard, []);
  });

  it("[REQ-TLS-14] says that a certificate has expired, or does not hold yet", async () => {
    const { key } = pki.own.credentials;
    const yearMs = 365 * 86_400_000;
    for (const [nowMs, words] of [
      [Date.now() - yearMs - 60_000, /^its certificate has expired/],
      [Date.now() + yearMs, /^its certificate does not hold yet/],
    ] as const) {
      const cert = await pki.own.authority.signServer(key, ["127.0.0.1"], nowMs);
      const { port } = await listen({ key, cert });
      assert.match(await outcome(to(port)), words);
    }
  });

  it("[REQ-TLS-14] says who speaks TLS where it should not be, and who does not where it should", async () => {
    const { credentials } = pki.own;
    const tls = { credentials, vouch: () => ({ problem: "" }) };
    const encrypted = await BrokerUnderTest.start({ tls });
    assert.match(
      await outcome(tcpStream("127.0.0.1", encrypted.port)),
      /speaks TLS.*take that out here, or write it there too/,
    );
    await encrypted.stop();
    const plain = await BrokerUnderTest.start();
    assert.match(await outcome(to(plain.port)), /does not speak TLS/);
    await plain.stop();
    const greeter = createTcpServer((socket) => socket.end("220 hello\r\n"));
    await new Promise<void>((resolve) => greeter.listen(0, "127.0.0.1", resolve));
    const { port } = greeter.address() as { port: number };
    assert.match(await outcome(to(port)), /does not speak TLS/);
    greeter.close();
  });

  it("[REQ-TLS-14] reads its files anew for each attempt, and fails with what is wrong about them", async () => {
    const problem = new Error("ca.pem is not there");
    const server = tlsStream({
      host: "127.0.0.1",
      port: 1,
      identity: () => {
        throw problem;
      },
    });
    assert.equal(await outcome(server), "ca.pem is not there");
  });
});
