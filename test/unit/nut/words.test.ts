import assert from "node:assert/strict";
import fc from "fast-check";
import { isHirteError } from "../../../src/core/errors.ts";
import { LineReader, maxLineBytes } from "../../../src/nut/line-reader.ts";
import { formatCommand, parseWords } from "../../../src/nut/words.ts";

const printable = fc.string({ unit: "grapheme-ascii", maxLength: 40 });
/** Words as upsd writes them: mostly quotes, backslashes and spaces. */
const hardWord = fc.oneof(
  fc.string({ unit: fc.constantFrom('"', "\\", " ", "a", "#", "="), maxLength: 12 }),
  printable,
);

/** Any unit of UTF-16: fast-check's own of that kind takes seconds to set up. */
const anyUnit = fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code));

/** `bytes` in pieces whose lengths are `sizes`, over and over. */
function cutUp(bytes: Buffer, sizes: readonly number[]): readonly Buffer[] {
  const pieces: Buffer[] = [];
  for (let from = 0, i = 0; from < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    pieces.push(bytes.subarray(from, from + size));
    from += size;
  }
  return pieces;
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
const line = fc
  .string({ unit: "grapheme", maxLength: 30 })
  .map((text) => text.replace(/[\r\n]/g, ""));

describe("a line of NUT's protocol", () => {
  it("[REQ-NUT-1] is written of any printable words so that it is read as these", () => {
    fc.assert(
      fc.property(fc.array(hardWord, { minLength: 1, maxLength: 6 }), (words) => {
        const sent = formatCommand(words);
        assert.match(sent, /^[ -~]+\n$/);
        assert.deepEqual(parseWords(sent.slice(0, -1)), words);
      }),
    );
  });

  it("[REQ-NUT-1] is read as Debian's upsd means it", () => {
    const cases: readonly (readonly [string, readonly string[]])[] = [
      ['UPS alpha "Rack \\"A\\" UPS \\\\ main"', ["UPS", "alpha", 'Rack "A" UPS \\ main']],
      ['VAR alpha ups.status ""', ["VAR", "alpha", "ups.status", ""]],
      ["  OK\t TRACKING  x ", ["OK", "TRACKING", "x"]],
      ['a\\ b "c"d', ["a b", "cd"]],
      ["", []],
    ];
    for (const [text, words] of cases) assert.deepEqual(parseWords(text), words);
  });

  for (const word of ["two\nLOGOUT", "\r", "\0", "\x7f", "Grün", "x".repeat(1024)]) {
    it(`[REQ-NUT-1] is not sent with ${JSON.stringify(word.slice(0, 12))}, and the error does not repeat it`, () => {
      assert.throws(
        () => formatCommand(["PASSWORD", word]),
        (error) => isHirteError(error, "bad-request") && !error.message.includes(word),
      );
    });
  }

  it("[REQ-NUT-2] of any characters is words or bad-message", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyUnit }), (text) => {
        try {
          parseWords(text);
        } catch (error) {
          assert.ok(isHirteError(error, "bad-message"));
        }
      }),
    );
  });
});

describe("a reader of lines", () => {
  it("[REQ-NUT-1] finds the same lines in any pieces, with LF or CR LF", () => {
    const ends = fc.array(fc.tuple(line, fc.constantFrom("\n", "\r\n")), { maxLength: 8 });
    fc.assert(
      fc.property(ends, line, sizes, (lines, rest, pieceSizes) => {
        const reader = new LineReader();
        const bytes = Buffer.from(lines.map(([text, end]) => text + end).join("") + rest);
        const read = cutUp(bytes, pieceSizes).flatMap((piece) => reader.push(piece));
        assert.deepEqual(
          read,
          lines.map(([text]) => text),
        );
        assert.equal(reader.isWithinLine, rest !== "");
      }),
    );
  });

  it("[REQ-NUT-1] reads as Latin-1 what is no UTF-8", () => {
    const bytes = Buffer.from([0x47, 0xfc, 0x0a, 0xc3, 0xbc, 0x0a]);
    assert.deepEqual(new LineReader().push(bytes), ["Gü", "ü"]);
  });

  it("[REQ-NUT-2] takes a line of the longest length, and one byte more is bad-message at once", () => {
    const longest = Buffer.alloc(maxLineBytes, "x");
    const reader = new LineReader();
    assert.deepEqual(reader.push(longest), []);
    assert.throws(
      () => reader.push(Buffer.from("x")),
      (error) => isHirteError(error, "bad-message"),
    );
    assert.deepEqual(new LineReader().push(Buffer.concat([longest, Buffer.from("\n")])), [
      longest.toString(),
    ]);
  });
});
