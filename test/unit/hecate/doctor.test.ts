import { deepEqual, equal, ok } from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { doctorText } from "../../../cli/hecate/doctor.ts";
import { readHecateConfig } from "../../../src/config/hecate.ts";
import type { HecateConfig } from "../../../src/config/hecate-types.ts";
import { askMachine } from "../../../src/hecate/doctor/ask-machine.ts";
import type { Facts, Level, UpsFact } from "../../../src/hecate/doctor/model.ts";
import { diagnose, doctorTable, worstOf } from "../../../src/hecate/doctor/table.ts";
import type { NodeState, UpsAvailability } from "../../../src/protocol/generated/schemas.ts";
import { aReading, aStatusAnswer, aUpsView } from "../../support/hecate-answer.ts";
import { hecateExample } from "../../support/hecate-file.ts";

const day = 86_400_000;
const nowMs = 1_790_000_000_000;

/** The example, on its coordinator, without what it warns of. */
const config: HecateConfig = (() => {
  const read = readHecateConfig({
    file: hecateExample,
    env: {},
    hostName: "titan-db",
    secrets: "unread",
  });
  return { ...read, warnings: [], configHash: "0123456789abcdef" };
})();

const node = (name: string, over: Partial<NodeState> = {}): [string, NodeState] => [
  name,
  {
    ...{ epoch: 1, node: name, state: "online", reason: "connected", since: 1, synced: true },
    power: { guard: true, isAllowed: true },
    ...over,
  },
];
const nodes = Object.fromEntries(config.nodes.map(({ name }) => node(name)));
const publisher: UpsAvailability = {
  ...{ publisher: "up", session: "a".repeat(32), at: nowMs },
  configHash: config.configHash,
};
const pyrphoros: UpsFact = {
  ups: "pyrphoros",
  kind: "read",
  login: "accepted",
  variables: {
    "ups.status": "OL",
    "battery.runtime": "1820",
    "battery.runtime.low": "60",
    "driver.name": "usbhid-ups",
    "driver.parameter.pollfreq": "10",
  },
};
const statera = { ...aUpsView({ ups: "statera", host: "tethys" }), ageMs: 0 };
const status = aStatusAnswer(
  { at: nowMs, upses: [aUpsView(), statera] },
  {
    readings: { pyrphoros: aReading({ at: nowMs }), statera: aReading({ at: nowMs }) },
  },
);

/** A site on which everything is as it should be. */
const healthy: Facts = {
  nowMs,
  config,
  daemon: status,
  certificate: { endsAtMs: nowMs + 300 * day },
  links: [
    { as: "ups:titan-db", kind: "accepted" },
    { as: "coordinator", kind: "accepted" },
  ],
  broker: { isManagerUp: true, nodes, publishers: { tethys: publisher } },
  upses: [pyrphoros],
  isClockSynchronised: true,
  upsmon: { isActive: false, mode: "netserver" },
  disk: { freeBytes: 1e9 },
};
const read = (variables: Readonly<Record<string, string>>): readonly UpsFact[] => [
  { ...pyrphoros, variables: { ...pyrphoros.variables, ...variables } },
];
const withConfig = (over: Partial<HecateConfig>): Partial<Facts> => ({
  config: { ...config, ...over },
});
const withState = (over: Parameters<typeof aStatusAnswer>[0]): Partial<Facts> => ({
  daemon: { ...status, state: { ...status.state, ...over } },
});
const withNode = (over: Partial<NodeState>): Partial<Facts> => ({
  broker: {
    isManagerUp: true,
    nodes: { ...nodes, ...Object.fromEntries([node("titan-1a", over)]) },
    publishers: { tethys: publisher },
  },
});
const returning = (returnPath: "bios" | "ups" | "manual"): Partial<Facts> =>
  withConfig({
    nodes: config.nodes.map((each) => (each.name === "titan-db" ? { ...each, returnPath } : each)),
  });

/** What is wrong, the check that finds it, how bad that is, and a word of what is said. */
const cases: readonly [what: string, Partial<Facts>, check: string, Level, RegExp][] = [
  ["a wrong file", { config: { problem: "f:1: a\nf:2: b" } }, "config", "failed", /f:1: a/],
  [
    "a warning of the file",
    withConfig({ warnings: [{ line: 7, text: "odd" }] }),
    "config",
    "warning",
    /:7: odd/,
  ],
  [
    "that root has not run it",
    { isRoot: false },
    "root",
    "warning",
    /missing below; sudo hecate doctor/,
  ],
  [
    "a daemon that only root may ask",
    { daemon: { problem: "EACCES", isForbidden: true } },
    "daemon",
    "failed",
    /EACCES; run hecate doctor as root/,
  ],
  [
    "a poll interval that no driver of NUT keeps up with",
    {
      ...withConfig({ policy: { ...config.policy, pollIntervalMs: 200 } }),
      upses: read({ "driver.name": "dummy-ups", "driver.parameter.pollinterval": "1" }),
    },
    "pollfreq",
    "failed",
    /poll_interval: 5s in hecate\.yaml/,
  ],
  [
    "a daemon that rehearses",
    { daemon: { ...status, rehearsal: "all" } },
    "daemon",
    "warning",
    /nothing .*--dry-run.*systemctl cat hecate/,
  ],
  ["no daemon", { daemon: { problem: "ENOENT" } }, "daemon", "failed", /ENOENT.*systemctl start/],
  [
    "a file that was not read again",
    { daemon: { ...status, config: { ...status.config, problem: "bad" } } },
    "config-in-use",
    "failed",
    /bad.*reload/,
  ],
  [
    "a file that changed since",
    withConfig({ configHash: "f".repeat(16) }),
    "config-in-use",
    "warning",
    /another version/,
  ],
  [
    "maintenance",
    withState({ inhibit: { leftMs: 60_000, reason: "fan" } }),
    "inhibit",
    "warning",
    /60 s: fan.*inhibit off/,
  ],
  [
    "a state that is not saved",
    { daemon: { ...status, store: { isSaving: false, problem: "EROFS" } } },
    "state",
    "failed",
    /EROFS/,
  ],
  [
    "a node that is not reached by ssh, after its agent",
    {
      ssh: {
        ...{ isFallback: true, files: [] },
        nodes: [{ node: "n", problem: "n: probe: ssh: the key of n is not the one in /k" }],
      },
    },
    "ssh",
    "warning",
    /n: ssh: the key of n/,
  ],
  [
    "a node that is not reached by ssh alone",
    { ssh: { isFallback: false, files: [], nodes: [{ node: "n", problem: "it is mute" }] } },
    "ssh",
    "failed",
    /it is mute/,
  ],
  [
    "a key that the service does not see",
    { ssh: { isFallback: true, nodes: [], files: [{ file: "/root/k", problem: "not seen" }] } },
    "ssh",
    "failed",
    /\/root\/k: not seen.*\/etc\/hecate/,
  ],
  [
    "a key that is not there",
    {
      ssh: { isFallback: true, nodes: [], files: [{ file: "/k", problem: "no", missing: "key" }] },
    },
    "ssh",
    "failed",
    /ssh-keygen .* -f \/k,.* no node is tried/,
  ],
  [
    "known keys that are not there",
    {
      ssh: {
        ...{ isFallback: true, nodes: [] },
        files: [{ file: "/h", problem: "no", missing: "known-hosts" }],
      },
    },
    "ssh",
    "failed",
    /ssh-keyscan .*\/h/,
  ],
  [
    "a directory of root's, looked at by another",
    { disk: { problem: "EACCES" }, isRoot: false },
    "state",
    "note",
    /is not checked: EACCES.*as root/,
  ],
  [
    "nodes, without hirte",
    { broker: { isManagerUp: false, nodes: {}, publishers: {} } },
    "agent",
    "note",
    /^agent, poweroff and guard .* not checked: hirte cannot/,
  ],
  ["a directory that is not there", { disk: { problem: "ENOENT" } }, "state", "failed", /ENOENT/],
  [
    "a host on which hecate was never started",
    { disk: { problem: "ENOENT", isAbsent: true }, daemon: { problem: "ENOENT" } },
    "state",
    "note",
    /not there yet.*first start/,
  ],
  ["a full disk", { disk: { freeBytes: 1e6 } }, "state", "warning", /0 MiB/],
  [
    "no certificate",
    { certificate: { problem: "no cert.pem" } },
    "certificate",
    "failed",
    /cert\.pem.*join/,
  ],
  [
    "a certificate that has ended",
    { certificate: { endsAtMs: nowMs } },
    "certificate",
    "failed",
    /has ended/,
  ],
  [
    "one that ends",
    { certificate: { endsAtMs: nowMs + 30 * day } },
    "certificate",
    "warning",
    /not renewed/,
  ],
  ["a clock that is not set", { isClockSynchronised: false }, "clock", "warning", /timesyncd/],
  [
    "a peer's clock ahead",
    { daemon: { ...status, readings: { statera: aReading({ at: nowMs + 5001 }) } } },
    "clock-skew",
    "warning",
    /tethys.*5 s ahead/,
  ],
  [
    "a peer's clock behind",
    { daemon: { ...status, readings: { statera: aReading({ at: nowMs - 60_000 }) } } },
    "clock-skew",
    "warning",
    /60 s behind/,
  ],
  [
    "upsmon before hecate",
    {
      upsmon: { isActive: true, shutdownCommand: "/sbin/shutdown" },
      upses: read({ "battery.runtime.low": "418" }),
    },
    "upsmon",
    "failed",
    /at runtime 418 s: in the middle of hecate's shutdown, which has it go at 96 s/,
  ],
  [
    "upsmon that comes before hecate by the charge",
    {
      upsmon: { isActive: true },
      upses: read({ "battery.charge": "100", "battery.charge.low": "50" }),
    },
    "upsmon",
    "failed",
    /at runtime 910 s: in the middle of hecate's shutdown/,
  ],
  [
    "upsmon by the charge, on battery",
    {
      upsmon: { isActive: true },
      upses: read({ "ups.status": "OB", "battery.charge": "80", "battery.charge.low": "10" }),
    },
    "upsmon",
    "note",
    /nobody tells at what runtime/,
  ],
  [
    "upsmon beside a UPS that is not read",
    {
      upsmon: { isActive: true },
      upses: [{ ups: "pyrphoros", kind: "blind", problem: "UNKNOWN-UPS" }],
    },
    "upsmon",
    "note",
    /nobody tells at what runtime/,
  ],
  ["upsmon nobody can ask about", { upsmon: {} }, "upsmon", "note", /systemd does not tell/],
  [
    "upsmon nobody knows when",
    { upsmon: { isActive: true }, upses: read({ "battery.runtime.low": "" }) },
    "upsmon",
    "note",
    /install\.sh again/,
  ],
  [
    "a UPS that is not read",
    { upses: [{ ups: "pyrphoros", kind: "blind", problem: "UNKNOWN-UPS" }] },
    "ups",
    "failed",
    /UNKNOWN-UPS/,
  ],
  [
    "no password",
    { upses: [{ ...pyrphoros, login: { noPassword: "/x cannot be read" } }] },
    "upsd-login",
    "failed",
    /\/x cannot be read.*chmod 600/,
  ],
  [
    "a wrong password",
    { upses: [{ ...pyrphoros, login: { refused: "ACCESS-DENIED" } }] },
    "upsd-login",
    "failed",
    /ACCESS-DENIED.*upsd\.users.*upsmon secondary/,
  ],
  ["no account", { upses: [{ ...pyrphoros, login: "none" }] }, "upsd-login", "warning", /monitor:/],
  [
    "a slow driver",
    { upses: read({ "driver.parameter.pollfreq": "11" }) },
    "pollfreq",
    "failed",
    /pollfreq = 10/,
  ],
  [
    "a driver at its default",
    { upses: [{ ...pyrphoros, variables: { "driver.name": "usbhid-ups" } }] },
    "pollfreq",
    "failed",
    /30 s/,
  ],
  [
    "a driver of another kind at its default",
    { upses: [{ ...pyrphoros, variables: { "driver.name": "nutdrv_qx" } }] },
    "pollfreq",
    "failed",
    /30 s.*pollfreq = 10/,
  ],
  [
    "a driver of another kind that is set to be slow",
    { upses: read({ "driver.name": "new-driver", "driver.parameter.pollfreq": "30" }) },
    "pollfreq",
    "failed",
    /30 s.*pollfreq = 10/,
  ],
  [
    "another kind of driver that is slow",
    { upses: read({ "driver.name": "apcsmart", "driver.parameter.pollinterval": "15" }) },
    "pollfreq",
    "failed",
    /pollinterval = 10/,
  ],
  [
    "no runtime",
    { upses: [{ ...pyrphoros, variables: {} }] },
    "runtime",
    "warning",
    /without_runtime/,
  ],
  [
    "a battery that is too small",
    withState({ upses: [aUpsView({ feasible: false })] }),
    "feasible",
    "failed",
    /below 418 s/,
  ],
  [
    "killpower",
    withConfig({ upses: config.upses.map((ups) => ({ ...ups, killpower: true })) }),
    "killpower",
    "note",
    /ups\.delay\.start/,
  ],
  [
    "a broker that is away",
    { links: [{ as: "ups:titan-db", kind: "unreachable", problem: "ECONNREFUSED" }] },
    "broker",
    "failed",
    /ECONNREFUSED/,
  ],
  [
    "no certificate for the broker, which is told of once",
    {
      certificate: { problem: "no cert.pem: join" },
      links: [{ as: "coordinator", kind: "unreachable", problem: "10.0.0.5: no cert.pem: join" }],
    },
    "broker",
    "failed",
    /^it is not reached as coordinator, for want of a certificate; see the check certificate$/,
  ],
  [
    "a certificate of another node",
    { links: [{ as: "ups:titan-db", kind: "refused", problem: "not authorized" }] },
    "broker",
    "failed",
    /not authorized/,
  ],
  [
    "no PowerCoordinator=",
    { links: [{ as: "coordinator", kind: "refused", problem: "not authorized" }] },
    "broker",
    "failed",
    /PowerCoordinator=titan-db in hirte\.conf/,
  ],
  [
    "a link that is down",
    {
      daemon: {
        ...status,
        links: [{ name: "coordinator", server: "h:1", isUp: false, forMs: 1, problem: "EOF" }],
      },
    },
    "daemon-links",
    "failed",
    /EOF/,
  ],
  [
    "hirte not at work",
    { broker: { isManagerUp: false, nodes, publishers: {} } },
    "hirte",
    "failed",
    /systemctl status hirte/,
  ],
  [
    "an agent that is away",
    withNode({ state: "offline", reason: "no heartbeat" }),
    "agent",
    "failed",
    /titan-1a.*no heartbeat/,
  ],
  [
    "a node that hirte does not know",
    { broker: { isManagerUp: true, nodes: {}, publishers: {} } },
    "agent",
    "failed",
    /node add titan-1a/,
  ],
  [
    "limits of a node",
    withNode({ power: { guard: true, isAllowed: false } }),
    "poweroff",
    "failed",
    /titan-1a.*AllowedVerbs=/,
  ],
  [
    "a guard that is off",
    withNode({ power: { guard: false, isAllowed: true } }),
    "guard",
    "warning",
    /PowerGuard=yes/,
  ],
  [
    "a peer without hecate",
    { broker: { isManagerUp: true, nodes, publishers: {} }, daemon: { problem: "x" } },
    "ups-host",
    "failed",
    /tethys/,
  ],
  [
    "a peer whose hecate has left",
    {
      broker: {
        isManagerUp: true,
        nodes,
        publishers: { tethys: { ...publisher, publisher: "down" } },
      },
    },
    "ups-host",
    "failed",
    /tethys/,
  ],
  [
    "another file on a peer",
    withState({ peers: [{ host: "tethys", publisher: "up", configHash: "f" }] }),
    "same-config",
    "ok",
    /same/,
  ],
  [
    "another file on a peer, by its own word",
    {
      broker: {
        isManagerUp: true,
        nodes,
        publishers: { tethys: { ...publisher, configHash: "f" } },
      },
    },
    "same-config",
    "warning",
    /hash f/,
  ],
  [
    "a peer without its fallback",
    withConfig({ peers: config.peers.map((peer) => ({ ...peer, fallbackLocalShutdown: false })) }),
    "fallback",
    "warning",
    /tethys/,
  ],
  [
    "a coordinator that comes back by hand",
    returning("manual"),
    "return-path",
    "warning",
    /by hand/,
  ],
  [
    "a coordinator that nothing brings back",
    withConfig({ nodes: config.nodes.map(({ returnPath: _, ...each }) => each) }),
    "return-path",
    "failed",
    /all stays down/,
  ],
  ["a coordinator that its UPS brings back", returning("ups"), "return-path", "note", /killpower/],
  [
    "a network of which nothing is said",
    withConfig({ network: [] }),
    "network",
    "note",
    /nobody can see/,
  ],
  [
    "a switch without a UPS",
    withConfig({ network: [{ name: "core-switch", feeds: [] }] }),
    "network",
    "failed",
    /core-switch/,
  ],
  [
    "a budget that does not cover the plan",
    withConfig({ foreignClients: [], budget: { ...config.budget, defaultS: 240 } }),
    "budget",
    "warning",
    /thought to take 285 s, and default.*default_shutdown_budget: 300s/,
  ],
  [
    "a budget that covers the plan, but not what hangs on the coordinator's UPS",
    withConfig({ budget: { ...config.budget, defaultS: 300 } }),
    "budget",
    "warning",
    /thought to take 285 s, and nas 120 s more.*is 300 s.*default_shutdown_budget: 420s/,
  ],
  [
    "a cluster that does not answer",
    { kubernetes: { problem: "connect ECONNREFUSED 192.168.10.10:6443" } },
    "kubernetes",
    "failed",
    /ECONNREFUSED.*kubectl --kubeconfig/,
  ],
  [
    "a node that nothing wakes",
    withConfig({
      nodes: config.nodes.map(({ wake, ...node }) =>
        node.name === "titan-1a" || wake === undefined ? node : { ...node, wake },
      ),
    }),
    "wake",
    "warning",
    /titan-1a: nothing wakes it/,
  ],
];

describe("hecate doctor", () => {
  it("[REQ-HCL-6] has nothing to say against a site on which everything is as it should be", () => {
    const found = diagnose(healthy).filter(
      ({ level }) => level === "warning" || level === "failed",
    );
    deepEqual(found, []);
    equal(worstOf(diagnose(healthy)), "note");
    // What nobody can see from here is said all the same.
    const notes = diagnose(healthy).filter(({ level }) => level === "note");
    deepEqual([...new Set(notes.map(({ check }) => check))], ["commands", "return-path"]);
  });

  for (const [what, over, check, level, words] of cases) {
    it(`[REQ-HCL-6] finds ${what}`, () => {
      const found = diagnose({ ...healthy, ...over }).filter(
        (each) => each.check === check && each.level === level,
      );
      const lines = found.map(({ text, cure }) => `${text}; ${cure ?? ""}`);
      ok(
        lines.some((line) => words.test(line)),
        JSON.stringify(diagnose({ ...healthy, ...over }).filter((each) => each.check === check)),
      );
      ok(found.every((each) => each.level === "ok" || each.cure !== undefined));
    });
  }

  it("[REQ-HCL-6] has a case for each check, and each check a name of its own that docs/hecate.md explains", () => {
    const tested = new Set(cases.map(([, , check]) => check));
    const names = doctorTable.map(({ name }) => name);
    deepEqual(
      names.filter((name) => !tested.has(name)),
      ["commands"],
    );
    equal(new Set(names).size, names.length);
    const docs = readFileSync(join(import.meta.dirname, "../../../docs/hecate.md"), "utf8");
    const unsaid = names.filter((name) => !new RegExp(`^\\| [^|]*\`${name}\``, "m").test(docs));
    deepEqual(unsaid, [], "checks that docs/hecate.md does not explain");
  });

  it("[REQ-HCL-6] takes upsmon for the last resort where it comes after hecate, or switches nothing off", () => {
    const after = diagnose({ ...healthy, upsmon: { isActive: true } });
    const idle = diagnose({ ...healthy, upsmon: { isActive: true, minSupplies: 0 } });
    for (const found of [after, idle]) {
      deepEqual(
        found.filter(({ check }) => check === "upsmon").map(({ level }) => level),
        ["ok"],
      );
    }
  });

  it("[REQ-HCL-6] does not ask for more than one reading where one is enough to fire", () => {
    const policy = { ...config.policy, debouncePolls: 1 };
    const found = diagnose({ ...healthy, ...withConfig({ policy }) });
    deepEqual(
      found.filter(({ check }) => check === "pollfreq"),
      [],
    );
  });

  it("[REQ-HCL-7] says what is missing where nothing answers, and goes on", () => {
    const { certificate: _, broker: _b, isClockSynchronised: _c, ...rest } = healthy;
    const found = diagnose({
      ...rest,
      config: { problem: "no file" },
      daemon: { problem: "ENOENT" },
      links: [],
      upses: [],
    });
    deepEqual(
      found.map(({ check, level }) => `${check} ${level}`),
      [...["config failed", "daemon failed", "state ok", "clock note", "upsmon ok"]],
    );
  });

  it("[REQ-HCL-6] prints a line for each, in a pipe without a break", () => {
    const diagnoses = diagnose({ ...healthy, isClockSynchronised: false });
    const look = { isColoured: false, columns: 80, isWrapped: false };
    const lines = doctorText(diagnoses, look).trimEnd().split("\n");
    equal(lines.length, diagnoses.length);
    ok(
      lines.some((line) =>
        /^warning {2}clock {10}the clock .*; turn on systemd-timesyncd/.test(line),
      ),
    );
    const onTerminal = doctorText(diagnoses, { ...look, isWrapped: true }).split("\n");
    ok(onTerminal.length > lines.length);
  });

  it("[REQ-HCL-6] says a cure once, and with what else it is of that it was said above", () => {
    const cure = "change it, or know why it is so";
    const diagnoses = [
      { check: "config", level: "warning", text: "a", cure },
      { check: "config", level: "warning", text: "b", cure },
      { check: "guard", level: "warning", text: "c", cure },
      { check: "guard", level: "warning", text: "d", cure: "another" },
    ] as const;
    const said = doctorText(diagnoses, { isColoured: false, columns: 80, isWrapped: false });
    deepEqual(said.trimEnd().split("\n"), [
      `warning  config  a; ${cure}`,
      "warning  config  b; cure as above",
      "warning  guard   c; cure as above (config)",
      "warning  guard   d; another",
    ]);
  });

  it("[REQ-HCL-30] breaks lines at the edge of a terminal, below where their text begins", () => {
    const text = `${"a word and another, ".repeat(12)}the end`;
    const diagnoses = [{ check: "config-in-use", level: "failed" as const, text, cure: "a cure" }];
    const look = { isColoured: false, isWrapped: true };
    for (const columns of [80, 132]) {
      const [first, ...more] = doctorText(diagnoses, { ...look, columns })
        .trimEnd()
        .split("\n");
      ok(more.length >= 2, String(columns));
      for (const line of [first ?? "", ...more]) ok(line.length <= columns, line);
      for (const line of more) ok(/^ {24}\S/.test(line), line);
    }
  });
});

describe("what hecate doctor learns of this machine", () => {
  let nutDirectory: string;
  beforeEach(() => {
    nutDirectory = mkdtempSync(join(tmpdir(), "hirte-nut-"));
  });
  afterEach(() => rmSync(nutDirectory, { recursive: true, force: true }));

  /** A machine whose programs answer so. */
  const asked = (answers: Readonly<Record<string, string | undefined>>) =>
    askMachine(undefined, {
      nutDirectory,
      timesyncFile: join(nutDirectory, "synchronized"),
      output: async (program) => answers[program],
    });

  it("[REQ-HCL-6] is when upsmon runs, and what it would do", async () => {
    writeFileSync(join(nutDirectory, "nut.conf"), "# MODE=none\nMODE=standalone\n");
    writeFileSync(
      join(nutDirectory, "upsmon.conf"),
      '#MINSUPPLIES 9\nMINSUPPLIES 1\nSHUTDOWNCMD "/sbin/shutdown -h +0"\n',
    );
    deepEqual((await asked({ systemctl: "active\ninactive\n" })).upsmon, {
      ...{ isActive: true, mode: "standalone", minSupplies: 1 },
      shutdownCommand: "/sbin/shutdown -h +0",
    });
    equal((await asked({ systemctl: "inactive\ninactive\n" })).upsmon.isActive, false);
    equal((await asked({ systemctl: "activating\ninactive\n" })).upsmon.isActive, true);
    // Neither where it could not be run, nor where it had nothing to say.
    for (const said of [{}, { systemctl: "" }]) {
      equal((await asked(said)).upsmon.isActive, undefined);
    }
  });

  it("[REQ-HCL-6] is whether its state directory is there, and of who is to write to it", async () => {
    const diskOf = async (stateDir: string) =>
      (await askMachine({ ...config, stateDir }, silent)).disk;
    const silent = {
      ...{ nutDirectory, timesyncFile: "/nowhere" },
      output: async () => undefined,
    };
    ok("freeBytes" in (await diskOf(nutDirectory)));
    const absent = await diskOf(join(nutDirectory, "none"));
    ok("problem" in absent && absent.isAbsent === true);
    // root may write to it all the same.
    chmodSync(nutDirectory, 0o500);
    ok("problem" in (await diskOf(nutDirectory)));
    chmodSync(nutDirectory, 0o700);
  });

  it("[REQ-HCL-6] is whether its clock is set, by timesyncd's own word or the kernel's", async () => {
    equal((await asked({ timedatectl: "yes\n" })).isClockSynchronised, true);
    equal((await asked({ timedatectl: "no\n" })).isClockSynchronised, false);
    equal((await asked({})).isClockSynchronised, undefined);
    writeFileSync(join(nutDirectory, "synchronized"), "");
    equal((await asked({ timedatectl: "no\n" })).isClockSynchronised, true);
  });
});
