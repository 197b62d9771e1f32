import { appendFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { messageOf } from "../src/core/errors.ts";
import { Cluster } from "../test/support/lab.ts";
import type { Context, Figure, Tell } from "./figure.ts";
import { figures } from "./figures.ts";
import type { FigureResult } from "./report.ts";

/**
 * Measures the figures named, one after the other, and appends what is measured to the file of
 * --result, a line of JSON each. A child of bench.ts, in the lab for those that need one.
 */
const { values, positionals } = parseArgs({
  options: { quick: { type: "boolean" }, result: { type: "string" } },
  allowPositionals: true,
});

/** As DESIGN.md counts the memory of hirte. */
const labNodes = 10;
/** The lab is quiet again: machines that have just booted still have things to do. */
const settleMs = values.quick ? 1000 : 4000;

for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(1));
const wanted = figures.filter(({ name }) => positionals.includes(name));
try {
  const cluster = wanted.some(({ place }) => place === "lab") ? await startCluster() : undefined;
  for (const figure of wanted) await measure(figure, cluster);
} catch (error) {
  process.stderr.write(`bench: ${messageOf(error).trim().split("\n")[0]}\n`);
  process.exit(1);
}
// What a figure left behind when it failed is no reason to stay.
process.exit(0);

async function measure(figure: Figure, cluster: Cluster | undefined): Promise<void> {
  const context: Context = {
    isQuick: values.quick ?? false,
    progress: (text) => process.stdout.write(`bench: ${figure.name}: ${text}\n`),
  };
  const write = (result: FigureResult) => {
    if (values.result !== undefined) appendFileSync(values.result, `${JSON.stringify(result)}\n`);
  };
  const tell: Tell = (...measurements) => write({ figure: figure.name, measurements });
  try {
    if (figure.place === "here") await figure.measure(context, tell);
    else if (cluster) await figure.measure(context, tell, cluster);
  } catch (error) {
    process.stderr.write(
      `bench: ${figure.name}: ${error instanceof Error ? error.stack : error}\n`,
    );
    tell({ what: "the rest of it", unit: "", note: messageOf(error), hasFailed: true });
  }
  write({ figure: figure.name, measurements: [], isComplete: true });
}

async function startCluster(): Promise<Cluster> {
  process.stdout.write(`bench: starting a primary and ${labNodes} nodes\n`);
  const names = Array.from({ length: labNodes }, (_, i) => `node${i + 1}`);
  const started = new Cluster(names);
  await started.ready({ tls: "off" });
  // It listens to everything, which costs this process time.
  await started.close();
  await new Promise<void>((resolve) => setTimeout(resolve, settleMs));
  return started;
}
