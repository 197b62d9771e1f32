import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StreamFactory } from "../../src/mqtt/link.ts";
import { debianProgram, needsProgram } from "./debian-program.ts";
import { type ConnectOptions, WireClient } from "./wire-client.ts";

/** Skips the suite it is called in where there is no mosquitto. */
export function needsMosquitto(): void {
  needsProgram(
    () => debianProgram("mosquitto"),
    "there is no mosquitto: apt-get install mosquitto, or test/lab/lab.sh --prepare",
  );
}

/** A mosquitto with an acl_file, on a socket of its own, whose users all have one password. */
export class Mosquitto {
  static readonly password = "right password";
  readonly directory: string;
  readonly aclFile: string;
  readonly #process: ChildProcess;
  readonly #clients: WireClient[] = [];
  readonly #doors: Server[] = [];
  #said = "";
  readonly #waiters = new Set<() => void>();

  private constructor(directory: string, command: readonly string[]) {
    this.directory = directory;
    this.aclFile = join(directory, "acl");
    const [program = "", ...args] = command;
    this.#process = spawn(program, [...args, "-c", join(directory, "mosquitto.conf")], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.#process.stderr?.on("data", (text) => {
      this.#said += text;
      for (const check of [...this.#waiters]) check();
    });
  }

  /**
   * `users`: who is in its password_file, where no name has a colon; absent: everybody is believed by its name. `acl`:
   * what its acl_file says at first.
   */
  static async start(users: readonly string[] | undefined, acl = ""): Promise<Mosquitto> {
    const command = debianProgram("mosquitto");
    const [passwd = "", ...args] = debianProgram("mosquitto_passwd") ?? [];
    if (!command) throw new Error("needsMosquitto() was not called");
    const directory = mkdtempSync(join(tmpdir(), "hirte-mosquitto-"));
    const passwords = join(directory, "passwords");
    if (users) {
      writeFileSync(passwords, users.map((user) => `${user}:${Mosquitto.password}\n`).join(""), {
        mode: 0o600,
      });
      // Has each password stand there as a hash.
      execFileSync(passwd, [...args, "-U", passwords]);
    }
    writeFileSync(join(directory, "acl"), acl, { mode: 0o640 });
    const lines = [
      `listener 0 ${directory}/socket`,
      ...(users
        ? ["allow_anonymous false", `password_file ${passwords}`]
        : ["allow_anonymous true"]),
      `acl_file ${directory}/acl`,
      "persistence false",
      // 0, no limit, has mosquitto 2.0 end each connection on which it denies a message.
      "max_queued_messages 100000",
      "max_packet_size 1048576",
      "log_dest stderr",
      "log_type all",
      // Started as root it would become somebody who may not read these files.
      ...(process.getuid?.() === 0 ? ["user root"] : []),
    ];
    writeFileSync(join(directory, "mosquitto.conf"), `${lines.join("\n")}\n`);
    const mosquitto = new Mosquitto(directory, command);
    await mosquitto.#says(/mosquitto version \S+ running/, 0);
    return mosquitto;
  }

  /** A stream to it, for links. */
  readonly stream: StreamFactory = () => connect(join(this.directory, "socket"));

  /** Lets programs in over TCP. @returns the port on 127.0.0.1 */
  async door(): Promise<number> {
    const door = createServer((near) => {
      const far = this.stream();
      near.pipe(far).pipe(near);
      near.on("error", () => far.destroy());
      far.on("error", () => near.destroy());
    });
    this.#doors.push(door);
    await new Promise<void>((resolve) => door.listen({ host: "127.0.0.1", port: 0 }, resolve));
    const address = door.address();
    return typeof address === "object" && address ? address.port : 0;
  }

  /** What `systemctl reload mosquitto` does; resolves when it was done. */
  async reload(): Promise<void> {
    const before = this.#said.length;
    this.#process.kill("SIGHUP");
    await this.#says(/Reloading config/, before);
    // It goes on in the order in which things come: whoever is answered now, is so by what was read.
    const { client } = await this.tries(undefined);
    await client.closed;
  }

  /** A connection, and what its CONNECT was answered. `user` undefined: it shows nothing. */
  async tries(
    user: string | undefined,
    options: ConnectOptions = {},
  ): Promise<{ readonly client: WireClient; readonly returnCode: number }> {
    const client = new WireClient(this.stream());
    this.#clients.push(client);
    const shown = user === undefined ? {} : { username: user, password: Mosquitto.password };
    return { client, returnCode: await client.connect({ ...shown, ...options }) };
  }

  /** A client of somebody's, connected. */
  async client(user: string, options: ConnectOptions = {}): Promise<WireClient> {
    const { client, returnCode } = await this.tries(user, options);
    if (returnCode !== 0) throw new Error(`${user} was refused with ${returnCode}: ${this.#said}`);
    return client;
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.stream.destroy();
    for (const door of this.#doors) door.close();
    const { exitCode, signalCode } = this.#process;
    const gone = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill("SIGKILL");
    if (exitCode === null && signalCode === null) await gone;
    rmSync(this.directory, { recursive: true, force: true });
  }

  #says(words: RegExp, from: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = () => reject(new Error(`mosquitto has ended: ${this.#said}`));
      const check = () => {
        if (!words.test(this.#said.slice(from))) return;
        this.#waiters.delete(check);
        this.#process.off("exit", end);
        resolve();
      };
      this.#process.once("exit", end);
      this.#waiters.add(check);
      check();
    });
  }
}
