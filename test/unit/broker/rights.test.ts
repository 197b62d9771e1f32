import assert from "node:assert/strict";
import {
  busUserOf,
  type Errand,
  isReserved,
  type Rights,
  refusalOf,
  refusalOfRun,
  rightsOfLocal,
  rightsWithin,
} from "../../../broker/rights.ts";
import { findVerb, type VerbName, verbs } from "../../../src/protocol/verbs.ts";

const everything = { nodes: ["*"], units: ["*"] };
const roles = ["viewer", "operator", "admin"] as const;
const names = Object.keys(verbs) as VerbName[];

describe("what users of this machine may have done by the operators' socket", () => {
  const any = { nodes: ["*"], units: ["*"] };

  it("[REQ-SOCK-4] is everything for root, and what an operator may for the others", () => {
    assert.deepEqual(rightsOfLocal("root@local", undefined), { role: "admin", ...any });
    assert.deepEqual(rightsOfLocal("olga@local", undefined), { role: "operator", ...any });
    assert.deepEqual(rightsOfLocal("uid-0@local", undefined), { role: "operator", ...any });
    assert.equal(rightsOfLocal("olga", undefined), undefined);
    assert.equal(rightsOfLocal("root@bus", undefined), undefined);
  });

  it("[REQ-SOCK-4] is no more than what hirte's user of that name may, and never more than an operator", () => {
    const viewer: Rights = { role: "viewer", nodes: ["web-*"], units: ["*"] };
    const operator: Rights = { role: "operator", nodes: ["db1"], units: ["app-*"] };
    assert.deepEqual(rightsOfLocal("olga@local", viewer), viewer);
    assert.deepEqual(rightsOfLocal("olga@local", operator), operator);
    const admin: Rights = { role: "admin", ...any };
    assert.deepEqual(rightsOfLocal("olga@local", admin), { role: "operator", ...any });
    assert.deepEqual(rightsOfLocal("root@local", viewer), { role: "admin", ...any });
  });

  it("[REQ-SOCK-4] no user of hirte's can have such a name", () => {
    for (const name of ["olga@local", "root@local", "@local"]) assert.equal(isReserved(name), true);
    assert.equal(isReserved("olga@localhost"), false);
  });
});

describe("what users may have done", () => {
  for (const name of names) {
    const { needs } = verbs[name];
    it(`[REQ-SEC-7] ${name} is for ${needs} and above`, () => {
      const may = roles.filter((role) => judge({ role, ...everything }, name) === undefined);
      assert.deepEqual(may, roles.slice(roles.indexOf(needs)));
    });
  }

  it("[REQ-SEC-7] nobody has anything done under a name that hirte does not know", () => {
    for (const name of names) assert.match(judge(undefined, name) ?? "", /no user anna/);
  });

  it("[REQ-SEC-7] questions change nothing and are for everybody, but for those about users and what they did", () => {
    for (const name of names) {
      const { kind, needs } = verbs[name];
      if (kind === "query" || kind === "stream") {
        assert.equal(needs, ["list-users", "audit"].includes(name) ? "admin" : "viewer", name);
      } else if (name !== "set-password") assert.notEqual(needs, "viewer", name);
    }
  });

  it("[REQ-SEC-7] says user, role and what is missing", () => {
    const viewer: Rights = { role: "viewer", ...everything };
    assert.equal(judge(viewer, "start"), "start needs the role operator, and user anna is viewer");
    const operator: Rights = { role: "operator", nodes: ["web-*", "db1"], units: ["app-*"] };
    assert.equal(
      judge(operator, "stop", { node: "db2", unit: "app-1.service" }),
      "stop on db2: user anna (operator) may only do so on web-*, db1",
    );
    assert.equal(
      judge(operator, "stop", { node: "web-1", unit: "sshd.service" }),
      "stop sshd.service on web-1: user anna (operator) may only act on app-*",
    );
    assert.equal(
      judge(operator, "poweroff", { node: "web-1" }),
      "poweroff, which concerns all units, on web-1: user anna (operator) may only act on app-*",
    );
  });

  for (const [what, verb, errand, isAllowed] of [
    ["a unit of its patterns", "start", { unit: "app-1.service" }, true],
    ["another unit", "start", { unit: "sshd.service" }, false],
    ["a name that only begins alike", "start", { unit: "xapp-1.service" }, false],
    [
      "isolating a unit of its patterns",
      "start",
      { unit: "app-1.target", args: { mode: "isolate" } },
      false,
    ],
    ["another mode", "start", { unit: "app-1.service", args: { mode: "fail" } }, true],
    ["failures of one of its units", "reset-failed", { unit: "app-1.service" }, true],
    ["failures of all units", "reset-failed", {}, false],
    ["daemon-reload", "daemon-reload", {}, false],
    ["poweroff", "poweroff", {}, false],
    ["reboot", "reboot", {}, false],
    ["power", "power", {}, false],
    ["the target that is booted", "set-default", { unit: "app-1.target" }, false],
    ["a command", "run", {}, false],
    ["a command in a unit of its patterns", "run", { unit: "app-1.service" }, false],
    ["a named command", "command", {}, false],
    ["the agent's log level", "set-loglevel", {}, false],
    ["a question about any unit", "status", {}, true],
    ["logs", "logs", {}, true],
  ] as const satisfies readonly (readonly [string, VerbName, Partial<Errand>, boolean])[]) {
    it(`[REQ-SEC-7] units app-* and ${what}: ${isAllowed ? "yes" : "no"}`, () => {
      const rights: Rights = { role: "operator", nodes: ["*"], units: ["app-*"] };
      assert.equal(judge(rights, verb, errand) === undefined, isAllowed);
    });
  }

  it("[REQ-SEC-7] patterns of nodes bound questions and logs too, also those of viewers", () => {
    for (const verb of ["status", "logs", "cat", "show"] as const) {
      const rights: Rights = { role: "viewer", nodes: ["web-*"], units: ["*"] };
      assert.equal(judge(rights, verb, { node: "web-1" }), undefined);
      assert.match(judge(rights, verb, { node: "db1" }) ?? "", /web-\*/);
    }
  });

  it("[REQ-GRD-16] runs are the coordinator's alone, whoever else may do everything", () => {
    const refusal = (user: string, args: Errand["args"], name: VerbName = "command") =>
      refusalOfRun({ user, node: "a", verb: { name, ...verbs[name] }, ...(args ? { args } : {}) })
        ?.message;
    for (const user of ["admin", "root@uid0", "hirte", "Coordinator"]) {
      assert.match(refusal(user, { run: 7 }) ?? "", /coordinator of power alone/);
      assert.match(refusal(user, { do: "disarm", run: 1 }, "power") ?? "", /alone/);
      for (const args of [{ name: "x" }, undefined]) assert.equal(refusal(user, args), undefined);
    }
    assert.equal(refusal("coordinator", { run: 7 }), undefined);
  });

  it("[REQ-SEC-7] an admin is bound by no pattern", () => {
    const rights: Rights = { role: "admin", nodes: [], units: [] };
    for (const name of names) assert.equal(judge(rights, name), undefined);
  });

  it("[REQ-SEC-12] callers on the bus are operators under names of their own", () => {
    assert.equal(busUserOf("anna", 1000), "anna@bus");
    assert.deepEqual(rightsWithin("anna@bus"), { role: "operator", ...everything });
    assert.equal(rightsWithin("anna"), undefined);
    const long = busUserOf("x".repeat(63), 1000);
    assert.equal(long, "uid-1000@bus");
    for (const name of ["anna@bus", long, "hirte", "@bus"]) assert.equal(isReserved(name), true);
    for (const name of ["anna", "bus", "anna@busy", "Hirte"]) assert.equal(isReserved(name), false);
  });

  it("[REQ-SEC-12] the D-Bus interface itself asks, and acts on nothing", () => {
    assert.equal(rightsWithin("hirte")?.role, "viewer");
  });
});

/** Why anna may not have it done. */
function judge(
  rights: Rights | undefined,
  name: VerbName,
  over: Partial<Errand> = {},
): string | undefined {
  const verb = findVerb(name);
  assert.ok(verb);
  const node = verb.target === "manager" ? "@manager" : "n1";
  const refusal = refusalOf(rights, { user: "anna", node, verb, ...over });
  if (refusal) assert.equal(refusal.code, "denied");
  return refusal?.message;
}
