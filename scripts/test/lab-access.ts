import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { release } from "node:os";
import { join } from "node:path";
import { compiledVariable } from "../../test/support/programs.ts";

const lab = join(import.meta.dirname, "../../test/lab/lab.sh");
/** What must reach the lab although sudo clears the environment. */
const passedOn = [
  ...["CI", "PATH", "http_proxy", "https_proxy", "no_proxy", "TERM", "FORCE_COLOR"],
  ...["HECATE_NO_DRILLS", compiledVariable],
];

/** Either the words to put before a command so that it runs in a lab, or why there can be none. */
export type LabAccess =
  | { readonly command: (name: string, ...argv: readonly string[]) => readonly string[] }
  | { readonly obstacle: string };

/**
 * Whether this machine and user can have a lab: Linux ≥ 5.14, cgroup v2, apt, and root or sudo.
 * `sudo: "may ask"` also counts a sudo that will want a password, at a terminal.
 */
export function labAccess(options: { readonly sudo: "silent" | "may ask" }): LabAccess {
  const obstacle = machineObstacle();
  if (obstacle !== undefined) return { obstacle };
  if (process.getuid?.() === 0) {
    return { command: (name, ...argv) => ["env", `LAB_NAME=${name}`, lab, ...argv] };
  }
  const isSilent = spawnSync("sudo", ["-n", "true"], { stdio: "ignore" }).status === 0;
  const canAsk = options.sudo === "may ask" && process.stdin.isTTY && has("sudo");
  if (!isSilent && !canAsk) {
    return {
      obstacle: "real machines need root: run it as root, or with a sudo that asks nothing",
    };
  }
  const kept = () =>
    passedOn.flatMap((key) => {
      const value = process.env[key];
      return value === undefined ? [] : [`${key}=${value}`];
    });
  return {
    command: (name, ...argv) => ["sudo", "env", ...kept(), `LAB_NAME=${name}`, lab, ...argv],
  };
}

function machineObstacle(): string | undefined {
  if (process.platform !== "linux")
    return `real machines need Linux, and this is ${process.platform}`;
  const [major = 0, minor = 0] = release().split(".").map(Number);
  if (major < 5 || (major === 5 && minor < 14)) return `Linux ${release()} is older than 5.14`;
  if (!["/sys/fs/cgroup", "/sys/fs/cgroup/unified"].some((d) => existsSync(`${d}/cgroup.procs`))) {
    return "cgroup v2 is not mounted at /sys/fs/cgroup";
  }
  if (!has("apt-get")) return "there is no apt-get, by which the lab's machines are made";
  return undefined;
}

/** Whether a program is in PATH. */
export function has(program: string): boolean {
  return (process.env["PATH"] ?? "").split(":").some((dir) => existsSync(join(dir, program)));
}
