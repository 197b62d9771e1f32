import assert from "node:assert/strict";
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { addLauncher } from "../../../scripts/build/add-launcher.ts";
import { useTempDir } from "../../support/temp-dir.ts";

/** As in the service of the agent. */
const heap = "--max-semi-space-size=1 --max-old-space-size=48 --v8-pool-size=1";
/** Of more than one function, as what is compiled beforehand is all of them. */
const text = `(function (exports, require, module, __filename, __dirname) {
function fail() { throw new Error("as it was told to"); }
exports.name = require("node:path").basename(__filename);
if (require.main === module) {
  console.log(exports.name, process.argv.slice(2).join(" "));
  process.exitCode = 3;
  if (process.argv.includes("fail")) fail();
}
})
`;

describe("a program that is built", () => {
  const dir = useTempDir();
  const at = (name: string) => join(dir(), name);

  async function build(bundle: string): Promise<void> {
    writeFileSync(at("tool.bundle.js"), bundle);
    await addLauncher(at("tool.bundle.js"), { name: "tool", isProgram: true });
  }
  beforeEach(() => build(text));

  function run(args: readonly string[] = ["a", "b"], ...flags: readonly string[]) {
    // It tells what V8 takes as it is, and what it does not.
    const argv = ["--profile-deserialization", ...flags, at("tool.js"), ...args];
    const env = { ...process.env, NODE_OPTIONS: heap };
    return spawnSync(process.execPath, argv, { encoding: "utf8", env });
  }
  function isWell({ status, stdout, stderr }: SpawnSyncReturns<string>): void {
    assert.match(stdout, /^tool\.js a b$/m);
    assert.deepEqual({ status, stderr }, { status: 3, stderr: "" });
  }
  /** Whether V8 has taken code of this length, once more than Node.js has of its own. */
  function takes({ stdout }: SpawnSyncReturns<string>): boolean {
    const cache = readFileSync(at("tool.cache"));
    const countIn = (told: string) =>
      told.split(`[Deserializing from ${cache.length - 32} bytes`).length;
    rmSync(at("tool.cache"));
    const without = countIn(run().stdout);
    writeFileSync(at("tool.cache"), cache);
    return countIn(stdout) > without;
  }

  it("[REQ-PRJ-21] runs by the code that was compiled when it was built, as a module of its own", () => {
    const outcome = run();
    isWell(outcome);
    assert.ok(takes(outcome), outcome.stdout);
    const asModule = `console.log(require(${JSON.stringify(at("tool.js"))}).name)`;
    const { stdout } = spawnSync(process.execPath, ["-e", asModule], { encoding: "utf8" });
    assert.equal(stdout, "tool.js\n");
  });

  it("[REQ-PRJ-21] tells in a stack trace the place in its bundle, and not where that was built, and ends with 1", () => {
    mkdirSync(at("lib"));
    for (const name of ["tool.js", "tool.bundle.js", "tool.cache"])
      renameSync(at(name), at(`lib/${name}`));
    symlinkSync("lib/tool.js", at("tool.js"));
    const { status, stderr } = run(["fail"]);
    assert.equal(status, 1);
    const trace = /Error: as it was told to\n {4}at fail \((\S*)tool\.bundle\.js:2:25\)/;
    // Node.js 20 has the name from the code.
    assert.ok(["", at("lib/")].includes(trace.exec(stderr)?.[1] ?? "none"), stderr);
  });

  it("[REQ-PRJ-21] tells in a stack trace the place in its sources where Node.js is told to, and is a module as ever", () => {
    const source = `interface Lamp { readonly isLit: boolean }
      export const lamp: Lamp = { isLit: false };
      if (process.argv.includes("fail")) throw new Error("dark");`;
    const [banner = "", footer] = [text.split("\n")[0], "})"];
    const { code, map } = transformSync(source, {
      ...{ loader: "ts", format: "cjs", banner, footer },
      ...{ sourcemap: "external", sourcefile: "lamp.ts" },
    });
    const mapped = `${code}//# sourceMappingURL=tool.bundle.js.map\n`;
    writeFileSync(at("tool.bundle.js"), mapped);
    writeFileSync(at("tool.bundle.js.map"), map);
    const { status, stderr } = run(["fail"], "--enable-source-maps");
    assert.equal(status, 1);
    assert.match(stderr, /Error: dark\n {4}at \S+ \(\S+lamp\.ts:3:48\)/);
    const asModule = `console.log(require(${JSON.stringify(at("tool.js"))}).lamp.isLit)`;
    const argv = ["--enable-source-maps", "-e", asModule];
    assert.equal(spawnSync(process.execPath, argv, { encoding: "utf8" }).stdout, "false\n");
  });

  it("[REQ-PRJ-22] says in one line that its bundle is missing, cannot be read or is not whole, and what to do", () => {
    const bundle = at("tool.bundle.js");
    const says = (why: string, ...flags: readonly string[]) => {
      const { status, stderr } = run(undefined, ...flags);
      const line = `tool: cannot be loaded: ${why}: install hirte again, or run \`npm run build\` where it is built`;
      assert.deepEqual({ status, stderr }, { status: 1, stderr: `${line}\n` });
      const asModule = `try { require(${JSON.stringify(at("tool.js"))}) } catch ({ message }) { console.log(message) }`;
      const argv = [...flags, "-e", asModule];
      assert.equal(spawnSync(process.execPath, argv, { encoding: "utf8" }).stdout, `${line}\n`);
    };
    for (const length of [0, text.length - 3]) {
      writeFileSync(bundle, text.slice(0, length));
      says(`${bundle} is not whole`);
      says(`${bundle} is not whole`, "--enable-source-maps");
    }
    rmSync(bundle);
    says(`ENOENT: no such file or directory, open '${bundle}'`);
    mkdirSync(bundle);
    says("EISDIR: illegal operation on a directory, read");
  });

  it("[REQ-PRJ-21] compiles its text where its code is missing, cut, damaged, of another text, or for other flags", () => {
    const others = run(undefined, "--no-opt");
    isWell(others);
    assert.ok(!takes(others));

    const whole = readFileSync(at("tool.cache"));
    for (const length of [whole.length - 1, 31]) {
      writeFileSync(at("tool.cache"), whole.subarray(0, length));
      isWell(run());
    }
    for (let i = 40; i < whole.length; i += Math.ceil(whole.length / 4)) {
      const damaged = Buffer.from(whole);
      damaged[i] = (damaged[i] ?? 0) ^ 1;
      writeFileSync(at("tool.cache"), damaged);
      const outcome = run();
      isWell(outcome);
      assert.ok(!takes(outcome));
    }
    rmSync(at("tool.cache"));
    isWell(run());
  });

  it("[REQ-PRJ-21] has the heap that its service gives it, though V8 takes code that was made without", async () => {
    const bundle = `(function (exports, require) {
      const { getHeapStatistics } = require("node:v8");
      console.log("limit " + getHeapStatistics().heap_size_limit / 2 ** 20);
      const kept = [];
      for (;;) kept.push(new Array(100_000).fill(kept.length + 0.5));
    })`;
    await build(bundle);
    const outcome = run();
    assert.ok(takes(outcome), outcome.stdout);
    assert.match(outcome.stdout, /^limit 51$/m);
    assert.equal(outcome.signal, "SIGABRT", outcome.stdout);
    assert.match(outcome.stderr, /heap out of memory/);
    assert.match(outcome.stderr, /Mark-Compact.* 4\d\.\d \(\d\d\.\d\) -> 4\d\.\d /);
  });

  it("[REQ-PRJ-21] is not taken for one of the same length that was built before", async () => {
    const cache = readFileSync(at("tool.cache"));
    await build(text.replace("exitCode = 3", "exitCode = 4"));
    writeFileSync(at("tool.cache"), cache);
    assert.equal(run().status, 4);
    // Nor is its text taken for another one of the same length.
    writeFileSync(at("tool.bundle.js"), text.replace("exitCode = 3", "exitCode = 5"));
    assert.equal(run().status, 5);
  });
});
