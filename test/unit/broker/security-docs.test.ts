import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { refusalOf } from "../../../broker/rights.ts";
import { findVerb, type Verb, verbs } from "../../../src/protocol/verbs.ts";

const text = readFileSync(join(import.meta.dirname, "../../../docs/security.md"), "utf8");

describe("docs/security.md", () => {
  for (const role of ["viewer", "operator", "admin"] as const) {
    it(`[REQ-SEC-7] names the verbs for ${role}`, () => {
      const [, row = ""] = new RegExp(`^\\| ${role} \\| (.*) \\|$`, "m").exec(text) ?? [];
      const named = [...row.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name);
      const inTable = Object.entries<Verb>(verbs).filter(([, { needs }]) => needs === role);
      assert.deepEqual(named.toSorted(), inTable.map(([name]) => name).toSorted());
    });
  }

  it("[REQ-SEC-7] names the verbs that concern a whole node", () => {
    const [, sentence = ""] =
      /What concerns the whole node needs the pattern `\*`: (.*?)\. /.exec(text) ?? [];
    const named = [...sentence.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name);
    const rights = { role: "operator", nodes: ["*"], units: ["app-*"] } as const;
    const whole = Object.entries<Verb>(verbs).flatMap(([name, { requestSchema, target }]) => {
      const verb = findVerb(name);
      if (!verb || target === "manager" || verb.needs !== "operator") return [];
      const unit =
        requestSchema === "request" ||
        requestSchema === "request-command" ||
        requestSchema === "request-power" ||
        requestSchema === "request-log-level"
          ? undefined
          : "app-1.service";
      return refusalOf(rights, { user: "olga", node: "n", verb, unit }) ? [name] : [];
    });
    assert.deepEqual(named.toSorted(), [...whole, "reset-failed", "start", "isolate"].toSorted());
  });
});
