import assert from "node:assert/strict";
import { isHirteError } from "../../../src/core/errors.ts";
import { heardAll } from "../../../src/hecate/doctor/ask-broker.ts";
import { inhibitAnswer } from "../../../src/hecate/inhibit-answer.ts";
import { FakeClock } from "../../support/fake-clock.ts";

describe("what is answered to who asks for maintenance", () => {
  const asked = { forMs: 1_800_000, reason: "fan", by: "ada" };
  const begun = { leftMs: 1_799_000, reason: "fan", by: "ada" };

  it("[REQ-HCL-9] is what there is, if that is what was asked for", () => {
    assert.deepEqual(inhibitAnswer(asked, begun), { ok: true, inhibit: begun });
    assert.deepEqual(inhibitAnswer({ ...asked, forMs: 0 }, undefined), { ok: true });
  });

  for (const [what, question, inhibit] of [
    ["none was begun", asked, undefined],
    ["an old one lasts", asked, { ...begun, leftMs: 60_000 }],
    ["that of another lasts", asked, { ...begun, by: "bob" }],
    ["one has not ended", { ...asked, forMs: 0 }, begun],
  ] as const) {
    it(`[REQ-HCL-9] is an error where ${what}`, () => {
      assert.throws(
        () => inhibitAnswer(question, inhibit),
        (error) => isHirteError(error, "unavailable"),
      );
    });
  }
});

describe("what a broker keeps, as the doctor hears it", () => {
  let clock: FakeClock;
  let count: number;
  let answer: (() => void)[];
  beforeEach(() => {
    clock = new FakeClock();
    count = 0;
    answer = [];
  });
  const hear = () =>
    heardAll({ count: () => count, ping: (onAnswer) => answer.push(onAnswer), clock });

  it("[REQ-HCL-8] is all there when the broker has answered and nothing more has come, however slow it is", async () => {
    let isAll: boolean | undefined;
    const done = hear().then((all) => {
      isAll = all;
    });
    await clock.advance(2000);
    assert.equal(isAll, undefined, "silence is no answer");
    count = 1;
    answer.shift()?.();
    await clock.advance(500);
    assert.equal(isAll, undefined, "more came meanwhile");
    answer.shift()?.();
    await clock.advance(500);
    await done;
    assert.equal(isAll, true);
    assert.equal(clock.pending, 0);
  });

  it("[REQ-HCL-8] is not known where the broker does not answer in time", async () => {
    const done = hear();
    await clock.advance(5000);
    assert.equal(await done, false);
    assert.equal(clock.pending, 0);
  });
});
