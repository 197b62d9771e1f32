import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
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
      /** Runs it. */
      readonly under?: readonly string[];
    } = {},
  ) {
    const { hecate = { status: 69, answer: "" }, args = [], under = [] } = options;
    const path = join(dir(), "bin");
    mkdirSync(path, { recursive: true });
    const answer = JSON.stringify(hecate.answer) ?? "";
    writeFileSync(join(path, "hecate"), `#!/bin/sh\necho '${answer}'\nexit ${hecate.status}\n`);
    chmodSync(join(path, "hecate"), 0o755);
    const [program = script, ...words] = [...under, script, ...args];
    return spawnSync(program, words, {
      encoding: "utf8",
      env: {
        ...{ PATH: `${path}:${process.env["PATH"]}`, HOME: dir() },
        ...{
          STATE_DIRECTORY: join(dir(), "state"),
          HECATE_UPDATE_CONF: join(dir(), "update.conf"),
          HECATE_TEST_ROOT: dir(),
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
    ["hecate does not even start", 1, undefined, true],
  ] as const) {
    it(`[REQ-INS-4] ${isQuiet ? "is let" : "waits"} where ${what}`, () => {
      const ended = update({ hecate: { status, answer }, args: ["--is-quiet"] });
      assert.equal(ended.status, isQuiet ? 0 : 75, ended.stdout + ended.stderr);
    });
  }

  it("[REQ-INS-22] knows the newest version by the precedence of semver", () => {
    // That of semver.org, clause 11; then what sorting by name gets wrong.
    const inOrder = [
      ...["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2"],
      ...["1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.2.0-rc.1", "1.2.0-rc.2", "1.2.0-rc.10"],
      ...["v1.2.0", "1.2.1-0", "1.2.1-a-b", "v1.2.1", "1.9.0", "v1.10.0-x.7.z.92", "1.10.0"],
      ...["2", "2.0.1+build.9", "2.1", "99999999999999999999.0.0", "100000000000000000000.0.0"],
    ];
    const newest = (...versions: readonly string[]) =>
      spawnSync(script, ["--newest"], {
        input: `${versions.join("\n")}\n`,
        encoding: "utf8",
      }).stdout.trim();
    for (const [index, version] of inOrder.entries()) {
      const older = inOrder.slice(0, index).toReversed();
      assert.equal(newest(version, ...older), version);
      assert.equal(newest(...older, version), version);
    }
    assert.equal(newest("vendor-import", "1.0", "v2..0", "3.0.0-", ""), "1.0");
    // What is built anew is no older one.
    assert.equal(newest("1.0.0+2", "1.0.0+1"), "1.0.0+1");
    assert.equal(newest("vendor-import"), "");
  });

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

    it("[REQ-INS-22] takes a release for newer than its candidate, and nothing for newer than the release", () => {
      from("TAGS=v*");
      commit("rc", "stranger");
      tag("v1.2.0-rc.1", "trusted");
      assert.equal(update().status, 0);
      mkdirSync(at("usr/lib/hirte"), { recursive: true });
      const runs = (version: string) =>
        writeFileSync(at("usr/lib/hirte/package.json"), `{ "version": "${version}" }`);
      runs("1.2.0-rc.1");
      commit("release", "stranger");
      tag("v1.2.0", "trusted");
      assert.equal(update().status, 0);
      assert.equal(installed(), "rc release ");
      runs("1.2.0");
      git("tag", "-d", "v1.2.0");
      assert.match(update().stderr, /v1\.2\.0-rc\.1 is older than 1\.2\.0/);
    });

    it("[REQ-INS-24] removes what a run left in which the machine went down, and goes on from it", () => {
      from("TAGS=v*");
      commit("1", "stranger");
      tag("v1.0.0", "trusted");
      assert.equal(update().status, 0);
      const kept = ["new.mine", "git.new.abcdef", "new.abcdefg"];
      for (const name of ["new.abcdef", ...kept])
        mkdirSync(at("state", name, "source"), { recursive: true });
      // The fetch of that run as well: locks are left, and a branch of nothing but zeros.
      writeFileSync(at("state/git/packed-refs.lock"), "");
      writeFileSync(at("state/git/HEAD"), "\0".repeat(23));
      commit("2", "stranger");
      tag("v2.0.0", "trusted");
      const { status, stderr } = update();
      assert.equal(status, 0, stderr);
      assert.equal(installed(), "1 2 ");
      assert.deepEqual(readdirSync(at("state")).sort(), [
        "git",
        "git.new.abcdef",
        "installed",
        "new.abcdefg",
        "new.mine",
      ]);
    });

    it("[REQ-INS-23] waits while another update is at work", () => {
      from("TAGS=v*");
      mkdirSync(at("state/new.abcdef"), { recursive: true });
      const { status, stdout } = update({ under: ["flock", at("state")] });
      assert.deepEqual(
        [status, stdout],
        [75, "hecate-update: not now: another update is at work\n"],
      );
      assert.equal(existsSync(at("state/new.abcdef")), true);
    });

    it("[REQ-INS-20] installs again what is installed and not whole any more", () => {
      from("TAGS=v*");
      commit("1", "stranger");
      tag("v1.0.0", "trusted");
      mkdirSync(at("usr/lib/hirte"), { recursive: true });
      writeFileSync(at("usr/lib/hirte/hecate.js"), "// all of it");
      const sums = execFileSync("sha256sum", ["hecate.js"], { cwd: at("usr/lib/hirte") });
      writeFileSync(at("usr/lib/hirte/SHA256SUMS"), sums);
      assert.equal(update().status, 0);
      assert.match(update().stdout, /up to date/);
      writeFileSync(at("usr/lib/hirte/hecate.js"), "// all");
      assert.match(update().stdout, /not whole: it is installed again/);
      assert.equal(installed(), "1 1 ");
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
