import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type LabNode, until, useCluster } from "../support/lab.ts";

const uid = 1000;
const home = "/home/anna";
/** Her node: the user, and the machine's own name. */
const anna = "anna.node1";
const unitFile = readFileSync(
  join(import.meta.dirname, "../../systemd/hirte-agent-user.service"),
  "utf8",
);

describe("an agent for a user's own systemd", () => {
  const cluster = useCluster({
    tls: "off",
    hirte: { AllowedNodeNames: `node1,node2,node3,${anna}` },
  });
  let node: LabNode;
  let isThere = false;

  /** Runs a command on the node as the user, who has a systemd of her own. */
  const asAnna = (...argv: readonly string[]) =>
    node.exec(
      ...["setpriv", `--reuid=${uid}`, `--regid=${uid}`, "--init-groups"],
      ...["env", `HOME=${home}`, `XDG_RUNTIME_DIR=/run/user/${uid}`, ...argv],
    );
  const systemctl = async (...args: readonly string[]) => {
    const { status, stdout, stderr } = await asAnna("systemctl", "--user", ...args);
    assert.equal(status, 0, stderr);
    return stdout.trim();
  };
  const unit = async (name: string, ...lines: readonly string[]) => {
    await node.write(`/etc/systemd/user/${name}`, `${lines.join("\n")}\n`);
    await systemctl("daemon-reload");
  };
  const show = (name: string, property: string) =>
    systemctl("show", "--value", "-p", property, name);
  const isOnline = () =>
    until(() => cluster.wire.nodeState(anna), {
      what: "the user's agent is online",
      holds: (state) => state === "online",
      deadlineMs: 20_000,
    });

  beforeEach(async () => {
    node = cluster.node1;
    if (!isThere) {
      await node.must("useradd", "-m", "-u", `${uid}`, "-G", "systemd-journal", "anna");
      await node.must("loginctl", "enable-linger", "anna");
      await node.unitIs(`user@${uid}.service`, "active");
      isThere = true;
    }
    // She has no configuration of her own: the primary is the machine's, the name is not.
    await unit("hirte-agent.service", unitFile);
    await systemctl("start", "hirte-agent");
    await isOnline();
  });
  afterEach(async () => {
    await asAnna("systemctl", "--user", "stop", "web.service", "slow.service");
    await node.must(
      "sh",
      "-c",
      "rm -f /etc/systemd/user/web.service /etc/systemd/user/slow.service",
    );
  });
  after(async () => {
    if (!isThere) return;
    // She would stay, and her agent would knock at every hirte of the tests after these.
    await node.must(
      ...["sh", "-c"],
      `loginctl disable-linger anna && systemctl stop user@${uid}.service && userdel -rf anna
       rm -f /etc/systemd/user/hirte-agent.service`,
    );
    assert.equal((await node.exec("id", "anna")).status, 1);
  });

  it("[REQ-USER-1] drives her units beside the machine's own agent, and shows what they do and write", async () => {
    await unit("web.service", "[Service]", 'ExecStart=/bin/sh -c "echo hello; exec sleep 1000"');
    const started = await cluster.hirtectl("start", anna, "web");
    assert.equal(started.status, 0, started.stderr);
    assert.equal(await show("web.service", "ActiveState"), "active");
    assert.equal((await node.exec("systemctl", "is-active", "web.service")).status !== 0, true);
    const { stdout: units } = await cluster.residentHirtectl("list-units", anna);
    assert.match(units, /^web\.service +active +running/m);
    await until(() => cluster.residentHirtectl("logs", anna, "web"), {
      what: "her unit's lines are read",
      holds: ({ stdout }) => /anna\.node1 sh\[\d+\]: hello/.test(stdout),
    });
    const { stdout: status } = await cluster.residentHirtectl("status", anna, "web");
    assert.match(status, /hello/);
    assert.equal((await cluster.residentHirtectl("list-units", "node1", "hirte-agent")).status, 0);
    const shown = await cluster.residentHirtectl("show", anna, "web", "--property", "FragmentPath");
    assert.equal(shown.stdout.trim(), "FragmentPath=/etc/systemd/user/web.service");
    // Nor does she switch the machine off.
    const off = await cluster.hirtectl("poweroff", anna);
    assert.deepEqual([off.status, /poweroff\.target/.test(off.stderr)], [4, true], off.stderr);
    assert.equal((await cluster.residentHirtectl("stop", anna, "web")).status, 0);
    assert.equal(await show("web.service", "ActiveState"), "inactive");
  });

  it("[REQ-USER-1] tells a failure with her unit's last lines", async () => {
    await unit(
      "web.service",
      "[Service]",
      "Type=oneshot",
      // Whose line it is the journal learns from the process, as long as that is there.
      'ExecStart=/bin/sh -c "echo broken; sleep 0.5; exit 3"',
    );
    const { status, stderr } = await cluster.residentHirtectl("start", anna, "web");
    assert.equal(status, 1);
    assert.match(stderr, /broken/);
  });

  it("[REQ-USER-2] knows how a job ended that ended while the agent was dead", async () => {
    await unit(
      "slow.service",
      "[Service]",
      "Type=oneshot",
      "ExecStart=/bin/sh -c 'sleep 0.5; exit 4'",
    );
    // Long enough away for systemd to have forgotten the job.
    await unit("hirte-agent.service", unitFile.replace("RestartSec=1", "RestartSec=2"));
    const asked = cluster.hirtectlSpawn("start", anna, "slow");
    await until(() => show("slow.service", "ActiveState"), {
      what: "it is being started",
      holds: (state) => state === "activating",
      everyMs: 20,
    });
    await systemctl("kill", "-s", "KILL", "hirte-agent");
    const { status, stderr } = await asked.ended;
    assert.equal(status, 1, stderr);
    assert.equal(await show("slow.service", "Result"), "exit-code");
  });

  it("[REQ-USER-2] takes a new life of her systemd for a new boot: what was open is lost", async () => {
    await unit("slow.service", "[Service]", "Type=oneshot", "ExecStart=/bin/sleep 1000");
    await systemctl("enable", "hirte-agent");
    const asked = cluster.hirtectlSpawn("start", anna, "slow");
    await until(() => show("slow.service", "ActiveState"), {
      what: "it is being started",
      holds: (state) => state === "activating",
      everyMs: 20,
    });
    const pid = await node.property(`user@${uid}.service`, "MainPID");
    await node.must("systemctl", "kill", "-s", "KILL", `user@${uid}.service`);
    await node.must("sh", "-c", `while kill -0 ${pid} 2> /dev/null; do sleep 0.1; done`);
    await node.systemctl("restart", `user@${uid}.service`);
    const { status, stderr } = await asked.ended;
    assert.equal(status, 5, stderr);
    await systemctl("disable", "hirte-agent");
  });
});
