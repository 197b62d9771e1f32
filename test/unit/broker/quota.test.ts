import { deepEqual, equal, match } from "node:assert/strict";
import type { Principal } from "../../../broker/principal.ts";
import { isUnbounded, isUnboundedUser, quotaKinds, shareNameOf } from "../../../broker/quota.ts";
import { QuotaBook } from "../../../broker/quota-book.ts";
import { createLog } from "../../../src/core/log.ts";
import { FakeClock } from "../../support/fake-clock.ts";

describe("in whose name a share is counted", () => {
  const at = { host: "10.0.0.1", node: undefined };
  const nameOf = (principal: Principal, where: Parameters<typeof shareNameOf>[1] = at) =>
    shareNameOf(principal, where);

  it("[REQ-QUOTA-1] is the user's or the node's that is proven, wherever it comes from and whatever it says", () => {
    equal(nameOf({ role: "viewer", user: "vera" }), "user vera");
    equal(nameOf({ role: "operator", user: "olga@local" }), "user olga@local");
    equal(nameOf({ role: "admin", user: "ada" }, { ...at, node: "a" }), "user ada");
    equal(nameOf({ role: "agent", node: "a" }, { ...at, node: "a" }), "node a");
    // Of its own: neither takes anything from the other.
    equal(nameOf({ role: "ups", host: "a" }), "ups a");
  });

  it("[REQ-QUOTA-1] is the address's where nothing is proven, and there that of the user or the node it says it is", () => {
    equal(nameOf({ role: "unproven" }), "address 10.0.0.1");
    equal(nameOf({ role: "unproven", user: "vera" }), "user vera at 10.0.0.1");
    equal(nameOf({ role: "unproven" }, { ...at, node: "a" }), "node a at 10.0.0.1");
  });

  it("[REQ-PRL-7] is that of a name where it is not proven, whatever the name", () => {
    const named = (user: string) => nameOf({ role: "unproven", user });
    equal(named("coordinator"), "user coordinator at 10.0.0.1");
    equal(named("ups:a"), "user ups:a at 10.0.0.1");
  });

  it("[REQ-QUOTA-13] is nobody's for hirte itself, and for whoever shuts machines down", () => {
    equal(nameOf({ role: "manager" }), undefined);
    equal(nameOf({ role: "coordinator", node: "a" }, { ...at, node: "a" }), undefined);
    deepEqual(["hirte", "coordinator", "ada", "ups:a"].map(isUnboundedUser), [
      ...[true, true],
      ...[false, false],
    ]);
    deepEqual(
      [
        isUnbounded("manager"),
        isUnbounded("coordinator"),
        isUnbounded("admin"),
        isUnbounded(undefined),
      ],
      [true, true, false, false],
    );
  });
});

describe("the book of quotas", () => {
  it("[REQ-QUOTA-12] counts by kind, and names each of those who go beyond a share once a minute", async () => {
    const lines: Record<string, unknown>[] = [];
    const clock = new FakeClock();
    const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
    const book = new QuotaBook(createLog({ level: "info", target: "json", write }), clock);
    for (let i = 0; i < 100; i++) {
      book.refused("jobs", "user mallory");
      book.refused("requests", "user mallory");
      book.waited("packets");
    }
    book.refused("connections", "user bert", { connections: 7 });
    equal(lines.length, 2);
    match(String(lines[0]?.["reason"]), /^user mallory has as many open jobs as it may$/);
    deepEqual([lines[1]?.["who"], lines[1]?.["connections"]], ["user bert", 7]);
    await clock.advance(60_000);
    book.refused("jobs", "user mallory");
    deepEqual([lines.length, lines[2]?.["alsoBefore"]], [3, 199]);
    const { waits, refusals } = book.counts;
    deepEqual([refusals.jobs, refusals.requests, refusals.connections], [101, 100, 1]);
    deepEqual([waits.packets, waits.jobs], [100, 0]);
    deepEqual(Object.keys(waits), Object.keys(quotaKinds));
  });
});
