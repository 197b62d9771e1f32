import assert from "node:assert/strict";
import { keyInRequest } from "../../../broker/pki/authority.ts";
import { certificateRequest } from "../../../src/pki/certificate-request.ts";
import { derOf } from "../../../src/pki/der.ts";
import { newKey } from "../../../src/pki/keys.ts";

const label = "CERTIFICATE REQUEST";
const block = (body: string) => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----`;
/** Each line doubles the time that an expression of the X.509 library takes: minutes here. */
const slow = `-----BEGIN A-----\na: b\n${" a: b\n".repeat(36)}!`;

describe("what comes from outside as PEM", () => {
  it("[REQ-TLS-10] is read in a moment, whatever it is", async () => {
    const sinceMs = performance.now();
    const texts = [
      ...[slow, block(slow), block(Buffer.from(slow).toString("base64"))],
      ...["", "AAAA", block(""), block("AAAA"), `${block("MAA=")}\n${block("MAA=")}`],
    ];
    for (const text of texts) await assert.rejects(keyInRequest(text), text.slice(0, 60));
    assert.ok(performance.now() - sinceMs < 5000);
  });

  it("[REQ-TLS-10] is a request of at most 4,000 characters", async () => {
    const csr = await certificateRequest(newKey(), "node1");
    for (const good of [csr, `${csr}\n`, csr.replaceAll("\n", "\r\n")])
      assert.ok((await keyInRequest(good)).length > 0);
    await assert.rejects(keyInRequest(csr + " ".repeat(4000)), /too long/);
  });

  it("[REQ-TLS-15] is one block of the label, and begins as a SEQUENCE does", () => {
    assert.deepEqual(derOf(block("MAA="), label), Buffer.from([0x30, 0]));
    assert.throws(() => derOf(block("MAA="), "CERTIFICATE"), RangeError);
    assert.throws(() => derOf(block("MQA="), label), RangeError);
    assert.throws(() => derOf(`a: b\n${block("MAA=")}`, label), RangeError);
  });
});
