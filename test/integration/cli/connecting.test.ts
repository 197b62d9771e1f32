import { equal, match, ok } from "node:assert/strict";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { defaultLimits } from "../../../broker/limits.ts";
import { BrokerUnderTest } from "../../support/broker.ts";
import { runCli, startCli } from "../../support/cli-run.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { TestPki } from "../../support/pki.ts";
import { ScriptedHirte } from "../../support/scripted-hirte.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("hirtectl where something else than hirte listens", () => {
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    server?.close();
  });

  /** Listens, and does this with each connection. @returns the address */
  async function listen(onSocket: (socket: Socket) => void): Promise<string> {
    const listener = createServer((socket) => {
      sockets.add(socket);
      socket.on("error", () => {});
      onSocket(socket);
    });
    server = listener;
    listener.listen(0, "127.0.0.1");
    await once(listener, "listening");
    const address = listener.address();
    return `127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  }

  it("[REQ-CLI-72] waits for a connection no longer than --timeout, nor than 5 s", async () => {
    for (const [option, ms] of [
      ["--timeout=4s", 4000],
      ["--timeout=20s", 5000],
    ] as const) {
      const clock = new FakeClock();
      let onConnection: () => void = () => {};
      const isThere = new Promise<void>((resolve) => {
        onConnection = resolve;
      });
      const address = await listen(() => onConnection());
      const cli = startCli(address, ["list-nodes", option], { clock });
      let status: number | undefined;
      const end = cli.status.then((ended) => {
        status = ended;
      });
      while (clock.pending < 2) await new Promise((resolve) => setImmediate(resolve));
      await clock.advance(0);
      await isThere;
      await clock.advance(ms - 1);
      equal(status, undefined);
      await clock.advance(1);
      await end;
      equal(status, 8);
      match(cli.stderr(), new RegExp(`cannot be reached at ${address}: no answer within ${ms} ms`));
      server?.close();
    }
  });

  for (const [what, greeting] of [
    ["SSH", "SSH-2.0-OpenSSH_9.2p1\r\n"],
    ["HTTP", "HTTP/1.1 400 Bad Request\r\n\r\n"],
    ["noise", "\xff\xff\xff\xff\xff\xff"],
  ] as const) {
    it(`[REQ-CLI-72] says that what answers does not speak MQTT: ${what}`, async () => {
      const address = await listen((socket) => socket.write(greeting, "latin1"));
      const { status, stderr } = await runCli(address, ["list-nodes"]);
      equal(status, 8);
      const words = "what answers there does not speak MQTT";
      match(
        stderr,
        new RegExp(`^hirtectl: hirte cannot be reached at ${address}: ${words}; .*\n$`),
      );
    });
  }

  it("[REQ-CLI-72] names the address also where the noise comes later", async () => {
    const connack = Buffer.from([0x20, 2, 0, 0]);
    const address = await listen((socket) => {
      socket.once("data", () => {
        socket.write(connack);
        socket.once("data", () => socket.write("SSH-2.0\r\n"));
      });
    });
    const { status, stderr } = await runCli(address, ["list-nodes", "--timeout", "300ms"]);
    equal(status, 8);
    const words = "what answers there does not speak MQTT";
    equal(stderr, `hirtectl: list-nodes: hirte cannot be reached at ${address}: ${words}\n`);
  });

  it("[REQ-CLI-72] names the address of a broker without hirte, and ends with 8: no job was sent", async () => {
    const hirte = await ScriptedHirte.start();
    hirte.on("list-nodes", () => undefined);
    const { status, stderr } = await runCli(hirte.address, ["list-nodes", "--timeout", "50ms"]);
    equal(status, 8);
    equal(
      stderr,
      `hirtectl: list-nodes: connected to the broker at ${hirte.address}, but hirte has not answered within 50 ms\n`,
    );
    await hirte.stop();
  });
});

describe("hirtectl at a hirte that is full", () => {
  it("[REQ-CLI-73] ends with 7 and names the limits, whatever the command, also one that waits", async () => {
    const share = { ...defaultLimits.share, connections: 1 };
    const hirte = await BrokerUnderTest.start({ limits: { share } });
    await hirte.client({ username: "tester" });
    for (const command of [["list-nodes"], ["is-online", "system", "--wait"]]) {
      const { status, stderr } = await runCli(`127.0.0.1:${hirte.port}`, command);
      equal(status, 7);
      match(stderr, /^hirtectl: .*hirte takes no further connection for now: .*than it may: try /);
    }
    await hirte.stop();
  });
});

describe("hirtectl over plain connections", () => {
  const directory = useTempDir();
  // TEST-NET-1, RFC 5737: nobody answers there.
  const far = "192.0.2.1";
  const secret = () => {
    const path = join(directory(), "password");
    writeFileSync(path, "a good password\n", { mode: 0o600 });
    return ["--password-file", path];
  };
  const outcome = async (address: string, ...args: readonly string[]) => {
    const { status, stderr } = await runCli(address, [...args, "--timeout", "50ms"], {
      readLines: async () => ["a new password"],
    });
    return { status, stderr };
  };

  it("[REQ-TLS-20] shows no password to another machine, its own or a new one, and says what to do", async () => {
    const add = ["user", "add", "ada", "--role", "viewer", "--password-stdin"];
    for (const args of [["list-nodes", ...secret()], add]) {
      const { status, stderr } = await outcome(far, ...args);
      equal(status, 2, stderr);
      match(stderr, /192\.0\.2\.1:2020: no password is shown .* without TLS: .*--tls off.*yes\)/);
    }
    const near = await outcome("127.0.0.1:1", "list-nodes", ...secret());
    equal(near.status, 8, "this machine is no other");
    for (const args of [["list-nodes"], ["list-nodes", ...secret(), "--allow-insecure", "yes"]])
      equal((await outcome(far, ...args)).status, 8);
  });

  it("[REQ-TLS-20] says of the broker of BrokerURL= that it is spoken to without TLS, and what to do", async () => {
    const file = join(directory(), "hirte.conf");
    writeFileSync(file, `[hirte]\nBrokerURL=mqtt://${far}\n`);
    const args = ["list-nodes", "-c", file, ...secret(), "--timeout", "50ms"];
    const { status, stderr } = await runCli("", args, { env: { HIRTE_TLS: "" } });
    equal(status, 2, stderr);
    match(stderr, /192\.0\.2\.1:1883: .*broker of BrokerURL= .*AllowInsecure=yes/);
    ok(!stderr.includes("take TLS=off"));
  });
});

describe("hirtectl over TLS", () => {
  const directory = useTempDir();

  it("[REQ-TLS-14] [REQ-TLS-15] goes by the CA it is given, and says what is wrong about it", async () => {
    const pki = await TestPki.make(join(directory(), "pki"));
    const other = await TestPki.make(join(directory(), "other"));
    const tls = { credentials: pki.own.credentials, vouch: () => ({ problem: "" }) };
    const test = await BrokerUnderTest.start({ tls });
    const run = async (ca: string) =>
      runCli(`127.0.0.1:${test.port}`, ["list-nodes", "--tls", "on", "--tls-ca-file", ca]);
    const known = await run(join(pki.directory, "ca.pem"));
    // It came as far as CONNECT, where it had nothing to prove itself by.
    equal(known.status, 7);
    match(known.stderr, /hirte asks for a password/);
    const strange = await run(join(other.directory, "ca.pem"));
    equal(strange.status, 8);
    match(strange.stderr, /its certificate is of another CA/);
    const absent = await run("/nowhere/ca.pem");
    equal(absent.status, 2);
    match(absent.stderr, /\/nowhere\/ca\.pem is not there \(TLSCAFile=\): .*\/etc\/hirte\/ca\.pem/);
    await test.stop();
  });
});
