import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chownSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Users } from "../../../broker/users.ts";
import { verifyLog } from "../../../src/audit/verify.ts";
import { silentLog } from "../../../src/core/log.ts";
import { claimDirectory } from "../../../src/core/single-process.ts";
import { programWords } from "../../support/programs.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("hirte setup --admin", function () {
  this.timeout(20_000);
  const directory = useTempDir();
  const setup = (input: string, ...args: readonly string[]) => {
    const words = [...programWords("broker/main.ts"), "setup", ...args];
    const own = ["--state-directory", directory()];
    const run = spawnSync(process.execPath, [...words, ...own], {
      input,
      encoding: "utf8",
    });
    return { status: run.status, output: `${run.stdout}${run.stderr}` };
  };
  const users = () => Users.open({ directory: directory(), log: silentLog() });

  it("[REQ-SEC-14] makes the first admin, and one again of whoever lost the password", async () => {
    assert.equal(setup("correct horse\n", "--admin", "ada").status, 0);
    assert.deepEqual(users().rows(), [{ user: "ada", role: "admin", nodes: ["*"], units: ["*"] }]);
    assert.ok(await users().verify("ada", "correct horse"));
    await users().add(
      { user: "olga", password: "another one", role: "operator", units: ["a*"] },
      "1",
    );
    assert.equal(setup("battery staple", "--admin", "olga").status, 0);
    assert.equal(users().rightsOf("olga")?.role, "admin");
    assert.ok(await users().verify("olga", "battery staple"));
    assert.equal(users().rows().length, 2);
    // Whoever reads the audit log hears of it.
    const [log = ""] = readdirSync(directory()).filter((name) => name.startsWith("jobs-"));
    const records = readFileSync(join(directory(), log), "utf8").trim().split("\n");
    assert.deepEqual(
      records
        .map((line) => JSON.parse(line))
        .map(({ type, verb, about, role }) => [type, verb, about, role]),
      [
        ["done", "add-user", "ada", "admin"],
        ["done", "set-user", "olga", "admin"],
      ],
    );
    assert.match(JSON.parse(records[0] ?? "").user, /^\S+@local$/);
    assert.equal(verifyLog(directory()).faultCount, 0);
  });

  it("[REQ-SEC-14] takes no name and no password that cannot be, and changes nothing then", () => {
    for (const [input, name] of [
      ["short\n", "ada"],
      ["", "ada"],
      ["correct horse", "a/b"],
      ["correct horse", "hirte"],
    ] as const) {
      const { output } = setup(input, "--admin", name);
      assert.deepEqual(users().rows(), []);
      assert.equal(output.includes("horse"), false);
    }
    assert.equal(setup("correct horse", "--admin").status, 2);
  });

  it("[REQ-ACL-9] makes nobody an admin by the name of a node, where the broker knows names alone", () => {
    const external = ["--broker-url", "mqtt://broker", "--acl-file", join(directory(), "acl")];
    const { status, output } = setup("correct horse", "--admin", "a", "--allow", "a", ...external);
    assert.notEqual(status, 0);
    assert.match(output, /a is a node/);
    assert.deepEqual(users().rows(), []);
    assert.equal(setup("correct horse", "--admin", "a", "--allow", "a").status, 0);
  });

  it("[REQ-SEC-14] does nothing while hirte runs", () => {
    claimDirectory({
      ...{ directory: directory(), file: "hirte.pid", mode: 0o750, program: "hirte" },
      key: "StateDirectory",
    });
    const { status, output } = setup("correct horse", "--admin", "ada");
    assert.notEqual(status, 0);
    assert.match(output, /running/);
    assert.deepEqual(users().rows(), []);
  });

  it("[REQ-SEC-14] gives the file to whom the state directory belongs", function () {
    if (process.getuid?.() !== 0) this.skip();
    chownSync(directory(), 12_345, 12_345);
    assert.equal(setup("correct horse\n", "--admin", "ada").status, 0);
    assert.equal(setup("", "--adopt-epoch", "5000").status, 0);
    assert.equal(statSync(join(directory(), "epoch.json")).uid, 12_345);
    const { uid, mode } = statSync(join(directory(), "users.json"));
    assert.deepEqual([uid, mode & 0o777], [12_345, 0o600]);
    assert.equal(readFileSync(join(directory(), "users.json"), "utf8").includes("horse"), false);
  });
});
