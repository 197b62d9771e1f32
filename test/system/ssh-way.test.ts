import assert from "node:assert/strict";
import { Lab, type LabNode, until } from "../support/lab.ts";

/** Users on the machine at the end of the way, and what greets them. */
const users = ["ops", "asked", "noisy"] as const;
const rights = "NOPASSWD: /usr/bin/systemctl, /usr/bin/systemd-run";
const sudoers = `ops ALL=(root) ${rights}\nnoisy ALL=(root) ${rights}\nasked ALL=(ALL) ALL\n`;
const noise = "echo Welcome; printf 'yes, LoadState=loaded'; echo Mind the step >&2\n";
const known = "/etc/hecate/known_hosts";
const identity = "/etc/hecate/id";

/** Nodes as hecate knows them: addresses and users of one machine, each with something of its own in the way. */
const nodes = {
  /** Only through the machine in between. */
  good: { address: "10.99.0.63", ssh: { jump: "hop@10.99.0.62" } },
  asking: { address: "10.99.0.64", ssh: { user: "asked" } },
  noisy: { address: "10.99.0.65", ssh: { user: "noisy" } },
  changed: { address: "10.99.0.66" },
  mute: { address: "10.99.0.67", ssh: { port: 2222 } },
} as const;
// Its own keys.
const names = Object.keys(nodes) as readonly (keyof typeof nodes)[];

/** hecate as its service has it, on a coordinator that hears no hirte, and what it does to others by ssh. */
describe("hecate's way by ssh", function () {
  this.timeout(120_000);
  let coordinator: LabNode;
  let between: LabNode;
  let target: LabNode;

  before(async () => {
    const booted = await (await Lab.current()).boot(
      ...[61, 62, 63].map((host) => ({ name: `ssh${host}`, host })),
    );
    const [one, two, three] = booted;
    if (!one || !two || !three) throw new Error("they were not booted");
    [coordinator, between, target] = [one, two, three];
    await coordinator.must(
      "sh",
      "-ec",
      `mkdir -p /etc/hecate; ssh-keygen -q -t ed25519 -N "" -f ${identity}`,
    );
    const key = await coordinator.read(`${identity}.pub`);
    const letIn = (machine: LabNode, names: readonly string[]) =>
      machine.must(
        ...["sh", "-ec"],
        `ssh-keygen -q -A > /dev/null; for user in ${names.join(" ")}; do
  useradd -m -s /bin/bash $user; install -d -m 700 -o $user -g $user /home/$user/.ssh
  echo '${key.trim()}' > /home/$user/.ssh/authorized_keys
done
mkdir -p /run/sshd; systemctl start ssh; cat /etc/ssh/ssh_host_ed25519_key.pub`,
      );
    const [hostKey, ownKey] = await Promise.all([letIn(between, ["hop"]), letIn(target, users)]);
    await target.write("/etc/sudoers.d/hecate", sudoers, 0o440);
    await target.write("/home/noisy/.bashrc", noise);
    for (const { address } of Object.values(nodes).slice(1)) {
      await target.must(
        "sh",
        "-c",
        `ip address add ${address}/24 dev $(ip -o route get 10.99.0.1 | sed 's/.* dev \\([^ ]*\\).*/\\1/')`,
      );
    }
    // It takes connections, and never says a word.
    const mute = ["socat", "-u", "TCP-LISTEN:2222,fork", "OPEN:/dev/null"];
    await target.must("systemd-run", "--quiet", "--unit=mute", ...mute);
    const places = [nodes.good, nodes.asking, nodes.noisy].map(
      ({ address }) => `${address} ${ownKey}`,
    );
    await coordinator.write(
      known,
      [`${between.ip} ${hostKey}`, ...places, `${nodes.changed.address} ${hostKey}`].join(""),
    );
    await coordinator.must("ip", "route", "add", "blackhole", nodes.good.address);
    await coordinator.write("/etc/hecate/hecate.yaml", JSON.stringify(yaml()));
  });

  const yaml = () => ({
    ...{ version: 1, coordinator: "ssh61", metrics: { listen: "off" } },
    broker: { url: "mqtt://127.0.0.1:1", host: "ssh61" },
    ups: { alpha: { target: "alpha@127.0.0.1:1", host: "ssh61" } },
    nodes: {
      ssh61: { address: "10.99.0.61", feeds: ["alpha"] },
      ...Object.fromEntries(names.map((name) => [name, { ...nodes[name], feeds: ["alpha"] }])),
    },
    transports: {
      ...{ order: ["agent", "ssh"], agent_patience: "1s" },
      ssh: { user: "ops", identity, known_hosts: known },
    },
    shutdown: {
      stages: [
        {
          name: "units",
          steps: names.map((name) => ({ stop: `${name}.service`, at: name, timeout: "12s" })),
        },
      ],
    },
  });

  it("[REQ-NHD-30] [REQ-NHD-31] [REQ-NHD-32] [REQ-NHD-33] stops units as a user by sudo, through a host in between and past a shell that greets, from within its service; what is in the way of others is told at once, with its cure", async () => {
    await Promise.all(names.map((name) => target.startLog(`${name}.service`)));
    for (const name of names) await target.systemctl("start", `${name}.service`);
    await coordinator.systemctl("start", "hecate");
    const order = ["hecate", "shutdown", "--execute", "--reason", "test"];
    await coordinator.must("systemd-run", "--quiet", "--unit=order", ...order);
    const { stdout } = await coordinator.exec("hecate", "doctor", "--json");
    // As doctor has written it.
    const found = JSON.parse(stdout) as { check: string; level: string; text: string }[];
    const isOver = (log: string) =>
      names.every((name) => log.includes(`stop ${name}.service on ${name} run=1`));
    const log = await until(() => coordinator.journal(["hecate"]), {
      what: "each step is over",
      holds: isOver,
      deadlineMs: 60_000,
    });
    const states = await Promise.all(names.map((name) => target.activeState(`${name}.service`)));
    assert.deepEqual(states, ["inactive", "active", "inactive", "active", "active"], log);
    const cures = {
      asking: /sudo: a password is required; sudoers there needs `asked ALL=\(root\) NOPASSWD: /,
      changed:
        /the key of 10\.99\.0\.66 is not the one in \/etc\/hecate\/known_hosts.*ssh-keygen -R/,
      mute: /Connection timed out during banner exchange/,
    };
    for (const name of names) {
      const told = found.filter(
        ({ check, text }) => check === "ssh" && text.startsWith(`${name}: `),
      );
      const step =
        log.split("\n").find((line) => line.includes(`stop ${name}.service on ${name} run=1`)) ??
        "";
      const [, tookMs] = /tookMs=(\d+)/.exec(step) ?? [];
      const cure = name === "good" || name === "noisy" ? undefined : cures[name];
      assert.equal(told.length, 1, stdout);
      assert.equal(told[0]?.level, cure ? "warning" : "ok", JSON.stringify(told));
      assert.match(step, cure ?? /outcome=done/);
      assert.match(told[0]?.text ?? "", cure ?? /reached by ssh/);
      // The look at a node that does not answer comes before its 12 s.
      assert.ok(Number(tookMs) < 20_000, step);
    }
    assert.equal(coordinator.has("/run/hecate/ssh/noisy"), true);
  });
});
