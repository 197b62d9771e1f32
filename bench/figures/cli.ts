import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { brokerPort } from "../../test/support/lab.ts";
import { type Figure, ms } from "../figure.ts";
import { interleave, timed } from "../interleave.ts";
import { dist } from "../program.ts";
import { compare } from "../statistics.ts";
import { oneshot } from "../units.ts";

const unit = "bench-cli.service";
const deadlineMs = 10_000;

/** How long hirtectl takes from the shell's point of view, against a Node.js that does nothing. */
export const cli: Figure = {
  name: "cli",
  summary: "wall time of hirtectl against `node -e 0`",
  place: "lab",

  async measure({ isQuick, progress }, tell, lab) {
    await lab.node1.unit(unit, oneshot);
    const host = ["-H", `${lab.primary.ip}:${brokerPort}`, "--tls", "off"];
    const hirtectl = join(dist, "hirtectl.js");
    const commands = [
      { args: ["start", ...host, "node1", unit], budget: 3 },
      { args: ["list-nodes", ...host] },
      { args: ["--version"] },
    ];
    for (const { args, budget } of commands) {
      const what = `hirtectl ${args[0]}`;
      progress(what);
      const pairs = await interleave(
        () => timed(() => run(process.execPath, "-e", "0")),
        () => timed(() => run(hirtectl, ...args)),
        { rounds: isQuick ? 15 : 60, warmUp: 2, limitMs: isQuick ? 4000 : 12_000 },
      );
      const { base, ours, ratio } = compare(pairs);
      tell({
        what: `${what}, p50`,
        value: ratio,
        unit: "×",
        ...(budget === undefined ? {} : { budget }),
        note: `${ms(ours.p50)} ms (p99 ${ms(ours.p99)}), node -e 0 ${ms(base.p50)} ms (p99 ${ms(base.p99)}); n = ${base.count}`,
      });
    }
  },
};

/** Runs a program as a shell would. @throws when it does not end well */
function run(file: string, ...args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    // The same Node.js for both.
    const path = `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`;
    const env = { ...process.env, PATH: path, NODE_OPTIONS: "" };
    const child = spawn(file, args, { env, stdio: "ignore", timeout: deadlineMs });
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${file} ${args.join(" ")}: ${signal ?? `exit status ${code}`}`));
    });
  });
}
