import assert from "node:assert/strict";
import { hostname } from "node:os";
import { loadAgentConfig } from "../../../src/config/agent.ts";
import type { ConfigSources } from "../../../src/config/hirte.ts";
import { problemsOf, writeConfig } from "../../support/config-files.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("the configuration of hirte-agent", () => {
  const etcDir = useTempDir();
  const load = (sources: Omit<ConfigSources, "etcDir"> = {}) =>
    loadAgentConfig({ env: {}, ...sources, etcDir: etcDir() });
  /** What an agent.conf of these lines comes to. */
  const loadLines = (...lines: string[]) => {
    writeConfig(etcDir(), { "agent.conf": ["[hirte-agent]", ...lines].join("\n") });
    return load();
  };
  const problemsIn = (...lines: string[]) => problemsOf(etcDir(), () => loadLines(...lines));

  it("[REQ-CFG-4] has a default for everything", () => {
    assert.deepEqual(load({ flags: { NodeName: "n" } }), {
      nodeName: "n",
      managers: [{ host: "127.0.0.1", port: 2020 }],
      tls: {
        caFile: "/var/lib/hirte-agent/pki/ca.pem",
        certFile: "/var/lib/hirte-agent/pki/cert.pem",
        keyFile: "/var/lib/hirte-agent/pki/key.pem",
        isOwn: true,
      },
      allowInsecure: false,
      logLevel: "info",
      logTarget: "journald",
      heartbeatMs: 2000,
      reconnectMaxMs: 5000,
      allowExec: false,
      limits: {},
      powerGuard: {
        isOn: true,
        unheardMs: 30_000,
        units: ["k3s.service", "k3s-agent.service"],
      },
      dbus: "auto",
      commands: new Map(),
      stateDir: "/var/lib/hirte-agent",
      runDir: "/run/hirte-agent",
    });
  });

  it("[REQ-CFG-4] is read as the guide writes it", () => {
    const config = loadLines(
      ...["NodeName=agent", "ManagerHost=192.168.1.10", "ManagerPort=2020", "LogLevel=info"],
      ...["LogTarget=journald", "HeartbeatInterval=5", "ReconnectInterval=10"],
    );
    assert.deepEqual(config.managers, [{ host: "192.168.1.10", port: 2020 }]);
    assert.deepEqual([config.heartbeatMs, config.reconnectMaxMs], [5000, 10_000]);
  });

  it("[REQ-GRD-13] has a power guard that stops what it says, by commands that have a name", () => {
    const { powerGuard } = loadLines(
      ...[
        "PowerGuard=no",
        "PowerGuardUnheard=1min",
        "PowerGuardStop=nginx",
        "PowerGuardCommands=b",
      ],
      ...["[commands]", "a=true", "b=umount /data"],
    );
    assert.deepEqual(powerGuard, {
      isOn: false,
      unheardMs: 60_000,
      units: ["nginx.service"],
      commands: [{ name: "b", line: "umount /data" }],
    });
    const [problem] = problemsIn("PowerGuardCommands=c", "[commands]", "a=true");
    assert.match(problem ?? "", /agent\.conf:2: PowerGuardCommands=: \[commands\] has no c/);
    assert.equal(problemsIn("PowerGuardStop=a/b", "PowerGuardCommands=x/y").length, 2);
  });

  it("[REQ-CFG-4] allows commands and more settings only where it says so", () => {
    for (const word of ["yes", "true", "On", "1"]) {
      assert.equal(loadLines(`AllowExec=${word}`).allowExec, true, word);
    }
    for (const word of ["no", "false", "off", "0", ""]) {
      assert.equal(loadLines(`AllowExec=${word}`).allowExec, false, word);
    }
    assert.equal(load({ env: { HIRTE_ALLOW_EXEC: "yes" } }).allowExec, true);
  });

  it("[REQ-ACL-6] says as whom a node comes to a broker that asks: by its own name, where nothing else is said", () => {
    const loginOf = (...lines: string[]) => loadLines("NodeName=n", ...lines).login;
    assert.equal(loginOf(), undefined);
    assert.deepEqual(loginOf("BrokerPasswordFile=/p"), { user: "n", passwordFile: "/p" });
    assert.deepEqual(loginOf("BrokerUser=m"), { user: "m" });
  });

  it("[REQ-LIM-1] [REQ-LIM-2] has limits where it says so, and knows where it said them", () => {
    const { limits } = loadLines(
      "AllowedVerbs=Start, status",
      "AllowedUnits=nginx web-* app@ a@b.socket",
      "DeniedUnits=",
    );
    assert.deepEqual(limits.AllowedVerbs?.items, ["start", "status"]);
    assert.deepEqual(limits.AllowedUnits?.items, [
      ...["nginx.service", "web-*", "app@.service", "a@b.socket"],
    ]);
    assert.equal(limits.DeniedUnits, undefined);
    assert.match(limits.AllowedUnits?.place ?? "", /\/agent\.conf$/);
    const env = { HIRTE_DENIED_UNITS: "sshd" };
    const elsewhere = load({ env, flags: { AllowedVerbs: "stop" } }).limits;
    assert.deepEqual(
      [elsewhere.AllowedVerbs, elsewhere.DeniedUnits],
      [
        { items: ["stop"], place: "--allowed-verbs" },
        { items: ["sshd.service"], place: "HIRTE_DENIED_UNITS" },
      ],
    );
  });

  it("[REQ-LIM-1] [REQ-LIM-2] refuses limits that name no verb, or no unit", () => {
    assert.match(
      problemsIn("AllowedVerbs=start,statsu").join(),
      /agent\.conf:2: AllowedVerbs=: "statsu" is no verb that is asked of nodes: write status, if/,
    );
    assert.match(problemsIn("AllowedVerbs=list-nodes").join(), /"list-nodes" is no verb/);
    assert.match(problemsIn("AllowedUnits=/opt/x/a.service").join(), /is a path/);
    assert.match(problemsIn("DeniedUnits=a+b").join(), /is not the name of a unit/);
    assert.match(problemsIn("DeniedUnits=/etc/*").join(), /is a path/);
  });

  it("[REQ-CFG-6] refuses an AllowExec= that is neither", () => {
    assert.match(problemsIn("AllowExec=maybe").join(), /AllowExec.*maybe.*yes or no/s);
  });

  it("[REQ-USER-3] of a user's own systemd stands over the machine's, in the user's directories", () => {
    const dir = etcDir();
    writeConfig(dir, {
      "agent.conf": "[hirte-agent]\nNodeName=machine\nManagerHost=10.0.0.1\nHeartbeatInterval=7\n",
      "agent.conf.d/secret.conf": Buffer.from([0xff]),
      "home/hirte/agent.conf": "[hirte-agent]\nNodeName=anna\n",
      "home/hirte/agent.conf.d/a.conf": "[hirte-agent]\nLogLevel=debug\n",
    });
    const user = userIn(dir);
    const config = load({ user });
    assert.equal(config.heartbeatMs, 7000);
    assert.deepEqual(
      [config.nodeName, config.managers[0]?.host, config.logLevel, config.stateDir, config.runDir],
      ["anna", "10.0.0.1", "debug", "/s/hirte-agent", "/r/hirte-agent"],
    );
    writeConfig(dir, { "home/hirte/agent.conf": "[hirte-agent]\nStateDirectory=/own\nX=1\n" });
    assert.match(problemsOf(dir, () => load({ user })).join(), /home\/hirte\/agent.conf:3: X=/);
    assert.equal(load({ user, file: `${dir}/agent.conf` }).nodeName, "machine");
  });

  it("[REQ-USER-4] of a user's own systemd takes neither name nor ledger nor actions of the machine's agent", () => {
    const dir = etcDir();
    writeConfig(dir, {
      "agent.conf": `[hirte-agent]
NodeName=node1
OnManagerLost=start fallback.service
OnManagerBack=stop fallback.service
AllowExec=yes
StateDirectory=/var/lib/other
RunDirectory=/run/other
`,
    });
    const { nodeName, stateDir, runDir, managerLoss, allowExec } = load({ user: userIn(dir) });
    assert.deepEqual(
      [nodeName, stateDir, runDir, managerLoss, allowExec],
      ["anna.node1", "/s/hirte-agent", "/r/hirte-agent", undefined, false],
    );
    // An empty value is the default, the user's.
    writeConfig(dir, { "home/hirte/agent.conf": "[hirte-agent]\nNodeName=\n" });
    assert.equal(load({ user: userIn(dir) }).nodeName, "anna.node1");
    assert.equal(
      load({ user: userIn(dir), env: { HIRTE_NODE_NAME: "of-her-own" } }).nodeName,
      "of-her-own",
    );
    writeConfig(dir, { "agent.conf": "" });
    assert.equal(load({ user: userIn(dir) }).nodeName, `anna.${hostname()}`);
  });

  it("[REQ-USER-4] of a user's own systemd takes none of the files of the machine's PKI, and joins by its own", () => {
    const dir = etcDir();
    const files = "TLSCAFile=/p/ca.pem\nTLSCertFile=/p/cert.pem\nTLSKeyFile=/p/key.pem\n";
    writeConfig(dir, { "agent.conf": `[hirte-agent]\nNodeName=node1\n${files}` });
    const own = (name: string) => `/s/hirte-agent/pki/${name}.pem`;
    assert.deepEqual(load({ user: userIn(dir) }).tls, {
      ...{ caFile: own("ca"), certFile: own("cert"), keyFile: own("key") },
      isOwn: true,
    });
  });

  it("[REQ-USER-4] asks for a name where the user's cannot be part of one", () => {
    const dir = etcDir();
    for (const name of ["CORP\\anna", "anna@corp", "a".repeat(63)]) {
      const user = { ...userIn(dir), name };
      const problems = problemsOf(dir, () => load({ user })).join();
      assert.match(problems, /^agent\.conf: NodeName=: is not set, and USER\.NODE will not do: /);
      assert.equal(load({ user, flags: { NodeName: "anna" } }).nodeName, "anna");
    }
  });

  it("[REQ-CFG-8] takes the host name where no name is given", () => {
    assert.equal(load().nodeName, hostname());
  });

  it("[REQ-CFG-9] takes several primaries, each with its port, in their order", () => {
    const { managers } = loadLines(
      "ManagerPort=2121",
      "ManagerHost=a.example, 10.0.0.1:2020 fd00::1 [fd00::2]:2222,[fd00::3]",
    );
    assert.deepEqual(managers, [
      { host: "a.example", port: 2121 },
      { host: "10.0.0.1", port: 2020 },
      { host: "fd00::1", port: 2121 },
      { host: "fd00::2", port: 2222 },
      { host: "fd00::3", port: 2121 },
    ]);
  });

  it("[REQ-CFG-9] refuses what is no address", () => {
    const bad = ["a:b", "a:0", "a:65536", "[fd00::1", "[a]:1", "1.2.3", "1.2.3.4.5", "a b:", "-a"];
    for (const host of bad) assert.equal(problemsIn(`ManagerHost=${host}`).length, 1, host);
  });

  it("[REQ-CFG-10] takes intervals in seconds or with a unit", () => {
    const { heartbeatMs, reconnectMaxMs } = loadLines(
      "HeartbeatInterval=500ms",
      "ReconnectInterval=1.5",
    );
    assert.deepEqual([heartbeatMs, reconnectMaxMs], [500, 1500]);
  });

  it("[REQ-CFG-10] refuses intervals that cannot be meant", () => {
    for (const value of ["0", "50ms", "-1", "2000", "soon", "1e1", `${"9".repeat(400)}`]) {
      assert.equal(problemsIn(`HeartbeatInterval=${value}`).length, 1, value);
    }
  });

  it("[REQ-LOST-4] reads what to do without a manager", () => {
    const config = loadLines(
      ...["OnManagerLost=isolate safe.target", "ManagerLostAfter=2min", "OnManagerBack=stop a"],
    );
    assert.deepEqual(config.managerLoss, {
      onLost: { verb: "isolate", unit: "safe.target" },
      afterMs: 120_000,
      onBack: { verb: "stop", unit: "a.service" },
    });
    assert.deepEqual(loadLines("OnManagerLost=fallback.service").managerLoss, {
      onLost: { verb: "start", unit: "fallback.service" },
      afterMs: 60_000,
    });
    assert.equal(loadLines("OnManagerBack=stop a.service").managerLoss, undefined);
    for (const wrong of ["kill a.service", "isolate a.service", "start a b", "start /a", "start"]) {
      assert.equal(problemsIn(`OnManagerLost=${wrong}`).length, 1, wrong);
    }
  });

  it("[REQ-CFG-5] lets environment and options win", () => {
    writeConfig(etcDir(), {
      "agent.conf": "[hirte-agent]\nNodeName=a\nManagerHost=a\n",
      "agent.conf.d/x.conf": "[hirte-agent]\nNodeName=b\n",
    });
    const env = { HIRTE_NODE_NAME: "c", HIRTE_MANAGER_HOST: "h1,h2" };
    const { nodeName, managers } = load({ env, flags: { NodeName: "d" } });
    assert.equal(nodeName, "d");
    assert.deepEqual(
      managers.map(({ host }) => host),
      ["h1", "h2"],
    );
  });

  it("[REQ-CFG-6] names file, line and key of what is wrong", () => {
    assert.deepEqual(problemsIn("NodeName=a b", "HeartBeatInterval=2", "AllowedNodeNames=x"), [
      'agent.conf:2: NodeName=: "a b" is not a node name: write 1 to 63 letters, digits, dots, underscores and hyphens',
      "agent.conf:3: HeartBeatInterval=: there is no such key: did you mean HeartbeatInterval=?",
      "agent.conf:4: AllowedNodeNames=: this key belongs in [hirte] of hirte.conf",
    ]);
  });

  describe("its [commands]", () => {
    const commandsIn = (...files: readonly string[]) => {
      const named = files.map((text, n) => [`agent.conf.d/${n}.conf`, `[commands]\n${text}`]);
      writeConfig(etcDir(), Object.fromEntries(named));
      return load().commands;
    };

    it("[REQ-CFG-19] are lines by their names, taken as they are; later files win and take away", () => {
      const first = 'backup=/bin/backup --now; echo "$X" # all\nold=x\nlong=a\n  b';
      assert.equal(commandsIn(first).get("backup"), '/bin/backup --now; echo "$X" # all');
      assert.deepEqual(
        [...commandsIn(first, "old=\nbackup=/bin/other")],
        [
          ["backup", "/bin/other"],
          ["long", "a b"],
        ],
      );
    });

    it("[REQ-CFG-19] are refused where a name cannot be, or is given twice", () => {
      const problems = problemsOf(etcDir(), () => commandsIn("a b=x\nc=1\nc=2"));
      assert.equal(problems.length, 2);
      assert.match(problems[0] ?? "", /"a b" is no name of a command/);
      assert.match(problems[1] ?? "", /line 3 has this command already/);
    });
  });
});

function userIn(dir: string) {
  return { name: "anna", configDir: `${dir}/home`, stateDir: "/s", runDir: "/r" };
}
