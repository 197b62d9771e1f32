import assert from "node:assert/strict";
import { planConfigOf } from "../../../src/hecate/plan-config.ts";
import { planStartup } from "../../../src/power/plan.ts";
import { hecateYaml } from "../../support/hecate-file.ts";
import { useHecateFile } from "./hecate-bench.ts";

describe("the configuration of hecate", () => {
  const { load, warnings } = useHecateFile();

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
      "9: nodes.host2: is powered off by no step: it goes after all stages",
      "9: nodes.host2: is powered off, and nothing brings it back: it has neither wake nor return_path",
      "10: nodes.s1: is powered off by no step: it goes after all stages",
      "10: nodes.s1: is powered off, and nothing brings it back: it has neither wake nor return_path",
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
      "9: nodes.host2: is powered off, and nothing brings it back: it has neither wake nor return_path",
      "10: nodes.s1: is powered off, and nothing brings it back: it has neither wake nor return_path",
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
    const nothingStarted = "startup.stages: there are none: nodes are woken, and nothing";
    assert.deepEqual(said(), [nothingStopped, nothingStarted]);
    assert.deepEqual(said("shutdown: { mode: cluster-only }"), [
      "shutdown.stages: there are none, and no node is powered off ",
    ]);
    const off = "{ name: off, steps: [{ poweroff: s1 | host2 }] }";
    const withStages = said(`shutdown: { mode: poweroff, stages: [${off}] }`);
    assert.ok(withStages.includes(nothingStarted) && !withStages.includes(nothingStopped));
  });

  it("[REQ-HCF-4] finds nothing odd in a startup without steps that wake: its plan wakes all of them", () => {
    const wake = (name: string, address: string, feeds: string) =>
      `  ${name}: { address: ${address}, feeds: [${feeds}], wake: { bmc: [/bin/on] } }`;
    const config = load(
      hecateYaml(
        {
          host2: wake("host2", "10.0.0.2", "u2").replace("feeds", "roles: [ups-host], feeds"),
          s1: wake("s1", "10.0.0.3", "u1, u2"),
        },
        "shutdown: { stages: [{ name: off, steps: [{ poweroff: s1 | host2 }] }] }",
      ),
    );
    assert.deepEqual(
      config.warnings.map(({ text }) => text),
      ["startup.stages: there are none: nodes are woken, and nothing is started on them"],
    );
    const { nodes, startupStages: stages } = planConfigOf(config);
    const scope = ["db", "host2", "s1"];
    const plan = planStartup({ upses: [], nodes, stages, scope, wake: ["host2", "s1"] });
    assert.deepEqual(
      plan.stages.flatMap(({ steps }) => steps.map(({ action }) => action)),
      [
        { kind: "wake", node: "host2" },
        { kind: "wake", node: "s1" },
      ],
    );
  });
});
