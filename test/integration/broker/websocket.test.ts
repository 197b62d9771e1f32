import assert from "node:assert/strict";
import { once } from "node:events";
import { request } from "node:http";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { connectAsync } from "mqtt";
import type { WebSocket } from "ws";
import type { BrokerOptions } from "../../../broker/broker.ts";
import { defaultLimits } from "../../../broker/limits.ts";
import { ownVouch } from "../../../broker/pki/vouching.ts";
import { BrokerUnderTest } from "../../support/broker.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { oneForAll, rightPassword } from "../../support/identities.ts";
import { TestPki } from "../../support/pki.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { openWebSocket, streamOf, webSocketClient } from "../../support/websocket.ts";
import { WireClient } from "../../support/wire-client.ts";

const accepted = 0;
const badPassword = 4;
const notAuthorized = 5;
const vera = { username: "vera", password: rightPassword };
const mebibyte = 1024 * 1024;
const anyPort = { port: 0 };
const topic = "hirte/v1/nodes/n1/reports";

describe("the broker over WebSockets", () => {
  let test: BrokerUnderTest;
  const start = async (options: Partial<BrokerOptions> = {}) => {
    test = await BrokerUnderTest.start({ webSocket: anyPort, ...options });
  };
  const port = () => test.broker.webSocketPort;
  const cutOffs = () => test.broker.stats().cutOffs;
  /** A client that is connected. */
  const client = async () => {
    const made = await webSocketClient(port());
    assert.equal(await made.connect(), accepted);
    return made;
  };
  afterEach(() => test.stop());

  it("[REQ-WS-1] [REQ-WS-7] serves clients as over other connections, and counts what they say and hear", async () => {
    await start();
    const others = await test.client();
    await others.subscribe(topic);
    const browser = await client();
    await browser.subscribe(topic);
    browser.publish(topic, "from a browser");
    await others.until(() => others.messages.length === 1);
    await browser.until(() => browser.messages.length === 1);
    const { websocket } = test.broker.stats().traffic;
    assert.deepEqual([websocket.messagesIn, websocket.messagesOut], [1, 1]);
    assert.ok(websocket.bytesIn > 50 && websocket.bytesOut > 30);
    assert.equal(test.broker.stats().connections, 2);
    browser.stream.end();
    await test.until(() => test.broker.stats().connections === 1);
  });

  it("[REQ-WS-1] takes packets in any pieces: split, joined, and across fragments", async () => {
    await start();
    const ws = await openWebSocket(port());
    const browser = new WireClient(streamOf(ws));
    const bytes = Buffer.from("100f00044d5154540402003c0003616263c000c000", "hex");
    // CONNECT without its length, a fragmented one of its middle, and the rest with two PINGREQ.
    ws.send(bytes.subarray(0, 1));
    ws.send(bytes.subarray(1, 4), { fin: false });
    ws.ping();
    for (const at of [4, 5, 6]) ws.send(bytes.subarray(at, at + 1), { fin: at === 6 });
    ws.send(bytes.subarray(7));
    await browser.until(() => browser.packets.length === 3);
    assert.deepEqual(
      browser.packets.map(({ cmd }) => cmd),
      ["connack", "pingresp", "pingresp"],
    );
  });

  it("[REQ-WS-1] ends with the client's close handshake, and publishes its will", async () => {
    await start();
    const watcher = await test.client();
    await watcher.subscribe("hirte/v1/nodes/+/gone");
    const ws = await openWebSocket(port());
    const browser = new WireClient(streamOf(ws));
    await browser.connect({
      will: { topic: "hirte/v1/nodes/n1/gone", payload: Buffer.from("{}") },
    });
    ws.close(1001);
    await watcher.until(() => watcher.messages.length === 1);
    await test.until(() => test.broker.stats().connections === 1);
    assert.deepEqual(test.warnings, []);
  });

  it("[REQ-WS-2] answers what else is asked by HTTP in short, and closes", async () => {
    await start();
    const path = (name: string) => openWebSocket(port(), { path: name });
    for (const name of ["/", "/mqtt", "/mqtt?x=1"]) (await path(name)).terminate();
    await assert.rejects(path("/other"), /404/);
    await assert.rejects(openWebSocket(port(), { subprotocols: [] }), /400/);
    await assert.rejects(openWebSocket(port(), { subprotocols: ["mqttv3.1", "chat"] }), /400/);
    const [both] = [await openWebSocket(port(), { subprotocols: ["chat", "mqtt"] })];
    assert.equal(both.protocol, "mqtt");
    both.terminate();
    assert.deepEqual([await statusOf(port(), "/"), await statusOf(port(), "/metrics")], [426, 404]);
    assert.match(
      await sentBack(port(), "GET /mqtt HTTP/1.1\r\nnonsense\r\n\r\n"),
      /^HTTP\/1.1 400/,
    );
    const pad = "x".repeat(20_000);
    assert.match(await sentBack(port(), `GET / HTTP/1.1\r\nPad: ${pad}\r\n\r\n`), /^HTTP\/1.1 400/);
    const two = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(2);
    assert.equal((await sentBack(port(), two)).match(/426/g)?.length ?? 0, 1);
    const old = upgrade.replace("Version: 13", "Version: 8");
    assert.match(await sentBack(port(), old), /^HTTP\/1.1 426.*Version: 13/s);
    const noKey = upgrade.replace(/Sec-WebSocket-Key.*\r\n/, "");
    assert.match(await sentBack(port(), noKey), /^HTTP\/1.1 400/);
    assert.equal(cutOffs()["upgrade-refused"], 10);
    await test.until(() => test.broker.stats().connections === 0);
  });

  const badFrames: Readonly<Record<string, (ws: WebSocket) => void>> = {
    "text frame": (ws) => ws.send("text"),
    "frame without a mask": (ws) => ws.send(Buffer.from([0xc0, 0]), { mask: false }),
    "message within another": (ws) => {
      ws.send(Buffer.from([0xc0]), { fin: false });
      Reflect.set(Reflect.get(ws, "_sender") as object, "_firstFragment", true);
      ws.send(Buffer.from([0]));
    },
  };
  for (const [what, send] of Object.entries(badFrames)) {
    it(`[REQ-WS-2] [REQ-BRK-8] cuts off for a ${what}, and tells the client and the log`, async () => {
      await start();
      const ws = await openWebSocket(port());
      const browser = new WireClient(streamOf(ws));
      await browser.connect();
      const closed = once(ws, "close");
      send(ws);
      const [code] = await closed;
      assert.equal(code, what === "text frame" ? 1003 : 1002);
      assert.equal(cutOffs().malformed, 1);
      assert.match(String(test.warnings[0]?.["address"]), /^127\.0\.0\.1:\d+$/);
      await test.until(() => test.broker.stats().connections === 0);
      assert.equal(test.broker.stats().clients, 0);
    });
  }

  it("[REQ-WS-2] [REQ-BRK-7] cuts off for a message, or a packet in many, beyond the limit of packets", async () => {
    await start({ limits: { maxPacketBytes: 10_000 } });
    const ws = await openWebSocket(port());
    await new WireClient(streamOf(ws)).connect();
    const closed = once(ws, "close");
    ws.send(Buffer.alloc(10_001));
    assert.equal((await closed)[0], 1009);
    const other = await client();
    other.sendBytes(Buffer.from([0x30, 0x80, 0x80, 0x01]));
    await other.closed;
    assert.equal(cutOffs()["packet-too-large"], 2);
  });

  it("[REQ-WS-3] cuts off who does not ask for a WebSocket in time, or then sends no CONNECT", async () => {
    const clock = new FakeClock(Date.now());
    await start({ clock });
    const silent = await openTcp(port());
    const slow = await openTcp(port());
    slow.write("GET /mqtt HTTP/1.1\r\nHost: localhost\r\nUpgr");
    const mute = await webSocketClient(port());
    await test.until(() => test.broker.stats().connections === 3);
    const ends = [once(silent, "close"), once(slow, "close"), mute.closed];
    await clock.advance(6000);
    slow.write("ade: websocket\r\n");
    await (await client()).ping();
    await clock.advance(6000);
    await Promise.all(ends);
    assert.deepEqual([cutOffs()["no-upgrade"], cutOffs()["no-connect"]], [2, 1]);
    await test.until(() => test.broker.stats().connections === 1);
  });

  it("[REQ-WS-3] keeps a bound on those who ask, and who fills it gives way to others", async () => {
    await start({ limits: { maxHandshakes: 10, maxConnections: 30 } });
    const flood = await Promise.all(Array.from({ length: 40 }, () => openTcp(port())));
    await (await client()).ping();
    assert.ok(test.broker.stats().connections <= 11, `${test.broker.stats().connections}`);
    assert.equal(cutOffs()["no-upgrade"], 31);
    for (const socket of flood) socket.destroy();
  });

  it("[REQ-WS-3] [REQ-BRK-10] counts WebSockets with all connections, and lets one give way that has not asked", async () => {
    const share = { ...defaultLimits.share, connections: 3 };
    await start({ limits: { maxConnections: 3, share } });
    await openTcp(port());
    const browsers = [await client(), await client(), await client()];
    assert.equal(cutOffs()["no-upgrade"], 1);
    const refused = await openTcp(port());
    await once(refused, "close");
    assert.equal(cutOffs()["no-room"], 1);
    for (const browser of browsers) await browser.ping();
  });

  it("[REQ-WS-3] has one address ask at a pace: what is beyond waits, and then is refused", async () => {
    const clock = new FakeClock(Date.now());
    const handshakes = { burst: 1, perSecond: 1 };
    const share = { ...defaultLimits.share, handshakes, connectPatienceMs: 1500 };
    await start({ clock, limits: { share } });
    await client();
    const second = client();
    await test.until(() => test.broker.stats().connections === 2);
    await once(await openTcp(port()), "close");
    assert.equal(cutOffs()["over-share"], 1);
    await clock.advance(1000);
    await (await second).ping();
  });

  it("[REQ-WS-4] [REQ-BRK-3] cuts off a subscriber that stops reading, and loses nobody else a message", async function () {
    this.timeout(20_000);
    await start({ limits: { burstBytes: 2 * mebibyte } });
    const stuck = await client();
    await stuck.subscribe(topic);
    stuck.stopReading();
    const reader = await client();
    await reader.subscribe(topic);
    const publisher = await test.client();
    const payload = Buffer.alloc(64 * 1024);
    let sent = 0;
    while (cutOffs()["slow-reader"] === 0) {
      publisher.publish(topic, payload);
      sent++;
      await publisher.ping();
    }
    await reader.until(() => reader.messages.length === sent);
    const { bytesCutOff, queuedBytes } = test.broker.stats();
    assert.ok(bytesCutOff > mebibyte && bytesCutOff < 3 * mebibyte, `${bytesCutOff}`);
    assert.equal(queuedBytes, 0);
    await test.until(() => test.broker.stats().connections === 2);
  });

  it("[REQ-WS-4] keeps a bound on unfinished messages in all, and cuts off who holds most", async () => {
    await start({ limits: { totalQueueBytes: 800_000 } });
    const small = await client();
    const hoarders = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const ws = await openWebSocket(port());
        await new WireClient(streamOf(ws)).connect();
        return ws;
      }),
    );
    hoarders.forEach((ws, at) => {
      ws.send(Buffer.alloc(60_000 + 1000 * at), { fin: false });
    });
    await test.until(() => cutOffs()["memory-full"] > 0);
    await small.ping();
    await test.until(() => test.broker.stats().connections === 4);
    assert.equal(cutOffs()["memory-full"], 1);
  });

  it("[REQ-WS-5] lets no page of the web drive the nodes of a machine that asks nobody who it is", async () => {
    await start();
    const from = (origin: string) => openWebSocket(port(), { origin });
    await assert.rejects(from("https://evil.example"), /403/);
    (await from("http://127.0.0.1:8080")).terminate();
    assert.equal(cutOffs()["upgrade-refused"], 1);
    await test.stop();
    await start({ webSocket: { port: 0, origins: ["https://ops.example"] } });
    (await from("https://ops.example")).terminate();
    await assert.rejects(from("https://evil.example"), /403/);
  });

  it("[REQ-WS-3] stops with the broker, whatever its connections are at", async () => {
    await start();
    await openTcp(port());
    const text = await openWebSocket(port());
    const browser = await client();
    // It does not answer the close, and would have 2 s for that.
    text.pause();
    text.send("text");
    await test.until(() => cutOffs().malformed === 1);
    await test.broker.close();
    await browser.closed;
    assert.equal(test.broker.stats().connections, 0);
  });
});

describe("the broker over WebSockets and TLS", () => {
  const directory = useTempDir();
  let pki: TestPki;
  let test: BrokerUnderTest;
  const port = () => test.broker.webSocketPort;
  beforeEach(async () => {
    pki = await TestPki.make(join(directory(), "pki"));
    test = await BrokerUnderTest.start({
      webSocket: anyPort,
      tls: { credentials: pki.own.credentials, vouch: ownVouch(pki.issued, () => true) },
      authentication: oneForAll,
    });
  });
  afterEach(() => test.stop());

  it("[REQ-WS-1] asks everybody for user and password, and nobody for a certificate", async () => {
    const tries = async (shown: object) =>
      (await webSocketClient(port(), { ca: pki.ca, origin: "https://any.example" })).connect(shown);
    assert.equal(await tries(vera), accepted);
    assert.equal(await tries({ ...vera, password: "wrong" }), badPassword);
    assert.equal(await tries({}), notAuthorized);
    const node = await webSocketClient(port(), {
      ca: pki.ca,
      credentials: await pki.node("node1"),
    });
    assert.equal(await node.connect(), notAuthorized);
    const certificateRequest = 13;
    assert.equal((await toldByServer(port())).has(certificateRequest), false);
    assert.equal((await toldByServer(test.port)).has(certificateRequest), true);
  });

  it("[REQ-WS-1] speaks with mqtt.js, as a page would", async () => {
    const client = await connectAsync(`wss://127.0.0.1:${port()}/mqtt`, { ca: pki.ca, ...vera });
    const heard = new Promise<Buffer>((resolve) =>
      client.once("message", (_topic, body) => resolve(body)),
    );
    await client.subscribeAsync("hirte/v1/nodes/+/state");
    const inside = new WireClient(test.broker.inMemoryStream());
    await inside.connect();
    const payload = "x".repeat(300_000);
    inside.publish("hirte/v1/nodes/n1/state", payload);
    assert.equal(String(await heard), payload);
    await client.endAsync();
  });

  it("[REQ-WS-2] [REQ-WS-3] tells what is no TLS by an alert, bounds handshakes, and stops in the middle of one", async () => {
    const plain = connect({ host: "127.0.0.1", port: port() });
    plain.write(upgrade);
    const [answer] = (await once(plain, "data")) as [Buffer];
    assert.deepEqual(answer.subarray(0, 2), Buffer.from([0x15, 0x03]));
    assert.equal(test.broker.stats().cutOffs["tls-failed"], 1);
    await openTcp(port());
    await test.until(() => test.broker.stats().connections === 1);
    await test.broker.close();
    assert.equal(test.broker.stats().cutOffs.closing, 1);
  });

  it("[REQ-WS-6] shows a new certificate to new connections, and drops none of those there are", async () => {
    const open = async () => {
      const client = await webSocketClient(port(), { ca: pki.ca });
      await client.connect({ ...vera, clientId: "" });
      return client;
    };
    const before = await open();
    const serial = () =>
      new Promise<string>((resolve) => {
        const socket = connectTls({ host: "127.0.0.1", port: port(), ca: pki.ca }, () => {
          resolve(socket.getPeerCertificate().serialNumber);
          socket.destroy();
        });
      });
    const first = await serial();
    const { key } = pki.own.credentials;
    const cert = await pki.own.authority.signServer(key, ["127.0.0.1"], Date.now());
    test.broker.setCredentials({ ...pki.own.credentials, cert: `${cert}${pki.ca}` });
    assert.notEqual(await serial(), first);
    await (await open()).ping();
    await before.ping();
  });
});

const upgrade = [
  "GET /mqtt HTTP/1.1",
  "Host: localhost",
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Protocol: mqtt",
  "\r\n",
].join("\r\n");

async function openTcp(port: number): Promise<Socket> {
  const socket = connect({ host: "127.0.0.1", port });
  socket.on("error", () => undefined);
  socket.resume();
  await once(socket, "connect");
  return socket;
}

/** All that a connection is answered until it is closed. */
async function sentBack(port: number, text: string): Promise<string> {
  const socket = await openTcp(port);
  const pieces: Buffer[] = [];
  socket.on("data", (bytes) => pieces.push(bytes));
  socket.write(text);
  await once(socket, "close");
  return Buffer.concat(pieces).toString("latin1");
}

async function statusOf(port: number, path: string): Promise<number | undefined> {
  const asked = request({ host: "127.0.0.1", port, path }).end();
  const [response] = await once(asked, "response");
  response.resume();
  return response.statusCode;
}

/** Kinds of handshake messages in the server's first flight of TLS 1.2, which is not encrypted (RFC 5246 §7.4). */
async function toldByServer(port: number): Promise<ReadonlySet<number>> {
  const pieces: Buffer[] = [];
  const tap = createServer((near) => {
    const far = connect({ host: "127.0.0.1", port });
    far.on("data", (bytes) => pieces.push(bytes));
    far.pipe(near).pipe(far);
    near.on("error", () => far.destroy());
  }).listen(0, "127.0.0.1");
  await once(tap, "listening");
  const at = tap.address();
  const socket = connectTls({
    host: "127.0.0.1",
    port: typeof at === "object" && at ? at.port : 0,
    rejectUnauthorized: false,
    maxVersion: "TLSv1.2",
  });
  await once(socket, "secureConnect");
  socket.destroy();
  tap.close();
  const bytes = Buffer.concat(pieces);
  const flight: Buffer[] = [];
  for (let i = 0; bytes[i] === 22; i += 5 + bytes.readUInt16BE(i + 3))
    flight.push(bytes.subarray(i + 5, i + 5 + bytes.readUInt16BE(i + 3)));
  const messages = Buffer.concat(flight);
  const kinds = new Set<number>();
  const done = 14;
  for (let i = 0; !kinds.has(done); i += 4 + messages.readUIntBE(i + 1, 3))
    kinds.add(messages[i] ?? done);
  return kinds;
}
