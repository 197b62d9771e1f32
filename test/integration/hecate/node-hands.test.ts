import assert from "node:assert/strict";
import { join } from "node:path";
import { Agent } from "../../../agent/agent.ts";
import { AllowedNodes } from "../../../broker/allowed-nodes.ts";
import { EpochStore } from "../../../broker/epoch-store.ts";
import { JobLog } from "../../../broker/job-log.ts";
import { Manager } from "../../../broker/manager.ts";
import { procBootClock } from "../../../src/core/boot-clock.ts";
import { systemClock } from "../../../src/core/clock.ts";
import { HirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import { BrokerLink } from "../../../src/hecate/broker-link.ts";
import { AgentHands } from "../../../src/hecate/nodes/agent-hands.ts";
import { HirteWay } from "../../../src/hecate/nodes/hirte-way.ts";
import { NodeStates } from "../../../src/hecate/nodes/node-states.ts";
import { NodePresence } from "../../../src/hecate/nodes/presence.ts";
import { Prober } from "../../../src/hecate/nodes/prober.ts";
import type { Act } from "../../../src/hecate/run/ports.ts";
import { tcpStream } from "../../../src/mqtt/link.ts";
import { coordinatorUser } from "../../../src/protocol/power-names.ts";
import { BrokerUnderTest } from "../../support/broker.ts";
import { FakeLogs } from "../../support/fake-logs.ts";
import { FakeNames } from "../../support/fake-names.ts";
import { FakeActions, FakeQueries } from "../../support/fake-queries.ts";
import { FakeRuns } from "../../support/fake-runs.ts";
import { FakeJournal } from "../../support/fake-systemd.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { Until } from "../../support/until.ts";
import { FakeProcesses, FakeSystemd, FakeUnits } from "../../unit/agent/fakes.ts";

const log = silentLog();
const clock = systemClock;
const node = "worker";
const unit = "web.service";

/** Broker, manager and agent as they are; systemd behind it as a test says. */
describe("hecate's hands by hirte", () => {
  const directory = useTempDir();
  let tested: BrokerUnderTest;
  let manager: Manager;
  let jobLog: JobLog;
  let agent: Agent;
  let systemd: FakeSystemd;
  let runs: FakeRuns;
  let actions: FakeActions;
  let queries: FakeQueries;
  let nodes: NodeStates;
  let link: BrokerLink;
  let way: HirteWay;
  let hands: AgentHands;
  let presence: NodePresence;
  let heard: Until;

  async function startManager(): Promise<void> {
    const opened = JobLog.open({ directory: directory(), log });
    jobLog = opened.log;
    manager = new Manager({
      servers: [() => tested.broker.inMemoryStream()],
      isBrokerExternal: false,
      allowedNodes: AllowedNodes.open({ directory: directory(), configured: [node, "far"], log }),
      epochs: EpochStore.open(directory(), { wallMs: clock.wallMs(), log }),
      jobLog,
      open: opened.contents.open,
      lastAt: opened.contents.lastAt,
      version: "1.2.3",
      ...{ clock, log },
      onFatal: (error) => {
        throw error;
      },
    });
    await manager.start();
  }

  /** Another life of hecate's: nothing of the one before is left. */
  async function startHecate(): Promise<void> {
    await way?.close();
    way = new HirteWay({ clock, log });
    way.apply({ broker: { host: "127.0.0.1", port: tested.port, node: "db" } });
    hands = new AgentHands({ client: () => way.client, nodes, clock });
  }

  beforeEach(async () => {
    tested = await BrokerUnderTest.start();
    await startManager();
    systemd = new FakeSystemd();
    runs = new FakeRuns();
    runs.commands.add("killall");
    actions = new FakeActions();
    queries = new FakeQueries();
    agent = new Agent({
      ...{ node, systemd, runs, actions, queries, clock, log },
      links: [tcpStream("127.0.0.1", tested.port)],
      units: new FakeUnits([unit]),
      processes: new FakeProcesses(),
      journal: new FakeJournal(),
      logs: new FakeLogs(),
      names: new FakeNames(),
      bootClock: procBootClock(),
      machine: { machineId: "1".repeat(32), bootId: "b".repeat(32) },
      stateDir: join(directory(), "state"),
      runDir: join(directory(), "run"),
      ...{ heartbeatMs: 2000, reconnectMaxMs: 500, version: "1.2.3" },
    });
    heard = new Until();
    nodes = new NodeStates({ clock });
    nodes.onChange(heard.notify);
    link = new BrokerLink({
      ...{ name: coordinatorUser, server: "here", clock, log },
      stream: tcpStream("127.0.0.1", tested.port),
      subscriptions: nodes.subscriptions,
      onDown: () => nodes.linkDown(),
    });
    const gone = { silenceMs: 10_000, settleMs: 20_000 };
    const config = () => ({ self: "db", nodes: [], network: [], shutdown: { gone } });
    presence = new NodePresence({ config, nodes, prober: new Prober({ clock }), clock });
    link.open();
    void agent.start();
    await startHecate();
    await heard.until("the agent", () => nodes.agentOf(node) === "online");
  });
  afterEach(async () => {
    await way.close();
    await link.close();
    await agent.kill();
    await manager.stop();
    jobLog.close();
    await tested.stop();
  });

  let acts = 0;
  const act = (rest: Partial<Act> = {}): Act => ({
    run: 7,
    id: `${++acts}`.padEnd(43, "a"),
    timeoutMs: 5000,
    signal: new AbortController().signal,
    ...rest,
  });
  const rejectsWith = (promise: Promise<unknown>, code: string, text: RegExp) =>
    assert.rejects(promise, (error: HirteError) => {
      assert.equal(error.code, code, error.message);
      assert.match(error.message, text);
      return true;
    });
  /** Until systemd was asked so often. */
  const asked = (calls: () => readonly unknown[], times: number) =>
    tested.until(() => calls().length >= times);

  it("[REQ-NHD-1] stop and start a unit, and say what systemd said where that failed", async () => {
    const stopping = hands.stopUnit(node, unit, act());
    await asked(() => systemd.calls, 1);
    systemd.evidenceOf.set(unit, { active: "inactive", sub: "dead", wasActive: true });
    systemd.end(1);
    await stopping;
    const starting = hands.startUnit(node, unit, act());
    await asked(() => systemd.calls, 2);
    const failed = { active: "failed", sub: "failed", result: "exit-code", exitCode: 3 } as const;
    systemd.evidenceOf.set(unit, { ...failed, wasActive: true });
    systemd.end(2, "failed");
    await rejectsWith(
      starting,
      "job-failed",
      /^worker: start web\.service: failed \(exit-code\), unit is failed\/failed, exit status 3/,
    );
    systemd.refusal = new HirteError("no-such-unit", "Unit x.service not found.");
    await rejectsWith(hands.stopUnit(node, "x.service", act()), "no-such-unit", /not found/);
    assert.deepEqual(
      systemd.calls.map(({ verb }) => verb),
      ["stop", "start", "stop"],
    );
  });

  it("[REQ-NHD-20] restart a unit once under an act's id, whoever of hecate is restarted meanwhile", async () => {
    const once = act();
    const first = hands.restartUnit(node, unit, once);
    const unknown = rejectsWith(first, "outcome-unknown", /restart web\.service/);
    await asked(() => systemd.calls, 1);
    await startHecate();
    await unknown;
    const again = hands.restartUnit(node, unit, once);
    systemd.evidenceOf.set(unit, { active: "active", sub: "running", wasActive: true });
    systemd.end(1);
    await again;
    await hands.restartUnit(node, unit, once);
    assert.deepEqual(
      systemd.calls.map(({ verb }) => verb),
      ["restart"],
    );
  });

  it("[REQ-NHD-2] run a command once, however often hecate is restarted while it runs and after it, and give its end to each", async () => {
    const once = act();
    const runOnce = () => hands.runCommand(node, "killall", once);
    const unknown = rejectsWith(runOnce(), "outcome-unknown", /killall/);
    await asked(() => runs.calls, 1);
    // hecate dies.
    await startHecate();
    await unknown;
    const second = runOnce();
    const [call] = runs.calls;
    const made = call?.call.unit ?? "";
    assert.equal(call?.call.reader, undefined, "nobody has to read its output");
    const end = { active: "failed", sub: "failed", wasActive: true, result: "exit-code" } as const;
    systemd.evidenceOf.set(made, { ...end, exitCode: 1 });
    runs.change(made);
    await rejectsWith(second, "job-failed", /exit status 1/);
    // hecate dies again, and hirte with it.
    await manager.stop();
    jobLog.close();
    await startManager();
    await startHecate();
    await rejectsWith(runOnce(), "job-failed", /exit status 1/);
    assert.equal(runs.calls.length, 1);
  });

  it("[REQ-NHD-3] never begin what was not begun within its time, and say that it was not over in time where it was", async () => {
    let letGo = () => {};
    systemd.road = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await rejectsWith(
      hands.stopUnit(node, unit, act({ timeoutMs: 1000 })),
      "expired",
      /was not begun in time, and will not be/,
    );
    letGo();
    systemd.road = undefined;
    const late = hands.stopUnit(node, unit, act({ timeoutMs: 1000 }));
    await rejectsWith(late, "deadline", /not over/);
    assert.equal(systemd.calls.length, 1);
    await rejectsWith(
      hands.runCommand(node, "unknown", act()),
      "no-such-command",
      /^worker: command unknown: none/,
    );
  });

  it("[REQ-NHD-4] power a node off under the run's number and with its limit, once, and take a repetition for the same", async () => {
    actions.isHolding = true;
    const once = act();
    const first = hands.powerOff(node, "poweroff", { ...once, forceAfterMs: 60_000 });
    const unknown = rejectsWith(first, "outcome-unknown", /poweroff/);
    await asked(() => actions.calls, 1);
    // Another life, with another limit in its configuration: it is the same act.
    await startHecate();
    const again = hands.powerOff(node, "poweroff", { ...once, forceAfterMs: 50_000 });
    actions.release();
    await again;
    await unknown;
    const power = { do: "poweroff", run: 7, forceAfterMs: 60_000 };
    assert.deepEqual(
      actions.calls.map(({ verb, args }) => [verb, args]),
      [["power", power]],
    );
    // What an earlier run wants is refused by the node.
    const old = { ...act({ run: 6 }), forceAfterMs: 1000 };
    await rejectsWith(hands.powerOff(node, "poweroff", old), "denied", /6/);
  });

  it("[REQ-NHD-21] tell the boot of a machine by its agent, and have that boot rebooted and no other", async () => {
    const bootId = await hands.bootOf(node, act());
    assert.equal(bootId, "b".repeat(32));
    const reboot = (of: string) =>
      hands.powerOff(node, "reboot", { ...act(), forceAfterMs: 60_000, bootId: of });
    await rejectsWith(reboot("a".repeat(32)), "denied", /in another boot/);
    await reboot(bootId);
    assert.deepEqual(
      actions.calls.map(({ args }) => args),
      [{ do: "reboot", run: 7, forceAfterMs: 60_000, bootId }],
    );
    await rejectsWith(hands.bootOf("far", act()), "not-reachable", /its agent is offline/);
  });

  it("[REQ-NHD-5] wait for nobody who gives up waiting, and for no connection", async () => {
    const giveUp = new AbortController();
    const stopping = hands.stopUnit(node, unit, act({ signal: giveUp.signal }));
    await asked(() => systemd.calls, 1);
    giveUp.abort();
    await rejectsWith(stopping, "aborted", /not waited for/);
    await manager.stop();
    await tested.broker.close();
    await rejectsWith(
      hands.stopUnit(node, unit, act({ timeoutMs: 200 })),
      "not-reachable",
      /nothing was sent/,
    );
    await heard.until("no connection", () => nodes.agentOf(node) === "unknown");
  });

  it("[REQ-NHD-6] tell the condition of a unit and whether a clock is in step, and disturb nothing by a probe", async () => {
    queries.active.set(unit, "deactivating");
    assert.equal(await hands.unitCondition(node, unit, act()), "changing");
    assert.equal(await hands.unitCondition(node, "x.service", act()), "absent");
    const rows = (active: string, words: string) => [
      { unit: "systemd-timesyncd.service", name: "ActiveState", value: active },
      { unit: "systemd-timesyncd.service", name: "StatusText", value: words },
    ];
    queries.shown = rows("active", "Connecting to time server 10.0.0.1:123.");
    assert.equal(await hands.isTimeSynced(node, act()), false);
    queries.shown = rows("active", "Contacted time server 10.0.0.1:123 (10.0.0.1).");
    assert.equal(await hands.isTimeSynced(node, act()), true);
    queries.shown = rows("inactive", "");
    await rejectsWith(hands.isTimeSynced(node, act()), "unavailable", /no unit there says so/);
    assert.equal((await hands.probe(node, act())).way, "agent");
    const { way: none, detail } = await hands.probe("far", act());
    assert.equal(none, undefined);
    assert.match(detail, /far/);
    assert.deepEqual([systemd.calls, runs.calls, actions.calls], [[], [], []]);
  });

  it("[REQ-NPR-1] believe what is said of an agent while hirte is there, and hear it come up", async () => {
    assert.equal(presence.agentOf(node), "online");
    assert.equal(presence.agentOf("far"), "offline");
    const { signal } = new AbortController();
    assert.equal(await presence.cameUp("far", { timeoutMs: 20, signal }), false);
    await agent.stop();
    await heard.until("a goodbye", () => presence.agentOf(node) === "offline");
    await manager.stop();
    await heard.until("hirte's end", () => presence.agentOf(node) === "unknown");
    jobLog.close();
    await startManager();
    await heard.until("hirte again", () => presence.agentOf(node) === "offline");
  });
});
