import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { isHirteError } from "../../../src/core/errors.ts";
import { type Invitation, joinLine, joinUrl, parseJoinUrl } from "../../../src/pki/join-line.ts";

const invitation: Invitation = {
  host: "192.168.1.10",
  port: 2020,
  node: "node-1.example",
  token: "AbCdEfGhIjKlMnOpQrSt_-xy",
  ca: "0123456789abcdef".repeat(4),
};

describe("the line to join by", () => {
  it("[REQ-TLS-9] is read as it was written, for names and both kinds of addresses", () => {
    for (const host of ["192.168.1.10", "fd00::10", "hirte.example"]) {
      const each = { ...invitation, host };
      assert.deepEqual(parseJoinUrl(joinUrl(each)), each);
    }
  });

  it("[REQ-TLS-9] is one line for a shell, which changes nothing of it", () => {
    const line = joinLine({ ...invitation, host: "fd00::10" });
    const words = execFileSync("sh", ["-c", `printf '%s\\n' ${line}`], { encoding: "utf8" });
    const url = joinUrl({ ...invitation, host: "fd00::10" });
    assert.deepEqual(words.trimEnd().split("\n"), ["hirte-agent", "join", url]);
  });

  it("[REQ-TLS-9] is refused where it is not whole, and its token is not repeated", () => {
    const good = joinUrl(invitation);
    const bad = [
      good.slice(0, -1),
      good.replace(":2020", ""),
      good.replace(":2020", ":0"),
      good.replace(":2020", ":65536"),
      good.replace("hirte:", "http:"),
      good.replace("node-1.example", "node/1"),
      good.replace("node-1.example", "x".repeat(64)),
      good.replace("&ca=", "&ca=zz"),
      `${good}&more=1`,
      `${good}\n`,
      "",
    ];
    for (const text of bad)
      assert.throws(
        () => parseJoinUrl(text),
        (error) => isHirteError(error, "bad-argument") && !error.message.includes(invitation.token),
        text,
      );
  });
});
