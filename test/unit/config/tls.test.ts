import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadAgentConfig, mayObey } from "../../../src/config/agent.ts";
import { loadHirteConfig } from "../../../src/config/hirte.ts";
import { loadHirtectlConfig } from "../../../src/config/hirtectl.ts";
import { isHirteError } from "../../../src/core/errors.ts";
import { problemsOf } from "../../support/config-files.ts";
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

  it("[REQ-TLS-19] is on where nothing is said", () => {
    assert.deepEqual(loadHirteConfig(sources()).tls, { kind: "own" });
    assert.equal(loadAgentConfig(sources()).tls?.isOwn, true);
    assert.equal(loadHirtectlConfig(sources()).tls?.caFile, join(etcDir(), "ca.pem"));
    write("hirte.conf", "AllowedNodeNames=a\n");
    assert.notEqual(loadHirtectlConfig(sources()).tls, undefined);
    write("hirte.conf", "TLS=off\n");
    assert.equal(loadHirtectlConfig(sources()).tls, undefined);
  });

  it("[REQ-TLS-19] is a broker's own affair elsewhere, whatever the default says", () => {
    write("hirte.conf", "BrokerURL=mqtt://b\n");
    assert.equal(loadHirteConfig(sources()).tls, undefined);
    assert.equal(loadHirtectlConfig(sources()).tls, undefined);
    // Written over by a key without a value, which is as if it were not there.
    write("hirte.conf", "BrokerURL=mqtt://b\nTLS=\n");
    assert.equal(loadHirteConfig(sources()).tls, undefined);
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

  it("[REQ-TLS-19] decides where hirte listens: everywhere, and on this machine alone where it is off", () => {
    const listens = (text: string) => {
      write("hirte.conf", text);
      return loadHirteConfig(sources()).listenAddresses;
    };
    assert.deepEqual(listens(""), ["::"]);
    assert.deepEqual(listens("TLS=off\n"), ["127.0.0.1"]);
    assert.deepEqual(listens("TLS=off\nAllowInsecure=yes\n"), ["::"]);
    assert.deepEqual(listens("TLS=off\nListenAddress=::1 127.0.0.2 localhost\n"), [
      ...["::1", "127.0.0.2", "localhost"],
    ]);
    assert.deepEqual(listens("TLS=off\nAllowInsecure=yes\nListenAddress=10.0.0.1\n"), ["10.0.0.1"]);
  });

  it("[REQ-TLS-19] is not off for other machines by ListenAddress= or ManagerHost= alone: it names the place and both cures", () => {
    const cures = /take TLS=off out \(docs\/tls\.md\), or write AllowInsecure=yes$/;
    const problemsOfHirte = () => problemsOf(etcDir(), () => loadHirteConfig(sources()));
    // A name that only looks like an address of the loopback interface is no such.
    for (const address of ["0.0.0.0", "::", "10.0.0.1", "primary.example", "127.0.0.1.example"]) {
      write("hirte.conf", `TLS=off\nListenAddress=127.0.0.1 ${address}\n`);
      const [problem = "", ...more] = problemsOfHirte();
      assert.ok(problem.startsWith(`hirte.conf:3: ListenAddress=: with TLS=off whoever `), problem);
      assert.ok(problem.includes(` ${address} `), problem);
      assert.match(problem, cures);
      assert.deepEqual(more, []);
    }
    write("hirte.conf", "TLS=off\nListenAddress=10.0.0.1\nBrokerURL=mqtt://b\n");
    assert.deepEqual(problemsOfHirte(), []);
    const problemsOfAgent = (env = {}) =>
      problemsOf(etcDir(), () => loadAgentConfig({ ...sources(), env }));
    for (const address of ["10.0.0.1", "primary.example:2021", "127.evil.example"]) {
      write("agent.conf", `ManagerHost=127.0.0.1 ${address}\nTLS=off\n`);
      const [problem = ""] = problemsOfAgent();
      assert.ok(problem.startsWith("agent.conf:2: ManagerHost=: with TLS=off "), problem);
      assert.match(problem, cures);
      assert.deepEqual(problemsOfAgent({ HIRTE_ALLOW_INSECURE: "yes" }), []);
    }
    // As for the one that D-Bus tells it to speak to.
    const far = { host: "far", port: 1 };
    assert.equal(mayObey(far, { allowInsecure: false }), false);
    assert.equal(mayObey({ ...far, host: "::1" }, { allowInsecure: false }), true);
    assert.equal(mayObey(far, { allowInsecure: true }), true);
    assert.equal(mayObey(far, { allowInsecure: false, tls: {} }), true);
    write("agent.conf", "ManagerHost=127.0.0.1 ::1 localhost\nTLS=off\n");
    assert.deepEqual(problemsOfAgent(), []);
    assert.match(problemsOfAgent({ HIRTE_MANAGER_HOST: "far" })[0] ?? "", /^HIRTE_MANAGER_HOST: /);
  });

  it("[REQ-TLS-20] lets hirtectl show its password to other machines where that is said of these", () => {
    const allows = (flags = {}, env = {}) =>
      loadHirtectlConfig({ ...sources(), flags, env }).allowInsecure;
    assert.equal(allows(), false);
    write("agent.conf", "ManagerHost=a\nTLS=off\nAllowInsecure=yes\n");
    assert.equal(allows(), true);
    // Another host is not the one the file speaks of.
    assert.equal(allows({ Host: "b" }), false);
    assert.equal(allows({ Host: "b" }, { HIRTE_ALLOW_INSECURE: "yes" }), true);
    assert.equal(allows({ AllowInsecure: "no" }, { HIRTE_ALLOW_INSECURE: "yes" }), false);
  });

  const hirtectl = (flags = {}, env = {}) => {
    const { tls, allowInsecure, isBroker } = loadHirtectlConfig({ ...sources(), flags, env });
    return [tls ? "tls" : "plain", allowInsecure, ...(isBroker ? ["broker"] : [])];
  };

  it("[REQ-TLS-20] has what a file says against TLS hold for the hosts that it names, and no other", () => {
    const weak = "TLS=off\nAllowInsecure=yes\n";
    const onlyThese = () => {
      assert.deepEqual(hirtectl({ Host: "a" }), ["plain", true]);
      assert.deepEqual(hirtectl(), ["plain", true]);
      assert.deepEqual(hirtectl({ Host: "evil" }), ["tls", false]);
      assert.deepEqual(hirtectl({ Host: "a,evil" }), ["tls", false]);
      assert.deepEqual(hirtectl({}, { HIRTE_HOST: "evil" }), ["tls", false]);
      assert.deepEqual(hirtectl({ Host: "evil", TLS: "off" }), ["plain", false]);
    };
    write("agent.conf", `ManagerHost=a\n${weak}`);
    onlyThese();
    assert.deepEqual(hirtectl({}, { HIRTE_MANAGER_HOST: "evil" }), ["tls", false]);
    writeFileSync(join(etcDir(), "hirtectl.conf"), `[hirtectl]\nHost=a\n${weak}`);
    rmSync(join(etcDir(), "agent.conf"));
    onlyThese();
    // A file that names none speaks of the hosts before it.
    writeFileSync(join(etcDir(), "hirtectl.conf"), `[hirtectl]\n${weak}`);
    write("agent.conf", "ManagerHost=a\n");
    onlyThese();
    // The machine's file does not speak of a host that its user names.
    const home = join(etcDir(), "home");
    mkdirSync(join(home, ".config/hirte"), { recursive: true });
    writeFileSync(join(home, ".config/hirte/hirtectl.conf"), "[hirtectl]\nHost=evil\n");
    assert.deepEqual(hirtectl({}, { HOME: home }), ["tls", false]);
  });

  it("[REQ-TLS-20] has AllowInsecure= of hirte.conf hold for this machine and the broker that it names", () => {
    write("hirte.conf", "TLS=off\nAllowInsecure=yes\n");
    assert.deepEqual(hirtectl({ Host: "localhost" }), ["plain", true]);
    assert.deepEqual(hirtectl({ Host: "evil" }), ["tls", false]);
    write("hirte.conf", "BrokerURL=mqtt://b\nAllowInsecure=yes\n");
    assert.deepEqual(hirtectl(), ["plain", true, "broker"]);
    assert.deepEqual(hirtectl({}, { HIRTE_BROKER_URL: "mqtt://evil" }), ["plain", false, "broker"]);
    assert.deepEqual(hirtectl({ Host: "evil" }), ["tls", false]);
  });

  it("[REQ-TLS-20] shows no password of hirte's own to a broker on another machine, unless that is said", () => {
    const problems = (text: string) => {
      write("hirte.conf", text);
      return problemsOf(etcDir(), () => loadHirteConfig(sources()));
    };
    const password = "BrokerPasswordFile=/p\n";
    const [problem = "", ...more] = problems(`${password}BrokerURL=mqtt://far\n`);
    assert.match(problem, /^hirte\.conf:3: BrokerURL=: .*far:1883 .*write AllowInsecure=yes$/);
    assert.deepEqual(more, []);
    assert.deepEqual(problems(`${password}BrokerURL=mqtt://far\nAllowInsecure=yes\n`), []);
    assert.deepEqual(problems(`${password}BrokerURL=mqtt://[::1]:7\n`), []);
    assert.deepEqual(problems("BrokerUser=u\nBrokerURL=mqtt://far\n"), []);
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
