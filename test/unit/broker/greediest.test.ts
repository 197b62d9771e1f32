import assert from "node:assert/strict";
import { greediest } from "../../../broker/greediest.ts";

const waiting = (...hosts: readonly string[]) => hosts.map((host, at) => ({ host, at }));

describe("who gives way", () => {
  it("[REQ-TLS-5] is the oldest of the host of which most wait", () => {
    assert.equal(greediest(waiting("a", "b", "c", "b", "b"))?.at, 1);
    assert.equal(greediest(waiting("a", "b"))?.at, 0);
    assert.equal(greediest(waiting()), undefined);
  });
});
