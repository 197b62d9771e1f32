import assert from "node:assert/strict";
import { HirteError } from "../../../../src/core/errors.ts";
import type { AgentAct } from "../../../../src/hecate/nodes/agent-hands.ts";
import { Hands } from "../../../../src/hecate/nodes/hands.ts";
import { NodeStates } from "../../../../src/hecate/nodes/node-states.ts";
import type { Act, NodeHands } from "../../../../src/hecate/run/ports.ts";
import { FakeClock } from "../../../support/fake-clock.ts";
import { keptLog } from "../fakes.ts";
import { NodesSaid } from "./said.ts";

/** A way that does what a test says, and notes what is asked of it. */
class FakeWay implements NodeHands {
  readonly asked: string[] = [];
  /** How it ends; default: well, at once. */
  does: (act: AgentAct) => Promise<void> = async () => {};
  readonly #clock: FakeClock;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  async #ask(what: string, act: AgentAct): Promise<void> {
    this.asked.push(`${this.#clock.monotonicMs() / 1000} s: ${what}, ${act.timeoutMs / 1000} s`);
    await this.does(act);
  }
  stopUnit = (_: string, unit: string, act: Act) => this.#ask(`stop ${unit}`, act);
  startUnit = (_: string, unit: string, act: Act) => this.#ask(`start ${unit}`, act);
  restartUnit = (_: string, unit: string, act: Act) => this.#ask(`restart ${unit}`, act);
  runCommand = (_: string, command: string, act: Act) => this.#ask(`command ${command}`, act);
  powerOff = (_: string, what: string, act: Act) => this.#ask(what, act);
  async unitCondition(_: string, unit: string, act: Act) {
    await this.#ask(`state of ${unit}`, act);
    return "active" as const;
  }
  async bootOf(_: string, act: Act) {
    await this.#ask("boot", act);
    return "b".repeat(32);
  }
  async isTimeSynced(_: string, act: Act) {
    await this.#ask("clock", act);
    return true;
  }
  async probe(_: string, act: Act) {
    await this.#ask("probe", act);
    return { way: "ssh" as const, detail: "it answers" };
  }
}

const fails = (code: HirteError["code"]) => async () => {
  throw new HirteError(code, `it is ${code}`);
};
/** Ends when nobody waits for it any more. */
const hangs = (act: AgentAct) =>
  new Promise<void>((_, reject) => {
    act.signal.addEventListener("abort", () => reject(new HirteError("aborted", "given up")));
  });

describe("which way is taken to a node", () => {
  let clock: FakeClock;
  let said: NodesSaid;
  let agent: FakeWay;
  let ssh: FakeWay;
  let hands: Hands;
  let order: ("agent" | "ssh")[];
  const act = (rest: Partial<Act> = {}): Act => ({
    ...{ run: 1, id: "x", timeoutMs: 60_000, signal: new AbortController().signal, ...rest },
  });
  const code = (promise: Promise<unknown>) =>
    promise.then(
      () => "done",
      (error: HirteError) => error.code,
    );

  beforeEach(() => {
    clock = new FakeClock();
    const { log } = keptLog();
    const nodes = new NodeStates({ clock });
    said = new NodesSaid(nodes, { clock, log });
    agent = new FakeWay(clock);
    ssh = new FakeWay(clock);
    order = ["agent", "ssh"];
    const transports = () => ({ order, agentPatienceMs: 10_000 });
    hands = new Hands({ agent, ssh, transports, nodes, clock, log });
  });
  afterEach(() => assert.equal(clock.pending, 0, "timers are left"));

  it("[REQ-NHD-7] is that by its agent, at once, where that is online", async () => {
    said.manager();
    said.node("n", "online");
    await hands.stopUnit("n", "a.service", act());
    assert.deepEqual([agent.asked, ssh.asked], [["0 s: stop a.service, 60 s"], []]);
  });

  it("[REQ-NHD-7] is the next one when the agent was away for as long as one is patient, and not before", async () => {
    said.manager();
    said.node("n", "unreachable");
    await clock.advance(4000);
    const stopped = hands.stopUnit("n", "a.service", act());
    await clock.advance(5900);
    assert.deepEqual(ssh.asked, []);
    await clock.advance(200);
    await stopped;
    assert.deepEqual([agent.asked, ssh.asked], [[], ["10 s: stop a.service, 54 s"]]);
    // It is known to be away by now.
    await hands.startUnit("n", "a.service", act());
    assert.equal(ssh.asked.length, 2);
  });

  it("[REQ-NHD-7] is that by the agent when it comes within that time, also after a restart of hirte", async () => {
    await clock.advance(60_000);
    said.manager();
    const stopped = hands.stopUnit("n", "a.service", act());
    await clock.advance(3000);
    said.node("n", "online");
    await stopped;
    assert.deepEqual([agent.asked, ssh.asked], [["63 s: stop a.service, 57 s"], []]);
  });

  it("[REQ-NHD-8] is another one for what the first has certainly not begun, with the time that is left", async () => {
    said.manager();
    said.node("n", "online");
    for (const certain of ["not-reachable", "node-offline", "expired", "no-such-node"] as const) {
      agent.does = fails(certain);
      await hands.runCommand("n", "c", act());
    }
    assert.equal(ssh.asked.length, 4);
    ssh.does = fails("not-reachable");
    assert.equal(await code(hands.runCommand("n", "c", act())), "not-reachable");
  });

  it("[REQ-NHD-8] is never another one for a command, a restart and a reboot of which nobody knows whether it was begun", async () => {
    said.manager();
    said.node("n", "online");
    for (const uncertain of ["outcome-unknown", "lost", "deadline", "dbus-gone"] as const) {
      agent.does = fails(uncertain);
      assert.equal(await code(hands.runCommand("n", "c", act())), uncertain);
      assert.equal(await code(hands.restartUnit("n", "a.service", act())), uncertain);
    }
    agent.does = fails("lost");
    const reboot = hands.powerOff("n", "reboot", { ...act(), forceAfterMs: 1 });
    assert.equal(await code(reboot), "lost");
    assert.deepEqual(ssh.asked, []);
  });

  it("[REQ-NHD-8] is another one where it may be done twice, and what came of it is unknown when that fails too", async () => {
    said.manager();
    said.node("n", "online");
    agent.does = fails("outcome-unknown");
    await hands.stopUnit("n", "a.service", act());
    await hands.powerOff("n", "poweroff", { ...act(), forceAfterMs: 1 });
    assert.equal(ssh.asked.length, 2);
    ssh.does = fails("not-reachable");
    const off = hands.powerOff("n", "poweroff", { ...act(), forceAfterMs: 1 });
    assert.equal(await code(off), "outcome-unknown");
  });

  it("[REQ-NHD-8] is none around a refusal, a failure, or the end of the time", async () => {
    said.manager();
    said.node("n", "online");
    for (const final of ["denied", "job-failed", "no-such-unit", "deadline"] as const) {
      agent.does = fails(final);
      assert.equal(await code(hands.stopUnit("n", "a.service", act())), final);
    }
    assert.deepEqual(ssh.asked, []);
  });

  it("[REQ-NHD-8] is another one for what may be done twice when its agent goes away in the middle; a command is waited for", async () => {
    said.manager();
    said.node("n", "online");
    agent.does = hangs;
    const stopped = hands.stopUnit("n", "a.service", act());
    const over = new AbortController();
    const command = code(hands.runCommand("n", "c", act({ signal: over.signal })));
    await clock.advance(2000);
    said.node("n", "unreachable");
    await clock.advance(11_000);
    await stopped;
    await clock.advance(20_000);
    assert.deepEqual(ssh.asked, ["12 s: stop a.service, 48 s"]);
    over.abort();
    assert.equal(await command, "aborted");
  });

  it("[REQ-NHD-7] is the only one there is: a node that is away fails after the patience, a hirte that is away is waited for", async () => {
    order = ["agent"];
    said.manager();
    const away = code(hands.stopUnit("n", "a.service", act()));
    await clock.advance(10_100);
    assert.equal(await away, "not-reachable");
    said.manager("down");
    const waits = hands.stopUnit("n", "a.service", act());
    await clock.advance(30_000);
    said.manager("up", 4);
    said.node("n", "online", 4);
    await waits;
    assert.deepEqual(agent.asked, ["40.1 s: stop a.service, 30 s"]);
    said.manager("down");
    const over = code(hands.stopUnit("n", "a.service", act({ timeoutMs: 5000 })));
    await clock.advance(5100);
    assert.equal(await over, "not-reachable");
  });

  it("[REQ-NHD-9] is found by a probe that waits for nobody who is away", async () => {
    said.manager();
    said.node("n", "offline");
    assert.equal((await hands.probe("n", act())).way, "ssh");
    order = ["agent"];
    assert.deepEqual(await hands.probe("n", act()), { detail: "its agent is offline" });
    assert.equal(clock.monotonicMs(), 0);
  });

  it("[REQ-NHD-5] ends with the waiting, while an agent is waited for as well", async () => {
    const over = new AbortController();
    const stopped = code(hands.stopUnit("n", "a.service", act({ signal: over.signal })));
    await clock.advance(1000);
    over.abort();
    assert.equal(await stopped, "aborted");
    assert.deepEqual([agent.asked, ssh.asked], [[], []]);
  });
});
