import { deepEqual, equal, throws } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { workAsOwner } from "../../../broker/state-owner.ts";
import { moduleForNode } from "../../support/programs.ts";
import { useTempDir } from "../../support/temp-dir.ts";

const stranger = 12_345;

describe("root at work on a state directory", () => {
  const directory = useTempDir();
  const state = () => join(directory(), "state");
  const made = (uid: number, gid: number, mode = 0o755) => {
    mkdirSync(state());
    chownSync(state(), uid, gid);
    chmodSync(state(), mode);
  };
  beforeEach(function () {
    if (process.getuid?.() !== 0) this.skip();
  });

  it("[REQ-SEC-15] is the user to whom the folder above belongs, where it is not there yet, for good", () => {
    chmodSync(directory(), 0o711);
    made(stranger, 0);
    const { words, path } = moduleForNode("broker/state-owner.ts");
    const script = `
      import { workAsOwner } from ${JSON.stringify(path)};
      workAsOwner(${JSON.stringify(join(state(), "a", "b"))});
      let isBack = false;
      try { process.setuid(0); isBack = true; } catch {}
      console.log(JSON.stringify([process.getuid(), process.getgid(), process.getgroups(), isBack]));`;
    const args = [...words, "--input-type=module", "--eval", script];
    const said = execFileSync(process.execPath, args, { encoding: "utf8" });
    // Nobody has this number: of root's group it has nothing.
    deepEqual(JSON.parse(said), [stranger, stranger, [stranger], false]);
  });

  it("[REQ-SEC-15] stays root where it is root's, and nobody else can put anything there", () => {
    made(0, 0, 0o775);
    workAsOwner(state());
    workAsOwner(join(state(), "new"));
    equal(process.getuid?.(), 0);
  });

  it("[REQ-SEC-15] does nothing where it is root's and others can put something there", () => {
    const refused = (path: string) =>
      throws(() => workAsOwner(path), { code: "unavailable", message: /others can write to/ });
    made(0, stranger, 0o770);
    refused(state());
    chmodSync(state(), 0o1777);
    refused(state());
    // A folder of somebody else's that leads to root's by a link.
    mkdirSync(join(directory(), "home"));
    symlinkSync("/etc", join(directory(), "home", "state"));
    chownSync(join(directory(), "home"), stranger, stranger);
    refused(join(directory(), "home", "state"));
    refused(join(directory(), "home", "state", "pki"));
    equal(process.getuid?.(), 0);
  });
});
