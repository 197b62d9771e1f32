import assert from "node:assert/strict";
import { judge } from "../chaos/judge/judge.ts";
import { reportText } from "../chaos/report.ts";
import { carryOut, nodeNames } from "../chaos/run.ts";
import { schedule } from "../chaos/schedule.ts";
import { Cluster } from "../support/lab.ts";

describe("a short chaos run", () => {
  it("[REQ-CHAOS-4] tells nothing false, does nothing twice, late or unasked, and ends every call", async () => {
    const cluster = new Cluster(nodeNames);
    const broker = "embedded";
    const plan = schedule({ seed: 20, durationMs: 30_000, nodes: nodeNames, broker });
    const history = await carryOut(cluster, plan, { broker, tls: "on", tell: () => {} });
    const judgement = judge(history);
    assert.deepEqual(judgement.findings, [], reportText(plan, history, judgement));
    // A run in which nothing happens proves nothing; how much is done is for the machine to say.
    const ends = judgement.facts.cases.flatMap((subject) => subject.finally?.result ?? []);
    const isDone = ends.filter((result) => result === "done");
    assert.ok(ends.length > 10 && isDone.length > 2, reportText(plan, history, judgement));
    assert.ok(history.faults.length >= 8, reportText(plan, history, judgement));
  }).timeout(240_000);
});
