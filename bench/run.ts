import { appendFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { messageOf } from "../src/core/errors.ts";
import { Cluster } from "../test/support/lab.ts";
import type { BenchLab, Context, Figure, Tell } from "./figure.ts";
import { figures } from "./figures.ts";
import { Identities } from "./identities.ts";
import type { FigureResult } from "./report.ts";
import { scratchDirectory } from "./scratch.ts";
import { secure } from "./secure-lab.ts";

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
let identities: Promise<Identities> | undefined;
const wanted = figures.filter(({ name }) => positionals.includes(name));
try {
  const lab = wanted.some(({ place }) => place === "lab") ? await startLab() : undefined;
  for (const figure of wanted) await measure(figure, lab);
} catch (error) {
  process.stderr.write(`bench: ${messageOf(error).trim().split("\n")[0]}\n`);
  process.exit(1);
}
// What a figure left behind when it failed is no reason to stay.
process.exit(0);

async function measure(figure: Figure, lab: BenchLab | undefined): Promise<void> {
  const context: Context = {
    isQuick: values.quick ?? false,
    progress: (text) => process.stdout.write(`bench: ${figure.name}: ${text}\n`),
    identities: () => {
      identities ??= Identities.make(scratchDirectory());
      return identities;
    },
  };
  const write = (result: FigureResult) => {
    if (values.result !== undefined) appendFileSync(values.result, `${JSON.stringify(result)}\n`);
  };
  const tell: Tell = (...measurements) => write({ figure: figure.name, measurements });
  try {
    if (figure.place === "here") await figure.measure(context, tell);
    else if (lab) await figure.measure(context, tell, lab);
  } catch (error) {
    process.stderr.write(
      `bench: ${figure.name}: ${error instanceof Error ? error.stack : error}\n`,
    );
    tell({ what: "the rest of it", unit: "", note: messageOf(error), hasFailed: true });
  }
  write({ figure: figure.name, measurements: [], isComplete: true });
}

async function startLab(): Promise<BenchLab> {
  process.stdout.write(`bench: starting a primary and ${labNodes} nodes\n`);
  const names = Array.from({ length: labNodes }, (_, i) => `node${i + 1}`);
  const cluster = new Cluster(names);
  await cluster.ready();
  // It listens to everything, which costs this process time.
  await cluster.close();
  process.stdout.write("bench: TLS=on, and every node joins\n");
  const access = await secure(cluster);
  await new Promise<void>((resolve) => setTimeout(resolve, settleMs));
  return { cluster, access };
}
