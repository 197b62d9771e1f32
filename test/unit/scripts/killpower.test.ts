import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { useTempDir } from "../../support/temp-dir.ts";

const hook = join(import.meta.dirname, "../../../scripts/host/killpower.sh");

describe("killpower.sh", () => {
  const dir = useTempDir();

  function write(path: string, text: string): string {
    const file = join(dir(), path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  /** What upsdrvctl was told when systemd ends with `how`. */
  function told(how: string, upsConf: string, flag = "beta@localhost\n", ageS = 0): string {
    write("etc/nut/ups.conf", upsConf);
    const writtenS = Date.now() / 1000 - ageS;
    utimesSync(write("run/hecate/killpower", flag), writtenS, writtenS);
    chmodSync(write("bin/upsdrvctl", `#!/bin/sh\necho "$*" >> "${dir()}/told"\n`), 0o755);
    const env = { PATH: `${dir()}/bin:/usr/bin:/bin`, HECATE_TEST_ROOT: dir() };
    assert.equal(spawnSync("sh", [hook, how], { env }).status, 0);
    const file = join(dir(), "told");
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  }

  const slow = "[alpha]\n  offdelay = 5\n[beta]\n  driver = x\n  offdelay = 60\n";

  it("[REQ-LAS-3] has each UPS that is named cut its outlets", () => {
    assert.equal(
      told("poweroff", `${slow}[gamma]\n offdelay="90"\n`, "beta@localhost\ngamma@127.0.0.1:3493"),
      "shutdown beta\nshutdown gamma\n",
    );
  });

  it("[REQ-LAS-4] cuts nothing where the order is of another power-off", () => {
    assert.equal(told("poweroff", slow, undefined, 20 * 60), "");
  });

  for (const [why, how, conf, flag] of [
    ["the machine comes up again", "reboot", slow, undefined],
    ["another kernel takes over", "kexec", slow, undefined],
    ["nobody is named", "poweroff", slow, ""],
    ["its upsd is elsewhere", "poweroff", slow, "beta@192.168.10.6\n"],
    ["there is no such UPS", "poweroff", slow, "delta@localhost\n"],
    ["it is no name", "poweroff", slow, "beta;reboot@localhost\n"],
    ["the delay is too short", "poweroff", slow.replace("60", "59"), undefined],
    [
      "nobody says what the delay is",
      "poweroff",
      "[beta]\n  driver = x\n[alpha]\n  offdelay = 90\n",
      undefined,
    ],
  ] as const) {
    it(`[REQ-LAS-4] cuts nothing where ${why}`, () => {
      assert.equal(told(how, conf, flag), "");
    });
  }
});
