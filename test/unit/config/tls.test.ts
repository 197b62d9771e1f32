import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadAgentConfig } from "../../../src/config/agent.ts";
import { loadHirteConfig } from "../../../src/config/hirte.ts";
import { loadHirtectlConfig } from "../../../src/config/hirtectl.ts";
import { isHirteError } from "../../../src/core/errors.ts";
import { useTempDir } from "../../support/temp-dir.ts";

const files = "TLSCAFile=/p/ca.pem\nTLSCertFile=/p/cert.pem\nTLSKeyFile=/p/key.pem\n";

describe("the configuration of TLS", () => {
  const etcDir = useTempDir();
  const write = (name: string, text: string) => {
    const [section] = name.split(".");
    const head = section === "agent" ? "[hirte-agent]" : "[hirte]";
    writeFileSync(join(etcDir(), name), `${head}\n${text}`);
  };
  const sources = () => ({ etcDir: etcDir(), env: {} });

  it("[REQ-TLS-15] is off where nothing is said", () => {
    assert.equal(loadHirteConfig(sources()).tls, undefined);
    assert.equal(loadAgentConfig(sources()).tls, undefined);
    assert.equal(loadHirtectlConfig(sources()).tls, undefined);
  });

  it("[REQ-TLS-15] is hirte's own PKI, or all the files of another one", () => {
    write("hirte.conf", "TLS=on\n");
    assert.deepEqual(loadHirteConfig(sources()).tls, { kind: "own" });
    write("hirte.conf", `TLS=on\n${files}TLSCRLFile=/p/crl.pem\n`);
    assert.deepEqual(loadHirteConfig(sources()).tls, {
      kind: "files",
      caFile: "/p/ca.pem",
      certFile: "/p/cert.pem",
      keyFile: "/p/key.pem",
      crlFile: "/p/crl.pem",
    });
  });

  it("[REQ-TLS-15] says what does not go together", () => {
    const wrong: readonly (readonly [string, RegExp])[] = [
      ["TLS=on\nTLSCAFile=/p/ca.pem\n", /TLSCertFile=.*\n.*TLSKeyFile=/],
      ["TLS=on\nTLSCRLFile=/p/crl.pem\n", /TLSCAFile=.*together/],
      ["TLS=on\nBrokerURL=mqtt://x\n", /TLS=.*BrokerURL=/],
      ["TLS=maybe\n", /TLS=.*one of on, off/],
      ["TLS=on\nTLSCAFile=ca.pem\n", /TLSCAFile=.*absolute path/],
    ];
    for (const [text, words] of wrong) {
      write("hirte.conf", text);
      assert.throws(
        () => loadHirteConfig(sources()),
        (error) => isHirteError(error, "bad-config") && words.test(error.message),
        text,
      );
    }
    // What is switched off need not be complete.
    write("hirte.conf", "TLS=off\nTLSCAFile=/p/ca.pem\n");
    assert.equal(loadHirteConfig(sources()).tls, undefined);
  });

  it("[REQ-TLS-15] of an agent has its files where join writes them, unless keys say otherwise", () => {
    write("agent.conf", "TLS=on\nStateDirectory=/s\n");
    assert.deepEqual(loadAgentConfig(sources()).tls, {
      caFile: "/s/pki/ca.pem",
      certFile: "/s/pki/cert.pem",
      keyFile: "/s/pki/key.pem",
      isOwn: true,
    });
    write("agent.conf", `TLS=on\n${files}`);
    assert.equal(loadAgentConfig(sources()).tls?.isOwn, false);
  });

  it("[REQ-TLS-15] of hirtectl is that of the daemon of its machine, and what its options say above all", () => {
    const run = join(etcDir(), "run");
    mkdirSync(run);
    write("agent.conf", "TLS=on\nStateDirectory=/s\n");
    assert.deepEqual(loadHirtectlConfig(sources()).tls?.caFile, join(etcDir(), "ca.pem"));
    write("hirte.conf", `TLS=on\nRunDirectory=${run}\n`);
    writeFileSync(join(run, "ca.pem"), "");
    assert.equal(loadHirtectlConfig(sources()).tls?.caFile, join(run, "ca.pem"));
    writeFileSync(join(etcDir(), "ca.pem"), "");
    assert.equal(loadHirtectlConfig(sources()).tls?.caFile, join(etcDir(), "ca.pem"));
    const env = { HIRTE_TLSCAFILE: "/e/ca.pem" };
    assert.equal(loadHirtectlConfig({ ...sources(), env }).tls?.caFile, "/e/ca.pem");
    const flags = { TLSCAFile: "/f/ca.pem" };
    assert.equal(loadHirtectlConfig({ ...sources(), env, flags }).tls?.caFile, "/f/ca.pem");
    assert.equal(loadHirtectlConfig({ ...sources(), flags: { TLS: "off" } }).tls, undefined);
  });
});
