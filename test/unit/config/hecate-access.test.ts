import assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hecateYaml } from "../../support/hecate-file.ts";
import { useHecateFile } from "./hecate-bench.ts";

describe("the configuration of hecate", () => {
  const { dir, load, problems, warningsOf } = useHecateFile();

  it("[REQ-HCF-9] takes plain MQTT to this machine alone, unless somebody says otherwise", () => {
    const broker = (more: string) => hecateYaml({ broker: `broker: { host: db, ${more} }` });
    assert.deepEqual(load(broker("url: mqtt://127.0.0.1:1883")).broker, {
      host: "127.0.0.1",
      port: 1883,
      node: "db",
    });
    assert.equal(
      load(broker("url: mqtt://10.0.0.1:1883, allow_insecure: true")).broker.host,
      "10.0.0.1",
    );
    assert.deepEqual(problems(broker("url: mqtt://10.0.0.1:1883")), [
      "3:26: broker.url: without TLS whoever answers at 10.0.0.1 is obeyed, and whoever is in between can have nodes powered off: write mqtts://, or allow_insecure: true",
    ]);
    for (const url of ["mqtts://10.0.0.1", "mqtts://a:b@h:1", "mqtts://h:1/x", "mqtts://h:0"]) {
      assert.match(
        problems(broker(`url: "${url}"`))[0] ?? "",
        /^3:26: broker\.url: .* will not do/,
        url,
      );
    }
  });

  it("[REQ-HCF-9] shows the certificate of the node's agent, or other files", () => {
    const broker = (more: string) =>
      load(hecateYaml({ broker: `broker: { url: "mqtts://[::1]:2020", host: db, ${more} }` }))
        .broker;
    assert.deepEqual(broker("identity: /srv/agent").tls, {
      caFile: "/srv/agent/pki/ca.pem",
      certFile: "/srv/agent/pki/cert.pem",
      keyFile: "/srv/agent/pki/key.pem",
      isOwn: true,
    });
    assert.deepEqual(broker("ca: /a, cert: /c, key: /k").tls, {
      caFile: "/a",
      certFile: "/c",
      keyFile: "/k",
      isOwn: false,
    });
    assert.equal(broker("identity: /srv/agent").host, "::1");
  });

  it("[REQ-HCF-8] reads passwords of its own UPSes, from files that nobody else may read", () => {
    const file = join(dir(), "nut.password");
    writeFileSync(file, "geheim\n", { mode: 0o600 });
    const monitor = (host: string) => `monitor: { user: mon, password_file: ${host} }`;
    const text = hecateYaml({
      u1: `  u1: { target: u1@localhost, host: db, ${monitor(file)} }`,
      u2: `  u2: { target: u2@localhost, host: host2, ${monitor("/nowhere")} }`,
    });
    assert.deepEqual(
      load(text).upses.map((ups) => ups.monitor?.secret),
      [{ password: "geheim" }, undefined],
    );
    assert.equal(load(text, { secrets: "unread" }).upses[0]?.monitor?.secret, undefined);
    chmodSync(file, 0o644);
    assert.deepEqual(problems(text), [
      "5:78: ups.u1.monitor.password_file: nut.password: the file with the password can be read by others than its owner: chmod 600 it, and take another password",
    ]);
    assert.deepEqual(warningsOf(load(text, { secrets: "unread" })), []);
    // Who watches all the same has it as a warning.
    const config = load(text, { secrets: "wanted" });
    const { upses } = config;
    assert.match(JSON.stringify(upses[0]?.monitor?.secret), /^\{"problem":.*chmod 600/);
    assert.match(
      warningsOf(config).join(),
      /^5: ups\.u1\.monitor\.password_file: .*; the UPS is read without a login$/,
    );
  });
});
