import assert from "node:assert/strict";
import { authorizeByTable } from "../../../broker/authorization.ts";
import { topics } from "../../../src/protocol/topics.ts";

const anyone = { role: "unproven" } as const;

describe("authorization by the topic table", () => {
  for (const [action, topic, isRetained, verdict] of [
    ["publish", "hirte/v1/nodes/n1/units/a.service", true, "allow"],
    ["publish", "hirte/v1/nodes/n1/units/a.service", false, "allow"],
    ["publish", "hirte/v1/nodes/n1/commands", false, "allow"],
    ["publish", "hirte/v1/nodes/n1/commands", true, "strip: never-retained"],
    ["publish", "hirte/v1/requests/u/n1/start", true, "strip: never-retained"],
    ["publish", "hirte/v1/nodes/n1/heartbeat", true, "strip: never-retained"],
    ["publish", "hirte/v1/nodes/n1", false, "deny: unknown-topic"],
    ["publish", "hirte/v1/nodes//commands", false, "deny: unknown-topic"],
    ["publish", "hirte/v2/nodes/n1/commands", false, "deny: unknown-topic"],
    ["publish", "anything/else", true, "deny: unknown-topic"],
    ["publish", "hirte/v1/requests/olga@local/n1/start", false, "deny: not-yours"],
    ["publish", "hirte/v1/nodes/n1/credits/olga@local/x", false, "deny: not-yours"],
    ["publish", "hirte/v1/nodes/n1/streams/olga@local/x", false, "allow"],
    ["publish", "hirte/v1/replies/olga@local/x", false, "allow"],
    ["publish", "$SYS/x/heartbeat", false, "deny: reserved"],
    ["publish", "$share/g/hirte/v1/nodes/n1/commands", false, "deny: reserved"],
    ["publish", `hirte/v1/nodes/n1/units/${"x".repeat(1024)}`, true, "deny: too-long"],
    ["will", "hirte/v1/nodes/n1/gone", false, "allow"],
    ["will", "hirte/v1/nodes/n1/gone", true, "deny: never-retained"],
    ["will", "hirte/v1/manager/state", true, "allow"],
    ["will", "hirte/v1/requests/u/n1/stop", false, "deny: not-a-will"],
    ["will", "hirte/v1/nodes/n1/commands", false, "deny: not-a-will"],
    ["will", "hirte/v1/nodes/n1/state", true, "deny: not-a-will"],
    ["will", "anything/else", false, "deny: unknown-topic"],
    ["will", "$SYS/x", false, "deny: reserved"],
  ] as const) {
    it(`[REQ-BRK-13] [REQ-BRK-14] [REQ-BRK-15] ${action} ${topic.slice(0, 50)}${isRetained ? ", retained" : ""}: ${verdict}`, () => {
      assert.equal(outcome({ kind: action, topic, isRetained }), verdict);
    });
  }

  for (const [filter, verdict] of [
    ["#", "allow"],
    ["+/+/nodes/#", "allow"],
    ["hirte/v1/jobs/+", "allow"],
    ["$SYS/#", "deny: reserved"],
    ["$SYS/+/new/clients", "deny: reserved"],
    ["$share/g/hirte/v1/#", "deny: reserved"],
    [`${"x/".repeat(600)}#`, "deny: too-long"],
  ] as const) {
    it(`[REQ-BRK-12] subscribe ${filter.slice(0, 30)}: ${verdict}`, () => {
      assert.equal(outcome({ kind: "subscribe", filter }), verdict);
    });
  }

  it("[REQ-BRK-14] retains nothing on any row that says never", () => {
    for (const row of Object.values(topics).filter((r) => !r.isRetained)) {
      const topic = `hirte/v1/${row.pattern.replaceAll(/\{\w+\}/g, "x")}`;
      for (const kind of ["publish", "will"] as const) {
        assert.notEqual(outcome({ kind, topic, isRetained: true }), "allow", topic);
      }
    }
  });
});

function outcome(action: Parameters<typeof authorizeByTable>[1]): string {
  const verdict = authorizeByTable(anyone, action);
  return verdict.kind === "allow" ? verdict.kind : `${verdict.kind}: ${verdict.reason}`;
}
