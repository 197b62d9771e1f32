import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SshAccess } from "../../../../src/config/hecate-types.ts";
import { systemClock } from "../../../../src/core/clock.ts";
import type { HirteError } from "../../../../src/core/errors.ts";
import { SshHands } from "../../../../src/hecate/nodes/ssh-hands.ts";
import { SshProgram } from "../../../../src/hecate/nodes/ssh-program.ts";
import type { Act } from "../../../../src/hecate/run/ports.ts";
import { useTempDir } from "../../../support/temp-dir.ts";

const nasty = `it's "$(touch bad)" ; & \\ %h *`;

/** The ssh program is a script that runs here what it is to run there, with a systemd of scripts. */
describe("hecate's hands by ssh", () => {
  const directory = useTempDir();
  let hands: SshHands;
  let access: SshAccess;
  const at = (name: string) => join(directory(), name);
  const script = (name: string, text: string) => {
    writeFileSync(at(name), `#!/bin/sh\n${text}\n`);
    chmodSync(at(name), 0o755);
  };
  const lines = (name: string) =>
    existsSync(at(name)) ? readFileSync(at(name), "utf8").trimEnd().split("\n") : [];

  beforeEach(() => {
    mkdirSync(at("bin"));
    script(
      "ssh",
      `echo "$*" >> ${at("ssh.log")}; cd ${directory()}
[ ! -e before ] || . ./before
for last; do :; done
PATH=${at("bin")}:$PATH
# Nothing is done to the machine that this runs on.
for each in sudo systemctl systemd-run; do [ "$(command -v $each)" = "${at("bin")}/$each" ] || exit 99; done
exec sh -c "$last"`,
    );
    script("bin/sudo", 'echo "sudo $*" >> calls; shift; exec "$@"');
    script(
      "bin/systemctl",
      `echo "systemctl $*" >> calls
case "$*" in
  "show "*-p\\ ActiveState*) cat unit 2> /dev/null || echo LoadState=not-found ;;
  "show -p LoadState"*) [ ! -e unit ] || echo loaded ;;
  "show -p ActiveState"*) ;;
  *) [ ! -e answer ] || . ./answer ;;
esac`,
    );
    script(
      "bin/systemd-run",
      `echo "systemd-run" >> calls
case "$*" in *"kill -9"*) exit 1 ;; esac # never here
while [ "$1" != -- ]; do shift; done; shift
"$@" && echo "LoadState=loaded
ActiveState=active" > unit || echo "LoadState=loaded
ActiveState=failed
Result=exit-code
ExecMainStatus=$?" > unit`,
    );
    access = { user: "hecate", port: 2222, identityFile: "/k", knownHostsFile: "/h" };
    const node = { name: "n", roles: [], feeds: [], minSupplies: 1, offTimeoutMs: 1000 };
    const commands = {
      touch: ["/bin/sh", "-c", 'echo "$@" >> done; exit 0', "x", nasty],
      fail: ["false"],
    };
    const config = () => ({
      nodes: [{ ...node, address: "10.0.0.2", ssh: access }],
      transports: { order: ["ssh"] as const, agentPatienceMs: 1, ssh: { ...access, commands } },
    });
    const program = new SshProgram({
      controlDir: at("control"),
      program: [at("ssh")],
      clock: systemClock,
    });
    hands = new SshHands({ config, program });
  });

  const act = (rest: Partial<Act> = {}): Act => ({
    ...{ run: 7, id: "i".repeat(43), timeoutMs: 20_000, signal: new AbortController().signal },
    ...rest,
  });
  const rejectsWith = (promise: Promise<unknown>, code: string, text: RegExp) =>
    assert.rejects(promise, (error: HirteError) => {
      assert.equal(error.code, code, error.message);
      assert.match(error.message, text);
      return true;
    });

  it("[REQ-NSH-1] stop and start units as the user that is configured, who may become root; what fails says why", async () => {
    await hands.stopUnit("n", "a b;.service", act());
    writeFileSync(at("answer"), 'echo "Unit x.service not loaded." >&2; exit 5');
    await rejectsWith(
      hands.stopUnit("n", "x.service", act()),
      "no-such-unit",
      /^n: stop x\.service: Unit x/,
    );
    writeFileSync(at("answer"), 'echo "sudo: a password is required" >&2; exit 1');
    await rejectsWith(
      hands.startUnit("n", "x.service", act()),
      "job-failed",
      /a password is required/,
    );
    assert.equal(lines("calls")[0], "sudo -n systemctl --no-ask-password stop -- a b;.service");
    access = { ...access, user: "root" };
    writeFileSync(at("calls"), "");
    rmSync(at("answer"));
    await hands.startUnit("n", "x.service", act());
    assert.deepEqual(lines("calls"), ["systemctl --no-ask-password start -- x.service"]);
  });

  it("[REQ-NSH-2] run a command once under the id of its act, each word as it is, and tell each who asks its end", async () => {
    await hands.runCommand("n", "touch", act());
    await hands.runCommand("n", "touch", act());
    assert.deepEqual(lines("done"), [nasty]);
    assert.equal(existsSync(at("bad")), false);
    rmSync(at("unit"));
    for (let i = 0; i < 2; i++) {
      await rejectsWith(
        hands.runCommand("n", "fail", act()),
        "job-failed",
        /exit-code\), exit status 1/,
      );
    }
    assert.equal(lines("calls").filter((call) => call === "systemd-run").length, 2);
    await rejectsWith(
      hands.runCommand("n", "toString", act()),
      "no-such-command",
      /transports\.ssh\.commands/,
    );
  });

  it("[REQ-NSH-7] leave no unit behind of a command that only looks, and say how it ended", async () => {
    const look = () => ({ ...act(), isLook: true }) as const;
    await rejectsWith(hands.runCommand("n", "fail", look()), "job-failed", /exit status 1/);
    const forgotten = () =>
      lines("calls").filter((call) => /^systemctl .*(stop|reset-failed) -- hecate-/.test(call));
    assert.equal(forgotten().length, 2);
    rmSync(at("unit"));
    await hands.runCommand("n", "fail", act()).catch(() => undefined);
    assert.equal(forgotten().length, 2);
  });

  it("[REQ-NSH-3] begin nothing that was not begun in time, and know what was not reached from what was cut off", async () => {
    writeFileSync(at("before"), 'echo "Connection refused" >&2; exit 255');
    await rejectsWith(
      hands.stopUnit("n", "a.service", act()),
      "not-reachable",
      /ssh: Connection refused/,
    );
    writeFileSync(at("before"), "sleep 60");
    await rejectsWith(
      hands.stopUnit("n", "a.service", act({ timeoutMs: 200 })),
      "not-reachable",
      /time was over/,
    );
    // It is there when the time is all but over: it is not told to begin.
    writeFileSync(at("before"), "sleep 0.5");
    await rejectsWith(
      hands.stopUnit("n", "a.service", act({ timeoutMs: 1300 })),
      "not-reachable",
      /no time left/,
    );
    assert.deepEqual(lines("calls"), []);
    rmSync(at("before"));
    writeFileSync(at("answer"), "sleep 60");
    await rejectsWith(
      hands.stopUnit("n", "a.service", act({ timeoutMs: 1500 })),
      "deadline",
      /1500 ms/,
    );
    writeFileSync(at("answer"), "exit 255");
    await rejectsWith(hands.stopUnit("n", "a.service", act()), "outcome-unknown", /was begun/);
  });

  it("[REQ-NSH-3] are begun by a node only when it hears so within its own few seconds", async () => {
    // What hecate says is lost on the way.
    writeFileSync(at("before"), "exec < /dev/null");
    await rejectsWith(hands.stopUnit("n", "a.service", act()), "expired", /will not be/);
    assert.deepEqual(lines("calls"), []);
  });

  it("[REQ-NHD-31] hear what a shell says before the script for what it is, and one that runs nothing for no end of it", async () => {
    writeFileSync(
      at("before"),
      "echo no; echo Mind >&2; head -c 100000 /dev/zero | tr '\\0' x; printf yes",
    );
    script("bin/timedatectl", "echo yes");
    assert.equal(await hands.isTimeSynced("n", act()), true);
    await hands.stopUnit("n", "a.service", act());
    writeFileSync(at("answer"), 'echo "sudo: a password is required" >&2; exit 1');
    const cure =
      /^n: stop a\.service: sudo: a password is required; sudoers there needs `hecate ALL=\(root\) NOPASSWD: /;
    await rejectsWith(hands.stopUnit("n", "a.service", act()), "job-failed", cure);
    writeFileSync(at("before"), 'echo "This account is currently not available."; exit 1');
    await rejectsWith(
      hands.stopUnit("n", "a.service", act()),
      "not-reachable",
      /the login shell of hecate there runs nothing: This account/,
    );
  });

  it("[REQ-NHD-32] say what is to be done about what ssh says", async () => {
    const cases = [
      [
        "Host key for [10.0.0.9]:22 has changed and you have requested strict checking.\nHost key verification failed.\nConnection closed by UNKNOWN port 65535",
        /the key of \[10\.0\.0\.9\]:22 is not the one in \/h:.*ssh-keyscan -t ed25519 -p 22 10\.0\.0\.9 >> \/h/,
      ],
      [
        "No ED25519 host key is known for n and you have requested strict checking.\nHost key verification failed.",
        /\/h has no key of n: ssh-keyscan -t ed25519 n >> \/h/,
      ],
      [
        'Load key "/k": Permission denied\nhecate@n: Permission denied (publickey).',
        /\/k cannot be read \(Permission denied\):.*keep it in \/etc\/hecate/,
      ],
      [
        "WARNING: UNPROTECTED PRIVATE KEY FILE!\nhecate@n: Permission denied (publickey).",
        /chmod 600 \/k/,
      ],
      [
        "j@h: Permission denied (publickey).\nConnection closed by UNKNOWN port 65535",
        /public half of \/k into authorized_keys of j@h/,
      ],
      [
        "ssh: connect to host h port 22: No route to host\nConnection closed by UNKNOWN port 65535",
        /connect to host h port 22: No route to host$/,
      ],
    ] as const;
    for (const [said, cure] of cases) {
      writeFileSync(at("said"), said);
      writeFileSync(at("before"), "cat said >&2; exit 255");
      await rejectsWith(hands.stopUnit("n", "a.service", act()), "not-reachable", cure);
    }
  });

  it("[REQ-NSH-4] power off by force after a time, under the run's name as its agent does, and not where that was refused", async () => {
    const systemdRun = (rest: string) =>
      writeFileSync(at("bin/systemd-run"), `#!/bin/sh\necho "systemd-run $*" >> calls\n${rest}`);
    const powerOff = () => hands.powerOff("n", "reboot", { ...act(), forceAfterMs: 90_000 });
    writeFileSync(at("unit"), "");
    systemdRun("");
    await powerOff();
    const calls = lines("calls").filter((call) => call.startsWith("systemd-run"));
    assert.match(
      calls[0] ?? "",
      /--unit=hirte-force-run-7\.service .*SuccessAction=reboot-force -- \/bin\/sh -c sleep 90\.000 /,
    );
    assert.match(calls[1] ?? "", /--unit=hecate-off-run-7\.service /);
    assert.match(
      lines("calls").join(" "),
      /start --no-block --job-mode=replace-irreversibly reboot\.target/,
    );
    // It is taken back where the second is refused.
    systemdRun('case "$*" in *hecate-off*) rm unit; echo no >&2; exit 4 ;; esac\n');
    await rejectsWith(powerOff(), "job-failed", /^n: reboot: no/);
    assert.match(
      lines("calls").at(-1) ?? "",
      /^systemctl .*kill --signal=KILL -- hirte-force-run-7\.service$/,
    );
    await rejectsWith(powerOff(), "job-failed", /reboot\.target is masked/);
  });

  it("[REQ-NSH-5] ask nobody, believe known keys only, and go through the host in between by the same means", async () => {
    access = {
      ...access,
      jump: { user: "j", host: "10.0.0.9", port: 23 },
      knownHostsFile: "/a b%",
    };
    writeFileSync(at("unit"), "LoadState=loaded\nActiveState=deactivating");
    assert.equal(await hands.unitCondition("n", "a.service", act()), "changing");
    const [line = ""] = lines("ssh.log");
    for (const part of [
      "-F none",
      "BatchMode=yes",
      "StrictHostKeyChecking=yes",
      'UserKnownHostsFile="/a b%%"',
      "-p 2222 -l hecate 10.0.0.2",
      "ControlMaster=auto",
    ]) {
      assert.ok(line.includes(part), `${part} in ${line}`);
    }
    assert.match(
      line,
      /ProxyCommand=\S+ -F none .*'UserKnownHostsFile="\/a b%%%%"' .*-p 23 -l j -W '\[%h\]:%p' 10\.0\.0\.9/,
    );
  });

  it("[REQ-NSH-5] end with the waiting, what they started with them", async () => {
    const over = new AbortController();
    writeFileSync(at("before"), `echo $$ > ${at("pid")}; sleep 60`);
    const stopped = hands.stopUnit("n", "a.service", act({ signal: over.signal }));
    while (lines("pid")[0] === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
    over.abort();
    await rejectsWith(stopped, "aborted", /not waited for/);
    const isThere = () => existsSync(`/proc/${lines("pid")[0]}/exe`);
    while (isThere()) await new Promise((resolve) => setTimeout(resolve, 10));
  });
});
