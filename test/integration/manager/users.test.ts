import { deepEqual, equal, match, notEqual, ok, rejects } from "node:assert/strict";
import { randomId } from "../../../src/core/ids.ts";
import type { Reply, Request } from "../../../src/protocol/generated/schemas.ts";
import { managerNode, topics } from "../../../src/protocol/topics.ts";
import { AskingHirte, usualPassword } from "../../support/asking-hirte.ts";
import { runCli } from "../../support/cli-run.ts";
import { Inbox } from "../../support/inbox.ts";
import { until } from "../../support/link.ts";
import { WireClient } from "../../support/wire-client.ts";

const secret = "correct horse battery";

describe("the users of a hirte that asks for them", function () {
  // Hashes take their time.
  this.timeout(20_000);
  let hirte: AskingHirte;
  beforeEach(async () => {
    hirte = await AskingHirte.start();
    await hirte.add("ada", "admin");
  });
  afterEach(() => hirte.stop());

  const typed = (line: string) => ({ readLines: async () => line.split("\n") });

  it("[REQ-SEC-11] [REQ-SEC-13] are added, listed, changed and removed by hirtectl", async () => {
    const add = [
      "user",
      "add",
      "olga",
      "--role",
      "operator",
      "--nodes",
      "web-*",
      "--units",
      "app-*,nginx",
    ];
    deepEqual(await hirte.cli("ada", [...add, "--password-stdin"], typed(secret)), {
      status: 0,
      stdout: "",
      stderr: "",
    });
    equal((await hirte.cli("olga", ["list-nodes"], { password: secret })).status, 0);
    equal(
      (await hirte.cli("ada", ["user", "list"])).stdout,
      "USER   ROLE       NODES   UNITS\n" +
        "ada    admin      *       *\n" +
        "olga   operator   web-*   app-*,nginx.service\n",
    );
    equal((await hirte.cli("ada", ["user", "set", "olga", "--role", "viewer"])).status, 0);
    match((await hirte.cli("ada", ["user", "list"])).stdout, /olga {3}viewer {3}web-\*/);
    const again = await hirte.cli("ada", [...add, "--password-stdin"], typed(secret));
    equal(again.status, 7);
    match(again.stderr, /there is a user olga already/);
    equal((await hirte.cli("ada", ["user", "remove", "olga"])).status, 0);
    equal((await hirte.cli("ada", ["user", "remove", "olga"])).status, 4);
    equal((await hirte.cli("olga", ["list-nodes"], { password: secret })).status, 7);
  });

  it("[REQ-SEC-13] are asked for their password twice on a terminal, and a slip changes nothing", async () => {
    const asked: string[] = [];
    const answering = (...answers: (string | undefined)[]) => ({
      askSecret: async (question: string) => {
        asked.push(question);
        return answers.shift();
      },
    });
    const add = ["user", "add", "vera", "--role", "viewer"];
    equal((await hirte.cli("ada", add, answering(secret, "slip of a key"))).status, 2);
    equal((await hirte.cli("ada", add, answering("short", "short"))).status, 2);
    equal((await hirte.cli("ada", add, answering(undefined))).status, 130);
    equal((await hirte.cli("ada", add)).status, 2);
    equal(hirte.identity.users.row("vera"), undefined);
    equal((await hirte.cli("ada", add, answering(secret, secret))).status, 0);
    deepEqual(asked.slice(-2), ["New password of vera: ", "Once more: "]);
    equal((await hirte.cli("vera", ["list-nodes"], { password: secret })).status, 0);
  });

  it("[REQ-SEC-9] leave no trace of a password, right or wrong, in requests good and bad", async () => {
    const within = await hirte.within();
    const replies = new Inbox(topics.reply);
    await within.subscribe(replies.subscription);
    await hirte.cli(
      "ada",
      ["user", "add", "vera", "--role", "viewer", "--password-stdin"],
      typed(secret),
    );
    await hirte.cli("vera", ["user", "passwd", "--password-stdin"], {
      ...typed(`${secret}\n${secret}2`),
      password: secret,
    });
    await hirte.cli("vera", ["list-nodes"], { password: `${secret}3` });
    // Of no schema, not JSON, of an unknown verb, in the wrong hands, on a topic that is retained.
    const bad: readonly (readonly [string, string])[] = [
      ["add-user", JSON.stringify({ id: randomId(), user: "x", password: secret, role: "god" })],
      [
        "add-user",
        JSON.stringify({ id: randomId(), user: "../x", password: secret, role: "viewer" }),
      ],
      ["set-password", JSON.stringify({ id: randomId(), user: "nobody", password: secret })],
      ["set-password", `{"id":"${randomId()}","user":"ada","password":"${secret}"`],
      ["set-passwort", JSON.stringify({ id: randomId(), user: "ada", password: secret })],
      ["start", JSON.stringify({ id: randomId(), unit: "a.service", password: secret })],
    ];
    const speaker = await hirte.wire();
    for (const [verb, text] of bad) {
      for (const node of [managerNode, "web-1"]) {
        await speaker.publishAcked(`hirte/v1/requests/ada/${node}/${verb}`, text, { retain: true });
      }
    }
    const done = randomId();
    await within.publish(
      topics.request,
      { user: "ada", node: managerNode, verb: "time" },
      { id: done },
    );
    await replies.next((reply) => reply.id === done);
    ok(hirte.logged.length > 10);
    const said = JSON.stringify(replies.messages);
    for (const text of [hirte.traces(), said]) {
      for (const part of [secret, "correct horse", "horse battery"])
        equal(text.includes(part), false);
    }
    const kept = await hirte.wire();
    await kept.subscribe("hirte/v1/requests/#");
    await kept.ping();
    deepEqual(kept.messages, []);
  });

  for (const [user, role, patterns, args, status, text] of [
    [
      "vera",
      "viewer",
      {},
      ["start", "web-1", "app-1"],
      7,
      /start needs the role operator, and user vera is viewer/,
    ],
    ["vera", "viewer", {}, ["node", "allow", "web-3"], 7, /needs the role admin/],
    ["vera", "viewer", {}, ["user", "list"], 7, /needs the role admin/],
    ["vera", "viewer", { nodes: ["db*"] }, ["logs", "web-1"], 7, /may only do so on db\*/],
    ["vera", "viewer", {}, ["logs", "web-1"], 5, /offline/],
    ["olga", "operator", { units: ["app-*"] }, ["start", "web-1", "app-1"], 5, /offline/],
    [
      "olga",
      "operator",
      { units: ["app-*"] },
      ["start", "web-1", "sshd"],
      7,
      /may only act on app-\*/,
    ],
    [
      "olga",
      "operator",
      { nodes: ["web-*"] },
      ["start", "db1", "app-1"],
      7,
      /may only do so on web-\*/,
    ],
    ["olga", "operator", { units: ["app-*"] }, ["poweroff", "web-1"], 7, /concerns all units/],
    ["olga", "operator", { units: ["app-*"] }, ["exec", "web-1", "id"], 7, /concerns all units/],
    [
      "olga",
      "operator",
      { units: ["app-*"] },
      ["isolate", "web-1", "app-1"],
      7,
      /concerns all units/,
    ],
    ["olga", "operator", {}, ["poweroff", "web-1"], 5, /offline/],
    ["olga", "operator", {}, ["set-loglevel", "debug"], 7, /needs the role admin/],
    ["eva", "admin", {}, ["set-loglevel", "debug"], 0, /^$/],
    ["eva", "admin", {}, ["start", "db1", "sshd"], 5, /offline/],
  ] as const) {
    it(`[REQ-SEC-7] a ${role}${Object.entries(patterns)
      .map(([of, list]) => ` with ${of} ${list}`)
      .join("")} asks for ${args.join(" ")}: exit status ${status}`, async () => {
      await hirte.add(user, role, patterns);
      const run = await hirte.cli(user, args);
      equal(run.status, status, run.stderr);
      match(run.stderr, text);
    });
  }

  it("[REQ-SEC-8] a copy of what was taken on is answered with it, though who asked may do it no more", async () => {
    await hirte.add("olga", "operator");
    const commands = await hirte.agent("web-1");
    const asker = await new Asker(hirte, "olga").open();
    const request = { id: randomId(), unit: "app-1.service" };
    equal((await asker.asks("web-1", "start", request)).status, "accepted");
    hirte.identity.users.setRights("olga", { role: "viewer" }, "1");
    equal((await asker.asks("web-1", "start", request)).status, "accepted");
    const other = { id: randomId(), unit: "app-1.service" };
    equal((await asker.asks("web-1", "start", other)).problem?.code, "denied");
    // And what was denied stays so, when it may be done at last.
    hirte.identity.users.setRights("olga", { role: "operator" }, "2");
    equal((await asker.asks("web-1", "start", other)).problem?.code, "denied");
    deepEqual(
      commands.messages.filter(({ kind }) => kind === "job").map(({ id }) => id),
      [request.id],
    );
  });

  it("[REQ-SEC-7] jobs that wait in the line when who asked is removed are not begun", async () => {
    await hirte.add("olga", "operator");
    await hirte.agent("web-1");
    const link = await hirte.within();
    const replies = new Inbox(topics.reply, { user: "olga" });
    await link.subscribe(replies.subscription);
    const params = { user: "olga", node: "web-1", verb: "start" };
    const ids = Array.from({ length: 200 }, () => randomId());
    const sent = ids.map((id) =>
      link.publish(topics.request, params, { id, unit: "app-1.service" } as Request),
    );
    // All have been read; a few of them are taken on at a time.
    await Promise.all(sent);
    await until(() => replies.messages.length > 0);
    const accepted = () => hirte.logged.filter((line) => line.includes("job accepted")).length;
    hirte.identity.users.remove("olga", "1");
    // What was taken on before is logged by now.
    await new Promise((resolve) => setImmediate(resolve));
    const before = accepted();
    await until(() => replies.messages.length >= ids.length);
    const denied = replies.messages.filter(({ problem }) => problem?.code === "denied");
    ok(denied.every(({ problem }) => problem?.message.includes("no user olga")));
    deepEqual([accepted(), denied.length], [before, ids.length - before]);
  });

  it("[REQ-SEC-7] ends jobs of others only where it may act itself", async () => {
    await hirte.add("olga", "operator", { units: ["app-*"] });
    await hirte.add("otto", "operator");
    await hirte.agent("web-1");
    const [olga, otto] = [
      await new Asker(hirte, "olga").open(),
      await new Asker(hirte, "otto").open(),
    ];
    const jobs = ["app-1.service", "sshd.service"].map((unit) => ({ id: randomId(), unit }));
    for (const job of jobs) equal((await otto.asks("web-1", "start", job)).status, "accepted");
    const run = { id: randomId(), argv: ["true"], unit: "app-2.service" };
    equal((await otto.asks("web-1", "run", run)).status, "accepted");
    const outcomes: (string | undefined)[] = [];
    for (const { id: job } of [...jobs, run]) {
      const { status, problem } = await olga.asks(managerNode, "cancel", { id: randomId(), job });
      outcomes.push(problem?.code ?? status);
    }
    deepEqual(outcomes, ["result", "denied", "denied"]);
  });

  it("[REQ-SEC-11] set their own password, and nobody else's", async () => {
    await hirte.add("vera", "viewer");
    const passwd = ["user", "passwd", "--password-stdin"];
    equal((await hirte.cli("vera", passwd, typed(secret))).status, 2);
    equal((await hirte.cli("vera", ["list-nodes"])).status, 0);
    const own = await hirte.cli("vera", passwd, typed(`${usualPassword}\n${secret}`));
    deepEqual(own, { status: 0, stdout: "", stderr: "" });
    equal((await hirte.cli("vera", ["list-nodes"])).status, 7);
    equal((await hirte.cli("vera", ["list-nodes"], { password: secret })).status, 0);
    const guessed = { ...typed(`not this one\n${usualPassword}`), password: secret };
    equal((await hirte.cli("vera", passwd, guessed)).status, 7);
    const others = await hirte.cli("vera", ["user", "passwd", "ada", "--password-stdin"], {
      ...typed(secret),
      password: secret,
    });
    equal(others.status, 7);
    const asker = await new Asker(hirte, "vera").open();
    const answer = await asker.asks(managerNode, "set-password", {
      id: randomId(),
      user: "ada",
      password: secret,
    });
    match(answer.problem?.message ?? "", /needs the role admin, and user vera is viewer/);
    equal((await hirte.cli("ada", ["list-nodes"])).status, 0);
  });

  it("[REQ-SEC-11] are disconnected when they are removed, and do not come back", async () => {
    await hirte.add("vera", "viewer");
    const client = await hirte.client("vera");
    const reasons: string[] = [];
    client.onConnection({ onDown: (reason) => void reasons.push(reason) });
    equal((await hirte.cli("ada", ["user", "remove", "vera"])).status, 0);
    await until(() => reasons.length >= 2);
    match(reasons[1] ?? "", /Bad username or password|Not authorized/i);
    equal(client.isUp, false);
    await rejects(hirte.client("vera"), { code: "denied" });
  });

  for (const role of ["viewer", "admin"] as const) {
    it(`[REQ-SEC-11] an open connection of a ${role} takes no account over, and all are cut when its owner sets a password`, async () => {
      await hirte.add("vera", role);
      const thief = await hirte.client("vera");
      const wish = { user: "vera", password: "taken over" };
      const own = (more: object) => thief.query(managerNode, "set-password", { ...wish, ...more });
      await rejects(own({}), { code: "denied" });
      await rejects(own({ oldPassword: "guessed wrong" }), { code: "denied" });
      // A guess after another waits.
      await rejects(own({ oldPassword: usualPassword }), { code: "busy" });
      let isDown = false;
      thief.onConnection({ onDown: () => (isDown = true) });
      const asker = await new Asker(hirte, "vera").open();
      const answer = await untilServed(() =>
        asker.asks(managerNode, "set-password", {
          ...{ id: randomId(), user: "vera", password: secret, oldPassword: usualPassword },
        }),
      );
      equal(answer.status, "result");
      await until(() => isDown);
      deepEqual(hirte.broker.stats().cutOffs["signed-out"], 1);
      await rejects(hirte.client("vera"), { code: "denied" });
    });
  }

  it("[REQ-SEC-11] are asked for the old password on a terminal, where it is their own", async () => {
    const asked: string[] = [];
    const answers = [usualPassword, secret, secret];
    const askSecret = async (question: string) => {
      asked.push(question);
      return answers.shift();
    };
    equal((await hirte.cli("ada", ["user", "passwd"], { askSecret })).status, 0);
    deepEqual(asked, ["Old password of ada: ", "New password of ada: ", "Once more: "]);
    equal((await hirte.cli("ada", ["list-nodes"], { password: secret })).status, 0);
  });

  it("[REQ-SEC-11] are disconnected when an admin gives them another password, others are not", async () => {
    await hirte.add("vera", "viewer");
    const [vera, ada] = [await hirte.client("vera"), await hirte.client("ada")];
    let isDown = false;
    vera.onConnection({ onDown: () => (isDown = true) });
    await hirte.cli("ada", ["user", "passwd", "vera", "--password-stdin"], typed(secret));
    await until(() => isDown);
    equal(ada.isUp, true);
  });

  it("[REQ-JOB-8] [REQ-SEC-8] a request that somebody has overheard is of no use to them: under its owner's name nothing comes of it, under their own it is refused", async () => {
    await hirte.add("olga", "operator");
    await hirte.add("otto", "operator");
    const commands = await hirte.agent("web-1");
    const [olga, otto] = [
      await new Asker(hirte, "olga").open(),
      await new Asker(hirte, "otto").open(),
    ];
    const request = { id: randomId(), unit: "app-1.service" };
    equal((await olga.asks("web-1", "start", request)).status, "accepted");
    const thief = await WireClient.connect(hirte.broker.port, {
      username: "otto",
      password: usualPassword,
    });
    const payload = JSON.stringify({ ...request, id: randomId() });
    await thief.publishAcked("hirte/v1/requests/olga/web-1/start", payload);
    equal(hirte.broker.stats().droppedMessages, 1);
    thief.cut();
    equal((await otto.asks("web-1", "start", request)).problem?.code, "id-in-use");
    const after = { id: randomId(), unit: "app-2.service" };
    equal((await olga.asks("web-1", "start", after)).status, "accepted");
    // A command is repeated until its agent speaks of it.
    const begun = commands.messages.filter(({ kind }) => kind === "job").map(({ id }) => id);
    deepEqual([...new Set(begun)], [request.id, after.id]);
  });

  it("[REQ-SEC-10] a late copy of a change changes nothing, and is answered with how it is", async () => {
    const ada = await new Asker(hirte, "ada").open();
    const add = { id: randomId(), user: "vera", password: secret, role: "viewer" };
    deepEqual((await ada.asks(managerNode, "add-user", add)).data, [
      { user: "vera", role: "viewer", nodes: ["*"], units: ["*"] },
    ]);
    equal(
      (await ada.asks(managerNode, "remove-user", { id: randomId(), user: "vera" })).status,
      "result",
    );
    deepEqual((await ada.asks(managerNode, "add-user", add)).data, []);
    equal(hirte.identity.users.row("vera"), undefined);
  });

  it("[REQ-SEC-10] the id of a change that was made is of no use for another one: it shows nothing, and does nothing", async () => {
    await hirte.add("olga", "operator");
    const [ada, olga] = [
      await new Asker(hirte, "ada").open(),
      await new Asker(hirte, "olga").open(),
    ];
    const own = { id: randomId(), user: "olga", password: secret, oldPassword: usualPassword };
    equal((await olga.asks(managerNode, "set-password", own)).status, "result");
    for (const [verb, request] of [
      ["set-user", { id: own.id, user: "ada" }],
      ["set-user", { id: own.id, user: "olga", role: "admin" }],
      ["set-password", { ...own, user: "ada" }],
      ["set-password", { ...own, password: `${secret}2` }],
    ] as const) {
      const { problem, data } = await olga.asks(managerNode, verb, request);
      deepEqual([problem?.code, data], ["id-in-use", undefined]);
    }
    deepEqual(
      (await olga.asks(managerNode, "set-password", { ...own, startWithinMs: 1000 })).data,
      [hirte.identity.users.row("olga")],
    );
    const add = { id: randomId(), user: "vera", password: secret, role: "viewer" };
    equal((await ada.asks(managerNode, "add-user", add)).status, "result");
    const other = await ada.asks(managerNode, "remove-user", { id: add.id, user: "olga" });
    equal(other.problem?.code, "id-in-use");
    ok(hirte.identity.users.row("olga"));
  });

  it("[REQ-SEC-10] what was to begin earlier is not done any more", async () => {
    const ada = await new Asker(hirte, "ada").open();
    const late = { id: randomId(), user: "vera", password: secret, role: "viewer", startBy: 1 };
    equal((await ada.asks(managerNode, "add-user", late)).problem?.code, "expired");
    equal(hirte.identity.users.row("vera"), undefined);
  });

  it("[REQ-SEC-10] who makes itself less is answered, also for a copy", async () => {
    await hirte.add("eva", "admin");
    const ada = await new Asker(hirte, "ada").open();
    const less = { id: randomId(), user: "ada", role: "viewer" };
    const [first, copy] = [
      await ada.asks(managerNode, "set-user", less),
      await ada.asks(managerNode, "set-user", less),
    ];
    deepEqual(first.data, copy.data);
    const next = await ada.asks(managerNode, "set-user", {
      id: randomId(),
      user: "ada",
      role: "admin",
    });
    equal(next.problem?.code, "denied");
  });

  it("[REQ-SEC-3] many changes of users at once are refused beyond a bound, and none is done after the end", async () => {
    const within = await hirte.within();
    const replies = new Inbox(topics.reply);
    await within.subscribe(replies.subscription);
    for (let i = 0; i < 60; i++) {
      const wish = { id: randomId(), user: `u${i}`, password: secret, role: "viewer" };
      await within.publish(
        topics.request,
        { user: "ada", node: managerNode, verb: "add-user" },
        wish,
      );
    }
    const isBusy = ({ problem }: Reply) => problem?.code === "busy";
    await until(() => replies.messages.filter(isBusy).length >= 20);
    const before = hirte.identity.users.rows().length;
    await hirte.stop();
    // The one that is under way.
    ok(hirte.identity.users.rows().length <= before + 1);
    hirte = await AskingHirte.start();
  });

  it("[REQ-SEC-3] many changes by one user keep out no other user, and passwords that wait keep out nothing else", async () => {
    await hirte.add("eva", "admin");
    const [ada, eva] = [await new Asker(hirte, "ada").open(), await new Asker(hirte, "eva").open()];
    const link = await hirte.within();
    const params = { user: "ada", node: managerNode, verb: "add-user" };
    for (let i = 0; i < 60; i++) {
      const wish = { id: randomId(), user: `u${i}`, password: secret, role: "viewer" };
      await link.publish(topics.request, params, wish);
    }
    const add = { id: randomId(), user: "vera", password: secret, role: "viewer" };
    const remove = { id: randomId(), user: "u0" };
    const [removed, added] = await Promise.all([
      ada.asks(managerNode, "remove-user", remove),
      eva.asks(managerNode, "add-user", add),
    ]);
    deepEqual([removed.status, added.status], ["result", "result"]);
    equal(hirte.identity.users.row("u50"), undefined);
  });

  it("[REQ-SEC-13] hirtectl says what is missing, or wrong", async () => {
    const nothing = await runCli(hirte.address, ["--user", "ada", "list-nodes"]);
    equal(nothing.status, 7);
    match(nothing.stderr, /asks for a password: user ada; PasswordFile=/);
    const wrong = await hirte.cli("ada", ["list-nodes"], { password: "wrong password" });
    equal(wrong.status, 7);
    match(wrong.stderr, /user ada or its password is wrong/);
  });

  it("[REQ-SEC-3] logins that failed are counted", async () => {
    await hirte.cli("ada", ["list-nodes"], { password: "wrong password" });
    await runCli(hirte.address, ["list-nodes"]);
    deepEqual(hirte.broker.stats().loginFailures, { missing: 1, wrong: 1, busy: 0 });
  });
});

describe("a hirte that asks nobody who they are", () => {
  let hirte: AskingHirte;
  beforeEach(async () => {
    hirte = await AskingHirte.start(false);
  });
  afterEach(() => hirte.stop());

  it("[REQ-SEC-13] is sent no password by hirtectl user", async () => {
    const within = await hirte.within();
    const requests = new Inbox(topics.request);
    await within.subscribe(requests.subscription);
    const readLines = async () => [secret, secret];
    for (const args of [["add", "x", "--role", "viewer"], ["passwd"], ["passwd", "x"]]) {
      const run = await runCli(hirte.address, ["user", ...args, "--password-stdin"], { readLines });
      notEqual(run.status, 0);
      match(run.stderr, /has no users/);
    }
    ok(requests.messages.length >= 3);
    equal(JSON.stringify(requests.all).includes(secret), false);
  });

  it("[REQ-SEC-13] is served without a password, and does not mind one", async () => {
    equal((await hirte.cli("anybody", ["list-nodes"])).status, 0);
    equal((await hirte.cli("anybody", ["list-nodes"], { password: usualPassword })).status, 0);
  });
});

/** Asks again while it is to wait. */
async function untilServed(ask: () => Promise<Reply>): Promise<Reply> {
  for (;;) {
    const reply = await ask();
    if (reply.problem?.code !== "busy") return reply;
  }
}

/** Somebody that asks by messages, and waits for the answers. */
class Asker {
  readonly #hirte: AskingHirte;
  readonly #user: string;
  readonly #replies: Inbox<typeof topics.reply>;
  #link: Awaited<ReturnType<AskingHirte["within"]>> | undefined;

  constructor(hirte: AskingHirte, user: string) {
    this.#hirte = hirte;
    this.#user = user;
    this.#replies = new Inbox(topics.reply, { user });
  }

  async open(): Promise<this> {
    this.#link = await this.#hirte.within();
    await this.#link.subscribe(this.#replies.subscription);
    return this;
  }

  async asks(node: string, verb: string, request: object): Promise<Reply> {
    const wish = request as Request;
    const isOfIt = (reply: Reply) => reply.id === wish.id;
    const before = this.#replies.messages.filter(isOfIt).length;
    await this.#link?.publish(topics.request, { user: this.#user, node, verb }, wish);
    return this.#replies.next(
      (reply) => isOfIt(reply) && this.#replies.messages.filter(isOfIt).indexOf(reply) >= before,
      // Several hashes, one after the other.
      15_000,
    );
  }
}
