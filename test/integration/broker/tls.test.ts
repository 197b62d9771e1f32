import assert from "node:assert/strict";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { connect as connectTls, type TLSSocket } from "node:tls";
import type { BrokerOptions } from "../../../broker/broker.ts";
import { defaultLimits } from "../../../broker/limits.ts";
import { ownVouch } from "../../../broker/pki/vouching.ts";
import { BrokerUnderTest } from "../../support/broker.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { until as turned } from "../../support/link.ts";
import { type Credentials, openTlsTo, TestPki, tlsClient } from "../../support/pki.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { WireClient } from "../../support/wire-client.ts";

const accepted = 0;
const badPassword = 4;
const notAuthorized = 5;
const everybody: BrokerOptions["authentication"] = {
  verify: async (user) => ({ role: "viewer", user }),
};
const somebody = { username: "tester", password: "any" };
const yearMs = 365 * 86_400_000;

describe("the broker with TLS", () => {
  const directory = useTempDir();
  let pki: TestPki;
  let test: BrokerUnderTest;
  const disallowed = new Set<string>();
  const start = async (options: Partial<BrokerOptions> = {}) => {
    test = await BrokerUnderTest.start({
      tls: {
        credentials: pki.own.credentials,
        vouch: ownVouch(pki.issued, (node) => !disallowed.has(node)),
      },
      ...options,
    });
  };
  const client = (credentials?: Partial<Credentials>, options: object = {}) =>
    tlsClient(test.port, { ca: pki.ca, ...credentials, ...options });
  const refusals = () =>
    test.warnings.filter(({ msg }) => msg === "a client was refused").map((l) => l["detail"]);

  beforeEach(async () => {
    disallowed.clear();
    pki = await TestPki.make(join(directory(), "pki"));
  });
  afterEach(() => test.stop());

  for (const version of ["TLSv1.2", "TLSv1.3"] as const) {
    it(`[REQ-TLS-1] serves who shows a node's certificate, over ${version}`, async () => {
      await start();
      const credentials = await pki.node("node1");
      const node = await client(credentials, { minVersion: version, maxVersion: version });
      assert.equal(await node.connect(), accepted);
      assert.equal((node.stream as TLSSocket).getProtocol(), version);
      await node.ping();
    });
  }

  it("[REQ-TLS-1] speaks no older TLS", async () => {
    await start();
    const old = { ca: pki.ca, minVersion: "TLSv1", maxVersion: "TLSv1.1" } as const;
    await assert.rejects(openTlsTo(test.port, { ...old, ciphers: "DEFAULT@SECLEVEL=0" }));
  });

  it("[REQ-TLS-1] tells a plain connection by an alert that TLS is spoken here, and counts it", async () => {
    await start();
    const socket = connect({ host: "127.0.0.1", port: test.port });
    socket.write(Buffer.from("101000044d5154540402003c0004616263", "hex"));
    const answer: Buffer[] = [];
    socket.on("data", (bytes) => answer.push(bytes));
    await new Promise((resolve) => socket.once("close", resolve));
    assert.deepEqual(Buffer.concat(answer).subarray(0, 2), Buffer.from([0x15, 0x03]));
    assert.equal(test.broker.stats().cutOffs["tls-failed"], 1);
    assert.match(
      String(test.warnings[0]?.["detail"]),
      /does not speak TLS: take TLS=off out there, or write it here too/,
    );
    assert.equal(test.broker.stats().connections, 0);
  });

  it("[REQ-TLS-2] refuses who shows no certificate, where nothing else proves who it is", async () => {
    await start();
    assert.equal(await (await client()).connect(), notAuthorized);
    assert.equal(await (await client()).connect(somebody), notAuthorized);
    assert.equal(test.broker.stats().loginFailures.missing, 2);
  });

  it("[REQ-TLS-2] asks its authentication of who shows no certificate, and of nobody else", async () => {
    const asked: string[] = [];
    await start({
      authentication: {
        verify: async (user, password) => {
          asked.push(user);
          return password === "right" ? { role: "viewer", user } : undefined;
        },
      },
    });
    const shows = (username: string, password: string) => ({ username, password });
    assert.equal(await (await client()).connect(shows("good", "right")), accepted);
    assert.equal(await (await client()).connect(shows("bad", "wrong")), badPassword);
    assert.equal(await (await client()).connect(), notAuthorized);
    const credentials = await pki.node("node1");
    assert.equal(await (await client(credentials)).connect({ clientId: "node" }), accepted);
    assert.deepEqual(asked, ["good", "bad"]);
  });

  it("[REQ-TLS-3] refuses a certificate of another CA, also beside what would prove a user", async () => {
    await start({ authentication: everybody });
    const other = await TestPki.make(join(directory(), "other"));
    const stranger = await client(await other.node("node1"));
    assert.equal(await stranger.connect(somebody), notAuthorized);
    assert.match(String(refusals()[0]), /not believed/);
  });

  it("[REQ-TLS-3] refuses a certificate that the CA has signed and the list does not know", async () => {
    await start();
    assert.equal(await (await client(await pki.stranger("node1"))).connect(), notAuthorized);
    assert.match(String(refusals()[0]), /none that was given/);
  });

  it("[REQ-TLS-3] refuses the server's own certificate as a client's", async () => {
    await start();
    const { cert, key } = pki.own.credentials;
    assert.equal(await (await client({ cert, key })).connect(), notAuthorized);
  });

  it("[REQ-TLS-3] refuses a certificate when its time is over, by its own clock", async () => {
    const clock = new FakeClock(Date.now());
    await start({ clock });
    const credentials = await pki.node("node1");
    clock.stall(yearMs - 60_000);
    assert.equal(await (await client(credentials)).connect({ clientId: "a" }), accepted);
    const late = await client(credentials);
    clock.stall(120_000);
    assert.equal(await late.connect({ clientId: "b" }), notAuthorized);
    assert.match(String(refusals()[0]), /has expired/);
  });

  it("[REQ-TLS-11] cuts a connection at once when its certificate is revoked, and publishes its will", async () => {
    await start({ authentication: everybody });
    const watcher = new WireClient(test.broker.inMemoryStream());
    await watcher.connect();
    await watcher.subscribe("#");
    const node = await client(await pki.node("node1"));
    const will = { topic: "hirte/v1/nodes/node1/gone", payload: Buffer.from("{}") };
    await node.connect({ will });
    const other = await client(await pki.node("node2"));
    await other.connect({ clientId: "other" });
    pki.issued.revoke({ nodes: ["node1"], request: "root x", nowMs: Date.now() });
    test.broker.judgeCertificates();
    await node.closed;
    await watcher.until(() => watcher.messages.length > 0);
    assert.equal(watcher.messages[0]?.topic, will.topic);
    await other.ping();
    assert.equal(test.broker.stats().cutOffs.revoked, 1);
  });

  it("[REQ-TLS-3] ends a connection whose certificate counts, but for another node than it came as", async () => {
    let named = "node1";
    await start({ tls: { credentials: pki.own.credentials, vouch: () => ({ node: named }) } });
    const credentials = await pki.node("node1");
    const [up, late] = [await client(credentials), await client(credentials)];
    assert.equal(await up.connect({ clientId: "a" }), accepted);
    named = "node2";
    assert.equal(await late.connect({ clientId: "b" }), notAuthorized);
    test.broker.judgeCertificates();
    await up.closed;
    assert.match(String(refusals()[0]), /of node node2 by now, and it came as node node1/);
  });

  it("[REQ-TLS-3] refuses the certificate of a node that may not join", async () => {
    await start();
    const node = await client(await pki.node("node1"));
    disallowed.add("node1");
    assert.equal(await node.connect(), notAuthorized);
    assert.match(String(refusals()[0]), /node1: it is not among those that may join/);
  });

  it("[REQ-TLS-3] ends all connections of a node that may join no longer, in a moment", async () => {
    const clock = new FakeClock(Date.now());
    await start({ clock });
    const credentials = await pki.node("node1");
    const all = [await client(credentials), await client(credentials)];
    for (const [at, each] of all.entries()) await each.connect({ clientId: `c${at}` });
    const other = await client(await pki.node("node2"));
    await other.connect({ clientId: "other" });
    disallowed.add("node1");
    test.broker.judgeCertificates("soon");
    // What it is told on its way out reaches it.
    for (const each of all) await each.ping();
    await clock.advance(3000);
    for (const each of all) await each.closed;
    await other.ping();
    assert.equal(test.broker.stats().cutOffs.revoked, 2);
  });

  it("[REQ-TLS-11] refuses who was revoked between the handshake and CONNECT", async () => {
    await start();
    const node = await client(await pki.node("node1"));
    pki.issued.revoke({ nodes: ["node1"], request: "root x", nowMs: Date.now() });
    assert.equal(await node.connect(), notAuthorized);
    assert.match(String(refusals()[0]), /revoked/);
  });

  for (const version of ["TLSv1.2", "TLSv1.3"] as const) {
    it(`[REQ-TLS-4] lets nobody resume a session, over ${version}`, async () => {
      await start();
      const credentials = await pki.node("node1");
      const only = { minVersion: version, maxVersion: version, ca: pki.ca } as const;
      const first = connectTls({ host: "127.0.0.1", port: test.port, ...only, ...credentials });
      let session: Buffer | undefined;
      first.on("session", (offered) => {
        session = offered;
      });
      const node = new WireClient(first);
      assert.equal(await node.connect(), accepted);
      await node.ping();
      session ??= first.getSession();
      pki.issued.revoke({ nodes: ["node1"], request: "root x", nowMs: Date.now() });
      // As the attacker would: with the old session, and without the certificate.
      const socket = await openTlsTo(test.port, { ...only, ...(session ? { session } : {}) }).catch(
        () => undefined,
      );
      if (!socket) return;
      assert.equal(socket.isSessionReused(), false);
      const again = new WireClient(socket);
      assert.equal(await again.connect(), notAuthorized);
    });
  }

  it("[REQ-TLS-5] cuts off a handshake that does not end, and keeps nobody waiting for it", async () => {
    const clock = new FakeClock(Date.now());
    await start({ clock, authentication: everybody });
    const silent = await openTcp(test.port);
    const slow = await openTcp(test.port);
    // The head of a ClientHello, of which no more comes.
    slow.write(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01]));
    await test.until(() => test.broker.stats().connections === 2);
    assert.equal(await (await client()).connect(somebody), accepted);
    const ends = [silent, slow].map((s) => new Promise((resolve) => s.once("close", resolve)));
    await clock.advance(12_000);
    await Promise.all(ends);
    assert.equal(test.broker.stats().cutOffs["no-handshake"], 2);
    await test.until(() => test.broker.stats().connections === 1);
  });

  it("[REQ-TLS-5] gives who drips a handshake or a CONNECT byte by byte, or falls silent in between, no more time, and keeps nobody waiting for them", async () => {
    const clock = new FakeClock(Date.now());
    await start({ clock, authentication: everybody });
    const other = await client();
    assert.equal(await other.connect(somebody), accepted);
    const handshake = await openTcp(test.port);
    const [dripping, silent] = [await client(), await client()];
    await test.until(() => test.broker.stats().connections === 4);
    const ends = [
      new Promise((resolve) => handshake.once("close", resolve)),
      ...[dripping, silent].map(({ closed }) => closed),
    ];
    // The heads of a ClientHello and of a CONNECT, both of which say that much more comes.
    const hello = Buffer.from("16030102000100 01fc0303aabbccddee".replace(" ", ""), "hex");
    const hi = Buffer.from("10ff7f00044d51545404c2003c00046162", "hex");
    for (let second = 0; second < 12; second++) {
      handshake.write(hello.subarray(second, second + 1));
      dripping.sendBytes(hi.subarray(second, second + 1));
      await other.ping();
      await clock.advance(1000);
    }
    await Promise.all(ends);
    const { "no-handshake": noHandshake, "no-connect": noConnect } = test.broker.stats().cutOffs;
    assert.deepEqual([noHandshake, noConnect], [1, 2]);
    await other.ping();
    await test.until(() => test.broker.stats().connections === 1);
  });

  it("[REQ-TLS-5] keeps a bound on handshakes, and who fills it gives way to others", async () => {
    await start({ limits: { maxHandshakes: 20 }, authentication: everybody });
    const flood = await Promise.all(Array.from({ length: 60 }, () => openTcp(test.port)));
    assert.equal(await (await client()).connect(somebody), accepted);
    assert.ok(test.broker.stats().connections <= 21);
    assert.equal(test.broker.stats().cutOffs["no-handshake"], 41);
    for (const socket of flood) socket.destroy();
    await test.until(() => test.broker.stats().connections === 1);
  });

  it("[REQ-TLS-5] lets a handshake under way give way where connections are at their limit", async () => {
    await start({ limits: { maxConnections: 3 }, authentication: everybody });
    const flood = await Promise.all(Array.from({ length: 3 }, () => openTcp(test.port)));
    await test.until(() => test.broker.stats().connections === 3);
    assert.equal(await (await client()).connect(somebody), accepted);
    for (const socket of flood) socket.destroy();
  });

  it("[REQ-TLS-5] [REQ-QUOTA-3] keeps a handshake of one address where another holds the places without a word", async () => {
    const share = { ...defaultLimits.share, connections: 4 };
    await start({ limits: { maxConnections: 4, share }, authentication: everybody });
    const silent = [await client(), await client(), await client()];
    const from = (localAddress: string) =>
      connect({ host: "127.0.0.1", port: test.port, localAddress });
    const honest = from("127.0.0.2");
    await test.until(() => test.broker.stats().connections === 4);
    const other = from("127.0.0.3");
    await silent[0]?.closed;
    assert.equal(honest.destroyed, false);
    const late = await tlsClient(test.port, { ca: pki.ca, socket: honest });
    assert.equal(await late.connect(somebody), accepted);
    other.destroy();
  });

  it("[REQ-TLS-5] outlives 2,000 handshakes of random bytes", async function () {
    this.timeout(30_000);
    await start({ authentication: everybody });
    for (let round = 0; round < 40; round++) {
      const sockets = await Promise.all(Array.from({ length: 50 }, () => openTcp(test.port)));
      await Promise.all(
        sockets.map((socket, at) => {
          const closed = new Promise((resolve) => socket.once("close", resolve));
          socket.end(clientHello(round * 50 + at));
          return closed;
        }),
      );
    }
    assert.equal(await (await client()).connect(somebody), accepted);
    await test.until(() => test.broker.stats().connections === 1);
  });

  it("[REQ-TLS-12] shows a new certificate to new connections, and drops none of those there are", async () => {
    await start({ authentication: everybody });
    const before = await client();
    await before.connect(somebody);
    const serialOf = (stream: unknown) =>
      (stream as TLSSocket).getPeerX509Certificate()?.serialNumber;
    const key = pki.own.credentials.key;
    const cert = await pki.own.authority.signServer(key, ["127.0.0.1"], Date.now());
    test.broker.setCredentials({ ...pki.own.credentials, cert: `${cert}${pki.ca}` });
    const after = await client();
    await after.connect(somebody);
    assert.notEqual(serialOf(after.stream), serialOf(before.stream));
    await before.ping();
  });

  it("[REQ-TLS-1] takes whoever does not ask for HTTP to speak MQTT", async () => {
    await start({ authentication: everybody });
    for (const ALPNProtocols of [["mqtt"], ["x-unknown"], ["mqtt", "http/1.1"]])
      assert.equal(await (await client({}, { ALPNProtocols })).connect(somebody), accepted);
    const http = await openTlsTo(test.port, { ca: pki.ca, ALPNProtocols: ["http/1.1"] });
    // Nobody serves it here.
    await turned(() => http.destroyed || http.readableEnded || http.closed);
  });
});

async function openTcp(port: number): Promise<Socket> {
  const socket = connect({ host: "127.0.0.1", port });
  socket.on("error", () => undefined);
  socket.resume();
  await new Promise<void>((resolve) => socket.once("connect", resolve));
  return socket;
}

/** Something that begins as a TLS record and goes on as it likes. */
function clientHello(seed: number): Buffer {
  const bytes = Buffer.alloc(5 + (seed % 300));
  let x = seed + 1;
  for (let i = 0; i < bytes.length; i++) {
    x = (x * 1_103_515_245 + 12_345) % 2_147_483_648;
    bytes[i] = (x >> 16) & 0xff;
  }
  bytes[0] = 0x16;
  bytes[1] = 0x03;
  bytes[2] = seed % 4;
  return bytes;
}
