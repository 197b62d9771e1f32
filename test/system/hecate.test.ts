import assert from "node:assert/strict";
import type { StatusAnswer } from "../../src/hecate/socket-protocol.ts";
import { siteYaml } from "../support/hecate.ts";
import { Lab, type LabNode, until } from "../support/lab.ts";

const onMains = "ups.status: OL\nbattery.runtime: 1800\nbattery.charge: 100\n";
/** It stops for nobody, and systemd waits for it for ever. */
const stubborn = `[Service]
Type=exec
ExecStart=/bin/sh -c "trap : TERM; while :; do sleep 1; done"
TimeoutStopSec=infinity
SendSIGKILL=no
`;
const killed = "/var/lib/killed";
/** Asks hecate's socket, as its own commands do. */
const ask = `const c = require("net").connect("/run/hecate/hecate.sock"); let t = "";
c.on("data", (d) => { t += d; if (t.endsWith("\\n")) c.end(); }).on("close", () => process.stdout.write(t)).write('{"ask":"status"}\\n');`;

/** One machine with NUT, which is a peer, as its service, with the rights that this leaves it. */
describe("hecate.service", () => {
  let node: LabNode;

  before(async function () {
    this.timeout(60_000);
    const [booted] = await (await Lab.current()).boot({ name: "edge", host: 77 });
    if (!booted) throw new Error("it was not booted");
    node = booted;
    const files = {
      "/etc/nut/nut.conf": "MODE=netserver\n",
      "/etc/nut/ups.conf":
        "[beta]\ndriver = dummy-ups\nport = beta.dev\nmode = dummy-once\npollinterval = 1\n",
      "/etc/nut/beta.dev": onMains,
      "/etc/nut/upsd.conf": "LISTEN 127.0.0.1 3493\nMAXAGE 5\n",
      "/etc/nut/upsd.users": "",
      // Nobody listens there: it is alone.
      "/etc/hecate/hecate.yaml": siteYaml({ brokerPort: 1, upsdPort: 3493 }),
    };
    for (const [path, text] of Object.entries(files)) await node.write(path, text);
    await node.must("chown", "-R", "root:nut", "/etc/nut");
    await node.write("/usr/local/bin/k3s-killall.sh", `#!/bin/sh\ntouch ${killed}\n`, 0o755);
    await node.unit("k3s-agent.service", stubborn);
    await node.must("systemctl", "start", "k3s-agent.service");
    await node.must("systemctl", "start", "nut-driver@beta.service", "nut-server.service");
    await node.must("systemctl", "start", "hecate.service");
  });

  async function beta(): Promise<StatusAnswer["state"]["upses"][number] | undefined> {
    const { stdout } = await node.exec("node", "-e", ask);
    if (stdout === "") return undefined;
    const { state } = JSON.parse(stdout) as StatusAnswer;
    return state.upses.find(({ ups }) => ups === "beta");
  }

  it("[REQ-HEC-13] [REQ-HEC-20] stops its units and powers its host off, with no one else there, and whatever hangs", async () => {
    await until(beta, { what: "its UPS is read", holds: (ups) => ups?.comms === "ok" });
    await node.write("/etc/nut/beta.dev", "ups.status: OB DISCHRG\nbattery.runtime: 1\n");
    await until(() => node.status(), {
      what: "it is off",
      holds: (status) => status === "off",
      deadlineMs: 60_000,
    });
    assert.equal(node.has(killed), true);
  }).timeout(90_000);
});
