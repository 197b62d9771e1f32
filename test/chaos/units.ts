import type { JobVerb } from "../../src/protocol/verbs.ts";

/** Where test units write what they do, on the node's disk: it survives a power cut. */
export const runsFile = "/var/log/chaos-runs";

/** A kind of unit that is tried, and what is known of it beforehand. */
export interface TestUnit {
  readonly name: string;
  readonly verbs: readonly JobVerb[];
  /** Its condition is never met. */
  readonly isUnmet?: boolean;
  /** systemd starts it again by itself. */
  readonly restartsItself?: boolean;
  /** Jobs of other units bring jobs for it. */
  readonly isPulled?: boolean;
  /** Text of its file; absent: there is none. */
  readonly text?: string;
}

const note = (what: string) =>
  `/bin/sh -c 'echo "${what} %n $INVOCATION_ID $(cat /proc/sys/kernel/random/boot_id) $(date +%%s%%3N)" >> ${runsFile}'`;

function service(unit: readonly string[], lines: readonly string[]): string {
  return [
    "[Unit]",
    "Description=Chaos test unit %n",
    // Being asked often is what these units are for.
    "StartLimitIntervalSec=0",
    ...unit,
    "[Service]",
    `ExecStartPre=${note("start")}`,
    `ExecStopPost=${note("stop")}`,
    ...lines,
    "",
  ].join("\n");
}

const all = ["start", "stop", "restart", "reload"] as const;
const mostly = ["start", "start", "start", "stop", "restart"] as const;

/** The units, the same ones on every node. */
export const testUnits: readonly TestUnit[] = [
  {
    name: "chaos-simple.service",
    verbs: all,
    text: service([], ["ExecStart=/bin/sleep infinity", "ExecReload=/bin/sleep 0.2"]),
  },
  {
    name: "chaos-oneshot.service",
    verbs: mostly,
    text: service([], ["Type=oneshot", "ExecStart=/bin/sleep 3"]),
  },
  {
    name: "chaos-quick.service",
    verbs: ["start", "restart"],
    text: service([], ["Type=oneshot", "ExecStart=/bin/true"]),
  },
  {
    name: "chaos-notify.service",
    verbs: all,
    text: service(
      [],
      [
        "Type=notify",
        "NotifyAccess=all",
        "ExecStart=/bin/sh -c 'sleep 1.5; systemd-notify --ready; exec sleep infinity'",
        "ExecReload=/bin/sleep 1",
      ],
    ),
  },
  {
    name: "chaos-failing.service",
    verbs: ["start", "restart"],
    isPulled: true,
    text: service([], ["Type=oneshot", "ExecStart=/bin/sh -c 'sleep 0.5; exit 7'"]),
  },
  {
    name: "chaos-dying.service",
    verbs: mostly,
    text: service([], ["ExecStart=/bin/sh -c 'sleep 0.03; exit 3'"]),
  },
  {
    name: "chaos-flapping.service",
    verbs: mostly,
    restartsItself: true,
    text: service(
      [],
      ["ExecStart=/bin/sh -c 'sleep 2; exit 1'", "Restart=always", "RestartSec=700ms"],
    ),
  },
  {
    name: "chaos-unmet.service",
    verbs: ["start", "restart"],
    isUnmet: true,
    text: service(["ConditionPathExists=/nonexistent"], ["ExecStart=/bin/sleep infinity"]),
  },
  {
    name: "chaos-slow-stop.service",
    verbs: mostly,
    text: service([], ["ExecStart=/bin/sleep infinity", "ExecStop=/bin/sleep 2"]),
  },
  {
    name: "chaos-dependent.service",
    verbs: mostly,
    isPulled: true,
    text: service(
      ["Requires=chaos-failing.service", "After=chaos-failing.service"],
      ["ExecStart=/bin/sleep infinity"],
    ),
  },
  {
    name: "chaos-limited.service",
    verbs: ["start"],
    text: service(["JobRunningTimeoutSec=1"], ["Type=oneshot", "ExecStart=/bin/sleep 20"]),
  },
  { name: "chaos-missing.service", verbs: ["start", "stop"] },
];

/** What is known of a unit. */
export function testUnit(name: string): TestUnit | undefined {
  return testUnits.find((unit) => unit.name === name);
}
