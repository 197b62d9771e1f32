import assert from "node:assert/strict";
import fc from "fast-check";
import { parseIni } from "../../../src/config/ini.ts";

const keysOf = (text: string) =>
  parseIni(text, "x.conf").entries.map(({ section, key, value, line }) => [
    section,
    key,
    value,
    line,
  ]);
const problemsIn = (text: string) =>
  parseIni(text, "x.conf").problems.map(({ line, key, text: what }) => [line, key, what]);

describe("an INI file", () => {
  it("[REQ-CFG-1] holds sections of keys with values", () => {
    assert.deepEqual(keysOf("[a]\nX=1\nY = two words \n\n[b]\nX=\n[a]\nZ=a=b"), [
      ["a", "X", "1", 2],
      ["a", "Y", "two words", 3],
      ["b", "X", "", 6],
      ["a", "Z", "a=b", 8],
    ]);
  });

  it("[REQ-CFG-1] has comments on lines of their own", () => {
    assert.deepEqual(keysOf("# one\n; two\n[a]\n  # three\nX=1 # not one\n"), [
      ["a", "X", "1 # not one", 5],
    ]);
  });

  it("[REQ-CFG-1] may come from Windows, or with a byte order mark", () => {
    assert.deepEqual(keysOf("\uFEFF[a]\r\nX=1\r\n  2\r\n"), [["a", "X", "1 2", 2]]);
  });

  it("[REQ-CFG-2] goes on with a value in lines that are indented deeper", () => {
    assert.deepEqual(keysOf("[a]\nX=1\n  2\n# between\n\t3\nY=4\n"), [
      ["a", "X", "1 2 3", 2],
      ["a", "Y", "4", 6],
    ]);
  });

  it("[REQ-CFG-2] may be indented as a whole", () => {
    assert.deepEqual(keysOf("[a]\n  X=1\n  Y=2\n    3\n  Z=4"), [
      ["a", "X", "1", 2],
      ["a", "Y", "2 3", 3],
      ["a", "Z", "4", 5],
    ]);
  });

  it("[REQ-CFG-2] ends a value at an empty line", () => {
    assert.deepEqual(keysOf("[a]\nX=1\n\n  Y=2\n"), [
      ["a", "X", "1", 2],
      ["a", "Y", "2", 4],
    ]);
  });

  it("[REQ-CFG-3] says of each line that is nothing of all this where it stands", () => {
    assert.deepEqual(problemsIn("A=1\n[a\n[]\n[a] b\n[a]\nword\n=1\n"), [
      [1, "A", "stands before any [section]"],
      [2, undefined, "a section is written [NAME], alone on its line"],
      [3, undefined, "a section is written [NAME], alone on its line"],
      [4, undefined, "a section is written [NAME], alone on its line"],
      [6, undefined, "this is neither Key=value, nor [section], nor a # comment"],
      [7, undefined, "this is neither Key=value, nor [section], nor a # comment"],
    ]);
  });

  it("[REQ-CFG-3] says nothing of the keys below a section it could not read", () => {
    assert.deepEqual(problemsIn("[a\nX=1\nY=2\n").length, 1);
    assert.deepEqual(keysOf("[a\nX=1\n"), []);
  });

  it("[REQ-CFG-15] takes lines and values of any length", () => {
    const long = "x".repeat(150_000);
    assert.deepEqual(keysOf(`[a]\nX=${long}\nY=\n${` ${long}\n`.repeat(3)}`), [
      ["a", "X", long, 2],
      ["a", "Y", `${long} ${long} ${long}`, 3],
    ]);
  });

  it("[REQ-CFG-3] is read to its end, whatever it holds, and accounts for every line", () => {
    const line = fc.oneof(fc.string(), fc.constantFrom("[a]", "X=1", "  more", "#c", "", "[", "="));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const { entries, problems, sections } = parseIni(lines.join("\n"), "x.conf");
        for (const { line: at } of [...entries, ...sections]) assert.ok(at >= 1);
        for (const { line: at = 0 } of problems) assert.ok(at >= 1);
      }),
    );
  });
});
