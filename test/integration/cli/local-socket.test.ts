import { equal, match } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OperatorsSocket } from "../../../broker/operators-socket.ts";
import { silentLog } from "../../../src/core/log.ts";
import { ownLocalUser } from "../../../src/core/uid-proof.ts";
import { AskingHirte } from "../../support/asking-hirte.ts";
import { runCli } from "../../support/cli-run.ts";
import { useTempDir } from "../../support/temp-dir.ts";

describe("hirtectl on the machine of hirte", function () {
  this.timeout(20_000);
  const directory = useTempDir();
  const path = () => join(directory(), "hirte.sock");
  let hirte: AskingHirte;
  let socket: OperatorsSocket | undefined;
  beforeEach(async () => {
    hirte = await AskingHirte.start();
  });
  afterEach(async () => {
    await socket?.close();
    socket = undefined;
    await hirte.stop();
  });
  const serve = async () => {
    socket = await OperatorsSocket.serve({
      runDir: directory(),
      broker: hirte.broker,
      log: silentLog(),
    });
  };
  /** A hirte.conf by which hirte's other port is one where nobody listens. */
  const config = () => {
    const file = join(directory(), "hirte.conf");
    writeFileSync(file, `[hirte]\nManagerPort=1\nRunDirectory=${directory()}\n`);
    return file;
  };

  it("[REQ-SOCK-6] uses its socket by itself, without a password, and leaves nothing there", async () => {
    await serve();
    const { status, stderr } = await runCli("", ["-c", config(), "list-nodes"]);
    equal(status, 0, stderr);
    equal(readdirSync(join(directory(), "auth")).length, 0);
    equal((await runCli("", ["-c", config(), "--user", ownLocalUser(), "list-nodes"])).status, 0);
  });

  it("[REQ-SOCK-6] uses the socket that is named", async () => {
    await serve();
    equal((await runCli(`unix:${path()}`, ["list-nodes"])).status, 0);
    equal((await runCli("", ["list-nodes"], { env: { HIRTE_SOCKET: path() } })).status, 0);
  });

  it("[REQ-SOCK-6] asks elsewhere under another name, and refuses to do so at a socket that is named", async () => {
    await serve();
    const other = await runCli("", ["-c", config(), "--user", "anna", "list-nodes"]);
    equal(other.status, 8);
    match(other.stderr, /cannot be reached at 127\.0\.0\.1:1/);
    const named = await runCli(`unix:${path()}`, ["--user", "anna", "list-nodes"]);
    equal(named.status, 2);
    match(named.stderr, /hirte knows who asks, and that is \S+@local: --user anna needs a host/);
  });

  it("[REQ-SOCK-6] asks elsewhere where there is no socket, and says that nobody answers at one that is named", async () => {
    const other = await runCli("", ["-c", config(), "list-nodes"]);
    match(other.stderr, /cannot be reached at 127\.0\.0\.1:1/);
    mkdirSync(join(directory(), "auth"));
    const script = `require("node:net").createServer().listen(${JSON.stringify(path())}, () => process.kill(process.pid, "SIGKILL"))`;
    spawnSync(process.execPath, ["-e", script]);
    const { status, stderr } = await runCli(`unix:${path()}`, ["list-nodes"]);
    equal(status, 8, stderr);
    match(
      stderr,
      new RegExp(`hirte does not answer at ${path()} .*ECONNREFUSED.*systemctl status hirte`),
    );
    equal(readdirSync(join(directory(), "auth")).length, 0);
  });

  it("[REQ-SOCK-6] says that there is no hirte here, and what to do, where the socket that is named does not exist", async () => {
    const hint =
      "if this is the primary, start it \\(systemctl start hirte\\); if not, -H HOST names it";
    for (const place of [path(), join(directory(), "nowhere/hirte.sock")]) {
      const { status, stderr } = await runCli(`unix:${place}`, ["list-nodes"]);
      equal(status, 8);
      match(
        stderr,
        new RegExp(`^hirtectl: there is no hirte here: ${place} does not exist; ${hint}\n$`),
      );
    }
  });

  it("[REQ-SOCK-6] says the same where no host is named, and nothing of hirte's is on this machine", async () => {
    const { status, stderr } = await runCli("", ["-c", config(), "list-nodes"], {
      env: { HIRTE_TLS: "" },
    });
    equal(status, 2);
    match(
      stderr,
      /^hirtectl: there is no hirte here: neither \S+\/hirte\.sock nor \S+\/ca\.pem exists; .*systemctl start hirte.*-H HOST.*pki\/ca\.pem/,
    );
  });

  it("[REQ-SOCK-6] says that it is not believed", async () => {
    await serve();
    hirte.broker.local = { prove: async () => ({ kind: "wrong", detail: "of no use" }) };
    const { status, stderr } = await runCli(`unix:${path()}`, ["list-nodes"]);
    equal(status, 7);
    match(stderr, /hirte does not believe that this is \S+@local: its log says why/);
    equal(readdirSync(join(directory(), "auth")).length, 0);
    chmodSync(directory(), 0o755);
  });
});
