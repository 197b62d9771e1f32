import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Instance } from "../../../agent/instance.ts";
import { Uplink } from "../../../agent/uplink.ts";
import { AclFile } from "../../../broker/acl-file.ts";
import { AllowedNodes } from "../../../broker/allowed-nodes.ts";
import { EpochStore } from "../../../broker/epoch-store.ts";
import { Identity } from "../../../broker/identity.ts";
import { JobLog } from "../../../broker/job-log.ts";
import { Manager } from "../../../broker/manager.ts";
import { hashPassword, type PasswordHash } from "../../../broker/password-hash.ts";
import { all } from "../../../broker/rights.ts";
import { UsersFile } from "../../../broker/users-file.ts";
import { backgroundClock, systemClock } from "../../../src/core/clock.ts";
import type { HirteError } from "../../../src/core/errors.ts";
import { randomId } from "../../../src/core/ids.ts";
import { silentLog } from "../../../src/core/log.ts";
import type { Link } from "../../../src/mqtt/link.ts";
import { encode } from "../../../src/protocol/codec.ts";
import type {
  Hello,
  Reply,
  Report,
  Request,
  Welcome,
} from "../../../src/protocol/generated/schemas.ts";
import { managerNode, topicOf, topics } from "../../../src/protocol/topics.ts";
import { cheapPasswords } from "../../support/cheap-passwords.ts";
import { runCli } from "../../support/cli-run.ts";
import { Inbox } from "../../support/inbox.ts";
import { linkTo, opened } from "../../support/link.ts";
import { Mosquitto, needsMosquitto } from "../../support/mosquitto.ts";

const people = [
  { name: "ada", role: "admin" },
  { name: "olga", role: "operator", nodes: ["a"], units: ["web-*"] },
  { name: "gus", role: "operator", nodes: ["b*"] },
  { name: "vera", role: "viewer" },
] as const;

/** hirte on a mosquitto that heeds its ACL file, and is reloaded whenever that changes. */
class HirteOnMosquitto {
  readonly mosquitto: Mosquitto;
  readonly #directory: string;
  readonly identity: Identity;
  readonly #allowedNodes: AllowedNodes;
  readonly #aclFile: AclFile;
  readonly #links: Link[] = [];
  #manager: Manager | undefined;
  #jobLog: JobLog | undefined;
  #reloaded: Promise<void> = Promise.resolve();
  fatal: HirteError | undefined;

  private constructor(mosquitto: Mosquitto, directory: string) {
    this.mosquitto = mosquitto;
    this.#directory = directory;
    const log = silentLog();
    const onChange = () => this.#renew();
    this.identity = Identity.open({ directory, log, onChange, cost: cheapPasswords });
    const allowedNodes = AllowedNodes.open({ directory, configured: ["a", "b"], log, onChange });
    this.#allowedNodes = allowedNodes;
    this.#aclFile = new AclFile({
      path: mosquitto.aclFile,
      parties: () => ({
        managerUser: "hirte",
        nodes: allowedNodes.names,
        users: this.identity.users.rows(),
      }),
      clock: backgroundClock,
      log,
    });
  }

  /** `hash`: of a password that nobody uses here, as it is mosquitto that asks for them. */
  static async start(hash: PasswordHash): Promise<HirteOnMosquitto> {
    const directory = mkdtempSync(join(tmpdir(), "hirte-test-"));
    new UsersFile({ directory, log: silentLog() }).write({
      users: people.map((one) => ({ nodes: all, units: all, ...one, hash })),
      served: [],
    });
    const names = people.map(({ name }) => name);
    const mosquitto = await Mosquitto.start(["hirte", "a", "b", "c", ...names]);
    const hirte = new HirteOnMosquitto(mosquitto, directory);
    hirte.#renew();
    await hirte.reloaded();
    return hirte;
  }

  /** Mosquitto goes by what is true now. */
  async reloaded(): Promise<void> {
    await this.#reloaded;
  }

  /** Starts the manager, which may be another life of it. */
  async startManager(): Promise<void> {
    const directory = this.#directory;
    const log = silentLog();
    const opened = JobLog.open({ directory, log });
    this.#jobLog = opened.log;
    this.#manager = new Manager({
      servers: [this.mosquitto.stream],
      credentials: { username: "hirte", password: Mosquitto.password },
      isBrokerExternal: true,
      allowedNodes: this.#allowedNodes,
      epochs: EpochStore.open(directory, { wallMs: systemClock.wallMs(), log }),
      jobLog: opened.log,
      open: opened.contents.open,
      lastAt: opened.contents.lastAt,
      version: "1.2.3",
      clock: systemClock,
      log,
      identities: this.identity.identities({ signOut: () => undefined }),
      onFatal: (error) => {
        this.fatal = error;
      },
    });
    await this.#manager.start();
  }

  async stopManager(): Promise<void> {
    await this.#manager?.stop();
    this.#jobLog?.close();
    this.#manager = undefined;
  }

  /** A connection under a name. */
  async link(username: string): Promise<Link> {
    const link = await opened(
      linkTo([this.mosquitto.stream], { username, password: Mosquitto.password }),
    );
    this.#links.push(link);
    return link;
  }

  async stop(): Promise<void> {
    for (const link of this.#links) await link.close("cut");
    await this.stopManager();
    await this.#reloaded;
    await this.mosquitto.stop();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #renew(): void {
    // While it is made there is not yet all that the file tells of.
    this.#aclFile?.renew();
    this.#reloaded = this.#reloaded.then(() => this.mosquitto.reload());
  }
}

/** As of an agent that nobody has stopped. */
function anUplink(hirte: HirteOnMosquitto, password: string, events: EventTarget): Uplink {
  return new Uplink({
    node: "a",
    instance: new Instance(),
    links: [hirte.mosquitto.stream],
    linkNames: ["mosquitto"],
    credentials: { username: "a", password },
    subscriptions: [],
    reconnectMaxMs: 60_000,
    clock: systemClock,
    log: silentLog(),
    onUp: () => events.dispatchEvent(new Event("up")),
    onDown: () => events.dispatchEvent(new Event("down")),
  });
}

describe("hirte on a mosquitto that heeds its ACL file", function () {
  this.timeout(20_000);
  needsMosquitto();
  let hirte: HirteOnMosquitto;
  let hash: PasswordHash;
  before(async () => {
    hash = await hashPassword("a password of hirte's own", cheapPasswords);
  });
  beforeEach(async () => {
    hirte = await HirteOnMosquitto.start(hash);
  });
  afterEach(() => hirte?.stop());

  const helloOf = (over: Partial<Hello> = {}): Hello => ({
    ...{ instance: randomId(), machineId: "a".repeat(32), bootId: "b".repeat(32) },
    ...{ version: "1", epoch: 0, heartbeatMs: 60_000, address: "10.0.0.9" },
    ...over,
  });

  /** An agent as far as mosquitto is concerned: says hello, and hears its commands. */
  async function agentOf(node: string, link?: Link) {
    const own = link ?? (await hirte.link(node));
    const welcomes = new Inbox(topics.welcome, { node });
    const commands = new Inbox(topics.command, { node });
    await own.subscribe(welcomes.subscription, commands.subscription);
    return {
      link: own,
      commands,
      welcomes,
      async hello(over: Partial<Hello> = {}): Promise<Welcome> {
        const hello = helloOf(over);
        await own.publish(topics.hello, { node }, hello);
        return welcomes.next((w) => w.instance === hello.instance);
      },
    };
  }

  /** Somebody who asks. */
  async function personOf(user: string) {
    const link = await hirte.link(user);
    const replies = new Inbox(topics.reply, { user });
    await link.subscribe(replies.subscription);
    const say = async (
      node: string,
      verb: string,
      args: Readonly<Record<string, unknown>> = {},
    ) => {
      const id = randomId();
      // What a verb takes is for each test to know.
      const request = { id, ...args } as Request;
      await link.publish(topics.request, { user, node, verb }, request);
      return id;
    };
    return {
      link,
      replies,
      say,
      async ask(node: string, verb: string, args = {}): Promise<Reply> {
        const id = await say(node, verb, args);
        return replies.next((reply) => reply.id === id);
      },
    };
  }

  /** All that hirte has told of the state of a node. */
  async function watch(node: string) {
    const states = new Inbox(topics.nodeState, { node });
    await (await hirte.link("vera")).subscribe(states.subscription);
    return states;
  }

  const unit = "web-1.service";

  it("[REQ-ACL-3] whoever may do something does it: nodes join, jobs are begun, others are refused and told why", async () => {
    await hirte.startManager();
    const [a, b] = [await agentOf("a"), await agentOf("b")];
    await Promise.all([a.hello(), b.hello()]);
    const olga = await personOf("olga");
    const begun = await olga.ask("a", "start", { unit });
    assert.equal(begun.status, "accepted");
    await a.commands.next((command) => command.id === begun.id);
    const other = await olga.ask("a", "start", { unit: "db.service" });
    assert.deepEqual([other.status, other.problem?.code], ["refused", "denied"]);
    assert.deepEqual(
      a.commands.messages.map(({ id }) => id),
      [begun.id],
    );
  });

  it("[REQ-ACL-3] an operator asks in vain on nodes that are not its own: mosquitto drops it where they are names, and the manager refuses it where they are patterns", async () => {
    await hirte.startManager();
    const [a, b] = [await agentOf("a"), await agentOf("b")];
    await Promise.all([a.hello(), b.hello()]);
    const [olga, gus] = [await personOf("olga"), await personOf("gus")];
    const dropped = await olga.say("b", "start", { unit });
    // The same connection, so this is dealt with after it.
    assert.equal((await olga.ask(managerNode, "jobs")).status, "result");
    assert.deepEqual(
      olga.replies.messages.filter(({ id }) => id === dropped),
      [],
    );
    const refused = await gus.ask("a", "start", { unit });
    assert.deepEqual([refused.status, refused.problem?.code], ["refused", "denied"]);
    assert.equal((await gus.ask("b1", "start", { unit })).problem?.code, "no-such-node");
    assert.equal((await gus.ask("b", "start", { unit })).status, "accepted");
    await b.commands.next();
    assert.deepEqual([a.commands.messages.length, b.commands.messages.length], [0, 1]);
  });

  it("[REQ-ACL-3] nobody asks in another's name, and a viewer has nothing done", async () => {
    await hirte.startManager();
    const a = await agentOf("a");
    await a.hello();
    const vera = await personOf("vera");
    const replies = new Inbox(topics.reply, { user: "ada" });
    await (await hirte.link("ada")).subscribe(replies.subscription);
    const request = { id: randomId(), unit };
    await vera.link.publish(topics.request, { user: "ada", node: "a", verb: "start" }, request);
    await vera.say("a", "start", { unit });
    await vera.say(managerNode, "disallow-nodes", { nodes: ["a"] });
    assert.equal((await vera.ask(managerNode, "jobs")).data?.length, 0);
    const ada = await personOf("ada");
    assert.equal((await ada.ask("a", "start", { unit })).status, "accepted");
    await a.commands.next();
    assert.deepEqual([a.commands.messages.length, vera.replies.messages.length], [1, 1]);
    assert.equal(replies.messages.filter(({ id }) => id === request.id).length, 0);
  });

  it("[REQ-ACL-4] a hello, a report and a request that were kept from before are not believed", async () => {
    const wire = await hirte.mosquitto.client("a");
    const kept = helloOf();
    const [hello, report] = [
      topicOf(topics.hello, { node: "a" }),
      topicOf(topics.report, { node: "a" }),
    ];
    const end: Report = { session: 1, id: randomId(), kind: "finished", result: "done" };
    await wire.publishAcked(hello, encode("hello", kept), { retain: true });
    await wire.publishAcked(report, encode("report", end), { retain: true });
    const ada = await hirte.mosquitto.client("ada");
    const request = { id: randomId(), unit };
    const asked = topicOf(topics.request, { user: "ada", node: "a", verb: "start" });
    await ada.publishAcked(asked, encode("request", request), { retain: true });
    // Mosquitto has kept them, for it cannot be told not to.
    const manager = await hirte.mosquitto.client("hirte");
    await manager.subscribe("hirte/v1/#");
    await manager.until(() => manager.messages.filter(({ retain }) => retain).length === 3);

    await hirte.startManager();
    const a = await agentOf("a");
    const states = await watch("a");
    await states.next(({ state }) => state === "offline");
    const { instance } = await a.hello();
    const person = await personOf("ada");
    const begun = await person.ask("a", "start", { unit });
    await a.commands.next(({ id }) => id === begun.id);
    assert.deepEqual(
      [a.welcomes.messages.map((w) => w.instance), a.commands.messages.map(({ id }) => id)],
      [[instance], [begun.id]],
    );
    assert.deepEqual(
      person.replies.messages.map(({ id }) => id),
      [begun.id],
    );
  });

  it("[REQ-ACL-4] a hello and a request that were left as wills to be kept are not believed when the manager comes", async () => {
    const request = { id: randomId(), unit };
    for (const [user, topic, payload] of [
      ["a", topicOf(topics.hello, { node: "a" }), encode("hello", helloOf())],
      [
        "ada",
        topicOf(topics.request, { user: "ada", node: "a", verb: "start" }),
        encode("request", request),
      ],
    ] as const) {
      const will = { topic, payload: Buffer.from(payload), retain: true };
      (await hirte.mosquitto.client(user, { will })).stream.destroy();
    }
    const manager = await hirte.mosquitto.client("hirte");
    await manager.subscribe("hirte/v1/#");
    await manager.until(() => manager.messages.length === 2);

    const [a, person, states] = [await agentOf("a"), await personOf("ada"), await watch("a")];
    await hirte.startManager();
    // Nobody is taken to be there by what was left.
    assert.equal((await states.next()).state, "offline");
    const { instance } = await a.hello();
    await states.next(({ state }) => state === "online");
    // And the request is new to it: had it been looked at, it would have been refused for good.
    await person.link.publish(topics.request, { user: "ada", node: "a", verb: "start" }, request);
    const { status } = await person.replies.next(({ id }) => id === request.id);
    assert.equal(status, "accepted");
    assert.deepEqual(
      a.welcomes.messages.map((w) => w.instance),
      [instance],
    );
  });

  it("[REQ-ACL-4] a command that somebody had kept is not heard by the agent that comes later", async () => {
    const manager = await hirte.mosquitto.client("hirte");
    const topic = topicOf(topics.command, { node: "a" });
    const command = { session: 1, kind: "job", id: randomId(), verb: "start", unit } as const;
    await manager.publishAcked(topic, encode("command", command), { retain: true });
    await hirte.startManager();
    const a = await agentOf("a");
    await a.hello();
    assert.deepEqual(a.commands.messages, []);
  });

  it("[REQ-ACL-4] a node's will in another's name is not published, even where it knows that node's instance", async () => {
    await hirte.startManager();
    const a = await agentOf("a");
    const { instance } = await a.hello();
    const states = await watch("a");
    const payload = Buffer.from(encode("gone", { instance, reason: "will" }));
    const will = { topic: topicOf(topics.gone, { node: "a" }), payload };
    const b = await hirte.mosquitto.client("b", { will });
    await b.publishAcked(will.topic, payload);
    b.stream.destroy();
    await b.closed;
    const after = await agentOf("b");
    await after.hello();
    await states.next(({ state }) => state === "online");
    assert.ok(states.messages.every(({ state }) => state === "online"));
    // And its own counts.
    const own = await hirte.mosquitto.client("a", { will });
    own.stream.destroy();
    await states.next(({ state }) => state === "unreachable");
  });

  it("[REQ-ACL-4] a request that is left as a will is judged when it comes: by its time, and by what its user may do then", async () => {
    await hirte.startManager();
    const a = await agentOf("a");
    await a.hello();
    const olga = await personOf("olga");
    const topic = topicOf(topics.request, { user: "olga", node: "a", verb: "start" });
    const asked = async (request: Readonly<Record<string, unknown>>) => {
      const payload = Buffer.from(encode("request", request as unknown as Request));
      return hirte.mosquitto.client("olga", { will: { topic, payload } });
    };
    const late = { id: randomId(), unit, startBy: systemClock.wallMs() - 1 };
    (await asked(late)).stream.destroy();
    const expired = await olga.replies.next(({ id }) => id === late.id);
    assert.equal(expired.problem?.code, "expired");
    const barred = { id: randomId(), unit };
    const left = await asked(barred);
    hirte.identity.users.setRights("olga", { units: ["db.service"] }, "5");
    await hirte.reloaded();
    left.stream.destroy();
    const denied = await olga.replies.next(({ id }) => id === barred.id);
    assert.equal(denied.problem?.code, "denied");
    assert.deepEqual(a.commands.messages, []);
  });

  it("[REQ-ACL-6] an agent shows its node's name and password, and its will counts", async () => {
    const manager = await hirte.mosquitto.client("hirte");
    await manager.subscribe("hirte/v1/nodes/+/gone");
    for (const [password, outcome] of [
      ["wrong", "down"],
      [Mosquitto.password, "up"],
    ] as const) {
      const events = new EventTarget();
      const first = new Promise<string>((resolve) => {
        for (const name of ["up", "down"]) events.addEventListener(name, () => resolve(name));
      });
      const uplink = anUplink(hirte, password, events);
      await uplink.open();
      const came = await first;
      await uplink.close("cut");
      assert.equal(came, outcome);
    }
    await manager.until(() => manager.messages.length > 0);
    assert.equal(manager.messages[0]?.topic, "hirte/v1/nodes/a/gone");
  });

  it("[REQ-ACL-6] hirtectl shows the user's password, and says where it is not let in or not heard", async () => {
    await hirte.startManager();
    const [a, b] = [await agentOf("a"), await agentOf("b")];
    await Promise.all([a.hello(), b.hello()]);
    const address = `127.0.0.1:${await hirte.mosquitto.door()}`;
    const as = (user: string, ...args: string[]) =>
      runCli(address, ["--user", user, ...args], {
        env: { HIRTE_PASSWORD_FILE: join(hirte.mosquitto.directory, "password") },
      });
    const write = (password: string) =>
      writeFileSync(join(hirte.mosquitto.directory, "password"), password, { mode: 0o600 });
    write(Mosquitto.password);
    assert.match((await as("vera", "list-nodes")).stdout, /^a +online/m);
    const denied = await as("gus", "start", "a", unit);
    assert.equal(denied.status, 7);
    assert.match(denied.stderr, /user gus \(operator\) may only do so on b\*/);
    // By the time of the question it knows that hirte is there: asked for a job, it goes on for 90 s.
    const dropped = await as("olga", "get-default", "b", "--timeout", "1s");
    assert.match(dropped.stderr, /no answer within 1000 ms|has not answered within 1000 ms/);
    write("wrong");
    const unknown = await as("vera", "list-nodes");
    assert.equal(unknown.status, 7);
    assert.match(unknown.stderr, /does not let it in: user vera/);
  });

  it("[REQ-ACL-2] a node comes and goes while hirte runs: mosquitto lets it in, and then nothing of it by", async () => {
    await hirte.startManager();
    const [c, ada] = [await agentOf("c"), await personOf("ada")];
    assert.equal((await ada.ask(managerNode, "allow-nodes", { nodes: ["c"] })).status, "result");
    await hirte.reloaded();
    const { session } = await c.hello();
    assert.ok(session !== undefined);
    assert.equal((await ada.ask(managerNode, "disallow-nodes", { nodes: ["c"] })).status, "result");
    await c.welcomes.next(({ refused }) => refused?.code === "no-such-node");
    await hirte.reloaded();
    const heardBefore = c.welcomes.messages.length;
    await c.link.publish(topics.hello, { node: "c" }, helloOf());
    await (await agentOf("a")).hello();
    assert.equal(c.welcomes.messages.length, heardBefore);
  });

  it("[REQ-ACL-2] a user who is removed may say and hear nothing more on the connection that is there", async () => {
    await hirte.startManager();
    const a = await agentOf("a");
    await a.hello();
    const [gus, ada] = [await personOf("gus"), await personOf("ada")];
    assert.equal((await gus.ask(managerNode, "jobs")).status, "result");
    assert.equal((await ada.ask(managerNode, "remove-user", { user: "gus" })).status, "result");
    await hirte.reloaded();
    const id = await gus.say(managerNode, "jobs");
    assert.equal((await ada.ask(managerNode, "jobs")).status, "result");
    assert.deepEqual(
      gus.replies.messages.filter((reply) => reply.id === id),
      [],
    );
  });
});
