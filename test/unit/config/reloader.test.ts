import { deepEqual, equal, match } from "node:assert/strict";
import { type HirteConfig, readHirteConfig } from "../../../src/config/hirte.ts";
import { hirteKeys } from "../../../src/config/keys.ts";
import { Reloader } from "../../../src/config/reloader.ts";
import { createLog } from "../../../src/core/log.ts";
import { writeConfig } from "../../support/config-files.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("a configuration that is read again", () => {
  const directory = useTempDir();
  let lines: string[];
  let applied: HirteConfig[];
  let flags: Record<string, string>;
  let trouble: Error | undefined;
  beforeEach(() => {
    trouble = undefined;
    lines = [];
    applied = [];
    flags = {};
  });
  const write = (text: string) =>
    writeConfig(directory(), { "hirte.conf": `[hirte]\n${text}\n`, "hirte.conf.d/z.conf": "" });
  const reloader = () => {
    const read = () => readHirteConfig({ etcDir: directory(), env: {}, flags });
    return new Reloader<HirteConfig>({
      keys: hirteKeys,
      started: read(),
      read,
      apply: (config) => {
        if (trouble) throw trouble;
        applied.push(config);
      },
      log: createLog({ level: "info", target: "journald", write: (line) => lines.push(line) }),
    });
  };

  it("[REQ-CFG-17] holds from then on, and the log says which keys have changed", () => {
    write("AllowedNodeNames=a");
    const subject = reloader();
    write("AllowedNodeNames=a,b\nLogLevel=debug");
    subject.reload();
    deepEqual(
      applied.map(({ allowedNodes, logLevel }) => [allowedNodes, logLevel]),
      [[["a", "b"], "debug"]],
    );
    match(lines.join(""), /read again changed=\["AllowedNodeNames","LogLevel"\]/);
    lines = [];
    subject.reload();
    match(lines.join(""), /read again changed=\[\]/);
  });

  it("[REQ-CFG-17] names the keys that wait for a restart, until they are as they were", () => {
    write("");
    const subject = reloader();
    write("ManagerPort=7\nDBus=no\nMetricsListen=[::1]:9");
    subject.reload();
    const named = () => lines.flatMap((line) => /next start key=(\w+)/.exec(line)?.[1] ?? []);
    deepEqual(named(), ["ManagerPort", "MetricsListen", "DBus"]);
    lines = [];
    write("DBus=no");
    subject.reload();
    deepEqual(named(), ["DBus"]);
    lines = [];
    write("");
    subject.reload();
    deepEqual(named(), []);
  });

  it("[REQ-CFG-17] gives way to options, as at the start", () => {
    flags = { AllowedNodeNames: "x" };
    write("AllowedNodeNames=a");
    const subject = reloader();
    write("AllowedNodeNames=b");
    subject.reload();
    deepEqual(applied[0]?.allowedNodes, ["x"]);
  });

  it("[REQ-CFG-18] stays as it was where something is wrong, and the log says where", () => {
    write("AllowedNodeNames=a");
    const subject = reloader();
    write("AllowedNodeNames=a,b\nLogLevel=loud\nLogTraget=json");
    subject.reload();
    equal(applied.length, 0);
    equal(lines.length, 2);
    match(lines[0] ?? "", /^<3>.*stays as it was problem=".*hirte\.conf:3: LogLevel=: /);
    match(lines[1] ?? "", /hirte\.conf:4: LogTraget=: .*LogTarget/);
  });

  it("[REQ-CFG-18] that cannot be put into effect ends nothing: the log says so, and the next time it is tried again", () => {
    write("AllowedNodeNames=a");
    const subject = reloader();
    write("AllowedNodeNames=a,b");
    trouble = new Error("no room on the disk");
    subject.reload();
    match(lines.join(""), /^<3>.*no room on the disk/);
    equal(lines.length, 1);
    lines = [];
    trouble = undefined;
    subject.reload();
    match(lines.join(""), /read again changed=\["AllowedNodeNames"\]/);
    deepEqual(applied[0]?.allowedNodes, ["a", "b"]);
  });
});
