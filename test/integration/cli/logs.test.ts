import { deepEqual, equal, match } from "node:assert/strict";
import { lineOf } from "../../../cli/logs.ts";
import { HirteError } from "../../../src/core/errors.ts";
import { runCli, startCli } from "../../support/cli-run.ts";
import { aNode, ScriptedHirte } from "../../support/scripted-hirte.ts";
import { entriesOf, ScriptedLogs } from "../../support/scripted-logs.ts";

describe("hirtectl logs", () => {
  let hirte: ScriptedHirte;
  let logs: ScriptedLogs;
  beforeEach(async () => {
    hirte = await ScriptedHirte.start();
    logs = new ScriptedLogs(hirte);
    hirte.nodes = [aNode("node1"), aNode("node2")];
    await logs.start("node1", 1);
    await logs.start("node2", 1);
  });
  afterEach(async () => {
    await logs.stopAll();
    await hirte.stop();
  });

  it("[REQ-CLI-40] prints lines as journalctl does, with the node in place of the host", () => {
    const atUs = `${new Date(2026, 10, 5, 22, 36, 20).getTime()}123`;
    equal(
      lineOf("node1", { atUs, identifier: "web", pid: 7, message: "hello" }),
      "Nov 05 22:36:20 node1 web[7]: hello",
    );
    equal(
      lineOf("node1", { atUs, identifier: "kernel", message: "one\ntwo\n" }),
      `Nov 05 22:36:20 node1 kernel: one\n${" ".repeat(30)}two`,
    );
  });

  it("[REQ-CLI-6] shows what would steer the terminal, and drops colours", () => {
    const message = "\x1b[31mred\x1b[0m \x1b[2Jgone";
    match(
      lineOf("node1", { atUs: "0", identifier: "a\nb", message }),
      / node1 a\\x0ab: red \\x1b\[2Jgone$/,
    );
  });

  it("[REQ-CLI-40] passes on what is asked for, and ends with the entries", async () => {
    const cli = startCli(hirte.address, [
      ..."logs node1 web app-* -n 5 --since -1h --until now --priority err".split(" "),
    ]);
    const source = await logs.source("node1");
    const { id: _, ...asked } = source.request;
    deepEqual(asked, {
      units: ["web.service", "app-*"],
      lines: 5,
      since: "-1h",
      until: "now",
      priority: "err",
    });
    source.put(entriesOf("one", "two"));
    source.end();
    equal(await cli.status, 0);
    deepEqual(
      cli.stdout().match(/web\[7\]: .*$/gm),
      ["one", "two"].map((word) => `web[7]: ${word}`),
    );
  });

  it("[REQ-CLI-41] prints several nodes as their entries come, each line with its node", async () => {
    const cli = startCli(hirte.address, ["logs", "node*", "-f", "-o", "jsonl"]);
    (await logs.source("node1")).put(entriesOf("a"));
    await cli.whenSaid('"a"');
    (await logs.source("node2")).put(entriesOf("b"));
    await cli.whenSaid('"b"');
    (await logs.source("node1")).put(entriesOf("c"));
    await cli.whenSaid('"c"');
    cli.interrupt();
    equal(await cli.status, 0);
    const documents = cli.stdout().trimEnd().split("\n");
    deepEqual(
      documents.map((line) => JSON.parse(line)).map(({ node, message }) => `${node} ${message}`),
      ["node1 a", "node2 b", "node1 c"],
    );
    equal(JSON.parse(documents[0] ?? "").unit, "web.service");
  });

  it("[REQ-CLI-4] prints one document with -o json, also of nothing", async () => {
    const cli = startCli(hirte.address, ["logs", "node1", "-o", "json"]);
    const source = await logs.source("node1");
    source.put(entriesOf("a", "b"), entriesOf("c"));
    source.end();
    equal(await cli.status, 0);
    deepEqual(
      JSON.parse(cli.stdout()).map(({ message }: { message: string }) => message),
      ["a", "b", "c"],
    );
    const empty = startCli(hirte.address, ["logs", "node2", "-o", "json", "-q"]);
    (await logs.source("node2")).end();
    equal(await empty.status, 0);
    deepEqual([empty.stdout(), empty.stderr()], ["[]\n", ""]);
  });

  it("[REQ-CLI-42] ends with 0 and a note where there is nothing, and by the code of what went wrong", async () => {
    const empty = startCli(hirte.address, ["logs", "node1", "never"]);
    (await logs.source("node1")).end();
    deepEqual(
      [await empty.status, empty.stderr()],
      [0, "node1: the journal has no such entries\n"],
    );
    const bad = startCli(hirte.address, ["logs", "node1", "--since", "whenever"]);
    const error = new HirteError("bad-argument", "logs: Failed to parse timestamp: whenever");
    (await logs.source("node1", 1)).end(error);
    deepEqual(
      [await bad.status, bad.stderr()],
      [2, "node1: logs: Failed to parse timestamp: whenever\n"],
    );
    for (const [code, status] of [
      ["no-such-node", 4],
      ["node-offline", 5],
      ["busy", 7],
    ] as const) {
      hirte.on("logs", () => ({ status: "refused", problem: { code, message: "no" } }));
      equal((await runCli(hirte.address, ["logs", "node1", "-f"])).status, status, code);
    }
  });

  it("[REQ-CLI-42] refuses what does not go together", async () => {
    for (const words of ["-f -o json", "-f --until now", "--priority loud", "-n some"]) {
      const { status, stderr } = await runCli(hirte.address, [
        "logs",
        "node1",
        ...words.split(" "),
      ]);
      equal(status, 2, words);
      equal(stderr.trimEnd().split("\n").length, 1, stderr);
    }
    const { status } = await runCli(hirte.address, ["status", "node1", "a", "-n", "1001"]);
    equal(status, 2);
    equal(hirte.of("logs").length, 0);
  });

  it("[REQ-CLI-43] ends when its reader is gone, and lets go of the node's journal", async () => {
    const cli = startCli(hirte.address, ["logs", "node1", "-f"]);
    const source = await logs.source("node1");
    source.put(entriesOf("a"));
    await cli.whenSaid("web[7]: a");
    cli.leave();
    equal(await cli.status, 0);
    await source.stopped;
  });

  it("[REQ-CLI-44] says that a node does not answer, and waits for it", async () => {
    const cli = startCli(hirte.address, ["logs", "node1", "-f"]);
    const source = await logs.source("node1");
    source.put(entriesOf("a"));
    await cli.whenSaid("web[7]: a");
    await hirte.sayNode("node1", { state: "unreachable", session: 1 });
    await cli.whenSaid("node1: not answering, waiting for it\n");
    await hirte.sayNode("node1", { state: "online", session: 1 });
    await cli.whenSaid("node1: answering again\n");
    source.put(entriesOf("b"));
    await cli.whenSaid("web[7]: b");
    cli.interrupt();
    equal(await cli.status, 0);
  });
});
