import assert from "node:assert/strict";
import { Lab, type LabNode, until } from "../support/lab.ts";

describe("a machine of the lab", () => {
  let alpha: LabNode;
  let beta: LabNode;

  before(async () => {
    const [first, second] = await (await Lab.current()).boot(
      { name: "alpha", host: 101 },
      { name: "beta", host: 102 },
    );
    assert.ok(first && second);
    [alpha, beta] = [first, second];
  });

  afterEach(() => Promise.all([alpha.tidy(), beta.tidy()]));

  /** A connection from beta to alpha, and what alpha has noticed of it. */
  async function connection() {
    const server = alpha.spawn("socat", "-d", "-d", "-t0", "TCP-LISTEN:7000,reuseaddr", "STDOUT");
    await until(() => server.stderr.includes("listening"), { what: "alpha listens" });
    const client = beta.spawn("socat", "-u", "EXEC:/bin/sleep 1000", "TCP:alpha:7000");
    await until(() => server.stderr.includes("accepting"), { what: "beta is connected" });
    return { server, client };
  }

  it("[REQ-LAB-1] has a systemd, a name, an address and a boot of its own", async () => {
    assert.equal((await alpha.must("cat", "/proc/1/comm")).trim(), "systemd");
    assert.equal((await alpha.must("hostname")).trim(), "alpha");
    assert.match(await beta.must("getent", "hosts", "alpha"), /10\.99\.0\.101/);
    const [here, there] = await Promise.all(
      [alpha, beta].map((node) => node.must("cat", "/proc/sys/kernel/random/boot_id")),
    );
    assert.notEqual(here, there);
  });

  it("[REQ-LAB-2] shows each start of a test unit, and the jobs systemd had for it", async () => {
    await alpha.startLog("web.service");
    await alpha.systemctl("start", "web.service");
    await alpha.systemctl("restart", "web.service");
    assert.equal(await alpha.starts("web.service"), 2);
    await alpha.systemctl("stop", "web.service");
    const jobs = await alpha.jobs("web.service");
    assert.deepEqual(
      jobs.map(({ type, result }) => [type, result]),
      [
        ["start", "done"],
        ["restart", "done"],
        ["stop", "done"],
      ],
    );
  });

  it("[REQ-LAB-3] loses its processes but not its disk when the power fails", async () => {
    await alpha.startLog("web.service");
    await alpha.systemctl("start", "web.service");
    const boot = await alpha.must("cat", "/proc/sys/kernel/random/boot_id");
    await alpha.powerCut();
    assert.equal(await alpha.starts("web.service"), 1);
    await alpha.start();
    assert.equal(await alpha.activeState("web.service"), "inactive");
    assert.notEqual(await alpha.must("cat", "/proc/sys/kernel/random/boot_id"), boot);
  });

  it("[REQ-LAB-3] falls silent when the power fails: its peers are not told", async () => {
    const { server, client } = await connection();
    await beta.powerCut();
    await client.ended;
    assert.ok(server.isRunning);
    await beta.start();
    await server.stop();
  });

  it("[REQ-LAB-4] is deaf and dumb while its cable is cut, and goes on when it is healed", async () => {
    const { server, client } = await connection();
    await beta.cut();
    client.signal("SIGKILL");
    await client.ended;
    const ping = await alpha.exec("ping", "-c1", "-W1", "beta");
    assert.notEqual(ping.status, 0, ping.stdout);
    assert.ok(server.isRunning);
    await beta.heal();
    await server.ended;
  });

  it("[REQ-LAB-5] stands still while frozen", async () => {
    await alpha.unit(
      "ticks.service",
      "[Service]\nExecStart=/bin/sh -c 'while :; do echo >> /var/log/ticks; sleep 0.01; done'\n",
    );
    await alpha.systemctl("start", "ticks.service");
    await until(() => alpha.has("/var/log/ticks"), { what: "it ticks" });
    await alpha.freeze();
    const ticks = (await alpha.read("/var/log/ticks")).length;
    await beta.must("sleep", "0.2");
    assert.equal((await alpha.read("/var/log/ticks")).length, ticks);
    await alpha.thaw();
    await until(async () => (await alpha.read("/var/log/ticks")).length > ticks, {
      what: "it ticks again",
    });
  });
});
