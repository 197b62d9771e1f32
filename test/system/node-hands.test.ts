import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { NodeEntry, SshAccess } from "../../src/config/hecate-types.ts";
import { systemClock } from "../../src/core/clock.ts";
import { randomId } from "../../src/core/ids.ts";
import { silentLog } from "../../src/core/log.ts";
import { BrokerLink } from "../../src/hecate/broker-link.ts";
import { AgentHands } from "../../src/hecate/nodes/agent-hands.ts";
import { Hands } from "../../src/hecate/nodes/hands.ts";
import { HirteWay } from "../../src/hecate/nodes/hirte-way.ts";
import { NodeStates } from "../../src/hecate/nodes/node-states.ts";
import { NodePresence } from "../../src/hecate/nodes/presence.ts";
import { Prober } from "../../src/hecate/nodes/prober.ts";
import { SshHands } from "../../src/hecate/nodes/ssh-hands.ts";
import { SshProgram } from "../../src/hecate/nodes/ssh-program.ts";
import { NodeWaker } from "../../src/hecate/nodes/waker.ts";
import type { Act } from "../../src/hecate/run/ports.ts";
import { runProgram } from "../../src/hecate/run-program.ts";
import { wayTo } from "../../src/identity/node-identity.ts";
import { coordinatorUser } from "../../src/protocol/power-names.ts";
import { WakeListener } from "../support/lab/wake-listener.ts";
import { brokerPort, type LabNode, until, useCluster } from "../support/lab.ts";
import { useTempDir } from "../support/temp-dir.ts";

const log = silentLog();
const clock = systemClock;
const keyFile = "/root/hecate-key";
const knownHosts = "/root/hecate-hosts";
const mark = "/var/lib/hecate-mark";

/** What hecate on node1, the coordinator, does to node2 by its agent, and to node3, which has none, by ssh. */
describe("hecate's hands on real machines", () => {
  const cluster = useCluster({ hirte: { PowerCoordinator: "node1" } });
  const closing: (() => Promise<void>)[] = [];
  afterEach(() => Promise.all(closing.splice(0).map((close) => close())));
  const directory = useTempDir();

  /** node1 may log in on node3 as root. */
  async function letIn({ node1, node3 }: typeof cluster): Promise<void> {
    await node3.must("systemctl", "disable", "--now", "hirte-agent");
    await node1.must("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", keyFile);
    await node3.write("/root/.ssh/authorized_keys", await node1.read(`${keyFile}.pub`), 0o600);
    await node3.must("sh", "-c", "ssh-keygen -q -A && systemctl enable --now ssh");
    const key = await node3.must("cat", "/etc/ssh/ssh_host_ed25519_key.pub");
    await node1.write(knownHosts, `${node3.ip} ${key}`);
  }

  /** What belongs to node1, for this process, which speaks in its place. */
  async function brokerAccess(node1: LabNode) {
    const file = (name: string) => join(directory(), name);
    const names = ["ca.pem", "cert.pem", "key.pem"] as const;
    for (const name of names) {
      await writeFile(file(name), await node1.read(`/var/lib/hirte-agent/pki/${name}`));
    }
    const tls = {
      ...{ caFile: file("ca.pem"), certFile: file("cert.pem"), keyFile: file("key.pem") },
      isOwn: false,
    };
    return { host: cluster.primary.ip, port: brokerPort, node: "primary", tls };
  }

  it("[REQ-NSH-6] [REQ-NHD-20] [REQ-NHD-21] stop and restart units, reboot machines and power machines off by agent and by ssh, see them gone, and wake them", async () => {
    const { node1, node2, node3 } = cluster;
    await letIn(cluster);
    const access: SshAccess = {
      ...{ user: "root", port: 22, identityFile: keyFile, knownHostsFile: knownHosts },
    };
    const entry = (machine: LabNode, host: number): NodeEntry => ({
      ...{ name: machine.name, address: machine.ip, roles: [], feeds: [], minSupplies: 1 },
      ...{ offTimeoutMs: 60_000, ssh: access, wake: { wol: `02:00:00:00:00:${host}` } },
    });
    const config = () => ({
      self: "node1",
      nodes: [entry(node1, 11), entry(node2, 12), entry(node3, 13)],
      shutdown: { gone: { silenceMs: 2000, settleMs: 2000 } },
      network: [{ name: "primary", address: cluster.primary.ip, feeds: [] }],
      transports: {
        order: ["agent", "ssh"] as const,
        agentPatienceMs: 1000,
        ssh: { ...access, commands: { mark: ["/bin/sh", "-c", `echo once >> ${mark}`] } },
      },
    });
    const broker = await brokerAccess(node1);
    const nodes = new NodeStates({ clock });
    const link = new BrokerLink({
      ...{ name: coordinatorUser, server: "the primary", stream: wayTo(broker, broker) },
      ...{ subscriptions: nodes.subscriptions, onDown: () => nodes.linkDown(), clock, log },
    });
    link.open();
    const way = new HirteWay({ clock, log });
    way.apply({ broker });
    const controlDir = join(directory(), "ssh");
    await node1.must("mkdir", "-p", controlDir);
    const program = new SshProgram({
      ...{ controlDir, program: ["labnode", "exec", "node1", "ssh"], clock },
    });
    const hands = new Hands({
      agent: new AgentHands({ client: () => way.client, nodes, clock }),
      ssh: new SshHands({ config, program }),
      transports: () => config().transports,
      ...{ nodes, clock, log },
    });
    const presence = new NodePresence({
      ...{ config, nodes, prober: new Prober({ clock }), clock },
    });
    const waker = new NodeWaker({ nodes: () => config().nodes, run: runProgram, clock, log });
    const listener = await WakeListener.start({
      "02:00:00:00:00:12": node2,
      "02:00:00:00:00:13": node3,
    });
    closing.push(
      () => program.close(),
      () => way.close(),
      () => link.close(),
      () => listener.close(),
    );
    const { signal } = new AbortController();
    const act = (): Act => ({ run: 1, id: randomId().padEnd(43, "0"), timeoutMs: 30_000, signal });

    await until(() => nodes.agentOf("node2"), { what: "node2", holds: (is) => is === "online" });
    const ways = await Promise.all(["node2", "node3"].map((node) => hands.probe(node, act())));
    assert.deepEqual(
      ways.map(({ way }) => way),
      ["agent", "ssh"],
      JSON.stringify(ways),
    );

    await Promise.all([node2.startLog("web.service"), node3.startLog("web.service")]);
    await Promise.all(
      [node2, node3].map(({ name }) => hands.startUnit(name, "web.service", act())),
    );
    assert.equal(await hands.unitCondition("node3", "web.service", act()), "active");
    // Twice under one id: it is restarted once.
    const restarting = act();
    for (const times of [1, 2]) {
      await Promise.all(
        [node2, node3].map(({ name }) => hands.restartUnit(name, "web.service", restarting)),
      );
      for (const machine of [node2, node3]) {
        assert.equal(await machine.starts("web.service"), 2, `${machine.name}, ${times} times`);
      }
    }
    await assert.rejects(hands.restartUnit("node3", "none.service", act()), {
      code: "no-such-unit",
    });
    await Promise.all([node2, node3].map(({ name }) => hands.stopUnit(name, "web.service", act())));
    for (const machine of [node2, node3]) {
      assert.equal(await machine.activeState("web.service"), "inactive");
    }

    // Twice under one id: it has run once, whether it still ran then or not.
    const once = act();
    await Promise.all([1, 2].map(() => hands.runCommand("node3", "mark", once)));
    await hands.runCommand("node3", "mark", once);
    assert.equal(await node3.read(mark), "once\n");

    // By the boot that it was in: asked for a second time, by whoever, it stays in the one after.
    await Promise.all(
      [node2, node3].map(async (machine) => {
        machine.upset();
        const bootId = await hands.bootOf(machine.name, act());
        const reboot = () =>
          hands.powerOff(machine.name, "reboot", { ...act(), forceAfterMs: 20_000, bootId });
        const boot = () => hands.bootOf(machine.name, { ...act(), timeoutMs: 5000 });
        await reboot();
        const after = await until(() => boot().catch(() => bootId), {
          what: `${machine.name} in another boot`,
          holds: (now) => now !== bootId,
          deadlineMs: 40_000,
        });
        await assert.rejects(reboot(), /in another boot than/);
        // That is what ssh alone is tried at.
        assert.equal(nodes.agentOf("node3"), "offline");
        assert.equal(await boot(), after);
      }),
    );

    await Promise.all(
      [node2, node3].map(async (machine) => {
        machine.upset();
        await hands.powerOff(machine.name, "poweroff", { ...act(), forceAfterMs: 20_000 });
        const gone = await presence.gone(machine.name, { timeoutMs: 40_000, signal });
        assert.equal(gone.isConfirmed, true, gone.detail);
        assert.equal(await machine.status(), "off");
      }),
    );

    const awake = new AbortController();
    const waking = ["node2", "node3"].map((node) => waker.wake(node, awake.signal));
    assert.equal(await presence.cameUp("node2", { timeoutMs: 20_000, signal }), true);
    awake.abort();
    assert.deepEqual(await Promise.all(waking), [undefined, undefined]);
    await listener.close();
    closing.pop();
    assert.deepEqual(listener.woken.toSorted(), ["node2", "node3"]);
  }).timeout(120_000);
});
