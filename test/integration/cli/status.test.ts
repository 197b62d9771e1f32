import { deepEqual, equal, match } from "node:assert/strict";
import type { UnitStatusRow } from "../../../src/protocol/generated/schemas.ts";
import { runCli } from "../../support/cli-run.ts";
import { aNode, aUnit, ScriptedHirte } from "../../support/scripted-hirte.ts";

const nginx: UnitStatusRow = {
  unit: "nginx.service",
  load: "loaded",
  active: "active",
  sub: "running",
  description: "A web server",
  fileState: "enabled",
  fragment: "/usr/lib/systemd/system/nginx.service",
  mainPid: 4711,
  sinceMs: 130_000,
  memoryBytes: 5_350_000,
  tasks: 3,
  log: ["started", "ready"],
};

describe("hirtectl status", () => {
  let hirte: ScriptedHirte;
  beforeEach(async () => {
    hirte = await ScriptedHirte.start();
    hirte.nodes = [
      aNode("node1", { address: "10.0.0.1", version: "0.1.0", units: 12 }),
      aNode("node2", { state: "offline", reason: "stopped", synced: false, ageMs: 12_000 }),
    ];
  });
  afterEach(() => hirte.stop());

  function answer(...rows: UnitStatusRow[]): void {
    hirte.on("status", () => ({ data: rows as never }));
  }

  it("[REQ-CLI-20] shows a unit as systemctl does, with its node and its last log lines", async () => {
    answer(nginx);
    const { status, stdout } = await runCli(hirte.address, ["status", "node1", "nginx"]);
    equal(
      stdout,
      "● node1: nginx.service - A web server\n" +
        "     Loaded: loaded (/usr/lib/systemd/system/nginx.service; enabled)\n" +
        "     Active: active (running) since 2min ago\n" +
        "   Main PID: 4711\n" +
        "      Tasks: 3\n" +
        "     Memory: 5.1M\n" +
        "\nstarted\nready\n",
    );
    equal(status, 0);
    deepEqual(hirte.of("status")[0]?.request.units, ["nginx.service"]);
    equal(hirte.of("status")[0]?.request.lines, 10);
  });

  const ends = [
    ["active", 0],
    ["reloading", 0],
    ["refreshing", 0],
    ["inactive", 3],
    ["failed", 3],
    ["activating", 3],
    ["deactivating", 3],
  ] as const;
  for (const [active, expected] of ends) {
    it(`[REQ-CLI-21] ends with ${expected} for a unit that is ${active}`, async () => {
      answer({ ...nginx, active });
      equal((await runCli(hirte.address, ["status", "node1", "nginx"])).status, expected);
    });
  }

  it("[REQ-CLI-21] ends with 4 for a unit there is not, whether it is told so or told nothing", async () => {
    answer({
      unit: "nginx.service",
      load: "not-found",
      active: "inactive",
      sub: "dead",
      description: "",
    });
    const told = await runCli(hirte.address, ["status", "node1", "nginx"]);
    equal(told.stderr, "node1: unit nginx.service could not be found\n");
    equal(told.stdout, "");
    equal(told.status, 4);
    answer();
    equal((await runCli(hirte.address, ["status", "node1", "nginx"])).status, 4);
    equal((await runCli(hirte.address, ["status", "node1", "ng*"])).status, 4);
  });

  it("[REQ-CLI-21] ends with the worst of several units, and shows those there are", async () => {
    answer(nginx, {
      ...nginx,
      unit: "b.service",
      active: "failed",
      sub: "failed",
      result: "exit-code",
    });
    const { status, stdout } = await runCli(hirte.address, [
      "status",
      "node1",
      "nginx",
      "b",
      "-n",
      "0",
    ]);
    equal(status, 3);
    match(stdout, /\n\n× node1: b\.service - A web server\n/);
    match(stdout, /Active: failed \(Result: exit-code\)/);
    equal(hirte.of("status")[0]?.request.lines, 0);
  });

  it("[REQ-CLI-22] shows what was last known of a node that is offline, as such, and ends with 5", async () => {
    hirte.on("status", () => ({
      status: "refused",
      problem: { code: "node-offline", message: "node node2 is offline" },
    }));
    hirte.units = [aUnit("node2", "nginx.service", { stale: true })];
    const { status, stdout, stderr } = await runCli(hirte.address, ["status", "node2", "nginx"]);
    match(
      stdout,
      /^● node2: nginx\.service .*\n.*\n {5}Active: active \(running\), as last seen\n$/,
    );
    equal(stderr, "node2 is offline (stopped): its units are as last seen 12s ago\n");
    equal(status, 5);
    const json = await runCli(hirte.address, ["status", "-o", "json", "node2", "nginx"]);
    equal(JSON.parse(json.stdout)[0].stale, true);
  });

  it("[REQ-CLI-22] tells what each node says, and ends with the worst across nodes", async () => {
    hirte.on("status", ({ node }) =>
      node === "node1"
        ? { data: [nginx] as never }
        : { status: "refused", problem: { code: "node-offline", message: "offline" } },
    );
    const { status, stdout } = await runCli(hirte.address, [
      "status",
      "--all",
      "nginx",
      "-o",
      "jsonl",
    ]);
    equal(JSON.parse(stdout).node, "node1");
    equal(status, 5);
  });

  it("[REQ-CLI-20] shows all nodes where none is named", async () => {
    const { status, stdout } = await runCli(hirte.address, ["status"]);
    equal(
      stdout,
      "NODE    STATE     UNITS   ADDRESS    VERSION   LAST SEEN\n" +
        "node1   online    12      10.0.0.1   0.1.0     now\n" +
        "node2   offline   -       -          -         12s ago\n",
    );
    equal(status, 0);
  });

  it("[REQ-CLI-20] shows a node with its failed units; 0 when it is online, 5 when not", async () => {
    hirte.units = [aUnit("node1", "a.service"), aUnit("node1", "b.service", { active: "failed" })];
    const there = await runCli(hirte.address, ["status", "node1"]);
    match(there.stdout, /^● node1\n {6}State: online \(registered\)\n/);
    match(there.stdout, /Failed: b\.service\n/);
    equal(there.status, 0);
    equal((await runCli(hirte.address, ["status", "node2"])).status, 5);
    equal((await runCli(hirte.address, ["status", "node9"])).status, 4);
  });
});
