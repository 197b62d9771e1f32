import assert from "node:assert/strict";
import type { Origin } from "../../../src/power/model.ts";
import { heard } from "../../../src/power/publisher.ts";
import type { Publisher } from "../../../src/power/ups-memory.ts";
import { aReading } from "../../support/power.ts";

const staleAfterMs = 15_000;

function hear(
  known: Publisher | undefined,
  session: string,
  seq: number,
  atMs = 0,
  origin: Origin = "live",
) {
  return heard(known, { origin, reading: aReading({ session, seq }), atMs }, staleAfterMs);
}

/** What is known after messages in this order, none of which may be old. */
function known(...messages: readonly (readonly [session: string, seq: number, atMs?: number])[]) {
  return messages.reduce<Publisher | undefined>((before, message) => {
    const after = hear(before, ...message);
    assert.ok(after);
    return after;
  }, undefined);
}

describe("what a publisher says", () => {
  it("[REQ-PWR-6] is new once", () => {
    const one = known(["a", 1]);
    assert.equal(hear(one, "a", 1), undefined);
    assert.equal(hear(one, "a", 1, 0, "local"), undefined);
    assert.equal(hear(one, "a", 0), undefined);
    assert.equal(hear(one, "a", 2)?.seq, 2);
  });

  it("[REQ-PWR-6] is never new where it was kept by the broker", () => {
    assert.equal(hear(undefined, "a", 1, 0, "retained"), undefined);
    assert.equal(hear(known(["a", 1]), "b", 9, 99_000, "retained"), undefined);
  });

  it("[REQ-PWR-6] begins anew in a new session, and is old in all before it", () => {
    const three = known(["a", 50], ["b", 1], ["c", 1]);
    assert.equal(hear(three, "a", 51, 1000), undefined);
    assert.equal(hear(three, "b", 2, 1000), undefined);
    assert.equal(hear(three, "c", 2, 1000)?.session, "c");
  });

  it("[REQ-PWR-6] is taken up again where the later session is silent, and only from where it was", () => {
    const two = known(["a", 50], ["b", 1, 1000]);
    assert.equal(hear(two, "a", 51, 15_999), undefined);
    assert.equal(hear(two, "a", 50, 16_000), undefined);
    const again = hear(two, "a", 51, 16_000);
    assert.deepEqual(again?.former, [{ session: "b", seq: 1 }]);
    // And the ghost stays one.
    assert.equal(hear(again, "b", 2, 17_000), undefined);
  });

  it("[REQ-PWR-6] is remembered of eight sessions, and no more", () => {
    const many = known(...Array.from({ length: 40 }, (_, n) => [`s${n}`, 1] as const));
    assert.deepEqual(
      many?.former.map(({ session }) => session),
      Array.from({ length: 8 }, (_, n) => `s${n + 31}`),
    );
  });

  it("[REQ-PWR-6] has its last word on why there are no values, and forgets it", () => {
    const lost = heard(
      undefined,
      {
        origin: "live",
        reading: aReading({ comms: "data-stale", detail: "ERR DATA-STALE" }),
        atMs: 0,
      },
      staleAfterMs,
    );
    assert.deepEqual([lost?.comms, lost?.detail], ["data-stale", "ERR DATA-STALE"]);
    const back = hear(lost, "p1", 2);
    assert.equal(back && "detail" in back, false);
  });
});
