import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { useTempDir } from "../../support/temp-dir.ts";

const project = join(import.meta.dirname, "../../..");
const text = (path: string) => readFileSync(join(project, path), "utf8");
/** What the installer changes files by: each call of one is a moment in which it may be killed. */
const tools = ["cp", "ln", "mv", "sync"] as const;

/** Into a directory, of programs that do nothing but say that they run: no machine is needed. */
describe("install.sh, cut short", function () {
  this.timeout(120_000);
  const dir = useTempDir();
  const at = (...path: string[]) => join(dir(), ...path);

  beforeEach(() => {
    mkdirSync(at("bin"));
    for (const tool of tools) {
      const real = execFileSync("sh", ["-c", `command -v ${tool}`], { encoding: "utf8" }).trim();
      const count = `n=$(($(cat "${at("count")}") + 1)); echo $n > "${at("count")}"`;
      // What is synced costs seconds on a busy disk, and shows in what was asked for.
      const run = tool === "sync" ? "exit 0" : `exec ${real} "$@"`;
      const shim = `#!/bin/sh\n${count}; echo "${tool} $*" >> "${at("calls")}"\n[ $n != "$KILL_AT" ] || kill -9 0\n${run}\n`;
      writeFileSync(at("bin", tool), shim, { mode: 0o755 });
    }
    mkdirSync(at("root"));
    source("old");
    source("new");
  });

  /** Of few files, as each costs a dozen processes. */
  function source(version: string): void {
    for (const folder of ["dist", "systemd", "man"])
      mkdirSync(at(version, folder), { recursive: true });
    for (const folder of ["scripts/install", "scripts/host", "configs"]) {
      cpSync(join(project, folder), at(version, folder), { recursive: true });
    }
    cpSync(join(project, "scripts/install.sh"), at(version, "scripts/install.sh"));
    for (const name of ["hirte-agent-user.service", "hecate-gate.conf", "hirte.sysusers"]) {
      cpSync(join(project, "systemd", name), at(version, "systemd", name));
    }
    const unit = `[Unit]\nDescription=${version}\n`;
    for (const name of ["hecate.service", "hirte.socket", "hecate-update.timer", "org.x.conf"]) {
      writeFileSync(at(version, "systemd", name), unit);
    }
    writeFileSync(at(version, "man/hecate.8"), version);
    for (const name of ["hirte", "hirte-agent", "hirtectl"]) {
      writeFileSync(at(version, `dist/${name}.js`), `console.log("${version} ${name}");\n`);
    }
    const says = `console.log(process.argv[2] === "--version" ? "${version}" : '{ "upses": [] }');\n`;
    writeFileSync(at(version, "dist/hecate.js"), says);
    writeFileSync(at(version, "dist/package.json"), '{ "version": "1.0.0" }\n');
    writeFileSync(at(version, "dist/LICENSES.txt"), version);
  }

  function install(
    version: string,
    options: { readonly killAt?: number; readonly root?: string } = {},
  ) {
    const { killAt = 0, root = at("root") } = options;
    const args = [at(version, "scripts/install.sh"), "--root", root];
    writeFileSync(at("count"), "0");
    // A group of its own: it is killed with all that it has started, as by a loss of power.
    return spawnSync("setsid", ["-w", ...args], {
      encoding: "utf8",
      env: {
        ...{ PATH: `${at("bin")}:${process.env["PATH"]}`, HOME: dir() },
        ...{ HECATE_MANAGE_NUT: "0", KILL_AT: String(killAt) },
      },
    });
  }
  function must(...how: Parameters<typeof install>): string {
    const { status, stdout, stderr } = install(...how);
    assert.equal(status, 0, stdout + stderr);
    return stdout;
  }

  /** Files and links below a root with their texts, but for versions, and what has not yet its name. */
  function tree(root: string): ReadonlyMap<string, string> {
    const names = readdirSync(root, { recursive: true, encoding: "utf8" });
    const found = names.flatMap((name): (readonly [string, string])[] => {
      const path = join(root, name);
      if (name.startsWith("usr/lib/hirte-versions/") || name.endsWith(".hecate-new")) return [];
      const entry = lstatSync(path);
      if (entry.isDirectory()) return [];
      return [[name, entry.isSymbolicLink() ? readlinkSync(path) : readFileSync(path, "utf8")]];
    });
    return new Map(found);
  }
  /** The version that programs are started from has all that belongs to it. */
  function isWhole(root = at("root")): boolean {
    const cwd = join(root, "usr/lib/hirte");
    return spawnSync("sha256sum", ["--check", "--status", "SHA256SUMS"], { cwd }).status === 0;
  }
  const leftovers = () =>
    readdirSync(at("root"), { recursive: true, encoding: "utf8" }).filter(
      (name) =>
        name.endsWith(".hecate-new") || /hirte-versions\/(\.undo|\.rest|[^/]*\.new)/.test(name),
    );

  it("[REQ-INS-20] [REQ-INS-21] leaves each file and the programs whole, wherever it is killed, and the next run does all of it", () => {
    must("old");
    const before = tree(at("root"));
    cpSync(at("root"), at("whole"), { recursive: true, verbatimSymlinks: true });
    must("new", { root: at("whole") });
    const after = tree(at("whole"));
    const calls = Number(readFileSync(at("count"), "utf8"));
    assert.ok(calls > 40, `${calls} moments to be killed in`);
    let cut = 0;
    for (const part of [0.03, 0.3, 0.55, 0.75, 0.95]) {
      const killAt = Math.ceil(part * calls);
      const { signal, status, stdout } = install("new", { killAt });
      assert.equal(signal, "SIGKILL", `${killAt} of ${calls}: ${status}\n${stdout}`);
      if (/was cut short: what it has changed is put back/.test(stdout)) cut++;
      assert.ok(isWhole(), `${killAt} of ${calls}`);
      for (const [path, now] of tree(at("root"))) {
        const may = [before.get(path), after.get(path)];
        assert.ok(may.includes(now), `${path} at ${killAt} of ${calls}: ${now}`);
      }
    }
    assert.ok(cut > 1);
    assert.match(must("new"), /was cut short/);
    assert.deepEqual(tree(at("root")), after);
    assert.deepEqual(leftovers(), []);
    assert.match(must("new"), /nothing has changed/);
  });

  it("[REQ-INS-20] finds that a file of what is installed was cut, and puts a whole version in its place", () => {
    must("old");
    const was = readlinkSync(at("root/usr/lib/hirte"));
    truncateSync(at("root/usr/lib/hirte/hecate.js"), 20);
    assert.match(must("old"), /hirte-versions\/1\.0\.0-\w+ is not whole/);
    assert.ok(isWhole());
    // Whoever runs from the other one still has it.
    assert.notEqual(readlinkSync(at("root/usr/lib/hirte")), was);
    assert.match(must("old"), /nothing has changed/);
  });

  it("[REQ-INS-21] brings to disk what a file is, and what was there before, before the file has its name", () => {
    must("old");
    const calls = readFileSync(at("calls"), "utf8").split("\n");
    const of = (pattern: RegExp) => calls.findIndex((call) => pattern.test(call));
    const renamed = calls.flatMap((call, index) => {
      const [, from] = /^mv -fT (\S+\.hecate-new) /.exec(call) ?? [];
      return from === undefined ? [] : [{ from, index }];
    });
    const listOnDisk = /^sync \S+\/\.undo\/list( (\S+))?$/;
    const files = renamed.filter(({ from, index }) => {
      const [did, , synced] = listOnDisk.exec(calls[index - 1] ?? "") ?? [];
      assert.ok(did, `${from}: ${calls[index - 1]}`);
      return synced === from;
    });
    // Links have no text.
    assert.deepEqual([files.length > 10, renamed.length - files.length], [true, 7]);
    const version = [of(/^sync .*hirte-versions\/\S+\.new\/hecate\.js/), of(/^mv -T \S+\.new /)];
    assert.ok(version[0] !== -1 && (version[0] ?? 0) < (version[1] ?? 0), `${version}`);
    assert.match(calls[(version[1] ?? 0) + 1] ?? "", /^sync \S+hirte-versions$/);
    assert.ok((version[1] ?? 0) < of(/^ln -sfn hirte-versions\//));
  });

  it("[REQ-INS-23] does nothing while another one is at work", () => {
    const { status, stderr } = spawnSync(
      ...(["flock", [at("root"), at("old/scripts/install.sh"), "--root", at("root")]] as const),
      { encoding: "utf8" },
    );
    assert.equal(status, 75);
    assert.match(stderr, /another install\.sh is at work; nothing was changed/);
    assert.deepEqual(readdirSync(at("root")), []);
  });

  it("[REQ-INS-25] says that Node.js is too old, or not there, and does nothing", () => {
    const node = (script: string) => writeFileSync(at("bin/node"), script, { mode: 0o755 });
    node('#!/bin/sh\n[ "$1" = --version ] && echo v18.19.0 || exit 1\n');
    const old = install("old");
    assert.equal(old.status, 1);
    assert.match(
      old.stderr,
      /^install\.sh: Node\.js 20\.19 or later is needed, and node is v18\.19\.0; nothing/,
    );
    // All that it takes to get there.
    const few = ["bash", "dirname", "readlink", "mktemp", "mkdir", "flock", "rm"];
    mkdirSync(at("few"));
    for (const name of few)
      execFileSync("sh", ["-c", `ln -s "$(command -v ${name})" "${at("few")}"`]);
    const none = spawnSync(at("old/scripts/install.sh"), ["--root", at("root")], {
      ...{ env: { PATH: at("few") }, encoding: "utf8" },
    });
    assert.equal(none.status, 1);
    assert.match(
      none.stderr,
      /Node\.js 20\.19 or later is needed, and there is none; nothing was changed\n$/,
    );
    assert.deepEqual(readdirSync(at("root")), []);
  });

  it("[REQ-INS-26] honours knobs that its documentation names, all of them", () => {
    const script = text("scripts/install.sh");
    const [, list = ""] = /^knobs=\(([^)]*)\)/m.exec(script) ?? [];
    const knobs = [...list.split(/\s+/).filter((word) => word), "HECATE_NUT_MONITOR_PASSWORD"];
    assert.equal(knobs.length, 8);
    for (const knob of knobs) {
      assert.ok(text("docs/hecate.md").includes(`\`${knob}\``), `docs/hecate.md: ${knob}`);
      assert.match(script, new RegExp(`^# .*\\b${knob}\\b`, "m"), `--help: ${knob}`);
    }
  });
});
