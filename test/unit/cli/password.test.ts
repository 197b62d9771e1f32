import assert from "node:assert/strict";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { readPasswordFile } from "../../../src/config/password-file.ts";
import { readSecret } from "../../../src/core/terminal-secret.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("a file with a password", () => {
  const directory = useTempDir();
  const write = (text: string, mode: number) => {
    const path = join(directory(), "password");
    writeFileSync(path, text);
    chmodSync(path, mode);
    return path;
  };

  for (const [text, password] of [
    ["secret", "secret"],
    ["secret\n", "secret"],
    ["secret\r\nand more\n", "secret"],
    [" two words ", " two words "],
  ] as const) {
    it(`[REQ-SEC-13] holds ${JSON.stringify(password)} as ${JSON.stringify(text)}`, () => {
      assert.equal(readPasswordFile(write(text, 0o600)), password);
      assert.equal(readPasswordFile(write(text, 0o400)), password);
    });
  }

  for (const mode of [0o604, 0o640, 0o620, 0o602, 0o644, 0o666, 0o601]) {
    it(`[REQ-SEC-13] is refused with mode ${mode.toString(8)}, and not quoted`, () => {
      assert.throws(
        () => readPasswordFile(write("secret", mode)),
        (error: Error) => /by others/.test(error.message) && !error.message.includes("secret"),
      );
    });
  }

  it("[REQ-SEC-13] is judged by what a link leads to", () => {
    const link = join(directory(), "link");
    symlinkSync(write("secret", 0o644), link);
    assert.throws(() => readPasswordFile(link), { code: "bad-config", message: /by others/ });
  });

  it("[REQ-SEC-13] that is not there, empty, or no file is bad-config", () => {
    mkdirSync(join(directory(), "d"), { mode: 0o700 });
    for (const path of [
      join(directory(), "none"),
      write("\nsecret", 0o600),
      join(directory(), "d"),
    ]) {
      assert.throws(() => readPasswordFile(path), { code: "bad-config" });
    }
  });
});

describe("a password typed on a terminal", () => {
  const typing = (...pieces: (string | Buffer)[]) => {
    const raw: boolean[] = [];
    const shown: string[] = [];
    const input = Object.assign(new PassThrough(), {
      setRawMode: (is: boolean) => void raw.push(is),
    });
    const abort = new AbortController();
    const output = { write: (text: string) => void shown.push(text) };
    const secret = readSecret({ input, output, signal: abort.signal }, "Password: ");
    for (const piece of pieces) input.write(piece);
    return { secret, raw, shown, abort, input };
  };

  it("[REQ-SEC-13] is not shown, and the terminal is as it was afterwards", async () => {
    const { secret, raw, shown } = typing("sec", "ret\r");
    assert.equal(await secret, "secret");
    assert.deepEqual(raw, [true, false]);
    assert.deepEqual(shown, ["Password: ", "\n"]);
  });

  it("[REQ-SEC-13] can be put right, and may hold any letter", async () => {
    const bytes = Buffer.from("ü€😀");
    assert.equal(
      await typing("x\u0015ab\u007fc", bytes.subarray(0, 3), bytes.subarray(3), "\n").secret,
      "acü€😀",
    );
  });

  for (const key of ["\u0003", "\u0004"]) {
    it(`[REQ-SEC-13] is none after ${JSON.stringify(key)}`, async () => {
      const { secret, raw } = typing("sec", key);
      assert.equal(await secret, undefined);
      assert.deepEqual(raw, [true, false]);
    });
  }

  it("[REQ-SEC-13] is none when the input ends, or somebody wants hirtectl to end", async () => {
    const ended = typing("sec");
    ended.input.end();
    assert.equal(await ended.secret, undefined);
    const stopped = typing("sec");
    stopped.abort.abort();
    assert.equal(await stopped.secret, undefined);
  });
});
