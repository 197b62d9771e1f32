import { deepEqual, equal, match, ok } from "node:assert/strict";
import { commandTable } from "../../../cli/commands.ts";
import type { Reply } from "../../../src/protocol/generated/schemas.ts";
import { runCli } from "../../support/cli-run.ts";
import { type Asked, aNode, ScriptedHirte } from "../../support/scripted-hirte.ts";

describe("hirtectl's further verbs", () => {
  let hirte: ScriptedHirte;
  beforeEach(async () => {
    hirte = await ScriptedHirte.start();
    hirte.nodes = [aNode("node1"), aNode("node2")];
  });
  afterEach(() => hirte.stop());

  const run = (...argv: readonly string[]) => runCli(hirte.address, argv);
  /** Every request for this verb ends as a job that looks so. */
  const ends = (verb: string, rest: object = { result: "done" }) =>
    hirte.on(verb, (asked) => ({
      status: "accepted",
      job: hirte.jobOf(asked, { state: "finished", ...rest }),
    }));
  /** What the verb's request says besides what all requests say. */
  const argsOf = ({ request }: Asked) => {
    const { id: _, startBy: __, endBy: ___, ...args } = request;
    return args;
  };
  const rows = (verb: string, data: readonly object[]) =>
    hirte.on(verb, () => ({ data: data as Reply["data"] & {} }));

  for (const { argv, verb, args } of [
    { argv: ["enable", "node1", "a"], verb: "enable", args: { unit: "a.service" } },
    {
      argv: ["enable", "--runtime", "--force", "--no-reload", "node1", "a@.service"],
      verb: "enable",
      args: { unit: "a@.service", runtime: true, force: true, reload: false },
    },
    {
      argv: ["kill", "-s", "hup", "--kill-whom", "main", "node1", "a"],
      verb: "kill",
      args: { unit: "a.service", signal: 1, whom: "main" },
    },
    {
      argv: ["kill", "-s", "9", "node1", "a"],
      verb: "kill",
      args: { unit: "a.service", signal: 9 },
    },
    { argv: ["reset-failed", "node1"], verb: "reset-failed", args: {} },
    { argv: ["daemon-reload", "node1"], verb: "daemon-reload", args: {} },
    {
      argv: ["set-default", "node1", "rescue"],
      verb: "set-default",
      args: { unit: "rescue.target" },
    },
    {
      argv: ["set-property", "--runtime", "node1", "a", "CPUWeight=7", "MemoryMax="],
      verb: "set-property",
      args: { unit: "a.service", runtime: true, assignments: ["CPUWeight=7", "MemoryMax="] },
    },
    { argv: ["set-loglevel", "node1", "DEBUG"], verb: "set-loglevel", args: { level: "debug" } },
    {
      argv: ["kill", "-s", "RTMIN+3", "node1", "a"],
      verb: "kill",
      args: { unit: "a.service", signal: 37 },
    },
    {
      argv: ["kill", "-s", "sigrtmax-1", "node1", "a"],
      verb: "kill",
      args: { unit: "a.service", signal: 63 },
    },
    {
      argv: ["isolate", "node1", "rescue"],
      verb: "start",
      args: { unit: "rescue.target", mode: "isolate" },
    },
    {
      argv: ["isolate", "node1", "my.special"],
      verb: "start",
      args: { unit: "my.special.target", mode: "isolate" },
    },
  ] as const) {
    it(`[REQ-CLI-52] ask for what was typed: ${argv.join(" ")}`, async () => {
      ends(verb);
      const { status, stdout, stderr } = await run(...argv);
      deepEqual([status, stdout, stderr], [0, "", ""]);
      deepEqual(
        hirte.of(verb).map((asked) => [asked.node, argsOf(asked)]),
        [["node1", args]],
      );
    });
  }

  for (const argv of [
    ["enable", "node1", "a*"],
    ["kill", "-s", "NOPE", "node1", "a"],
    ["kill", "-s", "0", "node1", "a"],
    ["kill", "-s", "RTMAX+1", "node1", "a"],
    ["kill", "-s", "RTMIN+31", "node1", "a"],
    ["set-property", "node1", "a", "CPUWeight"],
    ["set-loglevel", "node1", "loud"],
    ["daemon-reload"],
    // --all and a node: either the one or the other was not meant.
    ["daemon-reload", "--all", "node1"],
    ["get-default", "--all", "node1"],
    ["set-loglevel", "--all", "node1", "debug"],
    ["set-loglevel", "--all"],
    ["isolate", "--all", "node1", "rescue"],
    ["start", "--runtime", "node1", "a"],
    ["show", "node1", "a", "--property", "a b"],
  ]) {
    it(`[REQ-CLI-52] refuse what cannot be meant: ${argv.join(" ")}`, async () => {
      const { status, stderr } = await run(...argv);
      equal(status, 2);
      match(stderr, /^hirtectl: [^\n]+\n$/);
      deepEqual(
        hirte.asked.filter(({ verb }) => verb !== "time"),
        [],
      );
    });
  }

  it("[REQ-CLI-52] tell links as systemctl does, and a unit that cannot be enabled", async () => {
    const link = { type: "symlink", file: "/etc/w/a.service", source: "/usr/a.service" };
    const files = [link, { ...link, type: "unlink" }];
    ends("enable", { result: "done", files, hasInstall: false });
    const one = await run("enable", "node1", "a");
    const [created, removed, note] = one.stderr.split("\n");
    equal(created, "Created symlink '/etc/w/a.service' → '/usr/a.service'.");
    equal(removed, "Removed '/etc/w/a.service'.");
    match(note ?? "", /no \[Install\] section/);
    const quiet = await run("enable", "-q", "node1", "a");
    deepEqual([quiet.status, quiet.stderr], [0, ""]);
    const several = await run("enable", "node1,node2", "a");
    match(several.stderr, /^node1: Created symlink/m);
    match(several.stdout, /^node2: enable a.service: done$/m);
  });

  it("[REQ-CLI-52] end with the status of what went wrong", async () => {
    for (const [code, expected] of [
      ["no-such-unit", 4],
      ["unit-refused", 1],
      ["denied", 7],
    ] as const) {
      ends("freeze", { result: "failed", problem: { code, message: `freeze a.service: ${code}` } });
      const { status, stderr } = await run("freeze", "node1", "a");
      deepEqual([status, stderr], [expected, `node1: freeze a.service: ${code}\n`]);
    }
  });

  it("[REQ-CLI-53] say with --dry-run what would be asked, and ask for nothing", async () => {
    const { status, stdout } = await run("kill", "--dry-run", "-s", "9", "--all", "a", "b");
    equal(status, 0);
    deepEqual(stdout.split("\n").filter(Boolean), [
      "node1: kill a.service --signal 9: not asked for (--dry-run)",
      "node1: kill b.service --signal 9: not asked for (--dry-run)",
      "node2: kill a.service --signal 9: not asked for (--dry-run)",
      "node2: kill b.service --signal 9: not asked for (--dry-run)",
    ]);
    deepEqual(hirte.of("kill"), []);
    for (const [line, said] of [
      ["start node1 a --settle 2s", "start a.service --settle 2s"],
      ["stop node1 a --job-mode fail", "stop a.service --job-mode fail"],
      [
        "enable node1 a --runtime --force --no-reload",
        "enable a.service --runtime --force --no-reload",
      ],
      [
        "set-property node1 a CPUWeight=7 IOWeight=8",
        "set-property a.service CPUWeight=7 IOWeight=8",
      ],
      ["set-loglevel node1 debug", "set-loglevel debug"],
    ] as const) {
      const dry = await run("--dry-run", ...line.split(" "));
      equal(dry.stdout, `node1: ${said}: not asked for (--dry-run)\n`, dry.stderr);
    }
    const level = await run("set-loglevel", "--dry-run", "debug");
    deepEqual([level.status, hirte.of("set-manager-loglevel").length], [0, 0]);
  });

  it("[REQ-CLI-53] take --dry-run with every command that changes something, and change nothing", async () => {
    const argsOfCommand: Readonly<Record<string, readonly string[]>> = {
      isolate: ["node1", "rescue"],
      "daemon-reload": ["node1"],
      "set-default": ["node1", "rescue"],
      "set-property": ["node1", "a", "CPUWeight=7"],
      "set-loglevel": ["node1", "debug"],
      cancel: ["j".repeat(32)],
      poweroff: ["--all"],
      reboot: ["node1"],
    };
    const names = commandTable
      .filter(({ options }) => options.includes("dryRun"))
      .map(({ name }) => name);
    for (const name of ["start", "enable", "kill", ...Object.keys(argsOfCommand)]) {
      ok(names.includes(name), name);
    }
    for (const name of names) {
      const argv = argsOfCommand[name] ?? ["node1", "a"];
      const { status, stdout } = await run(name, "--dry-run", ...argv);
      equal(status, 0, name);
      match(stdout, /^(?:\w+: [^\n]+: not asked for \(--dry-run\)\n)+$/, name);
      const json = await run(name, "--dry-run", "-o", "json", ...argv);
      ok(JSON.parse(json.stdout).length > 0, name);
    }
    deepEqual(
      [...new Set(hirte.asked.map(({ verb }) => verb))].filter((verb) => verb !== "time"),
      ["list-nodes"],
    );
  });

  it("[REQ-CLI-53] say with --dry-run that there is no such node, for nobody else will", async () => {
    for (const argv of [
      ["stop", "node1,node7", "a"],
      ["poweroff", "node7"],
      ["set-loglevel", "node7", "debug"],
    ]) {
      const { status, stdout, stderr } = await run("--dry-run", ...argv);
      deepEqual([status, stdout], [4, ""]);
      match(stderr, /there is no node node7/);
    }
  });

  it("[REQ-CLI-53] set the level of hirte itself where no node is named", async () => {
    rows("set-manager-loglevel", [{ level: "debug" }]);
    const { status } = await run("set-loglevel", "debug");
    equal(status, 0);
    deepEqual(
      hirte
        .of("set-manager-loglevel")
        .map(({ node, request }) => [node, argsOf({ request } as Asked)]),
      [["@manager", { level: "debug" }]],
    );
  });

  it("[REQ-CLI-55] say which nodes may join, and print what has changed", async () => {
    rows("disallow-nodes", [
      { node: "node2", allowed: false, changed: true },
      { node: "node3", allowed: false, changed: false },
    ]);
    const { status, stdout } = await run("node", "disallow", "node2", "node3", "node2");
    deepEqual([status, stdout], [0, "node2 disallowed\n"]);
    deepEqual(
      hirte.of("disallow-nodes").map((asked) => [asked.node, argsOf(asked)]),
      [["@manager", { nodes: ["node2", "node3"] }]],
    );
    hirte.on("allow-nodes", () => ({
      status: "refused",
      problem: { code: "not-saved", message: "the disk is full" },
    }));
    equal((await run("node", "allow", "node4")).status, 7);
    for (const wrong of [["forget", "a"], ["allow", "a*"], ["allow"]]) {
      equal((await run("node", ...wrong)).status, 2);
    }
  });

  it("[REQ-TLS-9] print the line by which a node joins, and take it off again", async () => {
    const invitation = {
      ...{ node: "node4", changed: true, token: "t".repeat(24), ca: "a".repeat(64) },
      ...{ host: "192.168.1.10", port: 2020, until: 1 },
    };
    rows("add-node", [invitation]);
    const added = await run("node", "add", "node4", "--expires", "10min");
    const url = `hirte://192.168.1.10:2020/node4?token=${"t".repeat(24)}&ca=${"a".repeat(64)}`;
    deepEqual([added.status, added.stdout], [0, `hirte-agent join '${url}'\n`]);
    deepEqual(
      hirte.of("add-node").map((asked) => argsOf(asked)),
      [{ node: "node4", lifeMs: 600_000 }],
    );
    rows("remove-nodes", [{ node: "node4", allowed: false, changed: false }]);
    const removed = await run("node", "remove", "node4");
    deepEqual([removed.status, removed.stdout], [0, "node4 removed\n"]);
    hirte.on("add-node", () => ({
      status: "refused",
      problem: { code: "no-authority", message: "TLS=off" },
    }));
    equal((await run("node", "add", "node4")).status, 7);
    for (const wrong of [
      ["add", "a", "b"],
      ["add", "a*"],
      ["remove", "a", "--expires", "1h"],
    ]) {
      equal((await run("node", ...wrong)).status, 2);
    }
  });

  it("[REQ-CLI-50] print states as systemctl, of several nodes with their names", async () => {
    rows("is-active", [
      { unit: "a.service", load: "loaded", active: "failed" },
      { unit: "b.service", load: "loaded", active: "active" },
    ]);
    const one = await run("is-active", "node1", "a", "b");
    deepEqual([one.status, one.stdout], [0, "failed\nactive\n"]);
    const several = await run("is-failed", "node1,node2", "a", "b");
    match(several.stdout, /^node1 a.service failed\nnode1 b.service active\nnode2 a.service/);
    rows("is-enabled", [
      { unit: "none.service", state: "not-found" },
      { unit: "a.service", state: "disabled" },
    ]);
    equal((await run("is-enabled", "node1", "none", "a")).status, 1, "one of them is there");
    rows("is-enabled", [{ unit: "none.service", state: "not-found" }]);
    equal((await run("is-enabled", "node1", "none")).status, 4);
    rows("is-enabled", [{ unit: "a.service", state: "disabled" }]);
    equal((await run("is-enabled", "node1", "a")).status, 1);
    const json = await run("is-enabled", "-o", "json", "node1", "a");
    deepEqual(JSON.parse(json.stdout), [{ node: "node1", unit: "a.service", state: "disabled" }]);
  });

  it("[REQ-CLI-50] list unit files in systemctl's order, and end with 1 where there are none", async () => {
    const names = ["b.service", "Z.service", "a.timer", "A.socket", "a.service"];
    rows(
      "list-unit-files",
      names.map((unit) => ({ unit, path: `/u/${unit}`, state: "static" })),
    );
    const { status, stdout } = await run("list-unit-files", "node1", "--no-headers");
    equal(status, 0);
    deepEqual(
      stdout.split("\n").map((line) => line.split(" ")[0]),
      ["a.service", "b.service", "Z.service", "A.socket", "a.timer", ""],
    );
    rows("list-unit-files", []);
    equal((await run("list-unit-files", "node1", "none*")).status, 1);
  });

  it("[REQ-CLI-51] take -p for properties where it is asked for them, and for a port elsewhere", async () => {
    rows("show", [{ unit: "a.service", name: "Id", value: "a.service" }]);
    for (const argv of [
      ["show", "node1", "a", "-p", "Id,Names"],
      ["-p", "Id", "show", "node1", "a", "-pNames"],
      ["-o", "table", "show", "node1", "a", "--property=Id,Names"],
    ]) {
      const { status, stdout } = await run(...argv);
      deepEqual([status, stdout], [0, "Id=a.service\n"]);
      const { request } = hirte.of("show").at(-1) ?? {};
      deepEqual((request as { properties?: string[] }).properties, ["Id", "Names"]);
    }
    equal((await run("list-nodes", "-p", "2020")).status, 0);
    equal((await run("list-nodes", "-p", "Id")).status, 2);
  });

  it("[REQ-CLI-51] ask for properties without a value where --empty says so", async () => {
    rows("show", [{ unit: "a.service", name: "Id", value: "a.service" }]);
    equal((await run("show", "--empty", "--property=Id,Names", "node1", "a")).status, 0);
    equal((await run("show", "node1", "a")).status, 0);
    deepEqual(hirte.of("show").map(argsOf), [
      { units: ["a.service"], properties: ["Id", "Names"], all: true },
      { units: ["a.service"] },
    ]);
  });

  it("[REQ-CLI-50] let a node that cannot answer cost the others nothing", async () => {
    hirte.on("get-default", ({ node }) =>
      node === "node1"
        ? { status: "refused", problem: { code: "node-offline", message: "node node1 is offline" } }
        : { data: [{ unit: "multi-user.target" }] },
    );
    const { status, stdout, stderr } = await run("get-default", "node1,node2");
    deepEqual(
      [status, stdout, stderr],
      [5, "node2 multi-user.target\n", "node1: the node is offline\n"],
    );
  });

  it("[REQ-CLI-51] tell a file that cannot be read", async () => {
    rows("cat", [
      { unit: "a.service", path: "/etc/a.service", text: "[Service]\n" },
      { unit: "a.service", path: "/etc/a.d/x.conf", text: "", problem: "EACCES" },
    ]);
    const { status, stdout, stderr } = await run("cat", "node1", "a");
    equal(status, 1);
    match(stdout, /^# \/etc\/a.service\n\[Service\]\n/);
    equal(stderr, "node1: /etc/a.d/x.conf: EACCES\n");
  });

  it("[REQ-CLI-51] tell a unit that has no files beside those of the others, and one that is masked", async () => {
    rows("cat", [
      { unit: "a.service", path: "/etc/a.service", text: "[Service]\n" },
      { unit: "no.service", path: "", text: "", problem: "no files found for no.service" },
      { unit: "b.service", path: "", text: "# Unit b.service is masked.\n" },
    ]);
    const { status, stdout, stderr } = await run("cat", "node1", "a", "no", "b");
    equal(status, 1);
    equal(stdout, "# /etc/a.service\n[Service]\n# Unit b.service is masked.\n");
    equal(stderr, "node1: no files found for no.service\n");
  });

  it("[REQ-CLI-54] show a job as it ended, and one that nobody knows", async () => {
    const id = "j".repeat(32);
    const asked: Asked = {
      user: "anna",
      node: "node1",
      verb: "start",
      request: { id, unit: "a.service" },
    };
    const job = hirte.jobOf(asked, { state: "finished", result: "timeout" });
    rows("job", [job]);
    const ended = await run("job", id);
    deepEqual([ended.status, ended.stdout], [6, "node1: start a.service: timeout\n"]);
    rows("jobs", [{ ...job, state: "running" }]);
    const open = await run("jobs");
    match(
      open.stdout,
      /^ID +NODE +VERB +UNIT +STATE +USER +SINCE\nj{32} +node1 +start +a.service +running +anna +now\n$/,
    );
    rows("cancel", [job]);
    const late = await run("cancel", id);
    deepEqual(
      [late.status, late.stderr],
      [0, "node1: start a.service: had ended before: timeout\n"],
    );
    hirte.on("job", () => ({
      status: "refused",
      problem: { code: "no-such-job", message: `there is no job ${id}` },
    }));
    equal((await run("job", id)).status, 4);
  });

  it("[REQ-CLI-54] ask nobody about what no job can have as its id", async () => {
    for (const command of ["job", "cancel"]) {
      const { status, stderr } = await run(command, "j".repeat(32), "zzz");
      equal(status, 2);
      match(stderr, /^hirtectl: "zzz" is no job id: 32 hexadecimal digits, .*\n$/);
    }
    equal(hirte.of("job").length + hirte.of("cancel").length, 0);
  });

  it("[REQ-CLI-30] shows a control character in a name as \\xNN, in a line that is whole", async () => {
    const { status, stderr } = await run("start", "node1", "a\nb");
    equal(status, 2);
    match(stderr, /^hirtectl: "a\\x0ab" is not the name of a unit.*\n$/);
  });
});
