import { deepEqual, throws } from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AllowedNodes } from "../../../broker/allowed-nodes.ts";
import { randomId } from "../../../src/core/ids.ts";
import { silentLog } from "../../../src/core/log.ts";
import { writeStateFile } from "../../../src/core/state-file.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("the nodes that may join", () => {
  const directory = useTempDir();
  let isDiskFull: boolean;
  beforeEach(() => {
    isDiskFull = false;
  });
  const open = (...configured: readonly string[]) =>
    AllowedNodes.open({
      directory: directory(),
      configured,
      log: silentLog(),
      write: (path, value) => {
        if (isDiskFull) throw new Error("ENOSPC: no space left on device");
        writeStateFile(path, value);
      },
    });
  const say = (isAllowed: boolean, nodes: readonly string[], id = randomId()) => ({
    user: "anna",
    id,
    nodes,
    isAllowed,
  });

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

  it("[REQ-NODE-18] do not change where that cannot be written, or a name is not known", () => {
    const nodes = open("a");
    throws(() => nodes.serve(say(false, ["a", "typo"])), { code: "no-such-node" });
    isDiskFull = true;
    throws(() => nodes.serve(say(false, ["a"])), { code: "not-saved" });
    throws(() => nodes.serve(say(true, ["c"])), { code: "not-saved" });
    deepEqual(nodes.names, ["a"]);
  });

  it("[REQ-NODE-18] are those of the files where what was said cannot be read; it is set aside", () => {
    const path = join(directory(), "allowed-nodes.json");
    writeFileSync(path, '{"allowed":[1]}');
    deepEqual(open("a").names, ["a"]);
    deepEqual(readFileSync(`${path}.corrupt`, "utf8"), '{"allowed":[1]}');
  });
});
