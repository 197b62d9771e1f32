import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { useTempDir } from "../../support/temp-dir.ts";

const script = join(import.meta.dirname, "../../../scripts/host/update.sh");

describe("update.sh", () => {
  const dir = useTempDir();

  /** Runs it beside a hecate that answers so. */
  function update(
    options: {
      readonly hecate?: { status: number; answer: unknown };
      readonly args?: string[];
    } = {},
  ) {
    const { hecate = { status: 69, answer: "" }, args = [] } = options;
    const path = join(dir(), "bin");
    mkdirSync(path, { recursive: true });
    const answer = JSON.stringify(hecate.answer);
    writeFileSync(join(path, "hecate"), `#!/bin/sh\necho '${answer}'\nexit ${hecate.status}\n`);
    chmodSync(join(path, "hecate"), 0o755);
    return spawnSync(script, args, {
      encoding: "utf8",
      env: {
        ...{ PATH: `${path}:${process.env["PATH"]}`, HOME: dir() },
        ...{
          STATE_DIRECTORY: join(dir(), "state"),
          HECATE_UPDATE_CONF: join(dir(), "update.conf"),
        },
      },
    });
  }

  const running = { run: { isDryRun: false, phase: "running" } };
  for (const [what, status, answer, isQuiet] of [
    ["all is as usual", 0, { run: null }, true],
    ["something is degraded", 1, { run: null }, true],
    ["a UPS is on battery", 2, { run: null }, false],
    ["a shutdown is under way", 3, running, false],
    ["a startup is under way", 1, running, false],
    ["a run is told, and not done", 0, { run: { isDryRun: true, phase: "running" } }, true],
    ["a run is over", 0, { run: { isDryRun: false, phase: "failed" } }, true],
    ["hecate cannot be asked", 69, "", true],
  ] as const) {
    it(`[REQ-INS-4] ${isQuiet ? "is let" : "waits"} where ${what}`, () => {
      const ended = update({ hecate: { status, answer }, args: ["--is-quiet"] });
      assert.equal(ended.status, isQuiet ? 0 : 75, ended.stdout + ended.stderr);
    });
  }

  describe("of a repository", function () {
    this.timeout(20_000);
    const at = (...path: string[]) => join(dir(), ...path);
    const installed = () =>
      existsSync(at("installed")) ? readFileSync(at("installed"), "utf8") : "";

    before(function () {
      const isThere = (program: string) =>
        spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
      if (["git", "ssh-keygen"].every(isThere)) return;
      if (process.env["CI"] === "true") throw new Error("there is no git, or no ssh-keygen");
      console.log("\n!!! SKIPPED: there is no git, or no ssh-keygen");
      this.skip();
    });

    beforeEach(() => {
      for (const key of ["trusted", "stranger"]) {
        execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", at(key)]);
      }
      writeFileSync(at("signers"), `release ${readFileSync(at("trusted.pub"), "utf8")}`);
      git("init", "-q", "-b", "main");
      mkdirSync(at("work/scripts"));
    });

    function git(...args: string[]): string {
      const user = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "gpg.format=ssh"];
      mkdirSync(at("work"), { recursive: true });
      return execFileSync("git", ["-C", at("work"), ...user, ...args], { encoding: "utf8" }).trim();
    }

    /** A version whose installer says which it is. */
    function commit(version: string, key: string): string {
      const text = `#!/bin/sh\nprintf '${version} ' >> "${at("installed")}"\n`;
      writeFileSync(at("work/scripts/install.sh"), text, { mode: 0o755 });
      git("add", "-A");
      git("-c", `user.signingkey=${at(key)}`, "commit", "-q", "-S", "-m", version);
      return git("rev-parse", "HEAD");
    }
    function tag(name: string, key: string): void {
      git("-c", `user.signingkey=${at(key)}`, "tag", "-s", "-m", name, name);
    }
    function from(how: string): void {
      writeFileSync(at("update.conf"), `GIT=${at("work")}\nSIGNERS=${at("signers")}\n${how}\n`);
    }

    it("[REQ-INS-10] installs the newest tag, once, where it is signed as what it is called", () => {
      from("TAGS=v*");
      commit("1", "stranger");
      tag("v1.9.0", "trusted");
      commit("2", "stranger");
      tag("v1.10.0", "trusted");
      assert.equal(update().status, 0);
      assert.match(update().stdout, /up to date/);
      assert.equal(installed(), "2 ");
      // The old one under a new name.
      git("update-ref", "refs/tags/v3.0.0", git("rev-parse", "refs/tags/v1.9.0"));
      assert.match(update().stderr, /v3\.0\.0 of .* is another tag/);
      commit("4", "trusted");
      tag("v4.0.0", "stranger");
      assert.equal(update().status, 1);
      git("tag", "v5.0.0");
      assert.equal(update().status, 1);
      assert.equal(installed(), "2 ");
    });

    it("[REQ-INS-10] installs the head of a branch where its commit is signed, and follows from what is there", () => {
      from("BRANCH=main");
      const first = commit("1", "trusted");
      commit("2", "trusted");
      assert.equal(update().status, 0);
      git("reset", "-q", "--hard", first);
      assert.match(update().stderr, /does not follow from what is installed/);
      commit("3", "stranger");
      assert.equal(update().status, 1);
      assert.equal(installed(), "2 ");
    });
  });
});
