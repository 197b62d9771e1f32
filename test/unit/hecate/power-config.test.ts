import assert from "node:assert/strict";
import { readHecateConfig } from "../../../src/config/hecate.ts";
import { powerConfigOf } from "../../../src/hecate/power-config.ts";
import { defaultBudget, defaultPeer, defaultPolicy } from "../../../src/power/policy.ts";
import { writeConfig } from "../../support/config-files.ts";
import { hecateExample, hecateYaml } from "../../support/hecate-file.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("the configuration of the decision", () => {
  const dir = useTempDir();
  const sources = { env: {}, secrets: "unread" } as const;

  it("[REQ-HCF-12] has of hecate.yaml all that bears on it, and nothing else", () => {
    const config = readHecateConfig({ ...sources, file: hecateExample, hostName: "tethys" });
    const power = powerConfigOf(config);
    assert.deepEqual(
      { ...power, policy: undefined },
      {
        self: "tethys",
        coordinator: "titan-db",
        brokerHost: "titan-db",
        policy: undefined,
        budget: { defaultS: 420, minimumS: 180, useRuns: 5, selfS: 60 },
        upses: [
          { name: "pyrphoros", host: "titan-db", mains: "house", killpower: false },
          { name: "statera", host: "tethys", mains: "house", killpower: false },
        ],
        nodes: [
          node("titan-db", ["pyrphoros"], ["coordinator"], 120),
          node("tethys", ["statera"], ["ups-host", "k3s-agent"], 120),
          node("titan-0a", ["pyrphoros"], ["k3s-server"], 120),
          node("titan-1a", ["pyrphoros", "statera"], ["k3s-agent"], 90),
          node("titan-1b", ["statera"], ["k3s-agent"], 90),
        ],
        peers: [
          {
            host: "tethys",
            forwardRetryMs: 5000,
            forwardTimeoutMs: 15_000,
            fallbackLocalShutdown: true,
            localBudgetS: 120,
          },
        ],
        wholeClusterIf: { serversLeftBelow: 1, orLost: [] },
        mode: "poweroff",
        foreignClients: [{ name: "nas", ups: "pyrphoros" }],
        startup: {
          ...{ requireUps: ["pyrphoros"], waitOtherUpsMs: 600_000 },
          intentMaxAgeMs: 43_200_000,
        },
        configHash: config.configHash,
      },
    );
    assert.deepEqual(power.policy, config.policy);
    assert.equal(powerConfigOf(config, "titan-db").self, "titan-db");
  });

  it("[REQ-HCF-2] has the defaults of the decision where nothing is written", () => {
    writeConfig(dir(), { "hecate.yaml": hecateYaml() });
    const file = `${dir()}/hecate.yaml`;
    const { policy, budget, peers } = powerConfigOf(
      readHecateConfig({ ...sources, file, hostName: "db" }),
    );
    assert.deepEqual(policy, defaultPolicy);
    assert.deepEqual(budget, defaultBudget);
    assert.deepEqual(peers, [{ host: "host2", ...defaultPeer }]);
  });

  it("[REQ-HCF-12] never takes the whole cluster down for servers where there is no cluster", () => {
    writeConfig(dir(), { "hecate.yaml": hecateYaml() });
    const file = `${dir()}/hecate.yaml`;
    const power = powerConfigOf(readHecateConfig({ ...sources, file, hostName: "db" }));
    assert.deepEqual(power.wholeClusterIf, { serversLeftBelow: 0, orLost: [] });
    assert.deepEqual(power.nodes[0]?.roles, ["coordinator"]);
    assert.deepEqual(power.startup?.requireUps, power.nodes[0]?.feeds);
  });
});

function node(
  name: string,
  feeds: readonly string[],
  roles: readonly string[],
  offTimeoutS: number,
) {
  return { name, feeds, minSupplies: 1, roles, offTimeoutMs: offTimeoutS * 1000 };
}
