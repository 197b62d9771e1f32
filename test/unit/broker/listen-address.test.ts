import assert from "node:assert/strict";
import { isLoopback, warnIfElsewhere, warnIfExposed } from "../../../broker/listen-address.ts";
import { createLog } from "../../../src/core/log.ts";

describe("listen address", () => {
  for (const [address, expected] of [
    ["127.0.0.1", true],
    ["127.8.9.10", true],
    ["::1", true],
    ["::ffff:127.0.0.1", true],
    ["localhost", true],
    ["0.0.0.0", false],
    ["::", false],
    ["192.168.1.2", false],
    ["::ffff:10.0.0.1", false],
    ["primary.example.org", false],
    ["127.0.0.1.example.org", false],
    ["", false],
  ] as const) {
    it(`[REQ-BRK-19] ${address || "an empty one"} is ${expected ? "" : "not "}this machine's alone`, () => {
      assert.equal(isLoopback(address), expected);
    });
  }

  it("[REQ-BRK-19] is warned of when others can reach it, and not otherwise", () => {
    const lines: string[] = [];
    const log = createLog({ level: "info", target: "json", write: (line) => lines.push(line) });
    warnIfExposed("127.0.0.1", log);
    assert.equal(lines.length, 0);
    warnIfExposed("0.0.0.0", log);
    assert.match(lines.join(), /"level":40.*0\.0\.0\.0.*can be reached from other machines/);
  });

  it("[REQ-BRK-19] of a broker in its place is warned of when that is another machine's", () => {
    const lines: string[] = [];
    const log = createLog({ level: "info", target: "json", write: (line) => lines.push(line) });
    warnIfElsewhere("mqtt://[::1]:1884", log);
    assert.equal(lines.length, 0);
    warnIfElsewhere("mqtt://broker.example", log);
    assert.match(lines.join(), /"level":40.*broker\.example.*is on another machine/);
  });
});
