import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Access } from "./access.ts";
import { dist } from "./program.ts";

/** The program as it is installed. */
export const hirtectl = join(dist, "hirtectl.js");
const deadlineMs = 10_000;

/** The options by which hirtectl goes to a hirte; what it reads from files is put below `directory`. */
export function hirtectlAt(
  { host, port, tls, user, password }: Access,
  directory: string,
): readonly string[] {
  const file = (name: string, text: string) => {
    const path = join(directory, `hirtectl-${name}`);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
  return [
    ...["-H", `${host}:${port}`, "--user", user],
    ...(tls ? ["--tls", "on", "--tls-ca-file", file("ca.pem", tls.ca)] : ["--tls", "off"]),
    ...(password === undefined ? [] : ["--password-file", file("password", `${password}\n`)]),
  ];
}

/** Runs a program as a shell would. @throws when it does not end well */
export function runToEnd(program: string, ...args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    // The same Node.js for all.
    const path = `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`;
    const env = { ...process.env, PATH: path, NODE_OPTIONS: "" };
    const child = spawn(program, args, { env, stdio: "ignore", timeout: deadlineMs });
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ${args.join(" ")}: ${signal ?? `exit status ${code}`}`));
    });
  });
}
