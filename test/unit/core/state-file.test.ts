import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLog, silentLog } from "../../../src/core/log.ts";
import { readStateFile, writeStateFile } from "../../../src/core/state-file.ts";
import { useTempDir } from "../../support/temp-dir.ts";

const asNumber = (value: unknown) => (typeof value === "number" ? value : undefined);

describe("a state file", () => {
  const dir = useTempDir();
  const path = () => join(dir(), "deep/er/state.json");

  it("[REQ-CORE-8] gives back what was written, in directories made for it", () => {
    writeStateFile(path(), 7);
    writeStateFile(path(), 8);
    assert.equal(readStateFile(path(), asNumber, silentLog()), 8);
    assert.deepEqual(readdirSync(join(dir(), "deep/er")), ["state.json"]);
  });

  it("[REQ-CORE-8] that is not there is nothing special", () => {
    assert.equal(readStateFile(path(), asNumber, silentLog()), undefined);
  });

  it("[REQ-CORE-8] is not for everybody to read", () => {
    writeStateFile(path(), 1);
    assert.equal(statSync(path()).mode & 0o007, 0);
  });

  for (const [what, text] of Object.entries({
    "is empty": "",
    "is torn": '{"a":',
    "holds something else": '"seven"',
  })) {
    it(`[REQ-CORE-8] that ${what} is set aside, whole, with a warning`, () => {
      const lines: string[] = [];
      const log = createLog({
        level: "warn",
        target: "journald",
        write: (line) => void lines.push(line),
      });
      writeStateFile(path(), 1);
      writeFileSync(path(), text);
      assert.equal(readStateFile(path(), asNumber, log), undefined);
      assert.equal(existsSync(path()), false);
      assert.equal(readFileSync(`${path()}.corrupt`, "utf8"), text);
      assert.match(lines.join(""), /^<4>.*state\.json/);
    });
  }

  it("[REQ-CORE-8] that an interrupted write left half done changes nothing", () => {
    writeStateFile(path(), 1);
    writeFileSync(`${path()}.new`, "4");
    assert.equal(readStateFile(path(), asNumber, silentLog()), 1);
    writeStateFile(path(), 2);
    assert.equal(readStateFile(path(), asNumber, silentLog()), 2);
  });

  it("[REQ-CORE-8] stays as it was, and nothing beside it, where there is room for a part of the new value only", () => {
    writeStateFile(path(), 1);
    const prlimit = (...args: string[]) =>
      execFileSync("prlimit", ["--pid", String(process.pid), ...args], { encoding: "utf8" }).trim();
    const before = prlimit("--fsize", "--noheadings", "--raw", "--output=SOFT");
    const ignore = () => undefined;
    // The kernel then writes what fits, and refuses the rest: as it does on a disk that is nearly full.
    process.on("SIGXFSZ", ignore);
    prlimit("--fsize=4096:");
    try {
      assert.throws(() => writeStateFile(path(), "7".repeat(10_000)), {
        code: "unavailable",
        message: /state\.json cannot be written: EFBIG/,
      });
    } finally {
      prlimit(`--fsize=${before}:`);
      process.off("SIGXFSZ", ignore);
    }
    assert.deepEqual(readdirSync(join(dir(), "deep/er")), ["state.json"]);
    assert.equal(readStateFile(path(), asNumber, silentLog()), 1);
  });

  it("[REQ-CORE-8] that cannot be read is an error, not a fresh start", () => {
    assert.throws(() => readStateFile(dir(), asNumber, silentLog()), {
      code: "unavailable",
      message: new RegExp(`^${dir()} cannot be read: EISDIR`),
    });
  });
});
