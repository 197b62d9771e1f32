import { equal, match } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { randomId } from "../../../src/core/ids.ts";
import { TestPki, tlsClient } from "../../support/pki.ts";
import { type ProgramSource, programWords } from "../../support/programs.ts";
import { SourceProgram } from "../../support/source-program.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { webSocketClient } from "../../support/websocket.ts";

describe("the start of the program hirte", function () {
  this.timeout(30_000);
  const directory = useTempDir();
  const programs: SourceProgram[] = [];
  const stateDir = () => join(directory(), "state");
  const start = (...args: string[]) => startIn({}, "--dbus", "no", ...args);
  const startIn = (env: Readonly<Record<string, string>>, ...args: string[]) => {
    const fixed = ["-c", "/dev/null", "--port", "0", "--log-target", "stderr", "--tls", "off"];
    const program = new SourceProgram(
      "broker/main.ts",
      [...fixed, "--metrics-listen", "off", "--state-directory", stateDir(), ...args],
      env,
    );
    programs.push(program);
    return program;
  };
  afterEach(async () => {
    for (const program of programs.splice(0)) {
      program.process.kill("SIGKILL");
      await program.ended;
    }
  });

  it("[REQ-CORE-11] ends with 1, and not with 2, where an address or a port cannot be had yet", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    taken.unref();
    await once(taken, "listening");
    const address = taken.address();
    const port = typeof address === "object" && address ? address.port : 0;
    // TEST-NET-1, RFC 5737: no machine has it.
    const early = start("--listen", "192.0.2.1", "--allow-insecure", "yes");
    equal(await early.ended, 1, early.output);
    match(early.output, /cannot listen on 192\.0\.2\.1 port 0: .*EADDRNOTAVAIL/);
    const second = start("--port", String(port));
    equal(await second.ended, 1, second.output);
    match(second.output, new RegExp(`cannot listen on \\S+ port ${port}: .*EADDRINUSE`));
    taken.close();
  });

  it("[REQ-CORE-11] ends with 1 and the path where its directory or a file in it is not to be had", async () => {
    const proc = start("--state-directory", "/proc/x");
    equal(await proc.ended, 1, proc.output);
    match(proc.output, /\/proc\/x /);
    mkdirSync(join(stateDir(), "epoch.json"), { recursive: true });
    const file = start();
    equal(await file.ended, 1, file.output);
    match(file.output, /state\/epoch\.json cannot be read: EISDIR/);
  });

  it("[REQ-CORE-12] outlives a reader that has seen enough, and says what its output was not taken for", () => {
    const to = (where: string, source: ProgramSource) => {
      const words = [process.execPath, ...programWords(source), "--help"];
      return spawnSync("bash", ["-c", `set -o pipefail; "$@" ${where}`, "bash", ...words], {
        encoding: "utf8",
      });
    };
    for (const source of ["broker/main.ts", "agent/main.ts"] as const) {
      const read = to("| true", source);
      equal(`${read.status} ${read.stderr}`, "0 ");
      const full = to("> /dev/full", source);
      equal(full.status, 1);
      match(full.stderr, /^hirte\S*: standard output cannot be written: ENOSPC.*\n$/);
    }
  });

  /** What this hirte does not speak. */
  const tcpBus = { DBUS_SYSTEM_BUS_ADDRESS: "tcp:host=192.0.2.1,port=1" };

  it("[REQ-DBUS-15] goes on without a bus whose address it cannot use, says so, and can be stopped", async () => {
    const program = startIn(tcpBus, "--dbus", "auto");
    await program.said("hirte is ready");
    match(program.output, /error the D-Bus interface cannot be served.* is not a D-Bus address/);
    program.process.kill("SIGTERM");
    equal(await program.ended, 0, program.output);
  });

  it("[REQ-DBUS-15] ends with 2 before anything is begun, where a bus is wanted whose address it cannot use", async () => {
    const program = startIn(tcpBus, "--dbus", "yes");
    equal(await program.ended, 2, program.output);
    match(program.output, /is not a D-Bus address/);
    equal(existsSync(stateDir()), false);
  });

  it("[REQ-WS-1] [REQ-WS-5] lets browsers connect where it is told to, and stops while they are there", async () => {
    const origin = "https://ops.example";
    const wish = ["--websocket-port", "0", "--websocket-origins", origin];
    const program = start("--tls", "off", ...wish);
    await program.said("hirte is ready");
    const port = Number(/browsers can connect port=(\d+)/.exec(program.output)?.[1]);
    const browser = await webSocketClient(port, { origin });
    equal(await browser.connect(), 0);
    program.process.kill("SIGTERM");
    await browser.closed;
    equal(await program.ended, 0, program.output);
  });

  it("[REQ-PRL-4] has the coordinator that its configuration names, and another one after a reload", async () => {
    mkdirSync(stateDir(), { mode: 0o750 });
    const pki = await TestPki.make(join(stateDir(), "pki"));
    const credentials = await pki.node("a");
    const conf = join(directory(), "hirte.conf");
    const names = (node: string) =>
      writeFileSync(conf, `[hirte]\nAllowedNodeNames=a\nPowerCoordinator=${node}\n`);
    names("c");
    const here = ["--listen", "127.0.0.1", "--run-directory", join(directory(), "run")];
    const program = start("-c", conf, "--tls", "on", "--log-level", "debug", ...here);
    await program.said("hirte is ready");
    match(program.output, /PowerCoordinator= names a node that may not join.* node=c/);
    const port = Number(/the broker listens .*port=(\d+)/.exec(program.output)?.[1]);
    const comes = async () => {
      const client = await tlsClient(port, { ca: pki.ca, ...credentials });
      return { client, returnCode: await client.connect({ username: "coordinator" }) };
    };
    equal((await comes()).returnCode, 5);
    names("a");
    program.process.kill("SIGHUP");
    await program.said("the configuration was read again");
    const { client, returnCode } = await comes();
    equal(returnCode, 0);
    // Denied, were it a user: hirte knows the name by the same word.
    await client.subscribe("hirte/v1/replies/coordinator/+");
    const request = { id: randomId() };
    client.publish("hirte/v1/requests/coordinator/@manager/time", JSON.stringify(request));
    await client.until(() => client.messages.length > 0);
    match(String(client.messages[0]?.payload), /"status":"result"/);
    names("c");
    program.process.kill("SIGHUP");
    await client.closed;
  });

  it("[REQ-NODE-21] is refused beside another one on its state directory, and touches nothing there", async () => {
    const first = start();
    await first.said("hirte is ready");
    const content = () =>
      readdirSync(stateDir()).map((name) => [name, readFileSync(join(stateDir(), name), "utf8")]);
    const before = JSON.stringify(content());
    const second = start();
    equal(await second.ended, 1, second.output);
    match(second.output, /another hirte, process \d+, is running on .*StateDirectory=/);
    equal(JSON.stringify(content()), before);
    first.process.kill("SIGKILL");
    await first.ended;
    const third = start();
    await third.said("hirte is ready");
  });
});
