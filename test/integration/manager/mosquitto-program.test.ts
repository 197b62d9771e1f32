import assert from "node:assert/strict";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mosquittoAcl } from "../../../broker/mosquitto-acl.ts";
import { Mosquitto, needsMosquitto } from "../../support/mosquitto.ts";
import { SourceProgram } from "../../support/source-program.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("the program hirte on a mosquitto with passwords", function () {
  this.timeout(30_000);
  needsMosquitto();
  const directory = useTempDir();
  const path = (name: string) => join(directory(), name);
  const programs: SourceProgram[] = [];
  let mosquitto: Mosquitto;
  beforeEach(async () => {
    const acl = mosquittoAcl({ managerUser: "hirte", nodes: [], users: [] });
    mosquitto = await Mosquitto.start(["hirte", "a"], acl);
  });
  afterEach(async () => {
    for (const program of programs.splice(0)) {
      program.process.kill("SIGKILL");
      await program.ended;
    }
    await mosquitto?.stop();
  });

  async function start(keys: Readonly<Record<string, string>>): Promise<SourceProgram> {
    const all = {
      BrokerURL: `mqtt://127.0.0.1:${await mosquitto.door()}`,
      BrokerPasswordFile: path("password"),
      ACLFile: path("acl"),
      AllowedNodeNames: "a",
      StateDirectory: path("state"),
      ...{ MetricsListen: "off", DBus: "no", LogTarget: "stderr" },
      ...keys,
    };
    configure(all);
    const program = new SourceProgram("broker/main.ts", ["-c", path("hirte.conf")]);
    programs.push(program);
    return program;
  }

  function configure(keys: Readonly<Record<string, string>>): void {
    const lines = Object.entries(keys).map(([key, value]) => `${key}=${value}`);
    writeFileSync(path("hirte.conf"), `[hirte]\n${lines.join("\n")}\n`);
  }

  function writePassword(password: string, mode = 0o600): void {
    writeFileSync(path("password"), `${password}\n`, { mode });
  }

  const aclOf = (...nodes: string[]) => mosquittoAcl({ managerUser: "hirte", nodes, users: [] });

  it("[REQ-ACL-2] [REQ-ACL-6] shows its password, writes the file as it starts, and anew as its configuration is read again", async () => {
    writePassword(Mosquitto.password);
    const hirte = await start({});
    await hirte.said("connected to the broker");
    assert.equal(readFileSync(path("acl"), "utf8"), aclOf("a"));
    assert.equal(statSync(path("acl")).mode & 0o777, 0o640);
    const conf = readFileSync(path("hirte.conf"), "utf8");
    writeFileSync(path("hirte.conf"), conf.replace("AllowedNodeNames=a", "AllowedNodeNames=b"));
    hirte.process.kill("SIGHUP");
    await hirte.said("the configuration was read again");
    assert.equal(readFileSync(path("acl"), "utf8"), aclOf("b"));
  });

  it("[REQ-ACL-6] says so where it is not let in, and goes on trying", async () => {
    writePassword("wrong");
    const hirte = await start({});
    await hirte.said("no connection to the broker: trying again");
    assert.match(hirte.output, /not authorized/i);
    assert.equal(hirte.process.exitCode, null);
  });

  it("[REQ-ACL-6] ends with 2 where its password file is not there, or others can read it", async () => {
    assert.equal(await (await start({})).ended, 2);
    writePassword(Mosquitto.password, 0o644);
    const hirte = await start({});
    assert.equal(await hirte.ended, 2);
    assert.match(hirte.output, /password can be read by others/);
  });

  it("[REQ-ACL-2] does without the file where it cannot be written, and says so", async () => {
    writePassword(Mosquitto.password);
    mkdirSync(path("acl"));
    const hirte = await start({});
    await hirte.said("the ACL file was not written");
    await hirte.said("connected to the broker");
  });

  it("[REQ-ACL-7] is told of while it runs: hirte acl prints the same, and leaves all as it is", async () => {
    writePassword(Mosquitto.password);
    const hirte = await start({});
    await hirte.said("connected to the broker");
    const args = ["acl", "--for", "mosquitto", "-c", path("hirte.conf")];
    const command = new SourceProgram("broker/main.ts", args);
    assert.equal(await command.ended, 0);
    assert.equal(command.output, aclOf("a"));
  });
});
