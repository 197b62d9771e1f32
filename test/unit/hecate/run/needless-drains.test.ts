import assert from "node:assert/strict";
import { drainsInDoubtMs } from "../../../../src/hecate/run/needless-drains.ts";
import { newCoordinator, stepCoordinator, viewOf } from "../../../../src/power/coordinator.ts";
import type { PowerConfig } from "../../../../src/power/model.ts";
import { aNode, aPowerConfig, aReading, aUps } from "../../../support/power.ts";

type Polls = Readonly<Record<string, Parameters<typeof aReading>[0]>>;

const good = { runtimeS: 3000 };
const low = { flags: ["OB"], runtimeS: 100 };
const lasting = { flags: ["OB"], runtimeS: 2900 };
const config = aPowerConfig({
  nodes: [
    aNode({ name: "titan-db" }),
    aNode({ name: "titan-0a", roles: ["k3s-server"] }),
    aNode({ name: "titan-1b", feeds: ["statera"], roles: ["k3s-agent"] }),
  ],
});

/** What is in doubt after these polls of both UPSes, 5 s each. */
function doubtAfter(polls: readonly Polls[], of: PowerConfig = config): number {
  let state = newCoordinator({ bootId: "1".repeat(32), atMs: 0 });
  let atMs = 0;
  const before = Array.from({ length: 10 }, () => ({ pyrphoros: good, statera: good }));
  for (const [index, poll] of [...before, ...polls].entries()) {
    atMs += 5000;
    for (const [ups, said] of Object.entries(poll)) {
      const reading = aReading({ seq: index + 1, ...said });
      state = stepCoordinator(
        state,
        { kind: "reading", ups, origin: "live", reading, atMs },
        of,
      ).state;
    }
  }
  return drainsInDoubtMs(viewOf(state, of, atMs), of);
}

describe("drains that may be needless", () => {
  const wait = Array.from({ length: 7 }, () => ({ pyrphoros: lasting, statera: lasting }));
  const both = { pyrphoros: low, statera: low };
  const onlyStatera = { pyrphoros: lasting, statera: low };

  it("[REQ-RUNS-43] are in doubt as long as a UPS on the same mains counts, with which all go, and no longer than it takes to fire", () => {
    assert.equal(doubtAfter([...wait, onlyStatera, both, both]), 10_000);
    assert.equal(doubtAfter([...wait, onlyStatera, onlyStatera, both]), 15_000);
    // It has fired, too; it is back on mains; it lasts; nothing has fired yet.
    assert.equal(doubtAfter([...wait, both, both, both]), 0);
    assert.equal(doubtAfter([...wait, onlyStatera, both, { ...both, pyrphoros: good }]), 0);
    assert.equal(doubtAfter([...wait, onlyStatera, onlyStatera, onlyStatera]), 0);
    assert.equal(doubtAfter([...wait, both]), 0);
  });

  it("[REQ-RUNS-43] are in no doubt where it is on other mains, or would not take all of the cluster", () => {
    const polls = [...wait, onlyStatera, both, both];
    const upses = [aUps({ mains: "barn" }), aUps({ name: "statera", host: "tethys" })];
    assert.equal(doubtAfter(polls, { ...config, upses }), 0);
    const third = aNode({ name: "titan-2a", feeds: [], roles: ["k3s-server"] });
    const nodes = [
      aNode({ name: "titan-db", feeds: ["statera", "pyrphoros"] }),
      aNode({ name: "titan-0a", roles: ["k3s-agent"] }),
      aNode({ name: "titan-1b", feeds: ["statera"], roles: ["k3s-agent"] }),
      third,
    ];
    assert.equal(doubtAfter(polls, { ...config, nodes }), 10_000);
    const others = nodes.filter(({ name }) => name !== "titan-db");
    const away = { nodes: others, coordinator: "titan-2a", brokerHost: "titan-2a" };
    assert.equal(doubtAfter(polls, { ...config, ...away }), 0);
  });
});
