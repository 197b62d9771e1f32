import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { namesIn } from "../../../../broker/pki/authority.ts";
import { setUpPki } from "../../../../broker/pki/setup.ts";
import { parseSetup } from "../../../../broker/setup-command.ts";
import { isHirteError } from "../../../../src/core/errors.ts";
import { newKey } from "../../../../src/pki/keys.ts";
import { useTempDir } from "../../../support/temp-dir.ts";

const dayMs = 86_400_000;
const nowMs = Date.UTC(2026, 0, 1);

describe("setting up hirte's own PKI", () => {
  const directory = useTempDir();
  const path = (name: string) => join(directory(), "pki", name);
  const setUp = (over: Partial<Parameters<typeof setUpPki>[0]> = {}) =>
    setUpPki({
      directory: join(directory(), "pki"),
      names: [],
      listenAddresses: ["192.168.1.10"],
      nowMs,
      machine: { hostName: "primary", addresses: [] },
      ...over,
    });
  const contents = () =>
    readdirSync(join(directory(), "pki")).map((name) => [name, readFileSync(path(name), "utf8")]);
  const server = () => new X509Certificate(readFileSync(path("server.pem")));

  it("[REQ-TLS-7] makes what is missing, and the second time nothing", async () => {
    const first = await setUp({ names: ["hirte.example"] });
    assert.match(first.report.join("\n"), /^made a CA: .*\nmade a server certificate: .*/);
    const before = contents();
    const second = await setUp();
    assert.match(second.report.join("\n"), /^there is a CA: .*\nthere is a server certificate: /);
    assert.deepEqual(contents(), before);
    assert.equal(second.authority.fingerprint, first.authority.fingerprint);
  });

  it("[REQ-TLS-6] makes keys of P-256 that nobody else may read, a CA of ten years, a server of one", async () => {
    const { authority } = await setUp({ names: ["fd00::1"] });
    for (const name of ["ca-key.pem", "server-key.pem"])
      assert.equal(statSync(path(name)).mode & 0o777, 0o600);
    assert.equal(statSync(join(directory(), "pki")).mode & 0o777, 0o700);
    const years = (certificate: X509Certificate) =>
      Math.round((Date.parse(certificate.validTo) - nowMs) / (365 * dayMs));
    assert.deepEqual([years(authority.certificate), years(server())], [10, 1]);
    for (const each of [authority.certificate, server()]) {
      assert.equal(each.publicKey.asymmetricKeyDetails?.namedCurve, "prime256v1");
      assert.ok(each.verify(authority.certificate.publicKey));
      assert.ok(BigInt(`0x${each.serialNumber}`) >= 2n ** 128n);
    }
    assert.deepEqual([authority.certificate.ca, server().ca], [true, false]);
    assert.deepEqual(namesIn(server()).toSorted(), [
      ...["127.0.0.1", "192.168.1.10", "::1", "fd00::1", "localhost", "primary"],
    ]);
  });

  it("[REQ-TLS-7] makes a new server certificate for a new name, of the same CA and key, and keeps the names given", async () => {
    const { authority } = await setUp({ names: ["one.example"] });
    const key = readFileSync(path("server-key.pem"), "utf8");
    const next = await setUp({ names: ["two.example"] });
    assert.equal(next.authority.fingerprint, authority.fingerprint);
    assert.equal(readFileSync(path("server-key.pem"), "utf8"), key);
    for (const name of ["one.example", "two.example"]) assert.ok(namesIn(server()).includes(name));
    const { serialNumber } = server();
    await setUp({ names: ["one.example"] });
    assert.equal(server().serialNumber, serialNumber);
  });

  it("[REQ-TLS-12] makes a new server certificate from two thirds of its life on", async () => {
    await setUp();
    const { serialNumber } = server();
    await setUp({ nowMs: nowMs + 243 * dayMs });
    assert.equal(server().serialNumber, serialNumber);
    await setUp({ nowMs: nowMs + 244 * dayMs });
    assert.notEqual(server().serialNumber, serialNumber);
  });

  it("[REQ-TLS-12] makes a new server certificate where the one there does not hold yet", async () => {
    await setUp();
    await setUp({ nowMs: nowMs + 300 * dayMs });
    const { serialNumber } = server();
    await setUp({ nowMs: nowMs + dayMs });
    assert.notEqual(server().serialNumber, serialNumber);
    assert.ok(Date.parse(server().validFrom) <= nowMs + dayMs);
  });

  it("[REQ-TLS-6] gives nothing a longer life than the CA's", async () => {
    const { authority } = await setUp();
    await setUp({ nowMs: nowMs + 3600 * dayMs });
    assert.equal(server().validTo, authority.certificate.validTo);
  });

  it("[REQ-TLS-7] goes on after a crash in its middle", async () => {
    await setUp();
    rmSync(path("server.pem"));
    await setUp();
    rmSync(path("server-key.pem"));
    await assert.rejects(setUp(), (error) => isHirteError(error, "bad-config"));
    rmSync(path("server.pem"));
    await setUp();
    // Before anybody has seen the CA.
    for (const name of readdirSync(join(directory(), "pki"))) rmSync(path(name));
    writeFileSync(path("ca-key.pem"), newKey());
    const { authority } = await setUp();
    assert.equal((await setUp()).authority.fingerprint, authority.fingerprint);
  });

  it("[REQ-TLS-15] makes no new CA in place of one whose key is gone, and says what to do", async () => {
    await setUp();
    rmSync(path("ca-key.pem"));
    await assert.rejects(setUp(), (error) => {
      assert.ok(isHirteError(error, "bad-config"));
      assert.match(error.message, /ca-key\.pem is not there.*backup.*join again/);
      return true;
    });
  });

  it("[REQ-TLS-7] reads its words: names, an epoch, and what any start of hirte takes", () => {
    const words = ["--name", "a.example", "-c", "/x", "--name=fd00::1"];
    assert.deepEqual(parseSetup(words), { names: ["a.example", "fd00::1"], rest: ["-c", "/x"] });
    assert.deepEqual(parseSetup(["--adopt-epoch", "7"]), { names: [], rest: [], adopted: "7" });
    for (const wrong of [["--name"], ["--name", "a:1"], ["--name", "a b"], ["--adopt-epoch"]])
      assert.throws(
        () => parseSetup(wrong),
        (error) => isHirteError(error, "bad-argument"),
      );
  });
});
