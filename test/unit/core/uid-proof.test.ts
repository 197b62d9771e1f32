import { equal, match, notEqual } from "node:assert/strict";
import { isLocalUser, localUserOf, loginOf, proofFileName } from "../../../src/core/uid-proof.ts";

describe("names of users of this machine", () => {
  it("[REQ-SOCK-5] are the login name, marked as proven by the machine", () => {
    equal(localUserOf("olga", 1000), "olga@local");
    equal(localUserOf("olga@corp.example", 1000), "olga@corp.example@local");
    equal(loginOf("olga@corp.example@local"), "olga@corp.example");
    equal(isLocalUser("olga@local"), true);
    equal(isLocalUser("olga"), false);
    equal(isLocalUser("olga@bus"), false);
  });

  for (const [what, login] of [
    ["without one", undefined],
    ["with one that no topic can hold", "CORP\\olga"],
    ["with an empty one", ""],
    ["with one that is too long", "o".repeat(58)],
    ["with that of root", "root"],
    ["with one that looks like another's number", "uid-0"],
  ] as const) {
    it(`[REQ-SOCK-5] are the number of a user ${what}`, () => {
      equal(localUserOf(login, 1000), "uid-1000@local");
    });
  }

  it("[REQ-SOCK-5] are root's for the uid 0 alone, whatever it is called", () => {
    for (const login of ["root", "toor", undefined]) equal(localUserOf(login, 0), "root@local");
  });

  it("[REQ-SOCK-3] name another file for the same secret at another socket", () => {
    const name = proofFileName("secret", "/run/hirte/hirte.sock");
    match(name, /^[0-9a-f]{64}$/);
    notEqual(name, proofFileName("secret", "/tmp/evil.sock"));
  });
});
