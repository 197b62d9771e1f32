import { equal, match, ok } from "node:assert/strict";
import { once } from "node:events";
import { chmodSync, existsSync, readFileSync, watch, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { dirname, join } from "node:path";
import { replaceFile } from "../../../src/pki/pem-files.ts";
import { topics } from "../../../src/protocol/topics.ts";
import { Inbox } from "../../support/inbox.ts";
import { MemoryBroker } from "../../support/memory-broker.ts";
import { TestPki } from "../../support/pki.ts";
import { SourceProgram } from "../../support/source-program.ts";
import { useTempDir } from "../../support/temp-dir.ts";

/** How long the program may take to start from source on a busy machine. */
const startMs = 15_000;

describe("the program hirte-agent", function () {
  this.timeout(20_000);
  const directory = useTempDir();
  const programs: SourceProgram[] = [];
  const brokers: TcpBroker[] = [];
  const startBroker = async () => {
    const broker = await TcpBroker.start();
    brokers.push(broker);
    return broker;
  };
  const start = (
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): SourceProgram => {
    const program = new SourceProgram("agent/main.ts", args, env);
    programs.push(program);
    return program;
  };
  /** Starts it as a node of its own; nothing of this machine is touched. */
  const startNode = (
    port: number,
    env: Readonly<Record<string, string>> = {},
    more: readonly string[] = [],
    tls: readonly string[] = ["--tls", "off"],
  ) =>
    start(
      [
        ...["-c", join(directory(), "agent.conf"), "-n", "node1", "-H", "127.0.0.1"],
        ...["-p", String(port), "--log-target", "stderr"],
        ...tls,
        ...more,
      ],
      {
        HIRTE_STATE_DIRECTORY: join(directory(), "state"),
        HIRTE_RUN_DIRECTORY: join(directory(), "run"),
        DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${join(directory(), "no-bus")}`,
        ...env,
      },
    );
  beforeEach(function () {
    writeFileSync(join(directory(), "agent.conf"), "[hirte-agent]\n");
    if (!existsSync("/etc/machine-id")) this.skip();
  });
  afterEach(async () => {
    for (const { process: child, ended } of programs.splice(0)) {
      child.kill("SIGKILL");
      await ended;
    }
    for (const broker of brokers.splice(0)) await broker.stop();
  });

  it("[REQ-AGT-60] prints its version and its help, and needs nothing for it", async () => {
    const version = start(["--version"]);
    const help = start(["--help"]);
    equal(await version.ended, 0);
    equal(await help.ended, 0);
    match(version.output, /^hirte-agent \S+\n$/);
    match(help.output, /NodeName= of \[hirte-agent\]/);
  });

  it("[REQ-AGT-60] ends with 2 on a wrong option or configuration, and says where it is", async () => {
    writeFileSync(join(directory(), "bad.conf"), "[hirte-agent]\nNodeNam=x\n");
    const option = start(["--nope"]);
    const key = start(["-c", join(directory(), "bad.conf")]);
    equal(await option.ended, 2);
    equal(await key.ended, 2);
    match(option.output, /^hirte-agent: .*--nope/);
    match(key.output, /bad\.conf:2.*NodeNam/);
  });

  const notified = () => join(directory(), "notified");
  /** The environment in which what systemd is told is written into a file. */
  const notifying = () => {
    const bin = join(directory(), "systemd-notify");
    writeFileSync(bin, `#!/bin/sh\necho "$1" >> ${notified()}\necho "told $1" >&2\n`);
    chmodSync(bin, 0o755);
    return { PATH: `${directory()}:${process.env["PATH"]}`, NOTIFY_SOCKET: "/nowhere" };
  };

  it("[REQ-AGT-61] is ready once it has tried to connect, also when the primary is away", async () => {
    const program = startNode(await freePort(), notifying());
    await program.said("no way into 127.0.0.1:");
    await appears(notified());
    program.process.kill("SIGTERM");
    equal(await program.ended, 0);
    equal(readFileSync(notified(), "utf8"), "READY=1\nSTOPPING=1\n");
  });

  it("[REQ-TLS-21] waits while its machine has not joined, ready and to be stopped, and goes on when it has", async () => {
    const tls = ["--tls", "on"];
    const early = startNode(await freePort(), notifying(), tls);
    await early.said("has not joined yet: `hirtectl node add NAME` on the primary");
    await appears(notified());
    early.process.kill("SIGTERM");
    equal(await early.ended, 0);
    equal(readFileSync(notified(), "utf8"), "READY=1\nSTOPPING=1\n");
    const program = startNode(await freePort(), {}, tls);
    await program.said("has not joined yet");
    ok(!program.output.includes("no way into"), "nothing is begun meanwhile");
    const pki = await TestPki.make(join(directory(), "ca"));
    const { cert, key } = await pki.node("node1");
    for (const [name, text] of [["ca", pki.ca] as const, ["key", key] as const, ["cert", cert]])
      replaceFile(join(directory(), `state/pki/${name}.pem`), text, 0o600);
    await program.said("no way into 127.0.0.1:");
    program.process.kill("SIGTERM");
    equal(await program.ended, 0);
  });

  it("[REQ-TLS-21] reads its configuration again while it waits, and goes on by what that says", async () => {
    const write = (...lines: string[]) =>
      writeFileSync(join(directory(), "agent.conf"), ["[hirte-agent]", ...lines, ""].join("\n"));
    const program = startNode(await freePort(), {}, [], []);
    await program.said("has not joined yet");
    write("TLS=of");
    program.process.kill("SIGHUP");
    await program.said("everything stays as it was");
    write("TLS=off");
    program.process.kill("SIGHUP");
    await program.said("need not join any more");
    await program.said("no way into 127.0.0.1:");
    program.process.kill("SIGTERM");
    equal(await program.ended, 0);
  });

  it("[REQ-AGT-46] leaves with a goodbye and status 0 at SIGTERM and SIGINT", async () => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const broker = await startBroker();
      const program = startNode(broker.port);
      const hello = await broker.hellos.next(() => true, startMs);
      program.process.kill(signal);
      equal(await program.ended, 0);
      const gone = await broker.gone.next();
      equal(gone.reason, "stopping");
      equal(gone.instance, hello.instance);
    }
  });

  it("[REQ-AGT-62] ends at once at a second signal", async () => {
    const broker = await startBroker();
    const program = startNode(broker.port);
    await broker.hellos.next(() => true, startMs);
    // It waits for the broker's word that the goodbye has come, which does not come.
    broker.fallSilent();
    program.process.kill("SIGTERM");
    await program.said("the agent is leaving");
    program.process.kill("SIGTERM");
    equal(await program.ended, 1);
    ok(!program.output.includes("the agent has left"));
  });

  it("[REQ-AGT-24] does not start beside another one on the same ledger", async () => {
    const port = await freePort();
    const first = startNode(port);
    await first.said("no way into");
    const second = startNode(port);
    equal(await second.ended, 1);
    match(second.output, /another hirte-agent, process \d+, is running/);
    equal(first.process.exitCode, null);
  });
});

/** A broker on a port of loopback, which hears what agents say. */
class TcpBroker {
  readonly hellos = new Inbox(topics.hello);
  readonly gone = new Inbox(topics.gone);
  readonly #broker: MemoryBroker;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  port = 0;

  private constructor(broker: MemoryBroker) {
    this.#broker = broker;
    this.#server = createServer((socket) => {
      const inner = broker.stream();
      socket.pipe(inner).pipe(socket);
      for (const stream of [socket, inner]) stream.on("error", () => socket.destroy());
      socket.on("close", () => inner.destroy());
      this.#sockets.add(socket);
    });
  }

  static async start(): Promise<TcpBroker> {
    const tcp = new TcpBroker(await MemoryBroker.start());
    const link = await tcp.#broker.link();
    await link.subscribe(tcp.hellos.subscription, tcp.gone.subscription);
    tcp.#server.listen(0, "127.0.0.1");
    await once(tcp.#server, "listening");
    const address = tcp.#server.address();
    tcp.port = typeof address === "object" && address ? address.port : 0;
    return tcp;
  }

  /** Reads no more. */
  fallSilent(): void {
    for (const socket of this.#sockets) socket.unpipe().pause();
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await this.#broker.stop();
  }
}

/** Resolves once there is such a file. */
async function appears(path: string): Promise<void> {
  const watcher = watch(dirname(path));
  while (!existsSync(path)) await once(watcher, "change");
  watcher.close();
}

/** A port nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}
