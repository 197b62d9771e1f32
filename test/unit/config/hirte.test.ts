import assert from "node:assert/strict";
import { join } from "node:path";
import { type ConfigSources, loadHirteConfig } from "../../../src/config/hirte.ts";
import { problemsOf, writeConfig } from "../../support/config-files.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("the configuration of hirte", () => {
  const etcDir = useTempDir();
  const load = (sources: Omit<ConfigSources, "etcDir"> = {}) =>
    loadHirteConfig({ env: {}, ...sources, etcDir: etcDir() });
  const write = (files: Readonly<Record<string, string | Buffer>>) => writeConfig(etcDir(), files);
  const problems = (sources: Omit<ConfigSources, "etcDir"> = {}) =>
    problemsOf(etcDir(), () => load(sources));
  /** What is wrong with a hirte.conf of these lines. */
  const problemsIn = (...lines: string[]) => {
    write({ "hirte.conf": ["[hirte]", ...lines].join("\n") });
    return problems();
  };

  it("[REQ-CFG-4] has a default for everything", () => {
    assert.deepEqual(load(), {
      tls: { kind: "own" },
      listenAddresses: ["::"],
      port: 2020,
      allowedNodes: [],
      logLevel: "info",
      logTarget: "journald",
      stateDir: "/var/lib/hirte",
      runDir: "/run/hirte",
      logSync: "batch",
      dbus: "auto",
      maxJobsPerUser: 10_000,
      allowDependenciesOn: new Map(),
      unknownNodes: [],
    });
  });

  it("[REQ-CFG-4] is read as the guide writes it", () => {
    write({
      "hirte.conf":
        "[hirte]\nManagerPort=2020\nAllowedNodeNames=primary,agent\nLogLevel=info\nLogTarget=journald\n",
    });
    assert.deepEqual(load().allowedNodes, ["primary", "agent"]);
  });

  it("[REQ-CFG-4] holds every key", () => {
    write({
      "hirte.conf": `[hirte]
ManagerPort=2121
ListenAddress=127.0.0.1, [::1] fd00::1,edge-1.example
AllowedNodeNames=a,
  b c
PowerCoordinator=b
BrokerURL=mqtt://[fd00::2]:1884
LogLevel=DEBUG
LogTarget=json
LogSync=off
DBus=no
MaxConnections=3000
MaxConnectionsPerUser=40
MaxJobsPerUser=500
MetricsListen=[::1]:9100
StateDirectory=/srv/hirte/
RunDirectory=/run/other
[node a]
AllowDependenciesOn=b, c`,
    });
    assert.deepEqual(load(), {
      listenAddresses: ["127.0.0.1", "::1", "fd00::1", "edge-1.example"],
      port: 2121,
      allowedNodes: ["a", "b", "c"],
      powerCoordinator: "b",
      brokerUrl: "mqtt://[fd00::2]:1884",
      logLevel: "debug",
      logTarget: "json",
      stateDir: "/srv/hirte",
      runDir: "/run/other",
      logSync: "off",
      dbus: "no",
      allowDependenciesOn: new Map([["a", ["b", "c"]]]),
      unknownNodes: [],
      maxConnections: 3000,
      maxConnectionsPerUser: 40,
      maxJobsPerUser: 500,
      metricsListen: { host: "::1", port: 9100 },
    });
  });

  it("[REQ-PRX-8] takes sections of nodes together from all files, the later one winning", () => {
    write({
      "hirte.conf":
        "[hirte]\nAllowedNodeNames=a,b,c\n[node a]\nAllowDependenciesOn=b\n[node b]\nAllowDependenciesOn=c\n",
      "hirte.conf.d/x.conf": "[node a]\nAllowDependenciesOn=c\n[node  c]\n",
    });
    assert.deepEqual(
      load().allowDependenciesOn,
      new Map([
        ["a", ["c"]],
        ["b", ["c"]],
        ["c", []],
      ]),
    );
  });

  it("[REQ-PRX-8] takes the nodes that units of the section's node may depend on, as written for BlueChi", () => {
    write({
      "hirte.conf":
        "[hirte]\nAllowedNodeNames=node-foo,\n node-bar,\n node-baz\n[node node-foo]\nAllowDependenciesOn=node-bar,\n node-baz\n[node node-bar]\nAllowDependenciesOn=\n",
    });
    assert.deepEqual(
      load().allowDependenciesOn,
      new Map([
        ["node-foo", ["node-bar", "node-baz"]],
        ["node-bar", []],
      ]),
    );
  });

  it("[REQ-PRX-8] names file, line and key of what is wrong in a node's section", () => {
    assert.deepEqual(
      problemsIn(
        "AllowedNodeNames=a,b",
        "[node z]",
        "[node a]",
        "AllowDependencysOn=b",
        "ManagerPort=1",
        "AllowDependenciesOn=b,y",
        "AllowDependenciesOn=b",
        "[node]",
        "[node a/b]",
        "[nodes a]",
        "[node b]",
        "AllowDependenciesOn=b/c",
      ),
      [
        "hirte.conf:5: AllowDependencysOn=: there is no such key: did you mean AllowDependenciesOn=?",
        "hirte.conf:6: ManagerPort=: this key belongs in [hirte] of hirte.conf",
        "hirte.conf:8: AllowDependenciesOn=: line 7 has this key already: give it once; a long list may go on in lines that are indented deeper",
        "hirte.conf:9: a name is missing: write [node NAME], NAME being 1 to 63 letters, digits, dots, underscores and hyphens",
        'hirte.conf:10: "a/b" is not a node name: write [node NAME], NAME being 1 to 63 letters, digits, dots, underscores and hyphens',
        "hirte.conf:11: there is no section [nodes a]: write [hirte] or [node NAME]",
        'hirte.conf:13: AllowDependenciesOn=: "b/c" is not a node name: write 1 to 63 letters, digits, dots, underscores and hyphens; several are separated by commas or blanks',
      ],
    );
  });

  it("[REQ-PRX-8] names nodes that the file does not let join, with their place, and goes on", () => {
    write({
      "hirte.conf": "[hirte]\nAllowedNodeNames=a,b\n[node a]\nAllowDependenciesOn=b,y\n[node z]\n",
    });
    const { unknownNodes, allowDependenciesOn } = load();
    assert.deepEqual(
      unknownNodes.map((line) => line.replace(/^.*\//, "")),
      [
        "hirte.conf:3: AllowDependenciesOn=: node y is not in AllowedNodeNames=",
        "hirte.conf:5: node z is not in AllowedNodeNames=",
      ],
    );
    assert.deepEqual(allowDependenciesOn.get("a"), ["b", "y"]);
  });

  it("[REQ-CFG-16] takes addresses of metrics with and without a port, and off", () => {
    const read = (text: string) => load({ flags: { MetricsListen: text } }).metricsListen;
    assert.deepEqual(read("0.0.0.0"), { host: "0.0.0.0", port: 2021 });
    assert.deepEqual(read("10.0.0.1:9100"), { host: "10.0.0.1", port: 9100 });
    assert.deepEqual(read("localhost:0"), { host: "localhost", port: 0 });
    assert.deepEqual(read("::"), { host: "::", port: 2021 });
    assert.deepEqual(read("::0"), { host: "::0", port: 2021 });
    assert.deepEqual(read("[::1]:0"), { host: "::1", port: 0 });
    assert.deepEqual(read("[::1]"), { host: "::1", port: 2021 });
    assert.equal(read("OFF"), "off");
    assert.equal(read(""), undefined);
    for (const text of ["9100:x", "a:70000", "a:1:0", "http://a:1", ":2021", ":0", "a:00"]) {
      assert.match(problems({ flags: { MetricsListen: text } }).join(), /--metrics-listen/, text);
    }
  });

  it("[REQ-WS-8] says how browsers connect, if at all, and which pages may", () => {
    const webSocket = (...lines: string[]) => {
      write({ "hirte.conf": ["[hirte]", ...lines].join("\n") });
      return load().webSocket;
    };
    assert.equal(webSocket("WebSocketOrigins=*"), undefined);
    assert.deepEqual(webSocket("WebSocketPort=2022"), { port: 2022 });
    const origins = "WebSocketOrigins=HTTPS://Ops.example:443/, http://[::1]:8080 *";
    assert.deepEqual(webSocket("WebSocketPort=0", origins), {
      port: 0,
      origins: ["https://ops.example", "http://[::1]:8080", "*"],
    });
    for (const origin of [
      "ops.example",
      "null",
      "https://a/b",
      "wss://a",
      "https://u@a",
      "http://",
    ]) {
      assert.equal(problemsIn("WebSocketPort=1", `WebSocketOrigins=${origin}`).length, 1, origin);
    }
    write({ "hirte.conf": "[hirte]\nBrokerURL=mqtt://a\nWebSocketPort=1" });
    assert.throws(() => load(), /WebSocketPort=: .* have it listen/);
    write({ "hirte.conf": "[hirte]\nWebSocketPort=2020" });
    assert.throws(() => load(), /WebSocketPort=: 2020 is ManagerPort= already/);
  });

  it("[REQ-CFG-5] lets later sources win: file, conf.d by name, environment, options", () => {
    write({
      "hirte.conf": "[hirte]\nManagerPort=1\nLogLevel=debug\nLogSync=off\nMaxConnections=1",
      "hirte.conf.d/20-b.conf": "[hirte]\nManagerPort=3\nRunDirectory=/b\n",
      "hirte.conf.d/10-a.conf": "[hirte]\nManagerPort=2\nLogLevel=warn\nRunDirectory=/a",
      "hirte.conf.d/readme": "not a configuration file",
      "hirte.conf.d/.hidden.conf": "nor this",
    });
    const env = { HIRTE_MANAGER_PORT: "4", HIRTE_MAX_CONNECTIONS: "4" };
    const config = load({ env, flags: { ManagerPort: "5" } });
    const { port, maxConnections, runDir, logLevel, logSync } = config;
    assert.deepEqual(
      [port, maxConnections, runDir, logLevel, logSync],
      [5, 4, "/b", "warn", "off"],
    );
  });

  it("[REQ-CFG-5] reads a named file in place of those below /etc", () => {
    write({
      "hirte.conf": "[hirte]\nLogLevel=debug",
      "hirte.conf.d/a.conf": "[hirte]\nManagerPort=1",
      "other.conf": "[hirte]\nMaxConnections=9",
    });
    const file = join(etcDir(), "other.conf");
    const { port, logLevel, maxConnections } = load({ file, env: { HIRTE_MANAGER_PORT: "7" } });
    assert.deepEqual([port, logLevel, maxConnections], [7, "info", 9]);
  });

  it("[REQ-CFG-5] goes back to the default where a key has no value", () => {
    write({
      "hirte.conf": "[hirte]\nBrokerURL=mqtt://a\nManagerPort=1\nAllowedNodeNames=a\nLogLevel=warn",
      "hirte.conf.d/a.conf": "[hirte]\nBrokerURL=\nManagerPort=\nAllowedNodeNames=",
    });
    const config = load({ env: { HIRTE_LOG_LEVEL: "" } });
    assert.deepEqual(
      [config.brokerUrl, config.port, config.allowedNodes, config.logLevel],
      [undefined, 2020, [], "warn"],
    );
  });

  it("[REQ-CFG-6] names file, line and key of everything that is wrong, at once", () => {
    write({
      "hirte.conf": `[hirte]
ManagerPort=abc
AllowdNodeNames=a
LogLevel=verbose
[hirte-agent]
NodeName=x
[other]
word`,
      "hirte.conf.d/a.conf": "\n\n[hirte]\nMaxConnections=0\n",
    });
    const env = { HIRTE_MANAGER_PORT: "70000" };
    assert.deepEqual(problems({ env, flags: { LogSync: "always" } }), [
      'hirte.conf:2: ManagerPort=: "abc" is not a whole number: write a whole number from 0 to 65535',
      "hirte.conf:3: AllowdNodeNames=: there is no such key: did you mean AllowedNodeNames=?",
      'hirte.conf:4: LogLevel=: "verbose" is not known: write one of debug, info, warn, error',
      "hirte.conf:5: [hirte-agent] belongs in agent.conf: here stands [hirte]",
      "hirte.conf:7: there is no section [other]: write [hirte] or [node NAME]",
      "hirte.conf:8: this is neither Key=value, nor [section], nor a # comment",
      'hirte.conf.d/a.conf:4: MaxConnections=: "0" is out of range: write a whole number from 1 to 1000000',
      'HIRTE_MANAGER_PORT: "70000" is out of range: write a whole number from 0 to 65535',
      '--log-sync: "always" is not known: write one of batch, off',
    ]);
  });

  it("[REQ-CFG-6] refuses a bad value even where a later one would win", () => {
    write({ "hirte.conf": "[hirte]\nManagerPort=x" });
    assert.equal(problems({ flags: { ManagerPort: "1" } }).length, 1);
  });

  it("[REQ-CFG-6] refuses a node named twice, and a key given twice", () => {
    assert.deepEqual(problemsIn("AllowedNodeNames=a,b,a", "LogLevel=info", "LogLevel=warn"), [
      'hirte.conf:2: AllowedNodeNames=: "a" is given twice: write each of them once',
      "hirte.conf:4: LogLevel=: line 3 has this key already: give it once; a long list may go on in lines that are indented deeper",
    ]);
  });

  it("[REQ-CFG-6] tells what belongs elsewhere, and what there is instead", () => {
    const [elsewhere, nothing] = problemsIn("HeartbeatInterval=2", "Colour=red");
    assert.match(elsewhere ?? "", /:2: HeartbeatInterval=: this key belongs in \[hirte-agent\]/);
    assert.match(nothing ?? "", /:3: Colour=: there is no such key: \[hirte\] has ManagerPort, /);
  });

  it("[REQ-CFG-6] tells where a comment spoils a value", () => {
    assert.match(
      problemsIn("ManagerPort=2020 # usual")[0] ?? "",
      /a comment needs a line of its own/,
    );
  });

  it("[REQ-CFG-6] refuses values that look right", () => {
    const bad = [
      "ManagerPort=+1",
      "ManagerPort=0x10",
      "ManagerPort=65536",
      "ManagerPort=1e3",
      "ListenAddress=127.0.0.1:2020",
      "ListenAddress=300.1.1.1",
      "ListenAddress=a..b",
      "AllowedNodeNames=a/b",
      "PowerCoordinator=a,b",
      "PowerCoordinator=ups:a",
      `AllowedNodeNames=${"x".repeat(64)}`,
      "AllowedNodeNames=LogLevel=debug",
      "BrokerURL=mqtts://a",
      "BrokerURL=mqtt://a:0",
      "BrokerURL=mqtt://a/path",
      "BrokerURL=mqtt://user:word@a",
      "BrokerURL=mqtt://",
      "BrokerURL=a:1883",
      "LogTarget=journal",
      "LogSync=yes",
      "MaxConnections=-1",
      "StateDirectory=var/lib",
      "RunDirectory=~/run",
    ];
    for (const line of bad) assert.equal(problemsIn(line).length, 1, line);
  });

  it("[REQ-ACL-6] says as whom hirte comes to another broker, and where its password stands", () => {
    const loginIn = (...lines: string[]) => {
      write({ "hirte.conf": ["[hirte]", "BrokerURL=mqtt://localhost", ...lines].join("\n") });
      return load().login;
    };
    assert.equal(loginIn(), undefined);
    assert.deepEqual(loginIn("BrokerUser=m"), { user: "m" });
    assert.deepEqual(loginIn("BrokerPasswordFile=/p"), { user: "hirte", passwordFile: "/p" });
    assert.deepEqual(loginIn("BrokerUser=m", "BrokerPasswordFile=/p"), {
      user: "m",
      passwordFile: "/p",
    });
    assert.equal(problemsIn("BrokerUser=a/b").length, 1);
  });

  it("[REQ-ACL-6] has no password where everybody can read it", () => {
    const [problem = ""] = problemsIn("BrokerURL=mqtt://user:word@a");
    assert.match(problem, /BrokerUser= and BrokerPasswordFile=/);
    assert.ok(!problem.includes("word@"));
  });

  it("[REQ-ACL-2] takes an ACL file beside another broker alone", () => {
    assert.match(problemsIn("ACLFile=/x")[0] ?? "", /ACLFile=: without BrokerURL=/);
    write({ "hirte.conf": "[hirte]\nBrokerURL=mqtt://a\nACLFile=/x\n" });
    assert.equal(load().aclFile, "/x");
  });

  it("[REQ-CFG-6] does not take what every object has for a key", () => {
    for (const key of ["constructor", "__proto__", "toString"]) {
      assert.match(problemsIn(`${key}=1`)[0] ?? "", /there is no such key/);
    }
  });

  it("[REQ-CFG-15] takes long lists, and quotes no more than a line of a long value", () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `node-${i}`);
    assert.deepEqual(problemsIn(`AllowedNodeNames=${names.join(",")}`), []);
    assert.equal(load().allowedNodes.length, 20_000);
    const [problem = ""] = problemsIn(`LogLevel=${"x".repeat(150_000)}`);
    assert.ok(problem.length < 250);
    assert.ok((problemsIn(`${"K".repeat(150_000)}=1`)[0] ?? "").length < 500);
  });

  it("[REQ-CFG-7] says which file cannot be read, and why", () => {
    write({
      "hirte.conf/is-a-directory": "",
      "hirte.conf.d/a.conf": Buffer.from("[hirte]\n\nX=\xff", "latin1"),
    });
    const [directory, bytes] = problems();
    assert.match(directory ?? "", /^hirte\.conf: cannot be read: EISDIR/);
    assert.equal(bytes, "hirte.conf.d/a.conf:3: is not UTF-8 text");
  });

  it("[REQ-CFG-7] needs the file that was named", () => {
    const file = join(etcDir(), "none.conf");
    assert.deepEqual(problems({ file }), ["none.conf: there is no such file"]);
  });
});
