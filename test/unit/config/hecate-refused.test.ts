import assert from "node:assert/strict";
import { hecateYaml } from "../../support/hecate-file.ts";
import { sshKeys, useHecateFile } from "./hecate-bench.ts";

describe("the configuration of hecate", () => {
  const { problems } = useHecateFile();

  /** What is written, and all that is said about it. */
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

  for (const [what, [text, ...says]] of Object.entries(refused)) {
    it(`[REQ-HCF-3] refuses ${what}`, () => {
      assert.deepEqual(problems(text), says);
    });
  }

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
});
