import assert from "node:assert/strict";
import { authorizeByTable, fastMayRead, mayReadByTable } from "../../../broker/authorization.ts";
import type { Principal } from "../../../broker/principal.ts";
import { canMatch, type TopicRow, topics } from "../../../src/protocol/topics.ts";

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

describe("authorization by who it is", () => {
  const vera = { role: "viewer", user: "vera" } as const;
  const agent = { role: "agent", node: "n1" } as const;

  it("[REQ-SEC-4] [REQ-SEC-5] every row says whose it is by a name that its topics hold", () => {
    const names = { agent: "{node}", client: "{user}", ups: "{host}" } as const;
    for (const row of Object.values<TopicRow>(topics)) {
      for (const party of [...row.publishers, ...row.readers]) {
        if (party === "agent" || party === "client" || party === "ups")
          assert.ok(row.pattern.includes(names[party]), row.pattern);
      }
      // What anybody may publish nobody could be held to.
      assert.equal(row.publishers.includes("anyone"), false);
    }
  });

  for (const [filter, principal, isAllowed] of [
    ["#", vera, true],
    ["+/#", vera, true],
    ["hirte/v1/jobs/+", vera, true],
    ["hirte/v1/jobs/#", vera, true],
    ["hirte/v1/jobs/x/#", vera, true],
    ["hirte/v1/jobs/x/y/#", vera, false],
    ["hirte/v1/replies/vera/+", vera, true],
    ["hirte/v1/replies/+/+", vera, true],
    ["hirte/v1/replies/olga/+", vera, false],
    ["hirte/v1/replies/olga/#", vera, false],
    ["hirte/v1/nodes/+/commands", vera, false],
    ["hirte/v1/nodes/+/streams/vera/+", vera, true],
    ["hirte/v1/nodes/n1/streams/olga/+", vera, false],
    ["hirte/v1/requests/vera/#", vera, false],
    ["hirte/v1/nodes/n1/commands", agent, true],
    ["hirte/v1/nodes/n2/commands", agent, false],
    ["hirte/v1/nodes/n1/credits/+/+", agent, true],
    ["hirte/v1/requests/#", agent, false],
    ["hirte/v1/power/triggers/+", { role: "coordinator", node: "n1" }, true],
    ["hirte/v1/replies/coordinator/+", { role: "coordinator", node: "n1" }, true],
    ["hirte/v1/replies/vera/+", { role: "coordinator", node: "n1" }, false],
    ["hirte/v1/nodes/n1/commands", { role: "coordinator", node: "n1" }, false],
    ["hirte/v1/power/acks/n1", { role: "ups", host: "n1" }, true],
    ["hirte/v1/power/acks/n2", { role: "ups", host: "n1" }, false],
    ["hirte/v1/power/triggers/n1", { role: "ups", host: "n1" }, false],
    ["hirte/v1/power/guards/n1", { role: "ups", host: "n1" }, false],
    // Where a user of that name was added once, it is not the coordinator.
    ["hirte/v1/replies/coordinator/+", { role: "admin", user: "coordinator" }, false],
    ["hirte/v1/power/triggers/+", { role: "admin", user: "coordinator" }, false],
    ["hirte/v2/#", vera, false],
    ["elsewhere", vera, false],
    ["hirte/v1/jobs/", vera, false],
    ["$SYS/#", vera, false],
    ["hirte/v1/requests/#", { role: "manager" }, true],
    ["hirte/v1/requests/#", { role: "unproven" }, true],
  ] as const satisfies readonly (readonly [string, Principal, boolean])[]) {
    it(`[REQ-SEC-5] ${principal.role} ${isAllowed ? "may" : "may not"} subscribe to ${filter}`, () => {
      const { kind } = authorizeByTable(principal, { kind: "subscribe", filter });
      assert.equal(kind, isAllowed ? "allow" : "deny");
    });
  }

  it("[REQ-SEC-4] a name that only looks alike is another's", () => {
    for (const user of ["Vera", "vera ", "ver", "veraa", "v%65ra", "__proto__"]) {
      const topic = `hirte/v1/requests/${user}/n1/start`;
      const verdict = authorizeByTable(vera, { kind: "publish", topic, isRetained: false });
      assert.deepEqual(verdict, { kind: "deny", reason: "not-yours" }, user);
    }
  });

  it("[REQ-SEC-5] what is fast says what is plain, in whatever order it is asked", () => {
    const fast = fastMayRead();
    const everybody: readonly Principal[] = [
      vera,
      agent,
      { role: "ups", host: "n1" },
      { role: "coordinator", node: "n1" },
      { role: "manager" },
      { role: "unproven" },
    ];
    const all = [
      "replies/vera/x",
      "replies/olga/x",
      "jobs/x",
      "nodes/n1/commands",
      "nodes/n2/commands",
      "power/triggers/n1",
      "power/acks/n1",
      "replies/coordinator/x",
      "x",
    ];
    for (let i = 0; i < 200; i++) {
      const topic = `hirte/v1/${all[(i * 7) % all.length]}`;
      const principal = everybody[(i * 5) % everybody.length] ?? vera;
      assert.equal(fast(principal, topic), mayReadByTable(principal, topic));
    }
  });

  it("[REQ-SEC-5] a filter that can match nothing of a row is told apart from one that can", () => {
    assert.equal(canMatch("hirte/v1/jobs/+", topics.job, {}), true);
    assert.equal(canMatch("hirte/v1/jobs/+", topics.job, { job: "x" }), true);
    assert.equal(canMatch("hirte/v1/jobs/y", topics.job, { job: "x" }), false);
    assert.equal(canMatch("hirte/v1/jobs", topics.job, {}), false);
  });
});

function outcome(action: Parameters<typeof authorizeByTable>[1]): string {
  const verdict = authorizeByTable(anyone, action);
  return verdict.kind === "allow" ? verdict.kind : `${verdict.kind}: ${verdict.reason}`;
}
