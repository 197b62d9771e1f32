import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { debianProgram, needsProgram } from "./debian-program.ts";

/** Where the package keeps its daemons and drivers; its /usr/sbin/upsd asks /etc/nut/nut.conf first. */
const directories = ["/lib/nut", "/usr/lib/nut"];

/** Skips the suite it is called in where there is no NUT. */
export function needsNut(): void {
  needsProgram(
    () => debianProgram("upsd", directories) && debianProgram("dummy-ups", directories),
    "there is no NUT: apt-get install nut-server, or test/lab/lab.sh --prepare",
  );
}

/** Variables of a UPS as its driver is to tell them; null: none of this name. */
export type Variables = Readonly<Record<string, string | null>>;

/** What a UPS is at first. */
export interface DummyUps {
  readonly description?: string;
  readonly variables?: Variables;
}

/** Options of an upsd. */
export interface UpsdOptions {
  /** How long a driver may be silent before its data is stale. upsd's own default is 15 s. */
  readonly maxAgeS?: number;
  /** More lines of upsd.conf, such as those of its certificate. */
  readonly lines?: readonly string[];
}

/** On line, as a healthy UPS is. */
const healthy: Variables = {
  "battery.charge": "100",
  "battery.runtime": "1800",
  "input.voltage": "230.0",
  "ups.status": "OL",
};

/** One that is there, killed, or stopped in its tracks. */
interface Program {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  said: string;
}

/**
 * A real upsd on a port of its own on 127.0.0.1, with a real dummy-ups for each UPS. Whatever is done to them is
 * waited for until upsd tells it: a second, as a rule, for dummy-ups looks at its file once a second.
 */
export class Upsd {
  /** May be primary, force shutdowns, and give every command. */
  static readonly primary = { user: "upsmon", password: "right password" };
  /** May log in. */
  static readonly secondary = { user: "secondary", password: "right password too" };
  readonly host = "127.0.0.1";
  readonly port: number;
  readonly directory: string;
  readonly #variables = new Map<string, Map<string, string | null>>();
  readonly #drivers = new Map<string, Program>();
  readonly #frozen = new Set<string>();
  #server: Program | undefined;
  #isServerFrozen = false;
  #fileTimeS = Math.floor(Date.now() / 1000);

  private constructor(directory: string, port: number) {
    this.directory = directory;
    this.port = port;
  }

  /** `upses`: their names, and what they are at first; nothing said: on line, healthy. */
  static async start(
    upses: Readonly<Record<string, DummyUps>> = { alpha: {} },
    options: UpsdOptions = {},
  ): Promise<Upsd> {
    if (!debianProgram("upsd", directories)) throw new Error("needsNut() was not called");
    const directory = mkdtempSync(join(tmpdir(), "hirte-upsd-"));
    const upsd = new Upsd(directory, await freePort());
    upsd.#configure(upses, options);
    for (const [ups, { variables = {} }] of Object.entries(upses)) {
      upsd.#variables.set(ups, new Map(Object.entries({ ...healthy, ...variables })));
      upsd.#writeVariables(ups);
    }
    try {
      // Together, and before upsd: it finds them there.
      await Promise.all(Object.keys(upses).map((ups) => upsd.#spawnDriver(ups)));
      await upsd.startUpsd();
    } catch (error) {
      await upsd.stop();
      throw error;
    }
    return upsd;
  }

  /** Has a UPS tell other values; null: the variable is gone. Those not named stay. */
  async set(ups: string, values: Variables): Promise<void> {
    const known = this.#variables.get(ups);
    if (!known) throw new Error(`there is no UPS ${ups}`);
    for (const [name, value] of Object.entries(values)) {
      // Between dummy-ups and upsd a value ends at its first quote: an error of theirs.
      if (value?.includes('"')) throw new Error(`${name}: dummy-ups tells no quotes`);
      known.set(name, value);
    }
    this.#writeVariables(ups);
    await this.#told(ups);
  }

  /** Has a UPS tell another status, `OB DISCHRG LB` say. */
  setStatus(ups: string, status: string): Promise<void> {
    return this.set(ups, { "ups.status": status });
  }

  /** `kill -9` of a driver; resolves when upsd has noticed. */
  async killDriver(ups: string): Promise<void> {
    await end(this.#drivers.get(ups));
    this.#drivers.delete(ups);
    this.#frozen.delete(ups);
    await this.#answers(ups, /^ERR DRIVER-NOT-CONNECTED/);
  }

  /** Stops a driver in its tracks: upsd tells its last values until they are stale. Waits for nothing. */
  freezeDriver(ups: string): void {
    this.#drivers.get(ups)?.child.kill("SIGSTOP");
    this.#frozen.add(ups);
  }

  /** Resolves once upsd calls the data of a UPS stale: some seconds over `maxAgeS` after a freeze. */
  staleData(ups: string): Promise<void> {
    return this.#answers(ups, /^ERR DATA-STALE/);
  }

  /** Lets a frozen driver go on. */
  async thawDriver(ups: string): Promise<void> {
    this.#drivers.get(ups)?.child.kill("SIGCONT");
    this.#frozen.delete(ups);
    await this.#told(ups);
  }

  /** Starts a driver that was killed; resolves when upsd tells its values, after a second of WAIT. */
  async startDriver(ups: string): Promise<void> {
    await this.#spawnDriver(ups);
    await this.#told(ups);
  }

  /** `kill -9` of upsd: nobody listens on its port. Drivers go on. */
  async killUpsd(): Promise<void> {
    await end(this.#server);
    this.#server = undefined;
    this.#isServerFrozen = false;
  }

  /** Stops upsd in its tracks: connections are made by the kernel, and nothing is answered. */
  freezeUpsd(): void {
    this.#server?.child.kill("SIGSTOP");
    this.#isServerFrozen = true;
  }

  /** Lets a frozen upsd go on. */
  async thawUpsd(): Promise<void> {
    this.#server?.child.kill("SIGCONT");
    this.#isServerFrozen = false;
    await this.#allTold();
  }

  /** Starts upsd where it is not, on the same port, with the same drivers; what was latched is forgotten. */
  async startUpsd(): Promise<void> {
    this.#server ??= this.#spawn("upsd", ["-F"]);
    await this.#allTold();
  }

  /** What upsd answers to one command, whole; independent of the client that is tested with it. */
  ask(command: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: this.host, port: this.port });
      let answer = "";
      socket.setEncoding("utf8");
      socket.once("connect", () => socket.write(`${command}\nLOGOUT\n`));
      socket.on("data", (text) => {
        answer += text;
      });
      socket.once("error", reject);
      socket.once("close", () => resolve(answer.replace(/OK Goodbye\n$/, "")));
    });
  }

  /** Ends all of it, frozen or not. */
  async stop(): Promise<void> {
    await Promise.all([end(this.#server), ...[...this.#drivers.values()].map(end)]);
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** What upsd and the drivers wrote to their standard error, for tests that failed. */
  get said(): string {
    return [this.#server, ...this.#drivers.values()].map((program) => program?.said).join("\n");
  }

  #configure(upses: Readonly<Record<string, DummyUps>>, options: UpsdOptions): void {
    const { maxAgeS = 5, lines = [] } = options;
    const write = (name: string, text: readonly string[]) =>
      writeFileSync(join(this.directory, name), `${text.join("\n")}\n`, { mode: 0o600 });
    write(
      "ups.conf",
      Object.entries(upses).flatMap(([ups, { description }]) => [
        `[${ups}]`,
        ...["driver = dummy-ups", `port = ${ups}.dev`, "mode = dummy-once", "pollinterval = 1"],
        ...(description === undefined ? [] : [`desc = ${quoted(description)}`]),
      ]),
    );
    write("upsd.conf", [
      `LISTEN ${this.host} ${this.port}`,
      `STATEPATH ${this.directory}`,
      `MAXAGE ${maxAgeS}`,
      ...lines,
    ]);
    const { primary, secondary } = Upsd;
    write("upsd.users", [
      ...[`[${primary.user}]`, `password = ${quoted(primary.password)}`, "upsmon primary"],
      ...["actions = SET", "actions = FSD", "instcmds = ALL"],
      ...[`[${secondary.user}]`, `password = ${quoted(secondary.password)}`, "upsmon secondary"],
    ]);
  }

  /** In one step, and with a time that tells: dummy-ups compares whole seconds. */
  #writeVariables(ups: string): void {
    const entries = [...(this.#variables.get(ups) ?? [])];
    // The status last: whoever reads in between never sees it beside older values.
    const isStatus = ([name]: readonly [string, unknown]) => name === "ups.status";
    const ordered = [...entries.filter((entry) => !isStatus(entry)), ...entries.filter(isStatus)];
    const lines = ordered.map(([name, value]) =>
      // A status is read word by word.
      isStatus([name, value]) ? `${name}: ${value ?? ""}` : `${name}: ${quoted(value ?? "")}`,
    );
    const path = join(this.directory, `${ups}.dev`);
    writeFileSync(`${path}.new`, `${lines.join("\n")}\n`);
    this.#fileTimeS++;
    utimesSync(`${path}.new`, this.#fileTimeS, this.#fileTimeS);
    renameSync(`${path}.new`, path);
  }

  async #spawnDriver(ups: string): Promise<void> {
    if (this.#drivers.has(ups)) return;
    const socket = join(this.directory, `dummy-ups-${ups}`);
    rmSync(socket, { force: true });
    const driver = this.#spawn("dummy-ups", ["-a", ups, "-F"]);
    this.#drivers.set(ups, driver);
    // Not by connecting: it serves one connection a second.
    await eventually(`the driver of ${ups}`, driver, async () => existsSync(socket));
  }

  #spawn(name: string, args: readonly string[]): Program {
    const [program = "", ...first] = debianProgram(name, directories) ?? [];
    const child = spawn(program, [...first, ...args, "-u", userInfo().username], {
      stdio: ["ignore", "ignore", "pipe"],
      env: {
        PATH: process.env["PATH"],
        NUT_CONFPATH: this.directory,
        NUT_STATEPATH: this.directory,
        NUT_ALTPIDPATH: this.directory,
        NUT_PIDPATH: this.directory,
        // There is no systemd to tell anything.
        NUT_QUIET_INIT_UPSNOTIFY: "true",
      },
    });
    const ended = new Promise<void>((resolve) => {
      child.once("error", () => resolve());
      child.once("exit", () => resolve());
    });
    const running: Program = { child, ended, said: "" };
    child.stderr?.on("data", (text) => {
      running.said += text;
    });
    return running;
  }

  async #allTold(): Promise<void> {
    const isUp = () =>
      this.ask("VER").then(
        () => true,
        () => false,
      );
    await eventually("upsd", this.#server, isUp);
    await Promise.all([...this.#drivers.keys()].map((ups) => this.#told(ups)));
  }

  /** Resolves once upsd tells what was set; at once where there is nobody who could. */
  async #told(ups: string): Promise<void> {
    if (!this.#drivers.has(ups) || this.#frozen.has(ups)) return;
    if (!this.#server || this.#isServerFrozen) return;
    const wanted = [...(this.#variables.get(ups) ?? [])];
    await eventually(`what was set of ${ups}`, this.#server, async () => {
      const answer = await this.ask(`LIST VAR ${ups}`);
      return wanted.every(([name, value]) => {
        const row = `VAR ${ups} ${name} `;
        if (value === null) return answer.startsWith("BEGIN") && !answer.includes(`\n${row}`);
        // FSD is upsd's own, and stays in front until upsd is started again.
        if (name === "ups.status") return statusIn(answer, row)?.replace(/^FSD /, "") === value;
        return answer.includes(`\n${row}${quoted(value)}\n`);
      });
    });
  }

  #answers(ups: string, words: RegExp): Promise<void> {
    if (!this.#server || this.#isServerFrozen) return Promise.resolve();
    return eventually(`${words} of ${ups}`, this.#server, async () =>
      words.test(await this.ask(`LIST VAR ${ups}`)),
    );
  }
}

function statusIn(answer: string, row: string): string | undefined {
  const line = answer.split("\n").find((each) => each.startsWith(row));
  return line?.slice(row.length + 1, -1);
}

/** A word for NUT's files and its protocol. */
function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

async function end(program: Program | undefined): Promise<void> {
  program?.child.kill("SIGKILL");
  await program?.ended;
}

/** Neither upsd nor a driver says when it is ready: they are asked until they are. */
async function eventually(
  what: string,
  program: Program | undefined,
  holds: () => Promise<boolean>,
): Promise<void> {
  const untilMs = performance.now() + 30_000;
  while (!(await holds())) {
    const { child, said = "" } = program ?? {};
    if (child && (child.exitCode !== null || child.signalCode !== null)) {
      throw new Error(`${what}: it has ended: ${said}`);
    }
    if (performance.now() > untilMs) throw new Error(`${what}: not within 30 s: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ host: "127.0.0.1", port: 0 }, () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
