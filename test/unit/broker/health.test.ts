import assert from "node:assert/strict";
import { type HealthFacts, healthAnswer } from "../../../broker/health.ts";

const nodes = { total: 3, online: 3, unreachable: 0, offline: 0 };
const answer = (over: Partial<HealthFacts> = {}) => {
  const { status, body } = healthAnswer({ epoch: 7, isBrokerConnected: true, nodes, ...over });
  return { status, ...(JSON.parse(body) as { reason?: string }), http: status };
};

describe("hirte's health", () => {
  it("[REQ-OBS-9] is good when it is connected and its log can be written", () => {
    assert.deepEqual(answer(), {
      status: "ok",
      http: 200,
      epoch: 7,
      brokerConnected: true,
      logWritable: true,
      nodes,
    });
  });

  it("[REQ-OBS-9] is not when the broker is away, and says so", () => {
    assert.deepEqual(answer({ isBrokerConnected: false }), {
      status: "failing",
      http: 503,
      reason: "the manager is not connected to its broker",
      epoch: 7,
      brokerConnected: false,
      logWritable: true,
      nodes,
    });
  });

  it("[REQ-OBS-9] is not when the log cannot be written, and says why, beside other reasons", () => {
    const { http, reason } = answer({ logProblem: "ENOSPC", isBrokerConnected: false });
    assert.equal(http, 503);
    assert.match(reason ?? "", /not connected.*; the log cannot be written: ENOSPC/);
  });

  it("[REQ-OBS-9] is never the worse for a node", () => {
    for (const lost of [
      { total: 3, online: 0, unreachable: 1, offline: 2 },
      { total: 0, online: 0, unreachable: 0, offline: 0 },
    ]) {
      assert.equal(answer({ nodes: lost }).http, 200);
    }
  });
});
