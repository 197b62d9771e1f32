import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { siteYaml } from "../support/hecate.ts";
import { Lab, type LabNode, until } from "../support/lab.ts";
import { useTempDir } from "../support/temp-dir.ts";

const project = join(import.meta.dirname, "../..");
const source = "/opt/source";
const parts = ["dist", "scripts", "systemd", "man", "configs"] as const;
/** What the lab puts on every machine, and an installer finds on none. */
const installedByLab = [
  ...["/usr/bin/hirte", "/usr/bin/hirte-agent", "/usr/bin/hirtectl", "/usr/bin/hecate"],
  "/usr/lib/systemd/system/hecate.service",
  "/usr/lib/systemd/system/hecate-update.timer",
];
const config = "/etc/hecate/hecate.yaml";
/** The machine is the coordinator, and has 96 s left when it powers itself off: upsmon is to go at 60. */
const yaml = siteYaml({ brokerPort: 1, upsdPort: 3493 })
  .replace("self_budget: 1s", "self_budget: 33s")
  .replace(/\bdb\b/g, "ups-host");
/** Every file that the installer may write, a line each: its name, mode, owner, time, where it leads, or its text. */
const tree = `cd / && find etc/hecate etc/nut etc/udev etc/systemd/system usr/bin usr/lib/hirte* usr/lib/hecate \
    usr/lib/systemd usr/lib/sysusers.d usr/share/man usr/share/dbus-1 ! -type d -printf '%p %m %U:%G %T@ %l\\n'
  find etc/hecate etc/nut etc/udev usr/lib/hirte-versions usr/lib/hecate -type f -exec sha256sum {} +`;
/** A UPS whose values are in a file, in place of one on a cable; what bears on LB stays as it was written. */
const dummy = `sed -i -e 's/usbhid-ups/dummy-ups/' -e 's/port = auto/port = alpha.dev/' -e '/vendorid/d' -e '/productid/d' \
  -e 's/pollfreq.*/mode = dummy-once\\n  pollinterval = 1/' -e 's/offdelay/override.ups.delay.shutdown/' -e '/ondelay/d' \
  /etc/nut/ups.conf && systemctl restart nut-driver@alpha nut-server`;
const k3s = "[Service]\nExecStart=/bin/sleep infinity\n[Install]\nWantedBy=multi-user.target\n";
const guard = "/run/hirte-agent/power-guard.json";
/** A line of a hecate that answers, and does not stay up. */
const ends = 'if (process.argv[2] === "daemon") process.exit(1);';

/** One machine, set up by scripts/install.sh: a coordinator, whose broker is not there. */
describe("install.sh", () => {
  let node: LabNode;
  let toldS = Math.floor(Date.now() / 1000);

  before(async function () {
    this.timeout(60_000);
    const binds = parts.map((part) => `${join(project, part)}:${source}/${part}`);
    const [booted] = await (await Lab.current()).boot({ name: "ups-host", host: 79, binds });
    if (!booted) throw new Error("it was not booted");
    node = booted;
    await node.remove(...installedByLab);
    await node.write(config, yaml);
  });

  const install = (knobs: readonly string[] = [], from = source) =>
    node.exec("env", ...knobs, `${from}/scripts/install.sh`);
  const isEnabled = async (unit: string) =>
    (await node.exec("systemctl", "is-enabled", unit)).stdout.trim();
  const life = () => node.property("hecate.service", "InvocationID");
  const version = () => node.must("readlink", "/usr/lib/hirte");
  /** All that the installer may write, as it is now. */
  const files = async () => new Set((await node.must("sh", "-c", tree)).split("\n"));
  /** Lines that are only in one of two trees. */
  const differences = (one: ReadonlySet<string>, other: ReadonlySet<string>) => [
    ...[...one].filter((line) => !other.has(line)),
    ...[...other].filter((line) => !one.has(line)),
  ];
  /** What the UPS tells, from the next second on. The status last: LB is worked out as it is read. */
  const tell = (status: string, runtimeS: number) =>
    node.replace(
      "/etc/nut/alpha.dev",
      `battery.runtime: ${runtimeS}\nups.status: ${status}\n`,
      ++toldS, // dummy-ups compares whole seconds
    );
  const upsIs = (status: string, runtimeS: number) =>
    until(async () => (await node.exec("upsc", "alpha")).stdout, {
      what: `upsd tells ${status} and ${runtimeS} s`,
      holds: (told) =>
        told.includes(`ups.status: ${status}\n`) && told.includes(`battery.runtime: ${runtimeS}\n`),
    });

  /** The installer's source once more, changed: a version that is newer. */
  async function newer(change: string): Promise<string> {
    const copy = "/opt/newer";
    const made = `rm -rf ${copy} && mkdir ${copy} && cd ${copy} && cp -R ${source}/* . && rm -rf dist/types dist/*.map`;
    await node.must("sh", "-ec", `${made}; ${change}`);
    return copy;
  }

  it("[REQ-INS-1] [REQ-INS-5] [REQ-INS-8] installs on a clean machine, and starts hecate where its configuration was there", async () => {
    const { status, stdout, stderr } = await install(["HECATE_ENABLE_BOOTSTRAP=1"]);
    assert.equal(status, 0, stdout + stderr);
    await node.unitIs("hecate.service", "active");
    for (const unit of ["hecate", "hecate-bootstrap", "nut-server", "nut-monitor"]) {
      assert.equal(await isEnabled(`${unit}.service`), "enabled", unit);
    }
    assert.equal(await isEnabled("hecate-update.timer"), "enabled");
    // The name is that of hecate.yaml, the product is the default.
    assert.match(await node.read("/etc/nut/ups.conf"), /^\[alpha\]$/m);
    assert.match(
      await node.read("/etc/udev/rules.d/62-hecate-ups.rules"),
      /ATTR\{idVendor\}=="0764", ATTR\{idProduct\}=="0601"/,
    );
    const owners = await node.must(
      ...["stat", "-c", "%U:%G %a", "/etc/nut/upsd.users", "/etc/nut/upsmon.conf"],
      "/etc/hecate/nut.password",
    );
    assert.equal(owners, "root:nut 640\nroot:nut 640\nroot:root 600\n");
    const password = (await node.read("/etc/hecate/nut.password")).trim();
    assert.match(password, /^[\w-]{32}$/);
    assert.ok((await node.read("/etc/nut/upsd.users")).includes(`password = "${password}"`));
  });

  it("[REQ-INS-1] [REQ-INS-34] changes nothing when it is run again, and restarts nothing, and what any user can lock does not hold it off", async () => {
    const [before, sameLife] = [await files(), await life()];
    const installer = `${source}/scripts/install.sh`;
    const { status, stdout, stderr } = await node.exec("flock", "/usr/lib", installer);
    assert.equal(status, 0, stdout + stderr);
    const lock = "/run/hecate-install.lock";
    assert.equal(await node.must("stat", "-c", "%U %a", lock), "root 600\n");
    assert.equal((await node.exec("flock", lock, installer)).status, 75);
    assert.match(stdout, /nothing has changed/);
    assert.ok(before.size > 200);
    assert.deepEqual(differences(before, await files()), []);
    assert.equal(await life(), sameLife);
  });

  it("[REQ-INS-9] leaves units that systemd finds nothing wrong with", async () => {
    const units = ["bootstrap.service", "update.service", "update.timer", "gate.service"];
    const { status, stdout, stderr } = await node.exec(
      ...["systemd-analyze", "verify", "--man=no", "hecate.service"],
      ...[...units, "gate.timer", "gate-open.service"].map((unit) => `hecate-${unit}`),
    );
    assert.deepEqual([status, stdout, stderr], [0, "", ""]);
  });

  it("[REQ-INS-25] says what it has not got, and changes nothing: root, systemd, room on the disk", async () => {
    const before = await files();
    const installer = `${source}/scripts/install.sh`;
    const apart = (lines: string) => node.exec("unshare", "-m", "sh", "-c", lines);
    const full = `mount -t tmpfs -o size=4m none /mnt; cd /mnt; mkdir -p usr/lib/hirte-versions/old
      ln -s hirte-versions/old usr/lib/hirte; ${installer} --root /mnt; status=$?
      ls -A /mnt usr/lib/hirte-versions; readlink usr/lib/hirte; exit $status`;
    const without = [
      [
        /run it as root; nothing/,
        await node.exec("setpriv", "--reuid=65534", "--clear-groups", installer),
      ],
      [
        /systemd is not at work here/,
        await apart(`mount -t tmpfs none /run/systemd; ${installer}`),
      ],
      [
        /cannot be put into \/mnt\S+: it takes \d+ MiB, and +4 MiB are free; .*nothing/,
        await apart(full),
      ],
    ] as const;
    for (const [says, { status, stderr, stdout }] of without) {
      assert.match(stderr, says);
      assert.equal(status, 1, stdout);
    }
    assert.equal(
      without[2][1].stdout,
      "/mnt:\nusr\n\nusr/lib/hirte-versions:\nold\nhirte-versions/old\n",
    );
    assert.deepEqual(differences(before, await files()), []);
  });

  it("[REQ-INS-5] disables the start at boot where it is told to, and not otherwise", async () => {
    assert.equal(await isEnabled("hecate-bootstrap.service"), "enabled");
    assert.equal((await install(["HECATE_ENABLE_BOOTSTRAP=0"])).status, 0);
    assert.equal(await isEnabled("hecate-bootstrap.service"), "disabled");
  });

  it("[REQ-INS-2] lets the old version go on where the new one does not run, or cannot read the configuration", async () => {
    const before = [await life(), await version()];
    const from = await newer('echo "throw new Error(\\"broken\\");" > dist/hecate.js');
    const broken = await install([], from);
    assert.equal(broken.status, 2, broken.stdout);
    assert.match(broken.stderr, /the new hecate does not run: .*nothing was changed/);
    await node.write(config, "version: 2\n");
    const wrong = await install();
    assert.equal(wrong.status, 2, wrong.stdout);
    assert.match(wrong.stderr, /hecate\.yaml:1:\d+: version: .*\n.*nothing was changed/s);
    await node.write(config, yaml);
    assert.deepEqual([await life(), await version()], before);
  });

  it("[REQ-INS-3] puts the old version back where the new one does not stay up", async () => {
    const before = await files();
    const from = await newer(
      `sed -i '1a ${ends}' dist/hecate.js; echo '# new' >> systemd/hecate.service`,
    );
    const { status, stdout, stderr } = await install([], from);
    assert.equal(status, 3, stdout);
    assert.match(stderr, /the old one is put back/);
    await node.unitIs("hecate.service", "active");
    assert.deepEqual(differences(before, await files()), []);
  });

  it("[REQ-INS-32] puts the old version back also where hecate was still trying to come up", async () => {
    const drop = "hecate.service.d/held.conf";
    await node.unit(drop, "[Service]\nExecStartPre=/bin/sh -c '! test -e /run/is-held'\n");
    await node.must("touch", "/run/is-held");
    const before = await files();
    await node.systemctl("--no-block", "restart", "hecate");
    await node.unitIs("hecate.service", "activating");
    const from = await newer("echo >> dist/LICENSES.txt");
    const { status, stdout, stderr } = await install([], from);
    assert.equal(status, 3, stdout + stderr);
    assert.deepEqual(differences(before, await files()), []);
    await node.must(
      "sh",
      "-ec",
      `rm /run/is-held /etc/systemd/system/${drop}; systemctl daemon-reload`,
    );
    await node.unitIs("hecate.service", "active");
  });

  it("[REQ-INS-32] has hecate run again from what is put back after a run that was killed, also where it had given up", async () => {
    const was = await version();
    const dies = "sed -i 's/^go_back() {/&\\n  kill -9 $$/' scripts/install/services.sh";
    const killed = await install([], await newer(`sed -i '1a ${ends}' dist/hecate.js; ${dies}`));
    assert.ok(killed.status > 3, killed.stdout + killed.stderr);
    await node.systemctl("stop", "hecate");
    const { status, stdout, stderr } = await install();
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /what it has changed is put back first/);
    await node.unitIs("hecate.service", "active");
    assert.equal(await version(), was);
  });

  it("[REQ-INS-10] updates to what is signed by somebody who is trusted, and not older", async () => {
    const was = await version();
    const update = () => node.exec("/usr/lib/hecate/update");
    /** What is under the address that is asked, signed by a key of this name. */
    const sign = (key: string) =>
      `test -e ${key} || ssh-keygen -q -t ed25519 -N "" -f ${key}
       rm -f release.tgz.sig; ssh-keygen -q -Y sign -n hirte-release -f ${key} release.tgz 2> /dev/null`;
    const inOpt = (lines: string) => node.must("sh", "-ec", `cd /opt\n${lines}`);
    await newer("echo >> dist/LICENSES.txt");
    await inOpt(`mkdir older; echo '{ "version": "0.0.9" }' | tee older/package.json > newer/package.json
      tar -cf release.tgz older; ${sign("trusted")}`);
    await inOpt(`echo "release $(cat trusted.pub)" > /etc/hecate/allowed_signers
      echo RELEASE=file:///opt/release.tgz > /etc/hecate/update.conf`);
    assert.match((await update()).stderr, /0\.0\.9 is older than 0\.1\.0/);
    await inOpt(
      `sed -i s/0.0.9/0.1.0/ newer/package.json; tar -cf release.tgz newer; ${sign("stranger")}`,
    );
    assert.equal((await update()).status, 1);
    assert.equal(await version(), was);
    await inOpt(sign("trusted"));
    const { status, stdout, stderr } = await update();
    assert.equal(status, 0, stdout + stderr);
    assert.notEqual(await version(), was);
    await node.unitIs("hecate.service", "active");
    assert.match((await update()).stdout, /up to date/);
  });

  it("[REQ-INS-11] asks for the start at boot until it is not refused any more", async () => {
    const asks =
      "ExecStart=/bin/sh -c 'test -e /run/is-charged || { echo refused: it is charging; exit 1; }'";
    const text = `[Service]\nExecStart=\n${asks}\nRestartSec=200ms\n`;
    await node.unit("hecate-bootstrap.service.d/test.conf", text);
    await node.systemctl("start", "--no-block", "hecate-bootstrap.service");
    await until(() => node.property("hecate-bootstrap.service", "NRestarts"), {
      what: "it was refused more often than a start limit lets a unit fail",
      holds: (restarts) => Number(restarts) > 6,
    });
    await node.must("touch", "/run/is-charged");
    await node.unitIs("hecate-bootstrap.service", "active");
    assert.match(await node.journal(["hecate-bootstrap"]), /refused: it is charging/);
  });

  it("[REQ-INS-4] installs and updates nothing while a UPS is on battery", async () => {
    await tell("OB DISCHRG", 1800);
    await node.must("sh", "-ec", dummy);
    await until(() => node.exec("hecate", "status"), {
      what: "hecate says that it is on battery",
      holds: ({ status }) => status === 2,
    });
    const [was, before] = [await version(), await life()];
    const installed = await install();
    assert.equal(installed.status, 75, installed.stdout);
    assert.equal((await node.exec("/usr/lib/hecate/update")).status, 75);
    assert.deepEqual([await version(), await life()], [was, before]);
  });

  it("[REQ-LAS-1] [REQ-LAS-2] [REQ-LAS-3] [REQ-LAS-4] is switched off by upsmon when hecate is dead, and its UPS told to cut its outlets where hecate has said so", async () => {
    await node.write("/usr/local/bin/k3s-killall.sh", "#!/bin/sh\ntouch /var/lib/killed\n", 0o755);
    for (const unit of ["k3s", "k3s-agent"]) {
      await node.write(`/etc/systemd/system/${unit}.service`, k3s);
      await node.must("systemctl", "enable", "--now", `${unit}.service`);
    }
    await node.systemctl("stop", "hecate");
    await node.must(
      ...["sh", "-ec"],
      "printf 'alpha@localhost\\ngamma@localhost\\nalpha@10.0.0.9\\n' > /run/hecate/killpower; for node in $(which -a node nodejs); do mount --bind /dev/null $node; done",
    );
    // What the UPS itself calls low is minutes too early: it is not what upsmon goes by.
    await tell("OB DISCHRG LB", 61);
    await upsIs("OB DISCHRG", 61);
    await tell("OB DISCHRG", 59);
    await until(() => node.status(), {
      what: "it is off",
      holds: (status) => status === "off",
      deadlineMs: 45_000,
    });
    assert.equal(node.has("/var/lib/killed"), true);
    const log = readFileSync(node.fromHere("/run/hecate/killpower.log"), "utf8");
    assert.match(log, /^hecate-killpower: alpha: its outlets are cut in 120 s$/m);
    // dummy-ups was given the order, and can cut nothing.
    assert.match(log, /^Initiating UPS shutdown\nshutdown not supported$/m);
    assert.match(log, /^hecate-killpower: gamma: ups\.conf has no such UPS$/m);
    assert.match(log, /^hecate-killpower: alpha: its upsd is not on this host$/m);
  }).timeout(60_000);

  it("[REQ-LAS-5] holds k3s back at the boot that follows, until it is asked for, or for a time", async () => {
    await tell("OL", 1800);
    await node.start();
    const states = () => Promise.all(["k3s", "k3s-agent"].map((unit) => node.activeState(unit)));
    const isHeld = (unit: string) => existsSync(node.fromHere(`/run/hecate-gate/${unit}.service`));
    assert.deepEqual(await states(), ["inactive", "inactive"]);
    await node.systemctl("start", "k3s");
    assert.deepEqual(await states(), ["active", "inactive"]);
    assert.deepEqual([isHeld("k3s"), isHeld("k3s-agent")], [false, true]);
    // The time is over, and the node is on battery.
    await node.must(
      "sh",
      "-c",
      `mkdir -p /run/hirte-agent; echo '{"phase":{"at":"armed"}}' > ${guard}`,
    );
    await node.systemctl("start", "hecate-gate-open.service");
    assert.deepEqual(await states(), ["active", "inactive"]);
    await node.must("rm", guard);
    await node.unit("hecate-gate.timer.d/soon.conf", "[Timer]\nOnActiveSec=\nOnActiveSec=1s\n");
    await node.systemctl("restart", "hecate-gate.timer");
    await node.unitIs("k3s-agent.service", "active");
    await node.unitIs("hecate-gate.timer", "inactive");
  }).timeout(60_000);

  it("[REQ-LAS-5] holds nothing back at a boot that people asked for", async () => {
    await node.reboot();
    await node.unitIs("k3s.service", "active");
    await node.unitIs("k3s-agent.service", "active");
  }).timeout(60_000);
});

/** What it writes, into a directory; no machine is needed. */
describe("install.sh --root", function () {
  this.timeout(60_000);
  const dir = useTempDir();
  const root = dir;
  const read = (path: string) => readFileSync(join(root(), path), "utf8");
  const names = () => readdirSync(root(), { recursive: true }).sort();

  /** As on the host of the UPS beta, a peer. */
  function install(knobs: Readonly<Record<string, string>> = {}, ...options: string[]): string {
    const env = { ...process.env, HECATE_NODE: "edge", ...knobs };
    const script = join(project, "scripts/install.sh");
    const { status, stdout, stderr } = spawnSync(script, ["--root", root(), ...options], {
      ...{ env, encoding: "utf8" },
    });
    assert.equal(status, 0, stdout + stderr);
    return stdout;
  }

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(root(), path)), { recursive: true });
    writeFileSync(join(root(), path), text);
  }

  it("[REQ-INS-12] writes nothing where it is only asked what it would write", () => {
    const before = names();
    assert.match(install({}, "--dry-run"), /would write \/etc\/nut\/ups\.conf/);
    assert.deepEqual(names(), before);
  });

  it("[REQ-INS-6] [REQ-PRJ-21] leaves NUT and udev alone where it is told to, and remembers it; compiled code comes along", () => {
    write("usr/lib/hirte/hecate.js", "// by hand");
    install({ HECATE_MANAGE_NUT: "0" });
    assert.ok(existsSync(join(root(), "usr/lib/hirte/hirte-agent.cache")));
    install();
    assert.equal(read("usr/lib/hirte-versions/by-hand/hecate.js"), "// by hand");
    assert.equal(existsSync(join(root(), "etc/nut")), false);
    assert.equal(existsSync(join(root(), "etc/udev")), false);
  });

  it("[REQ-INS-5] [REQ-INS-7] [REQ-INS-8] [REQ-INS-26] [REQ-INS-27] keeps what was written by hand, writes what it is told, and takes the name of the UPS from hecate.yaml", () => {
    write("etc/hecate/hecate.yaml", yaml);
    write("etc/nut/ups.conf", "[mine]\n  driver = blazer_usb\n");
    const said = install({
      ...{ HECATE_NUT_VENDOR_ID: "051D", HECATE_NUT_PRODUCT_ID: "0002" },
      ...{ HECATE_NUT_MONITOR_USER: "watcher", HECATE_NUT_MONITOR_PASSWORD: 'a "quoted" one' },
    });
    assert.match(said, /ups\.conf was there before: kept as \/etc\/nut\/ups\.conf\.before-hecate/);
    assert.equal(read("etc/nut/ups.conf.before-hecate"), "[mine]\n  driver = blazer_usb\n");
    assert.match(read("etc/nut/ups.conf"), /\[beta\]\n[^[]* vendorid = 051d\n {2}productid = 0002/);
    const rule = read("etc/udev/rules.d/62-hecate-ups.rules");
    assert.match(rule, /ATTR\{idVendor\}=="051d", ATTR\{idProduct\}=="0002"/);
    assert.match(read("etc/nut/upsd.users"), /^\[watcher\]\n {2}password = "a \\"quoted\\" one"$/m);
    assert.equal(read("etc/hecate/nut.password"), 'a "quoted" one\n');

    // Later: a UPS more outside of hecate's lines stays, what is changed between them is kept aside.
    const changed = read("etc/nut/ups.conf").replace("pollfreq = 10", "pollfreq = 30");
    write("etc/nut/ups.conf", `${changed}[mine]\n  driver = blazer_usb\n`);
    const again = install();
    assert.match(again, /changed by hand between hecate's lines: kept as \S+before-hecate\.2/);
    // What NUT does not read by itself it is restarted for, where there is one.
    assert.match(again, /NUT is configured, and not there/);
    assert.doesNotMatch(again, /nothing has changed/);
    assert.match(
      read("etc/nut/ups.conf"),
      /pollfreq = 10[\s\S]*\n\[mine\]\n {2}driver = blazer_usb\n$/,
    );
    assert.match(read("etc/nut/ups.conf.before-hecate.2"), /pollfreq = 30/);
    assert.equal(read("etc/hecate/nut.password"), 'a "quoted" one\n');
    assert.match(read("etc/nut/ups.conf"), /vendorid = 051d/);

    // Without the last resort hecate hears what the UPS itself calls low.
    assert.match(read("etc/nut/ups.conf"), /ignorelb/);
    const last = install({
      ...{ HECATE_LAST_RESORT: "0", HECATE_ENABLE_BOOTSTRAP: "1", HECATE_NUT_UPS_NAME: "statera" },
    });
    assert.match(read("etc/nut/ups.conf"), /^\[statera\]$/m);
    assert.match(last, /hecate-bootstrap\.service is not enabled: this host is a peer/);
    assert.doesNotMatch(read("etc/nut/ups.conf"), /ignorelb/);
    assert.match(read("etc/nut/upsmon.conf"), /^MINSUPPLIES 0$/m);
  });
});
