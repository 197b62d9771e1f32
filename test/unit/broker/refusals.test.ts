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

  it("[REQ-JOB-22] is remembered of 5,000 requests of a user at most, the oldest forgotten first", () => {
    const refusals = new Refusals();
    for (let i = 0; i <= 5000; i++) refusals.remember({ ...request, id: `${i}` }, error, 1000);
    assert.equal(refusals.find({ user: "alice", id: "0" }, 1000), undefined);
    assert.equal(refusals.find({ user: "alice", id: "1" }, 1000), error);
    assert.equal(refusals.find({ user: "alice", id: "5000" }, 1000), error);
  });

  it("[REQ-QUOTA-8] is remembered of others, however much is refused to one", () => {
    const refusals = new Refusals();
    refusals.remember({ ...request, user: "anna" }, error, 1000);
    for (let i = 0; i <= 21_000; i++) refusals.remember({ ...request, id: `${i}` }, error, 1000);
    assert.equal(refusals.find({ user: "anna", id }, 1000), error);
  });

  it("[REQ-QUOTA-8] is remembered of 20,000 requests at most in all", () => {
    const refusals = new Refusals();
    for (let i = 0; i <= 20_000; i++)
      refusals.remember({ ...request, user: `user${i % 10}`, id: `${i}` }, error, 1000);
    const isKnown = (i: number) => refusals.find({ user: `user${i % 10}`, id: `${i}` }, 1000);
    assert.equal(isKnown(20_000), error);
    const known = Array.from({ length: 20_001 }, (_, i) => isKnown(i)).filter((found) => found);
    assert.equal(known.length, 20_000);
  });
});
