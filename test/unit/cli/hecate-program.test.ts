import assert from "node:assert/strict";
import { join } from "node:path";
import { hecateCommandTable, hecateOptionTable } from "../../../cli/hecate/commands.ts";
import { createLog } from "../../../src/core/log.ts";
import { hecateExample } from "../../support/hecate-file.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("the command line of hecate", () => {
  const dir = useTempDir();

  async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    let stdout = "";
    let stderr = "";
    // Imported, as handlers are: mocha requires its test files, and what is both is there twice.
    const { runHecate } = await import("../../../cli/hecate/program.ts");
    const status = await runHecate(args, {
      ...{ env, createLog },
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: (text) => (stderr += text) },
    });
    return { status, stdout, stderr };
  }

  it("[REQ-HEC-21] has help of every command with its options and exit statuses", async () => {
    const all = await run(["--help"]);
    assert.equal(all.status, 0);
    for (const { name, args, options } of hecateCommandTable) {
      assert.ok(all.stdout.includes(`\n  ${[name, args].join(" ").trim()}  `), name);
      const { status, stdout } = await run(["help", name]);
      assert.equal(status, 0);
      for (const option of options) assert.ok(stdout.includes(hecateOptionTable[option].flags));
      assert.match(stdout, /Exit status:\n {2}0 {2}/);
      const tooLong = [...all.stdout.split("\n"), ...stdout.split("\n")].filter(
        (line) => line.length > 80,
      );
      assert.deepEqual(tooLong, []);
    }
  });

  it("[REQ-HEC-21] prints its version", async () => {
    assert.match((await run(["--version"])).stdout, /^hecate \S+\n$/);
    assert.deepEqual(await run(["version"]), await run(["--version"]));
  });

  for (const args of [
    [],
    ["fly"],
    ["daemon", "word"],
    ["daemon", "--nonsense"],
    ["daemon", "--log-level", "loud"],
  ]) {
    it(`[REQ-HEC-21] is wrong: ${args.join(" ") || "nothing"}`, async () => {
      const { status, stdout, stderr } = await run(args);
      assert.deepEqual([status, stdout], [64, ""]);
      assert.match(stderr, /^hecate: [^\n]+\n$/);
    });
  }

  // Nobody listens at this socket, and the configuration is the example.
  const site = { HECATE_CONFIG: hecateExample, HECATE_RUN_DIRECTORY: "/nonexistent" };
  const here = { ...site, HECATE_NODE: "titan-db" };
  const peer = { ...site, HECATE_NODE: "tethys" };
  const nobody =
    /cannot be asked at \/nonexistent\/hecate\.sock: .*ENOENT.*`systemctl status hecate`/;
  for (const [line, env, status, words] of [
    ["shutdown --mode half", here, 64, /--mode.*cluster-only, poweroff/],
    ["shutdown --node", here, 64, /argument missing/],
    ["help fly", here, 64, /unknown command 'fly'/],
    ["inhibit", here, 64, /usage: hecate inhibit DURATION\|off/],
    ["inhibit soon --reason x", here, 64, /"soon" is no duration, and not off: .*30min/],
    ["check-config /etc/x.yaml", here, 64, /usage: hecate check-config \[-c FILE\]$/m],
    ["-c /etc/x.yaml check-config", here, 64, /'-c'; options stand behind the command, as in/],
    ["drill run flux-gitea-deadlock --within 15", here, 64, /--within: 15 of what\? .*30min/],
    ["drill run away", here, 64, /one of flux-gitea-deadlock/],
    ["status --node titan-db", here, 64, /unknown option '--node'/],
    ["startup --execute --force-flux-branch=", here, 64, /name a branch/],
    ["shutdown", { ...site, HECATE_NODE: "moon" }, 2, /no moon, which is HECATE_NODE: .*tethys/],
    ["check-config --node moon", site, 2, /no moon, which is --node: /],
    ["shutdown", { HECATE_CONFIG: "/nonexistent" }, 2, /\/nonexistent: cannot be read: ENOENT/],
    ["startup --execute", peer, 1, /tethys is not the coordinator: start .* on titan-db/],
    ["drill list", peer, 1, /tethys is not the coordinator: .* on titan-db/],
    ["status", here, 69, nobody],
    ["shutdown --execute", here, 69, nobody],
    ["startup --execute", here, 69, nobody],
    ["cancel", here, 69, nobody],
    ["inhibit off", here, 69, nobody],
    ["drill run mains-loss --execute", here, 69, nobody],
  ] as const) {
    it(`[REQ-HCL-33] says in a line what is wrong: ${line} (${status})`, async () => {
      const { status: ended, stdout, stderr } = await run(line.split(" "), env);
      assert.deepEqual([ended, stdout], [status, ""], stderr);
      assert.match(stderr, /^hecate: [^\n]+\n$/);
      assert.match(stderr, words);
    });
  }

  it("[REQ-HEC-21] heeds variables, and checks them as it does options", async () => {
    const { status, stderr } = await run(["daemon"], { HECATE_LOG_LEVEL: "loud" });
    assert.equal(status, 64);
    assert.match(stderr, /HECATE_LOG_LEVEL: write one of debug, info, warn, error/);
  });

  it("[REQ-HEC-21] ends with 2 where the configuration is wrong or not there", async () => {
    const HECATE_CONFIG = join(dir(), "none.yaml");
    const { status, stderr } = await run(["daemon"], { HECATE_CONFIG });
    assert.equal(status, 2);
    assert.match(stderr, /none\.yaml/);
  });
});
