import { type Figure, timesAs } from "../figure.ts";
import { hirtectl, hirtectlAt, runToEnd } from "../hirtectl.ts";
import { interleave, timed } from "../interleave.ts";
import { tooFewFilesFor } from "../process-usage.ts";
import { scratchDirectory } from "../scratch.ts";
import { compare } from "../statistics.ts";
import { measureConnecting } from "../tls/connecting.ts";
import { measureIdleClients } from "../tls/idle-clients.ts";
import { onPair, type Pair, type Plan, sides } from "../tls/pair.ts";
import { measureRoundTrips } from "../tls/round-trips.ts";
import { measureStorm } from "../tls/storm.ts";

/** What TLS costs: the same hirte with it and without, measured in turns. */
export const tls: Figure = {
  name: "tls",
  summary: "what TLS costs, against plain connections: connecting, messages, memory, hirtectl",
  place: "here",

  async measure(context, tell) {
    const count = context.isQuick ? 200 : 1000;
    const note = tooFewFilesFor(count);
    if (note !== undefined) {
      tell({ what: `${count} clients`, unit: "", note });
      return;
    }
    const nodes = Array.from({ length: count }, (_, i) => `n${i + 1}`);
    const plan = { context, tell, nodes, directory: scratchDirectory() };
    context.progress(`certificates for ${count} nodes`);
    // Fresh ones: of memory that was used before, nobody can tell whose it was.
    await onPair(plan, (pair) => measureIdleClients(plan, pair));
    await onPair(plan, async (pair) => {
      await measureConnecting(plan, pair);
      await measureRoundTrips(plan, pair);
      await measureHirtectl(plan, pair);
    });
    await measureStorm(plan);
  },
};

async function measureHirtectl(
  { context: { isQuick, progress }, tell, directory }: Plan,
  { plain, tls: encrypted }: Pair,
): Promise<void> {
  progress("hirtectl list-nodes");
  const [base, ours] = [plain, encrypted].map(({ primary }) =>
    hirtectlAt(primary.access, directory),
  );
  const list = (at: readonly string[] = []) => timed(() => runToEnd(hirtectl, "list-nodes", ...at));
  const pairs = await interleave(
    () => list(base),
    () => list(ours),
    { rounds: isQuick ? 8 : 25, warmUp: 2, limitMs: isQuick ? 4000 : 12_000 },
  );
  tell(timesAs("hirtectl list-nodes", sides, compare(pairs)));
}
