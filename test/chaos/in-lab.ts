import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Cluster } from "../support/lab.ts";
import { judge } from "./judge/judge.ts";
import { from } from "./plan.ts";
import { reportJson, reportText } from "./report.ts";
import { carryOut, nodeNames } from "./run.ts";
import { schedule } from "./schedule.ts";

/** One run inside a lab; chaos.ts starts it there, with all options given. */
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    minutes: { type: "string", default: "1" },
    from: { type: "string", default: "0" },
    broker: { type: "string", default: "embedded" },
    tls: { type: "string", default: "off" },
    json: { type: "boolean", default: false },
    result: { type: "string" },
    record: { type: "string" },
  },
});
const broker = values.broker === "mosquitto" ? "mosquitto" : "embedded";
const durationMs = Math.round(Number(values.minutes) * 60_000);
const plan = from(
  schedule({ seed: Number(values.seed), durationMs, nodes: nodeNames, broker }),
  Math.round(Number(values.from) * 60_000),
);
const startedMs = performance.now();
const tell = (text: string) =>
  process.stderr.write(
    `chaos: ${((performance.now() - startedMs) / 1000).toFixed(1)} s  ${text}\n`,
  );

tell(
  `seed ${plan.seed}: ${plan.asks.length} requests and ${plan.faults.length} faults are planned`,
);
const history = await carryOut(new Cluster(nodeNames), plan, {
  broker,
  tls: values.tls === "on" ? "on" : "off",
  tell,
});
if (values.record !== undefined) {
  const record = { plan, history: { ...history, finally: [...history.finally] } };
  writeFileSync(values.record, JSON.stringify(record));
}
const judgement = judge(history);
const report = (values.json ? reportJson : reportText)(plan, history, judgement);
if (values.result === undefined) process.stdout.write(report);
else writeFileSync(values.result, report);
process.exitCode = judgement.findings.length > 0 ? 1 : 0;
