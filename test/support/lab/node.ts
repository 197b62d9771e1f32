import { existsSync, readFileSync } from "node:fs";
import {
  chmod,
  chown,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { must, type Outcome, Running, run } from "./command.ts";
import { MachineSystemd } from "./systemd.ts";
import {
  type JournalJob,
  journalJobs,
  type StartLogOptions,
  startLogFolder,
  startLogUnit,
} from "./units.ts";
import { delay, until } from "./until.ts";

const labexec = join(import.meta.dirname, "../../lab/labexec");
/** The environment of commands on nodes, as `labnode exec` makes it. */
const onNodes: NodeJS.ProcessEnv = {
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  HOME: "/root",
  TERM: process.env["TERM"] ?? "dumb",
  LANG: "C.UTF-8",
};
const unitFolder = "/etc/systemd/system";

/** A machine of the lab, with systemd as its PID 1. */
export class LabNode {
  readonly name: string;
  readonly ip: string;
  readonly #root: string;
  readonly #systemd: MachineSystemd;
  /** Unit files that were written, and when (milliseconds since 1970). */
  readonly #made = new Map<string, number>();
  readonly #spawned = new Set<Running>();
  #isDisturbed = false;
  #wasFaulty = false;
  #hasBadCable = false;

  constructor(options: { readonly name: string; readonly ip: string; readonly root: string }) {
    this.name = options.name;
    this.ip = options.ip;
    this.#root = options.root;
    this.#systemd = new MachineSystemd(join(options.root, "run"));
  }

  // ── Commands and files ────────────────────────────────────────────────────────────────────────

  /** Runs a command on the node, to its end. Rejects when that takes longer than 55 s. */
  exec(...argv: readonly string[]): Promise<Outcome> {
    return run(this.#words(argv), { env: onNodes });
  }

  /** Runs a command on the node that must succeed; resolves to its standard output. */
  must(...argv: readonly string[]): Promise<string> {
    return must(this.#words(argv), { env: onNodes });
  }

  /** Starts a command on the node and leaves it running, at most until the node is tidied up. */
  spawn(...argv: readonly string[]): Running {
    const running = new Running(this.#words(argv), { env: onNodes });
    this.#spawned.add(running);
    return running;
  }

  /** Ends what was spawned and still runs. */
  async endSpawned(): Promise<void> {
    await Promise.all([...this.#spawned].map((running) => running.stop("SIGKILL")));
    this.#spawned.clear();
  }

  /** systemctl, which must succeed; resolves to what it printed. */
  systemctl(...args: readonly string[]): Promise<string> {
    return this.must("systemctl", ...args);
  }

  /** A property of a unit, as `systemctl show` prints it. */
  async property(unit: string, name: string): Promise<string> {
    return (await this.systemctl("show", "--value", "-p", name, unit)).trim();
  }

  /** Writes a file on the node's disk, running or not. Not below /tmp, /dev, /proc or /sys. */
  async write(path: string, text: string, mode = 0o644): Promise<void> {
    const file = this.#onDisk(path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    await chmod(file, mode);
  }

  /** Replaces a file on the node's disk in one step; `timeS`: when it was last changed, seconds since 1970. */
  async replace(path: string, text: string, timeS: number): Promise<void> {
    const file = this.#onDisk(path);
    await writeFile(`${file}.new`, text);
    await utimes(`${file}.new`, timeS, timeS);
    await rename(`${file}.new`, file);
  }

  /** Makes a symbolic link on the node's disk. */
  async link(target: string, path: string): Promise<void> {
    await mkdir(dirname(this.#onDisk(path)), { recursive: true });
    await symlink(target, this.#onDisk(path));
  }

  /** Text of a file on the node's disk, running or not. */
  read(path: string): Promise<string> {
    return readFile(this.#onDisk(path), "utf8");
  }

  /** As `read`, at once; empty where there is no such file. */
  readNow(path: string): string {
    return this.has(path) ? readFileSync(this.#onDisk(path), "utf8") : "";
  }

  /** Names in a folder on the node's disk, running or not; none where there is no such folder. */
  async names(path: string): Promise<readonly string[]> {
    return this.has(path) ? await readdir(this.#onDisk(path)) : [];
  }

  /** Where a path below the node's /run is found by this process, sockets included; gone while the node is off. */
  fromHere(path: string): string {
    if (!path.startsWith("/run/")) throw new Error(`${path} is not below /run`);
    return join(this.#root, path);
  }

  /** Whether there is such a file on the node's disk, running or not. */
  has(path: string): boolean {
    return existsSync(this.#onDisk(path));
  }

  /** Removes files or folders from the node's disk. */
  async remove(...paths: readonly string[]): Promise<void> {
    for (const path of paths)
      await rm(this.#onDisk(path), { recursive: true, force: true, maxRetries: 5 });
  }

  /** Copies a file or folder on the node's disk as it is, owners included, to where nothing is. */
  async copy(from: string, to: string): Promise<void> {
    await mkdir(dirname(this.#onDisk(to)), { recursive: true });
    await must(["cp", "-a", this.#onDisk(from), this.#onDisk(to)]);
  }

  /** Makes a file on the node's disk one that only the owner of another may read. */
  async hand(path: string, ownersOf: string): Promise<void> {
    const { uid, gid } = await stat(this.#onDisk(ownersOf));
    await chown(this.#onDisk(path), uid, gid);
    await chmod(this.#onDisk(path), 0o600);
  }

  /** Packs a folder on the node's disk into a file of this box, owners included. */
  async pack(path: string, file: string): Promise<void> {
    await must(["tar", "-C", this.#onDisk(path), "-cf", file, "."]);
  }

  /** Makes a folder on the node's disk of what was packed. */
  async unpack(file: string, path: string): Promise<void> {
    await mkdir(this.#onDisk(path), { recursive: true });
    await must(["tar", "-C", this.#onDisk(path), "-xpf", file]);
  }

  /** Removes all that is in a folder on the node's disk; does nothing where there is no such folder. */
  async empty(path: string): Promise<void> {
    await this.remove(...(await this.names(path)).map((name) => join(path, name)));
  }

  // ── Units ─────────────────────────────────────────────────────────────────────────────────────

  /** Writes a unit file, or a drop-in (`web.service.d/x.conf`), and has systemd read it. */
  async unit(name: string, text: string): Promise<void> {
    await this.write(join(unitFolder, name), text);
    this.#made.set(name, Date.now());
    // systemd finds files of units that it has not loaded by itself; a reload costs each machine and
    // its agent a tenth of a second.
    const [unit = name] = name.split(".d/");
    if (await this.#systemd.property(unit, "NeedDaemonReload")) await this.#systemd.reload();
  }

  /**
   * Writes a service that appends a line to a log on the node's disk each time it is started, so
   * that a second execution of one request would show. Read it with `starts`.
   */
  startLog(name: string, options: StartLogOptions = {}): Promise<void> {
    return this.unit(name, startLogUnit(name, options));
  }

  /** How often the service of `startLog` was started, read from the disk: running or not. */
  async starts(name: string): Promise<number> {
    const log = join(startLogFolder, name);
    return this.has(log) ? (await this.read(log)).trimEnd().split("\n").length : 0;
  }

  /** Waits until the service of `startLog` was started so often: its log is written, its rest runs. */
  async hasStarted(name: string, times = 1): Promise<void> {
    await until(() => this.starts(name), {
      what: `${name} on ${this.name} has started ${times} time(s)`,
      holds: (seen) => seen >= times,
    });
  }

  /** ActiveState of a unit, asked of the node's own systemd. */
  async activeState(unit: string): Promise<string> {
    return String(await this.#systemd.property(unitOf(unit), "ActiveState"));
  }

  /** Waits until the unit's ActiveState is `state`, asked of the node's own systemd. */
  async unitIs(unit: string, state: string, deadlineMs = 30_000): Promise<void> {
    await until(() => this.activeState(unit), {
      what: `${unit} on ${this.name} is ${state}`,
      holds: (seen) => seen === state,
      deadlineMs,
    });
  }

  /** The jobs systemd had for this unit in this boot, since its file was written, oldest first. */
  async jobs(unit: string): Promise<JournalJob[]> {
    const sinceMs = this.#made.get(unit);
    const text = await this.must(
      ...["journalctl", "-b", "-o", "json", "--output-fields=JOB_ID,JOB_TYPE,JOB_RESULT"],
      ...["_PID=1", `UNIT=${unit}`],
      ...(sinceMs === undefined ? [] : [`--since=@${sinceMs / 1000}`]),
    );
    return journalJobs(text);
  }

  /** Log lines of units. `sinceMs`: milliseconds since 1970. */
  async journal(
    units: readonly string[],
    options: { readonly sinceMs?: number; readonly lines?: number } = {},
  ): Promise<string> {
    const { sinceMs, lines = 1000 } = options;
    return this.must(
      ...[
        "journalctl",
        "-q",
        "--no-pager",
        "--no-hostname",
        "-o",
        "short-precise",
        "-n",
        `${lines}`,
      ],
      ...units.flatMap((unit) => ["-u", unit]),
      ...(sinceMs === undefined ? [] : [`--since=@${(sinceMs / 1000).toFixed(3)}`]),
    );
  }

  /**
   * Log lines of a unit in the life that ended when the machine was switched off, as long as it is off, oldest first.
   * `atMs`: milliseconds since 1970.
   */
  async lastWords(
    unit: string,
  ): Promise<readonly { readonly atMs: number; readonly text: string }[]> {
    const text = await must([
      ...["chroot", this.#root, "journalctl", "-q", "--no-pager", "-D", "/run/log/journal"],
      ...["-o", "short-unix", "-u", unit],
    ]);
    return text.split("\n").flatMap((line) => {
      const [, seconds, words] = /^(\d+\.\d+) \S+ (.*)$/.exec(line) ?? [];
      return words === undefined ? [] : [{ atMs: Number(seconds) * 1000, text: words }];
    });
  }

  /** Starts units, where they have failed or were stopped by SIGSTOP, too; resolves once they are active. */
  async bringUp(...units: readonly string[]): Promise<void> {
    await this.#systemd.start(units.map(unitOf));
  }

  /** Ends units, whatever they are at, and forgets all failures of the machine's units. */
  async takeDown(...units: readonly string[]): Promise<void> {
    await this.#systemd.takeAway(units.map(unitOf));
  }

  // ── Faults ────────────────────────────────────────────────────────────────────────────────────

  /** Whether its next user must not take over what runs here. */
  get isDisturbed(): boolean {
    return this.#isDisturbed;
  }

  /** Whether a fault was done to it that hirte and its agents are to survive. */
  get wasFaulty(): boolean {
    return this.#wasFaulty;
  }

  /** Says that the next user must not take over what runs here. */
  disturb(): void {
    this.#isDisturbed = true;
  }

  /** Says that a test stops or switches off what goes on here afterwards: it is started for the next user. */
  upset(): void {
    this.#wasFaulty = true;
  }

  /** Sends a signal to a unit's main process: STOP, CONT, KILL. */
  async signal(unit: string, signal: string): Promise<void> {
    this.#wasFaulty = true;
    await this.systemctl("kill", "--kill-whom=main", `--signal=${signal}`, unit);
  }

  /** Unplugs the cable. */
  cut(): Promise<void> {
    this.#hasBadCable = true;
    return this.#fault("cut");
  }

  /** Plugs the cable in again, and ends losses. */
  async heal(): Promise<void> {
    await this.#fault("loss", "0");
    await this.#fault("heal");
    this.#hasBadCable = false;
  }

  /** Loses frames each way, without the carrier going. 100: a line that is silently dead. */
  lose(percent: number): Promise<void> {
    this.#hasBadCable = true;
    return this.#fault("loss", `${percent}`);
  }

  /** The whole machine stands still. */
  freeze(): Promise<void> {
    return this.#fault("freeze");
  }

  thaw(): Promise<void> {
    return this.#fault("thaw");
  }

  /** Every process dies at once; the kernel still closes their sockets. */
  kill(): Promise<void> {
    return this.#fault("kill");
  }

  /** The power fails: every process dies at once and nobody hears of it. The disk stays. */
  async powerCut(): Promise<void> {
    await this.cut();
    await this.kill();
  }

  /** systemctl poweroff, until the machine is off. */
  off(): Promise<void> {
    return this.#fault("off");
  }

  /** systemctl reboot, until the new system answers. */
  async reboot(): Promise<void> {
    await this.#fault("reboot");
    await this.wait();
  }

  /** Power and cable are back; resolves when systemd has booted. */
  async start(): Promise<void> {
    if (this.#hasBadCable) await this.heal();
    await this.#fault("start");
    await this.wait();
  }

  /** Waits until systemd has booted. */
  async wait(): Promise<void> {
    // What /run has before its first process is there is of the life before.
    const processes = `/sys/fs/cgroup/${this.name}/init.scope/cgroup.procs`;
    const door = this.fromHere("/run/systemd/private");
    const see = async () => {
      if ((await this.status()) === "off") return "off";
      if (readOrNothing(processes) === "" || !existsSync(door)) return "dark";
      // A machine that dies meanwhile does not answer.
      return Promise.race([this.#systemd.state(), delay(1000).then(() => "silent")]);
    };
    const seen = await until(see, {
      what: `${this.name} has booted`,
      holds: (state) => ["running", "degraded", "off"].includes(state),
      everyMs: 20,
    });
    if (seen !== "off") return;
    const { by } = (await this.lastEnd()) ?? { by: "nobody knows what" };
    throw new Error(`${this.name} has gone off instead of booting, by ${by}`);
  }

  /** As `labnode status` says it, which is a process at each look. */
  status(): Promise<"on" | "off" | "frozen"> {
    const supervisor = readOrNothing(join(dirname(this.#root), "supervisor"));
    if (supervisor === "" || !isThere(Number(supervisor))) return Promise.resolve("off");
    const events = readOrNothing(`/sys/fs/cgroup/${this.name}/cgroup.events`);
    return Promise.resolve(events.includes("frozen 1") ? "frozen" : "on");
  }

  /** How its last life ended, and when (milliseconds since 1970); undefined: none has ended yet. */
  async lastEnd(): Promise<
    { readonly by: "poweroff" | "reboot" | "kill"; readonly atMs: number } | undefined
  > {
    const file = join(dirname(this.#root), "exit");
    if (!existsSync(file)) return undefined;
    // As labnode's supervisor writes it: what systemd asked its kernel for.
    const status = (await readFile(file, "utf8")).trim();
    const by = status === "130" ? "poweroff" : status === "129" ? "reboot" : "kill";
    return { by, atMs: (await stat(file)).mtimeMs };
  }

  /** Undoes faults and takes away what was spawned, and the units that were written. */
  async tidy(): Promise<void> {
    await this.endSpawned();
    if (this.#isDisturbed || this.#wasFaulty) {
      const status = await this.status();
      if (status === "frozen") await this.thaw();
      if (status === "off") await this.start();
      else if (this.#hasBadCable) await this.heal();
      await this.wait();
      this.#isDisturbed = false;
      this.#wasFaulty = false;
    }
    const units = [...this.#made.keys()].filter((name) => !name.includes("/"));
    if (this.#made.size === 0) return;
    await this.remove(...[...this.#made.keys()].map((name) => join(unitFolder, name)));
    const isChanged = [...this.#made.keys()].some((name) => name.includes("/"));
    this.#made.clear();
    const areLoaded = await this.#systemd.takeAway(units);
    if (isChanged || areLoaded) await this.#systemd.reload();
    // Units that run write into it.
    await this.remove(startLogFolder);
  }

  #words(argv: readonly string[]): readonly string[] {
    return [labexec, this.name, ...argv];
  }

  async #fault(verb: string, ...args: readonly string[]): Promise<void> {
    this.#wasFaulty = true;
    await must(["labnode", verb, this.name, ...args]);
  }

  #onDisk(path: string): string {
    if (!/^\/(?!tmp\/|dev\/|proc\/|sys\/)/.test(path)) {
      throw new Error(`${path} is not on the node's disk`);
    }
    return join(this.#root, path);
  }
}

/** The name of a unit that may be given, as systemctl takes it, without the end of a service's. */
function unitOf(name: string): string {
  return /\.[a-z]+$/.test(name) ? name : `${name}.service`;
}

/** Text of a file; empty where there is none, or none any more. */
function readOrNothing(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
