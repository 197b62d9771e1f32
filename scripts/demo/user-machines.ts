import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { userInfo } from "node:os";
import { join } from "node:path";
import { must, type Outcome, Running, run } from "../../test/support/lab.ts";
import type { Machines } from "./machines.ts";

const project = join(import.meta.dirname, "../..");
const names = ["primary", "node1", "node2"] as const;
/** The demo runs in it; what stands for the machines ends with it, whatever ends it. */
const scope = "hirte-demo.scope";
const systemd = ["/usr/lib/systemd/systemd", "/lib/systemd/systemd"].find((path) =>
  existsSync(path),
);

/** Why this user cannot have systemds of its own, and what would help; undefined: it can. */
export function userObstacle(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (!existsSync("/run/systemd/system") || !systemd) {
    return "this machine was not booted with systemd";
  }
  const { username } = userInfo();
  const asked = spawnSync("systemctl", ["--user", "show", "--value", "-p", "ControlGroup"], {
    env: { ...env, XDG_RUNTIME_DIR: runtimeDir(env) },
    encoding: "utf8",
    timeout: 10_000,
  });
  if (asked.status !== 0) {
    return `${username} has no systemd of its own: log in as ${username} (ssh will do), or, as root: loginctl enable-linger ${username}`;
  }
  // What cgroup v1 has no word for: a part of the tree that belongs to the user.
  if (!existsSync(join("/sys/fs/cgroup", asked.stdout.trim(), "cgroup.controllers"))) {
    return "cgroup v2 is not mounted at /sys/fs/cgroup, so no user can have a part of it";
  }
  return undefined;
}

/** Whether a demo of this user is up. */
export function isUserDemoUp(): boolean {
  const args = ["--user", "--quiet", "is-active", scope];
  return spawnSync("systemctl", args, { env: envOfUser(), stdio: "ignore" }).status === 0;
}

/** The words to put before a command so that it is the demo, and its end the end of all of it. */
export function inUserScope(...argv: readonly string[]): readonly string[] {
  return [
    ...["env", `XDG_RUNTIME_DIR=${runtimeDir(process.env)}`],
    ...["systemd-run", "--user", "--scope", "--quiet", "--collect", `--unit=${scope}`, ...argv],
  ];
}

/**
 * The demo's machines as systemds of the user's own, one for each: where there is neither root nor a
 * container engine. Each is a service of the user's systemd to which a part of the cgroup tree was given
 * (Delegate=), with units, state and sockets apart from the user's own.
 */
export class UserMachines implements Machines {
  readonly kind = "three systemds of your own, without root or containers";
  readonly systemctl = ["systemctl", "--user"];
  /** On tmpfs, and of this user alone. `on` knows it too. */
  readonly #folder = join(runtimeDir(process.env), "hirte-demo");

  run(machine: string, argv: readonly string[]): Promise<Outcome> {
    return run(this.#exec(machine, argv));
  }

  spawn(machine: string, argv: readonly string[]): Running {
    return new Running(this.#exec(machine, argv));
  }

  async writeUnit(machine: string, name: string, text: string): Promise<void> {
    await writeFile(join(this.#folder, machine, "units", name), text);
  }

  async up(): Promise<void> {
    await this.#clean();
    const port = await freePort();
    await Promise.all(names.map((name) => this.#boot(name, port)));
    const start = async (name: string, unit: string) =>
      must(this.#exec(name, [...this.systemctl, "start", unit]));
    await Promise.all([
      start("primary", "hirte.service"),
      start("node1", "hirte-agent.service"),
      start("node2", "hirte-agent.service"),
    ]);
  }

  async down(): Promise<void> {
    await run([...this.#asUser, "systemctl", "--user", "stop", ...names.map(serviceOf)]);
    await this.#clean();
  }

  async #clean(): Promise<void> {
    // systemd keeps folders there that nobody may look into, not even their owner.
    await run(["chmod", "-R", "u+rwX", this.#folder]);
    await rm(this.#folder, { recursive: true, force: true });
  }

  readonly #asUser = ["env", `XDG_RUNTIME_DIR=${runtimeDir(process.env)}`];

  async #boot(name: string, port: number): Promise<void> {
    const folder = join(this.#folder, name);
    for (const part of ["units", "bin", "run"])
      await mkdir(join(folder, part), { recursive: true });
    await chmod(join(folder, "run"), 0o700);
    await symlink(join(project, "dist/hirtectl.js"), join(folder, "bin/hirtectl"));
    await symlink(process.execPath, join(folder, "bin/node"));
    const env = environmentOf(folder, port);
    await writeFile(join(folder, "env"), env.map((line) => `export ${quoted(line)}\n`).join(""));
    await this.writeUnit(name, "default.target", "[Unit]\nRequires=basic.target\n");
    if (name === "primary") await this.writeUnit(name, "hirte.service", hirteUnit(folder));
    else await this.writeUnit(name, "hirte-agent.service", agentUnit(folder, name));
    await writeFile(join(folder, "hirte.conf"), "[hirte]\n");
    await writeFile(join(folder, "agent.conf"), "[hirte-agent]\n");
    await must([
      ...this.#asUser,
      ...["systemd-run", "--user", "--quiet", "--collect", `--unit=${serviceOf(name)}`],
      ...["-p", "Delegate=yes", "-p", "Type=notify", "-p", "KillMode=mixed"],
      ...["-p", `BindsTo=${scope}`, "-p", `After=${scope}`, "-p", "TimeoutStopSec=10"],
      ...env.map((line) => `--setenv=${line}`),
      // The user's own unit files are none of the demo's business, nor what is enabled for all users.
      `--setenv=SYSTEMD_UNIT_PATH=${join(folder, "units")}:/usr/lib/systemd/user`,
      ...[systemd ?? "", "--user"],
    ]);
  }

  #exec(machine: string, argv: readonly string[]): readonly string[] {
    const script = `. "$0"; exec "$@"`;
    return ["sh", "-c", script, join(this.#folder, machine, "env"), ...argv];
  }
}

function envOfUser(): NodeJS.ProcessEnv {
  return { ...process.env, XDG_RUNTIME_DIR: runtimeDir(process.env) };
}

/** pam_systemd(8) sets it; su and runuser do not come by there. */
function runtimeDir(env: NodeJS.ProcessEnv): string {
  return env["XDG_RUNTIME_DIR"] || `/run/user/${process.getuid?.() ?? 0}`;
}

function serviceOf(name: string): string {
  return `hirte-demo-${name}.service`;
}

/** What a command on such a machine finds around it: that machine's systemd, and the primary's port. */
function environmentOf(folder: string, port: number): readonly string[] {
  const run = join(folder, "run");
  return [
    `XDG_RUNTIME_DIR=${run}`,
    `DBUS_SESSION_BUS_ADDRESS=unix:path=${join(run, "bus")}`,
    `XDG_CONFIG_HOME=${join(folder, "config")}`,
    `XDG_STATE_HOME=${join(folder, "state")}`,
    `PATH=${join(folder, "bin")}:${process.env["PATH"] ?? "/usr/bin:/bin"}`,
    // Nobody joins anything here, and nothing leaves this machine.
    "HIRTE_TLS=off",
    "HIRTE_HOST=127.0.0.1",
    `HIRTE_PORT=${port}`,
    `HIRTE_MANAGER_PORT=${port}`,
  ];
}

function quoted(line: string): string {
  const [name = "", ...rest] = line.split("=");
  return `${name}='${rest.join("=").replaceAll("'", "'\\''")}'`;
}

function hirteUnit(folder: string): string {
  const options = [
    ...["-c", join(folder, "hirte.conf"), "--allow", "node1,node2"],
    ...["--state-directory", join(folder, "state"), "--run-directory", join(folder, "run/hirte")],
    ...["--metrics-listen", "off", "--dbus", "no"],
  ];
  return daemonUnit("hirte.js", options);
}

function agentUnit(folder: string, name: string): string {
  return daemonUnit("hirte-agent.js", ["--user", "-c", join(folder, "agent.conf"), "-n", name]);
}

/** As the units below systemd/, with the programs where they were built. */
function daemonUnit(program: string, options: readonly string[]): string {
  const command = [process.execPath, join(project, "dist", program), ...options];
  return `[Service]
Type=notify
NotifyAccess=all
ExecStart=${command.map((word) => `"${word.replaceAll("%", "%%")}"`).join(" ")}
Restart=on-failure
RestartSec=1
KillMode=mixed
`;
}

/** A port that nobody listens on just now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== "object" || !address) throw new Error("no port is free");
  return address.port;
}
