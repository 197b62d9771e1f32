import assert from "node:assert/strict";
import { type GoneFacts, type GoneState, goneStep } from "../../../../src/hecate/nodes/gone.ts";

const goneTimes = { silenceMs: 10_000, settleMs: 20_000 };
const off: Omit<GoneFacts, "probedAtMs"> = {
  agent: "offline",
  hasAnswered: false,
  isControlThere: true,
};

/** Looks once a second, and says after how many seconds it was gone; undefined: it never was. */
function goneAfterS(
  facts: (second: number) => Partial<GoneFacts> | "nobody looks",
  forS = 120,
): number | undefined {
  let state: GoneState = {};
  for (let second = 0; second <= forS; second++) {
    const now = facts(second);
    if (now === "nobody looks") continue;
    const step = goneStep(
      state,
      { ...off, probedAtMs: second * 1000, ...now },
      { ...goneTimes, nowMs: second * 1000 },
    );
    if (step.isGone) return second;
    ({ state } = step);
  }
  return undefined;
}

describe("whether a node is gone", () => {
  it("[REQ-NPR-2] is so 20 s after its address was silent for 10 s, with its agent away and a control address that answers", () => {
    assert.equal(
      goneAfterS(() => ({})),
      30,
    );
    assert.equal(
      goneAfterS(() => ({ agent: "unknown" })),
      30,
    );
  });

  it("[REQ-NPR-2] is never so while its agent is online", () => {
    assert.equal(
      goneAfterS(() => ({ agent: "online" })),
      undefined,
    );
    assert.equal(
      goneAfterS((s) => ({ agent: s < 7 ? "online" : "offline" })),
      37,
    );
  });

  it("[REQ-NPR-2] is never so while its address answers, and begins anew with each answer", () => {
    assert.equal(
      goneAfterS((s) => ({ hasAnswered: s % 25 === 0 })),
      undefined,
    );
    assert.equal(
      goneAfterS((s) => ({ hasAnswered: s === 9 })),
      40,
    );
    // Within the 20 s it was thought to be off.
    assert.equal(
      goneAfterS((s) => ({ hasAnswered: s === 29 })),
      60,
    );
  });

  it("[REQ-NPR-3] is never so while no control address answers: silence of all is that of one's own line", () => {
    assert.equal(
      goneAfterS(() => ({ isControlThere: false })),
      undefined,
    );
    assert.equal(
      goneAfterS((s) => ({ isControlThere: s < 29 })),
      undefined,
    );
    // The line was cut here from the first second on: what was not heard meanwhile says nothing.
    assert.equal(
      goneAfterS((s) => ({ isControlThere: s === 0 || s > 40 })),
      71,
    );
  });

  it("[REQ-NPR-3] takes a lost probe of a control address for none", () => {
    assert.equal(
      goneAfterS((s) => ({ isControlThere: s % 4 === 0 })),
      32,
    );
  });

  it("[REQ-NPR-3] counts no time in which nobody looked", () => {
    assert.equal(
      goneAfterS((s) => (s > 1 && s < 40 ? "nobody looks" : {})),
      70,
    );
  });
});
