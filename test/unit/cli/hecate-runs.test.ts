import assert from "node:assert/strict";
import { join } from "node:path";
import { HirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import { HecateSocket } from "../../../src/hecate/socket.ts";
import { type Answer, problemAnswer, type Question } from "../../../src/hecate/socket-protocol.ts";
import type { FinishedRun } from "../../../src/power/model.ts";
import type { PowerRun } from "../../../src/protocol/generated/schemas.ts";

import { aRun, aStatusAnswer } from "../../support/hecate-answer.ts";
import { runHecateCli } from "../../support/hecate-cli.ts";
import { hecateExample } from "../../support/hecate-file.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("hecate shutdown, startup and cancel", () => {
  const dir = useTempDir();
  let socket: HecateSocket;
  let asked: Question[];
  /** What is answered to orders, and the runs that are shown one after the other. */
  let order: () => Answer;
  let shown: PowerRun[];
  let runs: readonly FinishedRun[];

  beforeEach(async () => {
    asked = [];
    order = () => ({ ok: true, run: 4 });
    shown = [];
    runs = [];
    socket = await HecateSocket.listen({
      ...{ path: join(dir(), "hecate.sock"), log: silentLog() },
      answer: async (question): Promise<Answer> => {
        asked.push(question);
        if (question.ask === "order") return order();
        const [run = null] = shown.length > 1 ? shown.splice(0, 1) : shown;
        return aStatusAnswer({}, { run, runs });
      },
    });
  });
  afterEach(() => socket.close());

  const env = { HECATE_CONFIG: hecateExample, HECATE_NODE: "titan-db" };
  const run = (...args: string[]) =>
    runHecateCli([...args, "--socket", join(dir(), "hecate.sock")], env);
  const orders = () => asked.flatMap((one) => (one.ask === "order" ? [one.order] : []));

  it("[REQ-HCL-20] show the plan with what does the same by hand, and order nothing", async () => {
    const { status, stdout } = await run("shutdown");
    assert.equal(status, 0);
    assert.match(stdout, /^A plan: nothing is done without --execute\.$/m);
    assert.match(stdout, /^ 4 {2}workers, about 30 s$/m);
    assert.match(stdout, /^ {8}titan-0a# systemctl stop k3s\.service$/m);
    assert.match(
      stdout,
      /^pyrphoros: budget 380 s \(default\), fires at 418 s; its runtime now: 1820 s$/m,
    );
    assert.ok(!stdout.includes("power off titan-db"));
    // What the file says, and what comes on top of it.
    assert.match(
      stdout.replaceAll(/\s+/g, " "),
      /power off titan-1a, and wait until it is gone \(110 s at most: off_timeout 90 s and gone\.settle 20 s\)/,
    );
    // What can be copied is one line, however long.
    const words = stdout.split("\n").filter((line) => !/^ {8}\S*# /.test(line));
    for (const line of words) assert.ok(line.length <= 80, line);
    assert.deepEqual(orders(), []);
    const startup = await run("startup");
    assert.match(startup.stdout, /wake titan-0a, and wait for its agent/);
    assert.deepEqual(orders(), []);
  });

  it("[REQ-HCL-62] say in a plan who stays up, who carries it out, and that the daemon has another file", async () => {
    const { stdout } = await run("shutdown");
    assert.match(stdout, /^shutdown \(poweroff\) of tethys [^;]*; titan-db stays up$/m);
    assert.match(stdout, /^the daemon has another configuration \(\S+, 0123456789abcdef\)/m);
    assert.ok(!stdout.includes("it is carried out on"));
    const only = JSON.parse((await run("shutdown", "--mode", "cluster-only", "--json")).stdout);
    assert.deepEqual([only.staysUp, only.notes.length], [[], 1]);
    const { stdout: startup } = await run("startup");
    assert.match(startup, /kubectl wait node --all .* # 3 of them are enough$/m);
    await socket.close();
    const at = { ...env, HECATE_NODE: "tethys" };
    const peer = await runHecateCli(["shutdown", "--socket", join(dir(), "hecate.sock")], at);
    assert.match(peer.stdout, /^it is carried out on titan-db, the coordinator$/m);
    assert.ok(!peer.stdout.includes("the daemon has another"));
  });

  it("[REQ-HCL-20] show the plan where no daemon runs, and say what is not in it", async () => {
    await socket.close();
    const { status, stdout } = await run(
      "shutdown",
      "--mode",
      "cluster-only",
      "--skip-etcd-snapshot",
    );
    assert.equal(status, 0);
    assert.match(stdout, /^the daemon was not asked/m);
    assert.match(stdout, /^shutdown \(cluster-only\), without snapshot, of /);
    assert.match(stdout, /^ 2 {2}snapshot: left out as ordered$/m);
    assert.ok(!stdout.includes("systemctl poweroff"));
  });

  it("[REQ-HCL-20] show the plan as JSON, whole", async () => {
    const { stdout } = await run("shutdown", "--json");
    const plan: unknown = JSON.parse(stdout);
    assert.ok(typeof plan === "object" && plan !== null && "stages" in plan);
    assert.match(JSON.stringify(plan), /"sameByHand":\["tethys# systemctl poweroff"\]/);
  });

  it("[REQ-HCL-21] order what is said, and tell each step as it ends", async () => {
    const [stage] = aRun().stages;
    const step = { id: "w.1", text: "stop k3s on titan-1a" };
    const stages = (state: "started" | "done"): PowerRun["stages"] => [
      {
        name: stage?.name ?? "",
        steps: [{ ...step, state, ...(state === "done" ? { tookS: 8 } : {}) }],
      },
    ];
    const common = { isDryRun: false, reason: "root: work" } as const;
    shown = [
      aRun({ ...common, phase: "running", stages: stages("started") }),
      aRun({ ...common, phase: "done", stages: stages("done") }),
    ];
    const { status, stdout, stderr } = await run(
      "shutdown",
      "--execute",
      "--reason",
      "work",
      "--skip-drain",
    );
    assert.deepEqual([status, stderr], [0, ""]);
    assert.deepEqual(orders(), [
      { what: "shutdown", by: "tester", reason: "work", mode: "poweroff", skips: ["drain"] },
    ]);
    assert.deepEqual(stdout.replaceAll(/^\[ +\d+ s\] /gm, "").split("\n"), [
      "shutdown 4: root: work",
      "stage 1 of 1, workers",
      "  workers: stop k3s on titan-1a: done, 8 s",
      "shutdown 4: done",
      "",
    ]);
  });

  it("[REQ-HEC-61] say in the last line that a run was rehearsed, and of another that nothing", async () => {
    for (const isDryRun of [true, false]) {
      shown = [aRun({ isDryRun, phase: "done" })];
      const { stdout } = await run("shutdown", "--execute", "--reason", "work");
      const last = /shutdown 4: done(.*)\n$/.exec(stdout)?.[1];
      assert.equal(last?.endsWith(" (a rehearsal: nothing was done)"), isDryRun);
    }
  });

  it("[REQ-HCL-21] end with 1 where the run failed, and where it is refused, with why", async () => {
    shown = [aRun({ isDryRun: false, phase: "failed" })];
    const failed = await run("startup", "--execute");
    assert.equal(failed.status, 1);
    assert.match(failed.stdout, /power off titan-1a: failed, 92 s: still there/);
    order = () => problemAnswer(new HirteError("busy", "pyrphoros: charge 30 %, 50 % are needed"));
    const { status, stderr } = await run("startup", "--execute");
    assert.deepEqual([status, stderr], [1, "hecate: pyrphoros: charge 30 %, 50 % are needed\n"]);
  });

  it("[REQ-HCL-50] say why a run failed, what of it was not done, and what may be done", async () => {
    const quiesce = { id: "q.1", text: "quiesce apps", state: "failed", detail: "no API" } as const;
    const off = { id: "off.1", text: "power off titan-1a", state: "planned" } as const;
    const stages = [
      { name: "quiesce", steps: [quiesce] },
      { name: "off", steps: [off] },
    ];
    shown = [aRun({ isDryRun: false, phase: "failed", stages })];
    const { status, stdout, stderr } = await run("shutdown", "--execute");
    assert.equal(status, 1);
    assert.match(stdout, /shutdown 4: failed, 1 step failed: quiesce apps\n$/);
    assert.equal(
      stderr,
      "hecate: shutdown 4 failed: quiesce apps: no API. Not done: off. When that is mended, " +
        "`hecate shutdown --execute` tries again, `hecate startup --execute` brings back what was stopped\n",
    );
  });

  it("[REQ-HCL-54] say what to do where a shutdown failed as hecate itself had stopped the cluster before", async () => {
    shown = [aRun({ isDryRun: false, phase: "failed" })];
    const rest = { executed: true, scope: [], offsetS: {}, heldMs: 0 } as const;
    const skipped = { forTime: 0, byOperator: 0 };
    const over = { ...rest, skipped, mode: "cluster-only" } as const;
    runs = [
      { ...over, run: 1, kind: "shutdown", outcome: "done" },
      { ...over, run: 2, kind: "shutdown", outcome: "failed", mode: "poweroff" },
    ];
    const first =
      /Run 1 had shut the cluster down before \(cluster-only\), and its API is down since: `hecate startup --execute` first/;
    assert.match((await run("shutdown", "--execute")).stderr, first);
    runs = [...runs, { ...over, run: 3, kind: "startup", outcome: "done" }];
    assert.match((await run("shutdown", "--execute")).stderr, /execute` tries again/);
  });

  it("[REQ-HCL-51] say at the end of a run that is done which steps failed", async () => {
    const failed = { state: "failed", detail: "not reached" } as const;
    const steps = [
      { id: "s.1", text: "wake titan-1a", ...failed },
      { id: "s.2", text: "start k3s on titan-1a", ...failed },
    ];
    shown = [
      aRun({ kind: "startup", isDryRun: false, phase: "done", stages: [{ name: "up", steps }] }),
    ];
    const { status, stdout, stderr } = await run("startup", "--execute");
    assert.deepEqual([status, stderr], [0, ""]);
    assert.match(
      stdout,
      /startup 4: done, 2 steps failed: wake titan-1a; start k3s on titan-1a\n$/,
    );
  });

  it("[REQ-HCL-21] wait at boot for what is in the way, say it once, and go on", async function () {
    this.timeout(30_000);
    let refusals = 2;
    order = () =>
      refusals-- > 0
        ? problemAnswer(new HirteError("busy", `pyrphoros: charge ${30 + refusals} %`))
        : { ok: true, run: 4 };
    shown = [aRun({ kind: "startup", isDryRun: false, phase: "done" })];
    const { status, stderr } = await run("startup", "--execute", "--bootstrap");
    assert.equal(status, 0);
    assert.equal(stderr, "hecate: not yet: pyrphoros: charge 31 %\n");
    const [first] = orders();
    assert.deepEqual(first, {
      ...{ what: "startup", by: "hecate-bootstrap", reason: "this machine was started" },
      ...{ isBootstrap: true, ignoreCharge: false, waitsForOthers: true },
    });
  });

  it("[REQ-HCL-21] a peer starts nothing", async () => {
    const { status, stderr } = await runHecateCli(["startup", "--execute"], {
      ...{ HECATE_CONFIG: hecateExample, HECATE_NODE: "tethys" },
    });
    assert.equal(status, 1);
    assert.match(stderr, /tethys is not the coordinator: start the cluster on titan-db/);
  });

  it("[REQ-HCL-21] call a run off", async () => {
    shown = [aRun({ isDryRun: false, phase: "cancelled" })];
    const { status, stdout } = await run("cancel");
    assert.equal(status, 0);
    assert.match(stdout, /run 4 is called off/);
    const order = { what: "cancel", by: "tester", reason: "called off" };
    assert.deepEqual(orders(), [{ ...order, isOfStartup: false }]);
    // What becomes of it: a cluster that is half down is not left without a word.
    assert.match(stdout, /\nwhat it has stopped is brought back by a startup, when mains and/);
  });

  it("[REQ-HCL-32] call off what brings the cluster back where that is said, and what it is in then", async () => {
    shown = [aRun({ kind: "startup", isDryRun: false, phase: "cancelled" })];
    const { status, stdout } = await run("cancel", "--startup");
    assert.equal(status, 0);
    assert.deepEqual(
      orders().map((order) => "isOfStartup" in order && order.isOfStartup),
      [true],
    );
    assert.match(stdout, /\nthe cluster stays as it is now.*`hecate startup --execute` brings up/);
  });

  for (const [args, words] of [
    [
      ["shutdown", "--execute"],
      /^hecate: run 4 goes on: `hecate status` shows it, `hecate cancel`/,
    ],
    [["startup", "--execute", "--json"], /^hecate: run 4 goes on: `hecate status` shows it/],
    [["cancel"], /^hecate: run 4 is called off all the same: `hecate status` shows/],
  ] as const) {
    it(`[REQ-HCL-31] ${args.join(" ")}: Ctrl-C leaves with 130, and says what goes on`, async () => {
      shown = [aRun({ isDryRun: false, phase: "running" })];
      const asked = new AbortController();
      const left = runHecateCli([...args, "--socket", join(dir(), "hecate.sock")], env, {
        interrupted: () => asked.signal,
      });
      setTimeout(() => asked.abort(), 100);
      const { status, stdout, stderr } = await left;
      assert.equal(status, 130);
      assert.match(stderr, words);
      assert.ok(!args.some((word) => word === "--json") || stdout === "");
    });
  }

  it("[REQ-HCL-31] Ctrl-C while nothing can begin yet leaves with 130, and says that nothing was", async () => {
    order = () => problemAnswer(new HirteError("busy", "pyrphoros: charge 30 %"));
    const asked = new AbortController();
    const args = ["startup", "--execute", "--bootstrap", "--socket", join(dir(), "hecate.sock")];
    const left = runHecateCli(args, env, { interrupted: () => asked.signal });
    setTimeout(() => asked.abort(), 100);
    const { status, stderr } = await left;
    assert.equal(status, 130);
    assert.match(stderr, /\nhecate: nothing was begun\n$/);
  });
});
