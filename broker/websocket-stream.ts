import { Duplex, getDefaultHighWaterMark } from "node:stream";
import type { WebSocket } from "ws";
import type { CutReason } from "./cut-off.ts";
import type { TrafficCount } from "./traffic.ts";

/** Why a WebSocket cannot be kept, with what its client is told (RFC 6455 §7.4.1). */
const problems = {
  malformed: 1002,
  "packet-too-large": 1009,
} as const satisfies Partial<Record<CutReason, number>>;
/** A kind of data that is not taken: MQTT is binary. */
const unsupportedData = 1003;
/** Of a frame that a client sends, besides its content: header and mask of a small one (RFC 6455 §5.2). */
const smallFrameBytes = 6;
/** The most that is read in one go. */
const chunkBytes = 64 * 1024;
/** So much, and a chunk, waits in ws until it reads no more. */
const waitingBytes = getDefaultHighWaterMark(false);

/** Why the door ends a WebSocket. */
export type WebSocketProblem = keyof typeof problems | "memory-full";

/** What a stream is made of. */
export interface WebSocketStreamOptions {
  /** Which hands on one frame in a turn of the loop (`allowSynchronousEvents`), and answers no ping by itself. */
  readonly ws: WebSocket;
  /** What it speaks over. */
  readonly socket: Duplex;
  /** Of the first message, which is to hold CONNECT. */
  readonly maxFirstBytes: number;
  /** Frames that carry nothing of MQTT are added to it. */
  readonly traffic: TrafficCount;
  readonly onProblem: (problem: WebSocketProblem, detail: string) => void;
  /** More, or less, has arrived that cannot be handed on yet. */
  readonly onHeld: (deltaBytes: number) => void;
}

/**
 * The bytes of a WebSocket's binary messages, as MQTT sees them (MQTT 3.1.1 §6). Where frames begin and end means
 * nothing. Written is what the kernel has taken; who does not read is not read from.
 */
export class WebSocketStream {
  /** The broker's end. */
  readonly duplex: Duplex;
  readonly #options: WebSocketStreamOptions;
  /** Came in, and is in no message that was handed on: a little too much at times, never too little. */
  #unfinishedBytes = 0;
  #lastChunkBytes = 0;
  #toldBytes = 0;
  #hasSpoken = false;
  /** Nothing that still arrives is handed on. */
  #isOver = false;
  /** Nothing that still arrives is kept, not even as a part of a message. */
  #isDeaf = false;
  #isClosed = false;
  #isPonging = false;
  #ping: Buffer | undefined;

  constructor(options: WebSocketStreamOptions) {
    this.#options = options;
    const { ws, socket } = options;
    this.duplex = this.#makeDuplex();
    socket.on("data", (chunk: Buffer) => this.#arrived(chunk.length));
    ws.on("message", (data, isBinary) => {
      // Messages come as buffers where nothing else is asked for.
      this.#receive(data as Buffer, isBinary);
    });
    ws.on("ping", (data) => {
      this.#control(data);
      this.#ping = data;
      this.#pong();
    });
    ws.on("pong", (data) => this.#control(data));
    ws.on("error", (error) => {
      // ws throws away what it had, and all that follows.
      this.#isDeaf = true;
      this.#unfinishedBytes = 0;
      this.#account();
      this.#fail(problemOf(error), error.message);
    });
    ws.on("close", () => {
      this.#isOver = true;
      this.#isClosed = true;
      this.#account();
      if (!this.duplex.destroyed) this.duplex.push(null);
    });
  }

  /** Bytes that have arrived and are not handed on. */
  get heldBytes(): number {
    return this.#isClosed ? 0 : this.#unfinishedBytes + this.duplex.readableLength;
  }

  /** Ends it at once, for others need the memory. */
  giveWay(detail: string): void {
    if (!this.#isOver) this.#options.onProblem("memory-full", detail);
    this.terminate();
  }

  /** Ends it at once, whatever its client still has to say. */
  terminate(): void {
    this.#isOver = true;
    this.#isClosed = true;
    this.#account();
    this.#options.ws.terminate();
    this.duplex.destroy();
  }

  #makeDuplex(): Duplex {
    const { ws } = this.#options;
    const send = (bytes: Buffer, done: (error?: Error) => void) =>
      ws.send(bytes, { binary: true, compress: false, fin: true }, done);
    return new Duplex({
      // What the broker does not read waits in the kernel, and at its sender.
      readableHighWaterMark: 1,
      allowHalfOpen: false,
      read: () => {
        if (ws.isPaused) ws.resume();
        // What is read now is still there within the call.
        queueMicrotask(() => this.#account());
      },
      write: (piece: Buffer, _encoding, done) => send(piece, done),
      // One frame for all: MQTT packets are joined as it comes.
      writev: (pieces, done) => send(Buffer.concat(pieces.map(({ chunk }) => chunk)), done),
      final: (done) => {
        ws.close(1000);
        done();
      },
      destroy: (_error, done) => {
        this.#isOver = true;
        // Who was told why has a moment to read it: ws ends it then.
        if (ws.readyState === ws.OPEN) ws.terminate();
        done(null);
      },
    });
  }

  #arrived(bytes: number): void {
    if (this.#isDeaf) return;
    this.#unfinishedBytes += bytes;
    this.#lastChunkBytes = bytes;
    this.#account();
    const { maxFirstBytes } = this.#options;
    if (!this.#hasSpoken && this.#unfinishedBytes > maxFirstBytes + chunkBytes)
      this.#fail("packet-too-large", `its first message has more than ${maxFirstBytes} bytes`);
  }

  #receive(data: Buffer, isBinary: boolean): void {
    const behind = this.#unfinishedBytes - data.length - headBytes(data.length);
    // Of a message in several frames the heads of the others are left over: they do not add up for ever.
    this.#unfinishedBytes = Math.max(0, Math.min(behind, this.#lastChunkBytes + waitingBytes));
    if (this.#isOver) {
      this.#account();
      return;
    }
    // [MQTT-6.0.0-1]
    if (!isBinary) {
      this.#fail("malformed", "it sent a text frame", unsupportedData);
      return;
    }
    this.#hasSpoken = true;
    if (!this.duplex.push(data)) this.#options.ws.pause();
    this.#account();
  }

  #control(data: Buffer): void {
    const bytes = data.length + smallFrameBytes;
    this.#options.traffic.bytesIn += bytes;
    // It may stand in the middle of a message, of which the rest is still to come.
    this.#unfinishedBytes = Math.max(0, this.#unfinishedBytes - bytes);
    this.#account();
  }

  /** Of several pings the last one is answered (RFC 6455 §5.5.3): no queue grows behind who does not read. */
  #pong(): void {
    const { ws, traffic } = this.#options;
    const ping = this.#ping;
    if (this.#isPonging || this.#isOver || ping === undefined || ws.readyState !== ws.OPEN) return;
    this.#ping = undefined;
    this.#isPonging = true;
    ws.pong(ping, false, () => {
      this.#isPonging = false;
      traffic.bytesOut += ping.length + 2;
      this.#pong();
    });
  }

  #fail(problem: keyof typeof problems, detail: string, code: number = problems[problem]): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#account();
    this.#options.onProblem(problem, detail);
    this.#options.ws.close(code);
    this.duplex.destroy();
  }

  #account(): void {
    const delta = this.heldBytes - this.#toldBytes;
    this.#toldBytes += delta;
    if (delta !== 0) this.#options.onHeld(delta);
  }
}

/** Of a frame with this much content as a client sends it, with its mask; never more (RFC 6455 §5.2). */
function headBytes(contentBytes: number): number {
  if (contentBytes < 126) return smallFrameBytes;
  return smallFrameBytes + (contentBytes < 65_536 ? 2 : 8);
}

function problemOf(error: Error): keyof typeof problems {
  const code = "code" in error ? error.code : undefined;
  switch (code) {
    case "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH":
    case "WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH":
    case "WS_ERR_TOO_MANY_BUFFERED_PARTS":
      return "packet-too-large";
    default:
      return "malformed";
  }
}
