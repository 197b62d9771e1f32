import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type HecateSources, readHecateConfig } from "../../../src/config/hecate.ts";
import type { HecateConfig } from "../../../src/config/hecate-types.ts";
import { problemsOf } from "../../support/config-files.ts";
import { hecateExample, hecateYaml } from "../../support/hecate-file.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("the configuration of hecate", () => {
  const dir = useTempDir();
  const write = (text: string) => {
    const path = join(dir(), "hecate.yaml");
    writeFileSync(path, text);
    return path;
  };
  const load = (text: string, sources: HecateSources = {}) =>
    readHecateConfig({ file: write(text), env: {}, hostName: "db", ...sources });
  const problems = (text: string, sources: HecateSources = {}) =>
    problemsOf(dir(), () => load(text, sources)).map((line) =>
      line.replace(/^hecate\.yaml:(?=\d)/, ""),
    );
  /** Small files have no stages, which is said of each; a case of its own has that. */
  const ofStages = /^(shutdown|startup)\.stages: there are none/;
  const warningsOf = (config: HecateConfig) =>
    config.warnings
      .filter(({ text }) => !ofStages.test(text))
      .map(({ line, text: says }) => `${line}: ${says}`);
  const warnings = (text: string) => warningsOf(load(text));

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

  /** What is written, and all that is said about it. */
  const sshKeys = "user: u, identity: /i, known_hosts: /h";
  const refused: Readonly<Record<string, readonly [string, ...string[]]>> = {
    "an empty file": [
      "",
      "1:1: is empty: docs/hecate.md and hecate.example.yaml show what is written in it",
    ],
    "a list": ["- a\n", "1:1: a list will not do: write keys below it, or {}"],
    "a misspelt key": [
      hecateYaml({}, "policy: { poll_intervall: 5s }"),
      "11:11: policy.poll_intervall: there is no such key: did you mean poll_interval?",
    ],
    "a key that is like none": [
      hecateYaml({}, "budget: { colour: 1 }"),
      "11:11: budget.colour: there is no such key: write one of default_shutdown_budget, min_budget, use_runs, self_budget",
    ],
    "a key that is missing": [
      hecateYaml({ coordinator: "" }),
      "1:1: coordinator: is missing: The node that decides for all and goes last. Exactly one, by name; there is no automatic fail-over",
    ],
    "another version": [
      hecateYaml({ version: "version: 2" }),
      "1:10: version: 2 is not known: write 1",
    ],
    "a bare number for a duration": [
      hecateYaml({}, "policy: { lb_hold: 30 }"),
      "11:20: policy.lb_hold: 30 has no unit: write a number with its unit (ms, s, m, h or d), as in 30s, 5m or 1h30m",
    ],
    "a bare number in quotes": [
      hecateYaml({}, "policy: { lb_hold: '30' }"),
      '11:20: policy.lb_hold: "30" will not do: write a number with its unit (ms, s, m, h or d), as in 30s, 5m or 1h30m',
    ],
    "a negative duration": [
      hecateYaml({}, "policy: { off_hold: -5s }"),
      '11:21: policy.off_hold: "-5s" will not do: write a number with its unit (ms, s, m, h or d), as in 30s, 5m or 1h30m',
    ],
    "a duration of nothing": [
      hecateYaml({}, "budget: { self_budget: 0s }"),
      '11:24: budget.self_budget: "0s" is too short: write 1s or more',
    ],
    "a silence that one lost probe is": [
      hecateYaml({}, "shutdown: { gone: { silent: 500ms } }"),
      '11:29: shutdown.gone.silent: "500ms" is too short: write 1s or more',
    ],
    "a local budget of nothing": [
      hecateYaml({}, "peers: { host2: { local_budget: 0s } }"),
      '11:33: peers.host2.local_budget: "0s" is too short: write 1s or more',
    ],
    "a duration that nobody waits for": [
      hecateYaml({}, "policy: { poll_interval: 61s }"),
      '11:26: policy.poll_interval: "61s" is too long: write 60s or less',
    ],
    "a bare number for a percentage": [
      hecateYaml({}, "policy: { start_charge: 50 }"),
      "11:25: policy.start_charge: 50 has no unit: write a percentage from 0% to 100%, with its sign, as in 50%",
    ],
    "more than everything": [
      hecateYaml({}, "policy: { start_charge: 101% }"),
      '11:25: policy.start_charge: "101%" will not do: write a percentage from 0% to 100%, with its sign, as in 50%',
    ],
    "a factor below 1": [
      hecateYaml({}, "policy: { runtime_safety_factor: 0.99 }"),
      "11:34: policy.runtime_safety_factor: 0.99 is too small: write 1 or more",
    ],
    "no debounce": [
      hecateYaml({}, "policy: { debounce_polls: 0 }"),
      "11:27: policy.debounce_polls: 0 is too small: write 1 or more",
    ],
    "half a poll": [
      hecateYaml({}, "policy: { debounce_polls: 2.5 }"),
      "11:27: policy.debounce_polls: 2.5 will not do: write a whole number",
    ],
    "a misspelt word": [
      hecateYaml({}, "policy: { trust_lb: confrim }"),
      '11:21: policy.trust_lb: "confrim" is not known: did you mean confirm?',
    ],
    "a section without anything": [
      hecateYaml({}, "policy:"),
      "11:8: policy: is empty: take it out",
    ],
    "readings that are stale at once": [
      hecateYaml({}, "policy: { stale_after: 3s }"),
      "11:24: policy.stale_after: 3s is shorter than twice poll_interval (5s): write that or more",
    ],
    "a peer that has no time": [
      hecateYaml({}, "peers: { host2: { forward_timeout: 3s } }"),
      "11:36: peers.host2.forward_timeout: 3s is shorter than forward_retry (5s): write that or more",
    ],
    "a coordinator that is no node": [
      hecateYaml({ coordinator: "coordinator: hots2" }),
      "2:14: coordinator: there is no node hots2: write one of db, host2, s1",
    ],
    "two coordinators": [
      hecateYaml({ s1: "  s1: { address: 10.0.0.3, roles: [coordinator] }" }),
      "10:36: nodes.s1.roles[0]: the coordinator is db, and there is one only",
    ],
    "a broker on no node": [
      hecateYaml({ broker: "broker: { url: mqtts://10.0.0.1:2020, host: dbx }" }),
      "3:45: broker.host: there is no node dbx: write one of db, host2, s1",
    ],
    "a UPS on no node": [
      hecateYaml({ u1: "  u1: { target: u1@localhost, host: host3 }" }),
      "5:37: ups.u1.host: there is no node host3: did you mean host2?",
    ],
    "a feed from no UPS": [
      hecateYaml({ db: "  db: { address: 10.0.0.1, feeds: [u1, ux] }" }),
      "8:40: nodes.db.feeds[1]: there is no UPS ux: write one of u1, u2",
    ],
    "a peer that is no node": [
      hecateYaml({}, "peers: { host3: {} }"),
      "11:17: peers.host3: there is no node host3: did you mean host2?",
    ],
    "a target twice": [
      hecateYaml({ u2: "  u2: { target: u1@127.0.0.1:3493, host: db }" }),
      "6:17: ups.u2.target: is the target of u1 already",
    ],
    "a target that upsc would not take": [
      hecateYaml({ u2: "  u2: { target: u2@host:port, host: db }" }),
      '6:17: ups.u2.target: "u2@host:port" will not do: write NAME@HOST or NAME@HOST:PORT',
    ],
    "an account without a user": [
      hecateYaml({
        u1: "  u1: { target: u1@localhost, host: db, monitor: { password_file: /x } }",
      }),
      "5:41: ups.u1.monitor.user: is missing: Name in upsd.users",
    ],
    "a name for an address": [
      hecateYaml({ s1: "  s1: { address: s1.lan }" }),
      '10:18: nodes.s1.address: "s1.lan" is no IP address: names may not be resolved during an outage',
    ],
    "an address twice": [
      hecateYaml({ s1: "  s1: { address: 10.0.0.1 }" }),
      "10:18: nodes.s1.address: 10.0.0.1 is the address of db already",
    ],
    "more supplies than feeds": [
      hecateYaml({ s1: "  s1: { address: 10.0.0.3, feeds: [u1], min_supplies: 2 }" }),
      "10:55: nodes.s1.min_supplies: 2 is more than its 1 feed: it would count as lost at once",
    ],
    "a node that has no time to go off": [
      hecateYaml({ s1: "  s1: { address: 10.0.0.3, off_timeout: 0s }" }),
      '10:41: nodes.s1.off_timeout: "0s" is too short: write 1s or more',
    ],
    "a node whose name stands for all": [
      hecateYaml({ s1: "  all: { address: 10.0.0.3 }" }),
      "10:3: nodes.all: all stands for every node: take another name",
    ],
    "a node's name that cannot be one": [
      hecateYaml({ s1: "  s 1: { address: 10.0.0.3 }" }),
      '10:3: nodes."s 1": "s 1" will not do: write a node\'s name: 1 to 63 letters, digits, dots, underscores and hyphens',
    ],
    "a key that goes with another": [
      hecateYaml({ broker: "broker: { url: mqtts://10.0.0.1:2020, host: db, cert: /c }" }),
      "3:49: broker.cert: goes with key, which is missing",
    ],
    "a way without what it needs": [
      hecateYaml({}, "transports: { order: [agent, ssh] }"),
      "11:30: transports.order[1]: ssh needs transports.ssh, which is missing",
    ],
    "a host in between that cannot be one": [
      hecateYaml({}, `transports: { ssh: { ${sshKeys}, jump: "abc" } }`),
      '11:68: transports.ssh.jump: "abc" will not do: write [USER@]ADDRESS[:PORT] with an IP address, for names may not be resolved during an outage',
    ],
    "what is otherwise with a node where nothing is said of the others": [
      hecateYaml({ s1: "  s1: { address: 10.0.0.3, ssh: { port: 23 } }" }),
      "10:28: nodes.s1.ssh: goes with transports.ssh, which is missing",
    ],
    "a command by ssh without its path": [
      hecateYaml({}, `transports: { ssh: { ${sshKeys}, commands: { k: [k] } } }`),
      '11:78: transports.ssh.commands.k[0]: "k" is no absolute path of a program',
    ],
    "a port that does not exist": [
      hecateYaml({}, "metrics: { listen: ':65536' }"),
      '11:20: metrics.listen: ":65536" will not do: there is no port 65536',
    ],
    "a program without its path": [
      hecateYaml({}, "notify: [{ exec: [page] }]"),
      '11:19: notify[0].exec[0]: "page" is no absolute path of a program',
    ],
    "a cluster that any node takes down": [
      hecateYaml(
        {},
        "kubernetes: { kubeconfig: /k, datastore: etcd, whole_cluster_if: { servers_left_below: 2 } }",
      ),
      "11:88: kubernetes.whole_cluster_if.servers_left_below: 1 node has the role k3s-server: with 2 every lost node would take the whole cluster down",
    ],
  };
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

  for (const [what, [text, ...says]] of Object.entries(refused)) {
    it(`[REQ-HCF-3] refuses ${what}`, () => {
      assert.deepEqual(problems(text), says);
    });
  }

  /** Steps of one stage, and what is said of them. */
  const refusedSteps: Readonly<Record<string, readonly [string, string, ...string[]]>> = {
    "a kind that there is not": [
      "shutdown",
      "[{ powerof: all }]",
      "13:28: shutdown.stages[0].steps[0].powerof: there is no such key: did you mean poweroff?",
    ],
    "a step without a kind": [
      "shutdown",
      "[{ at: s1 }]",
      "13:26: shutdown.stages[0].steps[0]: says nothing to do: write one of command, stop, start, restart, poweroff, reboot, wake, wait, kube, flux, http, notify, soak",
    ],
    "two steps in one": [
      "shutdown",
      "[{ stop: a.service, poweroff: s1 }]",
      "13:26: shutdown.stages[0].steps[0]: is both stop and poweroff: write a step for each",
    ],
    "a step of the other list": [
      "startup",
      "[{ poweroff: s1 }]",
      "13:28: startup.stages[0].steps[0].poweroff: poweroff belongs in shutdown, not in startup",
    ],
    "an option of another kind": [
      "shutdown",
      "[{ poweroff: s1, first: 1 }]",
      "13:42: shutdown.stages[0].steps[0].first: does not go with poweroff: it takes on_failure",
    ],
    "a step without nodes": [
      "startup",
      "[{ start: a.service }]",
      '13:26: startup.stages[0].steps[0]: start needs "at", as in at: role:k3s-agent',
    ],
    "a unit without its suffix": [
      "startup",
      "[{ start: a, at: s1 }]",
      '13:35: startup.stages[0].steps[0].start: "a" will not do: write a unit with its suffix, as in k3s.service',
    ],
    "a node that there is not": [
      "startup",
      "[{ wake: host3 }]",
      "13:34: startup.stages[0].steps[0].wake: there is no node host3: did you mean host2?",
    ],
    "a role that no node has": [
      "startup",
      "[{ wake: 'role:k3s-serve | s1' }]",
      "13:34: startup.stages[0].steps[0].wake: no node has the role k3s-serve: did you mean k3s-server?",
    ],
    "an expression that is none": [
      "startup",
      "[{ wake: db s1 }]",
      '13:34: startup.stages[0].steps[0].wake: "db s1" selects no nodes: "s1" where &, | or the end is due',
    ],
    "an expression that selects nobody": [
      "startup",
      "[{ wake: db & s1 }]",
      '13:34: startup.stages[0].steps[0].wake: "db & s1" selects no node',
    ],
    "the coordinator, powered off by a step": [
      "shutdown",
      "[{ poweroff: all }]",
      "13:38: shutdown.stages[0].steps[0].poweroff: db is the coordinator, which powers itself off when all others are gone: write all & !role:coordinator",
    ],
    "a cluster that is not spoken of": [
      "startup",
      "[{ kube: ready }, { flux: resume-ours }]",
      "13:34: startup.stages[0].steps[0].kube: there is no section kubernetes",
      "13:51: startup.stages[0].steps[1].flux: there is no section flux",
    ],
  };
  const refusedWaits: typeof refusedSteps = {
    "a restart in a shutdown": [
      "shutdown",
      "[{ restart: a.service, at: s1 }]",
      "13:28: shutdown.stages[0].steps[0].restart: restart belongs in startup, not in shutdown",
    ],
    "a wait without what it waits for": [
      "startup",
      "[{ wait: unit, at: s1 }, { wait: command, run: x }, { wait: agent }]",
      '13:26: startup.stages[0].steps[0]: wait: unit needs "unit", as in unit: k3s.service',
      '13:50: startup.stages[0].steps[1]: wait: command needs "at", as in at: role:k3s-agent',
      '13:77: startup.stages[0].steps[2]: wait: agent needs "at", as in at: role:k3s-agent',
    ],
    "an option of another wait": [
      "startup",
      "[{ wait: agent, at: s1, is: active }]",
      "13:49: startup.stages[0].steps[0].is: does not go with wait: agent: it takes at, timeout, on_failure",
    ],
    "a connection to a name, or to no port": [
      "startup",
      "[{ wait: tcp, to: 'db:80' }, { wait: tcp, to: 10.0.0.1 }]",
      '13:43: startup.stages[0].steps[0].to: "db:80" will not do: write ADDRESS:PORT with an IP address, for names may not be resolved during an outage',
      '13:71: startup.stages[0].steps[1].to: "10.0.0.1" will not do: write ADDRESS:PORT with an IP address, for names may not be resolved during an outage',
    ],
    "a reboot in a shutdown": [
      "shutdown",
      "[{ reboot: s1 }]",
      "13:28: shutdown.stages[0].steps[0].reboot: reboot belongs in startup, not in shutdown: a machine that comes back is none that was shut down",
    ],
    "a reboot of the coordinator, which is the broker's host as well": [
      "startup",
      "[{ reboot: all }]",
      "13:36: startup.stages[0].steps[0].reboot: db is the coordinator, and a run does not end the machine that it runs on: write all & !role:coordinator",
    ],
    "a reboot of the coordinator alone": [
      "startup",
      "[{ reboot: db }]",
      "13:36: startup.stages[0].steps[0].reboot: db is the coordinator, and a run does not end the machine that it runs on: take the step out",
    ],
    "a wait for nothing but time": [
      "startup",
      "[{ wait: 30s }]",
      '13:34: startup.stages[0].steps[0].wait: "30s" is not known: write one of time-synced, unit, tcp, command, agent; only time passes with soak: 30s',
    ],
    "a reboot beside what else is done there": [
      "startup",
      "[{ reboot: s1 }, { wait: agent, at: s1 }]",
      "13:36: startup.stages[0].steps[0].reboot: s1 is in another step of this stage, and steps of a stage go on at the same time: reboot it in a stage of its own",
    ],
    "a reboot of what was started before": [
      "startup",
      "[{ start: a.service, at: s1 }] }\n    - { name: y, steps: [{ reboot: s1 }]",
      "14:36: startup.stages[1].steps[0].reboot: something is started on s1 in stage x: reboot it in a stage before that",
    ],
    "attempts at what is not tried again": [
      "shutdown",
      "[{ stop: a.service, at: s1, retries: 2 }, { command: x, at: s1, first: 1, retries: 2 }]",
      "13:53: shutdown.stages[0].steps[0].retries: does not go with stop: it takes at, then, timeout, on_failure",
      "13:99: shutdown.stages[0].steps[1].retries: does not go with first: other nodes are tried there",
    ],
    "a text that takes its time": [
      "shutdown",
      "[{ notify: now, timeout: 5s }]",
      "13:41: shutdown.stages[0].steps[0].timeout: does not go with notify: it takes severity, on_failure",
    ],
    "a wait of the other list": [
      "shutdown",
      "[{ wait: agent, at: s1 }]",
      "13:28: shutdown.stages[0].steps[0].wait: wait: agent belongs in startup, not in shutdown",
    ],
  };
  for (const [what, [list, steps, ...says]] of Object.entries(refusedWaits)) {
    it(`[REQ-HCF-20] [REQ-HCF-21] [REQ-HCF-50] refuses ${what}`, () => {
      const lines = [`${list}:`, "  stages:", `    - { name: x, steps: ${steps} }`];
      assert.deepEqual(problems(hecateYaml({}, ...lines)), says);
    });
  }

  it("[REQ-HCF-21] refuses a reboot of the broker's host, and warns of one that each startup does, or that leaves a UPS unread", () => {
    const broker = "broker: { url: mqtts://10.0.0.3:2020, host: s1 }";
    const stages = (...of: string[]) =>
      `startup: { stages: [${of.map((steps, i) => `{ name: n${i}, steps: [${steps}] }`).join(", ")}] }`;
    assert.deepEqual(problems(hecateYaml({ broker }, stages("{ reboot: s1 | host2 }"))), [
      "11:51: startup.stages[0].steps[0].reboot: s1 is the broker's host, without which no node is told anything: write … & !s1",
    ]);
    const start = "{ start: a.service, at: s1 }";
    assert.deepEqual(warnings(hecateYaml({}, stages("{ reboot: s1 }", start))), []);
    assert.deepEqual(warnings(hecateYaml({}, stages("{ reboot: s1 | host2 }", start))), [
      "11: startup.stages[0].steps[0].reboot: no step starts anything on host2 after it: every startup reboots it, also one after an outage of others",
      "11: startup.stages[0].steps[0].reboot: nobody reads u2 while its host reboots",
    ]);
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

  for (const [what, [list, steps, ...says]] of Object.entries(refusedSteps)) {
    it(`[REQ-HCF-5] refuses ${what}`, () => {
      const lines = [`${list}:`, "  stages:", `    - { name: x, steps: ${steps} }`];
      assert.deepEqual(problems(hecateYaml({}, ...lines)), says);
    });
  }

  it("[REQ-HCF-5] refuses a stage that would be left out and must not, and a name that is there", () => {
    const stage = (more: string) =>
      `    - { name: x, ${more}steps: [{ stop: a.service, at: s1 }] }`;
    const text = hecateYaml({}, "shutdown:", "  stages:", stage("skippable: true, "), stage(""));
    assert.deepEqual(problems(text), [
      "13:29: shutdown.stages[0].skippable: a stage with stop is never left out: take it out",
      "14:15: shutdown.stages[1].name: shutdown.stages[0] has the name x already",
    ]);
  });

  it("[REQ-HCF-3] says all at once, the first of the file first, also of what is around something wrong", () => {
    const text = hecateYaml(
      {
        coordinator: "coordinator: dx",
        u1: "  u1: { target: u1@localhost, host: nowhere, colour: 1 }",
        s1: "  s1: { address: 10.0.0.3, feeds: [u1, ux], off_timeout: 5 }",
      },
      "policy: { lb_hold: 5, stale_after: 1s }",
      "startup: { stages: [{ name: x, steps: [{ wake: s1 & db }, { wake: s2 }] }] }",
    );
    assert.deepEqual(problems(text), [
      "2:14: coordinator: there is no node dx: write one of db, host2, s1",
      "5:37: ups.u1.host: there is no node nowhere: write one of db, host2, s1",
      "5:46: ups.u1.colour: there is no such key: write one of target, host, mains, tls, monitor, killpower",
      "10:40: nodes.s1.feeds[1]: there is no UPS ux: write one of u1, u2",
      "10:58: nodes.s1.off_timeout: 5 has no unit: write a number with its unit (ms, s, m, h or d), as in 30s, 5m or 1h30m",
      "11:20: policy.lb_hold: 5 has no unit: write a number with its unit (ms, s, m, h or d), as in 30s, 5m or 1h30m",
      "11:36: policy.stale_after: 1s is shorter than twice poll_interval (5s): write that or more",
      '12:48: startup.stages[0].steps[0].wake: "s1 & db" selects no node',
      "12:67: startup.stages[0].steps[1].wake: there is no node s2: write one of db, host2, s1",
    ]);
  });

  it("[REQ-HCF-3] says nothing of what only follows from something wrong", () => {
    const s1 = "  s1: { address: 5, roles: [k3s-server], feeds: [u1] }";
    const saysOfS1 =
      "10:18: nodes.s1.address: 5 will not do: write an IP address, as in 192.168.10.5: names may not be resolved during an outage";
    const more = [
      "kubernetes: { kubeconfig: /k, datastore: etcd }",
      "startup: { stages: [{ name: x, steps: [{ wake: role:k3s-server }, { wake: s1 }] }] }",
    ];
    assert.deepEqual(problems(hecateYaml({ s1 }, ...more)), [saysOfS1]);
    const u1 = "  u1: { target: u1@localhost }";
    assert.deepEqual(problems(hecateYaml({ s1, u1, u2: "", host2: "" }, ...more)), [
      "5:3: ups.u1.host: is missing: Node that reads it and publishes what it reads",
      saysOfS1,
    ]);
  });

  it("[REQ-HCF-3] says no more of it than one can read", () => {
    const more = Array.from({ length: 150 }, (_, i) => `x${i}: 1`);
    const lines = problems(hecateYaml({}, ...more));
    assert.equal(lines.length, 101);
    assert.equal(lines.at(-1), "hecate.yaml: and 50 more");
  });

  /** What is written, and the warnings. */
  const odd: Readonly<Record<string, readonly [string, ...string[]]>> = {
    nothing: [hecateYaml()],
    "a node and a switch without feeds": [
      hecateYaml({ s1: "  s1: { address: 10.0.0.3 }" }, "network: [{ name: sw }]"),
      "10: nodes.s1: has no feeds: it is lost when the mains are",
      "11: network[0]: sw has no feeds: with the mains gone no node is reached",
    ],
    "one UPS": [
      hecateYaml({
        u2: "",
        host2: "  host2: { address: 10.0.0.2, feeds: [u1] }",
        s1: "  s1: { address: 10.0.0.3, feeds: [u1] }",
      }),
      "5: ups.u1: is the only UPS: nothing corroborates what it says",
    ],
    "plain MQTT to another machine": [
      hecateYaml({
        broker: "broker: { url: mqtt://hub:1883, host: db, allow_insecure: true }",
      }),
      "3: broker.url: is without TLS: whoever is in between can have nodes powered off",
      "3: broker.url: hub is a name: it may not be resolved in an outage",
    ],
    "a text that nobody is told": [
      hecateYaml({}, "startup: { stages: [{ name: x, steps: [{ notify: up again }] }] }"),
      "11: startup.stages[0].steps[0].notify: there is no section notify: only the log is told",
    ],
    "a wait beside what stops a node": [
      hecateYaml(
        {},
        "shutdown: { stages: [{ name: x, steps: [{ stop: a.service, at: s1 }, { wait: unit, unit: a.service, is: inactive, at: s1 }] }] }",
      ),
      "9: nodes.host2: is powered off by no step",
      "10: nodes.s1: is powered off by no step",
      "11: shutdown.stages[0].steps[1].wait: holds up what comes after it for its whole timeout, also where the battery is short: write it in a stage of its own, which is left out then",
    ],
    "a text that somebody is told": [
      hecateYaml(
        {},
        "notify: [{ exec: [/bin/page] }]",
        "startup: { stages: [{ name: x, steps: [{ notify: up again, severity: warning }] }] }",
      ),
    ],
    "roles that do not fit": [
      hecateYaml({
        host2: "  host2: { address: 10.0.0.2, feeds: [u2], roles: [k3s-agnet] }",
        s1: "  s1: { address: 10.0.0.3, feeds: [u1], roles: [ups-host] }",
      }),
      "9: nodes.host2: is the host of a UPS without the role ups-host: it may go too early",
      "9: nodes.host2.roles: k3s-agnet is a role of its own: was k3s-agent meant?",
      "10: nodes.s1.roles: says ups-host, but no UPS has it as its host",
    ],
    "a UPS that feeds nothing, and peers that are none": [
      hecateYaml(
        {
          host2: "  host2: { address: 10.0.0.2, feeds: [u1], roles: [ups-host] }",
          s1: "  s1: { address: 10.0.0.3, feeds: [u1] }",
        },
        "peers: { s1: {}, db: {} }",
      ),
      "6: ups.u2: feeds nothing: its outages concern nobody",
      "11: peers.s1: is the host of no UPS: it forwards nothing",
      "11: peers.db: is the coordinator, which forwards nothing",
    ],
    "nodes that nothing powers off, or brings back, and a broker that goes too early": [
      hecateYaml(
        { broker: "broker: { url: mqtts://10.0.0.2:2020, host: host2 }" },
        "shutdown: { stages: [{ name: a, steps: [{ poweroff: host2 }] }, { name: b, steps: [{ poweroff: s1 }] }] }",
        "startup: { stages: [{ name: w, steps: [{ wake: s1 }] }] }",
      ),
      "3: broker.host: host2 is powered off before s1, which cannot be told any more",
      "9: nodes.host2: is powered off, and nothing brings it back: no wake step, or no wake:",
      "10: nodes.s1: is powered off, and nothing brings it back: no wake step, or no wake:",
      "10: nodes.s1: is to be woken, and has no wake:",
    ],
    "readings that are stale after two polls": [
      hecateYaml({}, "policy: { stale_after: 10s }"),
      "11: policy.stale_after: 10s is shorter than three times poll_interval (5s): a poll that is late makes a UPS blind",
    ],
    "a node that is cut off before it can be seen to be gone": [
      hecateYaml(
        { s1: "  s1: { address: 10.0.0.3, feeds: [u1], off_timeout: 30s }" },
        "shutdown: { gone: { silent: 30s } }",
      ),
      "10: nodes.s1.off_timeout: 30s is no longer than shutdown.gone.silent (30s): it is never seen to be gone",
    ],
    "a budget that no battery has": [
      hecateYaml({}, "budget: { default_shutdown_budget: 24h, min_budget: 24h }"),
    ],
    "a command that ssh does not know": [
      hecateYaml(
        {},
        "transports: { order: [ssh], ssh: { user: u, identity: /i, known_hosts: /h } }",
        "startup: { stages: [{ name: x, steps: [{ command: toString, at: s1 }] }] }",
      ),
      "12: startup.stages[0].steps[0]: transports.ssh.commands does not say what toString runs: a node that is reached by ssh cannot run it",
    ],
    "steps that ask for what there is not": [
      hecateYaml(
        {},
        "kubernetes: { kubeconfig: /k, datastore: etcd }",
        "notify: [{ exec: [/x] }]",
        "startup:",
        "  stages:",
        "    - { name: a, steps: [{ kube: nodes-ready, at_least: 1 }, { kube: nodes-ready, at_least: 2 }] }",
        "    - { name: b, steps: [{ command: x, at: s1, first: 1 }, { command: x, at: all, first: 4 }] }",
        "    - { name: c, steps: [{ command: x, at: s1, retries: 3, timeout: 20s }, { command: x, at: s1, retries: 4, timeout: 20s }] }",
        "    - { name: d, steps: [{ command: x, at: s1, retries: 12 }] }",
        "    - { name: e, steps: [{ http: 'https://10.0.0.9/' }, { http: 'http://[fd00::9]:80/' }, { http: 'https://grafana.lan/' }] }",
        "    - { name: f, steps: [{ notify: 'all {is} well' }, { notify: '{ up }' }] }",
      ),
      "15: startup.stages[0].steps[1].at_least: 2 are more than the 1 that have the role k3s-server or k3s-agent: unless the cluster has others, it waits in vain",
      "16: startup.stages[1].steps[1].first: 4 are more than `at` selects, which is 3",
      "17: startup.stages[2].steps[1].retries: 4 with 5 s before each do not fit in the timeout of 20 s, which is for all attempts together",
      "18: startup.stages[3].steps[0].retries: 12 with 5 s before each do not fit in the timeout of 60 s, which is for all attempts together",
      "19: startup.stages[4].steps[2].http: grafana.lan is a name: it may not be resolved while the cluster comes up",
      "20: startup.stages[5].steps[0].notify: {is} is told as it stands: only the programs of the section notify have something put in its place",
    ],
    "a factor below 1.3": [hecateYaml({}, "policy: { runtime_safety_factor: 1 }")],
  };
  for (const [what, [text, ...says]] of Object.entries(odd)) {
    it(`[REQ-HCF-4] [REQ-HCF-51] takes, and warns of as much as there is to warn of: ${what}`, () => {
      assert.deepEqual(warnings(text), says);
    });
  }

  it("[REQ-HCF-4] warns of a shutdown and a startup without stages, as far as that concerns anybody", () => {
    const said = (...more: string[]) =>
      load(hecateYaml({}, ...more)).warnings.map(({ text }) => text.slice(0, 60));
    const nothingStopped = "shutdown.stages: there are none: nodes are powered off, and ";
    const nothingStarted = "startup.stages: there are none: what a shutdown powers off, ";
    assert.deepEqual(said(), [nothingStopped, nothingStarted]);
    assert.deepEqual(said("shutdown: { mode: cluster-only }"), [
      "shutdown.stages: there are none, and no node is powered off ",
    ]);
    const off = "{ name: off, steps: [{ poweroff: s1 | host2 }] }";
    const withStages = said(`shutdown: { mode: poweroff, stages: [${off}] }`);
    assert.ok(withStages.includes(nothingStarted) && !withStages.includes(nothingStopped));
  });

  it("[REQ-HCF-9] takes plain MQTT to this machine alone, unless somebody says otherwise", () => {
    const broker = (more: string) => hecateYaml({ broker: `broker: { host: db, ${more} }` });
    assert.deepEqual(load(broker("url: mqtt://127.0.0.1:1883")).broker, {
      host: "127.0.0.1",
      port: 1883,
      node: "db",
    });
    assert.equal(
      load(broker("url: mqtt://10.0.0.1:1883, allow_insecure: true")).broker.host,
      "10.0.0.1",
    );
    assert.deepEqual(problems(broker("url: mqtt://10.0.0.1:1883")), [
      "3:26: broker.url: without TLS whoever answers at 10.0.0.1 is obeyed, and whoever is in between can have nodes powered off: write mqtts://, or allow_insecure: true",
    ]);
    for (const url of ["mqtts://10.0.0.1", "mqtts://a:b@h:1", "mqtts://h:1/x", "mqtts://h:0"]) {
      assert.match(
        problems(broker(`url: "${url}"`))[0] ?? "",
        /^3:26: broker\.url: .* will not do/,
        url,
      );
    }
  });

  it("[REQ-HCF-9] shows the certificate of the node's agent, or other files", () => {
    const broker = (more: string) =>
      load(hecateYaml({ broker: `broker: { url: "mqtts://[::1]:2020", host: db, ${more} }` }))
        .broker;
    assert.deepEqual(broker("identity: /srv/agent").tls, {
      caFile: "/srv/agent/pki/ca.pem",
      certFile: "/srv/agent/pki/cert.pem",
      keyFile: "/srv/agent/pki/key.pem",
      isOwn: true,
    });
    assert.deepEqual(broker("ca: /a, cert: /c, key: /k").tls, {
      caFile: "/a",
      certFile: "/c",
      keyFile: "/k",
      isOwn: false,
    });
    assert.equal(broker("identity: /srv/agent").host, "::1");
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

  it("[REQ-HCF-8] reads passwords of its own UPSes, from files that nobody else may read", () => {
    const file = join(dir(), "nut.password");
    writeFileSync(file, "geheim\n", { mode: 0o600 });
    const monitor = (host: string) => `monitor: { user: mon, password_file: ${host} }`;
    const text = hecateYaml({
      u1: `  u1: { target: u1@localhost, host: db, ${monitor(file)} }`,
      u2: `  u2: { target: u2@localhost, host: host2, ${monitor("/nowhere")} }`,
    });
    assert.deepEqual(
      load(text).upses.map((ups) => ups.monitor?.secret),
      [{ password: "geheim" }, undefined],
    );
    assert.equal(load(text, { secrets: "unread" }).upses[0]?.monitor?.secret, undefined);
    chmodSync(file, 0o644);
    assert.deepEqual(problems(text), [
      "5:78: ups.u1.monitor.password_file: nut.password: the file with the password can be read by others than its owner: chmod 600 it, and take another password",
    ]);
    assert.deepEqual(warningsOf(load(text, { secrets: "unread" })), []);
    // Who watches all the same has it as a warning.
    const config = load(text, { secrets: "wanted" });
    const { upses } = config;
    assert.match(JSON.stringify(upses[0]?.monitor?.secret), /^\{"problem":.*chmod 600/);
    assert.match(
      warningsOf(config).join(),
      /^5: ups\.u1\.monitor\.password_file: .*; the UPS is read without a login$/,
    );
  });

  it("[REQ-HCF-11] has the hash of the file's bytes", () => {
    const text = hecateYaml({}, "# a word");
    const expected = createHash("sha256").update(text).digest("hex").slice(0, 16);
    assert.equal(load(text).configHash, expected);
    assert.notEqual(load(hecateYaml()).configHash, expected);
  });
});
