import { deepEqual, equal } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, constants, mkdirSync, openSync, readdirSync, watch } from "node:fs";
import { open } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { runCli } from "../../support/cli-run.ts";
import { SourceProgram } from "../../support/source-program.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { Until } from "../../support/until.ts";

describe("hirtectl at a hirte that is just starting", function () {
  this.timeout(30_000);
  let hirte: SourceProgram | undefined;
  // Before the folder is taken away.
  afterEach(async () => {
    hirte?.process.kill("SIGKILL");
    await hirte?.ended;
    // Where hirte never came so far, its configuration still waits for a reader.
    closeSync(openSync(at("hirte.conf"), constants.O_RDONLY | constants.O_NONBLOCK));
  });
  const directory = useTempDir();
  const at = (name: string) => join(directory(), name);

  /** Has a hirte start that was passed the socket at which we have connected, as hirte.socket does. */
  async function start(): Promise<void> {
    const args = ["--port", "0", "--tls", "off", "--metrics-listen", "off", "--dbus", "no"];
    const folders = ["--state-directory", at("state"), "--run-directory", directory()];
    hirte = new SourceProgram(
      "broker/main.ts",
      ["-c", at("hirte.conf"), "--log-target", "stderr", ...args, ...folders],
      {},
      ["systemd-socket-activate", "-l", at("hirte.sock"), "--fdname=operators"],
    );
    await hirte.said("Listening on");
    connect(at("hirte.sock")).on("error", () => {});
  }

  it("[REQ-SOCK-10] waits at the socket and is let in, whatever the command", async () => {
    // hirte.socket makes it before it listens.
    mkdirSync(at("auth"), { mode: 0o1730 });
    // hirte waits for who writes its configuration: it is loaded, and has begun with nothing.
    spawnSync("mkfifo", [at("hirte.conf")]);
    await start();
    const conf = await open(at("hirte.conf"), "w");
    const proofs = new Until();
    const watching = watch(at("auth"), proofs.notify);
    const commands = [["list-nodes"], ["is-online", "system"], ["jobs"]];
    const asking = commands.map((command) => runCli(`unix:${at("hirte.sock")}`, command));
    const haveConnected = () => readdirSync(at("auth")).length === commands.length;
    await proofs.until("a proof of each", haveConnected);
    watching.close();
    await conf.close();
    const ends = await Promise.all(asking);
    deepEqual(
      ends.map(({ status, stderr }) => [status, stderr]),
      commands.map(() => [0, ""]),
    );
    hirte?.process.kill("SIGTERM");
    equal(await hirte?.ended, 0, "it stops while somebody has connected and says nothing");
  });
});
