import { chmodSync, lstatSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { HirteError, messageOf } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import {
  type Answer,
  decodeQuestion,
  maxQuestionBytes,
  problemAnswer,
  type Question,
} from "./socket-protocol.ts";

/** What the socket is made of. */
export interface SocketOptions {
  readonly path: string;
  /** May throw or reject: then that is the answer. */
  readonly answer: (question: Question) => Answer | Promise<Answer>;
  readonly log: Log;
}

const maxConnections = 32;
/** Who does not read its answers, or leaves a question half said, is cut off. */
const patienceMs = 30_000;
const maxQuestionsAtOnce = 100;
/** Of one that does not read, no more than this is kept. */
const maxUnreadBytes = 4 * 1024 * 1024;

/** hecate's own socket: the people of this machine who may open it ask, and are answered a line each. */
export class HecateSocket {
  readonly #options: SocketOptions;
  readonly #server: Server;
  readonly #clients = new Set<Socket>();

  private constructor(options: SocketOptions) {
    this.#options = options;
    this.#server = createServer((socket) => this.#serve(socket));
    this.#server.maxConnections = maxConnections;
  }

  /**
   * Listens. What an earlier life has left at the path is taken away: the caller holds the claim on its directory.
   * @throws HirteError `unavailable`
   */
  static async listen(options: SocketOptions): Promise<HecateSocket> {
    const { path } = options;
    const own = new HecateSocket(options);
    try {
      const there = lstatSync(path, { throwIfNoEntry: false });
      if (there && !there.isSocket()) throw new Error("something lies there that is no socket");
      rmSync(path, { force: true });
      await own.#listen();
      return own;
    } catch (cause) {
      own.#server.close();
      throw new HirteError("unavailable", `${path} cannot be listened on: ${messageOf(cause)}`, {
        cause,
        details: { path },
      });
    }
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const client of this.#clients) client.destroy();
    await closed;
  }

  async #listen(): Promise<void> {
    const { path, log } = this.#options;
    // Nobody connects before it is known who may.
    const before = process.umask(0o177);
    try {
      await new Promise<void>((resolve, reject) => {
        this.#server.once("error", reject);
        this.#server.listen(path, () => {
          this.#server.off("error", reject);
          resolve();
        });
      });
    } finally {
      process.umask(before);
    }
    chmodSync(path, 0o660);
    this.#server.on("error", (error) => log.error({ path, error }, "hecate's socket failed"));
  }

  #serve(socket: Socket): void {
    this.#clients.add(socket);
    let rest = "";
    let answering: Promise<void> = Promise.resolve();
    socket.setEncoding("utf8");
    socket.setTimeout(patienceMs, () => socket.destroy());
    socket.on("error", () => socket.destroy());
    socket.once("close", () => this.#clients.delete(socket));
    socket.on("data", (text: string) => {
      const lines = `${rest}${text}`.split("\n");
      rest = lines.pop() ?? "";
      const isTooMuch = lines.length > maxQuestionsAtOnce || rest.length > maxQuestionBytes;
      if (isTooMuch || lines.some((line) => line.length > maxQuestionBytes)) {
        this.#refuse(socket);
        return;
      }
      // One after the other, as they were asked; who asks on meanwhile is not read.
      socket.pause();
      answering = answering.then(async () => {
        for (const line of lines) if (!socket.destroyed) await this.#answer(socket, line);
        socket.resume();
      });
    });
  }

  async #answer(socket: Socket, line: string): Promise<void> {
    let answer: Answer;
    try {
      answer = await this.#options.answer(decodeQuestion(line));
    } catch (error) {
      answer = problemAnswer(error);
    }
    if (!socket.writable) return;
    socket.write(`${JSON.stringify(answer)}\n`);
    if (socket.writableLength > maxUnreadBytes) socket.destroy();
  }

  #refuse(socket: Socket): void {
    const text = `a question has ${maxQuestionBytes} bytes at most, and ${maxQuestionsAtOnce} come at a time`;
    socket.end(`${JSON.stringify(problemAnswer(new HirteError("too-large", text)))}\n`);
    socket.removeAllListeners("data");
    socket.resume();
  }
}
