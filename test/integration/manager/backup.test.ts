import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { backUp } from "../../../broker/backup/backup.ts";
import { openBackup, type RestoreWish, restore } from "../../../broker/backup/restore.ts";
import { EpochStore } from "../../../broker/epoch-store.ts";
import { IssuedCertificates } from "../../../broker/pki/issued.ts";
import { Users } from "../../../broker/users.ts";
import { verifyLog } from "../../../src/audit/verify.ts";
import { randomId } from "../../../src/core/ids.ts";
import { silentLog } from "../../../src/core/log.ts";
import { claimDirectory } from "../../../src/core/single-process.ts";
import type { Link } from "../../../src/mqtt/link.ts";
import { tlsStream } from "../../../src/mqtt/tls-stream.ts";
import type { Command, Job, Welcome } from "../../../src/protocol/generated/schemas.ts";
import { managerNode, topics } from "../../../src/protocol/topics.ts";
import { Inbox } from "../../support/inbox.ts";
import { linkTo, opened } from "../../support/link.ts";
import { type Credentials, TestPki, tlsClient } from "../../support/pki.ts";
import { moduleForNode, programWords } from "../../support/programs.ts";
import { SourceProgram } from "../../support/source-program.ts";
import { useTempDir } from "../../support/temp-dir.ts";

const password = "correct horse battery";
const unit = "web.service";

/** The agent of a node as far as jobs go: does what it is sent, and knows each id it has begun. */
class ScriptedNode {
  readonly begun: string[] = [];
  readonly asked: string[] = [];
  readonly welcomes: Inbox<typeof topics.welcome>;
  /** Jobs that do not end. */
  readonly lasting = new Set<string>();
  readonly #commands: Inbox<typeof topics.command>;
  readonly #link: Link;
  #session = -1;

  constructor(link: Link) {
    this.#link = link;
    this.welcomes = new Inbox(topics.welcome, { node: "node1" });
    this.#commands = new Inbox(topics.command, { node: "node1" });
  }

  async join(): Promise<Welcome> {
    await opened(this.#link);
    await this.#link.subscribe(this.welcomes.subscription, this.#commands.subscription);
    const ids = { instance: randomId(), machineId: "a".repeat(32), bootId: "b".repeat(32) };
    const facts = { version: "1", epoch: 0, heartbeatMs: 600_000, address: "127.0.0.1" };
    await this.#link.publish(topics.hello, { node: "node1" }, { ...ids, ...facts });
    const welcome = await this.welcomes.next();
    this.#session = welcome.session ?? -1;
    return welcome;
  }

  /** Looks at what has come since the last time. */
  async attend(): Promise<void> {
    for (const { message } of this.#commands.all.splice(0)) if (message) await this.#obey(message);
  }

  async report(id: string, kind: "running" | "finished" | "unknown"): Promise<void> {
    const rest = kind === "finished" ? { result: "done" as const } : {};
    const report = { session: this.#session, id, kind, ...rest };
    await this.#link.publish(topics.report, { node: "node1" }, report);
  }

  async #obey({ kind, id }: Command): Promise<void> {
    if (kind === "ask") this.asked.push(id);
    if (kind !== "job" || this.begun.includes(id)) return;
    this.begun.push(id);
    await this.report(id, this.lasting.has(id) ? "running" : "finished");
  }
}

describe("a backup of hirte", function () {
  this.timeout(60_000);
  const directory = useTempDir();
  const programs: SourceProgram[] = [];
  const links: Link[] = [];
  const file = () => join(directory(), "hirte.tar.gz");
  const state = (name = "state") => join(directory(), name);
  const options = (name = "state") => ["-c", "/dev/null", "--state-directory", state(name)];
  const words = (...args: string[]) => [...programWords("broker/main.ts"), ...args];
  const call = (args: readonly string[], input?: Buffer) => {
    const run = spawnSync(process.execPath, words(...args), {
      ...(input ? { input } : {}),
      maxBuffer: 2 ** 28,
    });
    return { status: run.status, stdout: run.stdout, said: `${run.stderr}${run.stdout}` };
  };

  afterEach(async () => {
    await Promise.all(links.splice(0).map((link) => link.close("cut")));
    for (const program of programs.splice(0)) {
      program.process.kill("SIGKILL");
      await program.ended;
    }
  });

  async function start(name: string): Promise<{ program: SourceProgram; port: number }> {
    const port = await freePort();
    const program = new SourceProgram("broker/main.ts", [
      ...options(name),
      ...["--port", String(port), "--tls", "on", "--allow", "node1,node2", "--dbus", "no"],
      ...["--run-directory", join(directory(), "run"), "--metrics-listen", "off"],
      ...["--log-target", "stderr", "--listen", "127.0.0.1"],
    ]);
    programs.push(program);
    await program.said("hirte is ready");
    return { program, port };
  }

  it("[REQ-BAK-1] [REQ-BAK-2] [REQ-BAK-5] [REQ-BAK-7] [REQ-BAK-8] is made while jobs go on, and what it is restored to goes on from there", async () => {
    const pki = await TestPki.make(join(state(), "pki"));
    const certificates = { node1: await pki.node("node1"), node2: await pki.node("node2") };
    const users = Users.open({ directory: state(), log: silentLog() });
    await users.add({ user: "ada", password, role: "admin" }, "1");
    const to = (port: number, own?: Credentials) =>
      tlsStream({ host: "127.0.0.1", port, identity: () => ({ ca: pki.ca, ...own }) });
    const visit = async (port: number) => {
      const ada = await opened(linkTo([to(port)], { username: "ada", password }));
      const node = linkTo([to(port, certificates.node1)]);
      links.push(ada, node);
      const jobs = new Inbox(topics.job);
      const replies = new Inbox(topics.reply, { user: "ada" });
      await ada.subscribe(jobs.subscription, replies.subscription);
      const ask = (id: string, startWithinMs = 3_600_000) => {
        const params = { user: "ada", node: "node1", verb: "start" };
        return ada.publish(topics.request, params, { id, unit, startWithinMs } as never);
      };
      return { ada, jobs, replies, ask, node: new ScriptedNode(node) };
    };
    const isEnd = (id: string) => (job: Job) => job.id === id && job.state === "finished";

    const first = await start("state");
    const before = await visit(first.port);
    const { epoch: firstEpoch, session: firstSession = 0 } = await before.node.join();
    const early = randomId();
    const open = randomId();
    before.node.lasting.add(open);
    await before.ask(early);
    await before.ask(open);
    await before.jobs.next((job) => job.id === open);
    await attendUntil(before.node, () => before.jobs.messages.some(isEnd(early)));
    await attendUntil(before.node, () => before.node.begun.includes(open));

    // While jobs come and go.
    let isDone = false;
    const backup = spawn(process.execPath, words("backup", file(), ...options()));
    const ended = once(backup, "close").then(([status]) => {
      isDone = true;
      return status;
    });
    const flow: string[] = [];
    while (!isDone) {
      const id = randomId();
      flow.push(id);
      await before.ask(id);
      await attendUntil(before.node, () => before.jobs.messages.some(isEnd(id)));
    }
    equal(await ended, 0);
    ok(flow.length > 0, "no job came while it was made");
    equal(statSync(file()).mode & 0o777, 0o600);
    const listed = execFileSync("tar", ["-tzf", file()], { encoding: "utf8" }).split("\n");
    for (const name of ["users.json", "epoch.json", "pki/ca-key.pem", "pki/nodes.json"])
      ok(listed.includes(`state/${name}`), listed.join());
    equal(listed[0], "hirte-backup.json");
    // Whatever a hirte that runs keeps, but for the number of its process.
    const kept = readdirSync(state(), { recursive: true, encoding: "utf8" })
      .filter((name) => name !== "hirte.pid" && statSync(join(state(), name)).isFile())
      .map((name) => `state/${name}`);
    deepEqual(
      kept.filter((name) => !listed.includes(name)),
      [],
    );

    // What is not in it: the open job ends, and node2 is taken off.
    await before.node.report(open, "finished");
    await before.jobs.next(isEnd(open));
    const removal = { id: randomId(), nodes: ["node2"] };
    const manager = { user: "ada", node: managerNode, verb: "remove-nodes" };
    await before.ada.publish(topics.request, manager, removal as never);
    await before.replies.next(({ id }) => id === removal.id);
    const { length: begunBefore } = before.node.begun;
    first.program.process.kill("SIGKILL");
    await first.program.ended;

    const restored = call(
      ["restore", "-", "--revoke", "node2", ...options("new")],
      readFileSync(file()),
    );
    equal(restored.status, 0, restored.said);
    match(restored.said, /users and passwords are those of then: ada \(admin\)/);
    match(restored.said, /certificates that count: node1\..*\n.*revoked just now: node2/);
    match(restored.said, /jobs that were open then: [12]\./);
    match(restored.said, /the log is intact; its record \d+ says that it was restored/);
    const verified = verifyLog(state("new"));
    equal(verified.faultCount, 0, JSON.stringify(verified.faults));
    match(String(verified.notes[0]?.what), /restored from a backup of \d{4}-.*not in this log/);

    const second = await start("new");
    const after = await visit(second.port);
    const welcome = await after.node.join();
    ok(welcome.epoch > firstEpoch && (welcome.session ?? 0) > firstSession);
    ok(welcome.openJobs?.some(({ job }) => job === open));
    // A node that has forgotten it.
    await after.node.report(open, "unknown");
    equal((await after.jobs.next(isEnd(open))).result, "lost");
    // A repeat is answered from the log.
    await after.ask(early);
    const answer = await after.replies.next(({ id }) => id === early);
    deepEqual([answer.job?.state, answer.job?.result], ["finished", "done"]);
    await after.ada.publish(
      topics.request,
      { user: "ada", node: managerNode, verb: "time" },
      { id: randomId() },
    );
    await after.node.attend();
    deepEqual(after.node.begun, []);
    equal(before.node.begun.length, begunBefore);
    // node2 stays out, and a new job is as any.
    const stranger = await tlsClient(second.port, { ca: pki.ca, ...certificates.node2 });
    equal(await stranger.connect(), 5);
    const late = randomId();
    await after.ask(late);
    await attendUntil(after.node, () => after.jobs.messages.some(isEnd(late)));
    equal(verifyLog(state("new")).faultCount, 0);
  });

  /** A state with an epoch, a log, a user, and certificates. */
  async function prepare(): Promise<TestPki> {
    EpochStore.open(state(), { wallMs: 1000, log: silentLog() });
    const users = Users.open({ directory: state(), log: silentLog() });
    await users.add({ user: "olga", password, role: "viewer" }, "1");
    const pki = await TestPki.make(join(state(), "pki"));
    await pki.node("node1");
    await pki.node("node2");
    pki.issued.invite({ node: "node3", request: "r", lifeMs: 3_600_000, nowMs: Date.now() });
    return pki;
  }

  const backedUp = async (to = file()) => {
    const own = { directory: state(), others: [], version: "1", nowMs: Date.now() };
    return backUp({ ...own, file: to, output: new PassThrough() });
  };
  const restored = async (wish: Partial<RestoreWish> = {}) => {
    const { file: from = file() } = wish;
    return restore({
      ...{ directory: state(), file: from, isReplacing: true, revoked: [], version: "1" },
      ...{ nowMs: Date.now(), input: openBackup(from, new PassThrough()), log: silentLog() },
      ...{ isClaimed: () => true, ...wish },
    });
  };

  it("[REQ-BAK-3] [REQ-BAK-5] [REQ-BAK-6] replaces no file and no state unasked, and keeps what it moves aside", async () => {
    const pki = await prepare();
    await backedUp();
    const bytes = readFileSync(file());
    await rejects(backedUp(), { code: "bad-argument", message: /is there already/ });
    deepEqual(readFileSync(file()), bytes);
    deepEqual(readdirSync(directory()).sort(), ["hirte.tar.gz", "state"]);

    await rejects(restored({ isReplacing: false }), { code: "bad-argument", message: /--replace/ });
    const cut = `${file()}.part`;
    writeFileSync(cut, bytes.subarray(0, bytes.length - 300));
    await rejects(restored({ file: cut }), { code: "bad-argument", message: /cut off|damaged/ });
    await rejects(restored({ isClaimed: () => false }), { code: "busy", message: /was started/ });
    await rejects(restored({ revoked: ["node9"] }), { message: /such a node: node1, node2/ });
    equal(Users.open({ directory: state(), log: silentLog() }).rows().length, 1);
    deepEqual(
      readdirSync(state()).filter((name) => /restore/.test(name)),
      [],
    );

    // Since then: lives with higher numbers, a revocation, another user.
    const sinceEpoch = 4_000_000_000_000;
    EpochStore.open(state(), { wallMs: sinceEpoch, log: silentLog() });
    pki.issued.revoke({ nodes: ["node2"], request: "x", nowMs: Date.now() });
    const users = Users.open({ directory: state(), log: silentLog() });
    await users.add({ user: "vera", password, role: "viewer" }, "2");
    const said = (await restored()).join("\n");
    deepEqual(usersIn(state()), ["olga"]);
    const { epoch } = JSON.parse(readFileSync(join(state(), "epoch.json"), "utf8"));
    equal(epoch, sinceEpoch);
    match(said, /certificates that count: node1\..*\n.*revoked just now: node2/);
    const kept = JSON.parse(readFileSync(join(state(), "pki", "nodes.json"), "utf8"));
    deepEqual(kept.tokens, []);
    const [aside = ""] = readdirSync(state()).filter((name) => name.startsWith("before-restore-"));
    deepEqual(usersIn(join(state(), aside)), ["olga", "vera"]);
    ok(existsSync(join(state(), aside, "pki", "ca-key.pem")));
    equal(statSync(join(state(), aside)).mode & 0o777, 0o700);
  });

  it("[REQ-SEC-15] [REQ-BAK-3] is brought back by root as the user to whom the state directory belongs, whose links lead it nowhere", async function () {
    if (process.getuid?.() !== 0) this.skip();
    await prepare();
    await backedUp();
    chmodSync(directory(), 0o711);
    // Where root has something that the user may see: a list without its copy, which would be made.
    const other = join(directory(), "other");
    cpSync(join(state(), "pki"), other, { recursive: true });
    chmodSync(other, 0o755);
    chmodSync(join(other, "nodes.json"), 0o644);
    for (const name of ["nodes.copy.json", "server.pem"])
      rmSync(join(other, name), { force: true });
    const before = readdirSync(other);
    rmSync(join(state(), "pki"), { recursive: true });
    symlinkSync(other, join(state(), "pki"));
    for (const name of ["", ...readdirSync(state())].filter((each) => each !== "pki"))
      chownSync(join(state(), name), 12_345, 12_345);

    const setup = call(["setup", ...options()]);
    equal(setup.status === 0, false, setup.said);
    deepEqual(readdirSync(other), before);

    const { status, said } = call(["restore", file(), "--replace", ...options()]);
    equal(status, 0, said);
    deepEqual(readdirSync(other), before);
    const [aside = ""] = readdirSync(state()).filter((name) => name.startsWith("before-restore-"));
    for (const name of ["users.json", "pki", "pki/ca-key.pem", "jobs-00000001.jsonl", aside])
      equal(statSync(join(state(), name)).uid, 12_345, name);
  });

  it("[REQ-BAK-5] leaves revoked what a state in between knew nothing of", async () => {
    const pki = await prepare();
    const early = `${file()}.early`;
    await backedUp(early);
    await pki.node("node4");
    await backedUp();
    pki.issued.revoke({ nodes: ["node4"], request: "x", nowMs: Date.now() });
    await restored({ file: early });
    match((await restored({ nowMs: Date.now() + 5000 })).join("\n"), /count: node1, node2\. /);
    const list = { directory: join(state(), "pki"), log: silentLog() };
    deepEqual(
      IssuedCertificates.open(list)
        .revoked()
        .map(({ node }) => node),
      ["node4"],
    );
  });

  it("[REQ-BAK-5] revokes all certificates where there are none, and tells of a log that it cannot read", async () => {
    EpochStore.open(state(), { wallMs: 1000, log: silentLog() });
    await backedUp();
    await rejects(restored({ revoked: ["*", "node1"] }), { message: /--revoke node1: .*: none/ });
    const verify = () => {
      throw new Error("the disk is gone");
    };
    const said = await restored({ revoked: ["*"], verify });
    match(said.join("\n"), /log is intact is not known: the disk is gone.*/);
  });

  it("[REQ-BAK-3] leaves no part of a file where it is interrupted", async () => {
    EpochStore.open(state(), { wallMs: 1000, log: silentLog() });
    const { words, path } = moduleForNode("broker/backup/backup.ts");
    const script = `
      import { backUp } from ${JSON.stringify(path)};
      function* pieces() {
        console.log("writing");
        for (;;) yield Buffer.alloc(65536);
      }
      const endless = { name: "config/hirte.conf", size: 2 ** 32, mode: 0o600, mtimeMs: 0, sha256: "", pieces };
      const own = { directory: ${JSON.stringify(state())}, others: [endless], version: "1", nowMs: 0 };
      await backUp({ ...own, file: ${JSON.stringify(file())}, output: process.stdout });`;
    const args = [...words, "--input-type=module", "--eval", script];
    const backup = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    await once(backup.stdout, "data");
    equal(readdirSync(directory()).length, 2);
    backup.kill("SIGINT");
    deepEqual(await once(backup, "exit"), [null, "SIGINT"]);
    deepEqual(readdirSync(directory()), ["state"]);
  });

  const usersIn = (at: string) =>
    Users.open({ directory: at, log: silentLog() })
      .rows()
      .map(({ user }) => user);

  it("[REQ-BAK-4] refuses a state that hirte could not start on", async () => {
    await prepare();
    const usersFile = join(state(), "users.json");
    const good = readFileSync(usersFile);
    writeFileSync(usersFile, "{}");
    await backedUp(`${file()}.users`);
    writeFileSync(usersFile, good);
    const other = await TestPki.make(join(state("other"), "pki"));
    copyFileSync(join(other.directory, "ca-key.pem"), join(state(), "pki", "ca-key.pem"));
    await backedUp();
    await rejects(restored({ directory: empty(), file: `${file()}.users` }), {
      code: "bad-state",
      message: /state\/ of the backup: users\.json holds the users/,
    });
    await rejects(restored({ directory: state("new") }), {
      message: /ca-key\.pem is not the key/,
    });
    deepEqual(readdirSync(state("new")), []);
  });

  const empty = () => {
    mkdirSync(state("new"));
    return state("new");
  };

  it("[REQ-BAK-3] ends with 1 while hirte runs, and with 2 where the file is not to be had", async () => {
    await prepare();
    await backedUp();
    const again = call(["backup", file(), ...options()]);
    deepEqual([again.status, /is there already/.test(again.said)], [2, true], again.said);
    mkdirSync(state("other"));
    claimDirectory({
      ...{ directory: state("other"), file: "hirte.pid", mode: 0o750, program: "hirte" },
      key: "StateDirectory",
    });
    const running = call(["restore", file(), ...options("other")]);
    deepEqual([running.status, /running/.test(running.said)], [1, true], running.said);
    deepEqual(readdirSync(state("other")), ["hirte.pid"]);
  });

  async function attendUntil(node: ScriptedNode, holds: () => boolean): Promise<void> {
    while (!holds()) {
      await node.attend();
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }
});

/** A port nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}
