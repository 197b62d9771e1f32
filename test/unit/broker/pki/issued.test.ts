import assert from "node:assert/strict";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { IssuedCertificates } from "../../../../broker/pki/issued.ts";
import { isHirteError } from "../../../../src/core/errors.ts";
import { silentLog } from "../../../../src/core/log.ts";
import { replaceFile } from "../../../../src/pki/pem-files.ts";
import { useTempDir } from "../../../support/temp-dir.ts";

const hourMs = 3_600_000;
const yearMs = 365 * 24 * hourMs;
const nowMs = Date.UTC(2026, 0, 1);

describe("the list of issued certificates", () => {
  const directory = useTempDir();
  let isFull = false;
  const open = () =>
    IssuedCertificates.open({
      directory: directory(),
      log: silentLog(),
      write: (...args) => {
        if (isFull) throw new Error("no space left on device");
        replaceFile(...args);
      },
    });
  beforeEach(() => {
    isFull = false;
  });
  let requests = 0;
  const invite = (list: IssuedCertificates, node: string, lifeMs = hourMs) =>
    list.invite({ node, request: `root ${requests++}`, lifeMs, nowMs });
  const redeem = (list: IssuedCertificates, node: string, token: string, atMs = nowMs) =>
    list.redeem({ node, token, untilMs: atMs + yearMs, nowMs: atMs });

  it("[REQ-TLS-8] takes a token once, also after a restart", () => {
    const list = open();
    const { token } = invite(list, "node1");
    const again = open();
    assert.equal(redeem(again, "node1", token)?.node, "node1");
    assert.equal(redeem(again, "node1", token), undefined);
    assert.equal(redeem(open(), "node1", token), undefined);
  });

  it("[REQ-TLS-8] takes a token of the node it was made for alone, and leaves it to that one", () => {
    const list = open();
    const { token } = invite(list, "node1");
    assert.equal(redeem(list, "node2", token), undefined);
    assert.equal(redeem(list, "node1", token)?.node, "node1");
  });

  it("[REQ-TLS-8] takes no token after its time", () => {
    const list = open();
    const { token, untilMs } = invite(list, "node1");
    assert.equal(untilMs, nowMs + hourMs);
    assert.equal(redeem(list, "node1", token, untilMs), undefined);
    const other = invite(list, "node1");
    assert.ok(redeem(list, "node1", other.token, other.untilMs - 1));
  });

  it("[REQ-TLS-8] keeps no token, only its SHA-256, in files that nobody else may read", () => {
    const { token } = invite(open(), "node1");
    for (const name of ["nodes.json", "nodes.copy.json"]) {
      const text = readFileSync(join(directory(), name), "utf8");
      assert.ok(!text.includes(token));
      assert.match(text, /"hash":"[0-9a-f]{64}"/);
      assert.equal(statSync(join(directory(), name)).mode & 0o777, 0o600);
    }
    assert.ok(Buffer.from(token, "base64url").length >= 16);
  });

  it("[REQ-TLS-8] gives nothing for a token that cannot be noted as used", () => {
    const list = open();
    const { token } = invite(list, "node1");
    isFull = true;
    assert.throws(
      () => redeem(list, "node1", token),
      (error) => isHirteError(error, "not-saved"),
    );
    isFull = false;
    assert.ok(redeem(list, "node1", token), "it was not used");
  });

  it("[REQ-TLS-11] knows what was revoked, after a restart too, and takes back the tokens", () => {
    const list = open();
    const first = redeem(list, "node1", invite(list, "node1").token);
    const other = redeem(list, "node2", invite(list, "node2").token);
    const { token } = invite(list, "node1");
    list.revoke({ nodes: ["node1"], request: "root x", nowMs });
    for (const each of [list, open()]) {
      assert.equal(each.find(first?.serial ?? "")?.revokedMs, nowMs);
      assert.equal(each.find(other?.serial ?? "")?.revokedMs, undefined);
      assert.equal(redeem(each, "node1", token), undefined);
    }
  });

  it("[REQ-TLS-11] has not revoked what it could not write", () => {
    const list = open();
    const first = redeem(list, "node1", invite(list, "node1").token);
    isFull = true;
    assert.throws(
      () => list.revoke({ nodes: ["node1"], request: "root x", nowMs }),
      (error) => isHirteError(error, "not-saved"),
    );
    isFull = false;
    list.revoke({ nodes: ["node1"], request: "root x", nowMs });
    assert.equal(open().find(first?.serial ?? "")?.revokedMs, nowMs);
  });

  it("[REQ-TLS-17] gives a copy of a request the same token, and none after a restart", () => {
    const list = open();
    const wish = { node: "node1", request: "root abc", lifeMs: hourMs, nowMs };
    assert.deepEqual(list.invite(wish), list.invite(wish));
    assert.throws(
      () => open().invite(wish),
      (error) => isHirteError(error, "id-in-use"),
    );
  });

  it("[REQ-TLS-17] revokes nothing by a late copy of a request", () => {
    const list = open();
    const wish = { nodes: ["node1"], request: "root abc", nowMs };
    redeem(list, "node1", invite(list, "node1").token);
    list.revoke(wish);
    const next = redeem(list, "node1", invite(list, "node1").token);
    list.revoke(wish);
    open().revoke(wish);
    assert.equal(open().find(next?.serial ?? "")?.revokedMs, undefined);
  });

  it("[REQ-TLS-17] revokes nothing for a request under the id of another one, and says so", () => {
    const list = open();
    const first = redeem(list, "node1", invite(list, "node1").token);
    list.invite({ node: "node2", request: "root abc hash1", lifeMs: hourMs, nowMs });
    for (const request of ["root abc hash2", "root abc"]) {
      assert.throws(
        () => list.revoke({ nodes: ["node1"], request, nowMs }),
        (error) => isHirteError(error, "id-in-use"),
      );
    }
    assert.equal(open().find(first?.serial ?? "")?.revokedMs, undefined);
    list.revoke({ nodes: ["node1"], request: "root abcd hash2", nowMs });
    assert.equal(open().find(first?.serial ?? "")?.revokedMs, nowMs);
  });

  it("[REQ-TLS-16] reads either of its two files, and puts the other right", () => {
    const list = open();
    const first = redeem(list, "node1", invite(list, "node1").token);
    list.revoke({ nodes: ["node1"], request: "root x", nowMs });
    for (const name of ["nodes.json", "nodes.copy.json"]) {
      const path = join(directory(), name);
      const good = readFileSync(path, "utf8");
      // What a failing disk does: one letter of a serial number.
      writeFileSync(path, good.replace(first?.serial.slice(0, 9) ?? "", "123456789"));
      assert.equal(open().find(first?.serial ?? "")?.revokedMs, nowMs);
      assert.equal(readFileSync(path, "utf8"), good);
    }
  });

  it("[REQ-TLS-16] is not guessed where neither file can be read", () => {
    invite(open(), "node1");
    for (const name of ["nodes.json", "nodes.copy.json"])
      writeFileSync(join(directory(), name), "{}");
    assert.throws(open, (error) => isHirteError(error, "bad-state"));
  });

  it("[REQ-TLS-16] is not guessed from a file that a newer hirte has written", () => {
    const { token } = invite(open(), "node1");
    const path = join(directory(), "nodes.json");
    const good = readFileSync(path, "utf8");
    writeFileSync(path, good.replace('"version":1', '"version":2'));
    assert.throws(open, { code: "bad-state", message: /version 2/ });
    writeFileSync(path, good.replace('"version":1,', ""));
    assert.ok(redeem(open(), "node1", token), "without a version it is of the first");
  });

  it("[REQ-TLS-11] [REQ-TLS-12] forgets nothing by a clock that was ahead by a year", () => {
    const list = open();
    const first = redeem(list, "node1", invite(list, "node1").token);
    list.revoke({ nodes: ["node1"], request: "root x", nowMs });
    const second = redeem(list, "node2", invite(list, "node2").token);
    list.revoke({ nodes: ["node3"], request: "root y", nowMs: nowMs + 2 * yearMs });
    assert.ok(list.find(first?.serial ?? "")?.revokedMs);
    assert.ok(list.find(second?.serial ?? ""));
    list.revoke({ nodes: ["node3"], request: "root z", nowMs: nowMs + yearMs + 401 * 24 * hourMs });
    assert.equal(list.find(second?.serial ?? ""), undefined);
  });

  it("[REQ-TLS-12] forgets certificates that are over, and keeps the one in use however often answers are lost", () => {
    const list = open();
    const first = redeem(list, "node1", invite(list, "node1").token);
    const shown = first?.serial ?? "";
    const lost = Array.from({ length: 20 }, () =>
      list.renew({ node: "node1", shown, untilMs: nowMs + yearMs, nowMs }),
    );
    assert.ok(list.find(shown));
    assert.equal(lost.filter(({ serial }) => list.find(serial)).length, 8);
    list.renew({ node: "node1", shown, untilMs: nowMs + 4 * yearMs, nowMs: nowMs + 3 * yearMs });
    assert.equal(list.find(shown), undefined);
  });
});
