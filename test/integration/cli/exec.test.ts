import { deepEqual, equal, match, ok } from "node:assert/strict";
import { StreamDesk } from "../../../agent/stream-desk.ts";
import { systemClock } from "../../../src/core/clock.ts";
import { silentLog } from "../../../src/core/log.ts";
import type { Link } from "../../../src/mqtt/link.ts";
import type { Job } from "../../../src/protocol/generated/schemas.ts";
import { topics } from "../../../src/protocol/topics.ts";
import { runCli, startCli } from "../../support/cli-run.ts";
import { FakeLogs } from "../../support/fake-logs.ts";
import { ownLimits } from "../../support/fake-names.ts";
import { FakeOutput } from "../../support/fake-runs.ts";
import { type Asked, aNode, ScriptedHirte } from "../../support/scripted-hirte.ts";

describe("hirtectl exec, run and command", () => {
  let hirte: ScriptedHirte;
  const agents: { desk: StreamDesk; link: Link }[] = [];
  beforeEach(async () => {
    hirte = await ScriptedHirte.start();
    hirte.nodes = [aNode("node1")];
    await hirte.sayNode("node1", {});
    for (const verb of ["run", "command"])
      hirte.on(verb, (asked) => ({ status: "accepted", job: hirte.jobOf(asked) }));
  });
  afterEach(async () => {
    for (const { desk, link } of agents.splice(0)) {
      desk.stop();
      await link.close("cut");
    }
    await hirte.stop();
  });

  /** A life of the node's agent that gives the output of what was asked for. */
  async function serve({ request: { id }, user }: Asked) {
    const link = await hirte.broker.link();
    const desk = new StreamDesk({
      node: "node1",
      logs: new FakeLogs(),
      limits: ownLimits(),
      clock: systemClock,
      bootClock: { bootMs: () => systemClock.monotonicMs() },
      log: silentLog(),
      report: () => undefined,
      publish: (params, message) => link.publish(topics.stream, params, message),
    });
    agents.push({ desk, link });
    desk.linkUp(link);
    const output = new FakeOutput();
    const over = new Promise<string>((resolve) => {
      desk.openOutput({ id, user }, output, resolve);
    });
    return { output, over };
  }
  const end = (asked: Asked, rest: Partial<Job>) =>
    hirte.tell(hirte.jobOf(asked, { state: "finished", ...rest }));
  const failed = (exitCode: number): Partial<Job> => ({
    result: "failed",
    after: { active: "failed", sub: "failed", exitCode },
  });

  it("[REQ-RUN-1] print the output, each kind where it belongs, and end with the command's status", async () => {
    const cli = startCli(hirte.address, ["exec", "--timeout", "9s", "node1", "ls", "-l", "--all"]);
    const asked = await hirte.whenAsked("run");
    const { id: _, startBy: _by, endBy, ...rest } = asked.request;
    deepEqual(rest, { argv: ["ls", "-l", "--all"], wait: true, pipe: true });
    ok(endBy !== undefined);
    const { output, over } = await serve(asked);
    output.write("out\n");
    output.write("err\n", 2);
    output.finish();
    await end(asked, failed(7));
    equal(await cli.status, 7);
    deepEqual([cli.stdout(), cli.stderr()], ["out\n", "err\n"]);
    equal(await over, "ended");
  });

  it("[REQ-RUN-1] have one word read by the shell, and pass on who, where and what with", async () => {
    const options = ["--uid", "pg", "--setenv", "A=1", "--setenv", "B=2", "-p", "Nice=5"];
    const more = ["--working-directory", "/srv", "--unit", "mine"];
    const cli = startCli(hirte.address, ["run", "--wait", ...options, ...more, "node1", "a | b"]);
    const asked = await hirte.whenAsked("run");
    const { id: _, startBy: _by, ...rest } = asked.request;
    deepEqual(rest, {
      shell: "a | b",
      unit: "mine.service",
      user: "pg",
      workingDirectory: "/srv",
      environment: ["A=1", "B=2"],
      assignments: ["Nice=5"],
      wait: true,
    });
    await end(asked, { result: "done" });
    equal(await cli.status, 0);
  });

  it("[REQ-RUN-6] say where output may be missing, and go on with what a successor of the agent reads", async () => {
    const cli = startCli(hirte.address, ["exec", "node1", "x"]);
    const asked = await hirte.whenAsked("run");
    const first = await serve(asked);
    first.output.write("before\n");
    await cli.whenSaid("before");
    agents[0]?.desk.stop();
    const second = await serve(asked);
    second.output.write("after\n");
    await cli.whenSaid("after");
    second.output.finish();
    await end(asked, { result: "done", after: { active: "active", sub: "exited", exitCode: 0 } });
    equal(await cli.status, 0);
    equal(cli.stdout(), "before\nafter\n");
    equal(cli.stderr(), "hirtectl: node1: its agent was restarted: output may be missing here\n");
  });

  it("[REQ-RUN-8] tell hirte's own ends in words, with statuses of hirtectl", async () => {
    const ends: readonly (readonly [Partial<Job>, number, RegExp])[] = [
      [{ result: "failed", problem: { code: "denied", message: "AllowExec=yes" } }, 7, /AllowExec/],
      [{ result: "failed", problem: { code: "not-executed", message: "no" } }, 1, /no/],
      [{ result: "failed", problem: { code: "no-such-command", message: "no" } }, 4, /no/],
      [{ result: "expired" }, 6, /not begun/],
      [{ result: "lost", detail: "the node was rebooted" }, 5, /lost \(the node was rebooted\)/],
      [{ result: "timeout", after: { active: "failed", sub: "failed" } }, 6, /timeout/],
    ];
    for (const [how, status, words] of ends) {
      hirte.on("run", (asked) => ({
        status: "accepted",
        job: hirte.jobOf(asked, { state: "finished", ...how }),
      }));
      const ended = await runCli(hirte.address, ["run", "--wait", "node1", "x"]);
      equal(ended.status, status);
      match(ended.stderr, words);
      match(ended.stderr, /^hirtectl: node1: run/);
    }
  });

  it("[REQ-RUN-8] tell of a named command without a name that nobody gave it", async () => {
    hirte.on("command", (asked) => {
      const unit = `command hirte-run-${asked.request.id.slice(0, 16)}.service`;
      const problem = { code: "no-such-command", message: `${unit}: there is none` } as const;
      const ended = { state: "finished", result: "failed", problem } as const;
      return { status: "accepted", job: hirte.jobOf(asked, ended) };
    });
    const { stderr } = await runCli(hirte.address, ["command", "node1", "nothing"]);
    equal(stderr, "hirtectl: node1: command: there is none\n");
  });

  it("[REQ-RUN-8] tell a signal as a shell does, and a failure with status 0 as one", async () => {
    const statusAfter = async (after: Omit<NonNullable<Job["after"]>, "active" | "sub">) => {
      hirte.on("run", (asked) => {
        const facts = { active: "failed", sub: "failed", ...after };
        const ended = { state: "finished", result: "failed", after: facts } as const;
        return { status: "accepted", job: hirte.jobOf(asked, ended) };
      });
      return (await runCli(hirte.address, ["run", "--wait", "node1", "x"])).status;
    };
    equal(await statusAfter({ signal: 9 }), 137);
    equal(await statusAfter({ exitCode: 0, result: "oom-kill" }), 1);
  });

  it("[REQ-RUN-4] have the command stopped on Ctrl-C, and end with 130 when it was", async () => {
    const cli = startCli(hirte.address, ["exec", "node1", "sleep 9"]);
    const asked = await hirte.whenAsked("run");
    const { output } = await serve(asked);
    output.write("on\n");
    await cli.whenSaid("on");
    hirte.on("cancel", () => {
      output.finish();
      const after = { active: "inactive", sub: "dead" };
      void end(asked, { result: "canceled", after });
      return { data: [hirte.jobOf(asked)] };
    });
    cli.interrupt();
    equal(await cli.status, 130);
    equal(hirte.of("cancel")[0]?.request.job, asked.request.id);
  });

  it("[REQ-RUN-4] send nothing when Ctrl-C comes before anything was sent", async () => {
    const commands = [
      ["exec", "node1", "x"],
      ["command", "node1", "backup"],
      ["run", "node1", "x"],
      ["run", "--wait", "node1", "x"],
    ];
    let onMoment = (_: string): void => {};
    hirte.broker.onSubscribe((filters) => {
      if (filters.some((filter) => filter.includes("/streams/"))) onMoment("listening");
    });
    hirte.on("time", () => {
      onMoment("asking for the time");
      return { data: [{ now: hirte.now(), epoch: hirte.epoch, version: "9.9.9" }] };
    });
    for (const words of commands) {
      for (const moment of ["listening", "asking for the time"]) {
        // run reads no output.
        if (moment === "listening" && words[0] === "run") continue;
        const cli = startCli(hirte.address, words);
        onMoment = (now) => now === moment && cli.interrupt();
        deepEqual([words, moment, await cli.status], [words, moment, 130]);
        match(cli.stderr(), /: not sent\n$/);
      }
    }
    deepEqual([...hirte.of("run"), ...hirte.of("command"), ...hirte.of("cancel")], []);
  });

  it("[REQ-RUN-9] tell the agent when nobody reads any more, and end as SIGPIPE ends a program", async () => {
    const cli = startCli(hirte.address, ["exec", "node1", "yes"]);
    const asked = await hirte.whenAsked("run");
    const { output, over } = await serve(asked);
    output.write("y\n");
    await cli.whenSaid("y");
    cli.leave();
    equal(await over, "unwanted");
    await end(asked, { result: "canceled" });
    equal(await cli.status, 141);
  });

  it("[REQ-RUN-14] run what has a name, and its output comes back", async () => {
    const cli = startCli(hirte.address, ["command", "node1", "backup"]);
    const asked = await hirte.whenAsked("command");
    equal(asked.request.name, "backup");
    const { output } = await serve(asked);
    output.write("saved\n");
    output.finish();
    await end(asked, failed(2));
    equal(await cli.status, 2);
    equal(cli.stdout(), "saved\n");
  });

  it("[REQ-RUN-10] print the unit that was started, or the job with --no-block", async () => {
    hirte.on("run", (asked) => ({
      status: "accepted",
      job: hirte.jobOf(asked, { state: "finished", result: "done", unit: "hirte-run-1.service" }),
    }));
    const started = await runCli(hirte.address, ["run", "node1", "x"]);
    deepEqual([started.status, started.stdout], [0, "hirte-run-1.service\n"]);
    const taken = await runCli(hirte.address, ["run", "--no-block", "node1", "x"]);
    equal(taken.stdout, `${hirte.of("run")[1]?.request.id}\n`);
  });

  it("[REQ-CLI-29] refuse what cannot be meant, before anything is sent", async () => {
    for (const words of [
      ["exec", "node1"],
      ["exec", "node1", ""],
      ["run", "--wait=5s", "node1", "x"],
      ["exec", "--setenv", "x", "node1", "y"],
      ["command", "node1", "a", "b"],
      ["exec", "node1,node2", "y"],
      ["run", "node*", "y"],
      ["command", "node1,node2", "backup"],
      ["exec", "--working-directory", "srv", "node1", "y"],
      ["exec", "--uid", "a b", "node1", "y"],
      ["exec", "-p", "Nice", "node1", "y"],
      ["run", "--pipe", "--no-block", "node1", "y"],
    ]) {
      const { status, stderr } = await runCli(hirte.address, words);
      equal(status, 2, words.join(" "));
      match(stderr, /^hirtectl: .*\n$/);
    }
    equal(hirte.asked.length, 0);
  });
});
