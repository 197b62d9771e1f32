import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Access } from "./access.ts";
import { benchPassword, benchUser, type Identities } from "./identities.ts";
import { dist, Program } from "./program.ts";

/** How a primary is set up. */
export interface PrimaryOptions {
  /** Its configuration and its state go into a directory of its own below this one. */
  readonly directory: string;
  readonly allowedNodes: readonly string[];
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Whom it knows, over TLS. Absent: connections are plain, and nobody is asked who it is. */
  readonly identities?: Identities;
}

const readyMs = 15_000;

/** hirte, the real program from dist/, on a free port. */
export class Primary {
  readonly host: string;
  readonly port: number;
  /** For clients that measure. */
  readonly access: Access;
  readonly #home: string;
  #program: Program | undefined;

  private constructor(parts: { access: Access; home: string }) {
    this.host = parts.access.host;
    this.port = parts.access.port;
    this.access = parts.access;
    this.#home = parts.home;
  }

  /** Makes its configuration. It is not running before `launch`. */
  static async prepare(options: PrimaryOptions): Promise<Primary> {
    const { directory, allowedNodes, host = "127.0.0.1", identities } = options;
    const port = await freePort(host);
    await mkdir(directory, { recursive: true });
    const home = await mkdtemp(join(directory, "primary-"));
    const stateDir = join(home, "state");
    await identities?.install(stateDir, host);
    const lines = [
      "[hirte]",
      `ManagerPort=${port}`,
      `ListenAddress=${host}`,
      `AllowedNodeNames=${allowedNodes.join(",")}`,
      `TLS=${identities ? "on" : "off"}`,
      `StateDirectory=${stateDir}`,
      `RunDirectory=${join(home, "run")}`,
      // Several can be there at once.
      "MetricsListen=127.0.0.1:0",
      "LogTarget=stderr",
      // A name on the bus of whatever machine this is would be neither ours to take nor alike everywhere.
      "DBus=no",
      "",
    ];
    await writeFile(join(home, "hirte.conf"), lines.join("\n"));
    const place = { host, port, user: benchUser };
    const access = identities
      ? { ...place, tls: { ca: identities.ca }, password: benchPassword }
      : place;
    return new Primary({ access, home });
  }

  /** Prepared, launched and ready. */
  static async start(options: PrimaryOptions): Promise<Primary> {
    const primary = await Primary.prepare(options);
    await primary.launch().said(/hirte is ready/, readyMs);
    return primary;
  }

  get pid(): number {
    if (!this.#program) throw new Error("hirte was not launched");
    return this.#program.pid;
  }

  launch(): Program {
    // As systemd/hirte.service starts it.
    const env = { MALLOC_ARENA_MAX: "1" };
    const argv = [process.execPath, join(dist, "hirte.js"), "-c", join(this.#home, "hirte.conf")];
    this.#program = new Program(argv, { env });
    return this.#program;
  }

  /** Ends it without a word, and starts it again with what it left on disk. */
  async killAndRestart(): Promise<void> {
    await this.#program?.end("SIGKILL");
    this.launch();
  }

  /** Ends it, and takes its files away. */
  async stop(): Promise<void> {
    await this.#program?.end();
    await rm(this.#home, { recursive: true, force: true });
  }
}

/** Not 0 in the configuration: after a restart it has to be the same again. */
function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ host, port: 0 }, () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
