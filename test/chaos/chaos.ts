import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Children } from "../../scripts/test/children.ts";
import { labAccess } from "../../scripts/test/lab-access.ts";

const usage = `Usage: npm run chaos -- [OPTIONS]

In the lab, has random requests made of four nodes while agents, nodes, cables, hirte and systemd are
killed, frozen, cut and restarted at random, and holds every outcome that was told against what the
nodes recorded. docs/chaos.md says how to read what it prints.

  --minutes N      how long faults are done (default 1); some 30 s more until all is judged
  --from N         begin N minutes into the schedule, to tell its end again (default 0)
  --seed S         the schedule of faults and requests (default: one that is drawn, and told)
  --broker NAME    embedded (default) or mosquitto
  --tls on|off     whether connections are encrypted and everybody proves who it is (default: on, and off
                   with mosquitto). off: commands and reports are also delivered a second time, by somebody
                   who could not where anybody has to prove anything
  --record FILE    write everything that was recorded, as JSON
  --json           print JSON
  --help           print this

Exit status: 0 nothing was false, 1 something was, or the run could not be made, 2 wrong usage.
`;
/** Booting before, healing, waiting and judging after; the first time the lab is built too. */
const aroundMs = 15 * 60_000;
const project = join(import.meta.dirname, "../..");

process.exitCode = await main();

async function main(): Promise<number> {
  let values: ReturnType<typeof parse>;
  try {
    values = parse();
  } catch (error) {
    process.stderr.write(`chaos: ${error instanceof Error ? error.message : error}\n${usage}`);
    return 2;
  }
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const minutes = Number(values.minutes);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
  const from = Number(values.from);
  const isBroker = values.broker === "embedded" || values.broker === "mosquitto";
  const tls = values.tls ?? (values.broker === "mosquitto" ? "off" : "on");
  const isTls = tls === "off" || (tls === "on" && values.broker === "embedded");
  const isTime = minutes > 0 && from >= 0 && from < minutes;
  if (!isTime || !Number.isSafeInteger(seed) || seed < 0 || !isBroker || !isTls) {
    process.stderr.write(
      `chaos: a number of minutes, one below it to begin from, a whole number as seed, a broker, --tls on with the embedded one\n${usage}`,
    );
    return 2;
  }
  const access = labAccess({ sudo: "silent" });
  if ("obstacle" in access) {
    process.stderr.write(`chaos: ${access.obstacle}\n`);
    return 1;
  }
  const scratch = mkdtempSync(join(tmpdir(), "hirte-chaos-"));
  process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
  const result = join(scratch, "result");
  const { status } = await new Children().run(
    access.command(
      "chaos",
      ...[process.execPath, "--import", "tsx", join(project, "test/chaos/in-lab.ts")],
      ...[
        "--seed",
        `${seed}`,
        "--minutes",
        `${minutes}`,
        "--from",
        `${from}`,
        "--broker",
        values.broker,
        "--tls",
        tls,
      ],
      ...["--result", result],
      ...(values.json ? ["--json"] : []),
      ...(values.record === undefined ? [] : ["--record", values.record]),
    ),
    {
      onOutput: (text) => process.stderr.write(text),
      deadlineMs: minutes * 60_000 + aroundMs,
    },
  );
  try {
    process.stdout.write(readFileSync(result, "utf8"));
  } catch {
    // There is none: what went wrong has been said.
  }
  return status === 0 ? 0 : 1;
}

function parse() {
  return parseArgs({
    options: {
      minutes: { type: "string", default: "1" },
      from: { type: "string", default: "0" },
      seed: { type: "string" },
      tls: { type: "string" },
      broker: { type: "string", default: "embedded" },
      record: { type: "string" },
      json: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  }).values;
}
