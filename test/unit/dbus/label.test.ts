import assert from "node:assert/strict";
import fc from "fast-check";
import { jobIdOfPath, unitOfPath, unitPath } from "../../../agent/systemd-names.ts";
import { escapeLabel, unescapeLabel } from "../../../src/dbus/label.ts";

describe("names in object paths", () => {
  // As systemd's bus_label_escape has them.
  const known = [
    ["", "_"],
    ["foobar", "foobar"],
    ["foo123", "foo123"],
    ["123", "_3123"],
    ["foo.service", "foo_2eservice"],
    ["a_b", "a_5fb"],
    ["dev-disk-by\\x2duuid.device", "dev_2ddisk_2dby_5cx2duuid_2edevice"],
    ["tt@ä:1.service", "tt_40_c3_a4_3a1_2eservice"],
  ] as const;
  for (const [name, label] of known) {
    it(`[REQ-SYS-22] write "${name}" as systemd does`, () => {
      assert.equal(escapeLabel(name), label);
      assert.equal(unescapeLabel(label), name);
    });
  }

  it("[REQ-SYS-22] are read back as they were", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        assert.equal(unescapeLabel(escapeLabel(name)), name);
      }),
    );
  });

  it("[REQ-SYS-22] are legal elements of a path", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary-ascii" }), (name) => {
        assert.match(escapeLabel(name), /^[A-Za-z0-9_]+$/);
      }),
    );
  });

  it("[REQ-SYS-22] take a broken escape literally", () => {
    assert.equal(unescapeLabel("a_zz_2"), "a_zz_2");
  });

  it("[REQ-SYS-22] lead from a unit to its path and back", () => {
    const unit = fc.stringMatching(/^[A-Za-z0-9:_.\\@-]{1,200}\.service$/);
    fc.assert(fc.property(unit, (name) => assert.equal(unitOfPath(unitPath(name)), name)));
  });

  it("[REQ-SYS-22] are of units or jobs, or of neither", () => {
    assert.equal(jobIdOfPath("/org/freedesktop/systemd1/job/12"), 12);
    assert.equal(jobIdOfPath("/org/freedesktop/systemd1/job/x"), undefined);
    assert.equal(jobIdOfPath("/org/freedesktop/systemd1/unit/a"), undefined);
    assert.equal(unitOfPath("/org/freedesktop/systemd1/job/12"), undefined);
    assert.equal(unitOfPath("/org/freedesktop/systemd1"), undefined);
  });
});
