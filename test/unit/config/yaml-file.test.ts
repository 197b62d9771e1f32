import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseYaml, readConfigBytes } from "../../../src/config/yaml-file.ts";
import { isHirteError } from "../../../src/core/errors.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("a YAML file", () => {
  const read = (text: string | Buffer) => parseYaml(Buffer.from(text));
  const problems = (text: string | Buffer) =>
    read(text).problems.map(({ line, column, text: says }) => `${line}:${column}: ${says}`);

  it("[REQ-HCF-1] is plain data of YAML 1.2, with the place of each key and value", () => {
    const file = read('a: yes\nb:\n  - { c: 0x10, d: ~ }\n  - 1.10\n"__proto__": on\n');
    assert.deepEqual(file.problems, []);
    assert.deepEqual(Object.entries(Object(file.value)), [
      ["a", "yes"],
      ["b", [{ c: 16, d: null }, 1.1]],
      ["__proto__", "on"],
    ]);
    assert.deepEqual(file.positionOf(["b", 0, "c"]), { line: 3, column: 10 });
    assert.deepEqual(file.positionOf(["b", 0, "c"], "key"), { line: 3, column: 7 });
    assert.deepEqual(file.positionOf(["b", 1]), { line: 4, column: 5 });
  });

  it("[REQ-HCF-1] places what is not there at the key that it would be below", () => {
    const file = read("a: 1\nb:\n  c: 2\n");
    assert.deepEqual(file.positionOf(["b", "x", "y"]), { line: 2, column: 1 });
    assert.deepEqual(file.positionOf(["x"]), { line: 1, column: 1 });
  });

  const refused: Readonly<Record<string, readonly [string | Buffer, ...string[]]>> = {
    "a key that is there twice": [
      "a: 1\nb: 2\na: 3\n",
      "3:1: line 1 has this key already: give it once",
    ],
    "an alias": [
      "a: &x [1]\nb: *x\n",
      "2:4: is an alias, which is not taken here: write out what it stands for",
    ],
    "a tag of its own": [
      "a: !foo 1\n",
      "1:4: is no YAML that can be read here: Unresolved tag: !foo; a text that begins with ! stands in quotes",
    ],
    "a tag of YAML 1.1": [
      "a: !!binary aGk=\n",
      "1:4: is no YAML that can be read here: Unresolved tag: tag:yaml.org,2002:binary",
    ],
    "a key that is no text": [
      "7: 1\n? [a]\n: 2\n",
      '1:1: a key is no text: write "7"',
      "2:3: a key is no text",
    ],
    "YAML 1.1": ["%YAML 1.1\n---\na: yes\n", "1:1: is read as YAML 1.2: take the %YAML line out"],
    "a second document": ["a: 1\n---\nb: 1\n", "2:1: begins a second document: one is enough"],
    "a bracket that is not closed": [
      "a: [1\nb: 2\n",
      "2:1: is no YAML that can be read here: Flow sequence in block collection must be sufficiently indented and end with a ]",
    ],
    "bytes that are no text": [Buffer.from("a: 1\nb: \xff\n", "latin1"), "2:1: is not UTF-8 text"],
  };
  for (const [what, [text, ...says]] of Object.entries(refused)) {
    it(`[REQ-HCF-1] refuses ${what}`, () => {
      assert.deepEqual(problems(text).slice(0, says.length), says);
    });
  }

  it("[REQ-HCF-1] is refused, and ends nothing, however deep it is nested", () => {
    for (const opening of ["[", "- ", "? ", "{ a: ", "!x [", "&x [", "[ - "]) {
      const [first = ""] = problems(`a:\n  ${opening.repeat(2000)}`);
      assert.match(first, /^2:\d+: is nested deeper than 64 levels$/, opening);
    }
    assert.deepEqual(problems(`a: ${"[".repeat(60)}${"]".repeat(60)}\n`), []);
  });

  describe("on disk", () => {
    const dir = useTempDir();

    it("[REQ-HCF-1] has 1 MiB at most, and is a file", () => {
      const path = join(dir(), "big.yaml");
      writeFileSync(path, "#".repeat(1024 * 1024));
      assert.equal(readConfigBytes(path).length, 1024 * 1024);
      writeFileSync(path, "#".repeat(1024 * 1024 + 1));
      const says = (file: string, pattern: RegExp) =>
        assert.throws(
          () => readConfigBytes(file),
          (error) => isHirteError(error, "bad-config") && pattern.test(error.message),
        );
      says(path, /big\.yaml: is larger than 1 MiB$/);
      says(dir(), /: is no file$/);
      says(join(dir(), "absent.yaml"), /absent\.yaml: cannot be read: ENOENT/);
    });
  });
});
