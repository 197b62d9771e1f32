import assert from "node:assert/strict";
import { errorCodes, HirteError, isHirteError, messageOf } from "../../../src/core/errors.ts";
import { randomId } from "../../../src/core/ids.ts";

describe("an error", () => {
  it("[REQ-CORE-6] is told apart by its code", () => {
    const error = new HirteError("busy", "try later");
    assert.equal(isHirteError(error), true);
    assert.equal(isHirteError(error, "busy", "closed"), true);
    assert.equal(isHirteError(error, "closed"), false);
    assert.equal(isHirteError(Object.assign(new Error(), { code: "busy" }), "busy"), false);
  });

  it("[REQ-CORE-6] carries facts and cause", () => {
    const cause = new Error("EPIPE");
    const error = new HirteError("dbus-gone", "away", { cause, details: { unit: "a.service" } });
    assert.equal(error.cause, cause);
    assert.deepEqual(error.details, { unit: "a.service" });
    assert.equal("cause" in new HirteError("busy", "x"), false);
  });

  it("[REQ-CORE-6] has a code that fits the wire, and a sentence in the table", () => {
    for (const [code, sentence] of Object.entries(errorCodes)) {
      assert.match(code, /^[a-z][a-z0-9-]*$/);
      assert.ok(sentence.length > 10, code);
    }
  });

  it("[REQ-CORE-6] has a message whatever was thrown", () => {
    assert.deepEqual([new Error("a"), "b", 3, undefined].map(messageOf), [
      "a",
      "b",
      "3",
      "undefined",
    ]);
  });
});

describe("an id", () => {
  it("[REQ-CORE-7] is 128 random bits", () => {
    const ids = new Set(Array.from({ length: 1000 }, randomId));
    assert.equal(ids.size, 1000);
    for (const id of ids) assert.match(id, /^[0-9a-f]{32}$/);
  });
});
