import { deepEqual, equal, ok } from "node:assert/strict";
import { createServer } from "node:net";
import { runCli } from "../../support/cli-run.ts";
import { aNode, aUnit, ScriptedHirte } from "../../support/scripted-hirte.ts";

describe("hirtectl __complete", () => {
  let hirte: ScriptedHirte;
  // To compile it takes longer on a busy machine than it may take itself.
  before(() => import("../../../cli/complete.ts"));
  beforeEach(async () => {
    hirte = await ScriptedHirte.start();
    hirte.nodes = [aNode("node1"), aNode("node2"), aNode("other")];
    hirte.units = [
      aUnit("node1", "web.service"),
      aUnit("node1", "weather.timer"),
      aUnit("node1", "wealth.service", { load: "not-found" }),
      aUnit("node2", "web-two.service"),
    ];
  });
  afterEach(() => hirte.stop());

  async function complete(...words: readonly string[]): Promise<readonly string[]> {
    const { status, stdout, stderr } = await runCli(hirte.address, ["__complete", ...words]);
    deepEqual({ status, stderr }, { status: 0, stderr: "" });
    return stdout.split("\n").slice(0, -1);
  }

  it("[REQ-CLI-61] completes nodes, and the last of a set", async () => {
    deepEqual(await complete("start", "no"), ["node1", "node2"]);
    deepEqual(await complete("start", ""), ["node1", "node2", "other"]);
    deepEqual(await complete("start", "node1,no"), ["node1,node2"]);
    deepEqual(await complete("show", "-p", "Id", "no"), ["node1", "node2"]);
  });

  it("[REQ-CLI-61] completes the units there are on the nodes that were named", async () => {
    deepEqual(await complete("start", "node1", "we"), ["weather.timer", "web.service"]);
    deepEqual(await complete("status", "'node*'", "web"), ["web-two.service", "web.service"]);
    deepEqual(await complete("stop", "--all", "web-"), ["web-two.service"]);
    deepEqual(await complete("start", "node1", "web.service", "we"), ["weather.timer"]);
    deepEqual(await complete("start", "-o", "json", "node1", "weat"), ["weather.timer"]);
  });

  it("[REQ-CLI-61] completes words of a command without asking anybody", async () => {
    await hirte.goAway();
    deepEqual(await complete("completion", ""), ["bash", "zsh", "fish"]);
    deepEqual(await complete("nonsense", ""), []);
    deepEqual(await complete(), []);
  });

  it("[REQ-CLI-61] says nothing when hirte is not there or the line makes no sense", async () => {
    deepEqual(await complete("start", "a/b", ""), []);
    deepEqual(await complete("-p", "nonsense", "start", ""), []);
    await hirte.goAway();
    deepEqual(await complete("start", ""), []);
  });

  it("[REQ-CLI-61] waits no longer than a second for one who does not answer", async () => {
    const sockets: { destroy(): void }[] = [];
    const mute = createServer((socket) => void sockets.push(socket));
    await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
    const address = mute.address();
    ok(typeof address === "object" && address);
    const before = performance.now();
    const run = await runCli(`127.0.0.1:${address.port}`, ["__complete", "start", ""]);
    deepEqual(run, { status: 0, stdout: "", stderr: "" });
    const tookMs = performance.now() - before;
    // It did wait for an answer, and gave up long before the five seconds of a connection.
    ok(tookMs > 900 && tookMs < 4000, `${tookMs} ms`);
    for (const socket of sockets) socket.destroy();
    mute.close();
    hirte.on("list-nodes", () => undefined);
    deepEqual(await complete("start", ""), []);
  });

  it("[REQ-CLI-60] prints the script of a shell, and of no other program", async () => {
    for (const shell of ["bash", "zsh", "fish"]) {
      const { status, stdout } = await runCli("", ["completion", shell]);
      equal(status, 0);
      ok(stdout.includes(`made by: hirtectl completion ${shell}\n`));
    }
    deepEqual(await runCli("", ["completion", "csh"]), {
      status: 2,
      stdout: "",
      stderr: 'hirtectl: completion: "csh" is none of bash, zsh, fish\n',
    });
  });
});
