import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
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
      const count = `read -r n < "${at("count")}"; n=$((n + 1)); echo $n > "${at("count")}"`;
      // As on a disk that is full: of what is copied some is there.
      const fails = `case "$*" in *"$FAIL_AT"*) [ $1 != -a ] || shift; echo cut > "$2"; exit 1;; esac`;
      const kills = `case "${tool} $*" in *"$KILL_ON"*) kill -9 0;; esac`;
      // What is synced costs seconds on a busy disk, and shows in what was asked for.
      const run = tool === "sync" ? "exit 0" : `exec ${real} "$@"`;
      const shim = `#!/bin/sh\n${count}; echo "${tool} $*" >> "${at("calls")}"\n[ $n != "$KILL_AT" ] || kill -9 0\n${kills}\n${tool === "cp" ? fails : ""}\n${run}\n`;
      writeFileSync(at("bin", tool), shim, { mode: 0o755 });
    }
    // The programs are told apart by what they say, not by what runs them: a shell starts forty times as fast.
    const node = `#!/bin/sh\ncase "$1" in *.js) exec sh "$@";; *) exec "${process.execPath}" "$@";; esac\n`;
    writeFileSync(at("bin/node"), node, { mode: 0o755 });
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
      writeFileSync(at(version, `dist/${name}.js`), `echo "${version} ${name}"\n`);
    }
    const facts = '{ "upses": [], "blindOnBatteryS": 180, "shutdownS": 400 }';
    const says = `case $1 in --version) echo ${version};; *) echo '${facts}';; esac\n`;
    writeFileSync(at(version, "dist/hecate.js"), says);
    writeFileSync(at(version, "dist/package.json"), '{ "version": "1.0.0" }\n');
    writeFileSync(at(version, "dist/LICENSES.txt"), version);
  }

  function install(
    version: string,
    options: {
      readonly killAt?: number;
      /** The call, or a part of it, in whose place all is killed. */
      readonly killOn?: string;
      /** What cannot be copied. */
      readonly failAt?: string;
      readonly root?: string;
      readonly withNut?: boolean;
      readonly args?: readonly string[];
    } = {},
  ) {
    const { killAt = 0, killOn = "none", failAt = "none", root = at("root") } = options;
    const args = [at(version, "scripts/install.sh"), "--root", root, ...(options.args ?? [])];
    writeFileSync(at("count"), "0\n");
    // A group of its own: it is killed with all that it has started, as by a loss of power.
    return spawnSync("setsid", ["-w", ...args], {
      encoding: "utf8",
      env: {
        ...{ PATH: `${at("bin")}:${process.env["PATH"]}`, HOME: dir() },
        ...{ HECATE_MANAGE_NUT: options.withNut ? "1" : "0", HECATE_NUT_UPS_NAME: "mine" },
        ...{ KILL_AT: String(killAt), KILL_ON: killOn, FAIL_AT: failAt },
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
    // Half of what a run that ended long ago was to remove: it speaks of no run.
    mkdirSync(at("root/usr/lib/hirte-versions/.rest"));
    writeFileSync(at("root/usr/lib/hirte-versions/.rest/firsts"), "true true true\n");
    writeFileSync(at("bin/systemctl"), `#!/bin/sh\necho "$*" >> "${at("asked")}"\n`, {
      mode: 0o755,
    });
    assert.match(must("new"), /nothing has changed/);
    assert.equal(existsSync(at("asked")), false);
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

  it("[REQ-PRJ-21] brings newer code of the version that is there, and calls it no other version", () => {
    writeFileSync(at("old/dist/hirte.cache"), "of another Node.js");
    must("old");
    const before = tree(at("root"));
    const code = at("root/usr/lib/hirte/hirte.cache");
    const name = readlinkSync(at("root/usr/lib/hirte"));
    writeFileSync(at("old/dist/hirte.cache"), "of this Node.js");
    assert.match(must("old", { args: ["--dry-run"] }), /would write \S+\/hirte\.cache\n/);
    assert.equal(readFileSync(code, "utf8"), "of another Node.js");
    assert.match(must("old"), /^install\.sh: \/usr\/lib\/hirte-versions\/\S+\/hirte\.cache$/m);
    assert.equal(readlinkSync(at("root/usr/lib/hirte")), name);
    const after = new Map([...before, ["usr/lib/hirte/hirte.cache", "of this Node.js"]]);
    assert.deepEqual(tree(at("root")), after);
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
    const listOnDisk = /^sync \S+\/\.(?:undo|rest)\/list( (\S+))?$/;
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

  const unit = () => at("root/usr/lib/systemd/system/hecate.service");
  /** All is changed, and not known to run. */
  const settles = () => `mv -T ${at("root/usr/lib/hirte-versions/.undo")} `;
  const killed = (...how: Parameters<typeof install>) => {
    const { signal, status, stdout, stderr } = install(...how);
    assert.equal(signal, "SIGKILL", `${status}\n${stdout}${stderr}`);
  };

  it("[REQ-INS-30] leaves everything as it was on a disk on which nothing more can be written", () => {
    must("old");
    const before = tree(at("root"));
    for (const failAt of ["hecate.service", "/.undo/2.new"]) {
      const { status, stdout, stderr } = install("new", { failAt });
      assert.deepEqual([failAt, status], [failAt, 1], stdout + stderr);
      assert.deepEqual(tree(at("root")), before);
    }
    writeFileSync(at("bin/sync"), '#!/bin/sh\ncase "$*" in *.undo*) exit 1;; esac\n');
    const { status, stderr } = install("new");
    assert.equal(status, 1);
    assert.match(stderr, /what is there of \S+ cannot be noted/);
    assert.deepEqual(tree(at("root")), before);
  });

  it("[REQ-INS-31] takes nothing away that somebody has written since a run was cut short", () => {
    const config = at("root/etc/hecate/hecate.yaml");
    killed("old", { killOn: settles() });
    mkdirSync(at("root/etc/hecate"), { recursive: true });
    writeFileSync(config, "of the site");
    must("old");
    assert.equal(readFileSync(config, "utf8"), "of the site");
    killed("new", { killOn: settles() });
    writeFileSync(unit(), "by hand");
    writeFileSync(config, "of the site, anew");
    writeFileSync(at("new/dist/hecate.js"), "exit 1\n");
    const { status, stdout } = install("new");
    // What it would have put back is an older one, and what it has does not run.
    assert.equal(status, 2, stdout);
    assert.match(stdout, /system\/hecate\.service was changed since: it stays as it is/);
    assert.equal(stdout.match(/was changed since/g)?.length, 1);
    assert.equal(readFileSync(unit(), "utf8"), "by hand");
    assert.equal(readFileSync(config, "utf8"), "of the site, anew");
    const page = at("root/usr/share/man/man8/hecate.8");
    assert.equal(readFileSync(page, "utf8"), "old");
  });

  it("[REQ-INS-12] says of a run that was cut short what would be done, and does nothing of it", () => {
    must("old");
    killed("new", { killOn: settles() });
    const before = tree(at("root"));
    const said = must("new", { args: ["--dry-run"] });
    assert.match(said, /what it has changed would be put back first/);
    assert.doesNotMatch(said, /is put back/);
    assert.deepEqual(tree(at("root")), before);
  });

  it("[REQ-INS-33] has what was written by hand on disk under its other name before the file is another", () => {
    mkdirSync(at("root/etc/nut"), { recursive: true });
    writeFileSync(at("root/etc/nut/ups.conf"), "[mine]\n");
    must("old", { withNut: true });
    const calls = readFileSync(at("calls"), "utf8").split("\n");
    const kept = [
      `sync ${at("root/etc/nut/.ups.conf.before-hecate.hecate-new")}`,
      `mv -fT ${at("root/etc/nut/.ups.conf.before-hecate.hecate-new")} ${at("root/etc/nut/ups.conf.before-hecate")}`,
      `sync ${at("root/etc/nut")}`,
    ];
    const first = calls.indexOf(kept[0] ?? "");
    assert.deepEqual(calls.slice(first, first + 3), kept);
    const changed = calls.findIndex((call) => call.endsWith(` ${at("root/etc/nut/ups.conf")}`));
    assert.ok(first < changed, `${first} ${changed}`);
  });

  it("[REQ-INS-35] keeps programs that were put there by hand, each time, and has them run where it is cut short", () => {
    const hirte = at("root/usr/lib/hirte");
    const versions = at("root/usr/lib/hirte-versions");
    for (const kept of ["by-hand", "by-hand.2"]) {
      rmSync(hirte, { recursive: true, force: true });
      mkdirSync(hirte, { recursive: true });
      writeFileSync(join(hirte, "hecate.js"), kept);
      killed("old", { killOn: `mv -T ${at("root/usr/lib/.hirte.hecate-new")}` });
      assert.equal(existsSync(hirte), false);
      const broken = spawnSync("sed", ["-i", "1i exit 1", at("old/dist/hirte.js")]).status;
      assert.deepEqual([broken, install("old").status], [0, 2]);
      assert.equal(readlinkSync(hirte), `hirte-versions/${kept}`);
      spawnSync("sed", ["-i", "1d", at("old/dist/hirte.js")]);
      must("old");
    }
    for (const kept of ["by-hand", "by-hand.2"]) {
      assert.equal(readFileSync(join(versions, kept, "hecate.js"), "utf8"), kept);
    }
  });

  it("[REQ-INS-32] has a new version tested by services that are up, or trying to be; after a cut also by those that have given up", () => {
    const answers = `case "$*" in *ActiveState*hirte.service) echo activating;; *ActiveState*hirte-agent*) echo inactive;;
      *ActiveState*) echo failed;; is-enabled*hecate.service) echo enabled;; *) echo disabled; exit 1;; esac`;
    const tested = (how: string) =>
      execFileSync(
        ...([
          "bash",
          [
            "-ec",
            `. "$0"; systemctl() { ${answers}; }; note_active ${how}; echo "\${active_before[@]}"`,
            join(project, "scripts/install/services.sh"),
          ],
        ] as const),
        { encoding: "utf8" },
      ).trim();
    assert.deepEqual([tested(""), tested("--enabled")], ["hirte", "hirte hecate"]);
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

  it("[REQ-HCL-60] says how it is run where a shell reads it that cannot", () => {
    const script = join(import.meta.dirname, "../../../scripts/install.sh");
    const by = (shell: string) => spawnSync(shell, [script, "--help"], { encoding: "utf8" });
    // On systems whose sh is bash there may be none.
    const other = by("dash");
    if (!other.error) {
      assert.deepEqual(
        [other.status, other.stderr],
        [64, `install.sh: run it with bash: bash ${script}\n`],
      );
    }
    const help = by("bash");
    assert.equal(help.status, 0);
    assert.match(help.stdout, /^install\.sh \[--root DIR\].*the next run does the rest\.\n$/s);
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
