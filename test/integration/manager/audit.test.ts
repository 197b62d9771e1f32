import { deepEqual, equal, ok } from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AllowedNodes } from "../../../broker/allowed-nodes.ts";
import { EpochStore } from "../../../broker/epoch-store.ts";
import { JobLog } from "../../../broker/job-log.ts";
import { Manager } from "../../../broker/manager.ts";
import { Users } from "../../../broker/users.ts";
import { verifyLog } from "../../../src/audit/verify.ts";
import { randomId } from "../../../src/core/ids.ts";
import { silentLog } from "../../../src/core/log.ts";
import type { Link } from "../../../src/mqtt/link.ts";
import type { Report, Request } from "../../../src/protocol/generated/schemas.ts";
import { managerNode, topicOf, topics } from "../../../src/protocol/topics.ts";
import { type VerbName, verbs } from "../../../src/protocol/verbs.ts";
import { cheapPasswords } from "../../support/cheap-passwords.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { Inbox } from "../../support/inbox.ts";
import { MemoryBroker } from "../../support/memory-broker.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { WireClient } from "../../support/wire-client.ts";

const secret = "correct-horse-battery";

describe("the audit log of the manager", () => {
  let broker: MemoryBroker;
  let clock: FakeClock;
  let manager: Manager;
  let jobLog: JobLog;
  let client: Link;
  let agent: Link;
  let replies: Inbox<typeof topics.reply>;
  let jobs: Inbox<typeof topics.job>;
  let commands: Inbox<typeof topics.command>;
  let session: number;

  // It comes before the hook that removes the directory.
  afterEach(async () => {
    await manager.stop();
    jobLog.close();
    await broker.stop();
    deepEqual(verifyLog(directory()).faults, [], "the chain holds");
  });
  const directory = useTempDir();

  async function startManager(): Promise<void> {
    const { log, contents } = JobLog.open({ directory: directory(), log: silentLog() });
    jobLog = log;
    manager = new Manager({
      servers: [broker.stream],
      isBrokerExternal: false,
      allowedNodes: AllowedNodes.open({
        directory: directory(),
        configured: ["node1", "node2"],
        log: silentLog(),
      }),
      epochs: EpochStore.open(directory(), { wallMs: clock.wallMs(), log: silentLog() }),
      jobLog,
      open: contents.open,
      lastAt: contents.lastAt,
      version: "1.2.3",
      joining: {
        invite: () => ({
          token: "t".repeat(43),
          ca: "0".repeat(64),
          untilMs: 1,
          host: "h",
          port: 1,
        }),
        has: () => true,
        isServed: () => false,
        revoke: () => undefined,
      },
      identities: {
        users: Users.open({ directory: directory(), log: silentLog(), cost: cheapPasswords }),
        rightsOf: () => ({ role: "admin", nodes: [], units: [] }),
        signedOut: () => undefined,
      },
      clock,
      log: silentLog(),
      onFatal: () => undefined,
    });
    // The link waits for its clock before it connects.
    const started = manager.start();
    await clock.advance(0);
    await started;
  }
  async function hello(): Promise<void> {
    const instance = randomId();
    const welcomes = new Inbox(topics.welcome, { node: "node1" });
    await agent.subscribe(welcomes.subscription);
    await agent.publish(
      topics.hello,
      { node: "node1" },
      {
        ...{ instance, machineId: "a".repeat(32), bootId: "b".repeat(32) },
        ...{ version: "1", epoch: 0, heartbeatMs: 2000 },
      },
    );
    session = (await welcomes.next((w) => w.instance === instance)).session ?? -1;
  }

  beforeEach(async () => {
    broker = await MemoryBroker.start();
    clock = new FakeClock();
    await startManager();
    [client, agent] = [await broker.link(), await broker.link()];
    replies = new Inbox(topics.reply);
    jobs = new Inbox(topics.job);
    commands = new Inbox(topics.command, { node: "node1" });
    await client.subscribe(replies.subscription, jobs.subscription);
    await agent.subscribe(commands.subscription);
    await hello();
  });
  const ask = async (verb: string, node: string, rest: Record<string, unknown> = {}) => {
    const id = randomId();
    const request = { id, ...rest } as Request;
    await client.publish(topics.request, { user: "anna", node, verb }, request);
    return id;
  };
  /** Asks, and gives back the answer. */
  const answered = async (...asked: Parameters<typeof ask>) => {
    const id = await ask(...asked);
    return replies.next((reply) => reply.id === id && reply.last !== false);
  };
  const report = (id: string, rest: Omit<Report, "session" | "id">) =>
    agent.publish(topics.report, { node: "node1" }, { session, id, ...rest });
  const text = () =>
    readdirSync(directory())
      .filter((name) => name.startsWith("jobs-"))
      .map((name) => readFileSync(join(directory(), name), "utf8"))
      .join("");
  const records = (type?: string) =>
    text()
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line))
      .filter((record) => type === undefined || record.type === type);

  it("[REQ-AUD-7] keeps who was refused what, of which node and unit, and why", async () => {
    await answered("start", "node9", { unit: "web.service" });
    await answered("stop", "node2", { unit: "db.service" });
    await answered("enable", "node1", { unit: "web.service", runtime: "perhaps" });
    await answered("cancel", managerNode, { job: randomId() });
    await answered("disallow-nodes", managerNode, { nodes: ["stranger"] });
    await answered("nonsense", "node1");
    await answered("logs", "node2", { units: ["web.service"] });
    await answered("status", "node2", { units: ["web.service"] });
    const wire = new WireClient(broker.stream() as never);
    await wire.connect();
    const topic = topicOf(topics.request, { user: "bob", node: "node1", verb: "start" });
    await wire.publishAcked(topic, "{");
    await answered("time", managerNode);
    deepEqual(
      records("refused").map(({ user, node, verb, unit, code }) => [user, node, verb, unit, code]),
      [
        ["anna", "node9", "start", "web.service", "no-such-node"],
        ["anna", "node2", "stop", "db.service", "node-offline"],
        ["anna", "node1", "enable", "web.service", "bad-request"],
        ["anna", managerNode, "cancel", undefined, "no-such-job"],
        ["anna", managerNode, "disallow-nodes", undefined, "no-such-node"],
        ["anna", "node1", "nonsense", undefined, "unknown-verb"],
        ["anna", "node2", "logs", undefined, "node-offline"],
        ["bob", "node1", "start", undefined, "bad-request"],
      ],
    );
    wire.cut();
  });

  it("[REQ-AUD-9] keeps every control that was done, with what it was about", async function () {
    // Some of them make hashes.
    this.timeout(20_000);
    const job = await ask("start", "node1", { unit: "web.service" });
    await commands.next(({ id }) => id === job);
    const about: Partial<Record<VerbName, [Record<string, unknown>, Record<string, unknown>]>> = {
      cancel: [{ job }, { node: "node1", unit: "web.service", job }],
      "allow-nodes": [{ nodes: ["node7", "node1"] }, { nodes: ["node7"] }],
      "disallow-nodes": [{ nodes: ["node7"] }, { nodes: ["node7"] }],
      "add-node": [{ node: "node8" }, { nodes: ["node8"] }],
      "remove-nodes": [{ nodes: ["node8"] }, { nodes: ["node8"] }],
      "set-manager-loglevel": [{ level: "error" }, { level: "error" }],
      "add-user": [
        { user: "x", password: secret, role: "viewer" },
        { about: "x", role: "viewer" },
      ],
      "set-user": [
        { user: "y", role: "operator" },
        { about: "y", role: "operator" },
      ],
      "set-password": [
        { user: "y", password: secret },
        { about: "y", role: "operator" },
      ],
      "remove-user": [{ user: "x" }, { about: "x", role: undefined }],
    };
    await answered("add-user", managerNode, { user: "y", password: secret, role: "viewer" });
    for (const [verb, { kind }] of Object.entries(verbs)) {
      if (kind !== "control") continue;
      // Only names of verbs are in the table.
      const [args, facts] = about[verb as VerbName] ?? [];
      ok(args, `${verb}: a control of which this test knows nothing`);
      equal((await answered(verb, managerNode, args)).status, "result", verb);
      const record = records("done").at(-1);
      equal(record.verb, verb);
      equal(record.user, "anna");
      ok(record.durationMs >= 0);
      for (const [name, value] of Object.entries(facts ?? {})) deepEqual(record[name], value, verb);
    }
  });

  it("[REQ-AUD-9] keeps that logs were read, once for each time they are asked for, and by whom", async () => {
    const units = ["web.service", "app-*"];
    const id = await ask("logs", "node1", { units });
    await commands.next((command) => command.id === id);
    equal(records("done").length, 0);
    await report(id, { kind: "answer", last: true });
    await replies.next((reply) => reply.id === id);
    const refused = await ask("logs", "node1", { units: ["db.service"] });
    await commands.next((command) => command.id === refused);
    const problem = { code: "journal-unavailable", message: "m" };
    await report(refused, { kind: "answer", problem });
    await replies.next((reply) => reply.id === refused);
    deepEqual(
      records("done").map(({ user, node, verb, units: read }) => ({ user, node, verb, read })),
      [{ user: "anna", node: "node1", verb: "logs", read: units }],
    );
    deepEqual(
      records("refused").map(({ verb, code }) => [verb, code]),
      [["logs", "journal-unavailable"]],
    );
  });

  it("[REQ-AUD-10] holds no command line, no variable, no output of a command and no value that may be a secret", async () => {
    const run = await ask("run", "node1", {
      ...{ argv: ["curl", "-u", `me:${secret}`], environment: [`TOKEN=${secret}`], pipe: true },
    });
    await commands.next(({ id }) => id === run);
    await report(run, { kind: "running" });
    const log: [string] = [`said ${secret}`];
    const after = { active: "failed", sub: "failed", log, exitCode: 3 };
    await report(run, { kind: "finished", result: "failed", after });
    const end = await jobs.next(({ id, state }) => id === run && state === "finished");
    deepEqual(end.after?.log, [`said ${secret}`], "whoever waits is told");
    const named = await ask("command", "node1", { name: "backup" });
    await commands.next(({ id }) => id === named);
    await report(named, { kind: "finished", result: "failed", after });
    await jobs.next(({ id, state }) => id === named && state === "finished");
    for (const property of [
      { assignments: [`Environment=TOKEN=${secret}`, "CPUWeight=10"] },
      { properties: [{ name: "Environment", value: { sig: "as", value: [secret] } }] },
    ]) {
      const id = await ask("set-property", "node1", { unit: "web.service", ...property });
      const command = await commands.next((c) => c.id === id);
      ok(JSON.stringify(command).includes(secret), "the node is told");
    }
    // What is refused is not written down either.
    await answered("run", "node2", { argv: [secret] });
    await answered("run", "node1", { argv: secret });
    await answered("start", "node1", { unit: `/etc/${secret}.service` });
    await answered("set-property", "node2", {
      ...{ unit: "web.service", assignments: [`Environment=${secret}`] },
    });
    await answered("start", "node1", { unit: "web.service", password: secret });
    equal(records("finished").length, 2);
    equal(records("refused").length, 4);
    // A new segment holds the open ones once more.
    jobLog.rotate([], manager.now(), manager.epoch);
    ok(!text().includes(secret));
    ok(text().includes('"name":"backup"'));
  });

  it("[REQ-AUD-10] keeps of a problem with what may be secret its code only, also after a restart", async () => {
    const problem = { code: "bad-request", message: `"curl -u me:${secret}" is no name` };
    const end = { kind: "finished", result: "failed", problem, detail: `saw ${secret}` } as const;
    const unit = "web.service";
    const asked: readonly [string, Record<string, unknown>][] = [
      ["run", { argv: [`curl -u me:${secret}`] }],
      ["command", { name: "backup" }],
      ["set-property", { unit, assignments: [`Environment=A=${secret}`] }],
    ];
    const askAll = async () => {
      const ids: string[] = [];
      for (const [verb, args] of asked) {
        const id = await ask(verb, "node1", args);
        await commands.next((command) => command.id === id);
        ids.push(id);
      }
      return ids;
    };
    const endAll = async (ids: readonly string[]) => {
      for (const id of ids) {
        await report(id, end);
        const job = await jobs.next((told) => told.id === id && told.state === "finished");
        equal(job.problem?.message, problem.message, "whoever waits is told");
      }
    };
    await endAll(await askAll());
    // Begun: what they were asked for with is dropped then.
    const begun = await askAll();
    for (const id of begun) {
      await report(id, { kind: "running" });
      await jobs.next((told) => told.id === id && told.state === "running");
    }
    await endAll(begun);
    const open = await askAll();
    await manager.stop();
    jobLog.close();
    await startManager();
    await hello();
    await endAll(open);
    // Lost, and heard of later.
    const lost = await askAll();
    for (const id of lost) {
      await report(id, { kind: "finished", result: "lost" });
      await jobs.next((told) => told.id === id && told.state === "finished");
      await report(id, end);
      const job = await jobs.next((told) => told.id === id && told.resolved !== undefined);
      equal(job.resolved?.problem?.message, problem.message);
    }
    const controls = await ask("set-property", "node1", { unit, assignments: ["CPUWeight=0"] });
    await commands.next((command) => command.id === controls);
    await report(controls, {
      kind: "finished",
      result: "failed",
      problem: { code: "x", message: "m" },
    });
    await jobs.next((told) => told.id === controls && told.state === "finished");
    const ends = records().filter(({ type }) => type === "finished" || type === "resolved");
    equal(ends.length, 16);
    deepEqual(
      ends.slice(0, 9).map(({ job }) => job.problem.code),
      Array(9).fill("bad-request"),
    );
    equal(ends.at(-1).job.problem.message, "m", "of resource controls it is kept");
    ok(!text().includes(secret));
  });

  it("[REQ-AUD-10] keeps resource controls over a restart, and does not begin what it does not know any more", async () => {
    const set = (assignment: string) =>
      ask("set-property", "node1", { unit: "web.service", assignments: [assignment] });
    const [weight, other] = [await set("CPUWeight=10"), await set(`Environment=A=${secret}`)];
    for (const id of [weight, other]) await commands.next((command) => command.id === id);
    await manager.stop();
    jobLog.close();
    await startManager();
    await hello();
    for (const id of [weight, other]) await report(id, { kind: "unknown" });
    const again = await commands.next(
      ({ id, kind, args }) =>
        id === weight && kind === "job" && args !== undefined && commands.messages.length > 3,
    );
    ok(JSON.stringify(again.args).includes("CPUWeight=10"));
    const end = await jobs.next(({ id, state }) => id === other && state === "finished");
    equal(end.result, "expired");
    await report(weight, { kind: "finished", result: "done" });
    await jobs.next(({ id, state }) => id === weight && state === "finished");
  });

  it("[REQ-AUD-8] writes few lines of a flood of refusals, and one that counts the rest", async () => {
    const ids = await Promise.all(
      Array.from({ length: 600 }, () => ask("start", "node9", { unit: "web.service" })),
    );
    const last = ids.at(-1);
    await replies.next((reply) => reply.id === last);
    ok(records("refused").length <= 21);
    await clock.advance(11_000);
    const left = records("left-out").map(({ of, users }) => ({ of, users }));
    deepEqual(left, [
      { of: "refused", users: [{ user: "anna", count: 600 - records("refused").length }] },
    ]);
  });

  it("[REQ-AUD-11] answers what was asked for, by whom, and what came of it", async () => {
    const done = await ask("start", "node1", { unit: "web.service" });
    await commands.next(({ id }) => id === done);
    await report(done, { kind: "finished", result: "done" });
    await jobs.next(({ id, state }) => id === done && state === "finished");
    const refused = await answered("start", "node9", { unit: "web.service" });
    const { data = [] } = await answered("audit", managerNode, { user: "anna" });
    deepEqual(
      data.map((row) => [Reflect.get(row, "id"), Reflect.get(row, "result")]),
      [
        [refused.id, "refused"],
        [done, "done"],
      ],
    );
  });
});
