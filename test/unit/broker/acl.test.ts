import { deepEqual, equal, match, ok, rejects, throws } from "node:assert/strict";
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { tellAcl } from "../../../broker/acl-command.ts";
import { AclFile } from "../../../broker/acl-file.ts";
import { AllowedNodes } from "../../../broker/allowed-nodes.ts";
import { type AclParties, leftOutOf, mosquittoAcl } from "../../../broker/mosquitto-acl.ts";
import { nameHolders } from "../../../broker/name-holders.ts";
import { Users } from "../../../broker/users.ts";
import { randomId } from "../../../src/core/ids.ts";
import { createLog, silentLog } from "../../../src/core/log.ts";
import { cheapPasswords } from "../../support/cheap-passwords.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { useTempDir } from "../../support/temp-dir.ts";

type User = AclParties["users"][number];

const nobody: AclParties = { managerUser: "hirte", nodes: [], users: [] };
const aUser = (rest: Partial<User>): User => ({
  ...{ user: "olga", role: "operator", nodes: ["*"], units: ["*"] },
  ...rest,
});
/** What an entry of a file says. */
const entry = (text: string, user: string) =>
  text
    .split("\n\n")
    .map((part) => part.trim().split("\n"))
    .find(([first]) => first === `user ${user}`)
    ?.slice(1);
const requestsOf = (rest: Partial<User>) =>
  entry(mosquittoAcl({ ...nobody, users: [aUser(rest)] }), "olga")
    ?.filter((line) => line.includes("/requests/"))
    .map((line) => line.replace("topic write hirte/v1/requests/olga/", "")) ?? [];

describe("the ACL file for mosquitto", () => {
  it("[REQ-ACL-1] gives nothing to whoever has no entry, and hirte everything of its own", () => {
    const text = mosquittoAcl(nobody);
    const [before] = text.split("\nuser ");
    ok(
      before?.split("\n").every((line) => line === "" || line.startsWith("#")),
      before,
    );
    ok(!/^pattern/m.test(text));
    deepEqual(entry(text, "hirte"), ["topic readwrite hirte/v1/#"]);
  });

  it("[REQ-ACL-1] names the nodes of a user where its patterns are names, and any where one is none", () => {
    const of = (...nodes: string[]) => [
      ...new Set(requestsOf({ nodes }).map((line) => line.split("/")[0])),
    ];
    deepEqual(of("b", "a"), ["@manager", "b", "a"]);
    deepEqual(of("a", "web-*"), ["@manager", "+"]);
    deepEqual(of("a", "web-?"), ["@manager", "+"]);
    deepEqual(of("[ab]"), ["@manager", "+"]);
    deepEqual(of("a/b", "a b", "a\nuser hirte", "a"), ["@manager", "a"]);
  });

  it("[REQ-ACL-1] gives nothing for a name: users called coordinator and ups:a have none", () => {
    const users = ["vera", "coordinator", "ups:a"].map((user) => aUser({ user, role: "viewer" }));
    const text = mosquittoAcl({ ...nobody, users });
    equal(text, mosquittoAcl({ ...nobody, users: users.slice(0, 1) }));
  });

  it("[REQ-ACL-1] has whoever reads the UPSes of a node's host, and the coordinator where there is one", () => {
    const text = mosquittoAcl({ ...nobody, nodes: ["b", "a"], users: [aUser({})] });
    const named = [...text.matchAll(/^user (.*)$/gm)].map(([, user]) => user);
    deepEqual(named, ["hirte", "a", "ups:a", "b", "ups:b", "olga"]);
    const own = entry(text, "ups:a")?.filter((line) => line.includes("/a/") || line.endsWith("/a"));
    deepEqual(own, [
      "topic write hirte/v1/ups/a/+/state",
      "topic write hirte/v1/ups/a/availability",
      "topic write hirte/v1/power/triggers/a",
      "topic read hirte/v1/power/acks/a",
    ]);
    ok(!entry(text, "ups:a")?.some((line) => line.includes("/requests/")));
    const power = mosquittoAcl({ ...nobody, users: [aUser({})], hasCoordinator: true });
    const olga = entry(power, "olga")?.map((line) => line.replaceAll("/olga/", "/coordinator/"));
    deepEqual(
      entry(power, "coordinator")?.filter((line) => !olga?.includes(line)),
      [
        "topic read hirte/v1/power/triggers/+",
        "topic write hirte/v1/power/acks/+",
        "topic write hirte/v1/power/state",
        "topic write hirte/v1/power/run",
        "topic write hirte/v1/power/guards/+",
      ],
    );
    ok(olga?.every((line) => entry(power, "coordinator")?.includes(line)));
  });

  it("[REQ-ACL-1] names the verbs of a role alone", () => {
    const of = (role: User["role"]) =>
      requestsOf({ role, nodes: role === "admin" ? ["*"] : ["a"] });
    ok(of("viewer").includes("a/status") && of("viewer").includes("@manager/set-password"));
    ok(!of("viewer").some((line) => /\/(start|run|cancel|add-user)$/.test(line)));
    ok(of("operator").includes("a/start") && of("operator").includes("@manager/cancel"));
    ok(!of("operator").some((line) => line.includes("-user")));
    ok(of("admin").includes("@manager/add-user") && of("admin").includes("+/start"));
    for (const role of ["viewer", "operator", "admin"] as const)
      ok(!of(role).some((line) => /[#]|\/\+$/.test(line)), role);
  });

  for (const [what, parties, words] of [
    ["a node and a user", { nodes: ["olga"], users: [aUser({})] }, /node olga and the user olga/],
    [
      "the coordinator and a node",
      { nodes: ["coordinator"], hasCoordinator: true },
      /the node coordinator and the power's coordinator/,
    ],
    ["hirte and a node", { nodes: ["hirte"] }, /hirte itself hirte and the node hirte/],
    ["hirte and a user", { managerUser: "olga", users: [aUser({})] }, /hirte itself olga/],
  ] as const) {
    it(`[REQ-ACL-1] gives nothing to ${what} of one name, all others what is theirs, and tells of it`, () => {
      const all = { ...nobody, ...parties };
      const others = { nodes: ["a"], users: [aUser({ user: "vera", role: "viewer" })] };
      const text = mosquittoAcl({
        ...all,
        nodes: [...all.nodes, ...others.nodes],
        users: [...all.users, ...others.users],
      });
      equal(text, mosquittoAcl({ ...nobody, managerUser: all.managerUser, ...others }));
      const [leftOut, ...more] = leftOutOf(all);
      match(leftOut?.why ?? "", words);
      deepEqual(more, []);
    });
  }

  it("[REQ-ACL-1] has no entry of a name that would say something else there, and is refused for such a hirte", () => {
    for (const name of [
      "",
      "a/b",
      "+",
      "#",
      "a b",
      "a\ntopic #",
      "ä",
      "%u",
      "a:b",
      "x".repeat(64),
    ]) {
      for (const odd of [{ nodes: [name] }, { users: [aUser({ user: name })] }]) {
        equal(mosquittoAcl({ ...nobody, ...odd }), mosquittoAcl(nobody), name);
        deepEqual(
          leftOutOf({ ...nobody, ...odd }).map(({ user }) => user),
          [name],
        );
      }
      throws(() => mosquittoAcl({ ...nobody, managerUser: name }), { code: "bad-config" }, name);
    }
  });

  const directory = useTempDir();
  const at = (name: string) => join(directory(), name);

  it("[REQ-ACL-2] is written in one step, for its group to read, and only where it differs", () => {
    let nodes = ["a"];
    const lines: string[] = [];
    const log = createLog({ level: "info", target: "stderr", write: (l) => lines.push(l) });
    const parties = () => ({ ...nobody, nodes });
    const file = new AclFile({ path: at("acl"), parties, clock: new FakeClock(), log });
    const umask = process.umask(0o077);
    try {
      file.renew();
      const first = statSync(at("acl"));
      equal(first.mode & 0o777, 0o640);
      file.renew();
      equal(statSync(at("acl")).ino, first.ino);
      nodes = ["a", "b"];
      file.renew();
      ok(statSync(at("acl")).ino !== first.ino);
      equal(readFileSync(at("acl"), "utf8"), mosquittoAcl({ ...nobody, nodes }));
      deepEqual(readdirSync(directory()), ["acl"]);
      equal(lines.length, 2);
    } finally {
      process.umask(umask);
    }
  });

  it("[REQ-ACL-2] stays as it is, with one error in the log, where the next one cannot be made", () => {
    let managerUser = "hirte";
    const lines: string[] = [];
    const log = createLog({ level: "error", target: "stderr", write: (l) => lines.push(l) });
    const parties = () => ({ ...nobody, managerUser });
    const file = new AclFile({ path: at("acl"), parties, clock: new FakeClock(), log });
    file.renew();
    const before = readFileSync(at("acl"), "utf8");
    managerUser = "a b";
    file.renew();
    file.renew();
    equal(readFileSync(at("acl"), "utf8"), before);
    equal(lines.length, 1);
    match(lines[0] ?? "", /is no name for mosquitto/);
  });

  it("[REQ-ACL-2] is tried again until it can be written, and says then what is true by then", async () => {
    let nodes = ["a"];
    const lines: string[] = [];
    const log = createLog({ level: "info", target: "stderr", write: (l) => lines.push(l) });
    const clock = new FakeClock();
    const path = at("later/acl");
    const file = new AclFile({ path, parties: () => ({ ...nobody, nodes }), clock, log });
    file.renew();
    file.renew();
    equal(clock.pending, 1);
    await clock.advance(30_000);
    equal(lines.length, 1);
    match(lines[0] ?? "", /later\/acl cannot be written/);
    nodes = ["b"];
    mkdirSync(at("later"));
    await clock.advance(10_000);
    equal(readFileSync(path, "utf8"), mosquittoAcl({ ...nobody, nodes }));
    equal(clock.pending, 0);
  });

  it("[REQ-ACL-2] goes on without those who would be one to mosquitto, so that who is removed is out of it", () => {
    let nodes = ["a", "olga"];
    const users = [aUser({})];
    const lines: string[] = [];
    const log = createLog({ level: "error", target: "stderr", write: (l) => lines.push(l) });
    const parties = () => ({ ...nobody, nodes, users });
    const file = new AclFile({ path: at("acl"), parties, clock: new FakeClock(), log });
    file.renew();
    nodes = ["olga"];
    file.renew();
    equal(readFileSync(at("acl"), "utf8"), mosquittoAcl(nobody));
    equal(lines.length, 1);
    match(lines[0] ?? "", /the node olga and the user olga/);
  });

  it("[REQ-ACL-9] a node is not allowed by the name of a user, nor a user added by that of a node", async () => {
    const options = { directory: directory(), log: silentLog() };
    const nodes = AllowedNodes.open({
      ...options,
      configured: ["a"],
      holderOf: (name) => users.row(name) && "a user",
    });
    const users = Users.open({
      ...options,
      cost: cheapPasswords,
      holderOf: (name) => (nodes.names.includes(name) ? "a node" : undefined),
    });
    const said = { request: `ada ${randomId()} 1`, isAllowed: true };
    const olga = { user: "olga", password: "12345678", role: "viewer" } as const;
    await users.add(olga, "1");
    throws(() => nodes.serve({ ...said, nodes: ["b", "olga"] }), {
      code: "bad-request",
      message: /olga is a user/,
    });
    deepEqual(nodes.names, ["a"]);
    await rejects(users.add({ ...olga, user: "a" }, "2"), {
      code: "bad-request",
      message: /a is a node/,
    });
    equal(users.row("a"), undefined);
    // While the password is hashed the name may be taken.
    const adding = users.add({ ...olga, user: "c" }, "3");
    nodes.serve({ ...said, nodes: ["c"] });
    await rejects(adding, { code: "bad-request" });
  });

  it("[REQ-ACL-9] no node is allowed by the name of hirte or of the coordinator, where the file is written", () => {
    const is = { node: () => false, user: () => false };
    const { ofNodes } = nameHolders({ aclFile: "/x" }, is);
    deepEqual(
      ["hirte", "coordinator", "a"].map((name) => ofNodes(name) !== undefined),
      [...[true, true, false]],
    );
    equal(nameHolders({}, is).ofNodes("coordinator"), undefined);
  });

  it("[REQ-ACL-2] nodes and users tell of each change of theirs", async () => {
    let changes = 0;
    const options = { directory: directory(), log: silentLog(), onChange: () => changes++ };
    const nodes = AllowedNodes.open({ ...options, configured: ["a"] });
    changes = 0;
    const said = { request: `ada ${randomId()} 1`, nodes: ["b"], isAllowed: true };
    nodes.serve(said);
    nodes.serve(said); // a copy
    nodes.configure(["a", "c"]);
    equal(changes, 2);
    const users = Users.open({ ...options, cost: cheapPasswords });
    await users.add({ user: "ada", password: "12345678", role: "admin" }, "1");
    await users.add({ user: "olga", password: "12345678", role: "viewer" }, "2");
    users.setRights("olga", { role: "operator" }, "3");
    users.remove("olga", "4");
    equal(changes, 6);
  });

  /** What the command prints. */
  function told(...args: string[]): string {
    let text = "";
    const out = { write: (piece: string) => (text += piece) };
    const given = ["--state-directory", at("state"), "--allow", "a,b", ...args];
    equal(tellAcl(given, out, at("etc")), 0);
    return text;
  }

  it("[REQ-ACL-7] is printed as the state says, and nothing of the state is written", async () => {
    mkdirSync(at("state"));
    const state = { directory: at("state"), log: silentLog() };
    await Users.open({ ...state, cost: cheapPasswords }).add(
      { user: "ada", password: "12345678", role: "admin" },
      "1",
    );
    const nodes = AllowedNodes.open({ ...state, configured: ["a", "b"] });
    nodes.serve({ request: `ada ${randomId()} 1`, nodes: ["c"], isAllowed: true });
    nodes.serve({ request: `ada ${randomId()} 2`, nodes: ["b"], isAllowed: false });
    // As while hirte writes: the copy first.
    writeFileSync(join(at("state"), "allowed-nodes.copy.json"), "half");
    const before = readdirSync(at("state")).map((name) =>
      readFileSync(join(at("state"), name), "utf8"),
    );
    const parties = {
      managerUser: "manager",
      nodes: ["a", "c"],
      users: [aUser({ user: "ada", role: "admin" })],
    };
    equal(told("--for", "mosquitto", "--manager-user=manager"), mosquittoAcl(parties));
    deepEqual(
      readdirSync(at("state")).map((name) => readFileSync(join(at("state"), name), "utf8")),
      before,
    );
  });

  it("[REQ-ACL-7] is written where --output says, and then told how mosquitto comes to heed it", () => {
    mkdirSync(at("etc"));
    const urls = "BrokerURL=mqtt://broker\nBrokerUser=manager\n";
    writeFileSync(at("etc/hirte.conf"), `[hirte]\n${urls}`);
    const text = told("--for", "mosquitto", "--output", at("acl"));
    const expected = mosquittoAcl({ ...nobody, managerUser: "manager", nodes: ["a", "b"] });
    equal(readFileSync(at("acl"), "utf8"), expected);
    equal(statSync(at("acl")).mode & 0o777, 0o640);
    match(text, new RegExp(`acl is written[^]*allow_anonymous false[^]*acl_file ${at("acl")}\n`));
    match(told("--for=mosquitto", `--output=${at("acl")}`), /says so already/);
  });

  it("[REQ-ACL-2] [REQ-ACL-7] takes the place of no link and of no device", () => {
    mkdirSync(at("etc"));
    writeFileSync(at("elsewhere"), "theirs");
    symlinkSync(at("elsewhere"), at("link"));
    for (const path of [at("link"), "/dev/null", at("etc")])
      throws(() => told("--for", "mosquitto", "--output", path), /is no regular file/);
    equal(readFileSync(at("elsewhere"), "utf8"), "theirs");
    ok(lstatSync(at("link")).isSymbolicLink());
    ok(lstatSync("/dev/null").isCharacterDevice());
  });

  for (const args of [
    ...[
      [],
      ["--for", "mosquitto", "--output", ""],
      ["--for", "emqx"],
      ["--for", "mosquitto", "--no-such"],
      ["--for"],
    ],
  ]) {
    it(`[REQ-ACL-7] hirte acl ${args.join(" ")} is wrong usage`, () => {
      throws(() => tellAcl(args, { write: () => undefined }, at("etc")), { code: "bad-argument" });
    });
  }
});
