import { equal } from "node:assert/strict";
import { paint, printable, truncate, widthOf } from "../../../cli/text.ts";

describe("text for a terminal", () => {
  it("[REQ-CLI-6] shows control characters and those that turn text around", () => {
    equal(printable("a\tb\r\n\x1b]0;x\x07\x9b"), "a b\\x0d\\x0a\\x1b]0;x\\x07\\x9b");
    equal(printable("safe\u202eevil"), "safe\\u202eevil");
    equal(printable("Grüße, 世界 ✓"), "Grüße, 世界 ✓");
  });

  it("[REQ-CLI-5] counts wide characters as two columns and cuts at the column", () => {
    equal(widthOf("世界"), 4);
    equal(widthOf("e\u0301"), 1);
    equal(truncate("世界地図", 5), "世界…");
    equal(truncate("abc", 3), "abc");
    equal(truncate("abcd", 3), "ab…");
    equal(truncate("abcd", 0), "");
  });

  it("[REQ-CLI-5] paints nothing where colours are off", () => {
    equal(paint("failed", "bad", false), "failed");
    equal(paint("failed", "bad", true), "\x1b[31;1mfailed\x1b[0m");
  });
});
