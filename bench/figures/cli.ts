import { type Figure, timesAs } from "../figure.ts";
import { hirtectl, hirtectlAt, runToEnd } from "../hirtectl.ts";
import { interleave, timed } from "../interleave.ts";
import { scratchDirectory } from "../scratch.ts";
import { compare } from "../statistics.ts";
import { oneshot } from "../units.ts";

const unit = "bench-cli.service";

/** How long hirtectl takes from the shell's point of view, against a Node.js that does nothing. */
export const cli: Figure = {
  name: "cli",
  summary: "wall time of hirtectl against `node -e 0`",
  place: "lab",

  async measure({ isQuick, progress }, tell, lab) {
    await lab.cluster.node1.unit(unit, oneshot);
    const host = hirtectlAt(lab.access, scratchDirectory());
    const commands = [
      { args: ["start", ...host, "node1", unit], budget: 3 },
      { args: ["list-nodes", ...host] },
      { args: ["--version"] },
    ];
    for (const { args, budget } of commands) {
      const what = `hirtectl ${args[0]}`;
      progress(what);
      const pairs = await interleave(
        () => timed(() => runToEnd(process.execPath, "-e", "0")),
        () => timed(() => runToEnd(hirtectl, ...args)),
        { rounds: isQuick ? 15 : 60, warmUp: 2, limitMs: isQuick ? 4000 : 12_000 },
      );
      const sides = { base: "node -e 0", ours: "hirtectl" };
      tell(timesAs(what, sides, compare(pairs), budget));
    }
  },
};
