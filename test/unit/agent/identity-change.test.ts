import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { IdentityChange } from "../../../agent/identity-change.ts";
import { isHirteError } from "../../../src/core/errors.ts";
import { readIdentity } from "../../../src/identity/node-identity.ts";
import { TestPki } from "../../support/pki.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("the change of a node's identity", () => {
  const directory = useTempDir();
  let pki: TestPki;
  /** Where each of the files would be in a copy of the node's machine. */
  const filesIn = (root: string) => ({
    caFile: join(root, "pki/ca.pem"),
    certFile: join(root, "pki/cert.pem"),
    keyFile: join(root, "pki/key.pem"),
    isOwn: true,
  });
  const machine = () => join(directory(), "machine");
  const configOf = (root: string) => join(root, "agent.conf.d/50-join.conf");
  const prepare = (
    node: string,
    key: string,
    rename: (from: string, to: string) => void = renameSync,
  ) =>
    IdentityChange.prepare(
      {
        ...{ files: filesIn(machine()), ca: pki.ca, key },
        config: { path: configOf(machine()), text: `NodeName=${node}\n` },
        makeConfigDirectory: (path) => void mkdirSync(path, { recursive: true }),
      },
      rename,
    );
  /** Every moment at which the machine may be cut off, as a copy of it. */
  const change = async (node: string) => {
    const copies: string[] = [];
    const copy = () => {
      const to = join(directory(), `${node}-${copies.length}`);
      cpSync(machine(), to, { recursive: true });
      copies.push(to);
    };
    const { key, cert } = await pki.node(node);
    prepare(node, key, (from, to) => {
      copy();
      renameSync(from, to);
    }).commit(cert);
    copy();
    return copies;
  };

  beforeEach(async () => {
    pki = await TestPki.make(join(directory(), "primary"));
    mkdirSync(machine());
  });

  it("[REQ-TLS-9] leaves a pair at every moment, that of before or the next one; none where there was none", async () => {
    const first = await change("first");
    for (const copy of first.slice(0, 3)) assert.ok(!existsSync(filesIn(copy).certFile));
    for (const copy of await change("second"))
      assert.match(readIdentity(filesIn(copy)).certificate.subject, /^CN=(first|second)$/);
    for (const copy of first.slice(3)) {
      assert.equal(readIdentity(filesIn(copy)).certificate.subject, "CN=first");
      assert.equal(readFileSync(configOf(copy), "utf8"), "NodeName=first\n");
    }
  });

  it("[REQ-TLS-9] loses no key that a change before it had not put in its place", async () => {
    await change("first");
    const { key, cert } = await pki.node("second");
    prepare("second", key, (from, to) => {
      if (to.endsWith("key.pem")) throw new Error("cut off");
      renameSync(from, to);
    }).commit(cert);
    prepare("third", (await pki.node("third")).key).abandon();
    assert.equal(readIdentity(filesIn(machine())).key, key);
    assert.equal(readFileSync(filesIn(machine()).keyFile, "utf8"), key);
  });

  it("[REQ-TLS-9] is undone where a file cannot be put in its place", async () => {
    await change("first");
    const { key, cert } = await pki.node("second");
    const before = readIdentity(filesIn(machine()));
    const failing = prepare("second", key, (from, to) => {
      if (to.endsWith("cert.pem")) throw new Error("no");
      renameSync(from, to);
    });
    assert.throws(
      () => failing.commit(cert),
      (error) => isHirteError(error, "unavailable") && /cert\.pem cannot/.test(error.message),
    );
    assert.equal(readIdentity(filesIn(machine())).key, before.key);
    assert.equal(readFileSync(configOf(machine()), "utf8"), "NodeName=first\n");
    for (const path of [filesIn(machine()).keyFile, configOf(machine())])
      assert.ok(!readdirSync(dirname(path)).some((name) => name.includes(".next")));
  });
});
