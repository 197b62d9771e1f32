import assert from "node:assert/strict";
import { daemonHelp, parseDaemonArguments } from "../../../src/config/arguments.ts";
import { environmentName, hirtectlKeys, type Key, programs } from "../../../src/config/keys.ts";

const names = ["hirte", "hirte-agent"] as const;

describe("the arguments of a daemon", () => {
  it("[REQ-CFG-14] are options by the name of their key", () => {
    const argv = ["-n", "a", "--host=b,c", "-p", "1", "--heartbeat-interval", "500ms", "-c", "/f"];
    assert.deepEqual(parseDaemonArguments("hirte-agent", argv), {
      kind: "run",
      file: "/f",
      flags: { NodeName: "a", ManagerHost: "b,c", ManagerPort: "1", HeartbeatInterval: "500ms" },
    });
    assert.deepEqual(parseDaemonArguments("hirte", []), { kind: "run", flags: {} });
  });

  it("[REQ-CFG-14] ask for help or the version before anything is checked", () => {
    assert.deepEqual(parseDaemonArguments("hirte", ["-p", "x", "--help"]), { kind: "help" });
    assert.deepEqual(parseDaemonArguments("hirte", ["-V"]), { kind: "version" });
  });

  it("[REQ-CFG-14] are refused when they are not known", () => {
    for (const argv of [["--colour"], ["run"], ["--port"], ["-n", "a"]]) {
      assert.throws(() => parseDaemonArguments("hirte", argv), {
        code: "bad-argument",
        message: /; see hirte --help$/,
      });
    }
  });

  for (const name of names) {
    it(`[REQ-CFG-14] of ${name} are all in its help, with key and variable`, () => {
      const help = daemonHelp(name);
      for (const [key, { option }] of Object.entries<Key>(programs[name].keys)) {
        const line = help.split("\n").find((l) => l.includes(`--${option.name} `)) ?? "";
        assert.ok(line.includes(`${key}= of [${name}], ${environmentName(key)}`), key);
      }
      for (const line of help.split("\n")) assert.ok(line.length <= 100, line);
    });
  }
});

describe("the tables of keys", () => {
  const tables = { ...programs, hirtectl: { keys: hirtectlKeys } };

  it("[REQ-CFG-4] have defaults that would be accepted", () => {
    for (const { keys } of Object.values(tables)) {
      for (const [name, key] of Object.entries<Key>(keys)) {
        if (typeof key.default === "string")
          assert.ok("value" in key.type.parse(key.default), name);
      }
    }
  });

  it("[REQ-CFG-14] give each key of a program an option, a letter and a variable of its own", () => {
    for (const { keys } of Object.values(tables)) {
      // But for Socket=, which -H unix:PATH says: it stands in the place of Host=.
      const all = Object.entries<Key>(keys).filter(([name]) => name !== "Socket");
      const unique = (words: (string | undefined)[]) => {
        const said = words.filter((word) => word !== undefined);
        assert.deepEqual([...new Set(said)], said);
      };
      unique(all.map(([, { option }]) => option.name));
      unique([...all.map(([, { option }]) => option.short), "c", "h", "V"]);
      unique(all.map(([name]) => environmentName(name)));
    }
  });

  it("[REQ-CFG-14] name variables in capitals", () => {
    const named = ["BrokerURL", "ManagerPort", "AllowedNodeNames", "Host"].map(environmentName);
    assert.deepEqual(named, [
      "HIRTE_BROKER_URL",
      "HIRTE_MANAGER_PORT",
      "HIRTE_ALLOWED_NODE_NAMES",
      "HIRTE_HOST",
    ]);
  });
});
