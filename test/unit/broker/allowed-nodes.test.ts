import { deepEqual, match, throws } from "node:assert/strict";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AllowedNodes } from "../../../broker/allowed-nodes.ts";
import { requestKeyOf } from "../../../broker/request-key.ts";
import { randomId } from "../../../src/core/ids.ts";
import { createLog } from "../../../src/core/log.ts";
import { writeStateFile } from "../../../src/core/state-file.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("the nodes that may join", () => {
  const directory = useTempDir();
  const path = () => join(directory(), "allowed-nodes.json");
  const copyPath = () => join(directory(), "allowed-nodes.copy.json");
  /** Which files the disk does not take. */
  let fullFor: RegExp | undefined;
  let lines: string[];
  beforeEach(() => {
    fullFor = undefined;
    lines = [];
  });
  const open = (...configured: readonly string[]) =>
    AllowedNodes.open({
      directory: directory(),
      configured,
      log: createLog({ level: "info", target: "journald", write: (line) => lines.push(line) }),
      write: (file, value) => {
        if (fullFor?.test(file)) throw new Error("ENOSPC: no space left on device");
        writeStateFile(file, value);
      },
    });
  const say = (isAllowed: boolean, nodes: readonly string[], id = randomId()) => {
    const by = { user: "anna", verb: isAllowed ? "allow-nodes" : "disallow-nodes" };
    const asked = { id, nodes: [...nodes] };
    return { request: requestKeyOf(by, asked), nodes, isAllowed };
  };

  it("[REQ-NODE-18] are those of the files, and what requests said over them, over restarts too", () => {
    const nodes = open("a", "b");
    deepEqual(nodes.serve(say(true, ["c", "a"])), ["c"]);
    deepEqual(nodes.serve(say(false, ["b"])), ["b"]);
    deepEqual(nodes.names, ["a", "c"]);
    deepEqual(open("a", "b").names, ["a", "c"]);
  });

  it("[REQ-NODE-18] are as the files say again once these have said the same", () => {
    const nodes = open("a", "b");
    nodes.serve(say(true, ["c"]));
    nodes.serve(say(false, ["b"]));
    nodes.configure(["a", "c"]);
    deepEqual(nodes.names, ["a", "c"]);
    nodes.configure(["a", "b"]);
    deepEqual(nodes.names, ["a", "b"]);
    deepEqual(open("a", "b").names, ["a", "b"]);
  });

  it("[REQ-NODE-18] do not change by a late copy of a request, over a restart too", () => {
    const id = randomId();
    open("a").serve(say(true, ["c"], id));
    open("a").serve(say(false, ["c"]));
    const nodes = open("a");
    deepEqual(nodes.serve(say(true, ["c"], id)), []);
    deepEqual(nodes.names, ["a"]);
  });

  it("[REQ-NODE-18] do not change by another request under the id of one that was carried out", () => {
    const id = randomId();
    open("a").serve(say(true, ["c"], id));
    const nodes = open("a");
    for (const other of [say(false, ["c"], id), say(true, ["d"], id)])
      throws(() => nodes.serve(other), { code: "id-in-use" });
    deepEqual(nodes.names, ["a", "c"]);
  });

  it("[REQ-NODE-18] do not change where that cannot be written, or a name is not known", () => {
    const nodes = open("a");
    throws(() => nodes.serve(say(false, ["a", "typo"])), { code: "no-such-node" });
    for (const full of [/json$/, /nodes\.json$/, /copy\.json$/]) {
      fullFor = full;
      throws(() => nodes.serve(say(false, ["a"])), { code: "not-saved" });
      throws(() => nodes.serve(say(true, ["c"])), { code: "not-saved" });
      deepEqual(nodes.names, ["a"]);
      fullFor = undefined;
      deepEqual(open("a").names, ["a"]);
    }
  });

  it("[REQ-NODE-19] are not changed by what was refused, when its list is lost later", () => {
    const nodes = open("a", "b");
    nodes.serve(say(false, ["b"]));
    fullFor = /nodes\.json$/;
    throws(() => nodes.serve(say(true, ["b"])), { code: "not-saved" });
    fullFor = undefined;
    rmSync(path());
    deepEqual(open("a", "b").names, ["a"]);
  });

  const damages: Readonly<Record<string, (file: string) => void>> = {
    "is cut short": (file) => writeFileSync(file, readFileSync(file).subarray(0, 20)),
    "is empty": (file) => writeFileSync(file, ""),
    "is gone": (file) => rmSync(file),
    "names another node": (file) =>
      writeFileSync(file, readFileSync(file, "utf8").replace('"b"', '"x"')),
  };
  for (const [damage, harm] of Object.entries(damages)) {
    it(`[REQ-NODE-19] stay as they were said to be when a file ${damage}, one after the other`, () => {
      open("a", "b").serve(say(false, ["b"]));
      for (const file of [path(), copyPath(), path()]) {
        harm(file);
        deepEqual(open("a", "b").names, ["a"]);
        deepEqual(readFileSync(path(), "utf8"), readFileSync(copyPath(), "utf8"));
      }
      match(lines.join(""), /^<3>.*its copy counts path=\S+allowed-nodes\.json /m);
    });
  }

  it("[REQ-NODE-19] keep what cannot be read, for whoever wants to look at it", () => {
    open("a", "b").serve(say(false, ["b"]));
    writeFileSync(path(), "torn");
    open("a", "b");
    deepEqual(readFileSync(`${path()}.corrupt`, "utf8"), "torn");
  });

  it("[REQ-NODE-19] are none, and hirte says what to do, when neither file can be read", () => {
    open("a", "b").serve(say(false, ["b"]));
    for (const [damage, other] of [
      ["torn", "torn"],
      ["torn", undefined],
      [undefined, "torn"],
    ]) {
      for (const [file, text] of [
        [path(), damage],
        [copyPath(), other],
      ] as const) {
        rmSync(file, { force: true });
        if (text !== undefined) writeFileSync(file, text);
      }
      const before = readdirSync(directory());
      throws(
        () => open("a", "b"),
        (error) => {
          match(String(error), /allowed-nodes\.json.*allowed-nodes\.copy\.json.*AllowedNodeNames=/);
          return (error as { code?: unknown }).code === "bad-state";
        },
      );
      // Nothing was put right by force: the next start says the same.
      deepEqual(readdirSync(directory()), before);
    }
  });

  it("[REQ-NODE-19] are not guessed from a file that a newer hirte has written, nor is that touched", () => {
    open("a", "b").serve(say(false, ["b"]));
    for (const file of [copyPath(), path()]) {
      const good = readFileSync(file, "utf8");
      const newer = good.replace('"version":1', '"version":2');
      writeFileSync(file, newer);
      throws(() => open("a", "b"), {
        code: "bad-state",
        message: /json cannot be used.*version 2/,
      });
      deepEqual(readFileSync(file, "utf8"), newer);
      // As it was written before there were versions.
      writeFileSync(file, good.replace('"version":1,', ""));
      deepEqual(open("a", "b").names, ["a"]);
      writeFileSync(file, good);
    }
  });

  it("[REQ-NODE-19] go by the list while its copy cannot be written", () => {
    open("a", "b").serve(say(false, ["b"]));
    rmSync(copyPath());
    fullFor = /copy\.json$/;
    deepEqual(open("a", "b").names, ["a"]);
    match(lines.join(""), /^<4>.*has no copy/m);
  });
});
