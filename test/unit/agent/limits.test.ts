import { deepEqual, equal, match } from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
  type Judged,
  refusalOfAll,
  refusalOfUnit,
  refusalOfVerb,
  subjectsOf,
} from "../../../agent/limits.ts";
import { nodeVerbs } from "../../../src/protocol/verbs.ts";
import { limitsOf } from "../../support/fake-names.ts";

describe("the limits of a node", () => {
  /** allowed, denied, the name asked for, its names in systemd with the real one first, whether it may be. */
  const rows: readonly [string, string, string, string, "may" | RegExp][] = [
    // What is said of nothing.
    ["", "", "a.service", "", "may"],
    ["web-*.service", "", "web-1.service", "", "may"],
    ["web-*.service", "", "db.service", "", /AllowedUnits= in \S+ does not have db\.service$/],
    ["web-*.service", "", "web-1.socket", "", /AllowedUnits=/],
    ["a.service", "", "xa.service", "", /AllowedUnits=/],
    ["a.service", "", "a.service.service", "", /AllowedUnits=/],
    ["", "ssh*", "sshd.service", "", /DeniedUnits= in \S+ has ssh\*, which is sshd\.service too$/],
    ["", "ssh*", "web.service", "", "may"],
    // The denial stands over the leave.
    ["*", "sshd.service", "sshd.service", "", /DeniedUnits= in \S+ has sshd\.service$/],
    ["sshd.service", "*", "sshd.service", "", /DeniedUnits=/],
    // A link with a name that is allowed, to a unit that is not.
    ["web-*", "", "web-x.service", "sshd.service", /not have sshd\.service, and web-x\.service is/],
    ["", "sshd.*", "web-x.service", "sshd.service", /DeniedUnits=.*and web-x\.service is sshd/],
    // A name that is not allowed, of a unit that is.
    ["web-*", "", "front.service", "web-1.service", /not have front\.service$/],
    // The real name is allowed, and others it has need not be.
    ["web-*", "", "web-1.service", "web-1.service front.service", "may"],
    // One of its other names is denied.
    ["", "front.service", "web-1.service", "web-1.service front.service", /web-1.* is front/],
    // Templates and instances.
    ["web@.service", "", "web@1.service", "", "may"],
    ["web@*.service", "", "web@1.service", "", "may"],
    ["web@1.service", "", "web@2.service", "", /AllowedUnits=/],
    ["web@1.service", "", "web@.service", "", /AllowedUnits=/],
    ["", "web@.service", "web@1.service", "", /DeniedUnits=/],
    ["", "web@.service", "web@a@b.service", "", /DeniedUnits=/],
    ["", "web@.service", "web@@a.service", "", /DeniedUnits=/],
    ["", "web@.service", "web.service", "", "may"],
    ["web@.service", "", "web@1.socket", "", /AllowedUnits=/],
    ["", "ssh@.service", "web@1.service", "ssh@1.service", /DeniedUnits=/],
    // What is done to a template's file is done to its instances.
    ["", "web@1.service", "web@.service", "", /DeniedUnits=/],
    ["", "web@1*", "web@.service", "", /DeniedUnits=/],
    ["", "w*1.service", "web@.service", "", /DeniedUnits=/],
    ["", "*.socket", "web@.service", "", "may"],
    ["", "ssh*", "web@.service", "", "may"],
    ["", "web.service", "web@.service", "", "may"],
    ["", "web@1.service", "web@2.service", "", "may"],
    // What holds a unit for other nodes is that unit, also under a link.
    ["", "sshd.service", "hirte-dep@sshd.service", "", /DeniedUnits=/],
    ["", "sshd.service", "web.service", "hirte-dep@sshd.service", /DeniedUnits=/],
    // A backslash is one, and nothing is expanded.
    ["a\\x2d*", "", "a\\x2db.service", "", "may"],
    ["a-*", "", "a\\x2db.service", "", /AllowedUnits=/],
    ["%n", "", "sshd.service", "", /AllowedUnits=/],
  ];
  const words = (text: string) => text.split(" ").filter((word) => word !== "");
  for (const [allowed, denied, name, names, expected] of rows) {
    const given = `AllowedUnits=${allowed}, DeniedUnits=${denied}`;
    const verdict = expected === "may" ? "may" : "may not";
    it(`[REQ-LIM-2] [REQ-LIM-3] ${given}: ${name}${names && ` (${names})`} ${verdict}`, () => {
      const limits = limitsOf({
        ...(allowed === "" ? {} : { AllowedUnits: words(allowed) }),
        ...(denied === "" ? {} : { DeniedUnits: words(denied) }),
      });
      const [id = name, ...others] = words(names);
      const refusal = refusalOfUnit(limits, { name }, { id, names: [id, ...others] });
      if (expected === "may") equal(refusal, undefined);
      else match(refusal ?? "", expected);
    });
  }

  it("[REQ-LIM-1] have the verbs they have, and say where it stands that they have no other", () => {
    const limits = limitsOf({ AllowedVerbs: ["status", "start"] });
    equal(refusalOfVerb(limits, "start"), undefined);
    equal(
      refusalOfVerb(limits, "stop"),
      "AllowedVerbs= in /etc/hirte/agent.conf does not have stop",
    );
    equal(refusalOfVerb({}, "stop"), undefined);
  });

  it("[REQ-LIM-4] let nothing be done to all units where some are out", () => {
    equal(refusalOfAll(limitsOf({ AllowedVerbs: ["start"] })), undefined);
    match(refusalOfAll(limitsOf({ AllowedUnits: ["*"] })) ?? "", /AllowedUnits=/);
    match(refusalOfAll(limitsOf({ DeniedUnits: ["a.service"] })) ?? "", /DeniedUnits=/);
  });

  const about: readonly [Judged, string][] = [
    [{ verb: "start", unit: "a.service", mode: "replace" }, "a.service"],
    [{ verb: "start", unit: "a.target", mode: "isolate" }, "a.target, all"],
    [{ verb: "kill", unit: "a.service" }, "a.service"],
    [{ verb: "enable", unit: "a@.service" }, "a@.service"],
    [{ verb: "reset-failed" }, "all"],
    [{ verb: "reset-failed", unit: "a.service" }, "a.service"],
    [{ verb: "daemon-reload" }, ""],
    [{ verb: "set-loglevel" }, ""],
    [{ verb: "poweroff" }, "poweroff.target"],
    [{ verb: "reboot" }, "reboot.target"],
    [{ verb: "power", powerTo: "poweroff" }, "poweroff.target"],
    [{ verb: "power", powerTo: "disarm" }, ""],
    [{ verb: "set-default", unit: "a.target" }, "a.target, default.target"],
    [{ verb: "run", unit: "a.service" }, "a.service"],
    [{ verb: "run", unit: "r.service", isNameOwn: true }, "r.service (free)"],
    [{ verb: "start", unit: "hirte-dep@a.service" }, "a.service, hirte-dep@a.service (free)"],
    [
      { verb: "stop", unit: "bluechi-dep@a@1.service" },
      "a@1.service, bluechi-dep@a@1.service (free)",
    ],
  ];
  for (const [call, expected] of about) {
    it(`[REQ-LIM-4] ${Object.values(call).join(" ")} is about ${expected || "no unit"}`, () => {
      const seen = subjectsOf(call).map((subject) =>
        subject.kind === "all" ? "all" : `${subject.name}${subject.isFree ? " (free)" : ""}`,
      );
      deepEqual(seen.join(", "), expected);
    });
  }

  it("[REQ-LIM-1] are documented with every verb there is to limit", () => {
    const text = readFileSync(new URL("../../../docs/limits.md", import.meta.url), "utf8");
    const [, list = ""] = /All of them: ([^.]*)\./.exec(text) ?? [];
    deepEqual(list.split(/,\s+/).sort(), [...nodeVerbs].sort());
  });
});
