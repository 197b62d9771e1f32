import type { LabNode } from "../support/lab.ts";

const log = "/var/log/runs";
const stopTime = "/var/lib/stop-time";
const holdStop = "/var/lib/hold-stop";
const holdOff = "/var/lib/hold-off";
const killall = "/usr/local/bin/k3s-killall.sh";
const snapshot = "/usr/local/bin/k3s-etcd-snapshot.sh";

/** What a node writes down of what is done to it. */
export type Word =
  /** Of the machine: it has come up; it is told to go; it goes. */
  | "boot"
  | "going"
  | "off"
  /** Of k3s. */
  | "started"
  | "stopping"
  | "stopped"
  | "killall"
  | "snapshot";

const note = (word: Word) => `echo ${word} $(date +%s.%N) >> ${log}`;
const script = (...lines: readonly string[]) => `#!/bin/sh\n${lines.join("\n")}\n`;
const whileThere = (file: string) => `while [ -e ${file} ]; do sleep 0.1; done`;

/** It takes as long to stop as a file says, and as long as another one is there. */
const standIn = script(
  `stop() { ${note("stopping")}; sleep $(cat ${stopTime}); ${whileThere(holdStop)}; ${note("stopped")}; exit 0; }`,
  "trap stop TERM",
  note("started"),
  "sleep infinity & wait",
);
const standInUnit = `[Service]
Type=exec
ExecStart=/usr/local/bin/k3s-stand-in.sh
TimeoutStopSec=600
KillMode=mixed
`;

/** The machine's lives; it goes on going while a file is there. */
const lifeUnit = `[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/local/bin/life.sh boot
ExecStop=/usr/local/bin/life.sh off
TimeoutStopSec=600
`;
const life = script(
  `if [ $1 = boot ]; then ${note("boot")}; exit; fi`,
  `${note("going")}; ${whileThere(holdOff)}; ${note("off")}`,
);

/** Has a machine write down its lives. */
export async function keepDiary(machine: LabNode): Promise<void> {
  await machine.write("/usr/local/bin/life.sh", life, 0o755);
  await machine.unit("life.service", lifeUnit);
  const wants = "/etc/systemd/system/multi-user.target.wants/life.service";
  await machine.remove(wants);
  await machine.link("/etc/systemd/system/life.service", wants);
  await machine.systemctl("start", "life");
}

/** Puts a stand-in for k3s, or for its agent, on a node, with the commands that hecate has run there. */
export async function standInForK3s(machine: LabNode, unit: string): Promise<void> {
  await machine.write(
    "/etc/hirte/agent.conf.d/commands.conf",
    `[commands]\nk3s-killall=${killall}\nk3s-etcd-snapshot=${snapshot}\n`,
  );
  // As k3s's own does: what the unit has left running is killed.
  const kill = `systemctl kill --kill-whom=all -s KILL ${unit} 2> /dev/null`;
  await machine.write(killall, script(note("killall"), kill, "exit 0"), 0o755);
  await machine.write(snapshot, script(note("snapshot")), 0o755);
  await machine.write("/usr/local/bin/k3s-stand-in.sh", standIn, 0o755);
  await takesToStop(machine, 0);
  await machine.unit(unit, standInUnit);
  await machine.systemctl("reload", "hirte-agent");
  await machine.systemctl("start", unit);
}

/** So long its k3s takes to stop, s. */
export async function takesToStop(machine: LabNode, seconds: number): Promise<void> {
  await machine.write(stopTime, `${seconds}\n`);
}

/** What is to stand still: its k3s while it stops, or the machine while it goes down. */
export type Held = "stop" | "off";

/** Something stands still from now on; `letGo` ends that. */
export async function holdUp(machine: LabNode, what: Held): Promise<void> {
  await machine.write(what === "stop" ? holdStop : holdOff, "");
}

/** It goes on. */
export async function letGo(machine: LabNode, what: Held): Promise<void> {
  await machine.remove(what === "stop" ? holdStop : holdOff);
}

/** What a machine wrote down since then, running or not, in order. */
export function diary(
  machine: LabNode,
  sinceMs = 0,
): readonly { readonly word: Word; readonly atMs: number }[] {
  return machine
    .readNow(log)
    .split("\n")
    .flatMap((line) => {
      const [word, seconds] = line.split(" ");
      const atMs = Number(seconds) * 1000;
      // The units and scripts above write no other words.
      return seconds === undefined || atMs < sinceMs ? [] : [{ word: word as Word, atMs }];
    });
}

/** Whether what stands in for k3s runs on a machine, as far as it says. */
export function isK3sThere(machine: LabNode): boolean {
  const words: readonly Word[] = ["started", "stopped", "killall"];
  return (
    diary(machine)
      .filter(({ word }) => words.includes(word))
      .at(-1)?.word === "started"
  );
}
