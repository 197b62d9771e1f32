import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { loadAgentConfig } from "../../src/config/agent.ts";
import { loadHirteConfig } from "../../src/config/hirte.ts";
import { loadHirtectlConfig } from "../../src/config/hirtectl.ts";
import { parseIni } from "../../src/config/ini.ts";
import { type Program, programs } from "../../src/config/keys.ts";
import { resolve, throwProblems } from "../../src/config/resolve.ts";
import { isHirteError } from "../../src/core/errors.ts";
import { anyCharacter } from "../support/any-character.ts";
import { fuzz } from "./harness.ts";
import { strangeKeys } from "./hostile-json.ts";

const blank = fc.constantFrom("", " ", "\t", "  ", "\u00a0", "\ufeff");
const lineEnd = fc.constantFrom("\n", "\r\n", "\r");
const piece = fc.oneof(
  fc.constantFrom(
    ...["[", "]", "[a]", "[hirte]", "[node x]", "=", "Key", "Key=1", "#", ";", "\n", "\r\n", "\r"],
    ...[" ", "\t", "\ufeff", "\0", "\u2028", "\u0085", "\ud800", "__proto__=1", "[__proto__]"],
  ),
  fc.string({ unit: anyCharacter, maxLength: 8 }),
);
const anyText = fc.array(piece, { maxLength: 25 }).map((parts) => parts.join(""));

const all: readonly Program[] = Object.values<Program>(programs);
const keyNames = [...new Set(all.flatMap(({ keys }) => Object.keys(keys)))];
const aLine = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.oneof(fc.constantFrom(...keyNames), fc.constantFrom(...strangeKeys, "LogLevle")),
        fc.oneof(
          fc.constantFrom(
            ...[
              "",
              "yes",
              "no",
              "on",
              "off",
              "0",
              "-1",
              "2020",
              "99999999999999999999",
              "info",
              "1min",
            ],
            ...[
              "1e9",
              "infinity",
              "/",
              "/var/lib/x",
              "mqtt://h:1",
              "mqtt://[::1]:99999",
              "::1",
              "[::1",
            ],
            ...[
              "0.0.0.0:2020",
              "a,b,,c",
              "a b",
              "*",
              "[a-",
              "start",
              "unix:/x",
              "node1:5",
              "é",
              "\0",
            ],
          ),
          fc.string({ unit: anyCharacter, maxLength: 12 }),
        ),
      )
      .map(([key, value]) => `${key}=${value}`),
  },
  fc.constantFrom(
    ...["[hirte]", "[hirte-agent]", "[hirtectl]", "[node node1]", "[node]", "[node ../x]", "[x]"],
    ...["[commands]", "[__proto__]", "[constructor]", "  more", "# no", "[", ""],
  ),
);
const aFile = fc
  .tuple(
    fc.constantFrom("[hirte]", "[hirte-agent]", "[hirtectl]", ""),
    fc.array(aLine, { maxLength: 8 }),
  )
  .map(([head, lines]) => [head, ...lines].join("\n"));

const splitLines = (text: string) => text.split(/\r\n|\n|\r/);

describe("fuzzing of configuration files", () => {
  it(
    "[REQ-CFG-3] [REQ-BAD-8] any text is read to its end, and what is said of it stands where it says",
    fuzz(
      { cases: 5000 },
      fc.property(anyText, (text) => {
        const { sections, entries, problems } = parseIni(text, "x.conf");
        const lines = splitLines(text);
        const at = (line: number | undefined) => {
          const found = lines[(line ?? 0) - 1];
          assert.ok(found !== undefined, `line ${line} of ${lines.length}`);
          return found;
        };
        for (const { name, line } of sections) {
          assert.equal(at(line).trim().slice(1, -1).trim(), name);
        }
        for (const { key, value, line } of entries) {
          const own = at(line);
          const equals = own.indexOf("=");
          assert.equal(own.slice(0, equals).trim(), key);
          assert.ok(value.startsWith(own.slice(equals + 1).trim()), "a value begins on its line");
        }
        for (const { line } of problems) assert.notEqual(at(line).trim(), "");
        const spoken = [...sections, ...entries, ...problems].map(({ line }) => line);
        assert.equal(new Set(spoken).size, spoken.length, "a line is one thing");
      }),
    ),
  );

  const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 6 });
  const name = word
    .map((text) => text.replace(/[\s=[\]#;\p{Cc}\ufeff\u2028\u2029]/gu, ""))
    .filter((text) => text !== "");
  const value = fc.array(word, { maxLength: 4 }).map((words) =>
    words
      .join(" ")
      .replace(/[\r\n]/g, "")
      .trim(),
  );
  const written = fc.array(
    fc.record({
      section: name,
      keys: fc.array(fc.record({ key: name, values: fc.array(value, { maxLength: 3 }) }), {
        maxLength: 4,
      }),
    }),
    { maxLength: 4 },
  );
  const manner = fc.record({
    end: lineEnd,
    before: fc.constantFrom("", "\ufeff", "\n\n", "# a comment\n"),
    around: blank.filter((text) => text !== "\ufeff" && text !== "\u00a0"),
    comment: fc.boolean(),
  });
  it(
    "[REQ-CFG-1] [REQ-CFG-2] [REQ-BAD-8] what was written is read, in any manner of writing it, with its lines",
    fuzz(
      { cases: 2500 },
      fc.property(written, manner, (sections, { end, before, around, comment }) => {
        const lines = splitLines(before).slice(0, -1);
        const first = splitLines(before).at(-1) ?? "";
        const expected: unknown[] = [];
        for (const { section, keys } of sections) {
          lines.push(`[${around}${section}${around}]`);
          for (const { key, values } of keys) {
            const [one = "", ...more] = values;
            // What begins a comment or is empty is none of a value when it stands at the start of a line.
            const rest = more.filter((text) => text !== "" && !/^[#;]/.test(text));
            lines.push(`${key}${around}=${around}${one}`);
            expected.push([section, key, [one, ...rest].join(" ").trim(), lines.length]);
            if (comment) lines.push(" ; between");
            lines.push(...rest.map((text) => `\t  ${text}`));
          }
        }
        const { entries, problems } = parseIni(first + lines.join(end), "x.conf");
        assert.deepEqual(problems, []);
        assert.deepEqual(
          entries.map((each) => [each.section, each.key, each.value, each.line]),
          expected,
        );
      }),
    ),
  );

  it(
    "[REQ-CFG-6] [REQ-BAD-8] any keys and values come to a configuration, or to bad-config with file and line",
    fuzz(
      { cases: 2000 },
      fc.property(fc.constantFrom(...all), aFile, (program, text) => {
        const ini = parseIni(text, "x.conf");
        const files = [{ path: "x.conf", state: "read" as const, ...ini }];
        const { values, problems } = resolve(program, { files, env: {}, flags: {} });
        assert.deepEqual(Object.keys(values).sort(), Object.keys(program.keys).sort());
        const { length } = splitLines(text);
        for (const { line, file } of problems) {
          if (file === "x.conf") assert.ok(line !== undefined && line >= 1 && line <= length);
        }
        try {
          throwProblems(problems);
          assert.equal(problems.length, 0);
        } catch (error) {
          assert.ok(isHirteError(error, "bad-config"), String(error));
        }
        assert.equal(Object.hasOwn(Object.prototype, "LogLevel"), false);
      }),
    ),
  );

  let directory = "";
  before(() => {
    directory = mkdtempSync(join(tmpdir(), "hirte-test-"));
  });
  after(() => rmSync(directory, { recursive: true, force: true }));
  const load = fc.constantFrom(loadHirteConfig, loadAgentConfig, loadHirtectlConfig);
  it(
    "[REQ-CFG-6] [REQ-BAD-8] any file starts a program, or stops it with bad-config",
    fuzz(
      { cases: 600 },
      fc.property(load, aFile, (program, text) => {
        const file = join(directory, "x.conf");
        writeFileSync(file, text);
        try {
          program({ file, env: {}, etcDir: directory });
        } catch (error) {
          assert.ok(isHirteError(error, "bad-config"), String(error));
        }
      }),
    ),
  );
});
