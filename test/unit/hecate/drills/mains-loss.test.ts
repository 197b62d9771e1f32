import assert from "node:assert/strict";
import { readHecateConfig } from "../../../../src/config/hecate.ts";
import { systemClock } from "../../../../src/core/clock.ts";
import { rehearseMainsLoss } from "../../../../src/hecate/drills/mains-loss.ts";
import { rehearsal } from "../../../../src/hecate/drills/rehearsal.ts";
import { firstBudgetOf } from "../../../../src/hecate/first-budget.ts";
import type { PowerConfig } from "../../../../src/power/model.ts";
import { hecateExample } from "../../../support/hecate-file.ts";
import { aPowerConfig } from "../../../support/power/config.ts";

/** Both batteries last for so long, or that of tethys for another time. */
function rehearse(
  runtimeS: number,
  { stateraS = runtimeS, ...other }: Partial<PowerConfig> & { readonly stateraS?: number } = {},
) {
  const power = aPowerConfig(other);
  const { nodes, coordinator, brokerHost, mode } = power;
  const workers = nodes.flatMap(({ name, roles }) => (roles.includes("k3s-agent") ? [name] : []));
  const stop = { kind: "stop", unit: "k3s-agent.service", onFailure: "continue" } as const;
  const stage = { name: "workers", skippable: false, steps: [{ ...stop, at: { nodes: workers } }] };
  const batteries = power.upses.map(({ name }) => ({
    ...{ ups: name, chargePercent: 100 },
    runtimeS: name === "statera" ? stateraS : runtimeS,
  }));
  return rehearseMainsLoss({
    ...{ power, runs: [], batteries },
    plan: {
      nodes,
      coordinator,
      brokerHost,
      mode,
      shutdownStages: [stage],
      startupStages: [],
      upses: [],
    },
  });
}

describe("a rehearsed loss of the mains", () => {
  it("[REQ-DRL-10] tells what would be decided, at which runtime, and ends with the coordinator, last and in time", () => {
    const { protocol, problem, offS, lastsS } = rehearse(900);
    const texts = protocol.map(({ text }) => text);
    assert.equal(problem, undefined, texts.join("\n"));
    const decided = protocol.filter(({ text }) => text.startsWith("decided"));
    // The first UPS at its threshold, by the third poll that counts.
    assert.match(
      decided[0]?.text ?? "",
      /shutdown of .*(pyrphoros|statera): on battery, runtime \d+ s/,
    );
    const gone = texts.findLastIndex((text) => / gone$/.test(text));
    const self = texts.findIndex((text) => /titan-db powers itself off: pyrphoros/.test(text));
    assert.ok(gone > 0 && gone < self, texts.join("\n"));
    assert.equal(lastsS, 900);
    assert.ok(offS !== undefined && offS > 800 && offS < 900, String(offS));
    for (const node of ["tethys", "titan-0a", "titan-1a", "titan-1b"]) {
      assert.equal(texts.filter((text) => text.includes(`power off ${node},`)).length, 1, node);
    }
  });

  it("[REQ-DRL-10] names who would die with a battery that does not last", () => {
    const { problem, protocol } = rehearse(60);
    assert.match(problem ?? "", /^dies with its battery: .*titan-0a/);
    assert.ok(protocol.some(({ text }) => /^titan-0a dies: pyrphoros is empty$/.test(text)));
  });

  it("[REQ-HCL-53] names a client that the battery does not last for, and the budget with which it does", () => {
    const of = (defaultS: number) => {
      const file = {
        file: hecateExample,
        env: {},
        hostName: "titan-db",
        secrets: "unread",
      } as const;
      const read = readHecateConfig(file);
      const config = { ...read, budget: { ...read.budget, defaultS } };
      return { config, report: rehearsal(config, undefined, systemClock) };
    };
    const { reason, protocol } = of(300).report;
    const said = protocol.map(({ text }) => text);
    // The coordinator goes in time all the same.
    assert.ok(
      said.some((text) => /titan-db powers itself off/.test(text)),
      said.join("\n"),
    );
    const [, budgetS] =
      /^nas needs 180 s .* lasts for \d+ s then: write budget\.default_shutdown_budget: (\d+)s$/.exec(
        reason ?? "",
      ) ?? [];
    assert.notEqual(budgetS, undefined, reason);
    assert.equal(of(Number(budgetS)).report.outcome, "passed");
  });

  it("[REQ-RUNS-61] has what the battery did not last for in what comes of it", () => {
    const file = { file: hecateExample, env: {}, hostName: "titan-db", secrets: "unread" } as const;
    const read = readHecateConfig(file);
    const budget = { ...read.budget, defaultS: 180, minimumS: 1 };
    const config = { ...read, budget, foreignClients: [] };
    const { leftOut, protocol } = rehearsal(config, undefined, systemClock);
    const said = protocol.map(({ text }) => text).join("\n");
    assert.deepEqual(leftOut, ["snapshot", "quiesce"], said);
    assert.equal(rehearsal(read, undefined, systemClock).leftOut, undefined);
  });

  it("[REQ-HCF-40] ends well with the example as it is", () => {
    const read = readHecateConfig({
      ...{ file: hecateExample, env: {}, hostName: "titan-db", secrets: "unread" },
    });
    assert.equal(rehearsal(read, undefined, systemClock).outcome, "passed");
    assert.equal(firstBudgetOf(read).writeS, undefined);
  });

  it("[REQ-DRL-10] lets a battery be empty once all that hung on it is off", () => {
    const { problem, protocol } = rehearse(900, { stateraS: 500 });
    assert.equal(problem, undefined, protocol.map(({ text }) => text).join("\n"));
  });

  it("[REQ-DRL-10] ends where a shutdown of the cluster alone is over", () => {
    const { problem, offS, protocol } = rehearse(900, { mode: "cluster-only" });
    assert.equal(problem, undefined);
    assert.ok(offS !== undefined && offS < 700, String(offS));
    assert.ok(!protocol.some(({ text }) => text.includes("power off")));
  });
});
