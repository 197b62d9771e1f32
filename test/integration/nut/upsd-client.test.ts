import assert from "node:assert/strict";
import { UpsdClient, upsdCodeOf } from "../../../src/nut/upsd-client.ts";
import { needsNut, Upsd } from "../../support/upsd.ts";

const description = 'Rack "A" UPS \\ main';
const refusedWith = (code: string) => (error: unknown) => upsdCodeOf(error) === code;

describe("a client of Debian's upsd", () => {
  needsNut();
  let upsd: Upsd;
  let client: UpsdClient;
  const clients: UpsdClient[] = [];
  const connect = async () => {
    const made = await UpsdClient.connect({ host: upsd.host, port: upsd.port });
    clients.push(made);
    return made;
  };
  /** One that shows who it is. */
  const connectAs = async (user: typeof Upsd.primary) => {
    const made = await connect();
    await made.authenticate(user);
    return made;
  };

  before(async function () {
    this.timeout(40_000);
    upsd = await Upsd.start({ alpha: { description }, gone: {} });
    await upsd.killDriver("gone");
  });
  after(() => upsd?.stop());
  beforeEach(async () => {
    client = await connect();
  });
  afterEach(() => {
    for (const each of clients.splice(0)) each.destroy();
  });

  it("[REQ-NUT-7] tells UPSes with their descriptions, values, commands and upsd's version", async () => {
    assert.deepEqual(await client.listUpses(), {
      alpha: description,
      gone: "Description unavailable",
    });
    const variables = await client.listVariables("alpha");
    assert.equal(variables["ups.status"], "OL");
    assert.equal(variables["battery.runtime"], "1800");
    assert.equal(await client.variable("alpha", "input.voltage"), "230.0");
    assert.ok((await client.listCommands("alpha")).includes("load.off"));
    assert.match(await client.version(), /^Network UPS Tools upsd 2\./);
    assert.equal(client.isEncrypted, false);
  });

  it("[REQ-NUT-7] is counted while it is logged in, and not after its LOGOUT", async () => {
    const user = await connectAs(Upsd.secondary);
    await user.login("alpha");
    assert.equal(await client.loginCount("alpha"), 1);
    assert.deepEqual(await client.listClients("alpha"), ["127.0.0.1"]);
    await user.close();
    assert.equal(user.isOpen, false);
    assert.equal(await client.loginCount("alpha"), 0);
    assert.deepEqual(await client.listClients("alpha"), []);
  });

  it("[REQ-NUT-3] [REQ-NUT-7] hears each refusal by its code, and goes on", async () => {
    const secondary = await connectAs(Upsd.secondary);
    await secondary.login("alpha");
    // Any password is answered with OK.
    const impostor = await connectAs({ ...Upsd.primary, password: "wrong" });
    const refused: readonly (readonly [string, () => Promise<unknown>])[] = [
      ["USERNAME-REQUIRED", () => client.login("alpha")],
      ["ACCESS-DENIED", () => impostor.login("alpha")],
      ["ACCESS-DENIED", () => impostor.primary("alpha")],
      ["ALREADY-SET-USERNAME", () => impostor.authenticate(Upsd.primary)],
      ["ALREADY-LOGGED-IN", () => secondary.login("gone")],
      ["ACCESS-DENIED", () => secondary.primary("alpha")],
      ["ACCESS-DENIED", () => secondary.forceShutdown("alpha")],
      ["ACCESS-DENIED", () => secondary.runCommand({ ups: "alpha", command: "load.off" })],
      ["UNKNOWN-UPS", () => client.listVariables("nobody")],
      ["UNKNOWN-UPS", () => client.loginCount("nobody")],
      ["VAR-NOT-SUPPORTED", () => client.variable("alpha", "no.such")],
      ["DRIVER-NOT-CONNECTED", () => client.listVariables("gone")],
      ["FEATURE-NOT-CONFIGURED", () => client.tracking("00000000-0000-0000-0000-000000000000")],
    ];
    for (const [code, ask] of refused) await assert.rejects(ask(), refusedWith(code), code);
    for (const each of [client, impostor, secondary]) {
      assert.equal(await each.variable("alpha", "ups.status"), "OL");
    }
  });

  it("[REQ-NUT-7] gives instant commands, with a parameter and without, and learns what became of them", async function () {
    this.timeout(10_000);
    const primary = await connectAs(Upsd.primary);
    const target = { ups: "alpha", command: "load.off" };
    assert.equal(await primary.runCommand(target), undefined);
    await assert.rejects(
      primary.runCommand({ ups: "alpha", command: "no.such" }),
      refusedWith("CMD-NOT-SUPPORTED"),
    );
    await primary.setTracking(true);
    const id = await primary.runCommand({ ...target, parameter: "5" });
    assert.ok(id);
    // dummy-ups knows the command by name alone, and says so a second later.
    const outcome = async () => {
      while ((await primary.tracking(id)) === "PENDING") {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    await assert.rejects(outcome(), refusedWith("UNKNOWN"));
    await primary.setTracking(false);
    assert.equal(await primary.runCommand(target), undefined);
  });

  it("[REQ-NUT-4] takes commands asked at the same time one by one, each with its own answer", async () => {
    const names = ["ups.status", "battery.charge", "no.such", "battery.runtime"];
    const answers = await Promise.allSettled(names.map((name) => client.variable("alpha", name)));
    assert.deepEqual(
      answers.map((answer) => (answer.status === "fulfilled" ? answer.value : "refused")),
      ["OL", "100", "refused", "1800"],
    );
  });

  it("[REQ-NUT-7] forces a shutdown as the primary, which upsd remembers", async () => {
    const primary = await connectAs(Upsd.primary);
    await primary.login("alpha");
    assert.equal(await primary.primary("alpha"), "PRIMARY");
    await primary.forceShutdown("alpha");
    await primary.close();
    assert.equal(await client.variable("alpha", "ups.status"), "FSD OL");
  });
});
