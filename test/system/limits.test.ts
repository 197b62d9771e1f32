import assert from "node:assert/strict";
import { randomId } from "../../src/core/ids.ts";
import type { Report } from "../../src/protocol/generated/schemas.ts";
import { topics } from "../../src/protocol/topics.ts";
import { isUnitName } from "../../src/units/unit-name.ts";
import { startLogUnit } from "../support/lab/units.ts";
import { until, useCluster } from "../support/lab.ts";

const folder = "/etc/systemd/system";
/** Everything that says which units there are, and which of them are started when. */
const unitFolders = `find ${folder} /run/systemd/system /run/systemd/system.control /etc/systemd/system.control /opt -printf '%p %l %s\\n' 2>/dev/null | sort`;

describe("limits of a node on real systemd", () => {
  const cluster = useCluster({
    // Where anybody may speak in the manager's name: the node alone says what is done.
    broker: "mosquitto",
    allowDependenciesOn: { node2: ["node1"] },
    agent: {
      AllowedUnits: "web-*.service app@.service web-*.target -*.service",
      DeniedUnits: "web-secret.service",
      AllowExec: "yes",
    },
  });

  beforeEach(async () => {
    const { node1 } = cluster;
    // Written as they are: some of these names are no units', and one looks like an option.
    for (const name of ["evil", "web-1", "web-secret", "app@", "evil@", "--now"]) {
      const unit = startLogUnit(`${name}.service`, {
        service: ["[Install]", "WantedBy=web-1.target"],
      });
      await node1.write(`${folder}/${name}.service`, unit);
    }
    await node1.write(`${folder}/web-1.target`, "[Unit]\nDescription=Test target\n");
    // Links: a good name for what is out, and another one for what is not.
    await node1.link("evil.service", `${folder}/web-alias.service`);
    await node1.link("evil@.service", `${folder}/web-t@.service`);
    await node1.link("web-1.service", `${folder}/front.service`);
    await node1.write("/opt/x/evil.service", "[Service]\nExecStart=/bin/sleep infinity\n");
    await node1.systemctl("daemon-reload");
  });
  afterEach(async () => {
    const { node1 } = cluster;
    const script = `
      systemctl stop 'evil*' 'web-*' 'app@*' -- --now.service
      cd ${folder} && rm -rf -- web-1.target* web-alias.service front.service ./--now.service
      rm -rf -- evil.service evil@.service web-1.service web-secret.service app@.service web-t@.service
      rm -rf /opt/x /etc/hirte/agent.conf.d /var/log/starts /run/systemd/system.control
      systemctl daemon-reload`;
    await node1.must("sh", "-c", script);
  });

  const unitsAsTheyAre = () => cluster.node1.must("sh", "-c", unitFolders);
  const states = () =>
    cluster.node1.must(
      ...["sh", "-c", "systemctl list-units --all --plain --no-legend -t service | grep evil; :"],
    );
  const session = () =>
    cluster.wire.last(topics.nodeState, { node: "node1" })?.message?.session ?? 0;
  /** Says something to the agent in the manager's name. */
  const command = (rest: Readonly<Record<string, unknown>>) => {
    const id = randomId();
    const base = { session: session(), id, startBy: Date.now() + 60_000, user: "tester" };
    return cluster.wire
      .publish("hirte/v1/nodes/node1/commands", JSON.stringify({ ...base, ...rest }))
      .then(() => id);
  };
  const reportOn = (id: string): Promise<Report | undefined> =>
    until(
      () =>
        cluster.wire
          .all(topics.report, { node: "node1" })
          .map(({ message }) => message)
          .find((said) => said?.id === id && said.kind !== "running"),
      { what: `a report on ${id}`, holds: (said) => said !== undefined },
    );

  it("[REQ-LIM-2] [REQ-LIM-3] [REQ-LIM-5] lets hirtectl do what is allowed, and refuses with 7 what is not, under whatever name", async () => {
    const { node1 } = cluster;
    const before = await unitsAsTheyAre();
    const rows: [string[], RegExp][] = [
      [["start", "node1", "evil.service"], /AllowedUnits= in \/etc\/hirte\/agent\.conf does not/],
      [["start", "node1", "web-alias.service"], /evil\.service, and web-alias\.service is evil/],
      [["start", "node1", "web-secret.service"], /DeniedUnits= in \S+ has web-secret\.service/],
      [["start", "node1", "web-t@1.service"], /evil@1\.service, and web-t@1\.service is evil@1/],
      [["start", "node1", "front.service"], /does not have front\.service/],
      [["start", "node1", "hirte-dep@evil.service"], /does not have evil\.service/],
      [["stop", "node1", "web-alias.service"], /evil\.service/],
      [["kill", "node1", "web-alias.service"], /evil\.service/],
      [["freeze", "node1", "web-alias.service"], /evil\.service/],
      [["enable", "node1", "web-t@.service"], /evil@\.service, and web-t@\.service is evil@/],
      [["enable", "--force", "node1", "web-alias.service"], /evil\.service/],
      [["mask", "node1", "web-alias.service"], /evil\.service/],
      [["mask", "node1", "web-t@.service"], /evil@\.service/],
      [["set-property", "node1", "web-alias.service", "CPUWeight=1"], /evil\.service/],
      [["reset-failed", "node1"], /all units/],
      [["isolate", "node1", "web-1.target"], /all units/],
      [["set-default", "node1", "web-1.target"], /default\.target/],
      [["poweroff", "node1"], /poweroff\.target/],
      [["exec", "--unit", "evil.service", "node1", "true"], /does not have evil\.service/],
      [["cat", "node1", "web-alias.service"], /evil\.service/],
      [["show", "node1", "evil.service"], /evil\.service/],
      [["is-enabled", "node1", "evil.service"], /evil\.service/],
      [["status", "node1", "web-alias.service"], /evil\.service/],
      [["logs", "node1", "web-alias.service"], /evil\.service/],
    ];
    for (const [argv, tells] of rows) {
      const { status, stderr } = await cluster.residentHirtectl(...argv);
      assert.equal(status, 7, `${argv.join(" ")}: ${stderr}`);
      assert.match(stderr, tells);
      assert.match(stderr, /this node does not allow it/);
    }
    assert.equal(await unitsAsTheyAre(), before);
    for (const unit of ["evil.service", "web-secret.service", "evil@1.service"]) {
      assert.equal(await node1.starts(unit), 0, unit);
      assert.equal(await node1.activeState(unit), "inactive");
    }
    const { status, stderr } = await cluster.residentHirtectl(
      ...["start", "node1", "web-1.service", "app@1.service"],
    );
    assert.equal(status, 0, stderr);
    assert.deepEqual(
      [await node1.starts("web-1.service"), await node1.starts("app@.service")],
      [1, 1],
    );
    const enabled = await cluster.residentHirtectl("enable", "node1", "web-1.service");
    assert.equal(enabled.status, 0, enabled.stderr);
    assert.ok((await unitsAsTheyAre()).includes("web-1.target.wants/web-1.service"));
  }).timeout(120_000);

  it("[REQ-LIM-7] shows of all units those that are allowed", async () => {
    const { node1 } = cluster;
    await node1.systemctl("start", "evil.service", "web-1.service", "web-secret.service");
    const status = await cluster.residentHirtectl("status", "node1", "*");
    const files = await cluster.residentHirtectl("list-unit-files", "node1");
    const logs = await cluster.residentHirtectl("logs", "-n", "20", "node1");
    for (const { stdout, stderr } of [status, files, logs]) {
      assert.match(stdout, /web-1\.service/, stderr);
      assert.doesNotMatch(stdout, /evil|secret|alias|init\.scope/);
    }
  });

  it("[REQ-LIM-5] tells a refusal again after a restart of the agent, and begins nothing", async () => {
    const { node1 } = cluster;
    const id = await command({ kind: "job", verb: "start", unit: "web-alias.service" });
    const first = await reportOn(id);
    assert.deepEqual([first?.result, first?.problem?.code], ["failed", "denied"]);
    await node1.must("sed", "-i", "/Units=/d", "/etc/hirte/agent.conf");
    node1.disturb();
    await node1.systemctl("restart", "hirte-agent");
    await cluster.allOnline();
    cluster.wire.forget();
    await cluster.wire.publish(
      "hirte/v1/nodes/node1/commands",
      JSON.stringify({
        ...{ session: await sessionOf(), kind: "job", verb: "start", id },
        ...{ unit: "web-alias.service", startBy: Date.now() + 60_000 },
      }),
    );
    const again = await reportOn(id);
    assert.deepEqual([again?.result, again?.problem], ["failed", first?.problem]);
    assert.equal(await node1.starts("evil.service"), 0);
  });

  /** As the manager told it last, in a message that the broker keeps. */
  const sessionOf = async () => {
    const text = await cluster.primary.must(
      ...["mosquitto_sub", "-p", "2020", "-t", "hirte/v1/nodes/node1/state", "-C", "1"],
    );
    return (JSON.parse(text) as { session: number }).session;
  };

  it("[REQ-LIM-4] [REQ-LIM-9] starts for units of other nodes what is allowed, and what it does for its own is not limited", async () => {
    const { node1, node2 } = cluster;
    const proxyOf = (unit: string) => `hirte-proxy@node1_${unit}`;
    const refused = await node2.exec("systemctl", "start", proxyOf("web-alias.service"));
    assert.notEqual(refused.status, 0);
    assert.equal(await node1.starts("evil.service"), 0);
    await node2.systemctl("start", proxyOf("web-1.service"));
    assert.equal(await node1.activeState("web-1.service"), "active");
    // The proxy is stopped by node2's agent, in whose AllowedUnits= it is not.
    await node1.systemctl("stop", "web-1.service");
    await node2.unitIs(proxyOf("web-1.service"), "inactive");
  });

  it("[REQ-LIM-8] takes the keys as they are read again, while what was begun goes on", async () => {
    const { node1 } = cluster;
    await node1.must("rm", "-f", "/run/web-slow-may-end");
    await node1.startLog("web-slow.service", {
      type: "oneshot",
      exec: "/bin/sh -c 'until [ -e /run/web-slow-may-end ]; do sleep 0.05; done'",
    });
    const slow = cluster.hirtectlSpawn("start", "node1", "web-slow.service");
    await node1.unitIs("web-slow.service", "activating");
    await node1.write(
      "/etc/hirte/agent.conf.d/limits.conf",
      "[hirte-agent]\nDeniedUnits=web-*\nAllowedVerbs=start,stop\n",
    );
    await node1.systemctl("reload", "hirte-agent");
    await until(() => cluster.residentHirtectl("start", "node1", "web-1.service"), {
      what: "the new limits hold",
      holds: ({ status }) => status === 7,
    });
    const verb = await cluster.residentHirtectl("restart", "node1", "app@1.service");
    assert.equal(verb.status, 7);
    assert.match(verb.stderr, /AllowedVerbs= in \/etc\/hirte\/agent\.conf\.d\/limits\.conf/);
    await node1.must("touch", "/run/web-slow-may-end");
    const { status, stderr } = await slow.ended;
    assert.equal(status, 0, stderr);
    await node1.remove("/etc/hirte/agent.conf.d");
    await node1.systemctl("reload", "hirte-agent");
    await until(() => cluster.residentHirtectl("start", "node1", "web-1.service"), {
      what: "the old limits hold again",
      holds: (end) => end.status === 0,
    });
    await node1.must("rm", "/run/web-slow-may-end");
  }).timeout(60_000);

  it("[REQ-LIM-10] takes no path, no list, no specifier and no option for a unit, also from a manager that was taken over", async () => {
    const { node1 } = cluster;
    const before = [await unitsAsTheyAre(), await states()];
    const names = [
      "evil.service",
      ...["/opt/x/evil.service", "../../../opt/x/evil.service", "../../etc/x.service"],
      ...["web-1/../evil.service", "web-1.service\nevil.service", "web-1.service evil.service"],
      ...["web-1.service;evil.service", "web-1.service\u0000", "web-%i.service", "%n.service"],
      ...["$(reboot).service", "web-*.service", "web-[a]*.service", "--force", "-evil.service"],
      ...["--runtime.service", "web-\\x2f..\\x2fevil.service", `${"web-".repeat(70)}.service`],
    ];
    const verbs = ["enable", "start", "mask", "kill", "set-property", "restart", "unmask"];
    const rest = { args: { force: true } };
    const sent = new Map<string, string>();
    const unmasked: string[] = [];
    for (const unit of names) {
      for (const verb of verbs) {
        const id = await command({ kind: "job", verb, unit, ...rest });
        sent.set(id, unit);
        // The last that is done to it. What cannot be a unit's name is not answered.
        if (verb === "unmask" && isUnitName(unit)) unmasked.push(id);
      }
      const units = [unit];
      for (const verb of ["cat", "show", "is-enabled", "status"])
        sent.set(await command({ kind: "query", verb, args: { units } }), unit);
      sent.set(await command({ kind: "stream", verb: "logs", args: { units } }), unit);
    }
    // What is well formed is done as well. Commands for other units may take longer than it does.
    const good = await command({ kind: "job", verb: "start", unit: "web-1.service" });
    assert.equal((await reportOn(good))?.result, "done");
    for (const id of unmasked) await reportOn(id);
    const told = cluster.wire
      .all(topics.report, { node: "node1" })
      .flatMap(({ message }) => (message && sent.has(message.id) ? [message] : []));
    // Names that are allowed and that nothing has can be masked, and unmasked again: as they are.
    for (const { id, result, files } of told) {
      if (result !== "done") continue;
      assert.deepEqual(
        files?.map(({ file }) => file),
        [`${folder}/${sent.get(id)}`],
      );
    }
    const denied = told.filter(({ problem }) => problem?.code === "denied");
    assert.deepEqual(new Set(denied.map(({ id }) => sent.get(id))), new Set(["evil.service"]));
    // A repeat of what has not been confirmed yet may be among them.
    assert.equal(new Set(denied.map(({ id }) => id)).size, verbs.length + 5);
    const shown = told.map(({ data }) => data);
    assert.doesNotMatch(JSON.stringify(shown), /opt\/x|sleep infinity/);
    assert.deepEqual([await unitsAsTheyAre(), await states()], before);
    assert.equal(await node1.starts("evil.service"), 0);
  }).timeout(60_000);

  it("[REQ-LIM-10] takes a name that looks like an option for a name", async () => {
    const { node1 } = cluster;
    const unit = "--now.service";
    for (const [verb, args] of [
      ["start", {}],
      ["set-property", { assignments: ["CPUWeight=7"], runtime: true }],
      ["enable", { force: true }],
      ["kill", {}],
    ] as const) {
      const end = await reportOn(await command({ kind: "job", verb, unit, args }));
      assert.equal(end?.result, "done", `${verb}: ${end?.problem?.message}`);
    }
    assert.equal(await node1.starts(unit), 1);
    assert.equal(
      (await node1.systemctl("show", "-p", "CPUWeight", "--", unit)).trim(),
      "CPUWeight=7",
    );
    const shown = await reportOn(
      await command({ kind: "query", verb: "show", args: { units: [unit], properties: ["Id"] } }),
    );
    assert.deepEqual(shown?.data, [{ unit, name: "Id", value: unit }]);
    await node1.must(
      "sh",
      "-c",
      "systemctl disable --now -- --now.service; rm -rf /run/systemd/system.control",
    );
  });

  it("[REQ-LIM-10] gives journalctl no option that it was not to get, and a program its words as they are", async () => {
    const { node1 } = cluster;
    // On the agent's PATH before the real one: it notes its arguments, each in a line.
    await node1.write(
      "/usr/local/bin/journalctl",
      '#!/bin/sh\nfor word; do printf "%s\\n" "$word"; done >> /run/hirte-agent/words\nexec /usr/bin/journalctl "$@"\n',
      0o755,
    );
    const asked: Record<string, unknown>[] = [
      ...[
        "--since=-x",
        "-o json",
        "--file=/etc/shadow",
        ";reboot",
        "$(reboot)",
        "-1h --root=/x",
        "%n",
      ].flatMap((since) => [{ since }, { until: since }]),
      { since: "today\n--file=/etc/shadow" },
      { since: "today\u0000--file=/etc/shadow" },
      { units: ["-o"] },
      { units: ["--file=/etc/shadow"] },
      { units: ["web-1.service\n--file=x"] },
      { units: ["-*.service"] },
      { priority: "--version" },
      { cursor: "--version" },
      { cursor: "x;y" },
    ];
    for (const args of asked) {
      const id = await command({ kind: "stream", verb: "logs", args: { lines: 1, ...args } });
      const answer = await reportOn(id);
      if (answer?.problem) continue;
      const credit = `hirte/v1/nodes/node1/credits/tester/${id}`;
      await cluster.wire.publish(credit, JSON.stringify({ ack: 0, windowBytes: 100_000 }));
      await until(() => cluster.wire.all(topics.stream, { id }).map(({ message }) => message), {
        what: `the end of ${JSON.stringify(args)}`,
        holds: (seen) => seen.some((each) => each?.kind === "end"),
      });
    }
    const words = (await node1.must("cat", "/run/hirte-agent/words")).trimEnd().split("\n");
    await node1.remove("/usr/local/bin/journalctl");
    const known =
      /^--(sync|output=json|output-fields=[\w,]+|all|quiet|follow|lines=(\d+|all)|unit=[\w*@.-]+|since=.*|until=.*|priority=\w+|cursor=[\w=;]+)$/;
    assert.deepEqual(
      words.filter((word) => !known.test(word)),
      [],
    );
    assert.ok(words.includes("--since=--since=-x"), "it was asked in vain");

    const odd = [
      "%n",
      "%%",
      "$HOME",
      "$" + "{HOME}",
      "--help",
      ";",
      "-o",
      "a;reboot",
      "a\nb",
      "",
      "'\"",
    ];
    const { status, stdout, stderr } = await cluster.hirtectl(
      ...["exec", "node1", "--", "printf", "<%s>", ...odd],
    );
    assert.deepEqual([status, stderr, stdout], [0, "", odd.map((word) => `<${word}>`).join("")]);
  }).timeout(60_000);
});
