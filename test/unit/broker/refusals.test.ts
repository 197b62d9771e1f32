import assert from "node:assert/strict";
import { Refusals } from "../../../broker/refusals.ts";
import { HirteError } from "../../../src/core/errors.ts";

const error = new HirteError("node-offline", "node node1 is offline");
const id = "0123456789abcdef0123456789abcdef";
const request = { user: "alice", id, startBy: 500_000 };

describe("what was refused", () => {
  it("[REQ-JOB-22] stays so until its time to begin is over, and 90 s at least", () => {
    const refusals = new Refusals();
    refusals.remember(request, error, 1000);
    refusals.remember({ ...request, id: "short", startBy: 1001 }, error, 1000);
    assert.equal(refusals.find(request, 500_000), error);
    assert.equal(refusals.find(request, 500_001), undefined);
    assert.equal(refusals.find({ user: "alice", id: "short" }, 91_000), error);
    assert.equal(refusals.find({ user: "alice", id: "short" }, 91_001), undefined);
  });

  it("[REQ-JOB-22] is not refused to anybody else", () => {
    const refusals = new Refusals();
    refusals.remember(request, error, 1000);
    assert.equal(refusals.find({ user: "bob", id }, 2000), undefined);
  });

  it("[REQ-JOB-22] is remembered of 10,000 requests at most, the oldest forgotten first", () => {
    const refusals = new Refusals();
    for (let i = 0; i <= 10_000; i++) refusals.remember({ ...request, id: `${i}` }, error, 1000);
    assert.equal(refusals.find({ user: "alice", id: "0" }, 1000), undefined);
    assert.equal(refusals.find({ user: "alice", id: "1" }, 1000), error);
    assert.equal(refusals.find({ user: "alice", id: "10000" }, 1000), error);
  });
});
