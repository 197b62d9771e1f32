import { createServer, type Server, type Socket } from "node:net";
import { Until } from "./until.ts";

/** What a scripted upsd does with a line; a text is sent as it is. Nothing: it is silent. */
export type Script = (line: string, socket: Socket) => string | undefined;

/** Answers as upsd does where a UPS is on line. */
export const onLine: Script = (line) =>
  line === "LIST VAR alpha"
    ? 'BEGIN LIST VAR alpha\nVAR alpha ups.status "OL"\nEND LIST VAR alpha\n'
    : "OK\n";

/** A TCP server on 127.0.0.1 of which a test says what it answers, for what a real upsd does not do. */
export class ScriptedUpsd {
  readonly host = "127.0.0.1";
  /** What came, line by line, of all connections. */
  readonly lines: string[] = [];
  readonly sockets: Socket[] = [];
  script: Script;
  readonly #server: Server;
  readonly #until = new Until();

  private constructor(script: Script) {
    this.script = script;
    this.#server = createServer((socket) => this.#serve(socket));
  }

  static async start(script: Script = () => undefined): Promise<ScriptedUpsd> {
    const upsd = new ScriptedUpsd(script);
    await new Promise<void>((resolve) => {
      upsd.#server.listen({ host: upsd.host, port: 0 }, resolve);
    });
    return upsd;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address ? address.port : 0;
  }

  /** Resolves once `holds`; looked at after each line and each connection that came or went. */
  until(what: string, holds: () => boolean): Promise<void> {
    return this.#until.until(what, holds);
  }

  /** Connections that are there. */
  get connections(): number {
    return this.sockets.filter((socket) => !socket.destroyed).length;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(socket: Socket): void {
    this.sockets.push(socket);
    let rest = "";
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        this.lines.push(line);
        const answer = this.script(line, socket);
        if (answer !== undefined) socket.write(answer, "latin1");
      }
      this.#until.notify();
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", this.#until.notify);
    this.#until.notify();
  }
}
