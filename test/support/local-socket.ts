import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrokerOptions } from "../../broker/broker.ts";
import { OperatorsSocket } from "../../broker/operators-socket.ts";
import { createLog } from "../../src/core/log.ts";
import { proofFileName, proofMtimeS } from "../../src/core/uid-proof.ts";
import { BrokerUnderTest } from "./broker.ts";
import { type ConnectOptions, WireClient } from "./wire-client.ts";

/** A uid without a login name, which may use the socket; and another one. */
export const olga = 64_001;
export const otto = 64_002;
/** The group of both. */
const operators = 64_000;

/** Whether this process may become others. */
export const isRoot = process.geteuid?.() === 0;

/** A broker with an operators' socket in a folder of its own, whose group is that of two users. */
export class LocalHirte {
  readonly directory: string;
  readonly tested: BrokerUnderTest;
  readonly socket: OperatorsSocket;
  readonly #clients: WireClient[] = [];

  private constructor(parts: {
    readonly directory: string;
    readonly tested: BrokerUnderTest;
    readonly socket: OperatorsSocket;
  }) {
    this.directory = parts.directory;
    this.tested = parts.tested;
    this.socket = parts.socket;
  }

  static async start(options: Partial<BrokerOptions> = {}): Promise<LocalHirte> {
    const directory = mkdtempSync(join(tmpdir(), "hirte-test-"));
    chmodSync(directory, 0o755);
    const tested = await BrokerUnderTest.start(options);
    const log = createLog({ level: "error", target: "json", write: () => {} });
    const socket = await OperatorsSocket.serve({ runDir: directory, broker: tested.broker, log });
    chownSync(socket.path, -1, operators);
    chownSync(join(directory, "auth"), -1, operators);
    return new LocalHirte({ directory, tested, socket });
  }

  /** Where the file of a secret lies. */
  fileOf(secret: string): string {
    return join(this.directory, "auth", proofFileName(secret, this.socket.path));
  }

  /** Makes the file of a secret, as that user. */
  prove(uid: number, secret: string): void {
    this.as(uid, `fs.writeFileSync(file, "", { flag: "wx", mode: 0 }); mark(file)`, secret);
  }

  /** As `prove`, for many secrets by one process; for root by this one. */
  proveAll(uid: number, secrets: readonly string[]): void {
    const paths = secrets.map((secret) => this.fileOf(secret));
    if (uid === 0) {
      for (const path of paths) {
        writeFileSync(path, "", { flag: "wx", mode: 0 });
        utimesSync(path, proofMtimeS, proofMtimeS);
      }
      return;
    }
    const files = JSON.stringify(paths);
    const make = `fs.writeFileSync(each, "", { flag: "wx", mode: 0 }); mark(each);`;
    const problem = this.as(uid, `for (const each of ${files}) { ${make} }`);
    if (problem !== "") throw new Error(problem);
  }

  /** What a process of a user's does with the file of a secret, in JavaScript. @returns how it failed, or nothing */
  as(uid: number, script: string, secret = "x"): string {
    const file = this.fileOf(secret);
    const head = `const fs = require("node:fs"); const file = ${JSON.stringify(file)};
      const auth = ${JSON.stringify(join(this.directory, "auth"))};
      const mark = (path) => fs.utimesSync(path, ${proofMtimeS}, ${proofMtimeS});
      process.setgroups([]); process.setgid(${uid === 0 ? 0 : operators}); process.setuid(${uid});`;
    const { stderr } = spawnSync(process.execPath, ["-e", `${head}\n${script}`]);
    return String(stderr);
  }

  /** Connects, and shows this. @returns the client, and what CONNECT was answered */
  async tries(
    options: ConnectOptions,
  ): Promise<{ readonly client: WireClient; readonly returnCode: number }> {
    const stream = connect(this.socket.path);
    stream.on("error", () => {});
    const client = new WireClient(stream);
    this.#clients.push(client);
    return { client, returnCode: await client.connect(options) };
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.stream.destroy();
    await this.socket.close();
    await this.tested.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
