import { equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { isHirteError } from "../../../src/core/errors.ts";
import {
  isUnitName,
  matchesAny,
  matchesGlob,
  unitNameOf,
  unitPatternOf,
} from "../../../src/units/unit-name.ts";

describe("names of units", () => {
  it("[REQ-CLI-8] takes a name without a suffix for a service, as systemctl does", () => {
    equal(unitNameOf("nginx"), "nginx.service");
    equal(unitNameOf("foo.bar"), "foo.bar.service");
    equal(unitNameOf("getty@tty1"), "getty@tty1.service");
    equal(unitNameOf("nginx.service"), "nginx.service");
    equal(unitNameOf("data.mount"), "data.mount");
    equal(unitNameOf("dev-disk-by\\x2duuid.device"), "dev-disk-by\\x2duuid.device");
  });

  it("[REQ-CLI-8] refuses paths, templates, patterns and what systemd would not take", () => {
    const wrong = [
      "/etc/x.service",
      "a/b",
      "foo@.service",
      "app-*",
      "",
      ".service",
      "@x.service",
      "a b",
      "ü",
      `${"x".repeat(250)}.service`,
    ];
    for (const text of wrong) {
      throws(
        () => unitNameOf(text),
        (error) => isHirteError(error, "bad-argument"),
        text,
      );
    }
    throws(() => unitPatternOf("/etc/*.service"), /is a path/);
    throws(() => unitPatternOf("a b*"), /not a pattern/);
  });

  it("[REQ-CLI-8] takes a name of 255 characters and none of 256", () => {
    equal(isUnitName(`${"x".repeat(247)}.service`), true);
    equal(isUnitName(`${"x".repeat(248)}.service`), false);
  });

  it("[REQ-CLI-8] leaves a pattern as it is", () => {
    equal(unitPatternOf("app-[a-c]?.service"), "app-[a-c]?.service");
    equal(unitPatternOf("app-*"), "app-*");
    equal(unitPatternOf("nginx"), "nginx.service");
  });
});

describe("patterns", () => {
  it("[REQ-CLI-9] match as fnmatch does", () => {
    const cases: readonly (readonly [string, string, boolean])[] = [
      ["*", "", true],
      ["*", "a.service", true],
      ["app-*", "app-1.service", true],
      ["app-*", "xapp-1.service", false],
      ["*.service", "a.timer", false],
      ["a?c", "abc", true],
      ["a?c", "ac", false],
      ["[a-c]x", "bx", true],
      ["[a-c]x", "dx", false],
      ["[!a-c]x", "dx", true],
      ["[^a-c]x", "ax", false],
      ["[]a]", "]", true],
      ["[a-]", "-", true],
      ["[[:digit:]]*", "7up", true],
      ["[[:digit:]]*", "up", false],
      ["[ab", "[ab", true],
      ["x\\x2d*", "x\\x2dy", true],
      ["*a*b*c", "xxaxxbxxc", true],
      ["*a*b*c", "xxaxxbxx", false],
    ];
    for (const [pattern, name, expected] of cases) {
      equal(matchesGlob(pattern, name), expected, `${pattern} on ${name}`);
    }
  });

  it("[REQ-CLI-9] agree with a plain reading of * and ? on any text", () => {
    const letter = fc.constantFrom("a", "b", "*", "?");
    const reference = (pattern: string, name: string): boolean => {
      const [first, ...rest] = pattern;
      if (first === undefined) return name === "";
      const tail = rest.join("");
      if (first === "*")
        return reference(tail, name) || (name !== "" && reference(pattern, name.slice(1)));
      return name !== "" && (first === "?" || first === name[0]) && reference(tail, name.slice(1));
    };
    fc.assert(
      fc.property(
        fc.array(letter, { maxLength: 8 }),
        fc.array(fc.constantFrom("a", "b"), { maxLength: 10 }),
        (pattern, name) =>
          matchesGlob(pattern.join(""), name.join("")) ===
          reference(pattern.join(""), name.join("")),
      ),
    );
  });

  it("[REQ-CLI-9] take no longer for a pattern made to take long", () => {
    equal(matchesGlob(`${"*a".repeat(100)}*b`, "a".repeat(250)), false);
  });

  it("[REQ-BAD-12] are read in no more time than they are long, whatever is never closed in them", () => {
    const startedUs = process.cpuUsage();
    for (let i = 0; i < 100; i++) matchesGlob("[".repeat(255), "");
    // It was 1 ms and more for each where the end of every set was looked for.
    const tookMs = process.cpuUsage(startedUs).user / 1000;
    equal(tookMs < 60, true, `${tookMs} ms`);
  });

  it("[REQ-CLI-9] without any patterns everything matches, with none of them nothing", () => {
    equal(matchesAny(undefined)("a.service"), true);
    equal(matchesAny([])("a.service"), false);
    equal(matchesAny(["a.service", "b-*"])("a.service"), true);
    equal(matchesAny(["a.service", "b-*"])("b-1.service"), true);
    equal(matchesAny(["a.service", "b-*"])("aaservice"), false);
  });
});
