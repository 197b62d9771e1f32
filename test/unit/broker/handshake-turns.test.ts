import { deepEqual, equal } from "node:assert/strict";
import { HandshakeTurns } from "../../../broker/handshake-turns.ts";

describe("turns at TLS handshakes", () => {
  let later: (() => void)[];
  let begun: string[];
  let turns: HandshakeTurns<{ readonly host: string }>;

  beforeEach(() => {
    later = [];
    begun = [];
    turns = new HandshakeTurns({
      begin: ({ host }) => void begun.push(host),
      later: (work) => void later.push(work),
    });
  });

  function round(): string[] {
    begun = [];
    for (const work of later.splice(0)) work();
    return begun;
  }

  it("[REQ-QUOTA-4] have a few begin in one round, and who comes from elsewhere among the first", () => {
    for (let i = 0; i < 8; i++) turns.add({ host: "many" });
    turns.add({ host: "one" });
    turns.add({ host: "other" });
    deepEqual(round().slice(0, 3), ["many", "one", "other"]);
    deepEqual([begun.length, round().length, round().length], [4, 4, 2]);
    equal(later.length, 0);
  });

  it("[REQ-QUOTA-4] pass over those who have gone", () => {
    const [gone, here] = [{ host: "a" }, { host: "a" }];
    for (const each of [gone, here]) turns.add(each);
    turns.forget(gone);
    equal(round().length, 1);
    turns.forget(here);
    turns.add({ host: "b" });
    deepEqual(round(), ["b"]);
  });
});
