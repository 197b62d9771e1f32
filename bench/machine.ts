import { readFileSync } from "node:fs";
import { arch, availableParallelism, cpus, loadavg, release, totalmem } from "node:os";

/** This machine in one line, and how busy it is: others on it disturb what is measured. */
export function describeMachine(): string {
  const parts = [
    `${availableParallelism()} × ${cpus()[0]?.model.trim() || arch()}`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    `${distribution()}, Linux ${release().split("-")[0]}`,
    `Node.js ${process.versions.node}`,
    `load average ${(loadavg()[0] ?? 0).toFixed(1)}`,
  ];
  return parts.join(", ");
}

function distribution(): string {
  try {
    return (
      /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? "Linux"
    );
  } catch {
    return "Linux";
  }
}
