import assert from "node:assert/strict";
import fc from "fast-check";
import { isHirteError } from "../../../src/core/errors.ts";
import { listAnswer, okAnswer, rowAnswer } from "../../../src/nut/answers.ts";

const listOfVariables = () => listAnswer("LIST VAR alpha", ["VAR", "alpha"], 2);
const isBad = (error: unknown) => isHirteError(error, "bad-message");

/** Any unit of UTF-16: fast-check's own of that kind takes seconds to set up. */
const anyUnit = fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code));

describe("an answer of upsd", () => {
  it("[REQ-NUT-2] is a list from its BEGIN to its END", () => {
    const read = listOfVariables();
    assert.equal(read("BEGIN LIST VAR alpha"), undefined);
    assert.equal(read('VAR alpha ups.status "OL CHRG"'), undefined);
    assert.deepEqual(read("END LIST VAR alpha"), { value: [["ups.status", "OL CHRG"]] });
  });

  for (const [what, lines] of Object.entries({
    "that begins as another list": ["BEGIN LIST VAR beta"],
    "that ends as another list": ["BEGIN LIST VAR alpha", "END LIST VAR beta"],
    "with a row of another UPS": ["BEGIN LIST VAR alpha", 'VAR beta ups.status "OL"'],
    "with a row of another kind": ["BEGIN LIST VAR alpha", "CMD alpha load.off"],
    "with half a row": ["BEGIN LIST VAR alpha", "VAR alpha ups.status"],
    "with an error within": ["BEGIN LIST VAR alpha", "ERR DATA-STALE"],
    "without its BEGIN": ['VAR alpha ups.status "OL"'],
    "that is OK": ["OK"],
    "that is nothing": [""],
  })) {
    it(`[REQ-NUT-2] ${what} is no list of what was asked for`, () => {
      const read = listOfVariables();
      const last = lines.at(-1) ?? "";
      for (const line of lines.slice(0, -1)) assert.equal(read(line), undefined);
      assert.throws(() => read(last), isBad);
    });
  }

  it("[REQ-NUT-2] that goes on for ever is given up after 1 MiB", () => {
    const read = listOfVariables();
    const row = `VAR alpha x "${"y".repeat(1000)}"`;
    read("BEGIN LIST VAR alpha");
    const forEver = () => {
      for (let i = 0; i < 2000; i++) read(row);
    };
    assert.throws(forEver, isBad);
  });

  it("[REQ-NUT-2] to GET is the row asked for, and no other", () => {
    const read = rowAnswer("GET VAR alpha ups.status", ["VAR", "alpha", "ups.status"]);
    assert.deepEqual(read('VAR alpha ups.status "OL"'), { value: "OL" });
    for (const line of ['VAR alpha ups.load "1"', 'VAR beta ups.status "OL"', "OK"]) {
      assert.throws(() => read(line), isBad);
    }
  });

  it("[REQ-NUT-3] that is an error has upsd's code, whatever that is", () => {
    for (const code of ["ACCESS-DENIED", "DATA-STALE", "NEVER-HEARD-OF"]) {
      for (const read of [okAnswer("LOGIN alpha"), listOfVariables()]) {
        assert.throws(
          () => read(`ERR ${code} and more`),
          (error) => isHirteError(error, "upsd-error") && error.details["upsdCode"] === code,
        );
      }
    }
  });

  it("[REQ-NUT-2] of any text is an answer, an error of upsd's, or bad-message", () => {
    const head = fc.constantFrom("", "OK", "ERR ", "BEGIN LIST VAR alpha", '"');
    const text = fc.tuple(head, fc.string({ unit: anyUnit })).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (line) => {
        for (const read of [okAnswer("X"), listOfVariables()]) {
          try {
            read(line);
          } catch (error) {
            assert.ok(isHirteError(error, "bad-message", "upsd-error"));
          }
        }
      }),
    );
  });
});
