import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openPki, type Pki } from "../../../broker/pki/pki.ts";
import { nodesNamedIn } from "../../../broker/pki/vouching.ts";
import { type ErrorCode, isHirteError } from "../../../src/core/errors.ts";
import { silentLog } from "../../../src/core/log.ts";
import { keyAlgorithm, keyPairOf, newKey } from "../../../src/pki/keys.ts";
import * as x509 from "../../../src/pki/x509-library.ts";
import { BrokerUnderTest } from "../../support/broker.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { type Credentials, TestPki, tlsClient } from "../../support/pki.ts";
import { useTempDir } from "../../support/temp-dir.ts";

type Name = ConstructorParameters<typeof x509.SubjectAlternativeNameExtension>[0];

describe("another PKI", () => {
  const directory = useTempDir();
  /** Stands for the other CA: a certificate that signs is all that is asked of it. */
  let other: TestPki;
  let caKey: string;
  let serial = 0x10;
  let broker: BrokerUnderTest | undefined;
  let pki: Pki | undefined;
  const path = (name: string) => join(directory(), name);

  beforeEach(async () => {
    other = await TestPki.make(path("other"));
    caKey = readFileSync(path("other/ca-key.pem"), "utf8");
    writeFileSync(path("ca.pem"), other.ca);
    writeFileSync(path("cert.pem"), other.own.credentials.cert);
    writeFileSync(path("key.pem"), other.own.credentials.key);
  });
  afterEach(async () => {
    pki?.stop();
    await broker?.stop();
    broker = undefined;
    pki = undefined;
  });

  /** A client's certificate, as other CAs make them. */
  const issue = async (
    commonName: string,
    names: Extract<Name, readonly unknown[]> = [],
  ): Promise<Credentials & { readonly serial: string }> => {
    const key = newKey();
    const number = (serial++).toString(16);
    const issuer = new x509.X509Certificate(other.ca);
    const made = await x509.X509CertificateGenerator.create({
      serialNumber: number,
      subject: [{ CN: [commonName] }],
      issuer: issuer.subjectName,
      notBefore: new Date(Date.now() - 60_000),
      notAfter: new Date(Date.now() + 86_400_000),
      signingAlgorithm: keyAlgorithm,
      publicKey: (await keyPairOf(key)).publicKey,
      signingKey: (await keyPairOf(caKey)).privateKey,
      extensions: names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names)] : [],
    });
    return { key, cert: made.toString("pem"), serial: number };
  };
  const list = async (...serials: readonly string[]) => {
    const made = await x509.X509CrlGenerator.create({
      issuer: new x509.X509Certificate(other.ca).subjectName,
      thisUpdate: new Date(Date.now() - 60_000),
      nextUpdate: new Date(Date.now() + 86_400_000),
      signingAlgorithm: keyAlgorithm,
      signingKey: (await keyPairOf(caKey)).privateKey,
      entries: serials.map((serialNumber) => ({ serialNumber, revocationDate: new Date() })),
    });
    // The library has a name of its own for what everybody else calls X509 CRL.
    const pem = made.toString("pem").replace(/(BEGIN|END) CRL/g, "$1 X509 CRL");
    writeFileSync(path("crl.pem"), pem);
  };
  const open = (more: { readonly crlFile?: string } = {}) =>
    openPki({
      tls: {
        kind: "files",
        caFile: path("ca.pem"),
        certFile: path("cert.pem"),
        keyFile: path("key.pem"),
        ...more,
      },
      stateDir: path("state"),
      runDir: path("run"),
      listenAddresses: ["127.0.0.1"],
      mayJoin: (node) => node === "node1",
      clock: new FakeClock(Date.now()),
      log: silentLog(),
    });
  const start = async (more: { readonly crlFile?: string } = {}) => {
    pki = await open(more);
    broker = await BrokerUnderTest.start({ tls: pki.tls });
    pki.attach(broker.broker);
    return broker;
  };
  const connected = async (credentials: Credentials) => {
    const client = await tlsClient(broker?.port ?? 0, { ca: other.ca, ...credentials });
    return { client, code: await client.connect({ clientId: `c${serial++}` }) };
  };

  it("[REQ-TLS-13] takes a node's name from a URI, DNS names or the common name, as far as it may join", async () => {
    await start();
    const good = [
      await issue("anything", [{ type: "url", value: "hirte:node:node1" }]),
      await issue("anything", [
        { type: "dns", value: "node1.example" },
        { type: "dns", value: "node1" },
      ]),
      await issue("node1"),
    ];
    for (const each of good) assert.equal((await connected(each)).code, 0);
    const bad = [
      await issue("node2"),
      await issue("node1", [{ type: "url", value: "hirte:node:node2" }]),
      await issue("x", [{ type: "url", value: "hirte:node:x, URI:hirte:node:node1" }]),
      await issue("x", [{ type: "dns", value: "x, DNS:node1" }]),
    ];
    for (const each of bad) assert.equal((await connected(each)).code, 5);
  });

  it("[REQ-TLS-13] does not read names into one that holds commas and quotes", async () => {
    const odd = ["x, DNS:node1", 'x", DNS:node1, DNS:"', "node1\0.example", "node1,URI:a"];
    for (const value of odd) {
      const { cert } = await issue("cn", [{ type: "dns", value }]);
      assert.deepEqual(nodesNamedIn(new X509Certificate(cert)), ["cn"], value);
    }
  });

  it("[REQ-TLS-13] believes the revocation list, and at a reload a new one, which ends connections", async () => {
    const [first, second] = [await issue("node1"), await issue("node1")];
    await list(first.serial);
    await start({ crlFile: path("crl.pem") });
    assert.equal((await connected(first)).code, 5);
    const { client, code } = await connected(second);
    assert.equal(code, 0);
    await list(first.serial, second.serial);
    pki?.reload();
    await client.closed;
    assert.equal((await connected(second)).code, 5);
  });

  it("[REQ-TLS-13] makes no certificates, and says where they come from", async () => {
    const { joining } = await open();
    const code = (error: unknown) => isHirteError(error, "no-authority");
    assert.throws(() => joining.invite({ node: "node1", request: "r", lifeMs: 1 }), code);
    assert.throws(() => joining.revoke({ nodes: ["node1"], request: "r" }), code);
  });

  it("[REQ-TLS-15] says of each file that cannot be used which it is, and what to do", async () => {
    const rejects = (words: RegExp, code: ErrorCode = "bad-config") =>
      assert.rejects(open({ crlFile: path("crl.pem") }), (error) => {
        assert.ok(isHirteError(error, code), String(error));
        assert.match(error.message, words);
        return true;
      });
    await rejects(/crl\.pem is not there \(TLSCRLFile=\): have it hold/);
    writeFileSync(path("crl.pem"), "nothing");
    await rejects(/crl\.pem.*TLSCRLFile/);
    await list();
    writeFileSync(path("key.pem"), newKey());
    await rejects(/key\.pem is not the key of the certificate.*TLSKeyFile=/);
    writeFileSync(path("key.pem"), "nothing");
    await rejects(/key\.pem holds no private key.*TLSKeyFile=/);
    writeFileSync(path("cert.pem"), "nothing");
    await rejects(/cert\.pem holds no certificate in PEM \(TLSCertFile=\)/);
    writeFileSync(path("ca.pem"), other.ca.replace(/[A-Za-z]{20}/, "AAAA"));
    await rejects(/ca\.pem holds a certificate that cannot be read.*TLSCAFile=/);
  });

  it("[REQ-TLS-15] keeps the files of before where new ones cannot be used", async () => {
    const test = await start();
    writeFileSync(path("cert.pem"), "nothing");
    assert.throws(
      () => pki?.reload(),
      (error) => isHirteError(error, "bad-config"),
    );
    assert.equal((await connected(await issue("node1"))).code, 0);
    assert.ok(test.port > 0);
  });
});
