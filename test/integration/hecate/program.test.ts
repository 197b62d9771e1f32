import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StatusAnswer } from "../../../src/hecate/socket-protocol.ts";
import { BrokerUnderTest } from "../../support/broker.ts";
import { siteYaml } from "../../support/hecate.ts";
import { HecateListener } from "../../support/hecate-listener.ts";
import { SourceProgram } from "../../support/source-program.ts";
import { needsNut, Upsd } from "../../support/upsd.ts";

describe("the program hecate", function () {
  this.timeout(60_000);
  needsNut();
  let directory: string;
  let upsd: Upsd;
  let tested: BrokerUnderTest;
  let listener: HecateListener;
  let running: SourceProgram[];
  const notified = () => {
    const path = join(directory, "notified");
    return existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
  };

  before(async () => {
    directory = mkdtempSync(join(tmpdir(), "hirte-hecate-"));
    running = [];
    upsd = await Upsd.start({ alpha: { variables: { "battery.runtime": "1800" } } });
    tested = await BrokerUnderTest.start();
    listener = await HecateListener.connect(tested.port, "vera");
    const yaml = siteYaml({ brokerPort: tested.port, upsdPort: upsd.port });
    writeFileSync(join(directory, "hecate.yaml"), yaml);
    const tool = join(directory, "systemd-notify");
    writeFileSync(tool, `#!/bin/sh\necho "$@" >> ${directory}/notified\n`, { mode: 0o755 });
  });
  after(async () => {
    for (const program of running) program.process.kill("SIGKILL");
    await listener.close();
    await tested.stop();
    await upsd.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  function run(...args: string[]): SourceProgram {
    return runWith({}, ...args);
  }

  function runWith(env: Readonly<Record<string, string>>, ...args: string[]): SourceProgram {
    const program = new SourceProgram("cli/hecate.ts", args, {
      PATH: `${directory}:${process.env["PATH"]}`,
      HECATE_CONFIG: join(directory, "hecate.yaml"),
      HECATE_STATE_DIRECTORY: join(directory, "state"),
      HECATE_RUN_DIRECTORY: join(directory, "run"),
      NOTIFY_SOCKET: join(directory, "notify"),
      WATCHDOG_USEC: "600000",
      ...env,
    });
    running.push(program);
    return program;
  }

  async function started(): Promise<SourceProgram> {
    const program = run("daemon", "--dry-run", "--node", "db", "--log-target", "json");
    await program.said("hecate watches the power");
    return program;
  }

  /** By its socket. */
  function status(): Promise<StatusAnswer> {
    return new Promise((resolve, reject) => {
      const socket = connect(join(directory, "run/hecate.sock"));
      let text = "";
      socket.setEncoding("utf8");
      socket.once("error", reject);
      socket.on("data", (piece) => {
        text += piece;
        if (text.endsWith("\n")) socket.end();
      });
      socket.once("close", () => resolve(JSON.parse(text) as StatusAnswer));
      socket.write('{"ask":"status"}\n');
    });
  }

  async function alpha(): Promise<StatusAnswer["state"]["upses"][number]> {
    const found = (await status()).state.upses.find(({ ups }) => ups === "alpha");
    if (!found) throw new Error("there is no alpha");
    return found;
  }

  async function eventually(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  it("[REQ-HEC-6] goes on where it was, killed at any moment of an outage, and begins nothing twice", async () => {
    let program = await started();
    await eventually(async () => (await alpha()).comms === "ok");
    await upsd.set("alpha", { "ups.status": "OB DISCHRG" });
    await eventually(async () => ((await alpha()).onBatteryS ?? 0) > 0.5);
    const { onBatteryS = 0, outage } = await alpha();
    const kill = async () => {
      program.process.kill("SIGKILL");
      await program.ended;
      program = await started();
    };
    await kill();
    await eventually(async () => (await alpha()).comms === "ok");
    const after = await alpha();
    assert.ok((after.onBatteryS ?? 0) > onBatteryS, JSON.stringify(after));
    assert.equal(after.outage, outage);
    await upsd.set("alpha", { "battery.runtime": "5" });
    // As soon as somebody hears of it: what follows in the same turn may not have been done.
    await listener.until("a run", () => listener.runs.length > 0, 15_000);
    await kill();
    await eventually(async () => (await alpha()).comms === "ok");
    const { length } = listener.readings;
    await listener.until("six polls more", () => listener.readings.length >= length + 6, 15_000);
    const numbers = new Set([...listener.runs.map(({ run }) => run)]);
    assert.deepEqual([...numbers], [1]);
    const { runs, state } = await status();
    assert.deepEqual([runs.length, state.run], [1, 1]);
    assert.deepEqual(readdirSync(join(directory, "state/reports")), ["1.json"]);
    program.process.kill("SIGTERM");
    assert.equal(await program.ended, 0);
  });

  it("[REQ-HEC-19] [REQ-HEC-20] tells systemd that it is ready and lives, and leaves with a goodbye", async () => {
    rmSync(join(directory, "notified"), { force: true });
    const program = await started();
    await eventually(async () => notified().filter((line) => line === "WATCHDOG=1").length > 2);
    assert.ok(notified().includes("READY=1"));
    const { length } = listener.availability;
    program.process.kill("SIGTERM");
    assert.equal(await program.ended, 0);
    assert.ok(notified().includes("STOPPING=1"));
    await listener.until("its goodbye", () => listener.availability.length > length);
    assert.equal(listener.availability.at(-1)?.publisher, "down");
  });

  it("[REQ-HEC-22] [REQ-HEC-18] [REQ-HMT-5] is the only one on its machine, and outlives a SIGHUP, after which it serves metrics where it is told to", async () => {
    const program = await started();
    await program.said("metrics are served");
    const [, port] = /"port":(\d+)[^\n]*metrics are served/.exec(program.output) ?? [];
    const scrape = () => fetch(`http://127.0.0.1:${port}/metrics`);
    assert.match(await (await scrape()).text(), /^hecate_coordinator 1$/m);
    const file = join(directory, "hecate.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace('"127.0.0.1:0"', "off"));
    const second = run("daemon", "--dry-run", "--node", "db");
    assert.equal(await second.ended, 1);
    assert.match(second.output, /another hecate, process \d+, is running/);
    program.process.kill("SIGHUP");
    await program.said("the configuration was read again");
    assert.equal((await status()).ok, true);
    await assert.rejects(scrape());
    program.process.kill("SIGTERM");
    await program.ended;
  });

  it("[REQ-HEC-31] [REQ-HEC-32] watches without a socket, a password and the CA of another UPS, has people told, and ends when it is asked to", async () => {
    const file = join(directory, "hecate.yaml");
    const target = `target: "gamma@127.0.0.1:${upsd.port}", host: db`;
    const yaml = siteYaml({ brokerPort: tested.port, upsdPort: upsd.port })
      .replace("host: db, mains", "host: db, monitor: { user: u, password_file: /nowhere }, mains")
      .replace("policy:", `  gamma: { ${target}, tls: { mode: required, ca: /nowhere } }\npolicy:`);
    writeFileSync(file, yaml);
    const { length } = listener.states;
    const readings = listener.readings.length;
    const args = ["daemon", "--dry-run", "--node", "db", "--log-target", "json"];
    const program = runWith({ HECATE_SOCKET: "/nowhere/x.sock" }, ...args);
    await program.said("hecate watches the power");
    const told = () =>
      listener.states
        .slice(length)
        .at(-1)
        ?.alarms.map(({ id }) => id) ?? [];
    await listener.until(
      "alarms",
      () => told().includes("socket") && told().includes("nut-login:alpha"),
    );
    const comms = (ups: string) =>
      listener.readings.slice(readings).findLast((one) => one.ups === ups)?.state.comms;
    await listener.until("readings", () => comms("alpha") === "ok" && comms("gamma") !== undefined);
    assert.equal(comms("gamma"), "protocol");
    program.process.kill("SIGTERM");
    assert.equal(await program.ended, 0);
  });

  it("[REQ-PEER-5] ends at once without a broker too", async () => {
    const yaml = siteYaml({ brokerPort: 1, upsdPort: upsd.port });
    writeFileSync(join(directory, "hecate.yaml"), yaml);
    const program = await started();
    await program.said("no connection to the broker");
    const askedMs = performance.now();
    program.process.kill("SIGTERM");
    assert.equal(await program.ended, 0);
    assert.ok(performance.now() - askedMs < 10_000);
  });
});
