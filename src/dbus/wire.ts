import { connect, type Socket } from "node:net";
import { HirteError, messageOf } from "../core/errors.ts";
import type { SocketPath } from "./address.ts";
import {
  decodeMessage,
  encodeMessage,
  headLength,
  type IncomingMessage,
  type OutgoingMessage,
  restLength,
} from "./codec.ts";

/** max_message_size of a system bus (dbus-daemon(1)): it would end the connection. */
const maxMessageBytes = 32 * 1024 * 1024;
/** What may wait for a bus that does not read; beyond it the connection is given up, and made anew. */
const maxWaitingBytes = 2 * maxMessageBytes;

/** Options of a wire. */
export interface WireOptions {
  readonly path: SocketPath;
  /** Authenticated: messages may be sent. */
  readonly onReady: () => void;
  /** Every message, in the order in which it came. */
  readonly onMessage: (message: IncomingMessage) => void;
  /** The other side reads again: `isBlocked` is over. */
  readonly onClear: () => void;
  /** The end, once, after the last message; not after `close`. */
  readonly onEnd: (reason: HirteError) => void;
}

/**
 * One connection to a bus or a peer, from the socket to whole messages. Knows authentication and
 * framing, nothing of calls. Whoever makes it sets the limit on how long it may take.
 */
export class Wire {
  readonly #options: WireOptions;
  readonly #socket: Socket;
  #head: Buffer | undefined;
  #isReady = false;
  #isEnded = false;
  #isCorked = false;
  #isBlocked = false;
  #serial = 0;

  /** Connects at once. */
  constructor(options: WireOptions) {
    this.#options = options;
    this.#socket = connect({ path: options.path });
    this.#socket.on("error", (error) => this.#end(error));
    this.#socket.on("close", () => this.#end(new Error("the connection was closed")));
    // An end without a close: the bus will say nothing more.
    this.#socket.on("end", () => this.#end(new Error("the bus ended the connection")));
    this.#socket.on("connect", () => this.#write(authenticate()));
    this.#socket.on("readable", () => this.#read());
  }

  /** The other side does not read: bytes of earlier turns of the event loop wait in this process. */
  get isBlocked(): boolean {
    return this.#isBlocked;
  }

  /**
   * Sends a message and says by which serial a reply will refer to it. What is sent in one turn of
   * the event loop goes out in one write.
   * @throws HirteError `dbus-error` when it cannot be encoded, `dbus-gone`
   */
  send(message: OutgoingMessage): number {
    this.#write(this.#encode(message));
    const waiting = this.#socket.writableLength;
    if (waiting > maxWaitingBytes) {
      const text = `the bus takes nothing any more: ${waiting} bytes wait for it`;
      // Not from within: whoever sends is in the middle of something.
      process.nextTick(() => this.#end(new HirteError("dbus-gone", text)));
    }
    return this.#serial;
  }

  /**
   * Sends a message that must leave at once or never. `mayLeave` is asked right before the kernel is
   * given the bytes. What the kernel does not take would leave at a time of the other side's choosing:
   * then the connection is cut, and the other side has no whole message of it.
   * @returns undefined when bytes sent earlier wait, and nothing was asked or sent
   * @throws HirteError `not-sent`; `dbus-error`, `dbus-gone` as `send`
   */
  sendNow(message: OutgoingMessage, mayLeave: () => boolean): number | undefined {
    const bytes = this.#encode(message);
    this.#flush();
    if (this.#isBlocked) return undefined;
    if (!mayLeave()) throw new HirteError("not-sent", "its time was over before it could leave");
    this.#socket.write(bytes, this.#onWritten);
    if (this.#socket.writableLength === 0) return this.#serial;
    this.#end(new HirteError("dbus-gone", "the other side does not read what is sent to it"));
    throw new HirteError("not-sent", "systemd does not read what is sent to it");
  }

  /** Cuts the connection; nothing is told any more. */
  close(): void {
    this.#isEnded = true;
    this.#socket.destroy();
  }

  #encode(message: OutgoingMessage): Buffer {
    if (!this.#isReady || this.#isEnded) throw new HirteError("dbus-gone", "not connected");
    // 0 is not a serial (D-Bus specification, "Message Format").
    this.#serial = this.#serial >= 0xffffffff ? 1 : this.#serial + 1;
    const bytes = encodeMessage(message, this.#serial);
    if (bytes.length > maxMessageBytes) {
      const what = message.member ?? message.type;
      throw new HirteError(
        "dbus-error",
        `${what}: ${bytes.length} bytes are more than a bus takes`,
      );
    }
    return bytes;
  }

  #write(bytes: Buffer | string): void {
    if (!this.#isCorked) {
      this.#isCorked = true;
      this.#socket.cork();
      process.nextTick(() => this.#flush());
    }
    this.#socket.write(bytes, this.#onWritten);
  }

  /** Hands the kernel what was written. It takes all of it at once, unless the other side is slow to read. */
  #flush(): void {
    if (!this.#isCorked) return;
    this.#isCorked = false;
    this.#socket.uncork();
    this.#isBlocked = this.#socket.writableLength > 0;
  }

  readonly #onWritten = (): void => {
    if (!this.#isBlocked || this.#isEnded || this.#socket.writableLength > 0) return;
    this.#isBlocked = false;
    this.#options.onClear();
  };

  #read(): void {
    try {
      while (!this.#isEnded && (this.#isReady ? this.#readMessage() : this.#readAnswer())) {
        // Goes on until the socket has no more for now.
      }
    } catch (error) {
      this.#end(error);
    }
  }

  /** Authentication, D-Bus specification "Authentication Protocol": `OK` and the server's GUID. */
  #readAnswer(): boolean {
    const byte = this.#socket.read(1) as Buffer | null;
    if (!byte) return false;
    this.#head = this.#head ? Buffer.concat([this.#head, byte]) : byte;
    if (byte[0] !== 0x0a) {
      if (this.#head.length > 1024) throw new Error("the answer to AUTH never ends");
      return true;
    }
    const line = this.#head.toString("latin1").trim();
    this.#head = undefined;
    if (!line.startsWith("OK ")) throw new Error(`authentication was refused: ${line}`);
    this.#isReady = true;
    this.#options.onReady();
    return true;
  }

  #readMessage(): boolean {
    this.#head ??= this.#readExactly(headLength);
    if (!this.#head) return false;
    const rest = this.#readExactly(restLength(this.#head));
    if (!rest) return false;
    const head = this.#head;
    this.#head = undefined;
    const message = decodeMessage(head, rest);
    if (message) this.#options.onMessage(message);
    return true;
  }

  #readExactly(length: number): Buffer | undefined {
    const bytes = this.#socket.read(length) as Buffer | null;
    // At the end of a stream `read` gives what is left, however little.
    return bytes && bytes.length === length ? bytes : undefined;
  }

  #end(error: unknown): void {
    if (this.#isEnded) return;
    // What came before the end is still to be handed on.
    if (this.#isReady && this.#socket.readableLength > 0 && !(error instanceof HirteError)) {
      this.#read();
      if (this.#isEnded) return;
    }
    this.#isEnded = true;
    this.#socket.destroy();
    this.#options.onEnd(
      error instanceof HirteError
        ? error
        : new HirteError("dbus-gone", `the connection to the bus broke: ${messageOf(error)}`, {
            cause: error,
          }),
    );
  }
}

/**
 * EXTERNAL: the kernel tells the server who we are, and we claim to be that. BEGIN is not held back
 * until OK, as sd-bus does it: systemd's own socket was seen to wait for more when BEGIN and the first
 * message came to it in one piece.
 */
function authenticate(): string {
  const uid = String(process.getuid?.() ?? 0);
  return `\0AUTH EXTERNAL ${Buffer.from(uid).toString("hex")}\r\nBEGIN\r\n`;
}
