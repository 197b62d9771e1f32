import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { type HecateSources, readHecateConfig } from "../../../src/config/hecate.ts";
import { hecateExample, hecateYaml } from "../../support/hecate-file.ts";
import { sshKeys, useHecateFile } from "./hecate-bench.ts";

describe("the configuration of hecate", () => {
  const { load, problems, warningsOf } = useHecateFile();

  describe("as the example has it", () => {
    const example = readHecateConfig({
      file: hecateExample,
      env: {},
      hostName: "titan-db.lan",
      secrets: "unread",
    });

    it("[REQ-HCF-2] is read without a warning, and says who is who", () => {
      assert.deepEqual(example.warnings, []);
      assert.equal(example.self, "titan-db");
      assert.deepEqual(example.broker, {
        host: "192.168.10.5",
        port: 2020,
        node: "titan-db",
        tls: {
          caFile: "/var/lib/hirte-agent/pki/ca.pem",
          certFile: "/var/lib/hirte-agent/pki/cert.pem",
          keyFile: "/var/lib/hirte-agent/pki/key.pem",
          isOwn: true,
        },
      });
      assert.deepEqual(example.upses[1], {
        name: "statera",
        target: { ups: "statera", host: "localhost", port: 3493 },
        host: "tethys",
        mains: "house",
        killpower: false,
        monitor: { user: "monuser", passwordFile: "/etc/hecate/nut.password" },
      });
      assert.deepEqual(
        example.shutdown.stages.map(({ name, skippable }) => (skippable ? `${name}?` : name)),
        [
          "freeze",
          "snapshot?",
          "quiesce?",
          "workers",
          "servers",
          "off-workers",
          "off-servers",
          "off-ups-hosts",
        ],
      );
      assert.deepEqual(example.shutdown.stages[3]?.steps, [
        {
          kind: "stop",
          unit: "k3s-agent.service",
          thenCommand: "k3s-killall",
          at: { text: "role:k3s-agent", nodes: ["tethys", "titan-1a", "titan-1b"] },
          onFailure: "continue",
          timeoutMs: 60_000,
        },
      ]);
      assert.deepEqual(example.shutdown.stages[2]?.steps[0]?.timeoutMs, 150_000);
    });

    it("[REQ-HCF-2] shows defaults alone where it says so", () => {
      const without = parse(readFileSync(hecateExample, "utf8"));
      for (const key of ["policy", "budget", "peers"]) Reflect.deleteProperty(without, key);
      const bare = load(JSON.stringify(without), { hostName: "titan-db", secrets: "unread" });
      assert.deepEqual(bare.policy, example.policy);
      assert.deepEqual({ ...bare.budget, defaultS: 420 }, example.budget);
      assert.deepEqual(bare.peers, example.peers);
      // What is not in `peers` at all has the same as what is there without a word.
      assert.deepEqual(
        load(hecateYaml({}, "peers: { host2: {} }")).peers,
        load(hecateYaml()).peers,
      );
    });
  });

  it("[REQ-HCF-2] has these defaults", () => {
    const { policy, budget, metricsListen, notify, transports, shutdown, startup } = load(
      hecateYaml(),
    );
    assert.deepEqual(policy, {
      runtimeSafetyFactor: 1.1,
      pollIntervalMs: 5000,
      debouncePolls: 3,
      stabilisationMs: 30_000,
      staleAfterMs: 15_000,
      blindOnBatteryMs: 180_000,
      frozenAfterMs: 120_000,
      trustLb: "confirm",
      lbConfirmChargePercent: 30,
      lbHoldMs: 30_000,
      offHoldMs: 30_000,
      calibrationMaxMs: 3_600_000,
      withoutRuntime: { chargePercent: 50, onBatteryMs: 180_000 },
      restoredAfterMs: 60_000,
      flapping: { episodes: 3, withinMs: 900_000, restoredAfterMs: 300_000 },
      startChargePercent: 50,
    });
    assert.deepEqual(budget, { defaultS: 300, minimumS: 180, useRuns: 5, selfS: 60 });
    assert.deepEqual(metricsListen, { port: 9560 });
    assert.deepEqual(notify, []);
    assert.deepEqual(transports, { order: ["agent"], agentPatienceMs: 10_000 });
    const gone = { silenceMs: 10_000, settleMs: 20_000 };
    assert.deepEqual(shutdown, { mode: "poweroff", stages: [], gone });
    assert.deepEqual(startup.stages, []);
  });

  it("[REQ-HCF-2] takes what is written in place of them", () => {
    const config = load(
      hecateYaml(
        {
          u2: "  u2: { target: u2@localhost:1, host: host2, tls: { mode: required, ca: /ca, server_name: u } }",
        },
        "metrics: { listen: '[::1]:0' }",
        "policy: { runtime_safety_factor: 1.3, max_on_battery: 1h30m, lb_confirm_charge: 12.5%, poll_interval: 500ms }",
        "peers: { host2: { fallback_local_shutdown: false } }",
        "shutdown: { gone: { silent: 2s, settle: 500ms } }",
      ),
    );
    assert.deepEqual(config.shutdown.gone, { silenceMs: 2000, settleMs: 500 });
    assert.deepEqual(config.metricsListen, { host: "::1", port: 0 });
    assert.equal(config.upses[1]?.target.port, 1);
    assert.deepEqual(config.upses[1]?.tls, { mode: "required", caFile: "/ca", serverName: "u" });
    assert.equal(config.policy.runtimeSafetyFactor, 1.3);
    assert.equal(config.policy.maxOnBatteryMs, 5_400_000);
    assert.equal(config.policy.lbConfirmChargePercent, 12.5);
    assert.equal(config.policy.pollIntervalMs, 500);
    assert.equal(config.peers[0]?.fallbackLocalShutdown, false);
  });

  it("[REQ-HCF-2] takes of ssh for a node what holds for all, but for what is said of it", () => {
    const { nodes, transports } = load(
      hecateYaml(
        { s1: "  s1: { address: 10.0.0.3, ssh: { user: root, port: 23, jump: none } }" },
        `transports: { order: [agent, ssh], ssh: { ${sshKeys}, jump: "10.0.0.9", commands: { k: [/k, a] } } }`,
      ),
    );
    const jump = { user: "u", host: "10.0.0.9", port: 22 };
    const all = { user: "u", port: 22, identityFile: "/i", knownHostsFile: "/h", jump };
    assert.deepEqual(transports.ssh, { ...all, commands: { k: ["/k", "a"] } });
    assert.deepEqual(nodes[0]?.ssh, all);
    const { jump: _, ...direct } = all;
    assert.deepEqual(nodes[2]?.ssh, { ...direct, user: "root", port: 23 });
  });

  it("[REQ-HCF-20] takes restarts, and waits for units, commands, connections and agents", () => {
    const steps = [
      "{ restart: a.service, at: s1, retries: 2 }",
      "{ wait: unit, unit: a.service, at: s1 }",
      "{ wait: unit, unit: a.service, is: inactive, at: s1 }",
      "{ wait: command, run: is-there, at: s1, timeout: 90s }",
      '{ wait: tcp, to: "[fd00::1]:443" }',
      "{ wait: agent, at: s1 }",
    ];
    const { startup } = load(
      hecateYaml({}, `startup: { stages: [{ name: x, steps: [${steps.join(", ")}] }] }`),
    );
    const at = { text: "s1", nodes: ["s1"] };
    const onFailure = "abort";
    assert.deepEqual(startup.stages[0]?.steps, [
      { kind: "restart", unit: "a.service", at, onFailure, retries: 2, timeoutMs: 180_000 },
      {
        kind: "wait",
        what: "unit",
        unit: "a.service",
        is: "active",
        at,
        onFailure,
        timeoutMs: 180_000,
      },
      {
        kind: "wait",
        what: "unit",
        unit: "a.service",
        is: "inactive",
        at,
        onFailure,
        timeoutMs: 180_000,
      },
      { kind: "wait", what: "command", command: "is-there", at, onFailure, timeoutMs: 90_000 },
      {
        kind: "wait",
        what: "tcp",
        to: { host: "fd00::1", port: 443 },
        onFailure,
        timeoutMs: 300_000,
      },
      { kind: "wait", what: "agent", at, onFailure, timeoutMs: 600_000 },
    ]);
  });

  it("[REQ-HCF-7] knows which node it is by option, variable or the host's name", () => {
    const self = (sources: HecateSources) => load(hecateYaml(), sources).self;
    assert.equal(self({ hostName: "host2.example.org" }), "host2");
    assert.equal(self({ hostName: "x", env: { HECATE_NODE: "host2" } }), "host2");
    assert.equal(self({ env: { HECATE_NODE: "host2" }, flags: { node: "db" } }), "db");
    assert.deepEqual(problems(hecateYaml(), { hostName: "hots2.lan" }), [
      "hecate.yaml: nodes has no hots2, which is the host's name: write one of db, host2, s1, or say by --node which one this machine is",
    ]);
    assert.deepEqual(warningsOf(load(hecateYaml(), { hostName: "s1" })), [
      "10: nodes.s1: is this node, and neither coordinator nor host of a UPS",
    ]);
  });

  it("[REQ-HCF-7] has its places from options, variables, or as installed", () => {
    const { socketPath, stateDir, runDir } = load(hecateYaml());
    assert.deepEqual(
      [socketPath, stateDir, runDir],
      ["/run/hecate/hecate.sock", "/var/lib/hecate", "/run/hecate"],
    );
    const other = load(hecateYaml(), {
      env: { HECATE_RUN_DIRECTORY: "/tmp/r", HECATE_STATE_DIRECTORY: "/tmp/s" },
      flags: { stateDir: "/tmp/t" },
    });
    assert.deepEqual([other.socketPath, other.stateDir], ["/tmp/r/hecate.sock", "/tmp/t"]);
    assert.deepEqual(problems(hecateYaml(), { env: { HECATE_SOCKET: "here" } }), [
      'HECATE_SOCKET: "here" is not the absolute path of a file: write the path of a file, which begins with /',
    ]);
  });

  it("[REQ-HCF-11] has the hash of the file's bytes", () => {
    const text = hecateYaml({}, "# a word");
    const expected = createHash("sha256").update(text).digest("hex").slice(0, 16);
    assert.equal(load(text).configHash, expected);
    assert.notEqual(load(hecateYaml()).configHash, expected);
  });
});
