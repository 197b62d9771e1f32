import assert from "node:assert/strict";
import { hecateYaml } from "../../support/hecate-file.ts";
import { useHecateFile } from "./hecate-bench.ts";

describe("the configuration of hecate", () => {
  const { problems, warnings } = useHecateFile();

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

  for (const [what, [list, steps, ...says]] of Object.entries(refusedSteps)) {
    it(`[REQ-HCF-5] refuses ${what}`, () => {
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

  it("[REQ-HCF-5] refuses a stage that would be left out and must not, and a name that is there", () => {
    const stage = (more: string) =>
      `    - { name: x, ${more}steps: [{ stop: a.service, at: s1 }] }`;
    const text = hecateYaml({}, "shutdown:", "  stages:", stage("skippable: true, "), stage(""));
    assert.deepEqual(problems(text), [
      "13:29: shutdown.stages[0].skippable: a stage with stop is never left out: take it out",
      "14:15: shutdown.stages[1].name: shutdown.stages[0] has the name x already",
    ]);
  });
});
