import assert from "node:assert/strict";
import { HirteError } from "../../../src/core/errors.ts";
import { createLog, silentLog } from "../../../src/core/log.ts";

type Options = Parameters<typeof createLog>[0];

/** What a logger of these options writes. */
function linesOf(
  options: Omit<Options, "write">,
  use: (log: ReturnType<typeof createLog>) => void,
) {
  const lines: string[] = [];
  use(createLog({ ...options, write: (line) => void lines.push(line) }));
  return lines;
}

describe("the log", () => {
  it("[REQ-CORE-5] gives journald a priority, a sentence and its facts", () => {
    const lines = linesOf({ level: "debug", target: "journald" }, (log) => {
      log.debug({ topic: "a/b" }, "heard");
      log.info({ node: "node1", address: "10.0.0.1" }, "Agent 'node1' connected from 10.0.0.1");
      log.warn("nothing to add");
      log.error({ text: 'with "quotes" and blanks', count: 3, list: [1] }, "bad");
    });
    assert.deepEqual(lines, [
      "<7>heard topic=a/b\n",
      "<6>Agent 'node1' connected from 10.0.0.1 node=node1 address=10.0.0.1\n",
      "<4>nothing to add\n",
      '<3>bad text="with \\"quotes\\" and blanks" count=3 list=[1]\n',
    ]);
  });

  it("[REQ-CORE-5] makes one line of each record, whatever is in it", () => {
    const lines = linesOf({ level: "info", target: "journald" }, (log) => {
      log.info({ evil: "a\n<0>forged\r\nline" }, "one");
      log.info({ "key\nwith break": 1 }, "two\n<0>three\u001b[2J");
    });
    assert.equal(lines.length, 2);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
    for (const line of lines) assert.match(line, /^<6>[^\0-\x1f]*\n$/);
  });

  it("[REQ-CORE-5] gives people the time and the level", () => {
    const [line] = linesOf({ level: "info", target: "stderr" }, (log) => log.warn({ a: 1 }, "so"));
    assert.match(line ?? "", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z warn so a=1\n$/);
  });

  it("[REQ-CORE-5] gives programs JSON", () => {
    const [line] = linesOf({ level: "info", target: "json" }, (log) => log.info({ a: 1 }, "so"));
    const { time, ...rest } = JSON.parse(line ?? "") as Record<string, unknown>;
    assert.equal(typeof time, "number");
    assert.deepEqual(rest, { level: 30, a: 1, msg: "so" });
  });

  it("[REQ-CORE-5] keeps to its level", () => {
    const lines = linesOf({ level: "warn", target: "journald" }, (log) => {
      log.info("quiet");
      log.warn("loud");
    });
    assert.deepEqual(lines, ["<4>loud\n"]);
    silentLog().error("never");
  });

  it("[REQ-CORE-5] tells of an error its message, code and cause", () => {
    const error = new HirteError("dbus-gone", "the bus is away", { cause: new Error("EPIPE") });
    for (const target of ["journald", "json"] as const) {
      const [line] = linesOf({ level: "info", target }, (log) => log.error({ error }, "stop"));
      assert.match(line ?? "", /the bus is away \(dbus-gone\): EPIPE/, target);
    }
  });
});
