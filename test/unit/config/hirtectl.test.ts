import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { formatEndpoint } from "../../../src/config/address.ts";
import type { ConfigSources } from "../../../src/config/hirte.ts";
import { loadHirtectlConfig } from "../../../src/config/hirtectl.ts";
import { problemsOf, writeConfig } from "../../support/config-files.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("where hirtectl finds its password", () => {
  const directory = useTempDir();
  const fileOf = (files: Readonly<Record<string, string>>, sources: ConfigSources = {}) => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory(), name)), { recursive: true });
      writeFileSync(join(directory(), name), text);
    }
    const env = { HOME: join(directory(), "home"), ...sources.env };
    return loadHirtectlConfig({ etcDir: directory(), ...sources, env }).passwordFile;
  };
  const own = (path: string) => `[hirtectl]\nPasswordFile=${path}\n`;

  it("[REQ-SEC-13] is nowhere where nothing says so", () => {
    assert.equal(fileOf({}), undefined);
  });

  it("[REQ-SEC-13] is said by the machine's file, then the user's, then the variable, then the option", () => {
    assert.equal(fileOf({ "hirtectl.conf": own("/a") }), "/a");
    assert.equal(fileOf({ "home/.config/hirte/hirtectl.conf": own("/b") }), "/b");
    const env = { HIRTE_PASSWORD_FILE: "/c" };
    assert.equal(fileOf({}, { env }), "/c");
    assert.equal(fileOf({}, { env, flags: { PasswordFile: "/d" } }), "/d");
    const named = join(directory(), "named.conf");
    writeFileSync(named, `[hirte]\nManagerPort=1\n${own("/e")}`);
    assert.equal(fileOf({}, { file: named }), "/e");
  });

  it("[REQ-SEC-13] a key that does not exist is named with its place", () => {
    assert.throws(() => fileOf({ "hirtectl.conf": "[hirtectl]\nPassword=x\n" }), {
      code: "bad-config",
      message: /hirtectl\.conf:2: Password=: there is no such key/,
    });
  });

  it("[REQ-SEC-13] hosts are said there, too", () => {
    fileOf({ "hirtectl.conf": "[hirtectl]\nHost=far\nPort=7\n" });
    const { hosts } = loadHirtectlConfig({ env: {}, etcDir: directory() });
    assert.deepEqual(hosts.map(formatEndpoint), ["far:7"]);
  });
});

describe("where hirtectl finds the primary", () => {
  const etcDir = useTempDir();
  const hosts = (sources: Omit<ConfigSources, "etcDir"> = {}) =>
    loadHirtectlConfig({ env: {}, ...sources, etcDir: etcDir() }).hosts.map(formatEndpoint);
  const write = (files: Readonly<Record<string, string>>) => writeConfig(etcDir(), files);

  it("[REQ-CFG-11] is this machine where nothing says otherwise", () => {
    assert.deepEqual(hosts(), ["127.0.0.1:2020"]);
  });

  it("[REQ-CFG-11] is said by hirte.conf, even beside an agent.conf", () => {
    write({
      "hirte.conf": "[hirte]\nManagerPort=2121\nListenAddress=0.0.0.0",
      "agent.conf": "[hirte-agent]\nManagerHost=elsewhere",
    });
    assert.deepEqual(hosts(), ["127.0.0.1:2121"]);
  });

  it("[REQ-CFG-11] is an address that hirte listens on, this machine's own first", () => {
    write({ "hirte.conf": "[hirte]\nListenAddress=10.0.0.1, :: 127.0.0.2" });
    assert.deepEqual(hosts(), ["[::1]:2020", "127.0.0.2:2020", "10.0.0.1:2020"]);
  });

  it("[REQ-CFG-11] is the broker that hirte uses in place of its own", () => {
    write({ "hirte.conf": "[hirte]\nBrokerURL=mqtt://broker.example" });
    assert.deepEqual(hosts(), ["broker.example:1883"]);
  });

  it("[REQ-CFG-11] is said by agent.conf on a machine that is only a node", () => {
    write({ "agent.conf": "[hirte-agent]\nManagerHost=a,b:2\nManagerPort=3" });
    assert.deepEqual(hosts(), ["a:3", "b:2"]);
  });

  it("[REQ-CFG-11] is what the environment says of the agent, where there is no file", () => {
    assert.deepEqual(hosts({ env: { HIRTE_MANAGER_HOST: "a", HIRTE_MANAGER_PORT: "1" } }), ["a:1"]);
  });

  it("[REQ-CFG-12] is said by HIRTE_HOST and HIRTE_PORT, and above all by the options", () => {
    write({ "hirte.conf": "[hirte]\nManagerPort=2121" });
    const env = { HIRTE_HOST: "a,[fd00::1]:7", HIRTE_PORT: "5" };
    assert.deepEqual(hosts({ env }), ["a:5", "[fd00::1]:7"]);
    assert.deepEqual(hosts({ env: { HIRTE_HOST: "a" } }), ["a:2121"]);
    assert.deepEqual(hosts({ env: { HIRTE_PORT: "5" } }), ["127.0.0.1:5"]);
    assert.deepEqual(hosts({ env, flags: { Host: "c", Port: "6" } }), ["c:6"]);
  });

  it("[REQ-CFG-12] is not where a bad option or variable says", () => {
    const problems = problemsOf(etcDir(), () =>
      hosts({ env: { HIRTE_PORT: "x" }, flags: { Host: "a:b" } }),
    );
    assert.equal(problems.length, 2);
    assert.match(problems[0] ?? "", /^--host: "a:b" is not an address/);
    assert.match(problems[1] ?? "", /^HIRTE_PORT: "x" is not a whole number/);
  });

  it("[REQ-CFG-13] is found though the files cannot be read at all", () => {
    write({ "hirte.conf/is-a-directory": "" });
    assert.deepEqual(hosts(), ["127.0.0.1:2020"]);
  });

  it("[REQ-CFG-13] is found though what concerns only the daemons is wrong", () => {
    write({ "hirte.conf": "[hirte]\nLogLevel=x\nManagerPort=2121\nNoSuchKey=1\nnonsense" });
    assert.deepEqual(hosts(), ["127.0.0.1:2121"]);
  });

  it("[REQ-CFG-6] is not guessed where the file is wrong about it, unless a host is named", () => {
    write({ "hirte.conf": "[hirte]\nManagerPort=x" });
    assert.match(problemsOf(etcDir(), () => hosts())[0] ?? "", /^hirte\.conf:2: ManagerPort=: /);
    assert.deepEqual(hosts({ flags: { Host: "a" } }), ["a:2020"]);
  });

  it("[REQ-CFG-5] is said by a named file, of either kind", () => {
    write({ "x.conf": "[hirte]\nManagerPort=1", "y.conf": "[hirte-agent]\nManagerHost=y" });
    assert.deepEqual(hosts({ file: join(etcDir(), "x.conf") }), ["127.0.0.1:1"]);
    assert.deepEqual(hosts({ file: join(etcDir(), "y.conf") }), ["y:2020"]);
    const file = join(etcDir(), "none.conf");
    assert.deepEqual(
      problemsOf(etcDir(), () => hosts({ file })),
      ["none.conf: there is no such file"],
    );
  });
});

describe("whether hirtectl uses hirte's socket", () => {
  const etcDir = useTempDir();
  const socket = (sources: Omit<ConfigSources, "etcDir"> = {}) =>
    loadHirtectlConfig({ env: {}, ...sources, etcDir: etcDir() }).socket;
  const usual = (path: string) => ({ path, isAsked: false });
  const asked = (path: string) => ({ path, isAsked: true });

  it("[REQ-SOCK-6] may be where nothing says otherwise, in the folder that hirte.conf says", () => {
    assert.deepEqual(socket(), usual("/run/hirte/hirte.sock"));
    writeConfig(etcDir(), { "hirte.conf": "[hirte]\nRunDirectory=/run/other\nManagerPort=7" });
    assert.deepEqual(socket(), usual("/run/other/hirte.sock"));
  });

  it("[REQ-SOCK-6] is not where a host or a port is named, on a node, or beside another broker", () => {
    assert.equal(socket({ flags: { Host: "a" } }), undefined);
    assert.equal(socket({ env: { HIRTE_HOST: "a" } }), undefined);
    assert.equal(socket({ flags: { Port: "7" } }), undefined);
    writeConfig(etcDir(), { "hirte.conf": "[hirte]\nBrokerURL=mqtt://b" });
    assert.equal(socket(), undefined);
    writeConfig(etcDir(), { "y.conf": "[hirte-agent]\nManagerHost=y" });
    assert.equal(socket({ file: join(etcDir(), "y.conf") }), undefined);
  });

  it("[REQ-SOCK-6] is asked by unix:PATH as the host, by HIRTE_SOCKET and by Socket=", () => {
    assert.deepEqual(socket({ flags: { Host: "unix:/x/s" } }), asked("/x/s"));
    assert.deepEqual(socket({ env: { HIRTE_HOST: "unix:/x/s" } }), asked("/x/s"));
    assert.deepEqual(socket({ env: { HIRTE_SOCKET: "/x/s" } }), asked("/x/s"));
    assert.equal(socket({ env: { HIRTE_SOCKET: "/x/s" }, flags: { Host: "a" } }), undefined);
    writeConfig(etcDir(), { "hirtectl.conf": "[hirtectl]\nSocket=/y/s" });
    assert.deepEqual(socket(), asked("/y/s"));
  });

  it("[REQ-SOCK-6] is refused beside another host, or by a path that is none", () => {
    const problems = (Host: string) => problemsOf(etcDir(), () => socket({ flags: { Host } }));
    assert.deepEqual(problems("unix:/x/s,b"), [
      "--host: unix:PATH stands alone, without another host",
    ]);
    assert.match(problems("unix:x")[0] ?? "", /"x" is not an absolute path/);
  });
});
