import { deepEqual, equal, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createLog } from "../../../src/core/log.ts";
import { topics } from "../../../src/protocol/topics.ts";
import { nodeVerbs } from "../../../src/protocol/verbs.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { jobId } from "../../unit/agent/fakes.ts";
import { AgentBench, node } from "./agent-bench.ts";

describe("an agent and its manager", () => {
  const directory = useTempDir();
  let bench: AgentBench;
  let manager: AgentBench["manager"];
  beforeEach(async () => {
    bench = await AgentBench.start(directory());
    manager = bench.manager;
  });
  afterEach(async () => {
    await bench.stop();
    equal(bench.clock.pending, 0, "timers are left");
    equal(bench.systemd.listeners, 0, "listeners are left");
  });

  const said = (n: number, ...words: string[]) =>
    bench.until(`${words} of ${n}`, () => manager.saidOf(n).join() === words.join());

  describe("registration", () => {
    it("[REQ-AGT-40] says hello every second, and nothing else, until it is let in", async () => {
      manager.answersHello = false;
      void bench.agent.start();
      await bench.until("three hellos", () => manager.hellos.messages.length === 3);
      const [hello] = manager.hellos.messages;
      equal(hello?.machineId, "1".repeat(32));
      equal(hello?.bootId, "b".repeat(32));
      equal(hello?.heartbeatMs, 2000);
      deepEqual(hello?.verbs, [...nodeVerbs]);
      ok(hello?.verbs?.includes("enable") && !hello.verbs.includes("list-nodes"));
      equal(manager.units.all.length + manager.inventories.all.length, 0);
      equal(manager.heartbeats.all.length + manager.reports.all.length, 0);
    });

    it("[REQ-AGT-30] publishes its units and inventory under its session once it is let in", async () => {
      await bench.join();
      deepEqual(
        [...(await bench.retained()).values()].map(({ session }) => session),
        [1001, 1001],
      );
      deepEqual(manager.inventories.messages, [
        { session: 1001, seq: 2, units: ["web.service", "db.service"] },
      ]);
    });

    it("[REQ-AGT-40] ignores a welcome that is for another agent", async () => {
      manager.answersHello = false;
      void bench.agent.start();
      const hello = await waitFor(() => manager.hellos.messages[0]);
      manager.letIn({ ...hello, instance: "f".repeat(32) });
      await bench.pass(500);
      equal(manager.heartbeats.all.length, 0);
    });

    it("[REQ-AGT-41] refused, it leaves, says why once, and comes back after growing pauses", async () => {
      const lines: string[] = [];
      const log = createLog({ level: "info", target: "journald", write: (l) => lines.push(l) });
      bench.makeAgent({ linkNames: ["primary:2020"] }, log);
      manager.answersHello = false;
      void bench.agent.start();
      const times: number[] = [];
      for (let i = 0; i < 5; i++) {
        const hello = await waitFor(() => manager.hellos.messages[i]);
        times.push(bench.clock.monotonicMs());
        manager.refuse(hello, "another machine is connected as node1");
      }
      const pauses = times.slice(1).map((t, i) => t - (times[i] ?? 0));
      ok((pauses[0] ?? 0) >= 500, `${pauses}`);
      ok((pauses[3] ?? 0) >= 2500, `${pauses}`);
      equal(manager.gone.all.length, 0, "a refused agent leaves no will");
      deepEqual(lines, [
        '<4>primary:2020 refused this node: trying again node=node1 reason="another machine is connected as node1"\n',
      ]);
    });

    it("[REQ-AGT-42] remembers the highest epoch, and ignores a manager of a lower one", async () => {
      manager.epoch = 200;
      await bench.join();
      equal(readFileSync(join(directory(), "state/epoch"), "utf8"), "200\n");
      await bench.agent.kill();
      bench.makeAgent();
      manager.epoch = 199;
      const { length } = manager.inventories.all;
      void bench.agent.start();
      const hello = await waitFor(() => manager.hellos.messages.at(-1)?.epoch === 200 && manager);
      await bench.pass(3000);
      equal(manager.inventories.all.length, length);
      hello.epoch = 201;
      await bench.until("an inventory", () => manager.inventories.all.length > length);
      equal(readFileSync(join(directory(), "state/epoch"), "utf8"), "201\n");
    });

    it("[REQ-AGT-42] a ghost's welcome in the middle of a session changes nothing", async () => {
      await bench.join();
      const session = manager.session;
      const hello = manager.hellos.messages[0];
      ok(hello);
      manager.letIn(hello, { epoch: 99, session: 5000 });
      manager.session = session;
      await bench.pass(3000);
      ok(manager.heartbeats.messages.every((beat) => beat.session === session));
      equal(manager.inventories.all.length, 1);
    });

    it("[REQ-AGT-44] takes a new session, and says everything anew", async () => {
      await bench.join();
      const hello = manager.hellos.messages[0];
      ok(hello);
      manager.letIn(hello);
      await bench.until("an inventory", () => manager.inventories.all.length === 2);
      ok([...(await bench.retained()).values()].every(({ session }) => session === 1002));
    });

    it("[REQ-AGT-44] a welcome said twice is one session", async () => {
      await bench.join();
      const hello = manager.hellos.messages[0];
      ok(hello);
      manager.letIn(hello, { session: 1001 });
      manager.session = 1001;
      await bench.pass(3000);
      equal(manager.inventories.all.length, 1);
    });

    it("[REQ-AGT-44] says hello to another life of the manager", async () => {
      await bench.join();
      manager.epoch = 101;
      manager.state(101);
      await bench.until("an inventory", () => manager.inventories.all.length === 2);
      equal(manager.hellos.messages.at(-1)?.epoch, 100);
      // The state stays retained; a ghost's state is none of its business.
      const { length } = manager.hellos.all;
      manager.state(50);
      await bench.pass(2000);
      equal(manager.hellos.all.length, length);
    });

    it("[REQ-AGT-35] says hello again when systemd's units were read anew", async () => {
      await bench.join();
      bench.units.ready(false);
      bench.units.ready(true);
      await bench.until("an inventory", () => manager.inventories.all.length === 2);
      equal(manager.session, 1002);
    });
  });

  describe("the connection", () => {
    it("[REQ-AGT-45] sends heartbeats in its session, and one at once when it is pinged", async () => {
      await bench.join();
      await bench.until("heartbeats", () => manager.heartbeats.messages.length === 3);
      deepEqual(
        manager.heartbeats.messages.map(({ session, seq }) => [session, seq]),
        [
          [1001, 1],
          [1001, 2],
          [1001, 3],
        ],
      );
      const before = bench.clock.monotonicMs();
      manager.ping();
      await bench.until("a heartbeat", () => manager.heartbeats.messages.length === 4);
      deepEqual(manager.echoes.messages, [{ session: manager.session, ping: manager.pings }]);
      ok(bench.clock.monotonicMs() - before < 500);
    });

    it("[REQ-AGT-46] cut, its will is heard; it comes back by itself as another connection", async () => {
      await bench.join();
      bench.cut();
      await bench.until("an inventory", () => manager.inventories.all.length === 2);
      const instances = new Set(manager.hellos.messages.map(({ instance }) => instance));
      equal(instances.size, 2);
      deepEqual(manager.gone.messages, [{ instance: [...instances][0], reason: "will" }]);
    });

    it("[REQ-AGT-46] stopped, it says goodbye and leaves no will", async () => {
      await bench.join();
      const stopped = bench.agent.stop();
      await bench.until("a goodbye", () => manager.gone.all.length > 0);
      let isOver = false;
      void stopped.then(() => {
        isOver = true;
      });
      await bench.until("the end", () => isOver, 2000);
      await bench.pass(100);
      deepEqual(
        manager.gone.messages.map(({ reason }) => reason),
        ["stopping"],
      );
    });

    it("[REQ-AGT-46] stopped while nobody answers, it is gone within two seconds", async () => {
      await bench.join();
      bench.deafen();
      let isOver = false;
      void bench.agent.stop().then(() => {
        isOver = true;
      });
      await bench.until("the end", () => isOver, 2000);
    });

    it("[REQ-AGT-46] stopped before it ever connected, it is gone at once", async () => {
      bench.makeAgent({
        links: [
          () => {
            throw new Error("no way");
          },
        ],
      });
      let hasTried = false;
      void bench.agent.start().then(() => {
        hasTried = true;
      });
      await bench.until("a first attempt", () => hasTried);
      await bench.agent.stop();
    });

    it("[REQ-AGT-43] leaves a manager that has been silent for 30 s, and comes back", async () => {
      await bench.join();
      manager.isSilent = true;
      await bench.pass(28_000);
      equal(manager.gone.all.length, 0);
      await bench.until("a new session", () => manager.session === 1002, 6000);
    });

    it("[REQ-AGT-43] silence shorter than that changes nothing", async () => {
      await bench.join();
      manager.isSilent = true;
      await bench.pass(25_000);
      manager.isSilent = false;
      await bench.pass(30_000);
      equal(manager.session, 1001);
      equal(manager.inventories.all.length, 1);
    });

    it("[REQ-AGT-47] tries its managers in turn, and goes back first to the one that let it in", async () => {
      const tried: string[] = [];
      const dead = (name: string) => () => {
        tried.push(name);
        throw new Error("refused");
      };
      const alive = () => {
        tried.push("b");
        return bench.stream();
      };
      bench.makeAgent({ links: [dead("a"), alive, dead("c")] });
      await bench.join();
      deepEqual(tried, ["a", "b"]);
      bench.cut();
      await bench.until("an inventory", () => manager.inventories.all.length === 2);
      deepEqual(tried, ["a", "b", "b"]);
    });
  });

  describe("jobs", () => {
    it("[REQ-AGT-9] a command repeated is begun once, and its end repeated until it is confirmed", async () => {
      await bench.join();
      for (let i = 0; i < 3; i++) manager.command(1);
      await said(1, "running", "running", "running");
      bench.systemd.end(1);
      await said(1, "running", "running", "running", "done");
      await said(1, "running", "running", "running", "done", "done");
      manager.ack(1);
      await bench.pass(200);
      const { length } = manager.reports.all;
      await bench.pass(10_000);
      equal(manager.reports.all.length, length);
      equal(bench.systemd.calls.length, 1);
    });

    it("[REQ-AGT-48] commands of another session are neither obeyed nor answered", async () => {
      await bench.join();
      manager.command(1, { session: 1000 });
      manager.command(2, { session: 1002 });
      await bench.pass(500);
      equal(bench.systemd.calls.length + manager.reports.all.length, 0);
    });

    it("[REQ-AGT-2] a command found in the socket after a freeze is not begun when its time is over", async () => {
      await bench.join();
      await bench.pass(2500);
      manager.command(1, { startBy: manager.now + 2000 });
      bench.clock.stall(5000);
      await said(1, "expired");
      equal(bench.systemd.calls.length, 0);
    });

    it("[REQ-AGT-2] a pulse found in the socket after a freeze makes no old command young", async () => {
      manager.isSilent = true;
      await bench.join();
      const beat = await waitFor(() => manager.heartbeats.messages[0]);
      const { now, session } = manager;
      await manager.link?.publish(
        topics.command,
        { node },
        {
          session,
          kind: "job",
          id: jobId(1),
          verb: "start",
          unit: "web.service",
          startBy: now + 2000,
        },
      );
      bench.bootClock.suspend(3_600_000);
      await manager.link?.publish(topics.pulse, { node }, { session, seq: beat.seq, now });
      await said(1, "expired");
      equal(bench.systemd.calls.length, 0);
    });

    it("[REQ-AGT-1] a command that is faster than the first pulse waits for it", async () => {
      manager.isSilent = true;
      await bench.join();
      manager.command(1);
      await bench.pass(500);
      deepEqual(manager.saidOf(1), []);
      manager.isSilent = false;
      await said(1, "running");
    });

    it("[REQ-AGT-1] a command that waited for the first pulse begins with it", async () => {
      manager.isSilent = true;
      await bench.join();
      manager.command(1);
      await bench.pass(30);
      manager.isSilent = false;
      const before = bench.clock.monotonicMs();
      manager.ping();
      await said(1, "running");
      ok(bench.clock.monotonicMs() - before < 150);
    });

    it("[REQ-AGT-1] what was known of the clock of an earlier life of the manager is forgotten", async () => {
      await bench.join();
      await bench.pass(3000);
      const hello = manager.hellos.messages[0];
      ok(hello);
      // Its machine's clock was put forward; by the old one the command would seem young.
      manager.isSilent = true;
      manager.epoch = 101;
      manager.clockMs += 3_600_000;
      manager.letIn(hello);
      await bench.pass(100);
      manager.command(1, { startBy: manager.now - 1000 });
      await bench.pass(1000);
      equal(bench.systemd.calls.length, 0);
      manager.isSilent = false;
      await said(1, "expired");
    });

    it("[REQ-AGT-48] a pulse of another session says nothing of the time", async () => {
      manager.isSilent = true;
      await bench.join();
      manager.command(1);
      await manager.link?.publish(
        topics.pulse,
        { node },
        { session: 999, seq: 1, now: manager.now - 5000 },
      );
      await bench.pass(1000);
      equal(bench.systemd.calls.length, 0);
    });

    it("[REQ-AGT-46] told to stop, it lets systemd number the jobs that were just asked for", async () => {
      await bench.join();
      bench.systemd.isHolding = true;
      manager.command(1);
      await bench.until("a call", () => bench.systemd.calls.length === 1);
      let isOver = false;
      void bench.agent.stop().then(() => {
        isOver = true;
      });
      await bench.pass(200);
      equal(manager.gone.all.length, 0);
      bench.systemd.answer();
      await bench.until("the end", () => isOver);
      bench.makeAgent();
      await bench.join();
      bench.systemd.end(1);
      await bench.until("the end", () => manager.saidOf(1).includes("done"));
    });

    it("[REQ-AGT-23] an end that was not confirmed is told again in the next session", async () => {
      await bench.join();
      manager.command(1);
      await said(1, "running");
      bench.cut();
      bench.systemd.end(1);
      await said(1, "running", "done");
      equal(manager.reports.messages.at(-1)?.session, 1002);
    });

    it("[REQ-AGT-21] [REQ-AGT-22] after a restart of the agent it accounts for what the manager asks", async () => {
      await bench.join();
      manager.command(1);
      manager.command(2, { unit: "db.service" });
      await said(2, "running");
      await bench.agent.kill();
      bench.systemd.endOf("db.service", "failed");
      manager.welcome = {
        openJobs: [1, 2, 3].map((n) => ({ job: jobId(n), unit: "x.service", verb: "start" })),
      };
      bench.makeAgent();
      await bench.join();
      await said(3, "unknown");
      await bench.until("the end of 2", () => manager.saidOf(2).includes("failed"));
      deepEqual(manager.saidOf(1), ["running", "running"]);
      bench.systemd.end(1);
      await said(1, "running", "running", "done");
      equal(bench.systemd.calls.length, 2);
    });

    it("[REQ-AGT-20] a cancel by one of two callers leaves the job to the other", async () => {
      await bench.join();
      manager.command(1);
      manager.command(2);
      await said(2, "running");
      manager.command(1, { kind: "cancel" });
      await said(1, "running", "canceled");
      deepEqual(bench.systemd.cancelCalls, []);
      manager.command(2, { kind: "cancel" });
      await said(2, "running", "canceled");
      deepEqual(bench.systemd.cancelCalls, [1]);
    });

    it("[REQ-AGT-13] an end-by time that passes leaves the unit as it is found, and says how", async () => {
      await bench.join();
      bench.systemd.evidenceOf.set("web.service", { active: "activating", sub: "start" });
      manager.command(1, { endBy: manager.now + 3000 });
      await bench.until("a timeout", () => manager.saidOf(1).includes("timeout"));
      deepEqual(manager.reports.messages.at(-1)?.after, { active: "activating", sub: "start" });
    });

    it("[REQ-AGT-50] a query is answered in the session", async () => {
      await bench.join();
      manager.command(1, { kind: "query", verb: "status", args: { units: ["web.service"] } });
      const answer = await waitFor(() => manager.reports.messages[0]);
      equal(answer.kind, "answer");
      equal(answer.data?.length, 1);
    });

    it("[REQ-AGT-49] an end that cannot be said in full is said in a word", async () => {
      await bench.join();
      bench.systemd.evidenceOf.set("web.service", {
        active: "active",
        sub: "running",
        invocation: "not an invocation id",
      });
      manager.command(1);
      await said(1, "running");
      bench.systemd.end(1);
      await said(1, "running", "done");
    });
  });

  describe("units", () => {
    it("[REQ-AGT-31] a change is published at once, and a unit that is gone is cleared", async () => {
      await bench.join();
      bench.units.set("web.service", { active: "failed", sub: "failed" });
      bench.units.unload("db.service");
      await bench.until("both", () => manager.units.all.length === 4);
      const retained = await bench.retained();
      deepEqual(
        [...retained].map(([unit, { active }]) => [unit, active]),
        [["web.service", "failed"]],
      );
      await bench.until("an inventory", () => manager.inventories.all.length === 2);
      deepEqual(manager.inventories.messages.at(-1)?.units, ["web.service"]);
    });

    it("[REQ-AGT-34] what an earlier agent published and is no longer loaded is cleared", async () => {
      await bench.join();
      await bench.agent.kill();
      bench.units.units.delete("db.service");
      bench.makeAgent();
      await bench.join();
      await bench.until("a clear", () => manager.units.all.some(({ message }) => !message));
      deepEqual([...(await bench.retained()).keys()], ["web.service"]);
    });
  });

  async function waitFor<T>(find: () => T | undefined | false): Promise<T> {
    await bench.until("something", () => Boolean(find()));
    const found = find();
    if (!found) throw new Error("it went away");
    return found;
  }
});
