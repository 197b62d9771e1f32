import { deepEqual, equal, match, ok } from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { silentLog } from "../../../src/core/log.ts";
import { HecateSocket } from "../../../src/hecate/socket.ts";
import type { StatusAnswer } from "../../../src/hecate/socket-protocol.ts";
import { BrokerUnderTest } from "../../support/broker.ts";
import { HecateUnderTest, siteYaml } from "../../support/hecate.ts";
import { runHecateCli } from "../../support/hecate-cli.ts";
import { OpenHirte } from "../../support/open-hirte.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { needsNut, Upsd } from "../../support/upsd.ts";

/** What doctor found of one check: how it stands, and what it says. */
type Found = readonly { readonly check: string; readonly level: string; readonly text: string }[];

describe("what people see of hecate", function () {
  this.timeout(30_000);
  needsNut();
  let upsd: Upsd;
  let broker: BrokerUnderTest;
  let hecate: HecateUnderTest;
  let socket: HecateSocket | undefined;
  let env: Readonly<Record<string, string>>;
  const lineOfAlpha = () =>
    hecate.daemon.status().state.upses.find(({ ups }) => ups === "alpha")?.line;
  const passwordFile = () => join(hecate.directory, "nut.password");

  before(async () => {
    upsd = await Upsd.start({ alpha: {}, beta: {} });
    broker = await BrokerUnderTest.start();
    const plain = siteYaml({ brokerPort: broker.port, upsdPort: upsd.port });
    hecate = new HecateUnderTest("db", plain);
    const monitor = `monitor: { user: upsmon, password_file: ${passwordFile()} }`;
    hecate.write(plain.replace("host: db, mains", `host: db, ${monitor}, mains`));
    writeFileSync(passwordFile(), `${Upsd.primary.password}\n`, { mode: 0o600 });
    await hecate.start();
    const path = join(hecate.directory, "hecate.sock");
    const answer = hecate.daemon.answer.bind(hecate.daemon);
    socket = await HecateSocket.listen({ path, answer, log: silentLog() });
    env = {
      ...{ HECATE_RUN_DIRECTORY: hecate.directory, HECATE_STATE_DIRECTORY: hecate.stateDir },
      ...{ HECATE_CONFIG: hecate.file, HECATE_NODE: "db" },
    };
    await hecate.until("a reading", () => lineOfAlpha() === "ol");
  });
  after(async () => {
    await socket?.close();
    await hecate?.end();
    await broker?.stop();
    await upsd?.stop();
  });

  const doctor = async (over: Readonly<Record<string, string>> = {}) => {
    const { status, stdout } = await runHecateCli(["doctor", "--json"], { ...env, ...over });
    return { status, found: JSON.parse(stdout) as Found };
  };
  const of = (found: Found, check: string) =>
    found.filter((each) => each.check === check).map(({ level, text }) => `${level}: ${text}`);

  it("[REQ-HCL-1] [REQ-HCL-3] is the state of the UPS, degraded where a peer was never heard", async () => {
    const { status, stdout, stderr } = await runHecateCli(["status"], env);
    deepEqual([status, stderr], [1, ""]);
    match(stdout, /● alpha on db: OL, read (just now|\ds ago)\n {7}Line: on mains\n/);
    match(stdout, /Runtime: 1800 s; would shut down at runtime \d+ s\n/);
    match(stdout, /● beta on edge: silent, never read/);
  });

  it("[REQ-HCL-5] is all that the daemon answers, as JSON", async () => {
    const { stdout } = await runHecateCli(["status", "--json"], env);
    const { ok: _, ...answer } = hecate.daemon.status();
    const said = JSON.parse(stdout) as StatusAnswer;
    deepEqual(Object.keys(said).sort(), Object.keys(answer).sort());
    equal(said.readings["alpha"]?.variables?.["battery.runtime"], "1800");
  });

  it("[REQ-HCL-9] is maintenance, for as long as somebody said and no longer", async () => {
    const begun = await runHecateCli(["inhibit", "30min", "--reason", "new fan"], env);
    equal(begun.status, 0);
    match(begun.stdout, /another 30 min, by tester: new fan; FSD and .* begin one all the same\n/);
    const { inhibit } = (await hecate.status()).state;
    deepEqual([inhibit?.by, inhibit?.reason], ["tester", "new fan"]);
    match((await runHecateCli(["status"], env)).stdout, /Maintenance: no shutdown is begun/);
    match((await runHecateCli(["inhibit", "off"], env)).stdout, /there is no maintenance/);
    equal((await hecate.status()).state.inhibit, undefined);
  });

  for (const [what, args] of Object.entries({
    "no time at all": [],
    "a number without a unit": ["30", "--reason", "x"],
    "no time that passes": ["0s", "--reason", "x"],
    "more than 4 h": ["241min", "--reason", "x"],
    "something else": ["soon", "--reason", "x"],
    "no reason": ["30min"],
  })) {
    it(`[REQ-HCL-9] is no maintenance for ${what}`, async () => {
      const { status, stderr } = await runHecateCli(["inhibit", ...args], env);
      equal(status, 64);
      match(stderr, /^hecate: .+\n$/);
      equal((await hecate.status()).state.inhibit, undefined);
    });
  }

  it("[REQ-HCL-8] is that upsd lets hecate in, and its broker, and whom it does not hear", async () => {
    const { status, found } = await doctor();
    deepEqual(of(found, "upsd-login"), ["ok: alpha: upsd lets hecate log in"]);
    deepEqual(of(found, "broker"), [
      "ok: it takes this host as ups:db",
      "ok: it takes this host as coordinator",
    ]);
    deepEqual(of(found, "config-in-use"), ["ok: the daemon has read the file as it is"]);
    match(of(found, "ups-host").join(), /^failed: edge: it has no hecate/);
    match(of(found, "hirte").join(), /^failed: hirte is not at work/);
    equal(status, 2);
    // It came beside the daemon, and has not taken its place.
    ok((await hecate.status()).links.every(({ isUp }) => isUp));
    equal((await upsd.ask("LIST CLIENT alpha")).match(/^CLIENT/gm)?.length, 1);
  });

  it("[REQ-HCL-8] is a password that upsd does not take", async () => {
    writeFileSync(passwordFile(), "wrong\n", { mode: 0o600 });
    try {
      match(of((await doctor()).found, "upsd-login").join(), /^failed: alpha: .*ACCESS-DENIED/);
    } finally {
      writeFileSync(passwordFile(), `${Upsd.primary.password}\n`, { mode: 0o600 });
    }
  });

  it("[REQ-HCL-7] is what can be seen without a daemon, a broker, or a configuration", async () => {
    const file = join(hecate.directory, "other.yaml");
    const nobody = await closedPort();
    writeFileSync(file, siteYaml({ brokerPort: nobody, upsdPort: upsd.port }));
    const away = { HECATE_RUN_DIRECTORY: "/nonexistent", HECATE_CONFIG: file };
    const { status, found } = await doctor(away);
    equal(status, 2);
    match(of(found, "daemon").join(), /^failed: .*hecate cannot be asked at \/nonexistent\//);
    match(
      of(found, "broker").join(),
      /^failed: it is not reached as ups:db: .*,failed: .*coordinator/,
    );
    deepEqual(of(found, "ups"), ["ok: alpha: upsd tells OL"]);
    const without = await doctor({ ...away, HECATE_CONFIG: "/nonexistent/hecate.yaml" });
    match(of(without.found, "config").join(), /^failed: \/nonexistent\/hecate\.yaml/);
  });

  it("[REQ-HCL-4] is that the daemon cannot be asked, whatever the configuration is like", async () => {
    const away = { HECATE_RUN_DIRECTORY: "/nonexistent", HECATE_CONFIG: "/nonexistent" };
    for (const args of [["status"], ["status", "--json"], ["inhibit", "off"]]) {
      const { status, stdout, stderr } = await runHecateCli(args, away);
      deepEqual([status, stdout], [69, ""]);
      match(
        stderr,
        /^hecate: hecate cannot be asked at \/nonexistent\/hecate\.sock: .*ENOENT.*; `systemctl status hecate`/,
      );
    }
  });

  it("[REQ-HCL-4] is that somebody else answers at the socket, or nobody does", async () => {
    const path = join(hecate.directory, "other.sock");
    for (const [said, words] of [
      ["hello\n", /not an answer of hecate's/],
      ["", /ended the connection without an answer/],
      ['{"ok":false,"problem":{"code":"unavailable","message":"no"}}\n', /tells nothing: no/],
      ['{"ok":true,"state":{"condition":"normal"}}\n', /its answer is none that this hecate knows/],
      ['{"ok":true,"state":{"condition":"odd"}}\n', /its condition is none/],
    ] as const) {
      const server = createServer((client) => {
        client.on("error", () => client.destroy());
        client.once("data", () => client.end(said));
      });
      await new Promise<void>((resolve) => server.listen(path, resolve));
      const { status, stderr } = await runHecateCli(["status", "--socket", path], {});
      await new Promise((resolve) => server.close(resolve));
      equal(status, 69);
      match(stderr, words);
    }
  });

  it("[REQ-HCL-3] is that a UPS is on battery", async () => {
    await upsd.setStatus("alpha", "OB DISCHRG");
    await hecate.until("battery", () => lineOfAlpha() === "ob");
    const { status, stdout } = await runHecateCli(["status"], env);
    equal(status, 2);
    match(stdout, /● db, coordinator: on battery/);
    match(stdout, /Line: on battery for \d+/);
  });
});

describe("hecate doctor, at a hirte that asks who it is", () => {
  const directory = useTempDir();
  let hirte: OpenHirte;
  before(async () => {
    hirte = await OpenHirte.start();
    await hirte.startManager();
  });
  after(() => hirte?.stop());

  /** What it finds on a node that shows a certificate. */
  async function brokerOf(node: "a" | "b", shown: "a" | "b" | "revoked"): Promise<Found> {
    const path = (name: string) => join(directory(), name);
    const { cert, key } = hirte.certificates[shown];
    for (const [name, text] of Object.entries({ ca: hirte.pki.ca, cert, key })) {
      writeFileSync(path(name), text, { mode: 0o600 });
    }
    const file = path("hecate.yaml");
    const files = `ca: ${path("ca")}, cert: ${path("cert")}, key: ${path("key")}`;
    writeFileSync(
      file,
      `version: 1
coordinator: ${node}
broker: { url: "mqtts://127.0.0.1:${hirte.port}", host: ${node}, ${files} }
ups: { u: { target: "u@127.0.0.1:1", host: ${node} } }
nodes:
  a: { address: 127.0.0.1, feeds: [u] }
  b: { address: 127.0.0.2, feeds: [u] }
`,
    );
    const { stdout } = await runHecateCli(["doctor", "--json", "--config", file, "--node", node], {
      HECATE_RUN_DIRECTORY: directory(),
    });
    return JSON.parse(stdout) as Found;
  }
  const levels = (found: Found, check: string) =>
    found.filter((each) => each.check === check).map(({ level }) => level);

  it("[REQ-HCL-8] finds that PowerCoordinator= does not name this node", async () => {
    const found = await brokerOf("a", "a");
    deepEqual(levels(found, "broker"), ["ok", "failed"]);
    match(JSON.stringify(found), /PowerCoordinator=a in hirte\.conf/);
    deepEqual(levels(found, "certificate"), ["ok"]);
  });

  it("[REQ-HCL-8] finds nothing where it does, and sees which agents are away", async () => {
    const found = await brokerOf("b", "b");
    deepEqual(levels(found, "broker"), ["ok", "ok"]);
    deepEqual(levels(found, "hirte"), ["ok"]);
    deepEqual(levels(found, "agent"), ["failed", "failed"]);
    match(JSON.stringify(found), /a: its agent is offline/);
  });

  it("[REQ-HCL-8] finds the certificate of another node, and one that counts no longer", async () => {
    deepEqual(levels(await brokerOf("b", "a"), "broker"), ["failed", "failed"]);
    deepEqual(levels(await brokerOf("b", "revoked"), "broker"), ["failed", "failed"]);
  });
});

/** A port of the loopback where nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}
