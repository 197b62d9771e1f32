import assert from "node:assert/strict";
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PasswordCost } from "../../../broker/password-hash.ts";
import { Users } from "../../../broker/users.ts";
import { createLog, silentLog } from "../../../src/core/log.ts";
import { cheapPasswords } from "../../support/cheap-passwords.ts";
import { useTempDir } from "../../support/temp-dir.ts";

const password = "correct horse";

describe("the users of hirte", () => {
  const directory = useTempDir();
  const open = (log = silentLog(), cost = cheapPasswords) =>
    Users.open({ directory: directory(), log, cost });
  const file = () => join(directory(), "users.json");

  it("[REQ-SEC-10] there are none before anybody was added, and no file is made", () => {
    assert.deepEqual(open().rows(), []);
    assert.equal(existsSync(file()), false);
  });

  it("[REQ-SEC-9] [REQ-SEC-10] are on disk as salted hashes, for nobody else to read, and are there again", async () => {
    const users = open();
    await users.add({ user: "anna", password, role: "admin" }, "1");
    await users.add(
      { user: "berta", password, role: "operator", nodes: ["web-*"], units: ["app-*"] },
      "2",
    );
    assert.equal(statSync(file()).mode & 0o777, 0o600);
    const text = readFileSync(file(), "utf8");
    assert.equal(text.includes(password), false);
    const hashes = (JSON.parse(text) as { users: { hash: { salt: string; key: string } }[] }).users;
    assert.notEqual(hashes[0]?.hash.salt, hashes[1]?.hash.salt);
    assert.notEqual(hashes[0]?.hash.key, hashes[1]?.hash.key);
    const again = open();
    assert.deepEqual(again.rows(), [
      { user: "anna", role: "admin", nodes: ["*"], units: ["*"] },
      { user: "berta", role: "operator", nodes: ["web-*"], units: ["app-*"] },
    ]);
    assert.deepEqual(await again.verify("berta", password), { role: "operator", user: "berta" });
  });

  it("[REQ-SEC-1] are known by their password alone, the second time too", async () => {
    const users = open();
    await users.add({ user: "anna", password, role: "viewer" }, "1");
    for (let i = 0; i < 2; i++) {
      assert.deepEqual(await users.verify("anna", password), { role: "viewer", user: "anna" });
      assert.equal(await users.verify("anna", `${password} `), undefined);
    }
    assert.equal(await users.verify("berta", password), undefined);
  });

  it("[REQ-PRL-5] are not called as the coordinator is; who was added by that name before is nobody, and can be removed", async () => {
    const users = open();
    const ada = { user: "ada", password, role: "admin" } as const;
    await users.add(ada, "1");
    await users.add({ ...ada, user: "anna" }, "2");
    await assert.rejects(users.add({ ...ada, user: "coordinator" }, "3"), { code: "bad-request" });
    writeFileSync(file(), readFileSync(file(), "utf8").replace('"anna"', '"coordinator"'));
    const again = open();
    assert.equal(await again.verify("coordinator", password), undefined);
    await assert.rejects(again.setPassword("coordinator", password, "4"), { code: "bad-request" });
    assert.throws(() => again.setRights("coordinator", { role: "viewer" }, "5"), {
      code: "bad-request",
    });
    // It is no admin that could be left alone.
    assert.throws(() => again.remove("ada", "6"), { code: "denied" });
    again.remove("coordinator", "7");
    assert.deepEqual(
      open()
        .rows()
        .map(({ user }) => user),
      ["ada"],
    );
  });

  it("[REQ-SEC-1] are not known any more by a password that was replaced, nor when they were removed", async () => {
    const users = open();
    await users.add({ user: "root", password, role: "admin" }, "1");
    await users.add({ user: "anna", password, role: "viewer" }, "2");
    assert.ok(await users.verify("anna", password));
    await users.setPassword("anna", "another one", "3");
    assert.equal(await users.verify("anna", password), undefined);
    assert.ok(await users.verify("anna", "another one"));
    const looking = users.verify("root", password);
    users.remove("anna", "4");
    assert.ok(await looking);
    assert.equal(await users.verify("anna", "another one"), undefined);
  });

  it("[REQ-SEC-1] one who is removed while the password is looked at is not let in", async () => {
    const users = open();
    await users.add({ user: "anna", password, role: "viewer" }, "1");
    const looking = users.verify("anna", password);
    users.remove("anna", "2");
    assert.equal(await looking, undefined);
  });

  it("[REQ-SEC-1] a letter that a keyboard writes as two characters is the same letter", async () => {
    const users = open();
    await users.add({ user: "anna", password: "schön genug", role: "viewer" }, "1");
    assert.ok(await users.verify("anna", "schön genug".normalize("NFD")));
  });

  it("[REQ-SEC-9] have hashes that cost what the OWASP's cheat sheet asks for", async () => {
    const users = Users.open({ directory: directory(), log: silentLog() });
    await users.add({ user: "anna", password, role: "viewer" }, "1");
    const kept = JSON.parse(readFileSync(file(), "utf8")) as { users: { hash: PasswordCost }[] };
    const { n, r, p }: Partial<PasswordCost> = kept.users[0]?.hash ?? {};
    assert.deepEqual({ n, r, p }, { n: 2 ** 15, r: 8, p: 3 });
  });

  it("[REQ-SEC-2] an unknown user costs the work of a wrong password", async () => {
    // Enough to be measured beside all the rest.
    const users = open(silentLog(), { n: 2 ** 13, r: 8, p: 1 });
    await users.add({ user: "anna", password, role: "viewer" }, "1");
    const timeOf = async (name: string) => {
      const times: number[] = [];
      for (let i = 0; i < 5; i++) {
        const before = process.cpuUsage();
        await users.verify(name, "wrong");
        const { user, system } = process.cpuUsage(before);
        times.push(user + system);
      }
      return Math.min(...times);
    };
    const [known, unknown] = [await timeOf("anna"), await timeOf("__proto__")];
    assert.ok(unknown > known / 2 && unknown < known * 2, `${unknown} and ${known} µs of CPU`);
  });

  for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
    it(`[REQ-SEC-1] ${name} is a name as any other`, async () => {
      const users = open();
      assert.equal(users.rightsOf(name), undefined);
      assert.equal(users.row(name), undefined);
      await users.add({ user: name, password, role: "viewer" }, "1");
      assert.deepEqual(open().rows(), [{ user: name, role: "viewer", nodes: ["*"], units: ["*"] }]);
    });
  }

  it("[REQ-SEC-12] have none of the names that hirte uses itself", async () => {
    const users = open();
    for (const user of ["hirte", "root@bus"]) {
      await assert.rejects(users.add({ user, password, role: "admin" }, "1"), {
        code: "bad-request",
      });
    }
  });

  it("[REQ-SEC-11] keep their last admin", async () => {
    const users = open();
    await users.add({ user: "anna", password, role: "admin" }, "1");
    assert.throws(() => users.remove("anna", "2"), { code: "denied" });
    assert.throws(() => users.setRights("anna", { role: "viewer" }, "3"), { code: "denied" });
    await users.add({ user: "berta", password, role: "admin" }, "4");
    users.remove("anna", "5");
    assert.throws(() => users.remove("berta", "6"), { code: "denied" });
  });

  it("[REQ-SEC-10] keep what is not said anew, and lose their patterns as admins", async () => {
    const users = open();
    await users.add({ user: "x", password, role: "admin" }, "0");
    await users.add({ user: "anna", password, role: "operator", units: ["app-*"] }, "1");
    users.setRights("anna", { nodes: ["web-*"] }, "2");
    assert.deepEqual(users.row("anna"), {
      user: "anna",
      role: "operator",
      nodes: ["web-*"],
      units: ["app-*"],
    });
    users.setRights("anna", { role: "admin" }, "3");
    assert.deepEqual(users.row("anna")?.nodes, ["*"]);
    assert.throws(() => users.setRights("anna", { units: ["a*"] }, "4"), { code: "bad-request" });
    assert.throws(() => users.setRights("anna", { role: "viewer", nodes: [] }, "5"), {
      code: "bad-request",
    });
  });

  it("[REQ-SEC-10] are as they were when they cannot be written", async () => {
    let isFull = false;
    const users = Users.open({
      directory: directory(),
      log: silentLog(),
      cost: cheapPasswords,
      write: (path, value) => {
        if (isFull) throw new Error("ENOSPC");
        writeFileSync(path, JSON.stringify(value));
      },
    });
    await users.add({ user: "anna", password, role: "admin" }, "1");
    await users.add({ user: "berta", password, role: "viewer" }, "2");
    isFull = true;
    await assert.rejects(users.add({ user: "carla", password, role: "viewer" }, "3"), {
      code: "not-saved",
    });
    await assert.rejects(users.setPassword("anna", "another one", "4"), { code: "not-saved" });
    assert.throws(() => users.remove("berta", "5"), { code: "not-saved" });
    assert.throws(() => users.setRights("berta", { role: "admin" }, "6"), { code: "not-saved" });
    assert.deepEqual(
      users.rows().map(({ user, role }) => `${user} ${role}`),
      ["anna admin", "berta viewer"],
    );
    assert.ok(await users.verify("anna", password));
    assert.equal(users.wasServed("4"), false);
  });

  const hash = {
    n: 2,
    r: 1,
    p: 1,
    salt: Buffer.alloc(16).toString("base64"),
    key: Buffer.alloc(32).toString("base64"),
  };
  const anna = { name: "anna", role: "viewer", nodes: ["*"], units: ["*"], hash };
  for (const [what, text] of [
    ["empty", ""],
    ["cut off", '{"users":[{"name":"anna"'],
    ["of zeros", "\0".repeat(100)],
    ["null", "null"],
    ["a list", "[]"],
    ["without users", '{"served":[]}'],
    [
      "with a user without a role",
      JSON.stringify({ users: [{ ...anna, role: undefined }], served: [] }),
    ],
    [
      "with an inherited role",
      JSON.stringify({ users: [{ ...anna, role: "constructor" }], served: [] }),
    ],
    ["with a user twice", JSON.stringify({ users: [anna, anna], served: [] })],
    [
      "with a hash that takes all memory",
      JSON.stringify({ users: [{ ...anna, hash: { ...hash, n: 2 ** 30 } }], served: [] }),
    ],
    [
      "with a hash of nothing",
      JSON.stringify({ users: [{ ...anna, hash: { ...hash, key: "" } }], served: [] }),
    ],
    [
      "with a name of hirte's own",
      JSON.stringify({ users: [{ ...anna, name: "hirte" }], served: [] }),
    ],
    ["nested without end", `${'{"users":'.repeat(10_000)}1${"}".repeat(10_000)}`],
  ] as const) {
    it(`[REQ-SEC-10] a file that is ${what} is bad-state and stays where it is`, () => {
      writeFileSync(file(), text);
      assert.throws(() => open(), { code: "bad-state" });
      assert.equal(readFileSync(file(), "utf8"), text);
    });
  }

  it("[REQ-SEC-10] a file of a newer version is told apart, and one that says none is of the first", () => {
    const kept = { users: [anna], served: [] };
    const text = JSON.stringify({ version: 2, ...kept, more: "unknown" });
    writeFileSync(file(), text);
    assert.throws(() => open(), { code: "bad-state", message: /version 2.*newer one has written/ });
    assert.equal(readFileSync(file(), "utf8"), text);
    writeFileSync(file(), JSON.stringify(kept));
    const users = open();
    users.setRights("anna", { role: "operator" }, "1");
    assert.equal(JSON.parse(readFileSync(file(), "utf8")).version, 1);
    assert.equal(open().rightsOf("anna")?.role, "operator");
  });

  it("[REQ-SEC-10] a file that others can read is warned of", async () => {
    await open().add({ user: "anna", password, role: "viewer" }, "1");
    chmodSync(file(), 0o644);
    const lines: string[] = [];
    open(createLog({ level: "info", target: "json", write: (line) => void lines.push(line) }));
    assert.match(lines.join(""), /can read the hashes/);
  });
});
