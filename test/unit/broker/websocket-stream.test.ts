import assert from "node:assert/strict";
import { once } from "node:events";
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { noTraffic } from "../../../broker/traffic.ts";
import { type WebSocketProblem, WebSocketStream } from "../../../broker/websocket-stream.ts";
import { until } from "../../support/link.ts";

/** A client's end that takes what it is sent when the test says so. */
class Client {
  readonly taken: Buffer[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly transport = new Duplex({
    read: () => undefined,
    write: (bytes: Buffer, _encoding, done) => {
      this.taken.push(bytes);
      this.#waiting.push(done);
    },
  });

  take(): void {
    for (const done of this.#waiting.splice(0)) done();
  }

  send(opcode: number, content: Buffer, isLast = true): void {
    this.transport.push(frame(opcode, content, isLast));
  }
}

const text = 0x1;
const binary = 0x2;
const more = 0x0;
const ping = 0x9;

describe("the stream of a WebSocket", () => {
  const traffic = noTraffic().websocket;
  const problems: WebSocketProblem[] = [];
  let held = 0;
  let leastHeld = 0;
  let client: Client;
  let stream: WebSocketStream;

  beforeEach(async () => {
    problems.length = 0;
    held = 0;
    leastHeld = 0;
    client = new Client();
    const upgrader = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      allowSynchronousEvents: false,
      autoPong: false,
      maxPayload: 1_000_000,
    });
    upgrader.handleUpgrade(upgradeRequest(), client.transport, Buffer.alloc(0), (ws) => {
      stream = new WebSocketStream({
        ws,
        socket: client.transport,
        maxFirstBytes: 1000,
        traffic,
        onProblem: (problem) => problems.push(problem),
        onHeld: (deltaBytes) => {
          held += deltaBytes;
          leastHeld = Math.min(leastHeld, held);
        },
      });
    });
    stream.duplex.resume();
    // The answer to the request.
    client.take();
    await until(() => client.transport.writableLength === 0);
    client.taken.length = 0;
  });
  afterEach(() => stream.terminate());

  it("[REQ-WS-4] says that something is written when the client's end has taken it", async () => {
    let isWritten = false;
    stream.duplex.write(Buffer.from("abc"), () => {
      isWritten = true;
    });
    await turns(5);
    assert.equal(isWritten, false);
    while (!isWritten) {
      client.take();
      await turns(1);
    }
    assert.equal(Buffer.concat(client.taken).toString("latin1"), "\x82\x03abc");
  });

  it("[REQ-WS-4] answers the last of many pings, and has no queue behind who does not read", async () => {
    const before = traffic.bytesIn;
    for (let i = 0; i < 100; i++) client.send(ping, Buffer.from([i]));
    await until(() => traffic.bytesIn === before + 700);
    assert.ok(client.transport.writableLength < 10, `${client.transport.writableLength} bytes`);
    const pongs = () => Buffer.concat(client.taken).filter((_, at) => at % 3 === 2);
    while (pongs().length < 2) {
      client.take();
      await turns(1);
    }
    assert.deepEqual([...pongs()], [0, 99]);
  });

  it("[REQ-WS-4] tells how much it holds of messages that are not whole", async () => {
    const first = once(stream.duplex, "data");
    client.send(binary, Buffer.alloc(10));
    await first;
    assert.equal(held, 0);
    client.send(binary, Buffer.alloc(500_000), false);
    await until(() => held > 500_000);
    // In between, which does not make it less.
    client.send(ping, Buffer.alloc(0));
    await turns(5);
    assert.ok(held >= 500_000, `${held} bytes`);
    client.send(more, Buffer.alloc(100), false);
    client.send(more, Buffer.alloc(100), true);
    await until(() => held < 1000);
    stream.giveWay("for a test");
    await until(() => held === 0);
    assert.deepEqual(problems, ["memory-full"]);
  });

  it("[REQ-WS-4] counts what has arrived and is in no message yet, whatever came at once", async () => {
    for (let i = 0; i < 6; i++) client.send(binary, Buffer.alloc(900 * (i + 1)));
    client.send(ping, Buffer.from("are you there"));
    client.send(binary, Buffer.alloc(3000), false);
    await turns(30);
    const frameBytes = 3000 + headOf(3000);
    assert.deepEqual([held, leastHeld], [frameBytes, 0]);
    client.send(more, Buffer.alloc(0));
    client.send(binary, Buffer.alloc(100_000));
    await turns(20);
    // Of a message of two frames it cannot know both heads.
    assert.deepEqual([held, leastHeld, problems], [headOf(0), 0, []]);
  });

  it("[REQ-WS-4] holds of what arrives when it is over what is kept of it, and no more", async () => {
    client.send(text, Buffer.from("abc"));
    await until(() => problems.length > 0);
    for (let i = 0; i < 5; i++) client.send(binary, Buffer.alloc(10_000));
    await turns(20);
    assert.ok(held < 11_000, `${held} bytes`);
    client.send(binary, Buffer.alloc(50_000), false);
    await until(() => held > 50_000);
    // Without a mask: ws reads nothing more after it, and throws away what it has.
    client.transport.push(Buffer.from([0x80, 0]));
    client.send(binary, Buffer.alloc(50_000), false);
    await until(() => held === 0);
    await turns(20);
    assert.deepEqual([problems, held, stream.heldBytes], [["malformed"], 0, 0]);
  });

  it("[REQ-WS-4] takes no long message from one that has said nothing yet", async () => {
    client.send(binary, Buffer.alloc(100_000));
    await until(() => problems.length > 0);
    assert.deepEqual(problems, ["packet-too-large"]);
    assert.equal(stream.duplex.destroyed, true);
  });
});

/** What a client sends; a mask of zeros is one, too (RFC 6455 §5.3). */
function frame(opcode: number, content: Buffer, isLast: boolean): Buffer {
  const head = Buffer.alloc(headOf(content.length));
  head[0] = opcode | (isLast ? 0x80 : 0);
  if (head.length === 6) head[1] = 0x80 | content.length;
  else if (head.length === 8) {
    head[1] = 0x80 | 126;
    head.writeUInt16BE(content.length, 2);
  } else {
    head[1] = 0x80 | 127;
    head.writeBigUInt64BE(BigInt(content.length), 2);
  }
  return Buffer.concat([head, content]);
}

function headOf(contentBytes: number): number {
  if (contentBytes < 126) return 6;
  return contentBytes < 65_536 ? 8 : 14;
}

function upgradeRequest(): IncomingMessage {
  const request = new IncomingMessage(new Socket());
  request.method = "GET";
  request.headers = {
    upgrade: "websocket",
    "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
    "sec-websocket-version": "13",
  };
  return request;
}

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise<void>((resolve) => setImmediate(resolve));
}
