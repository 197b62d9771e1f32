import { deepEqual, equal, match, ok } from "node:assert/strict";
import { runCli } from "../../support/cli-run.ts";
import { aNode, aUnit, ScriptedHirte } from "../../support/scripted-hirte.ts";

describe("hirtectl list-nodes and list-units", () => {
  let hirte: ScriptedHirte;
  beforeEach(async () => {
    hirte = await ScriptedHirte.start();
    hirte.nodes = [aNode("primary"), aNode("agent", { ageMs: 2400 })];
  });
  afterEach(() => hirte.stop());

  it("[REQ-CLI-1] prints the nodes as the guide shows them, in hirte's order", async () => {
    const { status, stdout, stderr } = await runCli(hirte.address, ["list-nodes"]);
    equal(
      stdout,
      "NODE      STATE     LAST SEEN\n" +
        "primary   online    now\n" +
        "agent     online    2s ago\n",
    );
    equal(stderr, "");
    equal(status, 0);
  });

  it("[REQ-CLI-1] says never of a node that was never heard, and ends with 0 though it is offline", async () => {
    hirte.nodes = [{ node: "node3", state: "offline", reason: "never seen", synced: false }];
    const { status, stdout } = await runCli(hirte.address, ["list-nodes", "--no-headers"]);
    equal(stdout, "node3   offline   never\n");
    equal(status, 0);
  });

  it("[REQ-CLI-2] prints the units of one node without its name, those of all with it", async () => {
    hirte.units = [
      aUnit("agent", "b.timer", { active: "inactive", sub: "dead", description: "" }),
      aUnit("agent", "web.service", { description: "Web server, two  blanks" }),
      aUnit("primary", "a.service", { active: "failed", sub: "failed" }),
      aUnit("agent", "app.service", { active: "activating", sub: "start" }),
    ];
    const one = await runCli(hirte.address, ["list-units", "agent"]);
    equal(
      one.stdout,
      "UNIT          ACTIVE       SUB       DESCRIPTION\n" +
        "app.service   activating   start     The app.service\n" +
        "web.service   active       running   Web server, two  blanks\n" +
        "b.timer       inactive     dead\n",
    );
    const all = await runCli(hirte.address, ["list-units"]);
    equal(all.stdout.split("\n")[0], "NODE      UNIT          ACTIVE       SUB       DESCRIPTION");
    equal(
      all.stdout.split("\n")[1],
      "primary   a.service     failed       failed    The a.service",
    );
    equal(all.stdout.split("\n").length, 6);
    const set = await runCli(hirte.address, ["list-units", "agent,agent", "web*"]);
    equal(
      set.stdout,
      "NODE    UNIT          ACTIVE   SUB       DESCRIPTION\n" +
        "agent   web.service   active   running   Web server, two  blanks\n",
    );
  });

  it("[REQ-CLI-3] marks what is not the truth in JSON and in a note, and keeps the columns", async () => {
    hirte.nodes = [
      aNode("primary"),
      aNode("node2", { state: "unreachable", reason: "silent", ageMs: 12_000, synced: true }),
      aNode("node3", { state: "offline", reason: "never seen", synced: false }),
    ];
    hirte.units = [aUnit("node2", "web.service", { stale: true }), aUnit("primary", "a.service")];
    const all = await runCli(hirte.address, ["list-units"]);
    equal(all.status, 0);
    equal(all.stdout.split("\n")[2], "node2     web.service   active   running   The web.service");
    equal(
      all.stderr,
      "node2 is unreachable (silent): its units are as last seen 12s ago\n" +
        "node3 is offline (never seen): nothing is known of its units\n",
    );
    const named = await runCli(hirte.address, ["list-units", "node2", "-o", "json"]);
    equal(named.status, 5);
    deepEqual(JSON.parse(named.stdout), [aUnit("node2", "web.service", { stale: true })]);
    equal((await runCli(hirte.address, ["list-units", "-q"])).stderr, "");
  });

  it("[REQ-CLI-4] prints a JSON document a line with jsonl, and no line where there is nothing", async () => {
    const { stdout } = await runCli(hirte.address, ["list-nodes", "-o", "jsonl"]);
    deepEqual(
      stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).node),
      ["primary", "agent"],
    );
    equal((await runCli(hirte.address, ["-o", "jsonl", "list-units"])).stdout, "");
    equal((await runCli(hirte.address, ["-o", "json", "list-units"])).stdout, "[]\n");
  });

  it("[REQ-CLI-5] cuts descriptions to the width of a terminal, and nothing in a pipe", async () => {
    const description = `${"a long description ".repeat(8)}end`;
    hirte.units = [aUnit("agent", "web.service", { description })];
    const shown = await runCli(hirte.address, ["list-units", "agent"], {
      isTty: true,
      columns: 80,
      env: { NO_COLOR: "1" },
    });
    const line = shown.stdout.split("\n")[1] ?? "";
    equal(line.length, 80);
    match(line, /^web\.service {3}active {3}running {3}a long .*…$/);
    const piped = await runCli(hirte.address, ["list-units", "agent"]);
    match(piped.stdout, /a long description end\n$/);
  });

  it("[REQ-CLI-5] takes the middle of long unit names where a terminal has no room for descriptions", async () => {
    const name = "systemd-fsck@dev-disk-by\\x2duuid-0a1b2c3d\\x2d4e5f.service";
    hirte.units = [
      aUnit("agent", "web.service", { description: "A web server with words" }),
      aUnit("agent", name, { description: "File System Check on a disk" }),
    ];
    const terminal = { isTty: true, columns: 80, env: { NO_COLOR: "1" } };
    const { stdout } = await runCli(hirte.address, ["list-units", "--no-headers"], terminal);
    const lines = stdout.trimEnd().split("\n");
    for (const line of lines) ok([...line].length <= 80, line);
    match(
      stdout,
      /^agent {3}systemd-fsck@\S+…\S+\.service {3}active {3}running {3}File System Check .*…$/m,
    );
    match(stdout, /^agent {3}web\.service +active {3}running {3}A web server with .*…$/m);
    const piped = await runCli(hirte.address, ["list-units"]);
    ok(piped.stdout.includes(name));
  });

  it("[REQ-CLI-5] colours states on a terminal only, and not with NO_COLOR", async () => {
    const onTerminal = { isTty: true, columns: 80 };
    const coloured = await runCli(hirte.address, ["list-nodes"], onTerminal);
    ok(coloured.stdout.includes("primary   \x1b[32monline\x1b[0m    now\n"));
    const plain = await runCli(hirte.address, ["list-nodes"], {
      ...onTerminal,
      env: { NO_COLOR: "1" },
    });
    equal(plain.stdout.includes("\x1b"), false);
    equal((await runCli(hirte.address, ["list-nodes"])).stdout.includes("\x1b"), false);
  });

  it("[REQ-CLI-6] shows control characters from a node instead of obeying them", async () => {
    hirte.units = [
      aUnit("agent", "web.service", { description: "two\nlines \x1b[2J and a bell\x07" }),
    ];
    const { stdout } = await runCli(hirte.address, ["list-units", "agent", "--no-headers"]);
    equal(stdout, "web.service   active   running   two\\x0alines \\x1b[2J and a bell\\x07\n");
  });

  it("[REQ-CLI-7] ends with 4 and the names there are when a node is not known", async () => {
    const named = await runCli(hirte.address, ["list-units", "nodeX"]);
    equal(named.status, 4);
    equal(named.stderr, "hirtectl: there is no node nodeX: hirte knows primary, agent\n");
    const pattern = await runCli(hirte.address, ["list-units", "web-*"]);
    equal(pattern.status, 4);
    equal(pattern.stderr, "hirtectl: no node matches web-*: hirte knows primary, agent\n");
  });
});
