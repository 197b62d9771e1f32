import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { readHecateConfig } from "../../../src/config/hecate.ts";
import { systemClock } from "../../../src/core/clock.ts";
import { noLog } from "../../../src/core/no-log.ts";
import type { UpsmonFact } from "../../../src/hecate/doctor/model.ts";
import { DriverLook } from "../../../src/hecate/driver-look.ts";
import { NutClients } from "../../../src/hecate/run/foreign-clients.ts";
import { UpsdClient } from "../../../src/nut/upsd-client.ts";
import { until } from "../../support/lab/until.ts";
import { useTempDir } from "../../support/temp-dir.ts";
import { needsNut, Upsd } from "../../support/upsd.ts";

describe("clients of a UPS that are not hecate's", () => {
  needsNut();
  const dir = useTempDir();
  let upsd: Upsd;
  /** FSD stays set: each test has a UPS of its own. */
  before(async function () {
    this.timeout(40_000);
    upsd = await Upsd.start({ alpha: {}, beta: {}, gamma: {}, delta: {} });
  });
  after(() => upsd?.stop());

  /** A hecate.yaml with a UPS, and a NAS that hangs on it. */
  function config(ups: string, more = "") {
    const password = join(dir(), "password");
    writeFileSync(password, `${Upsd.primary.password}\n`, { mode: 0o600 });
    const file = join(dir(), "hecate.yaml");
    const target = `${ups}@127.0.0.1:${upsd.port}`;
    const monitor = `{ user: ${Upsd.primary.user}, password_file: ${password} }`;
    writeFileSync(
      file,
      [
        "version: 1",
        "coordinator: db",
        "broker: { url: mqtt://127.0.0.1:2020, host: db }",
        `ups: { ${ups}: { target: "${target}", host: db, monitor: ${monitor}${more} } }`,
        `nodes: { db: { address: 10.0.0.1, feeds: [${ups}], return_path: bios } }`,
        `foreign_clients: [{ name: nas, ups: ${ups}, needs: 1s }]`,
      ].join("\n"),
    );
    const runDir = join(dir(), "run");
    mkdirSync(runDir, { recursive: true });
    return readHecateConfig({
      ...{ file, hostName: "db" },
      env: { HECATE_RUN_DIRECTORY: runDir },
    });
  }

  function clients(ups: string, upsmon: UpsmonFact): NutClients {
    const of = config(ups);
    return new NutClients({
      ...{ config: () => of, clock: systemClock, log: noLog },
      upsmon: async () => upsmon,
    });
  }

  /** A machine of its own, as upsd sees it: it logs in from another address. */
  async function stranger(ups: string): Promise<Socket> {
    const socket = connect({ host: "127.0.0.1", port: upsd.port, localAddress: "127.0.0.2" });
    let said = "";
    socket.setEncoding("utf8");
    socket.on("data", (text: string) => {
      said += text;
    });
    const { user, password } = Upsd.secondary;
    const loggedIn = new Promise<void>((resolve, reject) => {
      socket.on("data", () => said.split("\n").length > 3 && resolve());
      socket.once("error", reject);
    });
    socket.write(`USERNAME "${user}"\nPASSWORD "${password}"\nLOGIN ${ups}\n`);
    await loggedIn;
    assert.match(said, /OK\n.*OK\n.*OK/);
    return socket;
  }

  const ownFsd = () => join(dir(), "run/own-fsd");
  const forMs = (timeoutMs: number) => ({ timeoutMs, signal: new AbortController().signal });

  it("[REQ-RUNS-17] are told by FSD, and waited for until upsd counts none of another machine", async function () {
    this.timeout(20_000);
    const nas = await stranger("alpha");
    const forced = clients("alpha", { isActive: false }).forceShutdown("alpha", forMs(15_000));
    const asking = await UpsdClient.connect({ host: "127.0.0.1", port: upsd.port });
    await until(() => asking.variable("alpha", "ups.status"), {
      ...{ what: "FSD", holds: (flags) => flags.includes("FSD"), everyMs: 50 },
    });
    await asking.close();
    assert.equal(readFileSync(ownFsd(), "utf8"), "alpha\n");
    // It needs its time, and longer than it said.
    setTimeout(() => nas.end("LOGOUT\n"), 2500);
    const beganMs = performance.now();
    const end = await forced;
    assert.deepEqual(end.outcome, "done", end.detail);
    assert.ok(performance.now() - beganMs > 1500);
  });

  it("[REQ-RUNS-17] that do not leave are not called gone", async function () {
    this.timeout(20_000);
    const nas = await stranger("beta");
    const gone = clients("beta", { isActive: false });
    const end = await gone.forceShutdown("beta", forMs(3000));
    assert.equal(end.outcome, "failed");
    assert.match(end.detail ?? "", /127\.0\.0\.2 did not leave beta/);
    nas.destroy();
  });

  it("[REQ-RUNS-17] are left to their low battery where upsmon of this host would obey FSD by itself", async () => {
    const other = { isActive: true, minSupplies: 1, shutdownCommand: "/sbin/shutdown -h +0" };
    const end = await clients("gamma", other).forceShutdown("gamma", forMs(3000));
    assert.equal(end.outcome, "failed");
    assert.match(end.detail ?? "", /no FSD is set: upsmon of this host would obey it too/);
    assert.equal(existsSync(ownFsd()), false);
    const ours = clients("gamma", { ...other, shutdownCommand: "/usr/lib/hecate/last-resort" });
    assert.equal((await ours.forceShutdown("gamma", forMs(5000))).outcome, "done");
    ours.forget();
    assert.equal(existsSync(ownFsd()), false);
  });

  it("[REQ-RUNS-18] a UPS whose driver cannot cut its load and bring it back is not to be cut, and why is said", async () => {
    const of = config("delta", ", killpower: true");
    const told = await new Promise<readonly [string, boolean, string | undefined]>((resolve) => {
      const look = new DriverLook({
        ...{ config: () => of, clock: systemClock, log: noLog },
        onDriver: (...what) => {
          look.stop();
          const [ups, canReturn, why] = what;
          resolve([ups, canReturn, why]);
        },
      });
      look.start();
    });
    assert.deepEqual(told, ["delta", false, "its driver does not know shutdown.return"]);
  });
});
