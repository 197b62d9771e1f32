import { createServer, type Server, type Socket } from "node:net";
import {
  decodeMessage,
  encodeMessage,
  headLength,
  type IncomingMessage,
  type OutgoingMessage,
  restLength,
} from "../../src/dbus/codec.ts";

/** Who answers at a socket of its own, without a bus between, as PID 1 does at /run/systemd/private. */
export class PeerSystemd {
  readonly calls: string[] = [];
  /** Answers to methods, by their names. Default: nothing. */
  readonly answers = new Map<string, Pick<OutgoingMessage, "signature" | "body">>();
  /** How it treats those who come, instead of letting them in. */
  refusal: "closes" | "rejects" | "denies" | undefined;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #serial = 0;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async listen(path: string): Promise<PeerSystemd> {
    const server = createServer();
    const peer = new PeerSystemd(server);
    server.on("connection", (socket) => peer.#accept(socket));
    await new Promise<void>((resolve) => server.listen(path, resolve));
    return peer;
  }

  /** Sends to everybody who is connected. */
  send(message: OutgoingMessage): void {
    for (const socket of this.#sockets) socket.write(encodeMessage(message, ++this.#serial));
  }

  /** Stands still: nothing is read. */
  freeze(): void {
    for (const socket of this.#sockets) socket.pause();
  }

  thaw(): void {
    for (const socket of this.#sockets) socket.resume();
  }

  /** Ends all connections, as a re-execution does. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Resolves once nobody is connected, and all that was sent has been read. */
  async allGone(): Promise<void> {
    const ends = [...this.#sockets].map(
      (socket) => new Promise<void>((resolve) => socket.once("close", () => resolve())),
    );
    await Promise.all(ends);
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(socket: Socket): void {
    if (this.refusal === "closes") {
      socket.destroy();
      return;
    }
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    let bytes = Buffer.alloc(0);
    let isAuthenticated = false;
    socket.on("data", (data) => {
      bytes = Buffer.concat([bytes, data]);
      if (!isAuthenticated) {
        const end = bytes.indexOf("BEGIN\r\n");
        if (end < 0) return;
        isAuthenticated = true;
        if (this.refusal === "rejects") {
          socket.end("REJECTED EXTERNAL\r\n");
          return;
        }
        socket.write("OK 0123456789abcdef0123456789abcdef\r\n");
        bytes = bytes.subarray(end + "BEGIN\r\n".length);
      }
      for (;;) {
        const head = bytes.subarray(0, headLength);
        if (head.length < headLength || bytes.length < headLength + restLength(head)) return;
        const length = headLength + restLength(head);
        const message = decodeMessage(head, bytes.subarray(headLength, length));
        bytes = bytes.subarray(length);
        if (message) this.#answer(socket, message);
      }
    });
  }

  #answer(socket: Socket, { member = "", serial }: IncomingMessage): void {
    this.calls.push(member);
    if (this.refusal === "denies") {
      const errorName = "org.freedesktop.DBus.Error.AccessDenied";
      const error: OutgoingMessage = { type: "error", errorName, replySerial: serial };
      socket.write(encodeMessage(error, ++this.#serial));
      return;
    }
    const answer: OutgoingMessage = {
      ...this.answers.get(member),
      type: "return",
      replySerial: serial,
    };
    socket.write(encodeMessage(answer, ++this.#serial));
  }
}
