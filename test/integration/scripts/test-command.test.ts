import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { text } from "node:stream/consumers";
import { transformSync } from "esbuild";
import { Children } from "../../../scripts/test/children.ts";
import { type LabWork, work } from "../../../scripts/test/labs.ts";
import { Queue } from "../../../scripts/test/queue.ts";
import { moduleForNode } from "../../support/programs.ts";
import { useTempDir } from "../../support/temp-dir.ts";

const root = join(import.meta.dirname, "../../..");

/** Runs the system tests where there is no apt-get, and so no lab. */
async function systemTestsWithoutLab(ci: string) {
  const children = new Children();
  const { words, path } = moduleForNode("scripts/test.ts");
  const { status, output } = await children.run([process.execPath, ...words, path, "--system"], {
    env: { PATH: import.meta.dirname, CI: ci },
  });
  children.release();
  return { status, output, last: output.trimEnd().split("\n").at(-1) ?? "" };
}

describe("the test command, of whose output nobody reads more", () => {
  it("[REQ-LAB-7] ends quietly with 141, and has the tests end that it has begun", async () => {
    const { words, path } = moduleForNode("scripts/test.ts");
    const child = spawn(process.execPath, [...words, path, "--unit"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.destroy();
    const stderr = text(child.stderr);
    const ended = once(child, "close");
    const timer = setTimeout(() => child.kill(), 25_000);
    const [status] = await ended;
    clearTimeout(timer);
    assert.deepEqual([status, await stderr], [141, ""]);
  }).timeout(30_000);
});

describe("the test command, where there can be no lab", () => {
  it("[REQ-LAB-8] skips the system tests with one loud line", async () => {
    const { status, output, last } = await systemTestsWithoutLab("");
    assert.equal(status, 0, output);
    assert.match(output, /^!!! SYSTEM TESTS SKIPPED: there is no apt-get.*$/m);
    assert.match(last, /^0 passed, 0 failed, [1-9]\d* skipped$/);
  }).timeout(30_000);

  it("[REQ-LAB-8] counts them as failed with CI=true", async () => {
    const { status, output, last } = await systemTestsWithoutLab("true");
    assert.equal(status, 1, output);
    assert.match(last, /^0 passed, [1-9]\d* failed$/);
  }).timeout(30_000);
});

describe("what mocha tells the test command", () => {
  const directory = useTempDir();
  const counts = () => join(directory(), "counts.json");

  /** Runs a file of tests, and returns what is said of them. */
  async function tested(file: string, ...options: readonly string[]): Promise<string> {
    const children = new Children();
    const mocha = [process.execPath, join(root, "node_modules/mocha/bin/mocha.js"), "--no-config"];
    const reporter = ["--reporter", join(root, "scripts/test/reporter.cjs")];
    const option = ["--reporter-option", `counts=${counts()}`];
    const { output } = await children.run([...mocha, ...reporter, ...option, ...options, file]);
    children.release();
    return output;
  }

  it("[REQ-PRJ-20] is each test that failed, with the first line of why", async () => {
    const test = join(directory(), "shaky.cjs");
    writeFileSync(
      test,
      `describe("a lamp", () => {
        it("is lit", () => {});
        it("is green", () => { throw new Error("it is red\\nand hot"); });
      });`,
    );
    await tested(test);
    assert.deepEqual(JSON.parse(readFileSync(counts(), "utf8")), {
      ...{ passed: 1, failed: 1, skipped: 0 },
      failures: [{ title: "a lamp is green", file: relative(root, test), reason: "it is red" }],
    });
  }).timeout(30_000);

  it("[REQ-LAB-11] is a failure where a rejection is handled by nobody", async () => {
    const test = join(directory(), "careless.cjs");
    writeFileSync(
      test,
      `it("is lit", async () => {
        void Promise.reject(new Error("it is dark"));
        await new Promise((resolve) => setTimeout(resolve, 50));
      });`,
    );
    await tested(test, "--require", join(root, "scripts/test/rejections.cjs"));
    const { failed, failures } = JSON.parse(readFileSync(counts(), "utf8"));
    assert.deepEqual([failed, failures[0].reason], [1, "it is dark"]);
  }).timeout(30_000);

  it("[REQ-PRJ-20] is the line of the source in which a compiled test failed, and that of its cause", async () => {
    const source = `interface Lamp {
        readonly isLit: boolean;
      }
      it("burns", () => {
        const lamp: Lamp = { isLit: false };
        if (!lamp.isLit)
          throw new Error("dark", { cause: new Error("no mains") });
      });`;
    const { code, map } = transformSync(source, {
      ...{ loader: "ts", sourcemap: "external", sourcefile: "lamp.test.ts" },
    });
    const file = join(directory(), "lamp.test.mjs");
    writeFileSync(file, code);
    writeFileSync(`${file}.map`, map);
    const places = [...(await tested(file)).matchAll(/lamp\.test\.\w+:\d+:\d+/g)];
    assert.deepEqual(places.flat(), ["lamp.test.ts:7:17", "lamp.test.ts:7:44"]);
  }).timeout(30_000);
});

describe("a lab, as far as it is a process", () => {
  const directory = useTempDir();

  /** Has files run, where a lab is no more than a process; the first is the longest, the last the shortest. */
  async function workOn(
    bodies: readonly string[],
    the: Omit<LabWork, "queue" | "deadlineMs" | "worker" | "errand"> & {
      readonly onBegun?: (name: string) => void;
    },
  ): Promise<void> {
    const files = bodies.map((body, i) => {
      const path = join(directory(), `${i}.cjs`);
      writeFileSync(
        path,
        `it("tells", function () { console.log("I am", process.pid); ${body} });`,
      );
      return { path, name: `${i}`, setting: "", isApart: false };
    });
    const children = new Children();
    const { words, path: worker } = moduleForNode("scripts/test/lab-worker.ts");
    await work(children, {
      ...the,
      queue: new Queue(files, ({ name }) => -Number(name)),
      deadlineMs: 20_000,
      worker: [process.execPath, ...words, worker],
      errand: ({ path, name }) => {
        the.onBegun?.(name);
        return {
          ...{ path, reporter: join(root, "scripts/test/reporter.cjs") },
          reporterOptions: { counts: join(directory(), `${name}.json`) },
        };
      },
    });
    children.release();
  }

  /** Has files run in one lab, in this order; tells how each went. */
  async function run(...bodies: readonly string[]): Promise<readonly string[]> {
    const told: string[] = [];
    await workOn(bodies, {
      ...{ labs: 1, early: 1, others: Promise.resolve() },
      onEnded: ({ name }, { status, output }) => {
        told.push(`${name} ${/I am (\d+)/.exec(output)?.[1]} ${status}`);
      },
      onBadEnd: ({ name }, { status }) => told.push(`after ${name}: ${status}`),
    });
    // Who it was is told by a letter.
    const pids = [...new Set(told.flatMap((line) => / (\d+) /.exec(line)?.[1] ?? []))];
    return told.map((line) => line.replace(/ (\d+) /, (_, pid) => ` ${"AB"[pids.indexOf(pid)]} `));
  }

  it("[REQ-LAB-9] begins at once with the longest file, or later with the shortest", async () => {
    const begun: string[] = [];
    const before: string[] = [];
    let othersEnd = () => {};
    const others = new Promise<void>((resolve) => {
      othersEnd = resolve;
    });
    await workOn(["", "", "", "", "", ""], {
      ...{ labs: 2, early: 1, others },
      onBegun: (name) => begun.push(name),
      onEnded: () => {
        if (before.length === 0) before.push(...begun);
        othersEnd();
      },
      onBadEnd: () => {},
    });
    assert.deepEqual([before, begun.slice(1, 3).sort()], [["0"], ["1", "5"]]);
    assert.deepEqual(begun.toSorted(), ["0", "1", "2", "3", "4", "5"]);
  }).timeout(30_000);

  it("[REQ-LAB-10] runs files one after another, whatever comes of each", async () => {
    const went = await run("", "this.skip()", "");
    assert.deepEqual(went, ["0 A 0", "1 A 0", "2 A 0"]);
  }).timeout(30_000);

  it("[REQ-LAB-10] begins anew after a file that failed: what that left under way is nobody else's", async () => {
    const late = 'setTimeout(() => { throw new Error("late"); }, 50)';
    const long = "return new Promise((resolve) => setTimeout(resolve, 500))";
    const went = await run("", `${late}; throw new Error("no")`, long, "");
    assert.deepEqual(went, ["0 A 0", "1 A 1", "2 B 0", "3 B 0"]);
  }).timeout(30_000);

  it("[REQ-LAB-10] that ends in the middle of a file is not the end of the others", async () => {
    const went = await run("", "process.exit(0)", "");
    assert.deepEqual(went, ["0 A 0", "1 A 1", "2 B 0"]);
  }).timeout(30_000);

  it("[REQ-LAB-10] is told of where it ends badly after its last file", async () => {
    const went = await run('process.on("exit", () => { process.exitCode = 4; })');
    assert.deepEqual(went, ["0 A 0", "after 0: 4"]);
  }).timeout(30_000);
});
